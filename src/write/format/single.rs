//! One table that stands alone: the answer to a question, as CSV, as JSON, and as a workbook.

use super::super::schema::Column;
use super::csv::{begin, write_row as write_csv_row};
use super::field::{Field, Kind};
use super::xlsx::single_sheet;
use super::{Dialect, ndjson};
use crate::trace::Error;
use serde_json::Value;

/// The table as CSV.
pub fn single_csv(columns: &[Column], rows: &[Vec<String>], dialect: Dialect) -> Result<Vec<u8>, Error> {
    let fault = |error: ::csv::Error| Error::Internal(error.to_string());
    let mut writer = begin(Vec::new(), dialect).map_err(|error| Error::Internal(error.to_string()))?;
    let names = columns.iter().map(|column| column.name);
    writer.write_record(names).map_err(fault)?;
    for row in rows {
        write_csv_row(&mut writer, &fields(columns, row), dialect).map_err(fault)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::Internal(error.to_string()))
}

/// The table as a list of objects: numbers as numbers, what is not there as null.
pub fn single_json(columns: &[Column], rows: &[Vec<String>]) -> Value {
    let object = |row: &Vec<String>| {
        let fields = fields(columns, row);
        let pairs = columns.iter().zip(&fields);
        Value::Object(
            pairs
                .map(|(column, field)| (column.name.to_owned(), ndjson::json(field)))
                .collect(),
        )
    };
    rows.iter().map(object).collect()
}

/// The table as a workbook with one sheet.
pub fn single_xlsx(name: &str, columns: &[Column], rows: &[Vec<String>]) -> Result<Vec<u8>, Error> {
    let rows = rows.iter().map(|row| fields(columns, row));
    let names = columns.iter().map(|column| column.name).collect();
    single_sheet(name, names, rows).map_err(|error| Error::Internal(error.to_string()))
}

fn fields<'r>(columns: &[Column], row: &'r [String]) -> Vec<Field<'r>> {
    let both = columns.iter().zip(row);
    both.map(|(column, text)| Field::of(Kind::of(column), text))
        .collect()
}
