//! Which kind every table of a document is of, by all that speaks for it.
//!
//! Takes: the blocks, with the grids that the page's geometry gave.
//! Gives: drafts: grids cut where another table begins, with their kind, what stands over each column, how sure that
//! is, and the reasons.
//! Never: reads a value for its own sake, drops a row, lets one sign decide.

mod beside;
mod content;
pub(super) mod doubts;
mod header;
mod label;
mod style;
mod weigh;

use self::content::Content;
use self::header::{Header, Known};
use super::{goal, tidy};
use crate::block::{Blocks, Grid, GridRow, Item, Role as RowRole};
use crate::grammar::{Grammar, Holds};
use crate::record::{Sex, Time};
use crate::trace::{Evidence, Place, Ranked, sum};
use std::collections::BTreeMap;

/// The kinds between which the form of a table decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Indicators with their figures.
    Indicators,
    /// Activities with their days.
    Activities,
    /// Money.
    Money,
    /// Anything else.
    Other,
}

impl Kind {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Indicators => "indicators",
            Kind::Activities => "activities",
            Kind::Money => "budget",
            Kind::Other => "other",
        }
    }
}

/// What a column is for its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// One of the form's.
    Own,
    /// The names of the rows.
    Name,
    /// The numbers of the rows.
    Number,
    /// A status in words.
    Status,
    /// Not known.
    #[default]
    Unknown,
}

/// What stands over a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Column {
    /// Its position in the grid.
    pub(super) at: usize,
    /// The label as printed, broken words rejoined.
    pub(super) label: String,
    /// What it is for the form.
    pub(super) role: Role,
    /// The entry of its label.
    pub(super) id: Option<String>,
    /// What it measures.
    pub(super) measure: Option<String>,
    /// Whom it is about.
    pub(super) sex: Option<Sex>,
    /// The period that the label names.
    pub(super) period: Option<String>,
    /// The time that it is.
    pub(super) time: Option<Time>,
    /// How well the label fits, from 0 to 1.
    pub(super) fit: f32,
    /// Another column would mean the same.
    pub(super) is_twice: bool,
    /// Its label is a time alone.
    pub(super) is_bare: bool,
    /// Nobody knows its label, and it is read as the column that stands there in other tables.
    pub(super) is_lent: bool,
    /// What the form says that it holds.
    pub(super) holds: Option<Holds>,
}

impl Column {
    /// What it is, in words, and how well its label fits.
    fn means(&self) -> String {
        let id = self.id.as_deref().or(self.measure.as_deref());
        let what = match self.role {
            Role::Own => id.unwrap_or("not told"),
            Role::Name => "names",
            Role::Number => "row numbers",
            Role::Status => "status",
            Role::Unknown => "unknown",
        };
        format!("{what} {:.2}", self.fit)
    }
}

/// A table, or a part of one, with its kind.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The rows; those of its header have that role.
    pub(super) grid: Grid,
    /// Its kind, the next likely one, and how sure that is.
    pub(super) kind: Ranked<Kind>,
    /// What stands over its columns; empty for money and other tables, which read their own header.
    pub(super) columns: Vec<Column>,
    /// Its header stands in it.
    pub(super) has_header: bool,
    /// Reasons for each kind.
    pub(super) evidence: Vec<(Kind, Vec<Evidence>)>,
    /// The kind of the tables that it is set like, if that is another one.
    pub(super) outlier: Option<Kind>,
    /// Every table of its form has one of these columns.
    pub(super) needs: Vec<String>,
}

impl Draft {
    /// Whether it is of a form whose rows are records.
    pub(super) fn is_signed(&self) -> bool {
        matches!(self.kind.best, Kind::Indicators | Kind::Activities)
    }

    /// Whether its figures are more like those of indicators than like money.
    pub(super) fn is_rather_indicators(&self) -> bool {
        const SOME: f32 = 1.0;
        let odds = |kind: Kind| {
            let own = self.evidence.iter().filter(|(one, _)| *one == kind);
            own.map(|(_, evidence)| sum(evidence)).sum::<f32>()
        };
        let indicators = odds(Kind::Indicators);
        indicators > odds(Kind::Money) && indicators > SOME
    }

    /// The position of the names among the cells of a row.
    pub(super) fn name_at(&self) -> usize {
        let name = self.columns.iter().find(|column| column.role == Role::Name);
        // Figures in the first column are no names.
        let is_own = self
            .columns
            .first()
            .is_some_and(|column| column.role == Role::Own);
        let without = if is_own && self.begins_with_figures() {
            usize::MAX
        } else {
            0
        };
        name.map_or(without, |column| column.at)
    }

    /// Whether the first cells of most rows are figures.
    fn begins_with_figures(&self) -> bool {
        let rows = self
            .grid
            .rows
            .iter()
            .filter(|row| row.role != Some(RowRole::Header));
        let cells = rows
            .filter(|row| !row.is_single())
            .filter_map(|row| row.cells.first());
        let (mut all, mut figures) = (0, 0);
        for cell in cells.filter(|cell| !cell.text.is_empty()) {
            all += 1;
            let bare = cell
                .text
                .trim_start_matches(['-', '+', '\u{2212}', '–', '±', '<', '>', ' ']);
            figures += usize::from(bare.starts_with(|letter: char| letter.is_ascii_digit()));
        }
        figures * 2 > all
    }
}

/// Why a table is of its kind.
#[derive(Debug, Clone)]
pub struct Reasons {
    /// Where it begins.
    pub place: Place,
    /// Its kind and the next.
    pub kind: Ranked<Kind>,
    /// The labels of its columns, and what each means.
    pub columns: Vec<(String, String)>,
    /// The reasons for every kind.
    pub evidence: Vec<(Kind, Vec<Evidence>)>,
}

/// Why each table of a document is of its kind, in reading order.
pub fn why(grammar: &Grammar, blocks: &Blocks) -> Vec<Reasons> {
    let drafts = drafts(grammar, blocks).into_values().flatten();
    drafts
        .map(|draft| Reasons {
            place: draft.grid.place(),
            kind: draft.kind,
            columns: draft
                .columns
                .iter()
                .map(|column| (column.label.clone(), column.means()))
                .collect(),
            evidence: draft.evidence,
        })
        .collect()
}

/// What stands around a table.
#[derive(Debug, Clone, Default)]
struct Around {
    /// A goal stands above it, in the same chapter.
    is_under_goal: bool,
    /// Lines directly above.
    above: Vec<String>,
}

/// The tables of a document, by the positions of their grids among the blocks.
pub(super) fn drafts(grammar: &Grammar, blocks: &Blocks) -> BTreeMap<usize, Vec<Draft>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut around = Around::default();
    for (at, item) in blocks.items.iter().enumerate() {
        match item {
            Item::Table(grid) => {
                let grids = beside::parted(tidy::tidied(grammar, grid.clone()));
                for (number, grid) in grids.iter().enumerate() {
                    let own = cut(grammar, blocks, grid).into_iter().enumerate();
                    parts.extend(own.map(|(part_at, part)| Part {
                        item: at,
                        around: around.clone(),
                        is_beside: number > 0 && part_at == 0,
                        ..part
                    }));
                }
                around.above.clear();
            }
            Item::Text(text) => around.take(grammar, &text.text),
            Item::Furniture { .. } => {}
        }
    }
    let styles = style::styles(grammar, &parts);
    let mut drafts: BTreeMap<usize, Vec<Draft>> = BTreeMap::new();
    for at in 0..parts.len() {
        let draft = style::settle(grammar, &blocks.vocabulary, &styles, &parts, at);
        let here = drafts.entry(parts[at].item).or_default();
        match here.last_mut() {
            // What was cut for a header that is none after all.
            Some(last)
                if !last.is_signed()
                    && !draft.is_signed()
                    && parts[at].header.is_some()
                    && !parts[at].is_beside =>
            {
                last.grid.rows.extend(draft.grid.rows);
            }
            _ => here.push(draft),
        }
    }
    drafts
}

impl Around {
    fn take(&mut self, grammar: &Grammar, text: &str) {
        const NEAR: usize = 3;
        if goal::label(grammar, text).is_some() {
            self.is_under_goal = true;
        } else if grammar
            .headings
            .whole(text)
            .is_some_and(|entry| entry.fact("level") == Some("1"))
        {
            self.is_under_goal = false;
        }
        if self.above.len() == NEAR {
            self.above.remove(0);
        }
        self.above.push(text.to_owned());
    }
}

/// A grid, or the part of one that has a header of its own, before its kind is settled.
#[derive(Debug, Clone)]
struct Part {
    /// The position of its grid among the blocks.
    item: usize,
    grid: Grid,
    /// The roles of its rows as the blocks tell them.
    told: Vec<Option<RowRole>>,
    /// The form that its header was read against, with the header.
    header: Option<(Kind, Header)>,
    /// What its columns hold.
    contents: Vec<Content>,
    around: Around,
    /// It stands beside the part before it, and not below.
    is_beside: bool,
}

impl Part {
    /// No row with values stands below its header.
    fn is_header_alone(&self) -> bool {
        self.header.is_some() && self.contents.iter().all(|content| content.filled == 0.0)
    }
}

/// Cuts a grid before every header of another form than the rows above it, and marks the rows of headers.
fn cut(grammar: &Grammar, blocks: &Blocks, grid: &Grid) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < grid.rows.len() {
        let found = header_at(grammar, blocks, &grid.rows, at);
        let here = parts.last().and_then(|part| part.header.as_ref());
        let begins = match &found {
            Some(new) => here.is_none_or(|here| !is_same(here, new)),
            None => {
                (here.is_some() || is_at_page_top(grid, at))
                    && weigh::is_money_header(grammar, &grid.rows[at])
            }
        };
        let until = found.as_ref().map_or(at + 1, |(_, header)| header.rows.end);
        let is_header = found.is_some();
        if begins || parts.is_empty() {
            parts.push(Part {
                item: 0,
                grid: Grid::default(),
                told: Vec::new(),
                header: found,
                contents: Vec::new(),
                around: Around::default(),
                is_beside: false,
            });
        }
        if let Some(part) = parts.last_mut() {
            part.told.extend(grid.rows[at..until].iter().map(|row| row.role));
            let rows = grid.rows[at..until].iter().cloned().map(|row| GridRow {
                role: if is_header {
                    Some(RowRole::Header)
                } else {
                    row.role
                },
                ..row
            });
            part.grid.rows.extend(rows);
        }
        at = until;
    }
    for part in &mut parts {
        part.contents = weigh::contents(grammar, &part.grid);
        part.header = part.header.take().map(|(kind, header)| (kind, at_top(header)));
    }
    parts
}

/// Whether a row is the first of a page, below others of the page before: a header there begins another table, or
/// repeats the one above.
fn is_at_page_top(grid: &Grid, at: usize) -> bool {
    let page = |at: usize| grid.rows[at].place.page;
    at > 0 && page(at).is_some() && page(at) != page(at - 1)
}

/// Whether a header is the one above again: the same form, and no column that is another.
fn is_same((kind, header): &(Kind, Header), (other, again): &(Kind, Header)) -> bool {
    let pairs = header.columns.iter().zip(&again.columns);
    kind == other
        && !pairs
            .into_iter()
            .any(|(one, two)| one.id.is_some() && two.id.is_some() && one.id != two.id)
}

/// The header with its rows counted from itself.
fn at_top(header: Header) -> Header {
    Header {
        rows: 0..header.rows.len(),
        ..header
    }
}

/// The header that begins at a row, of the form that its labels say most for. Where the labels of the row below say
/// more without this one, it begins there.
fn header_at(grammar: &Grammar, blocks: &Blocks, rows: &[GridRow], start: usize) -> Option<(Kind, Header)> {
    let best = |start: usize| {
        let known = [
            (Kind::Indicators, Known::indicators(grammar)),
            (Kind::Activities, Known::activities(grammar)),
        ];
        let read = known.iter().filter_map(|(kind, known)| {
            let header = header::at(grammar, &blocks.vocabulary, known, rows, start)?;
            let says = header.says;
            Some(((*kind, header), says))
        });
        Ranked::of(read)
    };
    let own = best(start)?;
    let is_alone = rows[start].is_single();
    let next = is_alone.then(|| best(start + 1)).flatten();
    match next {
        Some(next) if next.odds >= own.odds => None,
        _ => Some(own.best),
    }
}
