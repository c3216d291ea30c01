//! Names of officials in running text, where a label tells them.

use super::contact::contacts;
use crate::grammar::{Grammar, squash};
use crate::record::Section;
use std::borrow::Cow;
use std::ops::Range;

/// Masks the names of those who sign, and of those who stand behind an official's label.
///
/// `signature = name signatory ; on one line, or on two that follow each other`
/// `official  = label ":" name / label, name on the next line`
pub(super) fn sign(grammar: &Grammar, sections: &mut [Section]) {
    let mut lines: Vec<(usize, Cow<'_, str>)> = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        lines.extend(section.text.split('\n').map(|line| (at, Cow::Borrowed(line))));
    }
    for at in 0..lines.len() {
        let line = |at: usize| lines.get(at).map(|(_, line)| &**line);
        let before = at.checked_sub(1).and_then(line);
        if let Some(masked) = masked(grammar, &lines[at].1, before, line(at + 1)) {
            lines[at].1 = Cow::Owned(masked);
        }
    }
    let is_changed = |(_, line): &(usize, Cow<'_, str>)| matches!(line, Cow::Owned(_));
    if lines.iter().any(is_changed) {
        let mut texts = vec![Vec::new(); sections.len()];
        for (at, line) in &lines {
            texts[*at].push(&**line);
        }
        let texts: Vec<String> = texts.into_iter().map(|lines| lines.join("\n")).collect();
        for (section, text) in sections.iter_mut().zip(texts) {
            section.text = text;
        }
    }
}

/// The line with a mask in place of the name in it.
fn masked(grammar: &Grammar, line: &str, before: Option<&str>, after: Option<&str>) -> Option<String> {
    let mask = |id: &str| grammar.contacts.entry(id)?.fact("mask");
    if is_name(line) {
        let is_signed = after.is_some_and(|after| is_signatory(grammar, after));
        let is_labelled = before.is_some_and(|before| behind_label(grammar, before) == Some(""));
        if is_signed || is_labelled {
            return mask("signatory").map(str::to_owned);
        }
    }
    // `Handläggare: Namn Efternamn`
    if let Some(rest) = behind_label(grammar, line).filter(|rest| is_name(rest)) {
        let label = &line[..line.len() - rest.len()];
        return Some(format!("{label}{}", mask("official")?));
    }
    // `Namn Efternamn Förvaltningschef`
    let mut spaces = line.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS);
    let at = spaces.find(|at| is_name(&line[..*at]) && is_signatory(grammar, line[*at..].trim_start()))?;
    Some(format!("{}{}", mask("signatory")?, &line[at..]))
}

/// What stands behind an official's label: nothing, or a text after a colon.
pub(super) fn behind_label<'t>(grammar: &Grammar, line: &'t str) -> Option<&'t str> {
    let is_label = |rest: &str| rest.is_empty() || rest.starts_with(':');
    let exact = grammar.contacts.start(line).and_then(|(entry, taken)| {
        let rest = line[taken..].trim_start();
        (entry.fact("role") == Some("official") && is_label(rest)).then_some(rest)
    });
    let rest = exact.or_else(|| {
        let (label, rest) = line.split_at(line.find(':').unwrap_or(line.len()));
        is_nearly(grammar, "official", label).then_some(rest)
    })?;
    Some(rest.trim_start_matches(':').trim())
}

/// A line that is an official's title and little more.
pub(super) fn is_signatory(grammar: &Grammar, line: &str) -> bool {
    const MORE_WORDS: usize = 4;
    let role = grammar.contacts.start(line);
    let is_exact = role.is_some_and(|(entry, taken)| {
        let rest = &line[taken..];
        entry.fact("role") == Some("signatory")
            && rest.split_whitespace().count() <= MORE_WORDS
            && !rest.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ':'))
    });
    is_exact || is_nearly(grammar, "signatory", line)
}

/// Whether a text is a label with a letter lost, added or changed: `Handl ggare`, `Förvaltnings hef`.
pub(super) fn is_nearly(grammar: &Grammar, role: &str, text: &str) -> bool {
    const LONGEST: usize = 40;
    /// So many letters allow for one that is wrong.
    const LETTERS_FOR_ONE: usize = 6;
    if text.len() > LONGEST {
        return false;
    }
    let text = squash(text);
    let entries = grammar
        .contacts
        .entries
        .iter()
        .filter(|entry| entry.fact("role") == Some(role));
    let mut phrases = entries
        .flat_map(|entry| &entry.phrases)
        .map(|phrase| squash(phrase));
    phrases.any(|phrase| {
        let letters = phrase.chars().count();
        let wrong = letters / LETTERS_FOR_ONE;
        // The definite form and the plural are other words.
        let is_longer = text.starts_with(&phrase);
        wrong > 0
            && !is_longer
            && text.chars().count().abs_diff(letters) <= wrong
            && strsim::levenshtein(&text, &phrase) <= wrong
    })
}

/// So many words has the longest name.
const MOST_WORDS: usize = 4;

/// Two to four words that begin with a capital and go on in lower case: a name, if a label says so.
pub(super) fn is_name(text: &str) -> bool {
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let is_word = |word: &str| {
        word.split('-').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_lowercase)
                && letters.all(char::is_lowercase)
        })
    };
    let words: Vec<&str> = text.split(' ').take(MOST_WORDS + 1).collect();
    (2..=MOST_WORDS).contains(&words.len())
        && words
            .iter()
            .enumerate()
            .all(|(at, word)| is_word(word) || at > 0 && at + 1 < words.len() && is_particle(word))
}

/// `von`, `af`, `de`: short words in lower case inside a name.
fn is_particle(word: &str) -> bool {
    const LONGEST: usize = 3;
    word.chars().count() <= LONGEST && word.chars().all(char::is_lowercase)
}

/// Where names stand in a text behind a label that says so.
///
/// `labelled = (official / signatory) ":" 1*name / responsible ":" 1*name end / signatory name "," contact`
pub(super) fn labelled(grammar: &Grammar, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| matches!(byte, b':' | b',')) {
        return found;
    }
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let begins = !text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-');
        let names = if begins && letter.is_alphabetic() {
            names_at(grammar, text, at)
        } else {
            Vec::new()
        };
        at = names.last().map_or(at + letter.len_utf8(), |last| last.end);
        found.extend(names);
    }
    found
}

fn names_at(grammar: &Grammar, text: &str, at: usize) -> Vec<Range<usize>> {
    let Some((entry, taken)) = grammar.contacts.start(&text[at..]) else {
        return Vec::new();
    };
    let role = entry.fact("role").unwrap_or_default();
    if !matches!(role, "official" | "signatory" | "responsible") {
        return Vec::new();
    }
    let after = text[at + taken..].trim_start();
    let Some(list) = after.strip_prefix(':') else {
        let name = (role == "signatory").then(|| reached(grammar, after)).flatten();
        let start = text.len() - after.len();
        return name.map(|length| start..start + length).into_iter().collect();
    };
    let line = list.split('\n').next().unwrap_or_default();
    let start = text.len() - list.len();
    let (names, rest) = names(grammar, line);
    if role == "responsible" && !rest.trim_matches([' ', '.']).is_empty() {
        return Vec::new();
    }
    let shifted = names
        .into_iter()
        .map(|range| start + range.start..start + range.end);
    shifted.collect()
}

/// How long the name is that a telephone number or an address follows: `Namn Efternamn, tel 08-508 00 000`.
fn reached(grammar: &Grammar, text: &str) -> Option<usize> {
    const FARTHEST: usize = 20;
    let (name, rest) = beginning(text).split_once(',')?;
    let is_near = || {
        let found = contacts(&grammar.contacts, rest);
        found
            .first()
            .is_some_and(|contact| contact.range.start <= FARTHEST)
    };
    (is_person(grammar, name) && is_near()).then_some(name.len())
}

/// As much of a text as a name and what follows it may take: labels may stand anywhere, and in great number.
fn beginning(text: &str) -> &str {
    const LONGEST: usize = 200;
    let end = text
        .char_indices()
        .nth(LONGEST)
        .map_or(text.len(), |(end, _)| end);
    &text[..end]
}

/// The names that a text begins with, one after the other, and what follows them.
pub(super) fn names<'t>(grammar: &Grammar, text: &'t str) -> (Vec<Range<usize>>, &'t str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let start = text.len() - rest.trim_start().len();
        let (name, after) = first_part(grammar, &text[start..]);
        let name = name.trim_end_matches([' ', '.']);
        if !is_person(grammar, name) {
            return (found, rest);
        }
        found.push(start..start + name.len());
        rest = after;
    }
}

/// What stands before the next sign or word that divides names, and what stands behind it.
fn first_part<'t>(grammar: &Grammar, text: &'t str) -> (&'t str, &'t str) {
    const SIGNS: [char; 5] = [',', '/', '&', ';', '('];
    let is_divider = |rest: &str| {
        let entry = grammar.contacts.start(rest).map(|(entry, _)| entry);
        let role = entry.and_then(|entry| entry.fact("role"));
        matches!(
            role,
            Some("telephone-label" | "telephone-word" | "telephone-joint")
        ) || grammar.title.start(rest).is_some()
    };
    for (at, letter) in beginning(text).char_indices() {
        if SIGNS.contains(&letter) {
            return (&text[..at], &text[at + 1..]);
        }
        let rest = &text[at + letter.len_utf8()..];
        if letter == ' ' && is_divider(rest) {
            let joint = rest.split(' ').next().unwrap_or_default();
            let is_joint = grammar
                .contacts
                .whole(joint)
                .is_some_and(|entry| entry.fact("role") == Some("telephone-joint"));
            let taken = if is_joint { joint.len() } else { 0 };
            return (&text[..at], &rest[taken..]);
        }
    }
    (text, "")
}

/// A name, and none of a body, a part of one, a district or a place in it, nor of a park or a project.
pub(super) fn is_person(grammar: &Grammar, text: &str) -> bool {
    is_name(text) && !grammar.is_of_body(text) && !grammar.is_of_thing(text)
}

/// Whether a word names a part of the administration.
pub(super) fn is_of_administration(grammar: &Grammar, word: &str) -> bool {
    let entry = grammar.contacts.at_end(word.trim_end_matches([',', '.']));
    entry.is_some_and(|entry| entry.fact("role") == Some("administration"))
}
