//! A file beside its place: whoever looks there finds the old file or the whole new one.

use crate::disk::{Folder, NewFile};
use crate::trace::Error;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What became of writing a file, as one sentence.
pub(super) fn unwritable(path: &Path) -> impl Fn(std::io::Error) -> Error + use<> {
    let path = path.to_path_buf();
    move |source| Error::Unwritable {
        path: path.clone(),
        source,
    }
}

/// How the name of a file begins that is being written.
const PART: &str = "part-";

/// Whether a file of this name is one that a run was writing.
pub(super) fn is_part(name: &str) -> bool {
    let number = name.strip_prefix(PART);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Where files are written before they take their places: a folder that one run holds.
#[derive(Debug, Clone)]
pub struct Stage {
    pub(super) work: Arc<Folder>,
}

/// A file on the stage. It is gone with its value, unless it was put in its place.
#[derive(Debug)]
struct Part {
    work: Arc<Folder>,
    name: Option<String>,
}

impl Part {
    fn new(stage: &Stage) -> Result<(Self, NewFile), Error> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let work = Arc::clone(&stage.work);
        let name = format!("{PART}{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let file = work.new_file(&name).map_err(unwritable(work.path()))?;
        let name = Some(name);
        Ok((Self { work, name }, file))
    }

    fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("")
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            // What cannot be removed is swept by the next run.
            let _ = self.work.remove(name);
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
    // Closed before it is removed.
    file: BufWriter<NewFile>,
    part: Part,
    hash: Sha256,
    bytes: u64,
}

impl std::fmt::Debug for Beside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Beside").finish_non_exhaustive()
    }
}

impl Beside {
    /// Begins a file.
    pub fn of(stage: &Stage) -> Result<Self, Error> {
        let (part, file) = Part::new(stage)?;
        Ok(Self {
            file: BufWriter::new(file),
            part,
            hash: Sha256::new(),
            bytes: 0,
        })
    }

    /// The whole file. All files of a run are put on the disk itself together, where the system can.
    pub fn whole(self) -> std::io::Result<Staged> {
        let is_alone = !cfg!(target_os = "linux");
        self.close(is_alone)
    }

    /// The whole file, on the disk itself.
    pub fn durable(self) -> std::io::Result<Staged> {
        self.close(true)
    }

    fn close(self, is_synced: bool) -> std::io::Result<Staged> {
        let file = self
            .file
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error)?;
        if is_synced {
            file.sync()?;
        }
        Ok(Staged {
            part: self.part,
            written: Written {
                rows: 0,
                bytes: self.bytes,
                sha256: crate::trace::hex(&self.hash.finalize()),
            },
        })
    }
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

/// A whole file that is not in its place yet, removed if it is not put there.
#[derive(Debug)]
pub struct Staged {
    part: Part,
    /// What was written.
    pub written: Written,
}

impl Staged {
    /// What a library has written into a scratch file, once it is whole.
    pub(super) fn of(scratch: Scratch) -> std::io::Result<Self> {
        let part = scratch.part;
        let (sha256, bytes) = hash(part.work.file(part.name())?)?;
        Ok(Self {
            part,
            written: Written {
                rows: 0,
                bytes,
                sha256,
            },
        })
    }

    /// Puts the file in its place.
    pub fn put(&mut self, folder: &Folder, name: &str) -> std::io::Result<()> {
        self.part.work.rename(self.part.name(), folder, name)?;
        self.part.name = None;
        Ok(())
    }
}

/// The hash of an open file, in hex, and its length.
pub(super) fn hash(mut file: File) -> std::io::Result<(String, u64)> {
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((crate::trace::hex(&hash.finalize()), bytes)),
            count => {
                hash.update(&buffer[..count]);
                bytes += count as u64;
            }
        }
    }
}

/// A file on the stage for what is too much to hold. It is gone with its value, or swept with what else a run that
/// was killed left.
#[derive(Debug)]
pub struct Scratch {
    part: Part,
    path: PathBuf,
}

impl Scratch {
    /// An empty file.
    pub fn on(stage: &Stage) -> Result<Self, Error> {
        let (part, _) = Part::new(stage)?;
        let path = part.work.at(part.name());
        Ok(Self { part, path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
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
