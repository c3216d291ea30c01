//! Roles of body rows: items, parts, sums, headings.

use super::plain::{PlainRow, value};
use crate::block::GridRow;
use crate::grammar::{Grammar, squash};
use crate::record::RowRole;
use std::collections::{HashMap, HashSet};

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
    let has_values: Vec<bool> = (0..rows.len())
        .map(|at| rows[at].cells.iter().any(Option::is_some) && !names_year(&rows, at))
        .collect();
    let last_value = has_values.iter().rposition(|has| *has);
    let mut sums = Sums::of(grammar, &rows, &has_values);
    let mut at = 0;
    for run in has_values.chunk_by(|one, other| one == other) {
        // A row without values names the group below it; two of them name a group and its first part.
        // A longer run is a list of rows that have nothing to report.
        let is_short = run.len() <= 2;
        for (at, row) in (at..).zip(&mut rows[at..at + run.len()]) {
            let leads = last_value.is_some_and(|last| at < last);
            row.role = if is_part(grammar, &row.label) {
                RowRole::Part
            } else if has_values[at] {
                sums.role(at, row)
            } else if leads && (is_short || is_bold(&body[at])) {
                sums.headings.insert(squash(&row.label));
                RowRole::Heading
            } else {
                RowRole::Item
            };
        }
        at += run.len();
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

/// The rows that add up others.
struct Sums<'g> {
    /// For each row the id of the entry that its label begins like.
    kinds: Vec<Option<&'g str>>,
    last: Option<usize>,
    /// How many sums have a label, squashed.
    labels: HashMap<String, usize>,
    /// How many say that they are the total.
    totals: usize,
    /// Labels of the headings above, squashed.
    headings: HashSet<String>,
}

impl<'g> Sums<'g> {
    fn of(grammar: &'g Grammar, rows: &[PlainRow], has_values: &[bool]) -> Self {
        let kind = |row: &PlainRow| grammar.sums.start(&row.label).map(|(entry, _)| entry.id.as_str());
        let kinds: Vec<Option<&str>> = rows.iter().map(kind).collect();
        let mut labels: HashMap<String, usize> = HashMap::new();
        for (row, _) in rows.iter().zip(&kinds).filter(|(_, kind)| kind.is_some()) {
            *labels.entry(squash(&row.label)).or_default() += 1;
        }
        let is_sum = |at: &usize| kinds[*at].is_some() && has_values[*at];
        Sums {
            last: (0..rows.len()).rev().find(is_sum),
            totals: kinds.iter().filter(|kind| **kind == Some("total")).count(),
            labels,
            headings: HashSet::new(),
            kinds,
        }
    }

    /// A sum is the table's total if it says so, or if it is the last sum and its label stands only once;
    /// else it adds up a group.
    fn role(&self, at: usize, row: &PlainRow) -> RowRole {
        let Some(kind) = self.kinds[at] else {
            return RowRole::Item;
        };
        let label = squash(&row.label);
        // `Summa kostnader` below the heading `Kostnader` adds up that group, wherever it stands.
        let names_group = || {
            let mut ends = label.char_indices().map(|(begin, _)| &label[begin..]);
            ends.any(|end| self.headings.contains(end))
        };
        let is_only = self.last == Some(at) && self.labels.get(&label) == Some(&1) && self.totals == 0;
        match kind {
            "total" => RowRole::Total,
            _ if !names_group() && is_only => RowRole::Total,
            _ => RowRole::Subtotal,
        }
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
        crate::lex::is_year(text)
    };
    rows[at].cells.len() > 1
        && columns.len() == 1
        && columns.iter().all(is_year)
        && rows.get(at + 1).is_some_and(|next| filled(next) == columns)
}
