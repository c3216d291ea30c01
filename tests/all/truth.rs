//! The corpus against its truth: how much was found, and how much of it is right.
//!
//! `cargo test truth -- --nocapture` prints a table for each kind of export; the README shows them. The
//! floors in `corpus/floors.csv` stand just under what was reached: a change that loses facts fails here.

use crate::score::{self, Tally};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use utfall::grammar::Grammar;
use utfall::run::{Limits, document};
use utfall::source::Source;
use utfall::write::Status;

type Totals = BTreeMap<&'static str, Tally>;

/// The rows of a CSV file of the corpus, each with its columns by name.
pub(crate) fn csv(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path)
        .unwrap()
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

pub(crate) fn corpus() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"))
}

/// Reads one report of the manifest and tallies it.
fn scored(grammar: &Grammar, row: &BTreeMap<String, String>) -> Result<Totals, String> {
    let bytes = std::fs::read(corpus().join(&row["file"])).unwrap();
    let truth = std::fs::read(corpus().join(&row["truth"])).unwrap();
    let read = document(
        grammar,
        &Source::from_bytes(row["file"].as_str(), bytes),
        &Limits::default(),
    );
    if read.status == Status::Failed {
        return Err(format!("{}: {}", row["file"], read.error.unwrap_or_default()));
    }
    let mut totals = Totals::new();
    let truth = score::truth(&serde_json::from_slice(&truth).unwrap());
    score::tally(&truth, &score::found(&read), &mut totals);
    Ok(totals)
}

fn merge(into: &mut Totals, other: &Totals) {
    for (kind, tally) in other {
        let total = into.entry(kind).or_default();
        total.truth += tally.truth;
        total.found += tally.found;
        total.hit += tally.hit;
    }
}

/// All reports of the manifest, tallied by export.
fn by_export() -> (BTreeMap<String, Totals>, Vec<String>) {
    use rayon::prelude::*;
    let grammar = Grammar::built_in().unwrap();
    let manifest = csv(&corpus().join("manifest.csv"));
    let scores: Vec<_> = manifest
        .par_iter()
        .map(|row| (&row["export"], scored(&grammar, row)))
        .collect();
    let mut exports: BTreeMap<String, Totals> = BTreeMap::new();
    let mut unread = Vec::new();
    for (export, score) in scores {
        match score {
            Ok(totals) => merge(exports.entry(export.clone()).or_default(), &totals),
            Err(fault) => unread.push(fault),
        }
    }
    (exports, unread)
}

/// F1 by kind of fact and export, as the README shows it.
fn overview(exports: &BTreeMap<String, Totals>) -> String {
    let names: Vec<&str> = exports.keys().map(String::as_str).collect();
    let mut text = format!(
        "| F1 | {} |\n|---|{}\n",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    let kinds: BTreeSet<&str> = exports
        .values()
        .flat_map(|totals| totals.keys().copied())
        .collect();
    for kind in kinds {
        let figures: Vec<String> = exports
            .values()
            .map(|totals| {
                totals
                    .get(kind)
                    .map_or(String::new(), |tally| format!("{:.3}", tally.f1()))
            })
            .collect();
        text.push_str(&format!("| {kind} | {} |\n", figures.join(" | ")));
    }
    text
}

#[test]
fn the_corpus_is_read_as_its_truth_says() {
    let (exports, mut faults) = by_export();
    let mut all = Totals::new();
    for (export, totals) in &exports {
        println!("\n{export}\n{}", score::table(totals));
        merge(&mut all, totals);
    }
    println!("\nall exports\n{}", score::table(&all));
    let overview = overview(&exports);
    println!("{overview}");
    let page = include_str!("../../corpus/READING.md").replace('\r', "");
    if !page.contains(&overview) {
        faults
            .push("the table of what is found in corpus/READING.md is not the one printed above".to_owned());
    }
    let mut floored = BTreeSet::new();
    for row in csv(&corpus().join("floors.csv")) {
        let floor: f64 = row["f1"].parse().unwrap();
        floored.insert((row["export"].clone(), row["fact"].clone()));
        let reached = exports
            .get(&row["export"])
            .and_then(|totals| totals.get(row["fact"].as_str()))
            .map_or(0.0, |tally| tally.f1());
        if reached < floor {
            faults.push(format!(
                "{}: {}: F1 {reached:.4} is below its floor {floor}",
                row["export"], row["fact"]
            ));
        }
    }
    for (export, totals) in &exports {
        for kind in totals.keys() {
            if !floored.contains(&(export.clone(), (*kind).to_owned())) {
                faults.push(format!("{export}: {kind}: no floor in corpus/floors.csv"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// `UTFALL_FLOORS=1 cargo test truth` writes the floors anew, each just under what is reached now.
#[test]
fn floors_are_raised_on_demand() {
    if std::env::var_os("UTFALL_FLOORS").is_none() {
        return;
    }
    let (exports, unread) = by_export();
    assert!(unread.is_empty(), "{}", unread.join("\n"));
    let mut text = String::from("export,fact,f1\n");
    for (export, totals) in exports {
        for (kind, tally) in totals {
            let below = (0..=100u8)
                .rev()
                .map(|percent| f64::from(percent) / 100.0)
                .find(|floor| *floor <= tally.f1());
            let floor = below.unwrap_or(0.0);
            text.push_str(&format!("{export},{kind},{floor}\n"));
        }
    }
    std::fs::write(corpus().join("floors.csv"), text).unwrap();
}

#[test]
fn every_file_of_the_corpus_stands_in_its_manifest() {
    let manifest = csv(&corpus().join("manifest.csv"));
    let named: BTreeSet<String> = manifest
        .iter()
        .flat_map(|row| [row["file"].clone(), row["truth"].clone()])
        .collect();
    let mut there = BTreeSet::new();
    for folder in ["reports", "truth"] {
        for path in crate::files::below(&corpus().join(folder)) {
            let name = path.strip_prefix(corpus()).unwrap().to_string_lossy();
            there.insert(name.replace('\\', "/"));
        }
    }
    assert_eq!(named, there);
}
