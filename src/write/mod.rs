//! Reports become files.
//!
//! Takes: [`Document`]s in order.
//! Gives: the files of the contract, each written beside and renamed when it is whole.
//! Never: computes a value.

mod dictionary;
mod json;
mod output;
mod rows;
mod schema;

pub use dictionary::dictionary;
pub use json::document_json;
pub use output::Output;
pub use rows::{Rows, rows};
pub use schema::{Column, File, files};

use crate::record::Report;
use crate::trace::Diagnostic;

/// What became of one input.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path below the input that was given, with `/`.
    pub source: String,
    /// SHA-256 of the bytes, empty if they could not be read.
    pub sha256: String,
    /// What the bytes are.
    pub format: &'static str,
    /// Encoding of a text.
    pub encoding: Option<&'static str>,
    /// Number of pages, where the input has any.
    pub pages: Option<usize>,
    /// How far it could be read.
    pub status: Status,
    /// Why it could not, in one sentence.
    pub error: Option<String>,
    /// What it says.
    pub report: Report,
    /// What a person may want to look at.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The first 16 hex digits of the hash; empty for a file that could not be read.
    pub fn id(&self) -> &str {
        self.sha256.get(..16).unwrap_or("")
    }
}

/// How far an input could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All of it.
    Ok,
    /// Some of it; the diagnostics say what is missing.
    Partial,
    /// Nothing; `error` says why.
    Failed,
    /// It is neither a PDF nor text and was not tried.
    Skipped,
}

impl Status {
    /// The word in documents.csv.
    pub fn word(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Partial => "partial",
            Status::Failed => "failed",
            Status::Skipped => "skipped",
        }
    }
}
