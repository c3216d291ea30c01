//! Rows that wait until all documents are known: what a document is to the others stands in them.
//!
//! They lie in a file, not in memory.

use super::beside::{Scratch, Stage, unwritable};
use super::{Answer, schema};
use crate::trace::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

/// Rows in the order in which they came.
#[derive(Debug)]
pub struct Held {
    // Closed before its file is removed.
    file: BufWriter<File>,
    scratch: Scratch,
}

/// A row and its table.
type Line = (String, Vec<String>);

impl Held {
    /// No rows.
    pub fn on(stage: &Stage) -> Result<Self, Error> {
        let scratch = Scratch::on(stage)?;
        let file = File::options()
            .write(true)
            .open(scratch.path())
            .map_err(unwritable(scratch.path()))?;
        Ok(Self {
            file: BufWriter::new(file),
            scratch,
        })
    }

    /// Adds the rows of an answer that wait.
    pub fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        let told = unwritable(self.scratch.path());
        for table in schema::WAITING {
            for row in answer.rows(table) {
                serde_json::to_writer(&mut self.file, &(table, row))
                    .map_err(std::io::Error::from)
                    .and_then(|()| self.file.write_all(b"\n"))
                    .map_err(&told)?;
            }
        }
        Ok(())
    }

    /// Gives them all, table by table within each input.
    pub fn finish(self, mut each: impl FnMut(&str, Vec<String>) -> Result<(), Error>) -> Result<(), Error> {
        let told = unwritable(self.scratch.path());
        self.file.into_inner().map_err(|error| told(error.into_error()))?;
        let file = File::open(self.scratch.path()).map_err(&told)?;
        for line in BufReader::new(file).lines() {
            let line = line.map_err(&told)?;
            let (table, row): Line = serde_json::from_str(&line).map_err(|error| told(error.into()))?;
            each(&table, row)?;
        }
        Ok(())
    }
}
