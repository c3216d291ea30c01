//! What points at persons is taken out of a report before it leaves the program.
//!
//! Takes: [`Report`] with its diagnostics, any text of it, the grammar's words.
//! Gives: the same with masks in place of names, telephone numbers and e-mail addresses.
//! Never: changes a figure, a date, a registration number or the account of lines.

mod contact;
mod name;
mod title_page;

pub use contact::{Contact, contacts};

use crate::grammar::Grammar;
use crate::record::Report;
use crate::trace::Diagnostic;
use aho_corasick::{AhoCorasick, MatchKind};
use std::borrow::Cow;
use std::ops::Range;

/// Takes out what points at persons.
#[derive(Debug, Clone)]
pub struct Redactor<'g> {
    grammar: &'g Grammar,
    /// Finds the names that the front of the report gives, all at once and the longest where several begin.
    names: Option<AhoCorasick>,
}

impl<'g> Redactor<'g> {
    /// With the grammar's words for officials, telephones and e-mail.
    pub fn new(grammar: &'g Grammar) -> Self {
        Self { grammar, names: None }
    }

    /// Takes names out: all lines of the title page but those that are known to hold none, and whoever signs or
    /// is named behind an official's label. What diagnostics quote of these lines goes with them. The names are
    /// known from then on, and [`Redactor::text`] finds them anywhere.
    pub fn names(&mut self, report: &mut Report, diagnostics: &mut [Diagnostic]) {
        let mut names = title_page::officials(self.grammar, report);
        names.extend(title_page::persons(self.grammar, report));
        names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        names.dedup();
        self.names = finder(names.iter().map(String::as_str));
        title_page::withhold_quotes(self.grammar, report, diagnostics);
        let gone = title_page::withhold(self.grammar, report);
        title_page::withhold_lines(self.grammar, &mut report.sections, self.mask("official", "mask"));
        name::sign(self.grammar, &mut report.sections);
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

    /// Where the names of the title page stand in a text, in the genitive too.
    fn known<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        let goes_on = |rest: &str| rest.starts_with(char::is_alphanumeric);
        let found = self.names.iter().flat_map(move |names| names.find_iter(text));
        found.filter_map(move |found| {
            let rest = &text[found.end()..];
            let is_whole = !text[..found.start()].ends_with(char::is_alphanumeric)
                && (!goes_on(rest) || !rest.strip_prefix('s').is_none_or(goes_on));
            is_whole.then_some(found.range())
        })
    }

    fn mask(&self, id: &str, fact: &str) -> &'g str {
        let entry = self.grammar.contacts.entry(id);
        entry.and_then(|entry| entry.fact(fact)).unwrap_or_default()
    }
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
