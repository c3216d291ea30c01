//! Where the figures of a series are, when nothing of it is asked for.

use super::figure::{Printed, report};
use super::rows::is_of_subject;
use super::{Query, World};
use crate::record::{DocType, Measure, Sex};
use std::collections::{BTreeMap, BTreeSet};

/// Which figures there are instead of those that are asked for; none without figures.
pub fn elsewhere(world: &World<'_>, query: &Query) -> Option<String> {
    let all = world.series.values().flat_map(|told| &told.figures);
    let all: Vec<&Printed> = all.filter(|figure| figure.number.is_some()).collect();
    let is_kind = |figure: &Printed| figure.measure == query.measure && query.sexes.contains(&figure.sex);
    let of_kind: Vec<&Printed> = all.iter().copied().filter(|figure| is_kind(figure)).collect();
    let is_subject = |figure: &Printed| is_of_subject(world, query, figure);
    let of_subject: Vec<&Printed> = of_kind
        .iter()
        .copied()
        .filter(|figure| is_subject(figure))
        .collect();
    if !of_subject.is_empty() {
        return Some(crate::say!("elsewhere-reports", reports = reports(&of_subject)));
    }
    if !of_kind.is_empty() {
        let names = of_kind.iter().map(|figure| {
            let known = world.bodies.get(&figure.body);
            known.map_or_else(|| figure.body.to_string(), |known| known.name.clone())
        });
        return Some(crate::say!("elsewhere-bodies", bodies = listed(names)));
    }
    if all.is_empty() {
        return None;
    }
    let names = all.iter().map(|figure| {
        let sex = figure
            .sex
            .map_or(String::new(), |sex| format!(" ({})", Sex::word(sex)));
        Measure::word(figure.measure).to_owned() + &sex
    });
    Some(crate::say!("elsewhere-measures", measures = listed(names)))
}

/// The reports of each kind, from the first to the last: `VB 2016 to 2019`.
fn reports(figures: &[&Printed]) -> String {
    let mut all: BTreeMap<&str, (DocType, i32, i32)> = BTreeMap::new();
    for figure in figures {
        let years = all
            .entry(figure.kind.word())
            .or_insert((figure.kind, figure.year, figure.year));
        *years = (years.0, years.1.min(figure.year), years.2.max(figure.year));
    }
    let names = all.into_values().map(|(kind, first, last)| match first == last {
        true => report(kind, first),
        false => crate::say!("years-to", report = report(kind, first), last = last),
    });
    listed(names)
}

fn listed(names: impl Iterator<Item = String>) -> String {
    let names: BTreeSet<String> = names.collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}
