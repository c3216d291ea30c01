//! Reports that are missing between the first and the last of their kind.

use super::{DISTRICT, DOC_TYPE, Filter, ORGANISATION, Reply, YEAR, column};
use crate::overview::Wanted;
use crate::panel::Folder;
use crate::trace::Error;
use crate::write::Column;

const COLUMNS: &[Column] = &[
    ORGANISATION,
    DISTRICT,
    DOC_TYPE,
    YEAR,
    column("organisation_id", "text", "the id of the body"),
];
const NEEDED: &[&str] = &[
    "organisation",
    "district",
    "year",
    "doc_type",
    "status",
    "organisation_id",
];

/// The reports of a folder that are missing.
pub fn missing(folder: &Folder, wanted: &Wanted) -> Result<Reply, Error> {
    let filter = Filter::of(folder, wanted)?;
    let mut reply = Reply::new(COLUMNS);
    folder.rows("coverage", NEEDED, |record| {
        let is_missing = record.get("status") == "missing";
        if is_missing && filter.has(record) && wanted.has_words(record.get("organisation")) {
            reply.add(record);
        }
    })?;
    Ok(reply)
}
