//! Records get the keys by which documents are compared.
//!
//! Takes: [`Report`] and the grammar's registers.
//! Gives: the same [`Report`] with ids of districts, organisations, the city's goals and series of indicators.
//! Never: changes what is printed, takes a near name for the same, looks at another document.

mod organisation;

use crate::grammar::{Grammar, Registers};
use crate::record::{Goal, Indicator, Report, SeriesKey, SeriesMatch};

/// Gives every head, goal and indicator its keys.
pub fn link(grammar: &Grammar, mut report: Report) -> Report {
    let registers = &grammar.registers;
    organisation::identify(grammar, &mut report.head);
    for part in &mut report.later {
        organisation::identify(grammar, &mut part.head);
    }
    let goals: Vec<_> = report
        .goals
        .iter()
        .map(|goal| kf_goal(registers, goal, report.head_at(goal.place).year))
        .collect();
    let series: Vec<_> = report
        .indicators
        .iter()
        .map(|indicator| {
            let place = indicator.places.first().copied().unwrap_or_default();
            series(registers, indicator, report.head_at(place).year)
        })
        .collect();
    for (goal, id) in report.goals.iter_mut().zip(goals) {
        goal.kf_goal = id;
    }
    for (indicator, key) in report.indicators.iter_mut().zip(series) {
        indicator.series = key;
    }
    report
}

/// The city's goal with this whole title in the year of the report: the number is no key.
fn kf_goal(registers: &Registers, goal: &Goal, year: Option<i32>) -> Option<String> {
    let found = registers.kf_goal(goal.level, year?, &goal.title)?;
    Some(found.id.clone())
}

/// The series that the name means in the year of the report, else the name's own.
fn series(registers: &Registers, indicator: &Indicator, year: Option<i32>) -> Option<SeriesKey> {
    let key = registers.names.key(&indicator.name);
    if let Some((series, matched)) = registers.series.find(&key, year) {
        let id = series.id.clone();
        return Some(SeriesKey { id, matched });
    }
    let id = registers.names.own_id(&indicator.name)?;
    Some(SeriesKey {
        id,
        matched: SeriesMatch::Own,
    })
}
