//! What the command line has for PDFs alone.

use crate::cli::pdf;
use crate::place::{printed, run, said};
use crate::truth::corpus;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What stands between `<g id="NAME"` and the end of that layer.
fn layer<'s>(svg: &'s str, name: &str) -> &'s str {
    let start = svg.find(&format!("<g id=\"{name}\"")).unwrap();
    let length = svg[start..].find("</g>").unwrap();
    &svg[start..start + length]
}

#[test]
fn a_page_is_drawn_with_all_that_was_found_on_it() {
    let report = corpus().join("reports/s1r02.pdf");
    let mut filled = BTreeSet::new();
    for page in 1..=6 {
        let output = run(["show", "--svg", &format!("{}:{page}", report.display())]);
        assert_eq!(output.status.code(), Some(0), "page {page}: {}", said(&output));
        let svg = printed(&output);
        assert!(
            svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"),
            "{svg}"
        );
        for name in ["words", "rules", "fills", "icons", "rows", "cells"] {
            if layer(&svg, name).lines().count() > 1 {
                filled.insert(name);
            }
        }
        // Every word has its letters and its box.
        let words = layer(&svg, "words");
        assert_eq!(words.matches("<text").count(), words.matches("<rect").count());
    }
    for name in ["words", "rows", "cells"] {
        assert!(filled.contains(name), "no page has {name}: {filled:?}");
    }
    let first = run(["show".as_ref(), "--svg".as_ref(), report.as_os_str()]);
    let named = run(["show", "--svg", &format!("{}:1", report.display())]);
    assert_eq!(printed(&first), printed(&named), "without a page it is the first");
}

#[test]
fn what_has_no_picture_says_why() {
    let reports = corpus().join("reports");
    let text = reports.join("s1r15.tab.utf-8.txt");
    let far = format!("{}:9999", reports.join("s1r02.pdf").display());
    for (file, wanted) in [
        (
            text.to_string_lossy().into_owned(),
            "only a page of a PDF has a picture",
        ),
        (far, "there is no page 9999"),
    ] {
        let output = run(["show", "--svg", &file]);
        assert_eq!(output.status.code(), Some(2), "{file}");
        assert!(said(&output).contains(wanted), "{}", said(&output));
        assert_eq!(printed(&output), "");
    }
}

/// The diagnostics of one report.
fn diagnostics(report: &Path, arguments: &[&str]) -> Vec<BTreeMap<String, String>> {
    let place = tempfile::tempdir().unwrap();
    let (report, into) = (report.to_str().unwrap(), place.path().to_str().unwrap());
    let output = run([&["extract", report, "--output", into], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    crate::truth::csv(&place.path().join("diagnostics.csv"))
}

#[test]
fn a_second_reader_agrees_on_what_is_printed() {
    for name in ["s1r02.pdf", "s1r09.pdf"] {
        let report = corpus().join("reports").join(name);
        let (without, with) = (
            diagnostics(&report, &[]),
            diagnostics(&report, &["--second-reader"]),
        );
        assert_eq!(with, without, "{name}");
    }
}

/// Figures that are in the file and not to be seen on the page: one reader gives them, the other does not.
#[test]
fn a_second_reader_tells_of_digits_that_it_alone_has_seen() {
    let content = "BT /F1 12 Tf 72 700 Td (Verksamhetsplan 2019) Tj 3 Tr 0 -20 Td (777) Tj ET";
    let bytes = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ]);
    let place = tempfile::tempdir().unwrap();
    let report = place.path().join("hidden.pdf");
    std::fs::write(&report, bytes).unwrap();
    let disagree = |row: &BTreeMap<String, String>| row["code"] == "readers-disagree";
    assert!(!diagnostics(&report, &[]).iter().any(disagree));
    let with = diagnostics(&report, &["--second-reader"]);
    let row = with.iter().find(|row| disagree(row)).unwrap();
    assert_eq!(row["page"], "1");
    assert!(row["message"].contains("7 (0 and 3)"), "{}", row["message"]);
}
