//! Rows of all tables as they come, one JSON object on a line: for the next program in a pipe.

use super::format::{Field, Kind, write_row};
use super::{Answer, schema};
use crate::trace::Error;
use std::io::Write;

/// Rows on their way to another program.
#[derive(Debug)]
pub struct Lines<W> {
    into: W,
    /// The tables that are wanted; all if none is named.
    tables: Vec<String>,
    line: Vec<u8>,
}

impl<W: Write> Lines<W> {
    /// Lines of the tables that are named, of all if none is.
    pub fn new(into: W, tables: Vec<String>) -> Self {
        Self {
            into,
            tables,
            line: Vec::new(),
        }
    }

    /// Writes the rows of an input that do not wait for the other inputs, and lets the other program have them.
    pub fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        let files = schema::files().iter();
        for file in files.filter(|file| !schema::WAITING.contains(&file.name)) {
            for row in answer.rows(file.name) {
                self.row(file.name, row)?;
            }
        }
        self.into.flush().map_err(unwritable)
    }

    /// Writes a row of a table.
    pub fn row(&mut self, table: &str, row: &[String]) -> Result<(), Error> {
        let is_wanted = self.tables.is_empty() || self.tables.iter().any(|wanted| wanted == table);
        let file = schema::files().iter().find(|file| file.name == table);
        let Some(file) = file.filter(|_| is_wanted) else {
            return Ok(());
        };
        let columns = file.columns.iter().zip(row);
        let fields: Vec<Field<'_>> = columns
            .map(|(column, text)| Field::of(Kind::of(column), text))
            .collect();
        self.line.clear();
        write_row(&mut self.line, file.columns, &fields)
            .and_then(|()| write!(self.into, "{{\"table\":\"{table}\","))
            // The row's own brace gives way to the one before the table.
            .and_then(|()| self.into.write_all(&self.line[1..]))
            .map_err(unwritable)
    }

    /// Lets the other program have all that is left.
    pub fn finish(mut self) -> Result<(), Error> {
        self.into.flush().map_err(unwritable)
    }
}

fn unwritable(source: std::io::Error) -> Error {
    Error::Unwritable {
        path: crate::say!("standard-output").into(),
        source,
    }
}
