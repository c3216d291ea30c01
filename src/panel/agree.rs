//! Whether figures that were printed more than once agree.

use crate::grammar::Grammar;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::str::FromStr;

/// A printed figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    /// The number with the decimals that were printed.
    pub number: Decimal,
    /// The unit beside it; empty where none is.
    pub unit: String,
}

/// How figures that should be the same are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// The same.
    Yes,
    /// As near as the coarser one can tell.
    Rounded,
    /// Different.
    No,
}

impl Agreement {
    /// The word in revisions.csv.
    pub fn word(self) -> &'static str {
        match self {
            Agreement::Yes => "yes",
            Agreement::Rounded => "rounded",
            Agreement::No => "no",
        }
    }
}

/// What units of money are in kronor.
#[derive(Debug, Clone, Default)]
pub struct Money(HashMap<String, Decimal>);

impl Money {
    /// As the grammar says.
    pub fn of(grammar: &Grammar) -> Self {
        let entries = grammar.units.entries.iter();
        let pairs = entries.filter_map(|entry| {
            let kronor = Decimal::from_str(entry.fact("kronor")?).ok()?;
            Some((entry.fact("unit")?.to_owned(), kronor))
        });
        Self(pairs.collect())
    }

    /// What one of a unit is in kronor, if it is of money.
    pub fn kronor(&self, unit: &str) -> Option<Decimal> {
        self.0.get(unit).copied()
    }

    /// What the figures of two units are multiplied with, so that they can be set beside each other. A figure
    /// without a unit has the other one's.
    fn factors(&self, one: &str, other: &str) -> Option<(Decimal, Decimal)> {
        if one == other || one.is_empty() || other.is_empty() {
            return Some((Decimal::ONE, Decimal::ONE));
        }
        Some((*self.0.get(one)?, *self.0.get(other)?))
    }
}

/// Whether all figures are the same: each two are set beside each other, until two do not agree.
pub fn agreement(money: &Money, figures: &[Figure]) -> Agreement {
    let mut figures: Vec<&Figure> = figures.iter().collect();
    figures.sort();
    figures.dedup_by(|one, other| same(one, other));
    let mut worst = Agreement::Yes;
    for (at, one) in figures.iter().enumerate() {
        for other in &figures[..at] {
            worst = worst.max(pair(money, one, other));
            if worst == Agreement::No {
                return worst;
            }
        }
    }
    worst
}

/// Whether two figures are printed alike, decimals included.
fn same(one: &Figure, other: &Figure) -> bool {
    one == other && one.number.scale() == other.number.scale()
}

/// Whether reports agree: every figure of each has one in every other that it agrees with. Reports that say the same
/// are looked at once, and nothing is after the first two that do not agree.
pub(super) fn reports_agree(money: &Money, mut reports: Vec<Vec<Figure>>) -> Agreement {
    reports.sort();
    reports
        .dedup_by(|one, other| one.len() == other.len() && one.iter().zip(&*other).all(|(a, b)| same(a, b)));
    let nearest = |one: &Figure, other: &[Figure]| other.iter().map(|other| pair(money, one, other)).min();
    let mut worst = Agreement::Yes;
    for (at, one) in reports.iter().enumerate() {
        for (_, other) in reports.iter().enumerate().filter(|(position, _)| *position != at) {
            let found = one.iter().filter_map(|figure| nearest(figure, other));
            worst = found.fold(worst, Agreement::max);
            if worst == Agreement::No {
                return worst;
            }
        }
    }
    worst
}

fn pair(money: &Money, one: &Figure, other: &Figure) -> Agreement {
    let Some((left, right)) = money.factors(&one.unit, &other.unit) else {
        return Agreement::No;
    };
    let in_kronor = |figure: &Figure, factor: Decimal| figure.number.checked_mul(factor);
    let (Some(a), Some(b)) = (in_kronor(one, left), in_kronor(other, right)) else {
        return Agreement::No;
    };
    // Half a unit of the last digit that a number can hold is none.
    let half = |figure: &Figure, factor: Decimal| {
        Decimal::try_new(5, figure.number.scale() + 1).unwrap_or_default() * factor
    };
    let coarser = half(one, left).max(half(other, right));
    match a.checked_sub(b).map(|difference| difference.abs()) {
        Some(difference) if difference.is_zero() => Agreement::Yes,
        Some(difference) if difference <= coarser => Agreement::Rounded,
        _ => Agreement::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_agree_as_far_as_the_coarser_one_can_tell() {
        let money = Money::of(&Grammar::built_in().unwrap());
        for (printed, expected) in [
            (&["13.1 %", "13.1 %"][..], Agreement::Yes),
            (&["13.10 %", "13.1"], Agreement::Yes),
            (&["13.1 %", "13 %"], Agreement::Rounded),
            (&["13.5 %", "13 %"], Agreement::Rounded),
            (&["13.6 %", "13 %"], Agreement::No),
            (&["13.4 %", "13 %", "12.6 %"], Agreement::No),
            (&["1.2 mnkr", "1200 tkr"], Agreement::Yes),
            (&["1.2 mnkr", "1234 tkr"], Agreement::Rounded),
            (&["1.2 mnkr", "1260 tkr"], Agreement::No),
            (&["12 %", "12 st"], Agreement::No),
            (&["0.005", "0.01"], Agreement::Rounded),
            (&["79228162514264337593543950335 mnkr", "1 tkr"], Agreement::No),
            (
                &["79228162514264337593543950335", "-79228162514264337593543950335"],
                Agreement::No,
            ),
            (
                &["0.1234567890123456789012345678", "0.1234567890123456789012345679"],
                Agreement::No,
            ),
        ] {
            let figures: Vec<Figure> = printed
                .iter()
                .map(|text| {
                    let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
                    Figure {
                        number: number.parse().unwrap(),
                        unit: unit.to_owned(),
                    }
                })
                .collect();
            assert_eq!(agreement(&money, &figures), expected, "{printed:?}");
        }
    }
}
