//! Districts, with the days between which they were called so.

use super::table::{days_fault, id_fault, refuse, several, some_rows};
use crate::trace::Error;
use serde::Deserialize;

const FILE: &str = "districts.csv";

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
    /// The genitive, which some committees have in their names and others do not.
    pub genitive: String,
    /// Further forms and misspellings that were seen, separated by `|`.
    pub other_forms: String,
    /// The city's number of the committee, where it is known.
    #[serde(default)]
    pub code: String,
    /// Ids of the districts that it went into on the day after its last, separated by `|`.
    pub successors: String,
    /// Where the facts come from.
    pub source: String,
}

impl District {
    /// Every printed form of the name.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        [self.name.as_str(), self.genitive.as_str()]
            .into_iter()
            .chain(several(&self.other_forms))
            .filter(|form| !form.is_empty())
    }

    /// The ids of the districts that it went into.
    pub fn successors(&self) -> impl Iterator<Item = &str> {
        several(&self.successors)
    }

    /// Whether it was called so on a day, ISO 8601.
    pub fn lasts_on(&self, day: &str) -> bool {
        self.from.as_str() <= day && (self.to.is_empty() || day <= self.to.as_str())
    }
}

/// The districts, the longest names first, so that a name inside another is not found.
pub(super) fn read(text: &str) -> Result<Vec<District>, Error> {
    let mut districts: Vec<District> = some_rows(FILE, text)?;
    refuse(FILE, &districts, |at, district| fault(district, &districts[..at]))?;
    refuse(FILE, &districts, |_, district| succession(district, &districts))?;
    districts.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.id.cmp(&b.id)));
    Ok(districts)
}

/// What is wrong with a district, given the ones above it.
fn fault(district: &District, above: &[District]) -> Option<String> {
    if district.id.is_empty() || district.name.is_empty() {
        return Some("`id` or `name` is empty".to_owned());
    }
    let form = || {
        let forms = above
            .iter()
            .flat_map(|other| other.forms().map(move |form| (form, other)));
        let (form, other) = forms
            .into_iter()
            .find(|(form, _)| district.forms().any(|own| own == *form))?;
        Some(format!("the form \"{form}\" is also of {}", other.id))
    };
    id_fault(&district.id, above.iter().map(|other| other.id.as_str()))
        .or_else(|| days_fault(&district.from, &district.to, false))
        .or_else(form)
}

/// What is wrong with the districts that one went into.
fn succession(district: &District, all: &[District]) -> Option<String> {
    for id in district.successors() {
        let Some(successor) = all.iter().find(|other| other.id == id) else {
            return Some(format!("`successors` names {id}, and no row has this id"));
        };
        if district.to.is_empty() {
            return Some(format!("`successors` names {id}, and `to` is empty"));
        }
        if !successor.to.is_empty() && successor.to <= district.to {
            return Some(format!(
                "`successors` names {id}, which ended on {}",
                successor.to
            ));
        }
    }
    None
}
