//! Columns from the words of a signed header, where the text has no other evidence.
//!
//! Narrow columns set side by side leave a single space between their labels. Words above each other are
//! one column; neighbours are one column if only together they make a label.

use super::rows::Signed;
use crate::block::grid::MOST_COLUMNS;
use crate::block::text::Sheet;
use crate::grammar::{Grammar, Words};
use crate::lex;
use crate::page::{Line, Word};

/// Most lines that a header takes.
const MOST_LINES: usize = 8;
/// Most words on a line of a header.
const MOST_WORDS: usize = 200;
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
    let is_header = |line: &&&Sheet<'_>| line.line.words.len() <= MOST_WORDS;
    let most = lines.iter().take(MOST_LINES).take_while(is_header).count();
    for count in 1..=most {
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
    let mut words: Vec<(usize, &Word)> = lines
        .enumerate()
        .flat_map(|(at, line)| line.words.iter().map(move |word| (at, word)))
        .collect();
    words.sort_by(|a, b| a.1.bbox.left.total_cmp(&b.1.bbox.left));
    let mut stacks: Vec<Stack> = Vec::new();
    for (at, word) in words {
        let (left, right) = (word.bbox.left, word.bbox.right);
        match stacks.last_mut() {
            // Words of one line never stand above each other.
            Some(last) if left < last.right => {
                last.right = last.right.max(right);
                last.words.push((at, word.clone()));
            }
            _ => stacks.push(Stack {
                left,
                right,
                words: vec![(at, word.clone())],
            }),
        }
    }
    stacks
}

/// Cuts the stacks into runs that are labels; gives the first stack of each, or nothing if one is left.
fn labels(grammar: &Grammar, words: &Words, stacks: &[Stack]) -> Option<Vec<usize>> {
    // From the right: the best cut of what is left, with the fewest columns that are all labels.
    // For each stack, how many labels stand from there on, and where the first of them ends.
    let mut cuts: Vec<Option<(usize, usize)>> = vec![None; stacks.len() + 1];
    cuts[stacks.len()] = Some((0, stacks.len()));
    for at in (0..stacks.len()).rev() {
        for end in at + 1..=stacks.len().min(at + MOST_PARTS) {
            if let Some((count, _)) = cuts[end]
                && cuts[at].is_none_or(|(other, _)| count + 1 < other)
                && is_label(grammar, words, &stacks[at..end])
            {
                cuts[at] = Some((count + 1, end));
            }
        }
    }
    let mut starts = Vec::new();
    let mut at = 0;
    while at < stacks.len() {
        starts.push(at);
        (_, at) = cuts[at]?;
    }
    (2..MOST_COLUMNS).contains(&starts.len()).then_some(starts)
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
