//! Rows of a register, and what is wrong with one.

use crate::trace::Error;
use serde::Deserialize;

/// What divides several values in one cell.
const DIVIDER: char = '|';

/// The values of a cell that may hold several.
pub(super) fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(DIVIDER)
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

/// The rows of a register.
pub(super) fn rows<T: for<'a> Deserialize<'a>>(file: &str, text: &str) -> Result<Vec<T>, Error> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .enumerate()
        .map(|(at, row)| row.map_err(|error| row_fault(file, at, reason(&error))))
        .collect()
}

/// The rows of a register that cannot be empty.
pub(super) fn some_rows<T: for<'a> Deserialize<'a>>(file: &str, text: &str) -> Result<Vec<T>, Error> {
    let rows = rows(file, text)?;
    if rows.is_empty() {
        return Err(Error::Grammar {
            at: file.to_owned(),
            reason: "it has no rows".into(),
        });
    }
    Ok(rows)
}

/// What is wrong with a row of a register, counted from 0 below the header, as a spreadsheet counts it.
pub(super) fn row_fault(file: &str, at: usize, reason: impl Into<String>) -> Error {
    Error::Grammar {
        at: format!("{file}, row {}", number(at)),
        reason: reason.into(),
    }
}

/// The number of a row as a spreadsheet counts it.
pub(super) fn number(at: usize) -> usize {
    at + 2
}

/// The first row with a fault, as an error.
pub(super) fn refuse<T>(
    file: &str,
    rows: &[T],
    fault: impl Fn(usize, &T) -> Option<String>,
) -> Result<(), Error> {
    let found = rows
        .iter()
        .enumerate()
        .find_map(|(at, row)| Some((at, fault(at, row)?)));
    found.map_or(Ok(()), |(at, reason)| Err(row_fault(file, at, reason)))
}

/// Why a row cannot be read, without its place.
fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("it has {len} fields, and the header has {expected_len}")
        }
        _ => error.to_string(),
    }
}

/// What is wrong with an id: it is empty, no kebab-case, or stands in a row above.
pub(super) fn id_fault<'a>(id: &str, mut above: impl Iterator<Item = &'a str>) -> Option<String> {
    let is_kebab = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if id.is_empty() {
        return Some("`id` is empty".to_owned());
    }
    if !id.chars().all(is_kebab) {
        return Some(format!(
            "the id \"{id}\" is not of small letters a-z, digits and hyphens"
        ));
    }
    above
        .any(|other| other == id)
        .then(|| format!("the id {id} stands twice"))
}

/// What is wrong with the days between which a row counts. The first may be open if `is_open`.
pub(super) fn days_fault(from: &str, to: &str, is_open: bool) -> Option<String> {
    let not_a_date = |name: &str, text: &str| {
        Some(format!(
            "`{name}` is \"{text}\", which is no date like 2007-01-31"
        ))
    };
    if !(is_date(from) || is_open && from.is_empty()) {
        return not_a_date("from", from);
    }
    if !to.is_empty() && !is_date(to) {
        return not_a_date("to", to);
    }
    (!to.is_empty() && from > to).then(|| format!("`from` {from} is after `to` {to}"))
}

/// Whether the text is a day of the calendar, ISO 8601.
pub(crate) fn is_date(text: &str) -> bool {
    let is_form = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let number =
        |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    is_form && (1..=days).contains(&day)
}

/// The year in a cell, none where it is empty.
pub(super) fn year(name: &str, text: &str) -> Result<Option<i32>, String> {
    match text.parse::<i32>() {
        _ if text.is_empty() => Ok(None),
        Ok(year) if (1900..2200).contains(&year) => Ok(Some(year)),
        _ => Err(format!("`{name}` is \"{text}\", which is no year like 2016")),
    }
}

/// The years from the first to the last, each open where it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The first year.
    pub from: Option<i32>,
    /// The last year.
    pub to: Option<i32>,
}

impl Years {
    /// Every year.
    pub(super) const ALL: Self = Self { from: None, to: None };

    /// Reads two cells; an empty one is open.
    pub(super) fn read(from: &str, to: &str) -> Result<Self, String> {
        let years = Self {
            from: year("from", from)?,
            to: year("to", to)?,
        };
        match years {
            Self {
                from: Some(from),
                to: Some(to),
            } if from > to => Err(format!("`from` {from} is after `to` {to}")),
            years => Ok(years),
        }
    }

    /// Whether a year is among them. An unknown year is only where no year is left out.
    pub fn hold(self, year: Option<i32>) -> bool {
        match year {
            Some(year) => self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to),
            None => self == Self::ALL,
        }
    }

    /// Whether some year is among both.
    pub(super) fn meet(self, other: Self) -> bool {
        let before = |one: Self, two: Self| matches!((one.to, two.from), (Some(to), Some(from)) if to < from);
        !before(self, other) && !before(other, self)
    }
}
