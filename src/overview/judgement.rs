//! A goal of a body in a year, and what is said of its fulfilment.

use super::Printed;
use crate::record::{DocType, Fulfilment, GoalLevel};

/// What is said of a goal's fulfilment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// A marker, also the one that says that there is no assessment.
    Marked(Fulfilment),
    /// No marker stands there.
    Unmarked,
    /// Reports that have equal weight say different things.
    Differing,
}

impl Verdict {
    /// Every verdict, in the order of columns.
    pub const ALL: [Verdict; 6] = [
        Verdict::Marked(Fulfilment::Whole),
        Verdict::Marked(Fulfilment::Partly),
        Verdict::Marked(Fulfilment::Not),
        Verdict::Marked(Fulfilment::NoAssessment),
        Verdict::Unmarked,
        Verdict::Differing,
    ];

    /// The word in the output.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Marked(fulfilment) => fulfilment.word(),
            Verdict::Unmarked => "no-marker",
            Verdict::Differing => "differing",
        }
    }
}

/// A goal of a body in a year, counted once however many reports print it.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The year of the reports.
    pub year: i32,
    /// Their kind: a tertial report's marker is a forecast.
    pub doc_type: DocType,
    /// Whose goal it is: the body whose report decides.
    pub organisation: String,
    /// Its id.
    pub organisation_id: String,
    /// The district, as the report names it.
    pub district: String,
    /// Its id.
    pub district_id: String,
    /// The goal's level.
    pub level: GoalLevel,
    /// The goal of the city that it is, in the register.
    pub kf_goal_id: String,
    /// Its number as printed.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What is said.
    pub verdict: Verdict,
    /// The headings that decide.
    pub deciding: Vec<Printed>,
    /// Headings of the same goal in other reports, which are not counted.
    pub copies: Vec<Printed>,
}

impl Judgement {
    /// What is said where not everything agrees, in one sentence.
    pub fn remark(&self) -> Option<String> {
        let told = |printed: &[Printed]| {
            let told: Vec<String> = printed
                .iter()
                .map(|one| format!("{} ({})", one.organisation, one.verdict.word()))
                .collect();
            told.join(", ")
        };
        let is_unit = self.deciding.iter().any(|one| one.is_unit);
        match (self.verdict, is_unit && self.is_from_above()) {
            (Verdict::Differing, _) => Some(crate::say!("goal-reports-differ", told = told(&self.deciding))),
            (_, true) => Some(crate::say!("goal-only-units", told = told(&self.deciding))),
            _ if !self.copies.is_empty() => {
                Some(crate::say!("goal-printed-again", told = told(&self.copies)))
            }
            _ => None,
        }
    }

    /// Whose count the goal is in: its district's where the committee says it, else the body's own.
    pub fn body(&self) -> &str {
        let is_unit = self.deciding.iter().any(|one| one.is_unit);
        match is_unit || self.district.is_empty() {
            true => &self.organisation,
            false => &self.district,
        }
    }

    /// Whether only a unit prints a goal of its committee, and nothing tells which committee that is.
    pub(super) fn is_of_unknown_committee(&self) -> bool {
        self.is_from_above() && self.district_id.is_empty() && self.deciding.iter().any(|one| one.is_unit)
    }

    /// Whether the goal is the committee's or the city's, and not a unit's own.
    fn is_from_above(&self) -> bool {
        !matches!(self.level, GoalLevel::Unit | GoalLevel::Commitment)
    }
}
