//! A document as one nested JSON value.

use super::Document;
use super::rows::rounded;
use crate::record::{
    Activity, Cell, Check, Column, Furniture, Goal, Head, Indicator, Observation, Part, Report, Section,
    Table, Value, ValueStatus,
};
use crate::trace::{Diagnostic, Place};
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;
use std::hash::Hash;

/// The document as JSON: document, later reports of the file, goals (nested), tables, sections, diagnostics,
/// furniture, account.
pub fn document_json(document: &Document) -> Json {
    let report = &document.report;
    let index = Index::of(report);
    let mut facts = fields(json!({
        "document_id": document.id(),
        "source": document.source,
        "sha256": document.sha256,
        "format": document.format,
        "encoding": document.encoding,
        "status": document.status.word(),
        "error": document.error,
    }));
    facts.extend(head(&report.head));
    facts.insert("pages".into(), json!(document.pages));
    if !report.sheets.is_empty() {
        facts.insert("sheets".into(), json!(report.sheets));
    }
    if !report.recognised.is_empty() {
        facts.insert("recognised_pages".into(), json!(report.recognised));
    }
    object([
        ("document", Json::Object(facts)),
        ("later_reports", report.later.iter().map(later).collect()),
        ("goals", goals(&index, None)),
        (
            "tables",
            report
                .tables
                .iter()
                .map(|table| table_json(&index, table))
                .collect(),
        ),
        ("sections", report.sections.iter().map(section).collect()),
        ("furniture", report.furniture.iter().map(furniture).collect()),
        (
            "account",
            json!({"lines": report.lines, "claimed": report.account}),
        ),
        (
            "diagnostics",
            document.diagnostics.iter().map(diagnostic).collect(),
        ),
    ])
}

/// An object of values that are there already: `json!` would copy what it is given, on every level again.
fn object<const COUNT: usize>(fields: [(&str, Json); COUNT]) -> Json {
    let fields = fields.into_iter();
    Json::Object(fields.map(|(name, value)| (name.to_owned(), value)).collect())
}

fn fields(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The facts of a title page.
fn head(head: &Head) -> Map<String, Json> {
    fields(json!({
        "doc_type": head.doc_type.map(|kind| kind.word()),
        "year": head.year,
        "title": head.title,
        "organisation": head.organisation,
        "organisation_level": head.organisation_level.map(|level| level.word()),
        "district": head.district,
        "diarienummer": head.diarienummer,
        "document_date": head.document_date,
        "district_id": head.district_id,
        "organisation_id": head.organisation_id,
        "unit_kind": head.unit_kind,
        "document_kind": head.kind,
        "version": head.version,
    }))
}

fn later(part: &Part) -> Json {
    let mut facts = head(&part.head);
    facts.insert("place".into(), place(part.place));
    Json::Object(facts)
}

fn section(section: &Section) -> Json {
    object([
        ("section_id", json!(section.id)),
        ("paragraph", json!(section.paragraph)),
        ("goal_id", json!(section.goal)),
        ("heading", json!(section.heading)),
        ("name", json!(section.name)),
        ("text", json!(section.text)),
        ("place", place(section.place)),
    ])
}

fn furniture(furniture: &Furniture) -> Json {
    object([
        ("kind", json!(furniture.kind)),
        ("text", json!(furniture.text)),
        ("place", place(furniture.place)),
    ])
}

fn diagnostic(diagnostic: &Diagnostic) -> Json {
    object([
        ("severity", json!(diagnostic.severity().name())),
        ("code", json!(diagnostic.code.name())),
        ("message", json!(diagnostic.message)),
        ("place", place(diagnostic.place)),
        ("raw", json!(diagnostic.raw)),
    ])
}

/// What stands under what, so that no list is searched for every goal and table.
struct Index<'a> {
    goals: HashMap<Option<&'a str>, Vec<&'a Goal>>,
    tables: HashMap<Option<&'a str>, Vec<&'a str>>,
    indicators: HashMap<&'a str, Vec<&'a Indicator>>,
    activities: HashMap<&'a str, Vec<&'a Activity>>,
    checks: HashMap<&'a str, Vec<&'a Check>>,
}

impl<'a> Index<'a> {
    fn of(report: &'a Report) -> Self {
        Index {
            goals: grouped(&report.goals, |goal| (goal.parent.as_deref(), goal)),
            tables: grouped(&report.tables, |table| (table.goal.as_deref(), table.id.as_str())),
            indicators: grouped(&report.indicators, |indicator| {
                (indicator.table.as_str(), indicator)
            }),
            activities: grouped(&report.activities, |activity| (activity.table.as_str(), activity)),
            checks: grouped(&report.checks, |check| (check.table.as_str(), check)),
        }
    }
}

/// Things by what they stand under, each list in the order of the document.
fn grouped<'a, T, K: Eq + Hash, V>(things: &'a [T], entry: impl Fn(&'a T) -> (K, V)) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in things.iter().map(entry) {
        groups.entry(key).or_default().push(value);
    }
    groups
}

/// The things under a key, none if there are none.
fn under<K: Eq + Hash, V>(groups: &HashMap<K, Vec<V>>, key: K) -> &[V] {
    groups.get(&key).map_or(&[], Vec::as_slice)
}

/// The goals below one, with what stands under each.
fn goals(index: &Index<'_>, parent: Option<&str>) -> Json {
    // A parent always stands before its goals, so that the nesting ends.
    let below = under(&index.goals, parent).iter();
    below
        .map(|goal| {
            object([
                ("goal_id", json!(goal.id)),
                ("level", json!(goal.level.word())),
                ("number", json!(goal.number)),
                ("title", json!(goal.title)),
                ("kf_goal_id", json!(goal.kf_goal)),
                (
                    "fulfilment",
                    json!(goal.fulfilment.map(|fulfilment| fulfilment.word())),
                ),
                ("fulfilment_raw", json!(goal.fulfilment_raw)),
                ("fulfilment_evidence", json!(goal.evidence)),
                ("place", place(goal.place)),
                ("tables", json!(under(&index.tables, Some(goal.id.as_str())))),
                ("goals", goals(index, Some(&goal.id))),
            ])
        })
        .collect()
}

fn table_json(index: &Index<'_>, table: &Table) -> Json {
    let id = table.id.as_str();
    let mut json = object([
        ("table_id", json!(id)),
        ("goal_id", json!(table.goal)),
        ("kind", json!(table.kind.word())),
        ("caption", json!(table.caption)),
        ("unit", json!(table.unit)),
        ("unit_from", json!(table.unit_from)),
        ("columns", table.columns.iter().map(column).collect()),
        ("place", place(table.place)),
        ("page_last", json!(table.page_last)),
    ]);
    let indicators = under(&index.indicators, id).iter().copied();
    let activities = under(&index.activities, id).iter().copied();
    let checks = under(&index.checks, id).iter().copied();
    let loose = table.loose.iter().map(|found| observation(found, None));
    let lists: [(&str, Vec<Json>); 5] = [
        ("indicators", indicators.map(indicator).collect()),
        ("values_without_row", loose.collect()),
        ("activities", activities.map(activity).collect()),
        ("rows", rows(table)),
        ("checks", checks.map(check).collect()),
    ];
    for (name, list) in lists {
        if !list.is_empty() {
            json[name] = Json::Array(list);
        }
    }
    json
}

fn indicator(indicator: &Indicator) -> Json {
    let series = indicator.series.as_ref();
    let observations = indicator.observations.iter();
    object([
        ("indicator_id", json!(indicator.id)),
        ("name", json!(indicator.name)),
        ("series_id", json!(series.map(|series| &series.id))),
        ("series_match", json!(series.map(|series| series.matched.word()))),
        ("status", json!(indicator.status.map(|status| status.word()))),
        ("status_evidence", json!(indicator.evidence)),
        ("comment", json!(indicator.comment)),
        ("group", json!(indicator.group)),
        ("places", indicator.places.iter().copied().map(place).collect()),
        (
            "observations",
            observations
                .map(|found| observation(found, Some(indicator)))
                .collect(),
        ),
    ])
}

fn activity(activity: &Activity) -> Json {
    object([
        ("activity_id", json!(activity.id)),
        ("name", json!(activity.name)),
        ("start", json!(activity.start)),
        ("end", json!(activity.end)),
        ("deviation", json!(activity.deviation)),
        ("comment", json!(activity.comment)),
        ("places", activity.places.iter().copied().map(place).collect()),
    ])
}

fn rows(table: &Table) -> Vec<Json> {
    let status = table.statuses();
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().enumerate().map(|(column, cell)| {
            cell.as_ref().map_or(Json::Null, |cell| {
                Json::Object(value(cell, status(row, column, cell)))
            })
        });
        object([
            ("label", json!(row.label)),
            ("role", json!(row.role.word())),
            ("parent", json!(row.parent)),
            ("measure", json!(row.measure)),
            ("period", json!(row.period)),
            ("cells", cells.collect()),
            ("columns_uncertain", json!(row.is_uncertain)),
            ("place", place(row.place)),
        ])
    });
    rows.collect()
}

fn observation(observation: &Observation, indicator: Option<&Indicator>) -> Json {
    let mut cell = value(&observation.value, observation.status(indicator));
    cell.insert("breakdown".into(), json!(observation.breakdown));
    cell.insert("measure".into(), json!(observation.measure));
    cell.insert("sex".into(), json!(observation.sex.map(|sex| sex.word())));
    cell.insert("period".into(), json!(observation.period));
    cell.insert("column_label".into(), json!(observation.column));
    cell.insert("place".into(), place(observation.place));
    Json::Object(cell)
}

/// A relation with the cells that take part in it, row and column from 1.
fn check(check: &Check) -> Json {
    let cell = |cell: &Cell| json!([cell.row, cell.column]);
    object([
        ("relation", json!(check.relation.word())),
        ("indicator_id", json!(check.indicator)),
        ("cell", cell(&check.cell)),
        ("terms", check.terms.iter().map(cell).collect()),
        ("formula", json!(check.formula)),
        ("printed", json!(check.printed.to_string())),
        ("computed", json!(rounded(check.computed))),
        ("tolerance", json!(rounded(check.tolerance))),
        ("holds", json!(check.holds())),
        ("place", place(check.place)),
    ])
}

fn column(column: &Column) -> Json {
    json!({"label": column.label, "measure": column.measure, "period": column.period})
}

/// Numbers stand as strings, so that the decimals that were printed stay.
fn value(value: &Value, status: ValueStatus) -> Map<String, Json> {
    let mut map = Map::new();
    map.insert("raw".into(), json!(value.raw));
    map.insert(
        "value".into(),
        json!(value.number.map(|number| number.to_string())),
    );
    map.insert("unit".into(), json!(value.unit));
    map.insert("qualifier".into(), json!(value.qualifier));
    map.insert("value_status".into(), json!(status.word()));
    if let Some(amount) = value.amount_sek {
        map.insert("amount_sek".into(), json!(amount.to_string()));
    }
    if let Some(confidence) = value.confidence {
        map.insert("confidence".into(), json!(confidence));
    }
    if value.is_doubtful {
        map.insert("doubtful".into(), json!(true));
    }
    map
}

fn place(place: Place) -> Json {
    let mut map = Map::new();
    if let Some(page) = place.page {
        map.insert("page".into(), json!(page));
    }
    if let Some(line) = place.line {
        map.insert("line".into(), json!(line));
    }
    if let Some(bbox) = place.bbox {
        // A hundredth of a point is finer than any printer, and the same on every machine.
        let round = |edge: f32| (f64::from(edge) * 100.0).round() / 100.0;
        map.insert(
            "bbox".into(),
            json!([
                round(bbox.left),
                round(bbox.top),
                round(bbox.right),
                round(bbox.bottom)
            ]),
        );
    }
    Json::Object(map)
}
