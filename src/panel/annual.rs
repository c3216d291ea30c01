//! One row for each series, body, year and sex: the outcome of the whole year and what was meant to be reached.
//!
//! Takes: the figures of a run, in order. Gives: the rows of `observations_annual`.
//! Never: averages or adds figures, takes a part of a year for the year, fills a gap over a break in what is measured.

use super::Sink;
use super::agree::{Agreement, Figure, Money, agreement};
use crate::grammar::Grammar;
use crate::record::{DocType, Measure};
use crate::trace::Error;
use rusqlite::{Connection, Row};
use rust_decimal::Decimal;
use std::str::FromStr;

const TABLE: &str = "observations_annual";

/// Outcomes of whole years and targets, one key after the other.
const SELECT: &str = "
    SELECT series, body, breakdown, sex, year, measure, value, unit, doubtful, document, report, name, printed,
           organisation, district, district_id, raw, page, line, level
    FROM figures
    WHERE measure = ?1 AND part = ?2 AND early = '' OR measure IN (?3, ?4)
    ORDER BY series, body, breakdown, sex, year, rowid";

/// What the rows of a table share.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    series: String,
    body: String,
    breakdown: String,
    sex: String,
    year: i32,
}

/// A figure as one report prints it.
#[derive(Debug, Clone)]
struct Printed {
    measure: Option<Measure>,
    number: Option<Decimal>,
    unit: String,
    is_doubtful: bool,
    document: String,
    report: (DocType, i32),
    /// Name, label of the breakdown row, organisation, district, its id.
    words: [String; 5],
    raw: String,
    /// Page and line.
    place: [String; 2],
    level: String,
}

/// The figure that counts, and what must be known of it.
#[derive(Debug, Clone, Default)]
struct Chosen<'p> {
    printed: Option<&'p Printed>,
    /// Whether a later report has it, and not the year's own.
    is_later: bool,
    /// Reports of equal weight print figures that differ: none is chosen.
    is_differing: bool,
}

/// Gives a row for every series, body, breakdown, sex and year.
pub(super) fn annual(
    figures: &Connection,
    grammar: &Grammar,
    told: &dyn Fn(rusqlite::Error) -> Error,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    let money = Money::of(grammar);
    let mut select = figures.prepare(SELECT).map_err(told)?;
    let asked = [
        Measure::Outcome.word(),
        DocType::Annual.word(),
        Measure::Target.word(),
        Measure::CityTarget.word(),
    ];
    let mut rows = select.query(asked).map_err(told)?;
    let mut group: Option<(Key, Vec<Printed>)> = None;
    while let Some(row) = rows.next().map_err(told)? {
        let key = Key::of(row).map_err(told)?;
        if let Some((done, printed)) = group.take_if(|(other, _)| *other != key) {
            give(&done, &printed, &money, grammar, sink)?;
        }
        let printed = printed(row).map_err(told)?;
        group.get_or_insert_with(|| (key, Vec::new())).1.extend(printed);
    }
    match group {
        Some((key, printed)) => give(&key, &printed, &money, grammar, sink),
        None => Ok(()),
    }
}

impl Key {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            series: row.get("series")?,
            body: row.get("body")?,
            breakdown: row.get("breakdown")?,
            sex: row.get("sex")?,
            year: row.get("year")?,
        })
    }

    /// Whether the series measures something else from a year on that lies between this one and a later report's.
    fn breaks_before(&self, report: i32, grammar: &Grammar) -> bool {
        let mut breaks = grammar.registers.series.breaks.iter();
        breaks.any(|known| known.series == self.series && self.year < known.year && known.year <= report)
    }
}

fn printed(row: &Row<'_>) -> rusqlite::Result<Option<Printed>> {
    let report: String = row.get("report")?;
    let report = report.split_once(' ').and_then(|(kind, year)| {
        let kind = DocType::of(kind)?;
        Some((kind, year.parse().ok()?))
    });
    let Some(report) = report else { return Ok(None) };
    Ok(Some(Printed {
        measure: Measure::of(row.get_ref("measure")?.as_str()?),
        number: Decimal::from_str(row.get_ref("value")?.as_str()?).ok(),
        unit: row.get("unit")?,
        is_doubtful: !row.get_ref("doubtful")?.as_str()?.is_empty(),
        document: row.get("document")?,
        report,
        words: [
            row.get("name")?,
            row.get("printed")?,
            row.get("organisation")?,
            row.get("district")?,
            row.get("district_id")?,
        ],
        raw: row.get("raw")?,
        place: [row.get("page")?, row.get("line")?],
        level: row.get("level")?,
    }))
}

/// The outcome: of the annual report of the year, else of the first report after it that looks back.
fn outcome<'p>(key: &Key, printed: &'p [Printed], money: &Money, grammar: &Grammar) -> Chosen<'p> {
    let numbers: Vec<&Printed> = of(printed, Measure::Outcome).collect();
    let own = |figure: &&&Printed| figure.report == (DocType::Annual, key.year);
    let own: Vec<&Printed> = numbers.iter().filter(own).copied().collect();
    if !own.is_empty() {
        return settle(&own, money, false);
    }
    let later = numbers.iter().filter(|figure| figure.report.1 > key.year);
    let Some(first) = later.clone().map(|figure| moment(figure.report)).min() else {
        return Chosen::default();
    };
    let next: Vec<&Printed> = later
        .filter(|figure| moment(figure.report) == first)
        .copied()
        .collect();
    match key.breaks_before(first.0, grammar) {
        true => Chosen::default(),
        false => settle(&next, money, true),
    }
}

/// A target: as the latest report of the year has it, else the first report after it that looks back.
fn target<'p>(key: &Key, printed: &'p [Printed], measure: Measure, money: &Money) -> Chosen<'p> {
    let of_measure = || of(printed, measure);
    let of_year = || of_measure().filter(|figure| figure.report.1 == key.year);
    let in_year = of_year().map(|figure| moment(figure.report)).max();
    let after = || {
        let later = of_measure().filter(|figure| figure.report.1 > key.year);
        later.map(|figure| moment(figure.report)).min()
    };
    let Some(when) = in_year.or_else(after) else {
        return Chosen::default();
    };
    let there: Vec<&Printed> = of_measure()
        .filter(|figure| moment(figure.report) == when)
        .collect();
    settle(&there, money, in_year.is_none())
}

fn of(printed: &[Printed], measure: Measure) -> impl Iterator<Item = &Printed> {
    printed
        .iter()
        .filter(move |figure| figure.measure == Some(measure) && figure.number.is_some())
}

/// A report in the order of time.
fn moment((kind, year): (DocType, i32)) -> (i32, usize) {
    let order = [
        DocType::Plan,
        DocType::FirstTertial,
        DocType::SecondTertial,
        DocType::Annual,
    ];
    (year, order.iter().position(|other| *other == kind).unwrap_or(0))
}

/// One figure of those that should be the same: the one with the most decimals.
fn settle<'p>(figures: &[&'p Printed], money: &Money, is_later: bool) -> Chosen<'p> {
    let all: Vec<Figure> = figures.iter().filter_map(|printed| printed.figure()).collect();
    if agreement(money, &all) == Agreement::No {
        return Chosen {
            is_differing: true,
            ..Chosen::default()
        };
    }
    let best = figures
        .iter()
        .rev()
        .max_by_key(|printed| printed.number.map(|number| number.scale()));
    Chosen {
        printed: best.copied(),
        is_later,
        is_differing: false,
    }
}

impl Printed {
    fn figure(&self) -> Option<Figure> {
        Some(Figure {
            number: self.number?,
            unit: self.unit.clone(),
        })
    }

    fn report(&self) -> String {
        format!("{} {}", self.report.0.word(), self.report.1)
    }
}

/// Whether a later report prints another outcome than the one that counts.
fn is_revised(chosen: &Printed, printed: &[Printed], money: &Money) -> bool {
    let later = of(printed, Measure::Outcome).filter(|other| moment(other.report) > moment(chosen.report));
    let mut pairs = later.filter_map(|other| Some([chosen.figure()?, other.figure()?]));
    pairs.any(|pair| agreement(money, &pair) == Agreement::No)
}

fn give(
    key: &Key,
    printed: &[Printed],
    money: &Money,
    grammar: &Grammar,
    sink: &mut Sink<'_>,
) -> Result<(), Error> {
    let outcome = outcome(key, printed, money, grammar);
    let own = target(key, printed, Measure::Target, money);
    let city = target(key, printed, Measure::CityTarget, money);
    let chosen = [&outcome, &own, &city];
    let differing = chosen.iter().any(|one| one.is_differing);
    let Some(first) = chosen.iter().find_map(|one| one.printed) else {
        return if differing {
            given_differing(key, printed, sink)
        } else {
            Ok(())
        };
    };
    let is_revised = outcome
        .printed
        .is_some_and(|chosen| is_revised(chosen, printed, money));
    let is_doubtful = chosen
        .iter()
        .filter_map(|one| one.printed)
        .any(|one| one.is_doubtful);
    sink(
        TABLE,
        &row(key, first, chosen, [is_revised, is_doubtful, differing]),
    )
}

/// A row without figures, which says that there are several.
fn given_differing(key: &Key, printed: &[Printed], sink: &mut Sink<'_>) -> Result<(), Error> {
    let none = Chosen::default();
    match printed.first() {
        Some(first) => sink(TABLE, &row(key, first, [&none; 3], [false, false, true])),
        None => Ok(()),
    }
}

fn row(key: &Key, first: &Printed, chosen: [&Chosen<'_>; 3], marks: [bool; 3]) -> Vec<String> {
    let text = |one: &Chosen<'_>, each: fn(&Printed) -> String| one.printed.map_or(String::new(), each);
    let number = |printed: &Printed| printed.number.map_or(String::new(), |number| number.to_string());
    let unit = |printed: &Printed| printed.unit.clone();
    let [outcome, own, city] = chosen;
    let source = match outcome.printed {
        Some(_) if outcome.is_later => "later",
        Some(_) => "own",
        None => "",
    };
    let [name, breakdown, organisation, district, district_id] = first.words.clone();
    let [revised, doubtful, differing] = marks.map(|mark| if mark { "true" } else { "" }.to_owned());
    vec![
        key.series.clone(),
        name,
        organisation,
        district,
        key.year.to_string(),
        key.sex.clone(),
        breakdown,
        text(outcome, number),
        text(outcome, unit),
        text(own, number),
        text(own, unit),
        text(city, number),
        text(city, unit),
        source.to_owned(),
        revised,
        doubtful,
        differing,
        text(outcome, Printed::report),
        text(outcome, |printed| printed.document.clone()),
        text(outcome, |printed| printed.place[0].clone()),
        text(outcome, |printed| printed.place[1].clone()),
        text(outcome, |printed| printed.raw.clone()),
        text(own, Printed::report),
        text(own, |printed| printed.document.clone()),
        text(city, Printed::report),
        text(city, |printed| printed.document.clone()),
        first.level.clone(),
        district_id,
        key.body.clone(),
    ]
}
