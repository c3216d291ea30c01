//! What only all documents together tell: the same report in several files, figures that are printed again, reports
//! that are missing, near names.
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
mod fingerprint;
mod identity;
mod near;
mod pair;
mod proven;
mod read;
mod revisions;

pub use agree::{Agreement, Figure, Money, agreement};
pub use fields::body;
pub use read::{Folder, Record};

use crate::grammar::Grammar;
use crate::trace::{Code, Error};
use crate::write::{Answer, Held, Stage};
use candidates::Candidates;
use coverage::Coverage;
use fields::Fields;
use identity::{Identity, Tie, Ties};
use revisions::Revisions;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Takes a row of a table, named without `.csv`.
pub type Sink<'s> = dyn FnMut(&str, &[String]) -> Result<(), Error> + 's;

/// All documents of a run as far as they have been read.
#[derive(Debug)]
pub struct Panel {
    identity: Identity,
    held: Held,
    revisions: Revisions,
    coverage: Coverage,
    candidates: Candidates,
}

/// How many diagnostics of each code all documents together gave.
pub type Codes = BTreeMap<Code, usize>;

impl Panel {
    /// A panel of no documents. What is too much to hold lies in files on the stage as long as the panel lives.
    pub fn on(stage: &Stage, grammar: &Arc<Grammar>) -> Result<Self, Error> {
        Ok(Self {
            identity: Identity::new(grammar),
            held: Held::on(stage)?,
            revisions: Revisions::on(stage, grammar)?,
            coverage: Coverage::new(grammar),
            candidates: Candidates::new(grammar),
        })
    }

    /// Adds a document.
    pub fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        self.identity.add(answer);
        self.held.add(answer)?;
        self.coverage.add(answer);
        self.candidates.add(answer);
        self.revisions.add(answer)
    }

    /// Gives the rows that waited until all documents are known, and those of every table of a whole run.
    pub fn finish(self, sink: &mut Sink<'_>) -> Result<Codes, Error> {
        let ties = self.identity.finish();
        let is_counted = |document: &str| ties.get(document).is_none_or(Tie::is_counted);
        let codes = give_held(self.held, &ties, sink)?;
        for (document, _) in ties.iter().filter(|(_, tie)| !tie.is_counted()) {
            self.revisions.leave_out(document)?;
        }
        let proven = self.revisions.proven()?;
        self.revisions.finish(sink)?;
        self.coverage.finish(&is_counted, sink)?;
        self.candidates.finish(&proven, &is_counted, sink)?;
        self.revisions.annual(sink)?;
        Ok(codes)
    }
}

/// Gives the rows that waited, each with what its document is to the others.
fn give_held(held: Held, ties: &Ties, sink: &mut Sink<'_>) -> Result<Codes, Error> {
    let mut codes = Codes::new();
    let documents = Fields::of("documents");
    // What is to be told of the document whose rows come now stands behind what is told of it alone.
    let mut told: Vec<Vec<String>> = Vec::new();
    let mut is_told = std::collections::BTreeSet::new();
    held.finish(|table, mut row| {
        if table == "documents" {
            for row in told.drain(..) {
                sink("diagnostics", &row)?;
            }
            let id = documents.get(&row, "document_id").to_owned();
            if let Some(tie) = ties.get(&id) {
                let source = documents.get(&row, "source").to_owned();
                let is_first = is_told.insert(id.clone());
                told = tie
                    .told
                    .iter()
                    .filter(|_| is_first)
                    .map(|(code, message)| {
                        *codes.entry(*code).or_default() += 1;
                        diagnostic(&id, &source, *code, message)
                    })
                    .collect();
                documents.tie(&mut row, tie);
            }
        }
        sink(table, &row)
    })?;
    for row in told {
        sink("diagnostics", &row)?;
    }
    Ok(codes)
}

fn diagnostic(id: &str, source: &str, code: Code, message: &str) -> Vec<String> {
    let fields = [
        id,
        source,
        code.severity().name(),
        code.name(),
        message,
        "",
        "",
        "",
    ];
    fields.map(str::to_owned).into()
}
