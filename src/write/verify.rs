//! Whether an output folder still is what its manifest says.

use super::Manifest;
use super::format::left_in;
use super::manifest::NAME;
use super::output::{DOCUMENTS, document_of, documents_in};
use crate::trace::{Error, hex};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// Compares every file of an output folder with its manifest. Gives a sentence for everything that differs.
pub fn verify(folder: &Path) -> Result<(Manifest, Vec<String>), Error> {
    let manifest = Manifest::of(folder)?;
    let mut faults = Vec::new();
    let seal = &manifest.seal;
    for (name, written) in seal.tables.iter().chain(&seal.descriptions) {
        compare(folder, name, &written.sha256, &mut faults);
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
        compare(folder, &format!("{DOCUMENTS}/{id}.json"), sha256, &mut faults);
    }
    let counted = manifest
        .seal
        .documents
        .iter()
        .map(|(name, count)| (name.as_str(), *count));
    if counted.collect::<BTreeMap<_, _>>() != statuses {
        faults.push(format!("{NAME}: its list of inputs and its counts differ"));
    }
    for path in documents_in(&folder.join(DOCUMENTS)) {
        if let Some(id) = document_of(&path).filter(|id| !known.contains_key(id)) {
            faults.push(format!("{DOCUMENTS}/{id}.json: belongs to no input"));
        }
    }
    let mut left = left_in(folder);
    left.retain(|name| !seal.tables.contains_key(name) && !seal.descriptions.contains_key(name));
    left.sort();
    faults.extend(left.iter().map(|name| format!("{name}: is not of this run")));
    Ok((manifest, faults))
}

fn compare(folder: &Path, name: &str, sha256: &str, faults: &mut Vec<String>) {
    match hash(&folder.join(name)) {
        Ok(found) if found == sha256 => {}
        Ok(_) => faults.push(format!("{name}: is not what the run wrote")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            faults.push(format!("{name}: is missing"));
        }
        Err(error) => faults.push(format!("{name}: cannot be read: {error}")),
    }
}

fn hash(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            count => hash.update(&buffer[..count]),
        }
    }
}
