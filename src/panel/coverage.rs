//! Which reports are there, and which are missing between the first and the last of their kind.

use super::Sink;
use super::fields::{Fields, body};
use crate::grammar::Grammar;
use crate::record::{DocType, OrganisationLevel, district_of};
use crate::trace::Error;
use crate::write::{Answer, Scope, files};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const TABLE: &str = "coverage";

/// The reports of a run: a few facts of each.
#[derive(Debug)]
pub(super) struct Coverage {
    grammar: Arc<Grammar>,
    tables: Vec<(&'static str, Fields)>,
    reports: BTreeMap<Body, BTreeMap<i32, BTreeSet<String>>>,
    names: BTreeMap<String, Names>,
}

/// A body and a kind of its reports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Body {
    organisation_id: String,
    kind: DocType,
}

/// How a body is called, and how often.
#[derive(Debug, Default)]
struct Names(BTreeMap<[String; 3], usize>);

impl Names {
    /// The name that most reports print; of several the first by the alphabet.
    fn most(&self) -> [String; 3] {
        let is_printed = |names: &[String; 3]| !names[0].is_empty();
        let best = self
            .0
            .iter()
            .rev()
            .max_by_key(|(names, count)| (is_printed(names), **count));
        best.map(|(names, _)| names.clone()).unwrap_or_default()
    }
}

impl Coverage {
    pub(super) fn new(grammar: &Arc<Grammar>) -> Self {
        let tables = files().iter().filter(|file| file.scope == Scope::Document);
        Self {
            grammar: Arc::clone(grammar),
            tables: tables.map(|file| (file.name, Fields::of(file.name))).collect(),
            reports: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// Every row says which report it belongs to: a file may hold several.
    pub(super) fn add(&mut self, answer: &Answer) {
        let mut seen = BTreeSet::new();
        // Not every table has the ids.
        let mut ids = BTreeMap::new();
        for (table, fields) in &self.tables {
            for row in answer.rows(table) {
                let named = |name| fields.get(row, name);
                let (organisation, district) = (named("organisation"), named("district"));
                seen.insert((named("doc_type"), named("year"), organisation, district));
                if !named("organisation_id").is_empty() {
                    let both = (named("organisation_id"), named("district_id"));
                    ids.insert((organisation, district), both);
                }
            }
        }
        for (kind, year, organisation, district) in seen {
            let (organisation_id, district_id) =
                ids.get(&(organisation, district)).copied().unwrap_or_default();
            let (Some(kind), Ok(year)) = (DocType::of(kind), year.parse()) else {
                continue;
            };
            let organisation_id = body(organisation_id, organisation);
            if organisation_id.is_empty() {
                continue;
            }
            let names = [organisation, district, district_id].map(str::to_owned);
            let known = self.names.entry(organisation_id.clone()).or_default();
            *known.0.entry(names).or_default() += 1;
            let body = Body {
                organisation_id,
                kind,
            };
            let years = self.reports.entry(body).or_default();
            years.entry(year).or_default().insert(answer.document_id.clone());
        }
    }

    pub(super) fn finish(self, is_counted: &dyn Fn(&str) -> bool, sink: &mut Sink<'_>) -> Result<(), Error> {
        let mut bodies: Vec<([String; 3], &Body)> = self
            .reports
            .keys()
            .map(|body| (self.named(&body.organisation_id), body))
            .collect();
        bodies.sort();
        for ([organisation, district, district_id], body) in &bodies {
            let years = &self.reports[body];
            let (Some((first, _)), Some((last, _))) = (years.first_key_value(), years.last_key_value())
            else {
                continue;
            };
            for year in *first..=*last {
                let documents = years.get(&year);
                if documents.is_none() && !self.exists(&body.organisation_id, body.kind, year) {
                    continue;
                }
                let counted = |ids: &BTreeSet<String>| -> Vec<String> {
                    ids.iter().filter(|id| is_counted(id)).cloned().collect()
                };
                let joined = documents.map(|ids| counted(ids).join(" | "));
                let status = if documents.is_some() { "present" } else { "missing" };
                let row = [
                    organisation,
                    district,
                    &year.to_string(),
                    body.kind.word(),
                    status,
                    &joined.unwrap_or_default(),
                    district_id,
                    &body.organisation_id,
                ]
                .map(|field: &str| field.to_owned());
                sink(TABLE, &row)?;
            }
        }
        Ok(())
    }

    /// How a body is called: as printed, else as in the register.
    fn named(&self, id: &str) -> [String; 3] {
        let mut names = self.names[id].most();
        if names[0].is_empty() {
            names[0] = self.registered(id).unwrap_or_else(|| id.to_owned());
        }
        names
    }

    fn registered(&self, id: &str) -> Option<String> {
        let of_district = || {
            let district = self.grammar.registers.district(district_of(id)?)?;
            Some(format!(
                "{} {}",
                district.name,
                OrganisationLevel::District.word()
            ))
        };
        let known = self.grammar.registers.organisation_by_id(id);
        known.map(|known| known.name.clone()).or_else(of_district)
    }

    /// Whether a body was there to write a report: a district's committee ends and begins with its district.
    fn exists(&self, organisation_id: &str, kind: DocType, year: i32) -> bool {
        let id = district_of(organisation_id).unwrap_or("");
        let Some(district) = self.grammar.registers.district(id) else {
            return true;
        };
        // The day on which the report ends; a plan is for any part of its year.
        let (first, last) = match kind {
            DocType::Plan => ("12-31", "01-01"),
            DocType::FirstTertial => ("04-30", "04-30"),
            DocType::SecondTertial => ("08-31", "08-31"),
            DocType::Annual => ("12-31", "12-31"),
        };
        let begins = district.from <= format!("{year}-{first}");
        begins && (district.to.is_empty() || district.to >= format!("{year}-{last}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_committee_owes_no_report_of_a_time_when_there_was_none() {
        let coverage = Coverage::new(&Arc::new(Grammar::built_in().unwrap()));
        for (body, kind, year, exists) in [
            ("sdn-ostermalm", DocType::Annual, 2022, true),
            ("sdn-ostermalm", DocType::Plan, 2023, true),
            ("sdn-ostermalm", DocType::FirstTertial, 2023, true),
            ("sdn-ostermalm", DocType::SecondTertial, 2023, false),
            ("sdn-ostermalm", DocType::Annual, 2023, false),
            ("sdn-norra-innerstaden", DocType::Plan, 2023, true),
            ("sdn-norra-innerstaden", DocType::FirstTertial, 2023, false),
            ("sdn-norra-innerstaden", DocType::SecondTertial, 2023, true),
            ("enhet-ostermalm-prov", DocType::Annual, 2024, true),
        ] {
            assert_eq!(
                coverage.exists(body, kind, year),
                exists,
                "{body} {} {year}",
                kind.word()
            );
        }
    }
}
