//! The figure of one body or one district at one time.

use super::figure::{Printed, report};
use super::map::last_day;
use super::pick::{Ask, Cell, elsewhere, pick};
use super::quantity::Quantity;
use super::{Note, Source, World};
use crate::grammar::District;
use crate::record::{DocType, Measure, committee_of};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A series in one unit, with its figures by whom they are about.
pub(super) struct Series<'w> {
    pub(super) world: &'w World<'w>,
    pub(super) id: &'w str,
    pub(super) title: String,
    pub(super) unit: &'w str,
    pub(super) quantity: Quantity,
    pub(super) breaks: Vec<Note>,
    pub(super) figures: &'w [Printed],
    pub(super) uncertain: &'w BTreeSet<(Rc<str>, DocType, i32)>,
    by_body: BTreeMap<&'w str, Vec<&'w Printed>>,
    by_area: BTreeMap<&'w str, Vec<&'w Printed>>,
}

impl<'w> Series<'w> {
    pub(super) fn new(
        world: &'w World<'w>,
        id: &'w str,
        title: String,
        (unit, quantity): (&'w str, Quantity),
        breaks: Vec<Note>,
        figures: &'w [Printed],
        uncertain: &'w BTreeSet<(Rc<str>, DocType, i32)>,
    ) -> Self {
        let (mut by_body, mut by_area) = (BTreeMap::new(), BTreeMap::new());
        for figure in figures {
            let group: &mut Vec<&Printed> = match &figure.area {
                None => by_body.entry(&*figure.body).or_default(),
                Some(area) => by_area.entry(&**area).or_default(),
            };
            group.push(figure);
        }
        Self {
            world,
            id,
            title,
            unit,
            quantity,
            breaks,
            figures,
            uncertain,
            by_body,
            by_area,
        }
    }

    fn of_body(&self, body: &str) -> &[&'w Printed] {
        self.by_body.get(body).map_or(&[], Vec::as_slice)
    }

    fn of_area(&self, district: &str) -> &[&'w Printed] {
        self.by_area.get(district).map_or(&[], Vec::as_slice)
    }

    /// A body's own figure.
    pub(super) fn body(&self, ask: &Ask<'_>, body: &str) -> Cell {
        let ask = &self.asked_of(ask, body);
        let mut cell = pick(ask, self.of_body(body));
        let district = self.world.map.of_body(body);
        if let Some(district) = district {
            cell = within_its_time(ask, district, cell);
        }
        if cell.value.is_none() {
            let absent = || self.absent(ask, body);
            cell.reason = Some(match cell.reason {
                Some(reason) if !reason.is_empty() => reason,
                _ => absent(),
            });
            self.told_elsewhere(ask, body, &mut cell);
        }
        if cell.body.is_empty() {
            body.clone_into(&mut cell.body);
        }
        cell
    }

    /// The figure of the year in a report of another kind: it is named, and not taken.
    fn told_elsewhere(&self, ask: &Ask<'_>, body: &str, cell: &mut Cell) {
        if !cell.points.is_empty() {
            return;
        }
        let figures = self.of_body(body).iter().copied();
        let others: Vec<&Printed> = figures.filter(|figure| ask.is_elsewhere(figure)).collect();
        let reason = cell.reason.take().unwrap_or_default();
        cell.reason = Some(elsewhere(reason, &others));
        cell.points = others.iter().map(|figure| figure.point()).collect();
    }

    fn asked_of<'a>(&self, ask: &Ask<'a>, body: &str) -> Ask<'a> {
        Ask {
            has_report: self.world.has(body, ask.kind, ask.year),
            ..*ask
        }
    }

    /// Why a body has no figure.
    fn absent(&self, ask: &Ask<'_>, body: &str) -> String {
        let name = ask.report();
        if !self.world.has(body, ask.kind, ask.year) {
            let others = [
                DocType::Annual,
                DocType::SecondTertial,
                DocType::FirstTertial,
                DocType::Plan,
            ];
            let there = others
                .into_iter()
                .filter(|kind| self.world.has(body, *kind, ask.year));
            let there: Vec<String> = there.map(|kind| report(kind, ask.year)).collect();
            return match there.is_empty() {
                true => crate::say!("no-such-report", name = name),
                false => crate::say!("no-report-only", name = name, there = there.join(", ")),
            };
        }
        let here = |figure: &&&Printed| (figure.kind, figure.year) == (ask.kind, ask.year);
        let figures: Vec<&&Printed> = self.of_body(body).iter().filter(here).collect();
        let is_of = |figure: &&&Printed| figure.measure == ask.measure && figure.about == ask.year;
        if figures.iter().any(|figure| is_of(figure) && figure.sex.is_some()) && ask.sex.is_none() {
            return crate::say!("women-and-men-only", name = name);
        }
        if self.uncertain.contains(&(Rc::from(body), ask.kind, ask.year)) {
            return crate::say!("columns-not-told", name = name);
        }
        match figures.is_empty() {
            true => crate::say!("indicator-not-there", name = name),
            false => crate::say!("figure-not-there", name = name),
        }
    }

    /// A district's figure: its committee's, else that of a breakdown row with its name.
    pub(super) fn district(&self, ask: &Ask<'_>, district: &District) -> Cell {
        let own = self.body(ask, &committee_of(&district.id));
        let areas = self.areas(ask, &district.id);
        if let Some(value) = own.value {
            let mut cell = own;
            let other = areas
                .iter()
                .find(|area| area.value.is_some_and(|other| other != value));
            cell.notes.extend(other.map(|area| {
                let printed = area.points.first().map_or("", |point| point.raw.as_str());
                crate::say!(
                    "prints-for-district",
                    body = self.name(&area.body),
                    printed = printed
                )
            }));
            return cell;
        }
        let Some(first) = areas.first() else {
            return Cell {
                reason: own
                    .reason
                    .map(|reason| reason + &self.only_units(ask, &district.id)),
                ..own
            };
        };
        if areas.iter().all(|area| area.value == first.value) {
            return first.clone();
        }
        let names: Vec<String> = areas.iter().map(|area| self.name(&area.body)).collect();
        Cell {
            points: areas.into_iter().flat_map(|area| area.points).collect(),
            ..Cell::empty(crate::say!("breakdown-rows-differ", names = names.join(", ")))
        }
    }

    /// The figures that breakdown rows of several bodies have for a district, also those that contradict themselves.
    fn areas(&self, ask: &Ask<'_>, district: &str) -> Vec<Cell> {
        let mut bodies: BTreeMap<&str, Vec<&Printed>> = BTreeMap::new();
        for figure in self.of_area(district) {
            bodies.entry(&*figure.body).or_default().push(figure);
        }
        let cells = bodies
            .into_iter()
            .map(|(body, figures)| (body, pick(&self.asked_of(ask, body), &figures)));
        cells
            .filter(|(_, cell)| !cell.points.is_empty())
            .map(|(body, mut cell)| {
                cell.notes
                    .push(crate::say!("breakdown-row-of", body = self.name(body)));
                cell.source = cell.value.map(|_| Source::Breakdown);
                cell
            })
            .collect()
    }

    /// The figures of units that are not the district's.
    fn only_units(&self, ask: &Ask<'_>, district: &str) -> String {
        let units = self.by_body.keys().filter(|body| {
            let known = self.world.bodies.get(**body);
            known.is_some_and(|known| known.district_id == district) && self.world.map.of_body(body).is_none()
        });
        let with_value = units.filter(|body| pick(ask, self.of_body(body)).value.is_some());
        let names: Vec<String> = with_value.map(|body| self.name(body)).collect();
        match names.is_empty() {
            true => String::new(),
            false => crate::say!("not-the-districts", names = names.join(", ")),
        }
    }

    /// A body's name.
    pub(super) fn name(&self, body: &str) -> String {
        let known = self.world.bodies.get(body);
        known.map_or_else(|| body.to_owned(), |known| known.name.clone())
    }

    /// Whether anything is printed for a district, as the figure of its committee or of a breakdown row.
    pub(super) fn has_district(&self, district: &str, measure: Measure) -> bool {
        let body = committee_of(district);
        let figures = self.of_body(&body).iter().chain(self.of_area(district));
        figures
            .into_iter()
            .any(|figure| figure.measure == measure && figure.number.is_some())
    }
}

/// A committee's figure, if the committee was there when its report ends.
fn within_its_time(ask: &Ask<'_>, district: &District, mut cell: Cell) -> Cell {
    let day = last_day(ask.kind, ask.year);
    let name = &district.name;
    if district.lasts_on(&day) {
        let is_part = cell.value.is_some() && ask.measure == Measure::Outcome;
        if is_part && district.from > format!("{}-01-01", ask.year) {
            cell.notes.push(crate::say!(
                "began-part-of-year",
                name = name,
                day = district.from
            ));
        }
        return cell;
    }
    if district.from > day {
        if cell.value.is_some() {
            cell.notes
                .push(crate::say!("before-began", name = name, day = district.from));
            return cell;
        }
        return Cell::empty(crate::say!("began-on", name = name, day = district.from));
    }
    let printed = cell
        .points
        .first()
        .map(|point| crate::say!("not-of-whole-time", report = point.report, raw = point.raw));
    let reason = crate::say!(
        "ended-on",
        name = name,
        day = district.to,
        printed = printed.unwrap_or_default()
    );
    Cell {
        points: cell.points,
        ..Cell::empty(reason)
    }
}
