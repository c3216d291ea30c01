//! The names of the files that a run may leave in its folder, whatever it was asked for.

use super::super::package::NAMES;
use super::super::schema;
use super::parquet::{folder_of, is_part};
use crate::disk::{Folder, Kind};

/// The workbook with all tables.
pub(super) const WORKBOOK: &str = "utfall.xlsx";
/// The database with all tables.
pub(super) const DATABASE: &str = "utfall.sqlite";

/// The page with which one begins to look at the folder.
pub(crate) const START: &str = "index.html";

/// Ends of the names of files that hold one table.
const TABLES: &[&str] = &["csv", "ndjson", "parquet"];

/// What stands in an output folder under a name of this program's tables, with `/`, in no order. A folder is one where
/// a file should be.
pub(crate) fn left_in(folder: &Folder) -> std::io::Result<Vec<String>> {
    let tables = schema::files()
        .iter()
        .flat_map(|file| TABLES.iter().map(move |end| format!("{}.{end}", file.name)));
    let mut left = Vec::new();
    let others = [WORKBOOK, DATABASE, START].into_iter().chain(NAMES);
    for name in tables.chain(others.map(str::to_owned)) {
        match folder.kind(&name)? {
            None => {}
            Some(Kind::Folder) => {
                let before = left.len();
                parts(&folder.folder(&name)?, &name, &mut left)?;
                if left.len() == before {
                    left.push(name);
                }
            }
            Some(_) => left.push(name),
        }
    }
    Ok(left)
}

/// What stands in the folders by which a table is parted.
fn parts(folder: &Folder, place: &str, left: &mut Vec<String>) -> std::io::Result<()> {
    for own in folder.names()? {
        let name = format!("{place}/{own}");
        match folder.kind(&own)? {
            Some(Kind::Folder) if folder_of(&own).is_some() => parts(&folder.folder(&own)?, &name, left)?,
            Some(Kind::Folder) | None => {}
            Some(_) if is_part(&own) => left.push(name),
            Some(_) => {}
        }
    }
    Ok(())
}
