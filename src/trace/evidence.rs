//! Evidence that adds up: reasons for and against a reading, and readings ranked by their sums.

use super::Place;
use std::fmt;

macro_rules! features {
    ($($(#[doc = $doc:literal])+ $name:ident $kebab:literal;)+) => {
        /// What a piece of evidence rests on. What it weighs stands in `grammars/weights.json`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $($(#[doc = $doc])+ $name,)+ }

        impl Feature {
            /// Every feature, in the order of this file.
            pub const ALL: &[Feature] = &[$(Feature::$name,)+];

            /// The stable short name, as in `grammars/weights.json`.
            pub fn name(self) -> &'static str {
                match self { $(Feature::$name => $kebab,)+ }
            }
        }
    };
}

features! {
    /// A header cell is a label of the form.
    HeaderLabel "header-label";
    /// A header cell names the rows, as `Indikator` does.
    HeaderNamesRows "header-names-rows";
    /// A header cell with words is no label of the form.
    HeaderUnknown "header-unknown";
    /// What stands below a label is what the form's column holds.
    ColumnHolds "column-holds";
    /// What stands below a label is something else.
    ColumnDiffers "column-differs";
    /// A column that the form always has is not there.
    ColumnMissing "column-missing";
    /// A column of the body holds what only this form has.
    ColumnTypical "column-typical";
    /// Cells have the units and words of this form.
    CellsTypical "cells-typical";
    /// Cells have units or words that this form never has.
    CellsForeign "cells-foreign";
    /// Rows have names that the registers or the grammar know from this form.
    RowsKnown "rows-known";
    /// Rows are of kinds that this form does not have, such as sums.
    RowsForeign "rows-foreign";
    /// Rows carry marks of a status.
    RowsMarked "rows-marked";
    /// The table stands where tables of this form stand.
    Context "context";
    /// The caption or the lines above name this form.
    Caption "caption";
    /// The caption or the lines above name another form.
    CaptionForeign "caption-foreign";
    /// Other tables of the document with the same columns are of this form.
    Style "style";
    /// What has to speak for a reading before it is more than any other.
    Baseline "baseline";
}

impl fmt::Display for Feature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// One reason for or against a reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What it rests on.
    pub feature: Feature,
    /// How much it says, in logarithms of odds; below zero it speaks against.
    pub odds: f32,
    /// Where it was seen.
    pub place: Place,
}

/// What reasons say together.
pub fn sum(evidence: &[Evidence]) -> f32 {
    evidence.iter().map(|one| one.odds).sum()
}

/// The likeliest of several readings, and the one that comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked<T> {
    /// The likeliest.
    pub best: T,
    /// What speaks for it.
    pub odds: f32,
    /// The next, with what speaks for it; none where there is no other.
    pub second: Option<(T, f32)>,
}

impl<T> Ranked<T> {
    /// The two likeliest of some readings; of equals the first. None without any.
    pub fn of(readings: impl IntoIterator<Item = (T, f32)>) -> Option<Self> {
        let mut ranked: Option<Self> = None;
        for (reading, odds) in readings {
            ranked = Some(match ranked {
                None => Self {
                    best: reading,
                    odds,
                    second: None,
                },
                Some(so_far) => so_far.with(reading, odds),
            });
        }
        ranked
    }

    fn with(self, reading: T, odds: f32) -> Self {
        if odds.total_cmp(&self.odds).is_gt() {
            return Self {
                best: reading,
                odds,
                second: Some((self.best, self.odds)),
            };
        }
        let is_second = self
            .second
            .as_ref()
            .is_none_or(|(_, second)| odds.total_cmp(second).is_gt());
        Self {
            second: if is_second {
                Some((reading, odds))
            } else {
                self.second
            },
            ..self
        }
    }

    /// How much likelier the best is than the next; without a next, without bound.
    pub fn margin(&self) -> f32 {
        let second = self.second.as_ref();
        second.map_or(f32::INFINITY, |(_, second)| self.odds - second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_the_next_and_their_distance() {
        let ranked = Ranked::of([("a", 1.0), ("b", 4.0), ("c", 2.5), ("d", -1.0)]).unwrap();
        assert_eq!((ranked.best, ranked.second), ("b", Some(("c", 2.5))));
        assert!((ranked.margin() - 1.5).abs() < 1e-6);
        let tie = Ranked::of([("a", 1.0), ("b", 1.0)]).unwrap();
        assert_eq!((tie.best, tie.margin()), ("a", 0.0));
        assert_eq!(Ranked::of([("a", 1.0)]).unwrap().margin(), f32::INFINITY);
        assert_eq!(Ranked::<u8>::of([]), None);
    }
}
