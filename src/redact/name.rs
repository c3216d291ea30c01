//! Names of officials in running text, where a label tells them.

use crate::grammar::Grammar;
use crate::record::Section;

/// Masks the names of those who sign, and of those who stand behind an official's label.
///
/// `signature = name signatory ; on one line, or on two that follow each other`
/// `official  = label ":" name / label, name on the next line`
pub(super) fn sign(grammar: &Grammar, sections: &mut [Section]) {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        lines.extend(section.text.split('\n').map(|line| (at, line.to_owned())));
    }
    let mut changed = false;
    for at in 0..lines.len() {
        let before = at.checked_sub(1).map(|before| lines[before].1.clone());
        let after = lines.get(at + 1).map(|(_, line)| line.clone());
        if let Some(masked) = masked(grammar, &lines[at].1, before.as_deref(), after.as_deref()) {
            lines[at].1 = masked;
            changed = true;
        }
    }
    if changed {
        let mut texts = vec![Vec::new(); sections.len()];
        for (at, line) in lines {
            texts[at].push(line);
        }
        for (section, lines) in sections.iter_mut().zip(texts) {
            section.text = lines.join("\n");
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
    let mut spaces = line.match_indices(' ').map(|(at, _)| at);
    let at = spaces.find(|at| is_name(&line[..*at]) && is_signatory(grammar, line[*at..].trim_start()))?;
    Some(format!("{}{}", mask("signatory")?, &line[at..]))
}

/// What stands behind an official's label: nothing, or a text after a colon.
fn behind_label<'t>(grammar: &Grammar, line: &'t str) -> Option<&'t str> {
    let (entry, taken) = grammar.contacts.start(line)?;
    let rest = line[taken..].trim_start();
    (entry.fact("role") == Some("official") && (rest.is_empty() || rest.starts_with(':')))
        .then(|| rest.trim_start_matches(':').trim())
}

/// A line that is an official's title and little more.
fn is_signatory(grammar: &Grammar, line: &str) -> bool {
    const MORE_WORDS: usize = 4;
    let role = grammar.contacts.start(line);
    role.is_some_and(|(entry, taken)| {
        let rest = &line[taken..];
        entry.fact("role") == Some("signatory")
            && rest.split_whitespace().count() <= MORE_WORDS
            && !rest.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ':'))
    })
}

/// Two to four words that begin with a capital and go on in lower case: a name, if a label says so.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        word.split('-').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_lowercase)
                && letters.all(char::is_lowercase)
        })
    };
    let words: Vec<&str> = text.split(' ').collect();
    (2..=4).contains(&words.len())
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
