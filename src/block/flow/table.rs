//! The rows of grids that both kinds of tables have.

use super::draft::{Cell, Draft, Row};
use super::indicators::Shared;
use super::piece::{Kind, Line};
use super::{activities, indicators};
use crate::block::{Grid, GridCell, GridRow, Role, Vocabulary};
use crate::grammar::{Entry, Grammar};
use crate::trace::Place;

/// The grid of a table.
pub(super) fn grid(grammar: &Grammar, vocabulary: &Vocabulary, shared: &Shared, draft: Draft) -> Grid {
    let mut grid = match draft.kind {
        Kind::Indicators => indicators::grid(grammar, vocabulary, shared, draft),
        Kind::Activities => activities::grid(grammar, vocabulary, draft),
    };
    grid.even_out();
    grid
}

/// The phrase of a label that is usual: the first that the grammar lists.
pub(super) fn first_phrases(entry: Option<&Entry>) -> Vec<String> {
    entry
        .and_then(|entry| entry.phrases.first())
        .cloned()
        .into_iter()
        .collect()
}

pub(super) fn header_row(draft: &Draft, labels: Vec<String>) -> GridRow {
    let mut lines = draft.header.clone();
    lines.sort_unstable();
    GridRow {
        cells: labels
            .into_iter()
            .map(|text| GridCell {
                text,
                ..GridCell::default()
            })
            .collect(),
        place: draft.place,
        lines,
        role: Some(Role::Header),
        ..GridRow::default()
    }
}

/// A row with its name alone.
pub(super) fn named(vocabulary: &Vocabulary, row: &Row) -> GridRow {
    GridRow {
        marks: row.marks.clone(),
        ..labelled(vocabulary, &row.name)
    }
}

/// A row with nothing but a label.
pub(super) fn labelled(vocabulary: &Vocabulary, lines: &[Line]) -> GridRow {
    GridRow {
        cells: vec![GridCell {
            text: joined(vocabulary, lines),
            ..GridCell::default()
        }],
        place: lines.first().map_or(Place::default(), |line| line.place),
        lines: lines.iter().map(|line| line.id).collect(),
        ..GridRow::default()
    }
}

fn joined(vocabulary: &Vocabulary, lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        vocabulary.add_cell_line(&mut text, &line.text);
    }
    text
}

/// Values of which neither row nor column is told, as many in a row as there are columns.
pub(super) fn loose(grid: &mut Grid, cells: &[Cell], lines: Vec<usize>) {
    let width = grid.columns().saturating_sub(1).max(1);
    let mut lines = Some(lines);
    for chunk in cells.chunks(width) {
        let mut row = GridRow {
            cells: vec![GridCell::default()],
            place: chunk[0].place,
            lines: lines.take().unwrap_or_default(),
            role: Some(Role::Loose),
            is_uncertain: true,
            ..GridRow::default()
        };
        row.cells.extend(chunk.iter().map(cell));
        grid.rows.push(row);
    }
    // Nothing is loose: the lines are those of the row before.
    if let (Some(lines), Some(last)) = (lines, grid.rows.last_mut()) {
        last.lines.extend(lines);
    }
}

pub(super) fn cell(cell: &Cell) -> GridCell {
    GridCell {
        text: cell.text.clone(),
        place: Some(cell.place),
        ..GridCell::default()
    }
}

pub(super) fn comment(grid: &mut Grid, vocabulary: &Vocabulary, lines: &[Line]) {
    if !lines.is_empty() {
        grid.rows.push(GridRow {
            role: Some(Role::Comment),
            ..labelled(vocabulary, lines)
        });
    }
}
