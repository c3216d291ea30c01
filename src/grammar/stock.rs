//! The words of the grammar and of its registers: which there are, and how their letters follow each other.
//!
//! Takes: phrases and names.
//! Gives: [`WordStock`]: how often a word stands in them, and how much letters look like one word.
//! Never: sees a report.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

/// The words of all phrases and names.
#[derive(Debug, Default)]
pub struct WordStock {
    /// How often each word stands there, in lower case.
    pub counts: BTreeMap<String, u32>,
    /// Words that follow each other in a phrase.
    pairs: HashSet<String>,
    total: u32,
    letters: OnceLock<Letters>,
}

impl WordStock {
    /// Counts the words of a phrase. What a hyphen ends is the beginning of a compound and no word.
    pub(super) fn count(&mut self, phrase: &str) {
        let words: Vec<&str> = phrase.split(' ').collect();
        self.pairs
            .extend(words.windows(2).map(|pair| pair.join(" ").to_lowercase()));
        for word in phrase.split(|letter: char| !letter.is_alphabetic() && letter != '-') {
            if word.ends_with('-') {
                continue;
            }
            // A letter is a word where it is a phrase, and an abbreviation elsewhere.
            let is_word = |part: &&str| part.chars().count() > 1 || *part == phrase;
            for part in word.split('-').filter(is_word) {
                *self.counts.entry(part.to_lowercase()).or_insert(0) += 1;
                self.total += 1;
            }
        }
    }

    /// Whether two words follow each other in a phrase.
    pub fn has_pair(&self, first: &str, second: &str) -> bool {
        self.pairs.contains(&format!("{first} {second}").to_lowercase())
    }

    /// How many words stand there.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// The logarithm of how likely these letters make a word, going by the words that are known.
    pub fn likelihood(&self, word: &str) -> f32 {
        let letters = self.letters.get_or_init(|| Letters::of(self.counts.keys()));
        letters.likelihood(word)
    }

    /// How likely the letters of a word follow each other.
    pub fn spelling(&self, word: &str) -> Spelling {
        let letters = self.letters.get_or_init(|| Letters::of(self.counts.keys()));
        let mut past: Vec<u32> = Vec::new();
        let numbers = word.chars().map(number).map(Some).chain([None]);
        let steps = numbers.map(|next| {
            let steps = std::array::from_fn(|count| {
                let from = past.len() - count.min(past.len());
                let before = past[from..].iter().fold(0, |past, letter| past << BITS | letter);
                let odds = |next: u32| letters.probability(before, next).ln();
                // Nothing follows the last letter.
                (next.map_or(f32::NEG_INFINITY, odds), odds(0))
            });
            past.extend(next);
            steps
        });
        Spelling {
            steps: steps.collect(),
        }
    }
}

/// How likely the letters of a word follow each other, wherever a part of it may begin.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// For each letter, by how many letters of its part stand before it: how likely it is there, and how likely the part
    /// ends before it.
    steps: Vec<[(f32, f32); PAST + 1]>,
}

impl Spelling {
    /// The logarithm of how likely the letters from one to before another make a word.
    pub fn of(&self, from: usize, to: usize) -> f32 {
        let step = |at: usize| self.steps.get(at).map(|steps| steps[(at - from).min(PAST)]);
        let letters = (from..to).filter_map(step).map(|(letter, _)| letter);
        letters.sum::<f32>() + step(to).map_or(0.0, |(_, end)| end)
    }
}

/// So many letters before a letter tell how likely it is.
const PAST: usize = 4;
/// Bits of a letter.
const BITS: u32 = 5;

/// How often letters follow each other: for every length of the past the strings of letters with their
/// counts, sorted.
#[derive(Debug, Default)]
struct Letters([Vec<(u32, u32)>; PAST + 1]);

/// A letter as a small number; 0 is the edge of a word.
fn number(letter: char) -> u32 {
    match letter {
        'a'..='z' => u32::from(letter) - u32::from('a') + 1,
        'å' => 27,
        'ä' => 28,
        'ö' => 29,
        'é' => 30,
        _ => 31,
    }
}

/// Each letter of a word and its end, with the letters before it.
fn steps(word: &str) -> impl Iterator<Item = (u32, u32)> {
    let mut past = 0;
    word.chars().map(number).chain([0]).map(move |next| {
        let step = (past, next);
        past = past << BITS | next;
        step
    })
}

/// The last letters of the past.
fn last(past: u32, count: usize) -> u32 {
    (0..count).fold(0, |mask, _| mask << BITS | 0b11111) & past
}

impl Letters {
    fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut all: [Vec<u32>; PAST + 1] = Default::default();
        for (past, next) in words.flat_map(|word| steps(word)) {
            for (count, grams) in all.iter_mut().enumerate() {
                grams.push(last(past, count) << BITS | next);
            }
        }
        Letters(all.map(|mut grams| {
            grams.sort_unstable();
            let mut counted: Vec<(u32, u32)> = Vec::new();
            for gram in grams {
                match counted.last_mut() {
                    Some((same, count)) if *same == gram => *count += 1,
                    _ => counted.push((gram, 1)),
                }
            }
            counted
        }))
    }

    fn likelihood(&self, word: &str) -> f32 {
        steps(word)
            .map(|(past, next)| self.probability(past, next).ln())
            .sum()
    }

    /// A longer past counts as much as it is known (Witten and Bell's interpolation).
    #[expect(clippy::cast_precision_loss, reason = "counts of a few thousand words")]
    fn probability(&self, past: u32, next: u32) -> f32 {
        let mut probability = 1.0 / 32.0;
        for (count, grams) in self.0.iter().enumerate() {
            let context = last(past, count);
            let from = grams.partition_point(|(gram, _)| gram >> BITS < context);
            let followers = grams[from..]
                .iter()
                .take_while(|(gram, _)| gram >> BITS == context);
            let (mut total, mut kinds, mut own) = (0, 0, 0);
            for (gram, count) in followers {
                total += count;
                kinds += 1;
                own += if gram & 0b11111 == next { *count } else { 0 };
            }
            if total == 0 {
                break;
            }
            probability = (own as f32 + kinds as f32 * probability) / (total + kinds) as f32;
        }
        probability
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_likelier_than_pieces() {
        let mut stock = WordStock::default();
        stock
            .count("Andel nöjda arbetsgivare, verksamhet, handlingsplan, vård- och omsorgsboende, samverkan");
        assert_eq!(stock.counts.get("vård"), None, "the beginning of a compound");
        assert!(stock.likelihood("arbetsgivare") > stock.likelihood("arbetsgiv"));
        assert!(stock.likelihood("verksamhet") > stock.likelihood("erksamhet"));
        assert!(stock.likelihood("omsorgsplan") > stock.likelihood("omsorgspln"));
        let spelling = stock.spelling("omsorgsplan");
        for (from, to, part) in [(0, 11, "omsorgsplan"), (7, 11, "plan"), (2, 7, "sorgs")] {
            let (part, whole) = (spelling.of(from, to), stock.likelihood(part));
            assert!((part - whole).abs() < 0.001, "{part} is not {whole}");
        }
    }
}
