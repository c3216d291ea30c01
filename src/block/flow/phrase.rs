//! Phrases that stand where a target is still to be set, and the pieces that a converter makes of them.

use crate::grammar::{Grammar, squash};

/// Whether a text is the beginning of what stands where a target is still to be set, a phrase at least.
pub(super) fn begins_phrase(grammar: &Grammar, text: &str) -> bool {
    let wanted = squash(text);
    let begins = grammar.qualifiers.start(text);
    begins.is_some_and(|(entry, _)| {
        entry.fact("kind") == Some("to-be-set")
            && entry
                .phrases
                .iter()
                .any(|phrase| squash(phrase).starts_with(&wanted))
    })
}

/// Whether some words are a part of what stands where a target is still to be set, and no other text.
pub(super) fn is_part_of_phrase(grammar: &Grammar, text: &str) -> bool {
    let wanted = squash(text);
    text.trim().contains(' ')
        && to_be_set(grammar)
            .map(squash)
            .any(|phrase| phrase.len() > wanted.len() && phrase.contains(&wanted))
}

/// A text as phrases are compared, if one that stands where a target is still to be set goes on after it.
pub(super) fn begun_phrase(grammar: &Grammar, text: &str) -> Option<String> {
    let begun = squash(text);
    to_be_set(grammar)
        .map(squash)
        .any(|phrase| phrase.starts_with(&begun))
        .then_some(begun)
}

/// What stands where a target is still to be set.
pub(in crate::block) fn to_be_set(grammar: &Grammar) -> impl Iterator<Item = &str> {
    let entries = grammar.qualifiers.entries.iter();
    entries
        .filter(|entry| entry.fact("kind") == Some("to-be-set"))
        .flat_map(|entry| entry.phrases.iter().map(String::as_str))
}

/// The positions of the words of a phrase, if they stand in this order among others.
pub(in crate::block) fn subsequence(phrase: &str, words: &[&str]) -> Option<Vec<usize>> {
    let mut taken = Vec::new();
    let mut at = 0;
    for wanted in phrase.split_whitespace() {
        let found = words[at..]
            .iter()
            .position(|word| word.to_lowercase() == wanted.to_lowercase())?;
        taken.push(at + found);
        at += found + 1;
    }
    Some(taken)
}
