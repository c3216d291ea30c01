//! The title page: which of its lines may be shown.
//!
//! A name looks like any two words, and stands beside others: `Namn Efternamn Enheten för prov` in one line, its
//! title glued to it, alone above the foot of the page. So a line is shown only if all of it is known to be
//! something else.

use super::contact::contacts;
use super::name::{behind_label, is_of_administration, is_person, is_signatory, names};
use super::suspect::Lexicon;
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
    let lexicon = Lexicon::new(grammar, heads.iter());
    let mut gone = Vec::new();
    let mut is_open = false;
    for line in report.furniture.iter_mut().filter(|line| line.kind == KIND) {
        let is_shown = is_known(&lexicon, grammar, &heads, &line.text)
            || is_open && is_rest_of_sentence(&lexicon, &line.text);
        is_open = is_shown && is_unfinished(&line.text, is_open);
        if !is_shown {
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
    let mut found_behind = Vec::new();
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
        let texts = [&head.title, &head.organisation];
        let behind = texts
            .into_iter()
            .flatten()
            .filter_map(|text| grammar.name_behind_body(text));
        found_behind.extend(behind.map(str::to_owned));
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
    found.extend(found_behind);
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
    let is_label = |word: &str| {
        let entry = grammar.contacts.start(word).map(|(entry, _)| entry);
        entry.is_some_and(|entry| !matches!(entry.fact("role"), Some("particle" | "thing")))
    };
    is_person(grammar, line) && !line.split(' ').any(is_label)
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
    let lexicon = Lexicon::new(grammar, heads.iter());
    for told in diagnostics.iter_mut().filter(|told| is_in_front(told.place)) {
        let is_before = told.place.line.is_some() && told.place.line <= last;
        let line = told.raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_doubtful = is_before || told.code == crate::trace::Code::EncodingDoubtful;
        let is_shown = is_known(&lexicon, grammar, &heads, &line);
        if !line.is_empty() && !is_shown && (is_doubtful || lexicon.is_personal(&line)) {
            mask.clone_into(&mut told.raw);
        }
    }
}

/// Lines in front of a report that stand as text and may be nothing but a name, or have one beside a title, a label
/// or a number: they are masked there. A name may be divided by lines: what nobody knows goes with what stands beside
/// it.
pub(super) fn withhold_lines(grammar: &Grammar, report: &mut Report, mask: &str) -> Vec<String> {
    let heads: Vec<Head> = std::iter::once(&report.head)
        .chain(report.later.iter().map(|part| &part.head))
        .cloned()
        .collect();
    let lexicon = Lexicon::new(grammar, heads.iter());
    let mut front: Vec<&mut Section> = report
        .sections
        .iter_mut()
        // Behind the first goal nothing is a title page.
        .filter(|section| is_in_front(section.place) && section.goal.is_none())
        .collect();
    let lines: Vec<String> = front
        .iter()
        .flat_map(|section| section.text.split('\n').map(|line| line.trim().to_owned()))
        .collect();
    let mut is_gone: Vec<bool> = lines
        .iter()
        .map(|line| {
            is_lone_name(grammar, line)
                || lexicon.is_personal(line) && !is_known(&lexicon, grammar, &heads, line)
        })
        .collect();
    let is_sign: Vec<bool> = lines.iter().map(|line| lexicon.is_labelled(line)).collect();
    let is_bare: Vec<bool> = lines.iter().map(|line| lexicon.is_bare(line)).collect();
    let forward = (1..lines.len()).map(|at| (at, at - 1));
    let back = (1..lines.len()).rev().map(|at| (at - 1, at));
    for (at, beside) in forward.chain(back) {
        is_gone[at] |= is_bare[at] && (is_gone[beside] || is_sign[beside]);
    }
    let gone = lines.iter().zip(&is_gone).filter(|(_, is_gone)| **is_gone);
    let gone = gone.map(|(line, _)| line.clone()).collect();
    let mut is_gone = is_gone.into_iter();
    for section in &mut front {
        let count = section.text.split('\n').count();
        let masked: Vec<bool> = is_gone.by_ref().take(count).collect();
        if masked.contains(&true) {
            let lines = section.text.split('\n').zip(masked);
            let lines = lines.map(|(line, is_gone)| match is_gone {
                true => lexicon.masked(line, mask),
                false => line.to_owned(),
            });
            section.text = lines.collect::<Vec<_>>().join("\n");
        }
    }
    gone
}

/// `known = 1*(title-word / number / date / year / label / body) / numbered sentence / part of the title`
fn is_known(lexicon: &Lexicon<'_>, grammar: &Grammar, heads: &[Head], line: &str) -> bool {
    is_sentence(lexicon, grammar, heads, line)
        || is_administration(grammar, line)
        || heads.iter().any(|head| is_part_of_title(head, line)) && lexicon.names_nobody(line)
        || is_made_of_known_parts(grammar, heads, line)
}

/// What is proposed to be decided: `2. Nämnden begär …`. What else is glued to it is known, or a sentence too.
fn is_sentence(lexicon: &Lexicon<'_>, grammar: &Grammar, heads: &[Head], line: &str) -> bool {
    const FEWEST: usize = 3;
    let Some(sentences) = behind_number(line) else {
        return false;
    };
    let is_whole = |part: &str| {
        part.starts_with(char::is_uppercase)
            && part.split_whitespace().count() >= FEWEST
            && !lexicon.is_labelled(part)
    };
    sentences.split_inclusive(". ").enumerate().all(|(at, part)| {
        let part = part.trim();
        (at == 0 || is_whole(part)) && lexicon.names_nobody(part)
            || behind_number(part).is_some_and(|part| lexicon.names_nobody(part))
            || is_made_of_known_parts(grammar, heads, part)
    })
}

/// What stands behind `2.`, if a line begins like this.
fn behind_number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = (1..=2).contains(&digits);
    let rest = line[digits..].strip_prefix(['.', ')']).filter(|_| is_numbered)?;
    Some(rest.trim())
}

/// The next line of a sentence that has not ended: it begins in lower case.
fn is_rest_of_sentence(lexicon: &Lexicon<'_>, line: &str) -> bool {
    line.starts_with(char::is_lowercase)
        && !lexicon.is_labelled(line)
        && line.split_inclusive(". ").all(|part| lexicon.names_nobody(part))
}

/// Whether a sentence goes on behind this line.
fn is_unfinished(line: &str, was_open: bool) -> bool {
    (was_open || behind_number(line).is_some()) && !line.trim_end().ends_with('.')
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
