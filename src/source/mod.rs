//! Paths become sources: bytes with identity.
//!
//! Takes: the paths that were typed.
//! Gives: [`Input`]s in stable order, [`Source`] with hash and [`Kind`], decoded text.
//! Never: looks at what the words mean.

mod decode;
mod encoding;
mod find;
mod kind;
mod repair;

pub use decode::{Decoded, decode};
pub use find::{Input, find};
pub use kind::{Kind, kind_of};

use crate::trace::Error;
use sha2::{Digest, Sha256};

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
    pub bytes: Vec<u8>,
}

impl Source {
    /// A source from bytes in memory.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            name: name.into(),
            sha256,
            kind: kind_of(&bytes),
            bytes,
        }
    }

    /// Reads a file that is no larger than `limit` bytes.
    pub fn read(input: &Input, limit: u64) -> Result<Self, Error> {
        let unreadable = |source| Error::Unreadable {
            path: input.path.clone(),
            source,
        };
        let bytes = std::fs::metadata(&input.path).map_err(unreadable)?.len();
        if bytes > limit {
            return Err(Error::FileTooLarge { bytes, limit });
        }
        let bytes = std::fs::read(&input.path).map_err(unreadable)?;
        Ok(Self::from_bytes(input.name.clone(), bytes))
    }

    /// The document's id: the first 16 hex digits of its hash.
    pub fn document_id(&self) -> &str {
        &self.sha256[..16]
    }
}
