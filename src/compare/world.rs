//! What an output folder says of some series, in memory.

use super::Map;
use super::figure::{Printed, Texts};
use crate::grammar::{Grammar, slug};
use crate::panel::{Folder, Money, Record, body};
use crate::record::{DocType, Measure, Sex};
use crate::trace::Error;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// What an output folder says of some series.
#[derive(Debug)]
pub struct World<'g> {
    pub(super) grammar: &'g Grammar,
    pub(super) money: Money,
    /// The districts.
    pub map: Map,
    pub(super) series: BTreeMap<Rc<str>, Told>,
    pub(super) bodies: BTreeMap<Rc<str>, Body>,
    reports: BTreeSet<(Rc<str>, DocType, i32)>,
}

/// What is told of a series.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) figures: Vec<Printed>,
    /// Reports with figures whose column is not told.
    pub(super) uncertain: BTreeSet<(Rc<str>, DocType, i32)>,
    /// Documents of which no body, type or year is known.
    pub(super) homeless: BTreeSet<Rc<str>>,
}

/// A body that reports.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) name: String,
    pub(super) district: String,
    pub(super) district_id: String,
}

const OBSERVATIONS: &[&str] = &[
    "document_id",
    "doc_type",
    "year",
    "indicator_id",
    "name",
    "breakdown",
    "measure",
    "sex",
    "raw",
    "value",
    "unit",
    "qualifier",
    "page",
    "line",
    "doubtful",
    "series_id",
    "series_match",
    "organisation",
    "organisation_id",
    "period_type",
    "period_year",
];
const COVERAGE: &[&str] = &[
    "organisation",
    "district",
    "year",
    "doc_type",
    "status",
    "district_id",
    "organisation_id",
];

impl<'g> World<'g> {
    /// Reads the series that are wanted by their ids.
    pub fn read(folder: &Folder, grammar: &'g Grammar, wanted: &dyn Fn(&str) -> bool) -> Result<Self, Error> {
        let mut world = Self {
            grammar,
            money: Money::of(grammar),
            map: Map::of(&grammar.registers),
            series: BTreeMap::new(),
            bodies: BTreeMap::new(),
            reports: BTreeSet::new(),
        };
        let mut texts = Texts::default();
        let mut sources = HashMap::new();
        folder.rows("documents", &["document_id", "source"], |row| {
            let id = row.get("document_id").to_owned();
            sources.entry(id).or_insert_with(|| texts.one(row.get("source")));
        })?;
        folder.rows("coverage", COVERAGE, |row| world.report(row, &mut texts))?;
        folder.counted_rows("observations", OBSERVATIONS, |row| {
            if !row.get("series_id").is_empty() && wanted(row.get("series_id")) {
                world.observation(row, &sources, &mut texts);
            }
        })?;
        Ok(world)
    }

    /// The ids of the bodies that an id, a whole name or words of a name mean.
    pub fn organisations(&self, wanted: &str) -> Vec<String> {
        let name = wanted.to_lowercase();
        let words: Vec<&str> = name.split_whitespace().collect();
        let plain = slug(wanted);
        let all: Vec<(&str, String)> = self
            .bodies
            .iter()
            .map(|(id, body)| (&**id, body.name.to_lowercase()))
            .collect();
        let found = |is_meant: &dyn Fn(&str, &str) -> bool| {
            let ids = all.iter().filter(|(id, own)| is_meant(id, own));
            let ids: Vec<String> = ids.map(|(id, _)| (*id).to_owned()).collect();
            (!ids.is_empty()).then_some(ids)
        };
        found(&|id, _| id == wanted)
            .or_else(|| found(&|_, own| own == name))
            .or_else(|| found(&|_, own| !words.is_empty() && words.iter().all(|word| own.contains(word))))
            .or_else(|| found(&|_, own| !plain.is_empty() && slug(own).contains(&plain)))
            .unwrap_or_default()
    }

    /// The first and the last year whose districts the reports can have; none without a report.
    pub fn years_of_divisions(&self) -> Option<(i32, i32)> {
        let years = || self.reports.iter().map(|(_, _, year)| *year);
        let bodies = self.bodies.keys().filter_map(|id| self.map.of_body(id));
        let districts = bodies.map(|district| district.id.as_str()).collect();
        let reports = years().min().zip(years().max())?;
        Some(self.map.years_of_divisions(reports, &districts))
    }

    /// Whether there is a report.
    pub(super) fn has(&self, body: &str, kind: DocType, year: i32) -> bool {
        self.reports.contains(&(Rc::from(body), kind, year))
    }

    fn report(&mut self, row: &Record<'_>, texts: &mut Texts) {
        let (Some(kind), Ok(year)) = (DocType::of(row.get("doc_type")), row.get("year").parse()) else {
            return;
        };
        let id = texts.one(row.get("organisation_id"));
        // There are no documents where a report is missing.
        if row.get("status") == "present" {
            self.reports.insert((Rc::clone(&id), kind, year));
        }
        self.bodies.entry(id).or_insert_with(|| Body {
            name: row.get("organisation").to_owned(),
            district: row.get("district").to_owned(),
            district_id: row.get("district_id").to_owned(),
        });
    }

    fn observation(&mut self, row: &Record<'_>, sources: &HashMap<String, Rc<str>>, texts: &mut Texts) {
        let told = self.series.entry(texts.one(row.get("series_id"))).or_default();
        let body = body(row.get("organisation_id"), row.get("organisation"));
        let (Some(kind), Ok(year), false) = (
            DocType::of(row.get("doc_type")),
            row.get("year").parse(),
            body.is_empty(),
        ) else {
            told.homeless.insert(texts.one(row.get("document_id")));
            return;
        };
        let body = texts.one(&body);
        let Some(measure) = Measure::of(row.get("measure")) else {
            told.uncertain.insert((body, kind, year));
            return;
        };
        let Some((area, sex)) = about(self.grammar, row.get("breakdown"), Sex::of(row.get("sex"))) else {
            return;
        };
        let Ok(about) = row.get("period_year").parse() else {
            return;
        };
        told.figures.push(Printed {
            kind,
            year,
            body,
            area: area.map(|id| texts.one(id)),
            measure,
            sex,
            part: texts.one(row.get("period_type")),
            about,
            number: row.number("value"),
            unit: texts.one(row.get("unit")),
            qualifier: texts.one(row.get("qualifier")),
            is_inexact: is_inexact(self.grammar, row.get("qualifier")),
            is_doubtful: !row.get("doubtful").is_empty(),
            name: texts.one(row.get("name")),
            is_alias: row.get("series_match") == "alias",
            source: sources.get(row.get("document_id")).cloned().unwrap_or_default(),
            document: texts.one(row.get("document_id")),
            indicator: texts.one(row.get("indicator_id")),
            page: texts.one(row.get("page")),
            line: texts.one(row.get("line")),
            raw: texts.one(row.get("raw")),
        });
    }
}

/// Whether a qualifier says that the figure is a bound or an approximate value.
fn is_inexact(grammar: &Grammar, qualifier: &str) -> bool {
    let mut entries = grammar.qualifiers.entries.iter();
    entries.any(|entry| entry.fact("qualifier") == Some(qualifier) && entry.fact("inexact").is_some())
}

/// The district and the sex that a figure is about; none for an area that is no district.
pub(crate) fn about<'g>(
    grammar: &'g Grammar,
    label: &str,
    sex: Option<Sex>,
) -> Option<(Option<&'g str>, Option<Sex>)> {
    if label.is_empty() {
        return Some((None, sex));
    }
    let row = grammar.rows.whole(label).map(|entry| entry.id.as_str());
    match (row, sex) {
        (Some("men"), None) => Some((None, Some(Sex::Men))),
        (Some("women"), None) => Some((None, Some(Sex::Women))),
        _ => {
            let district = grammar.registers.district_named(label)?;
            Some((Some(&district.id), sex))
        }
    }
}
