//! Every wording and layout ever met, as a cut-out with what a careful reader makes of it.
//!
//! A case stands in `corpus/cases/<word>/<name>.case`; `corpus/README.md` shows the form. `UTFALL_BLESS=1
//! cargo test cases` writes what is read now into every case: read the difference before you commit it.

use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use utfall::grammar::Grammar;
use utfall::record::{Column, Head, Observation, Report, Value};
use utfall::run::{Limits, document};
use utfall::source::Source;
use utfall::trace::{Code, Place};
use utfall::write::{Document, Status};

/// What divides the input of a case from its expectation.
const DIVIDER: &str = "---";

struct Case {
    path: PathBuf,
    name: String,
    attributes: BTreeMap<String, String>,
    input: String,
    expected: Option<String>,
}

impl Case {
    /// `case = "===" name LF *(word ":" value LF) LF input ["---" LF expectation]`
    fn read(path: &Path) -> Result<Case, String> {
        let text = std::fs::read_to_string(path).unwrap();
        let mut rest = text.as_str();
        let mut line = || {
            let (first, after) = rest.split_once('\n').unwrap_or((rest, ""));
            rest = after;
            first
        };
        let name = line()
            .strip_prefix("=== ")
            .ok_or("the first line is not `=== name`")?
            .to_owned();
        let mut attributes = BTreeMap::new();
        loop {
            match line() {
                "" => break,
                attribute => {
                    let (word, value) = attribute
                        .split_once(": ")
                        .ok_or("an attribute is not `word: value`")?;
                    attributes.insert(word.to_owned(), value.to_owned());
                }
            }
        }
        let divider = format!("\n{DIVIDER}\n");
        let (input, expected) = match rest.rsplit_once(&divider) {
            Some((input, expected)) => (format!("{input}\n"), Some(expected.to_owned())),
            None => (rest.to_owned(), None),
        };
        let path = path.to_path_buf();
        Ok(Case {
            path,
            name,
            attributes,
            input,
            expected,
        })
    }

    fn write(&self, expected: &str) {
        let mut text = format!("=== {}\n", self.name);
        for (word, value) in &self.attributes {
            let _ = writeln!(text, "{word}: {value}");
        }
        let _ = write!(text, "\n{}{DIVIDER}\n{expected}", self.input);
        std::fs::write(&self.path, text).unwrap();
    }

    /// The bytes of the input in the encoding that the case asks for.
    fn bytes(&self) -> Vec<u8> {
        let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        match self.attributes.get("encoding").map(String::as_str) {
            None => self.input.clone().into_bytes(),
            Some("utf-16le") => [b"\xFF\xFE".to_vec(), utf16(&self.input)].concat(),
            Some("utf-8 read as windows-1252") => WINDOWS_1252
                .decode_without_bom_handling(self.input.as_bytes())
                .0
                .into_owned()
                .into_bytes(),
            Some(label) => Encoding::for_label(label.as_bytes())
                .unwrap()
                .encode(&self.input)
                .0
                .into_owned(),
        }
    }
}

/// All cases below a folder of the corpus, in the order of their paths.
fn cases(below: &str) -> (Vec<Case>, Vec<String>) {
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    for path in crate::files::below(&crate::truth::corpus().join(below)) {
        match Case::read(&path) {
            Ok(case) => cases.push(case),
            Err(fault) => faults.push(format!("{}: {fault}", path.display())),
        }
    }
    (cases, faults)
}

/// Reads a case and holds what was read against its expectation.
fn check(grammar: &Grammar, case: &Case, bless: bool) -> Result<(), String> {
    let source = Source::from_bytes("case", case.bytes());
    let document = document(grammar, &source, &Limits::default());
    let found = match case.attributes.contains_key("keys") {
        true => keys(&document.report),
        false => shown(&document, case.attributes.contains_key("whole")),
    };
    match &case.expected {
        Some(expected) if *expected == found => Ok(()),
        Some(_) if bless => {
            case.write(&found);
            Ok(())
        }
        None => {
            case.write(&found);
            Err(format!(
                "{}: had no expectation; review and commit",
                case.path.display()
            ))
        }
        Some(expected) => Err(format!(
            "{}: {}\n{}",
            case.path.display(),
            case.name,
            difference(expected, &found)
        )),
    }
}

/// The lines that differ, `-` for the expectation and `+` for what was read.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    // Longest common subsequence, from the end.
    let mut longest = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = if old[i] == new[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut text) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && longest[i + 1][j] >= longest[i][j + 1] {
            let _ = writeln!(text, "    - {}", old[i]);
            i += 1;
        } else {
            let _ = writeln!(text, "    + {}", new[j]);
            j += 1;
        }
    }
    text
}

/// A word and its value, or nothing.
fn with(word: &str, value: Option<&str>) -> String {
    match value {
        Some(value) if value.contains([' ', '"']) || value.is_empty() => format!(" {word}={value:?}"),
        Some(value) => format!(" {word}={value}"),
        None => String::new(),
    }
}

fn at(place: Place) -> String {
    match (place.page, place.line) {
        (Some(page), Some(line)) => format!(" @{page}:{line}"),
        (None, Some(line)) => format!(" @{line}"),
        _ => String::new(),
    }
}

/// A cell: as printed, and what was read of it.
fn cell(value: &Value) -> String {
    let mut text = format!("{:?}", value.raw);
    if let Some(number) = value.number {
        let _ = write!(text, " = {number}");
    }
    text += &with("unit", value.unit.as_deref());
    text += &with("qualifier", value.qualifier.as_deref());
    if let Some(amount) = value.amount_sek {
        let _ = write!(text, " sek={amount}");
    }
    if value.is_doubtful {
        text += " doubtful";
    }
    text
}

/// By which keys a document is compared with others: bodies, the city's goals, series of indicators.
fn keys(report: &Report) -> String {
    let body = |head: &Head| {
        let year = head.year.map(|year| year.to_string());
        with("year", year.as_deref())
            + &with("district_id", head.district_id.as_deref())
            + &with("organisation_id", head.organisation_id.as_deref())
            + &with("unit_kind", head.unit_kind.as_deref())
    };
    let mut facts = vec![format!("document{}", body(&report.head))];
    facts.extend(
        report
            .later
            .iter()
            .map(|part| format!("report{}", body(&part.head))),
    );
    facts.extend(report.goals.iter().map(|goal| {
        let text = format!("goal {} {:?}", goal.level.word(), goal.title);
        text + &with("kf_goal_id", goal.kf_goal.as_deref())
    }));
    facts.extend(report.indicators.iter().map(|indicator| {
        let series = indicator.series.as_ref();
        format!("indicator {:?}", indicator.name)
            + &with("series_id", series.map(|series| series.id.as_str()))
            + &with("series_match", series.map(|series| series.matched.word()))
    }));
    facts.join("\n") + "\n"
}

/// What a document says, a fact on each line, in the order of the text.
fn shown(document: &Document, whole: bool) -> String {
    let mut facts: Vec<(Place, String)> = Vec::new();
    let report = &document.report;
    head(&mut facts, document, whole);
    for goal in &report.goals {
        let text = format!("goal {} {}", goal.id, goal.level.word())
            + &with("number", goal.number.as_deref())
            + &format!(" {:?}", goal.title)
            + &with("fulfilment", goal.fulfilment.map(|fulfilment| fulfilment.word()))
            + &with("marker", goal.fulfilment_raw.as_deref())
            + &with("under", goal.parent.as_deref())
            + &at(goal.place);
        facts.push((goal.place, text));
    }
    tables(&mut facts, report);
    for section in &report.sections {
        let text = "text".to_owned()
            + &with("goal", section.goal.as_deref())
            + &with(
                "heading",
                Some(&section.heading)
                    .filter(|path| !path.is_empty())
                    .map(String::as_str),
            )
            + &with("name", section.name.as_deref())
            + &format!(" {:?}", section.text)
            + &at(section.place);
        facts.push((section.place, text));
    }
    for furniture in &report.furniture {
        facts.push((
            furniture.place,
            format!("{} {:?}{}", furniture.kind, furniture.text, at(furniture.place)),
        ));
    }
    for diagnostic in &document.diagnostics {
        // What a cut-out cannot have is said only where a case asks for it.
        let of_the_whole = [
            Code::DocTypeUnknown,
            Code::YearUnknown,
            Code::NoGoalLabel,
            Code::DocumentFactInferred,
        ];
        if whole || !of_the_whole.contains(&diagnostic.code) {
            let (code, place) = (diagnostic.code.name(), at(diagnostic.place));
            let last = Place {
                page: Some(u32::MAX),
                line: Some(u32::MAX),
                bbox: None,
            };
            facts.push((last, format!("! {code} {:?}{place}", diagnostic.raw)));
        }
    }
    facts.sort_by_key(|(place, _)| (place.page, place.line));
    facts
        .into_iter()
        .fold(String::new(), |text, (_, fact)| text + &fact + "\n")
}

fn facts_of(head: &Head) -> String {
    let year = head.year.map(|year| year.to_string());
    with("type", head.doc_type.map(|kind| kind.word()))
        + &with("year", year.as_deref())
        + &with("organisation", head.organisation.as_deref())
        + &with("level", head.organisation_level.map(|level| level.word()))
        + &with("district", head.district.as_deref())
        + &with("number", head.diarienummer.as_deref())
        + &with("date", head.document_date.as_deref())
        + &with("title", head.title.as_deref())
        + &with("kind", head.kind.as_deref())
        + &with("version", head.version.as_deref())
}

fn head(facts: &mut Vec<(Place, String)>, document: &Document, whole: bool) {
    let head = &document.report.head;
    let text = facts_of(head);
    for part in &document.report.later {
        facts.push((
            part.place,
            format!("report{}{}", facts_of(&part.head), at(part.place)),
        ));
    }
    // What a cut-out without a title page says about its document is no matter.
    if !text.is_empty() && (whole || head.title.is_some()) {
        facts.push((Place::default(), format!("document{text}")));
    }
    if document.status != Status::Ok {
        let error = with("error", document.error.as_deref());
        facts.push((
            Place::default(),
            format!("status {}{error}", document.status.word()),
        ));
    }
}

/// `[breakdown:] measure [sex] [period] cell`
fn observation(observation: &Observation) -> String {
    let below = observation
        .breakdown
        .as_ref()
        .map_or(String::new(), |label| format!("{label:?}: "));
    let sex = observation
        .sex
        .map_or(String::new(), |sex| format!(" {}", sex.word()));
    let measure = observation.measure.as_deref().unwrap_or("?");
    let period = with("period", observation.period.as_deref());
    format!("{below}{measure}{sex}{period} {}", cell(&observation.value))
}

/// The relations of a table: what each says of which column, and how often it holds.
fn relations(report: &Report, table: &str) -> String {
    let mut counts: Vec<(String, usize, usize)> = Vec::new();
    for check in report.checks.iter().filter(|check| check.table == table) {
        let column = &check.column_label;
        let what = match check.indicator {
            None => format!("{} [{column}] {:?}", check.relation.word(), check.formula),
            Some(_) => format!("{} [{column}] {:?}", check.relation.word(), check.row_label),
        };
        match counts.iter_mut().find(|(known, _, _)| *known == what) {
            Some((_, holds, all)) => {
                *holds += usize::from(check.holds());
                *all += 1;
            }
            None => counts.push((what, usize::from(check.holds()), 1)),
        }
    }
    counts
        .into_iter()
        .fold(String::new(), |text, (what, holds, all)| {
            text + &format!("\n  = {what} {holds}/{all}")
        })
}

fn tables(facts: &mut Vec<(Place, String)>, report: &Report) {
    for table in &report.tables {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
        let text = format!("table {} {}", table.id, table.kind.word())
            + &with("goal", table.goal.as_deref())
            + &with("caption", table.caption.as_deref())
            + &with("unit", table.unit.as_deref())
            + &with("from", table.unit_from)
            + &format!(" columns={:?}", columns.join(" | "))
            + &at(table.place);
        facts.push((table.place, text + &relations(report, &table.id)));
        for row in &table.rows {
            let under = with("under", row.parent.as_deref());
            let mut text = format!("  {} {:?}{under}{}", row.role.word(), row.label, at(row.place));
            let unknown = Column::default();
            let columns = table.columns.iter().skip(1).chain(std::iter::repeat(&unknown));
            for (column, value) in columns.zip(&row.cells) {
                let Some(value) = value else { continue };
                if row.is_uncertain {
                    text += &format!("\n    ? {}", cell(value));
                    continue;
                }
                let label = format!("\n    [{}]", column.label);
                let measure = column.measure.as_ref().or(row.measure.as_ref());
                let period = column.period.as_ref().or(row.period.as_ref());
                let label = label + &with("measure", measure.map(String::as_str));
                text += &format!(
                    "{label}{} {}",
                    with("period", period.map(String::as_str)),
                    cell(value)
                );
            }
            facts.push((row.place, text));
        }
        for loose in &table.loose {
            let text = format!("value {}{}", observation(loose), at(loose.place));
            facts.push((loose.place, text));
        }
    }
    for indicator in &report.indicators {
        let places: String = indicator.places.iter().map(|place| at(*place)).collect();
        let mut text = format!("indicator {:?}", indicator.name)
            + &with("table", Some(&indicator.table))
            + &with("status", indicator.status.map(|status| status.word()))
            + &with("comment", indicator.comment.as_deref())
            + &places;
        for one in &indicator.observations {
            text += &format!("\n    {}", observation(one));
        }
        facts.push((indicator.places.first().copied().unwrap_or_default(), text));
    }
    for activity in &report.activities {
        let places: String = activity.places.iter().map(|place| at(*place)).collect();
        let text = format!("activity {:?}", activity.name)
            + &with("table", Some(&activity.table))
            + &with("start", activity.start.as_deref())
            + &with("end", activity.end.as_deref())
            + &with("deviation", activity.deviation.as_deref())
            + &with("comment", activity.comment.as_deref())
            + &places;
        facts.push((activity.places.first().copied().unwrap_or_default(), text));
    }
}

#[test]
fn every_case_is_read_as_a_careful_reader_would() {
    let bless = std::env::var_os("UTFALL_BLESS").is_some();
    let grammar = Grammar::built_in().unwrap();
    let (cases, mut faults) = cases("cases");
    assert!(cases.len() + faults.len() > 0, "there are no cases");
    faults.extend(cases.iter().filter_map(|case| check(&grammar, case, bless).err()));
    assert!(
        faults.is_empty(),
        "{} cases differ\n\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// What is not read yet as a careful reader would, with the expectation that it should have one day.
/// `cargo test open_cases -- --nocapture` prints what is missing; a case that is read moves to `cases`.
#[test]
fn open_cases_are_whole() {
    let grammar = Grammar::built_in().unwrap();
    let (cases, mut faults) = cases("cases-open");
    for case in &cases {
        match check(&grammar, case, false) {
            Ok(()) => println!("{}: is read now, move it to cases", case.path.display()),
            Err(difference) if case.expected.is_some() => println!("{difference}"),
            Err(fault) => faults.push(fault),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_of_cases_are_unique_and_their_attributes_known() {
    let (mut cases, _) = self::cases("cases");
    cases.extend(self::cases("cases-open").0);
    let mut seen: BTreeMap<&str, &Path> = BTreeMap::new();
    for case in &cases {
        if let Some(first) = seen.insert(&case.name, &case.path) {
            panic!(
                "{} and {} have the same name",
                first.display(),
                case.path.display()
            );
        }
        for word in case.attributes.keys() {
            let known = ["from", "note", "encoding", "whole", "keys"];
            assert!(
                known.contains(&word.as_str()),
                "{}: unknown attribute {word}",
                case.path.display()
            );
        }
    }
}

/// Expectations are blessed by a person who reads them, never by a machine that lets everything through.
#[test]
fn nothing_is_blessed_where_nobody_looks() {
    let is_ci = std::env::var("CI").is_ok_and(|value| value == "true");
    for variable in ["UTFALL_BLESS", "UTFALL_FLOORS"] {
        let is_set = std::env::var_os(variable).is_some();
        assert!(!(is_ci && is_set), "{variable} is set although CI=true");
    }
}
