//! Series of indicators: what an indicator is called over the years.

use super::table::{Years, id_fault, number, refuse, row_fault, rows, several, year};
use crate::grammar::NameWords;
use crate::language::Language;
use crate::record::SeriesMatch;
use crate::trace::Error;
use serde::Deserialize;
use std::collections::HashMap;

const SERIES: &str = "series.csv";
const ALIASES: &str = "series_aliases.csv";
const BREAKS: &str = "series_breaks.csv";

/// What a series measures; the words are ids of `quantities.json`.
const KINDS: &[&str] = &["share", "count", "average", "ratio"];

/// An indicator that is followed over the years.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Stable id.
    pub id: String,
    /// The name by which it is shown.
    pub name: String,
    /// `share`, `count` (amounts too: what adds up), `average` or `ratio` (an index too).
    pub kind: String,
    /// Its unit, where it is always the same.
    pub unit: String,
    /// Names that come close and are something else, separated by `|`.
    pub not: String,
    /// For people: in English, and after ` | ` in Swedish.
    pub note: String,
    /// Where the name was seen.
    pub source: String,
}

/// Another name of a series.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesAlias {
    /// Id of the series.
    pub series: String,
    /// The other name.
    pub name: String,
    /// First year in which the name has this meaning; empty where it always had.
    pub from: String,
    /// Last year.
    pub to: String,
    /// What differs, for people: in English, and after ` | ` in Swedish.
    pub note: String,
    /// Where the name was seen.
    pub source: String,
}

/// A year from which a series measures something else under the same name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesBreak {
    /// Id of the series.
    pub series: String,
    /// The first year of the new construct.
    pub year: i32,
    /// What is different: in English, and after ` | ` in Swedish.
    pub note: String,
    /// Where this is said.
    pub source: String,
}

impl Series {
    /// The note in the language of this process.
    pub fn note_told(&self) -> &str {
        told(&self.note)
    }
}

impl SeriesAlias {
    /// What differs, in the language of this process.
    pub fn note_told(&self) -> &str {
        told(&self.note)
    }
}

impl SeriesBreak {
    /// What is different, in the language of this process.
    pub fn note_told(&self) -> &str {
        told(&self.note)
    }
}

/// The part of a note in the language of this process; one without Swedish is told as it is.
fn told(note: &str) -> &str {
    let (english, swedish) = note.split_once(" | ").unwrap_or((note, note));
    match Language::current() {
        Language::English => english,
        Language::Swedish => swedish,
    }
}

/// A name in the years in which it means one series.
#[derive(Debug, Clone)]
struct Name {
    series: usize,
    years: Years,
    matched: SeriesMatch,
    /// The row of the file in which it stands, from 0.
    row: usize,
}

/// Every series with its names.
#[derive(Debug, Clone)]
pub struct SeriesRegister {
    /// The series in the order of the file.
    pub series: Vec<Series>,
    /// Their other names.
    pub aliases: Vec<SeriesAlias>,
    /// Known breaks.
    pub breaks: Vec<SeriesBreak>,
    names: HashMap<String, Vec<Name>>,
}

impl SeriesRegister {
    pub(super) fn read(series: &str, aliases: &str, breaks: &str, words: &NameWords) -> Result<Self, Error> {
        let mut register = Self {
            series: rows(SERIES, series)?,
            aliases: rows(ALIASES, aliases)?,
            breaks: rows(BREAKS, breaks)?,
            names: HashMap::new(),
        };
        let all = &register.series;
        refuse(SERIES, all, |at, series| fault(series, &all[..at], words))?;
        register.name_series(words)?;
        register.name_aliases(words)?;
        refuse(SERIES, &register.series, |at, series| {
            register.not_fault(at, series, words)
        })?;
        refuse(BREAKS, &register.breaks, |at, found| {
            register.break_fault(at, found)
        })?;
        Ok(register)
    }

    /// The series with this id.
    pub fn get(&self, id: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.id == id)
    }

    /// The series that a name means in a year, by its key, and how.
    pub fn find(&self, key: &str, year: Option<i32>) -> Option<(&Series, SeriesMatch)> {
        let names = self.names.get(key)?;
        let found = names.iter().find(|name| name.years.hold(year))?;
        Some((&self.series[found.series], found.matched))
    }

    /// Whether the register says of a name that it is something else than the series.
    pub fn is_told_apart(&self, id: &str, name: &str, words: &NameWords) -> bool {
        let key = words.key(name);
        self.get(id)
            .is_some_and(|series| several(&series.not).any(|not| words.key(not) == key))
    }

    /// The years of an alias.
    pub fn years(alias: &SeriesAlias) -> Years {
        Years::read(&alias.from, &alias.to).unwrap_or(Years::ALL)
    }

    fn name_series(&mut self, words: &NameWords) -> Result<(), Error> {
        for at in 0..self.series.len() {
            let key = words.key(&self.series[at].name);
            let name = Name {
                series: at,
                years: Years::ALL,
                matched: SeriesMatch::Exact,
                row: at,
            };
            self.add(&key, name)
                .map_err(|reason| row_fault(SERIES, at, reason))?;
        }
        Ok(())
    }

    fn name_aliases(&mut self, words: &NameWords) -> Result<(), Error> {
        for at in 0..self.aliases.len() {
            let (key, name) = self
                .alias(at, words)
                .map_err(|reason| row_fault(ALIASES, at, reason))?;
            self.add(&key, name)
                .map_err(|reason| row_fault(ALIASES, at, reason))?;
        }
        Ok(())
    }

    /// An alias as a name, or what is wrong with it.
    fn alias(&self, at: usize, words: &NameWords) -> Result<(String, Name), String> {
        let alias = &self.aliases[at];
        let Some(series) = self.series.iter().position(|series| series.id == alias.series) else {
            return Err(format!(
                "`series` is \"{}\", and series.csv has no such id",
                alias.series
            ));
        };
        let years = Years::read(&alias.from, &alias.to)?;
        if let Some(reason) = name_fault(&alias.name, &self.series[series], words) {
            return Err(reason);
        }
        let name = Name {
            series,
            years,
            matched: SeriesMatch::Alias,
            row: at,
        };
        Ok((words.key(&alias.name), name))
    }

    /// Adds a name, unless it means something already in one of its years.
    fn add(&mut self, key: &str, name: Name) -> Result<(), String> {
        let others = self.names.entry(key.to_owned()).or_default();
        if let Some(other) = others.iter().find(|other| other.years.meet(name.years)) {
            let file = match other.matched {
                SeriesMatch::Exact => SERIES,
                _ => ALIASES,
            };
            return Err(format!(
                "the name means {} already in the same years ({file}, row {})",
                self.series[other.series].id,
                number(other.row)
            ));
        }
        others.push(name);
        Ok(())
    }

    /// A name that must not be of a series, and is.
    fn not_fault(&self, at: usize, series: &Series, words: &NameWords) -> Option<String> {
        let names = several(&series.not).find(|not| {
            let same = self.names.get(&words.key(not)).into_iter().flatten();
            same.into_iter().any(|name| name.series == at)
        })?;
        Some(format!("`not` has \"{names}\", which is a name of this series"))
    }

    fn break_fault(&self, at: usize, found: &SeriesBreak) -> Option<String> {
        if self.get(&found.series).is_none() {
            return Some(format!(
                "`series` is \"{}\", and series.csv has no such id",
                found.series
            ));
        }
        if let Err(reason) = year("year", &found.year.to_string()) {
            return Some(reason);
        }
        let twice = |other: &SeriesBreak| other.series == found.series && other.year == found.year;
        self.breaks[..at]
            .iter()
            .any(twice)
            .then(|| format!("the break of {} in {} stands twice", found.series, found.year))
    }
}

/// What is wrong with a series, given the ones above it.
fn fault(series: &Series, above: &[Series], words: &NameWords) -> Option<String> {
    let kind = || {
        (!KINDS.contains(&series.kind.as_str())).then(|| {
            format!(
                "`kind` is \"{}\", which is none of {}",
                series.kind,
                KINDS.join(", ")
            )
        })
    };
    id_fault(&series.id, above.iter().map(|other| other.id.as_str()))
        .or_else(kind)
        .or_else(|| name_fault(&series.name, series, words))
}

/// What is wrong with a name of a series: a share is never a count.
fn name_fault(name: &str, series: &Series, words: &NameWords) -> Option<String> {
    if words.key(name).is_empty() {
        return Some("`name` is empty".to_owned());
    }
    let told = words.kind(name).filter(|kind| *kind != series.kind)?;
    Some(format!(
        "\"{name}\" is the name of a {told}, and {} is a {}",
        series.id, series.kind
    ))
}
