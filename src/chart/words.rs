//! What the page says of itself: ids of the catalogue, and sentences that are made of several.

use crate::chart::axis::Scale;
use crate::chart::figure::{tick, written};
use crate::chart::model::{Cell, Chart, Line, Source, Target};
use crate::record::{Measure, Sex};
use crate::say;
use maud::Render;
use std::fmt::{self, Write};

/// A text of the catalogue, by its id.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text(pub(super) &'static str);

impl Text {
    /// The text in the language of this process.
    pub(super) fn said(self) -> String {
        say!(self.0)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.said())
    }
}

impl Render for Text {
    fn render_to(&self, buffer: &mut String) {
        self.said().render_to(buffer);
    }
}

/// What large figures are divided by on an axis, the largest first; the ids of their words.
pub(super) const FACTORS: [(f64, &str); 2] = [(1e9, "page-billions"), (1e6, "page-millions")];
pub(super) const NO_VALUE: Text = Text("page-no-value");
pub(super) const POINTS: Text = Text("page-points");
pub(super) const LINES: Text = Text("page-lines");
pub(super) const MULTIPLES: Text = Text("page-multiples");
pub(super) const MULTIPLES_LEAD: Text = Text("page-multiples-lead");
pub(super) const OWN_AXES: Text = Text("page-own-axes");
pub(super) const OTHER_SIZE: Text = Text("page-other-size");
pub(super) const TABLE: Text = Text("page-table");
pub(super) const TABLE_LEAD: Text = Text("page-table-lead");
pub(super) const ROW_HEAD: Text = Text("page-row-head");
pub(super) const SOURCES: Text = Text("page-sources");
pub(super) const SOURCES_CAPTION: Text = Text("page-sources-caption");
pub(super) const SOURCES_HEADS: [Text; 7] = [
    Text("head-value"),
    Text("head-document"),
    Text("head-file"),
    Text("head-page"),
    Text("head-line"),
    Text("head-as-printed"),
    Text("head-data"),
];
pub(super) const SKIP_TO_TABLE: Text = Text("page-skip-to-table");
pub(super) const CONTENTS: Text = Text("page-contents");
pub(super) const NOTES: Text = Text("page-notes");
pub(super) const WARNING: Text = Text("page-warning");
pub(super) const BREAKS: Text = Text("page-breaks");
pub(super) const DOCUMENTS: Text = Text("page-documents");
pub(super) const YEARS: Text = Text("page-years");
pub(super) const NO_VALUES: Text = Text("page-no-values");
pub(super) const MANY_LINES: Text = Text("page-many-lines");
pub(super) const SCROLL: Text = Text("page-scroll");
pub(super) const SCROLL_TABLE: Text = Text("page-scroll-table");

pub(super) const ROWS: Text = Text("page-rows");
pub(super) const NOTHING: Text = Text("page-nothing");
pub(super) const YES: Text = Text("page-yes");
pub(super) const MEASURE: Text = Text("page-measure");
pub(super) const REPORTS: Text = Text("page-reports");
pub(super) const KIND: Text = Text("page-kind");
pub(super) const SHARE: Text = Text("page-share");
/// The language of the sentences that are the same in every output.
pub(super) const SENTENCES: Text = Text("page-language");
pub(super) const DOUBTFUL: Text = Text("page-doubtful");

/// The heading of a page with several comparisons.
pub(super) fn comparisons(number: usize) -> String {
    say!("page-comparisons", count = number)
}

/// What a measure is called.
pub(super) fn measure(measure: Measure) -> String {
    match measure {
        Measure::Outcome => say!("measure-outcome"),
        Measure::Forecast => say!("measure-forecast"),
        Measure::Target => say!("measure-target"),
        Measure::CityTarget => say!("measure-city-target"),
        measure => measure.word().to_owned(),
    }
}

/// Whom figures are about.
pub(super) fn sex(sex: Option<Sex>) -> String {
    match sex {
        None => say!("sex-all"),
        Some(Sex::Women) => say!("sex-women"),
        Some(Sex::Men) => say!("sex-men"),
    }
}

/// A value with its unit.
pub(super) fn value(chart: &Chart, cell: &Cell) -> String {
    let unit = cell.unit.as_deref().or(chart.unit.as_deref());
    cell.value
        .map_or_else(|| NO_VALUE.said(), |value| written(value, unit))
}

/// A value as its link tells it: `Farsta 2019: 81,5 % (VB 2019, sida 4)`.
pub(super) fn point(chart: &Chart, name: &str, cell: &Cell) -> String {
    let mut text = format!("{name} {}: {}", cell.year, value(chart, cell));
    if let Some(first) = cell.sources.first() {
        let _ = write!(text, " ({}", place(first));
        if cell.sources.len() > 1 {
            text += &say!("page-and-more", count = cell.sources.len() - 1);
        }
        text.push(')');
    }
    text
}

/// What must be known of a value beside it, in the language of [`SENTENCES`] but for the first.
pub(super) fn remarks(cell: &Cell) -> impl Iterator<Item = (Option<Text>, String)> {
    let doubt = cell.is_doubtful.then(|| (None, DOUBTFUL.said()));
    let told = [&cell.reason, &cell.note].into_iter().flatten();
    doubt
        .into_iter()
        .chain(told.map(|text| (Some(SENTENCES), text.clone())))
}

/// Where a value was printed: `VB 2019, sida 4`.
fn place(source: &Source) -> String {
    let mut text = source.label.clone();
    for (id, at) in [("page-place-page", source.page), ("page-place-line", source.line)] {
        if let Some(at) = at {
            let _ = write!(text, ", {}", say!(id, at = at));
        }
    }
    text
}

/// The name of a target with whose it is.
pub(super) fn target_name(chart: &Chart, target: &Target) -> String {
    let line = target.line.and_then(|at| chart.lines.get(at));
    match line {
        Some(line) => format!("{}, {}", line.name, target.name),
        None => say!("page-of-the-city", name = target.name),
    }
}

/// What an axis counts.
pub(super) fn axis(chart: &Chart, scale: &Scale) -> String {
    let unit = match chart.unit.as_deref() {
        Some("%") => say!("page-per-cent"),
        Some(unit) => unit.to_owned(),
        None => String::new(),
    };
    let factor = match scale.factor_word {
        "" => String::new(),
        id => say!(id),
    };
    let mut text = [factor, unit]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if scale.is_cut() {
        let gap = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{gap}{}", say!("page-axis-cut"));
    }
    text
}

pub(super) fn lines_title(chart: &Chart) -> String {
    format!("{}: {}", chart.title, LINES.said().to_lowercase())
}

/// What a reader who does not see the chart must know of it.
pub(super) fn lines_description(chart: &Chart, scale: &Scale) -> String {
    let mut text = say!("page-line-chart", count = chart.lines.len());
    if let (Some(first), Some(last)) = (chart.years().first(), chart.years().last()) {
        text += &say!("page-lines-years", first = first, last = last);
    }
    let (low, high) = (tick(scale.low), tick(scale.high));
    text + &say!("page-lines-axis", low = low, high = high)
}

pub(super) fn small_title(chart: &Chart, body: &str) -> String {
    format!("{body}: {}", chart.title)
}

/// First, last, least and most of a line.
pub(super) fn line_description(chart: &Chart, line: &Line) -> String {
    let told = || line.cells.iter().filter(|cell| cell.value.is_some());
    let of = |cell: &Cell| say!("page-in-year", value = value(chart, cell), year = cell.year);
    match (told().next(), told().next_back()) {
        (Some(first), Some(last)) if first.year != last.year => {
            let mut text = say!("page-from-to", first = of(first), last = of(last));
            let least = told().min_by_key(|cell| cell.value);
            let most = told().max_by_key(|cell| cell.value);
            if let (Some(least), Some(most)) = (least, most) {
                text += &say!("page-least-most", least = of(least), most = of(most));
            }
            text
        }
        (Some(only), _) => of(only),
        (None, _) => NO_VALUE.said(),
    }
}

pub(super) fn bars_title(chart: &Chart, year: i32) -> String {
    format!("{}: {}", chart.title, bars(year))
}

/// The heading of the bars.
pub(super) fn bars(year: i32) -> String {
    say!("page-year", year = year)
}

pub(super) fn bars_description(chart: &Chart, year: i32, scale: &Scale) -> String {
    let known = chart
        .lines
        .iter()
        .filter(|line| line.cell(year).is_some_and(|cell| cell.value.is_some()));
    say!(
        "page-bars",
        count = known.count(),
        low = tick(scale.low),
        high = tick(scale.high),
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
    (cell.sources.len() > 1).then(|| say!("page-sources-counted", count = cell.sources.len()))
}

/// The name of a break: `Brott 1`.
pub(super) fn break_name(at: usize) -> String {
    say!("page-break", number = at + 1)
}

/// What a break's note begins with.
pub(super) fn break_from(at: usize, year: i32) -> String {
    say!("page-break-from", name = break_name(at), year = year)
}

/// What the lines of targets mean.
pub(super) fn targets(chart: &Chart, shows_own: bool) -> Option<String> {
    let city = (chart.city_targets().next().is_some()).then(|| say!("page-city-target"));
    let own = (shows_own && chart.targets.iter().any(|target| target.line.is_some()))
        .then(|| say!("page-own-target"));
    let told: Vec<String> = [city, own].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" "))
}

pub(super) const START: Text = Text("page-start");
pub(super) const LOOKS: Text = Text("page-looks");
pub(super) const LOOKS_LEAD: Text = Text("page-looks-lead");
pub(super) const LOOKS_HEADS: [Text; 4] = [
    Text("head-what"),
    Text("head-number"),
    Text("head-file"),
    Text("head-command"),
];
pub(super) const TROUBLES: Text = Text("page-troubles");
pub(super) const TROUBLES_HEADS: [Text; 3] = [Text("head-file"), Text("head-status"), Text("head-reason")];
pub(super) const COVERAGE: Text = Text("page-coverage");
pub(super) const COVERAGE_LEAD: Text = Text("page-coverage-lead");
pub(super) const BODY: Text = Text("page-body");
pub(super) const MISSING: Text = Text("page-missing");
pub(super) const FILES: Text = Text("page-files");

/// What a number at the top of the start page counts.
pub(super) fn counted_as(name: &str) -> String {
    say!(&format!("counted-{name}"))
}

/// What a status of a document means.
pub(super) fn status(status: &str) -> String {
    say!(&format!("status-{status}"))
}

/// What needs a look.
pub(super) fn look(kind: &str) -> String {
    say!(&format!("page-look-{kind}"))
}

/// How many are not shown.
pub(super) fn more(count: usize) -> String {
    say!("page-more", count = count)
}
