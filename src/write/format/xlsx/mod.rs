//! One workbook with a sheet for each table, for people.
//!
//! Takes: rows of all tables in the order in which they come.
//! Gives: a workbook: how to read it, what needs a look, the tables with real numbers and days.
//! Never: holds more rows than are on their way, drops a character without a word.

mod attention;
mod book;
mod readme;

use super::super::Answer;
use super::super::beside::{Beside, unwritable};
use super::super::destination::Destination;
use super::super::schema;
use super::Ready;
use super::field::{Field, Value};
use super::names::WORKBOOK;
use crate::trace::Error;
use attention::Attention;
use book::{Book, Cell, Sheet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

/// Rows that are on their way to the workbook at once.
const ON_THEIR_WAY: usize = 1024;

/// What the thread is told. Without an end there is no file.
enum Told {
    /// The document whose rows come now, and its file.
    Begin(String, String),
    /// A row and the table that it belongs to.
    Row(usize, Vec<(String, Value)>),
    End,
}

/// The workbook of a run. It is written by a thread of its own: the library that writes it stops the thread when
/// the disk is full, and laying out a sheet takes as much time as reading what stands in it.
pub(super) struct Sink {
    path: PathBuf,
    tell: SyncSender<Told>,
    writer: Option<JoinHandle<Result<Option<Ready>, Error>>>,
}

impl Sink {
    pub(super) fn create(destination: &Arc<Destination>) -> Result<Self, Error> {
        let path = destination.at(WORKBOOK);
        let (tell, told) = sync_channel(ON_THEIR_WAY);
        let destination = Arc::clone(destination);
        let writer = std::thread::Builder::new()
            .name("workbook".to_owned())
            .spawn(move || write(&destination, &told))
            .map_err(unwritable(&path))?;
        Ok(Self {
            path,
            tell,
            writer: Some(writer),
        })
    }

    /// Tells the thread something. One that does not listen has ended, and its reason is given.
    fn tell(&mut self, told: Told) -> Result<(), Error> {
        match self.tell.send(told) {
            Ok(()) => Ok(()),
            Err(_) => self.end().map(|_| ()),
        }
    }

    /// What the thread ended with.
    fn end(&mut self) -> Result<Option<Ready>, Error> {
        let ended = self.writer.take().map(JoinHandle::join);
        ended.unwrap_or(Ok(Ok(None))).unwrap_or_else(|_| {
            let reason = crate::say!("sheet-unwritten");
            Err(unwritable(&self.path)(std::io::Error::other(reason)))
        })
    }
}

impl super::Sink for Sink {
    fn begin(&mut self, answer: &Answer) -> Result<(), Error> {
        self.tell(Told::Begin(answer.document_id.clone(), answer.source.clone()))
    }

    fn add(&mut self, table: usize, row: &[Field<'_>]) -> Result<(), Error> {
        let row = row.iter().map(|field| (field.text.to_owned(), field.value()));
        self.tell(Told::Row(table, row.collect()))
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<Ready>, Error> {
        self.tell(Told::End)?;
        Ok(self.end()?.into_iter().collect())
    }
}

/// Writes the whole workbook.
fn write(destination: &Destination, told: &Receiver<Told>) -> Result<Option<Ready>, Error> {
    let path = destination.at(WORKBOOK);
    let fault = |error: rust_xlsxwriter::XlsxError| unwritable(&path)(std::io::Error::other(error));
    let mut tables = Tables::begin(destination.kept().path(), book::ROWS).map_err(fault)?;
    loop {
        match told.recv() {
            Ok(Told::Begin(document, source)) => tables.attention.begin_document(document, source),
            Ok(Told::Row(table, row)) => tables.add(table, &row).map_err(fault)?,
            Ok(Told::End) => break,
            // The run was given up.
            Err(_) => return Ok(None),
        }
    }
    let mut file = destination.beside()?;
    let rows = tables.finish(&mut file).map_err(fault)?;
    Ok(Some(Ready {
        name: WORKBOOK.to_owned(),
        file: file.whole().map_err(unwritable(&path))?,
        rows,
    }))
}

/// The sheets of the tables, and what stands beside them.
struct Tables {
    book: Book,
    sheets: Vec<Sheet>,
    attention: Attention,
    rows: usize,
}

impl Tables {
    /// Begins a workbook whose sheets have at most so many rows.
    fn begin(folder: &Path, limit: u32) -> Result<Self, rust_xlsxwriter::XlsxError> {
        let mut book = Book::begin(folder, limit)?;
        readme::write(&mut book)?;
        let attention = Attention::begin(&mut book)?;
        let sheets = schema::files().iter().map(|file| {
            let names = file.columns.iter().map(|column| column.name);
            book.sheet(file.name, names)
        });
        Ok(Self {
            sheets: sheets.collect::<Result<_, _>>()?,
            book,
            attention,
            rows: 0,
        })
    }

    fn add(&mut self, table: usize, row: &[(String, Value)]) -> Result<(), rust_xlsxwriter::XlsxError> {
        let cells: Vec<Cell<'_>> = row.iter().map(|(text, value)| Cell::of(text, *value)).collect();
        let place = self.book.append(&mut self.sheets[table], &cells)?;
        self.attention.add(&mut self.book, table, row, &place)?;
        self.rows += 1;
        Ok(())
    }

    fn finish(mut self, file: &mut Beside) -> Result<usize, rust_xlsxwriter::XlsxError> {
        for sheet in &self.sheets {
            self.book.close(sheet)?;
        }
        self.attention.finish(&mut self.book)?;
        self.book.save(file)?;
        Ok(self.rows)
    }
}

/// A workbook with one sheet.
pub(super) fn single_sheet<'r>(
    name: &str,
    names: Vec<String>,
    rows: impl Iterator<Item = Vec<Field<'r>>>,
) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let waiting = tempfile::tempdir()?;
    let mut book = Book::begin(waiting.path(), book::ROWS)?;
    let mut sheet = book.sheet(name, names)?;
    for row in rows {
        let cells: Vec<Cell<'_>> = row
            .iter()
            .map(|field| Cell::of(field.text, field.value()))
            .collect();
        book.append(&mut sheet, &cells)?;
    }
    book.close(&sheet)?;
    let mut bytes = std::io::Cursor::new(Vec::new());
    book.save(&mut bytes)?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::super::super::change::Step;
    use super::super::super::destination::May;
    use super::*;
    use calamine::{Reader, Xlsx, open_workbook_from_rs};

    #[test]
    fn a_table_beyond_the_last_row_goes_on_in_a_further_sheet() {
        let folder = tempfile::tempdir().unwrap();
        let mut tables = Tables::begin(folder.path(), 4).unwrap();
        for at in 0..8 {
            let row: Vec<(String, Value)> = schema::files()[1]
                .columns
                .iter()
                .map(|_| (format!("row {at}"), Value::Text))
                .collect();
            tables.add(1, &row).unwrap();
        }
        let destination = Destination::of_tables(folder.path(), May::default()).unwrap();
        let mut file = destination.beside().unwrap();
        assert_eq!(tables.finish(&mut file).unwrap(), 8);
        let step = Step {
            name: WORKBOOK.to_owned(),
            new: Some(file.whole().unwrap()),
        };
        destination.change(vec![step]).unwrap();
        let bytes = std::fs::read(destination.at(WORKBOOK)).unwrap();
        let mut workbook: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let mut found = Vec::new();
        for name in ["goals", "goals (2)", "goals (3)"] {
            let range = workbook.worksheet_range(name).unwrap();
            assert_eq!(range.get((0, 0)).unwrap().to_string(), "document_id", "{name}");
            found.extend(range.rows().skip(1).map(|row| row[0].to_string()));
        }
        let wanted: Vec<String> = (0..8).map(|at| format!("row {at}")).collect();
        assert_eq!(found, wanted);
    }
}
