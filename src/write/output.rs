//! The output folder: every file is written beside and renamed when it is whole.

use super::manifest::{InputEntry, Provenance, Seal, Sheet};
use super::{Answer, schema};
use crate::trace::Error;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An output folder that is being written.
pub struct Output {
    folder: PathBuf,
    tables: Vec<Table>,
    manifest: Sheet,
    seal: Seal,
    documents: BTreeSet<String>,
}

struct Table {
    name: &'static str,
    rows: usize,
    writer: csv::Writer<Beside>,
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

fn unwritable(path: &Path) -> impl Fn(std::io::Error) -> Error {
    let path = path.to_path_buf();
    move |source| Error::Unwritable {
        path: path.clone(),
        source,
    }
}

fn unwritable_csv(path: &Path) -> impl Fn(csv::Error) -> Error {
    let path = path.to_path_buf();
    move |error| Error::Unwritable {
        path: path.clone(),
        source: std::io::Error::other(error.to_string()),
    }
}

impl Output {
    /// Opens the folder, creating it if needed.
    pub fn create(folder: &Path, provenance: &Provenance) -> Result<Self, Error> {
        let documents = folder.join("documents");
        std::fs::create_dir_all(&documents).map_err(unwritable(&documents))?;
        sweep(folder);
        sweep(&documents);
        let mut tables = Vec::new();
        for file in schema::files() {
            let path = folder.join(format!("{}.csv", file.name));
            let mut writer = csv::WriterBuilder::new()
                .terminator(csv::Terminator::Any(b'\n'))
                .from_writer(Beside::of(&path)?);
            let names = file.columns.iter().map(|column| column.name);
            writer.write_record(names).map_err(unwritable_csv(&path))?;
            tables.push(Table {
                name: file.name,
                rows: 0,
                writer,
            });
        }
        Ok(Self {
            folder: folder.to_path_buf(),
            tables,
            manifest: Sheet::begin(folder, provenance)?,
            seal: Seal::default(),
            documents: BTreeSet::new(),
        })
    }

    /// Adds an input to every table and writes its JSON.
    pub fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        for file in schema::files_of_documents() {
            for row in answer.rows(file.name) {
                self.row(file.name, row)?;
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
        let Some(table) = self.tables.iter_mut().find(|other| other.name == table) else {
            return Ok(());
        };
        table.rows += 1;
        let path = self.folder.join(table.name);
        table.writer.write_record(row).map_err(unwritable_csv(&path))
    }

    /// Writes the JSON of a document and gives its hash.
    fn write_json(&mut self, answer: &Answer) -> Result<Option<String>, Error> {
        let Some(document) = &answer.document else {
            return Ok(None);
        };
        self.documents.insert(answer.document_id.clone());
        let folder = self.folder.join("documents");
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

    /// Puts every table and the manifest in their places and removes the JSON of documents that an earlier
    /// run left.
    pub fn finish(mut self) -> Result<(), Error> {
        let mut tables = BTreeMap::new();
        for table in self.tables {
            let name = format!("{}.csv", table.name);
            let path = self.folder.join(&name);
            let file = table
                .writer
                .into_inner()
                .map_err(|error| unwritable(&path)(std::io::Error::other(error.to_string())))?;
            let mut written = file.put(&path)?;
            written.rows = table.rows;
            tables.insert(name, written);
        }
        self.seal.tables = tables;
        let folder = self.folder.join("documents");
        for entry in std::fs::read_dir(&folder).map_err(unwritable(&folder))? {
            let path = entry.map_err(unwritable(&folder))?.path();
            if document_of(&path).is_some_and(|id| !self.documents.contains(&id)) {
                std::fs::remove_file(&path).map_err(unwritable(&path))?;
            }
        }
        self.manifest.end(&self.seal)
    }
}

/// Name of a file that is being written.
const BEGINS: &str = ".utfall-";
const ENDS: &str = ".part";

/// Removes what a run that was killed left half written. Only for a folder that no other run writes into.
pub fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name
            .to_str()
            .is_some_and(|name| name.starts_with(BEGINS) && name.ends_with(ENDS))
        {
            // What cannot be removed does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The id of the document whose JSON a file holds by its name.
pub(super) fn document_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let id = name.strip_suffix(".json")?;
    let is_id = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| id.to_owned())
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Written {
    /// Rows below the header.
    pub rows: usize,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

/// A file beside its place, removed if it is not put there.
pub struct Beside {
    file: BufWriter<NamedTempFile>,
    hash: Sha256,
    bytes: u64,
}

impl std::fmt::Debug for Beside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Beside").finish_non_exhaustive()
    }
}

impl Beside {
    /// Begins a file beside `path`.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let folder = path.parent().unwrap_or(path);
        Ok(Self {
            file: BufWriter::new(beside(folder)?),
            hash: Sha256::new(),
            bytes: 0,
        })
    }

    /// Puts the file in its place.
    pub fn put(self, path: &Path) -> Result<Written, Error> {
        let file = self
            .file
            .into_inner()
            .map_err(|error| unwritable(path)(std::io::Error::other(error.to_string())))?;
        set_readable(&file).map_err(unwritable(path))?;
        file.persist(path)
            .map_err(|error| unwritable(path)(error.error))?;
        Ok(Written {
            rows: 0,
            bytes: self.bytes,
            sha256: crate::trace::hex(&self.hash.finalize()),
        })
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// A file in an output folder for what is too much to hold. It is gone with its value, or swept with what else a
/// run that was killed left.
#[derive(Debug)]
pub struct Scratch(tempfile::TempPath);

impl Scratch {
    /// An empty file in a folder.
    pub fn within(folder: &Path) -> Result<Self, Error> {
        beside(folder).map(|file| Self(file.into_temp_path()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// An empty file in a folder, under a name that is swept.
fn beside(folder: &Path) -> Result<NamedTempFile, Error> {
    tempfile::Builder::new()
        .prefix(BEGINS)
        .suffix(ENDS)
        .tempfile_in(folder)
        .map_err(unwritable(folder))
}

/// Temporary files are private; results are for whoever may read the folder.
#[cfg(unix)]
fn set_readable(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file()
        .set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_readable(_file: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}
