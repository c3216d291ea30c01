//! Series of indicators, and how much of them there is.

use super::Wanted;
use crate::compare::{Known, Map, about};
use crate::grammar::Grammar;
use crate::panel::{Folder, Record};
use crate::record::{DocType, Measure, Sex, outcome_part};
use crate::trace::Error;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A series, and how much of it there is.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Its id.
    pub series_id: String,
    /// Its name in the register, else the one that stands most often.
    pub name: String,
    /// How many names are printed.
    pub names: usize,
    /// Units as printed.
    pub units: BTreeSet<String>,
    /// Documents with a figure.
    pub documents: BTreeSet<String>,
    /// Bodies with an outcome, by year.
    pub years: BTreeMap<i32, BTreeSet<String>>,
    /// Years with an outcome of the district: its committee's, or that of a breakdown row with its name.
    pub districts: BTreeMap<String, BTreeSet<i32>>,
    /// Years with an outcome, by the names of bodies that are no district's committee.
    pub others: BTreeMap<String, BTreeSet<i32>>,
    /// Figures by measure.
    pub measures: BTreeMap<Measure, usize>,
    /// Figures by whom they are about, where not all.
    pub sexes: BTreeMap<Sex, usize>,
    /// Outcomes by the part of the year: `VB` for the year, `-` where a year has no annual report yet.
    pub parts: BTreeMap<String, usize>,
}

/// The columns of [`indicator_rows`], and what each holds.
pub const INDICATOR_COLUMNS: &[(&str, &str)] = &[
    ("series_id", "text"),
    ("name", "text"),
    ("names", "text"),
    ("unit", "text"),
    ("first_outcome_year", "integer"),
    ("last_outcome_year", "integer"),
    ("outcome_years", "integer"),
    ("bodies", "integer"),
    ("districts", "integer"),
    ("documents", "integer"),
    ("utfall", "integer"),
    ("prognos", "integer"),
    ("årsmål", "integer"),
    ("kf_årsmål", "integer"),
    ("kvinnor", "integer"),
    ("män", "integer"),
    ("periods", "text"),
    ("by_year", "text"),
    ("by_district", "text"),
    ("by_other_body", "text"),
];

/// What stands for the part of the year of an outcome under a year that has no annual report yet.
const EARLY: &str = "-";

const NEEDED: &[&str] = &[
    "document_id",
    "doc_type",
    "year",
    "breakdown",
    "measure",
    "sex",
    "value",
    "unit",
    "series_id",
    "organisation",
    "district_id",
    "organisation_id",
    "period_type",
    "period_year",
];

impl Held {
    /// Pairs of a body and a year with an outcome: what can be set beside each other.
    pub fn covered(&self) -> usize {
        self.years.values().map(BTreeSet::len).sum()
    }

    /// Bodies with an outcome.
    pub fn bodies(&self) -> usize {
        let all: BTreeSet<&String> = self.years.values().flatten().collect();
        all.len()
    }

    fn add(&mut self, row: &Record<'_>, measure: Measure, year: i32) {
        self.documents.insert(row.get("document_id").to_owned());
        self.units
            .extend(Some(row.get("unit").to_owned()).filter(|unit| !unit.is_empty()));
        *self.measures.entry(measure).or_default() += 1;
        if let Some(sex) = Sex::of(row.get("sex")) {
            *self.sexes.entry(sex).or_default() += 1;
        }
        if measure != Measure::Outcome {
            return;
        }
        let report = (DocType::of(row.get("doc_type")), row.get("year").parse().ok());
        let part = outcome_part(row.get("period_type"), report, year).unwrap_or(EARLY);
        *self.parts.entry(part.to_owned()).or_default() += 1;
        let bodies = self.years.entry(year).or_default();
        bodies.insert(row.get("organisation_id").to_owned());
    }

    /// Credits the year of an outcome to whom it is about, as a comparison would.
    fn credit(&mut self, row: &Record<'_>, year: i32, (grammar, map): (&Grammar, &Map)) {
        let Some((area, _)) = about(grammar, row.get("breakdown"), Sex::of(row.get("sex"))) else {
            return;
        };
        let id = row.get("organisation_id");
        let district = area.map_or_else(|| map.of_body(id), |id| map.get(id));
        let name = match (district, row.get("organisation")) {
            (Some(district), _) => {
                let years = self.districts.entry(district.name.clone()).or_default();
                years.insert(year);
                return;
            }
            (None, "") => id,
            (None, name) => name,
        };
        self.others.entry(name.to_owned()).or_default().insert(year);
    }
}

/// The series of a folder, the ones with most years and bodies first.
pub fn indicators(folder: &Folder, grammar: &Grammar, wanted: &Wanted) -> Result<Vec<Held>, Error> {
    let known: HashMap<String, Known> = Known::all(folder, grammar)?
        .into_iter()
        .map(|known| (known.id.clone(), known))
        .collect();
    let is_asked = |id: &str| !wanted.is_own || grammar.registers.series.get(id).is_none();
    let is_named = |id: &str| {
        known.get(id).is_some_and(|known| {
            wanted.has_words(&known.name) || known.names.keys().any(|name| wanted.has_words(name))
        })
    };
    let map = Map::of(&grammar.registers);
    let mut held: BTreeMap<String, Held> = BTreeMap::new();
    folder.counted_rows("observations", NEEDED, |row| {
        let id = row.get("series_id");
        let year = row.get("period_year").parse::<i32>();
        let (Some(measure), Ok(year)) = (Measure::of(row.get("measure")), year) else {
            return;
        };
        let kind = DocType::of(row.get("doc_type"));
        let is_wanted = wanted.has_year(year)
            && wanted.has_district(row.get("district_id"))
            && kind.is_none_or(|kind| wanted.has_report(kind));
        if row.number("value").is_some() && is_wanted && is_asked(id) && is_named(id) {
            let held = held.entry(id.to_owned()).or_default();
            held.add(row, measure, year);
            if measure == Measure::Outcome {
                held.credit(row, year, (grammar, &map));
            }
        }
    })?;
    let mut held: Vec<Held> = held
        .into_iter()
        .map(|(id, held)| Held {
            name: known
                .get(&id)
                .map_or_else(|| id.clone(), |known| known.name.clone()),
            names: known.get(&id).map_or(0, |known| known.names.len()),
            series_id: id,
            ..held
        })
        .collect();
    held.sort_by(|one, other| {
        let order = |held: &Held| (Reverse(held.covered()), Reverse(held.documents.len()));
        (order(one), &one.name, &one.series_id).cmp(&(order(other), &other.name, &other.series_id))
    });
    Ok(held)
}

/// A row for each series, in the order of [`INDICATOR_COLUMNS`].
pub fn indicator_rows(held: &[Held]) -> Vec<Vec<String>> {
    held.iter().map(row).collect()
}

fn row(held: &Held) -> Vec<String> {
    let year =
        |year: Option<(&i32, &BTreeSet<String>)>| year.map_or(String::new(), |(year, _)| year.to_string());
    let measured = |measure| held.measures.get(&measure).copied().unwrap_or(0).to_string();
    let about = |sex| held.sexes.get(&sex).copied().unwrap_or(0).to_string();
    let units: Vec<&str> = held.units.iter().map(String::as_str).collect();
    vec![
        held.series_id.clone(),
        held.name.clone(),
        held.names.to_string(),
        units.join(" | "),
        year(held.years.first_key_value()),
        year(held.years.last_key_value()),
        held.years.len().to_string(),
        held.bodies().to_string(),
        held.districts.len().to_string(),
        held.documents.len().to_string(),
        measured(Measure::Outcome),
        measured(Measure::Forecast),
        measured(Measure::Target),
        measured(Measure::CityTarget),
        about(Sex::Women),
        about(Sex::Men),
        joined(held.parts.iter().map(|(part, count)| (part.clone(), *count))),
        joined(
            held.years
                .iter()
                .map(|(year, bodies)| (year.to_string(), bodies.len())),
        ),
        joined(spans(&held.districts)),
        joined(spans(&held.others)),
    ]
}

/// Names with the number of their years.
fn spans(years: &BTreeMap<String, BTreeSet<i32>>) -> impl Iterator<Item = (String, usize)> {
    years.iter().map(|(name, years)| (name.clone(), years.len()))
}

/// Names with their counts: `2018 5 | 2019 6`.
fn joined(counts: impl Iterator<Item = (String, usize)>) -> String {
    let told = counts.map(|(name, count)| match name.as_str() {
        "" => format!("- {count}"),
        name => format!("{name} {count}"),
    });
    told.collect::<Vec<_>>().join(" | ")
}
