//! What is left in a folder: texts as whole files, and how a page there links to the documents.

use crate::args::MayArgs;
use crate::print::{out, printable};
use std::fmt::Write as _;
use std::path::{Component, Path};
use utfall::say;
use utfall::write::Leaving;

/// Leaves an answer in a folder.
pub(crate) fn put_all(folder: &Path, leaving: &Leaving<'_>, may: MayArgs) -> anyhow::Result<()> {
    utfall::write::leave(folder, leaving, may.may())?;
    let label = say!("summary-written-to");
    out(&printable(&format!("{label:<12} {}\n", folder.display())))
}

/// Makes the folder of a page, and gives the address from there to the documents' JSON, where it can be reached.
pub(crate) fn documents(folder: &Path, output: &Path) -> anyhow::Result<Option<String>> {
    if folder == Path::new("-") {
        anyhow::bail!(say!("output-no-folder"));
    }
    std::fs::create_dir_all(folder).map_err(|error| {
        let reason = utfall::language::system(&error);
        anyhow::anyhow!(say!("error-unwritable", path = folder.display(), source = reason))
    })?;
    Ok(address(folder, &output.join("documents")))
}

/// The address of `to` from a page in the folder `from`, where both are there and have a root in common.
fn address(from: &Path, to: &Path) -> Option<String> {
    let (from, to) = (from.canonicalize().ok()?, to.canonicalize().ok()?);
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    if common == 0 {
        return None;
    }
    let mut steps = vec!["..".to_owned(); from.len() - common];
    for component in &to[common..] {
        let Component::Normal(name) = component else {
            return None;
        };
        steps.push(escaped(name.to_str()?));
    }
    Some(steps.join("/"))
}

/// A name as a part of an address.
fn escaped(name: &str) -> String {
    let mut text = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_from_one_folder_to_another() {
        let root = tempfile::tempdir().unwrap();
        let (page, tables) = (root.path().join("a/b"), root.path().join("å c/documents"));
        std::fs::create_dir_all(&page).unwrap();
        std::fs::create_dir_all(&tables).unwrap();
        let found = address(&page, &tables);
        assert_eq!(found.as_deref(), Some("../../%C3%A5%20c/documents"));
        assert_eq!(address(&page, &root.path().join("nowhere")), None);
    }
}
