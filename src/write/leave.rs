//! What commands leave beside tables: a few whole files, and a manifest that says what was asked.

use super::beside::{Written, unwritable};
use super::change::Step;
use super::destination::{Destination, May};
use super::marks::Owner;
use crate::disk::Folder;
use crate::trace::Error;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// An answer that is left in a folder.
#[derive(Debug)]
pub struct Leaving<'l> {
    /// The command.
    pub command: &'l str,
    /// Every file that it may leave.
    pub names: &'l [&'l str],
    /// What was asked, with everything that makes the answer another one.
    pub asked: Value,
    /// The files.
    pub files: Vec<(&'l str, Vec<u8>)>,
}

/// The manifest of an answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Left {
    utfall: String,
    command: String,
    pub(super) asked: Value,
    pub(super) files: BTreeMap<String, Written>,
}

impl Left {
    /// The manifest in a folder, if it is one.
    pub(super) fn within(root: &Folder, name: &str) -> Option<Self> {
        const LONGEST: u64 = 1 << 24;
        let left: Self = serde_json::from_str(&root.text(name, LONGEST).ok()?).ok()?;
        (manifest_of(&left.command) == name).then_some(left)
    }
}

fn manifest_of(command: &str) -> String {
    format!("{command}.manifest.json")
}

/// Leaves an answer. One to the same question is replaced; one to another is, if that is said.
pub fn leave(folder: &Path, leaving: &Leaving<'_>, may: May) -> Result<(), Error> {
    let manifest = manifest_of(leaving.command);
    let owner = Owner::Command(&manifest, leaving.names);
    let destination = Destination::open(folder, &owner, may)?;
    let left = put(&destination, leaving, &manifest, may);
    destination.let_go();
    left
}

fn put(destination: &Destination, leaving: &Leaving<'_>, manifest: &str, may: May) -> Result<(), Error> {
    if let Some(asked) = destination.asked()
        && *asked != leaving.asked
        && !may.replace
    {
        return Err(Error::OtherAnswer {
            folder: destination.path().to_path_buf(),
            command: leaving.command.to_owned(),
        });
    }
    let mut left = Left {
        utfall: env!("CARGO_PKG_VERSION").to_owned(),
        command: leaving.command.to_owned(),
        asked: leaving.asked.clone(),
        files: BTreeMap::new(),
    };
    let mut steps = Vec::new();
    for (name, bytes) in &leaving.files {
        let step = step(destination, name, bytes)?;
        let written = step.new.as_ref().map(|new| new.written.clone());
        left.files
            .extend(written.map(|written| ((*name).to_owned(), written)));
        steps.push(step);
    }
    let text = serde_json::to_string_pretty(&left).unwrap_or_default() + "\n";
    steps.push(step(destination, manifest, text.as_bytes())?);
    destination.change(steps)
}

fn step(destination: &Destination, name: &str, bytes: &[u8]) -> Result<Step, Error> {
    let told = unwritable(&destination.at(name));
    let mut file = destination.beside()?;
    file.write_all(bytes).map_err(&told)?;
    Ok(Step {
        name: name.to_owned(),
        new: Some(file.whole().map_err(&told)?),
    })
}
