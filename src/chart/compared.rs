//! Comparisons as charts.

use crate::chart::model::{Break, Cell, Chart, Line, Note, Source, Target};
use crate::chart::words;
use crate::compare::{Comparison, Point, Row};
use crate::record::{Measure, Sex};
use std::collections::{BTreeMap, BTreeSet};

/// Whose figures, and of whom.
type Key<'c> = (&'c str, Option<Sex>);

/// The rows of one line.
type Rows<'c> = (Key<'c>, Vec<&'c Row>);

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
    let lines = lines(comparison);
    let has_sexes = lines.iter().any(|((_, sex), _)| *sex != lines[0].0.1);
    let targets = targets
        .iter()
        .flat_map(|other| self::targets(other, &lines, has_sexes));
    Chart {
        title: comparison.title.clone(),
        unit: Some(comparison.unit.clone()).filter(|unit| !unit.is_empty()),
        targets: targets.collect(),
        breaks: breaks(comparison),
        notes: notes(comparison),
        facts: facts(comparison),
        lines: lines.iter().map(|rows| line(rows, has_sexes)).collect(),
    }
}

/// The lines in the order of their first rows.
fn lines(comparison: &Comparison) -> Vec<Rows<'_>> {
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut lines: Vec<Rows<'_>> = Vec::new();
    for row in &comparison.rows {
        let key = (row.key(), row.sex);
        let at = *places.entry(key).or_insert_with(|| {
            lines.push((key, Vec::new()));
            lines.len() - 1
        });
        lines[at].1.push(row);
    }
    for (_, rows) in &mut lines {
        rows.sort_by_key(|row| row.year);
    }
    lines
}

fn line(((_, sex), rows): &Rows<'_>, has_sexes: bool) -> Line {
    let name = rows.first().map_or_else(String::new, |row| row.label());
    Line {
        name: match has_sexes {
            true => format!("{name}, {}", words::sex(*sex)),
            false => name.clone(),
        },
        body: name,
        cells: cells(rows),
    }
}

fn targets(comparison: &Comparison, lines: &[Rows<'_>], has_sexes: bool) -> Vec<Target> {
    let asked = lines.iter().flat_map(|(_, rows)| rows);
    let years: BTreeSet<i32> = asked.map(|row| row.year).collect();
    let is_city = comparison.measure == Measure::CityTarget;
    let measure = words::measure(comparison.measure);
    let own = self::lines(comparison).into_iter();
    let targets = own.filter_map(|(key, rows)| {
        let line = lines
            .iter()
            .position(|(other, _)| *other == key)
            .filter(|_| !is_city);
        // Of other years nothing was asked.
        let mut cells = cells(&rows);
        cells.retain(|cell| years.contains(&cell.year));
        let is_told = cells.iter().any(|cell| cell.value.is_some());
        if !is_told || !is_city && line.is_none() {
            return None;
        }
        let name = match is_city && has_sexes {
            true => format!("{measure}, {}", words::sex(key.1)),
            false => measure.clone(),
        };
        Some(Target { name, line, cells })
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
    let mut facts = vec![(words::MEASURE, words::measure(comparison.measure))];
    if !reports.is_empty() {
        facts.push((words::REPORTS, reports.join(", ")));
    }
    if comparison.is_share {
        facts.push((words::KIND, words::SHARE.said()));
    }
    facts
        .into_iter()
        .map(|(name, value)| (name.said(), value))
        .collect()
}
