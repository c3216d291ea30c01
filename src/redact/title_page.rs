//! The title page: which of its lines may be shown.
//!
//! A name looks like any two words, and stands beside others: `Namn Efternamn Enheten för prov` in one line, its
//! title glued to it, alone above the foot of the page. So a line is shown only if all of it is known to be
//! something else.

use super::contact::contacts;
use super::name::{behind_label, is_of_administration, is_person, is_signatory, names};
use crate::grammar::{Entry, Grammar, squash};
use crate::lex::{date, year};
use crate::record::{DocType, Head, Report, Section};
use crate::trace::{Diagnostic, Place};
use std::ops::Range;

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

/// Where a title page may stand, whatever its lines were taken for: the first page, or the first lines of a text.
pub(super) fn is_in_front(place: Place) -> bool {
    const LINES: u32 = 80;
    match (place.page, place.line) {
        (Some(page), _) => page == 1,
        (None, Some(line)) => line <= LINES,
        (None, None) => true,
    }
}

/// Names in front of a report wherever they came to stand: a damaged page is no title page, and its lines are
/// sections, cells and titles. Given names tell them, or that a line is nothing but a name.
pub(super) fn persons(grammar: &Grammar, report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |text: &str| {
        let line = text.trim();
        let persons = grammar.persons(line).into_iter();
        if is_short(line) {
            found.extend(persons.map(|range| line[range].to_owned()));
        } else if is_run_together(grammar, line) {
            let ends = |range: &Range<usize>| {
                let rest = line[range.end..].trim_start();
                // A sentence goes on or ends there.
                !rest.starts_with(|letter: char| letter.is_lowercase() || letter == '.')
            };
            found.extend(persons.filter(ends).map(|range| line[range].to_owned()));
            found.extend(behind_labels(grammar, line));
        }
        if is_lone_name(grammar, line) {
            found.push(line.to_owned());
        }
    };
    let heads = std::iter::once(&report.head).chain(report.later.iter().map(|part| &part.head));
    for head in heads {
        let texts = [&head.title, &head.organisation, &head.district];
        texts.into_iter().flatten().for_each(|text| {
            let persons = grammar.persons(text).into_iter();
            persons.for_each(|range| add(&text[range]));
        });
    }
    for line in report.furniture.iter().filter(|line| line.kind == KIND) {
        line.text.split('\t').for_each(&mut add);
    }
    let sections = report
        .sections
        .iter()
        .filter(|section| is_in_front(section.place));
    for section in sections {
        section
            .text
            .split('\n')
            .chain([section.heading.as_str()])
            .for_each(&mut add);
    }
    for table in report.tables.iter().filter(|table| is_in_front(table.place)) {
        table.columns.iter().for_each(|column| add(&column.label));
        for row in &table.rows {
            add(&row.label);
            row.cells.iter().flatten().for_each(|cell| add(&cell.raw));
        }
    }
    found
}

/// Whether the lines of a title page were taken for one paragraph: it has a label of theirs, or a number.
fn is_run_together(grammar: &Grammar, text: &str) -> bool {
    let role = |at: usize| {
        grammar
            .contacts
            .start(&text[at..])
            .and_then(|(entry, _)| entry.fact("role"))
    };
    let mut words = word_starts(text);
    words.any(|at| matches!(role(at), Some("official" | "signatory" | "telephone-label")))
        || !contacts(&grammar.contacts, text).is_empty()
}

/// Two words in capitals behind an official's label in a paragraph, and no sentence behind them.
fn behind_labels(grammar: &Grammar, text: &str) -> Vec<String> {
    let labels = word_starts(text).filter_map(|at| {
        let (entry, taken) = grammar.contacts.start(&text[at..])?;
        (entry.fact("role") == Some("official")).then_some(at + taken)
    });
    let names = labels.filter_map(|end| {
        let mut words = text[end..].trim_start_matches([':', ' ']).split(' ');
        let name = format!("{} {}", words.next()?, words.next()?);
        let ends = words
            .next()
            .is_none_or(|next| !next.starts_with(char::is_lowercase));
        let is_name = is_lone_name(grammar, &name) && grammar.title.start(&name).is_none();
        (ends && is_name).then_some(name)
    });
    names.collect()
}

/// Where the words of a text begin, as far as a title page may go.
fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    const MOST: usize = 400;
    let spaces = text.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(spaces).take(MOST)
}

/// A line that is nothing but a name: without the title of an official in it.
fn is_lone_name(grammar: &Grammar, line: &str) -> bool {
    is_person(grammar, line) && !line.split(' ').any(|word| grammar.contacts.start(word).is_some())
}

/// Few enough words to be a line of a title page and no sentence.
fn is_short(line: &str) -> bool {
    const MOST: usize = 9;
    line.split_whitespace().count() <= MOST
}

/// What diagnostics quote of the front is shown only as far as it is known to be no name.
pub(super) fn withhold_quotes(grammar: &Grammar, report: &Report, diagnostics: &mut [Diagnostic]) {
    let heads: Vec<Head> = std::iter::once(&report.head)
        .chain(report.later.iter().map(|part| &part.head))
        .cloned()
        .collect();
    let page = report.furniture.iter().filter(|line| line.kind == KIND);
    let last = page.filter_map(|line| line.place.line).max();
    let official = grammar.contacts.entry("official");
    let mask = official.and_then(|entry| entry.fact("line")).unwrap_or_default();
    for told in diagnostics.iter_mut().filter(|told| is_in_front(told.place)) {
        let is_before = told.place.line.is_some() && told.place.line <= last;
        let line = told.raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_doubtful = is_before || told.code == crate::trace::Code::EncodingDoubtful;
        if !line.is_empty() && is_doubtful && !is_known(grammar, &heads, &line) {
            mask.clone_into(&mut told.raw);
        }
    }
}

/// Lines in front of a report that stand as text and are nothing but a name: they are masked there.
pub(super) fn withhold_lines(grammar: &Grammar, sections: &mut [Section], mask: &str) {
    let is_name = |line: &str| is_lone_name(grammar, line.trim());
    for section in sections.iter_mut().filter(|section| is_in_front(section.place)) {
        if section.text.split('\n').any(is_name) {
            let lines = section.text.split('\n');
            let lines = lines.map(|line| if is_name(line) { mask } else { line });
            section.text = lines.collect::<Vec<_>>().join("\n");
        }
    }
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
