//! The table of years: which figure counts as the outcome and as the target of a year, and what it says of itself.

use crate::made::{Made, panel, panel_with};
use std::collections::BTreeMap;
use utfall::grammar::Grammar;

type Row = BTreeMap<&'static str, String>;

/// A report of Bromma's committee with figures: measure, part of the year, year, value.
fn report(id: &str, kind: &'static str, year: &'static str, figures: &[[&str; 4]]) -> Made {
    let facts = [
        ("doc_type", kind),
        ("year", year),
        ("organisation", "Bromma stadsdelsnämnd"),
        ("organisation_id", "sdn-bromma"),
        ("organisation_level", "stadsdelsnämnd"),
        ("district", "Bromma"),
    ];
    let mut made = Made::new(id, &facts);
    for [measure, part, about, value] in figures {
        made.row(
            "observations",
            &[
                ("name", "Andel prov"),
                ("series_id", "andel-prov"),
                ("measure", measure),
                ("period_type", part),
                ("period_year", about),
                ("value", value),
                ("unit", "%"),
                ("raw", &format!("{value} %")),
                ("page", "7"),
            ],
        );
    }
    made
}

fn years(reports: &[Made]) -> Vec<Row> {
    let rows = panel(reports).into_iter();
    rows.filter(|(table, _)| table == "observations_annual")
        .map(|(_, row)| row)
        .collect()
}

fn shown<'r>(rows: &'r [Row], columns: &[&'r str]) -> Vec<Vec<&'r str>> {
    rows.iter()
        .map(|row| columns.iter().map(|name| row[name].as_str()).collect())
        .collect()
}

#[test]
fn the_years_own_report_counts_and_a_later_one_fills_or_revises() {
    let rows = years(&[
        report("a", "VB", "2014", &[["utfall", "VB", "2014", "70"]]),
        // No report of 2015: this one looks back on it, and corrects 2014.
        report(
            "b",
            "VB",
            "2016",
            &[
                ["utfall", "VB", "2014", "71"],
                ["utfall", "VB", "2015", "72.5"],
                ["utfall", "VB", "2016", "74"],
                ["årsmål", "", "2016", "75"],
            ],
        ),
    ]);
    let columns = [
        "year",
        "outcome",
        "unit",
        "outcome_source",
        "revised",
        "outcome_report",
        "target",
    ];
    assert_eq!(
        shown(&rows, &columns),
        [
            ["2014", "70", "%", "own", "true", "VB 2014", ""],
            ["2015", "72.5", "%", "later", "", "VB 2016", ""],
            ["2016", "74", "%", "own", "", "VB 2016", "75"],
        ]
    );
    let place = [
        "outcome_document_id",
        "outcome_page",
        "outcome_raw",
        "organisation_level",
        "organisation_id",
    ];
    assert_eq!(
        shown(&rows[1..2], &place),
        [["b", "7", "72.5 %", "stadsdelsnämnd", "sdn-bromma"]]
    );
}

#[test]
fn a_part_of_a_year_is_no_year_and_the_last_report_of_the_year_has_the_target() {
    let rows = years(&[
        report(
            "a",
            "VP",
            "2017",
            &[["årsmål", "", "2017", "80"], ["kf_årsmål", "", "2017", "90"]],
        ),
        report(
            "b",
            "T2",
            "2017",
            &[
                ["årsmål", "", "2017", "82"],
                ["utfall", "T2", "2017", "40"],
                // Under the year, in August: not known to be the year's.
                ["utfall", "", "2017", "41"],
                ["prognos", "", "2017", "83"],
            ],
        ),
    ]);
    let columns = [
        "year",
        "outcome",
        "target",
        "target_report",
        "city_target",
        "city_target_report",
    ];
    assert_eq!(
        shown(&rows, &columns),
        [["2017", "", "82", "T2 2017", "90", "VP 2017"]]
    );
}

#[test]
fn figures_of_one_report_that_contradict_each_other_are_told_and_none_is_taken() {
    let rows = years(&[report(
        "a",
        "VB",
        "2017",
        &[
            ["utfall", "VB", "2017", "40"],
            ["utfall", "VB", "2017", "48"],
            ["årsmål", "", "2017", "50"],
        ],
    )]);
    assert_eq!(
        shown(&rows, &["year", "outcome", "differing", "target"]),
        [["2017", "", "true", "50"]]
    );
    // Where nothing else is known either, the year still has its row.
    let only = [["utfall", "VB", "2017", "40"], ["utfall", "VB", "2017", "48"]];
    let rows = years(&[report("a", "VB", "2017", &only)]);
    assert_eq!(
        shown(&rows, &["year", "outcome", "differing"]),
        [["2017", "", "true"]]
    );
    // What is rounded in one of two places is one figure, the finer one.
    let only = [["utfall", "VB", "2017", "40"], ["utfall", "VB", "2017", "40.3"]];
    let rows = years(&[report("a", "VB", "2017", &only)]);
    assert_eq!(shown(&rows, &["outcome", "differing"]), [["40.3", ""]]);
}

#[test]
fn nothing_fills_a_year_from_beyond_a_break_in_what_is_measured() {
    let looks_back = [["utfall", "VB", "2014", "1"], ["utfall", "VB", "2015", "2"]];
    let reports = [report("a", "VB", "2015", &looks_back)];
    assert_eq!(
        shown(&years(&reports), &["year", "outcome"]),
        [["2014", "1"], ["2015", "2"]]
    );
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "series.csv",
        "id,name,kind,unit,not,note,source\nandel-prov,Andel prov,share,%,,,made up\n",
    );
    write("series_aliases.csv", "series,name,from,to,note,source\n");
    write(
        "series_breaks.csv",
        "series,year,note,source\nandel-prov,2015,asked otherwise,made up\n",
    );
    let grammar = Grammar::with_folder(folder.path()).unwrap();
    let rows = panel_with(&reports, grammar).into_iter();
    let rows: Vec<Row> = rows
        .filter(|(table, _)| table == "observations_annual")
        .map(|(_, row)| row)
        .collect();
    assert_eq!(shown(&rows, &["year", "outcome"]), [["2015", "2"]]);
}
