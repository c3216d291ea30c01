//! The output folder: every file is written beside and renamed when it is whole.

use super::{Document, document_json, rows, schema};
use crate::trace::Error;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An output folder that is being written.
pub struct Output {
    folder: PathBuf,
    tables: Vec<(&'static str, csv::Writer<BufWriter<NamedTempFile>>)>,
    documents: BTreeSet<String>,
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
    pub fn create(folder: &Path) -> Result<Self, Error> {
        let documents = folder.join("documents");
        std::fs::create_dir_all(&documents).map_err(unwritable(&documents))?;
        let mut tables = Vec::new();
        for file in schema::files() {
            let beside = beside(folder)?;
            let mut writer = csv::WriterBuilder::new()
                .terminator(csv::Terminator::Any(b'\n'))
                .from_writer(BufWriter::new(beside));
            let path = folder.join(file.name);
            let names = file.columns.iter().map(|column| column.name);
            writer.write_record(names).map_err(unwritable_csv(&path))?;
            tables.push((file.name, writer));
        }
        Ok(Self {
            folder: folder.to_path_buf(),
            tables,
            documents: BTreeSet::new(),
        })
    }

    /// Adds a document to every table and writes its JSON.
    pub fn add(&mut self, document: &Document) -> Result<(), Error> {
        for ((name, writer), rows) in self.tables.iter_mut().zip(rows(document)) {
            for row in rows {
                writer
                    .write_record(&row)
                    .map_err(unwritable_csv(&self.folder.join(*name)))?;
            }
        }
        // A file with the same bytes as one before has the same JSON but for its name: the first stays.
        if document.id().is_empty() || !self.documents.insert(document.id().to_owned()) {
            return Ok(());
        }
        let folder = self.folder.join("documents");
        let path = folder.join(format!("{}.json", document.id()));
        let mut file = BufWriter::new(beside(&folder)?);
        serde_json::to_writer_pretty(&mut file, &document_json(document))
            .map_err(|error| unwritable(&path)(std::io::Error::other(error)))?;
        file.write_all(b"\n").map_err(unwritable(&path))?;
        rename(file, &path)
    }

    /// Puts every table in its place and removes the JSON of documents that an earlier run left.
    pub fn finish(self) -> Result<(), Error> {
        for (name, writer) in self.tables {
            let path = self.folder.join(format!("{name}.csv"));
            let file = writer
                .into_inner()
                .map_err(|error| unwritable(&path)(std::io::Error::other(error.to_string())))?;
            rename(file, &path)?;
        }
        let folder = self.folder.join("documents");
        for entry in std::fs::read_dir(&folder).map_err(unwritable(&folder))? {
            let path = entry.map_err(unwritable(&folder))?.path();
            let name = path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            if let Some(id) = name.strip_suffix(".json")
                && id.len() == 16
                && id.bytes().all(|byte| byte.is_ascii_hexdigit())
                && !self.documents.contains(id)
            {
                std::fs::remove_file(&path).map_err(unwritable(&path))?;
            }
        }
        Ok(())
    }
}

/// A file beside its place, removed if it is not renamed.
fn beside(folder: &Path) -> Result<NamedTempFile, Error> {
    tempfile::Builder::new()
        .prefix(".utfall-")
        .suffix(".part")
        .tempfile_in(folder)
        .map_err(unwritable(folder))
}

fn rename(file: BufWriter<NamedTempFile>, path: &Path) -> Result<(), Error> {
    let file = file
        .into_inner()
        .map_err(|error| unwritable(path)(std::io::Error::other(error.to_string())))?;
    set_readable(&file).map_err(unwritable(path))?;
    file.persist(path)
        .map_err(|error| unwritable(path)(error.error))
        .map(|_| ())
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
