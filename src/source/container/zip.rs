//! ZIP archives of files.

use super::{Budget, Held, is_hidden, shown};
use ::zip::ZipArchive;
use ::zip::result::ZipError;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Entries that an archive may list.
const MOST_ENTRIES: usize = 20_000;

/// Whether an archive is one of files, and no document that is kept as one.
pub(super) fn is_plain(path: &Path) -> bool {
    let Ok(archive) = File::open(path).map_err(ZipError::from).and_then(ZipArchive::new) else {
        // What cannot be opened gets its reason when it is.
        return super::super::archive::kind_of_zip(&head(path)) == "zip";
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    !(has("[Content_Types].xml") || has("mimetype") || has("content.xml") || has("word/document.xml"))
}

fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    let _ = File::open(path).and_then(|file| file.take(super::LOOKED_AT).read_to_end(&mut head));
    head
}

/// The files of an archive.
pub(super) fn open(path: &Path, budget: &mut Budget) -> Result<Held, String> {
    let broken = |error: ZipError| crate::say!("archive-unopened", error = error);
    let mut archive = File::open(path)
        .map_err(ZipError::from)
        .and_then(ZipArchive::new)
        .map_err(broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(crate::say!("archive-lists", most_entries = MOST_ENTRIES));
    }
    let mut held = Held::default();
    for at in 0..archive.len() {
        let mut entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(error) => {
                let reason = match error {
                    ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                        crate::say!("needs-password")
                    }
                    error => crate::say!("not-unpacked", error = error),
                };
                held.refused.push((format!("{}", at + 1), reason));
                continue;
            }
        };
        let raw = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let name = entry.name().map_or(raw, |name| name.to_string());
        if entry.is_dir() || is_hidden(&name) && !name.contains("..") {
            continue;
        }
        let taken = shown(&name).and_then(|name| Ok((name, unpack(&mut entry, budget)?)));
        match taken {
            Ok(member) => held.members.push(member),
            Err(reason) => held.refused.push((name, reason)),
        }
    }
    Ok(held)
}

/// The bytes of an entry, however many it says that it has.
fn unpack(entry: &mut impl Read, budget: &mut Budget) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let most = budget.most();
    entry
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| crate::say!("not-unpacked", error = error))?;
    budget.take(bytes.len() as u64)?;
    Ok(bytes)
}
