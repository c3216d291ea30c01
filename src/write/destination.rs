//! A folder that is written into: locked, looked through for what others have left there, and changed at once.

use super::beside::{Beside, Scratch, Stage, is_part, unwritable};
use super::change::{self, Step, is_old};
use super::marks::{Marks, Owner};
use crate::disk::{Folder, Kind};
use crate::trace::Error;
use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder in an output folder for what is being written and what is kept for the next run. Its name begins with
/// a full stop, so that no run takes it for input.
pub(super) const WORK: &str = ".utfall-cache";
/// The file in it that says whose it is, as backup programs know it.
const TAG: &str = "CACHEDIR.TAG";
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # utfall: what it keeps for its next run. Remove this folder freely.\n";
/// The file that whoever writes into the folder holds.
const LOCK: &str = "lock";

/// What a person has allowed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct May {
    /// To replace what the program has not left.
    pub force: bool,
    /// To replace what holds more, or is the answer to another question.
    pub replace: bool,
}

/// A folder that is written into by this run alone.
#[derive(Debug)]
pub struct Destination {
    root: Folder,
    stage: Stage,
    marks: Marks,
    may: May,
    is_new: bool,
    /// Held as long as the destination.
    _lock: File,
}

impl Destination {
    /// Takes hold of the folder that a run leaves its tables in.
    pub fn of_tables(path: &Path, may: May) -> Result<Self, Error> {
        Self::open(path, &Owner::Extract, may)
    }

    pub(super) fn open(path: &Path, owner: &Owner<'_>, may: May) -> Result<Self, Error> {
        let root = Folder::create(path).map_err(unwritable(path))?;
        let (work, is_new) = open_work(&root, may)?;
        let ready = ready(&root, &work, owner, may);
        if ready.is_err() && is_new {
            discard(&root, &work);
        }
        let (lock, marks) = ready?;
        Ok(Self {
            root,
            stage: Stage { work: Arc::new(work) },
            marks,
            may,
            is_new,
            _lock: lock,
        })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.root.path()
    }

    /// Where a file of the run will be.
    pub fn at(&self, name: &str) -> PathBuf {
        self.root.at(name)
    }

    /// Where files are written first.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The folder that is kept for the next run.
    pub fn kept(&self) -> &Arc<Folder> {
        &self.stage.work
    }

    /// How many documents the folder holds.
    pub fn held(&self) -> usize {
        self.marks.held
    }

    /// What was asked, of the answer that stands in the folder.
    pub(super) fn asked(&self) -> Option<&serde_json::Value> {
        self.marks.asked.as_ref()
    }

    /// Refuses to let a folder hold fewer documents than before, if nobody has said that this is meant.
    pub fn check_number(&self, documents: usize) -> Result<(), Error> {
        if documents < self.marks.held && !self.may.replace {
            return Err(Error::Fewer {
                folder: self.path().to_path_buf(),
                held: self.marks.held,
                would_hold: documents,
            });
        }
        Ok(())
    }

    /// Refuses to replace what is read by this very run.
    pub fn check_inputs<'i>(&self, inputs: impl Iterator<Item = &'i Path>) -> Result<(), Error> {
        let real = |path: &Path| path.canonicalize().ok();
        let standing: BTreeSet<PathBuf> = self
            .marks
            .standing
            .iter()
            .filter_map(|name| real(&self.at(name)))
            .collect();
        if standing.is_empty() {
            return Ok(());
        }
        match inputs
            .into_iter()
            .find(|path| real(path).is_some_and(|path| standing.contains(&path)))
        {
            Some(path) => Err(Error::IsInput(path.to_path_buf())),
            None => Ok(()),
        }
    }

    /// Refuses a name under which something stands that the program has not left.
    pub(super) fn check_place(&self, name: &str) -> Result<(), Error> {
        if self.may.force || self.marks.standing.contains(name) {
            return Ok(());
        }
        let found = change::standing(&self.root, name).map_err(unwritable(&self.at(name)))?;
        match found {
            None => Ok(()),
            Some(_) => Err(foreign(&self.root, name, "foreign-nobody")),
        }
    }

    /// Begins a file.
    pub(super) fn beside(&self) -> Result<Beside, Error> {
        Beside::of(&self.stage)
    }

    /// An empty file for what is too much to hold.
    pub(super) fn scratch(&self) -> Result<Scratch, Error> {
        Scratch::on(&self.stage)
    }

    /// Puts new files in their places, and removes what an earlier run has left and this one does not.
    pub(super) fn change(&self, mut new: Vec<Step>) -> Result<(), Error> {
        let names: BTreeSet<&str> = new.iter().map(|step| step.name.as_str()).collect();
        let gone = self.marks.own().filter(|name| !names.contains(name));
        let gone: Vec<Step> = gone
            .map(|name| Step {
                name: name.to_owned(),
                new: None,
            })
            .collect();
        // What is removed may stand in the way of a folder that is made.
        let mut steps = gone;
        steps.append(&mut new);
        change::make(&self.root, &self.stage, steps)
    }

    /// Lets go of the folder, and leaves nothing but what was put there if nothing is kept.
    pub(super) fn let_go(self) {
        if self.is_new {
            discard(&self.root, &self.stage.work);
        }
    }
}

pub(super) fn foreign(root: &Folder, name: &str, reason: &'static str) -> Error {
    Error::Foreign {
        folder: root.path().to_path_buf(),
        name: name.to_owned(),
        reason,
    }
}

/// Opens the folder for what is written, and says whether it is new. One that others have made is refused.
fn open_work(root: &Folder, may: May) -> Result<(Folder, bool), Error> {
    let told = unwritable(&root.at(WORK));
    let kind = root.kind(WORK).map_err(&told)?;
    if kind.is_some_and(|kind| kind != Kind::Folder) {
        return Err(Error::NoFolder(root.at(WORK)));
    }
    let work = root.make(WORK).map_err(&told)?;
    let is_new = kind.is_none();
    // A run may have been ended before it said whose the folder is.
    let is_bare = |name: &String| name == LOCK || is_part(name);
    let is_own = is_tagged(&work) || work.names().map_err(&told)?.iter().all(is_bare);
    if is_own || may.force {
        Ok((work, is_new))
    } else {
        Err(foreign(root, WORK, "foreign-nobody"))
    }
}

fn is_tagged(work: &Folder) -> bool {
    const LONGEST: u64 = 1 << 12;
    let text = work.text(TAG, LONGEST);
    text.is_ok_and(|text| text == TAG_TEXT)
}

/// Locks the folder, undoes what was half made, and looks who has left what.
fn ready(root: &Folder, work: &Folder, owner: &Owner<'_>, may: May) -> Result<(File, Marks), Error> {
    let told = unwritable(&work.at(LOCK));
    let lock = work.lock_file(LOCK).map_err(&told)?;
    match lock.try_lock() {
        Err(TryLockError::WouldBlock) => return Err(Error::InUse(root.path().to_path_buf())),
        // A disk that knows no locks is written by who has it.
        Err(TryLockError::Error(_)) | Ok(()) => {}
    }
    sweep(work, is_part);
    if !is_tagged(work) {
        tag(work).map_err(unwritable(&work.at(TAG)))?;
    }
    let undone = change::roll_back(root, work);
    undone.map_err(|source| Error::HalfMade {
        folder: root.path().to_path_buf(),
        reason: source.to_string(),
    })?;
    sweep(work, is_old);
    let marks = Marks::read(root, owner)?;
    match marks.foreign.first() {
        Some((name, reason)) if !may.force => Err(foreign(root, name, reason)),
        _ => Ok((lock, marks)),
    }
}

/// Says whose the folder is.
fn tag(work: &Folder) -> std::io::Result<()> {
    const PART: &str = "part-0";
    let mut file = work.new_file(PART)?;
    file.write_all(TAG_TEXT.as_bytes())?;
    file.sync()?;
    work.rename(PART, work, TAG)?;
    work.settle_names();
    Ok(())
}

/// Removes what a run that was ended left half written.
fn sweep(work: &Folder, is_left: fn(&str) -> bool) {
    let names = work.names().unwrap_or_default();
    for name in names.iter().filter(|name| is_left(name)) {
        // What cannot be removed does no harm.
        let _ = work.remove(name);
    }
}

/// Removes the folder for what is written, if nothing is kept there.
fn discard(root: &Folder, work: &Folder) {
    let is_kept = |name: &String| name != LOCK && name != TAG;
    if work.names().is_ok_and(|names| !names.iter().any(is_kept)) {
        for name in [TAG, LOCK] {
            let _ = work.remove(name);
        }
        let _ = root.remove_folder(WORK);
    }
}
