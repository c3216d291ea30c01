//! What the system says when it refuses something.

use super::{Language, has, sentence};
use std::io::{Error, ErrorKind};

/// What the system said, in the language of this process. What the catalogue does not know stays as it is.
pub fn system(error: &Error) -> String {
    let own = error.to_string();
    if Language::current() == Language::English {
        return own;
    }
    let id = format!("system-{}", name(error.kind()));
    // What the program itself has put into an error is a sentence of the catalogue already.
    let is_own = error.get_ref().is_some();
    if is_own || !has(Language::current(), &id) {
        return match error.raw_os_error() {
            Some(number) => sentence("system-other", &[("number", &number)]),
            None => own,
        };
    }
    let text = sentence(&id, &[]);
    match error.raw_os_error() {
        Some(number) => sentence("system-numbered", &[("text", &text), ("number", &number)]),
        None => text,
    }
}

fn name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "not-found",
        ErrorKind::PermissionDenied => "permission-denied",
        ErrorKind::AlreadyExists => "already-exists",
        ErrorKind::StorageFull => "storage-full",
        ErrorKind::ReadOnlyFilesystem => "read-only",
        ErrorKind::IsADirectory => "is-a-folder",
        ErrorKind::NotADirectory => "not-a-folder",
        ErrorKind::DirectoryNotEmpty => "folder-not-empty",
        ErrorKind::FileTooLarge => "file-too-large",
        ErrorKind::InvalidFilename => "invalid-name",
        ErrorKind::UnexpectedEof => "unexpected-end",
        ErrorKind::OutOfMemory => "out-of-memory",
        ErrorKind::InvalidData => "invalid-data",
        ErrorKind::Interrupted => "interrupted",
        ErrorKind::BrokenPipe => "broken-pipe",
        ErrorKind::TimedOut => "timed-out",
        ErrorKind::WouldBlock | ErrorKind::ResourceBusy => "busy",
        _ => "other",
    }
}
