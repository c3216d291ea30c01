//! What only all documents together tell: revised figures, missing reports.

use crate::made::{Made, panel};
use crate::place::{Place, printed, run, said};

/// An annual report of a district's committee.
fn annual(id: &str, district: &str, year: &str) -> Made {
    let organisation = format!("{district} stadsdelsnämnd");
    Made::new(
        id,
        &[
            ("doc_type", "VB"),
            ("year", year),
            ("organisation", &organisation),
            ("district", district),
        ],
    )
}

/// Adds outcomes: name, part and year of the period, sex, breakdown, value, unit.
fn outcomes(made: &mut Made, rows: &[[&str; 7]]) {
    for [name, part, year, sex, breakdown, value, unit] in rows {
        made.row(
            "observations",
            &[
                ("name", name),
                ("series_id", name),
                ("measure", "utfall"),
                ("period_type", part),
                ("period_year", year),
                ("sex", sex),
                ("breakdown", breakdown),
                ("value", value),
                ("unit", unit),
            ],
        );
    }
}

#[test]
fn a_figure_that_two_reports_print_has_a_row_that_says_whether_they_agree() {
    let mut first = annual("a", "Bromma", "2016");
    outcomes(
        &mut first,
        &[
            ["Andel prov", "VB", "2016", "", "", "13.1", "%"],
            ["Andel prov", "VB", "2016", "män", "", "12", "%"],
            ["Andel prov", "VB", "2016", "", "Kungsholmen", "9", "%"],
            ["Antal prov", "", "2016", "", "", "40", "st"],
            ["Antal prov", "T1", "2016", "", "", "7", "st"],
            ["Ensam", "VB", "2016", "", "", "1", ""],
            ["Ensam", "VB", "2016", "", "", "2", ""],
        ],
    );
    let mut second = annual("b", "Bromma", "2017");
    outcomes(
        &mut second,
        &[
            ["Andel prov", "VB", "2016", "", "", "13", "%"],
            ["Andel prov", "VB", "2016", "män", "", "12.0", ""],
            ["Andel prov", "VB", "2016", "", "Kungsholmens", "8", "%"],
            ["Antal prov", "VB", "2016", "", "", "42", "st"],
            ["Antal prov", "VB", "2017", "", "", "44", "st"],
        ],
    );
    // Another body's figure is another figure.
    let mut other = annual("c", "Farsta", "2016");
    outcomes(&mut other, &[["Antal prov", "T1", "2016", "", "", "8", "st"]]);
    let rows = panel(&[first, second, other]);
    let found: Vec<Vec<&str>> = rows
        .iter()
        .filter(|(table, _)| table == "revisions")
        .map(|(_, row)| {
            let columns = [
                "name",
                "breakdown",
                "sex",
                "period",
                "values",
                "documents",
                "agree",
            ];
            columns.iter().map(|name| row[name].as_str()).collect()
        })
        .collect();
    assert_eq!(
        found,
        [
            ["Andel prov", "", "", "VB 2016", "13.1 | 13", "a | b", "rounded"],
            ["Andel prov", "", "män", "VB 2016", "12 | 12.0", "a | b", "yes"],
            ["Andel prov", "Kungsholmen", "", "VB 2016", "9 | 8", "a | b", "no"],
            ["Antal prov", "", "", "VB 2016", "40 | 42", "a | b", "no"],
        ]
    );
}

/// What a report prints under its year in spring is not what the year came to.
#[test]
fn a_tertial_reports_figure_of_the_year_is_not_the_annual_one() {
    let report = |id: &str, kind: &'static str, year: &'static str, value: &str| {
        let facts = [
            ("doc_type", kind),
            ("year", year),
            ("organisation", "Bromma stadsdelsnämnd"),
            ("district", "Bromma"),
        ];
        let mut made = Made::new(id, &facts);
        outcomes(&mut made, &[["Andel prov", "", "2017", "", "", value, "%"]]);
        made
    };
    let rows = panel(&[
        report("a", "T1", "2017", "20"),
        report("b", "T2", "2017", "60"),
        report("c", "VB", "2017", "90"),
        report("d", "T1", "2018", "91"),
        report("e", "T1", "2017", "20"),
    ]);
    let revised: Vec<_> = rows.iter().filter(|(table, _)| table == "revisions").collect();
    let told = revised.iter().map(|(_, row)| {
        ["period", "period_type", "values", "reports", "agree"].map(|name| row[name].as_str())
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            ["2017", "", "20 | 20", "T1 2017 | T1 2017", "yes"],
            ["VB 2017", "VB", "90 | 91", "VB 2017 | T1 2018", "no"],
        ]
    );
}

/// Two exports of one report print the same two values: they agree, and the report does not agree with itself.
#[test]
fn a_report_that_contradicts_itself_is_told_from_reports_that_differ() {
    let report = |id: &str, values: &[&str]| {
        let mut made = annual(id, "Bromma", "2016");
        for value in values {
            outcomes(&mut made, &[["Andel prov", "VB", "2016", "", "", value, "%"]]);
        }
        made
    };
    let both = ["37.4", "41.8"];
    for (first, second, agree, contradicting) in [
        (&both[..], &both[..], "yes", "a | b"),
        (&both, &both[..1], "no", "a"),
        (&both[..1], &both[1..], "no", ""),
        (&["37.4", "37"], &["37.4"], "rounded", ""),
    ] {
        let rows = panel(&[report("a", first), report("b", second)]);
        let (_, row) = rows.iter().find(|(table, _)| table == "revisions").unwrap();
        let told = ["agree", "contradicting"].map(|name| row[name].as_str());
        assert_eq!(told, [agree, contradicting], "{first:?} {second:?}");
    }
}

/// The second report of a file is one of its own: here it prints last year's figure again.
#[test]
fn reports_in_one_file_are_told_apart() {
    let mut file = annual("a", "Bromma", "2016");
    outcomes(&mut file, &[["Antal prov", "VB", "2016", "", "", "40", "st"]]);
    file.row(
        "observations",
        &[
            ("year", "2018"),
            ("name", "Antal prov"),
            ("series_id", "Antal prov"),
            ("measure", "utfall"),
            ("period_type", "VB"),
            ("period_year", "2016"),
            ("value", "41"),
        ],
    );
    let rows = panel(&[file]);
    let of = |table: &'static str| rows.iter().filter(move |(other, _)| other == table);
    let (_, revised) = of("revisions").next().unwrap();
    assert_eq!(
        (revised["values"].as_str(), revised["reports"].as_str()),
        ("40 | 41", "VB 2016 | VB 2018")
    );
    let years: Vec<_> = of("coverage")
        .map(|(_, row)| (row["year"].as_str(), row["status"].as_str()))
        .collect();
    assert_eq!(
        years,
        [("2016", "present"), ("2017", "missing"), ("2018", "present")]
    );
}

#[test]
fn a_report_is_missing_between_the_first_and_the_last_of_its_body_and_type() {
    let plan = |id: &str, year: &str| {
        Made::new(
            id,
            &[
                ("doc_type", "VP"),
                ("year", year),
                ("organisation", "Bromma stadsdelsnämnd"),
                ("district", "Bromma"),
            ],
        )
    };
    let unknown = Made::new(
        "x",
        &[("year", "2012"), ("organisation", "Bromma stadsdelsnämnd")],
    );
    let rows = panel(&[
        annual("a", "Bromma", "2016"),
        annual("b", "Bromma", "2016"),
        annual("c", "Farsta", "2014"),
        annual("d", "Bromma", "2018"),
        plan("e", "2020"),
        unknown,
    ]);
    let found: Vec<Vec<&str>> = rows
        .iter()
        .filter(|(table, _)| table != "documents")
        .map(|(table, row)| {
            assert_eq!(table, "coverage");
            let columns = ["organisation", "doc_type", "year", "status", "documents"];
            columns.iter().map(|name| row[name].as_str()).collect()
        })
        .collect();
    assert_eq!(
        found,
        [
            ["Bromma stadsdelsnämnd", "VP", "2020", "present", "e"],
            ["Bromma stadsdelsnämnd", "VB", "2016", "present", "a | b"],
            ["Bromma stadsdelsnämnd", "VB", "2017", "missing", ""],
            ["Bromma stadsdelsnämnd", "VB", "2018", "present", "d"],
            ["Farsta stadsdelsnämnd", "VB", "2014", "present", "c"],
        ]
    );
}

/// The report says in which district it stands, and nowhere what its body is called.
#[test]
fn a_report_that_does_not_print_its_body_is_there_by_the_bodys_id() {
    let made = |id: &str, organisation: &str, year: &str| {
        let facts = [
            ("doc_type", "T1"),
            ("year", year),
            ("organisation", organisation),
            ("district", "Bromma"),
            ("district_id", "bromma"),
            ("organisation_id", "sdn-bromma"),
        ];
        Made::new(id, &facts)
    };
    let covered = |reports: &[Made]| -> Vec<String> {
        let rows = panel(reports);
        let told = rows
            .iter()
            .filter(|(table, _)| table == "coverage")
            .map(|(_, row)| {
                let columns = ["organisation", "district", "year", "documents", "organisation_id"];
                columns.map(|name| row[name].as_str()).join(", ")
            });
        told.collect()
    };
    assert_eq!(
        covered(&[made("a", "", "2017")]),
        ["Bromma stadsdelsnämnd, Bromma, 2017, a, sdn-bromma"]
    );
    assert_eq!(
        covered(&[made("a", "", "2017"), made("b", "Nämnden i Bromma", "2018")]),
        [
            "Nämnden i Bromma, Bromma, 2017, a, sdn-bromma",
            "Nämnden i Bromma, Bromma, 2018, b, sdn-bromma"
        ]
    );
}

/// From the printed period to its columns and to revisions.csv, through the program.
#[test]
fn last_years_column_is_a_figure_of_last_year() {
    let report = |year: i32, value: &str| {
        format!(
            "Verksamhetsberättelse {year} för Provenheten\n\nNämndmål:\n\nUnga får prova ett arbete\n\n\
             Indikator\tPeriodens utfall\tPeriodens utfall VB {}\tÅrsmål\tPeriod\n\
             Antal prov\t{value} st\t7 st\t12 st\t{year}\n",
            year - 1
        )
    };
    let place = Place::new();
    place.write("in/a.txt", report(2016, "9"));
    place.write("in/b.txt", report(2017, "8"));
    let output = place.extract([place.path("in")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let times: Vec<_> = place
        .table("observations.csv")
        .into_iter()
        .filter(|row| row["year"] == "2017")
        .map(|row| [&row["measure"], &row["period_type"], &row["period_year"]].map(String::clone))
        .collect();
    assert_eq!(
        times,
        [
            ["utfall", "VB", "2017"],
            ["utfall", "VB", "2016"],
            ["årsmål", "", "2017"],
            ["period", "", ""]
        ]
    );
    let revised = place.table("revisions.csv");
    assert_eq!(revised.len(), 1);
    assert_eq!(
        [&revised[0]["values"], &revised[0]["period"], &revised[0]["agree"]],
        ["9 | 7", "VB 2016", "no"]
    );
    assert_eq!(place.table("coverage.csv").len(), 2);
    assert!(place.is_clean());
    let verified = run(["verify".into(), place.path("output")]);
    assert_eq!(verified.status.code(), Some(0), "{}", printed(&verified));
}
