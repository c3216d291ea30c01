//! Roles of body rows: items, parts, sums, headings.

use super::plain::{PlainRow, value};
use crate::block::GridRow;
use crate::grammar::{Grammar, squash};
use crate::record::RowRole;

/// The rows with their roles and parents.
pub(super) fn rows(grammar: &Grammar, body: &[GridRow]) -> Vec<PlainRow> {
    let label = |row: &GridRow| row.cells.first().map_or(String::new(), |cell| cell.text.clone());
    let mut rows: Vec<PlainRow> = body
        .iter()
        .map(|row| PlainRow {
            label: label(row),
            role: RowRole::Item,
            parent: None,
            cells: row
                .cells
                .iter()
                .skip(1)
                .map(|cell| value(grammar, &cell.text))
                .collect(),
            is_uncertain: row.is_uncertain && row.role.is_some(),
            place: row.place,
        })
        .collect();
    let sums: Vec<Option<&str>> = rows.iter().map(|row| sum(grammar, &row.label)).collect();
    let has_values: Vec<bool> = rows
        .iter()
        .map(|row| row.cells.iter().any(Option::is_some))
        .collect();
    for at in 0..rows.len() {
        rows[at].role = if is_part(grammar, &rows[at].label) {
            RowRole::Part
        } else if !has_values[at] {
            // A row without values names the group below it; two of them name a group and its first part.
            // A longer run is a list of rows that have nothing to report.
            let run = has_values[..at].iter().rev().take_while(|has| !**has).count()
                + has_values[at..].iter().take_while(|has| !**has).count();
            let leads = has_values[at..].contains(&true);
            if leads && (run <= 2 || is_bold(&body[at])) {
                RowRole::Heading
            } else {
                RowRole::Item
            }
        } else if sums[at].is_some() {
            sum_role(&rows, &sums, at)
        } else {
            RowRole::Item
        };
    }
    parents(&mut rows);
    rows
}

fn is_bold(row: &GridRow) -> bool {
    row.cells.first().is_some_and(|cell| cell.bold)
}

pub(super) fn is_part(grammar: &Grammar, label: &str) -> bool {
    grammar
        .rows
        .start(label.trim_start_matches(['-', '–', ' ']))
        .is_some_and(|(entry, _)| entry.id == "varav")
}

/// Whether the label begins like a sum: the entry's id.
fn sum<'g>(grammar: &'g Grammar, label: &str) -> Option<&'g str> {
    grammar.sums.start(label).map(|(entry, _)| entry.id.as_str())
}

/// A sum is the table's total if it says so, or if it is the last sum and its label stands only once;
/// else it adds up a group.
fn sum_role(rows: &[PlainRow], sums: &[Option<&str>], at: usize) -> RowRole {
    let same = |other: usize| squash(&rows[other].label) == squash(&rows[at].label);
    let is_last = sums[at + 1..].iter().all(Option::is_none);
    let twice = (0..rows.len()).any(|other| other != at && sums[other].is_some() && same(other));
    let totals_elsewhere = (0..rows.len()).any(|other| other != at && sums[other] == Some("total"));
    // `Summa kostnader` below the heading `Kostnader` adds up that group, wherever it stands.
    let names_group = rows[..at]
        .iter()
        .any(|row| row.role == RowRole::Heading && squash(&rows[at].label).ends_with(&squash(&row.label)));
    match sums[at] {
        Some("total") => RowRole::Total,
        _ if names_group => RowRole::Subtotal,
        _ if is_last && !twice && !totals_elsewhere => RowRole::Total,
        _ => RowRole::Subtotal,
    }
}

/// Parts belong to the row above them, items to the heading above them.
fn parents(rows: &mut [PlainRow]) {
    let mut group: Option<String> = None;
    let mut item: Option<String> = None;
    for row in rows {
        match row.role {
            RowRole::Heading => group = Some(row.label.clone()),
            RowRole::Item => {
                row.parent.clone_from(&group);
                item = Some(row.label.clone());
            }
            RowRole::Part => row.parent.clone_from(&item),
            RowRole::Subtotal => row.parent.clone_from(&group),
            RowRole::Total => {}
        }
    }
}
