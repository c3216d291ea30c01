//! Folders by the facts of documents, named as Hive names them: `observations.parquet/year=2017/doc_type=VB/`.

use super::super::super::schema::File;
use super::super::field::Field;
use std::fmt::Write;

/// Columns that folders may be made of: those with few values, none of which a document can make up.
pub const PARTITIONS: &[&str] = &["year", "doc_type", "district", "district_id"];

/// What stands in the name of a folder for nothing, for every reader of such folders.
const NOTHING: &str = "__HIVE_DEFAULT_PARTITION__";

/// The columns of a table that its folders are made of.
pub(super) struct Partition(Vec<(usize, &'static str)>);

impl Partition {
    /// Those of the wanted columns that the table has, in the order in which they are wanted.
    pub(super) fn of(file: &File, wanted: &[String]) -> Self {
        let found = wanted.iter().filter_map(|name| {
            let at = file.columns.iter().position(|column| column.name == name)?;
            Some((at, file.columns[at].name))
        });
        Self(found.collect())
    }

    /// Whether the table is one file.
    pub(super) fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the folders name a column.
    pub(super) fn has(&self, column: usize) -> bool {
        self.0.iter().any(|(at, _)| *at == column)
    }

    /// The folder that a row goes into, from that of the table; empty if the table is one file.
    pub(super) fn folder(&self, row: &[Field<'_>]) -> String {
        let names = self.0.iter();
        let names = names.map(|(at, name)| format!("{name}={}", escaped(row[*at].text)));
        names.collect::<Vec<_>>().join("/")
    }
}

/// A value as the name of a folder has it: what could be taken for something else in a path stands as `%20`.
fn escaped(value: &str) -> String {
    if value.is_empty() {
        return NOTHING.to_owned();
    }
    let mut name = String::new();
    for letter in value.chars() {
        if letter.is_alphanumeric() || "-_.".contains(letter) {
            name.push(letter);
        } else {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                let _ = write!(name, "%{byte:02X}");
            }
        }
    }
    name
}

/// The name of a file in such a folder.
pub(super) fn part(number: usize) -> String {
    format!("part-{number}.parquet")
}

/// Whether a file of this name may be one of a folder's.
pub(in super::super) fn is_part(name: &str) -> bool {
    let number = name
        .strip_prefix("part-")
        .and_then(|rest| rest.strip_suffix(".parquet"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The column that a folder of this name is made of.
pub(in super::super) fn folder_of(name: &str) -> Option<&'static str> {
    let (column, _) = name.split_once('=')?;
    PARTITIONS.iter().copied().find(|known| *known == column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_says_its_value_and_nothing_else() {
        for (value, name) in [
            ("2017", "2017"),
            ("", NOTHING),
            ("Hägersten-Liljeholmen", "Hägersten-Liljeholmen"),
            ("a/b=c d", "a%2Fb%3Dc%20d"),
        ] {
            assert_eq!(escaped(value), name);
        }
        assert!(is_part(&part(12)) && !is_part("part-.parquet") && !is_part("mine.parquet"));
        assert_eq!(
            (folder_of("year=2017"), folder_of("mine=1")),
            (Some("year"), None)
        );
    }
}
