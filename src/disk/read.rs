//! Files that a person has named, read whole.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// Why what is no file is not read.
pub(super) fn no_file() -> Error {
    Error::new(ErrorKind::InvalidInput, crate::say!("error-not-a-file"))
}

/// The text of a regular file of at most so many bytes. A pipe or a device may have no end.
pub fn text(path: &Path, most: u64) -> Result<String> {
    // Opening a pipe would wait for whoever writes into it.
    if !std::fs::metadata(path)?.is_file() {
        return Err(no_file());
    }
    whole(File::open(path)?, most)
}

/// All of an open file that is a text of at most so many bytes.
pub(super) fn whole(file: File, most: u64) -> Result<String> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(no_file());
    }
    let mut text = String::new();
    file.take(most.saturating_add(1)).read_to_string(&mut text)?;
    if text.len() as u64 > most {
        return Err(Error::new(
            ErrorKind::FileTooLarge,
            crate::say!("more-bytes", most = most),
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_are_read_and_no_more_of_them_than_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(&path, "abc").unwrap();
        assert_eq!(text(&path, 3).unwrap(), "abc");
        assert_eq!(text(&path, 2).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(
            text(folder.path(), 3).unwrap_err().kind(),
            ErrorKind::InvalidInput
        );
        if Path::new("/dev/zero").exists() {
            assert!(text(Path::new("/dev/zero"), 3).is_err());
        }
    }
}
