//! What speaks for each kind of table: its labels, what its columns hold, its rows, what stands around it.

use super::content::Content;
use super::header::weight;
use super::{Column, Kind, Part, Role};
use crate::block::{Grid, GridRow, Role as RowRole};
use crate::grammar::{Grammar, Holds, Words};
use crate::lex;
use crate::trace::{Evidence, Feature, Place};

/// Rows that are looked at; more of them say no more.
const ROWS: usize = 60;

/// The rows below the header that are no comments.
pub(super) fn body<'a>(grammar: &'a Grammar, grid: &'a Grid) -> impl Iterator<Item = &'a GridRow> {
    let is_comment = |row: &GridRow| {
        row.role == Some(RowRole::Comment)
            || row
                .cells
                .iter()
                .find(|cell| !cell.text.is_empty())
                .is_some_and(|cell| {
                    grammar
                        .rows
                        .start(&cell.text)
                        .is_some_and(|(entry, _)| entry.id == "comment")
                })
    };
    let rows = grid.rows.iter().filter(|row| row.role != Some(RowRole::Header));
    rows.filter(move |row| !is_comment(row)).take(ROWS)
}

/// What each column of the body holds. A row with one cell is a comment, a group or the rest of a name.
pub(super) fn contents(grammar: &Grammar, grid: &Grid) -> Vec<Content> {
    let rows: Vec<&GridRow> = body(grammar, grid).filter(|row| !row.is_single()).collect();
    (0..grid.columns())
        .map(|at| {
            let cells = rows
                .iter()
                .filter_map(|row| Some(row.cells.get(at)?.text.as_str()));
            Content::of(grammar, cells)
        })
        .collect()
}

/// The column of the names: the first with words; none where all hold something else.
pub(super) fn name_at(contents: &[Content]) -> Option<usize> {
    contents.iter().position(|content| content.is_mostly(Holds::Name))
}

/// Collects reasons.
struct Reasons<'g> {
    grammar: &'g Grammar,
    place: Place,
    found: Vec<Evidence>,
}

impl Reasons<'_> {
    fn add(&mut self, feature: Feature, times: f32) {
        if times > 0.0 {
            self.found
                .push(self.grammar.weights.evidence(feature, times, self.place));
        }
    }
}

/// The reasons for each kind, for a part with these columns over it.
pub(super) fn reasons(
    grammar: &Grammar,
    part: &Part,
    header: Option<(Kind, &[Column])>,
) -> Vec<(Kind, Vec<Evidence>)> {
    let facts = Facts::of(grammar, part);
    let own = |kind: Kind| header.filter(|(own, _)| *own == kind).map(|(_, columns)| columns);
    vec![
        (
            Kind::Indicators,
            facts.indicators(grammar, part, own(Kind::Indicators)),
        ),
        (
            Kind::Activities,
            facts.activities(grammar, part, own(Kind::Activities)),
        ),
        (Kind::Money, facts.money(grammar, part)),
        (Kind::Other, facts.other(grammar, part)),
    ]
}

/// What is seen of a part, whatever its kind.
#[derive(Debug, Clone, Default)]
struct Facts {
    /// Share of figures with a unit that is no money.
    with_unit: f32,
    /// Cells whose words stand in place of a figure.
    instead: f32,
    /// Columns of periods or frequencies.
    timed: f32,
    /// Columns of days.
    dated: f32,
    /// Columns of figures.
    figured: f32,
    /// Share of names that a register has, or that begin with what indicators measure.
    known: f32,
    /// Share of rows with marks.
    marked: f32,
    /// A row adds up the others.
    has_sum: bool,
    /// The header or a line above names a unit of money.
    has_money: bool,
    /// What the labels say for money.
    money: f32,
}

impl Facts {
    fn of(grammar: &Grammar, part: &Part) -> Self {
        let contents = &part.contents;
        let name = part
            .header
            .as_ref()
            .and_then(|(_, header)| header.columns.iter().find(|column| column.role == Role::Name))
            .map(|column| column.at)
            .or_else(|| name_at(contents));
        let sum = |count: &dyn Fn(&Content) -> f32| contents.iter().map(count).sum::<f32>();
        let columns = |holds: Holds| {
            let own = contents.iter().enumerate().filter(|(at, _)| Some(*at) != name);
            own.filter(|(_, content)| content.is_mostly(holds)).count()
        };
        let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
        let rows: Vec<&GridRow> = body(grammar, &part.grid).filter(|row| !row.is_single()).collect();
        let names: Vec<&str> = rows
            .iter()
            .filter_map(|row| Some(row.cells.get(name?)?.text.trim()))
            .filter(|name| !name.is_empty())
            .collect();
        let count = |hits: usize, all: usize| share(small(hits), small(all));
        let labels = labels(part);
        Self {
            with_unit: share(sum(&|content| content.with_unit), sum(&|content| content.figures)),
            instead: sum(&|content| content.instead),
            timed: small(columns(Holds::Period)),
            dated: small(columns(Holds::Date)),
            figured: small(columns(Holds::Figures)),
            known: count(
                names.iter().filter(|name| is_known(grammar, name)).count(),
                names.len(),
            ),
            marked: count(
                rows.iter().filter(|row| !row.marks.is_empty()).count(),
                rows.len(),
            ),
            has_sum: names.iter().any(|name| grammar.sums.start(name).is_some()),
            has_money: labels
                .iter()
                .copied()
                .chain(
                    part.around
                        .above
                        .iter()
                        .map(String::as_str)
                        .filter(|line| line.chars().count() <= 100),
                )
                .any(|text| grammar.money_unit(text).is_some()),
            money: labels.iter().map(|label| money(grammar, label)).sum(),
        }
    }

    fn indicators(&self, grammar: &Grammar, part: &Part, columns: Option<&[Column]>) -> Vec<Evidence> {
        let mut reasons = self.start(grammar, part);
        self.labels(&mut reasons, part, columns);
        let has_figures = self.figured > 0.0;
        if self.timed > 0.0 && has_figures {
            reasons.add(Feature::ColumnTypical, 1.0);
        }
        if has_figures {
            reasons.add(Feature::CellsTypical, self.with_unit + self.instead.min(1.0));
            reasons.add(Feature::RowsKnown, self.known);
            reasons.add(Feature::RowsMarked, self.marked);
        }
        reasons.add(Feature::RowsForeign, f32::from(u8::from(self.has_sum)));
        reasons.add(Feature::CaptionForeign, f32::from(u8::from(self.has_money)));
        reasons.add(Feature::Context, f32::from(u8::from(part.around.is_under_goal)));
        reasons.found
    }

    fn activities(&self, grammar: &Grammar, part: &Part, columns: Option<&[Column]>) -> Vec<Evidence> {
        let mut reasons = self.start(grammar, part);
        self.labels(&mut reasons, part, columns);
        reasons.add(Feature::ColumnTypical, (self.dated / 2.0).min(1.0));
        reasons.add(Feature::RowsForeign, f32::from(u8::from(self.has_sum)));
        reasons.found
    }

    fn money(&self, grammar: &Grammar, part: &Part) -> Vec<Evidence> {
        let mut reasons = self.start(grammar, part);
        reasons.add(Feature::HeaderLabel, self.money);
        if self.figured > 0.0 {
            reasons.add(Feature::CellsTypical, 1.0 - self.with_unit);
            // A sum speaks as much for money as against indicators.
            reasons.add(Feature::RowsKnown, f32::from(u8::from(self.has_sum)));
            reasons.add(Feature::Caption, f32::from(u8::from(self.has_money)));
        }
        reasons.add(Feature::CellsForeign, self.with_unit + self.instead.min(1.0));
        reasons.add(Feature::ColumnDiffers, self.timed + self.dated);
        reasons.add(Feature::RowsForeign, self.marked);
        reasons.found
    }

    /// A table of its own kind needs no reason; so much must speak for another one.
    fn other(&self, grammar: &Grammar, part: &Part) -> Vec<Evidence> {
        let mut reasons = self.start(grammar, part);
        reasons.add(Feature::Baseline, 1.0);
        reasons.found
    }

    fn start<'g>(&self, grammar: &'g Grammar, part: &Part) -> Reasons<'g> {
        Reasons {
            grammar,
            place: part.grid.place(),
            found: Vec::new(),
        }
    }

    /// What the labels say, and whether what stands below them is what they say.
    fn labels(&self, reasons: &mut Reasons<'_>, part: &Part, columns: Option<&[Column]>) {
        for column in columns.unwrap_or_default() {
            let content = part.contents.get(column.at).copied().unwrap_or_default();
            match column.role {
                Role::Own => reasons.add(Feature::HeaderLabel, weight(reasons.grammar, column)),
                Role::Name => reasons.add(Feature::HeaderNamesRows, column.fit),
                Role::Unknown if !column.label.is_empty() && content.filled > 0.0 => {
                    reasons.add(Feature::HeaderUnknown, 1.0);
                }
                Role::Unknown | Role::Number | Role::Status => {}
            }
            if let Some(holds) = column.holds.filter(|_| column.role == Role::Own)
                && let Some(fits) = content.fits(holds)
            {
                let feature = if fits >= 0.5 {
                    Feature::ColumnHolds
                } else {
                    Feature::ColumnDiffers
                };
                reasons.add(feature, 2.0 * (fits - 0.5).abs());
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "few rows are looked at")]
fn small(count: usize) -> f32 {
    count as f32
}

/// The words over the columns, also of a header that no form knows: the first rows without figures.
fn labels(part: &Part) -> Vec<&str> {
    const DEEPEST: usize = 3;
    let has_figures = |row: &&GridRow| {
        let figures = row
            .cells
            .iter()
            .filter(|cell| lex::number(cell.text.trim()).is_ok() && !lex::is_year(&cell.text));
        figures.count() > 0
    };
    let rows = part
        .grid
        .rows
        .iter()
        .take(DEEPEST)
        .take_while(|row| !has_figures(row));
    let cells = rows.flat_map(|row| &row.cells);
    cells
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.trim().is_empty())
        .collect()
}

/// What a label says for money: all where it is a measure of money, half where it names one among other words.
fn money(grammar: &Grammar, label: &str) -> f32 {
    let is_measure = grammar.measures.start(label).is_some_and(|(_, taken)| {
        let rest = label[taken..].trim();
        rest.is_empty() || lex::whole_period(grammar, rest).is_some()
    });
    // What stands over indicators as well says little.
    let is_shared = |words: &Words| {
        words.start(label).is_some_and(|(entry, taken)| {
            let rest = label[taken..].trim();
            entry.id != "name" && (rest.is_empty() || lex::whole_period(grammar, rest).is_some())
        })
    };
    match (is_measure, is_shared(&grammar.indicator_columns)) {
        (true, false) => 1.0,
        (true, true) => 0.5,
        (false, true) => 0.0,
        (false, false) if grammar.measures.within(label).is_some() => 0.5,
        (false, false) => 0.0,
    }
}

/// Whether a register has the name, or it begins with what indicators measure: shares, counts, averages.
fn is_known(grammar: &Grammar, name: &str) -> bool {
    let registers = &grammar.registers;
    grammar.quantities.start(name).is_some()
        || registers.series.find(&registers.names.key(name), None).is_some()
}

/// Whether the labels of a row are those of money and of nothing else.
pub(super) fn is_money_header(grammar: &Grammar, row: &GridRow) -> bool {
    const FEWEST: usize = 2;
    let labels = row
        .cells
        .iter()
        .skip(1)
        .map(|cell| cell.text.trim())
        .filter(|text| !text.is_empty());
    let is_figure = |text: &str| lex::number(text).is_ok() && !lex::is_year(text);
    let (mut measures, mut is_words) = (0, true);
    for label in labels {
        measures += usize::from(money(grammar, label) >= 1.0);
        is_words &= !is_figure(label);
    }
    is_words && measures >= FEWEST
}
