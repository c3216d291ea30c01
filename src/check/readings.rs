//! What the print of a figure leaves open: readings that no relation proves, counts that are no whole numbers, and
//! what could not be read at all.

use crate::grammar::Grammar;
use crate::record::{
    Indicator, Observation, Reading, Report, Table, TableKind, Value, ValueKind, ValueStatus,
};
use crate::trace::{Code, Diagnostic, Place};
use std::collections::BTreeSet;

/// Takes back what parentheses were read as where they are no minus: accounts print one so, and nothing else.
pub(super) fn settle(report: &mut Report) {
    let observations = report.indicators.iter_mut();
    let observations = observations.flat_map(|indicator| &mut indicator.observations);
    let others = report
        .tables
        .iter_mut()
        .filter(|table| table.kind != TableKind::Budget);
    let others = others.flat_map(|table| {
        let cells = table
            .rows
            .iter_mut()
            .flat_map(|row| row.cells.iter_mut().flatten());
        cells.chain(table.loose.iter_mut().map(|observation| &mut observation.value))
    });
    for value in observations
        .map(|observation| &mut observation.value)
        .chain(others)
    {
        if value.reading == Reading::Parentheses {
            *value = Value {
                raw: std::mem::take(&mut value.raw),
                kind: ValueKind::Unread,
                ..Value::default()
            };
        }
    }
}

/// Marks the figures of a table that were read in one way of several, where no relation proves them.
pub(super) fn mark(table: &mut Table, proved: &BTreeSet<(usize, usize)>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for (at, row) in table.rows.iter_mut().enumerate() {
        for (column, value) in row.cells.iter_mut().enumerate() {
            let Some(value) = value else { continue };
            let is_proved = proved.contains(&(at, column));
            told.extend(doubt(value, &row.label, row.place, is_proved));
        }
    }
    told
}

/// The same for an indicator, of which a count may also be none.
pub(super) fn mark_indicator(grammar: &Grammar, indicator: &mut Indicator) -> Vec<Diagnostic> {
    let counts = counts(grammar, &indicator.name);
    let begins = grammar.quantities.start(&indicator.name);
    let begins_count = begins.is_some_and(|(entry, _)| entry.id == "count");
    let mut told = Vec::new();
    for observation in &mut indicator.observations {
        let place = observation.place;
        let before = told.len();
        told.extend(doubt(&mut observation.value, &indicator.name, place, false));
        let is_open = begins_count && is_in_thousands(&observation.value);
        if (counts && is_no_count(grammar, &observation.value) || is_open) && told.len() == before {
            let value = &mut observation.value;
            value.is_doubtful = true;
            let message = crate::say!("count-not-whole", raw = value.raw, label = indicator.name);
            told.push(Diagnostic::new(Code::NumberDoubtful, place, message, &value.raw));
        }
    }
    told
}

fn doubt(value: &mut Value, label: &str, place: Place, is_proved: bool) -> Option<Diagnostic> {
    let number = value.number?;
    let how = match value.reading {
        Reading::Plain => return None,
        Reading::MinusBehind | Reading::Parentheses | Reading::Red if is_proved => return None,
        Reading::Thousands => crate::say!("reading-thousands"),
        Reading::Point => crate::say!("reading-point"),
        Reading::Red => crate::say!("reading-red"),
        Reading::MinusBehind => crate::say!("reading-minus-behind"),
        Reading::Parentheses => crate::say!("reading-parentheses"),
        Reading::Symbols => crate::say!("reading-symbols"),
    };
    value.is_doubtful = true;
    let message = crate::say!(
        "number-doubtful",
        raw = value.raw,
        label = label,
        number = number,
        how = how
    );
    Some(Diagnostic::new(Code::NumberDoubtful, place, message, &value.raw))
}

/// Whether the name says that its figures count what cannot be divided.
fn counts(grammar: &Grammar, name: &str) -> bool {
    let begins = grammar.quantities.start(name).map(|(entry, _)| entry.id.as_str());
    let others = grammar.quantities.ids_within(name);
    let is_rate = grammar.rates.within(name).is_some_and(|entry| entry.id != "none");
    begins == Some("count") && others.iter().all(|id| *id == "count") && !is_rate
}

/// `14,250` of something that begins with the word for a count, such as one per year: nobody prints three decimals of
/// it, and the comma may part thousands as in other countries.
fn is_in_thousands(value: &Value) -> bool {
    const DECIMALS: u32 = 3;
    let number = value.number.unwrap_or_default();
    value.unit.is_none() && number.scale() == DECIMALS && number.abs() >= rust_decimal::Decimal::ONE
}

/// A bare figure, or one with a unit that counts, with decimals or below nothing.
fn is_no_count(grammar: &Grammar, value: &Value) -> bool {
    let counted = |unit: &str| {
        let mut entries = grammar.units.entries.iter();
        entries.any(|entry| entry.fact("unit") == Some(unit) && entry.fact("count").is_some())
    };
    let is_plain = value.kind == ValueKind::Number && value.unit.as_deref().is_none_or(counted);
    let number = value.number.unwrap_or_default();
    is_plain && (!number.fract().is_zero() || number.scale() > 2 || number.is_sign_negative())
}

/// Says of everything that stands in the place of a figure and could not be read that it could not.
pub(super) fn unread(report: &Report) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut tell = |status: ValueStatus, value: &Value, label: &str, place: Place| {
        if status == ValueStatus::Unreadable {
            let message = crate::say!("number-unread", raw = value.raw, label = label);
            told.push(Diagnostic::new(Code::NumberUnread, place, message, &value.raw));
        }
    };
    for (_, indicator, observation) in report.observations() {
        let label = indicator.map_or("", |indicator| indicator.name.as_str());
        let Observation { value, place, .. } = observation;
        tell(observation.status(indicator), value, label, *place);
    }
    let is_plain = |table: &&Table| !matches!(table.kind, TableKind::Indicators | TableKind::Activities);
    for table in report.tables.iter().filter(is_plain) {
        let status = table.statuses();
        for row in &table.rows {
            for (column, value) in row.cells.iter().enumerate() {
                if let Some(value) = value {
                    tell(status(row, column, value), value, &row.label, row.place);
                }
            }
        }
    }
    told
}
