//! Where a thing stood and what went wrong: the floor under every room.
//!
//! Takes: nothing.
//! Gives: [`Place`], [`Diagnostic`], [`Read`], [`Error`], [`Evidence`], text that is safe to show.
//! Never: knows what a report says.

mod code;
mod diagnostic;
mod error;
mod evidence;
mod format;
mod place;
mod printable;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Read};
pub use error::Error;
pub use evidence::{Evidence, Feature, Ranked, sum};
pub use place::{BBox, Place};
pub use printable::printable;

/// The number that the first 16 hex digits of a hash are: little to hold for each of very many documents. None for
/// what is no hash.
pub fn hash_number(hash: &str) -> Option<u64> {
    u64::from_str_radix(hash.get(..16)?, 16).ok()
}

/// Bytes in lower case hex, as hashes are shown.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
