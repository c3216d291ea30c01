//! One rule of comparing at a time: a few figures, and the one cell that they make.

use crate::city::{Row, compared, report};
use crate::made::{self, Made};
use utfall::write::Wanted;

/// A figure of an indicator, with the fields that matter.
fn figure(made: &mut Made, fields: &[(&str, &str)]) {
    let always = [
        ("indicator_id", "i1"),
        ("series_id", "antal-prov"),
        ("name", "Antal prov"),
        ("measure", "utfall"),
        ("period_type", "VB"),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain(always).collect();
    made.row("indicators", &fields);
    made.row("observations", &fields);
}

/// A report with one figure of a year.
fn one(kind: &str, id: &str, year: i32, fields: &[(&str, &str)]) -> Made {
    let mut made = report(kind, id, year);
    figure(&mut made, fields);
    made
}

fn plain<'a>(year: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("period_year", year),
        ("value", value),
        ("raw", value),
        ("unit", "st"),
    ]
}

/// The rows of a comparison of these reports.
fn rows(reports: &[Made], arguments: &[&str]) -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    made::write(folder.path(), reports, Wanted::default());
    compared(folder.path(), &[&["--series", "antal-prov"], arguments].concat())
}

/// The cell of a year: value, reason, note.
fn cell(rows: &[Row], year: &str) -> [String; 3] {
    let row = rows.iter().find(|row| row["year"] == year).unwrap();
    ["value", "reason", "note"].map(|name| row[name].clone())
}

/// Another file with a report that is there already.
fn again(id: &str, made: &Made) -> Made {
    let mut copy = made.clone();
    copy.rename(id);
    copy
}

#[test]
fn two_files_of_one_report_are_two_documents_behind_one_figure() {
    let first = one("VB", "farsta", 2017, &plain("2017", "40"));
    let rows = rows(&[first.clone(), again("copy", &first)], &[]);
    assert_eq!(cell(&rows, "2017"), ["40", "", ""]);
    assert_eq!(
        [&rows[0]["document_count"], &rows[0]["documents"]],
        ["2", "farsta-vb-2017 | copy"]
    );
}

#[test]
fn files_of_one_report_that_differ_leave_the_cell_empty() {
    let first = one("VB", "farsta", 2017, &plain("2017", "40"));
    let mut other = one("VB", "farsta", 2017, &plain("2017", "42"));
    other.rename("other");
    let filled = one("VB", "farsta", 2018, &plain("2018", "50"));
    let rows = rows(&[first, other, filled], &[]);
    let [value, reason, _] = cell(&rows, "2017");
    assert_eq!(value, "");
    assert_eq!(
        reason,
        "figures differ: \"40\" in VB 2017 (farsta-vb-2017.pdf), \"42\" in VB 2017 (other.pdf)"
    );
}

#[test]
fn the_figure_with_the_most_decimals_stands_for_rounded_ones() {
    let first = one("VB", "farsta", 2017, &plain("2017", "40"));
    let mut finer = one("VB", "farsta", 2017, &plain("2017", "40.3"));
    finer.rename("finer");
    let rows = rows(&[first, finer], &[]);
    let [value, _, note] = cell(&rows, "2017");
    assert_eq!(value, "40.3");
    assert!(note.starts_with("rounded: "), "{note}");
}

#[test]
fn what_is_printed_instead_of_a_figure_is_the_reason() {
    let missing = one("VB", "farsta", 2017, &[("period_year", "2017"), ("raw", "i.u.")]);
    let next = one("VB", "farsta", 2018, &plain("2018", "50"));
    let rows = rows(&[missing.clone(), next], &[]);
    assert!(
        rows.iter().all(|row| row["year"] != "2017"),
        "no figure of 2017 begins the years"
    );
    let looks_back = {
        let mut made = one("VB", "farsta", 2018, &plain("2018", "50"));
        figure(&mut made, &plain("2017", "45"));
        made
    };
    let filled = self::rows(&[missing.clone(), looks_back], &[]);
    assert_eq!(
        cell(&filled, "2017"),
        [
            "45",
            "",
            "from the column in VB 2018 that looks back: VB 2017 prints \"i.u.\""
        ]
    );
    let before = one("VB", "farsta", 2016, &plain("2016", "30"));
    let after = one("VB", "farsta", 2018, &plain("2018", "50"));
    let between = self::rows(&[before, missing, after], &[]);
    assert_eq!(cell(&between, "2017"), ["", "VB 2017 prints \"i.u.\"", ""]);
}

#[test]
fn a_figure_of_the_year_in_a_report_before_its_end_is_named_and_not_taken() {
    let early = one(
        "T1",
        "farsta",
        2018,
        &[&plain("2018", "60")[..], &[("period_type", "")]].concat(),
    );
    let rows_of = |arguments: &[&str]| {
        let before = one("VB", "farsta", 2017, &plain("2017", "50"));
        rows(&[before, early.clone()], arguments)
    };
    assert_eq!(
        cell(&rows_of(&[]), "2018"),
        [
            "",
            "T1 2018 prints \"60\" for the year already (--doc-type T1)",
            ""
        ]
    );
    assert_eq!(cell(&rows_of(&["--doc-type", "T1"]), "2018")[0], "60");
    // A later report of the same year is not later than its annual report.
    let late = one(
        "T1",
        "farsta",
        2019,
        &[&plain("2018", "61")[..], &[("period_type", "")]].concat(),
    );
    let filled = rows(&[early.clone(), late], &[]);
    assert_eq!(
        cell(&filled, "2018"),
        [
            "61",
            "",
            "from the column in T1 2019 that looks back: there is no report VB 2018"
        ]
    );
}

#[test]
fn women_and_men_are_not_taken_for_all() {
    let mut made = report("VB", "farsta", 2017);
    for (label, value) in [("Kvinnor", "30"), ("Män", "10")] {
        figure(
            &mut made,
            &[&plain("2017", value)[..], &[("breakdown", label)]].concat(),
        );
    }
    let rows = rows(&[made], &["--sex", "each"]);
    let found: Vec<[&str; 3]> = rows
        .iter()
        .map(|row| ["sex", "value", "reason"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(found, [["kvinnor", "30", ""], ["män", "10", ""]]);
}

#[test]
fn doubt_ca_and_another_name_stay_with_the_figure() {
    let doubtful = one(
        "VB",
        "farsta",
        2017,
        &[
            &plain("2017", "40")[..],
            &[
                ("doubtful", "true"),
                ("qualifier", "ca"),
                ("series_match", "alias"),
            ],
        ]
        .concat(),
    );
    let rows = rows(&[doubtful], &[]);
    assert_eq!(rows[0]["doubtful"], "true");
    assert_eq!(
        cell(&rows, "2017")[2],
        "named \"Antal prov\"; printed as \"40\"; doubtful: the relations of its table do not hold"
    );
}

#[test]
fn a_report_whose_columns_are_lost_is_not_one_without_the_indicator() {
    let before = one("VB", "farsta", 2016, &plain("2016", "30"));
    let after = one("VB", "farsta", 2019, &plain("2019", "50"));
    let mut lost = report("VB", "farsta", 2017);
    lost.row(
        "observations",
        &[
            ("series_id", "antal-prov"),
            ("name", "Antal prov"),
            ("raw", "40"),
            ("value", "40"),
        ],
    );
    let other = report("VB", "farsta", 2018);
    let rows = rows(&[before, lost, other, after], &[]);
    assert_eq!(
        cell(&rows, "2017")[1],
        "VB 2017 does not tell the columns of its figures"
    );
    assert_eq!(cell(&rows, "2018")[1], "VB 2018 does not have the indicator");
}

#[test]
fn zero_is_a_figure_and_a_gap_is_none() {
    let made = one("VB", "farsta", 2017, &plain("2017", "0"));
    let next = one("VB", "farsta", 2019, &plain("2019", "0"));
    let rows = rows(&[made, next], &[]);
    assert_eq!(cell(&rows, "2017"), ["0", "", ""]);
    assert_eq!(cell(&rows, "2018"), ["", "there is no report VB 2018", ""]);
}

#[test]
fn bodies_are_compared_as_they_reported() {
    let old = one("VB", "ostermalm", 2022, &plain("2022", "40"));
    let new = one("VB", "norra-innerstaden", 2023, &plain("2023", "90"));
    let rows = rows(&[old, new], &["--by", "organisation"]);
    let found: Vec<[&str; 4]> = rows
        .iter()
        .map(|row| ["organisation_id", "year", "value", "reason"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(
        found,
        [
            [
                "sdn-norra-innerstaden",
                "2022",
                "",
                "Norra innerstaden began on 2023-07-01"
            ],
            ["sdn-norra-innerstaden", "2023", "90", ""],
            ["sdn-ostermalm", "2022", "40", ""],
            ["sdn-ostermalm", "2023", "", "Östermalm ended on 2023-06-30"],
        ]
    );
}

/// The report of a committee that ended in the summer is of half a year, whatever it calls itself.
#[test]
fn half_a_year_is_not_taken_for_a_year() {
    let before = one("VB", "ostermalm", 2022, &plain("2022", "40"));
    let half = one("VB", "ostermalm", 2023, &plain("2023", "20"));
    let rows = rows(&[before, half], &["--by", "organisation"]);
    assert_eq!(
        cell(&rows, "2023"),
        [
            "",
            "Östermalm ended on 2023-06-30; VB 2023 prints \"20\", which is not of the whole time",
            ""
        ]
    );
}

#[test]
fn a_figure_of_another_report_is_named_in_an_empty_row() {
    let first = one(
        "T1",
        "skarpnack",
        2014,
        &[&plain("2014", "40")[..], &[("period_type", "T1")]].concat(),
    );
    let annual = one("VB", "farsta", 2014, &plain("2014", "50"));
    let rows = rows(&[first, annual], &["--from", "2014", "--to", "2015"]);
    let row = rows
        .iter()
        .find(|row| row["district"] == "Skarpnäck" && row["year"] == "2014")
        .unwrap();
    assert_eq!(row["value"], "");
    assert_eq!(
        row["reason"],
        "there is no report VB 2014, only T1 2014; T1 2014 prints \"40\" (--doc-type T1)"
    );
    assert_eq!(row["documents"], "skarpnack-t1-2014");
}

#[test]
fn a_target_of_a_four_month_report_is_told_and_a_changed_one_noted() {
    let target = |kind: &str, id: &str, value: &'static str| {
        let own = [("measure", "årsmål"), ("period_type", "")];
        one(kind, id, 2014, &[&own[..], &plain("2014", value)].concat())
    };
    let reports = [
        target("T1", "skarpnack", "40"),
        target("VP", "farsta", "50"),
        target("T1", "farsta", "60"),
    ];
    let rows = rows(&reports, &["--measure", "årsmål"]);
    let row = |name: &str| rows.iter().find(|row| row["district"] == name).unwrap();
    assert_eq!(row("Skarpnäck")["value"], "");
    assert!(
        row("Skarpnäck")["reason"].contains("T1 2014 prints \"40\""),
        "{:?}",
        row("Skarpnäck")
    );
    assert_eq!(row("Farsta")["value"], "50");
    assert_eq!(row("Farsta")["note"], "from VP 2014; T1 2014 has 60 st");
}

#[test]
fn figures_of_an_ended_committee_keep_their_rows() {
    let ended = one("VB", "hagersten-liljeholmen", 2020, &plain("2020", "40"));
    let other = one("VB", "farsta", 2020, &plain("2020", "50"));
    for arguments in [
        &["--by", "organisation"][..],
        &["--division", "2007"],
        &[
            "--organisation",
            "Hägersten-Liljeholmen",
            "--organisation",
            "Farsta",
        ],
        &[],
    ] {
        let rows = rows(&[ended.clone(), other.clone()], arguments);
        let is_here = |row: &&Row| row["documents"] == "hagersten-liljeholmen-vb-2020";
        let row = rows
            .iter()
            .find(is_here)
            .unwrap_or_else(|| panic!("{arguments:?}: {rows:?}"));
        assert_eq!([&row["value"], &row["year"]], ["", "2020"]);
        assert!(
            row["reason"].contains("Hägersten-Liljeholmen ended on 2020-06-30; VB 2020 prints \"40\""),
            "{arguments:?}: {row:?}"
        );
    }
}

#[test]
fn what_is_there_instead_of_nothing_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let reports = [
        one("VB", "farsta", 2017, &plain("2017", "40")),
        report("VB", "bromma", 2017),
    ];
    made::write(folder.path(), &reports, Wanted::default());
    let path = folder.path().to_str().unwrap();
    for (arguments, wanted) in [
        (
            ["--measure", "årsmål"],
            "there are only figures of utfall; say which with --measure",
        ),
        (
            ["--district", "Bromma"],
            "only other bodies have it: Farsta stadsdelsnämnd",
        ),
        (["--from", "2018"], "there are figures in VB 2017"),
    ] {
        let output = crate::place::run(
            ["compare", path, "--series", "antal-prov"]
                .iter()
                .chain(&arguments),
        );
        let said = crate::place::said(&output);
        assert!(said.contains(wanted), "{arguments:?}: {said}");
    }
}

/// What nothing says to be a count is not added.
#[test]
fn figures_of_unknown_kind_are_not_added() {
    let index = |id: &str| {
        one(
            "VB",
            id,
            2022,
            &[
                ("name", "Provtal"),
                ("series_id", "provtal"),
                ("period_year", "2022"),
                ("value", "70"),
                ("raw", "70"),
            ],
        )
    };
    let folder = tempfile::tempdir().unwrap();
    made::write(
        folder.path(),
        &[index("ostermalm"), index("norrmalm")],
        Wanted::default(),
    );
    let output = crate::place::run(["compare", folder.path().to_str().unwrap(), "--series", "provtal"]);
    // Nothing has a value.
    assert_eq!(output.status.code(), Some(1));
    let text = crate::place::printed(&output);
    assert!(
        text.contains("nothing tells that the figures may be added: Norrmalm 70, Östermalm 70"),
        "{text}"
    );
}

/// The cell of Norra innerstaden 2022, of a figure of each of the districts that it was made of.
fn merged(name: &str, figures: [&[(&str, &str)]; 2]) -> [String; 3] {
    let reports = ["ostermalm", "norrmalm"].iter().zip(figures).map(|(id, fields)| {
        let own = [("name", name), ("series_id", "prov"), ("period_year", "2022")];
        one("VB", id, 2022, &[&own[..], fields].concat())
    });
    let mut reports: Vec<Made> = reports.collect();
    // A comparison without any value is told by the exit code.
    let other = [("name", name), ("series_id", "prov")];
    reports.push(one(
        "VB",
        "skarpnack",
        2022,
        &[&other[..], &plain("2022", "1")].concat(),
    ));
    let folder = tempfile::tempdir().unwrap();
    made::write(folder.path(), &reports, Wanted::default());
    let rows = compared(folder.path(), &["--all"]);
    let row = rows
        .iter()
        .find(|row| row["district"] == "Norra innerstaden")
        .unwrap();
    ["value", "reason", "note"].map(|name| row[name].clone())
}

#[test]
fn ratios_and_counts_with_decimals_are_not_added() {
    for (name, one, other, wanted) in [
        (
            "Antal barn per förskollärare",
            "5.1",
            "5.5",
            "figures per something",
        ),
        (
            "Väntetid i antal dagar till boende",
            "20",
            "30",
            "hints at an average, a ratio or a time",
        ),
        (
            "Medelantal deltagare",
            "20",
            "30",
            "averages are not put together",
        ),
        ("Antal provare", "5.1", "5.5", "a count with decimals is none"),
    ] {
        let figures = [[("value", one), ("raw", one)], [("value", other), ("raw", other)]];
        let [value, reason, _] = merged(name, [&figures[0], &figures[1]]);
        assert_eq!(value, "", "{name}");
        assert!(reason.contains(wanted), "{name}: {reason}");
        assert!(reason.contains(one) && reason.contains(other), "{name}: {reason}");
    }
}

#[test]
fn a_bound_is_not_added() {
    let bound = [
        ("value", "5"),
        ("raw", "<5 st"),
        ("unit", "st"),
        ("qualifier", "<"),
    ];
    let exact = [("value", "9"), ("raw", "9 st"), ("unit", "st")];
    let [value, reason, _] = merged("Antal prov", [&bound, &exact]);
    assert_eq!(value, "");
    assert!(
        reason.contains("no sum of figures that are not exact: Östermalm \"<5 st\""),
        "{reason}"
    );
    let early = [
        ("value", "5"),
        ("raw", "5 st (prel)"),
        ("unit", "st"),
        ("qualifier", "prel"),
    ];
    assert_eq!(merged("Antal prov", [&early, &exact])[0], "14");
}

#[test]
fn years_and_districts_stand_beside_each_other_as_asked() {
    let reports = [
        one("VB", "farsta", 2017, &plain("2017", "1")),
        one("VB", "bromma", 2017, &plain("2017", "2")),
        one("VB", "bromma", 2018, &plain("2018", "3")),
    ];
    let by_year = rows(&reports, &["--by", "year", "--wide"]);
    let found: Vec<[&str; 3]> = by_year
        .iter()
        .map(|row| ["year", "Bromma", "Farsta"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(found, [["2017", "2", "1"], ["2018", "3", ""]]);
    let by_district = rows(&reports, &["--wide"]);
    let found: Vec<[&str; 3]> = by_district
        .iter()
        .map(|row| ["district", "2017", "2018"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(found, [["Bromma", "2", "3"], ["Farsta", "1", ""]]);
}

#[test]
fn the_wide_form_keeps_what_must_be_known_of_its_values() {
    let mut last = one("VB", "farsta", 2017, &plain("2017", "14"));
    figure(&mut last, &plain("2016", "13"));
    let reports = [one("VB", "farsta", 2015, &plain("2015", "1")), last];
    let row = &rows(&reports, &["--wide"])[0];
    assert_eq!([&row["2015"], &row["2016"], &row["2017"]], ["1", "13", "14"]);
    let long = rows(&reports, &[]);
    let filled = long.iter().find(|row| row["year"] == "2016").unwrap();
    assert!(!filled["note"].is_empty(), "{filled:?}");
    assert_eq!(row["caveats"], format!("2016: {}", filled["note"]));
}

#[test]
fn breakdown_rows_of_several_bodies_must_agree() {
    let of = |id: &str, value: &str| {
        let mut made = report("VB", id, 2017);
        figure(
            &mut made,
            &[&plain("2017", value)[..], &[("breakdown", "Kungsholmen")]].concat(),
        );
        made
    };
    let alike = rows(
        &[of("farsta", "12"), of("bromma", "12")],
        &["--district", "kungsholmen"],
    );
    assert_eq!([&alike[0]["value"], &alike[0]["source"]], ["12", "breakdown"]);
    let place = tempfile::tempdir().unwrap();
    let own = one("VB", "kungsholmen", 2016, &plain("2016", "10"));
    made::write(
        place.path(),
        &[own, of("farsta", "12"), of("bromma", "13")],
        Wanted::default(),
    );
    let differ = compared(
        place.path(),
        &["--series", "antal-prov", "--district", "kungsholmen"],
    );
    assert_eq!(
        cell(&differ, "2017")[1],
        "breakdown rows differ: Bromma stadsdelsnämnd, Farsta stadsdelsnämnd"
    );
}

#[test]
fn a_figure_of_an_unknown_body_is_told() {
    let known = one("VB", "farsta", 2017, &plain("2017", "40"));
    let mut unknown = Made::new("x", &[("doc_type", "VB"), ("year", "2017")]);
    figure(&mut unknown, &plain("2017", "7"));
    let place = tempfile::tempdir().unwrap();
    made::write(place.path(), &[known, unknown], Wanted::default());
    let path = place.path().to_str().unwrap();
    let output = crate::place::run(["compare", path, "--series", "antal-prov", "--format", "table"]);
    let text = crate::place::printed(&output);
    assert!(
        text.contains("not compared, as their body, type or year is not known: 1 documents"),
        "{text}"
    );
}
