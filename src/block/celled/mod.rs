//! Tables of which a word processor has written every cell on a line of its own, an empty one as an empty line.
//!
//! Takes: lines that are whole paragraphs or cells, empty ones too, and the labels of columns.
//! Gives: tables with the lines that they cover; where another number of columns fits nearly as well, their rows are
//! uncertain.
//! Never: takes words without values for a table, changes the order of cells.

mod fit;
mod header;
mod kind;

use super::claims::Claims;
use super::tabbed::{row, single};
use super::text::{Sheet, take_marks};
use super::{Grid, GridCell, GridRow};
use crate::grammar::Grammar;
use crate::page::Line;
use fit::{Fit, Step};
use header::{Header, Holds, candidates};
use kind::{Kind, kinds};
use std::ops::Range;

/// A table and the lines that it covers.
pub(super) struct Table {
    pub(super) lines: Range<usize>,
    pub(super) grid: Grid,
}

/// The tables among the lines, in order.
pub(super) fn tables(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims) -> Vec<Table> {
    let kinds = kinds(grammar, sheet, claims);
    let mut tables = Vec::new();
    let (mut at, mut before) = (0, 0);
    while at < kinds.len() {
        match best(grammar, sheet, &kinds, at) {
            Some(first) => {
                let found = better(grammar, sheet, &kinds, first);
                let groups = groups(sheet, &kinds, &found, before);
                at = found.fit.end;
                before = at;
                let lines = groups.as_ref().map_or(found.at, |(start, _)| *start)..at;
                tables.push(Table {
                    grid: grid(sheet, &kinds, &found, groups.map(|(_, row)| row)),
                    lines,
                });
            }
            None => at += 1,
        }
    }
    tables
}

/// A header and the rows below it.
struct Found {
    at: usize,
    odds: f32,
    header: Header,
    fit: Fit,
    /// Another number of columns fits nearly as well.
    is_narrow: bool,
}

/// A caption may be taken for the first label of a header whose labels are not known: the table may begin below.
fn better(grammar: &Grammar, sheet: &[Sheet<'_>], kinds: &[Kind], first: Found) -> Found {
    let mut found = first;
    while found.header.known == 0 {
        let starts = found.at + 1..=found.at + found.header.columns.len();
        let others = starts.filter_map(|at| best(grammar, sheet, kinds, at));
        let best = others.max_by(|one, next| {
            let known = one.header.known.cmp(&next.header.known);
            known
                .then(one.odds.total_cmp(&next.odds))
                .then(next.at.cmp(&one.at))
        });
        match best.filter(|other| other.header.known > 0 || other.odds > found.odds) {
            Some(other) => found = other,
            None => break,
        }
    }
    found
}

/// The table that begins at a line, if one does.
fn best(grammar: &Grammar, sheet: &[Sheet<'_>], kinds: &[Kind], at: usize) -> Option<Found> {
    /// A label that is known.
    const KNOWN: f32 = 1.0;
    /// A column more is easily found in any lines.
    const COLUMN: f32 = -1.0;
    /// Few tables have more columns of words than that of the names.
    const WORDS: f32 = -1.0;
    const MARGIN: f32 = 1.5;
    let mut ranked: Vec<(f32, Header, Fit)> = candidates(grammar, sheet, kinds, at)
        .into_iter()
        .map(|header| {
            let fit = fit::fit(kinds, at + header.columns.len(), &header);
            let count = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
            let odds = fit.odds
                + header.says
                + KNOWN * count(header.known)
                + COLUMN * count(header.columns.len())
                + WORDS
                    * count(
                        header
                            .columns
                            .iter()
                            .filter(|holds| **holds == Holds::Words)
                            .count(),
                    );
            (odds, header, fit)
        })
        .filter(|(odds, header, fit)| is_table(*odds, header, fit))
        .collect();
    ranked.sort_by(|one, next| next.0.total_cmp(&one.0));
    let second = ranked.get(1).map(|(odds, ..)| *odds);
    let (odds, header, fit) = ranked.into_iter().next()?;
    Some(Found {
        at,
        odds,
        header,
        fit,
        is_narrow: second.is_some_and(|second| odds - second < MARGIN),
    })
}

/// Whether there is enough to call it a table.
fn is_table(odds: f32, header: &Header, fit: &Fit) -> bool {
    const FEWEST_ODDS: f32 = 2.0;
    const FEWEST_VALUES: usize = 3;
    if header.known > 1 {
        return fit.rows > 0 && odds > 0.0;
    }
    odds >= FEWEST_ODDS && fit.rows > 1 && fit.values >= FEWEST_VALUES && 2 * fit.values >= fit.rows
}

/// Labels above those of a header that has none over the names: each spans some of its columns.
fn groups(sheet: &[Sheet<'_>], kinds: &[Kind], found: &Found, from: usize) -> Option<(usize, GridRow)> {
    const LONGEST: usize = 60;
    let width = found.header.columns.len();
    let labels: Vec<String> = sheet[found.at + 1..found.at + width]
        .iter()
        .map(Sheet::text)
        .collect();
    let is_label = |at: &usize| kinds[*at].is_label() && sheet[*at].line.raw.chars().count() <= LONGEST;
    let most = (from..found.at).rev().take_while(is_label).count();
    let (start, spans) = (1..=most).rev().find_map(|count| {
        let start = found.at.checked_sub(count + 1).filter(|start| *start >= from)?;
        let is_corner = kinds[start] == Kind::Blank || kinds[start] == Kind::Words;
        // Labels above are told by those below, which they divide.
        Some((start, spans(&labels, count).filter(|_| is_corner)?))
    })?;
    let corner = only(&sheet[start]);
    let mut row = GridRow {
        lines: (!sheet[start].is_blank()).then_some(start).into_iter().collect(),
        cells: vec![corner],
        place: sheet[start + 1].place,
        ..GridRow::default()
    };
    for (line, span) in sheet[start + 1..found.at].iter().zip(spans) {
        row.lines.push(line.id);
        row.cells.push(GridCell { span, ..only(line) });
        row.cells.extend((1..span).map(|_| GridCell::default()));
    }
    Some((start, row))
}

/// How many labels stand below each of so many: each begins where the first is printed again, the others where labels
/// begin that are none of its.
fn spans(labels: &[String], count: usize) -> Option<Vec<usize>> {
    let mut starts: Vec<usize> = (0..labels.len()).filter(|at| labels[*at] == labels[0]).collect();
    let first = &labels[..*starts.get(1)?];
    let last = *starts.last()?;
    let others = (last + first.len()..labels.len()).filter(|at| !first.contains(&labels[*at]));
    let missing = count.checked_sub(starts.len())?;
    starts.extend(others.take(missing));
    if starts.len() != count {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([labels.len()]);
    Some(starts.iter().zip(ends).map(|(start, end)| end - start).collect())
}

fn grid(sheet: &[Sheet<'_>], kinds: &[Kind], found: &Found, groups: Option<GridRow>) -> Grid {
    let width = found.header.columns.len();
    let mut grid = Grid::default();
    grid.rows.extend(groups);
    grid.rows.push(table_row(&sheet[found.at..found.at + width], 1));
    for (at, step) in &found.fit.steps {
        let lines = &sheet[*at..*at + step.lines(width)];
        match step {
            Step::Row { has_lead, name } => {
                let (lead, lines) = lines.split_at(usize::from(*has_lead));
                let mut row = table_row(lines, *name);
                for mark in lead.iter().filter(|line| kinds[line.id] == Kind::Mark) {
                    row.marks.splice(0..0, take_marks(&mark.line.words).0);
                    row.lines.insert(0, mark.id);
                }
                row.is_uncertain = found.is_narrow;
                grid.rows.push(row);
            }
            Step::Comment { .. } | Step::Heading => grid.rows.extend(lines.iter().map(single)),
            Step::Between => {}
        }
    }
    grid.even_out();
    grid
}

/// A row of which each line is a cell, but for the first of them, which are one.
fn table_row(lines: &[Sheet<'_>], name: usize) -> GridRow {
    let mut all = Line::default();
    let (first, rest) = lines.split_at(name);
    for cell in std::iter::once(first).chain(rest.chunks(1)) {
        let start = all.words.len();
        all.words
            .extend(cell.iter().flat_map(|line| line.line.words.iter().cloned()));
        all.cells.push(start..all.words.len());
    }
    let filled = || lines.iter().filter(|line| !line.is_blank());
    let mut made = row(&Sheet {
        line: &all,
        ..filled().next().unwrap_or(&lines[0]).clone()
    });
    made.lines = filled().map(|line| line.id).collect();
    for (cell, line) in made.cells.iter_mut().zip(lines.iter().skip(name - 1)) {
        cell.place = Some(line.place);
    }
    if let (Some(cell), Some(line)) = (made.cells.first_mut(), lines.first()) {
        cell.place = Some(line.place);
    }
    made
}

fn only(line: &Sheet<'_>) -> GridCell {
    table_row(std::slice::from_ref(line), 1).cells.remove(0)
}
