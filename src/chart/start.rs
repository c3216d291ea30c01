//! The page with which one begins to look at an output folder: what was read, what needs a look, which reports are
//! there, and where everything stands.

use crate::chart::page::document;
use crate::chart::words;
use crate::record::DocType;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Reports of one body and year: the kind, and the document that holds it; none where it is missing.
pub type Reports = BTreeSet<(DocType, Option<String>)>;

/// What the page tells.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// What was read and found, with its number: `documents-ok`, `goals`.
    pub counts: Vec<(&'static str, usize)>,
    /// What needs a look: the kind, its number, the file to open and the command that lists it.
    pub looks: Vec<(&'static str, usize, &'static str, String)>,
    /// Documents that could not be read, or only in part: the file, its status, why.
    pub troubles: Vec<[String; 3]>,
    /// Further ones that are not shown.
    pub more_troubles: usize,
    /// Bodies by their names, with their reports by year.
    pub coverage: BTreeMap<String, BTreeMap<i32, Reports>>,
    /// Files of the folder, and what a row of each is.
    pub files: Vec<(String, String)>,
    /// Whether every document has its JSON beside.
    pub has_json: bool,
}

/// The page.
pub fn start_page(start: &Start) -> String {
    let body = html! {
        h1 { (words::START) }
        dl.facts {
            @for (name, count) in &start.counts { div { dt { (words::counted_as(name)) } dd { (count) } } }
        }
        nav aria-label=(words::CONTENTS) {
            ul {
                @if !start.looks.is_empty() { li { a href="#look" { (words::LOOKS) } } }
                @if !start.troubles.is_empty() { li { a href="#troubles" { (words::TROUBLES) } } }
                @if !start.coverage.is_empty() { li { a href="#coverage" { (words::COVERAGE) } } }
                li { a href="#files" { (words::FILES) } }
            }
        }
        @if !start.looks.is_empty() { (looks(start)) }
        @if !start.troubles.is_empty() { (troubles(start)) }
        @if !start.coverage.is_empty() { (coverage(start)) }
        (files(start))
    };
    document(&words::START.said(), &body)
}

fn looks(start: &Start) -> Markup {
    html! {
        section id="look" {
            h2 { (words::LOOKS) }
            div.scroll role="region" tabindex="0" aria-label=(words::SCROLL_TABLE) {
                table {
                    caption { (words::LOOKS_LEAD) }
                    thead { tr { @for head in words::LOOKS_HEADS { th scope="col" { (head) } } } }
                    tbody {
                        @for (kind, count, file, command) in &start.looks {
                            tr {
                                th scope="row" { (words::look(kind)) }
                                td.figure { (count) }
                                td { @if has(start, file) { a href=(file) { (file) } } @else { (file) } }
                                td { code { (command) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn troubles(start: &Start) -> Markup {
    html! {
        section id="troubles" {
            h2 { (words::TROUBLES) }
            div.scroll role="region" tabindex="0" aria-label=(words::SCROLL_TABLE) {
                table {
                    thead { tr { @for head in words::TROUBLES_HEADS { th scope="col" { (head) } } } }
                    tbody {
                        @for [source, status, reason] in &start.troubles {
                            tr {
                                th scope="row" { (source) }
                                td { (words::status(status)) }
                                td lang=(words::SENTENCES) { (reason) }
                            }
                        }
                    }
                }
            }
            @if start.more_troubles > 0 { p { (words::more(start.more_troubles)) } }
        }
    }
}

/// A grid of bodies and years.
fn coverage(start: &Start) -> Markup {
    let years: BTreeSet<i32> = start
        .coverage
        .values()
        .flat_map(|years| years.keys().copied())
        .collect();
    html! {
        section id="coverage" {
            h2 { (words::COVERAGE) }
            p { (words::COVERAGE_LEAD) }
            div.scroll role="region" tabindex="0" aria-label=(words::SCROLL_TABLE) {
                table.values {
                    caption { (words::COVERAGE) }
                    thead { tr {
                        th scope="col" { (words::BODY) }
                        @for year in &years { th scope="col" { (year) } }
                    } }
                    tbody {
                        @for (body, told) in &start.coverage {
                            tr {
                                th scope="row" { (body) }
                                @for year in &years { td { @if let Some(reports) = told.get(year) {
                                    @for report in reports { (one(start, report)) " " }
                                } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A report in the grid.
fn one(start: &Start, (kind, document): &(DocType, Option<String>)) -> Markup {
    html! {
        @match document {
            None => span.missing { "(" (kind.word()) " " (words::MISSING) ")" },
            Some(id) if start.has_json && !id.is_empty() => a href={ "documents/" (id) ".json" } { (kind.word()) },
            Some(_) => (kind.word()),
        }
    }
}

fn files(start: &Start) -> Markup {
    html! {
        section id="files" {
            h2 { (words::FILES) }
            dl {
                @for (name, row) in &start.files {
                    dt { a href=(name) { (name) } }
                    dd { (row) }
                }
            }
        }
    }
}

fn has(start: &Start, file: &str) -> bool {
    start.files.iter().any(|(name, _)| name == file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_tells_what_is_there_and_what_is_missing_and_nothing_of_a_document_is_markup() {
        let reports = |documents: &[Option<&str>]| -> Reports {
            let all = documents
                .iter()
                .map(|id| (DocType::Annual, id.map(str::to_owned)));
            all.collect()
        };
        let years = BTreeMap::from([(2016, reports(&[Some("ab12")])), (2017, reports(&[None]))]);
        let start = Start {
            coverage: BTreeMap::from([("Farsta <b>".to_owned(), years)]),
            troubles: vec![["a.pdf".to_owned(), "failed".to_owned(), "<script>".to_owned()]],
            has_json: true,
            ..Start::default()
        };
        let page = start_page(&start);
        assert!(page.contains("<a href=\"documents/ab12.json\">VB</a>"), "{page}");
        assert!(page.contains("(VB missing)"), "{page}");
        assert!(!page.contains("<script>") && !page.contains("<b>"), "{page}");
        let without = Start {
            has_json: false,
            ..start
        };
        assert!(!start_page(&without).contains("documents/ab12.json"));
    }
}
