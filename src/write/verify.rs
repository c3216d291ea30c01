//! Whether an output folder still is what its manifest says.

use super::Manifest;
use super::beside::{hash, unwritable};
use super::format::left_in;
use super::manifest::NAME;
use super::output::{DOCUMENTS, document_of};
use crate::disk::{Folder, Kind};
use crate::trace::Error;
use std::collections::BTreeMap;
use std::path::Path;

/// Compares every file of an output folder with its manifest. Gives a sentence for everything that differs.
pub fn verify(folder: &Path) -> Result<(Manifest, Vec<String>), Error> {
    let manifest = Manifest::of(folder)?;
    let told = unwritable(folder);
    let root = Folder::open(folder).map_err(&told)?;
    let mut faults = Vec::new();
    let seal = &manifest.seal;
    for (name, written) in seal.tables.iter().chain(&seal.descriptions) {
        compare(&root, name, &written.sha256, &mut faults);
    }
    let mut known = BTreeMap::new();
    let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
    for input in &manifest.inputs {
        *statuses.entry(input.status.word()).or_default() += 1;
        if let Some(sha256) = &input.json_sha256 {
            known.insert(input.document_id.clone(), sha256);
        }
    }
    for (id, sha256) in &known {
        compare(&root, &format!("{DOCUMENTS}/{id}.json"), sha256, &mut faults);
    }
    let counted = manifest
        .seal
        .documents
        .iter()
        .map(|(name, count)| (name.as_str(), *count));
    if counted.collect::<BTreeMap<_, _>>() != statuses {
        faults.push(crate::say!("verify-lists-differ", name = NAME));
    }
    if root.kind(DOCUMENTS).map_err(&told)? == Some(Kind::Folder) {
        let names = root.folder(DOCUMENTS).and_then(|inner| inner.names());
        for name in names.map_err(&told)? {
            if document_of(&name).is_some_and(|id| !known.contains_key(id)) {
                faults.push(crate::say!(
                    "verify-of-no-input",
                    documents = DOCUMENTS,
                    name = name
                ));
            }
        }
    }
    let mut left = left_in(&root).map_err(&told)?;
    left.retain(|name| !seal.tables.contains_key(name) && !seal.descriptions.contains_key(name));
    left.sort();
    faults.extend(
        left.iter()
            .map(|name| crate::say!("verify-not-of-run", name = name)),
    );
    Ok((manifest, faults))
}

fn compare(root: &Folder, name: &str, sha256: &str, faults: &mut Vec<String>) {
    // A manifest that somebody has made may name what no run leaves: a device has no end.
    let found = root
        .around(name)
        .and_then(|(inner, name)| hash(inner.as_ref().unwrap_or(root).file(name)?));
    match found {
        Ok((found, _)) if found == sha256 => {}
        Ok(_) => faults.push(crate::say!("verify-not-as-written", name = name)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            faults.push(crate::say!("verify-missing", name = name));
        }
        Err(error) => faults.push(crate::say!(
            "verify-unreadable",
            name = name,
            error = crate::language::system(&error)
        )),
    }
}
