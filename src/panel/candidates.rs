//! Names that come near each other, or whose figures are the same ones, and are of two series: for a person, who may
//! make one an alias of the other.

use super::Sink;
use super::fields::Fields;
use super::near::{Name, pairs};
use super::pair::Pair;
use super::proven::Proven;
use crate::grammar::Grammar;
use crate::trace::Error;
use crate::write::Answer;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const TABLE: &str = "series_candidates";
/// So many candidates are told of one series that is not in the register, the nearest ones.
const PER_SERIES: usize = 5;
/// So many candidates are told in all.
const IN_ALL: usize = 2000;
/// So many documents of a name are named.
const NAMED: usize = 5;

/// A name of a series, over all documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Printed {
    pub(super) series_id: String,
    /// As it was first printed, or as the register has it.
    pub(super) name: String,
    /// The years of the reports that print it.
    pub(super) years: BTreeSet<i32>,
    /// These reports, by their positions in the run.
    pub(super) reports: BTreeSet<u32>,
    /// The first of their documents.
    pub(super) documents: Vec<String>,
}

/// The names of all documents.
#[derive(Debug)]
pub(super) struct Candidates {
    grammar: Arc<Grammar>,
    fields: Fields,
    /// By key and series.
    names: BTreeMap<(String, String), Printed>,
    reports: u32,
    /// The reports of each document.
    of_documents: BTreeMap<String, BTreeSet<u32>>,
}

impl Candidates {
    /// No names but those of the register.
    pub(super) fn new(grammar: &Arc<Grammar>) -> Self {
        let mut candidates = Self {
            grammar: Arc::clone(grammar),
            fields: Fields::of("indicators"),
            names: BTreeMap::new(),
            reports: 0,
            of_documents: BTreeMap::new(),
        };
        let register = &grammar.registers.series;
        let own = register.series.iter().map(|series| (&series.id, &series.name));
        let others = register.aliases.iter().map(|alias| (&alias.series, &alias.name));
        for (id, name) in own.chain(others) {
            candidates.name(id, name);
        }
        candidates
    }

    fn name(&mut self, series_id: &str, name: &str) -> &mut Printed {
        let key = (self.grammar.registers.names.key(name), series_id.to_owned());
        self.names.entry(key).or_insert_with(|| Printed {
            series_id: series_id.to_owned(),
            name: name.to_owned(),
            ..Printed::default()
        })
    }

    /// Adds the indicators of a document, which may hold several reports.
    pub(super) fn add(&mut self, answer: &Answer) {
        let mut reports: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for row in answer.rows("indicators") {
            let fields = |name| self.fields.get(row, name);
            let (series_id, name, year) = (fields("series_id"), fields("name"), fields("year"));
            let report = (year, fields("organisation"));
            if series_id.is_empty() {
                continue;
            }
            let report = *reports.entry(report).or_insert_with(|| {
                self.reports += 1;
                self.reports
            });
            let printed = self.name(series_id, name);
            printed.years.extend(year.parse::<i32>());
            printed.reports.insert(report);
            let id = &answer.document_id;
            if printed.documents.len() < NAMED && !printed.documents.contains(id) {
                printed.documents.push(id.clone());
            }
        }
        if !reports.is_empty() {
            let reports = reports.into_values().collect();
            self.of_documents.insert(answer.document_id.clone(), reports);
        }
    }

    /// Leaves out documents whose report another one holds too.
    fn leave_out(&mut self, is_counted: &dyn Fn(&str) -> bool) {
        let left = self
            .of_documents
            .iter()
            .filter(|(document, _)| !is_counted(document));
        let left: BTreeSet<u32> = left.flat_map(|(_, reports)| reports).copied().collect();
        if left.is_empty() {
            return;
        }
        let is_registered = |id: &str| self.grammar.registers.series.get(id).is_some();
        self.names.retain(|(_, series), printed| {
            let was_printed = !printed.reports.is_empty();
            printed.reports.retain(|report| !left.contains(report));
            printed.documents.retain(|document| is_counted(document));
            !was_printed || !printed.reports.is_empty() || is_registered(series)
        });
    }

    /// Gives the pairs that figures prove and those that are near: first those that may be one series, the nearest
    /// first.
    pub(super) fn finish(
        mut self,
        proven: &Proven,
        is_counted: &dyn Fn(&str) -> bool,
        sink: &mut Sink<'_>,
    ) -> Result<(), Error> {
        self.leave_out(is_counted);
        let words = |name: &str| self.grammar.registers.names.words(name);
        let printed: Vec<&Printed> = self.names.values().collect();
        let names: Vec<Name> = printed
            .iter()
            .map(|printed| Name::of(words(&printed.name)))
            .collect();
        let mut reports: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for printed in &printed {
            reports
                .entry(&printed.series_id)
                .or_default()
                .extend(&printed.reports);
        }
        let mut best: BTreeMap<(&str, &str), Pair<'_>> = BTreeMap::new();
        let registered: Vec<bool> = printed
            .iter()
            .map(|printed| self.grammar.registers.series.get(&printed.series_id).is_some())
            .collect();
        // The register tells its own series apart.
        let is_asked = |one: usize, other: usize| !(registered[one] && registered[other]);
        for ((one, other), similarity) in pairs(&names, is_asked) {
            let (one, other) = ((printed[one], &names[one]), (printed[other], &names[other]));
            let stand_together =
                !reports[one.0.series_id.as_str()].is_disjoint(&reports[other.0.series_id.as_str()]);
            let Some(pair) = Pair::of(&self.grammar, [one, other], similarity, stand_together) else {
                continue;
            };
            // A series may have several names: the nearest one is told.
            let known = best.entry(pair.ids()).or_insert_with(|| pair.clone());
            if pair.is_nearer(known) {
                *known = pair;
            }
        }
        for ((one, other), proof) in proven {
            let [one, other] = [one, other].map(|id| most_printed(&printed, id));
            let Some((one, other)) = one.zip(other) else {
                continue;
            };
            let similarity = names[one].similarity(&names[other]);
            if !is_asked(one, other) {
                continue;
            }
            let both = [one, other].map(|at| (printed[at], &names[at]));
            if let Some(pair) = Pair::of(&self.grammar, both, similarity, false) {
                best.entry(pair.ids()).or_insert(pair).proof = Some(*proof);
            }
        }
        let mut ranked: Vec<Pair<'_>> = best.into_values().collect();
        ranked.sort_by_key(Pair::rank);
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        ranked.retain(|pair| {
            let count = told.entry(pair.ids().1).or_default();
            *count += 1;
            *count <= PER_SERIES
        });
        for pair in ranked.iter().take(IN_ALL) {
            sink(TABLE, &pair.row())?;
        }
        Ok(())
    }
}

/// The position of the name under which most reports print a series.
fn most_printed(printed: &[&Printed], series_id: &str) -> Option<usize> {
    let own = |at: &usize| printed[*at].series_id == series_id;
    let names = (0..printed.len()).filter(own);
    names.max_by_key(|at| (printed[*at].reports.len(), std::cmp::Reverse(*at)))
}
