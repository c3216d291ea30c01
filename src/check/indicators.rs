//! The figures of an indicator: women and men, areas, and the whole.

use super::equation::{Equation, Outcome, Sign, doubtful};
use super::figure::{Figure, seen};
use crate::grammar::Grammar;
use crate::record::{Cell, Check, Indicator, Observation, Relation, Sex, Table};
use crate::trace::{Code, Diagnostic, Read};
use std::collections::BTreeMap;

/// What can be said of an indicator's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quantity {
    /// Parts add up.
    Count,
    /// The whole lies between its parts.
    Share,
}

/// Holds the figures of an indicator against each other, and marks those that only failed relations touch.
pub(super) fn checks(
    grammar: &Grammar,
    table: Option<&Table>,
    indicator: &mut Indicator,
) -> Read<Vec<Check>> {
    let group = Group::of(grammar, indicator);
    let mut diagnostics = Vec::new();
    let mut equations = Vec::new();
    for at in 0..indicator.observations.len() {
        equations.extend(group.sexes(at, &mut diagnostics));
        equations.extend(group.areas(at));
    }
    let marked = doubtful(&equations);
    let value = equations
        .iter()
        .map(|equation| check(table, indicator, equation))
        .collect();
    for (at, _) in marked {
        indicator.observations[at].value.is_doubtful = true;
    }
    Read { value, diagnostics }
}

/// What an observation is about, but for whom and where.
type Column<'a> = (Option<&'a str>, Option<&'a str>);

fn column(observation: &Observation) -> Column<'_> {
    (observation.measure.as_deref(), observation.period.as_deref())
}

/// A column of a row, and whom it is about.
type Spot<'a> = (Column<'a>, Option<&'a str>, Option<Sex>);

struct Group<'a> {
    grammar: &'a Grammar,
    name: &'a str,
    observations: &'a [Observation],
    /// The observations of a column, of the indicator or of a row below it, by sex.
    places: BTreeMap<Spot<'a>, Vec<usize>>,
    /// The observations of a column in the rows for areas, by sex.
    areas: BTreeMap<(Column<'a>, Option<Sex>), Vec<usize>>,
}

impl<'a> Group<'a> {
    fn of(grammar: &'a Grammar, indicator: &'a Indicator) -> Self {
        let mut group = Group {
            grammar,
            name: &indicator.name,
            observations: &indicator.observations,
            places: BTreeMap::new(),
            areas: BTreeMap::new(),
        };
        for (at, observation) in indicator.observations.iter().enumerate() {
            let column = column(observation);
            let row = group.sex_of_row(observation);
            let (breakdown, sex) = match row {
                Some(sex) if observation.sex.is_none() => (None, Some(sex)),
                _ => (observation.breakdown.as_deref(), observation.sex),
            };
            group.places.entry((column, breakdown, sex)).or_default().push(at);
            if breakdown.is_some_and(|label| grammar.rows.start(label).is_none()) {
                group.areas.entry((column, sex)).or_default().push(at);
            }
        }
        group
    }

    /// Whom a row below the indicator is about, if its label says a sex.
    fn sex_of_row(&self, observation: &Observation) -> Option<Sex> {
        let label = observation.breakdown.as_deref()?;
        match self.grammar.rows.whole(label)?.id.as_str() {
            "men" => Some(Sex::Men),
            "women" => Some(Sex::Women),
            _ => None,
        }
    }

    /// What kind of figure the indicator is about: its unit says so, else its name.
    fn quantity(&self, whole: &Observation) -> Option<Quantity> {
        let unit = whole.value.unit.as_deref();
        let mut units = self.grammar.units.entries.iter();
        if unit == Some("%") {
            return Some(Quantity::Share);
        }
        if unit.is_some() && units.any(|entry| entry.fact("unit") == unit && entry.fact("count").is_some()) {
            return Some(Quantity::Count);
        }
        match self.grammar.quantities.start(self.name)?.0.id.as_str() {
            "count" => Some(Quantity::Count),
            "share" => Some(Quantity::Share),
            _ => None,
        }
    }

    /// The figure of an observation; a whole number is exact where it counts.
    fn figure(&self, at: usize, quantity: Quantity) -> Option<Figure> {
        let value = &self.observations[at].value;
        seen(self.grammar, Some(value), quantity == Quantity::Count).figure()
    }

    /// Women and men against all, of the indicator or of one of its areas.
    fn sexes(&self, at: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<Equation> {
        let whole = &self.observations[at];
        whole.measure.as_ref()?;
        if whole.sex.is_some() || self.sex_of_row(whole).is_some() {
            return None;
        }
        let column = column(whole);
        // An area's bare figure is of the indicator's kind.
        let own = self.only(column, None, None).unwrap_or(at);
        let quantity = self.quantity(&self.observations[own])?;
        let of = |sex: Sex| self.only(column, whole.breakdown.as_deref(), Some(sex));
        let parts = [of(Sex::Men)?, of(Sex::Women)?];
        let mut units_differ = false;
        for part in parts {
            let value = &self.observations[part].value;
            // A bare number has the unit of the figure that it is a part of.
            if value.unit.is_some() && whole.value.unit.is_some() && value.unit != whole.value.unit {
                units_differ = true;
                let place = self.observations[part].place;
                let message = crate::say!("unit-differs", part = value.raw, whole = whole.value.raw);
                diagnostics.push(Diagnostic::new(Code::UnitDiffers, place, message, &value.raw));
            }
        }
        if units_differ {
            return None;
        }
        self.equation(at, &parts, quantity, Relation::Sexes)
    }

    /// The areas below the indicator against the indicator.
    fn areas(&self, at: usize) -> Option<Equation> {
        let whole = &self.observations[at];
        whole.measure.as_ref()?;
        if whole.breakdown.is_some() {
            return None;
        }
        let quantity = self.quantity(whole)?;
        let parts = self.areas.get(&(column(whole), whole.sex))?;
        if parts.len() < 2 {
            return None;
        }
        self.equation(at, parts, quantity, Relation::Areas)
    }

    fn equation(
        &self,
        at: usize,
        parts: &[usize],
        quantity: Quantity,
        relation: Relation,
    ) -> Option<Equation> {
        let printed = self.figure(at, quantity)?;
        let figures: Vec<Figure> = parts
            .iter()
            .map(|part| self.figure(*part, quantity))
            .collect::<Option<_>>()?;
        let raw = |part: usize| self.observations[parts[part]].value.raw.as_str();
        let (relation, formula, outcome) = match quantity {
            Quantity::Count => (
                relation,
                (0..parts.len()).map(raw).collect::<Vec<_>>().join(" + "),
                Outcome::sum(printed, figures.iter().map(|figure| (*figure, Sign::Plus))),
            ),
            Quantity::Share => {
                let by_number = |part: &usize| figures[*part].number;
                let least = (0..parts.len()).min_by_key(by_number)?;
                let most = (0..parts.len()).max_by_key(by_number)?;
                (
                    Relation::Between,
                    crate::say!("formula-between", least = raw(least), most = raw(most)),
                    Outcome::between(printed, figures[least], figures[most]),
                )
            }
        };
        Some(Equation {
            relation,
            target: (at, 0),
            terms: parts.iter().map(|part| (*part, 0)).collect(),
            formula,
            outcome,
        })
    }

    /// The only observation of a column, a row and a sex.
    fn only(&self, column: Column<'_>, breakdown: Option<&str>, sex: Option<Sex>) -> Option<usize> {
        match self.places.get(&(column, breakdown, sex))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// A relation as a record.
fn check(table: Option<&Table>, indicator: &Indicator, equation: &Equation) -> Check {
    let cell = |at: usize| {
        let label = indicator.observations[at].column.as_deref();
        let columns = table.map_or(&[][..], |table| &table.columns);
        let column = columns
            .iter()
            .position(|column| Some(column.label.as_str()) == label);
        Cell {
            row: indicator.position,
            column: column.unwrap_or(0) + 1,
        }
    };
    let observation = &indicator.observations[equation.target.0];
    let row_label = match &observation.breakdown {
        Some(breakdown) => format!("{} / {breakdown}", indicator.name),
        None => indicator.name.clone(),
    };
    Check {
        table: indicator.table.clone(),
        indicator: Some(indicator.id.clone()),
        relation: equation.relation,
        cell: cell(equation.target.0),
        terms: equation.terms.iter().map(|(at, _)| cell(*at)).collect(),
        row_label,
        column_label: observation.column.clone().unwrap_or_default(),
        formula: equation.formula.clone(),
        raw: observation.value.raw.clone(),
        printed: equation.outcome.printed,
        computed: equation.outcome.computed,
        tolerance: equation.outcome.tolerance,
        place: observation.place,
    }
}
