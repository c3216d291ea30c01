//! Rows that say how much of the row above is what.

use super::columns::Columns;
use super::equation::{Equation, Evidence, Outcome, Sign};
use super::figure::Figure;
use super::view::View;
use crate::grammar::Grammar;
use crate::record::{Relation, RowRole};
use rust_decimal::Decimal;

/// Parts within the row above them, and up to it where the table shows that they are all of it.
pub(super) fn equations(grammar: &Grammar, view: &View<'_>, columns: &Columns) -> Vec<Equation> {
    let mut equations = Vec::new();
    let rows = &view.table.rows;
    let mut whole = None;
    let mut at = 0;
    while at < rows.len() {
        if rows[at].role != RowRole::Part {
            whole = (rows[at].role != RowRole::Heading).then_some(at);
            at += 1;
            continue;
        }
        let end = (at..rows.len())
            .find(|row| rows[*row].role != RowRole::Part)
            .unwrap_or(rows.len());
        if let Some(whole) = whole {
            let parts: Vec<usize> = (at..end).collect();
            equations.extend(sums(view, whole, &parts, columns));
            equations.extend(bounds(grammar, view, whole, &parts, columns));
        }
        at = end;
    }
    equations
}

fn figure(view: &View<'_>, row: usize, column: usize) -> Option<Figure> {
    let figure = view.at((row, column)).figure()?;
    (!figure.is_percent).then_some(figure)
}

/// Two parts or more that add up in at least twice as many columns as not are all of their row.
fn sums(view: &View<'_>, whole: usize, parts: &[usize], columns: &Columns) -> Vec<Equation> {
    const FEWEST: usize = 2;
    let outcome = |column: usize| {
        let printed = figure(view, whole, column)?;
        let figures: Vec<(Figure, Sign)> = parts
            .iter()
            .filter_map(|part| Some((figure(view, *part, column)?, Sign::Plus)))
            .collect();
        (figures.len() == parts.len()).then(|| Outcome::sum(printed, figures))
    };
    let outcomes: Vec<(usize, Outcome)> = (0..view.width)
        .filter(|column| !columns.ratios.contains(column))
        .filter_map(|column| Some((column, outcome(column)?)))
        .collect();
    let evidence = Evidence::of(outcomes.iter().map(|(_, outcome)| outcome));
    let is_whole = parts.len() >= FEWEST && evidence.holds >= FEWEST && evidence.fails * 2 <= evidence.holds;
    let formula = crate::say!(
        "formula-rows",
        first = parts[0] + 1,
        last = parts[parts.len() - 1] + 1
    );
    outcomes
        .into_iter()
        .filter(|_| is_whole)
        .map(|(column, outcome)| Equation {
            relation: Relation::Parts,
            target: (whole, column),
            terms: parts.iter().map(|part| (*part, column)).collect(),
            formula: formula.clone(),
            outcome,
        })
        .collect()
}

/// A part of an amount is no larger than the amount. Differences have no such bound: parts may be against
/// each other.
fn bounds(
    grammar: &Grammar,
    view: &View<'_>,
    whole: usize,
    parts: &[usize],
    columns: &Columns,
) -> Vec<Equation> {
    let mut equations = Vec::new();
    for column in (0..view.width)
        .filter(|column| !columns.ratios.contains(column) && !view.is_difference(grammar, *column))
    {
        let Some(bound) = figure(view, whole, column) else {
            continue;
        };
        for part in parts {
            let Some(printed) = figure(view, *part, column) else {
                continue;
            };
            // Income among costs has no bound either.
            let is_against = printed.number.is_sign_negative() != bound.number.is_sign_negative();
            if is_against && !printed.number.is_zero() && !bound.number.is_zero() {
                continue;
            }
            let zero = Figure {
                number: Decimal::ZERO,
                half: Decimal::ZERO,
                ..bound
            };
            let (lowest, highest) = if bound.number.is_sign_negative() {
                (bound, zero)
            } else {
                (zero, bound)
            };
            equations.push(Equation {
                relation: Relation::Within,
                target: (*part, column),
                terms: vec![(whole, column)],
                formula: crate::say!("formula-at-most", row = whole + 1),
                outcome: Outcome::between(printed, lowest, highest),
            });
        }
    }
    equations
}
