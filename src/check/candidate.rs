//! A way in which a sum may come from other rows: which rows, and with which signs.

use super::equation::{Sign, signed_text};

/// Which rows count as taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    /// All are added, with the signs that are printed.
    Plus,
    /// Income is taken from costs.
    IncomeMinus,
    /// Costs are taken from income.
    CostsMinus,
    /// The second of two rows is taken from the first.
    SecondMinus,
    /// The first of two rows is taken from the second.
    FirstMinus,
}

/// A way in which a sum may come from the rows above it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Where its rows begin among the open ones; none for rows below the sum.
    pub(super) start: Option<usize>,
    pub(super) rows: Vec<usize>,
    pub(super) pattern: Pattern,
}

impl Candidate {
    /// The sign of one of its rows, given which rows are income.
    pub(super) fn sign(&self, row: usize, is_income: &[bool]) -> Sign {
        let is_first = self.rows.first() == Some(&row);
        let is_minus = match self.pattern {
            Pattern::Plus => false,
            Pattern::IncomeMinus => is_income[row],
            Pattern::CostsMinus => !is_income[row],
            Pattern::SecondMinus => !is_first,
            Pattern::FirstMinus => is_first,
        };
        if is_minus { Sign::Minus } else { Sign::Plus }
    }

    /// `rows 2-6 + 8`, `rows 13 - 7`: runs of rows with the same sign, counted as in the output.
    pub(super) fn formula(&self, is_income: &[bool]) -> String {
        let mut runs: Vec<(Sign, usize, usize)> = Vec::new();
        for row in &self.rows {
            let sign = self.sign(*row, is_income);
            match runs.last_mut() {
                Some((last, _, end)) if *last == sign && *end + 1 == *row => *end = *row,
                _ => runs.push((sign, *row, *row)),
            }
        }
        let runs = runs.into_iter().map(|(sign, begin, end)| match end > begin {
            true => (sign, format!("{}-{}", begin + 1, end + 1)),
            false => (sign, (begin + 1).to_string()),
        });
        let rows = signed_text(runs);
        match self.rows.len() {
            1 => crate::say!("formula-one-row", rows = rows),
            _ => crate::say!("formula-several-rows", rows = rows),
        }
    }
}
