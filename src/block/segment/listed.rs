//! The titles of the table of contents: evidence for titles and headings, never a veto.

use crate::grammar::squash;
use std::collections::{BTreeSet, HashSet};

/// No title is longer, in bytes.
const LONGEST: usize = 1000;
/// Fewer letters are the beginning of too many titles.
const FEWEST_LETTERS: usize = 8;

/// The titles that the contents list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listed {
    titles: BTreeSet<String>,
    /// The same titles from behind: which of them end with a text.
    turned: BTreeSet<String>,
    /// Every few letters that follow each other in a title: most pairs of lines are told apart by the letters where
    /// they meet.
    runs: HashSet<String>,
}

/// Letters on each side of where two lines meet.
const SIDE: usize = 4;

/// How a text stands to the titles of the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is a title.
    Whole,
    /// It is the beginning of one.
    Begun,
    /// Neither.
    No,
}

impl Listed {
    pub(crate) fn of(outline: &[String]) -> Self {
        let titles: BTreeSet<String> = outline.iter().map(|title| bare(title)).collect();
        let turned = titles.iter().map(|title| title.chars().rev().collect()).collect();
        let letters = titles.iter().map(|title| title.chars().collect::<Vec<char>>());
        let runs = letters.flat_map(|letters| {
            let runs: Vec<String> = letters
                .windows(2 * SIDE)
                .map(|run| run.iter().collect())
                .collect();
            runs
        });
        Listed {
            runs: runs.collect(),
            titles,
            turned,
        }
    }

    /// Whether a longer title begins with this text and the contents list it: the title goes on.
    pub(crate) fn standing(&self, text: &str) -> Standing {
        if text.len() > LONGEST || self.titles.is_empty() {
            return Standing::No;
        }
        let wanted = bare(text);
        match self.titles.range(wanted.clone()..).next() {
            Some(title) if *title == wanted => Standing::Whole,
            Some(title) if title.starts_with(&wanted) && wanted.chars().count() > FEWEST_LETTERS => {
                Standing::Begun
            }
            _ => Standing::No,
        }
    }

    /// Whether a title that the contents list ends with this text.
    pub(crate) fn is_end(&self, text: &str) -> bool {
        if text.len() > LONGEST || self.turned.is_empty() {
            return false;
        }
        let wanted: String = bare(text).chars().rev().collect();
        let mut from = self.turned.range(wanted.clone()..);
        wanted.chars().count() > FEWEST_LETTERS && from.next().is_some_and(|title| title.starts_with(&wanted))
    }

    /// Whether two lines stand one after the other in a title that the contents list.
    pub(crate) fn joins(&self, first: &str, second: &str) -> bool {
        if first.len() + second.len() > LONGEST || self.titles.is_empty() || !self.may_join(first, second) {
            return false;
        }
        let both = bare(&format!("{first}{second}"));
        both.chars().count() > FEWEST_LETTERS && self.titles.iter().any(|title| title.contains(&both))
    }
}

impl Listed {
    /// Whether the letters where two lines meet stand in a title.
    fn may_join(&self, first: &str, second: &str) -> bool {
        let begins: String = squash(second).chars().take(SIDE).collect();
        let first = squash(first);
        let skipped = first.chars().count().saturating_sub(SIDE);
        let ends: String = first.chars().skip(skipped).collect();
        // Short ends are looked for in full.
        let is_short = ends.chars().count() < SIDE || begins.chars().count() < SIDE;
        // What a line ends with may be taken off as the end of a title.
        let is_taken = ends.ends_with(['-', '.']) || begins.ends_with(['-', '.']);
        is_short || is_taken || self.runs.contains(&format!("{ends}{begins}"))
    }
}

/// Letters without white space, case or what may end a title; a number may have its full stop or not.
fn bare(text: &str) -> String {
    let squashed = squash(text);
    let digits = squashed.chars().take_while(char::is_ascii_digit).count();
    let squashed = squashed.trim_end_matches(['.', '-']);
    match squashed.get(digits..).and_then(|rest| rest.strip_prefix('.')) {
        Some(rest) if digits > 0 && !rest.starts_with(|letter: char| letter.is_ascii_digit()) => {
            format!("{}{rest}", &squashed[..digits])
        }
        _ => squashed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_listed_titles_are_known() {
        let listed = Listed::of(&[
            "1. Ett Stockholm som håller samman".into(),
            "Analys av driften".into(),
        ]);
        assert_eq!(
            listed.standing("1 Ett Stockholm som håller samman"),
            Standing::Whole
        );
        assert_eq!(listed.standing("1. Ett Stockholm som"), Standing::Begun);
        assert!(listed.is_end("som håller samman"));
        assert!(listed.joins("Ett Stockholm", "som håller"));
        assert!(!listed.joins("som håller samman", "Analys"));
    }
}
