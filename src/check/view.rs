//! A table as the relations see it.

use super::equation::{At, Equation};
use super::figure::{Seen, seen};
use crate::grammar::Grammar;
use crate::record::{Cell, Check, Column, RowRole, Table, TableKind};

/// A table with its cells read as figures.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) table: &'a Table,
    cells: Vec<Vec<Seen>>,
    /// The group of each row: a sum ends one, a heading begins one.
    groups: Vec<usize>,
    /// Number of columns after the label.
    pub(super) width: usize,
}

/// The position of the first column after the label, as the output counts.
const FIRST: usize = 2;

impl<'a> View<'a> {
    pub(super) fn of(grammar: &Grammar, table: &'a Table) -> Self {
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        // Money is rounded to the digits that are printed, a count is not; an average of counts is.
        let counts = |column: usize| {
            let label = table.columns.get(column + 1).map_or("", |column| &column.label);
            table.kind != TableKind::Budget && !grammar.quantities.ids_within(label).contains(&"average")
        };
        let counts: Vec<bool> = (0..width).map(counts).collect();
        let cells = table
            .rows
            .iter()
            .map(|row| {
                let is_average = grammar.quantities.ids_within(&row.label).contains(&"average");
                (0..width)
                    .map(|column| {
                        if row.is_uncertain {
                            return Seen::Other;
                        }
                        let value = row.cells.get(column).and_then(Option::as_ref);
                        let is_money = value.is_some_and(|value| value.amount_sek.is_some());
                        seen(grammar, value, counts[column] && !is_average && !is_money)
                    })
                    .collect()
            })
            .collect();
        View {
            table,
            cells,
            groups: groups(table),
            width,
        }
    }

    /// Which group of rows a row belongs to.
    pub(super) fn group(&self, row: usize) -> Option<usize> {
        self.groups.get(row).copied()
    }

    pub(super) fn height(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn at(&self, (row, column): At) -> Seen {
        self.cells
            .get(row)
            .and_then(|row| row.get(column))
            .copied()
            .unwrap_or(Seen::Blank)
    }

    /// A column after the label.
    pub(super) fn column(&self, column: usize) -> Option<&'a Column> {
        self.table.columns.get(column + 1)
    }

    /// The header cells of a column from top to bottom.
    pub(super) fn path(&self, column: usize) -> &'a str {
        self.column(column).map_or("", |column| &column.label)
    }

    /// The lowest header cell of a column that has words; the number of the column is none.
    pub(super) fn leaf(&self, column: usize) -> &'a str {
        let mut cells = self.path(column).rsplit(" / ");
        cells
            .find(|cell| cell.contains(char::is_alphabetic))
            .unwrap_or("")
    }

    pub(super) fn measure(&self, column: usize) -> Option<&'a str> {
        self.column(column).and_then(|column| column.measure.as_deref())
    }

    /// Whether a column holds differences, whose signs say more than their size.
    pub(super) fn is_difference(&self, grammar: &Grammar, column: usize) -> bool {
        let measure = self.measure(column);
        let mut entries = grammar.measures.entries.iter();
        measure.is_some()
            && entries.any(|entry| entry.fact("measure") == measure && entry.fact("difference").is_some())
    }

    /// A relation as a record.
    pub(super) fn check(&self, equation: &Equation) -> Check {
        let cell = |(row, column): At| Cell {
            row: row + 1,
            column: column + FIRST,
        };
        let (row, column) = equation.target;
        let found = self.table.rows.get(row);
        Check {
            table: self.table.id.clone(),
            indicator: None,
            relation: equation.relation,
            cell: cell(equation.target),
            terms: equation.terms.iter().copied().map(cell).collect(),
            row_label: found.map_or(String::new(), |row| row.label.clone()),
            column_label: self.path(column).to_owned(),
            formula: equation.formula.clone(),
            raw: found
                .and_then(|row| row.cells.get(column)?.as_ref())
                .map_or(String::new(), |value| value.raw.clone()),
            printed: equation.outcome.printed,
            computed: equation.outcome.computed,
            tolerance: equation.outcome.tolerance,
            place: found.map(|row| row.place).unwrap_or_default(),
        }
    }
}

fn groups(table: &Table) -> Vec<usize> {
    let mut group = 0;
    let mut ends = false;
    let mut groups = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        if ends || row.role == RowRole::Heading {
            group += 1;
        }
        ends = matches!(row.role, RowRole::Subtotal | RowRole::Total);
        groups.push(group);
    }
    groups
}
