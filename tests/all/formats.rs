//! Every format holds the same facts: each is read back and compared with the machine's CSV, field by field.

use crate::place::{Place, REPORT, run, said};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use utfall::write::{
    Answer, Dialect, Format, Output, Provenance, Status, TableReader, Wanted, files, verify,
};

/// The rows of a table, with its columns as the first.
type Table = Vec<Vec<String>>;

/// Texts that have broken other writers.
const HOSTILE: &[&str] = &[
    "=1+1",
    "=HYPERLINK(\"http://example.com\";\"x\")",
    "+Fler ska arbeta",
    "-Färre",
    "- 5 av 10; \"citat\"",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "'citat'",
    "=\"5\"",
    "=\"=\"",
    "1.10",
    "1.2.1",
    "1/3",
    "12345678901234e5",
    "007",
    "81,5 %",
    "12345678901234567890",
    "rad ett\nrad två\r\nrad tre",
    "a;b,c\td\"e\"",
    "\u{1}\u{b}\u{1f}\u{7f}\u{fffe}\u{ffff}",
    "_x0041_ _x005F_",
    "<b>&amp;</b> ]]>",
    "👩‍👩‍👧 \u{202e}bakåt\u{feff}",
    "NULL",
    "null",
    "TRUE",
    " ",
    "\u{a0}",
];

/// A run that writes these rows.
fn write(folder: &Path, tables: &BTreeMap<String, Table>, wanted: Wanted) {
    let provenance = Provenance {
        utfall: "1".into(),
        grammar: String::new(),
        options: serde_json::Value::Null,
        inputs_named: Vec::new(),
        wanted,
    };
    let answer = Answer {
        source: "a.txt".into(),
        document_id: String::new(),
        sha256: String::new(),
        status: Status::Ok,
        error: None,
        pages: None,
        codes: BTreeMap::new(),
        lines: 0,
        claimed: BTreeMap::new(),
        tables: tables.clone(),
        document: None,
    };
    let mut output = Output::create(folder, &provenance).unwrap();
    output.add(&answer).unwrap();
    output.finish().unwrap();
    assert_eq!(verify(folder).unwrap().1, Vec::<String>::new());
}

/// For every table a row for each hostile text, which stands in every column that holds text.
fn hostile() -> BTreeMap<String, Table> {
    let long = format!("{}slut", "Å".repeat(40_000));
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str(), ""]).collect();
    let rows = |file: &utfall::write::File| {
        let row = |(at, text): (usize, &&str)| {
            let columns = file.columns.iter();
            columns
                .map(|column| match column.kind {
                    "integer" => (at as i64 * 1_000_003 - 7).to_string(),
                    "number" => ["-0.50", "81.5", "", "12345678901234567.89", "0"][at % 5].to_owned(),
                    "date" => ["2017-02-28", "", "hela 2017", "2017-02-31", "1871-01-01"][at % 5].to_owned(),
                    "boolean" => ["true", "false", ""][at % 3].to_owned(),
                    // Ids are keys: they are one of a kind.
                    _ if column.name.ends_with("_id") => format!("x{at}"),
                    _ => (*text).to_owned(),
                })
                .collect()
        };
        (file.name.to_owned(), texts.iter().enumerate().map(row).collect())
    };
    files().iter().map(rows).collect()
}

/// The machine's tables of a folder.
fn tables(folder: &Path, dialect: Dialect) -> BTreeMap<String, Table> {
    let table = |file: &utfall::write::File| {
        let mut reader = TableReader::open(folder, file.name, dialect).unwrap();
        let mut rows = vec![reader.columns().unwrap()];
        rows.extend(reader.map(Result::unwrap));
        (file.name.to_owned(), rows)
    };
    files().iter().map(table).collect()
}

/// The tables that NDJSON holds, each value as the machine's CSV spells it.
fn ndjson(folder: &Path) -> BTreeMap<String, Table> {
    let table = |file: &utfall::write::File| {
        let names: Vec<String> = file.columns.iter().map(|column| column.name.to_owned()).collect();
        let text = std::fs::read_to_string(folder.join(format!("{}.ndjson", file.name))).unwrap();
        let mut rows = vec![names];
        for line in text.split_terminator('\n') {
            let fields: BTreeMap<&str, &serde_json::value::RawValue> = serde_json::from_str(line).unwrap();
            let field = |column: &utfall::write::Column| {
                let raw = fields[column.name].get();
                match raw.starts_with('"') {
                    true => serde_json::from_str(raw).unwrap(),
                    false => raw.replace("null", ""),
                }
            };
            rows.push(file.columns.iter().map(field).collect());
        }
        (file.name.to_owned(), rows)
    };
    files().iter().map(table).collect()
}

/// Compares table by table, so that the first difference is told and not all of two folders.
fn same(found: &BTreeMap<String, Table>, wanted: &BTreeMap<String, Table>) {
    for (name, rows) in wanted {
        let found = &found[name];
        assert_eq!(found.len(), rows.len(), "rows of {name}");
        for (at, (found, wanted)) in found.iter().zip(rows).enumerate() {
            assert!(found == wanted, "{name}, row {at}:\n{found:?}\n{wanted:?}");
        }
    }
}

/// What `extract` leaves of the reports of the corpus.
fn corpus(place: &Place, more: &[&str]) -> PathBuf {
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/reports");
    let mut arguments = vec![reports.as_os_str()];
    arguments.extend(more.iter().map(AsRef::<std::ffi::OsStr>::as_ref));
    let output = place.extract(arguments);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    let folder = place.path("output");
    assert_eq!(verify(&folder).unwrap().1, Vec::<String>::new());
    folder
}

fn wanted(formats: &[Format], csv_dialect: Dialect) -> Wanted {
    Wanted {
        formats: formats.iter().copied().collect(),
        csv_dialect,
    }
}

#[test]
fn every_format_holds_what_the_csv_holds() {
    let place = Place::new();
    let machine = tables(&corpus(&place, &[]), Dialect::Machine);
    assert!(machine["observations"].len() > 100);
    let folder = corpus(&place, &["--format", "csv,ndjson", "--csv-dialect", "excel-sv"]);
    same(&tables(&folder, Dialect::ExcelSv), &machine);
    same(&ndjson(&folder), &machine);
}

#[test]
fn hostile_text_comes_back_from_every_format() {
    let place = Place::new();
    let rows = hostile();
    let (machine, other) = (place.path("machine"), place.path("other"));
    write(&machine, &rows, wanted(&[Format::Csv], Dialect::Machine));
    let csv = tables(&machine, Dialect::Machine);
    for (name, rows) in &rows {
        assert!(csv[name][1..] == rows[..], "{name}");
    }
    write(&other, &rows, wanted(Format::ALL, Dialect::ExcelSv));
    same(&tables(&other, Dialect::ExcelSv), &csv);
    same(&ndjson(&other), &csv);
}

/// What a spreadsheet sees before anything is undone.
#[test]
fn a_swedish_spreadsheet_finds_numbers_days_and_no_formula_of_a_report() {
    let place = Place::new();
    let folder = place.path("output");
    write(&folder, &hostile(), wanted(&[Format::Csv], Dialect::ExcelSv));
    for file in files() {
        let bytes = std::fs::read(folder.join(format!("{}.csv", file.name))).unwrap();
        let text = std::str::from_utf8(&bytes)
            .unwrap()
            .strip_prefix('\u{feff}')
            .unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_reader(text.as_bytes());
        assert!(text.ends_with("\r\n"));
        for record in reader.records() {
            for (column, field) in file.columns.iter().zip(&record.unwrap()) {
                let is_said_to_be_text = field.starts_with("=\"") && field.ends_with('"');
                let inner = if is_said_to_be_text {
                    &field[2..field.len() - 1]
                } else {
                    field
                };
                assert!(
                    !inner.contains('"') || !is_said_to_be_text,
                    "{field:?} ends early"
                );
                assert!(
                    is_said_to_be_text || !field.trim_start().starts_with(['=', '+', '@']),
                    "{}: {field:?}",
                    column.name
                );
                match column.kind {
                    "number" if !is_said_to_be_text => assert!(!field.contains('.'), "{field}"),
                    "text" => assert!(!matches!(field, "1.10" | "1/3" | "007" | "81,5 %"), "{field}"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn what_is_no_longer_wanted_does_not_stay() {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT);
    let extract = |formats: &str| {
        let output = place.extract([report.as_os_str(), "--format".as_ref(), formats.as_ref()]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(place.is_clean(), "{:?}", place.left());
        assert_eq!(verify(&place.path("output")).unwrap().1, Vec::<String>::new());
        place.left()
    };
    let first = extract("csv,json");
    assert!(first.contains(&"goals.csv".to_owned()));
    place.write("output/notes.csv", "mine");
    let left = extract("ndjson");
    assert!(left.contains(&"goals.ndjson".to_owned()));
    assert!(
        left.contains(&"notes.csv".to_owned()),
        "it is not ours to remove: {left:?}"
    );
    for gone in ["goals.csv", "documents"] {
        assert!(!left.contains(&gone.to_owned()), "{gone} stays: {left:?}");
    }
    std::fs::remove_file(place.path("output/notes.csv")).unwrap();
    assert_eq!(extract("csv,json"), first);
    // What another run left half way belongs to none, and is told.
    place.write("output/goals.ndjson", "{}\n");
    let (_, faults) = verify(&place.path("output")).unwrap();
    assert_eq!(faults, ["goals.ndjson: is not of this run"]);
}

#[test]
fn a_format_that_is_not_known_is_refused_with_those_that_are() {
    let place = Place::new();
    let report = place.write("in/plan.txt", REPORT);
    for (option, value, wanted) in [
        ("--format", "csv,xls", "ndjson"),
        ("--csv-dialect", "german", "excel-sv"),
    ] {
        let output = place.extract([report.as_os_str(), option.as_ref(), value.as_ref()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(wanted), "{}", said(&output));
    }
}

#[test]
fn relations_are_checked_in_any_dialect_and_not_without_csv() {
    let place = Place::new();
    let check = |more: &[&str]| {
        let folder = corpus(&place, more);
        run([AsRef::<std::ffi::OsStr>::as_ref("check"), folder.as_os_str()])
    };
    let machine = check(&[]);
    let excel = check(&["--csv-dialect", "excel-sv"]);
    assert_eq!(excel.stdout, machine.stdout);
    let without = check(&["--format", "ndjson"]);
    assert_eq!(without.status.code(), Some(2));
    assert!(said(&without).contains("--format csv"), "{}", said(&without));
}
