//! Documents from standard input and rows to standard output, as people write pipes.

use crate::place::{Place, REPORT, printed, run, said, utfall};
use serde_json::Value as Json;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::process::{Output, Stdio};

/// Runs the program with something on its standard input.
fn fed(input: &[u8], arguments: &[&OsStr]) -> Output {
    let mut program = utfall();
    let program = program.args(arguments).stdin(Stdio::piped());
    let mut child = program
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Json> {
    let printed = printed(output);
    let lines = printed.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

#[test]
fn a_document_goes_in_and_its_rows_come_out_and_nothing_else() {
    let arguments = ["extract", "-", "--output", "-", "--stdin-name", "plan.txt"].map(OsStr::new);
    let output = fed(REPORT.as_bytes(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let found = lines(&output);
    let of = |table: &str| {
        found
            .iter()
            .filter(|row| row["table"] == table)
            .collect::<Vec<_>>()
    };
    assert_eq!((of("goals").len(), of("documents").len()), (1, 1));
    assert_eq!(of("documents")[0]["source"], "plan.txt");
    let observation = of("observations")[0];
    assert_eq!(
        (&observation["raw"], &observation["value"]),
        (&"12 st".into(), &12.into())
    );
    assert_eq!(observation["sex"], Json::Null);
}

#[test]
fn chosen_tables_have_the_rows_that_files_have_in_their_order() {
    let place = Place::new();
    let reports = crate::truth::corpus().join("reports");
    place.extract([reports.as_os_str(), "--format=ndjson".as_ref()]);
    let arguments = [
        "extract".as_ref(),
        reports.as_os_str(),
        "--output=-".as_ref(),
        "--table=goals,coverage".as_ref(),
    ];
    let printed = printed(&run(arguments));
    for table in ["goals", "coverage"] {
        let file = std::fs::read_to_string(place.path("output").join(format!("{table}.ndjson"))).unwrap();
        let begins = format!("{{\"table\":\"{table}\",");
        let rows = printed.lines().filter_map(|line| line.strip_prefix(&begins));
        let rows: String = rows.map(|row| format!("{{{row}\n")).collect();
        assert_eq!(rows, file, "{table}");
    }
    let has_others = |line: &str| {
        !line.starts_with("{\"table\":\"goals\"") && !line.starts_with("{\"table\":\"coverage\"")
    };
    assert!(!printed.lines().any(has_others));
}

#[test]
fn what_comes_from_standard_input_stands_among_the_files() {
    let place = Place::new();
    let other = place.write("in/b.txt", REPORT.replace("12 st", "13 st"));
    let folder = place.path("output");
    let arguments = [
        "extract".as_ref(),
        other.as_os_str(),
        "-".as_ref(),
        "--output".as_ref(),
        folder.as_os_str(),
    ];
    let output = fed(
        REPORT.as_bytes(),
        &[&arguments[..], &["--stdin-name=a.txt".as_ref()]].concat(),
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let sources: Vec<_> = place
        .table("documents.csv")
        .iter()
        .map(|row| row["source"].clone())
        .collect();
    assert_eq!(sources, ["a.txt", "b.txt"]);
    // It is gone, and the folder is whole without it.
    let output = run(["verify".as_ref(), folder.as_os_str()]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let output = fed(
        b"",
        &["extract", "-", "--output", "-", "--table", "documents"].map(OsStr::new),
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output)[0]["error"], "the file is empty");
    assert_eq!(said(&output), "utfall: stdin: failed: the file is empty\n");
}

#[test]
fn no_more_is_read_than_a_document_may_have() {
    let text = "x".repeat(3 << 20);
    let arguments = [
        "extract",
        "-",
        "--output=-",
        "--table=documents",
        "--max-megabytes=1",
    ]
    .map(OsStr::new);
    let mut program = utfall();
    let mut child = program
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may stop reading before all is written.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = lines(&output)[0]["error"].to_string();
    assert!(error.contains("limit"), "{error}");
}

#[test]
fn a_reader_that_has_enough_ends_the_run_quietly() {
    let reports = crate::truth::corpus().join("reports");
    let mut program = utfall();
    let mut child = program
        .args(["extract".as_ref(), reports.as_os_str(), "--output=-".as_ref()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!said(&output).contains("utfall:"), "{}", said(&output));
}

#[test]
fn what_cannot_be_meant_is_refused() {
    for (arguments, wanted) in [
        (vec!["-", "-"], "standard input can be read once: name - once"),
        (
            vec!["in", "--stdin-name=x"],
            "--stdin-name names what comes from standard input: it needs the input -",
        ),
        (
            vec!["in", "--table=goals"],
            "--table chooses what goes to standard output: it needs --output -",
        ),
        (
            vec!["in", "--output=-", "--format=csv"],
            "standard output takes ndjson only: leave out --format, or name a folder after --output",
        ),
        (
            vec!["in", "--output=-", "--table=figures"],
            "possible values: documents, goals",
        ),
    ] {
        let output = run(std::iter::once("extract").chain(arguments));
        assert_eq!(output.status.code(), Some(2), "{wanted}");
        assert!(said(&output).contains(wanted), "{}", said(&output));
        assert!(printed(&output).is_empty());
    }
}
