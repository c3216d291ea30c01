//! The labels of all lines before tables are looked for: which are no content, which belong to goals.

use super::Item;
use super::Text;
use super::contents;
use super::furniture;
use super::segment::{Label, Line, Listed, Profile, choose};
use super::text::{Sheet, full_width};
use crate::grammar::Grammar;
use crate::page::{Form, Pages};
use crate::trace::{Code, Diagnostic};
use std::collections::{BTreeMap, BTreeSet};

/// Which lines are no content, and of which kind; which are parts of goals.
#[derive(Debug, Default)]
pub(super) struct Claims {
    kinds: BTreeMap<usize, &'static str>,
    goals: BTreeSet<usize>,
}

impl Claims {
    /// The kind of furniture that a line is.
    pub(super) fn kind(&self, line: usize) -> Option<&'static str> {
        self.kinds.get(&line).copied()
    }

    /// Whether a line is a goal's label, title or marker, which stand in no table.
    pub(super) fn is_of_goal(&self, line: usize) -> bool {
        self.goals.contains(&line)
    }

    pub(super) fn claim(&mut self, line: usize, kind: &'static str) {
        self.kinds.entry(line).or_insert(kind);
    }

    pub(super) fn item(&self, kind: &'static str, line: &Sheet<'_>) -> Item {
        Item::Furniture {
            kind,
            text: line.text(),
            place: line.place,
            lines: if line.is_blank() {
                Vec::new()
            } else {
                vec![line.id]
            },
        }
    }
}

/// What was found before tables are looked for.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) claims: Claims,
    /// The titles that the contents list.
    pub(super) outline: Vec<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Labels all lines of a document.
pub(super) fn find(grammar: &Grammar, pages: &Pages, sheet: &[Sheet<'_>]) -> Found {
    let mut found = Found::default();
    repeated_pages(pages, sheet, &mut found);
    for line in sheet.iter().filter(|line| !line.is_blank()) {
        if let Some(kind) = line.line.furniture {
            found.claims.claim(line.id, kind);
        }
    }
    let proposals = furniture::proposals(grammar, pages, sheet);
    let filled: Vec<&Sheet<'_>> = sheet
        .iter()
        .filter(|line| !line.is_blank() && found.claims.kind(line.id).is_none())
        .collect();
    let is_content = |line: &Sheet<'_>| proposals[line.id].is_none_or(|proposal| proposal.odds <= 0.0);
    let contents = contents::find(grammar, &filled, is_content);
    let listed = Listed::of(&contents.titles);
    let texts = texts(pages.form, sheet, &filled);
    let profile = Profile::of(grammar, &listed, texts.iter());
    let borrowed: Vec<&Text> = texts.iter().collect();
    let mut lines = Line::all(&profile, &borrowed, &[]);
    let mut before = None;
    for (at, line) in filled.iter().enumerate() {
        lines[at].furniture = proposals[line.id].map(|proposal| proposal.odds);
        lines[at].contents = contents.lines.get(&line.id).copied();
        lines[at].before = before;
        if is_content(line) {
            before = Some(at);
        }
    }
    for (line, chosen) in filled.iter().zip(choose(&profile, &lines)) {
        match chosen.label {
            Label::Furniture => {
                let kind = proposals[line.id].map_or("page-header", |proposal| proposal.kind);
                found.claims.claim(line.id, kind);
            }
            Label::Contents => found.claims.claim(line.id, "contents"),
            label if label.is_of_goal() => {
                found.claims.goals.insert(line.id);
            }
            _ => {}
        }
    }
    for line in &contents.title_page {
        found.claims.claim(*line, "title-page");
    }
    found.outline = contents.titles;
    found
}

/// The lines as texts, with what the choice asks of them.
fn texts(form: Form, sheet: &[Sheet<'_>], filled: &[&Sheet<'_>]) -> Vec<Text> {
    let widest = full_width(sheet);
    let block = super::stacked::Lines::of(sheet);
    let text = |line: &&Sheet<'_>| {
        let mut text = block.block(line);
        match form {
            Form::Geometry | Form::Aligned => {
                text.fill = line.line.bbox.right / widest;
                text.left = line.line.bbox.left;
            }
            Form::Tabbed | Form::Structured => text.is_whole = true,
            Form::Stacked => {}
        }
        text
    };
    filled.iter().map(text).collect()
}

/// A page that stands in the document before, letter by letter and place by place, is said once.
fn repeated_pages(pages: &Pages, sheet: &[Sheet<'_>], found: &mut Found) {
    /// A page of fewer may be empty but for its header.
    const FEWEST_WORDS: usize = 10;
    if pages.form != Form::Geometry {
        return;
    }
    let mut seen: BTreeMap<Vec<(&str, [i32; 2])>, usize> = BTreeMap::new();
    for (at, page) in pages.pages.iter().enumerate() {
        #[expect(clippy::cast_possible_truncation, reason = "places on a page are small")]
        let place = |place: f32| place.round() as i32;
        let words: Vec<(&str, [i32; 2])> = page
            .lines
            .iter()
            .flat_map(|line| &line.words)
            .map(|word| (word.text.as_str(), [place(word.bbox.left), place(word.bbox.top)]))
            .collect();
        if words.len() < FEWEST_WORDS {
            continue;
        }
        let Some(first) = seen.get(&words).copied() else {
            seen.insert(words, at);
            continue;
        };
        let lines = || sheet.iter().filter(|line| line.page == at && !line.is_blank());
        for line in lines() {
            found.claims.claim(line.id, "repeated-page");
        }
        if let Some(line) = lines().next() {
            let number = pages.pages[first].number.unwrap_or_default();
            found.diagnostics.push(Diagnostic::new(
                Code::PageRepeated,
                line.place,
                crate::say!("page-repeated", number = number),
                &line.text(),
            ));
        }
    }
}
