//! A Parquet file for each table, or a folder of them by the facts of the documents.
//!
//! Takes: rows of all tables in the order in which they come.
//! Gives: columns with their types, nothing as null, and what each column means among the metadata.
//! Never: holds more than a row group of a table, keeps a file open for each part.

mod group;
mod layout;
mod partition;

use super::super::beside::{Beside, unwritable};
use super::super::destination::Destination;
use super::super::schema::{self, File};
use super::Ready;
use super::field::Field;
use crate::trace::Error;
use ::parquet::errors::ParquetError;
use ::parquet::file::writer::SerializedFileWriter;
use group::Group;
use layout::Layout;
use partition::Partition;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub use partition::PARTITIONS;
pub(super) use partition::{folder_of, is_part};

/// Rows of a row group: as many as readers like to take at once.
const ROWS: usize = 122_880;
/// Bytes of a table that wait in memory for their row groups to be full.
const BYTES: usize = 64 << 20;

/// The files of a run.
pub(super) struct Sink {
    tables: Vec<Table>,
}

impl Sink {
    pub(super) fn create(destination: &Arc<Destination>, partition_by: &[String]) -> Result<Self, Error> {
        let tables = schema::files().iter();
        let tables = tables.map(|file| Table::begin(destination, file, partition_by));
        Ok(Self {
            tables: tables.collect::<Result<_, _>>()?,
        })
    }
}

impl super::Sink for Sink {
    fn add(&mut self, table: usize, row: &[Field<'_>]) -> Result<(), Error> {
        self.tables[table].add(row)
    }

    fn finish(self: Box<Self>) -> Result<Vec<Ready>, Error> {
        let tables = self.tables.into_iter().map(Table::finish);
        let ready: Result<Vec<_>, _> = tables.collect();
        Ok(ready?.into_iter().flatten().collect())
    }
}

/// A table that is being written.
struct Table {
    destination: Arc<Destination>,
    file: &'static File,
    /// Its place below the folder: a file, or a folder with parts.
    name: String,
    layout: Layout,
    partition: Partition,
    /// By the folder of each part; a table that is not parted is one.
    parts: BTreeMap<String, Part>,
    /// Bytes that wait in all parts.
    waiting: usize,
    ready: Vec<Ready>,
}

/// Rows that go into the same folder.
struct Part {
    group: Group,
    /// The file that row groups are added to; a part of many has a file for each group.
    file: Option<SerializedFileWriter<Beside>>,
    files: usize,
    rows: usize,
}

impl Table {
    fn begin(
        destination: &Arc<Destination>,
        file: &'static File,
        partition_by: &[String],
    ) -> Result<Self, Error> {
        let name = format!("{}.parquet", file.name);
        let partition = Partition::of(file, partition_by);
        let layout = Layout::of(file, &partition).map_err(unwritable_parquet(&destination.at(&name)))?;
        let mut parts = BTreeMap::new();
        if partition.is_whole() {
            parts.insert(String::new(), Part::new(&layout));
        }
        Ok(Self {
            destination: Arc::clone(destination),
            file,
            name,
            layout,
            partition,
            parts,
            waiting: 0,
            ready: Vec::new(),
        })
    }

    fn add(&mut self, row: &[Field<'_>]) -> Result<(), Error> {
        let key = self.partition.folder(row);
        let layout = &self.layout;
        let part = self.parts.entry(key.clone()).or_insert_with(|| Part::new(layout));
        let bytes = part.group.push(row);
        let is_full = part.group.rows() >= ROWS;
        self.waiting += bytes.map_err(|reason| self.fault()(ParquetError::General(reason)))?;
        if is_full {
            return self.write(&key);
        }
        if self.waiting > BYTES {
            // The part with most to write; of several the first, so that the same rows give the same files.
            let mut largest = ("", 0);
            for (key, part) in &self.parts {
                if part.group.bytes() > largest.1 {
                    largest = (key, part.group.bytes());
                }
            }
            let key = largest.0.to_owned();
            return self.write(&key);
        }
        Ok(())
    }

    /// Writes what waits in a part as a row group.
    fn write(&mut self, key: &str) -> Result<(), Error> {
        let Some(part) = self.parts.get_mut(key) else {
            return Ok(());
        };
        let group = std::mem::replace(&mut part.group, Group::new(&self.layout));
        let open = part.file.take();
        self.waiting -= group.bytes();
        let rows = group.rows();
        let mut file = match open {
            Some(file) => file,
            None => self.open()?,
        };
        group.write(&mut file).map_err(self.fault())?;
        if let Some(part) = self.parts.get_mut(key) {
            part.rows += rows;
            part.file = Some(file);
        }
        if self.partition.is_whole() {
            return Ok(());
        }
        self.end(key)
    }

    fn open(&self) -> Result<SerializedFileWriter<Beside>, Error> {
        let beside = self.destination.beside()?;
        let (schema, properties) = (self.layout.schema.clone(), self.layout.properties.clone());
        SerializedFileWriter::new(beside, schema, properties).map_err(self.fault())
    }

    /// Makes the open file of a part whole.
    fn end(&mut self, key: &str) -> Result<(), Error> {
        let Some(part) = self.parts.get_mut(key) else {
            return Ok(());
        };
        let Some(file) = part.file.take() else {
            return Ok(());
        };
        let part_name = partition::part(part.files);
        let name = match key {
            "" if self.partition.is_whole() => self.name.clone(),
            "" => format!("{}/{part_name}", self.name),
            _ => format!("{}/{key}/{part_name}", self.name),
        };
        part.files += 1;
        let rows = std::mem::take(&mut part.rows);
        let file = file.into_inner().map_err(self.fault())?;
        let file = file
            .whole()
            .map_err(unwritable(&self.destination.at(&self.name)))?;
        self.ready.push(Ready { name, file, rows });
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Ready>, Error> {
        let keys: Vec<String> = self.parts.keys().cloned().collect();
        for key in keys {
            if self.parts[&key].group.rows() > 0 {
                self.write(&key)?;
            }
            self.end(&key)?;
        }
        // A table without rows has a file, so that nobody looks for it in vain. It has every column, since no folder
        // says of which type one is that has no value.
        if self.ready.is_empty() {
            let whole = Partition::of(self.file, &[]);
            self.layout = Layout::of(self.file, &whole).map_err(self.fault())?;
            let mut part = Part::new(&self.layout);
            part.file = Some(self.open()?);
            self.parts.insert(String::new(), part);
            self.end("")?;
        }
        Ok(self.ready)
    }

    /// What went wrong with the table, as one sentence.
    fn fault(&self) -> impl Fn(ParquetError) -> Error + use<> {
        unwritable_parquet(&self.destination.at(&self.name))
    }
}

fn unwritable_parquet(path: &Path) -> impl Fn(ParquetError) -> Error + use<> {
    let told = unwritable(path);
    move |error| told(std::io::Error::other(error.to_string()))
}

impl Part {
    fn new(layout: &Layout) -> Self {
        Self {
            group: Group::new(layout),
            file: None,
            files: 0,
            rows: 0,
        }
    }
}
