//! The statements that make the tables, from the schema.

use super::super::super::keys::{key, links};
use super::super::super::schema::File;
use super::super::field::Kind;
use super::type_of;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The column that says of which document a row is.
pub(super) use super::super::super::keys::DOCUMENT;

/// `documents` has a row for every file, and files with the same bytes are one document.
pub(super) const DOCUMENTS: &str = "CREATE TABLE document_ids (document_id TEXT PRIMARY KEY) WITHOUT ROWID;";

/// What the columns and codes mean.
pub(super) const DICTIONARY: &str = "
    CREATE TABLE dictionary (
        \"table\" TEXT, \"column\" TEXT, type TEXT, meaning TEXT, PRIMARY KEY (\"table\", \"column\"));
    CREATE TABLE codes (code TEXT PRIMARY KEY, severity TEXT, meaning TEXT);";

/// Makes a table. Its rows stand in the order of the documents, which `rowid` counts.
pub(super) fn table(file: &File) -> String {
    let mut lines = Vec::new();
    for column in file.columns {
        lines.push(format!("\"{}\" {}", column.name, type_of(Kind::of(column))));
    }
    if let Some(key) = key(file) {
        lines.push(format!("PRIMARY KEY ({})", quoted(&key)));
    }
    if has(file, DOCUMENT) {
        lines.push(format!(
            "FOREIGN KEY ({DOCUMENT}) REFERENCES document_ids ({DOCUMENT})"
        ));
    }
    for link in links(file) {
        let (here, there) = (quoted(&link.columns), quoted(&link.there));
        lines.push(format!(
            "FOREIGN KEY ({here}) REFERENCES \"{}\" ({there})",
            link.table
        ));
    }
    format!("CREATE TABLE \"{}\" (\n  {}\n);", file.name, lines.join(",\n  "))
}

/// Adds a row.
pub(super) fn insert(file: &File) -> String {
    let marks = vec!["?"; file.columns.len()].join(", ");
    format!("INSERT INTO \"{}\" VALUES ({marks})", file.name)
}

/// Makes the indices by which tables are joined and searched.
pub(super) fn indices(file: &File) -> Vec<String> {
    let mut columns: BTreeSet<Vec<&str>> = links(file).iter().map(|link| link.columns.to_vec()).collect();
    // The first column of another index will do.
    if columns.is_empty() && key(file).is_none() && has(file, DOCUMENT) {
        columns.insert(vec![DOCUMENT]);
    }
    for searched in SEARCHED {
        if searched.iter().all(|name| has(file, name)) {
            columns.insert(searched.to_vec());
        }
    }
    let index = |columns: &Vec<&str>| {
        let mut sql = format!("CREATE INDEX \"{}", file.name);
        for column in columns {
            let _ = write!(sql, "_{column}");
        }
        let _ = write!(sql, "\" ON \"{}\" ({});", file.name, quoted(columns));
        sql
    };
    columns.iter().map(index).collect()
}

/// What people ask for, in tables that have it.
const SEARCHED: &[&[&str]] = &[
    &["series_id", "organisation_id", "period_year"],
    &["organisation_id", "year"],
];

fn has(file: &File, name: &str) -> bool {
    file.columns.iter().any(|column| column.name == name)
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}
