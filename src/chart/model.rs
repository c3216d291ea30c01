//! What a chart is made of. Names and texts are those of documents and are escaped where they are drawn.

use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// One indicator, compared over years.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// What is compared.
    pub title: String,
    /// What its values count, as printed beside them: `%`, `st`.
    pub unit: Option<String>,
    /// One for each district, organisation or sex.
    pub lines: Vec<Line>,
    /// What was to be reached.
    pub targets: Vec<Target>,
    /// Where figures before and after do not measure the same.
    pub breaks: Vec<Break>,
    /// What the reader must know.
    pub notes: Vec<Note>,
    /// What was compared: name and value, in order.
    pub facts: Vec<(String, String)>,
}

/// Values of one district, organisation or sex.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Whose they are.
    pub name: String,
    /// The body or district that they are of, whatever the sex: what stands in one small chart. Empty is the name.
    pub body: String,
    /// At most one for each year, in the order of years.
    pub cells: Vec<Cell>,
}

/// What was to be reached, drawn as steps.
#[derive(Debug, Clone, Default)]
pub struct Target {
    /// The measure: `årsmål`, `KF:s årsmål`.
    pub name: String,
    /// The line whose target it is, by position; none for a target of the whole city.
    pub line: Option<usize>,
    /// At most one for each year, in the order of years.
    pub cells: Vec<Cell>,
}

/// One year: a value and where it was printed, or why there is none.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The year that the value is about.
    pub year: i32,
    /// The value; none is missing, never zero.
    pub value: Option<Decimal>,
    /// Unit of the value, where it has another than the chart.
    pub unit: Option<String>,
    /// Where it was printed.
    pub sources: Vec<Source>,
    /// Why there is no value.
    pub reason: Option<String>,
    /// What else must be known of it.
    pub note: Option<String>,
    /// Whether only relations that do not hold touch it.
    pub is_doubtful: bool,
}

/// A place where a value was printed.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The document, as in documents.csv.
    pub document_id: String,
    /// Its path below the input.
    pub source: String,
    /// What it is: `VB 2017`.
    pub label: String,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Line of a text, from 1.
    pub line: Option<u32>,
    /// The cell as printed.
    pub raw: String,
}

/// A year from which figures measure something else than before.
#[derive(Debug, Clone, Default)]
pub struct Break {
    /// The first year of what is measured now.
    pub year: i32,
    /// What became different.
    pub note: String,
}

/// A sentence above the charts.
#[derive(Debug, Clone, Default)]
pub struct Note {
    /// Whether a reader who overlooks it may be misled.
    pub is_warning: bool,
    /// The sentence.
    pub text: String,
}

impl Chart {
    /// Every year from the first to the last of which anything is told. Years that no report can be about
    /// stand without those between.
    pub fn years(&self) -> Vec<i32> {
        const SPAN: i32 = 200;
        let told: BTreeSet<i32> = self.cells().map(|cell| cell.year).collect();
        match (told.first(), told.last()) {
            (Some(first), Some(last)) if last.saturating_sub(*first) < SPAN => (*first..=*last).collect(),
            _ => told.into_iter().collect(),
        }
    }

    /// The last year with a value of any line.
    pub fn last_year(&self) -> Option<i32> {
        let cells = self.lines.iter().flat_map(|line| &line.cells);
        cells
            .filter(|cell| cell.value.is_some())
            .map(|cell| cell.year)
            .max()
    }

    /// How many documents the values come from.
    pub fn documents(&self) -> usize {
        let sources = self.cells().flat_map(|cell| &cell.sources);
        let documents: BTreeSet<&str> = sources.map(|source| source.document_id.as_str()).collect();
        documents.len()
    }

    /// All cells, those of lines first.
    pub(super) fn cells(&self) -> impl Iterator<Item = &Cell> + Clone {
        let lines = self.lines.iter().flat_map(|line| &line.cells);
        lines.chain(self.targets.iter().flat_map(|target| &target.cells))
    }

    /// The targets of the whole city that are of the size of the values, so that both can be drawn on one axis. A
    /// count of the whole city is many times that of a district; it stands in the tables.
    pub(super) fn city_targets(&self) -> impl Iterator<Item = (usize, &Target)> {
        let most = greatest(self.lines.iter().flat_map(|line| &line.cells));
        let all = self.targets_of(None);
        all.filter(move |(_, target)| greatest(&target.cells) <= most * OF_ONE_SIZE)
    }

    /// Whether a target of the city is of another size than the values, and not drawn.
    pub(super) fn has_undrawn_target(&self) -> bool {
        self.city_targets().count() < self.targets_of(None).count()
    }

    /// The cells that are drawn on one axis.
    pub(super) fn drawn_cells(&self) -> Vec<&Cell> {
        let lines = self.lines.iter().flat_map(|line| &line.cells);
        let own = self.targets.iter().filter(|target| target.line.is_some());
        let targets = own.chain(self.city_targets().map(|(_, target)| target));
        lines.chain(targets.flat_map(|target| &target.cells)).collect()
    }

    /// The positions of lines of one body, in the order of their first ones.
    pub(super) fn panels(&self) -> Vec<(&str, Vec<usize>)> {
        let mut panels: Vec<(&str, Vec<usize>)> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let body = if line.body.is_empty() {
                &line.name
            } else {
                &line.body
            };
            match panels.iter_mut().find(|(other, _)| other == body) {
                Some((_, lines)) => lines.push(at),
                None => panels.push((body, vec![at])),
            }
        }
        panels
    }

    /// The targets of one line, or of the city, with their positions.
    pub(super) fn targets_of(&self, line: Option<usize>) -> impl Iterator<Item = (usize, &Target)> {
        let targets = self.targets.iter().enumerate();
        targets.filter(move |(_, target)| target.line == line)
    }

    /// Whether anything can be drawn.
    pub(super) fn has_values(&self) -> bool {
        self.last_year().is_some()
    }
}

impl Line {
    /// The cell of a year.
    pub(super) fn cell(&self, year: i32) -> Option<&Cell> {
        cell_of(&self.cells, year)
    }
}

impl Target {
    /// The cell of a year.
    pub(super) fn cell(&self, year: i32) -> Option<&Cell> {
        cell_of(&self.cells, year)
    }
}

/// So many times the greatest value of a line may a target of the city be and still leave the lines apart: a share,
/// an index or an amount for each is of their size.
const OF_ONE_SIZE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// The greatest value of cells, whatever its sign.
fn greatest<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Decimal {
    let values = cells.into_iter().filter_map(|cell| cell.value);
    values.map(|value| value.abs()).max().unwrap_or_default()
}

fn cell_of(cells: &[Cell], year: i32) -> Option<&Cell> {
    let at = cells.binary_search_by_key(&year, |cell| cell.year).ok()?;
    cells.get(at)
}
