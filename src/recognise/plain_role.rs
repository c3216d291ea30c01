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
    let has_values: Vec<bool> = (0..rows.len())
        .map(|at| rows[at].cells.iter().any(Option::is_some) && !names_year(&rows, at))
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

/// In a list of what was reported, a row without figures had nothing to report and heads no group.
pub(super) fn headings_are_items(rows: &mut [PlainRow], body: &[GridRow]) {
    for (row, grid) in rows.iter_mut().zip(body) {
        if row.role == RowRole::Heading && !is_bold(grid) {
            row.role = RowRole::Item;
        }
    }
    parents(rows);
}

/// Parts belong to the row above them, items to the heading above them. A heading right below another names
/// a group within it; a subtotal ends the innermost group.
fn parents(rows: &mut [PlainRow]) {
    let mut groups: Vec<String> = Vec::new();
    let mut item: Option<String> = None;
    let mut is_below_heading = false;
    for row in rows {
        row.parent = match row.role {
            RowRole::Part => item.clone(),
            RowRole::Total => None,
            RowRole::Heading if !is_below_heading => {
                groups.pop();
                groups.last().cloned()
            }
            _ => groups.last().cloned(),
        };
        is_below_heading = row.role == RowRole::Heading;
        match row.role {
            RowRole::Heading => groups.push(row.label.clone()),
            RowRole::Item => item = Some(row.label.clone()),
            RowRole::Subtotal => {
                groups.pop();
            }
            RowRole::Total => groups.clear(),
            RowRole::Part => {}
        }
    }
}

/// A row that says nothing but the year of the rows below it, in the only column that those have.
fn names_year(rows: &[PlainRow], at: usize) -> bool {
    let filled = |row: &PlainRow| -> Vec<usize> {
        let cells = row.cells.iter().enumerate();
        cells
            .filter(|(_, cell)| cell.is_some())
            .map(|(column, _)| column)
            .collect()
    };
    let columns = filled(&rows[at]);
    let is_year = |column: &usize| {
        let text = rows[at].cells[*column]
            .as_ref()
            .map_or("", |value| value.raw.as_str());
        crate::lex::year(text).is_ok_and(|(rest, _)| rest.is_empty())
    };
    rows[at].cells.len() > 1
        && columns.len() == 1
        && columns.iter().all(is_year)
        && rows.get(at + 1).is_some_and(|next| filled(next) == columns)
}
