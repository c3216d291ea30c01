//! The figure that is meant among all that are printed for one body and one time.

use super::figure::{Printed, moment, report};
use super::{Note, Point, Source};
use crate::panel::{Agreement, Figure, Money, agreement};
use crate::record::{DocType, Measure, Sex, outcome_part};
use rust_decimal::Decimal;

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) kind: DocType,
    pub(super) year: i32,
    pub(super) measure: Measure,
    pub(super) sex: Option<Sex>,
    pub(super) breaks: &'a [Note],
    /// Whether there is the report of the time itself.
    pub(super) has_report: bool,
    pub(super) money: &'a Money,
}

/// What is found, or why nothing is.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) value: Option<Decimal>,
    pub(super) source: Option<Source>,
    pub(super) points: Vec<Point>,
    pub(super) notes: Vec<String>,
    pub(super) reason: Option<String>,
    pub(super) is_doubtful: bool,
    /// What is printed, where that is a bound or an approximate value.
    pub(super) inexact: Option<String>,
    /// The body that prints it; empty where none does.
    pub(super) body: String,
}

impl Cell {
    pub(super) fn empty(reason: impl Into<String>) -> Self {
        Self {
            reason: Some(reason.into()),
            ..Self::default()
        }
    }
}

/// The figures of one time, by the report that prints them.
struct Candidates<'p> {
    own: Vec<&'p Printed>,
    later: Vec<&'p Printed>,
    early: Vec<&'p Printed>,
}

impl Ask<'_> {
    /// The report of the time itself.
    pub(super) fn report(&self) -> String {
        report(self.kind, self.year)
    }

    fn is_own(&self, figure: &Printed) -> bool {
        (figure.kind, figure.year) == (self.kind, self.year)
    }

    /// Whether a figure is of this time. One that stands under its year before the annual report is that of its
    /// report, and tells why the year has none.
    fn is_of_time(&self, figure: &Printed) -> bool {
        let report = (Some(figure.kind), Some(figure.year));
        let is_part = match (self.measure, outcome_part(&figure.part, report, figure.about)) {
            (Measure::Outcome, None) => self.kind == DocType::Annual || self.is_own(figure),
            (Measure::Outcome, Some(part)) => part == self.kind.word(),
            _ => true,
        };
        is_part && figure.about == self.year
    }

    /// Whether a figure stands in a later report. A target or a forecast may change within its year, so that only
    /// a report of another year looks back at it.
    fn is_later(&self, figure: &Printed) -> bool {
        match self.measure {
            Measure::Outcome => figure.moment() > moment(self.kind, self.year),
            _ => figure.year > self.year,
        }
    }

    /// Whether a figure of the year stands in a report of another kind, which must be asked for.
    pub(super) fn is_elsewhere(&self, figure: &Printed) -> bool {
        let is_of_report = (figure.year, figure.about) == (self.year, self.year) && figure.kind != self.kind;
        let is_same = figure.measure == self.measure && figure.sex == self.sex;
        is_of_report && is_same && figure.number.is_some()
    }

    fn candidates<'p>(&self, figures: &[&'p Printed]) -> Candidates<'p> {
        let (mut own, mut later, mut early) = (Vec::new(), Vec::new(), Vec::new());
        for figure in figures.iter().copied() {
            if figure.measure != self.measure || figure.sex != self.sex || !self.is_of_time(figure) {
                continue;
            }
            if self.is_own(figure) {
                own.push(figure);
            } else if self.is_later(figure) {
                later.push(figure);
            } else {
                early.push(figure);
            }
        }
        Candidates { own, later, early }
    }
}

/// Picks a figure: that of the report of the time, else that of the next report's column for it.
pub(super) fn pick(ask: &Ask<'_>, figures: &[&Printed]) -> Cell {
    let found = ask.candidates(figures);
    let own = numbers(&found.own);
    let later = numbers(&found.later);
    if !own.is_empty() {
        let mut cell = settle(ask, &own, Source::Own);
        cell.notes.extend(revisions(ask, &cell, &own, &later));
        return cell;
    }
    let own_text = found.own.first().map(|figure| says(figure));
    let Some(first) = later.iter().map(|figure| figure.moment()).min() else {
        return Cell {
            reason: own_text.or_else(|| early(&found.early)),
            ..Cell::default()
        };
    };
    let next: Vec<&Printed> = later
        .iter()
        .copied()
        .filter(|figure| figure.moment() == first)
        .collect();
    fill(ask, &next, own_text)
}

/// A cell that the next report's column fills, unless something else is measured from then on.
fn fill(ask: &Ask<'_>, next: &[&Printed], own_text: Option<String>) -> Cell {
    let Some(printed) = next.first() else {
        return Cell::default();
    };
    let between = |note: &&Note| {
        note.year
            .is_some_and(|year| ask.year < year && year <= printed.year)
    };
    if let Some(changed) = ask.breaks.iter().find(between) {
        return Cell::empty(crate::say!(
            "prints-after-break",
            report = printed.report(),
            raw = printed.raw,
            asked = ask.report(),
            year = changed.year.unwrap_or_default()
        ));
    }
    let mut cell = settle(ask, next, Source::Later);
    if cell.value.is_some() {
        let why = own_text.unwrap_or_else(|| match ask.has_report {
            true => crate::say!("no-figure-in", report = ask.report()),
            false => crate::say!("no-report", report = ask.report()),
        });
        let filled = crate::say!("looks-back", report = printed.report(), why = why);
        cell.notes.insert(0, filled);
    }
    cell
}

fn numbers<'p>(figures: &[&'p Printed]) -> Vec<&'p Printed> {
    let with_number = figures.iter().copied().filter(|figure| figure.number.is_some());
    with_number.collect()
}

/// One value of figures that should be the same: the one with the most decimals.
pub(super) fn settle(ask: &Ask<'_>, figures: &[&Printed], source: Source) -> Cell {
    let all: Vec<Figure> = figures.iter().filter_map(|printed| figure(printed)).collect();
    let agree = agreement(ask.money, &all);
    let points = figures.iter().map(|figure| figure.point()).collect();
    let body = figures
        .first()
        .map_or(String::new(), |figure| figure.body.to_string());
    if agree == Agreement::No {
        return Cell {
            points,
            body,
            ..Cell::empty(crate::say!("figures-differ", figures = listed(figures)))
        };
    }
    let best = figures
        .iter()
        .rev()
        .max_by_key(|figure| figure.number.map(|number| number.scale()));
    let is_doubtful = figures.iter().any(|figure| figure.is_doubtful);
    let mut notes = Vec::new();
    if agree == Agreement::Rounded {
        notes.push(crate::say!("rounded", figures = listed(figures)));
    }
    if let Some(best) = best {
        if best.is_alias {
            notes.push(crate::say!("named", name = best.name));
        }
        if !best.qualifier.is_empty() {
            notes.push(crate::say!("printed-as", raw = best.raw));
        }
    }
    if is_doubtful {
        notes.push(crate::say!("doubtful-figure"));
    }
    Cell {
        value: best.and_then(|best| best.number),
        source: Some(source),
        points,
        notes,
        is_doubtful,
        inexact: best
            .filter(|best| best.is_inexact)
            .map(|best| best.raw.to_string()),
        body,
        reason: None,
    }
}

fn figure(printed: &Printed) -> Option<Figure> {
    Some(Figure {
        number: printed.number?,
        unit: printed.unit.to_string(),
    })
}

/// What each report prints.
fn listed(figures: &[&Printed]) -> String {
    let mut texts: Vec<String> = Vec::new();
    for figure in figures {
        let text = crate::say!(
            "raw-in-report",
            raw = figure.raw,
            report = figure.report(),
            source = figure.source
        );
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(", ")
}

/// What a report prints instead of a figure.
fn says(figure: &Printed) -> String {
    crate::say!("prints", report = figure.report(), raw = figure.raw)
}

/// A figure of the whole year that stands in a report before the annual one.
fn early(figures: &[&Printed]) -> Option<String> {
    let figure = figures.iter().find(|figure| figure.number.is_some())?;
    Some(crate::say!(
        "for-the-year-already",
        said = says(figure),
        kind = figure.kind.word()
    ))
}

/// The reason why no figure is taken, and what reports of another kind print for the year.
pub(super) fn elsewhere(mut reason: String, figures: &[&Printed]) -> String {
    for figure in figures {
        let said = says(figure);
        if !reason.contains(&said) {
            reason += &crate::say!("also-elsewhere", said = said, kind = figure.kind.word());
        }
    }
    reason
}

/// Reports that print another figure later.
fn revisions(ask: &Ask<'_>, cell: &Cell, own: &[&Printed], later: &[&Printed]) -> Vec<String> {
    let mut notes = Vec::new();
    let best = own.iter().find(|figure| figure.number == cell.value);
    let Some(kept) = best.and_then(|best| figure(best)) else {
        return notes;
    };
    for printed in later {
        let other = figure(printed).map(|other| [kept.clone(), other]);
        if other.is_some_and(|both| agreement(ask.money, &both) == Agreement::No) {
            let note = crate::say!("revised", said = says(printed), report = ask.report());
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes
}
