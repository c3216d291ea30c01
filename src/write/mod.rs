//! Reports become files.
//!
//! Takes: [`Document`]s, which become [`Answer`]s; answers in order.
//! Gives: the files of the contract in every format that is wanted, each written beside and all put in their places
//! when the run is over, a manifest of them, and whether a folder still is what its manifest says.
//! Never: computes a value, holds more than one answer, replaces or removes what the program has not left itself.

mod answer;
mod beside;
mod change;
mod destination;
mod dictionary;
mod format;
mod held;
mod json;
mod keys;
mod leave;
mod lines;
mod manifest;
mod marks;
mod output;
mod package;
mod rows;
mod schema;
mod schema_run;
mod verify;

pub use answer::Answer;
pub use beside::{Beside, Scratch, ScratchFolder, Stage, Staged, Written};
pub use destination::{Destination, May};
pub use dictionary::dictionary;
pub use format::{Dialect, Format, Heading, PARTITIONS, Single, TableReader, Wanted};
pub use held::Held;
pub use json::document_json;
pub use keys::{Link, key, links};
pub use leave::{Leaving, leave};
pub use lines::Lines;
pub use manifest::{Manifest, Provenance};
pub use output::Output;
pub use package::row_meaning;
pub use rows::{Rows, rows};
pub use schema::{Column, File, Scope, files};
pub use verify::verify;

use crate::record::Report;
use crate::trace::{Code, Diagnostic, Error, Place};
use serde::{Deserialize, Serialize};

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
    /// Whether the machine is to blame that it could not be read: another try may end otherwise.
    pub is_of_machine: bool,
    /// Whether pages are pictures whose words another process is to recognise.
    pub needs_recognition: bool,
}

impl Document {
    /// A document of which nothing is known yet.
    pub fn unread(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            sha256: String::new(),
            format: "",
            encoding: None,
            pages: None,
            status: Status::Failed,
            error: None,
            report: Report::default(),
            diagnostics: Vec::new(),
            is_of_machine: false,
            needs_recognition: false,
        }
    }

    /// Something in a folder that is not opened: failed if a report may be missing, else skipped.
    pub fn unopened(source: impl Into<String>, reason: &str, is_loss: bool) -> Self {
        let mut document = Self::unread(source);
        document.error = Some(reason.to_owned());
        if !is_loss {
            document.status = Status::Skipped;
            let told = Diagnostic::new(Code::FileSkipped, Place::default(), reason, "");
            document.diagnostics.push(told);
        }
        document
    }

    /// A document that could not be read, with the reason; faults and limits stand in the diagnostics too.
    #[must_use]
    pub fn failed(mut self, error: &Error) -> Self {
        let sentence = error.to_string();
        let code = match error {
            Error::TooSlow { .. } | Error::TooMuchMemory { .. } => Some(Code::LimitExceeded),
            Error::StackOverflow | Error::WorkerDied(_) | Error::Internal(_) => Some(Code::Internal),
            error if error.is_of_machine() => Some(Code::Internal),
            _ => None,
        };
        let told = code.map(|code| Diagnostic::new(code, Place::default(), sentence.clone(), ""));
        self.diagnostics.extend(told);
        self.status = Status::Failed;
        self.is_of_machine = error.is_of_machine();
        self.error = Some(sentence);
        self
    }

    /// The first 16 hex digits of the hash; empty for a file that could not be read.
    pub fn id(&self) -> &str {
        self.sha256.get(..16).unwrap_or("")
    }
}

/// How far an input could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
