//! Letters that were lost on the way, where only one word of the grammar fits: `�rsm�l`, `Arsmal`; hyphens that went
//! with the ends of lines: `miljöoch`.
//!
//! Takes: [`Pages`], the words of the grammar and of its registers.
//! Gives: the pages with whole words in their places, and a diagnostic that says which.
//! Never: guesses between two words, touches a word that has lost nothing.

mod hyphens;
mod index;
mod symbols;

use crate::grammar::Grammar;
use crate::page::{Form, Pages};
use crate::trace::{Code, Diagnostic, Place};
use hyphens::Hyphens;
use index::{Index, Loss};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The pages with letters restored.
pub(super) fn restored<'p>(grammar: &Grammar, pages: &'p Pages) -> (Cow<'p, Pages>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut pages = Cow::Borrowed(pages);
    if let Some((plain, diagnostic)) = symbols::as_digits(&pages) {
        pages = Cow::Owned(plain);
        diagnostics.push(diagnostic);
    }
    if let Some(loss) = Loss::of(&pages) {
        let index = Index::of(grammar, loss);
        if index.is_likely(&pages) {
            diagnostics.extend(restore(&index, pages.to_mut()));
        }
    }
    if !matches!(pages.form, Form::Geometry | Form::Aligned) {
        diagnostics.extend(rehyphenate(grammar, &mut pages));
    }
    diagnostics.extend(lost(&pages));
    (pages, diagnostics)
}

/// Puts hyphens back that went with the ends of lines: only a converter that joins lines takes them.
fn rehyphenate(grammar: &Grammar, pages: &mut Cow<'_, Pages>) -> Option<Diagnostic> {
    let hyphens = Hyphens::of(grammar, pages);
    let mut made: BTreeMap<String, String> = BTreeMap::new();
    let mut first = None;
    let mut lines = pages.pages.iter().flat_map(|page| &page.lines);
    if !lines.any(|line| hyphens.are_lost(line)) {
        return None;
    }
    for page in &mut pages.to_mut().pages {
        for line in &mut page.lines {
            hyphens.restore(line, &mut made);
            if !made.is_empty() && first.is_none() {
                first = Some(Place {
                    page: page.number,
                    line: Some(line.number),
                    bbox: None,
                });
            }
        }
    }
    let place = first?;
    let message = crate::say!("hyphens-restored", count = made.len(), words = shown(&made));
    Some(Diagnostic::new(
        Code::LettersRestored,
        place,
        message,
        made.keys().next()?,
    ))
}

/// The first of the words that were restored.
fn shown(made: &BTreeMap<String, String>) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = made
        .iter()
        .take(SHOWN)
        .map(|(lost, whole)| crate::say!("letters-one-restored", lost = lost, whole = whole))
        .collect();
    shown.join(", ")
}

/// Puts whole words in the places of those that have lost letters.
fn restore(index: &Index, pages: &mut Pages) -> Option<Diagnostic> {
    let mut made: BTreeMap<String, String> = BTreeMap::new();
    let mut first = None;
    let has_lines = pages.form != Form::Geometry;
    for page in &mut pages.pages {
        for line in &mut page.lines {
            let before = made.len();
            let cells = if line.cells.is_empty() {
                std::iter::once(0..line.words.len()).collect()
            } else {
                line.cells.clone()
            };
            for cell in cells {
                let words = line.words.get_mut(cell).unwrap_or_default();
                let mut words: Vec<&mut String> = words.iter_mut().map(|word| &mut word.text).collect();
                index.restore(&mut words, &mut made);
            }
            if made.len() > before && first.is_none() {
                first = Some(Place {
                    page: page.number,
                    line: has_lines.then_some(line.number),
                    bbox: None,
                });
            }
            let cells = line.raw.split('\t').map(|cell| {
                let mut pieces: Vec<String> = cell
                    .split_inclusive(char::is_whitespace)
                    .map(str::to_owned)
                    .collect();
                let mut words: Vec<&mut String> = pieces.iter_mut().collect();
                index.restore(&mut words, &mut made);
                pieces.concat()
            });
            line.raw = cells.collect::<Vec<_>>().join("\t");
        }
    }
    let message = crate::say!("letters-restored", count = made.len(), words = shown(&made));
    let place = first?;
    Some(Diagnostic::new(
        Code::LettersRestored,
        place,
        message,
        made.keys().next()?,
    ))
}

/// Says that letters of a PDF are lost; of a text its encoding says so.
fn lost(pages: &Pages) -> Option<Diagnostic> {
    if pages.form != Form::Geometry {
        return None;
    }
    let is_lost = |text: &str| text.contains(char::REPLACEMENT_CHARACTER);
    let words = || {
        let lines = pages
            .pages
            .iter()
            .flat_map(|page| page.lines.iter().map(move |line| (page, line)));
        lines.flat_map(|(page, line)| line.words.iter().map(move |word| (page, word)))
    };
    let (page, word) = words().find(|(_, word)| is_lost(&word.text))?;
    let count = words().filter(|(_, word)| is_lost(&word.text)).count();
    let place = Place {
        page: page.number,
        bbox: Some(word.bbox),
        ..Place::default()
    };
    let message = crate::say!("letters-not-told", count = count);
    Some(Diagnostic::new(
        Code::EncodingDoubtful,
        place,
        message,
        &word.text,
    ))
}
