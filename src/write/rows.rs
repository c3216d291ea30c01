//! A document becomes the rows of every file, in the order of the schema.

use super::{Document, schema};
use crate::record::{Indicator, Measure, Observation, TableKind, Value, ValueStatus, outcome_part};
use crate::trace::{Place, Severity};
use rust_decimal::Decimal;

/// The rows of one document: for every file of the schema its rows, for every row its fields.
pub type Rows = Vec<Vec<Vec<String>>>;

/// The rows of one document, in the order of the schema.
pub fn rows(document: &Document) -> Rows {
    schema::files_of_documents()
        .map(|file| match file.name {
            "documents" => vec![document_row(document)],
            "goals" => goals(document),
            "indicators" => indicators(document),
            "observations" => observations(document),
            "activities" => activities(document),
            "tables" => tables(document),
            "cells" => cells(document),
            "checks" => checks(document),
            "sections" => sections(document),
            _ => diagnostics(document),
        })
        .collect()
}

/// A row with the shared columns in front: the facts of the report in which the place stands.
fn shared(document: &Document, place: Place, fields: Vec<String>) -> Vec<String> {
    let head = document.report.head_at(place);
    let mut row = vec![
        document.id().to_owned(),
        head.doc_type.map_or("", |kind| kind.word()).to_owned(),
        shown(head.year),
        head.organisation.clone().unwrap_or_default(),
        head.district.clone().unwrap_or_default(),
    ];
    row.extend(fields);
    row
}

/// The ids of the report in which the place stands: district, organisation.
fn ids(document: &Document, place: Place) -> [String; 2] {
    let head = document.report.head_at(place);
    [
        shown(head.district_id.as_ref()),
        shown(head.organisation_id.as_ref()),
    ]
}

/// What kind of body reports at a place.
fn level(document: &Document, place: Place) -> String {
    let head = document.report.head_at(place);
    head.organisation_level
        .map_or("", |level| level.word())
        .to_owned()
}

/// The series of an indicator and how it was found.
fn series(indicator: Option<&Indicator>) -> [String; 2] {
    let series = indicator.and_then(|indicator| indicator.series.as_ref());
    series.map_or_else(Default::default, |series| {
        [series.id.clone(), series.matched.word().to_owned()]
    })
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

fn page(place: Place) -> String {
    shown(place.page)
}

fn line(place: Place) -> String {
    shown(place.line)
}

/// The sheet of a workbook that a place is in.
fn sheet(document: &Document, place: Place) -> String {
    let name = place.page.and_then(|page| document.report.sheets.get(&page));
    name.cloned().unwrap_or_default()
}

/// Sheet, how it was read, and how sure that is.
fn origin(document: &Document, place: Place, value: &Value) -> [String; 3] {
    let is_recognised = place
        .page
        .is_some_and(|page| document.report.recognised.contains(&page));
    let read_by = if is_recognised { "ocr" } else { "" };
    [
        sheet(document, place),
        read_by.to_owned(),
        shown(value.confidence),
    ]
}

fn number(value: &Value) -> String {
    shown(value.number)
}

fn doubtful(value: &Value) -> String {
    if value.is_doubtful { "true" } else { "" }.to_owned()
}

/// A computed figure with as many decimals as a reader can use.
pub(super) fn rounded(number: Decimal) -> String {
    const DECIMALS: u32 = 4;
    number.round_dp(DECIMALS).normalize().to_string()
}

fn document_row(document: &Document) -> Vec<String> {
    let report = &document.report;
    let head = &report.head;
    let observations = report.observations().len();
    let warnings = document
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() > Severity::Note)
        .count();
    let claimed: usize = report.account.values().sum();
    vec![
        document.id().to_owned(),
        document.source.clone(),
        document.sha256.clone(),
        document.format.to_owned(),
        document.status.word().to_owned(),
        head.doc_type.map_or("", |kind| kind.word()).to_owned(),
        shown(head.year),
        head.organisation.clone().unwrap_or_default(),
        head.organisation_level
            .map_or("", |level| level.word())
            .to_owned(),
        head.district.clone().unwrap_or_default(),
        head.diarienummer.clone().unwrap_or_default(),
        head.document_date.clone().unwrap_or_default(),
        head.title.clone().unwrap_or_default(),
        shown(document.pages),
        report.goals.len().to_string(),
        report.indicators.len().to_string(),
        observations.to_string(),
        report.activities.len().to_string(),
        report.tables.len().to_string(),
        warnings.to_string(),
        document.error.clone().unwrap_or_default(),
        document.encoding.unwrap_or("").to_owned(),
        report.lines.to_string(),
        report.lines.saturating_sub(claimed).to_string(),
        shown(head.district_id.as_ref()),
        shown(head.organisation_id.as_ref()),
        shown(head.unit_kind.as_ref()),
        head.kind.clone().unwrap_or_default(),
        head.version.clone().unwrap_or_default(),
        // What it is to other documents is told when all are known.
        String::new(),
        String::new(),
        String::new(),
    ]
}

fn goals(document: &Document) -> Vec<Vec<String>> {
    let goals = document.report.goals.iter().enumerate();
    goals
        .map(|(at, goal)| {
            let mut fields = vec![
                goal.id.clone(),
                goal.parent.clone().unwrap_or_default(),
                (at + 1).to_string(),
                goal.level.word().to_owned(),
                goal.number.clone().unwrap_or_default(),
                goal.title.clone(),
                goal.fulfilment
                    .map_or("", |fulfilment| fulfilment.word())
                    .to_owned(),
                goal.fulfilment_raw.clone().unwrap_or_default(),
                page(goal.place),
                line(goal.place),
                shown(goal.kf_goal.as_ref()),
            ];
            fields.extend(ids(document, goal.place));
            shared(document, goal.place, fields)
        })
        .collect()
}

fn indicators(document: &Document) -> Vec<Vec<String>> {
    document
        .report
        .indicators
        .iter()
        .map(|indicator| {
            let place = indicator.places.first().copied().unwrap_or_default();
            let mut fields = vec![
                indicator.id.clone(),
                indicator.goal.clone().unwrap_or_default(),
                indicator.table.clone(),
                indicator.position.to_string(),
                indicator.name.clone(),
                indicator.status.map_or("", |status| status.word()).to_owned(),
                indicator.comment.clone().unwrap_or_default(),
                page(place),
                line(place),
                indicator.evidence.clone().unwrap_or_default(),
            ];
            fields.extend(series(Some(indicator)));
            fields.extend(ids(document, place));
            fields.push(indicator.group.clone().unwrap_or_default());
            shared(document, place, fields)
        })
        .collect()
}

fn observations(document: &Document) -> Vec<Vec<String>> {
    document
        .report
        .observations()
        .into_iter()
        .map(|(table, indicator, observation)| {
            let Observation {
                breakdown,
                measure,
                sex,
                period,
                time: _,
                column,
                value,
                place,
            } = observation;
            let (part, year) = time(document, observation);
            let mut fields = vec![
                indicator.map_or(String::new(), |indicator| indicator.id.clone()),
                table.goal.clone().unwrap_or_default(),
                indicator.map_or(String::new(), |indicator| indicator.name.clone()),
                breakdown.clone().unwrap_or_default(),
                measure.clone().unwrap_or_default(),
                sex.map_or("", |sex| sex.word()).to_owned(),
                period.clone().unwrap_or_default(),
                value.raw.clone(),
                number(value),
                value.unit.clone().unwrap_or_default(),
                value.qualifier.clone().unwrap_or_default(),
                page(*place),
                line(*place),
                column.clone().unwrap_or_default(),
                table.id.clone(),
                doubtful(value),
            ];
            fields.extend(series(indicator));
            fields.extend(ids(document, *place));
            fields.extend([part, year]);
            fields.push(observation.status(indicator).word().to_owned());
            fields.push(level(document, *place));
            fields.extend(origin(document, *place, value));
            shared(document, *place, fields)
        })
        .collect()
}

/// The part of a year and the year that a figure is about: what the period says, else the report's own. An outcome of
/// a whole year that is over is the annual report's, whether `VB 2012` or only `2012` is printed.
fn time(document: &Document, observation: &Observation) -> (String, String) {
    let Some(measure) = observation.measure.as_deref().and_then(Measure::of) else {
        return Default::default();
    };
    let head = document.report.head_at(observation.place);
    let told = observation.time.clone().unwrap_or_default();
    let year = told.year.or(head.year);
    let part = match measure {
        Measure::Outcome => match (told.part, year) {
            (None, _) => head.doc_type.map(|kind| kind.word().to_owned()),
            (Some(part), None) => Some(part),
            (Some(part), Some(about)) => {
                outcome_part(&part, (head.doc_type, head.year), about).map(str::to_owned)
            }
        },
        Measure::Forecast | Measure::Target | Measure::CityTarget => None,
        Measure::Period | Measure::Frequency => return Default::default(),
    };
    (part.unwrap_or_default(), shown(year))
}

fn activities(document: &Document) -> Vec<Vec<String>> {
    document
        .report
        .activities
        .iter()
        .map(|activity| {
            let place = activity.places.first().copied().unwrap_or_default();
            let fields = vec![
                activity.id.clone(),
                activity.goal.clone().unwrap_or_default(),
                activity.name.clone(),
                activity.start.clone().unwrap_or_default(),
                activity.end.clone().unwrap_or_default(),
                activity.deviation.clone().unwrap_or_default(),
                activity.comment.clone().unwrap_or_default(),
                page(place),
                line(place),
                activity.table.clone(),
            ];
            shared(document, place, fields)
        })
        .collect()
}

fn tables(document: &Document) -> Vec<Vec<String>> {
    document
        .report
        .tables
        .iter()
        .map(|table| {
            let fields = vec![
                table.id.clone(),
                table.goal.clone().unwrap_or_default(),
                table.kind.word().to_owned(),
                table.caption.clone().unwrap_or_default(),
                table.unit.clone().unwrap_or_default(),
                table.row_count.to_string(),
                table.columns.len().to_string(),
                page(table.place),
                shown(table.page_last),
                line(table.place),
                table.unit_from.unwrap_or("").to_owned(),
                sheet(document, table.place),
            ];
            shared(document, table.place, fields)
        })
        .collect()
}

fn cells(document: &Document) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for table in &document.report.tables {
        if matches!(table.kind, TableKind::Indicators | TableKind::Activities) {
            continue;
        }
        let status = table.statuses();
        for (at, row) in table.rows.iter().enumerate() {
            let mut push = |column: usize, value: &Value, status: ValueStatus| {
                let is_told = !row.is_uncertain || column == 1;
                let header = table.columns.get(column - 1).filter(|_| is_told);
                let header = header.cloned().unwrap_or_default();
                // The unit of the table is that of its money; a share or a count has its own.
                let unit = value.unit.clone().or_else(|| {
                    let is_money = value.amount_sek.is_some();
                    table.unit.clone().filter(|_| is_money)
                });
                let fields = vec![
                    table.id.clone(),
                    table.kind.word().to_owned(),
                    (at + 1).to_string(),
                    if is_told {
                        column.to_string()
                    } else {
                        String::new()
                    },
                    row.label.clone(),
                    row.role.word().to_owned(),
                    row.parent.clone().unwrap_or_default(),
                    header.label,
                    header.measure.or_else(|| row.measure.clone()).unwrap_or_default(),
                    header.period.or_else(|| row.period.clone()).unwrap_or_default(),
                    value.raw.clone(),
                    number(value),
                    unit.unwrap_or_default(),
                    page(row.place),
                    line(row.place),
                    shown(value.amount_sek),
                    doubtful(value),
                    status.word().to_owned(),
                    level(document, row.place),
                ];
                let fields = fields
                    .into_iter()
                    .chain(origin(document, row.place, value))
                    .collect();
                rows.push(shared(document, row.place, fields));
            };
            let label = Value {
                raw: row.label.clone(),
                ..Value::default()
            };
            if row.cells.iter().all(Option::is_none) && !row.label.is_empty() {
                push(1, &label, ValueStatus::Words);
            }
            for (column, value) in row.cells.iter().enumerate() {
                if let Some(value) = value {
                    push(column + 2, value, status(row, column, value));
                }
            }
        }
    }
    rows
}

fn checks(document: &Document) -> Vec<Vec<String>> {
    document
        .report
        .checks
        .iter()
        .map(|check| {
            let fields = vec![
                check.table.clone(),
                check.relation.word().to_owned(),
                check.cell.row.to_string(),
                check.cell.column.to_string(),
                check.printed.to_string(),
                rounded(check.computed),
                rounded(check.difference()),
                rounded(check.tolerance),
                check.holds().to_string(),
                page(check.place),
                line(check.place),
                check.row_label.clone(),
                check.column_label.clone(),
                check.formula.clone(),
                check.indicator.clone().unwrap_or_default(),
                check.sentence(),
            ];
            shared(document, check.place, fields)
        })
        .collect()
}

fn sections(document: &Document) -> Vec<Vec<String>> {
    document
        .report
        .sections
        .iter()
        .map(|section| {
            let fields = vec![
                section.id.clone(),
                section.goal.clone().unwrap_or_default(),
                section.heading.clone(),
                section.name.clone().unwrap_or_default(),
                section.text.replace('\n', " | "),
                page(section.place),
                line(section.place),
                section.paragraph.to_string(),
            ];
            shared(document, section.place, fields)
        })
        .collect()
}

fn diagnostics(document: &Document) -> Vec<Vec<String>> {
    document
        .diagnostics
        .iter()
        .map(|diagnostic| {
            vec![
                document.id().to_owned(),
                document.source.clone(),
                diagnostic.severity().name().to_owned(),
                diagnostic.code.name().to_owned(),
                diagnostic.message.clone(),
                page(diagnostic.place),
                line(diagnostic.place),
                diagnostic.raw.clone(),
            ]
        })
        .collect()
}
