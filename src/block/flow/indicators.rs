//! Indicator tables: which values belong to which indicator, and to which column.

use super::draft::{Cell, Draft, Row};
use super::labels;
use super::piece::Kind;
use super::place::{self, Placer};
use super::table::{cell, comment, first_phrases, header_row, loose, named};
use crate::block::{Grid, GridCell, GridRow, Role, Vocabulary};
use crate::grammar::Grammar;
use crate::lex::whole_period;
use std::collections::BTreeMap;

/// What the tables of a document say together.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The column labels that most tables have, where they could be put together.
    labels: Option<Vec<String>>,
    /// The last month of which the report tells.
    until: Option<u32>,
}

impl Shared {
    pub(super) fn of<'d>(grammar: &Grammar, drafts: impl Iterator<Item = &'d Draft> + Clone) -> Self {
        let cells = drafts
            .clone()
            .flat_map(|draft| draft.rows.iter().flat_map(|row| &row.cells).chain(&draft.early));
        let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let until = place::until(grammar, cells);
        for draft in drafts.filter(|draft| draft.kind == Kind::Indicators) {
            if let Some(labels) = labels::columns(&grammar.indicator_columns, &draft.labels, draft.times) {
                *counts.entry(labels).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        Shared {
            labels: most.map(|(labels, _)| labels),
            until,
        }
    }
}

/// An indicator table. A value whose column is told stands in it; of others, only the period is told.
pub(super) fn grid(grammar: &Grammar, vocabulary: &Vocabulary, shared: &Shared, draft: Draft) -> Grid {
    let mut told = Told::of(grammar, shared, &draft);
    let places = Placer::of(grammar, &told.labels, shared.until).map(|mut placer| placer.rows(&draft));
    let mut places = places.unwrap_or_default().into_iter();
    let mut labels = first_phrases(grammar.indicator_columns.entry("name"));
    labels.append(&mut told.labels);
    let mut grid = Grid::default();
    grid.rows.push(header_row(&draft, labels));
    loose(&mut grid, &draft.early, draft.early_lines().to_vec());
    for row in draft.rows {
        let is_breakdown = is_breakdown(grammar, &row);
        let mut one = named(vocabulary, &row);
        let placed = places.next().filter(|place| !place.placed.is_empty());
        if let Some(place) = placed.filter(|place| !told.are_rows || place.rest.is_empty()) {
            one.cells.resize_with(told.count + 1, GridCell::default);
            for placed in place.placed {
                one.cells[placed.column + 1] = cell(&placed.cell);
            }
            one.role = Some(Role::Item);
            grid.rows.push(one);
            loose(&mut grid, &place.rest, row.lines);
        } else if told.are_rows {
            told.place(grammar, &row, &mut one);
            one.role = Some(if is_breakdown { Role::Breakdown } else { Role::Item });
            one.lines.extend(row.lines);
            grid.rows.push(one);
        } else {
            let rest = told.only_period(grammar, &row, (!is_breakdown).then_some(&mut one));
            one.role = Some(if is_breakdown { Role::Loose } else { Role::Item });
            grid.rows.push(one);
            loose(&mut grid, &rest, row.lines);
        }
        comment(&mut grid, vocabulary, &row.comment);
    }
    grid
}

/// What can be told of a table.
struct Told {
    /// The column labels after the first; empty where they could not be put together.
    labels: Vec<String>,
    /// Number of columns with labels that are known.
    count: usize,
    /// The last column holds periods.
    is_dated: bool,
    /// The values of a row stand between its name and the next.
    are_rows: bool,
    /// The periods of all indicators, where there are as many and all the same.
    periods: Vec<Cell>,
    has_periods: bool,
}

impl Told {
    fn of(grammar: &Grammar, shared: &Shared, draft: &Draft) -> Self {
        let words = &grammar.indicator_columns;
        let found = labels::columns(words, &draft.labels, draft.times);
        let usual = || {
            shared
                .labels
                .clone()
                .filter(|labels| labels::are_within(labels, &draft.labels))
        };
        let found = found.or_else(usual);
        let is_dated = found
            .as_ref()
            .and_then(|labels| words.whole(labels.last()?))
            .is_some_and(|entry| matches!(entry.fact("measure"), Some("period" | "periodicitet")));
        let count = found.as_ref().map_or(0, Vec::len);
        let most = draft.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut told = Told {
            // Columns whose labels are not known are as many as a row has values.
            labels: found.unwrap_or_else(|| vec![String::new(); most.max(1)]),
            count,
            is_dated,
            are_rows: false,
            periods: Vec::new(),
            has_periods: false,
        };
        told.are_rows = draft.is_orderly
            && draft.early.is_empty()
            && draft.rows.iter().all(|row| {
                !row.cells.is_empty()
                    && (count == 0 || row.cells.len() <= count)
                    && (is_breakdown(grammar, row) || told.ends_with_period(grammar, &row.cells))
            });
        if !told.are_rows && is_dated {
            let cells = draft
                .early
                .iter()
                .chain(draft.rows.iter().flat_map(|row| &row.cells));
            told.periods = cells.filter(|cell| is_period(grammar, cell)).cloned().collect();
            let items = draft.rows.iter().filter(|row| !is_breakdown(grammar, row));
            // The names may be printed in another order: only a period that all share is told.
            let first = told.periods.first().map(|cell| whole_period(grammar, &cell.text));
            let is_shared = told
                .periods
                .iter()
                .all(|cell| Some(whole_period(grammar, &cell.text)) == first);
            if told.periods.len() != items.count() || !is_shared {
                told.periods.clear();
            }
        }
        told.has_periods = !told.periods.is_empty();
        told
    }

    /// Whether the only period is the last value, if there is a column of periods.
    fn ends_with_period(&self, grammar: &Grammar, cells: &[Cell]) -> bool {
        let first = cells.iter().position(|cell| is_period(grammar, cell));
        !self.is_dated || first.is_some_and(|at| at + 1 == cells.len())
    }

    /// Puts the values of a row into its cells.
    fn place(&self, grammar: &Grammar, row: &Row, into: &mut GridRow) {
        into.is_uncertain = row.cells.len() != self.count || !row.is_certain;
        let mut cells: Vec<GridCell> = row.cells.iter().map(cell).collect();
        // The period stands in its column whichever of the others are empty.
        if self.is_dated && self.ends_with_period(grammar, &row.cells) && cells.len() < self.count {
            let period = cells.pop();
            cells.resize_with(self.count - 1, GridCell::default);
            cells.extend(period);
        }
        into.cells.extend(cells);
    }

    /// Puts the period alone into its cell; gives the values that are left.
    fn only_period(&mut self, grammar: &Grammar, row: &Row, into: Option<&mut GridRow>) -> Vec<Cell> {
        let mut rest = row.cells.clone();
        if !self.has_periods {
            return rest;
        }
        rest.retain(|cell| !is_period(grammar, cell));
        if let (Some(row), Some(period)) = (into, self.periods.pop()) {
            row.cells.resize_with(self.count, GridCell::default);
            row.cells.push(cell(&period));
        }
        rest
    }
}

fn is_period(grammar: &Grammar, cell: &Cell) -> bool {
    whole_period(grammar, &cell.text).is_some()
}

/// A row below an indicator for an area or a sex.
pub(super) fn is_breakdown(grammar: &Grammar, row: &Row) -> bool {
    let name: Vec<&str> = row.name.iter().map(|line| line.text.as_str()).collect();
    let name = name.join(" ");
    grammar.registers.district_named(&name).is_some() || grammar.rows.whole(&name).is_some()
}
