//! Registers: districts and organisations, as tables that a statistician can edit.

use super::words::squash;
use crate::trace::Error;
use serde::Deserialize;

const DISTRICTS: &str = "districts.csv";
const ORGANISATIONS: &str = "organisations.csv";

/// A stadsdel with every form of its name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Stable id.
    pub id: String,
    /// The name as commonly used.
    pub name: String,
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601; empty while it lasts.
    pub to: String,
    /// The form before "stadsdelsnämnd".
    pub genitive: String,
    /// Further forms and misspellings that were seen, separated by `|`.
    pub other_forms: String,
    /// Ids of the districts that it went into, separated by `|`.
    pub successors: String,
    /// Where the facts come from.
    pub source: String,
}

impl District {
    /// Every printed form of the name.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        [self.name.as_str(), self.genitive.as_str()]
            .into_iter()
            .chain(self.other_forms.split('|'))
            .filter(|form| !form.is_empty())
    }
}

/// A committee or a known unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The name as printed in titles.
    pub name: String,
    /// `nämnd` or `enhet`.
    pub level: String,
    /// Where the name was seen.
    pub source: String,
}

/// Districts and organisations.
#[derive(Debug, Clone)]
pub struct Registers {
    /// Districts, the longest names first, so that a name inside another is not found.
    pub districts: Vec<District>,
    /// Committees and known units.
    pub organisations: Vec<Organisation>,
}

impl Registers {
    pub(super) fn read(districts: &str, organisations: &str) -> Result<Self, Error> {
        let mut districts: Vec<District> = rows(DISTRICTS, districts)?;
        for (at, district) in districts.iter().enumerate() {
            fault_in(district, &districts[..at])
                .map_or(Ok(()), |reason| Err(row_fault(DISTRICTS, at, reason)))?;
            let mut successors = district.successors.split('|').filter(|id| !id.is_empty());
            if let Some(id) = successors.find(|id| districts.iter().all(|other| other.id != *id)) {
                let reason = format!("`successors` names {id}, and no row has this id");
                return Err(row_fault(DISTRICTS, at, reason));
            }
        }
        districts.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.id.cmp(&b.id)));
        let organisations: Vec<Organisation> = rows(ORGANISATIONS, organisations)?;
        match organisations
            .iter()
            .position(|known| known.name.trim().is_empty())
        {
            Some(at) => Err(row_fault(ORGANISATIONS, at, "`name` is empty")),
            None => Ok(Self {
                districts,
                organisations,
            }),
        }
    }

    /// The district of which a form stands in the text as whole words, the longest name first.
    pub fn district_in(&self, text: &str) -> Option<&District> {
        self.districts
            .iter()
            .find(|district| district.forms().any(|form| stands_in(form, text)))
    }

    /// The text with the hyphens that a district's name has lost at the end of a printed line:
    /// `Enskede-ÅrstaVantörs` is `Enskede-Årsta-Vantörs`.
    pub fn rehyphenated(&self, text: &str) -> String {
        let forms = self
            .districts
            .iter()
            .flat_map(|district| [district.name.as_str(), district.genitive.as_str()].into_iter());
        for form in forms.filter(|form| form.contains('-')) {
            let lost = form
                .match_indices('-')
                .map(|(at, _)| form[..at].to_owned() + &form[at + 1..]);
            for broken in lost.chain([form.replace('-', "")]) {
                if stands_in(&broken, text) {
                    return text.replace(&broken, form);
                }
            }
        }
        text.to_owned()
    }

    /// The district that the whole text names.
    pub fn district_named(&self, text: &str) -> Option<&District> {
        let wanted = squash(text);
        self.districts
            .iter()
            .find(|district| district.forms().any(|form| squash(form) == wanted))
    }
}

/// What is wrong with a district, given the ones above it.
fn fault_in(district: &District, above: &[District]) -> Option<String> {
    let not_a_date = |name: &str, text: &str| {
        Some(format!(
            "`{name}` is \"{text}\", which is no date like 2007-01-31"
        ))
    };
    if district.id.is_empty() || district.name.is_empty() {
        return Some("`id` or `name` is empty".to_owned());
    }
    if above.iter().any(|other| other.id == district.id) {
        return Some(format!("the id {} stands twice", district.id));
    }
    if !is_date(&district.from) {
        return not_a_date("from", &district.from);
    }
    if !district.to.is_empty() && !is_date(&district.to) {
        return not_a_date("to", &district.to);
    }
    (!district.to.is_empty() && district.from > district.to)
        .then(|| format!("`from` {} is after `to` {}", district.from, district.to))
}

/// Whether the text is a day of the calendar, ISO 8601.
fn is_date(text: &str) -> bool {
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

/// What is wrong with a row of a register, counted from 0 below the header, as a spreadsheet counts it.
fn row_fault(file: &str, at: usize, reason: impl Into<String>) -> Error {
    Error::Grammar {
        at: format!("{file}, row {}", at + 2),
        reason: reason.into(),
    }
}

fn rows<T: for<'a> Deserialize<'a>>(file: &str, text: &str) -> Result<Vec<T>, Error> {
    let rows: Vec<T> = csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .enumerate()
        .map(|(at, row)| row.map_err(|error| row_fault(file, at, reason(&error))))
        .collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Err(Error::Grammar {
            at: file.to_owned(),
            reason: "it has no rows".into(),
        });
    }
    Ok(rows)
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

/// Whether the form stands in the text on word borders; a hyphenated longer name does not count.
pub(crate) fn stands_in(form: &str, text: &str) -> bool {
    text.match_indices(form).any(|(at, _)| {
        let joins = |letter: char| letter.is_alphanumeric() || letter == '-';
        !text[..at].ends_with(joins) && !text[at + form.len()..].starts_with(joins)
    })
}

#[cfg(test)]
mod tests {
    use super::stands_in;

    #[test]
    fn a_name_inside_another_name_is_not_that_name() {
        assert!(stands_in("Älvsjö", "Älvsjö stadsdelsnämnd"));
        assert!(!stands_in("Älvsjö", "Hägersten-Älvsjö stadsdelsnämnd"));
        assert!(!stands_in("Kista", "Kistagången"));
    }

    #[test]
    fn a_hyphen_that_a_line_end_took_is_put_back() {
        let registers = crate::grammar::Grammar::built_in().unwrap().registers;
        for (broken, whole) in [
            (
                "Enskede-ÅrstaVantörs stadsdelsnämnd",
                "Enskede-Årsta-Vantörs stadsdelsnämnd",
            ),
            (
                "HässelbyVällingby stadsdelsnämnd",
                "Hässelby-Vällingby stadsdelsnämnd",
            ),
            ("Bromma stadsdelsnämnd", "Bromma stadsdelsnämnd"),
        ] {
            assert_eq!(registers.rehyphenated(broken), whole);
        }
    }
}
