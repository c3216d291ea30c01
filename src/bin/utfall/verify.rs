//! `utfall verify`: an output folder against its manifest, and the manifest against the inputs.

use crate::Exit;
use crate::args::Verify;
use crate::pipes::is_pipe;
use crate::print::{out, printable};
use std::collections::BTreeMap;
use std::path::PathBuf;
use utfall::say;
use utfall::source::{Input, find, identity};
use utfall::write::{Manifest, verify};

pub(crate) fn run(args: &Verify) -> anyhow::Result<Exit> {
    let (manifest, mut faults) = verify(&args.folder)?;
    let mut named: Vec<PathBuf> = if args.inputs.is_empty() {
        manifest
            .provenance
            .inputs_named
            .iter()
            .map(PathBuf::from)
            .collect()
    } else {
        args.inputs.clone()
    };
    // What came from standard input is gone.
    let is_gone = named.iter().any(|path| is_pipe(path));
    named.retain(|path| !is_pipe(path));
    let gone = manifest.provenance.options["stdin_name"]
        .as_str()
        .filter(|_| is_gone);
    match find(&named, args.max_depth) {
        Ok(inputs) => {
            let inputs = crate::extract::outside(inputs, &args.folder);
            let largest = utfall::run::Limits::default().file_bytes;
            let unpacked = crate::extract::Unpacked::of(inputs, largest)?;
            compare(&manifest, &unpacked.inputs, gone, &mut faults);
        }
        Err(error) => faults.push(say!("verify-not-where", error = error)),
    }
    for fault in &faults {
        out(&format!("{}\n", printable(fault).replace('\n', " ")))?;
    }
    if faults.is_empty() {
        let (files, inputs) = (manifest.seal.tables.len(), manifest.inputs.len());
        out(&(say!("verify-whole", files = files, inputs = inputs) + "\n"))?;
        return Ok(Exit::AllRead);
    }
    Ok(Exit::SomeNot)
}

/// Compares the inputs with what the run saw of them.
fn compare(manifest: &Manifest, inputs: &[Input], gone: Option<&str>, faults: &mut Vec<String>) {
    // Several inputs may have one name, if several folders were named.
    let mut known: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for input in &manifest.inputs {
        known.entry(&input.source).or_default().push(&input.sha256);
    }
    if let Some(hashes) = gone.and_then(|gone| known.get_mut(gone)) {
        hashes.pop();
    }
    for input in inputs {
        let found = match &input.trouble {
            None => identity(&input.path, u64::MAX).map_or(String::new(), |identity| identity.sha256),
            Some(_) => String::new(),
        };
        let Some(hashes) = known.get_mut(input.name.as_str()).filter(|left| !left.is_empty()) else {
            faults.push(say!("verify-not-among", name = input.name));
            continue;
        };
        // What the run could not read has no hash to compare.
        match hashes.iter().position(|hash| *hash == found || hash.is_empty()) {
            Some(at) => drop(hashes.remove(at)),
            None => {
                hashes.remove(0);
                faults.push(say!("verify-changed", name = input.name));
            }
        }
    }
    for (name, left) in known {
        faults.extend(left.iter().map(|_| say!("verify-no-longer", name = name)));
    }
}
