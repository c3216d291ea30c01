//! Figures that reports print differently.

use super::{ORGANISATION, Reply, column};
use crate::overview::Wanted;
use crate::panel::Folder;
use crate::record::Measure;
use crate::trace::Error;
use crate::write::Column;

const COLUMNS: &[Column] = &[
    column("name", "text", "the indicator"),
    column("breakdown", "text", "area or group"),
    ORGANISATION,
    column("measure", "text", "what the figure measures"),
    column("sex", "text", "whom it is about; empty for all"),
    column("period", "text", "the time that it is about"),
    column("values", "text", "the figures that are printed"),
    column("reports", "text", "the reports that print them"),
    column("doubtful", "boolean", "whether one of them is doubtful"),
    column("documents", "text", "the documents"),
    column("series_id", "text", "the series"),
];
const NEEDED: &[&str] = &[
    "name",
    "measure",
    "values",
    "reports",
    "agree",
    "period_year",
    "series_id",
];

/// The figures of a folder that reports print differently: outcomes, which a later report corrects. A target or a
/// forecast that changes is no correction; those are there if `all`.
pub fn revisions(folder: &Folder, wanted: &Wanted, all: bool) -> Result<Reply, Error> {
    let mut reply = Reply::new(COLUMNS);
    folder.rows("revisions", NEEDED, |record| {
        let year = record.get("period_year").parse().ok();
        let is_outcome = Measure::of(record.get("measure")) == Some(Measure::Outcome);
        if record.get("agree") == "no"
            && (all || is_outcome)
            && year.is_some_and(|year| wanted.has_year(year))
            && wanted.has_district(record.get("district_id"))
            && wanted.has_words(record.get("name"))
        {
            reply.add(record);
        }
    })?;
    Ok(reply)
}
