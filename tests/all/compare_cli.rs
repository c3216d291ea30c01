//! Comparing as people type it: what is printed, what is asked back, what is left in a folder.

use crate::city::{city, compared, folder, report};
use crate::made;
use crate::place::{printed, run, said};
use std::path::Path;
use utfall::write::{Dialect, Wanted};

#[test]
fn a_choice_is_listed_and_not_guessed() {
    let folder = folder();
    let path = folder.path().to_str().unwrap();
    let told = |arguments: &[&str]| {
        let output = run(["compare", path].iter().chain(arguments));
        assert_eq!(printed(&output), "");
        (output.status.code(), said(&output))
    };
    for (arguments, code, wanted) in [
        (&["--series", "prov"][..], 1, "\"prov\" may be one of 2 series"),
        (
            &["--series", "finns inte"],
            1,
            "no series has the words \"finns inte\"",
        ),
        (&[], 1, "name one with --series, or say --all"),
        (
            &["--series", "antal-prov", "--measure", "prognos"],
            1,
            "say which with --doc-type",
        ),
        (
            &["--series", "antal-prov", "--district", "Östermalm"],
            1,
            "ask for Norra innerstaden",
        ),
        (
            &["--series", "antal-prov", "--district", "Provby"],
            2,
            "no district is called Provby",
        ),
        (
            &["--series", "antal-prov", "--organisation", "Provby"],
            1,
            "no body is called Provby",
        ),
        (
            &["--series", "antal-prov", "--from", "1999", "--to", "2001"],
            1,
            "nothing is found: there are figures in T1 2016 to 2024, VB 2016 to 2024",
        ),
        (
            &["--series", "antal-prov", "--from", "2019", "--to", "2014"],
            2,
            "--from 2019 is after --to 2014",
        ),
        (
            &["--series", "antal-prov", "--division", "1990"],
            2,
            "no division into districts is known of 1990: the first one is of 1999",
        ),
        (
            &["--series", "antal-prov", "--doc-type", "T2"],
            1,
            "say which with --doc-type",
        ),
        (
            &["--series", "antal-prov", "--measure", "mål"],
            2,
            "it is none of utfall",
        ),
    ] {
        let (status, said) = told(arguments);
        assert_eq!(status, Some(code), "{arguments:?}: {said}");
        assert!(said.contains(wanted), "{arguments:?}: {said}");
    }
    let nowhere = run(["compare", "no-such-folder", "--all"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(said(&nowhere).contains("is not a folder that extract has written"));
    let old = folder.path().join("observations.csv");
    let text = std::fs::read_to_string(&old)
        .unwrap()
        .replacen("period_year", "x", 1);
    std::fs::write(&old, text).unwrap();
    let (status, said) = told(&["--all"]);
    assert_eq!(status, Some(2));
    assert!(
        said.contains("no column period_year") && said.contains("run extract again"),
        "{said}"
    );
}

#[test]
fn a_folder_in_a_spreadsheets_dialect_is_compared_alike() {
    let (plain, spreadsheet) = (folder(), tempfile::tempdir().unwrap());
    let wanted = Wanted {
        csv_dialect: Dialect::ExcelSv,
        ..Wanted::default()
    };
    made::write(spreadsheet.path(), &city(), wanted);
    let all = |folder: &Path| compared(folder, &["--all"]);
    assert_eq!(all(plain.path()), all(spreadsheet.path()));
}

#[test]
fn a_comparison_is_written_into_a_folder_and_read_on_a_terminal() {
    let folder = folder();
    let place = tempfile::tempdir().unwrap();
    let into = place.path().join("compared");
    let arguments = ["--series", "antal-prov", "--wide"];
    let path = folder.path().to_str().unwrap();
    let output = run(["compare", path, "--output", into.to_str().unwrap()]
        .iter()
        .chain(&arguments));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let csv = std::fs::read_to_string(into.join("compare.csv")).unwrap();
    assert!(
        csv.starts_with("series_id,series,district,organisation,sex,unit,2016,2017,"),
        "{csv}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(into.join("compare.json")).unwrap()).unwrap();
    assert_eq!(json[0]["series_id"], "antal-prov");
    let text = printed(&run([
        "compare",
        path,
        "--format",
        "table",
        "--series",
        "antal-prov",
        "--to",
        "2018",
    ]));
    assert!(
        text.contains("Hägersten-Älvsjö       382   384   386\n"),
        "{text}"
    );
    assert!(
        text.contains("Kungsholmen 2018: revised: VB 2019 prints \"999 st\" for VB 2018\n"),
        "{text}"
    );
    assert!(
        text.contains(
            "Bromma 2017: there is no report VB 2017, only T1 2017; T1 2017 prints \"7 st\" (--doc-type T1)\n"
        ),
        "{text}"
    );
}

#[test]
fn words_are_found_without_the_dots_of_their_letters() {
    let mut made = report("VB", "farsta", 2017);
    let always = [
        ("indicator_id", "i1"),
        ("series_id", "prov-14"),
        ("name", "Sjukfrånvaro dag 1-14"),
        ("measure", "utfall"),
        ("period_type", "VB"),
        ("period_year", "2017"),
        ("value", "2"),
        ("raw", "2"),
    ];
    made.row("indicators", &always);
    made.row("observations", &always);
    let folder = tempfile::tempdir().unwrap();
    made::write(folder.path(), &[made], Wanted::default());
    // The first is the example of the help.
    let help = printed(&run(["compare", "--help"]));
    assert!(help.contains("--series \"sjukfranvaro dag\""), "{help}");
    for words in ["sjukfranvaro dag", "Sjukfrånvaro dag", "DAG SJUKFRÅNVARO"] {
        let rows = compared(folder.path(), &["--series", words]);
        assert_eq!(rows[0]["series_id"], "prov-14", "{words}");
    }
}

#[test]
fn a_dash_is_no_folder() {
    let folder = folder();
    let path = folder.path().to_str().unwrap();
    let output = run(["compare", path, "--series", "antal-prov", "--output", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--output names a folder, and - is none"));
    assert!(!Path::new("-").exists());
}
