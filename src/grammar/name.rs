//! The names of indicators and goals without what is noise in them.

use super::Words;
use crate::trace::hex;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The words that are noise in names.
#[derive(Debug, Clone)]
pub struct NameWords {
    /// First words that mean the same, as `Andel` and `Andelen`; `kind` says what they count.
    pub first: Words,
    /// What says in parentheses at the end which bodies report it.
    pub lists: Words,
    /// Words by which near names measure different things, one class in each entry.
    pub substance: Words,
}

impl NameWords {
    /// The name without noise: two names with the same key are the same name.
    ///
    /// Capitals, white space, hyphens and dashes between words, quotes, brackets, commas and full stops are
    /// noise, and so are soft hyphens, marks in front, a list of bodies at the end and the form of the first
    /// word. Every letter and digit counts, and so does a sign with a meaning: `1-14`, `0,5`, `män/pojkar`.
    pub fn key(&self, name: &str) -> String {
        let name = unified(name);
        match self.parts(&name) {
            (Some(word), rest) => format!("{word} {}", bare(rest)).trim_end().to_owned(),
            (None, rest) => bare(rest),
        }
    }

    /// The words that count, in order and without what is noise in them.
    pub fn words(&self, name: &str) -> Vec<String> {
        let name = unified(name);
        let (first, rest) = self.parts(&name);
        let rest = rest.split_whitespace().map(bare).filter(|word| !word.is_empty());
        first.map(str::to_owned).into_iter().chain(rest).collect()
    }

    /// What the first word says of the figure: an id of `quantities.json`.
    pub fn kind(&self, name: &str) -> Option<&str> {
        let (entry, _) = self.first.start(name)?;
        entry.fact("kind")
    }

    /// A stable id for a name that no register knows, readable and unique. None for a name without letters.
    pub fn own_id(&self, name: &str) -> Option<String> {
        const READABLE: usize = 40;
        const HASH: usize = 8;
        let key = self.key(name);
        if key.is_empty() {
            return None;
        }
        let hash = hex(&Sha256::digest(key.as_bytes()));
        let mut readable = slug(&key);
        readable.truncate(READABLE);
        let parts = [readable.trim_end_matches('-'), &hash[..HASH]];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        Some(parts.collect::<Vec<_>>().join("-"))
    }

    /// The first word in its usual form, where it is one that has several, and the rest of the name.
    fn parts<'a>(&'a self, name: &'a str) -> (Option<&'a str>, &'a str) {
        let name = self.without_list(name.trim_start_matches(|letter: char| !letter.is_alphanumeric()));
        match self.first.start(name) {
            Some((entry, taken)) => (entry.fact("word"), &name[taken..]),
            None => (None, name),
        }
    }

    /// The name without lists of bodies in parentheses at its end.
    fn without_list<'a>(&self, mut name: &'a str) -> &'a str {
        let is_end = |letter: char| letter != ')' && !letter.is_alphanumeric();
        while let Some(inside) = name.trim_end_matches(is_end).strip_suffix(')')
            && let Some((before, list)) = inside.rsplit_once('(')
            && self.lists.whole(&bare(list)).is_some()
        {
            name = before;
        }
        name
    }
}

/// The name with one form for letters that have several; nearly every name has it.
fn unified(name: &str) -> Cow<'_, str> {
    match is_nfkc_quick(name.chars()) {
        IsNormalized::Yes => Cow::Borrowed(name),
        _ => Cow::Owned(name.nfkc().collect()),
    }
}

/// The letters, digits and signs that count, in lower case.
fn bare(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters: Vec<char> = words
        .join(" ")
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .collect();
    let is_digit = |letter: Option<&char>| letter.is_some_and(char::is_ascii_digit);
    let mut bare = String::with_capacity(text.len());
    for (at, letter) in letters.iter().copied().enumerate() {
        let (before, after) = (&letters[..at], &letters[at + 1..]);
        let stands_between_digits = is_digit(before.last()) && is_digit(after.first());
        match letter {
            letter if letter.is_alphanumeric() => bare.extend(letter.to_lowercase()),
            // Digits that stand apart are two numbers, unless the second is a group of thousands.
            ' ' if stands_between_digits && !is_group(after) => bare.push(' '),
            // A decimal comma or point.
            ',' | '.' if stands_between_digits => bare.push(','),
            // From one number to another, or a sign; else a hyphen or dash between words.
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                let last = before.iter().rfind(|letter| **letter != ' ');
                let is_in_word = last.is_some_and(|letter| letter.is_alphabetic());
                if !is_in_word && is_digit(after.iter().find(|letter| **letter != ' ')) {
                    bare.push('-');
                }
            }
            '\u{2044}' => bare.push('/'),
            '/' | '%' | '§' | '&' | '+' | '<' | '>' | '=' | '±' | '≤' | '≥' | '°' | '‰' => {
                bare.push(letter)
            }
            _ => {}
        }
    }
    bare
}

/// Whether the text begins with exactly three digits.
fn is_group(letters: &[char]) -> bool {
    letters
        .iter()
        .take_while(|letter| letter.is_ascii_digit())
        .count()
        == 3
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// The text as part of an id: small letters a-z and digits, with hyphens between words.
pub fn slug(text: &str) -> String {
    let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    let letters = letters.flat_map(char::to_lowercase);
    let spaced: String = letters
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join("-")
}
