//! Amounts in kronor: the unit of every money cell, from wherever the report says it.

use super::plain::PlainTable;
use super::{Find, Found, notes};
use crate::grammar::Grammar;
use crate::lex;
use crate::record::{Column, RowRole, TableKind, Value};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Gives tables without a unit the one that their chapter tells, and every money cell its amount.
pub(super) fn amounts(grammar: &Grammar, found: &mut [Found]) {
    let begins_chapter = |find: &Find| matches!(find, Find::Heading { level: 1, .. } | Find::Goal { .. });
    let mut begin = 0;
    while begin < found.len() {
        let end = (begin + 1..found.len())
            .find(|at| begins_chapter(&found[*at].find))
            .unwrap_or(found.len());
        chapter(grammar, &mut found[begin..end]);
        begin = end;
    }
}

fn chapter(grammar: &Grammar, found: &mut [Found]) {
    let lacks_unit = |find: &Find| matches!(find, Find::Table(table) if is_without_unit(table));
    let told = found
        .iter()
        .any(|found| lacks_unit(&found.find))
        .then(|| Told::of(grammar, found));
    for at in 0..found.len() {
        let below = told.as_ref().and_then(|_| notes::unit_below(grammar, found, at));
        let Find::Table(table) = &mut found[at].find else {
            continue;
        };
        label_units(grammar, table);
        if let (true, Some(told)) = (is_without_unit(table), &told)
            && let Some((unit, from)) = below
                .map(|unit| (unit, "line below"))
                .or_else(|| cell_unit(grammar, table))
                .or_else(|| told.unit(table, at))
        {
            table.unit = Some(unit);
            table.unit_from = Some(from);
        }
        fill(grammar, table);
    }
}

fn is_without_unit(table: &PlainTable) -> bool {
    table.kind == TableKind::Budget && table.unit.is_none()
}

/// The only money unit that stands beside figures of the table.
fn cell_unit(grammar: &Grammar, table: &PlainTable) -> Option<(String, &'static str)> {
    let values = table.rows.iter().flat_map(|row| row.cells.iter().flatten());
    let units: BTreeSet<&str> = values
        .filter_map(|value| value.unit.as_deref())
        .filter(|unit| kronor(grammar, unit).is_some())
        .collect();
    match units.len() {
        1 => units.first().map(|unit| ((*unit).to_owned(), "cell")),
        _ => None,
    }
}

/// What the text of a chapter says of units.
struct Told {
    /// The units of sentences that say nothing but it, each with the finds that it may be about.
    declared: Vec<(String, Range<usize>)>,
    /// Amounts with the unit that stands behind them; none where two do.
    amounts: BTreeMap<Decimal, Option<String>>,
}

impl Told {
    fn of(grammar: &Grammar, found: &[Found]) -> Self {
        let mut declared = Vec::new();
        let mut amounts: BTreeMap<Decimal, Option<String>> = BTreeMap::new();
        for (at, find) in found.iter().enumerate() {
            let Find::Paragraph { text } = &find.find else {
                continue;
            };
            // What is said of one table is not said of the chapter.
            if !notes::is_of_table_above(grammar, found, at, false) {
                let until = notes::reach(found, at);
                declared.extend(notes::declared(grammar, text).map(|(unit, _)| (unit, 0..until)));
            }
            for (amount, unit) in amounts_in(grammar, text) {
                let known = amounts.entry(amount).or_insert_with(|| Some(unit.clone()));
                if known.as_ref() != Some(&unit) {
                    *known = None;
                }
            }
        }
        Told { declared, amounts }
    }

    /// The unit that is declared, or that the text gives to figures which stand in the table too.
    fn unit(&self, table: &PlainTable, at: usize) -> Option<(String, &'static str)> {
        let declared = self.declared.iter().filter(|(_, about)| about.contains(&at));
        let declared: BTreeSet<&String> = declared.map(|(unit, _)| unit).collect();
        if let (Some(unit), 1) = (declared.first(), declared.len()) {
            return Some(((*unit).clone(), "chapter"));
        }
        let values = table.rows.iter().flat_map(|row| row.cells.iter().flatten());
        let bare = values.filter(|value| value.unit.is_none());
        let mut digits = 0;
        let mut seen: BTreeMap<Decimal, &String> = BTreeMap::new();
        for number in bare.filter_map(|value| value.number) {
            let number = number.abs().normalize();
            if let Some(Some(unit)) = self.amounts.get(&number)
                && seen.insert(number, unit).is_none()
            {
                digits += significant(number);
            }
        }
        // A short figure may be the same by chance; four digits in agreement hardly are.
        const ENOUGH: usize = 4;
        let units: BTreeSet<&String> = seen.into_values().collect();
        match units.first() {
            Some(unit) if units.len() == 1 && digits >= ENOUGH => Some(((*unit).clone(), "chapter")),
            _ => None,
        }
    }
}

/// Number of digits without zeros at either end; a single digit says nothing.
fn significant(number: Decimal) -> usize {
    let digits = number.mantissa().unsigned_abs().to_string();
    match digits.trim_end_matches('0').len() {
        0 | 1 => 0,
        length => length,
    }
}

/// The amounts of a text with their units.
fn amounts_in(grammar: &Grammar, text: &str) -> Vec<(Decimal, String)> {
    let mut amounts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        rest = &rest[at..];
        let Ok((after, number)) = lex::number(rest) else {
            rest = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
            continue;
        };
        rest = after;
        if let Some((entry, _)) = grammar.units.start(after.trim_start())
            && let (Some(unit), Some(_)) = (entry.fact("unit"), entry.fact("kronor"))
        {
            amounts.push((number.normalize(), unit.to_owned()));
        }
    }
    amounts
}

/// Gives cells without a unit the one that their row or column names.
fn label_units(grammar: &Grammar, table: &mut PlainTable) {
    let columns: Vec<Option<String>> = table
        .columns
        .iter()
        .skip(1)
        .map(|column| label_unit(grammar, &column.label))
        .collect();
    for row in &mut table.rows {
        let own = label_unit(grammar, &row.label);
        if own.is_none() && columns.iter().all(Option::is_none) {
            continue;
        }
        for (at, value) in row.cells.iter_mut().enumerate() {
            if let Some(value) = value
                && value.unit.is_none()
                && value.number.is_some()
            {
                value.unit = own.clone().or_else(|| columns.get(at).cloned().flatten());
            }
        }
    }
}

/// The unit that a label names: money, or `%` with no figure before it.
fn label_unit(grammar: &Grammar, label: &str) -> Option<String> {
    let is_share = label.match_indices('%').any(|(at, _)| {
        let before = label[..at].trim_end();
        !before.ends_with(|letter: char| letter.is_ascii_digit())
    });
    if is_share {
        return Some("%".to_owned());
    }
    grammar.money_unit(label).map(str::to_owned)
}

/// The amounts of all cells whose unit is money.
fn fill(grammar: &Grammar, table: &mut PlainTable) {
    let unit = table.unit.clone();
    let plain: Vec<bool> = (0..table.columns.len().saturating_sub(1))
        .map(|column| is_money_column(grammar, table, column))
        .collect();
    for row in &mut table.rows {
        let counts = row.is_uncertain || row.role == RowRole::Heading || begins_quantity(grammar, &row.label);
        for (at, value) in row.cells.iter_mut().enumerate() {
            let Some(value) = value else { continue };
            let inherited = unit
                .as_deref()
                .filter(|_| !counts && plain.get(at).copied().unwrap_or(true));
            value.amount_sek = amount(grammar, value, inherited);
        }
    }
}

fn amount(grammar: &Grammar, value: &Value, inherited: Option<&str>) -> Option<Decimal> {
    let unit = value.unit.as_deref().or(inherited)?;
    let amount = value.number?.checked_mul(kronor(grammar, unit)?)?;
    Some(amount.normalize())
}

/// How many kronor a unit is worth.
fn kronor(grammar: &Grammar, unit: &str) -> Option<Decimal> {
    let mut entries = grammar.units.entries.iter();
    let entry = entries.find(|entry| entry.fact("unit") == Some(unit))?;
    entry.fact("kronor")?.parse().ok()
}

/// Whether a bare figure of a column has the table's unit: not where the label counts, nor where most
/// figures of the column have a unit of their own.
fn is_money_column(grammar: &Grammar, table: &PlainTable, column: usize) -> bool {
    let label = table
        .columns
        .get(column + 1)
        .map_or("", |column: &Column| &column.label);
    let leaf = label.rsplit(" / ").next().unwrap_or("");
    let values = || {
        let cells = table
            .rows
            .iter()
            .filter_map(move |row| row.cells.get(column)?.as_ref());
        cells.filter(|value| value.number.is_some())
    };
    let with_unit = values().filter(|value| value.unit.is_some()).count();
    !begins_quantity(grammar, leaf) && with_unit * 2 <= values().count()
}

/// Whether a label begins by saying that it counts or shares.
fn begins_quantity(grammar: &Grammar, label: &str) -> bool {
    let entry = grammar.quantities.start(label);
    // `Hushåll` counts them, though the label does not say so.
    let unit = grammar.units.whole(label);
    entry.is_some_and(|(entry, _)| matches!(entry.id.as_str(), "count" | "share"))
        || unit.is_some_and(|entry| entry.fact("count").is_some())
}
