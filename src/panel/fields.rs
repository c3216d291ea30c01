//! The fields of a row by the names of their columns.

use crate::grammar::slug;
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
}

/// The id of a body; one that is of no known level is its name.
pub fn body(id: &str, name: &str) -> String {
    match id {
        "" => slug(name),
        id => id.to_owned(),
    }
}
