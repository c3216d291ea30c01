//! All of one district, over the years: its reports, its goals, its indicators, what its activities deviate from.

use super::{DOC_TYPE, DOCUMENT, Filter, LINE, ORGANISATION, PAGE, Reply, YEAR, activities, column};
use crate::overview::{Wanted, goals};
use crate::panel::{Folder, Record};
use crate::record::DocType;
use crate::trace::Error;
use crate::write::Column;

const COLUMNS: &[Column] = &[
    column("part", "text", "`report`, `goal`, `indicator` or `activity`"),
    ORGANISATION,
    YEAR,
    DOC_TYPE,
    column("name", "text", "the goal, the indicator or the activity"),
    column("sex", "text", "whom it is about; empty for all"),
    column("breakdown", "text", "area or group"),
    column("outcome", "number", "the outcome of the year"),
    column("unit", "text", "its unit"),
    column("target", "number", "the body's own target"),
    column("city_target", "number", "the city's target"),
    column(
        "said",
        "text",
        "status of a report, fulfilment of a goal, deviation of an activity, what to know of a figure",
    ),
    DOCUMENT,
    PAGE,
    LINE,
];

/// Everything of the districts that are wanted, in the order of the parts.
pub fn profile(folder: &Folder, wanted: &Wanted) -> Result<Reply, Error> {
    let filter = Filter::of(folder, wanted)?;
    let mut reply = Reply::new(COLUMNS);
    folder.rows("coverage", &["year", "doc_type", "status"], |record| {
        if filter.has(record) {
            let own = [
                ("part", "report"),
                ("said", record.get("status")),
                ("document_id", record.get("documents")),
            ];
            reply.rows.push(row(record, &own));
        }
    })?;
    let annual = Wanted {
        doc_type: wanted.doc_type.or(Some(DocType::Annual)),
        ..wanted.clone()
    };
    for goal in goals(folder, &annual)? {
        let first = goal.deciding.first().or(goal.copies.first());
        let fields = [
            ("part", "goal".to_owned()),
            ("organisation", goal.organisation.clone()),
            ("year", goal.year.to_string()),
            ("doc_type", goal.doc_type.word().to_owned()),
            ("name", goal.title.clone()),
            ("said", goal.verdict.word().to_owned()),
            (
                "document_id",
                first.map_or(String::new(), |one| one.document_id.clone()),
            ),
            ("page", first.map_or(String::new(), |one| one.page.clone())),
            ("line", first.map_or(String::new(), |one| one.line.clone())),
        ];
        let field = |name| fields.iter().find(|(other, _)| *other == name);
        let all = COLUMNS
            .iter()
            .map(|column| field(column.name).map_or(String::new(), |(_, text)| text.clone()));
        reply.rows.push(all.collect());
    }
    folder.rows("observations_annual", &["year", "outcome", "target"], |record| {
        if wanted.has_district(record.get("district_id"))
            && record.get("year").parse().is_ok_and(|year| wanted.has_year(year))
        {
            let said = ["revised", "doubtful", "differing"].into_iter();
            let said: Vec<&str> = said.filter(|name| !record.get(name).is_empty()).collect();
            let later = (record.get("outcome_source") == "later").then_some("later");
            let said: Vec<&str> = later.into_iter().chain(said).collect();
            let own = [
                ("part", "indicator"),
                ("said", &said.join(" | ")),
                ("document_id", record.get("outcome_document_id")),
                ("page", record.get("outcome_page")),
                ("line", record.get("outcome_line")),
            ];
            reply.rows.push(row(record, &own));
        }
    })?;
    let deviating = activities(folder, wanted, true)?;
    for told in deviating.rows {
        let at = |name: &str| deviating.columns.iter().position(|column| column.name == name);
        let get = |name: &str| at(name).map_or(String::new(), |at| told[at].clone());
        let fields = COLUMNS.iter().map(|column| match column.name {
            "part" => "activity".to_owned(),
            "said" => get("deviation"),
            name => get(name),
        });
        reply.rows.push(fields.collect());
    }
    Ok(reply)
}

/// A row of a record, with some fields of its own.
fn row(record: &Record<'_>, own: &[(&str, &str)]) -> Vec<String> {
    let field = |name: &str| {
        let found = own.iter().find(|(other, _)| *other == name);
        found
            .map_or_else(|| record.get(name), |(_, text)| text)
            .to_owned()
    };
    COLUMNS.iter().map(|column| field(column.name)).collect()
}
