//! Column labels that the converter has printed in pieces.

use crate::grammar::{Grammar, Words, squash};
use crate::lex::is_year;
use std::collections::BTreeMap;

/// The phrases of column labels, to tell pieces of them.
pub(super) struct Bits {
    phrases: Vec<String>,
    periods: Vec<String>,
}

impl Bits {
    pub(super) fn of(grammar: &Grammar, words: &Words) -> Self {
        let squashed = |words: &Words| -> Vec<String> {
            let phrases = words.entries.iter().flat_map(|entry| &entry.phrases);
            phrases.map(|phrase| squash(phrase)).collect()
        };
        Bits {
            phrases: squashed(words),
            periods: squashed(&grammar.periods),
        }
    }

    /// Whether every word of the text is a piece of a label.
    pub(super) fn are_bits(&self, text: &str) -> bool {
        self.are_bits_after("", text)
    }

    /// The same, after other pieces: a year may follow the word that it dates.
    pub(super) fn are_bits_after(&self, before: &str, text: &str) -> bool {
        let mut last = before.split_whitespace().next_back().map(squash);
        !text.is_empty()
            && text.split_whitespace().all(|word| {
                let word = squash(word);
                let is_bit = self.is_bit(&word)
                    || last.as_ref().is_some_and(|last| self.dates(last)) && is_year(&word)
                    || last.is_some() && self.periods.contains(&word);
                last = Some(word);
                is_bit
            })
    }

    fn is_bit(&self, word: &str) -> bool {
        let letters = word.trim_end_matches(['-', '\u{2010}']);
        letters == "/"
            || letters.contains(char::is_alphabetic)
                && self.phrases.iter().any(|phrase| phrase.contains(letters))
    }

    /// A word after which a year belongs to the label.
    fn dates(&self, word: &str) -> bool {
        self.periods.iter().any(|period| period == word) || self.phrases.iter().any(|phrase| phrase == word)
    }

    /// Whether there are enough letters to tell that they are pieces of labels.
    pub(super) fn tell(&self, text: &str) -> bool {
        const FEWEST: usize = 3;
        text.split_whitespace()
            .map(squash)
            .any(|word| word.chars().count() >= FEWEST && self.is_bit(&word))
    }
}

/// How often each letter stands in a text, but for those that only divide words.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in squash(text)
        .chars()
        .filter(|letter| !matches!(letter, '-' | '/' | '\u{ad}'))
    {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}

/// Takes the letters of a text out; none if they are not all there.
fn without(counts: &BTreeMap<char, usize>, text: &BTreeMap<char, usize>) -> Option<BTreeMap<char, usize>> {
    let is_there = |(letter, count): (&char, &usize)| counts.get(letter).is_some_and(|has| has >= count);
    if !text.iter().all(is_there) {
        return None;
    }
    let mut rest = counts.clone();
    for (&letter, &count) in text {
        let left = rest.get(&letter)?.checked_sub(count)?;
        if left == 0 {
            rest.remove(&letter);
        } else {
            rest.insert(letter, left);
        }
    }
    Some(rest)
}

/// The labels of a header from its pieces in whatever order, without that of the first column.
///
/// Every letter of a header is printed exactly once, however a converter has cut and mixed its cells, and
/// the columns of these tables stand in the order in which the grammar lists them, an outcome of an earlier
/// period after the other outcomes. If the letters make labels in one way only, these are the labels.
pub(in crate::block) fn columns(words: &Words, pieces: &str, times: usize) -> Option<Vec<String>> {
    let mut counts = letters(pieces);
    if times == 0 || counts.values().any(|count| count % times != 0) {
        return None;
    }
    counts.values_mut().for_each(|count| *count /= times);
    let dated = dated(words, pieces);
    let mut search = Search {
        words,
        letters: words
            .entries
            .iter()
            .map(|entry| entry.phrases.iter().map(|phrase| letters(phrase)).collect())
            .collect(),
        steps: 0,
        found: Vec::new(),
    };
    match &dated {
        Some((label, outcome)) => {
            let rest = without(&counts, &letters(label))?;
            search.from(0, &rest, &mut Vec::new());
            search.only().map(|labels| {
                let after = labels
                    .iter()
                    .rposition(|(at, _)| search.measure(*at) == Some(outcome))
                    .map_or(0, |at| at + 1);
                let mut texts: Vec<String> = labels.into_iter().map(|(_, text)| text).collect();
                texts.insert(after, label.clone());
                texts
            })
        }
        None => {
            search.from(0, &counts, &mut Vec::new());
            let labels = search.only()?;
            Some(labels.into_iter().map(|(_, text)| text).collect())
        }
    }
}

/// Whether nearly all letters of labels are printed among the pieces, which may hold those of other tables.
pub(super) fn are_within(labels: &[String], pieces: &str) -> bool {
    const FEWEST: usize = 10;
    let wanted = letters(&labels.concat());
    let printed = letters(pieces);
    let all: usize = wanted.values().sum();
    let missing: usize = wanted
        .iter()
        .map(|(letter, count)| count.saturating_sub(printed.get(letter).copied().unwrap_or(0)))
        .sum();
    missing * FEWEST <= all
}

/// The label that names a year: the first phrase of an outcome with the period that the pieces name.
fn dated<'g>(words: &'g Words, pieces: &str) -> Option<(String, &'g str)> {
    let year = pieces.split_whitespace().find(|word| is_year(word))?;
    let period = pieces
        .split_whitespace()
        .zip(pieces.split_whitespace().skip(1))
        .find(|(_, next)| *next == year)
        .map(|(word, _)| word)
        .filter(|word| {
            word.chars()
                .all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
        });
    let entry = words.entries.iter().find(|entry| entry.id == "outcome")?;
    let label = entry.phrases.first()?;
    let measure = entry.fact("measure")?;
    Some(match period {
        Some(word) => (format!("{label} {word} {year}"), measure),
        None => (format!("{label} {year}"), measure),
    })
}

/// Looks for phrases, one of an entry at most, that take all letters.
struct Search<'g> {
    words: &'g Words,
    /// The letters of each phrase of each entry.
    letters: Vec<Vec<BTreeMap<char, usize>>>,
    steps: usize,
    found: Vec<Vec<(usize, String)>>,
}

impl Search<'_> {
    fn from(&mut self, entry: usize, rest: &BTreeMap<char, usize>, labels: &mut Vec<(usize, String)>) {
        const MOST_STEPS: usize = 20_000;
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        if rest.is_empty() {
            self.found.push(labels.clone());
            return;
        }
        let Some(here) = self.words.entries.get(entry) else {
            return;
        };
        if here.id != "name" {
            for (at, phrase) in here.phrases.iter().enumerate() {
                if let Some(rest) = without(rest, &self.letters[entry][at]) {
                    labels.push((entry, phrase.clone()));
                    self.from(entry + 1, &rest, labels);
                    labels.pop();
                }
            }
        }
        self.from(entry + 1, rest, labels);
    }

    fn measure(&self, entry: usize) -> Option<&str> {
        self.words.entries.get(entry)?.fact("measure")
    }

    /// The labels, if all that were found mean the same.
    fn only(&self) -> Option<Vec<(usize, String)>> {
        let meaning =
            |labels: &[(usize, String)]| -> Vec<usize> { labels.iter().map(|(at, _)| *at).collect() };
        let first = self.found.first()?;
        self.found
            .iter()
            .all(|other| meaning(other) == meaning(first))
            .then(|| first.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_any_order_make_the_labels() {
        let grammar = Grammar::built_in().unwrap();
        for (pieces, times, wanted) in [
            (
                "Periode Utfall ns män/ utfall pojkar Utfall k vinnor/ flickor Periode Progno Årsmål KF:s ns s helår \
                 årsmål utfall VB 2015 Period",
                1,
                vec![
                    "Periodens utfall",
                    "Utfall män/pojkar",
                    "Utfall kvinnor/flickor",
                    "Periodens utfall VB 2015",
                    "Prognos helår",
                    "Årsmål",
                    "KF:s årsmål",
                    "Period",
                ],
            ),
            (
                "Årsmå l KF:s årsmål Periodicitet Årsmål KF:s års- mål Periodicitet",
                2,
                vec!["Årsmål", "KF:s årsmål", "Periodicitet"],
            ),
        ] {
            assert_eq!(
                columns(&grammar.indicator_columns, pieces, times).unwrap(),
                wanted,
                "{pieces}"
            );
        }
    }

    #[test]
    fn a_letter_too_many_decides_nothing() {
        let grammar = Grammar::built_in().unwrap();
        assert_eq!(
            columns(&grammar.indicator_columns, "Årsmål KF:s årsmål Period l", 1),
            None
        );
    }

    #[test]
    fn pieces_of_labels_are_told_from_names() {
        let grammar = Grammar::built_in().unwrap();
        let bits = Bits::of(&grammar, &grammar.indicator_columns);
        for (text, is_one) in [
            ("Utfall k", true),
            ("utfall VB 2019", true),
            ("os ål", true),
            ("Antal hemlösa", false),
            ("2019", false),
        ] {
            assert_eq!(bits.are_bits(text), is_one, "{text}");
        }
    }
}
