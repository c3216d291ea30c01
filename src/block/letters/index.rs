//! The words and phrases that a damaged word may have been.

use crate::grammar::{Grammar, Words};
use crate::page::Pages;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What stands in the place of a letter that may have been lost.
const GAP: char = char::REPLACEMENT_CHARACTER;

/// How letters were lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Loss {
    /// They stand as U+FFFD.
    Replaced,
    /// These have lost their rings or dots: the whole text has none of them.
    Bare(Vec<char>),
}

/// The letters of Swedish that have rings or dots, and what is left without.
const LETTERS: [(char, char); 3] = [('å', 'a'), ('ä', 'a'), ('ö', 'o')];

impl Loss {
    /// Whether letters of a text were lost, and how.
    pub(super) fn of(pages: &Pages) -> Option<Self> {
        /// A shorter text may have no å by chance.
        const FEWEST: usize = 250;
        let mut seen = BTreeSet::new();
        let mut letters = 0;
        for line in pages.pages.iter().flat_map(|page| &page.lines) {
            for letter in line.words.iter().flat_map(|word| word.text.chars()) {
                letters += usize::from(letter.is_alphabetic());
                if !letter.is_ascii() {
                    seen.extend(letter.to_lowercase());
                }
            }
        }
        if seen.contains(&GAP) {
            return Some(Loss::Replaced);
        }
        let lost: Vec<char> = LETTERS
            .iter()
            .map(|(letter, _)| *letter)
            .filter(|letter| !seen.contains(letter))
            .collect();
        (letters >= FEWEST && !lost.is_empty()).then_some(Loss::Bare(lost))
    }

    /// What is left of a letter.
    fn left(&self, letter: char) -> char {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        match self {
            Loss::Replaced if LETTERS.iter().any(|(whole, _)| *whole == lower) || lower == 'é' => GAP,
            // One number is as good as another.
            _ if letter.is_ascii_digit() => '0',
            Loss::Replaced => lower,
            Loss::Bare(lost) => LETTERS
                .iter()
                .find(|(whole, _)| *whole == lower && lost.contains(whole))
                .map_or(lower, |(_, bare)| *bare),
        }
    }

    fn skeleton(&self, text: &str) -> String {
        text.chars().map(|letter| self.left(letter)).collect()
    }
}

/// Words and phrases by what is left of them.
pub(super) struct Index {
    loss: Loss,
    /// What each may have been; phrases have a space between their words.
    whole: HashMap<String, BTreeSet<String>>,
}

/// No phrase that is looked for has more words.
const LONGEST: usize = 6;

impl Index {
    pub(super) fn of(grammar: &Grammar, loss: Loss) -> Self {
        let mut index = Index {
            loss,
            whole: HashMap::new(),
        };
        let misprints = misprints(grammar);
        for words in labels(grammar) {
            for phrase in words.entries.iter().flat_map(|entry| &entry.phrases) {
                let is_misprint = |word: &str| misprints.contains(&word.to_lowercase());
                if !phrase.split(' ').any(is_misprint) {
                    index.learn(phrase);
                }
            }
        }
        for word in words(grammar).difference(&misprints) {
            index.learn(word);
        }
        // `Verksamhetsplan 2019 för`: in a title a short word is no other.
        let types = grammar
            .title
            .entries
            .iter()
            .filter(|entry| entry.fact("role") == Some("type"));
        for kind in types.flat_map(|entry| &entry.phrases) {
            for joint in grammar.joints.entries.iter().flat_map(|entry| &entry.phrases) {
                index.learn(&format!("{kind} {joint}"));
                index.learn(&format!("{kind} 0000 {joint}"));
            }
        }
        index
    }

    fn learn(&mut self, text: &str) {
        let skeleton = self.loss.skeleton(text);
        // What lost nothing also counts: it may be what is printed.
        let whole = text.to_lowercase();
        self.whole.entry(skeleton).or_default().insert(whole);
    }

    /// The only phrase that fits, if its letters were lost.
    fn only(&self, text: &str) -> Option<&str> {
        let found = self.whole.get(&self.loss.skeleton(text))?;
        let only = found.first().filter(|_| found.len() == 1)?;
        (*only != text.to_lowercase()).then_some(only)
    }

    /// Whether letters were lost at all: U+FFFD says it, and some long words without their dots do.
    pub(super) fn is_likely(&self, pages: &Pages) -> bool {
        const LONG: usize = 7;
        const FEWEST: usize = 3;
        if self.loss == Loss::Replaced {
            return true;
        }
        let mut found: BTreeSet<String> = BTreeSet::new();
        let lines = pages.pages.iter().flat_map(|page| &page.lines);
        for word in lines.flat_map(|line| &line.words) {
            let word = core(&word.text).1;
            if word.chars().count() >= LONG && self.only(word).is_some() {
                found.insert(word.to_lowercase());
            }
        }
        found.len() >= FEWEST
    }

    /// Restores the words of a line or a cell, the longest phrases first. A short word by itself may be another one
    /// too, unless nothing else stands there.
    pub(super) fn restore(&self, words: &mut [&mut String], made: &mut BTreeMap<String, String>) {
        let mut at = 0;
        while at < words.len() {
            let longest = LONGEST.min(words.len() - at);
            let found = (1..=longest).rev().find_map(|count| {
                let cores: Vec<&str> = words[at..at + count].iter().map(|word| core(word).1).collect();
                let is_told = count > 1 || words.len() == 1 || cores[0].chars().count() >= SHORTEST;
                let whole = self.only(&cores.join(" ")).filter(|_| is_told)?.to_owned();
                Some((count, whole))
            });
            let Some((count, whole)) = found else {
                at += 1;
                continue;
            };
            for (step, whole) in whole.split(' ').enumerate().take(count) {
                let word = &mut words[at + step];
                let (before, lost, after) = core(word);
                let restored = with_case(lost, whole, at + step == 0);
                if restored != lost {
                    made.insert(lost.to_owned(), restored.clone());
                    **word = format!("{before}{restored}{after}");
                }
            }
            at += count;
        }
    }
}

/// What stands around a word, and the word.
fn core(text: &str) -> (&str, &str, &str) {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == GAP;
    let begin = text.find(is_letter).unwrap_or(text.len());
    let end = text.rfind(is_letter).map_or(begin, |at| {
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    });
    (&text[..begin], &text[begin..end], &text[end..])
}

/// The whole word, each letter in the case of what is left of it; a lost one in that of its neighbours, and a capital
/// where a line begins with it.
fn with_case(left: &str, whole: &str, is_first: bool) -> String {
    let is_capital = |letter: char| letter.is_uppercase();
    let known = || left.chars().filter(|letter| letter.is_alphabetic());
    let all_capitals = known().count() > 1 && known().all(is_capital);
    left.chars()
        .zip(whole.chars())
        .enumerate()
        .map(|(at, (left, whole))| {
            if left.is_ascii_digit() {
                return left;
            }
            let is_begun = at == 0 && is_first;
            let capital = is_capital(left) || left == GAP && (all_capitals || is_begun);
            match whole.to_uppercase().next() {
                Some(upper) if capital => upper,
                _ => whole,
            }
        })
        .collect()
}

/// The files whose phrases stand on a line or in a cell of their own.
fn labels(grammar: &Grammar) -> Vec<&Words> {
    vec![
        &grammar.labels,
        &grammar.markers,
        &grammar.sections,
        &grammar.headings,
        &grammar.indicator_columns,
        &grammar.activity_columns,
        &grammar.complaint_columns,
        &grammar.measures,
        &grammar.rows,
        &grammar.sums,
        &grammar.qualifiers,
        &grammar.title,
        &grammar.bodies,
    ]
}

/// A shorter word may be another one too.
const SHORTEST: usize = 5;

/// Words of the grammar that are others with letters lost, as character recognition prints them: `Arsmål` beside
/// `Årsmål` in the same entry.
fn misprints(grammar: &Grammar) -> BTreeSet<String> {
    let loss = Loss::Bare(LETTERS.iter().map(|(letter, _)| *letter).collect());
    let mut misprints = BTreeSet::new();
    for entry in labels(grammar).into_iter().flat_map(|words| &words.entries) {
        let phrases = entry.phrases.iter().map(|phrase| phrase.to_lowercase());
        let words: BTreeSet<String> = phrases
            .flat_map(|phrase| phrase.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let marks = |word: &str| word.chars().filter(|letter| !letter.is_ascii()).count();
        for word in &words {
            let is_whole =
                |other: &&String| loss.skeleton(other) == loss.skeleton(word) && marks(other) > marks(word);
            if words.iter().any(|other| is_whole(&other)) {
                misprints.insert(word.clone());
            }
        }
    }
    misprints
}

/// Single words: those of the grammar's phrases, and those of names in the registers.
fn words(grammar: &Grammar) -> BTreeSet<String> {
    let registers = &grammar.registers;
    let districts = registers.districts.iter().flat_map(|district| district.forms());
    let bodies = registers.organisations.iter().map(|body| body.name.as_str());
    let goals = registers.kf_goals().iter().map(|goal| goal.title.as_str());
    let names = districts.chain(bodies).chain(goals);
    let names = names.flat_map(|name| name.split(|letter: char| !letter.is_alphabetic()));
    let phrases = grammar.stock.counts.keys().map(String::as_str);
    names
        .chain(phrases)
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(loss: Loss, text: &str) -> String {
        let index = Index::of(&Grammar::built_in().unwrap(), loss);
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let mut places: Vec<&mut String> = words.iter_mut().collect();
        index.restore(&mut places, &mut BTreeMap::new());
        words.join(" ")
    }

    #[test]
    fn a_word_is_restored_where_only_one_fits() {
        for (lost, whole) in [
            (
                "KF:s m\u{FFFD}l f\u{FFFD}r verksamhetsomr\u{FFFD}det:",
                "KF:s mål för verksamhetsområdet:",
            ),
            ("Verksamhetsber\u{FFFD}ttelse 2019", "Verksamhetsberättelse 2019"),
            ("N\u{FFFD}mndm\u{FFFD}l:", "Nämndmål:"),
            ("STADSDELSN\u{FFFD}MND", "STADSDELSNÄMND"),
            ("barn f\u{FFFD}r en god start", "barn f\u{FFFD}r en god start"),
            ("Verksamhetsplan 2019 f\u{FFFD}r", "Verksamhetsplan 2019 för"),
            ("\u{FFFD}rsm\u{FFFD}l", "Årsmål"),
            ("m\u{FFFD}l", "mål"),
            ("x\u{FFFD}yz\u{FFFD}", "x\u{FFFD}yz\u{FFFD}"),
        ] {
            assert_eq!(restored(Loss::Replaced, lost), whole);
        }
        let bare = || Loss::Bare(vec!['å', 'ä', 'ö']);
        assert_eq!(restored(bare(), "KF:s arsmal"), "KF:s årsmål");
        assert_eq!(restored(bare(), "Namndmal:"), "Nämndmål:");
        assert_eq!(restored(Loss::Bare(vec!['å']), "Nämndmal:"), "Nämndmål:");
        assert_eq!(restored(bare(), "Budget"), "Budget");
    }
}
