//! A figure, what others give in its place, and which figures only failed relations touch.

use super::figure::Figure;
use crate::record::Relation;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A cell: row, and column after the label, both from 0.
pub(super) type At = (usize, usize);

/// A relation at one place of a table.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    pub(super) relation: Relation,
    pub(super) target: At,
    pub(super) terms: Vec<At>,
    pub(super) formula: String,
    pub(super) outcome: Outcome,
}

/// Both figures, and what rounding explains.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome {
    pub(super) printed: Decimal,
    pub(super) computed: Decimal,
    pub(super) tolerance: Decimal,
    /// Zero from zeros proves nothing.
    pub(super) is_evidence: bool,
}

impl Outcome {
    /// A figure against the sum of others, each with its sign.
    pub(super) fn sum(printed: Figure, terms: impl IntoIterator<Item = (Figure, Sign)>) -> Self {
        let mut outcome = Outcome {
            printed: printed.number,
            computed: Decimal::ZERO,
            tolerance: printed.half,
            is_evidence: !printed.number.is_zero(),
        };
        for (figure, sign) in terms {
            match sign {
                Sign::Plus => outcome.computed += figure.number,
                Sign::Minus => outcome.computed -= figure.number,
            }
            outcome.tolerance += figure.half;
            outcome.is_evidence |= !figure.number.is_zero();
        }
        outcome
    }

    /// A figure that must lie between two others, the borders included.
    pub(super) fn between(printed: Figure, lowest: Figure, highest: Figure) -> Self {
        let computed = printed.number.clamp(lowest.number, highest.number);
        let nearest = if computed == lowest.number {
            lowest
        } else {
            highest
        };
        Outcome {
            printed: printed.number,
            computed,
            tolerance: printed.half + nearest.half,
            is_evidence: true,
        }
    }

    /// A figure against one in per cent of another; none where rounding leaves the other no size.
    pub(super) fn per_cent(printed: Figure, of: Figure, whole: Figure) -> Option<Self> {
        let smallest = whole.number.abs() - whole.half;
        if smallest <= Decimal::ZERO {
            return None;
        }
        let largest = (of.number.abs() + of.half) / smallest;
        let exact = of.number / whole.number;
        Some(Outcome {
            printed: printed.number,
            computed: exact * Decimal::ONE_HUNDRED,
            tolerance: printed.half + (largest - exact.abs()) * Decimal::ONE_HUNDRED,
            is_evidence: true,
        })
    }

    /// Whether the figure would follow from the others with the other sign.
    pub(super) fn differs_by_sign(&self) -> bool {
        let is_turned = (self.printed + self.computed).abs() <= self.tolerance;
        is_turned && !self.holds() && self.printed.abs() > self.tolerance
    }

    pub(super) fn holds(&self) -> bool {
        (self.printed - self.computed).abs() <= self.tolerance
    }
}

/// Whether a term is added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    Plus,
    Minus,
}

/// Terms with their signs, what is added first: `Budget - Utfall`.
pub(super) fn signed_text(terms: impl IntoIterator<Item = (Sign, String)>) -> String {
    let mut terms: Vec<(Sign, String)> = terms.into_iter().collect();
    terms.sort_by_key(|(sign, _)| *sign);
    terms.into_iter().fold(String::new(), |text, (sign, name)| {
        match (text.is_empty(), sign) {
            (true, Sign::Plus) => name,
            (true, Sign::Minus) => format!("- {name}"),
            (false, Sign::Plus) => format!("{text} + {name}"),
            (false, Sign::Minus) => format!("{text} - {name}"),
        }
    })
}

/// How often a relation holds, of those times that say anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) holds: usize,
    pub(super) fails: usize,
}

impl Evidence {
    pub(super) fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let mut evidence = Evidence::default();
        for outcome in outcomes {
            if !outcome.holds() {
                evidence.fails += 1;
            } else if outcome.is_evidence {
                evidence.holds += 1;
            }
        }
        evidence
    }

    /// At least half of the times that say anything.
    pub(super) fn is_convention(self) -> bool {
        self.holds >= self.fails
    }

    /// More often, or as often with fewer failures.
    pub(super) fn is_better_than(self, other: Evidence) -> bool {
        self.holds > other.holds || self.holds == other.holds && self.fails < other.fails
    }

    /// It holds wherever it says anything, and it does say something.
    pub(super) fn is_perfect(self) -> bool {
        self.fails == 0 && self.holds > 0
    }
}

/// Whether a relation that holds leaves no room: a bound that is kept proves no figure.
fn proves(relation: Relation) -> bool {
    !matches!(relation, Relation::Within | Relation::Between)
}

/// The cells that a relation proves which holds, but for those that zeros make hold.
pub(super) fn proved(equations: &[Equation]) -> BTreeSet<At> {
    let holds = |equation: &&Equation| {
        equation.outcome.holds() && equation.outcome.is_evidence && proves(equation.relation)
    };
    let cells = |equation: &Equation| {
        let terms = equation.terms.clone();
        terms.into_iter().chain([equation.target])
    };
    equations.iter().filter(holds).flat_map(cells).collect()
}

/// The cells that failed relations touch and no relation that holds, in order. Where nothing but the sign of a figure is
/// not what the others give, it is the figure that has lost it.
pub(super) fn doubtful(equations: &[Equation]) -> Vec<At> {
    let mut touched: BTreeMap<At, (bool, bool)> = BTreeMap::new();
    for equation in equations {
        let holds = equation.outcome.holds();
        let terms = match equation.outcome.differs_by_sign() {
            true => &[][..],
            false => &equation.terms,
        };
        for at in terms.iter().chain([&equation.target]) {
            let (proved, failed) = touched.entry(*at).or_default();
            *failed |= !holds;
            *proved |= holds && proves(equation.relation);
        }
    }
    touched
        .into_iter()
        .filter(|(_, (proved, failed))| *failed && !*proved)
        .map(|(at, _)| at)
        .collect()
}
