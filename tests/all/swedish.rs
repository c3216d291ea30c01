//! A run in Swedish, from help to pages: no word of the English catalogue is left in it.

use crate::place::{Place, printed, said, utfall};
use calamine::{Reader, Xlsx, open_workbook};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Output;

/// What is the same in both languages: formats and programs; codes and values; names of tables, columns and commands.
const ALLOWED: &str = "
    json csv ndjson xlsx parquet sqlite pdf word excel tesseract unix linux utf office outlook docx utfall bash zsh fish
    elvish powershell ocr manifest index
    ok partial failed skipped error warning note all each women men auto always never keep machine true false item total
    subtotal differing own later count year district sex goal table
    documents goals indicators observations activities tables cells checks sections diagnostics revisions coverage
    source path found password escaped pages codes lines claimed document answers end key status severity doubtful holds
    text integer number date boolean blocks finds records data
    extract verify check compare missing budget profile rank search show dictionary completions man worker help
";

/// What Swedish reports say that looks like English.
const OF_REPORTS: &str = "relation far given";

fn letters(text: &str) -> BTreeSet<String> {
    let ends = |letter: char| ",.;:()\"?!“”’«»|".contains(letter);
    let words = text.split_whitespace().map(|word| word.trim_matches(ends));
    let whole = words.filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic));
    whole.map(str::to_lowercase).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue(language: &str) -> String {
    let files = crate::files::below(&root().join("src/language").join(language));
    let texts = files.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let texts = texts.flat_map(|text| {
        let own = text
            .lines()
            .map(|line| line.split_once(" = ").map_or(line, |(_, text)| text));
        own.map(str::to_owned).collect::<Vec<_>>()
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Words that only the English catalogue and help have.
fn english() -> BTreeSet<String> {
    let mut english = letters(&catalogue("en"));
    for command in COMMANDS {
        let help = utfall()
            .args(["--lang", "en", command, "--help"])
            .output()
            .unwrap();
        english.extend(letters(&printed(&help)));
    }
    let mut swedish = letters(&catalogue("sv"));
    let meanings = std::fs::read_to_string(root().join("src/write/package/swedish.csv")).unwrap();
    let meanings = csv::Reader::from_reader(meanings.as_bytes())
        .into_records()
        .map(Result::unwrap)
        .map(|row| row[1].to_owned())
        .collect::<Vec<_>>();
    swedish.extend(letters(&meanings.join(" ")));
    swedish.extend(letters(ALLOWED).into_iter().chain(letters(OF_REPORTS)));
    english.difference(&swedish).cloned().collect()
}

const COMMANDS: &[&str] = &[
    "extract",
    "worker",
    "verify",
    "check",
    "compare",
    "indicators",
    "goals",
    "missing",
    "revisions",
    "budget",
    "activities",
    "profile",
    "rank",
    "search",
    "show",
    "dictionary",
    "completions",
    "man",
];

fn swedish(arguments: &[&str]) -> Output {
    utfall().args(["--lang", "sv"]).args(arguments).output().unwrap()
}

/// What a page says, without its markup and its style.
fn shown(page: &str) -> String {
    let without = |text: &str, from: &str, to: &str| {
        let mut parts = text.split(from);
        let first = parts.next().unwrap_or("").to_owned();
        parts.fold(first, |kept, part| {
            kept + " " + part.split_once(to).map_or("", |(_, rest)| rest)
        })
    };
    let text = without(page, "<style>", "</style>");
    // What reports say stands in quotation marks, and commands are code.
    let text = without(&without(&text, "<q>", "</q>"), "<code>", "</code>");
    without(&text, "<", ">")
}

struct Judge {
    english: BTreeSet<String>,
    offences: Vec<String>,
}

impl Judge {
    fn look(&mut self, what: &str, text: &str) {
        let found: Vec<_> = letters(text).intersection(&self.english).cloned().collect();
        if !found.is_empty() {
            self.offences.push(format!("{what}: {}", found.join(", ")));
        }
    }

    fn output(&mut self, what: &str, output: &Output) {
        self.look(what, &(printed(output) + "\n" + &said(output)));
    }
}

#[test]
fn help_and_slips_are_swedish() {
    let mut judge = Judge {
        english: english(),
        offences: Vec::new(),
    };
    judge.output("help", &swedish(&["--help"]));
    judge.output("version", &swedish(&["--version", "--verbose"]));
    judge.output("dictionary", &swedish(&["dictionary"]));
    judge.output("man", &swedish(&["man"]));
    for command in COMMANDS {
        for help in ["--help", "-h"] {
            let output = swedish(&[command, help]);
            assert!(output.status.success(), "{command} {help}: {}", said(&output));
            assert!(
                printed(&output).contains("Användning: utfall"),
                "{command}: {}",
                printed(&output)
            );
            judge.output(command, &output);
        }
    }
    for slip in [
        &["extract"][..],
        &["extrakt"],
        &["extract", "x", "--colour"],
        &["extract", "x", "--jobs", "0"],
        &["extract", "x", "--jobs", "många"],
        &["extract", "x", "--format", "cvs"],
        &["extract", "x", "--output"],
        &["compare", "x", "--series", "a", "--all"],
        &["goals", "x", "--fulfilment", "kanske"],
        &["extract", "finns/inte"],
        &["show", "finns/inte"],
        &["check", "finns/inte"],
    ] {
        let output = swedish(slip);
        assert_eq!(output.status.code(), Some(2), "{slip:?}: {}", said(&output));
        judge.output(&slip.join(" "), &output);
    }
    assert!(judge.offences.is_empty(), "{:#?}", judge.offences);
}

#[test]
fn every_command_page_and_sheet_of_a_swedish_run_is_swedish() {
    let place = Place::new();
    let mut judge = Judge {
        english: english(),
        offences: Vec::new(),
    };
    let reports = root().join("corpus/reports");
    let mut files: Vec<PathBuf> = crate::files::below(&reports);
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.truncate(8);
    files.push(place.write("in/tom.txt", ""));
    files.push(place.write("in/bild.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
    let tables = place.path("output");
    let tables = tables.to_str().unwrap();
    let mut arguments = vec![
        "extract",
        "--ocr",
        "never",
        "--format",
        "csv,json,xlsx",
        "--output",
        tables,
    ];
    arguments.extend(files.iter().map(|path| path.to_str().unwrap()));
    let output = swedish(&arguments);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    judge.output("extract", &output);
    let left = place.path("left");
    let left = left.to_str().unwrap();
    for command in [
        &["verify", tables][..],
        &["check", tables, "--rounded"],
        &["indicators", tables, "--format", "table"],
        &["compare", tables],
        &["compare", tables, "--series", "a"],
        &["missing", tables, "--format", "table"],
        &["goals", tables, "--output", left],
        &["compare", tables, "--all", "--output", left],
        &["missing", tables, "--output", left],
        &["revisions", tables, "--all", "--output", left],
        &["budget", tables, "--output", left],
        &["activities", tables, "--output", left],
        &["profile", tables, "Farsta", "--output", left],
        &["search", tables, "och", "--output", left],
    ] {
        judge.output(&command.join(" "), &swedish(command));
    }
    for row in place.table("diagnostics.csv") {
        judge.look(&row["code"], &row["message"]);
    }
    for row in place.table("documents.csv") {
        judge.look("error", &row["error"]);
    }
    let mut pages = 0;
    for path in crate::files::below(place.folder.path()) {
        if path.extension().is_some_and(|end| end == "html") {
            let page = std::fs::read_to_string(&path).unwrap();
            assert!(page.contains("<html lang=\"sv\">"));
            judge.look(&path.display().to_string(), &shown(&page));
            pages += 1;
        }
    }
    assert!(pages > 5, "{pages} pages");
    let mut book: Xlsx<_> = open_workbook(place.path("output/utfall.xlsx")).unwrap();
    let readme = book.worksheet_range("README").unwrap();
    for row in readme.rows() {
        // Names stand in the first columns, sentences there have spaces.
        let sentence = row[0].to_string();
        if sentence.contains(' ') {
            judge.look("README", &sentence);
        }
        judge.look("README", &row.get(3).map(ToString::to_string).unwrap_or_default());
    }
    let look = book.worksheet_range("needs_a_look").unwrap();
    for row in look.rows().skip(1) {
        judge.look("needs_a_look", &row[0].to_string());
    }
    assert!(judge.offences.is_empty(), "{:#?}", judge.offences);
}

#[test]
fn answers_are_kept_for_each_language_by_itself() {
    let place = Place::new();
    let file = place.write("in/kok.txt", "Kokbok\n\nKoka potatisen. Servera genast.\n");
    let messages = |language: &str| {
        let output = place.extract([file.as_os_str(), "--lang".as_ref(), language.as_ref()]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let rows = place.table("diagnostics.csv").into_iter();
        rows.map(|row| row["message"].clone()).collect::<Vec<_>>()
    };
    let english = messages("en");
    let swedish = messages("sv");
    assert!(english.contains(&"no goal label was found: the file is probably not such a report".to_owned()));
    assert!(
        swedish.contains(&"ingen måletikett hittades: filen är troligen inte en sådan rapport".to_owned())
    );
    assert_eq!(english, messages("en"));
}
