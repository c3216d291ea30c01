//! One database with all tables, their keys and indices, the data dictionary, and views for the usual questions.
//!
//! Takes: rows of all tables in the order in which they come.
//! Gives: a database file that is the same for the same rows.
//! Never: holds rows in memory, leaves a journal.

mod define;

use super::super::beside::{Scratch, Staged, unwritable};
use super::super::destination::Destination;
use super::super::package::{row_told, told};
use super::super::schema;
use super::Ready;
use super::field::{Field, Kind, Value};
use super::names::DATABASE;
use crate::trace::{Code, Error};
use ::rusqlite::types::{ToSqlOutput, ValueRef};
use ::rusqlite::{Connection, ToSql, params, params_from_iter};
use std::path::{Path, PathBuf};

/// The file is new and stands beside its place: nothing needs to be undone. Everything that the same rows could
/// give otherwise is said.
const SETTINGS: &str = "
    PRAGMA page_size = 4096;
    PRAGMA encoding = 'UTF-8';
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA foreign_keys = OFF;
    BEGIN;";

/// Views for the usual questions.
const VIEWS: &str = include_str!("views.sql");

/// The database of a run.
pub(super) struct Sink {
    path: PathBuf,
    scratch: Scratch,
    connection: Connection,
    /// How a row is added to each table.
    inserts: Vec<String>,
    rows: usize,
}

impl Sink {
    pub(super) fn create(destination: &Destination) -> Result<Self, Error> {
        let path = destination.at(DATABASE);
        let scratch = destination.scratch()?;
        let connection = Connection::open(scratch.path()).map_err(unwritable_database(&path))?;
        connection.set_prepared_statement_cache_capacity(schema::files().len() + 1);
        let sink = Self {
            inserts: schema::files().iter().map(define::insert).collect(),
            path,
            scratch,
            connection,
            rows: 0,
        };
        sink.begin().map_err(unwritable_database(&sink.path))?;
        Ok(sink)
    }

    fn begin(&self) -> ::rusqlite::Result<()> {
        self.connection.execute_batch(SETTINGS)?;
        self.connection.execute_batch(define::DOCUMENTS)?;
        for file in schema::files() {
            self.connection.execute_batch(&define::table(file))?;
        }
        self.dictionary()
    }

    /// Writes what every column and every code means.
    fn dictionary(&self) -> ::rusqlite::Result<()> {
        self.connection.execute_batch(define::DICTIONARY)?;
        let mut insert = self
            .connection
            .prepare("INSERT INTO dictionary VALUES (?, ?, ?, ?)")?;
        for file in schema::files() {
            insert.execute(params![file.name, "", "", row_told(file)])?;
            for column in file.columns {
                insert.execute(params![file.name, column.name, column.kind, told(column.meaning)])?;
            }
        }
        let mut insert = self.connection.prepare("INSERT INTO codes VALUES (?, ?, ?)")?;
        for code in Code::ALL {
            insert.execute(params![code.name(), code.severity().name(), code.meaning()])?;
        }
        Ok(())
    }

    fn insert(&self, table: usize, row: &[Field<'_>]) -> ::rusqlite::Result<()> {
        let columns = schema::files()[table].columns;
        let document = columns
            .iter()
            .zip(row)
            .find(|(column, _)| column.name == define::DOCUMENT);
        if let Some((_, field)) = document.filter(|(_, field)| table == 0 && !field.text.is_empty()) {
            let sql = "INSERT OR IGNORE INTO document_ids VALUES (?)";
            self.connection.prepare_cached(sql)?.execute([field.text])?;
        }
        let mut insert = self.connection.prepare_cached(&self.inserts[table])?;
        insert.execute(params_from_iter(row)).map(|_| ())
    }

    /// Adds indices and views and closes the database.
    fn end(connection: Connection) -> ::rusqlite::Result<()> {
        for index in schema::files().iter().flat_map(define::indices) {
            connection.execute_batch(&index)?;
        }
        connection.execute_batch(VIEWS)?;
        connection.execute_batch("COMMIT")?;
        connection.flush_prepared_statement_cache();
        connection.close().map_err(|(_, error)| error)
    }
}

impl super::Sink for Sink {
    fn add(&mut self, table: usize, row: &[Field<'_>]) -> Result<(), Error> {
        self.rows += 1;
        self.insert(table, row).map_err(unwritable_database(&self.path))
    }

    fn finish(self: Box<Self>) -> Result<Vec<Ready>, Error> {
        let Self {
            path,
            scratch,
            connection,
            rows,
            ..
        } = *self;
        Self::end(connection).map_err(unwritable_database(&path))?;
        Ok(vec![Ready {
            name: DATABASE.to_owned(),
            file: Staged::of(scratch).map_err(unwritable(&path))?,
            rows,
        }])
    }
}

fn unwritable_database(path: &Path) -> impl Fn(::rusqlite::Error) -> Error {
    let told = unwritable(path);
    move |error| told(std::io::Error::other(error))
}

/// The type of a column. Days are texts as ISO 8601 has them, which is how SQLite counts with days.
fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Date => "TEXT",
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Number => "REAL",
    }
}

impl ToSql for Field<'_> {
    fn to_sql(&self) -> ::rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.value() {
            Value::Empty => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(number),
            Value::Boolean(is_so) => ValueRef::Integer(is_so.into()),
            // As a text: the column makes the nearest number of it.
            Value::Text | Value::Date(_) | Value::Number(_) => ValueRef::Text(self.text.as_bytes()),
        }))
    }
}
