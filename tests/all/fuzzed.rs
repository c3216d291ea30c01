//! What broke once under damage, as small files: each is told, and none is `ok` again.

use crate::redact::GRAMMAR;
use std::path::{Path, PathBuf};
use utfall::run::{self, Limits};
use utfall::source::Source;
use utfall::trace::Severity;
use utfall::write::Status;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz")
        .join(folder);
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{}", folder.display());
    files
}

/// The note of each finding is its name; what stands there is lost, and a person hears of it.
#[test]
fn what_was_lost_in_silence_once_is_told() {
    let mut silent = Vec::new();
    for path in files("findings") {
        let source = Source::from_bytes("x", std::fs::read(&path).unwrap());
        let document = run::document(&GRAMMAR, &source, &Limits::default());
        let is_told = document
            .diagnostics
            .iter()
            .any(|told| told.severity() >= Severity::Warning);
        if document.status == Status::Ok || !is_told {
            let codes: Vec<&str> = document.diagnostics.iter().map(|told| told.code.name()).collect();
            silent.push(format!("{}: {:?} {codes:?}", path.display(), document.status));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
