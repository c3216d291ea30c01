//! What the cells of a column hold, counted by kind.

use crate::grammar::{Grammar, Holds};
use crate::lex;
use crate::record::ValueKind;

/// Cells of one column by what they hold.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Content {
    /// Cells with anything in them.
    pub(super) filled: f32,
    /// Figures, with what stands instead of one.
    pub(super) figures: f32,
    /// Figures with a unit that is no money.
    pub(super) with_unit: f32,
    /// Words in place of a figure: that a committee will set it, or a direction.
    pub(super) instead: f32,
    /// Periods with their year.
    pub(super) periods: f32,
    /// Words of how often.
    pub(super) frequencies: f32,
    /// Days.
    pub(super) dates: f32,
    /// Words.
    pub(super) words: f32,
    /// The numbers of the rows, one more in each.
    pub(super) ordinals: f32,
}

impl Content {
    /// Counts the cells.
    pub(super) fn of<'t>(grammar: &Grammar, cells: impl Iterator<Item = &'t str>) -> Self {
        let mut content = Self::default();
        let mut last = None;
        for text in cells.map(str::trim).filter(|text| !text.is_empty()) {
            content.add(grammar, text);
            let number: Option<u32> = text.trim_end_matches('.').parse().ok();
            if let Some(number) = number
                && number == last.map_or(1, |last: u32| last.saturating_add(1))
            {
                content.ordinals += 1.0;
                last = Some(number);
            }
        }
        content
    }

    fn add(&mut self, grammar: &Grammar, text: &str) {
        self.filled += 1.0;
        if lex::whole_date(text).is_some() {
            self.dates += 1.0;
            return;
        }
        if let Some(period) = lex::whole_period(grammar, text) {
            let has_year = period.chars().any(|letter| letter.is_ascii_digit());
            *if has_year {
                &mut self.periods
            } else {
                &mut self.frequencies
            } += 1.0;
            return;
        }
        let value = lex::cell(grammar, text);
        match value.kind {
            ValueKind::Number | ValueKind::Band | ValueKind::Missing | ValueKind::Unread => {
                self.figures += 1.0
            }
            ValueKind::ToBeSet | ValueKind::Direction => {
                self.figures += 1.0;
                self.instead += 1.0;
            }
            ValueKind::Text | ValueKind::Period => self.words += 1.0,
        }
        let is_money = |unit: &String| grammar.money_unit(unit).is_some();
        if value.number.is_some() && value.unit.as_ref().is_some_and(|unit| !is_money(unit)) {
            self.with_unit += 1.0;
        }
    }

    /// Adds the cells of another column.
    pub(super) fn join(&mut self, other: &Self) {
        self.filled += other.filled;
        self.figures += other.figures;
        self.with_unit += other.with_unit;
        self.instead += other.instead;
        self.periods += other.periods;
        self.frequencies += other.frequencies;
        self.dates += other.dates;
        self.words += other.words;
        self.ordinals += other.ordinals;
    }

    /// How much of what is there is what a form's column holds, from 0 to 1; none for a column without anything.
    pub(super) fn fits(&self, holds: Holds) -> Option<f32> {
        if self.filled == 0.0 {
            return None;
        }
        let own = match holds {
            Holds::Figures => self.figures + self.periods.min(self.filled * 0.2),
            Holds::Period => self.periods + self.frequencies,
            Holds::Frequency => self.frequencies + self.periods,
            Holds::Date => self.dates,
            Holds::Name | Holds::Words => self.words,
            Holds::Number => self.ordinals,
        };
        Some(own / self.filled)
    }

    /// Whether most of it is of a kind.
    pub(super) fn is_mostly(&self, holds: Holds) -> bool {
        const MOST: f32 = 0.6;
        self.fits(holds).is_some_and(|fits| fits >= MOST)
    }

    /// How alike two columns are, from -1 to 1; nothing can be said where one is empty.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        if self.filled == 0.0 || other.filled == 0.0 {
            return 0.0;
        }
        let shares = |content: &Self| {
            let of = [
                content.figures,
                content.periods + content.frequencies,
                content.dates,
                content.words,
            ];
            of.map(|count| count / content.filled)
        };
        let (own, others) = (shares(self), shares(other));
        let apart: f32 = own
            .iter()
            .zip(&others)
            .map(|(one, other)| (one - other).abs())
            .sum();
        1.0 - apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_what_they_hold() {
        let grammar = Grammar::built_in().unwrap();
        let of = |cells: &[&str]| Content::of(&grammar, cells.iter().copied());
        let figures = of(&["47 %", "tas fram av nämnden", "", "1 200 st", "-"]);
        assert!(figures.is_mostly(Holds::Figures) && figures.with_unit == 2.0 && figures.instead == 1.0);
        let periods = of(&["VB 2017", "Tertial 2 2016", "2017"]);
        assert!(periods.is_mostly(Holds::Period) && !periods.is_mostly(Holds::Figures));
        assert!(of(&["År", "Tertial"]).is_mostly(Holds::Frequency));
        assert!(of(&["2017-01-01", "2017-12-31"]).is_mostly(Holds::Date));
        assert!(of(&["1", "2", "3"]).is_mostly(Holds::Number));
        assert!(!of(&["14", "2", "3"]).is_mostly(Holds::Number));
        assert!(of(&["Andel elbilar", "Antal besök"]).is_mostly(Holds::Name));
        assert!(figures.likeness(&periods) < 0.0 && figures.likeness(&of(&["12"])) > 0.9);
    }
}
