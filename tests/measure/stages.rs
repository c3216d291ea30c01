//! The time of each stage and of the whole: `cargo bench`. Figures for people, not a test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot start has no result"
)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::path::Path;
use std::sync::LazyLock;
use utfall::grammar::Grammar;
use utfall::redact::Redactor;
use utfall::run::{self, Limits};
use utfall::source::{Source, decode};
use utfall::write::Answer;
use utfall::{block, normalise, recognise};

/// A report of every kind of input: a PDF with ruled tables, and the kinds of text.
const REPORTS: [&str; 4] = [
    "s1r04.pdf",
    "s1r15.tab.utf-8.txt",
    "s1r09.pdftotext-layout.utf-16le.txt",
    "s1r13.pdftotext.utf-8.txt",
];

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::built_in().expect("the built-in grammar"));

fn main() {
    LazyLock::force(&GRAMMAR);
    divan::main();
}

fn source(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus/reports")
        .join(name);
    Source::from_bytes(name, std::fs::read(path).unwrap())
}

#[divan::bench]
fn grammar(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Grammar::built_in().unwrap());
}

#[divan::bench(args = REPORTS)]
fn pages(bencher: Bencher<'_, '_>, name: &str) {
    let (source, limits) = (source(name), Limits::default());
    let bench = bencher.counter(BytesCount::new(source.bytes.len()));
    bench.bench(|| run::pages(black_box(&source), &limits).unwrap());
}

#[divan::bench(args = REPORTS)]
fn blocks(bencher: Bencher<'_, '_>, name: &str) {
    let read = run::pages(&source(name), &Limits::default()).unwrap().pages;
    bencher.bench(|| block::blocks(&GRAMMAR, black_box(&read.value)));
}

#[divan::bench(args = REPORTS)]
fn finds(bencher: Bencher<'_, '_>, name: &str) {
    let read = run::pages(&source(name), &Limits::default()).unwrap().pages;
    let blocks = block::blocks(&GRAMMAR, &read.value).value;
    bencher.bench(|| recognise::recognise(&GRAMMAR, black_box(&blocks)));
}

#[divan::bench(args = REPORTS)]
fn report(bencher: Bencher<'_, '_>, name: &str) {
    let read = run::pages(&source(name), &Limits::default()).unwrap().pages;
    let blocks = block::blocks(&GRAMMAR, &read.value).value;
    bencher
        .with_inputs(|| recognise::recognise(&GRAMMAR, &blocks).value)
        .bench_values(normalise::normalise);
}

#[divan::bench(args = REPORTS)]
fn answer(bencher: Bencher<'_, '_>, name: &str) {
    let document = run::document(&GRAMMAR, &source(name), &Limits::default());
    bencher
        .with_inputs(|| document.clone())
        .bench_values(|document| Answer::redacted(document, Redactor::new(&GRAMMAR)));
}

#[divan::bench(args = REPORTS)]
fn whole(bencher: Bencher<'_, '_>, name: &str) {
    let (source, limits) = (source(name), Limits::default());
    bencher.bench(|| Answer::of(&run::document(&GRAMMAR, black_box(&source), &limits)));
}

#[divan::bench(args = &REPORTS[1..])]
fn encoding(bencher: Bencher<'_, '_>, name: &str) {
    let source = source(name);
    bencher.bench(|| decode(black_box(&source.bytes)));
}
