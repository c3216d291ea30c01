//! Usual questions about an output folder, each answered with one table.
//!
//! Takes: the tables of an output folder, what is asked.
//! Gives: [`Reply`]s: columns, rows, and what must be known of them; names that are near a misspelt one.
//! Never: computes a figure, opens a file, prints.

mod activities;
mod budget;
mod missing;
mod nearest;
mod profile;
mod rank;
mod revisions;
mod search;

pub use activities::activities;
pub use budget::budget;
pub use missing::missing;
pub use nearest::nearest;
pub use profile::profile;
pub use rank::{Ranked, rank};
pub use revisions::revisions;
pub use search::search;

use crate::overview::Wanted;
use crate::panel::{Folder, Record};
use crate::record::DocType;
use crate::trace::Error;
use crate::write::Column;
use std::collections::HashMap;

/// A table that answers a question.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows, each with a field for every column; empty where nothing is known.
    pub rows: Vec<Vec<String>>,
    /// What must be known of it, in sentences.
    pub notes: Vec<String>,
}

impl Reply {
    fn new(columns: &'static [Column]) -> Self {
        Self {
            columns,
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds the fields of a record that are called as the columns.
    fn add(&mut self, record: &Record<'_>) {
        let fields = self
            .columns
            .iter()
            .map(|column| record.get(column.name).to_owned());
        self.rows.push(fields.collect());
    }
}

const fn column(name: &'static str, kind: &'static str, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

const ORGANISATION: Column = column("organisation", "text", "the reporting body");
const DISTRICT: Column = column("district", "text", "the stadsdel as commonly named");
const YEAR: Column = column("year", "integer", "the year that it is about");
const DOC_TYPE: Column = column("doc_type", "text", "the kind of report");
const DOCUMENT: Column = column("document_id", "text", "the document");
const PAGE: Column = column("page", "integer", "its page");
const LINE: Column = column("line", "integer", "its line");

/// What is wanted of a folder, also in tables whose rows do not say of which district they are.
struct Filter<'w> {
    wanted: &'w Wanted,
    districts: HashMap<String, String>,
}

impl<'w> Filter<'w> {
    fn of(folder: &Folder, wanted: &'w Wanted) -> Result<Self, Error> {
        let mut districts = HashMap::new();
        if !wanted.districts.is_empty() {
            folder.rows("documents", &["document_id", "district_id"], |record| {
                let pair = ["document_id", "district_id"].map(|name| record.get(name).to_owned());
                districts.extend([<(String, String)>::from(pair)]);
            })?;
        }
        Ok(Self { wanted, districts })
    }

    /// Whether a record's district, year and kind of report are wanted.
    fn has(&self, record: &Record<'_>) -> bool {
        let wanted = self.wanted;
        let of_document = || {
            self.districts
                .get(record.get("document_id"))
                .map_or("", String::as_str)
        };
        let district = match record.get("district_id") {
            "" => of_document(),
            id => id,
        };
        let kind = DocType::of(record.get("doc_type"));
        let year = record.get("year").parse();
        wanted.has_district(district)
            && year.map_or(!wanted.has_years(), |year| wanted.has_year(year))
            && kind.map_or(wanted.doc_type.is_none(), |kind| wanted.has_report(kind))
    }
}
