//! Which names come near each other, without comparing every name with every other.

use std::collections::{BTreeMap, BTreeSet};

/// Names that share a word are compared by so many of their rarest shared words each.
const RAREST: usize = 4;
/// Among the names with a word, so many that follow in order are compared with each one.
const WINDOW: usize = 24;
/// Names that follow each other letter by letter are compared too: a wrong letter may leave no word in common.
const NEIGHBOURS: usize = 3;
/// Letters of a name that are compared.
const LONGEST: usize = 400;
/// From here on two names are near.
const NEAR: f64 = 0.75;
/// Of the words of the shorter name, so many in a hundred must stand in the other before letters are compared.
const IN_COMMON: usize = 40;
/// From here on a name is near that has all words of another one and more.
const NEAR_WITHIN: f64 = 0.5;

/// A name as it is compared.
#[derive(Debug)]
pub(super) struct Name {
    /// Its words without noise.
    words: Vec<String>,
    /// The words joined, no longer than is compared.
    text: String,
}

impl Name {
    pub(super) fn of(words: Vec<String>) -> Self {
        let text = words.join(" ").chars().take(LONGEST).collect();
        Self { words, text }
    }

    /// The words that stand in this name and not in the other, in order.
    pub(super) fn beyond<'a>(&'a self, other: &Self) -> Vec<&'a str> {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for word in &other.words {
            *left.entry(word).or_default() += 1;
        }
        let mut beyond = Vec::new();
        for word in &self.words {
            match left.get_mut(word.as_str()) {
                Some(count) if *count > 0 => *count -= 1,
                _ => beyond.push(word.as_str()),
            }
        }
        beyond
    }

    /// How near two names are: 1 is the same letters.
    pub(super) fn similarity(&self, other: &Self) -> f64 {
        strsim::sorensen_dice(&self.text, &other.text)
    }

    /// The same, if they are near.
    fn nearness(&self, other: &Self) -> Option<f64> {
        let similarity = self.similarity(other);
        let is_within = || self.beyond(other).is_empty() || other.beyond(self).is_empty();
        (similarity >= NEAR || similarity >= NEAR_WITHIN && is_within()).then_some(similarity)
    }
}

/// The pairs of names that are near, by their positions, the smaller one first, with how near they are. Only
/// pairs that are asked for are compared, and the work grows with the number of names, not with its square.
pub(super) fn pairs(
    names: &[Name],
    is_asked: impl Fn(usize, usize) -> bool,
) -> BTreeMap<(usize, usize), f64> {
    let mut found = BTreeMap::new();
    let numbered = numbered(names);
    let is_worth_it = |one: usize, other: usize| {
        is_asked(one, other) && have_much_in_common(&numbered[one], &numbered[other])
    };
    for mut block in blocks(names).into_values() {
        block.sort_by(|one, other| names[*one].text.cmp(&names[*other].text));
        compare(names, &block, WINDOW, is_worth_it, &mut found);
    }
    let letters = |at: usize| names[at].words.concat();
    let mut order: Vec<(String, usize)> = (0..names.len()).map(|at| (letters(at), at)).collect();
    // From the first letter, and from the last one.
    for _ in 0..2 {
        order.sort();
        let positions: Vec<usize> = order.iter().map(|(_, at)| *at).collect();
        compare(names, &positions, NEIGHBOURS, &is_asked, &mut found);
        for (text, _) in &mut order {
            *text = text.chars().rev().collect();
        }
    }
    found
}

/// For each word the names of which it is one of the rarest.
fn blocks(names: &[Name]) -> BTreeMap<&str, Vec<usize>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        for word in name.words.iter().collect::<BTreeSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut blocks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let words: BTreeSet<(usize, &str)> = name
            .words
            .iter()
            .map(|word| (counts[word.as_str()], word.as_str()))
            // A word that no other name has leads nowhere.
            .filter(|(count, _)| *count > 1)
            .collect();
        for (_, word) in words.into_iter().take(RAREST) {
            blocks.entry(word).or_default().push(at);
        }
    }
    blocks
}

/// The different words of each name as numbers, in order.
fn numbered(names: &[Name]) -> Vec<Vec<usize>> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut number = |word| {
        let next = numbers.len();
        *numbers.entry(word).or_insert(next)
    };
    let mut all = Vec::with_capacity(names.len());
    for name in names {
        let mut own: Vec<usize> = name.words.iter().map(|word| number(word.as_str())).collect();
        own.sort_unstable();
        own.dedup();
        all.push(own);
    }
    all
}

/// Whether two names share enough of their words, given as numbers in order.
fn have_much_in_common(one: &[usize], other: &[usize]) -> bool {
    let common = one
        .iter()
        .filter(|word| other.binary_search(word).is_ok())
        .count();
    common * 100 >= one.len().min(other.len()) * IN_COMMON
}

/// Compares each name with those that follow it, where that is worth it.
fn compare(
    names: &[Name],
    order: &[usize],
    window: usize,
    is_worth_it: impl Fn(usize, usize) -> bool,
    found: &mut BTreeMap<(usize, usize), f64>,
) {
    for (at, one) in order.iter().enumerate() {
        for other in order[at + 1..].iter().take(window) {
            let pair = (*one.min(other), *one.max(other));
            if is_worth_it(pair.0, pair.1)
                && !found.contains_key(&pair)
                && let Some(nearness) = names[pair.0].nearness(&names[pair.1])
            {
                found.insert(pair, nearness);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(texts: &[&str]) -> Vec<Name> {
        let words = |text: &&str| text.split(' ').map(str::to_owned).collect();
        texts.iter().map(|text| Name::of(words(text))).collect()
    }

    #[test]
    fn near_names_are_found_by_a_word_or_by_their_letters() {
        let names = names(&[
            "andel beviljade prov inom tid",
            "antal svar",
            "andel beviljade prov inom utlovad tid",
            "provfrånvaro",
            "provfränvaro",
            "andel deltagare som är nöjda med provet",
        ]);
        let found: Vec<(usize, usize)> = pairs(&names, |_, _| true).into_keys().collect();
        assert_eq!(found, [(0, 2), (3, 4)]);
    }

    /// A word in every name makes no block of all names.
    #[test]
    fn the_work_grows_with_the_names_and_not_with_their_square() {
        let texts: Vec<String> = (0..3000)
            .map(|at| format!("andel svar på fråga {at} i provet"))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let per_name = RAREST * WINDOW + 2 * NEIGHBOURS;
        assert!(pairs(&names(&texts), |_, _| true).len() <= texts.len() * per_name);
    }

    #[test]
    fn the_words_that_differ_are_told() {
        let names = names(&["andel svar på alla prov på", "andel svar på prov"]);
        assert_eq!(names[0].beyond(&names[1]), ["alla", "på"]);
        assert_eq!(names[1].beyond(&names[0]), [""; 0]);
    }
}
