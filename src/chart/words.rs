//! What the page says of itself, in the language of those who read it.

use crate::chart::axis::Scale;
use crate::chart::figure::{swedish, tick};
use crate::chart::model::{Cell, Chart, Line, Source, Target};
use crate::record::{Measure, Sex};
use std::fmt::Write;

/// What large figures are divided by on an axis, the largest first.
pub(super) const FACTORS: [(f64, &str); 2] = [(1e9, "miljarder"), (1e6, "miljoner")];
pub(super) const NO_VALUE: &str = "uppgift saknas";
pub(super) const POINTS: &str = "Värden med länk till källan";
pub(super) const LINES: &str = "Utveckling över åren";
pub(super) const MULTIPLES: &str = "Var för sig";
pub(super) const MULTIPLES_LEAD: &str =
    "Alla små diagram har samma axlar. De övriga linjerna står i grått bakom.";
pub(super) const OWN_AXES: &str = "Egen skala i varje diagram";
pub(super) const OTHER_SIZE: &str = "KF:s årsmål är av en annan storlek än värdena och ritas därför inte. \
    Det står i tabellen.";
pub(super) const TABLE: &str = "Tabell";
pub(super) const TABLE_LEAD: &str = "Varje värde leder till raden bland källorna där det står var det är hämtat. \
    Ett streck är en uppgift som saknas, aldrig noll.";
pub(super) const ROW_HEAD: &str = "Serie";
pub(super) const SOURCES: &str = "Källor";
pub(super) const SOURCES_CAPTION: &str = "Var varje värde står tryckt";
pub(super) const SOURCES_HEADS: [&str; 7] =
    ["Värde", "Dokument", "Fil", "Sida", "Rad", "Som det står", "Data"];
pub(super) const SKIP_TO_TABLE: &str = "Hoppa till tabellen";
pub(super) const CONTENTS: &str = "Innehåll";
pub(super) const NOTES: &str = "Att tänka på";
pub(super) const WARNING: &str = "Varning: ";
pub(super) const BREAKS: &str = "Brott i serien";
pub(super) const DOCUMENTS: &str = "Dokument bakom värdena";
pub(super) const YEARS: &str = "År";
pub(super) const NO_VALUES: &str = "Det finns inga värden att rita.";
pub(super) const MANY_LINES: &str = "Linjerna är för många för att skiljas åt och står i grått; \
    de små diagrammen nedan visar dem var för sig.";
pub(super) const SCROLL: &str = "Diagram, kan rullas i sidled";
pub(super) const SCROLL_TABLE: &str = "Tabell, kan rullas i sidled";

pub(super) const ROWS: &str = "Rader";
pub(super) const NOTHING: &str = "Inget hittades.";
pub(super) const YES: &str = "ja";
pub(super) const MEASURE: &str = "Mått";
pub(super) const REPORTS: &str = "Ur";
pub(super) const KIND: &str = "Slag";
pub(super) const SHARE: &str = "andel eller medelvärde, summeras aldrig";
/// The language of the sentences that are the same in every output.
pub(super) const SENTENCES: &str = "en";
pub(super) const DOUBTFUL: &str =
    "Tveksamt värde: sambanden mellan talen i rapporten går inte ihop. Punkten är ofylld.";

/// The heading of a page with several comparisons.
pub(super) fn comparisons(number: usize) -> String {
    format!("Jämförelse av {}", counted(number, "indikator", "indikatorer"))
}

/// What a measure is called.
pub(super) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::CityTarget => "KF:s årsmål",
        measure => measure.word(),
    }
}

/// Whom figures are about.
pub(super) fn sex(sex: Option<Sex>) -> &'static str {
    sex.map_or("alla", Sex::word)
}

/// A value with its unit.
pub(super) fn value(chart: &Chart, cell: &Cell) -> String {
    let unit = cell.unit.as_deref().or(chart.unit.as_deref());
    cell.value
        .map_or_else(|| NO_VALUE.to_owned(), |value| swedish(value, unit))
}

/// A value as its link tells it: `Farsta 2019: 81,5 % (VB 2019, sida 4)`.
pub(super) fn point(chart: &Chart, name: &str, cell: &Cell) -> String {
    let mut text = format!("{name} {}: {}", cell.year, value(chart, cell));
    if let Some(first) = cell.sources.first() {
        let _ = write!(text, " ({}", place(first));
        if cell.sources.len() > 1 {
            let _ = write!(text, " och {} till", cell.sources.len() - 1);
        }
        text.push(')');
    }
    text
}

/// What must be known of a value beside it, in the language of [`SENTENCES`] but for the first.
pub(super) fn remarks(cell: &Cell) -> impl Iterator<Item = (Option<&'static str>, &str)> {
    let doubt = cell.is_doubtful.then_some((None, DOUBTFUL));
    let told = [&cell.reason, &cell.note].into_iter().flatten();
    doubt
        .into_iter()
        .chain(told.map(|text| (Some(SENTENCES), text.as_str())))
}

/// Where a value was printed: `VB 2019, sida 4`.
fn place(source: &Source) -> String {
    let mut text = source.label.clone();
    for (word, at) in [("sida", source.page), ("rad", source.line)] {
        if let Some(at) = at {
            let _ = write!(text, ", {word} {at}");
        }
    }
    text
}

/// The name of a target with whose it is.
pub(super) fn target_name(chart: &Chart, target: &Target) -> String {
    let line = target.line.and_then(|at| chart.lines.get(at));
    match line {
        Some(line) => format!("{}, {}", line.name, target.name),
        None => format!("{} (stadens)", target.name),
    }
}

/// What an axis counts.
pub(super) fn axis(chart: &Chart, scale: &Scale) -> String {
    let unit = match chart.unit.as_deref() {
        Some("%") => "Procent",
        Some(unit) => unit,
        None => "",
    };
    let mut text = [scale.factor_word, unit]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if scale.is_cut() {
        let gap = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{gap}(axeln börjar inte vid noll)");
    }
    text
}

pub(super) fn lines_title(chart: &Chart) -> String {
    format!("{}: {}", chart.title, LINES.to_lowercase())
}

/// What a reader who does not see the chart must know of it.
pub(super) fn lines_description(chart: &Chart, scale: &Scale) -> String {
    let mut text = format!(
        "Linjediagram med {}",
        counted(chart.lines.len(), "linje", "linjer")
    );
    if let (Some(first), Some(last)) = (chart.years().first(), chart.years().last()) {
        let _ = write!(text, " över åren {first}–{last}");
    }
    let _ = write!(
        text,
        ". Axeln går från {} till {}. ",
        tick(scale.low),
        tick(scale.high)
    );
    text.push_str(
        "Där linjen har ett glapp saknas uppgift eller är serien bruten. Alla värden står i tabellen.",
    );
    text
}

pub(super) fn small_title(chart: &Chart, body: &str) -> String {
    format!("{body}: {}", chart.title)
}

/// First, last, least and most of a line.
pub(super) fn line_description(chart: &Chart, line: &Line) -> String {
    let told = || line.cells.iter().filter(|cell| cell.value.is_some());
    let of = |cell: &Cell| format!("{} år {}", value(chart, cell), cell.year);
    match (told().next(), told().next_back()) {
        (Some(first), Some(last)) if first.year != last.year => {
            let mut text = format!("Från {} till {}", of(first), of(last));
            let least = told().min_by_key(|cell| cell.value);
            let most = told().max_by_key(|cell| cell.value);
            if let (Some(least), Some(most)) = (least, most) {
                let _ = write!(text, ". Lägst {}, högst {}.", of(least), of(most));
            }
            text
        }
        (Some(only), _) => of(only),
        (None, _) => NO_VALUE.to_owned(),
    }
}

pub(super) fn bars_title(chart: &Chart, year: i32) -> String {
    format!("{}: {}", chart.title, bars(year))
}

/// The heading of the bars.
pub(super) fn bars(year: i32) -> String {
    format!("Året {year}")
}

pub(super) fn bars_description(chart: &Chart, year: i32, scale: &Scale) -> String {
    let known = chart
        .lines
        .iter()
        .filter(|line| line.cell(year).is_some_and(|cell| cell.value.is_some()));
    format!(
        "Stapeldiagram med {}, den högsta överst. Axeln går från {} till {}. Alla värden står i tabellen.",
        counted(known.count(), "stapel", "staplar"),
        tick(scale.low),
        tick(scale.high)
    )
}

/// The heading of a table's rows.
pub(super) fn table_caption(chart: &Chart) -> String {
    match chart.unit.as_deref() {
        Some(unit) => format!("{} ({unit})", chart.title),
        None => chart.title.clone(),
    }
}

/// How many documents a value comes from, where it is more than one.
pub(super) fn documents(cell: &Cell) -> Option<String> {
    (cell.sources.len() > 1).then(|| counted(cell.sources.len(), "källa", "källor"))
}

/// The name of a break: `Brott 1`.
pub(super) fn break_name(at: usize) -> String {
    format!("Brott {}", at + 1)
}

/// What a break's note begins with.
pub(super) fn break_from(at: usize, year: i32) -> String {
    format!("{}, från {year}: ", break_name(at))
}

/// What the lines of targets mean.
pub(super) fn targets(chart: &Chart, shows_own: bool) -> Option<String> {
    let city = (chart.city_targets().next().is_some())
        .then_some("Den fint streckade trappan är KF:s årsmål, som gäller hela staden.");
    let own = (shows_own && chart.targets.iter().any(|target| target.line.is_some()))
        .then_some("Den prickade trappan (i staplarna ett svart streck) är det egna årsmålet.");
    let told: Vec<&str> = [city, own].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// A number with its noun.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

pub(super) const START: &str = "Inlästa rapporter";
pub(super) const LOOKS: &str = "Behöver ses över";
pub(super) const LOOKS_LEAD: &str =
    "Vad som är värt att titta på, filen där det står och kommandot som visar det";
pub(super) const LOOKS_HEADS: [&str; 4] = ["Vad", "Antal", "Fil", "Kommando"];
pub(super) const TROUBLES: &str = "Filer som inte kunde läsas helt";
pub(super) const TROUBLES_HEADS: [&str; 3] = ["Fil", "Status", "Skäl"];
pub(super) const COVERAGE: &str = "Rapporter per organisation och år";
pub(super) const COVERAGE_LEAD: &str =
    "Inom parentes står rapporter som saknas mellan den första och den sista av sitt slag.";
pub(super) const BODY: &str = "Organisation";
pub(super) const MISSING: &str = "saknas";
pub(super) const FILES: &str = "Filer i mappen";

/// What a number at the top of the start page counts.
pub(super) fn counted_as(name: &str) -> &str {
    match name {
        "ok" => "Lästa dokument",
        "partial" => "Delvis lästa",
        "failed" => "Inte lästa",
        "skipped" => "Inga rapporter",
        "goals" => "Mål",
        "indicators" => "Indikatorer",
        "observations" => "Värden",
        "activities" => "Aktiviteter",
        "tables" => "Tabeller",
        "paragraphs" => "Stycken",
        name => name,
    }
}

/// What a status of a document means.
pub(super) fn status(status: &str) -> &str {
    match status {
        "partial" => "delvis läst",
        "failed" => "inte läst",
        status => status,
    }
}

/// What needs a look.
pub(super) fn look(kind: &str) -> &str {
    match kind {
        "unread" => "Dokument som inte kunde läsas, eller bara delvis",
        "homeless" => "Dokument från en okänd organisation",
        "doubts" => "Tabeller eller kolumner som är tveksamma",
        "unreadable" => "Siffror som är olästa eller tveksamma",
        "relations" => "Summor som inte går ihop",
        "missing" => "Rapporter som saknas mellan den första och den sista",
        "revised" => "Utfall som rapporter anger olika",
        "renamed" => "Namnpar som kan vara samma indikator",
        "skipped" => "Filer som inte är rapporter",
        kind => kind,
    }
}

/// How many are not shown.
pub(super) fn more(count: usize) -> String {
    format!("… och {count} till, se documents.csv.")
}
