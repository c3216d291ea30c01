//! A file for each table with a JSON object on every line: fields by name, typed, `null` where nothing is printed.

use super::super::beside::{Beside, unwritable};
use super::super::destination::Destination;
use super::super::schema::{self, Column};
use super::Ready;
use super::field::{Field, Value};
use crate::trace::Error;
use std::io::Write;
use std::path::PathBuf;

/// Writes a row as one line. A number has the digits that were printed, so that nothing is rounded.
pub(crate) fn write_row(into: &mut impl Write, columns: &[Column], row: &[Field<'_>]) -> std::io::Result<()> {
    let mut comma = "{";
    for (column, field) in columns.iter().zip(row) {
        write!(into, "{comma}\"{}\":", column.name)?;
        match field.value() {
            Value::Empty => into.write_all(b"null")?,
            Value::Integer(number) => write!(into, "{number}")?,
            Value::Number(number) => write!(into, "{number}")?,
            Value::Boolean(is_so) => write!(into, "{is_so}")?,
            Value::Text | Value::Date(_) => serde_json::to_writer(&mut *into, field.text)?,
        }
        comma = ",";
    }
    into.write_all(b"}\n")
}

/// A field as JSON, with the digits that were printed.
pub(super) fn json(field: &Field<'_>) -> serde_json::Value {
    match field.value() {
        Value::Empty => serde_json::Value::Null,
        Value::Integer(_) | Value::Number(_) => {
            let number = field.text.parse::<serde_json::Number>();
            number.map_or_else(|_| field.text.into(), serde_json::Value::Number)
        }
        Value::Boolean(is_so) => is_so.into(),
        Value::Text | Value::Date(_) => field.text.into(),
    }
}

/// The files of a run.
pub(super) struct Sink {
    tables: Vec<Table>,
    /// The line that is being made: a file takes it as a whole.
    line: Vec<u8>,
}

struct Table {
    path: PathBuf,
    file: Beside,
    rows: usize,
}

impl Sink {
    pub(super) fn create(destination: &Destination) -> Result<Self, Error> {
        let tables = schema::files().iter().map(|file| {
            Ok(Table {
                file: destination.beside()?,
                path: destination.at(&format!("{}.ndjson", file.name)),
                rows: 0,
            })
        });
        Ok(Self {
            tables: tables.collect::<Result<_, _>>()?,
            line: Vec::new(),
        })
    }
}

impl super::Sink for Sink {
    fn add(&mut self, table: usize, row: &[Field<'_>]) -> Result<(), Error> {
        let columns = schema::files()[table].columns;
        let table = &mut self.tables[table];
        table.rows += 1;
        self.line.clear();
        write_row(&mut self.line, columns, row)
            .and_then(|()| table.file.write_all(&self.line))
            .map_err(unwritable(&table.path))
    }

    fn finish(self: Box<Self>) -> Result<Vec<Ready>, Error> {
        let tables = self.tables.into_iter().zip(schema::files());
        let ready = tables.map(|(table, file)| {
            Ok(Ready {
                name: format!("{}.ndjson", file.name),
                file: table.file.whole().map_err(unwritable(&table.path))?,
                rows: table.rows,
            })
        });
        ready.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::field::Kind;
    use super::*;

    #[test]
    fn a_line_has_types_and_the_digits_that_were_printed() {
        let columns = schema::files()[3].columns;
        let text = |column: &Column| match column.name {
            "year" => "2017",
            "value" => "81.50",
            "raw" => "\"81,50\"\n=\u{1}",
            _ => "",
        };
        let row: Vec<_> = columns
            .iter()
            .map(|column| Field::of(Kind::of(column), text(column)))
            .collect();
        let mut line = Vec::new();
        write_row(&mut line, columns, &row).unwrap();
        let line = String::from_utf8(line).unwrap();
        assert!(line.contains(r#""value":81.50,"#), "{line}");
        let json: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(json["year"], 2017);
        assert_eq!(json["raw"], "\"81,50\"\n=\u{1}");
        assert!(json["sex"].is_null());
        assert_eq!(json.as_object().unwrap().len(), columns.len());
    }
}
