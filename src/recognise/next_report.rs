//! Where another report begins in the same file.

use super::goal;
use super::title::{Title, title};
use crate::block::Item;
use crate::grammar::{Grammar, squash};
use std::collections::BTreeSet;

/// What is known of the report that is being read.
#[derive(Debug, Default)]
pub(super) struct Current {
    title: Option<Title>,
    /// The chapter that it begins with.
    chapter: Option<String>,
    /// A goal or a table of it was seen.
    pub(super) has_content: bool,
}

impl Current {
    /// Takes the title from a line of the title page; the first one counts.
    pub(super) fn learn_title(&mut self, grammar: &Grammar, text: &str) {
        if self.title.is_none() {
            self.title = title(grammar, text);
        }
    }

    /// Takes the first chapter that the grammar knows.
    pub(super) fn learn_chapter(&mut self, grammar: &Grammar, text: &str) {
        if self.chapter.is_none() && is_chapter(grammar, text) {
            self.chapter = Some(squash(text));
        }
    }
}

/// Where the title page of another report ends that begins at this block, once the current report has
/// begun: the index of the first block after it.
///
/// A title alone is no evidence, since reports name each other and themselves. Another report has its own
/// table of contents, or begins with the chapter that the current one began with, or has another title
/// among other lines of a title page or at the top of a page.
pub(super) fn title_page(grammar: &Grammar, items: &[Item], at: usize, current: &Current) -> Option<usize> {
    let has_begun = current.has_content || current.chapter.is_some();
    if !has_begun || !may_begin(grammar, items, at) {
        return None;
    }
    let title_at = title_after(grammar, items, at)?;
    let found = report_title(grammar, text_of(&items[title_at])?)?;
    let end = end_after(grammar, items, title_at)?;
    let fronts: BTreeSet<&str> = items[at..end]
        .iter()
        .filter_map(|item| front(grammar, item))
        .collect();
    let is_other = current
        .title
        .as_ref()
        .is_none_or(|before| differs(before, &found));
    let begins_again = text_of(&items[end]).is_some_and(|text| current.chapter == Some(squash(text)));
    let is_at_top = begins_page(items, at) && title_at - at < TOP && found.year.is_some();
    let is_report = is_contents(&items[end]) || begins_again || is_other && (fronts.len() >= 2 || is_at_top);
    is_report.then_some(end)
}

/// Whether two titles contradict each other; what one of them leaves out says nothing.
fn differs(one: &Title, other: &Title) -> bool {
    let types = one.doc_type.zip(other.doc_type);
    let years = one.year.zip(other.year);
    let names = one.organisation.as_deref().zip(other.organisation.as_deref());
    types.is_some_and(|(one, other)| one != other)
        || years.is_some_and(|(one, other)| one != other)
        || names.is_some_and(|(one, other)| {
            let letters = |name: &str| -> String {
                squash(name)
                    .chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .collect()
            };
            // A name may go on over the next line, or lose a hyphen.
            let (one, other) = (letters(one), letters(other));
            !one.starts_with(&other) && !other.starts_with(&one)
        })
}

/// How far the lines of a title page are looked for.
const WITHIN: usize = 60;
/// How many lines may stand above a title at the top of a page.
const TOP: usize = 6;

pub(super) fn text_of(item: &Item) -> Option<&str> {
    match item {
        Item::Text(text) => Some(&text.text),
        _ => None,
    }
}

fn is_contents(item: &Item) -> bool {
    matches!(item, Item::Furniture { kind, .. } if *kind == "contents")
}

/// A title, a word of title pages, the first line of a page, or the reporting body above one of them.
fn may_begin(grammar: &Grammar, items: &[Item], at: usize) -> bool {
    text_of(&items[at]).is_some_and(|text| {
        is_certain(grammar, &items[at])
            || begins_page(items, at)
            || is_body_above(grammar, text, &items[at + 1..])
    })
}

fn is_certain(grammar: &Grammar, item: &Item) -> bool {
    front(grammar, item).is_some() || text_of(item).is_some_and(|text| report_title(grammar, text).is_some())
}

/// The reporting body in the letterhead: it stands directly above the title page, and a body's name ends
/// it or the title names it again.
fn is_body_above(grammar: &Grammar, text: &str, below: &[Item]) -> bool {
    const NEAR: usize = 2;
    const LONGEST: usize = 60;
    let is_near = || below.iter().take(NEAR).any(|item| is_certain(grammar, item));
    let is_named = || {
        let name = squash(text);
        let title = title_after(grammar, below, 0).and_then(|at| text_of(&below[at]));
        title.is_some_and(|title| squash(title).ends_with(&name))
    };
    text.starts_with(char::is_uppercase)
        && text.chars().take(LONGEST + 1).count() <= LONGEST
        && !text.ends_with('.')
        && is_near()
        && (grammar.bodies.at_end(text).is_some() || is_named())
}

fn begins_page(items: &[Item], at: usize) -> bool {
    let before = items[..at].last().map(|item| item.place().page);
    before.is_some_and(|page| page != items[at].place().page)
}

/// The title of a report. `Prognossäkerhet T2` is an indicator: what does not begin with the type names its
/// year.
fn report_title(grammar: &Grammar, text: &str) -> Option<Title> {
    let begins = || {
        let start = grammar.title.start(text);
        start.is_some_and(|(entry, _)| entry.fact("role") == Some("type"))
    };
    // A document of another kind is a part of the report that it stands in.
    let found = title(grammar, text).filter(|title| title.kind.is_none());
    found.filter(|title| title.year.is_some() || begins())
}

/// The word of title pages that a line begins with.
fn front<'a>(grammar: &'a Grammar, item: &Item) -> Option<&'a str> {
    let text = text_of(item)?;
    let (entry, _) = grammar.title.start(text)?;
    let is_front = matches!(entry.fact("role"), Some("front" | "number" | "decision" | "page"));
    is_front.then_some(entry.id.as_str())
}

/// What ends a title page: a goal, a table, a chapter, the contents.
fn is_end(grammar: &Grammar, item: &Item) -> bool {
    match item {
        Item::Text(text) => goal::label(grammar, &text.text).is_some() || is_chapter(grammar, &text.text),
        Item::Table(_) => true,
        Item::Furniture { .. } => is_contents(item),
    }
}

/// A chapter that the grammar knows.
pub(super) fn is_chapter(grammar: &Grammar, text: &str) -> bool {
    grammar
        .headings
        .whole(text)
        .is_some_and(|entry| entry.fact("level") == Some("1"))
}

fn title_after(grammar: &Grammar, items: &[Item], at: usize) -> Option<usize> {
    let page = items.iter().enumerate().skip(at).take(WITHIN);
    page.take_while(|(_, item)| !is_end(grammar, item))
        .find(|(_, item)| text_of(item).is_some_and(|text| report_title(grammar, text).is_some()))
        .map(|(index, _)| index)
}

fn end_after(grammar: &Grammar, items: &[Item], at: usize) -> Option<usize> {
    let rest = items.iter().enumerate().skip(at + 1).take(WITHIN);
    rest.into_iter()
        .find(|(_, item)| is_end(grammar, item))
        .map(|(index, _)| index)
}
