//! A relation between printed figures, and whether it holds.

use super::Relation;
use crate::trace::Place;
use rust_decimal::Decimal;

/// A relation between printed figures, and whether it holds.
#[derive(Debug, Clone)]
pub struct Check {
    /// The table.
    pub table: String,
    /// The indicator, in a table of indicators.
    pub indicator: Option<String>,
    /// What the relation says.
    pub relation: Relation,
    /// Where the figure stands that the others give.
    pub cell: Cell,
    /// The figures that give it.
    pub terms: Vec<Cell>,
    /// Label of its row.
    pub row_label: String,
    /// Label of its column.
    pub column_label: String,
    /// How the others give it, with the signs that the table was found to have.
    pub formula: String,
    /// The cell of the figure as printed.
    pub raw: String,
    /// The figure.
    pub printed: Decimal,
    /// The figure that the others give; for a bound the nearest figure within it.
    pub computed: Decimal,
    /// What rounding explains: half a unit of the last printed digit for every term.
    pub tolerance: Decimal,
    /// Where the row begins.
    pub place: Place,
}

/// A cell of a table, row and column from 1, the label being column 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Row of the body; for indicators the position in the table.
    pub row: usize,
    /// Column.
    pub column: usize,
}

impl Check {
    /// How much more is printed than the others give.
    pub fn difference(&self) -> Decimal {
        self.printed - self.computed
    }

    /// Whether rounding explains the difference.
    pub fn holds(&self) -> bool {
        self.difference().abs() <= self.tolerance
    }
}
