//! Lines of text inside a text table: comments, and names without values.

use super::Measures;
use super::find::{begins_figure, begins_table, cells, is_goal_line};
use crate::block::text::Sheet;
use crate::grammar::Grammar;

/// Most lines of text between two rows.
const LONGEST: usize = 12;

/// Marks what stands inside a table though it does not look it.
///
/// Below a header come rows; whatever stands between the header and the last of them belongs to the table.
/// Below the last row a comment label belongs to it if it stands nearer than other text does below tables.
pub(super) fn with_text(
    grammar: &Grammar,
    measures: Measures,
    lines: &[&Sheet<'_>],
    mut is_table: Vec<Option<usize>>,
    is_claimed: impl Fn(usize) -> bool,
) -> Vec<Option<usize>> {
    // Where the values of the signed table begin that is open here.
    let mut open: Option<f32> = None;
    let mut in_comment = false;
    let mut has_rows = false;
    for at in 0..lines.len() {
        let line = lines[at];
        if is_claimed(at) || is_goal_line(grammar, line) {
            open = None;
        } else if is_table[at].is_some() && begins_table(grammar, line) {
            open = second_left(line);
            (in_comment, has_rows) = (false, false);
        } else if is_table[at].is_none() && at > 0 && is_table[at - 1].is_some() {
            let label = comment_label(grammar, line);
            let Some(left) = open else {
                if is_name_without_values(lines, at) {
                    is_table[at] = Some(usize::MAX);
                }
                continue;
            };
            let is_near = line.blanks < measures.table_gap;
            let rest = (label.is_some() || in_comment || !has_rows)
                && (line.blanks == 0 || label.is_some() && is_near);
            if rest {
                is_table[at] = Some(usize::MAX);
                in_comment |= label.is_some();
            } else if let Some(next) = next_row(grammar, lines, &is_table, at, left, &is_claimed) {
                is_table[at..next].fill(Some(usize::MAX));
            } else {
                open = None;
            }
        } else if is_table[at].is_none() {
            open = None;
        }
        if let Some(left) = open
            && is_row(line, left)
        {
            has_rows = true;
            in_comment &= comment_label(grammar, line).is_some();
        }
    }
    is_table
}

/// A comment label at the start of a line, alone or before its text.
fn comment_label(grammar: &Grammar, line: &Sheet<'_>) -> Option<usize> {
    let text = line.text();
    let (entry, taken) = grammar.rows.start(&text)?;
    let goes_on = text[taken..].trim_start().starts_with(char::is_lowercase);
    (entry.id == "comment" && !goes_on).then_some(taken)
}

fn second_left(line: &Sheet<'_>) -> Option<f32> {
    let words = &line.line.words;
    cells(words).get(1).map(|cell| words[cell.start].bbox.left)
}

/// Values where the table has some.
fn is_row(line: &Sheet<'_>, left: f32) -> bool {
    const SLACK: f32 = 3.0;
    let words = &line.line.words;
    cells(words)
        .iter()
        .skip(1)
        .any(|cell| words[cell.start].bbox.left >= left - SLACK)
}

/// The next row of the same table, if only text that may stand between two rows comes before it.
fn next_row(
    grammar: &Grammar,
    lines: &[&Sheet<'_>],
    is_table: &[Option<usize>],
    at: usize,
    left: f32,
    is_claimed: impl Fn(usize) -> bool,
) -> Option<usize> {
    const FURTHEST: u32 = 1;
    for next in at..lines.len().min(at + LONGEST) {
        let line = lines[next];
        if line.blanks > FURTHEST
            || is_claimed(next)
            || is_goal_line(grammar, line)
            || begins_table(grammar, line)
        {
            return None;
        }
        if is_table[next].is_some() {
            return is_row(line, left).then_some(next);
        }
    }
    None
}

/// A label without figures between two lines with figures, in a table with space between its rows.
fn is_name_without_values(lines: &[&Sheet<'_>], at: usize) -> bool {
    let figures = |line: &Sheet<'_>| {
        let words = &line.line.words;
        let figure = cells(words)
            .into_iter()
            .skip(1)
            .find(|cell| begins_figure(&words[cell.start].text))?;
        Some(words[figure.start].bbox.left)
    };
    let right = lines[at].line.bbox.right;
    let is_left_of = |line: &&Sheet<'_>| figures(line).is_some_and(|left| right < left);
    lines[at].blanks <= 1
        && is_left_of(&lines[at - 1])
        && lines
            .get(at + 1)
            .is_some_and(|next| next.blanks <= 1 && is_left_of(next))
}
