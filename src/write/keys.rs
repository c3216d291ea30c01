//! What tells the rows of a table apart, and which row of another table each stands under.
//!
//! A document's ids are unique in it: with the `document_id` they are keys. A file may stand several times in
//! documents.csv, once under each of its names, so that `document_id` alone is no key of that table.

use super::schema::File;

/// The columns that are the ids of rows, the tables whose rows they tell apart, and the columns of those tables.
const IDS: &[(&str, &str, &str)] = &[
    ("goal_id", "goals", "goal_id"),
    ("parent_goal_id", "goals", "goal_id"),
    ("indicator_id", "indicators", "indicator_id"),
    ("activity_id", "activities", "activity_id"),
    ("table_id", "tables", "table_id"),
];
/// The column that says of which document a row is.
pub(super) const DOCUMENT: &str = "document_id";

/// Columns whose values are together those of a row in another table, unless one of them is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The columns.
    pub columns: [&'static str; 2],
    /// The table that they lead to.
    pub table: &'static str,
    /// The columns there.
    pub there: [&'static str; 2],
}

/// The columns that are together different in every row of a table, if there are such.
pub fn key(file: &File) -> Option<[&'static str; 2]> {
    IDS.iter()
        .find(|(id, table, there)| *table == file.name && id == there)
        .map(|(id, ..)| [DOCUMENT, *id])
}

/// The rows of other tables that a row of this table stands under.
pub fn links(file: &File) -> Vec<Link> {
    let has = |name: &str| file.columns.iter().any(|column| column.name == name);
    let found = IDS
        .iter()
        .filter(|(id, table, there)| has(id) && has(DOCUMENT) && !(*table == file.name && id == there));
    let links = found.map(|(id, table, there)| Link {
        columns: [DOCUMENT, id],
        table,
        there: [DOCUMENT, there],
    });
    links.collect()
}

#[cfg(test)]
mod tests {
    use super::super::schema::files;
    use super::*;

    #[test]
    fn keys_and_links_are_columns_of_the_schema() {
        let file = |name: &str| files().iter().find(|file| file.name == name).unwrap();
        let has = |file: &File, name: &str| file.columns.iter().any(|column| column.name == name);
        for (_, table, there) in IDS {
            assert!(has(file(table), there) && key(file(table)).is_some(), "{table}");
        }
        let links = links(file("goals"));
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].columns, ["document_id", "parent_goal_id"]);
        assert_eq!(key(file("observations")), None);
    }
}
