//! Programs that drive a worker, and folders that are verified.

use crate::cli::pdf;
use crate::place::{Place, REPORT, printed, said, utfall};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

/// What a worker says to some lines.
fn worker(lines: &str, faults: &str, more: &[&str]) -> (Vec<Value>, Output) {
    let mut child = utfall()
        .arg("worker")
        .args(more)
        .env("UTFALL_FAULT", faults)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let answers = printed(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    (answers, output)
}

#[test]
fn every_job_has_one_answer_whatever_it_does() {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT);
    let picture = place.write("in/x.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let lines = [
        json!({"id": 1, "path": report}).to_string(),
        json!({"id": {"a": [2]}, "path": report, "source": "dead"}).to_string(),
        String::new(),
        "rubbish".to_owned(),
        json!({"id": "4", "way": report}).to_string(),
        json!({"path": place.path("nowhere")}).to_string(),
        json!({"id": 6, "path": picture}).to_string(),
        json!({"id": 7, "path": picture, "found": true}).to_string(),
        json!({"id": 8, "path": report, "source": "loop"}).to_string(),
        json!({"id": 9, "path": report, "source": "again"}).to_string(),
    ]
    .join("\n");
    let (answers, output) = worker(&lines, "abort:dead,hang:loop", &["--seconds-per-document", "2"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told: Vec<_> = answers
        .iter()
        .map(|answer| (answer["id"].clone(), answer["status"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(
        told,
        [
            (json!(1), "ok"),
            (json!({"a": [2]}), "failed"),
            (json!(null), "failed"),
            (json!("4"), "failed"),
            (json!(null), "failed"),
            (json!(6), "failed"),
            (json!(7), "skipped"),
            (json!(8), "failed"),
            (json!(9), "ok"),
            (json!(null), "-"),
        ]
    );
    assert_eq!(answers.last(), Some(&json!({"end": true, "answers": 9})));
    assert_eq!(answers[0]["source"], "plan.txt");
    assert!(
        answers[3]["error"].as_str().unwrap().contains("way"),
        "{}",
        answers[3]
    );
    // The rows are those of the tables, and so is the document.
    place.extract([&report]);
    let of_one = |file: &&utfall::write::File| file.scope == utfall::write::Scope::Document;
    for file in utfall::write::files().iter().filter(of_one) {
        let rows = answers[0]["tables"][file.name].as_array().unwrap();
        assert_eq!(rows.len(), place.table(&format!("{}.csv", file.name)).len());
        assert!(
            rows.iter()
                .all(|row| row.as_array().unwrap().len() == file.columns.len())
        );
    }
    let id = answers[0]["document_id"].as_str().unwrap();
    let path = place.path(&format!("output/documents/{id}.json"));
    let document: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(answers[0]["document"], document);
}

#[test]
fn a_worker_takes_a_password_from_its_job_or_its_options() {
    let locked = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/locked.pdf");
    let job = |password: Option<&str>| json!({"path": locked, "password": password}).to_string();
    let status = |line: &str, more: &[&str]| worker(line, "", more).0[0]["status"].clone();
    assert_eq!(status(&job(Some("hemligt")), &[]), "ok");
    assert_eq!(status(&job(None), &["--password", "hemligt"]), "ok");
    assert_eq!(status(&job(Some("fel")), &["--password", "hemligt"]), "failed");
}

#[test]
fn a_folder_is_whole_until_something_in_it_or_in_its_inputs_changes() {
    let place = Place::new();
    let plan = place.write("in/plan.txt", REPORT);
    place.write("in/twin.txt", REPORT);
    place.write("in/other.txt", format!("{REPORT}\nMer.\n"));
    place.extract([place.path("in")]);
    let verify = || {
        let output = utfall().arg("verify").arg(place.path("output")).output().unwrap();
        (output.status.code(), printed(&output))
    };
    let tables = utfall::write::files().len();
    assert_eq!(
        verify(),
        (Some(0), format!("whole: {tables} files of tables, 3 inputs\n"))
    );
    let undo = |path: &Path, change: &dyn Fn(), wanted: &str| {
        let bytes = std::fs::read(path).unwrap();
        change();
        let (code, said) = verify();
        assert_eq!(code, Some(1), "{wanted}");
        assert!(
            said.lines().all(|line| line.contains(wanted)) && !said.is_empty(),
            "{wanted}: {said}"
        );
        std::fs::write(path, bytes).unwrap();
        assert_eq!(verify().0, Some(0));
    };
    let goals = place.path("output/goals.csv");
    undo(
        &goals,
        &|| std::fs::write(&goals, "x").unwrap(),
        "goals.csv: is not what the run wrote",
    );
    undo(
        &goals,
        &|| std::fs::remove_file(&goals).unwrap(),
        "goals.csv: is missing",
    );
    let id = place.table("documents.csv")[0]["document_id"].clone();
    let json = place.path(&format!("output/documents/{id}.json"));
    undo(&json, &|| std::fs::remove_file(&json).unwrap(), "is missing");
    undo(
        &plan,
        &|| std::fs::write(&plan, "x").unwrap(),
        "plan.txt: has changed since the run",
    );
    undo(
        &plan,
        &|| std::fs::remove_file(&plan).unwrap(),
        "plan.txt: is no longer among the inputs",
    );
    place.write("in/new.txt", "x");
    assert!(verify().1.contains("new.txt: is not among the inputs"));
    std::fs::remove_file(place.path("in/new.txt")).unwrap();
    place.write("output/documents/0123456789abcdef.json", "{}");
    assert!(verify().1.contains("0123456789abcdef.json: belongs to no input"));
    std::fs::remove_file(place.path("output/documents/0123456789abcdef.json")).unwrap();
    // Inputs that were moved can be named.
    std::fs::rename(place.path("in"), place.path("moved")).unwrap();
    assert!(verify().1.contains("not where the run found them"));
    let moved = utfall()
        .arg("verify")
        .args([place.path("output"), place.path("moved")])
        .output()
        .unwrap();
    assert_eq!(moved.status.code(), Some(0), "{}", printed(&moved));
    let none = utfall().arg("verify").arg(place.path("moved")).output().unwrap();
    assert_eq!(none.status.code(), Some(2));
    assert!(
        said(&none).contains("manifest.json cannot be verified"),
        "{}",
        said(&none)
    );
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const TITLE: &str = "BT /F1 12 Tf 72 700 Td (Verksamhetsplan 2019) Tj ET";

fn stream(dictionary: &str, data: &str) -> String {
    format!(
        "<< {dictionary} /Length {} >>\nstream\n{data}\nendstream",
        data.len()
    )
}

fn page(resources: &str) -> String {
    format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"
    )
}

/// PDFs that are small, and large to whoever follows them: each is a row within seconds.
#[test]
fn a_pdf_that_leads_in_circles_or_into_the_deep_is_a_row() {
    let place = Place::new();
    let fonts = "/Font << /F1 5 0 R >>";
    let written = |name: &str, objects: &[String]| place.write(&format!("in/{name}.pdf"), pdf(objects));
    let start = [
        CATALOG.to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
    ];
    let with = |rest: &[String]| [&start[..], rest].concat();
    written(
        "circle-of-pages",
        &[
            CATALOG.into(),
            "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>".into(),
            page(fonts),
            stream("", TITLE),
            FONT.into(),
        ],
    );
    let mut tree = vec![CATALOG.to_owned()];
    for at in 0..40 {
        tree.push(format!(
            "<< /Type /Pages /Kids [{0} 0 R {0} 0 R] /Count 2 >>",
            at + 3
        ));
    }
    tree.push("<< /Type /Page /MediaBox [0 0 595 842] >>".into());
    written("tree-of-twins", &tree);
    let forms = "/XObject << /X 4 0 R /Y 5 0 R >>";
    let form = format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {forms} >>");
    written(
        "circle-of-forms",
        &with(&[
            page(forms),
            stream(&form, "/X Do /Y Do"),
            stream(&form, "/X Do /Y Do"),
        ]),
    );
    written(
        "nested-arrays",
        &with(&[page(fonts), stream("", &"[".repeat(500_000)), FONT.into()]),
    );
    let kids: String = (6..3006).map(|at| format!("{at} 0 R ")).collect();
    let mut many = vec![
        CATALOG.into(),
        format!("<< /Type /Pages /Kids [{kids}] /Count 3000 >>"),
        "null".into(),
        stream("", TITLE),
        FONT.into(),
    ];
    many.resize(3005, page(fonts));
    written("many-pages", &many);
    let glyphs = format!("BT /F1 1 Tf 9 9 Td {} ET", "(abcdefghij) Tj ".repeat(210_000));
    written(
        "page-of-glyphs",
        &with(&[page(fonts), stream("", &glyphs), FONT.into()]),
    );
    let output = place.extract([
        place.path("in").as_os_str(),
        "--isolation".as_ref(),
        "always".as_ref(),
        "--max-pages".as_ref(),
        "50".as_ref(),
    ]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let documents = place.table("documents.csv");
    assert_eq!(documents.len(), 6);
    for row in &documents {
        let reason = &row["error"];
        assert!(
            !reason.contains("reading stopped") && !reason.contains("longer than"),
            "{row:?}"
        );
    }
    let told = |name: &str, code: &str| {
        let rows = place.table("diagnostics.csv");
        assert!(
            rows.iter()
                .any(|row| row["source"] == name && row["code"] == code),
            "{name}"
        );
    };
    told("many-pages.pdf", "pages-over-limit");
    told("page-of-glyphs.pdf", "page-unread");
}

/// What the document could reach is told by a document that panics if it can.
#[test]
#[cfg(target_os = "linux")]
fn a_worker_reaches_no_file_no_network_and_no_program() {
    let place = Place::new();
    place.write("in/plan.txt", REPORT);
    let reaches = |isolation: &str| {
        let run = utfall()
            .args(["extract", "--isolation", isolation, "--fresh", "--output"])
            .args([place.path("out"), place.path("in")])
            .env("UTFALL_FAULT", "reach:plan.txt")
            .output()
            .unwrap();
        let rows = crate::truth::csv(&place.path("out/documents.csv"));
        (run.status.code(), rows[0]["error"].clone())
    };
    let (status, error) = reaches("never");
    assert_eq!(status, Some(1));
    assert!(error.contains("a file, a network, a program"), "{error}");
    let versions = utfall().args(["--version", "--verbose"]).output().unwrap();
    assert_eq!(versions.status.code(), Some(0));
    let versions = printed(&versions);
    assert_eq!(versions.lines().count(), 3, "{versions}");
    if versions.contains("(seccomp): yes") {
        assert_eq!(reaches("always"), (Some(0), String::new()));
    } else {
        assert_eq!(reaches("always").0, Some(1));
    }
}
