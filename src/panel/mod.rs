//! What only all documents together tell: figures that are printed again, reports that are missing, near
//! names.
//!
//! Takes: every [`Answer`] of a run, in order, and the registers; the folder that a run has left.
//! Gives: the rows of the tables of a whole run, one by one, in a stable order; the rows of a folder by the names of
//! their columns.
//! Never: holds more of a document than a few facts, corrects a figure, reads a report.

mod agree;
mod annual;
mod candidates;
mod coverage;
mod fields;
mod near;
mod pair;
mod proven;
mod read;
mod revisions;

pub use agree::{Agreement, Figure, Money, agreement};
pub use fields::body;
pub use read::{Folder, Record};

use crate::grammar::Grammar;
use crate::trace::Error;
use crate::write::{Answer, Stage};
use candidates::Candidates;
use coverage::Coverage;
use revisions::Revisions;
use std::sync::Arc;

/// Takes a row of a table, named without `.csv`.
pub type Sink<'s> = dyn FnMut(&str, &[String]) -> Result<(), Error> + 's;

/// All documents of a run as far as they have been read.
#[derive(Debug)]
pub struct Panel {
    revisions: Revisions,
    coverage: Coverage,
    candidates: Candidates,
}

impl Panel {
    /// A panel of no documents. What is too much to hold lies in a file on the stage as long as the panel lives.
    pub fn on(stage: &Stage, grammar: &Arc<Grammar>) -> Result<Self, Error> {
        Ok(Self {
            revisions: Revisions::on(stage, grammar)?,
            coverage: Coverage::new(grammar),
            candidates: Candidates::new(grammar),
        })
    }

    /// Adds a document.
    pub fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        self.coverage.add(answer);
        self.candidates.add(answer);
        self.revisions.add(answer)
    }

    /// Gives the rows of every table of a whole run.
    pub fn finish(self, sink: &mut Sink<'_>) -> Result<(), Error> {
        let proven = self.revisions.proven()?;
        self.revisions.finish(sink)?;
        self.coverage.finish(sink)?;
        self.candidates.finish(&proven, sink)?;
        self.revisions.annual(sink)
    }
}
