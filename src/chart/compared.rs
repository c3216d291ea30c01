//! Comparisons as charts.

use crate::chart::model::{Break, Cell, Chart, Line, Note, Source, Target};
use crate::chart::words;
use crate::compare::{By, Comparison, Point, Row};
use crate::record::{Measure, Sex};
use std::collections::{BTreeMap, BTreeSet};

/// One line of a comparison: whose figures, and of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'c> {
    id: &'c str,
    name: &'c str,
    sex: Option<Sex>,
}

/// A chart for each comparison. `targets` are comparisons of the same query with the body's own and the city's
/// target as their measure; those that fit are drawn with it.
pub fn charts(comparisons: &[Comparison], targets: &[Comparison]) -> Vec<Chart> {
    let each = comparisons.iter();
    each.map(|comparison| {
        let is_same = |other: &&Comparison| {
            (&other.series_id, &other.unit) == (&comparison.series_id, &comparison.unit)
                && other.measure != comparison.measure
        };
        chart(comparison, &targets.iter().filter(is_same).collect::<Vec<_>>())
    })
    .collect()
}

fn chart(comparison: &Comparison, targets: &[&Comparison]) -> Chart {
    let by_body = is_by_body(comparison);
    let lines = lines(comparison, by_body);
    let has_sexes = lines.iter().any(|(key, _)| key.sex != lines[0].0.sex);
    let targets = targets
        .iter()
        .flat_map(|other| self::targets(other, &lines, by_body, has_sexes));
    let is_city = comparison.measure == Measure::CityTarget;
    Chart {
        title: comparison.title.clone(),
        unit: Some(comparison.unit.clone()).filter(|unit| !unit.is_empty()),
        targets: targets.collect(),
        breaks: breaks(comparison),
        notes: notes(comparison),
        facts: facts(comparison),
        lines: named(&lines, has_sexes)
            .into_iter()
            .zip(&lines)
            .map(|(name, (_, rows))| Line {
                name: if is_city { words::of_city(&name) } else { name },
                cells: cells(rows),
            })
            .collect(),
    }
}

/// Whether bodies are told apart, and not only districts: asked for, or several bodies of one district have a
/// figure of the same year.
fn is_by_body(comparison: &Comparison) -> bool {
    let mut seen = BTreeSet::new();
    comparison.by == By::Organisation
        || comparison
            .rows
            .iter()
            .any(|row| !row.district.is_empty() && !seen.insert((&row.district_id, row.year, row.sex)))
}

/// The lines in the order of their first rows.
fn lines(comparison: &Comparison, by_body: bool) -> Vec<(Key<'_>, Vec<&Row>)> {
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut lines: Vec<(Key<'_>, Vec<&Row>)> = Vec::new();
    for row in &comparison.rows {
        let key = key(row, by_body);
        let at = *places.entry(key).or_insert_with(|| {
            lines.push((key, Vec::new()));
            lines.len() - 1
        });
        lines[at].1.push(row);
    }
    for (_, rows) in &mut lines {
        rows.sort_by_key(|row| row.year);
        // One value a year: a second one would be drawn over the first.
        rows.dedup_by_key(|row| row.year);
    }
    lines
}

fn key(row: &Row, by_body: bool) -> Key<'_> {
    let (id, name) = if by_body || row.district.is_empty() {
        (row.organisation_id.as_str(), row.organisation.as_str())
    } else {
        (row.district_id.as_str(), row.district.as_str())
    };
    Key {
        id,
        name,
        sex: row.sex,
    }
}

/// The names of lines; where two bodies have one name, with their districts.
fn named(lines: &[(Key<'_>, Vec<&Row>)], has_sexes: bool) -> Vec<String> {
    let is_shared = |key: &Key<'_>| {
        lines
            .iter()
            .any(|(other, _)| other.name == key.name && other.id != key.id)
    };
    let one = |(key, rows): &(Key<'_>, Vec<&Row>)| {
        let district = rows.first().map_or("", |row| row.district.as_str());
        let name = match key.name {
            "" => words::NO_BODY.to_owned(),
            name if is_shared(key) && !district.is_empty() => format!("{name} ({district})"),
            name => name.to_owned(),
        };
        match has_sexes {
            true => format!("{name}, {}", words::sex(key.sex)),
            false => name,
        }
    };
    lines.iter().map(one).collect()
}

fn targets(
    comparison: &Comparison,
    lines: &[(Key<'_>, Vec<&Row>)],
    by_body: bool,
    has_sexes: bool,
) -> Vec<Target> {
    let is_city = comparison.measure == Measure::CityTarget;
    let own = self::lines(comparison, by_body).into_iter();
    let targets = own.filter_map(|(key, rows)| {
        let line = lines
            .iter()
            .position(|(other, _)| (other.id, other.sex) == (key.id, key.sex));
        if !is_city && line.is_none() || rows.iter().all(|row| row.value.is_none()) {
            return None;
        }
        let measure = words::measure(comparison.measure);
        let told_by_line = !is_city || !has_sexes;
        Some(Target {
            name: match told_by_line {
                true => measure.to_owned(),
                false => format!("{measure}, {}", words::sex(key.sex)),
            },
            line: line.filter(|_| !is_city),
            // Why a target is missing is not what was asked.
            cells: cells(&rows)
                .into_iter()
                .filter(|cell| cell.value.is_some())
                .collect(),
        })
    });
    targets.collect()
}

fn cells(rows: &[&Row]) -> Vec<Cell> {
    let one = |row: &&Row| Cell {
        year: row.year,
        value: row.value,
        unit: None,
        sources: row.documents.iter().map(source).collect(),
        reason: row.reason.clone(),
        note: row.note.clone(),
        is_doubtful: row.is_doubtful,
    };
    rows.iter().map(one).collect()
}

fn source(point: &Point) -> Source {
    Source {
        document_id: point.document_id.clone(),
        source: point.source.clone(),
        label: point.report.clone(),
        page: point.page.parse().ok(),
        line: point.line.parse().ok(),
        raw: point.raw.clone(),
    }
}

fn breaks(comparison: &Comparison) -> Vec<Break> {
    let dated = comparison.breaks.iter().filter_map(|note| {
        Some(Break {
            year: note.year?,
            note: note.text.clone(),
        })
    });
    dated.collect()
}

fn notes(comparison: &Comparison) -> Vec<Note> {
    let undated = comparison.breaks.iter().filter(|note| note.year.is_none());
    let told = undated.chain(&comparison.notes).map(|note| Note {
        is_warning: false,
        text: match note.year {
            Some(year) => format!("{year}: {}", note.text),
            None => note.text.clone(),
        },
    });
    told.collect()
}

/// What was asked, as far as the values tell.
fn facts(comparison: &Comparison) -> Vec<(String, String)> {
    let reports: BTreeSet<&str> = comparison
        .rows
        .iter()
        .filter(|row| row.value.is_some())
        .map(|row| row.doc_type.word())
        .collect();
    let reports: Vec<&str> = reports.into_iter().collect();
    let mut facts = vec![(words::MEASURE, words::measure(comparison.measure).to_owned())];
    if !reports.is_empty() {
        facts.push((words::REPORTS, reports.join(", ")));
    }
    if comparison.is_share {
        facts.push((words::KIND, words::SHARE.to_owned()));
    }
    facts
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
