//! Comparisons as tables of text, and as JSON.

use super::{By, Comparison, Point, Row};
use crate::record::{OrganisationLevel, Sex};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The columns of the long form, and what each holds.
pub const LONG: &[(&str, &str)] = &[
    ("series_id", "text"),
    ("series", "text"),
    ("district", "text"),
    ("organisation", "text"),
    ("year", "integer"),
    ("doc_type", "text"),
    ("measure", "text"),
    ("sex", "text"),
    ("value", "number"),
    ("unit", "text"),
    ("documents", "text"),
    ("reason", "text"),
    ("note", "text"),
    ("doubtful", "boolean"),
    ("source", "text"),
    ("document_count", "integer"),
    ("level", "text"),
    ("district_id", "text"),
    ("organisation_id", "text"),
    ("printed", "text"),
    ("places", "text"),
];

/// What joins several values in one field.
const BETWEEN: &str = " | ";

/// A row for every cell.
pub fn long(comparisons: &[Comparison]) -> Vec<Vec<String>> {
    let rows = comparisons.iter().flat_map(|comparison| &comparison.rows);
    rows.map(long_row).collect()
}

fn long_row(row: &Row) -> Vec<String> {
    let documents = documents(row);
    let points = |each: &dyn Fn(&Point) -> String| {
        let texts: Vec<String> = row.documents.iter().map(each).collect();
        texts.join(BETWEEN)
    };
    vec![
        row.series_id.clone(),
        row.series.clone(),
        row.district.clone(),
        row.organisation.clone(),
        row.year.to_string(),
        row.doc_type.word().to_owned(),
        row.measure.word().to_owned(),
        row.sex.map_or("", Sex::word).to_owned(),
        value(row),
        row.unit.clone(),
        documents.join(BETWEEN),
        row.reason.clone().unwrap_or_default(),
        row.note.clone().unwrap_or_default(),
        if row.is_doubtful { "true" } else { "" }.to_owned(),
        row.source.map_or("", super::Source::word).to_owned(),
        documents.len().to_string(),
        row.level.map_or("", OrganisationLevel::word).to_owned(),
        row.district_id.clone(),
        row.organisation_id.clone(),
        points(&|point| point.raw.clone()),
        points(&|point| place(point)),
    ]
}

fn value(row: &Row) -> String {
    row.value.map_or(String::new(), |value| value.to_string())
}

/// The ids of the documents behind a cell, each once.
fn documents(row: &Row) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for point in &row.documents {
        if !ids.contains(&point.document_id.as_str()) {
            ids.push(&point.document_id);
        }
    }
    ids
}

/// Where a figure stands, for people.
fn place(point: &Point) -> String {
    let mut text = format!("{} {}", point.source, point.report);
    let (page, line) = (crate::say!("place-page"), crate::say!("place-line"));
    for (word, number) in [(page, &point.page), (line, &point.line)] {
        if !number.is_empty() {
            text += &format!(", {word} {number}");
        }
    }
    text
}

/// The wide form: columns, each with what it holds, and rows.
pub type Wide = (Vec<(String, &'static str)>, Vec<Vec<String>>);

/// A row for each line, with the values beside each other: the years, by year the districts, by sex the sexes. What
/// must be known of a value stands in the last column, `caveats`. Empty cells are empty; the long form says why.
pub fn wide(comparisons: &[Comparison]) -> Wide {
    let by = comparisons
        .first()
        .map_or(By::District, |comparison| comparison.by);
    let rows: Vec<(&Comparison, &Row)> = comparisons
        .iter()
        .flat_map(|comparison| comparison.rows.iter().map(move |row| (comparison, row)))
        .collect();
    let mut across = BTreeSet::new();
    let mut positions = BTreeMap::new();
    let mut lines: Vec<WideRow> = Vec::new();
    for (comparison, row) in rows {
        let column = column(by, row);
        across.insert(column.clone());
        let fields = common(by, comparison, row);
        // Units of several districts have one name.
        let key = if by == By::Year { "" } else { row.key() };
        let at = *positions.entry((fields.clone(), key)).or_insert_with(|| {
            lines.push(WideRow {
                fields,
                cells: BTreeMap::new(),
                caveats: Vec::new(),
            });
            lines.len() - 1
        });
        if let Some(note) = row.note.as_deref().filter(|_| row.value.is_some()) {
            lines[at].caveats.push(format!("{column}: {note}"));
        }
        lines[at].cells.insert(column, value(row));
    }
    let first: &[&str] = match by {
        By::District | By::Organisation => {
            &["series_id", "series", "district", "organisation", "sex", "unit"]
        }
        By::Year => &["series_id", "series", "year", "sex", "unit"],
        By::Sex => &["series_id", "series", "district", "organisation", "year", "unit"],
    };
    let kind = |name: &str| if name == "year" { "integer" } else { "text" };
    let header = first
        .iter()
        .map(|name| ((*name).to_owned(), kind(name)))
        .chain(across.iter().map(|name| (name.clone(), "number")))
        .chain([("caveats".to_owned(), "text")]);
    let body = lines.into_iter().map(|line| {
        let cells = across
            .iter()
            .map(|column| line.cells.get(column).cloned().unwrap_or_default());
        let caveats = line.caveats.join(BETWEEN);
        line.fields.into_iter().chain(cells).chain([caveats]).collect()
    });
    (header.collect(), body.collect())
}

/// A row of the wide form while it is gathered.
struct WideRow {
    /// What stands in its first columns.
    fields: Vec<String>,
    /// Its values by what they stand under.
    cells: BTreeMap<String, String>,
    /// What must be known of them.
    caveats: Vec<String>,
}

/// What a cell stands under.
fn column(by: By, row: &Row) -> String {
    match by {
        By::District | By::Organisation => row.year.to_string(),
        By::Year => row.label(),
        By::Sex => row.sex.map_or("all", Sex::word).to_owned(),
    }
}

/// What a cell stands beside.
fn common(by: By, comparison: &Comparison, row: &Row) -> Vec<String> {
    let sex = row.sex.map_or("", Sex::word);
    let year = row.year.to_string();
    // A district's committee changes with its mergers, and is the same line.
    let label = row.label();
    let body = match (row.is_of_body(), row.district.is_empty()) {
        (true, true) => label.as_str(),
        (true, false) => row.organisation.as_str(),
        (false, _) => "",
    };
    let fields: Vec<&str> = match by {
        By::District | By::Organisation => vec![&row.district, body, sex],
        By::Year => vec![&year, sex],
        By::Sex => vec![&row.district, body, &year],
    };
    [row.series_id.as_str(), &row.series]
        .into_iter()
        .chain(fields)
        .chain([comparison.unit.as_str()])
        .map(str::to_owned)
        .collect()
}

/// Everything, for programs.
pub fn json(comparisons: &[Comparison]) -> Value {
    comparisons
        .iter()
        .map(|comparison| {
            let notes = |notes: &[super::Note]| {
                let notes = notes.iter();
                notes
                    .map(|note| json!({"year": note.year, "text": note.text}))
                    .collect::<Vec<_>>()
            };
            json!({
                "series_id": comparison.series_id,
                "series": comparison.title,
                "unit": comparison.unit,
                "is_share": comparison.is_share,
                "measure": comparison.measure.word(),
                "breaks": notes(&comparison.breaks),
                "notes": notes(&comparison.notes),
                "rows": comparison.rows.iter().map(row_json).collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn row_json(row: &Row) -> Value {
    let number = row
        .value
        .and_then(|value| value.to_string().parse::<serde_json::Number>().ok());
    json!({
        "district": row.district,
        "district_id": row.district_id,
        "organisation": row.organisation,
        "organisation_id": row.organisation_id,
        "level": row.level.map(OrganisationLevel::word),
        "year": row.year,
        "doc_type": row.doc_type.word(),
        "sex": row.sex.map(Sex::word),
        "value": number,
        "unit": row.unit,
        "source": row.source.map(super::Source::word),
        "doubtful": row.is_doubtful,
        "reason": row.reason,
        "note": row.note,
        "documents": row.documents.iter().map(|point| json!({
            "document_id": point.document_id,
            "source": point.source,
            "report": point.report,
            "indicator_id": point.indicator_id,
            "page": point.page.parse::<u32>().ok(),
            "line": point.line.parse::<u32>().ok(),
            "printed": point.raw,
        })).collect::<Vec<_>>(),
    })
}
