//! Series that figures prove to be one: what a report calls last year's outcome is the outcome that last year's report
//! gave under another name.
//!
//! Takes: the figures of a run. Gives: pairs of series with how many figures could be compared and how many are equal.
//! Never: compares names, holds more than the figures of one body at a time.

use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// So many equal figures, and so many different ones among them, are no coincidence.
const ENOUGH: usize = 3;
/// Of a hundred figures that can be compared, so many must be equal: reports correct a few.
const SHARE: usize = 80;

/// Outcomes of whole years in annual reports, with the year of the report: one body after the other.
const SELECT: &str = "
    SELECT body, year, sex, CAST(substr(report, 4) AS INTEGER), series, value, unit FROM figures
    WHERE measure = 'utfall' AND breakdown = '' AND part = 'VB' AND doubtful = '' AND substr(report, 1, 3) = 'VB '
    ORDER BY body, rowid";

/// How many figures of two series could be compared, and how many were equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Proof {
    pub(super) compared: usize,
    pub(super) equal: usize,
}

/// A series of a year and the series under which the next year's report tells of that year.
pub(super) type Proven = BTreeMap<(String, String), Proof>;

/// A year and whom the figure is about.
type Time = (i32, String);
/// The figures of each series: number and unit.
type Figures = BTreeMap<String, BTreeSet<(String, String)>>;

/// Takes two series and the figure that both have, where they have one.
type Each<'e> = dyn FnMut((&str, &str), Option<&str>) + 'e;

/// What the reports of one body print.
#[derive(Debug, Default)]
struct Body {
    /// Of their own year.
    own: BTreeMap<Time, Figures>,
    /// Of the year before.
    back: BTreeMap<Time, Figures>,
}

impl Body {
    /// Calls `each` with every two series that may be one: the first is of a year and goes on in neither the column that
    /// looks back nor the next year's own; the second looks back and is not of that year.
    fn pairs(&self, each: &mut Each<'_>) {
        for (time, back) in &self.back {
            let Some(own) = self.own.get(time) else { continue };
            let next = self.own.get(&(time.0 + 1, time.1.clone()));
            let goes_on = |series: &String| {
                back.contains_key(series) || next.is_some_and(|next| next.contains_key(series))
            };
            for (one, before) in own.iter().filter(|(series, _)| !goes_on(series)) {
                for (other, after) in back.iter().filter(|(series, _)| !own.contains_key(*series)) {
                    let equal = before.intersection(after).next();
                    each((one, other), equal.map(|(value, _)| value.as_str()));
                }
            }
        }
    }
}

/// The pairs that the figures prove.
pub(super) fn proven(figures: &Connection) -> rusqlite::Result<Proven> {
    let mut equal: BTreeMap<(String, String), (usize, BTreeSet<String>)> = BTreeMap::new();
    bodies(figures, &mut |body| {
        body.pairs(&mut |(one, other), value| {
            if let Some(value) = value {
                let (count, values) = equal.entry((one.to_owned(), other.to_owned())).or_default();
                *count += 1;
                if values.len() < ENOUGH {
                    values.insert(value.to_owned());
                }
            }
        });
    })?;
    let mut found: Proven = equal
        .into_iter()
        .filter(|(_, (count, values))| *count >= ENOUGH && values.len() >= ENOUGH)
        .map(|(pair, (count, _))| {
            let proof = Proof {
                compared: 0,
                equal: count,
            };
            (pair, proof)
        })
        .collect();
    if found.is_empty() {
        return Ok(found);
    }
    bodies(figures, &mut |body| {
        body.pairs(&mut |(one, other), _| {
            if let Some(proof) = found.get_mut(&(one.to_owned(), other.to_owned())) {
                proof.compared += 1;
            }
        });
    })?;
    found.retain(|_, proof| proof.equal * 100 >= proof.compared * SHARE);
    Ok(found)
}

/// Calls `each` with the figures of every body.
fn bodies(figures: &Connection, each: &mut dyn FnMut(&Body)) -> rusqlite::Result<()> {
    let mut select = figures.prepare(SELECT)?;
    let mut rows = select.query([])?;
    let mut name: Option<String> = None;
    let mut body = Body::default();
    while let Some(row) = rows.next()? {
        if name.as_deref() != Some(row.get_ref(0)?.as_str()?) {
            each(&std::mem::take(&mut body));
            name = Some(row.get(0)?);
        }
        let (year, report): (i32, i32) = (row.get(1)?, row.get(3)?);
        let side = match report - year {
            0 => &mut body.own,
            1 => &mut body.back,
            _ => continue,
        };
        let series = side.entry((year, row.get(2)?)).or_default();
        let figures = series.entry(row.get(4)?).or_default();
        figures.insert((row.get(5)?, row.get(6)?));
    }
    each(&body);
    Ok(())
}
