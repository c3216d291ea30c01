//! A made-up city over nine years and two mergers, and what is to come of comparing it.
//!
//! What is right is worked out here, from the rules of the city and the few exceptions below, without the code
//! that is tested.

use crate::city::{
    DISTRICTS, MERGERS, Row, city, compared, count, district, figures, folder, is_lost, report, share,
};
use crate::made;
use crate::place::run;
use utfall::write::Wanted;

/// The district's own figure of a year and where it stands, from the rules above.
fn known(id: &str, year: i32) -> Option<(i64, &'static str)> {
    let (_, _, first, last, _) = district(id);
    let reports = |year: i32| (*first..=*last).contains(&year) && !is_lost(id, year);
    match (reports(year), reports(year + 1)) {
        (true, _) => Some((count(id, year), "own")),
        (false, true) if (*first..=*last).contains(&year) => Some((count(id, year), "later")),
        _ => None,
    }
}

#[test]
fn every_cell_of_todays_districts_is_right_and_every_empty_one_says_why() {
    let folder = folder();
    let rows = compared(folder.path(), &["--series", "antal-prov"]);
    let mut cells = 0;
    for (id, name, ..) in DISTRICTS.iter().filter(|(_, _, _, last, _)| *last == 2024) {
        for year in 2016..=2024 {
            let found: Vec<&Row> = rows
                .iter()
                .filter(|row| row["district"] == *name && row["year"] == year.to_string())
                .collect();
            assert_eq!(found.len(), 1, "{name} {year}");
            let (value, source, reason) = expected(id, year);
            let row = found[0];
            let at = format!("{name} {year}: {row:?}");
            assert_eq!(
                row["value"],
                value.map_or(String::new(), |value| value.to_string()),
                "{at}"
            );
            assert_eq!(row["source"], source, "{at}");
            assert_eq!(row["reason"].is_empty(), value.is_some(), "{at}");
            assert!(row["reason"].contains(reason), "{at}");
            assert_eq!(row["doc_type"], "VB");
            assert_eq!(row["unit"].is_empty(), value.is_none(), "{at}");
            assert_eq!(row["document_count"] == "0", row["documents"].is_empty(), "{at}");
            cells += 1;
        }
    }
    assert_eq!((cells, rows.len()), (11 * 9, 11 * 9));
}

/// Value, source, and what the reason must name, of a district of today.
fn expected(id: &str, year: i32) -> (Option<i64>, &'static str, &'static str) {
    let merger = MERGERS
        .iter()
        .find(|(whole, _, first)| *whole == id && year < *first);
    let Some((_, parts, _)) = merger else {
        return match known(id, year) {
            Some((value, source)) => (Some(value), source, ""),
            None => (None, "", "there is no report VB"),
        };
    };
    match (known(parts[0], year), known(parts[1], year)) {
        (Some((one, _)), Some((other, _))) => (Some(one + other), "sum", ""),
        // The merged district's first report prints the year before.
        _ if (id, year) == ("hagersten-alvsjo", 2019) => (Some(400), "later", ""),
        _ => (None, "", "no sum without Östermalm (there is no report VB 2022"),
    }
}

#[test]
fn notes_tell_what_was_filled_revised_added_and_is_of_half_a_year() {
    let folder = folder();
    let rows = compared(folder.path(), &["--series", "antal-prov"]);
    let note = |name: &str, year: i32| {
        let found = rows
            .iter()
            .find(|row| row["district"] == name && row["year"] == year.to_string());
        found.unwrap()["note"].clone()
    };
    for (name, year, wanted) in [
        (
            "Farsta",
            2018,
            "from the column in VB 2019 that looks back: there is no report VB 2018",
        ),
        (
            "Kungsholmen",
            2018,
            "revised: VB 2019 prints \"999 st\" for VB 2018",
        ),
        ("Järva", 2022, "sum of Rinkeby-Kista 192 and Spånga-Tensta 222"),
        (
            "Järva",
            2023,
            "Järva began on 2023-07-01: the figure may be of a part of the year",
        ),
        (
            "Hägersten-Älvsjö",
            2020,
            "Hägersten-Älvsjö began on 2020-07-01: the figure may be of a part of the year",
        ),
        (
            "Hägersten-Älvsjö",
            2019,
            "before Hägersten-Älvsjö began on 2020-07-01",
        ),
    ] {
        assert!(
            note(name, year).contains(wanted),
            "{name} {year}: {}",
            note(name, year)
        );
    }
    assert_eq!(note("Skärholmen", 2020), "");
}

#[test]
fn shares_of_merged_districts_are_never_averaged() {
    let folder = folder();
    let rows = compared(folder.path(), &["--series", "andel-prov"]);
    let mut refused = 0;
    for row in rows.iter() {
        let year: i32 = row["year"].parse().unwrap();
        let id = row["district_id"].as_str();
        let merger = MERGERS
            .iter()
            .find(|(whole, _, first)| *whole == id && year < *first);
        if merger.is_none() {
            let expected = known(id, year).map_or(String::new(), |_| share(id, year));
            assert_eq!(row["value"], expected, "{row:?}");
            continue;
        }
        assert_eq!(row["value"], "", "{row:?}");
        assert!(
            row["reason"].contains("shares are not averaged without their denominators"),
            "{row:?}"
        );
        refused += 1;
    }
    assert_eq!(refused, 4 + 7 + 7);
    // Two parts, and both of their documents, stand behind the empty cell.
    let cell = rows
        .iter()
        .find(|row| row["district"] == "Järva" && row["year"] == "2018")
        .unwrap();
    assert!(
        cell["reason"].ends_with("Rinkeby-Kista 18.3 %, Spånga-Tensta 21.3 %"),
        "{cell:?}"
    );
    assert_eq!(cell["documents"], "rinkeby-kista-vb-2018 | spanga-tensta-vb-2018");
}

#[test]
fn a_division_has_the_districts_of_its_time() {
    let folder = folder();
    let value = |rows: &[Row], name: &str, year: &str| {
        let found = rows
            .iter()
            .find(|row| row["district"] == name && row["year"] == year);
        found.map(|row| (row["value"].clone(), row["reason"].clone()))
    };
    let then = compared(folder.path(), &["--series", "antal-prov", "--division", "2007"]);
    let ended = "Älvsjö ended on 2020-06-30".to_owned();
    assert_eq!(
        value(&then, "Älvsjö", "2018"),
        Some(("238".into(), String::new()))
    );
    assert_eq!(value(&then, "Älvsjö", "2021"), Some((String::new(), ended)));
    assert_eq!(value(&then, "Hägersten-Älvsjö", "2018"), None);
    let between = compared(folder.path(), &["--series", "antal-prov", "--division", "2020"]);
    assert_eq!(
        value(&between, "Hägersten-Älvsjö", "2018"),
        Some(("386".into(), String::new()))
    );
    assert_eq!(
        value(&between, "Norrmalm", "2018"),
        Some(("178".into(), String::new()))
    );
    assert_eq!(value(&between, "Järva", "2024"), None);
    let districts = |rows: &[Row]| {
        let names: std::collections::BTreeSet<&str> =
            rows.iter().map(|row| row["district"].as_str()).collect();
        names.len()
    };
    assert_eq!((districts(&then), districts(&between)), (14, 13));
}

#[test]
fn parts_of_a_year_stand_alone_and_only_when_they_are_asked_for() {
    let folder = folder();
    let rows = compared(
        folder.path(),
        &["--series", "antal-prov", "--doc-type", "T1", "--from", "2022"],
    );
    let cell = |name: &str, year: &str| {
        let found = rows
            .iter()
            .find(|row| row["district"] == name && row["year"] == year);
        (
            found.unwrap()["doc_type"].clone(),
            found.unwrap()["value"].clone(),
        )
    };
    assert_eq!(cell("Farsta", "2022"), ("T1".into(), "7".into()));
    // In the spring of 2023 Järva was two districts still.
    assert_eq!(cell("Järva", "2023"), ("T1".into(), "14".into()));
    assert_eq!(cell("Järva", "2024"), ("T1".into(), "7".into()));
    let forecast = compared(
        folder.path(),
        &[
            "--series",
            "antal-prov",
            "--measure",
            "prognos",
            "--doc-type",
            "T1",
            "--district",
            "Farsta",
        ],
    );
    assert!(forecast.iter().all(|row| row["value"] == "77"), "{forecast:?}");
}

#[test]
fn women_and_men_are_lines_of_their_own() {
    let folder = folder();
    let rows = compared(
        folder.path(),
        &[
            "--series",
            "antal-prov",
            "--by",
            "sex",
            "--district",
            "Farstas",
            "--from",
            "2020",
            "--to",
            "2020",
        ],
    );
    let found: Vec<[&str; 2]> = rows
        .iter()
        .map(|row| [row["sex"].as_str(), row["value"].as_str()])
        .collect();
    assert_eq!(found, [["", "140"], ["män", "40"], ["kvinnor", "100"]]);
    let wide = compared(
        folder.path(),
        &[
            "--series",
            "antal-prov",
            "--by",
            "sex",
            "--district",
            "Farsta",
            "--from",
            "2020",
            "--to",
            "2020",
            "--wide",
        ],
    );
    assert_eq!(
        [&wide[0]["all"], &wide[0]["män"], &wide[0]["kvinnor"]],
        ["140", "40", "100"]
    );
}

#[test]
fn a_unit_that_reports_for_several_districts_is_none_of_them() {
    let folder = folder();
    let rows = compared(folder.path(), &["--series", "antal-stod"]);
    let found: Vec<[&str; 5]> = rows
        .iter()
        .map(|row| ["district", "organisation", "level", "value", "source"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ["Kungsholmen", "Provenheten", "enhet", "20", "breakdown"],
            ["Norra innerstaden", "", "", "", ""],
            ["", "Provenheten", "enhet", "90", "own"],
        ]
    );
    assert!(
        rows[1]["reason"].contains("no sum without Östermalm"),
        "{:?}",
        rows[1]
    );
    assert!(
        rows[1]["reason"].contains("figures that are not the district's: Provenheten"),
        "{:?}",
        rows[1]
    );
}

#[test]
fn the_citys_target_is_the_citys() {
    let folder = folder();
    let rows = compared(
        folder.path(),
        &["--series", "antal-prov", "--measure", "kf_arsmal"],
    );
    assert_eq!(rows.len(), 9);
    for row in &rows {
        assert_eq!(
            [&row["district"], &row["organisation"], &row["value"]],
            ["", "Kommunfullmäktige", "8500"]
        );
    }
    assert_eq!(rows[0]["document_count"], "14");
    let own = compared(
        folder.path(),
        &[
            "--series",
            "antal-prov",
            "--measure",
            "årsmål",
            "--from",
            "2022",
            "--to",
            "2022",
        ],
    );
    let cell = own.iter().find(|row| row["district"] == "Järva").unwrap();
    assert_eq!(cell["value"], "1000");
}

#[test]
fn revised_figures_have_known_rows() {
    let rows = made::panel(&city());
    let revised: Vec<[&str; 5]> = rows
        .iter()
        .filter(|(table, row)| table == "revisions" && row["agree"] != "yes")
        .map(|(_, row)| ["series_id", "district", "period", "values", "agree"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(
        revised,
        [
            ["andel-prov", "Södermalm", "VB 2016", "22.1 | 22", "rounded"],
            ["antal-prov", "Kungsholmen", "VB 2018", "168 | 999", "no"],
        ]
    );
    // Every year of every district that both its own report and the next one print, count and share.
    let both = DISTRICTS.iter().flat_map(|(id, _, first, last, _)| {
        (*first..*last).filter(|year| !is_lost(id, *year) && !is_lost(id, *year + 1))
    });
    let agreed = rows
        .iter()
        .filter(|(table, row)| table == "revisions" && row["measure"] == "utfall" && row["agree"] == "yes")
        .count();
    let shares = DISTRICTS
        .iter()
        .filter(|(id, ..)| *id == "hagersten-alvsjo")
        .flat_map(|(_, _, first, last, _)| *first..*last)
        .count();
    assert_eq!(agreed + 2, 2 * both.count() - shares);
}

#[test]
fn missing_reports_are_named_between_the_first_and_the_last() {
    let rows = made::panel(&city());
    let missing: Vec<[&str; 2]> = rows
        .iter()
        .filter(|(table, row)| table == "coverage" && row["status"] == "missing" && row["doc_type"] == "VB")
        .map(|(_, row)| ["district_id", "year"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(
        missing,
        [["bromma", "2017"], ["bromma", "2018"], ["farsta", "2018"]]
    );
}

/// A construct that changed: nothing is joined over the break, and no later column fills what stood before it.
#[test]
fn a_break_in_the_series_is_a_gap() {
    let folder = folder();
    let grammars = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(grammars.path().join(name), text).unwrap();
    write(
        "series.csv",
        "id,name,kind,unit,not,note,source\nantal-prov,Antal prov,count,st,,,made up\n",
    );
    write("series_aliases.csv", "series,name,from,to,note,source\n");
    write(
        "series_breaks.csv",
        "series,year,note,source\nantal-prov,2019,prov are counted in another way,made up\n",
    );
    let grammar = ["--grammars", grammars.path().to_str().unwrap()];
    let arguments = ["--series", "antal-prov", "--district", "farsta"];
    let rows = compared(folder.path(), &[&arguments[..], &grammar].concat());
    let row = |year: &str| rows.iter().find(|row| row["year"] == year).unwrap();
    assert_eq!(row("2018")["value"], "");
    assert!(
        row("2018")["reason"].contains("after the break of 2019"),
        "{:?}",
        row("2018")
    );
    assert!(
        row("2019")["note"].contains("break in the series: prov are counted"),
        "{:?}",
        row("2019")
    );
    let json = run(["compare", folder.path().to_str().unwrap(), "--format", "json"]
        .iter()
        .chain(&arguments)
        .chain(&grammar));
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json[0]["breaks"][0]["year"], 2019);
    assert_eq!(json[0]["rows"][0]["documents"][0]["printed"], "136 st");
}

#[test]
fn shares_and_counts_of_one_series_are_two_comparisons() {
    let folder = tempfile::tempdir().unwrap();
    let mut before = report("VB", "farsta", 2017);
    figures(&mut before, "prov", "%", &[["utfall", "", "VB", "2017", "12"]]);
    let mut after = report("VB", "farsta", 2018);
    figures(&mut after, "prov", "st", &[["utfall", "", "VB", "2018", "40"]]);
    let mut money = report("VB", "farsta", 2019);
    figures(
        &mut money,
        "kostnad",
        "mnkr",
        &[
            ["utfall", "", "VB", "2019", "1.2"],
            ["utfall", "", "VB", "2017", "2"],
        ],
    );
    let mut small = report("VB", "farsta", 2020);
    figures(
        &mut small,
        "kostnad",
        "tkr",
        &[["utfall", "", "VB", "2020", "1300"]],
    );
    made::write(folder.path(), &[before, after, money, small], Wanted::default());
    let cells = |series: &str| {
        let rows = compared(folder.path(), &["--series", series]);
        let cells = rows.into_iter().filter(|row| !row["value"].is_empty());
        cells
            .map(|row| ["year", "value", "unit"].map(|name| row[name].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(cells("prov"), [["2017", "12", "%"], ["2018", "40", "st"]]);
    assert_eq!(
        cells("kostnad"),
        [
            ["2017", "2", "mnkr"],
            ["2019", "1.2", "mnkr"],
            ["2020", "1.3", "mnkr"]
        ]
    );
    let rows = compared(folder.path(), &["--series", "prov"]);
    assert!(rows[1]["reason"].contains("prints \"40 st\""), "{:?}", rows[1]);
}
