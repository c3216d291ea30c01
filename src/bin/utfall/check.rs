//! `utfall check`: the relations of an output folder that do not hold, for a person to look up.

use crate::Exit;
use crate::args::Check;
use crate::print::{out, printable};
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

type Row = HashMap<String, String>;

pub(crate) fn run(args: &Check) -> anyhow::Result<Exit> {
    let checks = read(&args.folder, "checks.csv")?;
    let documents = read(&args.folder, "documents.csv")?;
    let tables = read(&args.folder, "tables.csv")?;
    let sources: HashMap<&str, &str> = documents
        .iter()
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
    let failed: Vec<&Row> = checks
        .iter()
        .filter(|row| field(row, "holds") == "false")
        .collect();
    let mut text = String::new();
    let mut last = ("", "");
    for row in &failed {
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
            let _ = writeln!(text, "{source}: table {table}{named}");
        }
        let _ = writeln!(text, "  {}", sentence(row));
    }
    let held = checks.len() - failed.len();
    let _ = writeln!(text, "{held} relations hold, {} do not", failed.len());
    out(&printable(&text))?;
    Ok(if failed.is_empty() {
        Exit::AllRead
    } else {
        Exit::SomeNot
    })
}

/// Where the figure stands, both figures, and how the second comes about.
fn sentence(row: &Row) -> String {
    let place = match (field(row, "page"), field(row, "line")) {
        ("", "") => String::new(),
        (page, "") => format!("page {page}, "),
        ("", line) => format!("line {line}, "),
        (page, line) => format!("page {page}, line {line}, "),
    };
    format!(
        "{place}{}, {}: {} is printed, {} gives {} [{}]",
        field(row, "row_label"),
        field(row, "column_label"),
        field(row, "printed"),
        field(row, "formula"),
        field(row, "computed"),
        field(row, "relation"),
    )
}

fn field<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

fn read(folder: &Path, name: &str) -> anyhow::Result<Vec<Row>> {
    let path = folder.join(name);
    let told = |error: csv::Error| anyhow::anyhow!("cannot read {}: {error}", path.display());
    let mut reader = csv::Reader::from_path(&path).map_err(told)?;
    reader.deserialize().collect::<Result<_, _>>().map_err(told)
}
