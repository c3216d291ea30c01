//! The city's targets, which every body prints and which are of none of them.

use super::Source;
use super::body::Series;
use super::figure::Printed;
use super::pick::{Ask, Cell, elsewhere, settle};

impl Series<'_> {
    /// The city's target of a year: what all reports of the kind say.
    pub(super) fn city(&self, ask: &Ask<'_>, is_asked: impl Fn(&Printed) -> bool) -> Cell {
        let is_of_time = |figure: &&Printed| {
            figure.measure == ask.measure
                && figure.sex == ask.sex
                && figure.area.is_none()
                && (figure.kind, figure.about) == (ask.kind, ask.year)
                && is_asked(figure)
        };
        let figures: Vec<&Printed> = self.figures.iter().filter(is_of_time).collect();
        let numbers: Vec<&Printed> = figures
            .iter()
            .copied()
            .filter(|figure| figure.number.is_some())
            .collect();
        let mut cell = match (numbers.as_slice(), figures.first()) {
            ([], None) => {
                let figures = self.figures.iter().filter(|figure| figure.area.is_none());
                let others = figures.filter(|figure| ask.is_elsewhere(figure) && is_asked(figure));
                let others: Vec<&Printed> = others.collect();
                Cell {
                    points: others.iter().map(|figure| figure.point()).collect(),
                    ..Cell::empty(elsewhere(
                        crate::say!("no-report-has-it", report = ask.report()),
                        &others,
                    ))
                }
            }
            ([], Some(figure)) => {
                Cell::empty(crate::say!("prints", report = figure.report(), raw = figure.raw))
            }
            (numbers, _) => settle(ask, numbers, Source::City),
        };
        cell.body.clear();
        cell
    }
}
