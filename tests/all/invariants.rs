//! What is true of all input, over texts that nobody wrote.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use rust_decimal::Decimal;
use std::path::Path;
use std::sync::LazyLock;
use utfall::grammar::Grammar;
use utfall::record::Observation;
use utfall::run::{Limits, document};
use utfall::source::Source;
use utfall::trace::Code;
use utfall::write::{Document, Status};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::built_in().unwrap());

fn read(bytes: Vec<u8>) -> Document {
    document(&GRAMMAR, &Source::from_bytes("text", bytes), &Limits::default())
}

/// No text stops the program inside itself: the one message that says so never comes.
fn is_unbroken(document: &Document) -> Result<(), String> {
    match &document.error {
        Some(error) if error.contains("inside the program") => Err(error.clone()),
        _ => Ok(()),
    }
}

/// Every line with something on it ends in exactly one place.
fn is_accounted_for(document: &Document) -> Result<(), String> {
    let report = &document.report;
    let claimed: usize = report.account.values().sum();
    let unclaimed = document
        .diagnostics
        .iter()
        .find(|diagnostic| diagnostic.code == Code::LineUnclaimed);
    match unclaimed {
        Some(diagnostic) => Err(diagnostic.message.clone()),
        None if claimed != report.lines => Err(format!(
            "{claimed} of {} lines: {:?}",
            report.lines, report.account
        )),
        None => Ok(()),
    }
}

/// What is given as printed was printed: white space apart, it stands in the input.
fn is_printed(document: &Document, text: &str) -> Result<(), String> {
    let bare = |text: &str| {
        text.chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '\u{AD}')
            .collect::<String>()
    };
    let input = bare(text);
    // In a text without cells, a cell's lines stand apart among those of its neighbours, and a word may be
    // divided between two of them: then its letters must stand there in order, not far from its place.
    const NEAR: usize = 12;
    let lines: Vec<String> = text.split(['\n', '\u{0C}']).map(bare).collect();
    let near = |observation: &Observation| {
        let first = observation
            .place
            .line
            .map_or(0, |line| line as usize)
            .saturating_sub(NEAR);
        let letters: Vec<char> = lines
            .iter()
            .skip(first)
            .take(2 * NEAR)
            .flat_map(|line| line.chars())
            .collect();
        let mut letters = letters.into_iter();
        bare(&observation.value.raw)
            .chars()
            .all(|wanted| letters.any(|letter| letter == wanted))
    };
    let has_cells = text.contains(['\t', '|']);
    for (_, indicator, observation) in document.report.observations() {
        let raw = &observation.value.raw;
        if !input.contains(&bare(raw)) && (has_cells || !near(observation)) {
            let name = indicator.map_or("", |indicator| indicator.name.as_str());
            return Err(format!("{name}: {raw:?} is not in the input"));
        }
    }
    Ok(())
}

/// A figure whose column the input does not tell says so.
fn is_marked_where_uncertain(document: &Document) -> Result<(), String> {
    let uncertain = document.report.observations().into_iter();
    for (_, indicator, observation) in uncertain.filter(|(.., observation)| observation.measure.is_none()) {
        let marked = document.diagnostics.iter().any(|diagnostic| {
            // A column is told once, with its label.
            diagnostic.code == Code::ColumnUncertain
                && (diagnostic.place.line == observation.place.line
                    || observation.column.as_ref() == Some(&diagnostic.raw))
        });
        if !marked {
            let name = indicator.map_or("", |indicator| indicator.name.as_str());
            let raw = &observation.value.raw;
            return Err(format!("{name}: {raw:?} has no measure and no mark"));
        }
    }
    Ok(())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let document = read(text.as_bytes().to_vec());
    is_unbroken(&document)
        .and_then(|()| is_accounted_for(&document))
        .and_then(|()| is_printed(&document, text))
        .and_then(|()| is_marked_where_uncertain(&document))
        .map_err(TestCaseError::fail)
}

/// Lines as reports have them, and pieces that confuse them.
fn line() -> impl Strategy<Value = String> {
    let known = select(vec![
        "",
        "",
        " ",
        "KF:s inriktningsmål:",
        "KF:s mål för verksamhetsområdet:",
        "Nämndmål:",
        " Enhetsmål: ",
        "Enhetens åtagande:",
        "1. Ett prov som håller samman",
        "1.1 Alla barn i provområdet mår bra",
        "Uppfylls helt",
        "● Uppfylls delvis",
        "Ingen",
        "Analys",
        "Kommentar",
        "Förväntat resultat",
        "Uppföljning av ekonomi",
        "Innehållsförteckning",
        "Inledning.....4",
        "Tertialrapport 1 2014 för socialnämnden",
        "Dnr: 2017-111-1.2.1.",
        "- en punkt",
        "Under året har enheten tagit emot fler ansökningar än tidigare och",
        "handlagt dem inom två veckor.",
        "### **Rubrik**",
        "<p>Ett stycke.</p>",
        "\u{0C}",
    ]);
    prop_oneof![
        6 => known.prop_map(str::to_owned),
        4 => row(),
        1 => "[a-zåäöA-ZÅÄÖ0-9 .,:;!?()%+\t●▶\u{2013}-]{0,40}",
    ]
}

/// A row of a table: cells between tabs, pipes or runs of spaces.
fn row() -> impl Strategy<Value = String> {
    let cell = select(vec![
        "",
        "",
        "Indikator",
        "Periodens utfall",
        "Periode ns utfall",
        "Utfall män/ pojkar",
        "Årsmål",
        "KF:s årsmål",
        "Period",
        "Periodicitet",
        "Aktivitet",
        "Startdatum",
        "Slutdatum",
        "Avvikelse",
        "Verksamhet (mnkr)",
        "Budget 2017",
        "Utfall 2017",
        "Summa",
        "varav prov",
        "Andel barn som har provstöd",
        "0,33 %",
        "1 234 st",
        "-30,7",
        "-30,7-37,4",
        "tas fram av nämnde n",
        "VB 2017",
        "2017-01-01",
        "Män 0,35",
        "Analys",
        "●",
        "1",
        "2",
    ]);
    let divider = select(vec!["\t", "\t", "\t", "   ", " | "]);
    (prop::collection::vec(cell, 1..9), divider).prop_map(|(cells, divider)| cells.join(divider))
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..40).prop_map(|lines| lines.join("\n"))
}

/// The same cases on every run, so that a fault is found by whoever makes it; `PROPTEST_RNG_SEED` and
/// `PROPTEST_CASES` look further.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let explores = |name| std::env::var_os(name).is_some();
    let given = ProptestConfig::default();
    ProptestConfig {
        cases: if explores("PROPTEST_CASES") {
            given.cases
        } else {
            cases
        },
        rng_seed: if explores("PROPTEST_RNG_SEED") {
            given.rng_seed
        } else {
            RngSeed::Fixed(1)
        },
        failure_persistence: None,
        ..given
    }
}

/// A report of the corpus with some bytes changed, a piece taken out, and the end cut off.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let names = vec![
        "s1r02.pdf",
        "s1r09.pdf",
        "s1r15.tab.utf-8.txt",
        "s1r09.pdftotext-layout.utf-16le.txt",
    ];
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40);
    let cuts = prop::collection::vec((any::<prop::sample::Index>(), 0usize..3000), 0..3);
    (select(names), changes, cuts).prop_map(|(name, changes, cuts)| {
        let mut bytes = std::fs::read(crate::truth::corpus().join("reports").join(name)).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for (at, length) in cuts {
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.drain(at..end);
        }
        bytes
    })
}

proptest! {
    // A whole report takes longer than a few lines.
    #![proptest_config(ProptestConfig { cases: config(300).cases / 4, ..config(300) })]

    #[test]
    fn a_damaged_report_is_read_or_has_a_reason(bytes in damaged()) {
        prop_assert_eq!(is_unbroken(&read(bytes)), Ok(()));
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn no_bytes_break_the_program(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(is_unbroken(&read(bytes)), Ok(()));
    }

    #[test]
    fn any_text_is_read_and_accounted_for(text in "(?s).{0,300}") {
        holds(&text)?;
    }

    #[test]
    fn lines_of_reports_in_any_order_are_read_and_accounted_for(text in text()) {
        holds(&text)?;
    }

    #[test]
    fn a_figure_written_the_swedish_way_is_read_as_written(
        whole in 0u64..10_000_000_000,
        scale in 0u32..4,
        minus in select(vec!["", "", "-", "−", "–"]),
        space in select(vec!["", " ", "\u{A0}", "\u{202F}", "\u{2009}"]),
        unit in select(vec!["", " %", "%", " st", " mnkr"]),
    ) {
        let figure = Decimal::from_i128_with_scale(i128::from(whole), scale);
        let printed = format!("{minus}{}{unit}", grouped(&figure.to_string(), space));
        let text = format!("Nämndmål:\n\nEtt prov\n\nIndikator\tÅrsmål\tPeriod\n Antal prov\t{printed}\t2017\n");
        let read = read(text.into_bytes());
        let value = &read.report.indicators[0].observations[0].value;
        let wanted = if minus.is_empty() { figure } else { -figure };
        prop_assert_eq!(value.number, Some(wanted), "{}", printed);
    }
}

/// Thousands apart, a comma before the decimals.
fn grouped(figure: &str, space: &str) -> String {
    let (whole, part) = figure
        .split_once('.')
        .map_or((figure, None), |(whole, part)| (whole, Some(part)));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push_str(space);
        }
        text.push(digit);
    }
    match part {
        Some(part) => format!("{text},{part}"),
        None => text,
    }
}

#[test]
fn the_corpus_keeps_what_is_true_of_all_input() {
    let mut faults = Vec::new();
    for row in crate::truth::csv(&crate::truth::corpus().join("manifest.csv")) {
        let bytes = std::fs::read(crate::truth::corpus().join(&row["file"])).unwrap();
        let document = read(bytes.clone());
        let mut held = is_unbroken(&document).and_then(|()| is_marked_where_uncertain(&document));
        if document.status == Status::Ok {
            held = held.and_then(|()| is_accounted_for(&document));
        }
        if document.format == "text" {
            held = held.and_then(|()| is_printed(&document, &utfall::source::decode(&bytes).text));
        }
        faults.extend(held.err().map(|fault| format!("{}: {fault}", row["file"])));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every file below a folder with its bytes, in order.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = crate::files::below(folder).into_iter();
    files
        .map(|path| {
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

#[test]
fn threads_and_runs_change_no_byte() {
    let reports = crate::truth::corpus().join("reports");
    let outputs: Vec<_> = ["1", "1", "2", "5"]
        .iter()
        .map(|jobs| {
            let folder = tempfile::tempdir().unwrap();
            let status = std::process::Command::new(env!("CARGO_BIN_EXE_utfall"))
                .args(["extract", "--quiet", "--jobs", jobs, "--output"])
                .args([folder.path(), &reports])
                .status()
                .unwrap();
            assert!(matches!(status.code(), Some(0 | 1)), "jobs {jobs}: {status}");
            files(folder.path())
        })
        .collect();
    assert!(outputs[0].len() > 20, "a run leaves tables and documents");
    for output in &outputs[1..] {
        for (one, other) in outputs[0].iter().zip(output) {
            assert!(one == other, "{} differs from {}", one.0, other.0);
        }
        assert_eq!(outputs[0].len(), output.len());
    }
}

#[test]
fn what_stands_in_more_columns_than_a_table_may_have_is_kept_and_told() {
    const COUNT: usize = 100;
    let figures: Vec<String> = (0..COUNT).map(|at| (1000 + at).to_string()).collect();
    for separator in ["\t", "      "] {
        let row = |label: &str| format!("{label}{separator}{}\n", figures.join(separator));
        let rows: String = ["Skolan", "Barnen", "Idrott", "Kultur", "Parker"]
            .map(row)
            .concat();
        let text = format!(
            "Verksamhetsberättelse 2017 för Provenheten\n\nBudget\n\n{rows}\n{}",
            "En rad som står för sig själv.\n\n".repeat(60)
        );
        let document = read(text.into_bytes());
        let told = document.diagnostics.iter();
        let told = told.filter(|told| told.code == Code::ColumnsOverLimit).count();
        assert_eq!(told, 1, "{separator:?}");
        let rows = document.report.tables.iter().flat_map(|table| &table.rows);
        let kept: Vec<String> = rows
            .filter(|row| row.label == "Idrott")
            .flat_map(|row| row.cells.iter().flatten())
            .flat_map(|value| value.raw.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert_eq!(kept, figures, "{separator:?}");
    }
}
