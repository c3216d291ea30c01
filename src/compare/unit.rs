//! Figures of one series in one unit: shares and counts never stand on one axis.

use super::figure::Printed;
use crate::panel::Money;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The figures of a series in one unit. Those in another unit stand there without their number, so that a cell
/// can say what is printed.
#[derive(Debug)]
pub(super) struct OneUnit {
    pub(super) unit: String,
    pub(super) figures: Vec<Printed>,
}

/// Puts the figures of a series apart by unit.
///
/// A bare figure has the unit of the other figures in its row, else the only one of the series. Amounts of money
/// come in the unit that most have.
pub(super) fn apart(
    money: &Money,
    mut figures: Vec<Printed>,
    is_asked: impl Fn(&Printed) -> bool,
) -> Vec<OneUnit> {
    fill(&mut figures);
    to_one_unit_of_money(money, &mut figures);
    let mut units: BTreeMap<Rc<str>, usize> = BTreeMap::new();
    for figure in figures
        .iter()
        .filter(|figure| figure.number.is_some() && is_asked(figure))
    {
        *units.entry(Rc::clone(&figure.unit)).or_default() += 1;
    }
    if units.len() == 2
        && let Some((bare, only)) = units.keys().next().cloned().zip(units.keys().nth(1).cloned())
        && bare.is_empty()
    {
        // Sorted, the empty unit is the first.
        for figure in figures.iter_mut().filter(|figure| figure.unit.is_empty()) {
            figure.unit = Rc::clone(&only);
        }
        units.remove(&bare);
    }
    let apart = units.into_keys().map(|unit| OneUnit {
        figures: figures.iter().map(|figure| within(figure, &unit)).collect(),
        unit: unit.to_string(),
    });
    apart.collect()
}

fn within(figure: &Printed, unit: &Rc<str>) -> Printed {
    let mut figure = figure.clone();
    figure.number = figure.number.filter(|_| figure.unit == *unit);
    figure
}

/// Gives bare figures the only unit of their row.
fn fill(figures: &mut [Printed]) {
    type Row = (Rc<str>, Rc<str>);
    let mut rows: BTreeMap<Row, Vec<Rc<str>>> = BTreeMap::new();
    let row = |figure: &Printed| (Rc::clone(&figure.document), Rc::clone(&figure.indicator));
    for figure in figures.iter().filter(|figure| !figure.unit.is_empty()) {
        let units = rows.entry(row(figure)).or_default();
        if !units.contains(&figure.unit) {
            units.push(Rc::clone(&figure.unit));
        }
    }
    for figure in figures.iter_mut().filter(|figure| figure.unit.is_empty()) {
        if let Some([unit]) = rows.get(&row(figure)).map(Vec::as_slice) {
            figure.unit = Rc::clone(unit);
        }
    }
}

/// Gives amounts of money in the unit that most of them have.
fn to_one_unit_of_money(money: &Money, figures: &mut [Printed]) {
    let mut counts: BTreeMap<Rc<str>, usize> = BTreeMap::new();
    for figure in figures
        .iter()
        .filter(|figure| money.kronor(&figure.unit).is_some())
    {
        *counts.entry(Rc::clone(&figure.unit)).or_default() += 1;
    }
    let Some((most, _)) = counts.iter().rev().max_by_key(|(_, count)| **count) else {
        return;
    };
    let Some(into) = money.kronor(most) else {
        return;
    };
    for figure in figures.iter_mut().filter(|figure| figure.unit != *most) {
        let Some(from) = money.kronor(&figure.unit) else {
            continue;
        };
        let amount = figure.number.and_then(|number| number.checked_mul(from));
        figure.number = amount
            .and_then(|amount| amount.checked_div(into))
            .map(|amount| amount.normalize());
        figure.unit = Rc::clone(most);
    }
}
