//! A printed number and how far rounding may have moved it.

use crate::grammar::Grammar;
use crate::record::{Value, ValueKind};
use rust_decimal::Decimal;

/// A number with half a unit of its last printed digit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    pub(super) number: Decimal,
    /// How far rounding may have moved it; none for a count.
    pub(super) half: Decimal,
    pub(super) is_percent: bool,
}

/// What a relation sees of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Seen {
    /// Nothing, or a dash.
    Blank,
    Figure(Figure),
    /// Something that no sum can take in: words, `ca 20`, a band.
    Other,
}

impl Seen {
    pub(super) fn figure(self) -> Option<Figure> {
        match self {
            Seen::Figure(figure) => Some(figure),
            Seen::Blank | Seen::Other => None,
        }
    }
}

/// What a relation sees of a value; a whole number is exact where it counts something.
pub(super) fn seen(grammar: &Grammar, value: Option<&Value>, counts: bool) -> Seen {
    // Far beyond any report, far within what the arithmetic can take.
    const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0); // 10^15
    const FINEST: u32 = 6;
    let Some(value) = value else { return Seen::Blank };
    let Some(number) = value.number else {
        return match value.kind {
            ValueKind::Missing => Seen::Blank,
            _ => Seen::Other,
        };
    };
    let is_zero_band = value.kind == ValueKind::Band && number.is_zero();
    let is_plain = value.kind == ValueKind::Number && !is_vague(grammar, value);
    if !(is_plain || is_zero_band) || number.abs() > LARGEST || number.scale() > FINEST {
        return Seen::Other;
    }
    let half = if counts && number.scale() == 0 {
        Decimal::ZERO
    } else {
        half_unit(number.scale())
    };
    Seen::Figure(Figure {
        number,
        half,
        is_percent: value.unit.as_deref() == Some("%"),
    })
}

/// Half a unit of the last of so many decimals.
pub(super) fn half_unit(scale: u32) -> Decimal {
    Decimal::new(5, scale + 1)
}

/// Whether a word before the number makes it no number of its own: `ca 20`, `minst 5`.
fn is_vague(grammar: &Grammar, value: &Value) -> bool {
    let Some(qualifier) = value.qualifier.as_deref() else {
        return false;
    };
    grammar
        .qualifiers
        .entries
        .iter()
        .any(|entry| entry.fact("qualifier") == Some(qualifier) && entry.fact("before").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_figure_is_ten_to_the_fifteenth() {
        let grammar = Grammar::built_in().unwrap();
        let value = |number: i64| Value {
            number: Some(Decimal::new(number, 0)),
            kind: ValueKind::Number,
            ..Value::default()
        };
        let largest = 1_000_000_000_000_000;
        assert!(seen(&grammar, Some(&value(largest)), false).figure().is_some());
        assert_eq!(seen(&grammar, Some(&value(largest + 1)), false), Seen::Other);
    }

    #[test]
    fn rounding_moves_a_figure_by_half_a_unit_of_its_last_digit() {
        assert_eq!(half_unit(0), Decimal::new(5, 1));
        assert_eq!(half_unit(1), Decimal::new(5, 2));
    }
}
