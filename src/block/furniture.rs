//! Running headers, footers and page numbers: a kind of block, not lost.

use super::Item;
use super::text::Sheet;
use crate::grammar::{Grammar, squash};
use crate::page::{Form, Pages};
use crate::trace::BBox;
use nom::character::complete::{char, digit1, space0};
use nom::combinator::{eof, opt};
use nom::sequence::delimited;
use nom::{IResult, Parser};
use std::collections::{BTreeMap, BTreeSet};

/// Which lines are furniture, and of which kind.
#[derive(Debug, Default)]
pub(super) struct Claims {
    kinds: BTreeMap<usize, &'static str>,
}

impl Claims {
    pub(super) fn kind(&self, line: usize) -> Option<&'static str> {
        self.kinds.get(&line).copied()
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

/// Page numbers on lines of their own, and lines that the pages repeat at their edges.
pub(super) fn find(grammar: &Grammar, pages: &Pages, sheet: &[Sheet<'_>]) -> Claims {
    let mut claims = Claims::default();
    for line in sheet.iter().filter(|line| !line.is_blank()) {
        if is_page_number(grammar, &line.text()) {
            claims.claim(line.id, "page-number");
        }
    }
    if pages.form != Form::Tabbed {
        let tables: Vec<Vec<BBox>> = pages.pages.iter().map(super::geometry::ruled_boxes).collect();
        let in_table = |line: &Sheet<'_>| {
            if pages.form == Form::Stacked && is_cell(grammar, line, pages.pages.len()) {
                return true;
            }
            let bbox = line.line.bbox;
            super::geometry::begins_table(grammar, line)
                || tables[line.page]
                    .iter()
                    .any(|table| table.contains(bbox.middle_x(), bbox.middle_y()))
        };
        repeated(sheet, in_table, &mut claims);
    }
    if pages.form == Form::Stacked {
        displaced(grammar, sheet, pages.pages.len(), &mut claims);
    }
    claims
}

/// A line that may be all of a cell: a value, unless it is the number of its page, or a column label.
fn is_cell(grammar: &Grammar, line: &Sheet<'_>, pages: usize) -> bool {
    let text = line.text();
    let is_page_number = text
        .parse::<usize>()
        .is_ok_and(|number| (1..=pages).contains(&number));
    let has_letters = text.chars().any(char::is_alphabetic);
    !is_page_number
        && (crate::lex::run(grammar, &text).is_some()
            || !has_letters && text.contains(|letter: char| letter.is_ascii_digit())
            || grammar.indicator_columns.whole(&text).is_some()
            || grammar.activity_columns.whole(&text).is_some())
}

/// In reading order a header or footer may stand in the middle of its page: a line that half of the pages
/// repeat, and that stands at the edge of one of them.
fn displaced(grammar: &Grammar, sheet: &[Sheet<'_>], pages: usize, claims: &mut Claims) {
    const FEWEST_LETTERS: usize = 8;
    let is_known = |text: &str| {
        grammar.labels.start(text).is_some()
            || [
                &grammar.markers,
                &grammar.sections,
                &grammar.headings,
                &grammar.rows,
                &grammar.indicator_columns,
                &grammar.activity_columns,
                &grammar.qualifiers,
            ]
            .iter()
            .any(|words| words.whole(text).is_some())
    };
    let mut seen: BTreeMap<String, (BTreeSet<usize>, Option<&'static str>)> = BTreeMap::new();
    for line in sheet.iter().filter(|line| !line.is_blank()) {
        let (on, edge) = seen.entry(key(line)).or_default();
        on.insert(line.page);
        let claimed = claims.kind(line.id);
        *edge = edge.or(claimed.filter(|kind| kind.starts_with("page-")));
    }
    let enough = 3.max(pages / 2);
    for line in sheet.iter().filter(|line| !line.is_blank()) {
        let key = key(line);
        if let Some((on, Some(kind))) = seen.get(&key)
            && on.len() >= enough
            && key.chars().count() >= FEWEST_LETTERS
            && !is_known(&line.text())
        {
            claims.claim(line.id, kind);
        }
    }
}

/// The letters of a line: page numbers differ.
fn key(line: &Sheet<'_>) -> String {
    squash(&line.text())
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect()
}

/// `page-number = word number ["(" number ")"]`
pub(super) fn is_page_number(grammar: &Grammar, text: &str) -> bool {
    fn rest(input: &str) -> IResult<&str, ()> {
        (
            space0,
            digit1,
            space0,
            opt(delimited(char('('), digit1, char(')'))),
            space0,
            eof,
        )
            .map(|_| ())
            .parse(input)
    }
    grammar
        .title
        .start(text)
        .is_some_and(|(entry, taken)| entry.fact("role") == Some("page") && rest(&text[taken..]).is_ok())
}

/// How many lines at the top and bottom of a page may be header or footer.
const EDGE_LINES: usize = 6;

/// Lines at the edges of pages whose letters stand on at least three pages, or on half of a short
/// document's, are headers or footers; digits do not count, since page numbers differ.
fn repeated(sheet: &[Sheet<'_>], in_table: impl Fn(&Sheet<'_>) -> bool, claims: &mut Claims) {
    let mut pages: BTreeMap<usize, Vec<&Sheet<'_>>> = BTreeMap::new();
    for line in sheet.iter().filter(|line| !line.is_blank()) {
        pages.entry(line.page).or_default().push(line);
    }
    if pages.len() < 3 {
        return;
    }
    let mut seen: BTreeMap<(bool, String), BTreeSet<usize>> = BTreeMap::new();
    let edges = |lines: &[&Sheet<'_>]| -> Vec<(bool, usize)> {
        let count = lines.len();
        (0..count.min(EDGE_LINES))
            .map(|at| (true, at))
            .chain((count.saturating_sub(EDGE_LINES)..count).map(|at| (false, at)))
            .collect()
    };
    for (page, lines) in &pages {
        for (top, at) in edges(lines) {
            seen.entry((top, key(lines[at]))).or_default().insert(*page);
        }
    }
    let enough = 3.max(pages.len() / 3);
    for lines in pages.values() {
        for top in [true, false] {
            let order: Vec<usize> = if top {
                (0..lines.len().min(EDGE_LINES)).collect()
            } else {
                (lines.len().saturating_sub(EDGE_LINES)..lines.len())
                    .rev()
                    .collect()
            };
            // From the edge inwards, until a line is not repeated.
            for at in order {
                let line = lines[at];
                let times = seen.get(&(top, key(line))).map_or(0, BTreeSet::len);
                let is_number = claims.kind(line.id).is_some();
                // The header of a table that every page repeats is no header of the page.
                if in_table(line) {
                    break;
                }
                if times >= enough {
                    claims.claim(line.id, if top { "page-header" } else { "page-footer" });
                } else if !is_number {
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        let grammar = Grammar::built_in().unwrap();
        for text in ["Sid 1 (25)", "SID 1 (85)", "Sida 3"] {
            assert!(is_page_number(&grammar, text), "{text}");
        }
        assert!(!is_page_number(&grammar, "Sidan 3 visar"));
    }
}
