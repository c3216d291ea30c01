//! Tables drawn as grids of `+`, `-`, `=` and `|`, with cells that span columns or rows.

use super::inline::words;
use super::{Markup, columns, number, slice};
use crate::page::body::{Cell, Row, Table};

/// Where a grid ends that begins on a line.
pub(super) fn end(lines: &[&str], at: usize) -> Option<usize> {
    if !is_border(lines[at]) || !lines.get(at + 1).is_some_and(|next| begins(next)) {
        return None;
    }
    let end = at + lines[at..].iter().take_while(|line| begins(line)).count();
    Some(end)
}

fn begins(line: &str) -> bool {
    line.trim_start().starts_with(['+', '|'])
}

/// `+-----+=====+`
fn is_border(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains(['-', '='])
        && line.chars().all(|letter| matches!(letter, '+' | '-' | '=' | ':'))
}

/// A line that is a border for some of its columns at least.
fn has_border(line: &str) -> bool {
    line.contains("+-") || line.contains("+=")
}

/// A row of the finest division: the border above it and its lines of text.
struct Band {
    border: usize,
    from: usize,
    to: usize,
}

/// The table that lines draw. Every `+` of a border divides columns; a cell spans divisions where no line is
/// drawn between them.
pub(super) fn table(lines: &[&str], first: usize, markup: Markup) -> Table {
    let mut edges: Vec<usize> = lines
        .iter()
        .filter(|line| is_border(line) || has_border(line))
        .flat_map(|line| {
            columns(line)
                .filter(|(_, letter)| *letter == '+')
                .map(|(column, _)| column)
        })
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let bands = bands(lines);
    let header = lines
        .iter()
        .position(|line| is_border(line) && line.contains('='));
    let count = edges.len().saturating_sub(1);
    let mut taken = vec![vec![false; count]; bands.len()];
    let mut table = Table::default();
    for (row, band) in bands.iter().enumerate() {
        let number = number(first + band.from);
        let mut cells = Vec::new();
        let mut column = 0;
        while column < count {
            if taken[row][column] {
                column += 1;
                continue;
            }
            let right = right(lines, &edges, band, column);
            let bottom = bottom(lines, &edges, &bands, row, (column, right));
            for covered in &mut taken[row..bottom] {
                covered[column..right].fill(true);
            }
            let (left, end) = (edges[column] + 1, edges[right]);
            let text: Vec<String> = (band.from..bands[bottom - 1].to)
                .map(|line| slice(lines[line], left, end).trim().to_owned())
                .collect();
            let mut cell = Cell::of(words(&text.join("\n"), markup), number);
            cell.columns = right - column;
            cell.rows = bottom - row;
            cells.push(cell);
            column = right;
        }
        table.rows.push(Row {
            cells,
            number,
            is_header: header.is_some_and(|line| line > 0 && band.to <= line),
            page: None,
        });
    }
    table
}

fn bands(lines: &[&str]) -> Vec<Band> {
    let borders: Vec<usize> = (0..lines.len()).filter(|at| has_border(lines[*at])).collect();
    borders
        .windows(2)
        .filter(|pair| pair[1] > pair[0] + 1)
        .map(|pair| Band {
            border: pair[0],
            from: pair[0] + 1,
            to: pair[1],
        })
        .collect()
}

/// The first edge to the right of a column at which a line stands beside its text.
fn right(lines: &[&str], edges: &[usize], band: &Band, column: usize) -> usize {
    let has_line = |edge: usize| {
        let inside = &lines[band.from..band.to];
        let drawn = inside
            .iter()
            .filter(|line| matches!(at(line, edge), Some('|' | '+')))
            .count();
        drawn * 2 > inside.len()
    };
    (column + 1..edges.len() - 1)
        .find(|right| has_line(edges[*right]))
        .unwrap_or(edges.len() - 1)
}

/// The first band below a cell that a border parts from it.
fn bottom(
    lines: &[&str],
    edges: &[usize],
    bands: &[Band],
    row: usize,
    (left, right): (usize, usize),
) -> usize {
    let is_open = |band: &Band| {
        let inside = slice(lines[band.border], edges[left] + 1, edges[right]);
        !inside
            .chars()
            .all(|letter| matches!(letter, '-' | '=' | '+' | ':'))
    };
    (row + 1..bands.len())
        .find(|next| !is_open(&bands[*next]))
        .unwrap_or(bands.len())
}

fn at(line: &str, column: usize) -> Option<char> {
    columns(line)
        .find(|(at, _)| *at == column)
        .map(|(_, letter)| letter)
}
