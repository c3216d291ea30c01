//! The data in `grammars/`: every example is read as its entry, and no `not` is.

use utfall::grammar::{Entry, Grammar, Words};

/// Reads a text as code reads the words of this file.
fn found<'g>(words: &'g Words, text: &str) -> Option<&'g Entry> {
    let bare = text.trim_matches(['#', '*', ' ']);
    let without_mark = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let rest = |taken: usize, text: &str| text[taken..].trim().to_owned();
    match words.matching.as_str() {
        "whole" => words.whole(text),
        "heading" => words.whole(bare),
        "marker" => words.whole(without_mark),
        "label" => words.start(text).and_then(|(entry, taken)| {
            let rest = rest(taken, text);
            let number = rest.trim_end_matches(':').trim();
            (rest.is_empty() || rest.ends_with(':') && number.chars().all(|letter| letter.is_ascii_digit()))
                .then_some(entry)
        }),
        "column" => words.whole(text).or_else(|| {
            let (entry, taken) = words.start_glued(text)?;
            text[taken..]
                .chars()
                .any(|letter| letter.is_ascii_digit())
                .then_some(entry)
        }),
        "row" | "prefix" => words.start(text).map(|(entry, _)| entry),
        "cell" => words.start_glued(text).map(|(entry, _)| entry).or_else(|| {
            // `791 (prel)`: a word behind the figure.
            text.match_indices(' ')
                .find_map(|(at, _)| words.whole(&text[at..]))
        }),
        "within" => words.within(text),
        "end" => words.at_end(text),
        "contact" => match utfall::redact::contacts(words, text).first() {
            Some(contact) => Some(contact.entry),
            None => words
                .start(text)
                .map(|(entry, _)| entry)
                .filter(|entry| entry.fact("role") != Some("e-mail")),
        },
        other => panic!("{}: unknown way of matching: {other}", words.file),
    }
}

#[test]
fn every_entry_is_read_from_its_examples_and_from_no_counterexample() {
    let grammar = Grammar::built_in().unwrap();
    let mut faults = Vec::new();
    for words in grammar.word_files() {
        for entry in &words.entries {
            if entry.examples.is_empty() {
                faults.push(format!("{} {}: no example", words.file, entry.id));
            }
            for example in &entry.examples {
                let read = found(words, example).map(|entry| entry.id.as_str());
                if read != Some(entry.id.as_str()) {
                    faults.push(format!(
                        "{} {}: \"{example}\" is read as {read:?}",
                        words.file, entry.id
                    ));
                }
            }
            for not in &entry.not {
                if found(words, not).is_some_and(|read| read.id == entry.id) {
                    faults.push(format!("{} {}: \"{not}\" is read as it", words.file, entry.id));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
