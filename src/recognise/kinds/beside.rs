//! Tables that stand side by side and that nothing but their labels tells apart.
//!
//! Takes: a grid. Gives: the grids in it, from left to right.
//! Never: parts a grid whose header does not say something twice, drops a cell.

use crate::block::{Grid, GridRow};
use crate::grammar::squash;
use crate::lex;
use std::collections::BTreeSet;

/// The tables that a grid holds beside each other.
pub(super) fn parted(mut grid: Grid) -> Vec<Grid> {
    let mut parted = Vec::new();
    while let Some(at) = second_names(&grid) {
        let mut left = Grid {
            is_cut: false,
            rows: Vec::new(),
        };
        let mut right = Grid {
            is_cut: grid.is_cut,
            rows: Vec::new(),
        };
        for mut row in grid.rows {
            let cells = row.cells.split_off(at);
            let beside = GridRow {
                cells,
                marks: Vec::new(),
                // Its line is that of the table on the left.
                lines: Vec::new(),
                ..row.clone()
            };
            left.rows.extend(Some(row).filter(has_text));
            right.rows.extend(Some(beside).filter(has_text));
        }
        parted.push(left);
        grid = right;
    }
    parted.push(grid);
    parted
}

fn has_text(row: &GridRow) -> bool {
    row.cells.iter().any(|cell| !cell.text.is_empty())
}

fn is_figure(text: &str) -> bool {
    let rest = lex::number(text.trim()).map(|(rest, _)| rest.trim().chars().count());
    rest.is_ok_and(|rest| rest <= 2) && !lex::is_year(text)
}

/// The column with the names of a second table: words between columns of figures, under a header that has a label of
/// the columns left of it again.
fn second_names(grid: &Grid) -> Option<usize> {
    const FEWEST: usize = 2;
    let columns = grid.columns();
    let has_figure = |row: &GridRow| row.cells.iter().any(|cell| is_figure(&cell.text));
    let header = grid.rows.iter().take_while(|row| !has_figure(row)).count();
    let (head, body) = grid.rows.split_at(header);
    if head.is_empty() || body.len() < FEWEST {
        return None;
    }
    let labels = |range: std::ops::Range<usize>| -> BTreeSet<String> {
        let cells = head.iter().flat_map(|row| &row.cells[range.clone()]);
        cells
            .map(|cell| squash(&cell.text))
            .filter(|text| !text.is_empty())
            .collect()
    };
    let holds = |column: usize, test: fn(&str) -> bool| {
        let cells = body.iter().map(|row| row.cells[column].text.as_str());
        let filled: Vec<&str> = cells.filter(|text| !text.is_empty()).collect();
        filled.len() >= FEWEST && filled.into_iter().all(test)
    };
    let is_name: fn(&str) -> bool = |text| text.starts_with(char::is_alphabetic);
    (2..columns.saturating_sub(1)).find(|at| {
        holds(0, is_name)
            && holds(*at, is_name)
            && (1..*at).all(|column| holds(column, is_figure))
            && (at + 1..columns).any(|column| holds(column, is_figure))
            && !labels(1..*at).is_disjoint(&labels(at + 1..columns))
    })
}
