//! The words of a header go to the columns of a text table.
//!
//! What a label lacks in order, being centred, set right or broken over lines, the order of the columns and
//! the words of known labels make good.

use super::find::segments;
use super::labels::{Stack, stacks};
use super::straight::Piece;
use super::unsigned::Column;
use crate::block::text::{Sheet, joined};
use crate::grammar::Grammar;
use crate::lex;
use crate::page::{Line, Word};
use std::ops::Range;

/// The columns with those that have a label and no figures.
pub(super) fn with_empty(mut columns: Vec<Column>, name_right: f32, lines: &[&Sheet<'_>]) -> Vec<Column> {
    let labels = lines.iter().map(|line| {
        let words = &line.line.words[name_end(line, name_right)..];
        let side = |cell: Range<usize>| Column {
            left: words[cell.start].bbox.left,
            right: words[cell.end - 1].bbox.right,
        };
        segments(words, true).into_iter().map(side).collect::<Vec<_>>()
    });
    let Some(labels) = labels
        .max_by_key(Vec::len)
        .filter(|labels| labels.len() > columns.len())
    else {
        return columns;
    };
    // Each column has the label that is nearest; the others have none.
    let taken: Vec<usize> = columns
        .iter()
        .filter_map(|column| {
            let middle = column.left.midpoint(column.right);
            (0..labels.len()).min_by(|a, b| {
                let far = |at: usize| {
                    let own = labels[at].left.midpoint(labels[at].right);
                    apart(column, labels[at].left, labels[at].right).max(0.0) + 0.1 * (own - middle).abs()
                };
                far(*a).total_cmp(&far(*b))
            })
        })
        .collect();
    let is_free = |label: &Column| {
        columns
            .iter()
            .all(|column| apart(column, label.left, label.right) > 0.0)
    };
    let empty: Vec<Column> = labels
        .iter()
        .enumerate()
        .filter(|(at, label)| !taken.contains(at) && is_free(label))
        .map(|(_, label)| *label)
        .collect();
    if taken.windows(2).all(|pair| pair[0] < pair[1]) {
        columns.extend(empty);
        columns.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    columns
}

/// The header's words in their columns, line by line.
pub(super) fn header(
    grammar: &Grammar,
    columns: &[Column],
    name_right: f32,
    lines: &[&Sheet<'_>],
) -> Option<Vec<Vec<Piece>>> {
    let ends: Vec<usize> = lines.iter().map(|line| name_end(line, name_right)).collect();
    // The words beside the name, as lines of their own.
    let labels: Vec<Line> = lines
        .iter()
        .zip(&ends)
        .map(|(line, end)| Line {
            words: line.line.words[*end..].to_vec(),
            ..Line::default()
        })
        .collect();
    let places = places(grammar, columns, &labels)?;
    let pieces = ends.iter().enumerate().map(|(at, from)| {
        let mut row: Vec<Piece> = Vec::new();
        if *from > 0 {
            row.push(Piece::new(0..*from, 0));
        }
        match &places[at] {
            Places::Spans(spans) => row.extend(spans.iter().map(|span| Piece {
                words: from + span.words.start..from + span.words.end,
                column: span.column + 1,
                span: span.span,
            })),
            Places::Words(columns) => {
                for (index, column) in columns.iter().enumerate() {
                    match row.last_mut() {
                        Some(last) if last.column == column + 1 => last.words.end = from + index + 1,
                        _ => row.push(Piece::new(from + index..from + index + 1, column + 1)),
                    }
                }
            }
        }
        row
    });
    Some(pieces.collect())
}

/// Where the words of a header's line go.
enum Places {
    /// The column of each word.
    Words(Vec<usize>),
    /// Labels of which some stand over several columns.
    Spans(Vec<Piece>),
}

/// Where the words of each line go.
fn places(grammar: &Grammar, columns: &[Column], labels: &[Line]) -> Option<Vec<Places>> {
    // A line with a word for every column leads the others.
    let leading = labels
        .iter()
        .enumerate()
        .find_map(|(at, line)| Some((at, leading(columns, &line.words)?)));
    let Some((leader, own)) = leading else {
        let all = stacks(labels.iter());
        let own = place(columns, &all)?;
        let column = |word: &Word| {
            let middle = word.bbox.middle_x();
            let stack = all
                .iter()
                .position(|stack| stack.left <= middle && stack.right >= middle)?;
            Some(own[stack])
        };
        let rows = labels.iter().map(|line| {
            let row = line.words.iter().map(column).collect::<Option<Vec<_>>>();
            row.map(Places::Words)
        });
        return rows.collect();
    };
    let led = under(columns.len(), &labels[leader].words, &own);
    let mut rows: Vec<Vec<usize>> = labels
        .iter()
        .enumerate()
        .map(|(at, line)| match at {
            _ if at == leader => own.clone(),
            _ => led_places(&led, &labels[leader].words, &own, &line.words),
        })
        .collect();
    let above = labels[..leader]
        .iter()
        .map(|line| spans(columns, &led, &line.words));
    let mut above: Vec<Option<Vec<Piece>>> = above.collect();
    above.resize_with(labels.len(), || None);
    for at in (0..labels.len()).filter(|at| *at != leader && above[*at].is_none()) {
        mend(grammar, labels, &mut rows, at);
    }
    let places = rows.into_iter().zip(above).map(|(row, spans)| match spans {
        Some(spans) => Places::Spans(spans),
        None => Places::Words(row),
    });
    Some(places.collect())
}

/// The column of each word of a line that has words for every column.
fn leading(columns: &[Column], words: &[Word]) -> Option<Vec<usize>> {
    /// No label is so far from its column.
    const FURTHEST: f32 = 16.0;
    // A capital begins a label; what follows it with one space goes on with it.
    let mut group = 0;
    let groups: Vec<usize> = words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            let is_apart = at > 0 && word.bbox.left - words[at - 1].bbox.right > 1.5;
            group += usize::from(at > 0 && (is_apart || word.text.starts_with(char::is_uppercase)));
            group
        })
        .collect();
    if group + 1 == columns.len()
        && words
            .iter()
            .zip(&groups)
            .all(|(word, at)| apart(&columns[*at], word.bbox.left, word.bbox.right) < FURTHEST)
    {
        return Some(groups);
    }
    let line = Line {
        words: words.to_vec(),
        ..Line::default()
    };
    let own = place(columns, &stacks(std::iter::once(&line)))?;
    (0..columns.len())
        .all(|column| own.contains(&column))
        .then_some(own)
}

/// The space between a column and what stands here; less than none where they meet.
fn apart(column: &Column, left: f32, right: f32) -> f32 {
    left.max(column.left) - right.min(column.right)
}

/// The stretch of each column's words on the leading line.
fn under(count: usize, words: &[Word], places: &[usize]) -> Vec<Column> {
    (0..count)
        .map(|column| {
            let own = || words.iter().zip(places).filter(|(_, place)| **place == column);
            Column {
                left: own().map(|(word, _)| word.bbox.left).fold(f32::MAX, f32::min),
                right: own().map(|(word, _)| word.bbox.right).fold(0.0, f32::max),
            }
        })
        .collect()
}

/// The columns of the words of a line below or above the leading one.
fn led_places(led: &[Column], leader: &[Word], own: &[usize], words: &[Word]) -> Vec<usize> {
    let runs = segments(leader, true);
    segments(words, true)
        .into_iter()
        .flat_map(|run| {
            // As many words from the same place on: one below each other.
            let same = runs.iter().find(|other| {
                other.len() == run.len()
                    && (leader[other.start].bbox.left - words[run.start].bbox.left).abs() <= 2.0
            });
            run.enumerate()
                .map(|(at, word)| match same {
                    Some(other) => own[other.start + at],
                    None => nearest(led, &words[word]),
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The column that a word meets most, or the nearest.
fn nearest(columns: &[Column], word: &Word) -> usize {
    let far = |at: usize| apart(&columns[at], word.bbox.left, word.bbox.right);
    (0..columns.len())
        .min_by(|a, b| far(*a).total_cmp(&far(*b)))
        .unwrap_or(0)
}

/// Words with one space between them may have slipped: the cut between two columns goes where both read as
/// labels that are known.
fn mend(grammar: &Grammar, labels: &[Line], rows: &mut [Vec<usize>], at: usize) {
    let words = &labels[at].words;
    for cut in 1..words.len() {
        let (left, right) = (rows[at][cut - 1], rows[at][cut]);
        if left >= right || words[cut].bbox.left - words[cut - 1].bbox.right > 1.5 {
            continue;
        }
        let known = |rows: &[Vec<usize>]| {
            [left, right]
                .into_iter()
                .filter(|column| is_known(grammar, &label(labels, rows, *column)))
                .count()
        };
        let mut best = (known(rows), rows[at].clone());
        for (moved, column) in [(cut - 1, right), (cut, left)] {
            let mut other = rows.to_vec();
            other[at][moved] = column;
            if known(&other) > best.0 {
                best = (known(&other), other[at].clone());
            }
        }
        rows[at] = best.1;
    }
}

/// The text of a column's label.
fn label(labels: &[Line], rows: &[Vec<usize>], column: usize) -> String {
    let lines = labels.iter().zip(rows).map(|(line, row)| {
        let own: Vec<Word> = line
            .words
            .iter()
            .zip(row)
            .filter(|(_, place)| **place == column)
            .map(|(word, _)| word.clone())
            .collect();
        joined(&own)
    });
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A measure's name, with or without a period.
fn is_known(grammar: &Grammar, text: &str) -> bool {
    grammar.measures.whole(text).is_some()
        || grammar
            .measures
            .start_glued(text)
            .is_some_and(|(_, taken)| lex::whole_period(grammar, &text[taken..]).is_some())
}

/// How many words of a header's line stand above the names.
fn name_end(line: &Sheet<'_>, name_right: f32) -> usize {
    let words = &line.line.words;
    segments(words, true)
        .into_iter()
        .take_while(|cell| words[cell.start].bbox.left < name_right - 1.0)
        .last()
        .map_or(0, |cell| cell.end)
}

/// The labels of a line, some over several columns; nothing if none is.
fn spans(columns: &[Column], led: &[Column], words: &[Word]) -> Option<Vec<Piece>> {
    let cells = segments(words, true);
    let sides: Vec<Column> = cells
        .iter()
        .map(|cell| Column {
            left: words[cell.start].bbox.left,
            right: words[cell.end - 1].bbox.right,
        })
        .collect();
    let ranges = centred(led, &sides).or_else(|| {
        // Few labels over many columns: each takes those that it is nearest to.
        (cells.len() * 2 <= columns.len()).then(|| shared(columns, &sides))
    })?;
    let pieces = cells.into_iter().zip(ranges).map(|(words, range)| Piece {
        words,
        column: range.start,
        span: range.len(),
    });
    Some(pieces.collect())
}

/// The columns over whose middle each label stands, in order, if that can be told of all and one has several.
fn centred(led: &[Column], labels: &[Column]) -> Option<Vec<Range<usize>>> {
    const FURTHEST: f32 = 3.0;
    // Below a label that is set like the one above it stands no other.
    let same = |label: &Column| {
        led.iter().position(|own| {
            let left = (own.left - label.left).abs();
            let right = (own.right - label.right).abs();
            left.min(right) <= 1.0 && left.max(right) <= FURTHEST
        })
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let from = ranges.last().map_or(0, |range| range.end);
        let to = labels[at + 1..].iter().find_map(same).unwrap_or(led.len());
        let middle = label.left.midpoint(label.right);
        let far =
            |range: &Range<usize>| (led[range.start].left.midpoint(led[range.end - 1].right) - middle).abs();
        let range = match same(label) {
            Some(own) if own < from => return None,
            Some(own) => own..own + 1,
            None => (from..to)
                .flat_map(|start| (start + 1..=to).map(move |end| start..end))
                .min_by(|a, b| far(a).total_cmp(&far(b)))
                .filter(|range| far(range) <= FURTHEST)?,
        };
        ranges.push(range);
    }
    ranges.iter().any(|range| range.len() > 1).then_some(ranges)
}

/// Every column with the label that it is nearest to, if the label then stands near the middle of its columns.
fn shared(columns: &[Column], labels: &[Column]) -> Vec<Range<usize>> {
    let middle = |column: &Column| column.left.midpoint(column.right);
    let nearest = |column: &Column| {
        (0..labels.len()).min_by(|a, b| {
            let far = |at: usize| (middle(&labels[at]) - middle(column)).abs();
            far(*a).total_cmp(&far(*b))
        })
    };
    let taken: Vec<Option<usize>> = columns.iter().map(nearest).collect();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, label) in labels.iter().enumerate().rev() {
        let from = taken.partition_point(|taken| *taken < Some(at));
        let to = taken.partition_point(|taken| *taken <= Some(at)).max(from + 1);
        // What the label to the right does not reach may be below this one.
        let free = ranges.last().map_or(to, |next| next.start).max(to);
        let to = if off(columns, label, &(from..free)).abs() < off(columns, label, &(from..to)).abs() {
            free
        } else {
            to
        };
        ranges.push(balanced(columns, label, from..to));
    }
    ranges.reverse();
    ranges
}

/// How far to the right of the middle of the columns a label stands.
fn off(columns: &[Column], label: &Column, range: &Range<usize>) -> f32 {
    label.left.midpoint(label.right) - columns[range.start].left.midpoint(columns[range.end - 1].right)
}

/// The columns without those at the end over which a label in their middle would not reach: with them it stands
/// nearer to the middle of one column fewer.
fn balanced(columns: &[Column], label: &Column, mut range: Range<usize>) -> Range<usize> {
    /// A column fewer moves the middle by half the distance of two columns.
    const SHARE: f32 = 1.0 / 3.0;
    let middle = |column: &Column| column.left.midpoint(column.right);
    while range.len() > 1 {
        let far = off(columns, label, &range);
        let fewer = match far > 0.0 {
            true => range.start + 1..range.end,
            false => range.start..range.end - 1,
        };
        let lost = if far > 0.0 { range.start + 1 } else { range.end - 1 };
        let step = middle(&columns[lost]) - middle(&columns[lost - 1]);
        if far.abs() <= SHARE * step || off(columns, label, &fewer).abs() >= far.abs() {
            break;
        }
        range = fewer;
    }
    range
}

/// The column of each stack: in order, as near as can be, with a label for every column if possible.
fn place(columns: &[Column], stacks: &[Stack]) -> Option<Vec<usize>> {
    const NO_LABEL: f32 = 10.0;
    const TWO_LABELS: f32 = 12.0;
    if stacks.is_empty() {
        return Some(Vec::new());
    }
    let far = |stack: &Stack, column: &Column| {
        let middle = (stack.left.midpoint(stack.right) - column.left.midpoint(column.right)).abs();
        apart(column, stack.left, stack.right).max(0.0) + 0.1 * middle
    };
    // The best way to have the stack in the column, and the column of the stack before it.
    let mut best: Vec<Vec<(f32, usize)>> = Vec::new();
    for (at, stack) in stacks.iter().enumerate() {
        let row = (0..columns.len())
            .map(|column| {
                let own = far(stack, &columns[column]);
                let skipped = |count: usize| NO_LABEL * f32::from(u16::try_from(count).unwrap_or(u16::MAX));
                if at == 0 {
                    return (own + skipped(column), 0);
                }
                (0..=column)
                    .map(|before| {
                        let step = if before == column {
                            // Words with one space between them may be one label.
                            if stack.left - stacks[at - 1].right <= 1.5 {
                                1.0
                            } else {
                                TWO_LABELS
                            }
                        } else {
                            skipped(column - before - 1)
                        };
                        (best[at - 1][before].0 + own + step, before)
                    })
                    .min_by(|a, b| a.0.total_cmp(&b.0))
                    .unwrap_or((f32::INFINITY, 0))
            })
            .collect();
        best.push(row);
    }
    let last = stacks.len() - 1;
    let mut column = (0..columns.len()).min_by(|a, b| {
        let rest = |column: usize| {
            best[last][column].0
                + NO_LABEL * f32::from(u16::try_from(columns.len() - 1 - column).unwrap_or(u16::MAX))
        };
        rest(*a).total_cmp(&rest(*b))
    })?;
    let mut places = vec![0; stacks.len()];
    for at in (0..stacks.len()).rev() {
        places[at] = column;
        column = best[at][column].1;
    }
    Some(places)
}
