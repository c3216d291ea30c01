//! Damaged copies of PDFs: nothing is lost from them in silence.

use crate::cli::pdf;
use crate::truth::corpus;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use utfall::grammar::Grammar;
use utfall::run::{self, Limits};
use utfall::source::{Kind, Source};
use utfall::write::{Document, Status};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::built_in().unwrap());

/// Codes that speak of the file, and not of what a report says.
const OF_FILE: &[&str] = &[
    "page-damaged",
    "page-unread",
    "pages-missing",
    "pdf-cut",
    "pdf-repaired",
    "second-reader-used",
    "font-unmapped",
];

fn read(bytes: Vec<u8>) -> Document {
    let source = Source::from_bytes("x.pdf", bytes);
    run::document(&GRAMMAR, &source, &Limits::default())
}

fn told(document: &Document) -> BTreeSet<&'static str> {
    let codes = document.diagnostics.iter().map(|told| told.code.name());
    codes.filter(|code| OF_FILE.contains(code)).collect()
}

/// Pages, facts and characters.
fn size(document: &Document) -> [usize; 3] {
    let report = &document.report;
    let facts =
        report.goals.len() + report.indicators.len() + report.observations().len() + report.activities.len();
    let text = report.sections.iter().map(|section| section.text.len()).sum();
    [document.pages.unwrap_or(0), facts, text]
}

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// A copy with one kind of damage.
fn damaged(good: &[u8], kind: usize, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = good.to_vec();
    let length = bytes.len();
    let at = dice.below(length);
    let end = (at + 10 + dice.below(2000)).min(length);
    match kind {
        0 => bytes.truncate(length * (30 + dice.below(69)) / 100),
        1 => {
            for _ in 0..[1, 3, 20, 100][dice.below(4)] {
                let at = dice.below(length);
                // A digit may be another one and nobody sees it.
                if !bytes[at].is_ascii_digit() {
                    bytes[at] ^= 1 + dice.below(255) as u8;
                }
            }
        }
        2 => drop(bytes.drain(at..end)),
        3 => drop(bytes.splice(
            at..at,
            (0..end - at).map(|_| dice.below(256) as u8).collect::<Vec<_>>(),
        )),
        4 => bytes[at..end].fill(0),
        5 => {
            let (one, other) = (at.min(length - 600), dice.below(length - 600));
            if one.abs_diff(other) > 300 {
                for step in 0..300 {
                    bytes.swap(one + step, other + step);
                }
            }
        }
        6 => {
            bytes = good
                .iter()
                .flat_map(|byte| {
                    if *byte == b'\n' {
                        vec![b'\r', b'\n']
                    } else {
                        vec![*byte]
                    }
                })
                .collect();
        }
        7 => bytes.retain(|byte| *byte != b'\r'),
        8 => bytes.extend_from_slice(good),
        9 => bytes.extend((0..end - at).map(|_| dice.below(256) as u8)),
        _ => bytes
            .splice(0..0, b"HTTP/1.1 200 OK\r\n\r\n".iter().copied())
            .for_each(drop),
    }
    bytes
}

#[test]
fn no_loss_goes_untold_and_what_is_whole_is_not_blamed() {
    let reports = ["s1r00", "s1r02", "s1r03", "s1r06"];
    let offences: Vec<String> = reports
        .par_iter()
        .flat_map_iter(|name| {
            let path = corpus().join(format!("reports/{name}.pdf"));
            let Ok(good) = std::fs::read(path) else {
                return Vec::new();
            };
            let whole = read(good.clone());
            let mut offences = Vec::new();
            if !told(&whole).is_empty() {
                offences.push(format!("{name}: whole, and blamed for {:?}", told(&whole)));
            }
            for kind in 0..=10 {
                for seed in 0..if kind == 1 { 3 } else { 1 } {
                    let mut dice = Dice(seed * 1000 + kind as u64);
                    let bytes = damaged(&good, kind, &mut dice);
                    if bytes == good {
                        continue;
                    }
                    let document = read(bytes);
                    let is_less = size(&document)
                        .iter()
                        .zip(size(&whole))
                        .any(|(now, before)| now * 100 < before * 98);
                    if document.status == Status::Ok && is_less && told(&document).is_empty() {
                        offences.push(format!(
                            "{name}, damage {kind}, seed {seed}: {:?} of {:?}",
                            size(&document),
                            size(&whole)
                        ));
                    }
                }
            }
            offences
        })
        .collect();
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

/// The catalogue and all lists of pages are gone: the pages are found by themselves, and a person hears of it.
#[test]
fn pages_without_a_list_are_read_and_told() {
    let bytes = page("", "BT /F1 12 Tf 72 700 Td (Verksamhetsplan 2019) Tj ET");
    let text = String::from_utf8(bytes).unwrap();
    let damaged = text
        .replace("/Catalog", "/Cxxxlog")
        .replace("/Kids [3 0 R]", "/K [3 0 R]");
    let source = Source::from_bytes("x.pdf", damaged.into_bytes());
    let pages = run::pages(&source, &Limits::default()).unwrap().pages;
    assert_eq!(pages.value.pages[0].lines[0].raw, "Verksamhetsplan 2019");
    let codes: Vec<&str> = pages.diagnostics.iter().map(|told| told.code.name()).collect();
    assert!(codes.contains(&"pages-missing"), "{codes:?}");
}

/// A page that only the second reader reads has its words where they stand, and what they say is found.
#[test]
fn a_page_that_only_the_second_reader_reads_has_its_words() {
    // The first reader takes the key for a file outside; the second does not know it.
    let content = "BT /F1 12 Tf 72 700 Td (Verksamhetsplan 2019) Tj 0 -40 Td (KF:s inriktningsm\\345l:) Tj \
                   0 -20 Td (1. Provstaden \\344r bra) Tj ET";
    let source = Source::from_bytes("x.pdf", page("/F (elsewhere)", content));
    let read_pages = run::pages(&source, &Limits::default()).unwrap().pages;
    let codes: Vec<&str> = read_pages
        .diagnostics
        .iter()
        .map(|told| told.code.name())
        .collect();
    assert!(codes.contains(&"second-reader-used"), "{codes:?}");
    let lines = &read_pages.value.pages[0].lines;
    let words: Vec<&str> = lines
        .iter()
        .flat_map(|line| &line.words)
        .map(|word| word.text.as_str())
        .collect();
    assert_eq!(
        words,
        [
            "Verksamhetsplan",
            "2019",
            "KF:s",
            "inriktningsmål:",
            "1.",
            "Provstaden",
            "är",
            "bra"
        ]
    );
    let first = lines[0].words[0].bbox;
    assert!(
        (first.left - 72.0).abs() < 1.0 && first.bottom > 140.0 && first.top < 142.0,
        "{first:?}"
    );
    let document = run::document(&GRAMMAR, &source, &Limits::default());
    assert_eq!(document.report.goals.len(), 1, "{:?}", document.report.goals);
}

/// Where all objects that pages are made of stand in a stream, its damage is theirs, and none of them can say so.
#[test]
fn damage_to_what_holds_objects_is_a_loss() {
    let bytes = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        "<< /Length 44 >>\nstream\nBT /F1 12 Tf 72 700 Td (Verksamhetsplan) Tj ET\nendstream".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length 8 >>\nstream\nxxxxxxxx\nendstream"
            .to_owned(),
    ]);
    let document = read(bytes);
    assert!(
        told(&document).contains("page-damaged"),
        "{:?}",
        document.diagnostics
    );
    assert_eq!(document.status, Status::Partial);
}

#[test]
fn several_files_in_one_are_read_one_after_the_other() {
    let one = page("", "BT /F1 12 Tf 72 700 Td (Verksamhetsplan 2019) Tj ET");
    let other = page("", "BT /F1 12 Tf 72 700 Td (Sidan efter) Tj ET");
    let source = Source::from_bytes("x.pdf", [one.clone(), other].concat());
    let read_pages = run::pages(&source, &Limits::default()).unwrap().pages;
    let raws: Vec<(Option<u32>, &str)> = read_pages
        .value
        .pages
        .iter()
        .flat_map(|page| page.lines.iter().map(|line| (page.number, line.raw.as_str())))
        .collect();
    assert_eq!(
        raws,
        [(Some(1), "Verksamhetsplan 2019"), (Some(2), "Sidan efter")]
    );
    assert_eq!(read_pages.diagnostics[0].code.name(), "pdf-repaired");
    // What stands before a PDF moves all that its index says.
    let shifted = Source::from_bytes("x", [b"\xEF\xBB\xBFjunk\n".as_slice(), &one].concat());
    assert_eq!(shifted.kind, Kind::Pdf);
    let read_pages = run::pages(&shifted, &Limits::default()).unwrap().pages;
    assert_eq!(read_pages.diagnostics.len(), 1, "{:?}", read_pages.diagnostics);
}

/// A PDF of one page; `more` stands in the dictionary of its content.
fn page(more: &str, content: &str) -> Vec<u8> {
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!(
            "<< {more} /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ])
}
