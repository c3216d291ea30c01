//! Figures prove each other: sums, differences, shares, parts.
//!
//! Takes: [`Report`] and the grammar.
//! Gives: the same [`Report`] with its relations; marked are figures that only failed relations touch, and readings
//! that the print leaves open and nothing proves.
//! Never: changes a printed figure, looks at lines or boxes.

mod candidate;
mod columns;
mod equation;
mod figure;
mod indicators;
mod parts;
mod readings;
mod rows;
mod view;

use crate::grammar::Grammar;
use crate::record::{Check, Report, Table, TableKind};
use crate::trace::{Code, Diagnostic, Read};
use std::collections::BTreeMap;
use view::View;

/// Holds the figures of every table against each other.
pub fn check(grammar: &Grammar, mut report: Report) -> Read<Report> {
    let mut checks = Vec::new();
    let mut diagnostics = Vec::new();
    readings::settle(&mut report);
    let is_plain = |table: &&mut Table| !matches!(table.kind, TableKind::Indicators | TableKind::Activities);
    for table in report.tables.iter_mut().filter(is_plain) {
        let mut found = check_table(grammar, table);
        checks.append(&mut found.value);
        diagnostics.append(&mut found.diagnostics);
    }
    let tables: BTreeMap<String, usize> = report
        .tables
        .iter()
        .enumerate()
        .map(|(at, table)| (table.id.clone(), at))
        .collect();
    for indicator in &mut report.indicators {
        let table = tables.get(&indicator.table).map(|at| &report.tables[*at]);
        let mut found = indicators::checks(grammar, table, indicator);
        checks.append(&mut found.value);
        diagnostics.append(&mut found.diagnostics);
        diagnostics.append(&mut readings::mark_indicator(grammar, indicator));
    }
    diagnostics.extend(readings::unread(&report));
    diagnostics.extend(checks.iter().filter(|check| !check.holds()).map(differs));
    report.checks = checks;
    Read {
        value: report,
        diagnostics,
    }
}

/// The relations of a table; marks the figures that only failed ones touch, and those that the print leaves open and
/// none proves.
fn check_table(grammar: &Grammar, table: &mut Table) -> Read<Vec<Check>> {
    let view = View::of(grammar, table);
    let columns = columns::relations(grammar, &view);
    let mut equations = rows::equations(grammar, &view, &columns);
    equations.extend(parts::equations(grammar, &view, &columns));
    equations.extend(columns.equations);
    equations.sort_by_key(|equation| equation.target);
    let checks = equations.iter().map(|equation| view.check(equation)).collect();
    for (row, column) in equation::doubtful(&equations) {
        if let Some(Some(value)) = table.rows[row].cells.get_mut(column) {
            value.is_doubtful = true;
        }
    }
    // A bare figure in a column that turns out to hold shares is no amount.
    for row in &mut table.rows {
        for column in &columns.ratios {
            if let Some(Some(value)) = row.cells.get_mut(*column)
                && value.unit.is_none()
            {
                value.amount_sek = None;
            }
        }
    }
    let diagnostics = readings::mark(table, &equation::proved(&equations));
    Read {
        value: checks,
        diagnostics,
    }
}

/// What a relation that does not hold says to a person.
fn differs(check: &Check) -> Diagnostic {
    let (table, row, column) = (&check.table, &check.row_label, &check.column_label);
    let message = format!("{table} {row}, {column}: {}", check.sentence());
    Diagnostic::new(Code::SumDiffers, check.place, message, &check.raw)
}
