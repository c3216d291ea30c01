//! The command line as people type it, by running the program.

use crate::place::{Place, REPORT, printed, run, said};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Files that a test cannot make in a few lines. `locked.pdf` was written by hand: one page, two goals, 40-bit
/// encryption, user password `hemligt`.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/files")
        .join(name)
}

#[test]
fn a_report_becomes_every_file_of_the_contract() {
    let place = Place::new();
    let output = place.extract([place.write("in/plan.txt", REPORT)]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        printed(&output).contains("1 ok, 0 partial, 0 failed"),
        "{}",
        printed(&output)
    );
    let id = place.table("documents.csv")[0]["document_id"].clone();
    let mut expected: Vec<String> = utfall::write::files()
        .iter()
        .map(|file| format!("{}.csv", file.name))
        .collect();
    let beside = [
        "documents",
        "manifest.json",
        "datapackage.json",
        "csv-metadata.json",
        "index.html",
    ];
    expected.extend(beside.map(str::to_owned));
    expected.push(format!("{id}.json"));
    expected.sort();
    assert_eq!(place.left(), expected);
    let goals = place.table("goals.csv");
    assert_eq!(
        (goals.len(), goals[0]["title"].as_str()),
        (1, "Unga får prova ett arbete")
    );
    let observation = &place.table("observations.csv")[0];
    assert_eq!(
        (observation["raw"].as_str(), observation["value"].as_str()),
        ("12 st", "12")
    );
}

#[test]
fn files_with_the_same_bytes_are_one_document_with_a_row_for_each() {
    let place = Place::new();
    let alone = place.write("in/a.txt", REPORT);
    place.extract([alone]);
    let tables = utfall::write::files()
        .iter()
        .map(|file| format!("{}.csv", file.name));
    let before: Vec<_> = tables.clone().map(|name| place.table(&name)).collect();
    let json = place
        .left()
        .into_iter()
        .find(|name| name.len() == "0123456789abcdef.json".len());
    let json = place.path("output/documents").join(json.unwrap());
    let json_before = std::fs::read(&json).unwrap();
    place.write("in/b/twin.txt", REPORT);
    let output = place.extract([place.path("in")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for (name, mut before) in tables.zip(before) {
        let mut now = place.table(&name);
        if name == "documents.csv" {
            let twin = now.pop().unwrap();
            assert_eq!(
                (twin["source"].as_str(), twin["goals"].as_str()),
                ("b/twin.txt", "1")
            );
        }
        if name == "diagnostics.csv" {
            let note = now.pop().unwrap();
            assert_eq!(
                (note["source"].as_str(), note["code"].as_str()),
                ("b/twin.txt", "same-bytes")
            );
            assert_eq!(
                note["message"],
                "the file has the same bytes as a.txt, and the rows of both stand once, under that name"
            );
        }
        before.sort();
        now.sort();
        assert_eq!(now, before, "{name}");
    }
    assert_eq!(std::fs::read(&json).unwrap(), json_before);
    assert!(printed(&output).contains("1 goals"), "{}", printed(&output));
    let output = run(["verify".as_ref(), place.path("output").as_os_str()]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

#[test]
fn what_cannot_be_read_has_a_row_and_a_sentence_and_stops_nothing() {
    let place = Place::new();
    for (name, bytes) in [
        ("in/a-empty.txt", b"".to_vec()),
        ("in/b-blank.txt", b" \n\n".to_vec()),
        ("in/c-broken.pdf", b"%PDF-1.4\nnothing follows".to_vec()),
        ("in/d-scan.pdf", scan()),
        ("in/e-locked.pdf", std::fs::read(file("locked.pdf")).unwrap()),
        ("in/f-report.txt", REPORT.as_bytes().to_vec()),
        ("in/g-picture.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
    ] {
        place.write(name, bytes);
    }
    let output = place.extract([place.path("in")]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let documents = place.table("documents.csv");
    let rows: Vec<_> = documents
        .iter()
        .map(|row| {
            (
                row["source"].as_str(),
                row["status"].as_str(),
                row["error"].as_str(),
            )
        })
        .collect();
    assert_eq!(rows[0], ("a-empty.txt", "failed", "the file is empty"));
    assert_eq!(rows[1], ("b-blank.txt", "failed", "the file is empty"));
    assert_eq!((rows[2].0, rows[2].1), ("c-broken.pdf", "failed"));
    assert!(rows[2].2.starts_with("the PDF cannot be opened"), "{}", rows[2].2);
    assert_eq!((rows[3].0, rows[3].1), ("d-scan.pdf", "failed"));
    assert!(rows[3].2.contains("scan"), "{}", rows[3].2);
    assert_eq!(rows[4], ("e-locked.pdf", "failed", "the PDF needs a password"));
    assert_eq!(rows[5], ("f-report.txt", "ok", ""));
    assert_eq!((rows[6].0, rows[6].1), ("g-picture.pdf", "skipped"));
    for row in &rows[..5] {
        assert!(
            said(&output).contains(row.2),
            "{} is not said: {}",
            row.2,
            said(&output)
        );
    }
    assert!(place.is_clean(), "{:?}", place.left());
}

#[test]
fn a_file_that_is_named_and_no_report_format_fails() {
    let place = Place::new();
    let output = place.extract([place.write("in/x.pdf", [0u8, 1, 2, 3, 250, 251, 0, 0, 7])]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        place.table("documents.csv")[0]["error"],
        "the file is neither a PDF nor text (binary)"
    );
}

#[test]
fn a_text_that_is_no_report_is_read_and_noted() {
    let place = Place::new();
    let output = place.extract([place.write("in/soup.txt", "Kokbok\n\nKoka potatisen. Servera genast.\n")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let document = &place.table("documents.csv")[0];
    assert_eq!(
        (document["status"].as_str(), document["goals"].as_str()),
        ("ok", "0")
    );
    let codes: Vec<_> = place
        .table("diagnostics.csv")
        .iter()
        .map(|row| row["code"].clone())
        .collect();
    assert!(codes.contains(&"no-goal-label".to_owned()), "{codes:?}");
}

#[test]
fn a_password_opens_what_needs_one() {
    let place = Place::new();
    let locked = file("locked.pdf");
    let output = place.extract([locked.as_os_str(), "--password".as_ref(), "hemligt".as_ref()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(place.table("goals.csv").len(), 2);
    let key = place.write("key", "hemligt\n");
    let output = place.extract([locked.as_os_str(), "--password-file".as_ref(), key.as_os_str()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = place.extract([locked.as_os_str(), "--password".as_ref(), "fel".as_ref()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("password"), "{}", said(&output));
}

#[test]
fn a_run_that_cannot_start_says_why_and_ends_with_2() {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT);
    let no_folder = place.write("file", "x");
    std::fs::create_dir(place.path("empty")).unwrap();
    let cases: [(Vec<&std::ffi::OsStr>, &str); 7] = [
        (vec!["extract".as_ref()], "required"),
        (
            vec!["extract".as_ref(), "no/such/place".as_ref()],
            "no such file or folder: no/such/place",
        ),
        (
            vec!["extract".as_ref(), report.as_os_str(), "--colour".as_ref()],
            "unexpected argument",
        ),
        (
            vec!["show".as_ref(), "no/such/place".as_ref()],
            "cannot read no/such/place",
        ),
        (
            vec![
                "extract".as_ref(),
                report.as_os_str(),
                "--output".as_ref(),
                no_folder.as_os_str(),
            ],
            "cannot write",
        ),
        (
            vec![
                "extract".as_ref(),
                report.as_os_str(),
                "--grammars".as_ref(),
                "no/such/place".as_ref(),
            ],
            "no such file or folder: no/such/place",
        ),
        (vec!["completions".as_ref(), "tcsh".as_ref()], "invalid value"),
    ];
    for (arguments, wanted) in cases {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said(&output).contains(wanted), "{arguments:?}: {}", said(&output));
    }
    place.write("pictures/a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    place.write("pictures/b.bin", [0u8, 1, 2, 3, 250, 251, 0, 0, 7]);
    for folder in ["empty", "pictures"] {
        let output = place.extract([place.path(folder)]);
        assert_eq!(output.status.code(), Some(2), "{folder}");
        assert!(
            said(&output).contains("no PDF or text file was found"),
            "{}",
            said(&output)
        );
    }
    for option in [
        "--jobs",
        "--max-pages",
        "--seconds-per-page",
        "--seconds-per-document",
        "--memory-per-document",
        "--max-megabytes",
        "--max-text-megabytes",
    ] {
        let output = place.extract([report.as_os_str(), option.as_ref(), "0".as_ref()]);
        assert_eq!(output.status.code(), Some(2), "{option}");
        assert!(said(&output).contains(option), "{}", said(&output));
    }
    assert!(
        !place.path("output").exists(),
        "a run that cannot start leaves nothing"
    );
}

#[test]
fn a_table_that_cannot_be_put_in_its_place_leaves_no_half_file() {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT);
    place.write("output/goals.csv/in-the-way", "x");
    let output = place.extract([report]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("cannot write"), "{}", said(&output));
    assert!(place.is_clean(), "{:?}", place.left());
}

#[test]
fn a_run_leaves_nothing_of_the_run_before() {
    let place = Place::new();
    let (one, other) = (
        place.write("in/one.txt", REPORT),
        place.write("in/other.txt", format!("{REPORT}\nMer.\n")),
    );
    place.extract([one]);
    let first = place.table("documents.csv")[0]["document_id"].clone();
    place.write("output/documents/notes.json", "{}");
    place.write("output/README.md", "mine");
    place.extract([other]);
    let second = place.table("documents.csv")[0]["document_id"].clone();
    let left = place.left();
    assert!(!left.contains(&format!("{first}.json")), "{left:?}");
    assert!(left.contains(&format!("{second}.json")), "{left:?}");
    for kept in ["notes.json", "README.md"] {
        assert!(
            left.contains(&kept.to_owned()),
            "{kept} is not ours to remove: {left:?}"
        );
    }
    assert!(place.is_clean(), "{left:?}");
}

#[test]
fn the_output_folder_is_not_read_again() {
    let place = Place::new();
    place.write("in/plan.txt", REPORT);
    for _ in 0..2 {
        let into = place.path("in/tables");
        let output = run([
            "extract".as_ref(),
            place.path("in").as_os_str(),
            "--output".as_ref(),
            into.as_os_str(),
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(printed(&output).contains("1 ok"), "{}", printed(&output));
    }
}

#[test]
fn quiet_says_nothing() {
    let place = Place::new();
    let output = place.extract([place.write("in/plan.txt", REPORT).as_os_str(), "--quiet".as_ref()]);
    assert_eq!((printed(&output), said(&output)), (String::new(), String::new()));
}

#[test]
fn a_bad_grammar_is_refused_with_file_entry_and_reason() {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT);
    let labels =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("grammars/labels.json")).unwrap();
    let refused = |text: &str, wanted: [&str; 3]| {
        let folder = place.path("words");
        place.write("words/labels.json", text);
        let output = place.extract([report.as_os_str(), "--grammars".as_ref(), folder.as_os_str()]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        for part in wanted {
            assert!(said(&output).contains(part), "{part}: {}", said(&output));
        }
    };
    let mut json: serde_json::Value = serde_json::from_str(&labels).unwrap();
    json["entries"][2]["phrases"] = serde_json::json!([]);
    refused(&json.to_string(), ["labels.json", "namndmal", "no phrases"]);
    json["entries"][2]["phrases"] = serde_json::json!(["Enhetsmål"]);
    refused(
        &json.to_string(),
        ["labels.json", "enhetsmal", "is also in entry namndmal"],
    );
    json["entries"][2] = json["entries"][3].clone();
    refused(&json.to_string(), ["labels.json", "enhetsmal", "stands twice"]);
    json["entries"][2]["phrase"] = serde_json::json!("Mål");
    refused(
        &json.to_string(),
        ["grammar labels.json: unknown field `phrase`", "line", "column"],
    );
    refused("{", ["grammar labels.json: EOF", "line", "column"]);
    assert!(!place.path("output").exists());
}

#[test]
fn a_word_of_ones_own_takes_effect() {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT.replace("Nämndmål:", "Kommitténs mål:"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammars");
    let labels = std::fs::read_to_string(folder.join("labels.json")).unwrap();
    place.write(
        "words/labels.json",
        labels.replace("\"Nämndsmål\"", "\"Kommitténs mål\""),
    );
    let words = place.path("words");
    let goals = |output: &Output| {
        assert_eq!(output.status.code(), Some(0), "{}", said(output));
        place.table("goals.csv").len()
    };
    assert_eq!(goals(&place.extract([report.as_os_str()])), 0);
    assert_eq!(
        goals(&place.extract([report.as_os_str(), "--grammars".as_ref(), words.as_os_str()])),
        1
    );
}

#[test]
fn help_version_completions_and_manual_are_printed() {
    for (arguments, wanted) in [
        (vec!["--help"], "extract"),
        (vec!["help", "extract"], "Exit status: 0 every document is read"),
        (vec!["extract", "--help"], "--seconds-per-page"),
        (vec!["show", "--help"], "--stage"),
        (vec!["--version"], env!("CARGO_PKG_VERSION")),
        (vec!["completions", "bash"], "complete"),
        (vec!["completions", "zsh"], "#compdef utfall"),
        (vec!["completions", "fish"], "complete -c utfall"),
        (vec!["man"], ".TH utfall"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(
            printed(&output).contains(wanted),
            "{arguments:?}: {}",
            printed(&output)
        );
    }
}

#[test]
fn the_data_dictionary_is_the_one_that_is_committed() {
    let committed =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("output/README.md")).unwrap();
    assert_eq!(
        printed(&run(["dictionary"])),
        committed,
        "utfall dictionary > output/README.md"
    );
}

/// The lines of examples that are typed at a prompt, page by page.
#[cfg(unix)]
fn commands() -> Vec<String> {
    let pages = [
        "README.md",
        "src/COMMANDS.md",
        "src/RUNNING.md",
        "output/FORMATS.md",
    ];
    let mut commands = Vec::new();
    let mut is_shell = false;
    for page in pages {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        for line in text.lines() {
            match line.strip_prefix("```") {
                Some(kind) => is_shell = kind == "sh",
                None if is_shell => commands.push(line.to_owned()),
                None => {}
            }
        }
    }
    commands
}

/// Who opens the README wants to begin; what is to be looked up has pages of its own.
#[test]
fn the_readme_is_read_in_ten_minutes() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let words = readme.split_whitespace().count();
    assert!(words < 2000, "{words} words");
}

/// The README's example is read as the README says, to the byte.
#[test]
fn the_example_of_the_readme_is_true() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let fenced = |kind: &str| {
        let start = readme.find(&format!("```{kind}\n")).unwrap() + kind.len() + 4;
        let length = readme[start..].find("```").unwrap();
        &readme[start..start + length]
    };
    let place = Place::new();
    let output = place.extract([place.write("in/example.txt", fenced("text"))]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let written = std::fs::read_to_string(place.path("output/observations.csv")).unwrap();
    for line in fenced("csv").lines() {
        assert!(
            written.lines().any(|row| row == line),
            "{line}\nis not in\n{written}"
        );
    }
}

/// The README promises only what runs: its commands are typed here, with the built program in the place of
/// the one that cargo would build.
#[test]
#[cfg(unix)]
fn the_commands_of_the_readme_run() {
    let place = Place::new();
    for name in ["corpus", "grammars"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        std::os::unix::fs::symlink(from, place.path(name)).unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_utfall"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let mut ran = 0;
    for command in commands() {
        let command = command.replace("cargo run --release -- ", "utfall ");
        if !command.contains("utfall ") || command.starts_with("cargo") {
            continue;
        }
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(place.folder.path())
            .env("PATH", &path)
            .env("LC_ALL", "C")
            .output()
            .unwrap();
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 1)),
            "{command}: {code:?}: {}",
            said(&output)
        );
        assert!(!said(&output).contains("error:"), "{command}: {}", said(&output));
        ran += 1;
    }
    assert!(ran >= 1, "the README has no command");
}

/// A PDF of one page with a picture and no text.
fn scan() -> Vec<u8> {
    let content = "q 500 0 0 700 40 40 cm /Im0 Do Q";
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /XObject << /Im0 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 \
         /Filter /ASCIIHexDecode /Length 9 >>\nstream\nFF00FF00>\nendstream"
            .to_owned(),
    ])
}

/// Objects with their cross-reference table.
pub(crate) fn pdf(objects: &[String]) -> Vec<u8> {
    let mut text = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(text.len());
        text.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = text.len();
    text.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        text.push_str(&format!("{offset:010} 00000 n \n"));
    }
    let size = objects.len() + 1;
    text.push_str(&format!(
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    text.into_bytes()
}

#[test]
fn a_folder_that_is_input_and_output_is_said_to_be_not_read() {
    let place = Place::new();
    place.write("output/plan.txt", REPORT);
    let output = place.extract([place.path("output")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("which is not read as input: name another folder with --output"),
        "{}",
        said(&output)
    );
}
