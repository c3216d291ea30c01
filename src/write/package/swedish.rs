//! What files and columns mean, in Swedish.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the schema says in English, and the same in Swedish.
const TEXTS: &str = include_str!("swedish.csv");

static SWEDISH: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(TEXTS.as_bytes());
    let rows = reader.deserialize::<(String, String)>();
    rows.filter_map(Result::ok).collect()
});

/// The Swedish of a text; the English where there is none, which a test forbids.
pub(super) fn swedish(english: &str) -> &str {
    SWEDISH.get(english).map_or(english, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::super::schema;
    use super::super::{DESCRIPTION, TITLE, missing};
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_meaning_has_its_swedish_and_no_swedish_is_left_over() {
        let mut wanted = BTreeSet::from([TITLE, DESCRIPTION, "A row is"]);
        for file in schema::files() {
            wanted.insert(file.row);
            wanted.extend(
                file.columns
                    .iter()
                    .flat_map(|column| [column.meaning, missing(column)]),
            );
        }
        let there: BTreeSet<&str> = SWEDISH.keys().map(String::as_str).collect();
        let without: Vec<_> = wanted.difference(&there).collect();
        assert!(without.is_empty(), "swedish.csv lacks: {without:#?}");
        let unneeded: Vec<_> = there.difference(&wanted).collect();
        assert!(unneeded.is_empty(), "swedish.csv has more: {unneeded:#?}");
        assert!(SWEDISH.values().all(|text| !text.is_empty()));
    }
}
