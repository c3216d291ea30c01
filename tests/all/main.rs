//! The map of the tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that stops has failed, and one that prints is asked to"
)]

/// The same report in several formats.
mod alike;
/// Tables prove their figures: relations, and one digit changed at a time.
mod annual;
mod answers;
mod arithmetic;
/// Runs that survive: faults, kills, limits, resuming.
mod batch;
/// Cut-outs of reports with what a careful reader makes of them: `corpus/cases/`.
mod cases;
/// Charts and their page: links, gaps, escaping.
mod chart;
/// A made-up city: districts, mergers, lost reports and revised figures.
mod city;
/// The command line as people type it.
mod cli;
/// A made-up city over the years, and what is to come of comparing it.
mod compare;
/// Comparing as people type it.
mod compare_cli;
/// One rule of comparing at a time.
mod compare_rules;
/// Damaged copies of PDFs: nothing is lost from them in silence.
mod damage;
/// Pages drawn by hand: what a page shows, and what only its file says.
mod disorder;
mod drawn;
/// The same text in every encoding.
mod encoding;
/// Where the tests find files.
mod files;
/// Every format holds the same facts.
mod formats;
mod fuzzed;
/// The words: every entry's examples, both ways.
mod grammar;
/// Other people's files, in every folder that is written into.
mod harm;
mod identity;
/// What is true of all input: nothing breaks, nothing is lost, nothing is invented.
mod invariants;
/// What is kept for the next run, and runs that end anywhere.
mod kept;
/// What the program says, in both languages.
mod language;
/// Answers made row by row, for what needs many reports.
mod made;
/// Noise and substance in the names of indicators.
mod names;
/// Near names of indicators, and what becomes of them.
mod near;
mod office;
mod opendocument;
/// What an output folder holds: indicators, and goals each once.
mod overview;
/// The files that describe the others: Data Package and CSV on the Web.
mod package;
/// What only all documents together tell: revised figures, missing reports.
mod panel;
/// What the command line has for PDFs alone: the picture of a page, the second reader.
mod pdf;
/// Standard input and standard output.
mod pipes;
/// The program, run in a folder of its own.
mod place;
mod printed;
/// The recipes of the README.
mod recipes;
/// What points at persons does not leave the program.
mod redact;
/// The registers: every name finds its row, no near name does, faults are told.
mod registers;
/// Made-up reports drawn in the ways of many templates.
mod rendered;
/// The same report in several files: copies and versions.
mod same_report;
/// Facts of truth and output, and how they are counted.
mod scans;
mod score;
/// What a stage made of a file.
mod show;
/// A run in Swedish.
mod swedish;
/// What the compiler does not see: rooms, doors, lengths, stray words.
mod tidy;
/// The same reports in other layouts.
mod transformed;
/// Whole reports against their truth: `corpus/reports/`.
mod truth;
/// Why a value is missing: every status, both ways.
mod value_status;
/// Programs that drive a worker, and folders that are verified.
mod worker;
