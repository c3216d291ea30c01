//! Near names: what `series_candidates.csv` says of them, and what becomes of its rows in the register.

use crate::made::{Made, panel};
use std::collections::BTreeMap;
use utfall::grammar::Grammar;
use utfall::record::SeriesMatch;

/// A report of a year that prints these names.
fn report(id: &str, year: &str, names: &[&str]) -> Made {
    let facts = [
        ("doc_type", "VB"),
        ("year", year),
        ("organisation", "Bromma stadsdelsnämnd"),
    ];
    let mut made = Made::new(id, &facts);
    let registers = Grammar::built_in().unwrap().registers;
    for name in names {
        let found = registers
            .series
            .find(&registers.names.key(name), year.parse().ok());
        let id = found.map_or_else(
            || registers.names.own_id(name).unwrap(),
            |(series, _)| series.id.clone(),
        );
        made.row("indicators", &[("name", name), ("series_id", &id)]);
    }
    made
}

type Row = BTreeMap<&'static str, String>;

fn candidates(reports: &[Made]) -> Vec<Row> {
    let rows = panel(reports).into_iter();
    rows.filter(|(table, _)| table == "series_candidates")
        .map(|(_, row)| row)
        .collect()
}

/// The pairs with the respects in which they differ.
fn pairs(rows: &[Row]) -> Vec<[&str; 3]> {
    rows.iter()
        .map(|row| ["name", "other_name", "differs_in"].map(|name| row[name].as_str()))
        .collect()
}

#[test]
fn near_names_are_told_with_the_rows_that_would_make_them_one_series() {
    let rows = candidates(&[
        report("a", "2014", &["Andel prov som genomförts i tid"]),
        report(
            "b",
            "2016",
            &["Andel prov som har genomförts i tid", "Andel eldrivna bilar"],
        ),
        report(
            "c",
            "2017",
            &["Andelen prov som har genomförts i tid.", "Andel elbilar (IoF)"],
        ),
    ]);
    assert_eq!(
        pairs(&rows),
        [
            ["Andel elbilar", "Andel elbilar (IoF)", ""],
            [
                "Andel prov som har genomförts i tid",
                "Andel prov som genomförts i tid",
                ""
            ],
        ]
    );
    let [registered, own] = rows.as_slice() else {
        panic!()
    };
    let shown = [
        "years",
        "reports",
        "documents",
        "other_years",
        "only_name",
        "only_other",
    ];
    assert_eq!(
        shown.map(|name| own[name].as_str()),
        ["2016-2017", "2", "b | c", "2014", "har", ""]
    );
    assert_eq!(registered["series_row"], "");
    // Pasted into the registers, both names are one series.
    let folder = tempfile::tempdir().unwrap();
    for (name, row) in [
        ("series.csv", &own["series_row"]),
        ("series_aliases.csv", &own["alias_row"]),
    ] {
        let built_in = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("grammars")
            .join(name);
        let text = std::fs::read_to_string(built_in).unwrap();
        std::fs::write(folder.path().join(name), format!("{text}{row}\n")).unwrap();
    }
    let registers = Grammar::with_folder(folder.path()).unwrap().registers;
    let found = |name: &str, year| {
        let found = registers.series.find(&registers.names.key(name), Some(year));
        found.map(|(series, matched)| (series.id.clone(), matched))
    };
    let id = own["series_id"].clone();
    for year in [2012, 2014] {
        let wanted = Some((id.clone(), SeriesMatch::Alias));
        assert_eq!(found("Andel prov som genomförts i tid", year), wanted);
    }
    // The older name is not read as the newer series in years in which nobody saw it.
    assert_eq!(found("Andel prov som genomförts i tid", 2017), None);
    let wanted = Some((id, SeriesMatch::Exact));
    assert_eq!(found("Andel prov som har genomförts i tid", 2017), wanted);
}

#[test]
fn names_that_differ_in_substance_are_told_without_a_row_to_paste() {
    let substance = [
        (
            "Andel prov som genomförts i tid",
            "Antal prov som genomförts i tid",
            "kind",
        ),
        (
            "Provföljsamhet före överföringar av prov",
            "Provföljsamhet efter överföringar av prov",
            "order",
        ),
        ("Nämndens provsäkerhet T1", "Nämndens provsäkerhet T2", "number"),
        (
            "Andel trygga kvinnor i hela provområdet på kvällen",
            "Andel trygga män i hela provområdet på kvällen",
            "sex",
        ),
        (
            "Andel som har kontakt med provet",
            "Andel som inte har kontakt med provet",
            "negation",
        ),
        // The register says that sick leave is a share.
        ("Sjukfrånvaro", "Antal sjukfrånvaro", "kind"),
    ];
    for (one, other, wanted) in substance {
        let rows = candidates(&[report("a", "2014", &[one]), report("b", "2016", &[other])]);
        assert!(
            pairs(&rows).contains(&[one, other, wanted]),
            "{one}: {:?}",
            pairs(&rows)
        );
        let own = rows.iter().filter(|row| row["name"] == one);
        assert!(
            own.into_iter()
                .all(|row| row["alias_row"].is_empty() && row["series_row"].is_empty())
        );
    }
}

/// One report that has both names tells them apart, even if no word does.
#[test]
fn two_names_in_one_report_are_two_indicators() {
    let both = [
        "Andel nöjda deltagare i prov",
        "Andel nöjda deltagare i öppna prov",
    ];
    let rows = candidates(&[report("a", "2014", &both)]);
    assert_eq!(pairs(&rows), [[both[0], both[1], "same-report"]]);
}

#[test]
fn what_the_register_tells_apart_is_no_candidate() {
    // Both are series of the register, and the third stands in `not` of the second.
    let rows = candidates(&[
        report("a", "2014", &["Sjukfrånvaro", "Sjukfrånvaro dag 1-14"]),
        report("b", "2016", &["Andel personer som har ekonomiskt bistånd"]),
    ]);
    assert_eq!(pairs(&rows), [[""; 3]; 0]);
}

/// An alias outside its years is near the series that it belongs to in others.
#[test]
fn an_alias_outside_its_years_is_a_candidate() {
    let name = "Andel personer beroende av ekonomiskt bistånd i förhållande till befolkningen";
    let rows = candidates(&[report("a", "2020", &[name])]);
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(
        ["series_id", "similarity", "differs_in"].map(|name| row[name].as_str()),
        ["andel-personer-ekonomiskt-bistand", "1.000", ""]
    );
    assert!(row["alias_row"].contains(",2020,2020,"), "{}", row["alias_row"]);
}

#[test]
fn candidates_do_not_depend_on_the_order_of_the_reports() {
    let reports = [
        report("a", "2014", &["Andel prov i tid", "Andel prov i god tid"]),
        report("b", "2015", &["Andel prov i rätt tid", "Andel test i tid"]),
    ];
    let forth = candidates(&reports);
    assert!(!forth.is_empty());
    let back = candidates(&[reports[1].clone(), reports[0].clone()]);
    assert_eq!(pairs(&forth), pairs(&back));
}

/// A report of a body with outcomes of its own year and of the year before, each of one series.
fn with_outcomes(body: &str, year: i32, figures: &[(&str, i32, &str)]) -> Made {
    let (id, year) = (format!("{body}-{year}"), year.to_string());
    let facts = [
        ("doc_type", "VB"),
        ("year", year.as_str()),
        ("organisation", body),
        ("organisation_id", body),
    ];
    let mut made = Made::new(&id, &facts);
    for (name, about, value) in figures {
        let series = [("name", *name), ("series_id", *name)];
        made.row("indicators", &series);
        let about = about.to_string();
        let fields = [
            ("measure", "utfall"),
            ("period_type", "VB"),
            ("period_year", about.as_str()),
            ("value", value),
            ("unit", "%"),
        ];
        made.row("observations", &[&series[..], &fields].concat());
    }
    made
}

fn renamed(last: &str) -> Vec<Made> {
    let values = [("a", "41.2"), ("b", "67"), ("c", "12.5"), ("d", last)];
    let reports = values.iter().flat_map(|(body, value)| {
        let before = [("väntetid", 2015, *value), ("alltid", 2015, "50")];
        let back = if *body == "d" { "88" } else { value };
        let after = [
            ("köer", 2016, "30"),
            ("köer", 2015, back),
            ("alltid", 2016, "51"),
            ("alltid", 2015, "50"),
        ];
        [
            with_outcomes(body, 2015, &before),
            with_outcomes(body, 2016, &after),
        ]
    });
    reports.collect()
}

#[test]
fn names_that_have_no_word_in_common_are_candidates_where_their_figures_are_the_same() {
    let rows = candidates(&renamed("88"));
    let shown = ["name", "other_name", "figures_compared", "figures_equal"];
    let shown: Vec<_> = rows
        .iter()
        .map(|row| shown.map(|name| row[name].as_str()))
        .collect();
    assert_eq!(shown, [["väntetid", "köer", "4", "4"]]);
}

/// Three of four are too few.
#[test]
fn figures_that_differ_prove_nothing() {
    assert_eq!(candidates(&renamed("7")), Vec::<Row>::new());
}
