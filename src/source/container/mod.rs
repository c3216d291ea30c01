//! Archives and mails become the files in them, each an input of its own.
//!
//! Takes: the inputs of a run, and a folder for what is unpacked.
//! Gives: the inputs with the members of containers behind them, `mail.eml!bilaga.pdf`.
//! Never: writes under a name that a container gives, unpacks without limits, drops a member without a reason.

mod mail;
mod zip;

use super::find::{Input, Trouble};
use super::kind::{Kind, kind_of};
use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Files of all containers of a run.
const MOST_MEMBERS: usize = 10_000;
/// Bytes of all members of a container.
const MOST_BYTES: u64 = 1 << 30;
/// Containers in containers.
const DEEPEST: usize = 3;
/// Bytes that tell what a file is.
const LOOKED_AT: u64 = 64 << 10;

/// What a container holds.
#[derive(Debug, Default)]
struct Held {
    members: Vec<(String, Vec<u8>)>,
    /// What is not unpacked, and why.
    refused: Vec<(String, String)>,
}

/// How much may still be unpacked.
#[derive(Debug)]
struct Budget {
    /// The largest member.
    largest: u64,
    bytes: u64,
    members: usize,
}

/// The inputs, with what is in containers behind each of them. `folder` holds what is unpacked.
pub fn unpacked(inputs: Vec<Input>, folder: &Path, largest: u64) -> Vec<Input> {
    let mut unpacking = Unpacking {
        folder,
        budget: Budget {
            largest,
            bytes: MOST_BYTES,
            members: MOST_MEMBERS,
        },
        written: 0,
        inputs: Vec::new(),
    };
    for input in inputs {
        unpacking.budget.bytes = MOST_BYTES;
        unpacking.add(input, 0);
    }
    unpacking.inputs
}

/// Whether an input is a container, so that a folder is needed.
pub fn is_container(input: &Input) -> bool {
    input.trouble.is_none() && container(&input.path).is_some()
}

/// What kind of container a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Mail,
    Zip,
}

fn container(path: &Path) -> Option<Container> {
    // Opening a pipe would wait for whoever writes into it.
    if !std::fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut head = Vec::new();
    let file = std::fs::File::open(path).ok()?;
    file.take(LOOKED_AT).read_to_end(&mut head).ok()?;
    match kind_of(&head) {
        Kind::Other("mail") => Some(Container::Mail),
        Kind::Archive if zip::is_plain(path) => Some(Container::Zip),
        _ => None,
    }
}

struct Unpacking<'f> {
    folder: &'f Path,
    budget: Budget,
    written: usize,
    inputs: Vec<Input>,
}

impl Unpacking<'_> {
    fn add(&mut self, input: Input, depth: usize) {
        let kind = container(&input.path).filter(|_| input.trouble.is_none());
        let Some(kind) = kind else {
            self.inputs.push(input);
            return;
        };
        if depth >= DEEPEST {
            let reason = crate::say!("container-too-deep", deepest = DEEPEST);
            self.refuse(&input, input.name.clone(), reason);
            return;
        }
        let held = match kind {
            Container::Mail => mail::open(&input.path, &mut self.budget),
            Container::Zip => zip::open(&input.path, &mut self.budget),
        };
        let held = match held {
            Ok(held) => held,
            Err(reason) => {
                self.refuse(&input, input.name.clone(), reason);
                return;
            }
        };
        self.inputs.push(Input {
            trouble: Some(Trouble::Container(held.members.len())),
            ..input.clone()
        });
        for (name, reason) in held.refused {
            let name = format!("{}!{name}", input.name);
            self.refuse(&input, name, reason);
        }
        let mut names: HashMap<String, usize> = HashMap::new();
        for (name, bytes) in held.members {
            let name = format!("{}!{name}", input.name);
            let count = names.entry(name.clone()).or_default();
            *count += 1;
            let name = if *count > 1 {
                format!("{name} ({count})")
            } else {
                name
            };
            let path = self.folder.join(format!("member-{}", self.written));
            self.written += 1;
            match std::fs::write(&path, &bytes) {
                Ok(()) => {
                    let member = Input {
                        path,
                        name,
                        is_found: true,
                        trouble: None,
                    };
                    self.add(member, depth + 1);
                }
                Err(error) => self.refuse(&input, name, crate::say!("not-unpacked", error = error)),
            }
        }
    }

    fn refuse(&mut self, container: &Input, name: String, reason: String) {
        self.inputs.push(Input {
            path: PathBuf::clone(&container.path),
            name,
            is_found: true,
            trouble: Some(Trouble::Unopened(reason)),
        });
    }
}

/// Why a member is not unpacked by its name alone; none if it is, and nothing if it is of no interest.
fn shown(name: &str) -> Result<String, String> {
    let name = name.replace('\\', "/");
    let is_outside = name.starts_with('/') || name.split('/').any(|part| part == "..") || name.contains('\0');
    if is_outside {
        return Err(crate::say!("name-leads-out"));
    }
    Ok(name)
}

/// Files that programs leave in archives for themselves.
fn is_hidden(name: &str) -> bool {
    name.split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX" || part == "Thumbs.db")
}

impl Budget {
    /// Takes the bytes of a member; the reason why not, if they are too many.
    fn take(&mut self, bytes: u64) -> Result<(), String> {
        if bytes > self.largest {
            let largest = self.largest >> 20;
            return Err(crate::say!("unpacked-too-large", largest = largest));
        }
        if self.members == 0 {
            return Err(crate::say!("containers-hold", most_members = MOST_MEMBERS));
        }
        let Some(left) = self.bytes.checked_sub(bytes) else {
            let most = MOST_BYTES >> 20;
            return Err(crate::say!("container-holds", most = most));
        };
        self.bytes = left;
        self.members -= 1;
        Ok(())
    }

    /// The most bytes that the next member may have.
    fn most(&self) -> u64 {
        self.largest.min(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer
                .start_file(*name, ::zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// What becomes of a file: the names of the inputs, and why one is not opened.
    fn told(bytes: &[u8]) -> Vec<(String, Option<String>)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fil");
        std::fs::write(&path, bytes).unwrap();
        let input = Input {
            path,
            name: "fil".into(),
            is_found: false,
            trouble: None,
        };
        let inputs = unpacked(vec![input], folder.path(), 2 << 20);
        let told = inputs
            .into_iter()
            .map(|input| (input.name, input.trouble.map(|trouble| trouble.to_string())));
        told.collect()
    }

    fn reason(told: &[(String, Option<String>)], name: &str) -> String {
        let found = told.iter().find(|(own, _)| own == name);
        found
            .and_then(|(_, reason)| reason.clone())
            .unwrap_or_else(|| panic!("{told:?}"))
    }

    #[test]
    fn members_follow_their_containers() {
        let mail = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Rapport\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHej!\r\n--x\r\n\
            Content-Type: application/pdf; name=\"=?utf-8?Q?m=C3=A5l.pdf?=\"\r\nContent-Disposition: attachment\r\n\
            Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--x--\r\n";
        let inner = archive(&[
            ("rapport.txt", b"Text"),
            ("__MACOSX/._x", b"x"),
            (".DS_Store", b"x"),
        ]);
        let outer = archive(&[("a/brev.eml", mail.as_bytes()), ("inre.zip", &inner)]);
        let names: Vec<String> = told(&outer).into_iter().map(|(name, _)| name).collect();
        let wanted = [
            "fil",
            "fil!a/brev.eml",
            "fil!a/brev.eml!mål.pdf",
            "fil!inre.zip",
            "fil!inre.zip!rapport.txt",
        ];
        assert_eq!(names, wanted);
        // A document that is an archive is none.
        let word = archive(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", b"<x/>"),
        ]);
        assert_eq!(told(&word), [("fil".to_owned(), None)]);
    }

    #[test]
    fn what_is_not_unpacked_has_a_reason() {
        let bomb = archive(&[
            ("../ut.txt", b"x"),
            ("stor.txt", &vec![b' '; 3 << 20]),
            ("in.txt", b"x"),
        ]);
        let told_bomb = told(&bomb);
        assert!(
            reason(&told_bomb, "fil!../ut.txt").contains("leads out"),
            "{told_bomb:?}"
        );
        assert!(
            reason(&told_bomb, "fil!stor.txt").contains("more than 2 MB"),
            "{told_bomb:?}"
        );
        assert!(told_bomb.contains(&("fil!in.txt".to_owned(), None)));
        let mut nested = archive(&[("a.txt", b"x")]);
        for _ in 0..5 {
            nested = archive(&[("inre.zip", &nested)]);
        }
        let told_nested = told(&nested);
        assert!(
            reason(&told_nested, "fil!inre.zip!inre.zip!inre.zip").contains("more than 3"),
            "{told_nested:?}"
        );
        let whole = archive(&[("a.txt", b"x")]);
        assert!(reason(&told(&whole[..whole.len() - 30]), "fil").contains("cannot be opened"));
        let deep: String = (0..500)
            .map(|at| format!("Content-Type: multipart/mixed; boundary=\"{at}\"\r\n\r\n--{at}\r\n"))
            .collect();
        let mail = format!("From: a\r\nTo: b\r\nSubject: c\r\nMIME-Version: 1.0\r\n{deep}Hej");
        assert!(reason(&told(mail.as_bytes()), "fil").contains("parts"));
    }
}
