//! Tables between pipes: a header, a line of dashes, rows.

use super::inline::{self, words};
use super::{Markup, number};
use crate::page::body::{Cell, Row, Table};

/// Where a table ends that begins on a line: its second line has dashes, or its first where it has no header.
pub(super) fn end(lines: &[&str], at: usize) -> Option<usize> {
    let begins = is_row(lines[at])
        && (is_delimiter(lines[at])
            || lines
                .get(at + 1)
                .is_some_and(|next| is_delimiter(next) && is_row(next)));
    // Rows between pipes at both ends are a table without dashes too, where there are several.
    let is_closed = |line: &&str| {
        let line = line.trim();
        line.len() > 2 && line.starts_with('|') && line.ends_with('|')
    };
    let has_many = || lines[at..].iter().take(2).filter(|line| is_closed(line)).count() == 2;
    if !(begins || is_closed(&lines[at]) && has_many()) {
        return None;
    }
    let rest = lines[at..].iter().take_while(|line| is_row(line));
    Some(at + rest.count())
}

/// A line with a pipe that is not escaped.
fn is_row(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && cells(line).len() > 1 || line.starts_with('|') && line.len() > 1
}

/// `|---|:--:|`
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && cells(line).iter().all(|cell| {
            let dashes = cell.trim().trim_start_matches(':').trim_end_matches(':');
            dashes.chars().all(|letter| letter == '-')
        })
}

/// The cells of a line: what stands between pipes that are not escaped.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_escaped = false;
    for letter in line.chars() {
        if letter == '|' && !is_escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            if letter == '|' {
                cell.pop();
            }
            cell.push(letter);
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    if line.starts_with('|') {
        cells.remove(0);
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) && line.ends_with('|') {
        cells.pop();
    }
    cells
}

/// The table that lines draw.
pub(super) fn table(lines: &[&str], first: usize, markup: Markup) -> Table {
    let mut table = Table::default();
    for (ahead, line) in lines.iter().enumerate() {
        if is_delimiter(line) {
            continue;
        }
        let number = number(first + ahead);
        let cells = cells(line.trim());
        table.rows.push(Row {
            cells: cells
                .iter()
                .map(|cell| Cell::of(words(&inline::unescaped_breaks(cell), markup), number))
                .collect(),
            number,
            is_header: false,
            page: None,
        });
    }
    table
}
