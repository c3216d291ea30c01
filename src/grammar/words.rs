//! Word files: phrases with one meaning each, matched without regard to case and white space.
//!
//! White space does not count because narrow columns break words (`Periode ns utfall`).

use crate::trace::Error;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// One meaning and the ways it is printed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it means; kebab-case, unique in its file.
    pub id: String,
    /// Printed forms.
    pub phrases: Vec<String>,
    /// Further facts that code asks for by name.
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    /// First year in which it was used, where known.
    #[serde(default)]
    pub from: Option<i32>,
    /// Last year in which it was used, where known.
    #[serde(default)]
    pub to: Option<i32>,
    /// Texts that must be read as this entry.
    pub examples: Vec<String>,
    /// Texts that must not.
    #[serde(default)]
    pub not: Vec<String>,
    /// For people.
    #[serde(default)]
    pub note: Option<String>,
}

impl Entry {
    /// A further fact, or nothing.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.with.get(name).map(String::as_str)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    what: String,
    #[serde(rename = "match")]
    matching: String,
    entries: Vec<Entry>,
}

/// What is wrong with an entry of a file.
fn fault(file: &str, entry: &str, reason: impl Into<String>) -> Error {
    Error::Grammar {
        at: format!("{file}, entry {entry}"),
        reason: reason.into(),
    }
}

/// How the examples of a file are read; what code asks of the file.
const MATCHING: &[&str] = &[
    "whole", "label", "marker", "heading", "column", "row", "cell", "prefix", "within", "end", "contact",
];

/// The phrases of one file.
#[derive(Debug, Clone)]
pub struct Words {
    /// The file below the grammar folder.
    pub file: String,
    /// What the file holds, for people.
    pub what: String,
    /// How its examples are read.
    pub matching: String,
    /// Its entries in order.
    pub entries: Vec<Entry>,
    /// The entries of squashed phrases.
    whole: HashMap<String, usize>,
    /// Squashed phrases by first letter, longest first.
    starts: BTreeMap<char, Vec<(String, usize)>>,
    /// Squashed phrases, longest first.
    ends: Vec<(String, usize)>,
}

impl Words {
    /// Reads a word file.
    pub(super) fn read(name: &str, text: &str) -> Result<Self, Error> {
        let bad_file = |reason: String| Error::Grammar {
            at: name.to_owned(),
            reason,
        };
        let bad = |entry: &str, reason: String| fault(name, entry, reason);
        let file: File = serde_json::from_str(text).map_err(|error| bad_file(error.to_string()))?;
        if !MATCHING.contains(&file.matching.as_str()) {
            return Err(bad_file(format!("`match` is none of {}", MATCHING.join(", "))));
        }
        let mut whole = HashMap::new();
        let mut starts: BTreeMap<char, Vec<(String, usize)>> = BTreeMap::new();
        let mut ends = Vec::new();
        for (index, entry) in file.entries.iter().enumerate() {
            let kebab = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            if entry.id.is_empty() || !entry.id.chars().all(kebab) {
                return Err(bad(&entry.id, "the id is not kebab-case".into()));
            }
            if file.entries[..index].iter().any(|other| other.id == entry.id) {
                return Err(bad(&entry.id, "the id stands twice".into()));
            }
            if entry.phrases.is_empty() {
                return Err(bad(&entry.id, "it has no phrases".into()));
            }
            if let (Some(from), Some(to)) = (entry.from, entry.to)
                && from > to
            {
                return Err(bad(&entry.id, format!("`from` {from} is after `to` {to}")));
            }
            for phrase in &entry.phrases {
                let squashed = squash(phrase);
                let Some(first) = squashed.chars().next() else {
                    return Err(bad(&entry.id, "a phrase is empty".into()));
                };
                if let Some(other) = whole.insert(squashed.clone(), index)
                    && other != index
                {
                    let other = &file.entries[other].id;
                    return Err(bad(
                        &entry.id,
                        format!("the phrase \"{phrase}\" is also in entry {other}"),
                    ));
                }
                starts.entry(first).or_default().push((squashed.clone(), index));
                ends.push((squashed, index));
            }
        }
        for list in starts.values_mut().chain([&mut ends]) {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        Ok(Self {
            file: name.to_owned(),
            what: file.what,
            matching: file.matching,
            entries: file.entries,
            whole,
            starts,
            ends,
        })
    }

    /// What is wrong with one of its entries.
    pub(super) fn fault(&self, entry: &str, reason: impl Into<String>) -> Error {
        fault(&self.file, entry, reason)
    }

    /// The entry with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The entry that the whole text is a phrase of; a final colon or full stop does not count.
    pub fn whole(&self, text: &str) -> Option<&Entry> {
        let is_end = |letter: char| is_space(letter) || matches!(letter, ':' | '.' | '*');
        self.starting_like(text).iter().find_map(|(phrase, index)| {
            let taken = take(phrase, text)?;
            text[taken..].chars().all(is_end).then(|| &self.entries[*index])
        })
    }

    /// The longest phrase that the text begins with, ending at the end of a word: its entry, and the
    /// bytes of the text that it took.
    pub fn start(&self, text: &str) -> Option<(&Entry, usize)> {
        self.start_index(text)
            .map(|(index, taken)| (&self.entries[index], taken))
    }

    fn start_index(&self, text: &str) -> Option<(usize, usize)> {
        self.starting_like(text).iter().find_map(|(phrase, index)| {
            let taken = take(phrase, text)?;
            let ends = !phrase.ends_with(char::is_alphanumeric)
                || !text[taken..].starts_with(|letter: char| letter.is_alphanumeric());
            ends.then_some((*index, taken))
        })
    }

    /// The squashed phrases with the first letter of the text, longest first.
    fn starting_like(&self, text: &str) -> &[(String, usize)] {
        let first = text.chars().find(|letter| !is_space(*letter)).and_then(fold);
        let list = first.and_then(|first| self.starts.get(&first));
        list.map_or(&[], Vec::as_slice)
    }

    /// Like [`Words::start`], without asking for the end of a word after the phrase. For text whose
    /// white space has been lost.
    pub fn start_glued(&self, text: &str) -> Option<(&Entry, usize)> {
        self.starting_like(text).iter().find_map(|(phrase, index)| {
            let taken = take(phrase, text)?;
            Some((&self.entries[*index], taken))
        })
    }

    /// The first entry in the order of the file of which a phrase stands anywhere in the text, on word
    /// borders.
    pub fn within(&self, text: &str) -> Option<&Entry> {
        self.all_within(text)
            .into_iter()
            .min()
            .map(|index| &self.entries[index])
    }

    /// The ids of every entry of which a phrase stands in the text.
    pub fn ids_within(&self, text: &str) -> Vec<&str> {
        let mut found = self.all_within(text);
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .map(|index| self.entries[index].id.as_str())
            .collect()
    }

    fn all_within(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = 0;
        let mut before = ' ';
        while let Some(letter) = text[at..].chars().next() {
            if !before.is_alphanumeric()
                && let Some((index, taken)) = self.start_index(&text[at..])
            {
                found.push(index);
                before = text[..at + taken].chars().next_back().unwrap_or(' ');
                at += taken.max(letter.len_utf8());
                continue;
            }
            before = letter;
            at += letter.len_utf8();
        }
        found
    }

    /// The entry of which the longest phrase ends the text, also as the end of a compound.
    pub fn at_end(&self, text: &str) -> Option<&Entry> {
        let squashed = squash(text);
        self.ends
            .iter()
            .find(|(phrase, _)| squashed.ends_with(phrase.as_str()))
            .map(|(_, index)| &self.entries[*index])
    }

    /// The phrase as the grammar spells it, for text that narrow columns have broken; the case of the
    /// first letter stays as printed.
    pub fn spelled(&self, text: &str) -> Option<String> {
        let squashed = squash(text);
        let entry = &self.entries[*self.whole.get(&squashed)?];
        let phrase = entry.phrases.iter().find(|phrase| squash(phrase) == squashed)?;
        Some(with_case_of(text, phrase))
    }
}

/// The phrase with its first letter in the case of the text's first letter.
pub(crate) fn with_case_of(text: &str, phrase: &str) -> String {
    let upper = text.trim_start().chars().next().is_some_and(char::is_uppercase);
    let mut letters = phrase.chars();
    match letters.next() {
        Some(first) if upper => first.to_uppercase().chain(letters).collect(),
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// How many bytes of the text the squashed phrase takes at its start, white space not counted.
fn take(phrase: &str, text: &str) -> Option<usize> {
    let mut letters = text.char_indices().filter(|(_, letter)| !is_space(*letter));
    let mut end = 0;
    for wanted in phrase.chars() {
        let (at, letter) = letters.next()?;
        if fold(letter) != Some(wanted) {
            return None;
        }
        end = at + letter.len_utf8();
    }
    Some(end)
}

/// A letter in lower case, dashes and quotes unified; none for letters that grow when lowered.
fn fold(letter: char) -> Option<char> {
    let letter = match letter {
        // Most letters are these, and the table of all letters need not be asked.
        '`' => '\'',
        letter if letter.is_ascii() => return Some(letter.to_ascii_lowercase()),
        'ß'..='ÿ' => return Some(letter),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2019}' | '\u{00B4}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' => '"',
        other => other,
    };
    let mut lower = letter.to_lowercase();
    let first = lower.next();
    if lower.next().is_some() {
        Some(letter)
    } else {
        first
    }
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

/// The text without white space and soft hyphens, in lower case, dashes and quotes unified.
pub fn squash(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_space(*letter))
        .filter_map(fold)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::read(
            "test.json",
            r#"{"what": "a test", "match": "column", "entries": [
                {"id": "outcome", "phrases": ["Periodens utfall", "Utfall"], "examples": []},
                {"id": "target", "phrases": ["Årsmål", "KF:s årsmål"], "examples": []}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn white_space_and_case_do_not_count() {
        assert_eq!(words().whole("Periode ns UTFALL").unwrap().id, "outcome");
        assert_eq!(words().whole("  kf:s\u{a0}årsmål: ").unwrap().id, "target");
        assert!(words().whole("Periodens utfall VB 2016").is_none());
    }

    #[test]
    fn a_start_takes_the_longest_phrase_up_to_the_end_of_a_word() {
        let words = words();
        let (entry, taken) = words.start("Periode ns utfall VB 2016").unwrap();
        assert_eq!(
            (entry.id.as_str(), &"Periode ns utfall VB 2016"[taken..]),
            ("outcome", " VB 2016")
        );
        assert!(words.start("Utfallet blev").is_none());
    }

    #[test]
    fn a_phrase_is_found_within_on_word_borders() {
        assert_eq!(words().within("Justerat årsmål 2").unwrap().id, "target");
        assert!(words().within("delårsmål").is_none());
    }

    #[test]
    fn faults_are_told_with_file_entry_and_reason() {
        let twice = r#"{"what": "x", "match": "whole", "entries": [
            {"id": "a", "phrases": ["Ja"], "examples": []},
            {"id": "b", "phrases": ["J a"], "examples": []}]}"#;
        let error = Words::read("x.json", twice).unwrap_err().to_string();
        assert_eq!(
            error,
            "grammar x.json, entry b: the phrase \"J a\" is also in entry a"
        );
    }
}
