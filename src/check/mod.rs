//! Figures prove each other: sums, differences, shares, parts.
//!
//! Takes: [`Report`] and the grammar.
//! Gives: the same [`Report`] with its relations, and figures that only failed relations touch marked.
//! Never: changes a printed figure, looks at lines or boxes.

mod columns;
mod equation;
mod figure;
mod indicators;
mod parts;
mod rows;
mod view;

use crate::grammar::Grammar;
use crate::record::{Check, Report, TableKind};
use crate::trace::{Code, Diagnostic, Read};
use std::collections::BTreeMap;
use view::View;

/// Holds the figures of every table against each other.
pub fn check(grammar: &Grammar, mut report: Report) -> Read<Report> {
    let mut checks = Vec::new();
    let mut diagnostics = Vec::new();
    for table in &mut report.tables {
        if matches!(table.kind, TableKind::Indicators | TableKind::Activities) {
            continue;
        }
        let view = View::of(grammar, table);
        let columns = columns::relations(grammar, &view);
        let ratios = columns.ratios.clone();
        let mut equations = rows::equations(grammar, &view, &columns);
        equations.extend(parts::equations(grammar, &view, &columns));
        equations.extend(columns.equations);
        equations.sort_by_key(|equation| equation.target);
        let doubtful = equation::doubtful(&equations);
        checks.extend(equations.iter().map(|equation| view.check(equation)));
        // A bare figure in a column that turns out to hold shares is no amount.
        for row in &mut table.rows {
            for column in &ratios {
                if let Some(Some(value)) = row.cells.get_mut(*column)
                    && value.unit.is_none()
                {
                    value.amount_sek = None;
                }
            }
        }
        for (row, column) in doubtful {
            if let Some(Some(value)) = table.rows.get_mut(row).and_then(|row| row.cells.get_mut(column)) {
                value.is_doubtful = true;
            }
        }
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
    }
    diagnostics.extend(checks.iter().filter(|check| !check.holds()).map(differs));
    report.checks = checks;
    Read {
        value: report,
        diagnostics,
    }
}

/// What a relation that does not hold says to a person.
fn differs(check: &Check) -> Diagnostic {
    let message = format!(
        "{} {}, {}: {} is printed, {} gives {}",
        check.table,
        check.row_label,
        check.column_label,
        check.raw,
        check.formula,
        check.computed.round_dp(4).normalize()
    );
    Diagnostic::new(Code::SumDiffers, check.place, message, &check.raw)
}
