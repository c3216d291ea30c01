//! Names that a text spells otherwise than the front of its report, where one of both is damaged.
//!
//! A name is compared word by word: the front says `PrÃ¶varnius, Kajsa`, the text `Kajsa Prövarnius`. What is compared
//! is a word in capitals that nobody knows; how many letters may differ grows with its length and with what stands
//! beside it.

use super::suspect::Lexicon;
use crate::grammar::Grammar;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Fewer letters are near to too much.
const FEWEST_LETTERS: usize = 4;
/// Words of names that are looked for.
const MOST: usize = 200;

/// The words of the names of a report.
#[derive(Debug, Clone, Default)]
pub(super) struct NearNames {
    /// Folded, each once.
    words: Vec<String>,
    /// Words that the report has in lower case: in capitals they begin a sentence.
    plain: HashSet<String>,
}

impl NearNames {
    /// Takes the words of names that are no words of reports, and what nobody knows of lines that are withheld, beside
    /// the texts of the report.
    pub(super) fn of<'t>(
        lexicon: &Lexicon<'_>,
        names: impl Iterator<Item = &'t str>,
        withheld: impl Iterator<Item = &'t str>,
        texts: impl Iterator<Item = &'t str>,
    ) -> Self {
        let names = names.flat_map(str::split_whitespace);
        let words: BTreeSet<String> = names
            .chain(withheld.flat_map(words))
            .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
            .filter(|word| !lexicon.has(word) && !word.starts_with(|letter: char| letter.is_ascii_digit()))
            .flat_map(|word| std::iter::once(word).chain(word.split('-').filter(move |part| *part != word)))
            .map(folded)
            .filter(|word| word.chars().count() >= FEWEST_LETTERS)
            .collect();
        if words.is_empty() {
            return Self::default();
        }
        let plain = texts
            .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()))
            .filter(|word| word.starts_with(char::is_lowercase))
            .map(folded)
            .collect();
        let words = words.into_iter().take(MOST).collect();
        Self { words, plain }
    }

    /// Where names stand in a text that are nearly one of the report's.
    pub(super) fn find(&self, grammar: &Grammar, text: &str) -> Vec<Range<usize>> {
        if self.words.is_empty() || !text.contains(|letter: char| letter.is_uppercase()) {
            return Vec::new();
        }
        let lexicon = Lexicon::new(grammar, std::iter::empty());
        let runs = lexicon.runs(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for range in lexicon.unknown(text) {
            if found.last().is_some_and(|last| range.start < last.end) {
                continue;
            }
            let run = runs
                .iter()
                .find(|run| run.start <= range.start && range.end <= run.end);
            let begins = begins_sentence(&text[..range.start]);
            // A word alone must say more than one that has another beside it.
            let letters_for_one = match (run.is_some(), begins) {
                (true, _) => 4,
                (false, false) => 5,
                (false, true) => usize::MAX,
            };
            if self.is_near(&text[range.clone()], letters_for_one) {
                found.push(run.cloned().unwrap_or(range));
            }
        }
        found
    }

    fn is_near(&self, word: &str, letters_for_one: usize) -> bool {
        let word = folded(word);
        if self.plain.contains(&word) {
            return false;
        }
        let parts = word.split('-').filter(|part| part.len() < word.len());
        std::iter::once(word.as_str()).chain(parts).any(|word| {
            let letters = word.chars().count();
            let is_same = |known: &String| {
                let wrong = letters.min(known.chars().count()) / letters_for_one;
                letters.abs_diff(known.chars().count()) <= wrong && strsim::levenshtein(known, word) <= wrong
            };
            letters >= FEWEST_LETTERS && self.words.iter().any(is_same)
        })
    }
}

/// The words of a line, and of the name before `@`; a street before its number is none.
fn words(line: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 4;
    let is_number = |word: Option<&str>| {
        word.is_some_and(|word| word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut after = line.split_whitespace().skip(1);
    let words = line.split_whitespace().filter(move |_| !is_number(after.next()));
    words.flat_map(|word| {
        let (name, is_address) = word
            .split_once('@')
            .map_or((word, false), |(name, _)| (name, true));
        name.split(move |letter: char| is_address && matches!(letter, '.' | '_'))
    })
}

/// Whether what follows is the first word of a sentence or of a line.
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '"', '”', '(']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '•', '–', '-', '*', '#', '|'])
}

/// Letters without case and marks, the genitive's `s` too.
fn folded(word: &str) -> String {
    let letters = word.nfkd().filter(|letter| !is_combining_mark(*letter));
    let letters = letters.map(|letter| match letter {
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' => 'd',
        'ł' | 'Ł' => 'l',
        'ı' => 'i',
        letter => letter,
    });
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> Vec<String> {
        let grammar = Grammar::built_in().unwrap();
        let lexicon = Lexicon::new(&grammar, std::iter::empty());
        let near = NearNames::of(
            &lexicon,
            std::iter::empty(),
            std::iter::once(name),
            std::iter::once(text),
        );
        let found = near.find(&grammar, text);
        found.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_name_is_met_however_its_letters_were_damaged() {
        for name in [
            "Kajsa Provarnius",
            "PROVARNIUS, KAJSA",
            "Kajsa PrÃ¶varnius",
            "Kajsa Pr?varnius",
            "Kjasa Prövarnus",
            "Rapportör: kajsa prövarnius",
            "bsPrövarnius",
            "kajsa.provarnius@stockholm.se",
        ] {
            assert_eq!(
                found(name, "Frågor besvaras av Kajsa Prövarnius under året."),
                ["Kajsa Prövarnius"],
                "{name}"
            );
            assert_eq!(
                found(name, "Frågor besvaras av Prövarnius under året."),
                ["Prövarnius"],
                "{name}"
            );
        }
    }

    #[test]
    fn what_is_near_and_no_name_stays() {
        assert!(
            found(
                "Kajsa Provarnius",
                "Provarna är gjorda. Alla provar och proven är nya."
            )
            .is_empty()
        );
        assert!(
            found(
                "Kajsa Lindgren",
                "Lindringen är god, och lindring ges. Linden står i Vällingby."
            )
            .is_empty()
        );
        assert!(found("Kajsa Holm", "Besök i Halmstad, på Holmen och i Hela staden.").is_empty());
        assert!(found("Provgatan 12", "Besök på Provgatan.").is_empty());
        assert!(found("", "Frågor besvaras av Kajsa Prövarnius.").is_empty());
    }
}
