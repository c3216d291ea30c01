//! Roles of body rows: items, parts, sums, headings.

use super::plain::{PlainRow, value};
use crate::block::{GridCell, GridRow};
use crate::grammar::{Grammar, squash};
use crate::lex;
use crate::record::{Reading, RowRole, Status, Value};
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// Whether a cell is printed in red, as accounts print what is below nothing.
fn is_red(cell: &GridCell) -> bool {
    cell.colour.and_then(super::status::of_colour) == Some(Status::Red)
}

fn is_above_nothing(value: &Value) -> bool {
    value.number.is_some_and(|number| number > Decimal::ZERO) && !value.raw.starts_with('+')
}

/// Whether the colour of a figure says something: where most are red, it is the colour of the table.
fn most_are_black(body: &[GridRow]) -> bool {
    let cells = || {
        body.iter()
            .flat_map(|row| row.cells.iter().skip(1))
            .filter(|cell| !cell.text.is_empty())
    };
    cells().filter(|cell| is_red(cell)).count() * 2 < cells().count()
}

/// The rows with their roles and parents.
pub(super) fn rows(grammar: &Grammar, body: &[GridRow]) -> Vec<PlainRow> {
    // A star is printed as a part of some labels.
    let label = |row: &GridRow| {
        let text = row.cells.first().map_or("", |cell| cell.text.as_str());
        let is_starred = text.ends_with('*');
        let label = if is_starred {
            text
        } else {
            lex::without_marks(grammar, text)
        };
        label.to_owned()
    };
    let is_coloured = most_are_black(body);
    let read = |cell: &GridCell| {
        let mut value = value(grammar, &cell.text)?;
        if is_coloured && is_red(cell) && value.reading == Reading::Plain && is_above_nothing(&value) {
            value.reading = Reading::Red;
        }
        Some(value)
    };
    let mut rows: Vec<PlainRow> = body
        .iter()
        .map(|row| PlainRow {
            label: label(row),
            role: RowRole::Item,
            parent: None,
            measure: None,
            period: None,
            cells: row.cells.iter().skip(1).map(read).collect(),
            is_uncertain: row.is_uncertain && row.role.is_some(),
            place: row.place,
        })
        .collect();
    let has_values: Vec<bool> = (0..rows.len())
        .map(|at| rows[at].cells.iter().any(Option::is_some) && !names_year(&rows, at))
        .collect();
    let last_value = has_values.iter().rposition(|has| *has);
    let mut sums = Sums::of(grammar, &rows, &has_values);
    let nameless = nameless_sums(grammar, &rows);
    let mut at = 0;
    for run in has_values.chunk_by(|one, other| one == other) {
        // A row without values names the group below it; two of them name a group and its first part.
        // A longer run is a list of rows that have nothing to report.
        let is_short = run.len() <= 2;
        for (at, row) in (at..).zip(&mut rows[at..at + run.len()]) {
            let leads = last_value.is_some_and(|last| at < last);
            row.role = if is_part(grammar, &row.label) {
                RowRole::Part
            } else if nameless[at] {
                match last_value == Some(at) {
                    true => RowRole::Total,
                    false => RowRole::Subtotal,
                }
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

/// Which rows without a label add up the rows above them: in most of their columns, and in two or all of them.
fn nameless_sums(grammar: &Grammar, rows: &[PlainRow]) -> Vec<bool> {
    const FEWEST: usize = 2;
    let mut found = vec![false; rows.len()];
    let mut items: Vec<usize> = Vec::new();
    for at in 0..rows.len() {
        let row = &rows[at];
        let number = |row: &PlainRow, column: usize| row.cells.get(column)?.as_ref()?.number;
        if row.label.is_empty() && items.len() >= FEWEST {
            let sum = |column: usize| -> Option<(Decimal, Decimal)> {
                let printed = number(row, column)?;
                let parts = items.iter().filter_map(|item| number(&rows[*item], column));
                let sum = parts.fold(Decimal::ZERO, |sum, part| sum.saturating_add(part));
                Some((printed, sum))
            };
            let sums: Vec<(Decimal, Decimal)> = (0..row.cells.len()).filter_map(sum).collect();
            let is_near = |(printed, sum): &&(Decimal, Decimal)| {
                let half = Decimal::new(5, (printed.scale() + 1).min(Decimal::MAX_SCALE));
                let room = half.saturating_mul(Decimal::from(items.len() + 1));
                printed.saturating_sub(*sum).abs() <= room && !printed.is_zero()
            };
            let holds = sums.iter().filter(is_near).count();
            found[at] = holds * 2 > sums.len() && (holds >= FEWEST || holds == sums.len());
        }
        if found[at] || grammar.sums.start(&row.label).is_some() {
            items.clear();
        } else if row.cells.iter().any(Option::is_some) && !is_part(grammar, &row.label) {
            items.push(at);
        }
    }
    found
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
