//! The words of the reports, read from `grammars/`: the only judge of their form.
//!
//! Takes: the files in `grammars/`, built in or from a folder.
//! Gives: one immutable [`Grammar`] that every thread shares.
//! Never: sees a report.

mod check;
mod form;
mod load;
mod name;
mod person;
mod register;
mod relation;
mod stock;
mod weights;
mod words;

pub use form::{Form, FormColumn, Forms, Holds};
pub use name::{NameWords, slug};
pub(crate) use register::is_date;
pub use register::{
    District, KfGoal, Organisation, Registers, Series, SeriesAlias, SeriesBreak, SeriesRegister, Years,
};
pub use relation::{Relation, RelationKind, Relations, Term};
pub use stock::WordStock;
pub use weights::Weights;
pub use words::{Entry, Words, squash};

use crate::trace::Error;
use std::path::Path;
use std::sync::Arc;

/// All words, compiled and checked.
#[derive(Debug)]
pub struct Grammar {
    /// Goal labels; ids are levels.
    pub labels: Words,
    /// Fulfilment markers; ids are grades.
    pub markers: Words,
    /// Status glyphs and colour names; ids are statuses.
    pub status: Words,
    /// Sections under a goal.
    pub sections: Words,
    /// Headings of chapters.
    pub headings: Words,
    /// Column labels of indicator tables.
    pub indicator_columns: Words,
    /// Column labels of activity tables.
    pub activity_columns: Words,
    /// Other labels of indicator tables.
    pub indicator_columns_other: Words,
    /// Other labels of activity tables.
    pub activity_columns_other: Words,
    /// Columns that a table of any form may have.
    pub columns_beside: Words,
    /// Forms of tables.
    pub forms: Forms,
    /// Column labels of tables of complaints.
    pub complaint_columns: Words,
    /// What a column of deviations says.
    pub deviations: Words,
    /// What a column of a money table measures.
    pub measures: Words,
    /// Columns that other columns give.
    pub relations: Relations,
    /// What kind of quantity a figure is.
    pub quantities: Words,
    /// Words that hint that figures are no plain counts.
    pub rates: Words,
    /// What kind a table is of.
    pub kinds: Words,
    /// Which table a note is about.
    pub notes: Words,
    /// Rows that are not items.
    pub rows: Words,
    /// Rows that add up others.
    pub sums: Words,
    /// Units.
    pub units: Words,
    /// What stands beside or instead of a number.
    pub qualifiers: Words,
    /// Periods.
    pub periods: Words,
    /// The title page.
    pub title: Words,
    /// How officials are reached and named.
    pub contacts: Words,
    /// Words for reporting bodies.
    pub bodies: Words,
    /// Kinds of unit.
    pub unit_kinds: Words,
    /// Abbreviations whose full stop ends no sentence.
    pub abbreviations: Words,
    /// Words before which a hyphen at a line end stays.
    pub hyphens: Words,
    /// Ends of bent words and of the first parts of compounds.
    pub endings: Words,
    /// Words that never end a name.
    pub joints: Words,
    /// Common words of the reports.
    pub common: Words,
    /// Given names of persons.
    pub given_names: Words,
    /// Districts, organisations, the city's goals, series.
    pub registers: Registers,
    /// The words of all word files and registers.
    pub stock: Arc<WordStock>,
    /// What each kind of evidence weighs.
    pub weights: Weights,
    /// SHA-256 over every file, in lower case hex.
    pub hash: String,
}

impl Grammar {
    /// The grammar that the program was built with.
    pub fn built_in() -> Result<Self, Error> {
        load::from_files(&load::built_in())
    }

    /// The built-in grammar with the files of a folder in place of those of the same name.
    pub fn with_folder(folder: &Path) -> Result<Self, Error> {
        load::from_files(&load::overridden(folder)?)
    }

    fn count_words(&self) -> WordStock {
        let mut stock = WordStock::default();
        let files = self.word_files().into_iter();
        let no_words = [&raw const self.given_names, &raw const self.endings];
        let of_reports = files.filter(|words| !no_words.contains(&std::ptr::from_ref(*words)));
        let entries = of_reports.flat_map(|words| &words.entries);
        for phrase in entries.flat_map(|entry| &entry.phrases) {
            stock.count(phrase);
        }
        for name in self.registers.shown_names() {
            stock.count(name);
        }
        stock
    }

    /// The unit of money that a text names.
    pub fn money_unit(&self, text: &str) -> Option<&str> {
        self.units
            .ids_within(text)
            .into_iter()
            .filter_map(|id| self.units.entry(id))
            .find(|entry| entry.fact("kronor").is_some())
            .and_then(|entry| entry.fact("unit"))
    }

    /// Every word file with its name, for checks over the data.
    pub fn word_files(&self) -> Vec<&Words> {
        vec![
            &self.labels,
            &self.markers,
            &self.status,
            &self.sections,
            &self.headings,
            &self.indicator_columns,
            &self.activity_columns,
            &self.indicator_columns_other,
            &self.activity_columns_other,
            &self.columns_beside,
            &self.complaint_columns,
            &self.deviations,
            &self.measures,
            &self.relations.words,
            &self.quantities,
            &self.rates,
            &self.kinds,
            &self.notes,
            &self.rows,
            &self.sums,
            &self.units,
            &self.qualifiers,
            &self.periods,
            &self.title,
            &self.contacts,
            &self.abbreviations,
            &self.hyphens,
            &self.endings,
            &self.joints,
            &self.common,
            &self.given_names,
            &self.bodies,
            &self.unit_kinds,
            &self.registers.names.first,
            &self.registers.names.lists,
            &self.registers.names.substance,
        ]
    }
}
