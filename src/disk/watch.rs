//! Who wants to hear of every change before it happens: the tests of what a full disk or a power cut leaves.

use std::io::Result;
use std::path::Path;
use std::sync::OnceLock;

/// A change that is about to happen.
#[derive(Debug, Clone, Copy)]
pub enum Event<'e> {
    /// A folder is made.
    MakeFolder(&'e Path),
    /// A file is made, empty.
    Create(&'e Path),
    /// Bytes are added to a file.
    Write(&'e Path),
    /// A file is put on the disk itself.
    Sync(&'e Path),
    /// All that was written is put on the disk itself.
    Settle(&'e Path),
    /// A file gets a further name.
    Link(&'e Path, &'e Path),
    /// A file gets another name, in place of the file that had it.
    Rename(&'e Path, &'e Path),
    /// A file or an empty folder is removed.
    Remove(&'e Path),
}

/// Hears of a change; an error stands in its place.
type Watcher = fn(&Event<'_>) -> Result<()>;

static WATCHER: OnceLock<Watcher> = OnceLock::new();

/// Lets a function hear of every change of this process, and say what becomes of it. Only the first one counts.
pub fn watch(watcher: Watcher) {
    let _ = WATCHER.set(watcher);
}

/// Tells of a change that is about to happen.
pub(super) fn about_to(event: &Event<'_>) -> Result<()> {
    WATCHER.get().map_or(Ok(()), |watcher| watcher(event))
}
