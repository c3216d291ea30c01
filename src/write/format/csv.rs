//! A CSV file for each table, in the machine's dialect or a Swedish spreadsheet's.

use super::super::beside::{Beside, unwritable};
use super::super::destination::Destination;
use super::super::schema;
use super::field::{Field, Kind, Value, is_exact};
use super::{Dialect, Ready, spreadsheet};
use crate::disk::Folder;
use crate::trace::Error;
use std::borrow::Cow;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// What tells a spreadsheet that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The files of a run.
pub(super) struct Sink {
    dialect: Dialect,
    tables: Vec<Table>,
}

struct Table {
    path: PathBuf,
    rows: usize,
    writer: csv::Writer<Beside>,
}

fn unwritable_csv(path: &Path) -> impl Fn(csv::Error) -> Error {
    let told = unwritable(path);
    move |error| told(std::io::Error::other(error.to_string()))
}

impl Sink {
    pub(super) fn create(destination: &Destination, dialect: Dialect) -> Result<Self, Error> {
        let mut tables = Vec::new();
        for file in schema::files() {
            let path = destination.at(&format!("{}.csv", file.name));
            let mut writer = begin(destination.beside()?, dialect).map_err(unwritable(&path))?;
            let names = file.columns.iter().map(|column| column.name);
            writer.write_record(names).map_err(unwritable_csv(&path))?;
            tables.push(Table {
                path,
                rows: 0,
                writer,
            });
        }
        Ok(Self { dialect, tables })
    }
}

impl super::Sink for Sink {
    fn add(&mut self, table: usize, row: &[Field<'_>]) -> Result<(), Error> {
        let Table { path, rows, writer } = &mut self.tables[table];
        *rows += 1;
        write_row(writer, row, self.dialect).map_err(unwritable_csv(path))
    }

    fn finish(self: Box<Self>) -> Result<Vec<Ready>, Error> {
        let tables = self.tables.into_iter().zip(schema::files());
        let ready = tables.map(|(table, file)| {
            let told = unwritable(&table.path);
            let beside = table.writer.into_inner();
            let beside = beside.map_err(|error| told(std::io::Error::other(error.to_string())))?;
            Ok(Ready {
                name: format!("{}.csv", file.name),
                file: beside.whole().map_err(&told)?,
                rows: table.rows,
            })
        });
        ready.collect()
    }
}

/// Begins a table in a dialect.
pub(super) fn begin<W: Write>(mut into: W, dialect: Dialect) -> std::io::Result<csv::Writer<W>> {
    let mut builder = csv::WriterBuilder::new();
    match dialect {
        Dialect::Machine => builder.terminator(csv::Terminator::Any(b'\n')),
        Dialect::ExcelSv => {
            into.write_all(BYTE_ORDER_MARK.as_bytes())?;
            // LibreOffice parts fields at commas too, unless they are quoted.
            let quoted = builder.quote_style(csv::QuoteStyle::Always);
            quoted.delimiter(b';').terminator(csv::Terminator::CRLF)
        }
    };
    Ok(builder.from_writer(into))
}

/// Writes a row in a dialect.
pub(super) fn write_row<W: Write>(
    writer: &mut csv::Writer<W>,
    row: &[Field<'_>],
    dialect: Dialect,
) -> csv::Result<()> {
    for field in row {
        match dialect {
            Dialect::Machine => writer.write_field(field.text)?,
            Dialect::ExcelSv => writer.write_field(excel_sv(field).as_bytes())?,
        }
    }
    writer.write_record(None::<&[u8]>)
}

/// A field as a Swedish spreadsheet reads it.
fn excel_sv<'a>(field: &Field<'a>) -> Cow<'a, str> {
    match field.value() {
        Value::Text => spreadsheet::text(field.text),
        Value::Number(number) => {
            let text = field.text.replace('.', ",");
            Cow::Owned(if is_exact(number) {
                text
            } else {
                spreadsheet::marked(&text)
            })
        }
        Value::Integer(number) if !is_exact(number.into()) => Cow::Owned(spreadsheet::marked(field.text)),
        Value::Empty | Value::Integer(_) | Value::Date(_) | Value::Boolean(_) => Cow::Borrowed(field.text),
    }
}

/// Reads a CSV file of an output folder, in whatever dialect it was written, as the machine's dialect has it.
pub struct TableReader {
    path: PathBuf,
    dialect: Dialect,
    reader: csv::Reader<Box<dyn Read>>,
    numbers: Vec<bool>,
}

impl std::fmt::Debug for TableReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableReader")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl TableReader {
    /// Opens the file of a table, such as `goals`. Columns that this version does not know are read as text.
    pub fn open(folder: &Path, table: &str, dialect: Dialect) -> Result<Self, Error> {
        let path = folder.join(format!("{table}.csv"));
        let opened = Folder::open(folder).and_then(|root| root.file(&format!("{table}.csv")));
        let mut file = BufReader::new(opened.map_err(unreadable(&path))?);
        let mut builder = csv::ReaderBuilder::new();
        let mut first = Vec::new();
        if dialect == Dialect::ExcelSv {
            builder.delimiter(b';');
            let mark = BYTE_ORDER_MARK.len() as u64;
            let begins = (&mut file).take(mark).read_to_end(&mut first);
            begins.map_err(unreadable(&path))?;
            if first == BYTE_ORDER_MARK.as_bytes() {
                first.clear();
            }
        }
        let all: Box<dyn Read> = Box::new(std::io::Cursor::new(first).chain(file));
        let mut table_reader = Self {
            reader: builder.from_reader(all),
            path,
            dialect,
            numbers: Vec::new(),
        };
        let columns = schema::files()
            .iter()
            .find(|file| file.name == table)
            .map_or(&[][..], |file| file.columns);
        let is_number = |name: &str| {
            let column = columns.iter().find(|column| column.name == name);
            column.is_some_and(|column| Kind::of(column) == Kind::Number)
        };
        table_reader.numbers = table_reader
            .columns()?
            .iter()
            .map(|name| is_number(name))
            .collect();
        Ok(table_reader)
    }

    /// The names of the columns in the order of the file.
    pub fn columns(&mut self) -> Result<Vec<String>, Error> {
        let header = self.reader.headers();
        let header = header.map_err(unreadable_csv(&self.path))?;
        Ok(header.iter().map(str::to_owned).collect())
    }

    fn field(&self, at: usize, field: &str) -> String {
        match self.dialect {
            Dialect::Machine => field.to_owned(),
            Dialect::ExcelSv => {
                let text = spreadsheet::unmarked(field);
                if self.numbers.get(at) == Some(&true) {
                    text.replace(',', ".")
                } else {
                    text.to_owned()
                }
            }
        }
    }
}

impl Iterator for TableReader {
    type Item = Result<Vec<String>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = csv::StringRecord::new();
        match self.reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let fields = record.iter().enumerate();
                Some(Ok(fields.map(|(at, field)| self.field(at, field)).collect()))
            }
            Err(error) => Some(Err(unreadable_csv(&self.path)(error))),
        }
    }
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> Error {
    let path = path.to_path_buf();
    move |source| Error::Unreadable {
        path: path.clone(),
        source,
    }
}

fn unreadable_csv(path: &Path) -> impl Fn(csv::Error) -> Error {
    let told = unreadable(path);
    move |error| told(std::io::Error::other(error.to_string()))
}
