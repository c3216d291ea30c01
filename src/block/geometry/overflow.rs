//! Names that run over the right edge of their cell: a program that does not break lines prints them into the next one.
//!
//! Takes: the words of a line of a ruled table, and where its columns part.
//! Gives: the words right of the first edge that belong to the name.
//! Never: moves a word over an edge that is not printed, or one that stands where its column's cells begin.

use super::columns::column_of;
use super::edges::{Border, Edges};
use crate::block::text::Sheet;
use crate::page::Word;

/// Word spaces, for a type size of one.
const SPACE: std::ops::Range<f32> = 0.1..0.36;
/// Cells begin at the same place if they differ by less, in points.
const SAME: f32 = 0.7;
/// How far a word reaches over an edge that it crosses, in points.
const ACROSS: f32 = 1.0;

/// The words of a line that belong to its name.
#[derive(Debug, Default)]
pub(super) struct Over(Vec<usize>);

impl Over {
    pub(super) fn has(&self, word: usize) -> bool {
        self.0.contains(&word)
    }
}

/// Where the first word right of the names begins on each line.
pub(super) fn starts(separators: &[f32], lines: &[&Sheet<'_>]) -> Vec<f32> {
    let first = |sheet: &&Sheet<'_>| {
        let mut words = sheet.line.words.iter();
        let is_right = |word: &&Word| column_of(separators, word.bbox.middle_x()) > 0;
        words.find(is_right).map(|word| word.bbox.left)
    };
    lines.iter().filter_map(first).collect()
}

/// The words that follow the name of a line with word spaces over the first edge. Other words may be printed over them.
pub(super) fn of(
    edges: &Edges,
    borders: &[Border],
    separators: &[f32],
    (starts, words): (&[f32], &[Word]),
) -> Over {
    let mut over = Over::default();
    let (Some(edge), Some(border)) = (separators.first(), borders.first()) else {
        return over;
    };
    let names = words
        .iter()
        .take_while(|word| word.bbox.middle_x() < *edge)
        .count();
    if !edges.is_grid || border.is_gap || names == 0 {
        return over;
    }
    let mut last = &words[names - 1];
    let mut is_across = last.bbox.right > edge + ACROSS;
    for (at, word) in words.iter().enumerate().skip(names) {
        let gap = (word.bbox.left - last.bbox.right) / word.style.size.max(1.0);
        let is_same_type = word.style == last.style;
        let crosses = word.bbox.left < edge - ACROSS;
        let others = starts
            .iter()
            .filter(|start| (*start - word.bbox.left).abs() < SAME);
        let is_words = word
            .text
            .starts_with(|first: char| first.is_alphabetic() || first == '(');
        let is_rest = crosses || is_across && is_words;
        let begins_cell = !is_rest && others.count() > 1;
        let is_words = is_words || is_across || crosses;
        if SPACE.contains(&gap) && is_same_type && is_words && !begins_cell {
            over.0.push(at);
            last = word;
            is_across = true;
        }
    }
    over
}
