//! Whose a figure is, and of which time: what a filter over the tables must find, and nothing else.

use crate::place::{Place, printed, run, said};

/// An annual report of a body with one indicator.
fn annual(year: i32, body: &str, period: &str) -> String {
    format!(
        "Verksamhetsberättelse {year} för {body}\n\nNämndmål:\n\nUnga får prova ett arbete\n\nUppfylls helt\n\n\
         Indikator\tPeriodens utfall\tÅrsmål\tPeriod\n Antal prov\t12 st\t15 st\t{period}\n"
    )
}

fn outcomes(place: &Place) -> Vec<[String; 3]> {
    let rows = place.table("observations.csv").into_iter();
    rows.filter(|row| row["measure"] == "utfall")
        .map(|row| ["period_type", "period_year", "organisation_level"].map(|name| row[name].clone()))
        .collect()
}

#[test]
fn an_annual_outcome_is_found_whether_its_period_says_vb_or_only_the_year() {
    for (period, wanted) in [
        ("VB 2012", "VB"),
        ("2012", "VB"),
        ("Helår 2012", "VB"),
        ("Tertial 2 2012", "T2"),
    ] {
        let place = Place::new();
        place.extract([place.write("in/a.txt", annual(2012, "Farsta stadsdelsnämnd", period))]);
        let wanted = [wanted, "2012", "stadsdelsnämnd"].map(str::to_owned);
        assert_eq!(outcomes(&place), [wanted], "{period}");
    }
}

/// What a four-month report prints under its own year may be a part of it or a forecast: it is not the year's.
#[test]
fn a_year_that_is_not_over_has_no_annual_outcome() {
    let place = Place::new();
    let text = annual(2012, "Provenheten", "2012").replace("Verksamhetsberättelse", "Tertialrapport 2");
    place.extract([place.write("in/a.txt", text)]);
    assert_eq!(outcomes(&place), [["", "2012", "enhet"].map(str::to_owned)]);
}

#[test]
fn a_body_has_one_name_among_the_goals_however_its_reports_spell_it() {
    let place = Place::new();
    for (at, body) in [
        (0, "Norrmalms stadsdelsnämnd"),
        (1, "Normalms stadsdelsnämnd"),
        (2, "Norrmalms stadsdelsnämnd"),
    ] {
        place.write(
            format!("in/{at}.txt").as_str(),
            annual(2012 + at, body, "VB 2012"),
        );
    }
    place.extract([place.path("in")]);
    let folder = place.path("output");
    let output = run([
        "goals",
        folder.to_str().unwrap(),
        "--by",
        "district",
        "--format",
        "csv",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = printed(&output);
    assert!(text.contains("Norrmalms"), "{text}");
    assert!(!text.contains("Normalms"), "{text}");
}

#[test]
fn a_division_of_a_year_that_no_report_can_have_is_refused() {
    let place = Place::new();
    for year in [2012, 2014] {
        let text = annual(year, "Farsta stadsdelsnämnd", &format!("VB {year}"));
        place.write(format!("in/{year}.txt").as_str(), text);
    }
    place.extract([place.path("in")]);
    let folder = place.path("output");
    for (year, status) in [("1999", 2), ("2007", 0), ("2014", 0), ("2023", 0), ("2035", 2)] {
        let words = [
            "compare",
            folder.to_str().unwrap(),
            "--series",
            "prov",
            "--division",
            year,
        ];
        let output = run(words);
        assert_eq!(output.status.code(), Some(status), "{year}: {}", said(&output));
        if status == 2 {
            assert!(said(&output).contains("2007 to 2023"), "{}", said(&output));
        }
    }
}

#[test]
fn indicators_that_no_register_knows_are_listed_alone() {
    let place = Place::new();
    let text = annual(2016, "Farsta stadsdelsnämnd", "VB 2016").replace(
        " Antal prov\t",
        " Andel elbilar\t40 %\t50 %\tVB 2016\n Antal prov\t",
    );
    place.extract([place.write("in/a.txt", text)]);
    let folder = place.path("output");
    let names = |more: &[&str]| -> Vec<String> {
        let words = ["indicators", folder.to_str().unwrap(), "--format", "csv"];
        let output = run(words.into_iter().chain(more.iter().copied()));
        let text = printed(&output);
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        rows.records().map(|row| row.unwrap()[1].to_owned()).collect()
    };
    assert_eq!(names(&[]), ["Andel elbilar", "Antal prov"]);
    assert_eq!(names(&["--own"]), ["Antal prov"]);
}
