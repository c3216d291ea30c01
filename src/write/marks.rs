//! Which files of a folder the program has left there itself: those that a manifest lists, as it lists them.

use super::Status;
use super::beside::{hash, unwritable};
use super::format::left_in;
use super::leave::Left;
use super::manifest::{self, Manifest};
use super::output::{DOCUMENTS, document_of};
use crate::disk::{Folder, Kind};
use crate::trace::Error;
use std::collections::{BTreeMap, BTreeSet};

/// Whose files are looked for.
#[derive(Debug)]
pub(super) enum Owner<'o> {
    /// The tables of a run.
    Extract,
    /// The answer of another command: the name of its manifest and of all files that it may leave.
    Command(&'o str, &'o [&'o str]),
}

/// What stands in a folder under the names of one command.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// All of it.
    pub(super) standing: BTreeSet<String>,
    /// What the program has not left, and why that is known.
    pub(super) foreign: Vec<(String, &'static str)>,
    /// Documents that the tables hold.
    pub(super) held: usize,
    /// What was asked, of the answer that stands there.
    pub(super) asked: Option<serde_json::Value>,
}

/// What a manifest says of a folder.
#[derive(Default)]
struct Listed {
    files: BTreeMap<String, String>,
    held: usize,
    asked: Option<serde_json::Value>,
}

impl Marks {
    /// Looks through a folder.
    pub(super) fn read(root: &Folder, owner: &Owner<'_>) -> Result<Self, Error> {
        let told = unwritable(root.path());
        let (manifest, names, listed) = match owner {
            Owner::Extract => (
                manifest::NAME,
                names_of_tables(root).map_err(&told)?,
                tables(root),
            ),
            Owner::Command(manifest, names) => (
                *manifest,
                names.iter().map(|name| (*name).to_owned()).collect(),
                answer(root, manifest),
            ),
        };
        let is_manifest_own = listed.is_some();
        let listed = listed.unwrap_or_default();
        let mut marks = Self {
            held: listed.held,
            asked: listed.asked,
            ..Self::default()
        };
        // What the manifest is comes first: without it nothing else is ours.
        for name in std::iter::once(manifest).chain(names.iter().map(String::as_str)) {
            let kind = super::change::standing(root, name).map_err(&told)?;
            let Some(kind) = kind else { continue };
            marks.standing.insert(name.to_owned());
            let reason = if name == manifest && kind == Kind::File {
                (!is_manifest_own).then_some("foreign-no-list")
            } else {
                stranger(root, name, kind, listed.files.get(name))
            };
            marks
                .foreign
                .extend(reason.map(|reason| (name.to_owned(), reason)));
        }
        Ok(marks)
    }

    /// What the program has left.
    pub(super) fn own(&self) -> impl Iterator<Item = &str> {
        let foreign: BTreeSet<&str> = self.foreign.iter().map(|(name, _)| name.as_str()).collect();
        self.standing
            .iter()
            .map(String::as_str)
            .filter(move |name| !foreign.contains(name))
    }
}

/// Why what stands under a name is not what a run has left there.
fn stranger(root: &Folder, name: &str, kind: Kind, sha256: Option<&String>) -> Option<&'static str> {
    if kind == Kind::Link {
        return Some("foreign-link");
    }
    if kind != Kind::File {
        return Some("foreign-no-file");
    }
    let Some(sha256) = sha256 else {
        return Some("foreign-nobody");
    };
    let found = root
        .around(name)
        .and_then(|(inner, name)| hash(inner.as_ref().unwrap_or(root).file(name)?));
    match found {
        Ok((found, _)) if found == *sha256 => None,
        _ => Some("foreign-changed"),
    }
}

/// Every name of a run's in a folder.
fn names_of_tables(root: &Folder) -> std::io::Result<Vec<String>> {
    let mut names = left_in(root)?;
    match root.kind(DOCUMENTS)? {
        Some(Kind::Folder) => {
            let inner = root.folder(DOCUMENTS)?.names()?;
            let documents = inner.iter().filter(|name| document_of(name).is_some());
            names.extend(documents.map(|name| format!("{DOCUMENTS}/{name}")));
        }
        Some(_) => names.push(DOCUMENTS.to_owned()),
        None => {}
    }
    Ok(names)
}

/// What the manifest of a run lists.
fn tables(root: &Folder) -> Option<Listed> {
    let manifest = Manifest::within(root).ok()?;
    let read = |status: Status| status != Status::Skipped;
    let held = manifest.inputs.iter().filter(|input| read(input.status)).count();
    let mut files = BTreeMap::new();
    for (name, written) in manifest.seal.tables.into_iter().chain(manifest.seal.descriptions) {
        files.insert(name, written.sha256);
    }
    for input in manifest.inputs {
        if let Some(sha256) = input.json_sha256 {
            files.insert(format!("{DOCUMENTS}/{}.json", input.document_id), sha256);
        }
    }
    Some(Listed {
        files,
        held,
        asked: None,
    })
}

/// What the manifest of another command lists.
fn answer(root: &Folder, manifest: &str) -> Option<Listed> {
    let left = Left::within(root, manifest)?;
    let files = left.files.into_iter();
    Some(Listed {
        files: files.map(|(name, written)| (name, written.sha256)).collect(),
        held: 0,
        asked: Some(left.asked),
    })
}
