//! Paths become sources: bytes with identity.
//!
//! Takes: the paths that were typed.
//! Gives: [`Input`]s in stable order, [`Source`] with hash and [`Kind`], decoded text.
//! Never: looks at what the words mean.

mod archive;
mod container;
mod damage;
mod decode;
mod delimited;
mod encoding;
mod find;
mod kind;
mod lines;
mod mail;
mod repair;

pub use container::{is_container, unpacked};
pub use decode::{Decoded, decode};
pub use find::{Input, Trouble, find};
pub use kind::{Kind, is_web_page, kind_of};

use crate::trace::{Error, hex};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// A file that was read into memory.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path below the input that was given, with `/`.
    pub name: String,
    /// SHA-256 of the bytes, in lower case hex.
    pub sha256: String,
    /// What the bytes are.
    pub kind: Kind,
    /// The bytes.
    pub bytes: Arc<Vec<u8>>,
}

impl Source {
    /// A source from bytes in memory.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            sha256: hex(&Sha256::digest(&bytes)),
            kind: kind_of(&bytes),
            bytes: Arc::new(bytes),
        }
    }

    /// Reads a file that is no larger than `limit` bytes.
    pub fn read(input: &Input, limit: u64) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        pieces(&input.path, limit, |piece| match piece {
            Piece::Start => bytes.clear(),
            Piece::Bytes(more) => bytes.extend_from_slice(more),
        })?;
        Ok(Self::from_bytes(input.name.clone(), bytes))
    }

    /// What the file is.
    pub fn identity(&self) -> Identity {
        Identity {
            sha256: self.sha256.clone(),
            kind: self.kind,
        }
    }

    /// The document's id: the first 16 hex digits of its hash.
    pub fn document_id(&self) -> &str {
        &self.sha256[..16]
    }
}

/// What a file is, without holding it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// SHA-256 of the bytes, in lower case hex.
    pub sha256: String,
    /// What its first bytes are.
    pub kind: Kind,
}

/// Looks through a file that is no larger than `limit` bytes.
pub fn identity(path: &Path, limit: u64) -> Result<Identity, Error> {
    let mut hash = Sha256::new();
    let mut kind = Kind::Empty;
    let mut is_first = true;
    pieces(path, limit, |piece| match piece {
        Piece::Start => {
            hash.reset();
            is_first = true;
        }
        Piece::Bytes(more) => {
            hash.update(more);
            if std::mem::take(&mut is_first) {
                kind = kind_of(more);
            }
        }
    })?;
    Ok(Identity {
        sha256: hex(&hash.finalize()),
        kind,
    })
}

/// What comes of a file while it is read.
#[derive(Debug)]
pub enum Piece<'b> {
    /// It begins, perhaps anew.
    Start,
    /// The next bytes.
    Bytes(&'b [u8]),
}

/// Reads a file as it was at one moment: one that is written meanwhile is read again, a few times.
pub fn pieces(path: &Path, limit: u64, mut each: impl FnMut(Piece<'_>)) -> Result<(), Error> {
    const TRIES: usize = 3;
    const AT_ONCE: usize = 1 << 16;
    let unreadable = |source| Error::Unreadable {
        path: path.to_path_buf(),
        source,
    };
    // Opening a pipe would wait for whoever writes into it.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Error::NotAFile);
    }
    let mut buffer = vec![0; AT_ONCE];
    for _ in 0..TRIES {
        let mut file = File::open(path).map_err(unreadable)?;
        let before = file.metadata().map_err(unreadable)?;
        let mut bytes = before.len();
        if bytes > limit {
            return Err(Error::FileTooLarge { bytes, limit });
        }
        each(Piece::Start);
        bytes = 0;
        loop {
            let count = file.read(&mut buffer).map_err(unreadable)?;
            bytes += count as u64;
            // A file that grows while it is read is as long as its beginning said, or it is read again.
            if count == 0 || bytes > before.len() {
                break;
            }
            each(Piece::Bytes(&buffer[..count]));
        }
        let after = file.metadata().map_err(unreadable)?;
        if bytes == before.len() && after.len() == bytes && after.modified().ok() == before.modified().ok() {
            return Ok(());
        }
    }
    Err(Error::Changing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: &Path) -> Input {
        Input {
            path: path.to_path_buf(),
            name: "x".to_owned(),
            is_found: true,
            trouble: None,
        }
    }

    #[test]
    fn a_file_is_read_whole_and_hashed_alike() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        let bytes = vec![b'x'; 200_000];
        std::fs::write(&path, &bytes).unwrap();
        let source = Source::read(&input(&path), 200_000).unwrap();
        assert_eq!(*source.bytes, bytes);
        let found = identity(&path, 200_000).unwrap();
        assert_eq!((found.sha256, found.kind), (source.sha256, Kind::Text));
        assert!(matches!(
            identity(&path, 199_999),
            Err(Error::FileTooLarge { .. })
        ));
        assert!(matches!(identity(folder.path(), 1), Err(Error::NotAFile)));
    }

    /// Another thread writes all the time: the hash is of one of the states that the file had, or none.
    #[test]
    fn a_file_that_changes_meanwhile_is_one_state_or_an_error() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(&path, "").unwrap();
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut length = 0;
                while !stop.load(Ordering::Relaxed) {
                    length = (length + 40_000) % 4_000_000;
                    std::fs::write(&path, vec![b'x'; length]).unwrap();
                }
            });
            for _ in 0..50 {
                match Source::read(&input(&path), u64::MAX) {
                    Ok(source) => assert!(source.bytes.iter().all(|byte| *byte == b'x')),
                    Err(error) => assert!(matches!(error, Error::Changing), "{error}"),
                }
            }
            stop.store(true, Ordering::Relaxed);
        });
    }
}
