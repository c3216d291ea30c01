//! Files and folders of the disk, each reached from a handle of its folder.
//!
//! Takes: the path of a folder or file that a person has named; plain names below a folder.
//! Gives: folders whose files are read, written, renamed and removed without following a link below them; the text of
//! a regular file.
//! Never: knows what a file means, waits for a pipe, reads a device, reads more than it was told to.

mod folder;
mod read;
mod watch;

pub use folder::{Folder, Kind, NewFile};
pub use read::text;
pub use watch::{Event, watch};
