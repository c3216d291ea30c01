//! What the compiler does not see: who may look where, and what stands in no file.
//!
//! Every test collects all offences and fails once with the list.

use regex::Regex;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may look into. The floor first, then the flow; nobody looks ahead. All may look into the
/// room of the language, since all may have something to say.
const ROOMS: &[(&str, &[&str])] = &[
    ("language", &[]),
    ("trace", &[]),
    ("disk", &[]),
    ("record", &["trace"]),
    ("grammar", &["trace", "disk", "record"]),
    ("lex", &["record", "grammar"]),
    ("source", &["trace"]),
    ("page", &["trace"]),
    ("block", &["trace", "grammar", "lex", "page"]),
    (
        "recognise",
        &["trace", "record", "grammar", "lex", "page", "block"],
    ),
    ("normalise", &["trace", "record", "recognise"]),
    ("check", &["trace", "record", "grammar"]),
    ("link", &["trace", "record", "grammar"]),
    ("redact", &["trace", "record", "grammar", "lex"]),
    ("write", &["trace", "disk", "record", "redact"]),
    ("panel", &["trace", "record", "grammar", "write"]),
    ("compare", &["trace", "record", "grammar", "panel"]),
    ("overview", &["trace", "record", "grammar", "panel", "compare"]),
    (
        "answers",
        &[
            "trace", "record", "grammar", "write", "panel", "compare", "overview",
        ],
    ),
    ("chart", &["trace", "record", "compare", "overview"]),
    (
        "batch",
        &["trace", "disk", "grammar", "source", "redact", "write", "run"],
    ),
];

/// Outside crates and the rooms that may name each.
const HOMES: &[(&str, &[&str])] = &[
    ("aho_corasick", &["redact"]),
    ("anyhow", &["bin"]),
    ("cap_fs_ext", &["disk"]),
    ("cap_std", &["disk"]),
    ("chardetng", &["source"]),
    ("chrono", &["write"]),
    ("clap", &["bin"]),
    ("clap_complete", &["bin"]),
    ("clap_mangen", &["bin"]),
    ("csv", &["grammar", "source", "write", "panel", "bin"]),
    ("ctrlc", &["bin"]),
    ("encoding_rs", &["source"]),
    ("flate2", &["page"]),
    ("fluent_bundle", &["language"]),
    ("hayro", &["page"]),
    ("hayro_font", &["page"]),
    ("hayro_interpret", &["page"]),
    ("hayro_syntax", &["page"]),
    ("html5gum", &["page"]),
    ("landlock", &["bin"]),
    ("libc", &["bin"]),
    ("mailparse", &["source"]),
    ("maud", &["chart"]),
    ("memchr", &["source", "page"]),
    ("nom", &["lex", "block", "recognise"]),
    ("parquet", &["write"]),
    ("pdf_extract", &["page"]),
    ("plotters", &["chart"]),
    ("pulldown_cmark", &["page"]),
    ("regex", &["page"]),
    ("rlimit", &["bin"]),
    ("roxmltree", &["page"]),
    (
        "rust_decimal",
        &[
            "record",
            "lex",
            "recognise",
            "check",
            "write",
            "panel",
            "compare",
            "answers",
            "chart",
        ],
    ),
    ("rust_xlsxwriter", &["write"]),
    ("rusqlite", &["panel", "write"]),
    ("serde", &["trace", "grammar", "write", "batch"]),
    ("serde_json", &["grammar", "write", "batch", "compare", "bin"]),
    ("serde_transcode", &["write"]),
    ("sha2", &["grammar", "source", "write", "batch", "bin"]),
    ("strsim", &["panel", "recognise", "redact", "answers"]),
    ("tempfile", &["write"]),
    ("unic_langid", &["language"]),
    ("unicode_width", &["page", "bin"]),
    ("unicode_normalization", &["grammar", "source", "page", "redact"]),
    ("zip", &["source", "page"]),
];

/// Rooms that open files. All others are pure: same input, same output.
const OPENS_FILES: &[&str] = &["disk", "grammar", "source", "write", "batch", "bin"];

/// Files with Swedish words in code, and why. The words of reports are data in `grammars/`.
const SWEDISH: &[(&str, &str)] = &[
    ("language/sv/answers.ftl", "the program's own Swedish"),
    ("language/sv/codes.ftl", "the program's own Swedish"),
    ("language/sv/diagnostics.ftl", "the program's own Swedish"),
    ("language/sv/errors.ftl", "the program's own Swedish"),
    ("language/sv/help.ftl", "the program's own Swedish"),
    ("language/sv/pages.ftl", "the program's own Swedish"),
    ("language/sv/program.ftl", "the program's own Swedish"),
    (
        "write/format/sqlite/views.sql",
        "views ask for the contract's words",
    ),
    (
        "write/schema.rs",
        "the data dictionary quotes the contract's words",
    ),
    (
        "write/schema_run.rs",
        "the data dictionary quotes the contract's words",
    ),
    (
        "write/package/mod.rs",
        "the description of a folder calls the reports what they are called",
    ),
    (
        "write/package/swedish.csv",
        "it says in Swedish what files and columns mean",
    ),
    (
        "overview/indicators.rs",
        "columns are called as the measures that they count",
    ),
];

/// Files that commands leave beside the tables.
const LEFT: &[&str] = &[
    "datapackage.json",
    "manifest.json",
    "goals.json",
    "goal_judgements.csv",
    "goal_judgements.xlsx",
];

/// The pages that people read.
const PAGES: &[&str] = &[
    "README.md",
    "CONTRIBUTING.md",
    "corpus/README.md",
    "corpus/READING.md",
    "grammars/README.md",
    "output/FORMATS.md",
    "src/COMMANDS.md",
    "src/RUNNING.md",
    "tests/MEASURING.md",
];

/// No file has more lines.
const LONGEST: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, with its path from there.
fn files(below: &str) -> Vec<(String, String)> {
    let folder = root().join(below);
    let files = crate::files::below(&folder).into_iter();
    files
        .filter_map(|path| {
            let text = std::fs::read_to_string(&path).ok()?;
            let name = path.strip_prefix(&folder).unwrap().to_string_lossy();
            Some((name.replace('\\', "/"), text))
        })
        .collect()
}

/// The code of a file: without its tests at the end and without comments.
fn code(text: &str) -> String {
    let own = text.split("#[cfg(test)]").next().unwrap_or("");
    let lines = own.lines().map(|line| {
        let trimmed = line.trim_start();
        if trimmed.starts_with("//") {
            ""
        } else {
            line.split(" // ").next().unwrap_or("")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The room that a file of `src/` belongs to.
fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or("")
}

fn none(offences: &[String]) {
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn no_room_looks_ahead() {
    let looks = Regex::new(r"\bcrate::([a-z_]+)").unwrap();
    let mut offences = Vec::new();
    for (name, text) in files("src") {
        let own = room(&name);
        let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| *room == own) else {
            continue;
        };
        for (at, line) in code(&text).lines().enumerate() {
            for found in looks.captures_iter(line) {
                let other = &found[1];
                if other != own && !matches!(other, "language" | "say") && !allowed.contains(&other) {
                    offences.push(format!("src/{name}:{}: {own} looks into {other}", at + 1));
                }
            }
        }
    }
    none(&offences);
}

#[test]
fn every_room_is_known_and_listed_in_the_map() {
    let map = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut offences = Vec::new();
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(root().join("src")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && name != "bin" {
            if !map.contains(&format!("pub mod {name};")) {
                offences.push(format!("src/lib.rs does not list {name}"));
            }
            found.insert(name);
        }
    }
    let known: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    if found != known {
        offences.push(format!("the rooms are {found:?}, the table here has {known:?}"));
    }
    none(&offences);
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut offences = Vec::new();
    let from = manifest.find("\n[dependencies]").unwrap();
    let until = manifest[from + 1..].find("\n[").unwrap() + from + 1;
    for line in manifest[from..until]
        .lines()
        .skip(2)
        .filter(|line| !line.is_empty())
    {
        let name = line.split([' ', '=']).next().unwrap().replace('-', "_");
        if !HOMES.iter().any(|(home, _)| *home == name) {
            offences.push(format!("Cargo.toml: {name} has no home in the table here"));
        }
        if !line.contains(" # ") {
            offences.push(format!("Cargo.toml: {name} has no word why"));
        }
    }
    let sources: Vec<(String, String)> = files("src")
        .into_iter()
        .map(|(name, text)| (name, code(&text)))
        .collect();
    for (home, rooms) in HOMES {
        let names = Regex::new(&format!(r"(^|[^A-Za-z0-9_:]){home}::|\buse {home}\b")).unwrap();
        for (name, text) in &sources {
            // A test of the same name as a crate's module does no harm: only paths count.
            if names.is_match(text) && !rooms.contains(&room(name)) {
                offences.push(format!(
                    "src/{name} names {home}, whose home is {}",
                    rooms.join(", ")
                ));
            }
        }
    }
    none(&offences);
}

#[test]
fn files_are_opened_at_the_doors_only() {
    let opens = Regex::new(r"\b(std::fs|fs|File|OpenOptions)::").unwrap();
    let mut offences = Vec::new();
    for (name, text) in files("src") {
        if opens.is_match(&code(&text)) && !OPENS_FILES.contains(&room(&name)) {
            offences.push(format!("src/{name} opens files"));
        }
    }
    none(&offences);
}

#[test]
fn every_room_begins_with_what_it_takes_gives_and_never_does() {
    let mut offences = Vec::new();
    for (name, text) in files("src").iter().filter(|(name, _)| name.ends_with("mod.rs")) {
        let door: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let at = |word: &str| {
            door.iter()
                .position(|line| line.starts_with(&format!("//! {word}: ")))
        };
        let in_order = matches!((at("Takes"), at("Gives"), at("Never")), (Some(takes), Some(gives), Some(never))
            if takes >= 2 && takes < gives && gives < never);
        if !in_order || !door[0].ends_with('.') && !door[1].ends_with('.') {
            offences.push(format!(
                "src/{name}: the door lacks a sentence, Takes:, Gives: or Never:"
            ));
        }
    }
    none(&offences);
}

#[test]
fn every_file_begins_with_what_it_is() {
    let mut offences = Vec::new();
    for folder in ["src", "tests"] {
        for (name, text) in files(folder).iter().filter(|(name, _)| name.ends_with(".rs")) {
            if !text.starts_with("//! ") {
                offences.push(format!(
                    "{folder}/{name}: the first line does not say what the file is"
                ));
            }
            let lines = text.lines().count();
            if lines > LONGEST {
                offences.push(format!("{folder}/{name}: {lines} lines, more than {LONGEST}"));
            }
        }
    }
    none(&offences);
}

/// A letter of the alphabet in a decoding table is no word; two letters in a row are.
#[test]
fn the_words_of_reports_are_data() {
    let swedish = Regex::new(r"[\p{L}][åäöÅÄÖ]|[åäöÅÄÖ][\p{L}]").unwrap();
    let mut offences = Vec::new();
    let mut excused = BTreeSet::new();
    let is_code =
        |name: &str| room(name) != "record" && !name.ends_with("/tests.rs") && !name.ends_with(".md");
    for (name, text) in files("src").iter().filter(|(name, _)| is_code(name)) {
        for (at, line) in code(text).lines().enumerate() {
            if !swedish.is_match(line) {
                continue;
            }
            match SWEDISH.iter().find(|(file, _)| file == name) {
                Some((file, _)) => {
                    excused.insert(*file);
                }
                None => offences.push(format!("src/{name}:{}: {}", at + 1, line.trim())),
            }
        }
    }
    for (file, reason) in SWEDISH.iter().filter(|(file, _)| !excused.contains(file)) {
        offences.push(format!("src/{file} needs no excuse any more ({reason})"));
    }
    none(&offences);
}

/// What is read here stands for itself: it names no machine that it was made on and nobody's working day.
#[test]
fn nothing_tells_of_the_making() {
    // In pieces, or this file would be the first offender.
    let stray: Vec<String> = [
        ["/wo", "rk/"],
        ["/ho", "me/"],
        ["/ro", "ot/"],
        ["/tm", "p/"],
        ["../sha", "red"],
        ["/sha", "red/"],
        [" ses", "sion"],
        ["C:\\Us", "ers"],
    ]
    .iter()
    .map(|pieces| pieces.concat())
    .collect();
    let mut offences = Vec::new();
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    for folder in ["src", "tests", "grammars", "corpus", ".ci", ".cargo"] {
        texts.extend(
            files(folder)
                .into_iter()
                .map(|(name, text)| (Path::new(folder).join(name), text)),
        );
    }
    for name in PAGES
        .iter()
        .chain(&["Cargo.toml", "CHANGELOG.md", "output/README.md"])
    {
        texts.push((name.into(), std::fs::read_to_string(root().join(name)).unwrap()));
    }
    for (name, text) in texts
        .iter()
        .filter(|(name, _)| !name.starts_with("corpus/reports"))
    {
        for (at, line) in text.lines().enumerate() {
            if let Some(word) = stray.iter().find(|word| line.contains(word.as_str())) {
                offences.push(format!("{}:{}: {word}", name.display(), at + 1));
            }
        }
    }
    none(&offences);
}

#[test]
fn the_page_for_contributors_shows_the_flow_of_the_map() {
    let readme = std::fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let map = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let flow = map.lines().find(|line| line.contains("─source─▶")).unwrap();
    assert!(readme.contains(flow.trim_start_matches("//! ")), "{flow}");
}

#[test]
fn the_readmes_name_files_that_are_there() {
    let link = Regex::new(r"\]\(([A-Za-z0-9_./-]+)(?:#[^)]*)?\)").unwrap();
    let named = Regex::new(
        r"`((?:src|tests|grammars|corpus|output)/[A-Za-z0-9_./-]+|(?:[a-z_]+/)?[a-z_]+\.(?:json|csv))`",
    )
    .unwrap();
    let mut offences = Vec::new();
    for readme in PAGES {
        let folder = Path::new(readme).parent().unwrap();
        let text = std::fs::read_to_string(root().join(readme)).unwrap();
        for link in link.captures_iter(&text) {
            if !root().join(folder).join(&link[1]).exists() {
                offences.push(format!("{readme} leads to {}", &link[1]));
            }
        }
        for found in named.captures_iter(&text) {
            let name = &found[1];
            let is_output = utfall::write::files()
                .iter()
                .any(|file| name == format!("{}.csv", file.name))
                || LEFT.contains(&name);
            let is_there = [root().join(name), root().join(folder).join(name)]
                .iter()
                .any(|path| path.exists());
            if !is_output && !is_there {
                offences.push(format!("{readme} names {name}"));
            }
        }
    }
    none(&offences);
}
