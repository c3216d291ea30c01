//! Answers of earlier runs, kept in the output folder by what they depend on, and proven before they are believed.

use super::entry::{self, Header};
use super::job::Head;
use crate::disk::{Folder, Kind};
use crate::source::Input;
use crate::trace::{Error, hash_number};
use crate::write::{Answer, Beside, Destination, Stage, Status};
use std::collections::HashSet;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The answers of one program with one grammar and one set of options.
#[derive(Debug)]
pub struct Cache {
    stage: Stage,
    /// Where all answers are kept.
    all: Arc<Folder>,
    /// Where those of this program, grammar and options are kept.
    own: Folder,
    /// Names program, grammar and options, in hex.
    reader: String,
    /// What this run has read, by the beginning of the hash and whether it was found: of two files with the same
    /// bytes one may be read while a limit stops the other.
    read: Mutex<HashSet<(u64, bool)>>,
}

/// What is known of a kept answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// How far the input could be read.
    pub status: Status,
    /// Number of pages.
    pub pages: Option<usize>,
}

/// What is kept for an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// Something that is not what a run has kept there: it is read anew.
    Damaged,
    /// An answer.
    Kept(Kept),
}

impl Cache {
    /// The cache of a folder. `reader` names program, grammar and options in hex.
    pub fn open(destination: &Destination, reader: &str) -> Result<Self, Error> {
        let all = Arc::clone(destination.kept());
        let own = all.make(reader).map_err(|source| Error::Unwritable {
            path: all.at(reader),
            source,
        })?;
        Ok(Self {
            stage: destination.stage().clone(),
            all,
            own,
            reader: reader.to_owned(),
            read: Mutex::default(),
        })
    }

    /// What the answer for an input must say of itself: what is no report fails if it was named, and is skipped else.
    fn header(&self, input: &Input, sha256: &str) -> Header {
        Header {
            reader: self.reader.clone(),
            document: sha256.to_owned(),
            is_found: input.is_found,
            status: Status::Failed,
            pages: None,
        }
    }

    /// What is kept for an input. All of it is looked at: it may have been damaged anywhere.
    pub fn find(&self, input: &Input, sha256: &str) -> Found {
        let wanted = self.header(input, sha256);
        let entry = match self.text(&wanted.name()) {
            Ok(Some(text)) => text,
            Ok(None) => return Found::Nothing,
            Err(_) => return Found::Damaged,
        };
        match entry::proven(&entry, &wanted) {
            Some((header, _)) => Found::Kept(Kept {
                status: header.status,
                pages: header.pages,
            }),
            None => Found::Damaged,
        }
    }

    fn text(&self, name: &str) -> std::io::Result<Option<Vec<u8>>> {
        if self.own.kind(name)?.is_none() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.own.file(name)?.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// The answer that is kept for an input; none if it is not whole any more.
    pub fn load(&self, input: &Input, sha256: &str) -> Option<Answer> {
        let wanted = self.header(input, sha256);
        let text = self.text(&wanted.name()).ok()??;
        let (_, line) = entry::proven(&text, &wanted)?;
        let answer: Answer = serde_json::from_slice(line).ok()?;
        Some(answer.named(&input.name))
    }

    /// Keeps an answer, given as its line and what was asked of it; a failure never in place of what this run has
    /// read of the same bytes. Gives what is kept then.
    pub(super) fn keep(&self, input: &Input, head: &Head, line: &str) -> Result<Kept, Error> {
        let header = Header {
            status: head.status,
            pages: head.pages,
            ..self.header(input, &head.sha256)
        };
        let name = header.name();
        let mut file = Beside::of(&self.stage)?;
        let told = |source| Error::Unwritable {
            path: self.own.at(&name),
            source,
        };
        file.write_all(&entry::begin(&header, line))
            .and_then(|()| file.write_all(line.as_bytes()))
            .map_err(&told)?;
        // What is named is whole, also after a power cut.
        let mut file = file.durable().map_err(&told)?;
        let key = (hash_number(&head.sha256).unwrap_or_default(), input.is_found);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if head.status != Status::Failed {
            read.insert(key);
        } else if read.contains(&key)
            && let Found::Kept(earlier) = self.find(input, &head.sha256)
        {
            return Ok(earlier);
        }
        if self.own.kind(&name).is_ok_and(|kind| kind == Some(Kind::Folder)) {
            return Err(told(std::io::Error::other(crate::say!("folder-in-place"))));
        }
        file.put(&self.own, &name).map_err(told)?;
        Ok(Kept {
            status: head.status,
            pages: head.pages,
        })
    }

    /// Removes what other programs, grammars and options kept, and nothing else.
    pub fn tidy(&self) {
        let others = self.all.names().unwrap_or_default();
        for name in others
            .iter()
            .filter(|name| **name != self.reader && is_reader(name))
        {
            let Ok(other) = self.all.folder(name) else {
                continue;
            };
            for entry in other.names().unwrap_or_default() {
                if entry::is_name(&entry) {
                    let _ = other.remove(&entry);
                }
            }
            // What others have put there stays, and so does the folder.
            let _ = self.all.remove_folder(name);
        }
    }

    /// Where an entry is, for tests.
    #[cfg(test)]
    fn place(&self, input: &Input, sha256: &str) -> std::path::PathBuf {
        self.own.at(&self.header(input, sha256).name())
    }
}

/// Whether a folder of this name holds what some program kept with some grammar and options.
fn is_reader(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::super::Line;
    use super::*;
    use crate::write::{Document, May};
    use std::path::Path;

    const READER: &str = "0123456789abcdef0123456789abcdef";
    const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn input(name: &str, is_found: bool) -> Input {
        Input {
            path: name.into(),
            name: name.into(),
            is_found,
            trouble: None,
        }
    }

    fn open(folder: &Path, reader: &str) -> Cache {
        let destination = Destination::of_tables(folder, May::default()).unwrap();
        Cache::open(&destination, reader).unwrap()
    }

    fn line(status: Status) -> String {
        let mut document = Document::unread("a.txt");
        document.sha256 = HASH.into();
        document.status = status;
        Line::of(&Answer::of(&document))
    }

    fn keep(cache: &Cache, line: &str) -> Status {
        let head = Line::head(line).unwrap();
        cache.keep(&input("a.txt", true), &head, line).unwrap().status
    }

    fn found(cache: &Cache) -> Status {
        match cache.find(&input("b.txt", true), HASH) {
            Found::Kept(kept) => kept.status,
            other => panic!("{other:?}"),
        }
    }

    /// Of two files with the same bytes one is read and the other stopped, at the same time and in either order.
    #[test]
    fn a_failure_takes_the_place_of_what_an_earlier_run_read_and_not_of_what_this_one_did() {
        let folder = tempfile::tempdir().unwrap();
        let [failed, read] = [Status::Failed, Status::Ok].map(line);
        let cache = open(folder.path(), READER);
        let statuses = [&failed, &read, &failed].map(|line| keep(&cache, line));
        assert_eq!(statuses, [Status::Failed, Status::Ok, Status::Ok]);
        assert_eq!(found(&cache), Status::Ok);
        drop(cache);
        let later = open(folder.path(), READER);
        assert_eq!(keep(&later, &failed), Status::Failed);
        assert_eq!(found(&later), Status::Failed);
    }

    #[test]
    fn what_is_kept_comes_back_under_the_new_name_and_goes_with_other_options() {
        let folder = tempfile::tempdir().unwrap();
        let cache = open(folder.path(), READER);
        let (old, new) = (input("a.txt", true), input("new.txt", true));
        assert_eq!(cache.find(&old, HASH), Found::Nothing);
        keep(&cache, &line(Status::Ok));
        assert_eq!(cache.find(&input("a.txt", false), HASH), Found::Nothing);
        let answer = cache.load(&new, HASH).unwrap();
        assert_eq!(answer.source, "new.txt");
        assert_eq!(answer.rows("documents")[0][1], "new.txt");
        let json: serde_json::Value = serde_json::from_str(answer.document.unwrap().get()).unwrap();
        assert_eq!(json["document"]["source"], "new.txt");
        // Another set of options knows nothing of it, and clears it away when it is done; what is not ours stays.
        let path = cache.place(&old, HASH);
        let theirs = [
            path.with_file_name("theirs"),
            folder.path().join(".utfall-cache/x/y"),
        ];
        for path in &theirs {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "theirs").unwrap();
        }
        let other = open(folder.path(), &READER.replace('0', "1"));
        assert_eq!(other.find(&old, HASH), Found::Nothing);
        other.tidy();
        assert!(!path.exists());
        assert!(theirs.iter().all(|path| path.exists()));
    }

    /// Every byte of an entry, changed in several ways, cut off and doubled; and an entry under another's name.
    #[test]
    fn what_was_changed_anywhere_is_no_answer() {
        let folder = tempfile::tempdir().unwrap();
        let cache = open(folder.path(), READER);
        keep(&cache, &line(Status::Ok));
        let path = cache.place(&input("a.txt", true), HASH);
        let whole = std::fs::read(&path).unwrap();
        let is_damaged = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            cache.find(&input("a.txt", true), HASH) == Found::Damaged
                && cache.load(&input("a.txt", true), HASH).is_none()
        };
        for at in 0..whole.len() {
            for change in [1, 0x20, 0xFF] {
                let mut bytes = whole.clone();
                bytes[at] ^= change;
                assert!(is_damaged(&bytes), "{at} {change}");
            }
            assert!(is_damaged(&whole[..at]), "cut at {at}");
        }
        assert!(is_damaged(&[&whole[..], b" "].concat()));
        std::fs::write(&path, &whole).unwrap();
        assert_eq!(found(&cache), Status::Ok);
        let other = HASH.replace('0', "1");
        std::fs::copy(&path, cache.place(&input("a.txt", true), &other)).unwrap();
        assert_eq!(cache.find(&input("a.txt", true), &other), Found::Damaged);
        std::fs::copy(&path, cache.place(&input("a.txt", false), HASH)).unwrap();
        assert_eq!(cache.find(&input("a.txt", false), HASH), Found::Damaged);
    }
}
