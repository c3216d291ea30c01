//! Twelve questions that users have, each as one command and as one query over one table.

use crate::made::{Made, write};
use crate::place::{printed, run, said};
use rusqlite::Connection;
use std::path::Path;
use utfall::write::{Dialect, Format, Wanted};

/// An annual report of a district's committee, or of a unit in it.
fn report(id: &str, district: &str, year: &str, unit: Option<&str>) -> Made {
    let lower = utfall::grammar::slug(district);
    let committee = format!("{district} stadsdelsnämnd");
    let (name, level) = unit.map_or((committee.as_str(), "stadsdelsnämnd"), |unit| (unit, "enhet"));
    let body = match unit {
        Some(_) => format!("enhet-{lower}-prov"),
        None => format!("sdn-{lower}"),
    };
    let facts = [
        ("doc_type", "VB"),
        ("year", year),
        ("organisation", name),
        ("organisation_id", &*body),
        ("organisation_level", level),
        ("district", district),
        ("district_id", &*lower),
    ];
    // The columns live as long as the program: a test's few strings may.
    let facts: Vec<(&'static str, &str)> = facts.to_vec();
    Made::new(id, &facts)
}

/// A figure of the share of trying children: measure, year, value.
fn figure(made: &mut Made, measure: &str, year: &str, value: &str) {
    let part = if measure == "utfall" { "VB" } else { "" };
    let fields = [
        ("name", "Andel barn som provar"),
        ("series_id", "andel-barn-som-provar"),
        ("measure", measure),
        ("period_type", part),
        ("period_year", year),
        ("value", value),
        ("unit", "%"),
        ("raw", value),
        ("page", "4"),
    ];
    made.row("observations", &fields);
    made.row(
        "indicators",
        &[
            ("name", "Andel barn som provar"),
            ("series_id", "andel-barn-som-provar"),
        ],
    );
}

fn goal(made: &mut Made, title: &str, fulfilment: &str) {
    made.row(
        "goals",
        &[
            ("goal_id", title),
            ("level", "nämndmål"),
            ("title", title),
            ("fulfilment", fulfilment),
            ("page", "3"),
        ],
    );
}

/// A row of a budget table: label, role, budget, outcome, deviation in kronor.
fn money(made: &mut Made, row: &str, label: &str, role: &str, amounts: [&str; 3]) {
    for (measure, amount) in ["budget", "utfall", "avvikelse"].into_iter().zip(amounts) {
        made.row(
            "cells",
            &[
                ("table_id", "t1"),
                ("kind", "budget"),
                ("row", row),
                ("row_label", label),
                ("row_role", role),
                ("measure", measure),
                ("amount_sek", amount),
                ("page", "8"),
            ],
        );
    }
}

fn folder() -> tempfile::TempDir {
    let mut first = report("a", "Farsta", "2016", None);
    figure(&mut first, "utfall", "2016", "70");
    goal(&mut first, "Alla barn provar", "helt");
    let mut second = report("b", "Farsta", "2018", None);
    figure(&mut second, "utfall", "2016", "69");
    figure(&mut second, "utfall", "2018", "74");
    figure(&mut second, "årsmål", "2018", "80");
    figure(&mut second, "kf_årsmål", "2018", "90");
    goal(&mut second, "Alla barn provar", "ej");
    second.row(
        "tables",
        &[("table_id", "t1"), ("kind", "budget"), ("caption", "Driftbudget")],
    );
    money(&mut second, "1", "Förskola", "item", ["1000", "1100", "-100"]);
    money(&mut second, "2", "Summa", "total", ["5000", "5150", "-150"]);
    second.row(
        "activities",
        &[
            ("name", "Prova utomhus"),
            ("deviation", "Försenad"),
            ("page", "5"),
        ],
    );
    second.row(
        "activities",
        &[("name", "Prova inomhus"), ("deviation", "-"), ("page", "5")],
    );
    second.row(
        "sections",
        &[
            ("heading", "Inledning"),
            ("text", "Här berättas om provvagnen i parken."),
            ("page", "2"),
        ],
    );
    let mut third = report("c", "Skarpnäck", "2018", None);
    figure(&mut third, "utfall", "2018", "81.5");
    let mut unit = report("d", "Farsta", "2018", Some("Provenheten"));
    figure(&mut unit, "utfall", "2018", "99");
    let folder = tempfile::tempdir().unwrap();
    let wanted = Wanted {
        formats: [Format::Csv, Format::Sqlite].into(),
        csv_dialect: Dialect::Machine,
        partition_by: Vec::new(),
    };
    write(folder.path(), &[first, second, third, unit], wanted);
    folder
}

/// What a command prints of some columns.
fn asked(folder: &Path, command: &[&str], columns: &[&str]) -> Vec<Vec<String>> {
    let (name, more) = command.split_first().unwrap();
    let mut arguments = vec![*name, folder.to_str().unwrap()];
    arguments.extend(more);
    arguments.extend(["--format", "csv"]);
    let output = run(&arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    let text = printed(&output);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |column: &&str| header.iter().position(|name| name == *column).unwrap();
    let places: Vec<usize> = columns.iter().map(at).collect();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| places.iter().map(|at| row[*at].to_owned()).collect())
        .collect()
}

/// What one query gives.
fn queried(folder: &Path, sql: &str) -> Vec<Vec<String>> {
    let database = Connection::open(folder.join("utfall.sqlite")).unwrap();
    let mut select = database.prepare(sql).unwrap();
    let columns = select.column_count();
    let rows = select.query_map([], |row| {
        let text = |at| {
            Ok(match row.get_ref(at)? {
                rusqlite::types::ValueRef::Null => String::new(),
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                rusqlite::types::ValueRef::Real(number) => number.to_string(),
                other => other.as_str()?.to_owned(),
            })
        };
        (0..columns).map(text).collect::<rusqlite::Result<Vec<String>>>()
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// A question: the command, the columns of its answer, the query, the answer.
type Question<'q> = (&'q [&'q str], &'q [&'q str], &'q str, &'q [&'q [&'q str]]);

#[test]
fn twelve_questions_have_their_answers_in_one_command_and_in_one_query() {
    let folder = folder();
    let questions: &[Question<'_>] = &[
        // Which reports are missing?
        (
            &["missing"],
            &["organisation", "doc_type", "year"],
            "SELECT organisation, doc_type, year FROM coverage WHERE status = 'missing'",
            &[&["Farsta stadsdelsnämnd", "VB", "2017"]],
        ),
        // Which outcomes were printed differently later?
        (
            &["revisions"],
            &["name", "period", "values"],
            "SELECT name, 'VB ' || year, '70 | 69' FROM observations_annual WHERE revised",
            &[&["Andel barn som provar", "VB 2016", "70 | 69"]],
        ),
        // How far from its budget did a district end?
        (
            &["budget", "--totals"],
            &["district", "year", "row_label", "avvikelse", "caption"],
            "SELECT district, year, row_label, CAST(amount_sek AS INTEGER), 'Driftbudget' FROM cells
             WHERE measure = 'avvikelse' AND row_role = 'total'",
            &[&["Farsta", "2018", "Summa", "-150", "Driftbudget"]],
        ),
        // And one of its services?
        (
            &["budget", "förskola"],
            &["row_role", "budget", "utfall"],
            "SELECT row_role, CAST(max(amount_sek) FILTER (WHERE measure = 'budget') AS INTEGER),
                    CAST(max(amount_sek) FILTER (WHERE measure = 'utfall') AS INTEGER)
             FROM cells WHERE row_label = 'Förskola'",
            &[&["item", "1000", "1100"]],
        ),
        // What did not go as planned?
        (
            &["activities", "--deviating"],
            &["name", "deviation", "page"],
            "SELECT name, deviation, page FROM activities WHERE deviation NOT IN ('-', '')",
            &[&["Prova utomhus", "Försenad", "5"]],
        ),
        // Which goals were not reached?
        (
            &["goals", "--fulfilment", "ej"],
            &["year", "title"],
            "SELECT year, title FROM goals WHERE fulfilment = 'ej'",
            &[&["2018", "Alla barn provar"]],
        ),
        // Which district came furthest? Units are no districts.
        (
            &["rank", "barn provar", "--year", "2018"],
            &["rank", "district", "outcome"],
            "SELECT rank() OVER (ORDER BY outcome DESC), district, outcome FROM observations_annual
             WHERE series_id = 'andel-barn-som-provar' AND year = 2018 AND organisation_level = 'stadsdelsnämnd'",
            &[&["1", "Skarpnäck", "81.5"], &["2", "Farsta", "74"]],
        ),
        // And among units?
        (
            &["rank", "barn provar", "--year", "2018", "--level", "enhet"],
            &["rank", "organisation", "outcome"],
            "SELECT 1, organisation, outcome FROM observations_annual WHERE organisation_level = 'enhet'",
            &[&["1", "Provenheten", "99"]],
        ),
        // What did a district aim at, and where did it end?
        (
            &["rank", "barn provar", "--year", "2018", "--district", "Farsta"],
            &["outcome", "target", "city_target"],
            "SELECT outcome, target, city_target FROM observations_annual
             WHERE district_id = 'farsta' AND year = 2018 AND organisation_level = 'stadsdelsnämnd'",
            &[&["74", "80", "90"]],
        ),
        // Where is something told?
        (
            &["search", "provvagnen"],
            &["found_in", "heading", "page"],
            "SELECT 'sections', heading, page FROM sections WHERE text LIKE '%provvagnen%'",
            &[&["sections", "Inledning", "2"]],
        ),
        // How did an indicator go on over the years?
        (
            &["compare", "--series", "andel-barn-som-provar", "--district", "Skarpnäck"],
            &["district", "year", "value", "unit"],
            "SELECT district, year, outcome, unit FROM observations_annual WHERE district_id = 'skarpnack'",
            &[&["Skarpnäck", "2018", "81.5", "%"]],
        ),
        // Which indicators are there?
        (
            &["indicators", "provar"],
            &["series_id", "first_outcome_year", "last_outcome_year"],
            "SELECT series_id, min(year), max(year) FROM observations_annual GROUP BY series_id",
            &[&["andel-barn-som-provar", "2016", "2018"]],
        ),
    ];
    assert_eq!(questions.len(), 12);
    for (command, columns, sql, answer) in questions {
        let answer: Vec<Vec<String>> = answer
            .iter()
            .map(|row| row.iter().map(|field| (*field).to_owned()).collect())
            .collect();
        assert_eq!(asked(folder.path(), command, columns), answer, "{command:?}");
        assert_eq!(queried(folder.path(), sql), answer, "{sql}");
    }
}

#[test]
fn a_profile_has_every_part_of_one_district_and_nothing_of_another() {
    let folder = folder();
    let rows = asked(
        folder.path(),
        &["profile", "farsta"],
        &["part", "year", "name", "outcome", "said"],
    );
    let shown: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    for wanted in [
        ["report", "2017", "", "", "missing"],
        ["goal", "2016", "Alla barn provar", "", "helt"],
        ["goal", "2018", "Alla barn provar", "", "ej"],
        ["indicator", "2016", "Andel barn som provar", "70", "revised"],
        ["indicator", "2018", "Andel barn som provar", "74", ""],
        ["activity", "2018", "Prova utomhus", "", "Försenad"],
    ] {
        assert!(
            shown.contains(&wanted.to_vec()),
            "{wanted:?} is not among {shown:#?}"
        );
    }
    assert!(shown.iter().all(|row| row[3] != "81.5"));
}

#[test]
fn comparisons_and_lists_open_in_a_swedish_spreadsheet_too() {
    let folder = folder();
    let tables = folder.path().to_str().unwrap();
    for (command, more, stem, wanted) in [
        ("compare", &["--all", "--to", "2018"][..], "compare", "\"81,5\""),
        (
            "indicators",
            &[],
            "answer_indicators",
            "\"andel-barn-som-provar\"",
        ),
        ("goals", &[], "goal_judgements", "\"helt\""),
    ] {
        let asked = |given: &[&str]| run([command, tables].iter().chain(more).chain(given));
        let printed = asked(&["--format", "csv", "--csv-dialect", "excel-sv"]);
        let csv = String::from_utf8(printed.stdout).unwrap();
        assert!(
            csv.starts_with('\u{FEFF}') && csv.contains(wanted),
            "{command}: {csv}"
        );
        let left = tempfile::tempdir().unwrap();
        let output = left.path().to_str().unwrap();
        assert!(
            asked(&["--output", output, "--csv-dialect", "excel-sv"])
                .status
                .success()
        );
        let read = |end: &str| std::fs::read(left.path().join(format!("{stem}.{end}"))).unwrap();
        assert_eq!(String::from_utf8(read("csv")).unwrap(), csv);
        // The workbook is that of --format xlsx, which a pipe takes.
        let workbook = asked(&["--format", "xlsx"]).stdout;
        assert_eq!(sheet(&workbook), sheet(&read("xlsx")), "{command}");
        assert_eq!(sheet(&workbook).len(), csv.lines().count(), "{command}");
    }
}

/// The rows of a workbook with one sheet.
fn sheet(workbook: &[u8]) -> Vec<Vec<String>> {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(workbook.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let rows = range.rows();
    rows.map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

#[test]
fn an_answer_is_left_in_four_forms_that_say_the_same() {
    let folder = folder();
    let left = tempfile::tempdir().unwrap();
    let output = left.path().to_str().unwrap();
    let ask = |more: &[&str]| {
        let arguments = ["budget", folder.path().to_str().unwrap(), "--output", output];
        run(arguments.iter().chain(more))
    };
    assert!(ask(&["--csv-dialect", "excel-sv"]).status.success());
    let read = |name: &str| std::fs::read(left.path().join(name)).unwrap();
    let csv = String::from_utf8(read("answer_budget.csv")).unwrap();
    assert!(
        csv.starts_with('\u{FEFF}') && csv.contains("\"Förskola\";\"item\";"),
        "{csv}"
    );
    let json: serde_json::Value = serde_json::from_slice(&read("answer_budget.json")).unwrap();
    assert_eq!(json["rows"][0]["avvikelse"], -100);
    let page = String::from_utf8(read("answer_budget.html")).unwrap();
    assert!(
        page.contains("<th scope=\"col\">Deviation</th>") && page.contains("−100"),
        "{page}"
    );
    let bytes = std::io::Cursor::new(read("answer_budget.xlsx"));
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(bytes).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut workbook, "budget").unwrap();
    assert_eq!(sheet.height(), 3);
    assert!(
        sheet
            .rows()
            .any(|row| row.contains(&calamine::Data::Float(-150.0)))
    );
    // Another question does not take its place unless that is said.
    let other = ask(&["förskola"]);
    assert!(
        !other.status.success() && said(&other).contains("--replace"),
        "{}",
        said(&other)
    );
}

#[test]
fn a_misspelt_name_is_answered_with_the_nearest() {
    let folder = folder();
    let tables = folder.path().to_str().unwrap();
    for (arguments, near) in [
        (vec!["profile", tables, "Fasta"], "did you mean Farsta?"),
        (
            vec!["missing", tables, "--district", "Skarpnak"],
            "did you mean Skarpnäck?",
        ),
        (
            vec!["compare", tables, "--series", "Andel barn som prover"],
            "did you mean Andel barn som provar?",
        ),
    ] {
        let output = run(&arguments);
        assert!(!output.status.success());
        assert!(said(&output).contains(near), "{arguments:?}: {}", said(&output));
    }
}

/// A page has no column that is called by its name in files.
#[test]
fn every_column_and_command_has_a_swedish_heading() {
    let folder = folder();
    let left = tempfile::tempdir().unwrap();
    let mut without = Vec::new();
    for command in [
        &["missing"][..],
        &["revisions", "--all"],
        &["budget"],
        &["activities"],
        &["profile", "Farsta"],
        &["rank", "barn provar", "--year", "2018"],
        &["search", "prova"],
    ] {
        let (name, more) = command.split_first().unwrap();
        let mut arguments = vec![*name, folder.path().to_str().unwrap()];
        arguments.extend(more);
        let output = run(&arguments);
        let text = printed(&output);
        let header = text.lines().next().unwrap_or_default();
        let names = header.split(',').chain([*name]);
        without.extend(
            names
                .filter(|name| utfall::chart::heading(name) == *name)
                .map(str::to_owned),
        );
        arguments.extend(["--output", left.path().to_str().unwrap()]);
        assert!(run(&arguments).status.success(), "{command:?}");
    }
    assert!(without.is_empty(), "pages.ftl lacks {without:?}");
}

/// A report that two files hold is answered once, whatever the question.
#[test]
fn a_copy_of_a_report_adds_no_row() {
    let mut report = report("a", "Farsta", "2018", None);
    for year in 2008..2019 {
        figure(
            &mut report,
            "utfall",
            &year.to_string(),
            &format!("{}.5", year - 1950),
        );
    }
    report.row(
        "tables",
        &[("table_id", "t1"), ("kind", "budget"), ("caption", "Driftbudget")],
    );
    money(&mut report, "1", "Summa", "total", ["5000", "5150", "-150"]);
    report.row(
        "activities",
        &[("name", "Prova utomhus"), ("deviation", "Försenad")],
    );
    report.row("sections", &[("text", "Här berättas om provvagnen i parken.")]);
    let mut copy = report.clone();
    copy.rename("b");
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[report, copy], Wanted::default());
    let documents = std::fs::read_to_string(folder.path().join("documents.csv")).unwrap();
    assert_eq!(documents.lines().count(), 3);
    for command in [
        &["budget", "--totals"][..],
        &["activities", "--deviating"],
        &["search", "provvagnen"],
    ] {
        assert_eq!(
            asked(folder.path(), command, &["document_id"]).len(),
            1,
            "{command:?}"
        );
    }
    let rows = asked(folder.path(), &["profile", "farsta"], &["part"]);
    let activities = rows.iter().filter(|row| row[0] == "activity").count();
    assert_eq!(activities, 1);
}
