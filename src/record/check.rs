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

    /// Both figures in words, written as reports write them.
    pub fn sentence(&self) -> String {
        let Check { raw, formula, .. } = self;
        let computed = as_printed(self.computed);
        let told = match (self.relation, self.holds()) {
            (Relation::Between, true) => crate::say!("check-lies", formula = formula),
            (Relation::Between, false) => crate::say!("check-should-lie", formula = formula),
            (Relation::Within, true) => crate::say!("check-keeps", formula = formula),
            (Relation::Within, false) => {
                crate::say!("check-is-a-part", computed = computed, formula = formula)
            }
            (_, true) => crate::say!("check-follows", computed = computed, formula = formula),
            (_, false) => crate::say!("check-differs", computed = computed, formula = formula),
        };
        crate::say!("check-printed", raw = raw, told = told)
    }
}

/// A computed figure with a decimal comma, a minus sign and thousands apart: `−28 724,5`.
fn as_printed(number: Decimal) -> String {
    const DECIMALS: u32 = 4;
    const GROUP: usize = 3;
    let text = number.abs().round_dp(DECIMALS).normalize().to_string();
    let (whole, decimals) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut printed = String::new();
    if number.is_sign_negative() && !number.is_zero() {
        printed.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % GROUP == 0 {
            printed.push(' ');
        }
        printed.push(digit);
    }
    if let Some(decimals) = decimals {
        printed.push(',');
        printed.push_str(decimals);
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computed_figure_is_written_as_reports_write() {
        for (number, printed) in [
            (Decimal::new(28724, 0), "28 724"),
            (Decimal::new(-2148, 1), "−214,8"),
            (Decimal::new(-1234567890, 2), "−12 345 678,9"),
            (Decimal::new(22, 2), "0,22"),
            (Decimal::new(0, 1), "0"),
        ] {
            assert_eq!(as_printed(number), printed);
        }
    }
}
