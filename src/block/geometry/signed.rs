//! Text tables with a header that signs them: every value goes below the label that it belongs to.
//!
//! What cannot be told stays where it is likeliest, and its line is doubtful.

use super::assign::{Goal, Kind, Label, Run, assign};
use super::find::{begins_figure, segments};
use super::labels::Labelled;
use super::straight::{Piece, Straight, moved};
use super::values::{LONGEST, value, values};
use crate::block::grid::MOST_COLUMNS;
use crate::block::text::{Sheet, joined};
use crate::grammar::Grammar;
use crate::lex;
use crate::page::Word;
use std::collections::BTreeSet;
use std::ops::Range;

/// What ends a name so near the first column may stand in it.
const NEAR: f32 = 10.0;

/// A line cut into its name and its runs of values.
#[derive(Debug, Clone, Default)]
struct Parts {
    name: Vec<Range<usize>>,
    /// Runs of values that single spaces part.
    runs: Vec<Vec<Range<usize>>>,
    /// One space parts the first run from the name.
    touches: bool,
    /// The first run may be part of the name.
    is_doubtful: bool,
    /// Text over the whole width.
    is_text: bool,
}

/// Moves the values of a table below their labels; nothing if there is no way to do so.
pub(super) fn straight(grammar: &Grammar, labelled: &Labelled, lines: &[&Sheet<'_>]) -> Option<Straight> {
    let labels: Vec<Label> = (1..labelled.lefts.len())
        .map(|at| Label {
            left: labelled.lefts[at],
            right: labelled.rights[at],
            is_period: labelled.is_period(grammar, at),
        })
        .collect();
    let body = &lines[labelled.lines..];
    let starts = starts(&labels, body);
    let parts: Vec<Parts> = (0..body.len())
        .map(|at| parts(grammar, &labels, &starts, body, at))
        .collect();
    let count = |parts: &Parts| parts.runs.iter().map(Vec::len).sum::<usize>();
    if parts.iter().any(|parts| count(parts) > MOST_COLUMNS) {
        return None;
    }
    let goals = goals(grammar, &labels, body, &parts)?;
    let mut doubtful = BTreeSet::new();
    let mut pieces: Vec<Vec<Piece>> = header_pieces(labelled, &lines[..labelled.lines]);
    for ((line, parts), goals) in body.iter().zip(&parts).zip(&goals) {
        let is_ordered = are_ordered(goals, parts);
        for (at, (goal, run)) in goals.iter().zip(&parts.runs).enumerate() {
            if !goal.is_certain || !is_ordered || at == 0 && parts.is_doubtful {
                let columns = (0..run.len()).map(|at| column(labels.len(), goal, at));
                doubtful.extend(columns.map(|column| (line.id, column)));
            }
        }
        pieces.push(body_pieces(labels.len(), parts, goals));
    }
    Some(moved(
        labelled.lefts.len(),
        labelled.lefts[1],
        lines,
        &pieces,
        doubtful,
    ))
}

/// Where each run of each line goes.
fn goals(
    grammar: &Grammar,
    labels: &[Label],
    body: &[&Sheet<'_>],
    parts: &[Parts],
) -> Option<Vec<Vec<Goal>>> {
    let mut runs: Vec<Run> = Vec::new();
    for (line, own) in parts.iter().enumerate() {
        for (at, run) in own.runs.iter().enumerate() {
            if above(body, parts, line, at).is_none() {
                runs.push(placed(
                    grammar,
                    labels,
                    body[line],
                    line,
                    at == 0 && own.touches,
                    run,
                ));
            }
        }
    }
    let mut assigned = match runs.as_slice() {
        [] => Vec::new(),
        runs => assign(labels, runs)?,
    }
    .into_iter();
    let mut goals: Vec<Vec<Goal>> = Vec::new();
    for (line, own) in parts.iter().enumerate() {
        let mut row = Vec::new();
        for at in 0..own.runs.len() {
            row.push(match above(body, parts, line, at) {
                Some((line, run, value)) => Goal {
                    label: goals[line][run].label + value,
                    ..goals[line][run]
                },
                None => assigned.next()?,
            });
        }
        goals.push(row);
    }
    Some(goals)
}

/// The value in the middle of a run that this run goes on with on a line below: its line, run and position.
fn above(body: &[&Sheet<'_>], parts: &[Parts], line: usize, at: usize) -> Option<(usize, usize, usize)> {
    const MOST_LINES: usize = 5;
    let left = |line: usize, value: &Range<usize>| body[line].line.words[value.start].bbox.left;
    let own = left(line, &parts[line].runs[at][0]);
    (line.saturating_sub(MOST_LINES)..line).rev().find_map(|line| {
        parts[line].runs.iter().enumerate().find_map(|(run, values)| {
            let inner = values.iter().enumerate().skip(1);
            inner
                .filter(|(_, value)| (left(line, value) - own).abs() < 0.5)
                .map(|(at, _)| (line, run, at))
                .next()
        })
    })
}

/// A run with its place.
fn placed(
    grammar: &Grammar,
    labels: &[Label],
    sheet: &Sheet<'_>,
    line: usize,
    touches: bool,
    run: &[Range<usize>],
) -> Run {
    let words = &sheet.line.words;
    let (left, right) = (words[run[0].start].bbox.left, words[run[0].end - 1].bbox.right);
    // What one space parts from the name stands in the first column.
    let pushed = if touches { labels[0].left - left } else { 0.0 };
    let kinds = run.iter().map(|value| kind(grammar, &words[value.clone()]));
    Run {
        line,
        left: left + pushed,
        right: right + pushed,
        kinds: kinds.collect(),
    }
}

/// Places where columns begin: those of the labels, and where a line has wide space before a figure.
fn starts(labels: &[Label], body: &[&Sheet<'_>]) -> BTreeSet<i32> {
    let wide = body.iter().flat_map(|line| {
        let words = &line.line.words;
        segments(words, true)
            .into_iter()
            .skip(1)
            .map(|part| words[part.start].bbox.left)
    });
    labels
        .iter()
        .map(|label| label.left)
        .chain(wide)
        .map(character)
        .collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a line is shorter")]
fn character(place: f32) -> i32 {
    place.round() as i32
}

fn parts(
    grammar: &Grammar,
    labels: &[Label],
    starts: &BTreeSet<i32>,
    body: &[&Sheet<'_>],
    at: usize,
) -> Parts {
    let words = &body[at].line.words;
    let border = labels[0].left - 2.0;
    let begins_column = |word: &Word| starts.contains(&character(word.bbox.left));
    let mut parts = Parts::default();
    let cells = segments(words, true);
    let mut rest = cells.as_slice();
    let is_lone = rest.len() == 1;
    let is_name = |part: &Range<usize>, has_name: bool| {
        words[part.start].bbox.left < border && !(has_name && begins_figure(&words[part.start].text))
    };
    let mut has_name = false;
    while let Some((part, others)) = rest.split_first()
        && is_name(part, has_name)
    {
        rest = others;
        has_name |= has_letters(&words[part.clone()]);
        parts.name.push(part.clone());
    }
    // `24 timmar (andel av …` is a name that goes on.
    let is_bare = |words: &[Word]| !words.iter().any(|word| word.text.contains('('));
    // What one space parts from the name stands in the first column.
    let is_first = |word: &Word| labels.get(1).is_none_or(|label| word.bbox.left < label.left);
    let mut first = None;
    if let Some(name) = parts.name.last_mut() {
        let end = name.end;
        let from = (name.start + 1).max(end.saturating_sub(LONGEST));
        let found = (from..end).find(|from| {
            let tail = &words[*from..end];
            begins_figure(&tail[0].text)
                && begins_column(&tail[0])
                && tail[0].bbox.left >= border
                && is_first(&tail[0])
                && is_bare(tail)
                && values(grammar, tail, begins_column)
                    .iter()
                    .all(|part| value(grammar, &tail[part.clone()]).is_some())
        });
        let column_is_empty = rest.first().is_none_or(|next| {
            labels
                .get(1)
                .is_some_and(|label| words[next.start].bbox.left + 2.0 >= label.left)
        });
        // Beside other figures with its unit it is one of them.
        let unit = |words: &[Word]| value(grammar, words).and_then(|value| value.unit);
        let is_one_of = |tail: &[Word]| rest.iter().any(|part| unit(&words[part.clone()]) == unit(tail));
        let touching = || {
            (from..end).find(|from| {
                let tail = &words[*from..end];
                !is_lone
                    && column_is_empty
                    && is_bare(tail)
                    && value(grammar, tail).is_some_and(|value| value.unit.is_some() && value.is_plain)
                    && words[end - 1].bbox.right >= labels[0].left - if is_one_of(tail) { NEAR } else { 1.0 }
            })
        };
        if let Some(from) = found {
            first = Some(from..end);
        } else if let Some(from) = touching() {
            first = Some(from..end);
            parts.is_doubtful = !is_one_of(&words[from..end]);
        }
        if let Some(first) = &first {
            parts.touches = true;
            name.end = first.start;
        }
    }
    parts.is_text = is_lone
        && first.is_none()
        && parts
            .name
            .first()
            .is_some_and(|name| words[name.end - 1].bbox.right > border + 2.0);
    for run in first.into_iter().chain(rest.iter().cloned()) {
        let mut cut: Vec<Range<usize>> = values(grammar, &words[run.clone()], begins_column)
            .into_iter()
            .map(|value| value.start + run.start..value.end + run.start)
            .collect();
        split_year(grammar, body, at, &mut cut);
        parts.runs.push(cut);
    }
    parts
}

fn has_letters(words: &[Word]) -> bool {
    words
        .iter()
        .any(|word| word.text.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
}

/// `… tas fram av Halvår 1` above `nämnden 2016`: the year ends the period of the line above.
fn split_year(grammar: &Grammar, body: &[&Sheet<'_>], at: usize, cut: &mut Vec<Range<usize>>) {
    let words = &body[at].line.words;
    let Some(last) = cut.last_mut() else { return };
    let year = last.end - 1;
    let is_open = at > 0 && body[at - 1].line.words.len() >= 2 && {
        let above = &body[at - 1].line.words;
        let is_open = |count: usize| {
            let text = joined(&above[above.len() - count..]);
            text.starts_with(char::is_uppercase)
                && lex::whole_period(grammar, &text).is_some()
                && !ends_with_year(&text)
        };
        is_open(1) || is_open(2)
    };
    let follows_word = last.len() >= 2 && !begins_figure(&words[year - 1].text);
    if follows_word && last.end == words.len() && is_open && ends_with_year(&words[year].text) {
        let end = last.end;
        last.end = year;
        cut.push(year..end);
    }
}

fn ends_with_year(text: &str) -> bool {
    text.rsplit(' ')
        .next()
        .is_some_and(|word| word.len() == 4 && lex::year(word).is_ok())
}

fn kind(grammar: &Grammar, words: &[Word]) -> Kind {
    let text = joined(words);
    let is_word = text.starts_with(char::is_alphabetic);
    if is_word && lex::period(grammar, &text).is_ok_and(|(rest, _)| rest.trim().is_empty()) {
        return Kind::Period;
    }
    match value(grammar, words) {
        Some(value) if value.unit.is_some() => Kind::Amount,
        _ => Kind::Other,
    }
}

/// No two values of a line have the same column.
fn are_ordered(goals: &[Goal], parts: &Parts) -> bool {
    goals
        .windows(2)
        .zip(&parts.runs)
        .all(|(pair, run)| pair[1].label >= pair[0].label + run.len())
}

/// The column of a value of a run, that of the names being 0.
fn column(labels: usize, goal: &Goal, at: usize) -> usize {
    (goal.label + at).min(labels - 1) + 1
}

/// The words of the header, label by label.
fn header_pieces(labelled: &Labelled, lines: &[&Sheet<'_>]) -> Vec<Vec<Piece>> {
    let column = |word: &Word| {
        let begun = labelled.lefts.iter().filter(|left| **left <= word.bbox.left);
        begun.count().saturating_sub(1)
    };
    lines
        .iter()
        .map(|line| {
            let mut pieces: Vec<Piece> = Vec::new();
            for (at, word) in line.line.words.iter().enumerate() {
                match pieces.last_mut() {
                    Some(last) if last.column == column(word) => last.words.end = at + 1,
                    _ => pieces.push(Piece::new(at..at + 1, column(word))),
                }
            }
            pieces
        })
        .collect()
}

fn body_pieces(count: usize, parts: &Parts, goals: &[Goal]) -> Vec<Piece> {
    let name = parts.name.iter().map(|words| Piece::new(words.clone(), 0));
    let values = parts.runs.iter().zip(goals).flat_map(|(run, goal)| {
        run.iter()
            .enumerate()
            .map(move |(at, words)| Piece::new(words.clone(), column(count, goal, at)))
    });
    name.chain(values).collect()
}
