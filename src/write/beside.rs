//! A file beside its place: whoever looks there finds the old file or the whole new one.

use crate::trace::Error;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// What became of writing a file, as one sentence.
pub(super) fn unwritable(path: &Path) -> impl Fn(std::io::Error) -> Error + use<> {
    let path = path.to_path_buf();
    move |source| Error::Unwritable {
        path: path.clone(),
        source,
    }
}

/// Name of a file that is being written.
const BEGINS: &str = ".utfall-";
const ENDS: &str = ".part";

/// Removes what a run that was killed left half written. Only for a folder that no other run writes into.
pub fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name
            .to_str()
            .is_some_and(|name| name.starts_with(BEGINS) && name.ends_with(ENDS))
        {
            // What cannot be removed does no harm.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Written {
    /// Rows below the header.
    pub rows: usize,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

/// A file beside its place, removed if it is not put there.
pub struct Beside {
    file: BufWriter<NamedTempFile>,
    hash: Sha256,
    bytes: u64,
}

impl std::fmt::Debug for Beside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Beside").finish_non_exhaustive()
    }
}

impl Beside {
    /// Begins a file beside `path`.
    pub fn of(path: &Path) -> Result<Self, Error> {
        Self::in_folder(path.parent().unwrap_or(path))
    }

    /// Begins a file that will be put somewhere in or below `folder`.
    pub(super) fn in_folder(folder: &Path) -> Result<Self, Error> {
        Ok(Self {
            file: BufWriter::new(temporary(folder)?),
            hash: Sha256::new(),
            bytes: 0,
        })
    }

    /// Takes what a library has written into a scratch file, once it is whole.
    pub(super) fn written(scratch: Scratch) -> std::io::Result<Self> {
        let mut file = File::open(scratch.path())?;
        let (mut hash, mut bytes) = (Sha256::new(), 0);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                count => {
                    hash.update(&buffer[..count]);
                    bytes += count as u64;
                }
            }
        }
        Ok(Self {
            file: BufWriter::new(NamedTempFile::from_parts(file, scratch.0)),
            hash,
            bytes,
        })
    }

    /// Puts the file in its place.
    pub fn put(self, path: &Path) -> Result<Written, Error> {
        let file = self
            .file
            .into_inner()
            .map_err(|error| unwritable(path)(std::io::Error::other(error.to_string())))?;
        set_readable(&file).map_err(unwritable(path))?;
        file.persist(path)
            .map_err(|error| unwritable(path)(error.error))?;
        Ok(Written {
            rows: 0,
            bytes: self.bytes,
            sha256: crate::trace::hex(&self.hash.finalize()),
        })
    }
}

/// A file in an output folder for what is too much to hold. It is gone with its value, or swept with what else a
/// run that was killed left.
#[derive(Debug)]
pub struct Scratch(tempfile::TempPath);

impl Scratch {
    /// An empty file in a folder.
    pub fn within(folder: &Path) -> Result<Self, Error> {
        temporary(folder).map(|file| Self(file.into_temp_path()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// A folder for a run that has none of its own. It is gone with its value.
#[derive(Debug)]
pub struct ScratchFolder(tempfile::TempDir);

impl ScratchFolder {
    /// An empty folder where the system keeps such.
    pub fn new() -> Result<Self, Error> {
        tempfile::tempdir()
            .map(Self)
            .map_err(unwritable(&std::env::temp_dir()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// A file that is swept away if nobody puts it in its place.
pub(super) fn temporary(folder: &Path) -> Result<NamedTempFile, Error> {
    tempfile::Builder::new()
        .prefix(BEGINS)
        .suffix(ENDS)
        .tempfile_in(folder)
        .map_err(unwritable(folder))
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Temporary files are private; results are for whoever may read the folder.
#[cfg(unix)]
fn set_readable(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file()
        .set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_readable(_file: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}
