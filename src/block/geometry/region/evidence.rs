//! What speaks for a line being part of a table, and what against it.
//!
//! Takes: signs that the detectors find.
//! Gives: their sums by line.
//! Never: weighs a sign by itself; the weights are in `weights`.

/// A kind of sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feature {
    /// Ruling lines around it.
    Ruled,
    /// Ruling lines or fills above and below it.
    Banded,
    /// Its type size.
    Typed,
    /// How many parts it has.
    Parts,
    /// What its parts look like.
    Valued,
    /// Whether its parts stand above and below others.
    Aligned,
    /// Its words.
    Worded,
}

/// The evidence for every line of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    lines: Vec<Vec<(Feature, f32)>>,
}

impl Tally {
    pub(super) fn new(lines: usize) -> Self {
        Tally {
            lines: vec![Vec::new(); lines],
        }
    }

    /// Adds a sign.
    pub(super) fn add(&mut self, line: usize, feature: Feature, odds: f32) {
        self.lines[line].push((feature, odds));
    }

    /// What one kind of sign says of a line.
    pub(super) fn of(&self, line: usize, feature: Feature) -> f32 {
        let own = self.lines[line].iter().filter(|(own, _)| *own == feature);
        own.map(|(_, odds)| odds).sum()
    }

    /// The log-odds that a line belongs to a table.
    pub(super) fn odds(&self, line: usize) -> f32 {
        self.lines[line].iter().map(|(_, odds)| odds).sum()
    }
}
