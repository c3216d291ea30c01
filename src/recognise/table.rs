//! Which kind a table is of, and what belongs to it.

use super::{Find, Found, activity, cut, indicator, notes, plain, tidy};
use crate::block::{Blocks, Grid, GridRow, Item, LineId};
use crate::grammar::{Grammar, squash};
use crate::lex;
use crate::trace::Read;

/// Kinds of tables that their header signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signed {
    Indicators,
    Activities,
    No,
}

/// What stands above a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    /// The heading or line directly above that names it.
    pub(super) caption: Option<String>,
    /// Lines above that may say the unit, nearest first.
    pub(super) nearby: Vec<String>,
}

/// Whether a row is a header of a signed kind.
pub(super) fn signed(grammar: &Grammar, row: &GridRow) -> Signed {
    if indicator::columns(grammar, row).is_some() {
        Signed::Indicators
    } else if activity::columns(grammar, row).is_some() {
        Signed::Activities
    } else {
        Signed::No
    }
}

/// The grids that follow each other from here with nothing but furniture between them, the furniture,
/// and the position after them. Grids are cut where a header of another kind begins. At the top of a page
/// the line that names the table may stand again.
pub(super) fn parts(grammar: &Grammar, items: &[Item], start: usize) -> (Vec<Grid>, Vec<usize>, usize) {
    let mut grids = Vec::new();
    let mut furniture = Vec::new();
    let mut pending = Vec::new();
    let mut captions: Vec<LineId> = Vec::new();
    let mut next = start;
    for (at, item) in items.iter().enumerate().skip(start) {
        match item {
            Item::Table(grid) => {
                let mut cut = cut(grammar, &tidy::tidied(grammar, grid.clone()));
                if let Some(first) = cut.first_mut().and_then(|grid| grid.rows.first_mut()) {
                    first.lines.append(&mut captions);
                }
                grids.extend(cut);
                furniture.append(&mut pending);
                next = at + 1;
            }
            Item::Furniture { .. } => pending.push(at),
            Item::Text(text) if captions.is_empty() && repeats_caption(items, start, at) => {
                captions.clone_from(&text.lines);
            }
            Item::Text(_) => break,
        }
    }
    (grids, furniture, next)
}

/// Whether a line directly above a part of a table, on another page than the table's beginning, is the line
/// directly above that, or its first row.
fn repeats_caption(items: &[Item], start: usize, at: usize) -> bool {
    let text = |at: usize| match items.get(at) {
        Some(Item::Text(text)) => Some(squash(&text.text)),
        _ => None,
    };
    let is_above = matches!(items.get(at + 1), Some(Item::Table(_)));
    let is_later = items[at].place().page > items[start].place().page;
    let first = match items.get(start) {
        Some(Item::Table(grid)) => grid.rows.first().filter(|row| row.is_single()),
        _ => None,
    };
    let captions = [
        start.checked_sub(1).and_then(text),
        first.map(|row| squash(&row.text())),
    ];
    is_above && is_later && text(at).is_some_and(|text| captions.contains(&Some(text)))
}

/// Cuts a grid before every row that is a header of another kind than the rows above it.
fn cut(grammar: &Grammar, grid: &Grid) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut kind = Signed::No;
    for row in &grid.rows {
        let found = signed(grammar, row);
        let begins = found != Signed::No && found != kind;
        if found != Signed::No {
            kind = found;
        }
        match grids.last_mut() {
            Some(last) if !begins => last.rows.push(row.clone()),
            _ => grids.push(Grid {
                rows: vec![row.clone()],
                ..Grid::default()
            }),
        }
    }
    grids
}

/// The kind of a grid, by the first of its rows that is a header.
fn kind(grammar: &Grammar, grid: &Grid) -> Signed {
    grid.rows
        .iter()
        .take(3)
        .map(|row| signed(grammar, row))
        .find(|kind| *kind != Signed::No)
        .unwrap_or(Signed::No)
}

/// The line or heading directly above names the table; a line that names it is no paragraph. An item of a list
/// names none.
pub(super) fn above(
    grammar: &Grammar,
    found: &mut [Found],
    heading: Option<String>,
    is_below_list: bool,
) -> Above {
    const NEARBY: usize = 3;
    let mut above = Above {
        caption: heading,
        ..Above::default()
    };
    for (at, before) in found.iter().enumerate().rev().take(NEARBY) {
        match &before.find {
            Find::Paragraph { .. } if notes::is_of_table_above(grammar, found, at, true) => {}
            Find::Paragraph { text } | Find::Heading { text, .. } => above.nearby.push(text.clone()),
            Find::Furniture { .. } => {}
            _ => break,
        }
    }
    if above.caption.is_none() {
        above.caption = heading_above_form(grammar, found);
    }
    // The line that names a table is its heading and no running text.
    if above.caption.is_none()
        && !is_below_list
        && let Some(last) = found.last_mut()
        && let Find::Paragraph { text } = &last.find
        && names_table(grammar, text)
    {
        let text = text.clone();
        above.caption = Some(text.clone());
        last.find = Find::Heading { level: 4, text };
    }
    above
}

/// The heading above a table where only a form stands between, which belongs to the table as the heading
/// does: words with what is meant by them, and the unit.
fn heading_above_form(grammar: &Grammar, found: &[Found]) -> Option<String> {
    const MOST: usize = 8;
    const CHAPTER: u8 = 1;
    let mut is_form = false;
    for before in found.iter().rev().take(MOST) {
        match &before.find {
            Find::Paragraph { text } if text.lines().all(is_form_line) => is_form = true,
            Find::Paragraph { text } if text.lines().all(|line| declared_unit(grammar, line).is_some()) => {}
            Find::Furniture { .. } => {}
            Find::Heading { level, text } if is_form && *level > CHAPTER => return Some(text.clone()),
            _ => return None,
        }
    }
    None
}

/// `Enhet: Ekonomiskt bistånd`
fn is_form_line(line: &str) -> bool {
    const LONGEST: usize = 100;
    const LABEL: usize = 30;
    let has_label = line
        .split_once(':')
        .is_some_and(|(label, said)| label.chars().count() <= LABEL && !said.trim().is_empty());
    has_label && line.chars().count() <= LONGEST
}

/// The unit of a short line without figures that names one: `Beloppen anges i tkr`.
pub(super) fn declared_unit(grammar: &Grammar, line: &str) -> Option<String> {
    const LONGEST: usize = 100;
    let is_short = line.chars().count() <= LONGEST;
    lex::declared_unit(grammar, line)
        .filter(|_| is_short)
        .map(str::to_owned)
}

/// A short line without a final stop that does not merely say the unit.
pub(super) fn names_table(grammar: &Grammar, text: &str) -> bool {
    const LONGEST: usize = 120;
    let text = text.trim();
    let is_unit = grammar.money_unit(text).is_some();
    text.chars().count() <= LONGEST
        && !text.ends_with(['.', '!', '?', ';', ','])
        && !text.contains('\n')
        && !is_unit
}

/// Reads the tables in a run of grids.
pub(super) fn read(grammar: &Grammar, blocks: &Blocks, grids: Vec<Grid>, above: Above) -> Read<Vec<Found>> {
    let mut read: Read<Vec<Found>> = Read::default();
    let mut above = Some(above);
    let mut group: Vec<Grid> = Vec::new();
    let mut group_kind = Signed::No;
    let mut finish = |group: &mut Vec<Grid>, kind: Signed, above: &mut Option<Above>| {
        if group.is_empty() {
            return;
        }
        let grids = std::mem::take(group);
        let place = grids.first().map(Grid::place).unwrap_or_default();
        let lines = grids
            .iter()
            .flat_map(|grid| &grid.rows)
            .flat_map(|row| row.lines.clone())
            .collect();
        let above = above.take().unwrap_or_default();
        let find = match kind {
            Signed::Indicators => {
                let mut table = indicator::table(grammar, blocks, &grids);
                read.diagnostics.append(&mut table.diagnostics);
                Find::Indicators(table.value)
            }
            Signed::Activities => {
                let mut table = activity::table(grammar, blocks, &grids);
                read.diagnostics.append(&mut table.diagnostics);
                Find::Activities(table.value)
            }
            Signed::No => {
                let mut table = plain::table(grammar, blocks, &grids, &above);
                read.diagnostics.append(&mut table.diagnostics);
                Find::Table(table.value)
            }
        };
        read.value.push(Found { find, place, lines });
    };
    for mut grid in grids {
        let kind = kind(grammar, &grid);
        let belongs = match group.last() {
            None => true,
            Some(last) if kind == Signed::No => follows(last, &grid),
            Some(last) => kind == group_kind && same_header(grammar, last, &grid),
        };
        if !belongs {
            finish(&mut group, group_kind, &mut above);
        }
        if group.is_empty() {
            group_kind = kind;
        } else if kind != Signed::No
            && let Some(last) = group.last_mut()
        {
            cut::rejoin(grammar, blocks, last, &mut grid);
        }
        group.push(grid);
    }
    finish(&mut group, group_kind, &mut above);
    read
}

/// Two signed tables with other columns are two tables.
fn same_header(grammar: &Grammar, first: &Grid, second: &Grid) -> bool {
    let header = |grid: &Grid| {
        let row = grid.rows.iter().find(|row| signed(grammar, row) != Signed::No)?;
        Some(
            row.cells
                .iter()
                .map(|cell| squash(&cell.text))
                .filter(|text| !text.is_empty())
                .count(),
        )
    };
    header(first).is_none() || header(first) == header(second)
}

/// Whether an unsigned grid is the rest of the one before: its first row is repeated, or it has as many
/// columns and begins in the middle of the body.
fn follows(first: &Grid, second: &Grid) -> bool {
    let text = |row: Option<&GridRow>| row.map(|row| squash(&row.text()));
    let repeated = text(first.rows.first()) == text(second.rows.first());
    let begins_in_body = second
        .rows
        .first()
        .is_some_and(|row| super::plain_header::is_body(row) || row.is_single());
    first.columns() == second.columns() && (repeated || begins_in_body)
}
