//! Files and folders become inputs in stable order.

use crate::trace::Error;
use std::path::{Path, PathBuf};

/// A file that may hold a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it lies.
    pub path: PathBuf,
    /// The path below the input that was given, with `/`.
    pub name: String,
    /// It was found in a folder, and not named by itself.
    pub is_found: bool,
}

/// Folders nested deeper than this are not entered.
const DEEPEST: usize = 64;

/// Finds every file below the given paths, each once, in the order of the names.
///
/// Folders are walked without following links and without entering hidden folders; a file that is
/// named on the command line is taken as it is.
pub fn find(paths: &[PathBuf]) -> Result<Vec<Input>, Error> {
    let mut inputs = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(|_| Error::NoSuchInput(path.clone()))?;
        if metadata.is_dir() {
            walk(path, path, 0, &mut inputs)?;
        } else {
            let name = path.file_name().map_or_else(
                || path.to_string_lossy().into_owned(),
                |name| name.to_string_lossy().into_owned(),
            );
            inputs.push(Input {
                path: path.clone(),
                name,
                is_found: false,
            });
        }
    }
    inputs.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    inputs.dedup_by(|a, b| a.path == b.path);
    Ok(inputs)
}

fn walk(root: &Path, folder: &Path, depth: usize, inputs: &mut Vec<Input>) -> Result<(), Error> {
    let unreadable = |source| Error::Unreadable {
        path: folder.to_path_buf(),
        source,
    };
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let kind = entry.file_type().map_err(unreadable)?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden {
            walk(root, &path, depth + 1, inputs)?;
        } else if kind.is_file() && !hidden {
            let below = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = below
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            inputs.push(Input {
                name: parts.join("/"),
                path,
                is_found: true,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_of_their_names_and_hidden_ones_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["c.txt", "b/z.txt", "a.txt", ".hidden"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let found = find(&[folder.path().to_path_buf()]).unwrap();
        let names: Vec<_> = found.iter().map(|input| input.name.as_str()).collect();
        assert_eq!(names, ["a.txt", "b/z.txt", "c.txt"]);
    }

    #[test]
    fn a_missing_path_is_named() {
        let error = find(&[PathBuf::from("no/such/place")]).unwrap_err();
        assert_eq!(error.to_string(), "no such file or folder: no/such/place");
    }
}
