//! What the CSV files of a folder are, for programs that read them.
//!
//! Takes: the schema, the dialect, what was written of each file.
//! Gives: the texts of a Data Package with Table Schema and of CSV on the Web metadata.
//! Never: opens a file, looks at a row, says anything that the schema does not.

mod csvw;
mod data_package;
mod swedish;

use super::beside::Written;
use super::format::{Dialect, Kind};
use super::keys::{Link, links};
use super::schema::{self, Column, File};
use crate::language::Language;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use swedish::swedish;

/// The names of the files that describe the others.
pub(super) const NAMES: [&str; 2] = ["datapackage.json", "csv-metadata.json"];

/// The texts of the files in [`NAMES`]. `written` has every file of the run by its name.
pub(super) fn describe(dialect: Dialect, written: &BTreeMap<String, Written>) -> [String; 2] {
    let tables = schema::files().iter().filter_map(|file| {
        let path = format!("{}.csv", file.name);
        let written = written.get(&path)?;
        Some(Table { file, path, written })
    });
    let tables: Vec<Table<'_>> = tables.collect();
    [
        text(&data_package::package(dialect, &tables)),
        text(&csvw::group(dialect, &tables)),
    ]
}

fn text(json: &Json) -> String {
    let mut text = serde_json::to_string_pretty(json).unwrap_or_default();
    text.push('\n');
    text
}

/// A CSV file that was written.
struct Table<'w> {
    file: &'static File,
    path: String,
    written: &'w Written,
}

/// What the whole is.
const TITLE: &str = "Goals, indicators, activities, tables and text of Stockholm's plans and reports";
const DESCRIPTION: &str = "What utfall read in verksamhetsplaner, tertialrapporter and verksamhetsberättelser. \
    Every figure stands beside the text that was printed and the page and line where it stood.";

/// What a row of a file is, in the language of this process.
pub fn row_meaning(file: &File) -> &'static str {
    told(file.row)
}

/// A text of the schema in the language of this process.
pub(super) fn told(english: &'static str) -> &'static str {
    match Language::current() {
        Language::English => english,
        Language::Swedish => swedish(english),
    }
}

/// What a row of a file is, as a sentence in the language of this process.
pub(super) fn row_told(file: &File) -> String {
    format!("{} {}.", told(BEGINS), told(file.row))
}

/// What the sentence on a file's rows begins with.
const BEGINS: &str = "A row is";

/// What a row of a file is, in English and in Swedish.
fn row(file: &File) -> [String; 2] {
    let sentence = |begins: &str, row: &str| format!("{begins} {row}.");
    [
        sentence(BEGINS, file.row),
        sentence(swedish(BEGINS), swedish(file.row)),
    ]
}

/// Why a field of a column is empty.
fn missing(column: &Column) -> &'static str {
    if column.name == "value" {
        "the cell gives no number: value_status says why"
    } else {
        "nothing is printed, or it does not apply"
    }
}

/// What all fields of a column are. Reports print words in place of some dates, and a column with them is text.
fn kind(column: &Column) -> Kind {
    const DATES_OR_WORDS: &[&str] = &["start", "end"];
    match Kind::of(column) {
        Kind::Date if DATES_OR_WORDS.contains(&column.name) => Kind::Text,
        kind => kind,
    }
}

/// The links of a file that no row is without. A key of which a part is empty leads nowhere, and those who check
/// keys do not agree on what that means.
fn whole_links(file: &File) -> Vec<Link> {
    let mut links = links(file);
    links.retain(|link| link.columns.contains(&"table_id"));
    links
}

/// The character between fields, before decimals, and at the end of a row.
fn spelling(dialect: Dialect) -> (&'static str, &'static str, &'static str) {
    match dialect {
        Dialect::Machine => (",", ".", "\n"),
        Dialect::ExcelSv => (";", ",", "\r\n"),
    }
}
