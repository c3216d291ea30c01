//! What an output folder holds: every goal once, missing assessments apart, indicators with their coverage.

use crate::made::{self, Made};
use crate::place::{Place, printed, run, said};
use std::collections::BTreeMap;
use std::path::Path;
use utfall::write::Wanted;

/// A report with a goal of the committee, and a unit's own.
fn report(title: &str, letterhead: &str, marker: &str, own: &str) -> String {
    format!(
        "{letterhead}\n\n{title}\n\nNämndmål:\n\nUnga har något att göra\n\n{marker}\n\n{own}\
         Indikator\tPeriodens utfall\tÅrsmål\tPeriod\n Antal besök\t12 st\t15 st\tVB 2019\n"
    )
}

const OWN: &str = "Enhetsmål:\n\nAlla som kommer blir sedda\n\nUppfylls helt\n\n";

/// A folder with a committee's report, two units of its district that print its goal again, and two units of no
/// known district.
fn place() -> Place {
    let place = Place::new();
    let committee = "Verksamhetsberättelse 2019 för Farsta stadsdelsnämnd";
    place.write(
        "in/0.txt",
        report(committee, "Farsta stadsdelsnämnd", "Uppfylls delvis", ""),
    );
    for (at, district, marker) in [
        (1, "Farsta stadsdelsförvaltning", "Uppfylls helt"),
        (2, "Farsta stadsdelsförvaltning", "Ingen"),
        (3, "", "Uppfylls ej"),
        (4, "", ""),
    ] {
        let title = format!("Verksamhetsberättelse 2019 för Enhet {at}");
        place.write(
            format!("in/{at}.txt").as_str(),
            report(&title, district, marker, OWN),
        );
    }
    let output = place.extract([place.path("in")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    place
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>().unwrap()
}

fn command(place: &Place, name: &str, more: &[&str]) -> String {
    let folder = place.path("output");
    let arguments = [name, folder.to_str().unwrap()]
        .into_iter()
        .chain(more.iter().copied());
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    printed(&output)
}

#[test]
fn a_goal_that_units_print_again_is_counted_once_as_the_committee_judges_it() {
    let place = place();
    let goals = rows(&command(&place, "goals", &[]));
    let told: Vec<[&str; 4]> = goals
        .iter()
        .map(|row| ["organisation", "level", "fulfilment", "copies"].map(|name| row[name].as_str()))
        .collect();
    let expected = [
        ["Enhet 1", "enhetsmål", "helt", "0"],
        ["Enhet 2", "enhetsmål", "helt", "0"],
        ["Enhet 3", "enhetsmål", "helt", "0"],
        ["Enhet 3", "nämndmål", "ej", "0"],
        ["Enhet 4", "enhetsmål", "helt", "0"],
        ["Enhet 4", "nämndmål", "no-marker", "0"],
        ["Farsta stadsdelsnämnd", "nämndmål", "delvis", "2"],
    ];
    let mut sorted = told.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    let farsta = goals.iter().find(|row| row["copies"] == "2").unwrap();
    assert_eq!(
        farsta["remark"],
        "printed again, not counted: Enhet 1 (helt), Enhet 2 (ingen)"
    );
    let table = command(&place, "goals", &["--format", "table"]);
    assert!(
        table.contains("2 goals stand under one title with others"),
        "{table}"
    );
}

#[test]
fn units_without_their_committees_report_decide_only_where_they_agree() {
    let place = place();
    std::fs::remove_file(place.path("in/0.txt")).unwrap();
    place.extract([place.path("in").as_os_str(), "--replace".as_ref()]);
    let goals = rows(&command(&place, "goals", &["--district", "Farsta"]));
    let row = goals.iter().find(|row| row["level"] == "nämndmål").unwrap();
    assert_eq!(row["fulfilment"], "differing");
    assert_eq!(row["remark"], "reports differ: Enhet 1 (helt), Enhet 2 (ingen)");
}

#[test]
fn the_page_of_goals_leads_everywhere_it_says_and_tells_no_assessment_from_not_fulfilled() {
    let place = place();
    let folder = place.path("goals");
    command(
        &place,
        "goals",
        &["--lang", "sv", "--output", folder.to_str().unwrap()],
    );
    let html = std::fs::read_to_string(folder.join("goals.html")).unwrap();
    crate::chart::leads_everywhere(&html, &folder);
    assert!(html.contains("Ingen bedömning är inte detsamma som ej uppfyllt."));
    for told in [
        "VB 2019, nämndmål: 1 uppfylls ej",
        "VB 2019, nämndmål: 1 utan markör",
    ] {
        assert!(html.contains(told), "{told}");
    }
    // Shares come first, and what stands behind them is folded.
    let (overview, folded) = html.split_once("<details").unwrap();
    assert!(overview.contains("■ uppfylls ej 1 ("), "{overview}");
    assert!(!overview.contains("<td") && folded.contains("<td"));
    assert!(!html.contains("<script") && !html.contains("//"));
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("goals.json")).unwrap()).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 7);
    assert_eq!(json[0]["year"], 2019);
}

#[test]
fn indicators_are_listed_with_what_can_be_compared() {
    let place = place();
    let held = rows(&command(&place, "indicators", &[]));
    assert_eq!(held.len(), 1);
    for (name, expected) in [
        ("name", "Antal besök"),
        ("unit", "st"),
        ("bodies", "5"),
        ("documents", "5"),
        ("utfall", "5"),
        ("årsmål", "5"),
        ("by_year", "2019 5"),
        ("districts", "1"),
        ("by_district", "Farsta 1"),
        ("by_other_body", "Enhet 1 1 | Enhet 2 1 | Enhet 3 1 | Enhet 4 1"),
    ] {
        assert_eq!(held[0][name], expected, "{name}");
    }
    let none = run(["indicators", place.path("output").to_str().unwrap(), "sommarjobb"]);
    assert_eq!(none.status.code(), Some(1));
    let table = command(
        &place,
        "indicators",
        &["besök", "--format", "table", "--by", "year"],
    );
    assert!(
        table.starts_with("indicator    2019\nAntal besök     5\n"),
        "{table}"
    );
}

/// What a unit says is not what its district says; a row below the indicator that names a district is.
#[test]
fn a_district_has_what_its_committee_and_breakdown_rows_say() {
    let facts = [
        ("doc_type", "VB"),
        ("year", "2019"),
        ("organisation", "Enhet 1"),
        ("organisation_level", "enhet"),
        ("organisation_id", "enhet-farsta-enhet-1"),
        ("district", "Farsta"),
        ("district_id", "farsta"),
    ];
    let mut unit = Made::new("a", &facts);
    unit.row("goals", &[("level", "nämndmål"), ("title", "Trygg")])
        .row("indicators", &[("series_id", "s"), ("name", "Antal besök")]);
    for breakdown in ["", "Skarpnäck"] {
        let fields = [
            ("series_id", "s"),
            ("measure", "utfall"),
            ("period_year", "2019"),
            ("breakdown", breakdown),
            ("value", "7"),
        ];
        unit.row("observations", &fields);
    }
    let place = Place::new();
    made::write(&place.path("output"), &[unit], Wanted::default());
    let held = &rows(&command(&place, "indicators", &[]))[0];
    let told = ["by_district", "by_other_body", "districts"].map(|name| held[name].as_str());
    assert_eq!(told, ["Skarpnäck 1", "Enhet 1 1", "1"]);
    let table = command(&place, "indicators", &["--format", "table", "--by", "district"]);
    assert!(
        table.starts_with("indicator    Skarpnäck  other bodies\n"),
        "{table}"
    );
    let table = command(&place, "goals", &["--format", "table", "--by", "district"]);
    let names: Vec<&str> = table
        .lines()
        .map(|line| line.split("  ").next().unwrap())
        .collect();
    assert_eq!(names, ["body", "Enhet 1"], "{table}");
}

#[test]
fn a_folder_that_no_run_has_left_is_refused() {
    for name in ["indicators", "goals"] {
        let output = run([Path::new(name), Place::new().folder.path()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            said(&output).contains("is not a folder that extract has written"),
            "{}",
            said(&output)
        );
    }
}
