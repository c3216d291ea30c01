//! A page with one table: the answer to a question.

use crate::chart::figure::written;
use crate::chart::page::document;
use crate::chart::words;
use crate::language::{Language, has};
use crate::say;
use maud::{Markup, html};
use rust_decimal::Decimal;
use std::str::FromStr;

/// A table for a page.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    /// The command that answers.
    pub command: &'a str,
    /// What was asked, in words.
    pub asked: &'a str,
    /// Names of the columns, and whether each holds numbers.
    pub columns: &'a [(&'a str, bool)],
    /// The rows.
    pub rows: &'a [Vec<String>],
    /// What must be known of them.
    pub notes: &'a [String],
    /// The address of the folder with the documents' JSON, where it can be reached.
    pub documents: Option<&'a str>,
}

/// The heading of a column or of an answer; its name where none is known, which a test forbids.
pub fn heading(name: &str) -> String {
    let id = format!("heading-{}", name.replace('_', "-"));
    match has(Language::current(), &id) {
        true => say!(&id),
        false => name.to_owned(),
    }
}

/// What an answer is called: two have the name of a column, which says less.
fn title(command: &str) -> String {
    match command {
        "budget" => say!("answer-budget"),
        "rank" => say!("answer-rank"),
        command => heading(command),
    }
}

/// The page.
pub fn reply_page(answered: Answered<'_>) -> String {
    let title = title(answered.command);
    let shown: Vec<usize> = (0..answered.columns.len())
        .filter(|at| answered.rows.iter().any(|row| !row[*at].is_empty()))
        .collect();
    let body = html! {
        h1 { (title) @if !answered.asked.is_empty() { ": " (answered.asked) } }
        dl.facts { div { dt { (words::ROWS) } dd { (answered.rows.len()) } } }
        @if !answered.notes.is_empty() {
            section.notes aria-label=(words::NOTES) {
                h2 { (words::NOTES) }
                ul { @for note in answered.notes { li { span lang=(words::SENTENCES) { (note) } } } }
            }
        }
        @if answered.rows.is_empty() { p { (words::NOTHING) } } @else {
            div.scroll role="region" tabindex="0" aria-label=(words::SCROLL_TABLE) {
                table {
                    caption { (title) }
                    thead { tr { @for at in &shown { th scope="col" { (heading(answered.columns[*at].0)) } } } }
                    tbody {
                        @for row in answered.rows {
                            tr { @for at in &shown { (field(answered, *at, &row[*at])) } }
                        }
                    }
                }
            }
        }
    };
    document(&title, &body)
}

fn field(answered: Answered<'_>, at: usize, text: &str) -> Markup {
    let (name, is_number) = answered.columns[at];
    let is_document = name.ends_with("document_id") && !text.is_empty();
    html! {
        @if let (true, Ok(number)) = (is_number, Decimal::from_str(text)) {
            td.figure { (written(number, None)) }
        } @else if let (true, Some(folder)) = (is_document, answered.documents) {
            td { a href={ (folder) "/" (text) ".json" } { (text) } }
        } @else if text == "true" {
            td { (words::YES) }
        } @else {
            td { (text) }
        }
    }
}
