//! Text tables that no header signs: the figures of a column stand below each other.

use super::columns::{column_of, divisions};
use super::find::{begins_figure, cells, segments};
use super::heads::{header, with_empty};
use super::straight::{Piece, Straight, moved};
use super::values::values;
use crate::block::grid::MOST_COLUMNS;
use crate::block::text::Sheet;
use crate::grammar::Grammar;
use crate::lex;
use std::collections::BTreeSet;
use std::ops::Range;

/// No header has more lines, and no line of it more words.
const MOST_LINES: usize = 16;
const MOST_WORDS: usize = 200;

/// A column of figures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) left: f32,
    pub(super) right: f32,
}

/// Straightens a table whose body has figures; nothing if its columns cannot be told by them.
pub(super) fn straight(grammar: &Grammar, lines: &[&Sheet<'_>]) -> Option<Straight> {
    let first = lines.iter().position(|line| is_body(line))?;
    let is_long = |line: &&Sheet<'_>| line.line.words.len() > MOST_WORDS;
    if first > MOST_LINES || lines[..first].iter().any(is_long) {
        return None;
    }
    let body = &lines[first..];
    let name_left = body
        .iter()
        .map(|line| line.line.bbox.left)
        .fold(f32::MAX, f32::min);
    let parts: Vec<Parts> = body.iter().map(|line| parts(grammar, name_left, line)).collect();
    let columns = columns(&parts, body).filter(|columns| columns.len() < MOST_COLUMNS)?;
    let name_right = parts
        .iter()
        .zip(body)
        .filter_map(|(parts, line)| Some(line.line.words[parts.name.as_ref()?.end - 1].bbox.right))
        .fold(0.0, f32::max);
    if name_right > columns[0].left {
        return None;
    }
    let columns = with_empty(columns, name_right, &lines[..first]);
    let mut pieces = header(grammar, &columns, name_right, &lines[..first])?;
    for (parts, line) in parts.iter().zip(body) {
        pieces.push(body_pieces(&columns, parts, line)?);
    }
    Some(moved(
        columns.len() + 1,
        columns[0].left,
        lines,
        &pieces,
        BTreeSet::new(),
    ))
}

/// A line with figures, years aside, right of its first cell.
fn is_body(line: &Sheet<'_>) -> bool {
    let words = &line.line.words;
    let values: Vec<Range<usize>> = cells(words).into_iter().skip(1).collect();
    let is_value = |cell: &&Range<usize>| {
        let first = &words[cell.start].text;
        begins_figure(first) && lex::year(first).is_err()
            || cell.len() == 1 && matches!(first.as_str(), "-" | "–")
    };
    let figures = values.iter().filter(is_value).count();
    figures > 0 && figures * 2 >= values.len()
}

/// A line of the body: its name and its values.
struct Parts {
    name: Option<Range<usize>>,
    values: Vec<Range<usize>>,
}

fn parts(grammar: &Grammar, name_left: f32, line: &Sheet<'_>) -> Parts {
    /// Names of parts stand so far to the right of other names.
    const INDENT: f32 = 12.0;
    let words = &line.line.words;
    let cells = segments(words, true);
    let mut rest = cells.as_slice();
    let mut name: Option<Range<usize>> = None;
    while let Some((cell, others)) = rest.split_first()
        && words[cell.start].bbox.left <= name_left + INDENT
        && (name.is_none() || !begins_figure(&words[cell.start].text))
    {
        name = Some(name.map_or(cell.start, |name| name.start)..cell.end);
        rest = others;
    }
    let values = rest
        .iter()
        .flat_map(|cell| {
            let cut = values(grammar, &words[cell.clone()], |_| false);
            cut.into_iter()
                .map(move |value| value.start + cell.start..value.end + cell.start)
        })
        .collect();
    Parts { name, values }
}

/// What stands below each other.
fn columns(parts: &[Parts], body: &[&Sheet<'_>]) -> Option<Vec<Column>> {
    let rows: Vec<Vec<(f32, f32)>> = parts
        .iter()
        .zip(body)
        .map(|(parts, line)| {
            let words = &line.line.words;
            let side = |cell: &Range<usize>| (words[cell.start].bbox.left, words[cell.end - 1].bbox.right);
            parts.values.iter().map(side).collect()
        })
        .collect();
    let most = rows.iter().map(Vec::len).max().filter(|most| *most > 0)?;
    let divisions = divisions(&rows, most);
    if divisions.len() + 1 < most {
        return None;
    }
    let mut columns = vec![
        Column {
            left: f32::MAX,
            right: 0.0
        };
        divisions.len() + 1
    ];
    for (left, right) in rows.iter().flatten() {
        let column = &mut columns[column_of(&divisions, left.midpoint(*right))];
        column.left = column.left.min(*left);
        column.right = column.right.max(*right);
    }
    Some(columns)
}

/// The values of a line in their columns, or nothing if one stands in two or two stand in one.
fn body_pieces(columns: &[Column], parts: &Parts, line: &Sheet<'_>) -> Option<Vec<Piece>> {
    let words = &line.line.words;
    let mut pieces: Vec<Piece> = parts
        .name
        .iter()
        .map(|words| Piece::new(words.clone(), 0))
        .collect();
    for value in &parts.values {
        let (left, right) = (words[value.start].bbox.left, words[value.end - 1].bbox.right);
        let mut over = (0..columns.len()).filter(|at| columns[*at].left < right && columns[*at].right > left);
        let column = over.next()? + 1;
        if over.next().is_some()
            || pieces
                .last()
                .is_some_and(|last| last.column >= column && column > 0 && last.column > 0)
        {
            return None;
        }
        pieces.push(Piece::new(value.clone(), column));
    }
    Some(pieces)
}
