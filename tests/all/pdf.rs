//! What the command line has for PDFs alone.

use crate::cli::{printed, run, said};
use crate::truth::corpus;
use std::collections::BTreeSet;

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

#[test]
fn a_second_reader_may_look_at_every_page() {
    let place = tempfile::tempdir().unwrap();
    let report = corpus().join("reports/s1r02.pdf");
    let codes = |arguments: &[&str]| -> Vec<String> {
        let output = run([
            &[
                "extract",
                report.to_str().unwrap(),
                "--output",
                place.path().to_str().unwrap(),
            ],
            arguments,
        ]
        .concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let rows = crate::truth::csv(&place.path().join("diagnostics.csv"));
        rows.into_iter().map(|row| row["code"].clone()).collect()
    };
    let without = codes(&[]);
    let mut with = codes(&["--second-reader"]);
    assert!(!without.contains(&"readers-disagree".to_owned()));
    with.retain(|code| code != "readers-disagree");
    assert_eq!(
        with, without,
        "the flag adds what differs and changes nothing else"
    );
}
