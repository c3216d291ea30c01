//! The fields of a row by the names of their columns.

use super::identity::Tie;
use crate::grammar::slug;
use crate::trace::Severity;
use crate::write::files;
use std::collections::HashMap;

/// Where the columns of a table stand.
#[derive(Debug)]
pub(super) struct Fields(HashMap<&'static str, usize>);

impl Fields {
    /// Those of a table of the data dictionary.
    pub(super) fn of(table: &str) -> Self {
        let file = files().iter().find(|file| file.name == table);
        let columns = file.map_or(&[][..], |file| file.columns);
        let named = columns.iter().enumerate().map(|(at, column)| (column.name, at));
        Self(named.collect())
    }

    /// A field; empty where the table has no such column.
    pub(super) fn get<'r>(&self, row: &'r [String], name: &str) -> &'r str {
        let at = self.0.get(name).copied();
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    /// Sets a field where the table has the column.
    fn set(&self, row: &mut [String], name: &str, value: String) {
        if let Some(field) = self.0.get(name).and_then(|at| row.get_mut(*at)) {
            *field = value;
        }
    }

    /// Says in the row of a document what it is to others.
    pub(super) fn tie(&self, row: &mut [String], tie: &Tie) {
        let earlier: Vec<&str> = tie.supersedes.iter().map(String::as_str).collect();
        self.set(row, "duplicate_of", tie.duplicate_of.clone());
        self.set(row, "supersedes", earlier.join(" | "));
        self.set(row, "superseded_by", tie.superseded_by.clone());
        let warnings = tie
            .told
            .iter()
            .filter(|(code, _)| code.severity() > Severity::Note)
            .count();
        if let Ok(before) = self.get(row, "warnings").parse::<usize>() {
            self.set(row, "warnings", (before + warnings).to_string());
        }
    }
}

/// The id of a body; one that is of no known level is its name.
pub fn body(id: &str, name: &str) -> String {
    match id {
        "" => slug(name),
        id => id.to_owned(),
    }
}
