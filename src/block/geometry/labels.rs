//! Columns from the words of a signed header, where the text has no other evidence.
//!
//! Narrow columns set side by side leave a single space between their labels. Words above each other are
//! one column; neighbours are one column if only together they make a label.

use super::rows::Signed;
use crate::block::text::Sheet;
use crate::grammar::{Grammar, Words};
use crate::lex;
use crate::page::{Line, Word};

/// Most lines that a header takes.
const MOST_LINES: usize = 8;
/// Most neighbours that make one label.
const MOST_PARTS: usize = 4;

/// The columns of a header.
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    /// How many lines the header takes.
    pub(super) lines: usize,
    /// Where each label begins.
    pub(super) lefts: Vec<f32>,
    /// Where each label ends.
    pub(super) rights: Vec<f32>,
    /// The labels as printed.
    pub(super) texts: Vec<String>,
}

impl Labelled {
    /// Places between the columns: where the next label begins.
    pub(super) fn separators(&self) -> Vec<f32> {
        self.lefts.iter().skip(1).map(|left| left - 0.5).collect()
    }

    /// Whether the label is one above periods.
    pub(super) fn is_period(&self, grammar: &Grammar, column: usize) -> bool {
        let text = self.texts.get(column).map_or("", String::as_str);
        let words = &grammar.indicator_columns;
        words
            .whole(text)
            .is_some_and(|entry| matches!(entry.id.as_str(), "period" | "frequency"))
    }
}

/// The columns of a signed header, if every word of it is part of a label.
pub(super) fn columns(grammar: &Grammar, lines: &[&Sheet<'_>]) -> Option<Labelled> {
    let signed = Signed::of(grammar, lines)?;
    let mut best = None;
    for count in 1..=lines.len().min(MOST_LINES) {
        let stacks = stacks(lines[..count].iter().map(|line| line.line));
        if let Some(starts) = labels(grammar, signed.words, &stacks) {
            let ends = starts.iter().skip(1).copied().chain([stacks.len()]);
            let rights = ends.clone().zip(&starts).map(|(to, from)| {
                let label = &stacks[*from..to];
                label.iter().fold(0.0, |right: f32, stack| right.max(stack.right))
            });
            best = Some(Labelled {
                lines: count,
                lefts: starts.iter().map(|at| stacks[*at].left).collect(),
                rights: rights.collect(),
                texts: starts
                    .iter()
                    .zip(ends)
                    .map(|(from, to)| text(&stacks[*from..to]))
                    .collect(),
            });
        }
    }
    best
}

/// Words above each other.
pub(super) struct Stack {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Words with the line that they stand on.
    words: Vec<(usize, Word)>,
}

/// The words of lines, those above each other together, from left to right.
pub(super) fn stacks<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<Stack> {
    let mut stacks: Vec<Stack> = Vec::new();
    for (at, line) in lines.enumerate() {
        for word in &line.words {
            let (left, right) = (word.bbox.left, word.bbox.right);
            let mut merged = Stack {
                left,
                right,
                words: vec![(at, word.clone())],
            };
            // Words of one line never stand above each other.
            let over = |stack: &Stack| stack.left < right && stack.right > left;
            let mut kept = Vec::new();
            for stack in stacks.drain(..) {
                if over(&stack) {
                    merged.left = merged.left.min(stack.left);
                    merged.right = merged.right.max(stack.right);
                    merged.words.extend(stack.words);
                } else {
                    kept.push(stack);
                }
            }
            kept.push(merged);
            stacks = kept;
        }
    }
    stacks.sort_by(|a, b| a.left.total_cmp(&b.left));
    stacks
}

/// Cuts the stacks into runs that are labels; gives the first stack of each, or nothing if one is left.
fn labels(grammar: &Grammar, words: &Words, stacks: &[Stack]) -> Option<Vec<usize>> {
    // From the right: the best cut of what is left, with the fewest columns that are all labels.
    let mut cuts: Vec<Option<Vec<usize>>> = vec![None; stacks.len() + 1];
    cuts[stacks.len()] = Some(Vec::new());
    for at in (0..stacks.len()).rev() {
        for length in 1..=MOST_PARTS.min(stacks.len() - at) {
            if is_label(grammar, words, &stacks[at..at + length])
                && let Some(rest) = cuts[at + length].clone()
            {
                let whole = [vec![at], rest].concat();
                if cuts[at].as_ref().is_none_or(|other| whole.len() < other.len()) {
                    cuts[at] = Some(whole);
                }
            }
        }
    }
    cuts.swap_remove(0).filter(|cut| cut.len() >= 2)
}

fn is_label(grammar: &Grammar, words: &Words, stacks: &[Stack]) -> bool {
    let text = text(stacks);
    words.whole(&text).is_some()
        || words
            .start_glued(&text)
            .is_some_and(|(_, taken)| lex::whole_period(grammar, &text[taken..]).is_some())
}

/// The words of the stacks line by line.
fn text(stacks: &[Stack]) -> String {
    let mut parts: Vec<&(usize, Word)> = stacks.iter().flat_map(|stack| &stack.words).collect();
    parts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.bbox.left.total_cmp(&b.1.bbox.left)));
    parts
        .iter()
        .map(|(_, word)| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}
