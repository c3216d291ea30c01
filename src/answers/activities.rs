//! Activities, and what is said of their deviations.

use super::{DISTRICT, DOC_TYPE, DOCUMENT, Filter, LINE, ORGANISATION, PAGE, Reply, YEAR, column};
use crate::overview::Wanted;
use crate::panel::Folder;
use crate::trace::Error;
use crate::write::Column;

const COLUMNS: &[Column] = &[
    ORGANISATION,
    DISTRICT,
    YEAR,
    DOC_TYPE,
    column("name", "text", "the activity"),
    column("start", "text", "first day"),
    column("end", "text", "last day"),
    column("deviation", "text", "what deviates"),
    column("comment", "text", "the comment below it"),
    DOCUMENT,
    PAGE,
    LINE,
];
const NEEDED: &[&str] = &[
    "organisation",
    "year",
    "doc_type",
    "name",
    "deviation",
    "document_id",
];

/// The activities of a folder; of them those with a deviation, if only these are meant.
pub fn activities(folder: &Folder, wanted: &Wanted, is_deviating: bool) -> Result<Reply, Error> {
    let filter = Filter::of(folder, wanted)?;
    let mut reply = Reply::new(COLUMNS);
    folder.counted_rows("activities", NEEDED, |record| {
        let deviates = record.get("deviation").chars().any(char::is_alphanumeric);
        if (deviates || !is_deviating) && filter.has(record) && wanted.has_words(record.get("name")) {
            reply.add(record);
        }
    })?;
    Ok(reply)
}
