//! A printed figure as far as a comparison needs it.

use super::Point;
use crate::record::{DocType, Measure, Sex};
use rust_decimal::Decimal;
use std::collections::HashSet;
use std::rc::Rc;

/// A report in the order of time: its year, and its place among the reports of the year.
pub(super) type Moment = (i32, u8);

/// When a report is written.
pub(super) fn moment(kind: DocType, year: i32) -> Moment {
    let rank = match kind {
        DocType::Plan => 0,
        DocType::FirstTertial => 1,
        DocType::SecondTertial => 2,
        DocType::Annual => 3,
    };
    (year, rank)
}

/// Texts that many figures share.
#[derive(Debug, Default)]
pub(super) struct Texts(HashSet<Rc<str>>);

impl Texts {
    pub(super) fn one(&mut self, text: &str) -> Rc<str> {
        match self.0.get(text) {
            Some(known) => Rc::clone(known),
            None => {
                let new: Rc<str> = text.into();
                self.0.insert(Rc::clone(&new));
                new
            }
        }
    }
}

/// A cell of an indicator.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    /// Type and year of the report that prints it.
    pub(super) kind: DocType,
    pub(super) year: i32,
    /// The body that reports.
    pub(super) body: Rc<str>,
    /// The district that its breakdown row names.
    pub(super) area: Option<Rc<str>>,
    pub(super) measure: Measure,
    pub(super) sex: Option<Sex>,
    /// The part of the year and the year that it is about.
    pub(super) part: Rc<str>,
    pub(super) about: i32,
    pub(super) number: Option<Decimal>,
    pub(super) unit: Rc<str>,
    pub(super) qualifier: Rc<str>,
    /// Whether the qualifier makes it a bound or an approximate value.
    pub(super) is_inexact: bool,
    pub(super) is_doubtful: bool,
    /// The name under which it stands, and whether that is another name of the series.
    pub(super) name: Rc<str>,
    pub(super) is_alias: bool,
    pub(super) document: Rc<str>,
    pub(super) source: Rc<str>,
    pub(super) indicator: Rc<str>,
    pub(super) page: Rc<str>,
    pub(super) line: Rc<str>,
    pub(super) raw: Rc<str>,
}

impl Printed {
    pub(super) fn moment(&self) -> Moment {
        moment(self.kind, self.year)
    }

    /// The report as people call it.
    pub(super) fn report(&self) -> String {
        report(self.kind, self.year)
    }

    pub(super) fn point(&self) -> Point {
        Point {
            document_id: self.document.to_string(),
            source: self.source.to_string(),
            report: self.report(),
            indicator_id: self.indicator.to_string(),
            page: self.page.to_string(),
            line: self.line.to_string(),
            raw: self.raw.to_string(),
        }
    }
}

/// A report as people call it.
pub(super) fn report(kind: DocType, year: i32) -> String {
    format!("{} {year}", kind.word())
}
