//! What a run is asked to leave.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A format that the tables can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A CSV file for each table.
    Csv,
    /// A JSON file for each document.
    Json,
    /// A file for each table with a JSON object on every line.
    Ndjson,
    /// A workbook with a sheet for each table.
    Xlsx,
    /// Columns with types, a file for each table.
    Parquet,
    /// A database with all tables.
    Sqlite,
}

impl Format {
    /// All of them.
    pub const ALL: &[Format] = &[
        Format::Csv,
        Format::Json,
        Format::Ndjson,
        Format::Xlsx,
        Format::Parquet,
        Format::Sqlite,
    ];

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Xlsx => "xlsx",
            Format::Parquet => "parquet",
            Format::Sqlite => "sqlite",
        }
    }
}

/// How CSV is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// RFC 4180 with comma and decimal point, for programs.
    #[default]
    Machine,
    /// What a Swedish spreadsheet opens by a double click: semicolon, decimal comma, byte order mark.
    ExcelSv,
}

impl Dialect {
    /// All of them.
    pub const ALL: &[Dialect] = &[Dialect::Machine, Dialect::ExcelSv];

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Machine => "machine",
            Dialect::ExcelSv => "excel-sv",
        }
    }
}

/// What a run is asked to leave. The manifest keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// The formats.
    pub formats: BTreeSet<Format>,
    /// How CSV is spelt.
    pub csv_dialect: Dialect,
    /// Columns by which Parquet tables are parted into folders, among [`PARTITIONS`](super::PARTITIONS).
    pub partition_by: Vec<String>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            formats: BTreeSet::from([Format::Csv, Format::Json]),
            csv_dialect: Dialect::default(),
            partition_by: Vec::new(),
        }
    }
}

impl Wanted {
    /// Whether a format is among them.
    pub fn has(&self, format: Format) -> bool {
        self.formats.contains(&format)
    }
}
