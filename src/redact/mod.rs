//! What points at persons is taken out of a report before it leaves the program.
//!
//! Takes: [`Report`] with its diagnostics, any text of it, the grammar's words.
//! Gives: the same with masks in place of names, telephone numbers and e-mail addresses.
//! Never: changes a figure, a date, a registration number or the account of lines.

mod contact;
mod name;
mod near;
mod suspect;
mod title_page;

pub use contact::{Contact, contacts};

use near::NearNames;
use suspect::Lexicon;

use crate::grammar::Grammar;
use crate::record::{Report, SeriesMatch};
use crate::trace::Diagnostic;
use aho_corasick::{AhoCorasick, MatchKind};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Takes out what points at persons.
#[derive(Debug, Clone)]
pub struct Redactor<'g> {
    grammar: &'g Grammar,
    /// Finds the names that the front of the report gives, all at once and the longest where several begin.
    names: Option<AhoCorasick>,
    /// Finds their last words, where they are no words of the report.
    last_names: Option<AhoCorasick>,
    /// The names, for those that are nearly the same.
    known: Vec<String>,
    /// Their words, for the same.
    near: NearNames,
}

/// So many names of a report are looked for with a letter or two of damage.
const MOST_NEAR: usize = 60;

impl<'g> Redactor<'g> {
    /// With the grammar's words for officials, telephones and e-mail.
    pub fn new(grammar: &'g Grammar) -> Self {
        Self {
            grammar,
            names: None,
            last_names: None,
            known: Vec::new(),
            near: NearNames::default(),
        }
    }

    /// Takes names out: all lines of the title page but those that are known to hold none, and whoever signs or
    /// is named behind an official's label. What diagnostics quote of these lines goes with them. The names are
    /// known from then on, and [`Redactor::text`] finds them anywhere.
    pub fn names(&mut self, report: &mut Report, diagnostics: &mut [Diagnostic]) {
        let mut told = title_page::officials(self.grammar, report);
        told.extend(title_page::persons(self.grammar, report));
        title_page::withhold_quotes(self.grammar, report, diagnostics);
        let gone = title_page::withhold(self.grammar, report);
        let lines = title_page::withhold_lines(self.grammar, report, self.mask("official", "mask"));
        self.know(report, told, &gone, &lines);
        name::sign(self.grammar, &mut report.sections);
        self.ids(report);
        let mask = self.mask("official", "line");
        // A word alone may stand anywhere and mean something else.
        let lines = finder(gone.iter().map(String::as_str).filter(|line| line.contains(' ')));
        for diagnostic in diagnostics {
            if diagnostic.is_shortened() {
                diagnostic.raw = without_last_word(&diagnostic.raw);
            }
            if let Some(lines) = &lines {
                for text in [&mut diagnostic.raw, &mut diagnostic.message] {
                    if lines.is_match(text.as_str()) {
                        *text = lines.replace_all(text, &vec![mask; lines.patterns_len()]);
                    }
                }
            }
        }
    }

    /// Ids that are made of what is masked are made of the masked text, or are none.
    fn ids(&self, report: &mut Report) {
        let names = &self.grammar.registers.names;
        for indicator in &mut report.indicators {
            if let Some(series) = indicator
                .series
                .as_mut()
                .filter(|key| key.matched == SeriesMatch::Own)
                && let Cow::Owned(masked) = self.text(&indicator.name)
            {
                series.id = names.own_id(&masked).unwrap_or_default();
            }
        }
        let later = report.later.iter_mut().map(|part| &mut part.head);
        for head in std::iter::once(&mut report.head).chain(later) {
            let names = [&head.organisation, &head.district].into_iter().flatten();
            let is_masked = names
                .into_iter()
                .any(|name| matches!(self.text(name), Cow::Owned(_)));
            if is_masked {
                head.organisation_id = None;
            }
        }
    }

    /// Takes names for known, as they are told and as lines that are withheld have them.
    fn know(&mut self, report: &Report, told: Vec<String>, gone: &[String], lines: &[String]) {
        let heads = std::iter::once(&report.head).chain(report.later.iter().map(|part| &part.head));
        let lexicon = Lexicon::new(self.grammar, heads.clone());
        let bodies = heads.flat_map(|head| head.organisation.iter().chain(&head.district));
        let bodies: Vec<&String> = bodies.collect();
        let mut names: Vec<String> = told.iter().flat_map(|name| suspect::written(name)).collect();
        let mut last = told;
        let of_page = gone.iter().map(|line| (line, true));
        // What stands as text may be the head of a table: a word of it alone is no name.
        let of_text = lines.iter().map(|line| (line, lexicon.is_labelled(line)));
        for (line, is_told) in of_page.chain(of_text) {
            let runs = lexicon.runs(line).into_iter().map(|range| &line[range]);
            // What is a part of the body's name is none of a person.
            let runs = runs.filter(|run| !bodies.iter().any(|body| body.contains(run)));
            let runs: Vec<String> = runs.map(str::to_owned).collect();
            names.extend(runs.iter().flat_map(|name| suspect::written(name)));
            if is_told {
                last.extend(runs);
            }
        }
        by_length(&mut names);
        self.names = finder(names.iter().map(String::as_str));
        let texts = report.sections.iter().map(|section| section.text.as_str());
        let told = last.iter().map(String::as_str);
        self.near = NearNames::of(&lexicon, told, gone.iter().map(String::as_str), texts);
        let mut last = last_names(&lexicon, report, &last);
        by_length(&mut last);
        self.last_names = finder(last.iter().map(String::as_str));
        names.truncate(MOST_NEAR);
        self.known = names;
    }

    /// A text with masks in place of telephone numbers, e-mail addresses and names that are known or told.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mask = self.mask("official", "mask");
        let found = contacts(&self.grammar.contacts, text).into_iter();
        let mut found: Vec<(Range<usize>, &str)> = found
            .map(|contact| (contact.range, contact.entry.fact("mask").unwrap_or_default()))
            .collect();
        let told = name::labelled(self.grammar, text).into_iter();
        found.extend(told.chain(self.known(text)).map(|range| (range, mask)));
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut masked = String::with_capacity(text.len());
        let mut end = 0;
        for (range, mask) in found {
            if range.start >= end {
                masked.push_str(&text[end..range.start]);
                masked.push_str(mask);
            }
            end = end.max(range.end);
        }
        masked.push_str(&text[end..]);
        Cow::Owned(masked)
    }

    /// Where the names of the front stand in a text, in the genitive too; where none does, those that are nearly the same.
    fn known(&self, text: &str) -> Vec<Range<usize>> {
        let names = self.names.iter().flat_map(|names| whole(names, text));
        let last = self.last_names.iter().flat_map(|names| whole(names, text));
        let last = last.map(|range| first_name(self.grammar, text, range.start)..range.end);
        let mut found: Vec<Range<usize>> = names.chain(last).collect();
        let mut near = self.near(text);
        near.extend(self.near.find(self.grammar, text));
        // What ends behind a name is its genitive; what begins before it is more of the name.
        near.retain(|range| {
            found
                .iter()
                .all(|other| range.start < other.start || other.end <= range.start)
        });
        found.extend(near);
        found
            .into_iter()
            .map(|range| range.start..with_hyphened(text, range.end))
            .collect()
    }

    /// Where a name stands that is nearly one of those: one of both is damaged.
    fn near(&self, text: &str) -> Vec<Range<usize>> {
        if self.known.is_empty() || !has_two_capitals(text) {
            return Vec::new();
        }
        let lexicon = Lexicon::new(self.grammar, std::iter::empty());
        let is_near = |range: &Range<usize>| {
            let is_found = |names: &AhoCorasick| whole(names, &text[range.clone()]).next().is_some();
            if self.names.as_ref().is_some_and(is_found) {
                return false;
            }
            let written = suspect::written(&text[range.clone()]);
            let mut pairs = written
                .iter()
                .flat_map(|name| self.known.iter().map(move |known| (known, name)));
            pairs.any(|(known, name)| suspect::is_near(known, name))
        };
        lexicon.runs(text).into_iter().filter(is_near).collect()
    }

    fn mask(&self, id: &str, fact: &str) -> &'g str {
        let entry = self.grammar.contacts.entry(id);
        entry.and_then(|entry| entry.fact(fact)).unwrap_or_default()
    }
}

/// Where names stand as whole words.
fn whole<'s>(names: &'s AhoCorasick, text: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
    let goes_on = |rest: &str| rest.starts_with(char::is_alphanumeric);
    names.find_iter(text).filter_map(move |found| {
        let rest = &text[found.end()..];
        let is_whole = !text[..found.start()].ends_with(char::is_alphanumeric)
            && (!goes_on(rest) || !rest.strip_prefix('s').is_none_or(goes_on));
        is_whole.then_some(found.range())
    })
}

/// Where a name ends that goes on behind a hyphen.
fn with_hyphened(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let goes_on = rest
        .strip_prefix('-')
        .is_some_and(|more| more.starts_with(char::is_uppercase));
    let is_end = |letter: char| !letter.is_alphabetic() && letter != '-';
    match goes_on {
        true => end + rest.find(is_end).unwrap_or(rest.len()),
        false => end,
    }
}

/// Where the given name before a last name begins, if one stands there. `von` and `K.` may stand between them.
fn first_name(grammar: &Grammar, text: &str, start: usize) -> usize {
    let mut before = text[..start].trim_end_matches(' ');
    while let Some((rest, word)) = before.rsplit_once(' ') {
        let is_particle = || {
            let entry = grammar.contacts.whole(word);
            word.starts_with(char::is_lowercase)
                && entry.and_then(|entry| entry.fact("role")) == Some("particle")
        };
        let letter = word.strip_suffix('.').unwrap_or(word);
        let is_initial = letter.chars().count() == 1 && letter.starts_with(char::is_uppercase);
        if !is_initial && !is_particle() {
            break;
        }
        before = rest.trim_end_matches(' ');
    }
    let word = before
        .rfind(|letter: char| !letter.is_alphabetic() && letter != '-')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let name = &before[word..];
    let is_known = grammar.stock.counts.contains_key(&name.to_lowercase());
    let is_name = name.starts_with(char::is_uppercase) && before.len() < start;
    match is_name && (!is_known || grammar.given_names.whole(name).is_some()) {
        true => word,
        false => start,
    }
}

fn has_two_capitals(text: &str) -> bool {
    let capitals = text
        .split_whitespace()
        .map(|word| word.starts_with(char::is_uppercase));
    capitals
        .fold((false, false), |(found, last), is| (found || last && is, is))
        .0
}

/// The words behind the first ones of names that are no words of reports, and none of this one.
fn last_names(lexicon: &Lexicon<'_>, report: &Report, names: &[String]) -> Vec<String> {
    const FEWEST_LETTERS: usize = 4;
    let last = names.iter().flat_map(|name| {
        let (words, first) = match name.split_once(',') {
            Some((last, _)) => (last, 0),
            None => (name.as_str(), 1),
        };
        words.split_whitespace().skip(first)
    });
    let mut last: Vec<String> = last
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.starts_with(char::is_uppercase))
        .filter(|word| word.chars().count() >= FEWEST_LETTERS && !lexicon.has(word))
        .flat_map(|word| [word.to_owned(), suspect::capitalised(word)])
        .collect();
    if !last.is_empty() {
        let texts = report.sections.iter().map(|section| section.text.as_str());
        let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
        let words: HashSet<&str> = words
            .filter(|word| word.starts_with(char::is_lowercase))
            .collect();
        last.retain(|name| !words.contains(name.to_lowercase().as_str()));
    }
    last
}

fn by_length(names: &mut Vec<String>) {
    names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    names.dedup();
}

/// Finds many texts at once; none if there are none.
fn finder<'t>(texts: impl Iterator<Item = &'t str>) -> Option<AhoCorasick> {
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostLongest);
    (!texts.is_empty()).then(|| builder.build(texts).ok()).flatten()
}

/// A shortened text without the word that may be cut and the figures before it, which may be the beginning of a
/// number or an address.
fn without_last_word(text: &str) -> String {
    let is_of_number = |word: &str| !word.contains(char::is_alphabetic);
    let mut rest = text.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest);
    while let Some((before, word)) = rest.rsplit_once(char::is_whitespace) {
        if !is_of_number(word) {
            break;
        }
        rest = before;
    }
    format!("{rest} …")
}
