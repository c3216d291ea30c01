//! Answers of earlier runs, kept in the output folder by what they depend on.

use super::job::Head;
use crate::source::Input;
use crate::trace::{Error, hash_number};
use crate::write::{Answer, Beside, Status, sweep};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The folder in the output folder. Its name begins with a full stop, so that no run takes it for input.
const FOLDER: &str = ".cache";
/// Tells backup programs that the folder can be made anew.
const TAG: &str =
    "Signature: 8a477f597d28d172789f06886806bc55\n# Answers of utfall extract. Remove it freely.\n";

/// The answers of one program with one grammar and one set of options.
#[derive(Debug)]
pub struct Cache {
    /// Where all answers are kept.
    all: PathBuf,
    /// Where those of this program, grammar and options are kept.
    own: PathBuf,
    /// What this run has read, by the beginning of the hash and whether it was found: of two files with the same
    /// bytes one may be read while a limit stops the other.
    read: Mutex<HashSet<(u64, bool)>>,
    /// Held as long as the cache: one run at a time writes into an output folder.
    _lock: File,
}

/// What is known of a kept answer without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How far the input could be read.
    pub status: Status,
    /// Number of pages.
    pub pages: Option<usize>,
    /// Length of the answer in bytes.
    bytes: u64,
}

impl Cache {
    /// The cache of an output folder. `reader` names program, grammar and options in hex.
    pub fn open(output: &Path, reader: &str) -> Result<Self, Error> {
        let all = output.join(FOLDER);
        let own = all.join(reader);
        std::fs::create_dir_all(&own).map_err(|source| Error::Unwritable {
            path: own.clone(),
            source,
        })?;
        let lock = all.join("lock");
        let lock = File::create(&lock).map_err(|source| Error::Unwritable { path: lock, source })?;
        if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(Error::InUse(output.to_path_buf()));
        }
        sweep(&own);
        let tag = all.join("CACHEDIR.TAG");
        if !tag.exists() {
            std::fs::write(&tag, TAG).map_err(|source| Error::Unwritable { path: tag, source })?;
        }
        Ok(Self {
            all,
            own,
            read: Mutex::default(),
            _lock: lock,
        })
    }

    /// Where the answer for an input is kept: what is no report fails if it was named, and is skipped else.
    fn place(&self, input: &Input, sha256: &str) -> PathBuf {
        let manner = if input.is_found { "found" } else { "named" };
        self.own.join(format!("{sha256}.{manner}.json"))
    }

    /// Whether an answer is kept, and what is known of it.
    pub fn find(&self, input: &Input, sha256: &str) -> Option<Kept> {
        let file = File::open(self.place(input, sha256)).ok()?;
        let length = file.metadata().ok()?.len();
        let mut head = String::new();
        BufReader::with_capacity(256, file).read_line(&mut head).ok()?;
        let kept: Kept = serde_json::from_str(&head).ok()?;
        // A file that was cut by a power failure is no answer.
        (kept.bytes.checked_add(head.len() as u64)? == length).then_some(kept)
    }

    /// The answer that is kept for an input.
    pub fn load(&self, input: &Input, sha256: &str) -> Result<Answer, Error> {
        let path = self.place(input, sha256);
        let text = std::fs::read_to_string(&path).map_err(|source| Error::Unreadable {
            path: path.clone(),
            source,
        })?;
        let line = text.split_once('\n').map_or("", |(_, line)| line);
        let answer: Answer = serde_json::from_str(line).map_err(|error| Error::Unreadable {
            path,
            source: std::io::Error::other(error),
        })?;
        Ok(answer.named(&input.name))
    }

    /// Keeps an answer, given as its line and what was asked of it; a failure never in place of what this run has
    /// read of the same bytes. Gives what is kept then.
    pub(super) fn keep(&self, input: &Input, head: &Head, line: &str) -> Result<Kept, Error> {
        let path = self.place(input, &head.sha256);
        let kept = Kept {
            status: head.status,
            pages: head.pages,
            bytes: line.len() as u64,
        };
        let mut file = Beside::of(&path)?;
        serde_json::to_writer(&mut file, &kept)
            .map_err(std::io::Error::from)
            .and_then(|()| file.write_all(b"\n"))
            .and_then(|()| file.write_all(line.as_bytes()))
            .map_err(|source| Error::Unwritable {
                path: path.clone(),
                source,
            })?;
        let key = (hash_number(&head.sha256).unwrap_or_default(), input.is_found);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if head.status != Status::Failed {
            read.insert(key);
        } else if read.contains(&key)
            && let Some(earlier) = self.find(input, &head.sha256)
        {
            return Ok(earlier);
        }
        file.put(&path)?;
        Ok(kept)
    }

    /// Removes what other programs, grammars and options kept.
    pub fn tidy(&self) {
        for entry in std::fs::read_dir(&self.all).into_iter().flatten().flatten() {
            if entry.path() != self.own && entry.path().is_dir() {
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::Document;

    fn input(name: &str, is_found: bool) -> Input {
        Input {
            path: name.into(),
            name: name.into(),
            is_found,
            trouble: None,
        }
    }

    /// Of two files with the same bytes one is read and the other stopped, at the same time and in either order.
    #[test]
    fn a_failure_takes_the_place_of_what_an_earlier_run_read_and_not_of_what_this_one_did() {
        let folder = tempfile::tempdir().unwrap();
        let answers = [Status::Failed, Status::Ok].map(|status| {
            let mut document = Document::unread("a.txt");
            document.sha256 = "0123456789abcdef01".into();
            document.status = status;
            super::super::Line::of(&Answer::of(&document))
        });
        let [failed, read] = answers.each_ref();
        let keep = |cache: &Cache, line: &str| {
            let head = super::super::Line::head(line).unwrap();
            cache.keep(&input("a.txt", true), &head, line).unwrap().status
        };
        let cache = Cache::open(folder.path(), "ab").unwrap();
        let statuses = [failed, read, failed].map(|line| keep(&cache, line));
        assert_eq!(statuses, [Status::Failed, Status::Ok, Status::Ok]);
        let found = |cache: &Cache| {
            cache
                .find(&input("b.txt", true), "0123456789abcdef01")
                .unwrap()
                .status
        };
        assert_eq!(found(&cache), Status::Ok);
        drop(cache);
        let later = Cache::open(folder.path(), "ab").unwrap();
        assert_eq!(keep(&later, failed), Status::Failed);
        assert_eq!(found(&later), Status::Failed);
    }

    #[test]
    fn what_is_kept_comes_back_under_the_new_name_and_cut_files_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path(), "ab").unwrap();
        let mut document = Document::unread("old.txt").failed(&Error::EmptyFile);
        document.sha256 = "0123456789abcdef01".into();
        let line = super::super::Line::of(&Answer::of(&document));
        let head = super::super::Line::head(&line).unwrap();
        let sha256 = head.sha256.as_str();
        let (old, new) = (input("old.txt", true), input("new.txt", true));
        assert_eq!(cache.find(&old, sha256), None);
        let kept = cache.keep(&old, &head, &line).unwrap();
        assert_eq!(cache.find(&new, sha256), Some(kept));
        assert_eq!(cache.find(&input("old.txt", false), sha256), None);
        let answer = cache.load(&new, sha256).unwrap();
        assert_eq!(answer.source, "new.txt");
        assert_eq!(answer.rows("documents")[0][1], "new.txt");
        let json: serde_json::Value = serde_json::from_str(answer.document.unwrap().get()).unwrap();
        assert_eq!(json["document"]["source"], "new.txt");
        let path = cache.place(&old, sha256);
        let text = std::fs::read(&path).unwrap();
        std::fs::write(&path, &text[..text.len() - 1]).unwrap();
        assert_eq!(cache.find(&old, sha256), None);
        assert!(matches!(Cache::open(folder.path(), "cd"), Err(Error::InUse(_))));
        drop(cache);
        // Another set of options knows nothing of it, and clears it away when it is done.
        let other = Cache::open(folder.path(), "cd").unwrap();
        other.tidy();
        assert!(!path.exists());
    }
}
