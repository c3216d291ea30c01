//! Rows become files of every format that is wanted, all from the one schema.
//!
//! Takes: the rows of every table one by one, each in the order of its columns.
//! Gives: whole files beside their places, with what the manifest says of them.
//! Never: holds a table, knows a table or a column by its name where the schema can say it.

mod csv;
mod field;
mod names;
mod ndjson;
mod parquet;
mod single;
mod spreadsheet;
mod sqlite;
mod wanted;
mod xlsx;

pub use csv::TableReader;
pub(super) use field::{Field, Kind};
pub(super) use names::{START, left_in};
pub(super) use ndjson::write_row;
pub use parquet::PARTITIONS;
pub use single::{Heading, Single};
pub use wanted::{Dialect, Format, Wanted};

use super::Answer;
use super::beside::Staged;
use super::destination::Destination;
use crate::trace::Error;
use std::sync::Arc;

/// One format of a run: takes rows of all tables in the order in which they come, gives its files.
pub(super) trait Sink {
    /// The rows that follow are an input's.
    fn begin(&mut self, _answer: &Answer) -> Result<(), Error> {
        Ok(())
    }

    /// Takes a row of the table that stands at `table` in the schema.
    fn add(&mut self, table: usize, row: &[Field<'_>]) -> Result<(), Error>;

    /// Makes every file whole. None is in its place yet.
    fn finish(self: Box<Self>) -> Result<Vec<Ready>, Error>;
}

/// A whole file that is not in its place yet.
pub(super) struct Ready {
    /// Its place below the output folder, with `/`.
    pub(super) name: String,
    /// The file.
    pub(super) file: Staged,
    /// Rows in it.
    pub(super) rows: usize,
}

/// A sink for every format that is wanted and has tables.
pub(super) fn sinks(destination: &Arc<Destination>, wanted: &Wanted) -> Result<Vec<Box<dyn Sink>>, Error> {
    let mut sinks: Vec<Box<dyn Sink>> = Vec::new();
    for format in &wanted.formats {
        match format {
            Format::Csv => sinks.push(Box::new(csv::Sink::create(destination, wanted.csv_dialect)?)),
            Format::Json => {} // A document is one value, not rows: the output writes it.
            Format::Ndjson => sinks.push(Box::new(ndjson::Sink::create(destination)?)),
            Format::Parquet => sinks.push(Box::new(parquet::Sink::create(
                destination,
                &wanted.partition_by,
            )?)),
            Format::Sqlite => sinks.push(Box::new(sqlite::Sink::create(destination)?)),
            Format::Xlsx => sinks.push(Box::new(xlsx::Sink::create(destination)?)),
        }
    }
    Ok(sinks)
}
