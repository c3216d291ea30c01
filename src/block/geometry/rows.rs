//! Which lines of a table make a row.

use super::Measures;
use super::columns::column_of;
use super::edges::Edges;
use super::find::{begins_table, segments};
use super::labels;
use super::row_choice;
use crate::block::Vocabulary;
use crate::block::text::{Sheet, joined};
use crate::grammar::{Grammar, Words};
use crate::lex;
use crate::page::Word;

/// Rows as lists of positions among the table's lines.
pub(super) type Rows = Vec<Vec<usize>>;

/// The rows of a table.
pub(super) fn rows(
    grammar: &Grammar,
    words: &Vocabulary,
    measures: Measures,
    edges: &Edges,
    separators: &[f32],
    lines: &[&Sheet<'_>],
) -> Rows {
    if measures.is_aligned {
        return by_content(grammar, separators, lines);
    }
    row_choice::rows(words, measures, edges, separators, lines)
}

/// The text of a column on a line.
fn part(separators: &[f32], line: &Sheet<'_>, column: usize) -> String {
    let words: Vec<Word> = line
        .line
        .words
        .iter()
        .filter(|word| column_of(separators, word.bbox.middle_x()) == column)
        .cloned()
        .collect();
    joined(&words)
}

/// The text of every column on a line.
fn cells(separators: &[f32], line: &Sheet<'_>) -> Vec<String> {
    let mut words: Vec<Vec<Word>> = vec![Vec::new(); separators.len() + 1];
    for word in &line.line.words {
        words[column_of(separators, word.bbox.middle_x())].push(word.clone());
    }
    words.iter().map(|words| joined(words)).collect()
}

/// A header of a signed table on the first line.
#[derive(Clone, Copy)]
pub(super) struct Signed<'g> {
    pub(super) words: &'g Words,
    pub(super) is_activities: bool,
}

impl<'g> Signed<'g> {
    /// The kind of table that the first line begins, if it is a signed one.
    pub(super) fn of(grammar: &'g Grammar, lines: &[&Sheet<'_>]) -> Option<Self> {
        let line = lines.first().filter(|line| begins_table(grammar, line))?;
        let text = line.text();
        let is_indicators = grammar
            .indicator_columns
            .start(&text)
            .is_some_and(|(entry, _)| entry.id == "name");
        Some(Signed {
            words: if is_indicators {
                &grammar.indicator_columns
            } else {
                &grammar.activity_columns
            },
            is_activities: !is_indicators,
        })
    }
}

/// Rows of a text without rules or gaps: a row begins where its last column, a date or a value does.
fn by_content(grammar: &Grammar, separators: &[f32], lines: &[&Sheet<'_>]) -> Rows {
    let columns = separators.len() + 1;
    let signed = Signed::of(grammar, lines);
    let header = match signed {
        Some(signed) => labels::columns(grammar, lines).map_or_else(
            || signed_header(grammar, signed.words, separators, lines),
            |labelled| labelled.lines,
        ),
        None => 0,
    };
    let mut rows: Rows = Vec::new();
    if header > 0 {
        rows.push((0..header).collect());
    }
    let mut in_comment = false;
    let mut open_period = false;
    let mut has_figures = false;
    let mut has_values = false;
    let mut label = header
        .checked_sub(1)
        .map_or(String::new(), |last| part(separators, lines[last], 0));
    for at in header..lines.len() {
        let line = lines[at];
        let text = line.text();
        let mut cells = cells(separators, line);
        let goes_on = goes_on(&label);
        label = std::mem::take(&mut cells[0]);
        let last = cells.last().filter(|_| columns > 1).unwrap_or(&label);
        let values = cells.iter().filter(|cell| !cell.is_empty()).count();
        let is_label = grammar.rows.start(&text).is_some_and(|(entry, taken)| {
            entry.id == "comment" && !text[taken..].trim_start().starts_with(char::is_lowercase)
        });
        let crosses = segments(&line.line.words, true).len() == 1 && spans_columns(separators, line);
        let begins = if is_label {
            in_comment = true;
            true
        } else if crosses {
            false
        } else if signed.is_some_and(|signed| signed.is_activities) {
            cells[1..].iter().any(|cell| lex::whole_date(cell).is_some())
        } else if signed.is_some() {
            // A word such as `Halvår` begins a period; a number may end the one above.
            let is_word = grammar.periods.start_glued(last).is_some();
            let period = !last.is_empty() && (is_word || !open_period) && begins_period(grammar, last);
            open_period = (period || open_period && last.is_empty()) && is_open(grammar, last, open_period);
            if period {
                in_comment = false;
            }
            let inner = cells.get(1..columns - 1).unwrap_or_default();
            let figures = inner.iter().any(|cell| is_figure(cell));
            // A name of its own beside figures, below a row that has some.
            let is_next = figures && has_figures && begins_upper(&label);
            // Below a comment's label: areas with figures, and text.
            let is_part =
                in_comment && !label.is_empty() && (values > 0 || has_values && begins_upper(&label));
            let is_apart = line.blanks > 0 && begins_upper(&label);
            let begins = period || is_next || (is_part || is_apart) && !goes_on;
            has_figures = figures || has_figures && !begins;
            has_values = values > 0;
            begins
        } else {
            let figures = cells[1..].iter().any(|cell| is_figure(cell));
            let begins_low = label.starts_with(|letter: char| letter.is_lowercase() || letter == '(');
            rows.is_empty()
                || !label.is_empty() && figures
                || !label.is_empty() && (!begins_low || values > 0) && !goes_on
                || label.is_empty() && is_fuller(lines, at)
        };
        let below_header = header > 0 && at == header;
        match rows.last_mut() {
            Some(row) if !begins && !below_header => row.push(at),
            _ => rows.push(vec![at]),
        }
    }
    rows
}

fn begins_upper(label: &str) -> bool {
    label
        .trim_start_matches(|letter: char| !letter.is_alphanumeric())
        .starts_with(char::is_uppercase)
}

/// The label on the line before ends in the middle.
fn goes_on(before: &str) -> bool {
    before.ends_with(['-', ',', '\u{2010}'])
}

/// A line of the header that names more columns than the line above it.
fn is_fuller(lines: &[&Sheet<'_>], at: usize) -> bool {
    let parts = |at: usize| segments(&lines[at].line.words, true).len();
    at > 0 && parts(at) > parts(at - 1)
}

pub(super) fn is_figure(text: &str) -> bool {
    let text = text.trim_start_matches(|letter: char| letter.is_alphabetic() || letter == '.');
    let bare = text.trim_start_matches(['-', '+', '\u{2212}', '–', '±', ' ']);
    bare.starts_with(|letter: char| letter.is_ascii_digit()) && !(bare.len() == 4 && lex::year(bare).is_ok())
}

fn begins_period(grammar: &Grammar, text: &str) -> bool {
    lex::period(grammar, text).is_ok() || lex::year(text).is_ok()
}

/// A period that lacks its year or number, such as `VB` or `Tertial 1`.
fn is_open(grammar: &Grammar, text: &str, was_open: bool) -> bool {
    if text.is_empty() {
        return was_open;
    }
    lex::period(grammar, text).is_ok_and(|(rest, found)| {
        rest.trim().is_empty() && !found.chars().rev().take(4).all(|letter| letter.is_ascii_digit())
    })
}

fn spans_columns(separators: &[f32], line: &Sheet<'_>) -> bool {
    let (Some(first), Some(last)) = (line.line.words.first(), line.line.words.last()) else {
        return false;
    };
    column_of(separators, first.bbox.left) != column_of(separators, last.bbox.right)
}

/// The number of lines in which every column still reads as a label.
fn signed_header(grammar: &Grammar, words: &Words, separators: &[f32], lines: &[&Sheet<'_>]) -> usize {
    const MOST_LINES: usize = 8;
    let columns = separators.len() + 1;
    let mut texts = vec![String::new(); columns];
    let mut best = 1;
    for (at, line) in lines.iter().enumerate().take(MOST_LINES) {
        for (text, cell) in texts.iter_mut().zip(cells(separators, line)) {
            text.push(' ');
            text.push_str(&cell);
        }
        let is_label = |text: &String| {
            text.trim().is_empty()
                || words.whole(text).is_some()
                || words
                    .start_glued(text)
                    .is_some_and(|(_, taken)| lex::whole_period(grammar, &text[taken..]).is_some())
        };
        if texts.iter().all(is_label) {
            best = at + 1;
        }
    }
    best
}
