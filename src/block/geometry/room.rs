//! How much room the cells of a column have, and what that says of words at the ends of their lines.
//!
//! Takes: the cells of a table's columns, the edges beside them.
//! Gives: widths, and the odds that a word goes on on the next line.
//! Never: knows a word.

use super::cells::Sorted;
use super::edges::Edges;
use crate::page::Word;
use crate::trace::BBox;

/// How much room the cells of a column have, and whether its lines fill it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Room {
    pub(super) width: f32,
    /// The edges of the column are printed, so that the width is known and not only what was used.
    pub(super) is_known: bool,
    /// Every line that another follows in its cell leaves no room for a letter, and there are several of
    /// them: the words are broken anywhere.
    pub(super) breaks_words: bool,
}

/// How likely a word is broken where this line ends, by its place: as the logarithm of the odds. A word
/// processor breaks a word only if it is longer than a line, so that the line has nothing else; other programs
/// break words anywhere.
///
/// `before` is the width of a mark that stands before the words, `letter` that of the letter that follows.
pub(super) fn broken(room: Room, before: f32, line: &[Word], letter: f32) -> Option<f32> {
    /// Fewer letters in a line than this: a column that breaks words.
    const NARROW: f32 = 9.0;
    /// How much of a letter a place may be off.
    const SLACK: f32 = 0.15;
    let size = line.last().map_or(1.0, |word| word.style.size.max(1.0));
    let left = room.width - before - width(line);
    if left > letter + SLACK * size {
        return None;
    }
    let is_alone = line.len() == 1;
    match (is_alone, room.is_known) {
        (true, true) => Some(1.5),
        (true, false) => Some(0.5),
        (false, _) if room.breaks_words => Some(1.0),
        (false, true) if room.width < NARROW * size => Some(-1.0),
        _ => None,
    }
}

/// How wide the first letter of a line is, by the width of its word and the usual proportions of letters.
pub(super) fn letter_width(line: &[Word]) -> f32 {
    let share = |letter: char| match letter {
        'i' | 'j' | 'l' | '.' | ',' | '\'' => 0.25,
        'f' | 'r' | 't' | 'I' | '-' | '(' | ')' => 0.32,
        'm' | 'w' | 'M' | 'W' => 0.83,
        letter if letter.is_uppercase() => 0.68,
        _ => 0.55,
    };
    let Some(word) = line.first() else { return 0.0 };
    let all: f32 = word.text.chars().map(share).sum();
    let first = word.text.chars().next().map_or(0.0, share);
    word.bbox.width() * first / all.max(0.1)
}

/// How wide a letter usually is in the type of a line.
pub(super) fn usual_letter(line: &[Word]) -> f32 {
    const SHARE: f32 = 0.5;
    line.last().map_or(0.0, |word| SHARE * word.style.size)
}

/// Less room than a wide letter takes.
pub(super) fn is_full(room: f32, words: &[Word]) -> bool {
    const LETTER: f32 = 0.85;
    let size = words.last().map_or(1.0, |word| word.style.size.max(1.0));
    room - width(words) < LETTER * size
}

pub(super) fn room(edges: &Edges, separators: &[f32], area: &BBox, rows: &[Sorted<'_>]) -> Vec<Room> {
    const SEVERAL: usize = 3;
    let columns = separators.len() + 1;
    (0..columns)
        .map(|column| {
            let cells = || {
                rows.iter()
                    .filter(move |row| row.spans[column] == 1)
                    .map(move |row| {
                        row.cells[column]
                            .iter()
                            .filter(|words| !words.is_empty())
                            .collect::<Vec<_>>()
                    })
            };
            // The borders of the table close its first and last column.
            let mut xs = edges.xs.iter().copied();
            let first = xs.clone().rfind(|x| *x <= area.left + 1.0);
            let last = xs.find(|x| *x >= area.right - 1.0);
            let left = if column == 0 {
                first
            } else {
                Some(separators[column - 1])
            };
            let right = if column + 1 == columns {
                last
            } else {
                Some(separators[column])
            };
            let is_closed = !edges.xs.is_empty() && left.is_some() && right.is_some();
            let (left, right) = (left.unwrap_or(area.left), right.unwrap_or(area.right));
            // A title over several columns says nothing of the room in one.
            let lines = || {
                cells()
                    .flatten()
                    .filter(move |words| words.last().is_some_and(|last| last.bbox.right <= right))
            };
            let used = lines().map(|words| width(words)).fold(0.0, f32::max);
            let inset = lines()
                .filter_map(|words| {
                    Some((words.first()?.bbox.left - left).min(right - words.last()?.bbox.right))
                })
                .fold(f32::MAX, f32::min);
            let is_known = is_closed && inset < f32::MAX;
            let width = if is_known {
                (right - left - 2.0 * inset.max(0.0)).max(used)
            } else {
                used
            };
            let wraps: Vec<bool> = cells()
                .flat_map(|cell| {
                    let count = cell.len().saturating_sub(1);
                    cell.into_iter()
                        .take(count)
                        .map(|words| is_full(width, words))
                        .collect::<Vec<_>>()
                })
                .collect();
            Room {
                width,
                is_known,
                breaks_words: wraps.len() >= SEVERAL && wraps.iter().all(|full| *full),
            }
        })
        .collect()
}

pub(super) fn width(words: &[Word]) -> f32 {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => last.bbox.right - first.bbox.left,
        _ => 0.0,
    }
}
