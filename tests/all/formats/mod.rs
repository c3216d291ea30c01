//! Every format holds the same facts: each is read back and compared with the machine's CSV, field by field.

mod read;

use crate::made::Made;
use crate::place::{Place, REPORT, run, said};
use read::{Tables, in_floats};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use utfall::write::{Destination, Dialect, Format, May, Output, Provenance, Wanted, files, verify};

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

/// An output folder for what a test makes up.
fn begun(folder: &Path, wanted: Wanted) -> Output {
    let provenance = Provenance {
        utfall: "1".into(),
        grammar: String::new(),
        options: serde_json::Value::Null,
        inputs_named: Vec::new(),
        wanted,
    };
    let destination = Destination::of_tables(folder, May::default()).unwrap();
    Output::create(&Arc::new(destination), &provenance).unwrap()
}

/// A run that writes these rows.
fn write(folder: &Path, tables: &Tables, wanted: Wanted) {
    let mut output = begun(folder, wanted);
    for (table, rows) in tables {
        rows.iter()
            .skip(1)
            .for_each(|row| output.row(table, row).unwrap());
    }
    output.finish().unwrap();
    assert_eq!(verify(folder).unwrap().1, Vec::<String>::new());
}

/// For every table a row for each hostile text, which stands in every column that holds text.
fn hostile() -> Tables {
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
        let names = file.columns.iter().map(|column| column.name.to_owned());
        let rows = texts.iter().enumerate().map(row);
        let table = std::iter::once(names.collect()).chain(rows).collect();
        (file.name.to_owned(), table)
    };
    files().iter().map(rows).collect()
}

/// Compares table by table, so that the first difference is told and not all of two folders.
fn same(found: &Tables, wanted: &Tables) {
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
        ..Wanted::default()
    }
}

/// Every format of a folder that has them all, against the machine's CSV.
fn same_in_every_format(folder: &Path, csv: &Tables) {
    same(&read::csv(folder, Dialect::ExcelSv), csv);
    same(&read::ndjson(folder), csv);
    same(&read::xlsx(folder), &in_floats(csv, false));
    same(&read::parquet(folder), &in_floats(csv, true));
    same(&read::sqlite(folder), &in_floats(csv, true));
}

/// The names of all formats, as they are typed.
fn every_format() -> String {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    names.join(",")
}

#[test]
fn every_format_holds_what_the_csv_holds() {
    let place = Place::new();
    let csv = read::csv(&corpus(&place, &[]), Dialect::Machine);
    assert!(csv["observations"].len() > 100);
    let folder = corpus(
        &place,
        &["--format", &every_format(), "--csv-dialect", "excel-sv"],
    );
    same_in_every_format(&folder, &csv);
    database(&folder);
    // In folders the rows of a table stand in another order.
    let folder = corpus(
        &place,
        &["--format", "parquet", "--partition-by", "year,doc_type"],
    );
    assert!(folder.join("observations.parquet/year=2017").is_dir());
    assert!(folder.join("diagnostics.parquet").is_file());
    let (mut found, mut wanted) = (read::parquet(&folder), in_floats(&csv, true));
    for table in found.values_mut().chain(wanted.values_mut()) {
        table[1..].sort();
    }
    same(&found, &wanted);
}

/// A database is sound: its keys lead somewhere, and its views answer.
fn database(folder: &Path) {
    let connection = rusqlite::Connection::open(folder.join("utfall.sqlite")).unwrap();
    let text = |sql: &str| -> Vec<String> {
        let mut select = connection.prepare(sql).unwrap();
        let rows = select.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(text("PRAGMA integrity_check"), ["ok"]);
    assert_eq!(
        text("SELECT \"table\" FROM pragma_foreign_key_check"),
        [] as [&str; 0]
    );
    let columns: usize = files().iter().map(|file| file.columns.len() + 1).sum();
    assert_eq!(
        text("SELECT meaning FROM dictionary WHERE meaning <> ''").len(),
        columns
    );
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    for view in text("SELECT name FROM sqlite_schema WHERE type = 'view'") {
        // Only the corpus knows how many; that it can be asked is what is tested.
        count(&format!("SELECT count(*) FROM \"{view}\""));
    }
    // One value for each series, body and time, and none of those that a report gives is missing.
    let each = "SELECT count(*) FROM (SELECT DISTINCT series_id, organisation_id, period_year, period_type, \
        breakdown, sex, measure FROM observations WHERE value IS NOT NULL AND measure IS NOT NULL \
        AND series_id IS NOT NULL AND organisation_id IS NOT NULL AND period_year IS NOT NULL \
        AND document_id NOT IN (SELECT document_id FROM uncounted_documents))";
    let latest = "SELECT count(*) FROM latest_values WHERE organisation_id IS NOT NULL";
    assert_eq!(count(latest), count(each));
    assert_eq!(
        count("SELECT count(*) FROM failed_checks"),
        count("SELECT count(*) FROM checks WHERE holds = 0")
    );
    assert_eq!(
        count("SELECT count(*) FROM goal_paths"),
        count("SELECT count(*) FROM goals")
    );
    // Every goal is found by a word of its title, and nothing else stands under the goals.
    assert_eq!(
        count("SELECT count(*) FROM search WHERE \"table\" = 'goals'"),
        count("SELECT count(*) FROM goals WHERE title IS NOT NULL")
    );
    let found = "SELECT count(*) FROM search WHERE search MATCH 'barn*' AND \"table\" = 'goals'";
    let titled = "SELECT count(*) FROM goals WHERE ' ' || lower(title) LIKE '% barn%'";
    assert!(count(found) > 0 && count(found) == count(titled));
}

#[test]
fn hostile_text_comes_back_from_every_format() {
    let place = Place::new();
    let rows = hostile();
    let (machine, other) = (place.path("machine"), place.path("other"));
    write(&machine, &rows, wanted(&[Format::Csv], Dialect::Machine));
    same(&read::csv(&machine, Dialect::Machine), &rows);
    write(&other, &rows, wanted(Format::ALL, Dialect::ExcelSv));
    same_in_every_format(&other, &rows);
}

/// Last year's column of this year's report counts more than last year's report.
#[test]
fn the_latest_value_is_that_of_the_latest_report() {
    let place = Place::new();
    let folder = place.path("output");
    let mut output = begun(&folder, wanted(&[Format::Sqlite], Dialect::Machine));
    let figure = |report: &mut Made, year: &str, value: &str| {
        let fields = [
            ("series_id", "s"),
            ("measure", "utfall"),
            ("period_year", year),
            ("value", value),
        ];
        report.row("observations", &fields);
    };
    let mut later = Made::new(
        "b",
        &[("doc_type", "VB"), ("year", "2018"), ("organisation_id", "x")],
    );
    figure(&mut later, "2017", "11.5");
    figure(&mut later, "2018", "12");
    let mut earlier = Made::new(
        "a",
        &[("doc_type", "VB"), ("year", "2017"), ("organisation_id", "x")],
    );
    figure(&mut earlier, "2017", "11");
    figure(&mut earlier, "2016", "10");
    for report in [&later, &earlier] {
        output.add(report.answer()).unwrap();
    }
    output.finish().unwrap();
    let connection = rusqlite::Connection::open(folder.join("utfall.sqlite")).unwrap();
    let sql = "SELECT period_year, value, document_id FROM latest_values ORDER BY period_year";
    let mut select = connection.prepare(sql).unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let found: Vec<(i32, f64, String)> = rows.unwrap().map(Result::unwrap).collect();
    let wanted = [(2016, 10.0, "a"), (2017, 11.5, "b"), (2018, 12.0, "b")];
    assert_eq!(
        found,
        wanted.map(|(year, value, id)| (year, value, id.to_owned()))
    );
}

/// A report prints the unit where it likes, and what T1 has under its year is not the year's outcome.
#[test]
fn an_outcome_stands_beside_its_target_whichever_prints_the_unit() {
    let place = Place::new();
    let folder = place.path("output");
    let mut output = begun(&folder, wanted(&[Format::Sqlite], Dialect::Machine));
    let facts = |kind: &'static str| [("doc_type", kind), ("year", "2017"), ("organisation_id", "x")];
    let mut annual = Made::new("a", &facts("VB"));
    let mut tertial = Made::new("b", &facts("T1"));
    let figure = |report: &mut Made, series: &str, measure: &str, value: &str, unit: &str, doubtful: &str| {
        let is_annual = measure == "utfall" && series != "u";
        let fields = [
            ("series_id", series),
            ("measure", measure),
            ("period_type", if is_annual { "VB" } else { "" }),
            ("period_year", "2017"),
            ("value", value),
            ("unit", unit),
            ("doubtful", doubtful),
        ];
        report.row("observations", &fields);
    };
    figure(&mut annual, "s", "utfall", "674", "", "true");
    figure(&mut annual, "s", "årsmål", "600", "st", "");
    figure(&mut annual, "t", "utfall", "2", "mnkr", "");
    figure(&mut annual, "t", "årsmål", "1900", "tkr", "");
    figure(&mut tertial, "u", "utfall", "20", "%", "");
    figure(&mut tertial, "u", "årsmål", "90", "%", "");
    for report in [&annual, &tertial] {
        output.add(report.answer()).unwrap();
    }
    output.finish().unwrap();
    let connection = rusqlite::Connection::open(folder.join("utfall.sqlite")).unwrap();
    let sql = "SELECT concat_ws(' ', series_id, utfall, \"årsmål\", unit, doubtful) FROM outcome_and_target ORDER BY 1";
    let mut select = connection.prepare(sql).unwrap();
    let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(
        rows.map(Result::unwrap).collect::<Vec<_>>(),
        ["s 674.0 600.0 st 1", "t 2.0 1900.0 mnkr | tkr", "u 90.0 %"]
    );
}

/// Whoever looks for a table finds it, also where it is parted and has no rows.
#[test]
fn a_parted_table_without_rows_is_there() {
    let place = Place::new();
    let folder = place.path("output");
    let parted = Wanted {
        partition_by: vec!["year".to_owned(), "doc_type".to_owned()],
        ..wanted(&[Format::Parquet], Dialect::Machine)
    };
    let mut output = begun(&folder, parted);
    output.add(Made::new("a", &[]).answer()).unwrap();
    output.finish().unwrap();
    let lengths = |(name, rows): (String, Vec<_>)| (name, rows.len());
    let found: BTreeMap<_, _> = read::parquet(&folder).into_iter().map(lengths).collect();
    for file in files() {
        assert!(
            folder.join(format!("{}.parquet", file.name)).exists(),
            "{}",
            file.name
        );
        let wanted = if file.name == "documents" { 2 } else { 1 };
        assert_eq!(found[file.name], wanted, "{}", file.name);
    }
    // A folder that says nothing of the year would leave Arrow without its type.
    assert!(folder.join("goals.parquet/part-0.parquet").is_file());
    assert_eq!(verify(&folder).unwrap().1, Vec::<String>::new());
}

/// The sheet for people leads to the row in question, and says no more than that.
#[test]
fn a_workbook_lists_what_needs_a_look() {
    let place = Place::new();
    let folder = place.path("output");
    let mut output = begun(&folder, wanted(&[Format::Xlsx], Dialect::Machine));
    let mut report = Made::new("a", &[]);
    report
        .row("observations", &[("raw", "5"), ("value", "5")])
        .row(
            "observations",
            &[("name", "Andel"), ("raw", "9"), ("doubtful", "true")],
        )
        .row("checks", &[("holds", "true"), ("sentence", "5 follows")])
        .row("checks", &[("holds", "false"), ("sentence", "6 follows")])
        .row("diagnostics", &[("severity", "note"), ("message", "nothing")])
        .row(
            "diagnostics",
            &[
                ("severity", "warning"),
                ("code", "sum-differs"),
                ("message", "6 follows"),
            ],
        )
        .row(
            "diagnostics",
            &[
                ("severity", "warning"),
                ("code", "date-unread"),
                ("message", "something"),
            ],
        );
    let mut failed = Made::new("b", &[]);
    failed.row(
        "documents",
        &[("status", "failed"), ("error", "the file is empty")],
    );
    for report in [&report, &failed] {
        output.add(report.answer()).unwrap();
    }
    output.finish().unwrap();
    use calamine::{Reader, Xlsx, open_workbook};
    let mut workbook: Xlsx<_> = open_workbook(folder.join("utfall.xlsx")).unwrap();
    let range = workbook.worksheet_range("needs_a_look").unwrap();
    let last = range.width() - 1;
    let found: Vec<String> = range
        .rows()
        .skip(1)
        .map(|row| format!("{} {}: {}", row[1], row[2], row[last]))
        .collect();
    assert_eq!(
        found,
        [
            "observations 3: Andel · 9",
            "checks 3: 6 follows",
            "diagnostics 4: date-unread · something",
            "documents 4: the file is empty",
        ]
    );
    // Also the tables that do not have the file lead to it, and a warning says what it is about.
    let rows: Vec<_> = range.rows().collect();
    let source = rows[0].iter().position(|name| *name == "source").unwrap();
    let sources = rows[1..].iter().map(|row| row[source].to_string());
    assert_eq!(sources.collect::<Vec<_>>(), ["a.pdf", "a.pdf", "a.pdf", "b.pdf"]);
    let date = utfall::trace::Code::ALL
        .iter()
        .find(|code| code.name() == "date-unread");
    assert_eq!(rows[3][0].to_string(), date.unwrap().meaning());
}

#[test]
fn the_same_rows_give_the_same_bytes_in_every_format() {
    let place = Place::new();
    let mut found = Vec::new();
    for jobs in ["1", "2", "2"] {
        let more = [
            "--format",
            &every_format(),
            "--jobs",
            jobs,
            "--partition-by",
            "year,district",
        ];
        let folder = corpus(&place, &more);
        let manifest = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
        assert!(manifest.contains("utfall.xlsx") && manifest.contains("utfall.sqlite"));
        found.push(manifest);
        if jobs == "1" {
            std::fs::remove_dir_all(&folder).unwrap();
        }
    }
    assert!(
        found.windows(2).all(|pair| pair[0] == pair[1]),
        "the hashes differ"
    );
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
                assert!(
                    !field.trim_start().starts_with(['=', '+', '@']),
                    "{}: {field:?}",
                    column.name
                );
                match column.kind {
                    "number" if !field.ends_with('\u{200b}') => assert!(!field.contains('.'), "{field}"),
                    "text" => assert!(!matches!(field, "1/3" | "007"), "{field}"),
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
    let whole = extract("parquet,sqlite,xlsx");
    assert!(!whole.contains(&"goals.ndjson".to_owned()), "{whole:?}");
    let output = place.extract([
        report.as_os_str(),
        "--format=parquet".as_ref(),
        "--partition-by=year,district".as_ref(),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let folder = place.path("output/goals.parquet/year=2019/district=__HIVE_DEFAULT_PARTITION__");
    assert!(folder.join("part-0.parquet").is_file());
    assert!(!place.path("output/utfall.xlsx").exists());
    // Other folders, and then one file again.
    assert_eq!(extract("parquet,sqlite,xlsx"), whole);
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
        ("--partition-by", "organisation", "doc_type"),
        ("--partition-by", "year", "--format parquet"),
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
