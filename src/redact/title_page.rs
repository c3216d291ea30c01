//! The title page: which of its lines may be shown.
//!
//! A name looks like any two words, and stands beside others: `Namn Efternamn Enheten för prov` in one line, its
//! title glued to it, alone above the foot of the page. So a line is shown only if all of it is known to be
//! something else.

use super::name::{behind_label, is_of_administration, is_signatory, names};
use crate::grammar::{Entry, Grammar, squash};
use crate::lex::{date, year};
use crate::record::{DocType, Head, Report};

/// The kind of furniture that the lines of a title page are.
const KIND: &str = "title-page";

/// Puts a mask in place of every line of a title page that may hold a name or a number of a person, and gives
/// those lines, the longest first.
pub(super) fn withhold(grammar: &Grammar, report: &mut Report) -> Vec<String> {
    let heads = std::iter::once(&report.head).chain(report.later.iter().map(|part| &part.head));
    let heads: Vec<Head> = heads.cloned().collect();
    let official = grammar.contacts.entry("official");
    let mask = official.and_then(|entry| entry.fact("line")).unwrap_or_default();
    let mut gone = Vec::new();
    for line in report.furniture.iter_mut().filter(|line| line.kind == KIND) {
        if !is_known(grammar, &heads, &line.text) {
            gone.push(std::mem::replace(&mut line.text, mask.to_owned()));
        }
    }
    gone.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    gone.dedup();
    gone
}

/// The names that the title page gives behind an official's label, below it, or above the title of who signs.
pub(super) fn officials(grammar: &Grammar, report: &Report) -> Vec<String> {
    const LINES_BELOW: usize = 3;
    let page = report.furniture.iter().filter(|line| line.kind == KIND);
    let lines: Vec<&str> = page.map(|line| line.text.as_str()).collect();
    let mut found = Vec::new();
    let mut add = |line: &str| {
        let (ranges, _) = names(grammar, line);
        let before = found.len();
        found.extend(ranges.into_iter().map(|range| line[range].to_owned()));
        found.len() > before
    };
    for (at, line) in lines.iter().enumerate() {
        match behind_label(grammar, line) {
            Some("") => {
                let below = lines[at + 1..].iter().take(LINES_BELOW);
                below.take_while(|line| add(line)).for_each(drop);
            }
            Some(rest) => {
                add(rest);
            }
            None if lines.get(at + 1).is_some_and(|next| is_signatory(grammar, next)) => {
                add(line);
            }
            None => {}
        }
    }
    found.retain(|name| {
        let heads = std::iter::once(&report.head).chain(report.later.iter().map(|part| &part.head));
        let mut bodies = heads.flat_map(|head| head.organisation.iter().chain(&head.district));
        !bodies.any(|body| body.contains(name.as_str()))
    });
    found.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    found.dedup();
    found
}

/// `known = 1*(title-word / number / date / year / label / body) / numbered sentence / rest of a sentence / part of the title`
fn is_known(grammar: &Grammar, heads: &[Head], line: &str) -> bool {
    is_sentence(line)
        || is_administration(grammar, line)
        || heads.iter().any(|head| is_part_of_title(head, line))
        || is_made_of_known_parts(grammar, heads, line)
}

/// What is proposed to be decided: `2. Nämnden begär …`, or its second line, which begins in lower case.
fn is_sentence(line: &str) -> bool {
    const FEWEST: usize = 3;
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = (1..=2).contains(&digits) && line[digits..].starts_with(['.', ')']);
    let mut words = line.split_whitespace().take(FEWEST);
    let is_continued = line.split_whitespace().nth(FEWEST - 1).is_some()
        && words.all(|word| word.starts_with(char::is_lowercase));
    is_numbered || is_continued
}

/// A part of the administration: `Avdelningen för äldreomsorg`. A name begins with a capital.
fn is_administration(grammar: &Grammar, line: &str) -> bool {
    let is_part = |word: &str| is_of_administration(grammar, word);
    let is_lower = |word: &str| {
        word.starts_with(char::is_lowercase)
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == ',' || letter == '-')
    };
    line.split(' ').next().is_some_and(is_part) && line.split(' ').all(|word| is_part(word) || is_lower(word))
}

fn is_part_of_title(head: &Head, line: &str) -> bool {
    const FEWEST_LETTERS: usize = 4;
    let part = squash(line);
    let title = head.title.as_deref().map(squash).unwrap_or_default();
    part.chars().count() >= FEWEST_LETTERS && title.contains(part.trim_end_matches('-'))
}

fn is_made_of_known_parts(grammar: &Grammar, heads: &[Head], line: &str) -> bool {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        if rest.is_empty() {
            return true;
        }
        rest = match known_part(grammar, heads, rest) {
            Some(taken) if taken > 0 => &rest[taken..],
            _ => return false,
        };
    }
}

/// How much of the text its first part takes, if that is known.
fn known_part(grammar: &Grammar, heads: &[Head], text: &str) -> Option<usize> {
    if let Some((entry, taken)) = grammar.title.start(text) {
        let rest = &text[taken..];
        return Some(match entry.fact("role") {
            Some("number" | "page") => text.len() - after_number(rest).len(),
            Some("type") => text.len() - after_year(rest).len(),
            _ => taken,
        });
    }
    if let Ok((rest, _)) = date(text) {
        return Some(text.len() - rest.len());
    }
    let without_year = after_year(text);
    if without_year.len() < text.len() {
        return Some(text.len() - without_year.len());
    }
    let is_label = |entry: &Entry| matches!(entry.fact("role"), Some("official" | "signatory"));
    if let Some((_, taken)) = grammar.contacts.start(text).filter(|(entry, _)| is_label(entry)) {
        return Some(taken);
    }
    let ends = text
        .match_indices([' ', '.'])
        .map(|(at, _)| at)
        .chain([text.len()]);
    let mut bodies = ends.filter(|end| is_body(grammar, heads, &text[..*end]));
    bodies.next_back()
}

/// What follows the words and figures of a registration or page number: each has a digit or is in capitals.
fn after_number(text: &str) -> &str {
    let mut rest = text.trim_start_matches([':', '.', ' ']);
    while let Some(word) = rest.split(' ').next().filter(|word| !word.is_empty()) {
        let has_digit = word.contains(|letter: char| letter.is_ascii_digit());
        let is_short = word.chars().all(char::is_uppercase);
        if !has_digit && !is_short {
            break;
        }
        rest = rest[word.len()..].trim_start();
    }
    rest
}

/// What follows a year.
fn after_year(text: &str) -> &str {
    let rest = text.trim_start();
    year(rest).map_or(text, |(after, _)| after)
}

/// A body that the reports or the registers name, or a word of its own that only a body is called.
fn is_body(grammar: &Grammar, heads: &[Head], text: &str) -> bool {
    let wanted = squash(text);
    let is_named = |name: &String| squash(name) == wanted;
    let is_compound = |word: &str| !word.contains(' ') && grammar.bodies.at_end(word).is_some();
    let is_type = DocType::of(text).is_some();
    let mut districts = grammar.registers.districts.iter();
    heads
        .iter()
        .any(|head| head.organisation.as_ref().is_some_and(is_named))
        || grammar
            .registers
            .organisations
            .iter()
            .any(|known| is_named(&known.name))
        || is_type
        || is_compound(text)
        || districts.any(|district| {
            let mut forms = district.forms();
            forms.any(|form| {
                text.strip_prefix(form)
                    .is_some_and(|rest| is_compound(rest.trim()))
            })
        })
}
