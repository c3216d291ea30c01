//! What an output folder holds, so that one sees what can be compared.
//!
//! Takes: the tables of an output folder, what of them is wanted.
//! Gives: series of indicators with the years and districts that have them, and goals with their fulfilment.
//! Never: compares figures, counts the same goal twice, takes a missing assessment for a judgement.

mod goals;
mod indicators;
mod judgement;

pub use goals::{COUNTS, GOAL_COLUMNS, Printed, count, goal_rows, goals, perhaps_copies};
pub use indicators::{Held, INDICATOR_COLUMNS, indicator_rows, indicators};
pub use judgement::{Judgement, Verdict};

use crate::record::DocType;

/// What of a folder is wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Ids of districts; none of them is all.
    pub districts: Vec<String>,
    /// First year.
    pub from: Option<i32>,
    /// Last year.
    pub to: Option<i32>,
    /// Words that a name must have, each somewhere, whatever the capitals.
    pub words: Vec<String>,
    /// The kind of report; none is all.
    pub doc_type: Option<DocType>,
    /// Of the series only those that no register knows.
    pub is_own: bool,
}

impl Wanted {
    /// Whether a district is wanted.
    pub(crate) fn has_district(&self, id: &str) -> bool {
        self.districts.is_empty() || self.districts.iter().any(|wanted| wanted == id)
    }

    /// Whether a year is wanted.
    pub(crate) fn has_year(&self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// Whether only some years are wanted.
    pub(crate) fn has_years(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// Whether a name has every word.
    pub(crate) fn has_words(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.words.iter().all(|word| name.contains(&word.to_lowercase()))
    }

    /// Whether a kind of report is wanted.
    pub(crate) fn has_report(&self, kind: DocType) -> bool {
        self.doc_type.is_none_or(|wanted| wanted == kind)
    }
}
