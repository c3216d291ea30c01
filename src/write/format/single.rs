//! One table that stands alone: the answer to a question, as CSV, as JSON, and as a workbook.

use super::super::schema::Column;
use super::csv::{begin, write_row as write_csv_row};
use super::field::{Field, Kind};
use super::xlsx::single_sheet;
use super::{Dialect, ndjson};
use crate::trace::Error;
use serde_json::Value;

/// A column of such a table: its name, and what it holds (`text`, `integer`, `number`, `date`, `boolean`).
pub type Heading<'a> = (&'a str, &'a str);

/// A table with its columns; every row has a text for each of them.
#[derive(Debug, Clone)]
pub struct Single<'a> {
    headings: Vec<Heading<'a>>,
    rows: &'a [Vec<String>],
}

impl<'a> Single<'a> {
    /// A table of columns that are described.
    pub fn new(columns: &[Column], rows: &'a [Vec<String>]) -> Self {
        let headings = columns.iter().map(|column| (column.name, column.kind));
        Self::headed(headings.collect(), rows)
    }

    /// A table of other columns.
    pub fn headed(headings: Vec<Heading<'a>>, rows: &'a [Vec<String>]) -> Self {
        Self { headings, rows }
    }

    /// The table as CSV.
    pub fn csv(&self, dialect: Dialect) -> Result<Vec<u8>, Error> {
        let fault = |error: ::csv::Error| Error::Internal(error.to_string());
        let mut writer = begin(Vec::new(), dialect).map_err(|error| Error::Internal(error.to_string()))?;
        let names = self.headings.iter().map(|(name, _)| name);
        writer.write_record(names).map_err(fault)?;
        for row in self.rows {
            write_csv_row(&mut writer, &self.fields(row), dialect).map_err(fault)?;
        }
        writer
            .into_inner()
            .map_err(|error| Error::Internal(error.to_string()))
    }

    /// The table as a list of objects: numbers as numbers, what is not there as null.
    pub fn json(&self) -> Value {
        let object = |row: &Vec<String>| {
            let fields = self.fields(row);
            let pairs = self.headings.iter().zip(&fields);
            Value::Object(
                pairs
                    .map(|((name, _), field)| ((*name).to_owned(), ndjson::json(field)))
                    .collect(),
            )
        };
        self.rows.iter().map(object).collect()
    }

    /// The table as a workbook with one sheet of this name.
    pub fn xlsx(&self, name: &str) -> Result<Vec<u8>, Error> {
        let rows = self.rows.iter().map(|row| self.fields(row));
        let names = self.headings.iter().map(|(name, _)| (*name).to_owned());
        single_sheet(name, names.collect(), rows).map_err(|error| Error::Internal(error.to_string()))
    }

    fn fields<'r>(&self, row: &'r [String]) -> Vec<Field<'r>> {
        let both = self.headings.iter().zip(row);
        both.map(|((_, kind), text)| Field::of(Kind::named(kind), text))
            .collect()
    }
}
