//! The names of the files that a run may leave in its folder, whatever it was asked for.

use super::super::package::NAMES;
use super::super::schema;
use super::parquet::{folder_of, is_part};
use std::path::Path;

/// The workbook with all tables.
pub(super) const WORKBOOK: &str = "utfall.xlsx";
/// The database with all tables.
pub(super) const DATABASE: &str = "utfall.sqlite";

/// Ends of the names of files that hold one table.
const TABLES: &[&str] = &["csv", "ndjson", "parquet"];

/// The files in an output folder that bear a name of this program's tables, with `/`, in no order.
pub(crate) fn left_in(folder: &Path) -> Vec<String> {
    let tables = schema::files()
        .iter()
        .flat_map(|file| TABLES.iter().map(move |end| format!("{}.{end}", file.name)));
    let mut left = Vec::new();
    let others = [WORKBOOK, DATABASE].into_iter().chain(NAMES);
    for name in tables.chain(others.map(str::to_owned)) {
        let path = folder.join(&name);
        if path.is_file() {
            left.push(name);
        } else {
            parts(&path, &name, &mut left);
        }
    }
    left
}

/// The files in the folders by which a table is parted.
fn parts(folder: &Path, name: &str, left: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (own, kind) = (entry.file_name(), entry.file_type());
        let (Some(own), Ok(kind)) = (own.to_str(), kind) else {
            continue;
        };
        let name = format!("{name}/{own}");
        if kind.is_dir() && folder_of(own).is_some() {
            parts(&entry.path(), &name, left);
        } else if kind.is_file() && is_part(own) {
            left.push(name);
        }
    }
}
