//! What many rows cost in each format: `cargo bench --bench rows [-- ROWS…]`. Figures for people, not a test.
//!
//! The observations of the corpus are written again and again, each time as those of another document, in a process
//! of its own for each format and number of rows. Printed are the seconds, the size of what is written, and the
//! most memory that the process held at once, which Linux counts.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot start has no result"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;
use utfall::grammar::Grammar;
use utfall::run::{self, Limits};
use utfall::source::Source;
use utfall::write::{Answer, Destination, Dialect, Format, May, Output, Provenance, Wanted, files};

const TABLE: &str = "observations";
/// Marks the process that writes.
const ONE: &str = "--one";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == ONE) {
        return one(&arguments[at + 1], arguments[at + 2].parse().unwrap());
    }
    let mut counts: Vec<&str> = arguments.iter().map(String::as_str).collect();
    counts.retain(|argument| argument.parse::<usize>().is_ok());
    if counts.is_empty() {
        counts = vec!["100000", "1000000"];
    }
    println!("| format | rows | seconds | MB written | peak MB |\n|---|---|---|---|---|");
    for format in Format::ALL.iter().filter(|format| **format != Format::Json) {
        for count in &counts {
            let mut program = Command::new(std::env::current_exe().unwrap());
            program.args([ONE, format.name(), count]).status().unwrap();
        }
    }
}

/// Writes so many rows in one format.
fn one(name: &str, count: usize) {
    let format = Format::ALL.iter().find(|format| format.name() == name).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let provenance = Provenance {
        utfall: String::new(),
        grammar: String::new(),
        options: serde_json::Value::Null,
        inputs_named: Vec::new(),
        wanted: Wanted {
            formats: BTreeSet::from([*format]),
            csv_dialect: Dialect::default(),
            partition_by: Vec::new(),
        },
    };
    let rows = observations();
    let file = files().iter().find(|file| file.name == TABLE).unwrap();
    let id = file
        .columns
        .iter()
        .position(|column| column.name == "document_id")
        .unwrap();
    let begun = Instant::now();
    let destination = Destination::of_tables(folder.path(), May::default()).unwrap();
    let mut output = Output::create(&Arc::new(destination), &provenance).unwrap();
    for (at, row) in rows.iter().cycle().take(count).enumerate() {
        let mut row = row.clone();
        row[id] = format!("{:016x}", at / rows.len());
        output.row(TABLE, &row).unwrap();
    }
    output.finish().unwrap();
    println!(
        "| {name} | {count} | {:.1} | {:.1} | {} |",
        begun.elapsed().as_secs_f64(),
        size(folder.path()) as f64 / 1e6,
        peak().map_or("unknown".to_owned(), |megabytes| megabytes.to_string())
    );
}

/// The observations of the reports of the corpus.
fn observations() -> Vec<Vec<String>> {
    let grammar = Grammar::built_in().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/reports");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut rows = Vec::new();
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
    {
        let name = path.file_name().unwrap().to_string_lossy();
        let source = Source::from_bytes(name, std::fs::read(path).unwrap());
        let document = run::document(&grammar, &source, &Limits::default());
        rows.extend_from_slice(Answer::of(&document).rows(TABLE));
    }
    rows
}

/// Bytes of all files in a folder.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| entry.metadata().unwrap().len()).sum()
}

/// The most memory that this process has held, in MB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes / 1024)
}
