//! Where a thing stood and what went wrong: the floor under every room.
//!
//! Takes: nothing.
//! Gives: [`Place`], [`Diagnostic`], [`Read`], [`Error`], text that is safe to show.
//! Never: knows what a report says.

mod code;
mod diagnostic;
mod error;
mod place;
mod printable;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Read};
pub use error::Error;
pub use place::{BBox, Place};
pub use printable::printable;

/// Bytes in lower case hex, as hashes are shown.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
