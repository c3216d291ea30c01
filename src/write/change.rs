//! Many files take their places together: all of them, or none.
//!
//! A journal says what is about to change, and the old files get a second name, before the first new one takes its
//! place. A change that ended half way, by a fault, a kill or a power cut, is undone from there: at once, or by the
//! next run. It is made when the journal is gone.

use super::beside::{Beside, Stage, Staged, hash, unwritable};
use crate::disk::{Folder, Kind};
use crate::trace::Error;
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Result, Write};

/// The name of the journal on the stage.
const JOURNAL: &str = "journal.json";
/// How the further name of an old file begins.
const OLD: &str = "old-";
/// A journal with more bytes is none.
const LONGEST: u64 = 1 << 30;

/// What becomes of one file.
#[derive(Debug)]
pub(super) struct Step {
    /// Its place below the folder, with `/`.
    pub(super) name: String,
    /// What takes the place; nothing for a file that goes.
    pub(super) new: Option<Staged>,
}

/// What the journal says of one file.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    name: String,
    /// Whether a file stood there before.
    had: bool,
    /// SHA-256 of what takes the place.
    sha256: Option<String>,
}

/// Whether a file of this name is the further name of an old one.
pub(super) fn is_old(name: &str) -> bool {
    let number = name.strip_prefix(OLD);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a change of the folder with this stage is half made.
pub(super) fn is_half_made(work: &Folder) -> bool {
    !matches!(work.kind(JOURNAL), Ok(None))
}

/// Makes a change. After an error everything is as it was.
pub(super) fn make(root: &Folder, stage: &Stage, steps: Vec<Step>) -> std::result::Result<(), Error> {
    let work = &*stage.work;
    let entries = begin(root, stage, &steps)?;
    let made = all(root, work, steps).and_then(|()| {
        root.settle().map_err(unwritable(root.path()))?;
        work.remove(JOURNAL).map_err(unwritable(&work.at(JOURNAL)))
    });
    if let Err(error) = made {
        // What cannot be undone now is by the next run.
        let _ = roll_back(root, work);
        return Err(error);
    }
    work.settle_names();
    for at in 0..entries.len() {
        // What stays is swept by the next run.
        let _ = work.remove(&format!("{OLD}{at}"));
    }
    Ok(())
}

/// Writes the journal and gives every old file a further name.
fn begin(root: &Folder, stage: &Stage, steps: &[Step]) -> std::result::Result<Vec<Entry>, Error> {
    let work = &*stage.work;
    let mut entries = Vec::new();
    for step in steps {
        let had = standing(root, &step.name).map_err(unwritable(&root.at(&step.name)))?;
        entries.push(Entry {
            name: step.name.clone(),
            had: had.is_some_and(|kind| kind != Kind::Folder),
            sha256: step.new.as_ref().map(|new| new.written.sha256.clone()),
        });
    }
    let told = unwritable(&work.at(JOURNAL));
    let mut journal = Beside::of(stage)?;
    let text = serde_json::to_vec(&entries).unwrap_or_default();
    journal.write_all(&text).map_err(&told)?;
    let mut journal = journal.durable().map_err(&told)?;
    journal.put(work, JOURNAL).map_err(&told)?;
    let kept = keep_old(root, work, &entries).and_then(|()| root.settle());
    if let Err(error) = kept {
        let _ = roll_back(root, work);
        return Err(unwritable(root.path())(error));
    }
    Ok(entries)
}

fn keep_old(root: &Folder, work: &Folder, entries: &[Entry]) -> Result<()> {
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.had) {
        let (inner, name) = root.around(&entry.name)?;
        let folder = inner.as_ref().unwrap_or(root);
        // A disk where a file has one name only keeps the old one when the new one comes.
        match folder.link(name, work, &format!("{OLD}{at}")) {
            Err(error) if error.kind() == ErrorKind::StorageFull => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn all(root: &Folder, work: &Folder, steps: Vec<Step>) -> std::result::Result<(), Error> {
    for (at, step) in steps.into_iter().enumerate() {
        let told = unwritable(&root.at(&step.name));
        one(root, work, at, step).map_err(told)?;
    }
    Ok(())
}

fn one(root: &Folder, work: &Folder, at: usize, step: Step) -> Result<()> {
    let (inner, name) = match step.new {
        Some(_) => root.make_around(&step.name)?,
        None => root.around(&step.name)?,
    };
    let folder = inner.as_ref().unwrap_or(root);
    let old = format!("{OLD}{at}");
    match folder.kind(name)? {
        Some(Kind::Folder) => return Err(std::io::Error::other(crate::say!("folder-in-place"))),
        Some(_) if work.kind(&old)?.is_none() => folder.rename(name, work, &old)?,
        Some(_) | None => {}
    }
    match step.new {
        Some(mut new) => new.put(folder, name),
        None => {
            folder.remove(name)?;
            // A file may come where its folder was.
            remove_empty(root, &step.name);
            Ok(())
        }
    }
}

/// Undoes a change that is half made, if there is one. Gives whether there was.
pub(super) fn roll_back(root: &Folder, work: &Folder) -> Result<bool> {
    if !is_half_made(work) {
        return Ok(false);
    }
    let text = work.text(JOURNAL, LONGEST)?;
    let entries: Vec<Entry> = serde_json::from_str(&text)?;
    for (at, entry) in entries.iter().enumerate().rev() {
        let has_old = work.kind(&format!("{OLD}{at}"))?.is_some();
        let (inner, name) = match root.around(&entry.name) {
            Ok(found) => found,
            Err(_) if has_old => root.make_around(&entry.name)?,
            Err(error) if is_absent(&error) => continue,
            Err(error) => return Err(error),
        };
        undo(inner.as_ref().unwrap_or(root), name, work, at, entry)?;
        remove_empty(root, &entry.name);
    }
    root.settle()?;
    work.remove(JOURNAL)?;
    Ok(true)
}

fn undo(folder: &Folder, name: &str, work: &Folder, at: usize, entry: &Entry) -> Result<()> {
    let old = format!("{OLD}{at}");
    if work.kind(&old)?.is_some() {
        work.rename(&old, folder, name)?;
        // Two names of one file stay two, if one is to take the place of the other.
        return work.remove(&old);
    }
    let is_new = !entry.had
        && folder.kind(name)? == Some(Kind::File)
        && Some(hash(folder.file(name)?)?.0) == entry.sha256;
    if is_new { folder.remove(name) } else { Ok(()) }
}

/// What stands at a place with `/`; nothing where not even its folder is.
pub(super) fn standing(root: &Folder, place: &str) -> Result<Option<Kind>> {
    match root.around(place) {
        Err(error) if is_absent(&error) => Ok(None),
        found => {
            let (inner, name) = found?;
            inner.as_ref().unwrap_or(root).kind(name)
        }
    }
}

/// Whether a folder is not there, perhaps since a file is.
fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Removes the folders around a place below the folder that are empty.
fn remove_empty(root: &Folder, place: &str) {
    let mut place = place;
    while let Some((around, _)) = place.rsplit_once('/') {
        // A folder that is not empty stays, and so do those around it.
        let removed = root
            .around(around)
            .and_then(|(inner, name)| inner.as_ref().unwrap_or(root).remove_folder(name));
        if removed.is_err() {
            return;
        }
        place = around;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::sync::Arc;

    fn staged(stage: &Stage, text: &str) -> Staged {
        let mut file = Beside::of(stage).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.whole().unwrap()
    }

    fn opened(path: &Path) -> (Folder, Stage) {
        let root = Folder::open(path).unwrap();
        let work = Arc::new(root.make("work").unwrap());
        (root, Stage { work })
    }

    fn text(path: &Path, name: &str) -> String {
        std::fs::read_to_string(path.join(name)).unwrap_or_else(|_| "-".to_owned())
    }

    fn steps(stage: &Stage) -> Vec<Step> {
        let of = |name: &str, new: Option<&str>| Step {
            name: name.to_owned(),
            new: new.map(|text| staged(stage, text)),
        };
        vec![
            of("a", Some("new a")),
            of("in/b", Some("new b")),
            of("c", None),
            of("d", Some("new d")),
        ]
    }

    fn all_of(path: &Path) -> Vec<String> {
        ["a", "in/b", "c", "d"].map(|name| text(path, name)).to_vec()
    }

    /// The change ends after every number of steps, and with an error at every one.
    #[test]
    fn a_change_is_made_or_was_never_begun() {
        for ends_at in 0..=4 {
            let place = tempfile::tempdir().unwrap();
            for name in ["a", "c"] {
                std::fs::write(place.path().join(name), format!("old {name}")).unwrap();
            }
            let old = all_of(place.path());
            let (root, stage) = opened(place.path());
            let mut steps = steps(&stage);
            begin(&root, &stage, &steps).unwrap();
            steps.truncate(ends_at);
            all(&root, &stage.work, steps).unwrap();
            assert!(is_half_made(&stage.work));
            assert!(roll_back(&root, &stage.work).unwrap());
            assert_eq!(all_of(place.path()), old, "{ends_at}");
            assert!(!place.path().join("in").exists());
            assert!(!roll_back(&root, &stage.work).unwrap());
        }
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("c"), "old c").unwrap();
        let (root, stage) = opened(place.path());
        make(&root, &stage, steps(&stage)).unwrap();
        assert_eq!(all_of(place.path()), ["new a", "new b", "-", "new d"]);
        assert!(stage.work.is_empty().unwrap());
        // A file comes where a folder was, and a folder where a file was.
        for names in [["d", "a/b"], ["a", "d/b"]] {
            let mut steps: Vec<Step> = ["a", "a/b", "d", "d/b"]
                .into_iter()
                .filter(|name| standing(&root, name).unwrap() == Some(Kind::File))
                .map(|name| Step {
                    name: name.to_owned(),
                    new: None,
                })
                .collect();
            steps.extend(names.map(|name| Step {
                name: name.to_owned(),
                new: Some(staged(&stage, name)),
            }));
            make(&root, &stage, steps).unwrap();
            assert!(
                names.iter().all(|name| text(place.path(), name) == *name),
                "{names:?}"
            );
        }
        std::fs::remove_file(place.path().join("d/b")).unwrap();
        std::fs::remove_dir(place.path().join("d")).unwrap();
        make(&root, &stage, steps(&stage)).unwrap();
        // A folder in the way is no file that could be replaced.
        std::fs::remove_file(place.path().join("d")).unwrap();
        std::fs::create_dir(place.path().join("d")).unwrap();
        assert!(make(&root, &stage, steps(&stage)).is_err());
        assert_eq!(all_of(place.path())[..3], ["new a", "new b", "-"]);
    }
}
