//! `utfall show`: what a stage made of a file, whole or by page.

use crate::place::{Place, REPORT, printed, run, said, utfall};
use crate::truth::corpus;
use std::io::Read;
use std::path::Path;
use std::process::{Output, Stdio};

/// What a stage gave of a file.
fn show(stage: &str, file: &Path) -> Output {
    run([
        "show".as_ref(),
        "--stage".as_ref(),
        stage.as_ref(),
        file.as_os_str(),
    ])
}

#[test]
fn nothing_in_a_document_reaches_the_terminal_as_a_command() {
    let place = Place::new();
    // A stray control character does not make a text binary; many do.
    let text =
        REPORT.replace("Enheten", "\u{1b}[31mEnheten\u{7}\u{9b}31m\u{202e}") + &"Mer text.\n".repeat(50);
    let report = place.write("in/plan.txt", text);
    for stage in ["pages", "blocks", "finds", "records"] {
        let output = show(stage, &report);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(
            !printed(&output).contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']),
            "{stage}"
        );
    }
}

#[test]
fn every_stage_is_shown_whole_or_by_page() {
    let report = corpus().join("reports/s1r02.pdf");
    for stage in ["pages", "blocks", "finds", "records"] {
        let output = show(stage, &report);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(printed(&output).len() > 1000, "{stage}");
    }
    for stage in ["pages", "blocks", "finds", "records"] {
        let whole = printed(&show(stage, &report));
        let page = show(stage, Path::new(&format!("{}:2", report.display())));
        assert_eq!(page.status.code(), Some(0), "{}", said(&page));
        assert!(
            !printed(&page).is_empty() && printed(&page).len() < whole.len() * 3 / 4,
            "{stage}"
        );
    }
    let records = printed(&show("records", Path::new(&format!("{}:2", report.display()))));
    assert!(
        records.contains("\"page\": 2") && !records.contains("\"page\": 1"),
        "{records}"
    );
}

#[test]
fn a_page_that_is_not_there_is_refused() {
    let place = Place::new();
    let report = corpus().join("reports/s1r02.pdf");
    let text = place.write("in/plan.txt", REPORT);
    let named = place.write("in/plan:2", REPORT);
    for stage in ["pages", "blocks", "finds", "records"] {
        for (file, wanted) in [
            (format!("{}:9999", report.display()), "there is no page 9999: "),
            (format!("{}:abc", report.display()), "\"abc\" is no page number"),
            (format!("{}:0", report.display()), "\"0\" is no page number"),
            (format!("{}:", report.display()), "\"\" is no page number"),
            (
                format!("{}:1", text.display()),
                "the file is a text without pages",
            ),
        ] {
            let output = show(stage, Path::new(&file));
            assert_eq!(output.status.code(), Some(2), "{stage} {file}");
            assert!(said(&output).contains(wanted), "{}", said(&output));
            assert_eq!(printed(&output), "");
        }
        let output = show(stage, &named);
        assert_eq!(
            output.status.code(),
            Some(0),
            "a colon may belong to the name: {}",
            said(&output)
        );
    }
}

#[test]
fn whoever_stops_reading_is_no_error() {
    let mut child = utfall()
        .args(["show".as_ref(), corpus().join("reports/s1r09.pdf").as_os_str()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0u8; 16];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
}

#[test]
fn why_says_what_speaks_for_every_kind_of_a_table_and_names_the_runner_up() {
    let report = corpus().join("reports/s1r02.pdf");
    let output = run(["show".as_ref(), "--why".as_ref(), report.as_os_str()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = printed(&output);
    let heads: Vec<&str> = text.lines().filter(|line| line.contains(", then ")).collect();
    assert!(heads.iter().any(|head| head.contains("indicators")), "{text}");
    for line in [
        "    column Indikator: names",
        "+3.0 header-names-rows",
        "+3.0 baseline",
    ] {
        assert!(text.contains(line), "{line} is missing in {text}");
    }
}
