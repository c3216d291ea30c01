//! Tables prove their figures: what does not add up is told, and a misread digit does not stay hidden.

use crate::place::{Place, printed, run, said};
use rayon::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use utfall::check::check;
use utfall::grammar::Grammar;
use utfall::record::{Cell, Check, Relation, Report, Table};
use utfall::run::{Limits, document};
use utfall::source::Source;

/// The tables of all reports whose figures were read with their places, with what holds in them.
fn tables(grammar: &Grammar) -> Vec<(String, Table, Vec<Check>)> {
    let manifest = crate::truth::csv(&crate::truth::corpus().join("manifest.csv"));
    let rows = manifest.par_iter();
    rows.filter(|row| matches!(row["export"].as_str(), "pdf" | "tab"))
        .flat_map_iter(|row| {
            let bytes = std::fs::read(crate::truth::corpus().join(&row["file"])).unwrap();
            let source = Source::from_bytes(row["file"].as_str(), bytes);
            let report = document(grammar, &source, &Limits::default()).report;
            let tables = report.tables.into_iter().filter(|table| !table.rows.is_empty());
            let name = row["file"].clone();
            let with_checks = tables.map(move |table| {
                let checks = checked(grammar, &table);
                (name.clone(), table, checks)
            });
            with_checks.collect::<Vec<_>>()
        })
        .collect()
}

/// The relations of a table alone.
fn checked(grammar: &Grammar, table: &Table) -> Vec<Check> {
    let report = Report {
        tables: vec![table.clone()],
        ..Report::default()
    };
    check(grammar, report).value.checks
}

/// What a sum says of a cell is lost in no share: cells with the tolerance of the closest sum they are in.
fn in_sums(checks: &[Check]) -> BTreeMap<Cell, Decimal> {
    let mut cells: BTreeMap<Cell, Decimal> = BTreeMap::new();
    let is_sum = |check: &&Check| {
        matches!(
            check.relation,
            Relation::Rows | Relation::Columns | Relation::Parts
        )
    };
    for check in checks.iter().filter(is_sum) {
        for cell in check.terms.iter().chain([&check.cell]) {
            let closest = cells.entry(*cell).or_insert(check.tolerance);
            *closest = check.tolerance.min(*closest);
        }
    }
    cells
}

/// The number with one digit changed, for each of its digits some others.
fn changed(number: Decimal) -> Vec<Decimal> {
    let digits = number.mantissa().unsigned_abs().to_string();
    let mut changed = Vec::new();
    for at in 0..digits.len() {
        for step in [1u8, 4, 7] {
            let mut bytes = digits.clone().into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + step) % 10;
            let mantissa: i128 = String::from_utf8(bytes).unwrap().parse().unwrap();
            let sign = if number.is_sign_negative() { -1 } else { 1 };
            changed.push(Decimal::from_i128_with_scale(sign * mantissa, number.scale()));
        }
    }
    changed
}

#[test]
fn a_changed_digit_is_reported() {
    let grammar = Grammar::built_in().unwrap();
    let tables = tables(&grammar);
    let results: Vec<(String, bool)> = tables
        .par_iter()
        .flat_map_iter(|(file, table, checks)| {
            let mut results = Vec::new();
            for (cell, tolerance) in in_sums(checks) {
                let (row, column) = (cell.row - 1, cell.column - 2);
                let number = table.rows[row].cells[column].as_ref().unwrap().number.unwrap();
                for other in changed(number) {
                    if (other - number).abs() <= tolerance {
                        continue;
                    }
                    let mut misread = table.clone();
                    misread.rows[row].cells[column].as_mut().unwrap().number = Some(other);
                    let is_reported = checked(&grammar, &misread).iter().any(|check| !check.holds());
                    let row = &table.rows[row].label;
                    results.push((
                        format!("{file} {} {row}: {number} as {other}", table.id),
                        is_reported,
                    ));
                }
            }
            results
        })
        .collect();
    let missed: Vec<&str> = results
        .iter()
        .filter(|(_, is_reported)| !is_reported)
        .map(|(what, _)| what.as_str())
        .collect();
    println!("{} of {} changes were not reported", missed.len(), results.len());
    assert!(results.len() > 2000, "only {} changes", results.len());
    assert!(
        missed.len() * 50 <= results.len(),
        "{} of {} changes were not reported\n{}",
        missed.len(),
        results.len(),
        missed.join("\n")
    );
}

#[test]
fn tables_that_add_up_raise_no_alarm() {
    let grammar = Grammar::built_in().unwrap();
    let mut faults = Vec::new();
    for (file, table, checks) in tables(&grammar) {
        for check in checks.iter().filter(|check| !check.holds()) {
            faults.push(format!(
                "{file} {} {}, {}: {} is printed, {} gives {}",
                table.id, check.row_label, check.column_label, check.printed, check.formula, check.computed
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A report whose only table has a total of its own.
fn with_total(total: &str) -> String {
    format!(
        "Uppföljning av ekonomi\n\n(tkr)\tBudget\tUtfall\nFörskola\t10\t12\nSkola\t20\t19\nTotalt\t30\t{total}\n"
    )
}

#[test]
fn what_does_not_add_up_is_printed_with_both_figures() {
    let place = Place::new();
    place.write("in/broken.txt", with_total("41"));
    place.write("in/whole.txt", with_total("31"));
    place.extract([place.path("in")]);
    let output = run(["check".into(), place.path("output").into_os_string()]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let text = printed(&output);
    assert!(text.contains("broken.txt: table t1"), "{text}");
    assert!(
        text.contains("line 6, Totalt, Utfall: 41 is printed, but 31 follows from rows 1-2"),
        "{text}"
    );
    assert!(!text.contains("whole.txt"), "{text}");
    let doubtful: Vec<_> = place
        .table("cells.csv")
        .into_iter()
        .filter(|cell| cell["doubtful"] == "true")
        .map(|cell| (cell["raw"].clone(), cell["amount_sek"].clone()))
        .collect();
    let wanted = [("12", "12000"), ("19", "19000"), ("41", "41000")];
    assert_eq!(
        doubtful,
        wanted.map(|(raw, amount)| (raw.to_owned(), amount.to_owned()))
    );
}

#[test]
fn what_adds_up_is_counted_and_a_folder_without_tables_is_named() {
    let place = Place::new();
    place.write("whole.txt", with_total("31"));
    place.extract([place.path("whole.txt")]);
    let output = run(["check".into(), place.path("output").into_os_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(printed(&output), "2 relations hold, 0 do not\n");
    place.write("whole.txt", with_total("32"));
    place.extract([place.path("whole.txt")]);
    let folder = place.path("output").into_os_string();
    let output = run(["check".into(), "--rounded".into(), folder]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = printed(&output);
    assert!(
        text.contains("32 is printed, and 31 follows from rows 1-2 [rows-add-up, rounded]"),
        "{text}"
    );
    std::fs::create_dir(place.path("foreign")).unwrap();
    for folder in ["nowhere", "foreign"] {
        let output = run(["check".into(), place.path(folder).into_os_string()]);
        assert_eq!(output.status.code(), Some(2));
        let wanted = format!("{folder} is not a folder that extract has written");
        assert!(said(&output).contains(&wanted), "{}", said(&output));
    }
    place.extract([place.write("bare.txt", crate::place::REPORT)]);
    let output = run(["check".into(), place.path("output").into_os_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(
        printed(&output),
        "no relation between figures was found, so there is none to check\n"
    );
}

#[test]
fn a_bound_is_told_as_a_bound_with_the_figures_as_printed() {
    let place = Place::new();
    let table = "Indikator\tPeriodens utfall\tUtfall män/pojkar\tUtfall kvinnor/flickor\tÅrsmål\tPeriod\n\
                 Andel som har stöd\t0,22 %\t0,30 %\t0,25 %\t0,2 %\tVB 2017\n";
    let report =
        format!("Verksamhetsberättelse 2017 för Provenheten\n\nNämndmål:\n\nUnga får stöd\n\n{table}");
    place.extract([place.write("in/report.txt", report)]);
    let wanted = "0,22 % is printed, but should lie between 0,25 % and 0,30 %";
    let output = run(["check".into(), place.path("output").into_os_string()]);
    assert!(printed(&output).contains(wanted), "{}", printed(&output));
    let told = place.table("diagnostics.csv");
    assert!(
        told.iter()
            .any(|row| row["code"] == "sum-differs" && row["message"].ends_with(wanted)),
        "{told:?}"
    );
}
