//! The output folder: every file is written beside its place, and all are put there when the run is over.

use super::beside::{Beside, Written, sweep, unwritable};
use super::format::{Field, Format, Kind, Ready, Sink, Wanted, left_in, sinks};
use super::manifest::{InputEntry, Provenance, Seal, Sheet};
use super::{Answer, package, schema};
use crate::trace::{Error, hash_number};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// An output folder that is being written.
pub struct Output {
    folder: PathBuf,
    sinks: Vec<Box<dyn Sink>>,
    wanted: Wanted,
    manifest: Sheet,
    seal: Seal,
    /// The numbers of the documents whose JSON is written; none if no JSON is wanted.
    documents: Option<BTreeSet<u64>>,
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Output {
    /// Opens the folder, creating it if needed.
    pub fn create(folder: &Path, provenance: &Provenance) -> Result<Self, Error> {
        let wanted = &provenance.wanted;
        let has_json = wanted.has(Format::Json);
        let documents = folder.join(DOCUMENTS);
        let made = if has_json { &documents } else { folder };
        std::fs::create_dir_all(made).map_err(unwritable(made))?;
        sweep(folder);
        sweep(&documents);
        Ok(Self {
            folder: folder.to_path_buf(),
            sinks: sinks(folder, wanted)?,
            wanted: wanted.clone(),
            manifest: Sheet::begin(folder, provenance)?,
            seal: Seal::default(),
            documents: has_json.then(BTreeSet::new),
        })
    }

    /// Adds an input to every table and writes its JSON.
    pub fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        for (at, file) in schema::files().iter().enumerate() {
            for row in answer.rows(file.name) {
                self.add_row(at, row)?;
            }
        }
        let json_sha256 = self.write_json(answer)?;
        self.seal.count(answer);
        self.manifest.input(&InputEntry {
            source: answer.source.clone(),
            sha256: answer.sha256.clone(),
            document_id: answer.document_id.clone(),
            status: answer.status,
            json_sha256,
        })
    }

    /// Adds a row to a table that is made of all documents together.
    pub fn row(&mut self, table: &str, row: &[String]) -> Result<(), Error> {
        let at = schema::files().iter().position(|file| file.name == table);
        at.map_or(Ok(()), |at| self.add_row(at, row))
    }

    /// Adds a row to the table that stands at `table` in the schema.
    fn add_row(&mut self, table: usize, row: &[String]) -> Result<(), Error> {
        let columns = schema::files()[table].columns;
        let fields: Vec<Field<'_>> = columns
            .iter()
            .zip(row)
            .map(|(column, text)| Field::of(Kind::of(column), text))
            .collect();
        self.sinks
            .iter_mut()
            .try_for_each(|sink| sink.add(table, &fields))
    }

    /// Writes the JSON of a document and gives its hash.
    fn write_json(&mut self, answer: &Answer) -> Result<Option<String>, Error> {
        let (Some(document), Some(written)) = (&answer.document, &mut self.documents) else {
            return Ok(None);
        };
        written.extend(hash_number(&answer.document_id));
        let folder = self.folder.join(DOCUMENTS);
        let path = folder.join(format!("{}.json", answer.document_id));
        let mut text = Vec::with_capacity(2 * document.get().len());
        let mut from = serde_json::Deserializer::from_str(document.get());
        let mut into = serde_json::Serializer::pretty(&mut text);
        serde_transcode::transcode(&mut from, &mut into)
            .map_err(|error| unwritable(&path)(std::io::Error::other(error)))?;
        text.push(b'\n');
        let mut file = Beside::of(&path)?;
        file.write_all(&text).map_err(unwritable(&path))?;
        Ok(Some(file.put(&path)?.sha256))
    }

    /// Puts every file and at last the manifest in their places, and removes what an earlier run left and this
    /// one does not write.
    pub fn finish(mut self) -> Result<(), Error> {
        let mut ready = Vec::new();
        for sink in std::mem::take(&mut self.sinks) {
            ready.extend(sink.finish()?);
        }
        self.remove_tables(&ready)?;
        self.remove_documents()?;
        self.seal.tables = self.put(ready)?;
        self.seal.descriptions = self.describe()?;
        self.manifest.end(&self.seal)
    }

    fn put(&self, ready: Vec<Ready>) -> Result<BTreeMap<String, Written>, Error> {
        let mut tables = BTreeMap::new();
        for Ready { name, file, rows } in ready {
            let path = self.folder.join(&name);
            let parent = path.parent().unwrap_or(&self.folder);
            std::fs::create_dir_all(parent).map_err(unwritable(parent))?;
            let written = file.put(&path)?;
            tables.insert(name, Written { rows, ..written });
        }
        Ok(tables)
    }

    /// Writes what the CSV files are, now that all of it is known.
    fn describe(&self) -> Result<BTreeMap<String, Written>, Error> {
        let mut written = BTreeMap::new();
        if self.wanted.has(Format::Csv) {
            let texts = package::describe(self.wanted.csv_dialect, &self.seal.tables);
            for (name, text) in package::NAMES.into_iter().zip(texts) {
                let path = self.folder.join(name);
                let mut file = Beside::of(&path)?;
                file.write_all(text.as_bytes()).map_err(unwritable(&path))?;
                written.insert(name.to_owned(), file.put(&path)?);
            }
        }
        Ok(written)
    }

    /// Removes the tables of formats that are no longer wanted.
    fn remove_tables(&self, ready: &[Ready]) -> Result<(), Error> {
        let mut kept: BTreeSet<&str> = ready.iter().map(|ready| ready.name.as_str()).collect();
        if self.wanted.has(Format::Csv) {
            kept.extend(package::NAMES);
        }
        for name in left_in(&self.folder) {
            if !kept.contains(name.as_str()) {
                let path = self.folder.join(&name);
                std::fs::remove_file(&path).map_err(unwritable(&path))?;
                remove_empty(&self.folder, &path);
            }
        }
        Ok(())
    }

    /// Removes the JSON of documents that only an earlier run has read.
    fn remove_documents(&self) -> Result<(), Error> {
        let folder = self.folder.join(DOCUMENTS);
        for path in documents_in(&folder) {
            let number = document_of(&path).and_then(|id| hash_number(&id));
            let written = self.documents.as_ref();
            let is_kept =
                number.is_some_and(|number| written.is_some_and(|written| written.contains(&number)));
            if !is_kept {
                std::fs::remove_file(&path).map_err(unwritable(&path))?;
            }
        }
        if self.documents.is_none() {
            remove_empty(&self.folder, &folder.join("none"));
        }
        Ok(())
    }
}

/// Removes the folders around a path that are empty, up to the output folder.
fn remove_empty(folder: &Path, path: &Path) {
    let above = path.ancestors().skip(1);
    for parent in above.take_while(|parent| *parent != folder) {
        // A folder that is not empty stays, and so do those around it.
        if std::fs::remove_dir(parent).is_err() {
            break;
        }
    }
}

/// The folder with the JSON of every document.
pub(super) const DOCUMENTS: &str = "documents";

/// The files in a folder that are the JSON of a document by their names.
pub(super) fn documents_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| document_of(path).is_some()).collect()
}

/// The id of the document whose JSON a file holds by its name.
pub(super) fn document_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let id = name.strip_suffix(".json")?;
    let is_id = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| id.to_owned())
}
