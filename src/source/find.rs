//! Files and folders become inputs in stable order.

use crate::trace::Error;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A file that may hold a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it lies.
    pub path: PathBuf,
    /// The path below the input that was given, with `/`. Bytes that are no UTF-8 stand as `%E5`.
    pub name: String,
    /// It was found in a folder, and not named by itself.
    pub is_found: bool,
    /// Why it is not opened.
    pub trouble: Option<Trouble>,
}

/// Why something in a folder is not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It is a link, and may lead anywhere.
    Link,
    /// It is a pipe, a socket or a device.
    Special,
    /// It is a folder below so many others.
    TooDeep(usize),
    /// It is a folder that cannot be opened; what the system said.
    Unreadable(String),
    /// It is an archive or a mail, and so many files in it follow as inputs of their own.
    Container(usize),
    /// It lies in a container and was not unpacked; why.
    Unopened(String),
}

impl Trouble {
    /// Whether something that may be a report is missing.
    pub fn is_loss(&self) -> bool {
        matches!(
            self,
            Trouble::TooDeep(_) | Trouble::Unreadable(_) | Trouble::Unopened(_)
        )
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Trouble::Link => write!(f, "{}", crate::say!("trouble-link")),
            Trouble::Special => write!(f, "{}", crate::say!("error-not-a-file")),
            Trouble::TooDeep(deepest) => {
                write!(f, "{}", crate::say!("trouble-too-deep", deepest = deepest))
            }
            Trouble::Container(0) => write!(f, "{}", crate::say!("trouble-nothing-within")),
            Trouble::Container(count) => {
                write!(f, "{}", crate::say!("trouble-container", count = count))
            }
            Trouble::Unopened(reason) => write!(f, "{reason}"),
            Trouble::Unreadable(reason) => {
                write!(f, "{}", crate::say!("trouble-unreadable", reason = reason))
            }
        }
    }
}

/// Finds every file below the given paths, each once, in the order of the names.
///
/// Folders are walked without following links, without entering hidden folders and no deeper than
/// `deepest`; a file that is named on the command line is taken as it is. What cannot be entered is an
/// input with its trouble.
pub fn find(paths: &[PathBuf], deepest: usize) -> Result<Vec<Input>, Error> {
    let mut inputs = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(|_| Error::NoSuchInput(path.clone()))?;
        if metadata.is_dir() {
            let mut walk = Walk {
                root: path,
                deepest,
                inputs: &mut inputs,
            };
            walk.enter(path, 0);
        } else {
            inputs.push(Input {
                path: path.clone(),
                name: shown(path.file_name().unwrap_or(path.as_os_str())),
                is_found: false,
                trouble: None,
            });
        }
    }
    inputs.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    inputs.dedup_by(|a, b| a.path == b.path);
    Ok(inputs)
}

struct Walk<'a> {
    root: &'a Path,
    deepest: usize,
    inputs: &'a mut Vec<Input>,
}

impl Walk<'_> {
    fn enter(&mut self, folder: &Path, depth: usize) {
        if depth > self.deepest {
            self.push(folder.to_path_buf(), Some(Trouble::TooDeep(self.deepest)));
            return;
        }
        let unreadable = |error: std::io::Error| Some(Trouble::Unreadable(error.to_string()));
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.push(folder.to_path_buf(), unreadable(error)),
        };
        for entry in entries {
            let kind = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)));
            match kind {
                Err(error) => self.push(folder.to_path_buf(), unreadable(error)),
                Ok((path, _)) if is_hidden(&path) => {}
                Ok((path, kind)) if kind.is_dir() => self.enter(&path, depth + 1),
                Ok((path, kind)) if kind.is_file() => self.push(path, None),
                Ok((path, kind)) if kind.is_symlink() => self.push(path, Some(Trouble::Link)),
                Ok((path, _)) => self.push(path, Some(Trouble::Special)),
            }
        }
    }

    fn push(&mut self, path: PathBuf, trouble: Option<Trouble>) {
        let below = path.strip_prefix(self.root).unwrap_or(&path);
        let parts: Vec<_> = below.components().map(|part| shown(part.as_os_str())).collect();
        self.inputs.push(Input {
            name: if parts.is_empty() {
                shown(path.as_os_str())
            } else {
                parts.join("/")
            },
            path,
            is_found: true,
            trouble,
        });
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// A name as it is shown: two names that differ are shown differently, whatever their bytes.
fn shown(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
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
        let found = find(&[folder.path().to_path_buf()], 64).unwrap();
        let names: Vec<_> = found.iter().map(|input| input.name.as_str()).collect();
        assert_eq!(names, ["a.txt", "b/z.txt", "c.txt"]);
    }

    #[test]
    fn a_missing_path_is_named() {
        let error = find(&[PathBuf::from("no/such/place")], 64).unwrap_err();
        assert_eq!(error.to_string(), "no such file or folder: no/such/place");
    }

    #[test]
    #[cfg(unix)]
    fn what_is_not_entered_is_told_and_names_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("a/b/c")).unwrap();
        std::fs::write(at("a/b/c/deep.txt"), "x").unwrap();
        std::os::unix::fs::symlink("/", at("everything")).unwrap();
        for name in [b"\xE5.txt", b"\xE4.txt"] {
            std::fs::write(folder.path().join(OsStr::from_bytes(name)), "x").unwrap();
        }
        let found = find(&[folder.path().to_path_buf()], 2).unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|input| (input.name.as_str(), input.trouble.clone()))
            .collect();
        assert_eq!(
            told,
            [
                ("%E4.txt", None),
                ("%E5.txt", None),
                ("a/b/c", Some(Trouble::TooDeep(2))),
                ("everything", Some(Trouble::Link)),
            ]
        );
    }
}
