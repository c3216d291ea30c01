//! How a kept answer is written: its checksum, what it is the answer to, and its line.

use crate::trace::hex;
use crate::write::Status;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How every entry of this form begins.
const BEGINS: &str = "utfall answer 1 ";

/// What an entry says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Header {
    /// Names program, grammar and options, in hex.
    pub(super) reader: String,
    /// SHA-256 of the document's bytes.
    pub(super) document: String,
    /// Whether the document was found in a folder.
    pub(super) is_found: bool,
    /// How far it could be read.
    pub(super) status: Status,
    /// Its pages.
    pub(super) pages: Option<usize>,
}

impl Header {
    /// The name of the entry.
    pub(super) fn name(&self) -> String {
        let manner = if self.is_found { FOUND } else { NAMED };
        format!("{}{manner}", self.document)
    }
}

const FOUND: &str = ".found.json";
const NAMED: &str = ".named.json";

/// Whether an entry may have this name.
pub(super) fn is_name(name: &str) -> bool {
    let hash = [FOUND, NAMED].iter().find_map(|end| name.strip_suffix(end));
    hash.is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// What stands before the line of an answer.
pub(super) fn begin(header: &Header, line: &str) -> Vec<u8> {
    let mut said = serde_json::to_vec(header).unwrap_or_default();
    said.push(b'\n');
    let mut hash = Sha256::new();
    hash.update(&said);
    hash.update(line.as_bytes());
    let mut text = format!("{BEGINS}{}\n", hex(&hash.finalize())).into_bytes();
    text.append(&mut said);
    text
}

/// The header and the line of an entry, if every byte is what was written and it is the answer that is wanted.
pub(super) fn proven<'e>(entry: &'e [u8], wanted: &Header) -> Option<(Header, &'e [u8])> {
    let (sum, said) = split(entry)?;
    let found = format!("{BEGINS}{}", hex(&Sha256::digest(said)));
    if sum != found.as_bytes() {
        return None;
    }
    let (header, line) = split(said)?;
    let header: Header = serde_json::from_slice(header).ok()?;
    let is_wanted = header.reader == wanted.reader
        && header.document == wanted.document
        && header.is_found == wanted.is_found;
    is_wanted.then_some((header, line))
}

fn split(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|byte| *byte == b'\n')?;
    Some((&text[..end], &text[end + 1..]))
}
