//! An output folder, read back by the names of its columns.

use crate::trace::Error;
use crate::write::{Dialect, Format, Manifest, TableReader};
use rust_decimal::Decimal;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A folder that a run has left.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    dialect: Dialect,
    /// Documents whose report another one holds too, or in a later version.
    left_out: HashSet<String>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Record<'r> {
    names: &'r [String],
    fields: &'r [String],
}

impl Record<'_> {
    /// A field; empty where the table has no such column.
    pub fn get(&self, name: &str) -> &str {
        let at = self.names.iter().position(|other| other == name);
        at.and_then(|at| self.fields.get(at)).map_or("", String::as_str)
    }

    /// A number, with the decimals that are written.
    pub fn number(&self, name: &str) -> Option<Decimal> {
        Decimal::from_str(self.get(name)).ok()
    }
}

impl Folder {
    /// The folder at a path.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.join("manifest.json").is_file() {
            return Err(Error::NoOutput(path.to_path_buf()));
        }
        let wanted = Manifest::of(path)?.provenance.wanted;
        if !wanted.has(Format::Csv) {
            return Err(Error::TableUnusable {
                path: path.to_path_buf(),
                reason: crate::say!("no-csv"),
            });
        }
        let mut folder = Self {
            path: path.to_path_buf(),
            dialect: wanted.csv_dialect,
            left_out: HashSet::new(),
        };
        let mut left_out = HashSet::new();
        folder.rows("documents", &[], |row| {
            if !row.get("duplicate_of").is_empty() || !row.get("superseded_by").is_empty() {
                left_out.insert(row.get("document_id").to_owned());
            }
        })?;
        folder.left_out = left_out;
        Ok(folder)
    }

    /// Gives the rows of a table that count: of a report that several files hold those of one file.
    pub fn counted_rows(
        &self,
        table: &str,
        needed: &[&str],
        mut each: impl FnMut(&Record<'_>),
    ) -> Result<(), Error> {
        self.rows(table, needed, |row| {
            if !self.left_out.contains(row.get("document_id")) {
                each(row);
            }
        })
    }

    /// Gives every row of a table, named without `.csv`. A table without a column that is `needed` is refused.
    pub fn rows(&self, table: &str, needed: &[&str], mut each: impl FnMut(&Record<'_>)) -> Result<(), Error> {
        let mut reader = TableReader::open(&self.path, table, self.dialect)?;
        let names = reader.columns()?;
        if let Some(missing) = needed
            .iter()
            .find(|name| names.iter().all(|other| other != *name))
        {
            return Err(Error::TableUnusable {
                path: self.path.join(format!("{table}.csv")),
                reason: crate::say!("no-column", missing = missing),
            });
        }
        for fields in reader {
            each(&Record {
                names: &names,
                fields: &fields?,
            });
        }
        Ok(())
    }
}
