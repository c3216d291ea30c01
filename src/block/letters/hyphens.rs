//! Hyphens that a converter took out with the end of a line: `miljöoch` is `miljö- och`, `Kundindex` is
//! `Kund-index`; and the space behind the first word of a name: `Andelpersoner`.
//!
//! Takes: the lines of a text, the words of the grammar and the names of its registers.
//! Gives: the same lines with them in their places, and which words they were put into.
//! Never: cuts a word that the grammar knows, or one whose parts nothing speaks for.

use crate::grammar::{Grammar, WordStock, Words};
use crate::page::{Line, Pages, Word};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// Fewest letters before a lost hyphen and the small word after it.
const SHORTEST: usize = 3;
/// So much must speak for it.
const ENOUGH: u32 = 2;

/// What tells the words that have lost a hyphen.
pub(super) struct Hyphens<'g> {
    stock: &'g WordStock,
    /// Small words before which a hyphen stays, and whether no other word ends so.
    small: Vec<(&'g str, bool)>,
    /// Words of names that have hyphens inside, by what is left without.
    inside: BTreeMap<String, Option<String>>,
    /// Words that names of indicators begin with.
    quantities: BTreeSet<String>,
    /// The words of the text.
    words: BTreeSet<String>,
    /// Those that a hyphen ends, with the word that follows.
    suspended: BTreeSet<(String, String)>,
}

impl<'g> Hyphens<'g> {
    pub(super) fn of(grammar: &'g Grammar, pages: &Pages) -> Self {
        let entries = grammar.hyphens.entries.iter();
        let small = entries.flat_map(|entry| {
            let is_alone = entry.fact("ends_words") == Some("no");
            entry
                .phrases
                .iter()
                .map(move |phrase| (phrase.as_str(), is_alone))
        });
        let mut hyphens = Hyphens {
            stock: &grammar.stock,
            small: small.collect(),
            inside: BTreeMap::new(),
            quantities: phrases(&grammar.quantities),
            words: BTreeSet::new(),
            suspended: BTreeSet::new(),
        };
        let registers = &grammar.registers;
        let series = registers.series.series.iter().map(|series| &series.name);
        let names = series.chain(registers.series.aliases.iter().map(|alias| &alias.name));
        names.for_each(|name| hyphens.learn(name));
        for line in pages.pages.iter().flat_map(|page| &page.lines) {
            for word in &line.words {
                hyphens.words.insert(core(&word.text).1.to_lowercase());
            }
            for pair in line.words.windows(2) {
                if let Some(first) = pair[0].text.strip_suffix('-') {
                    let next = core(&pair[1].text).1.to_lowercase();
                    hyphens.suspended.insert((core(first).1.to_lowercase(), next));
                }
            }
        }
        hyphens
    }

    /// Learns the words of a name that have hyphens inside; two of the same letters tell nothing.
    fn learn(&mut self, name: &str) {
        for word in name.split_whitespace().map(|word| core(word).1.to_lowercase()) {
            let bare = word.replace('-', "");
            if bare != word {
                let known = self.inside.entry(bare).or_insert_with(|| Some(word.clone()));
                *known = known.take().filter(|known| *known == word);
            }
        }
    }

    /// Whether a word of a line has lost a hyphen.
    pub(super) fn are_lost(&self, line: &Line) -> bool {
        line.words.iter().any(|word| self.whole(&word.text).is_some())
    }

    /// Puts hyphens back into the words of a line.
    pub(super) fn restore(&self, line: &mut Line, made: &mut BTreeMap<String, String>) {
        if !self.are_lost(line) {
            return;
        }
        let mut words: Vec<Word> = Vec::with_capacity(line.words.len() + 1);
        // Where each word stands now.
        let mut starts = Vec::with_capacity(line.words.len() + 1);
        for word in &line.words {
            starts.push(words.len());
            let Some(whole) = self.whole(&word.text) else {
                words.push(word.clone());
                continue;
            };
            line.raw = line.raw.replace(&word.text, &whole);
            words.extend(whole.split(' ').map(|part| Word {
                text: part.to_owned(),
                ..word.clone()
            }));
            made.insert(word.text.clone(), whole);
        }
        starts.push(words.len());
        for cell in &mut line.cells {
            let moved = |at: usize| starts.get(at).copied().unwrap_or(words.len());
            *cell = moved(cell.start)..moved(cell.end);
        }
        line.words = words;
    }

    /// A word with its hyphen, if it has lost one.
    fn whole(&self, text: &str) -> Option<String> {
        let (before, word, after) = core(text);
        let low = word.to_lowercase();
        if low.chars().count() <= SHORTEST || self.stock.counts.contains_key(&low) {
            return None;
        }
        let first = self.small.iter().find_map(|(small, is_alone)| {
            let first = low.strip_suffix(small)?;
            (self.evidence(first, small, *is_alone) >= ENOUGH).then_some(first.len())
        });
        let whole = match first {
            // Letters that change their length in lower case are cut nowhere.
            Some(at) => format!("{}- {}", word.get(..at)?, word.get(at..)?),
            None => match self.inside.get(&low) {
                Some(whole) => with_case(word, whole.as_ref()?),
                None => self.apart(word)?,
            },
        };
        Some(format!("{before}{whole}{after}"))
    }

    /// A word that a name begins with and the next one, where the space between them is lost: `Andelpersoner`.
    fn apart(&self, word: &str) -> Option<String> {
        let cuts = word.char_indices().map(|(at, _)| word.split_at(at));
        let mut pairs = cuts.filter(|(first, next)| {
            first.starts_with(char::is_uppercase)
                && next.starts_with(char::is_lowercase)
                && self.quantities.contains(&first.to_lowercase())
                && self.stock.has_pair(first, next)
        });
        let (first, next) = pairs.next()?;
        pairs.next().is_none().then(|| format!("{first} {next}"))
    }

    /// How much speaks for the first part of a compound before a small word.
    fn evidence(&self, first: &str, small: &str, is_alone: bool) -> u32 {
        if first.chars().count() < SHORTEST || !first.chars().all(char::is_alphabetic) {
            return 0;
        }
        let stands_so = self.suspended.contains(&(first.to_owned(), small.to_owned()));
        let from = (Bound::Included(first), Bound::Unbounded);
        let begins = |word: Option<&str>| word.is_some_and(|word| word.starts_with(first));
        // The word itself begins so too.
        let mut words = self.words.range::<str, _>(from).map(String::as_str);
        let is_known = begins(
            self.stock
                .counts
                .range::<str, _>(from)
                .next()
                .map(|(word, _)| word.as_str()),
        ) || begins(words.find(|word| !word.ends_with(small)));
        u32::from(is_alone) + u32::from(is_known) + if stands_so { ENOUGH } else { 0 }
    }
}

fn phrases(words: &Words) -> BTreeSet<String> {
    let phrases = words.entries.iter().flat_map(|entry| &entry.phrases);
    phrases.map(|phrase| phrase.to_lowercase()).collect()
}

/// A word with the hyphens of another, each letter in its own case.
fn with_case(word: &str, whole: &str) -> String {
    let mut letters = word.chars();
    let letters = whole.chars().map(|letter| match letter {
        '-' => Some('-'),
        _ => letters.next(),
    });
    letters.flatten().collect()
}

/// What stands around a word, and the word.
fn core(text: &str) -> (&str, &str, &str) {
    let start = text.len()
        - text
            .trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .len();
    let end = text
        .trim_end_matches(|letter: char| !letter.is_alphanumeric())
        .len();
    let end = end.max(start);
    (&text[..start], &text[start..end], &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::from_text;

    fn restored(text: &str) -> String {
        let grammar = Grammar::built_in().unwrap();
        let mut pages = from_text(text);
        let hyphens = Hyphens::of(&grammar, &pages);
        let lines = pages.pages.iter_mut().flat_map(|page| &mut page.lines);
        let lines = lines.map(|line| {
            hyphens.restore(line, &mut BTreeMap::new());
            line.words
                .iter()
                .map(|word| word.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_hyphen_that_a_line_end_has_taken_comes_back() {
        for (lost, whole) in [
            (
                "krav på (miljöoch hälsofarliga ämnen)",
                "krav på (miljö- och hälsofarliga ämnen)",
            ),
            ("Nöjd Kundindex", "Nöjd Kund-index"),
            (
                "Andelpersoner som har ekonomiskt bistånd",
                "Andel personer som har ekonomiskt bistånd",
            ),
            // A part that nothing knows, and words that end like small ones.
            ("Murdoch och Koch", "Murdoch och Koch"),
            ("nya modeller gemensamt", "nya modeller gemensamt"),
            // The text has it elsewhere.
            (
                "prov- eller testdag\nproveller testdag",
                "prov- eller testdag\nprov- eller testdag",
            ),
        ] {
            assert_eq!(restored(lost), whole);
        }
    }
}
