//! A document as one nested JSON value.

use super::Document;
use super::rows::rounded;
use crate::record::{
    Activity, Cell, Check, Column, Goal, Head, Indicator, Observation, Report, Table, Value, ValueStatus,
};
use crate::trace::Place;
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;
use std::hash::Hash;

/// The document as JSON: document, later reports of the file, goals (nested), tables, sections, diagnostics, furniture, account.
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
    json!({
        "document": facts,
        "later_reports": report.later.iter().map(|part| {
            let mut facts = head(&part.head);
            facts.insert("place".into(), place(part.place));
            facts
        }).collect::<Vec<_>>(),
        "goals": goals(&index, None),
        "tables": report.tables.iter().map(|table| table_json(&index, table)).collect::<Vec<_>>(),
        "sections": report.sections.iter().map(|section| json!({
            "section_id": section.id,
            "paragraph": section.paragraph,
            "goal_id": section.goal,
            "heading": section.heading,
            "name": section.name,
            "text": section.text,
            "place": place(section.place),
        })).collect::<Vec<_>>(),
        "furniture": report.furniture.iter().map(|furniture| json!({
            "kind": furniture.kind,
            "text": furniture.text,
            "place": place(furniture.place),
        })).collect::<Vec<_>>(),
        "account": {
            "lines": report.lines,
            "claimed": report.account,
        },
        "diagnostics": document.diagnostics.iter().map(|diagnostic| json!({
            "severity": diagnostic.severity().name(),
            "code": diagnostic.code.name(),
            "message": diagnostic.message,
            "place": place(diagnostic.place),
            "raw": diagnostic.raw,
        })).collect::<Vec<_>>(),
    })
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
    }))
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
fn goals(index: &Index<'_>, parent: Option<&str>) -> Vec<Json> {
    // A parent always stands before its goals, so that the nesting ends.
    under(&index.goals, parent)
        .iter()
        .map(|goal| {
            json!({
                "goal_id": goal.id,
                "level": goal.level.word(),
                "number": goal.number,
                "title": goal.title,
                "kf_goal_id": goal.kf_goal,
                "fulfilment": goal.fulfilment.map(|fulfilment| fulfilment.word()),
                "fulfilment_raw": goal.fulfilment_raw,
                "fulfilment_evidence": goal.evidence,
                "place": place(goal.place),
                "tables": under(&index.tables, Some(goal.id.as_str())),
                "goals": goals(index, Some(&goal.id)),
            })
        })
        .collect()
}

fn table_json(index: &Index<'_>, table: &Table) -> Json {
    let mut json = json!({
        "table_id": table.id,
        "goal_id": table.goal,
        "kind": table.kind.word(),
        "caption": table.caption,
        "unit": table.unit,
        "unit_from": table.unit_from,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "place": place(table.place),
        "page_last": table.page_last,
    });
    let indicators: Vec<Json> = under(&index.indicators, table.id.as_str())
        .iter()
        .map(|indicator| {
            json!({
                "indicator_id": indicator.id,
                "name": indicator.name,
                "series_id": indicator.series.as_ref().map(|series| &series.id),
                "series_match": indicator.series.as_ref().map(|series| series.matched.word()),
                "status": indicator.status.map(|status| status.word()),
                "status_evidence": indicator.evidence,
                "comment": indicator.comment,
                "places": indicator.places.iter().copied().map(place).collect::<Vec<_>>(),
                "observations": indicator.observations.iter().map(|found| observation(found, Some(*indicator))).collect::<Vec<_>>(),
            })
        })
        .collect();
    let activities: Vec<Json> = under(&index.activities, table.id.as_str())
        .iter()
        .map(|activity| {
            json!({
                "activity_id": activity.id,
                "name": activity.name,
                "start": activity.start,
                "end": activity.end,
                "deviation": activity.deviation,
                "comment": activity.comment,
                "places": activity.places.iter().copied().map(place).collect::<Vec<_>>(),
            })
        })
        .collect();
    let status = table.statuses();
    let rows: Vec<Json> = table
        .rows
        .iter()
        .map(|row| {
            json!({
                "label": row.label,
                "role": row.role.word(),
                "parent": row.parent,
                "cells": row.cells.iter().enumerate().map(|(column, cell)| {
                    cell.as_ref().map(|cell| value(cell, status(row, column, cell)))
                }).collect::<Vec<_>>(),
                "columns_uncertain": row.is_uncertain,
                "place": place(row.place),
            })
        })
        .collect();
    let checks: Vec<Json> = under(&index.checks, table.id.as_str())
        .iter()
        .map(|found| check(found))
        .collect();
    if let Json::Object(object) = &mut json {
        for (name, list) in [
            ("indicators", indicators),
            (
                "values_without_row",
                table.loose.iter().map(|found| observation(found, None)).collect(),
            ),
            ("activities", activities),
            ("rows", rows),
            ("checks", checks),
        ] {
            if !list.is_empty() {
                object.insert(name.into(), Json::Array(list));
            }
        }
    }
    json
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
    json!({
        "relation": check.relation.word(),
        "indicator_id": check.indicator,
        "cell": cell(&check.cell),
        "terms": check.terms.iter().map(cell).collect::<Vec<_>>(),
        "formula": check.formula,
        "printed": check.printed.to_string(),
        "computed": rounded(check.computed),
        "tolerance": rounded(check.tolerance),
        "holds": check.holds(),
        "place": place(check.place),
    })
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
