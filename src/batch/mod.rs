//! Many inputs become answers, whatever one of them does: workers, limits, a cache.
//!
//! Takes: [`Input`]s, how to read one, where answers are kept.
//! Gives: one [`Answer`] for each input, in the order of the inputs.
//! Never: looks into a document, holds more answers than are being written, waits without end.

mod cache;
mod entry;
mod guard;
mod handed;
mod job;
mod pool;
mod reader;

pub use cache::{Cache, Found, Kept};
pub use guard::{Guard, Program};
pub use job::{Job, Line};
pub use pool::{Plan, Progress, Reading, run};
pub use reader::Reader;

use crate::source::{self, Identity, Input};
use crate::trace::Error;
use crate::write::{Answer, Document};

/// What one document may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Seconds from its first byte to its last row.
    pub seconds: u64,
    /// Megabytes of memory of the process that reads it.
    pub megabytes: u64,
}

/// How the reading of one input ended.
#[derive(Debug)]
pub enum Outcome<T> {
    /// With an answer.
    Read(T),
    /// Without one, and why.
    Failed(Error),
    /// The run is to stop.
    Stopped,
}

/// The answer that says why there is none. Without `identity` the file is looked at again.
pub fn failed(input: &Input, identity: Option<Identity>, error: &Error) -> Answer {
    let mut document = Document::unread(&input.name);
    if let Some(identity) = identity.or_else(|| source::identity(&input.path, u64::MAX).ok()) {
        document.sha256 = identity.sha256;
        document.format = identity.kind.name();
    }
    Answer::of(&document.failed(error))
}

/// The answer to what is no job.
pub fn refused(error: &Error) -> Answer {
    Answer::of(&Document::unread("").failed(error))
}
