//! The names of the files that a run may leave in its folder, whatever it was asked for.

use super::super::schema;
use std::path::Path;

/// Ends of the names of files that hold one table.
const TABLES: &[&str] = &["csv", "ndjson"];

/// The files in an output folder that bear a name of this program's tables, with `/`, in no order.
pub(crate) fn left_in(folder: &Path) -> Vec<String> {
    let tables = schema::files()
        .iter()
        .flat_map(|file| TABLES.iter().map(move |end| format!("{}.{end}", file.name)));
    tables.filter(|name| folder.join(name).is_file()).collect()
}
