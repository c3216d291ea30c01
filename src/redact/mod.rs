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
use memchr::memmem::Finder;
use std::borrow::Cow;
use std::ops::Range;

/// Takes out what points at persons.
#[derive(Debug, Clone)]
pub struct Redactor<'g> {
    grammar: &'g Grammar,
    /// Finds the names that the title page of the report gives, the longest first.
    names: Vec<Finder<'static>>,
}

impl<'g> Redactor<'g> {
    /// With the grammar's words for officials, telephones and e-mail.
    pub fn new(grammar: &'g Grammar) -> Self {
        Self {
            grammar,
            names: Vec::new(),
        }
    }

    /// Takes names out: all lines of the title page but those that are known to hold none, and whoever signs or
    /// is named behind an official's label. What diagnostics quote of these lines goes with them. The names are
    /// known from then on, and [`Redactor::text`] finds them anywhere.
    pub fn names(&mut self, report: &mut Report, diagnostics: &mut [Diagnostic]) {
        let mut names = title_page::officials(self.grammar, report);
        names.extend(title_page::persons(self.grammar, report));
        names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        names.dedup();
        self.names = names.iter().map(|name| Finder::new(name).into_owned()).collect();
        title_page::withhold_quotes(self.grammar, report, diagnostics);
        let gone = title_page::withhold(self.grammar, report);
        title_page::withhold_lines(self.grammar, &mut report.sections, self.mask("official", "mask"));
        name::sign(self.grammar, &mut report.sections);
        let mask = self.mask("official", "line");
        for diagnostic in diagnostics {
            if diagnostic.is_shortened() {
                diagnostic.raw = without_last_word(&diagnostic.raw);
            }
            // A word alone may stand anywhere and mean something else.
            for line in gone.iter().filter(|line| line.contains(' ')) {
                for text in [&mut diagnostic.raw, &mut diagnostic.message] {
                    if text.contains(line.as_str()) {
                        *text = text.replace(line.as_str(), mask);
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
        self.names.iter().flat_map(move |name| {
            let found = name.find_iter(text.as_bytes());
            found.filter_map(move |at| {
                let end = at + name.needle().len();
                let rest = &text[end..];
                let is_whole = !text[..at].ends_with(char::is_alphanumeric)
                    && (!goes_on(rest) || !rest.strip_prefix('s').is_none_or(goes_on));
                is_whole.then_some(at..end)
            })
        })
    }

    fn mask(&self, id: &str, fact: &str) -> &'g str {
        let entry = self.grammar.contacts.entry(id);
        entry.and_then(|entry| entry.fact(fact)).unwrap_or_default()
    }
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
