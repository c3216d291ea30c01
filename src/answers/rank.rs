//! Bodies in the order of what one indicator came to in one year.

use super::{DISTRICT, ORGANISATION, Reply, column};
use crate::overview::Wanted;
use crate::panel::Folder;
use crate::record::OrganisationLevel;
use crate::trace::Error;
use crate::write::Column;
use rust_decimal::Decimal;

const COLUMNS: &[Column] = &[
    column("rank", "integer", "place; bodies with the same outcome share one"),
    ORGANISATION,
    DISTRICT,
    column("outcome", "number", "the outcome of the year"),
    column("unit", "text", "its unit"),
    column("target", "number", "the body's own target"),
    column("city_target", "number", "the city's target"),
    column(
        "outcome_source",
        "text",
        "`own`, or `later`: a later report's column for the year",
    ),
    column(
        "revised",
        "boolean",
        "whether a later report prints another outcome",
    ),
    column("doubtful", "boolean", "whether a figure is doubtful"),
    column(
        "outcome_document_id",
        "text",
        "the document that prints the outcome",
    ),
    column("outcome_page", "integer", "its page"),
    column("outcome_line", "integer", "its line"),
];
const NEEDED: &[&str] = &[
    "series_id",
    "year",
    "sex",
    "breakdown",
    "outcome",
    "organisation_level",
];

/// Whom and when a rank is about.
#[derive(Debug, Clone)]
pub struct Ranked<'a> {
    /// The series.
    pub series_id: &'a str,
    /// The year.
    pub year: i32,
    /// The bodies that are set beside each other.
    pub level: OrganisationLevel,
    /// Whether the least comes first.
    pub ascending: bool,
}

/// Sets bodies of one level in order. Outcomes in different units have no order: each unit has its own, one after the
/// other.
pub fn rank(folder: &Folder, wanted: &Wanted, ranked: &Ranked<'_>) -> Result<Reply, Error> {
    let mut reply = Reply::new(COLUMNS);
    let mut found: Vec<(String, Decimal, Vec<String>)> = Vec::new();
    let mut without = 0;
    folder.rows("observations_annual", NEEDED, |record| {
        let is_asked = record.get("series_id") == ranked.series_id
            && record.get("year") == ranked.year.to_string()
            && record.get("sex").is_empty()
            && record.get("breakdown").is_empty()
            && record.get("organisation_level") == ranked.level.word()
            && wanted.has_district(record.get("district_id"));
        if !is_asked {
            return;
        }
        match record.number("outcome") {
            Some(outcome) => {
                let row = COLUMNS.iter().map(|column| record.get(column.name).to_owned());
                found.push((record.get("unit").to_owned(), outcome, row.collect()));
            }
            None => without += 1,
        }
    })?;
    found.sort_by(|one, other| {
        let order = one.1.cmp(&other.1);
        let order = if ranked.ascending { order } else { order.reverse() };
        one.0.cmp(&other.0).then(order).then_with(|| one.2.cmp(&other.2))
    });
    let mut before: Option<(String, Decimal)> = None;
    let (mut place, mut count) = (0, 0);
    for (unit, outcome, mut row) in found {
        match &before {
            Some((other, _)) if *other != unit => (place, count) = (1, 1),
            Some((_, other)) if *other == outcome => count += 1,
            _ => {
                count += 1;
                place = count;
            }
        }
        row[0] = place.to_string();
        before = Some((unit, outcome));
        reply.rows.push(row);
    }
    if without > 0 {
        reply
            .notes
            .push(crate::say!("rank-without", without = without, year = ranked.year));
    }
    Ok(reply)
}
