//! Why a value is missing: every status, and what comes close to it and is another.

use crate::place::Place;

/// What each cell of a table of the output says, and its status.
fn statuses(text: &str, table: &str) -> Vec<(String, String)> {
    let place = Place::new();
    place.extract([place.write("in/report.txt", text)]);
    let rows = place.table(table).into_iter();
    rows.map(|row| (row["raw"].clone(), row["value_status"].clone()))
        .collect()
}

/// Holds each cell against the status that it is to have.
fn is_told(text: &str, table: &str, wanted: &[(&str, &str)]) {
    let found = statuses(text, table);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(raw, status)| (raw.as_str(), status.as_str()))
        .collect();
    assert_eq!(found, wanted);
}

/// An indicator table with one indicator, with its cells for outcome, target and period.
fn indicator(cells: &str) -> String {
    format!(
        "Verksamhetsberättelse 2017 för Provenheten\n\nNämndmål:\n\nUnga får prova ett arbete\n\n\
         Indikator\tPeriodens utfall\tÅrsmål\tKF:s årsmål\tPeriod\n Antal prov\t{cells}\n"
    )
}

#[test]
fn what_stands_in_place_of_a_figure_is_told_apart() {
    for (cells, wanted) in [
        (
            "81,5 %\tca 84 %\ttas fram av nämnde n\tVB 2017",
            ["reported", "reported", "to-be-set", "words"],
        ),
        (
            "-\tÖka\tfastställs 2018\tVB 2017",
            ["blank", "direction", "to-be-set", "words"],
        ),
        ("i.u.\t+/-1 %\tminska\t-", ["blank", "band", "direction", "blank"]),
        (
            "0\tska öka\tökade\tVB 2017",
            ["reported", "direction", "unreadable", "words"],
        ),
        (
            "Redovisas ej\t50-60\tse kommentar\tVB 2017",
            ["blank", "unreadable", "unreadable", "words"],
        ),
    ] {
        let wanted: Vec<_> = cells
            .split('\t')
            .map(|raw| raw.replace("nämnde n", "nämnden"))
            .zip(wanted.map(str::to_owned))
            .collect();
        assert_eq!(statuses(&indicator(cells), "observations.csv"), wanted);
    }
}

#[test]
fn a_column_that_is_not_known_leaves_a_figure_uncertain_and_a_direction_a_direction() {
    let text = "Verksamhetsberättelse 2017 för Provenheten\n\nNämndmål:\n\nUnga får prova ett arbete\n\n\
        Indikator\n\nÅrsmål\n\nKF:s årsmål\n\nPeriod\n\nAntal prov\n\n12 st\n\nÖka\n\nAntal besök\n\n15 st\n\n";
    is_told(
        text,
        "observations.csv",
        &[
            // Two cells of a kind fill the two columns that hold such; one alone may be either's.
            ("12 st", "reported"),
            ("Öka", "direction"),
            ("15 st", "uncertain"),
        ],
    );
}

#[test]
fn a_figure_that_its_table_contradicts_is_uncertain() {
    let text = "Verksamhetsberättelse 2017 för Provenheten\n\nUppföljning av driftbudget\n\n\
        Verksamhet (mnkr)\tBudget 2017\tUtfall 2017\n\
        Skola\t10,0\t9,0\nVård\t20,0\t21,0\nIdrott\t30,0\t29,0\nSumma\t60,0\t99,0\n";
    let found = statuses(text, "cells.csv");
    let uncertain: Vec<_> = found.iter().filter(|(_, status)| status == "uncertain").collect();
    assert!(uncertain.iter().any(|(raw, _)| raw == "99,0"), "{found:?}");
    assert!(
        found.contains(&("60,0".to_owned(), "reported".to_owned())),
        "{found:?}"
    );
}

#[test]
fn words_are_unreadable_where_figures_stand_and_words_where_words_do() {
    let text = "Verksamhetsberättelse 2017 för Provenheten\n\nUppföljning av driftbudget\n\n\
        Verksamhet (mnkr)\tBudget 2017\tUtfall 2017\tFörklaring\n\
        Skola\t10,0\t9,0\tVakanser under våren\nVård\t20,0\tse nästa sida\tFler besök, 2 av 3 planerade\n\
        Idrott\t30,0\t-\tUtgår\n";
    is_told(
        text,
        "cells.csv",
        &[
            ("10,0", "reported"),
            ("9,0", "reported"),
            ("Vakanser under våren", "words"),
            ("20,0", "reported"),
            ("se nästa sida", "unreadable"),
            ("Fler besök, 2 av 3 planerade", "words"),
            ("30,0", "reported"),
            ("-", "blank"),
            ("Utgår", "words"),
        ],
    );
    let other = "Verksamhetsberättelse 2017 för Provenheten\n\nUtbildningar\n\n\
        Utbildning\tMålgrupp\tAntal deltagare\nKlarspråk\tAlla som skriver.\t40\nBrandskydd\t2 grupper om 8\t12\n\
        Samtal\tNyanställda\tfler än väntat\n";
    is_told(
        other,
        "cells.csv",
        &[
            ("Alla som skriver.", "words"),
            ("40", "reported"),
            ("2 grupper om 8", "words"),
            ("12", "reported"),
            ("Nyanställda", "words"),
            ("fler än väntat", "unreadable"),
        ],
    );
}

#[test]
fn the_corpus_says_of_every_cell_whether_it_gives_a_value() {
    let place = Place::new();
    place.extract([crate::truth::corpus().join("reports")]);
    for table in ["observations.csv", "cells.csv"] {
        for row in place.table(table) {
            let (status, value) = (row["value_status"].as_str(), row["value"].as_str());
            let fits = match status {
                "reported" => row["doubtful"].is_empty() && !value.is_empty(),
                "words" => value.is_empty(),
                "uncertain" => true,
                "band" => !value.is_empty(),
                "blank" | "to-be-set" | "direction" | "unreadable" => value.is_empty(),
                _ => false,
            };
            assert!(fits, "{table}: {row:?}");
        }
    }
}
