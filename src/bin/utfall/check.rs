//! `utfall check`: the relations of an output folder that do not hold, for a person to look up.

use crate::Exit;
use crate::args::Check;
use crate::print::{out, printable};
use std::collections::HashMap;
use std::fmt::Write;
use utfall::panel::Folder;
use utfall::say;

type Row = HashMap<&'static str, String>;

/// What is told of a relation.
const CHECK: &[&str] = &[
    "document_id",
    "table_id",
    "relation",
    "difference",
    "holds",
    "page",
    "line",
    "row_label",
    "column_label",
    "sentence",
];

pub(crate) fn run(args: &Check) -> anyhow::Result<Exit> {
    let folder = Folder::open(&args.folder)?;
    let checks = read(&folder, "checks", CHECK)?;
    let documents = read(&folder, "documents", &["document_id", "source"])?;
    let tables = read(&folder, "tables", &["document_id", "table_id", "caption"])?;
    let sources: HashMap<&str, &str> = documents
        .iter()
        .rev() // Of files with the same bytes the first holds the rows.
        .map(|row| (field(row, "document_id"), field(row, "source")))
        .collect();
    let captions: HashMap<(&str, &str), &str> = tables
        .iter()
        .map(|row| {
            (
                (field(row, "document_id"), field(row, "table_id")),
                field(row, "caption"),
            )
        })
        .collect();
    let fails = |row: &&Row| field(row, "holds") == "false";
    // A share is never exact: only sums are told by how much they miss.
    let is_sum = |row: &&Row| !matches!(field(row, "relation"), "share" | "change");
    let is_rounded = |row: &&Row| is_sum(row) && field(row, "difference") != "0";
    let is_shown = |row: &&Row| fails(row) || args.rounded && is_rounded(row);
    let failed = checks.iter().filter(fails).count();
    let mut text = String::new();
    let mut last = ("", "");
    for row in checks.iter().filter(is_shown) {
        let (document, table) = (field(row, "document_id"), field(row, "table_id"));
        if (document, table) != last {
            last = (document, table);
            let source = sources.get(document).copied().unwrap_or(document);
            let caption = captions.get(&last).copied().unwrap_or("");
            let named = if caption.is_empty() {
                String::new()
            } else {
                format!(" ({caption})")
            };
            let _ = writeln!(
                text,
                "{}",
                say!("check-table", source = source, table = table, named = named)
            );
        }
        let _ = writeln!(text, "  {}", sentence(row));
    }
    let held = checks.len() - failed;
    let _ = match checks.is_empty() {
        true => writeln!(text, "{}", say!("check-none")),
        false => writeln!(text, "{}", say!("check-held", held = held, failed = failed)),
    };
    out(&printable(&text))?;
    Ok(if failed == 0 { Exit::AllRead } else { Exit::SomeNot })
}

/// Where the figure stands, both figures, and how the second comes about.
fn sentence(row: &Row) -> String {
    let place = match (field(row, "page"), field(row, "line")) {
        ("", "") => String::new(),
        (page, "") => say!("check-page", page = page),
        ("", line) => say!("check-line", line = line),
        (page, line) => say!("check-page-line", page = page, line = line),
    };
    let rounded = match field(row, "holds") {
        "true" => say!("check-rounded"),
        _ => String::new(),
    };
    format!(
        "{place}{}, {}: {} [{}{rounded}]",
        field(row, "row_label"),
        field(row, "column_label"),
        field(row, "sentence"),
        field(row, "relation"),
    )
}

fn field<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

fn read(folder: &Folder, table: &str, columns: &[&'static str]) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    folder.rows(table, columns, |record| {
        let fields = columns.iter().map(|name| (*name, record.get(name).to_owned()));
        rows.push(fields.collect());
    })?;
    Ok(rows)
}
