//! Words seen whole in the running text: evidence for words that narrow columns have broken.

use super::Item;
use crate::grammar::Grammar;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// How far a line fills its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// There is room for another letter: the line ends with a word.
    Loose,
    /// There is none, in a column too narrow for long words.
    Narrow,
    /// There is none, in a column wide enough for any word.
    Wide,
}

/// The letters that end a line and those that begin the next.
fn ends<'a>(line: &'a str, next: &'a str) -> (&'a str, &'a str) {
    let no_letter = |letter: char| !letter.is_alphabetic();
    (
        line.rsplit(no_letter).next().unwrap_or(""),
        next.split(no_letter).next().unwrap_or(""),
    )
}

/// `46 21` and `3 st`: digits that make a number in groups of three only together.
fn is_broken_number(text: &str, line: &str) -> bool {
    let tail: String = text
        .chars()
        .rev()
        .take_while(|letter| letter.is_ascii_digit())
        .collect();
    let head: String = line.chars().take_while(char::is_ascii_digit).collect();
    let grouped = text
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .strip_suffix([' ', '\u{a0}'])
        .is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()));
    grouped && (1..3).contains(&tail.len()) && !head.is_empty() && tail.len() + head.len() == 3
}

/// How often each word stands in the running text, in lower case.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    counts: BTreeMap<String, u32>,
    /// The words of the grammar's phrases, which count too.
    phrases: Arc<BTreeMap<String, u32>>,
}

impl Vocabulary {
    pub(super) fn of(items: &[Item]) -> Self {
        let mut words = Self::default();
        for item in items {
            match item {
                Item::Text(text) => words.count_text(&text.text),
                // Cells hold the pieces of broken words.
                Item::Table(_) => {}
                Item::Furniture { text, .. } => words.count_text(text),
            }
        }
        words
    }

    /// How often the word was seen.
    pub fn count(&self, word: &str) -> u32 {
        let word = word.to_lowercase();
        let counts = [&self.counts, &*self.phrases];
        counts.iter().filter_map(|counts| counts.get(&word)).sum()
    }

    /// Counts the words of a running text.
    pub(super) fn count_text(&mut self, text: &str) {
        for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
            if word.len() > 1 {
                *self.counts.entry(word.to_lowercase()).or_insert(0) += 1;
            }
        }
    }

    /// Learns every word of the grammar's phrases.
    pub(super) fn learn_grammar(&mut self, grammar: &Grammar) {
        self.phrases = Arc::clone(&grammar.phrase_words);
    }

    /// Adds a line of a cell to its text: with a space, or without where the column has broken a word
    /// or a number, or a hyphen divides a word.
    pub(crate) fn add_cell_line(&self, text: &mut String, line: &str, filled: Fill) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if text.ends_with(['\u{AD}', '\u{2010}']) {
            text.pop();
            text.push_str(line);
            return;
        }
        let (last, first) = ends(text, line);
        let begins_low = first.starts_with(char::is_lowercase);
        let is_broken = begins_low && !last.is_empty() && self.is_broken(last, first, filled);
        let is_divided = begins_low && text.ends_with('-') && {
            let word = text.trim_end_matches('-').rsplit(' ').next().unwrap_or("");
            self.count(&format!("{word}{first}")) > 0 || self.count(word) == 0 && self.count(first) == 0
        };
        if is_divided {
            text.pop();
        } else if !text.is_empty()
            && !is_broken
            && !text.ends_with(['-', '/'])
            && !line.starts_with('/')
            && !is_broken_number(text, line)
        {
            text.push(' ');
        }
        text.push_str(line);
    }

    /// Whether two pieces at the end and the beginning of lines are one word.
    fn is_broken(&self, first: &str, second: &str, filled: Fill) -> bool {
        if self.is_one_word(first, second) {
            return true;
        }
        let known = |word: &str| self.count(word) > 0;
        // A word in more than two pieces: the first two are its beginning, and neither is a word.
        let begins = || self.begins_word(&format!("{first}{second}"));
        if !known(first) && !known(second) && begins() {
            return true;
        }
        match filled {
            Fill::Loose => false,
            // The second piece may be the beginning of a word that is broken again.
            Fill::Narrow => !(known(first) && (known(second) || self.begins_word(second))),
            Fill::Wide => !known(first) && !known(second),
        }
    }

    /// Whether a known word begins with these letters, of which there are enough to tell.
    fn begins_word(&self, letters: &str) -> bool {
        const FEWEST: usize = 4;
        let letters = letters.to_lowercase();
        let begins = |counts: &BTreeMap<String, u32>| {
            let from = (Bound::Included(letters.as_str()), Bound::Unbounded);
            let mut next = counts.range::<str, _>(from);
            next.next().is_some_and(|(word, _)| word.starts_with(&letters))
        };
        letters.chars().count() >= FEWEST && (begins(&self.counts) || begins(&self.phrases))
    }

    /// Whether a line's end and the next line's beginning are both words: then nothing is broken there.
    pub(super) fn are_words(&self, line: &str, next: &str) -> bool {
        let (last, first) = ends(line, next);
        last.is_empty() || first.is_empty() || self.count(last) > 0 && self.count(first) > 0
    }

    /// The text with the words put together again that a narrow column has broken: two pieces are one
    /// word if that word was seen whole and one of the pieces never was.
    pub fn rejoined(&self, text: &str) -> String {
        let mut joined = String::with_capacity(text.len());
        for piece in text.split(' ') {
            let last = joined.rsplit(' ').next().unwrap_or("");
            let bare = |word: &str| {
                word.trim_matches(|letter: char| !letter.is_alphanumeric())
                    .to_owned()
            };
            let whole = format!("{last}{piece}");
            let is_letters = last.ends_with(char::is_alphabetic) && piece.starts_with(char::is_lowercase);
            let is_broken = is_letters
                && self.count(&bare(&whole)) > 0
                && (self.count(&bare(last)) == 0
                    || self.count(&bare(piece)) == 0
                    || bare(piece).chars().count() == 1);
            if !joined.is_empty() && !is_broken {
                joined.push(' ');
            }
            joined.push_str(piece);
        }
        joined
    }

    /// Whether two pieces are more likely one word than two.
    pub fn is_one_word(&self, first: &str, second: &str) -> bool {
        let joined = self.count(&format!("{first}{second}"));
        joined > 0 && joined >= self.count(first).min(self.count(second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_put_together_and_whole_ones_are_not() {
        let mut words = Vocabulary::default();
        for word in ["Prognos", "Avvikelse", "efter", "åtgärder", "samtal", "Samtalen"] {
            words.count_text(word);
        }
        assert_eq!(words.rejoined("Progno s efter åtg."), "Prognos efter åtg.");
        assert_eq!(words.rejoined("Avvikel se april"), "Avvikelse april");
        assert_eq!(
            words.rejoined("samtal en dag"),
            "samtalen dag",
            "a known limit: `en` was never seen"
        );
        assert_eq!(words.rejoined("efter åtgärder"), "efter åtgärder");
    }
}
