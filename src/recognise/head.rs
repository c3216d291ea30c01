//! The facts of the title page, and what the rest of the text says where the title page is lost.

use super::title::{registration, title, undivided, unversioned};
use super::{Find, Found};
use crate::grammar::{District, Grammar, is_date, squash};
use crate::lex::{date, time, whole_date, year};
use crate::record::{DocType, GoalLevel, Head, OrganisationLevel};
use crate::trace::{Code, Diagnostic, Place, Read};
use std::collections::{BTreeMap, BTreeSet};

/// The facts of a document.
pub(super) fn facts(grammar: &Grammar, found: &[Found]) -> Read<Head> {
    let mut read = Read::clean(Head::default());
    let front: Vec<(&str, Place)> = found
        .iter()
        .filter_map(|find| match &find.find {
            Find::Furniture { kind, text } if *kind != "contents" => Some((text.as_str(), find.place)),
            _ => None,
        })
        .collect();
    let page: Vec<&str> = found
        .iter()
        .filter_map(|find| match &find.find {
            Find::Furniture {
                kind: "title-page",
                text,
            } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let lines: Vec<(String, Option<String>)> = page.iter().map(|line| unversioned(grammar, line)).collect();
    read.value.version = lines.iter().find_map(|(_, version)| version.clone());
    let page: Vec<&str> = lines
        .iter()
        .map(|(line, _)| line.as_str())
        .filter(|line| !line.is_empty())
        .collect();
    titles(grammar, &page, &mut read.value);
    for (text, place) in &front {
        number_and_date(grammar, text, *place, &mut read);
    }
    let evidence = Evidence::of(found);
    inferred(grammar, &evidence, &mut read);
    organisation(grammar, &page, &evidence, &mut read);
    other_kind(&mut read);
    district_unknown(&mut read);
    read
}

/// The title, which may go on over the next line.
fn titles(grammar: &Grammar, page: &[&str], head: &mut Head) {
    // The type alone may stand in the letterhead; the line that says most is the title.
    let mut most = 0;
    for (at, line) in page.iter().enumerate() {
        let divided = page.get(at + 1).and_then(|next| undivided(line, next));
        let is_divided = |whole: &&str| title(grammar, line).is_none() && title(grammar, whole).is_some();
        let line: &str = divided.as_deref().filter(is_divided).unwrap_or(line);
        let Some(first) = title(grammar, line) else {
            continue;
        };
        let mut best = (first, line.to_owned());
        if let Some(next) = page.get(at + 1)
            && !is_front_word(grammar, next)
            && whole_date(next).is_none()
            && let whole = joined(grammar, line, next)
            && let Some(longer) = title(grammar, &whole)
            && longer.organisation.is_some()
            && (best.0.organisation.is_none() || continues(grammar, line, next))
        {
            best = (longer, whole);
        }
        let says = 1
            + 4 * usize::from(best.0.doc_type.is_some())
            + 2 * usize::from(best.0.kind.is_some())
            + 2 * usize::from(best.0.organisation.is_some())
            + usize::from(best.0.year.is_some());
        if says <= most {
            continue;
        }
        most = says;
        head.doc_type = best.0.doc_type;
        head.kind = best.0.kind.or_else(|| head.kind.take());
        head.year = best.0.year;
        head.organisation = best
            .0
            .organisation
            .map(|name| match grammar.bodies.at_end(&name) {
                Some(_) => uncapitalised(&name),
                None => name,
            })
            .map(|name| grammar.registers.rehyphenated(&capitalised(&name)));
        head.title = Some(best.1);
    }
    // What stands above the title of a report says what is given of it: `Ekonomibilaga`.
    if head.kind.is_some() {
        head.doc_type = None;
    }
}

/// Two lines of a title; a hyphen before a small letter divides a word.
fn joined(grammar: &Grammar, line: &str, next: &str) -> String {
    match line.strip_suffix('-') {
        Some(_) if is_compound(grammar, next) => format!("{line} {next}"),
        Some(half) if next.starts_with(char::is_lowercase) => format!("{half}{next}"),
        Some(_) => format!("{line}{next}"),
        None => format!("{line} {next}"),
    }
}

/// `vård-` and `och`: the hyphen stands for the rest of a compound.
fn is_compound(grammar: &Grammar, next: &str) -> bool {
    let first = next.split(' ').next().unwrap_or(next);
    grammar.hyphens.whole(first).is_some()
}

/// Whether a title goes on: in lower case, or after a joint or a hyphen. The letterhead below it does not, nor a
/// heading below a title that ends with a body's name.
fn continues(grammar: &Grammar, line: &str, next: &str) -> bool {
    let is_whole = grammar.bodies.at_end(line).is_some() && grammar.bodies.at_end(next).is_none();
    let is_short = next.split(' ').count() <= 2 && line.chars().count() > 35 && !is_whole;
    next.starts_with(char::is_lowercase)
        || line.ends_with('-')
        || is_short && body_of_district(grammar, next).is_none()
}

fn is_front_word(grammar: &Grammar, text: &str) -> bool {
    grammar
        .title
        .start(text)
        .is_some_and(|(entry, _)| entry.fact("role") != Some("joint"))
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A name without the capitals in which a title page may set it: `SPÅNGA-TENSTA STADSDELSNÄMND`.
fn uncapitalised(name: &str) -> String {
    if name.contains(char::is_lowercase) {
        return name.to_owned();
    }
    let mut begins = true;
    let letters = name.chars().flat_map(|letter| {
        if std::mem::replace(&mut begins, letter == '-') {
            vec![letter]
        } else {
            letter.to_lowercase().collect::<Vec<char>>()
        }
    });
    letters.collect()
}

fn number_and_date(grammar: &Grammar, text: &str, place: Place, read: &mut Read<Head>) {
    let head = &mut read.value;
    for (at, _) in std::iter::once((0, ' ')).chain(text.char_indices().filter(|(_, letter)| *letter == ' ')) {
        let rest = text[at..].trim_start();
        if head.diarienummer.is_none()
            && let Some((entry, taken)) = grammar.title.start(rest)
            && entry.fact("role") == Some("number")
        {
            head.diarienummer = registration(&rest[taken..]);
        }
        // Another date is not taken for a misprinted one.
        if head.document_date.is_none()
            && read.diagnostics.is_empty()
            && let Ok((after, found)) = date(rest)
            && !after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '-')
        {
            if is_date(found) {
                head.document_date = Some(found.to_owned());
            } else {
                let message = crate::say!("no-day", found = found);
                read.diagnostics
                    .push(Diagnostic::new(Code::DateUnread, place, message, text));
            }
        }
    }
}

/// What the document says outside its title page.
struct Evidence<'a> {
    paragraphs: Vec<&'a str>,
    titles: Vec<&'a str>,
    /// There are goals of a unit's own.
    has_unit_goals: bool,
    periods: BTreeMap<&'a str, usize>,
}

impl<'a> Evidence<'a> {
    fn of(found: &'a [Found]) -> Self {
        let mut evidence = Evidence {
            paragraphs: Vec::new(),
            titles: Vec::new(),
            has_unit_goals: false,
            periods: BTreeMap::new(),
        };
        for find in found {
            match &find.find {
                Find::Paragraph { text } => evidence.paragraphs.push(text),
                Find::Goal { title, level, .. } => {
                    evidence.titles.push(title);
                    evidence.has_unit_goals |= matches!(level, GoalLevel::Unit | GoalLevel::Commitment);
                }
                Find::Activities(table) => {
                    evidence
                        .paragraphs
                        .extend(table.rows.iter().map(|row| row.name.as_str()));
                }
                Find::Indicators(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        let measure = cell
                            .column
                            .and_then(|at| table.columns.get(at)?.measure.as_deref());
                        if measure == Some("period") {
                            *evidence.periods.entry(cell.value.raw.as_str()).or_default() += 1;
                        }
                    }
                }
                _ => {}
            }
        }
        evidence
    }
}

/// Type and year from the Period cells of the indicator tables, then from the text.
fn inferred(grammar: &Grammar, evidence: &Evidence<'_>, read: &mut Read<Head>) {
    let head = &mut read.value;
    let most = evidence
        .periods
        .iter()
        .filter_map(|(period, count)| Some((period_type(grammar, period)?, *count)))
        .max_by_key(|((doc_type, _), count)| (*count, *doc_type))
        .map(|(found, _)| found);
    if head.doc_type.is_none()
        && head.kind.is_none()
        && let Some((doc_type, _)) = most
    {
        head.doc_type = Some(doc_type);
        note(read, "doc-type", doc_type.word());
    }
    let head = &mut read.value;
    if head.year.is_none() {
        let same_type = most.filter(|(doc_type, _)| Some(*doc_type) == head.doc_type);
        let by_period = same_type.map(|(_, year)| year);
        let by_cells = evidence
            .periods
            .iter()
            .filter_map(|(period, count)| {
                Some((year(period.get(period.len().checked_sub(4)?..)?).ok()?.1, *count))
            })
            .max_by_key(|(year, count)| (*count, *year))
            .map(|(year, _)| year);
        let by_date = head.document_date.as_deref().and_then(|date| {
            let year: i32 = date.get(..4)?.parse().ok()?;
            let month: u32 = date.get(5..7)?.parse().ok()?;
            // A plan is decided before its year, a report of a year after it.
            Some(match head.doc_type? {
                DocType::Plan => {
                    if month >= 10 {
                        year + 1
                    } else {
                        year
                    }
                }
                DocType::Annual => {
                    if month <= 6 {
                        year - 1
                    } else {
                        year
                    }
                }
                DocType::FirstTertial | DocType::SecondTertial => year,
            })
        });
        if let Some(year) = by_period.or(by_date).or(by_cells) {
            head.year = Some(year);
            note(read, "year", &year.to_string());
        }
    }
    for (missing, code, what) in [
        (
            read.value.doc_type.is_none() && read.value.kind.is_none(),
            Code::DocTypeUnknown,
            "no-doc-type",
        ),
        (read.value.year.is_none(), Code::YearUnknown, "no-year"),
    ] {
        if missing {
            read.diagnostics
                .push(Diagnostic::new(code, Place::default(), crate::say!(what), ""));
        }
    }
}

/// Says of what other kind a document is.
fn other_kind(read: &mut Read<Head>) {
    if let Some(kind) = read.value.kind.clone() {
        let title = read.value.title.clone().unwrap_or_default();
        let message = crate::say!("other-kind", kind = kind);
        let told = Diagnostic::new(Code::OtherKind, Place::default(), message, &title);
        read.diagnostics.push(told);
    }
}

fn note(read: &mut Read<Head>, what: &str, value: &str) {
    read.diagnostics.push(Diagnostic::new(
        Code::DocumentFactInferred,
        Place::default(),
        crate::say!(&format!("inferred-{what}"), value = value),
        value,
    ));
}

/// `VB 2016` is a report of the year 2016, `Tertial 1 2017` a first report of 2017.
fn period_type(grammar: &Grammar, period: &str) -> Option<(DocType, i32)> {
    let time = time(grammar, period)?;
    Some((DocType::of(&time.part?)?, time.year?))
}

/// Level by the words of the name, district by the name, the letterhead or the text.
fn organisation(grammar: &Grammar, page: &[&str], evidence: &Evidence<'_>, read: &mut Read<Head>) {
    if read.value.organisation.is_none()
        && let Some(name) = letterhead(grammar, page)
    {
        // Where the page is damaged, a name may stand in the place of a body or beside it.
        let name = grammar.without_persons(&name);
        if let Some(name) = &name {
            note(read, "organisation", name);
        }
        read.value.organisation = name;
    }
    let head = &mut read.value;
    head.organisation = head
        .organisation
        .take()
        .and_then(|name| grammar.without_persons(&name));
    if head.organisation.is_none()
        && evidence.has_unit_goals
        && let Some(name) = known_unit(grammar, evidence)
    {
        head.organisation = Some(name.clone());
        note(read, "organisation", &name);
    }
    let head = &mut read.value;
    let name = head.organisation.clone().unwrap_or_default();
    head.organisation_level = if !name.is_empty() {
        level(grammar, &name).or(Some(OrganisationLevel::Unit))
    } else if evidence.has_unit_goals {
        Some(OrganisationLevel::Unit)
    } else {
        None
    };
    match head.organisation_level {
        Some(OrganisationLevel::Committee) => {}
        Some(OrganisationLevel::District) => {
            head.district = grammar
                .registers
                .district_in(&name)
                .map(|district| district.name.clone());
        }
        Some(OrganisationLevel::Unit) | None => {
            let printed = page.iter().find_map(|line| body_of_district(grammar, line));
            let told = printed.or_else(|| most_named(grammar, evidence));
            head.district = told;
            // A report without a unit's goals that names one district is that district's own.
            if head.organisation_level.is_none() && head.district.is_some() && !evidence.titles.is_empty() {
                head.organisation_level = Some(OrganisationLevel::District);
            }
        }
    }
}

/// A line without the registration number at its end.
fn before_number<'l>(grammar: &Grammar, line: &'l str) -> &'l str {
    let is_number = |at: &usize| {
        let found = grammar.title.start(&line[at + 1..]);
        found.is_some_and(|(entry, _)| entry.fact("role") == Some("number"))
    };
    let at = line.match_indices(' ').map(|(at, _)| at).find(is_number);
    at.map_or(line, |at| line[..at].trim_end())
}

/// The level that the words of a name say: `Provstads stadsdelsnämnd`, `Stadsdelsnämnden Provstad`. What stands in a
/// district's body is a unit of it: `Hemtjänsten i Provstads stadsdelsförvaltning`.
fn level(grammar: &Grammar, name: &str) -> Option<OrganisationLevel> {
    let of = |entry: &crate::grammar::Entry| OrganisationLevel::of(entry.fact("level")?);
    let district = Some(OrganisationLevel::District);
    let last = grammar.bodies.at_end(name).and_then(of);
    let first = grammar.bodies.start(name).and_then(|(entry, _)| of(entry));
    let is_joint = |word: &str| {
        grammar
            .joints
            .whole(word)
            .is_some_and(|entry| entry.id == "preposition")
    };
    let is_within = name.contains(',') || name.split(' ').any(is_joint);
    match (last, first) {
        (last, _) if last == district && is_within => Some(OrganisationLevel::Unit),
        (None, first) if first == district && !is_within => first,
        (last, _) => last,
    }
}

/// Says that a body is called that of a district which the register does not have.
fn district_unknown(read: &mut Read<Head>) {
    let head = &read.value;
    if head.organisation_level == Some(OrganisationLevel::District) && head.district.is_none() {
        let name = head.organisation.clone().unwrap_or_default();
        let message = crate::say!("no-district-named", name = name);
        let told = Diagnostic::new(Code::DistrictUnknown, Place::default(), message, &name);
        read.diagnostics.push(told);
    }
}

/// The body in the letterhead, where the title does not name one: a line of the title page that is the
/// name of a committee, else the recipient, who is the reporting unit itself.
fn letterhead(grammar: &Grammar, page: &[&str]) -> Option<String> {
    const LONGEST: usize = 60;
    let is_committee = |line: &str| {
        line.chars().count() <= LONGEST
            && !line.ends_with('.')
            && line.starts_with(char::is_uppercase)
            && line.split(' ').count() <= 5
            && grammar
                .bodies
                .at_end(line)
                .is_some_and(|entry| entry.id != "district-administration")
    };
    let page: Vec<&str> = page.iter().map(|line| before_number(grammar, line)).collect();
    // `Stadsdelsnämnd Provstad`
    let is_of_district = |line: &str| {
        let begins = grammar
            .bodies
            .start(line)
            .is_some_and(|(entry, _)| entry.id == "district-committee");
        begins && line.chars().count() <= LONGEST && grammar.registers.district_in(line).is_some()
    };
    if let Some(line) = page
        .iter()
        .find(|line| is_committee(line) || is_of_district(line))
    {
        return Some(uncapitalised(line));
    }
    let recipient = page.iter().position(|line| {
        grammar
            .title
            .whole(line)
            .is_some_and(|entry| entry.id == "recipient")
    })?;
    let name = page.get(recipient + 1)?;
    let is_name = name.starts_with(char::is_uppercase)
        && name.chars().count() <= LONGEST
        && !is_front_word(grammar, name);
    is_name.then(|| (*name).to_owned())
}

/// What a unit is called in many districts, named in the text.
fn known_unit(grammar: &Grammar, evidence: &Evidence<'_>) -> Option<String> {
    let paragraphs: Vec<String> = evidence.paragraphs.iter().map(|text| squash(text)).collect();
    grammar
        .registers
        .organisations
        .iter()
        // A unit that has its name alone is named in the reports of others too.
        .filter(|known| known.level() == Some(OrganisationLevel::Unit) && known.id.is_empty())
        .filter_map(|known| {
            let wanted = squash(&known.name);
            let times = paragraphs.iter().filter(|text| text.contains(&wanted)).count();
            (times > 0).then(|| (times, known.name.clone()))
        })
        .max_by_key(|(times, name)| (*times, name.len()))
        .map(|(_, name)| name)
}

/// The district of a committee or administration that a line names.
fn body_of_district(grammar: &Grammar, line: &str) -> Option<String> {
    let has_body = grammar
        .bodies
        .ids_within(line)
        .iter()
        .any(|id| matches!(*id, "district-committee" | "district-administration"));
    let district = grammar.registers.district_in(line)?;
    has_body.then(|| district.name.clone())
}

/// The district that the text names most: a body of it weighs one, a goal's title three.
fn most_named(grammar: &Grammar, evidence: &Evidence<'_>) -> Option<String> {
    const GOAL: usize = 3;
    let districts = &grammar.registers.districts;
    let forms = districts.iter().flat_map(|district| district.forms());
    let first_letters: BTreeSet<char> = forms.filter_map(|form| form.chars().next()).collect();
    let may_be_named = |rest: &str| {
        rest.chars()
            .next()
            .is_some_and(|first| first_letters.contains(&first))
    };
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for title in &evidence.titles {
        if let Some(district) = grammar.registers.district_in(title) {
            *named.entry(district.name.clone()).or_default() += GOAL;
        }
    }
    for text in &evidence.paragraphs {
        for sentence in text.split(". ") {
            for (at, _) in sentence.match_indices(' ').chain(std::iter::once((0, ""))) {
                let rest = sentence[at..].trim_start();
                let is_named = |district: &&District| {
                    district
                        .forms()
                        .any(|form| rest.starts_with(form) && follows_body(grammar, &rest[form.len()..]))
                };
                let mut districts = districts.iter().filter(|_| may_be_named(rest));
                let Some(district) = districts.find(is_named) else {
                    continue;
                };
                *named.entry(district.name.clone()).or_default() += 1;
            }
        }
    }
    if named.is_empty() {
        return often_named(grammar, evidence);
    }
    let most = named
        .iter()
        .max_by_key(|(_, count)| **count)
        .map(|(name, count)| (name.clone(), *count))?;
    let tied = named.values().filter(|count| **count == most.1).count();
    (tied == 1).then_some(most.0)
}

/// Without any body, a district that stands in several places and far more often than any other.
fn often_named(grammar: &Grammar, evidence: &Evidence<'_>) -> Option<String> {
    const FEWEST: usize = 3;
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for text in &evidence.paragraphs {
        if let Some(district) = grammar.registers.district_in(text) {
            *named.entry(district.name.as_str()).or_default() += 1;
        }
    }
    let mut counts: Vec<(usize, &str)> = named.into_iter().map(|(name, count)| (count, name)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let second = counts.get(1).map_or(0, |(count, _)| *count);
    counts
        .first()
        .filter(|(count, _)| *count >= FEWEST && *count >= 2 * second)
        .map(|(_, name)| (*name).to_owned())
}

fn follows_body(grammar: &Grammar, rest: &str) -> bool {
    rest.starts_with(' ')
        && grammar.bodies.start(rest).is_some_and(|(entry, _)| {
            matches!(
                entry.id.as_str(),
                "district-committee" | "district-administration"
            )
        })
}
