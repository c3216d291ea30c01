//! Made-up reports drawn in the ways of many templates: goals, titles and markers are read from each of them.
//!
//! The drawing is Python (`tests/rendered/`); where there is none, the test says so and ends.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use utfall::grammar::Grammar;
use utfall::run::{Limits, document};
use utfall::source::Source;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::built_in().unwrap());

/// Number, title and fulfilment of a goal.
type Goal = [String; 3];

fn goals_read(path: &Path) -> Vec<Goal> {
    let source = Source::from_bytes("drawn.pdf", std::fs::read(path).unwrap());
    let report = document(&GRAMMAR, &source, &Limits::default()).report;
    let goal = |goal: utfall::record::Goal| {
        let fulfilment = goal.fulfilment.map_or("", |fulfilment| fulfilment.word());
        [goal.number.unwrap_or_default(), goal.title, fulfilment.to_owned()]
    };
    report.goals.into_iter().map(goal).collect()
}

#[test]
fn goals_are_read_however_they_are_set() {
    let folder = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rendered/habits.py");
    let drawn = Command::new("python3")
        .arg("-B")
        .arg(&script)
        .arg(folder.path())
        .status();
    let Ok(status) = drawn else {
        println!("skipped: there is no python3 to draw the reports");
        return;
    };
    assert!(status.success(), "{} fails", script.display());
    let mut offences = Vec::new();
    let mut count = 0;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "pdf") {
            continue;
        }
        count += 1;
        let truth = std::fs::read_to_string(path.with_extension("json")).unwrap();
        let wanted: Vec<Goal> = serde_json::from_str(&truth).unwrap();
        let found = goals_read(&path);
        if found != wanted {
            let name = path.file_stem().unwrap().to_string_lossy();
            let missing: Vec<_> = wanted.iter().filter(|goal| !found.contains(goal)).collect();
            let spurious: Vec<_> = found.iter().filter(|goal| !wanted.contains(goal)).collect();
            offences.push(format!("{name}: missing {missing:#?}, instead {spurious:#?}"));
        }
    }
    assert!(count > 10 && offences.is_empty(), "{}", offences.join("\n"));
}
