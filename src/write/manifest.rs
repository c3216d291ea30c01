//! The manifest: what a run read, with what, and what it left.

use super::beside::{Beside, Written, unwritable};
use super::change::{Step, is_half_made};
use super::destination::{Destination, WORK};
use super::format::Wanted;
use super::{Answer, Status};
use crate::disk::Folder;
use crate::trace::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The name of the manifest in an output folder.
pub(super) const NAME: &str = "manifest.json";
/// A manifest with more bytes is none.
const LONGEST: u64 = 1 << 30;

/// What a run was made with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Provenance {
    /// Version of the program.
    pub utfall: String,
    /// SHA-256 over the grammar.
    pub grammar: String,
    /// Every option that may change what is read.
    pub options: serde_json::Value,
    /// The inputs as they were named.
    pub inputs_named: Vec<String>,
    /// What was to be left.
    #[serde(default)]
    pub wanted: Wanted,
}

/// The whole manifest.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// What the run was made with.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// Every input in the order of documents.csv.
    pub inputs: Vec<InputEntry>,
    /// What stands beside the inputs.
    #[serde(flatten)]
    pub seal: Seal,
}

/// One input.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InputEntry {
    /// As in documents.csv.
    pub source: String,
    /// SHA-256 of its bytes; empty if it could not be read.
    pub sha256: String,
    /// As in documents.csv.
    pub document_id: String,
    /// How far it could be read.
    pub status: Status,
    /// SHA-256 of its JSON, unless it has none or an input before it has the same bytes. Of several, the last
    /// is the one that stands.
    pub json_sha256: Option<String>,
}

/// What is known at the end of a run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Seal {
    /// Inputs by status.
    pub documents: BTreeMap<String, usize>,
    /// Lines of all inputs; those of the same bytes count once.
    pub lines: usize,
    /// Where they went.
    pub claimed: BTreeMap<String, usize>,
    /// Every file with tables, by its place below the folder.
    pub tables: BTreeMap<String, Written>,
    /// The files that describe those.
    #[serde(default)]
    pub descriptions: BTreeMap<String, Written>,
}

impl Seal {
    pub(super) fn count(&mut self, answer: &Answer) {
        *self.documents.entry(answer.status.word().to_owned()).or_default() += 1;
        self.lines += answer.lines;
        for (kind, count) in &answer.claimed {
            *self.claimed.entry(kind.clone()).or_default() += count;
        }
    }
}

impl Manifest {
    /// The manifest of an output folder.
    pub fn of(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(NAME);
        let unusable = |reason: String| Error::NoManifest {
            path: path.clone(),
            reason,
        };
        let root = Folder::open(folder).map_err(|error| unusable(error.to_string()))?;
        if root.folder(WORK).is_ok_and(|work| is_half_made(&work)) {
            return Err(Error::HalfMade {
                folder: folder.to_path_buf(),
                reason: crate::say!("run-again"),
            });
        }
        Self::within(&root).map_err(|error| unusable(error.to_string()))
    }

    /// The manifest in an open folder.
    pub(super) fn within(root: &Folder) -> std::io::Result<Self> {
        Ok(serde_json::from_str(&root.text(NAME, LONGEST)?)?)
    }
}

/// A manifest that is being written, one line for each input.
pub(super) struct Sheet {
    path: PathBuf,
    file: Beside,
    is_first: bool,
}

impl Sheet {
    pub(super) fn begin(destination: &Destination, provenance: &Provenance) -> Result<Self, Error> {
        let mut sheet = Self {
            file: destination.beside()?,
            path: destination.at(NAME),
            is_first: true,
        };
        let head = inner(provenance);
        sheet.write(&format!("{{\n{head},\n\"inputs\": ["))?;
        Ok(sheet)
    }

    pub(super) fn input(&mut self, entry: &InputEntry) -> Result<(), Error> {
        let comma = if self.is_first { "" } else { "," };
        self.is_first = false;
        let line = serde_json::to_string(entry).unwrap_or_default();
        self.write(&format!("{comma}\n{line}"))
    }

    pub(super) fn end(mut self, seal: &Seal) -> Result<Step, Error> {
        let tail = inner(seal);
        self.write(&format!("\n],\n{tail}\n}}\n"))?;
        let file = self.file.whole().map_err(unwritable(&self.path))?;
        Ok(Step {
            name: NAME.to_owned(),
            new: Some(file),
        })
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        self.file
            .write_all(text.as_bytes())
            .map_err(unwritable(&self.path))
    }
}

/// The fields of a value without the braces around them.
fn inner(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let fields = text.trim_start_matches('{').trim_end_matches('}');
    fields.trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::destination::May;
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let provenance = Provenance {
            utfall: "1".into(),
            grammar: "ab".into(),
            options: serde_json::json!({"inner": {}}),
            inputs_named: vec!["in".into()],
            wanted: Wanted::default(),
        };
        let destination = Destination::of_tables(folder.path(), May::default()).unwrap();
        let mut sheet = Sheet::begin(&destination, &provenance).unwrap();
        for source in ["a", "b"] {
            let entry = InputEntry {
                source: source.into(),
                sha256: String::new(),
                document_id: String::new(),
                status: Status::Failed,
                json_sha256: None,
            };
            sheet.input(&entry).unwrap();
        }
        let step = sheet.end(&Seal::default()).unwrap();
        destination.change(vec![step]).unwrap();
        let manifest = Manifest::of(folder.path()).unwrap();
        assert_eq!(manifest.inputs.len(), 2);
        assert_eq!(manifest.inputs[1].source, "b");
        assert_eq!(manifest.provenance.options, provenance.options);
    }
}
