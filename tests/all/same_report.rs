//! The same report in several files: as other formats, in versions. It is counted once, and nothing else is left out.

use crate::made::{Made, panel};
use crate::place::{Place, printed, run};
use std::collections::BTreeMap;

/// An annual report with so many figures, of which the first few differ from what others of its kind have.
fn report(id: &str, facts: &[(&'static str, &str)], figures: u32, differing: u32) -> Made {
    let mut all: Vec<(&'static str, &str)> = vec![
        ("doc_type", "VB"),
        ("year", "2019"),
        ("organisation", "Farsta stadsdelsnämnd"),
        ("organisation_id", "sdn-farsta"),
        ("format", "pdf"),
        ("document_date", "2020-01-28"),
    ];
    for (name, value) in facts {
        all.retain(|(other, _)| other != name);
        all.push((*name, *value));
    }
    let mut made = Made::new(id, &all);
    for at in 0..figures {
        let name = format!("Andel prov {at}");
        let value = if at < differing {
            format!("{}.5", at + 1)
        } else {
            at.to_string()
        };
        made.row(
            "observations",
            &[
                ("name", name.as_str()),
                ("series_id", name.as_str()),
                ("measure", "utfall"),
                ("period_type", "VB"),
                ("period_year", "2019"),
                ("value", value.as_str()),
                ("unit", "%"),
            ],
        );
    }
    made
}

type Rows = Vec<(String, BTreeMap<&'static str, String>)>;

/// What each document is to the others: copy of, supersedes, superseded by.
fn ties(rows: &Rows) -> Vec<[String; 4]> {
    let documents = rows.iter().filter(|(table, _)| table == "documents");
    documents
        .map(|(_, row)| {
            ["document_id", "duplicate_of", "supersedes", "superseded_by"].map(|name| row[name].clone())
        })
        .collect()
}

fn codes(rows: &Rows) -> Vec<[String; 2]> {
    let told = rows.iter().filter(|(table, _)| table == "diagnostics");
    told.map(|(_, row)| ["document_id", "code"].map(|name| row[name].clone()))
        .collect()
}

#[test]
fn another_format_is_a_copy_and_the_fuller_one_counts() {
    let text = report("a", &[("format", "text"), ("document_date", "")], 30, 1);
    let pdf = report("b", &[], 40, 0);
    let rows = panel(&[text, pdf]);
    assert_eq!(ties(&rows), [["a", "b", "", ""], ["b", "", "", ""]]);
    assert_eq!(codes(&rows), [["a", "same-report"], ["b", "same-report"]]);
    // Nothing was revised, and the year has one report.
    assert!(rows.iter().all(|(table, _)| table != "revisions"));
    let coverage = rows.iter().find(|(table, _)| table == "coverage").unwrap();
    assert_eq!(coverage.1["documents"], "b");
}

#[test]
fn the_last_version_counts_whatever_the_files_are_called() {
    let by_date = [
        report("a", &[("document_date", "2020-02-14")], 40, 2),
        report("b", &[], 40, 0),
    ];
    let by_word = [
        report("a", &[("version", "Reviderad")], 30, 2),
        report("b", &[], 40, 0),
    ];
    let by_day_of_revision = [
        report("a", &[("version", "Reviderad 2020-03-01")], 40, 2),
        report("b", &[("version", "Reviderad 2020-02-20")], 40, 0),
    ];
    let by_facts = [report("a", &[], 44, 2), report("b", &[], 40, 0)];
    let by_draft = [
        report("a", &[], 40, 0),
        report("b", &[("version", "Utkast")], 40, 0),
    ];
    for versions in [by_date, by_word, by_day_of_revision, by_facts, by_draft] {
        let rows = panel(&versions);
        assert_eq!(
            ties(&rows),
            [["a", "", "b", ""], ["b", "", "", "a"]],
            "{versions:?}"
        );
        let told = [["a", "report-superseded"], ["b", "report-superseded"]];
        assert_eq!(codes(&rows), told, "{versions:?}");
        assert!(rows.iter().all(|(table, _)| table != "revisions"));
    }
}

#[test]
fn versions_stand_in_a_row_with_their_copies() {
    let rows = panel(&[
        report("a", &[("document_date", "2020-01-10")], 40, 3),
        report("b", &[("document_date", "2020-02-10")], 40, 1),
        report("c", &[("document_date", "2020-03-10")], 40, 0),
        report("d", &[("document_date", "2020-02-10"), ("format", "text")], 35, 1),
    ]);
    let expected = [
        ["a", "", "", "b"],
        ["b", "", "a", "c"],
        ["c", "", "b", ""],
        ["d", "b", "", ""],
    ];
    assert_eq!(ties(&rows), expected);
}

#[test]
fn reports_that_only_look_alike_all_count() {
    for other in [
        report("b", &[], 40, 30),
        report("b", &[("year", "2018")], 40, 0),
        report("b", &[("doc_type", "T2")], 40, 0),
        report("b", &[("organisation_id", "sdn-bromma")], 40, 0),
        report("b", &[("organisation", "Annan"), ("organisation_id", "")], 40, 0),
        report("b", &[], 3, 0),
    ] {
        let rows = panel(&[report("a", &[], 40, 0), other.clone()]);
        assert_eq!(ties(&rows), [["a", "", "", ""], ["b", "", "", ""]], "{other:?}");
        assert_eq!(codes(&rows), Vec::<[String; 2]>::new(), "{other:?}");
    }
}

/// Whoever counts them must know that one may be the other.
#[test]
fn a_narrow_likeness_is_told_and_both_count() {
    let rows = panel(&[report("a", &[], 40, 0), report("b", &[], 40, 8)]);
    assert_eq!(ties(&rows), [["a", "", "", ""], ["b", "", "", ""]]);
    let told = [["a", "perhaps-same-report"], ["b", "perhaps-same-report"]];
    assert_eq!(codes(&rows), told);
}

#[test]
fn a_file_with_several_reports_is_never_left_out() {
    let several = |date| {
        let mut made = report("b", &[("document_date", date)], 40, 0);
        made.row(
            "goals",
            &[("doc_type", "VP"), ("year", "2020"), ("title", "Prov")],
        );
        made
    };
    let rows = panel(&[report("a", &[("format", "text")], 50, 0), several("2020-01-28")]);
    assert_eq!(ties(&rows), [["a", "b", "", ""], ["b", "", "", ""]]);
    let rows = panel(&[report("a", &[], 50, 0), several("2019-12-01")]);
    assert_eq!(ties(&rows), [["a", "", "", ""], ["b", "", "", ""]]);
    let told = [["a", "perhaps-same-report"], ["b", "perhaps-same-report"]];
    assert_eq!(codes(&rows), told);
}

fn plain(place: &Place, name: &str, version: &str, value: &str) {
    let rows = ["Antal prov", "Antal besök", "Antal möten", "Antal kurser"];
    let rows = rows.map(|row| format!("{row}\t12 st\t15 st\tVB 2019\n")).concat();
    let text = format!(
        "Verksamhetsberättelse 2019 för Farsta stadsdelsnämnd\n\n{version}\n\nNämndmål:\n\nUnga får prova ett arbete\n\n\
         Uppfylls helt\n\nIndikator\tPeriodens utfall\tÅrsmål\tPeriod\nAntal unga\t{value}\t15 st\tVB 2019\n{rows}"
    );
    place.write(name, text);
}

#[test]
fn a_revised_report_is_counted_in_place_of_the_first_one() {
    let place = Place::new();
    plain(&place, "in/a.txt", "Reviderad 2020-03-14", "14 st");
    plain(&place, "in/b.txt", "", "11 st");
    place.extract([place.path("in").as_os_str(), "--format=csv,sqlite".as_ref()]);
    let documents = place.table("documents.csv");
    let [new, old] = [&documents[0], &documents[1]];
    assert_eq!(new["version"], "Reviderad 2020-03-14");
    assert_eq!(
        (&new["supersedes"], &old["superseded_by"]),
        (&old["document_id"], &new["document_id"])
    );
    assert_eq!(
        (new["organisation"].as_str(), new["title"].as_str()),
        (old["organisation"].as_str(), old["title"].as_str())
    );
    // Both are there for who asks for them, and one is counted.
    let all = place.table("observations.csv");
    assert!(all.iter().any(|row| row["raw"] == "11 st") && all.iter().any(|row| row["raw"] == "14 st"));
    let database = rusqlite::Connection::open(place.path("output").join("utfall.sqlite")).unwrap();
    let one = |sql: &str| -> String { database.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(
        one("SELECT group_concat(raw) FROM latest_values WHERE name = 'Antal unga' AND measure = 'utfall'"),
        "14 st"
    );
    assert_eq!(one("SELECT CAST(sum(goals) AS TEXT) FROM fulfilment"), "1");
    let compared = printed(&run([
        "compare".as_ref(),
        place.path("output").as_os_str(),
        "--series=Antal unga".as_ref(),
    ]));
    assert!(compared.contains("14") && !compared.contains("11"), "{compared}");
    // The same rows go to a pipe.
    let piped = printed(&run([
        "extract".as_ref(),
        place.path("in").as_os_str(),
        "--output=-".as_ref(),
        "--table=documents".as_ref(),
    ]));
    assert!(
        piped.contains(&format!("\"superseded_by\":\"{}\"", new["document_id"])),
        "{piped}"
    );
    // And a run over what it holds already says the same.
    let before = std::fs::read(place.path("output").join("documents.csv")).unwrap();
    place.extract([
        place.path("in/b.txt").as_os_str(),
        "--add".as_ref(),
        "--format=csv,sqlite".as_ref(),
        "--jobs=1".as_ref(),
    ]);
    let after = std::fs::read_to_string(place.path("output").join("documents.csv")).unwrap();
    assert_eq!(
        after.lines().count(),
        String::from_utf8(before).unwrap().lines().count()
    );
}
