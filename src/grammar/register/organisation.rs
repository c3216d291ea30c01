//! Committees and known units.

use super::District;
use super::table::{days_fault, id_fault, refuse, several, some_rows};
use crate::grammar::squash;
use crate::record::OrganisationLevel;
use crate::trace::Error;
use serde::Deserialize;

const FILE: &str = "organisations.csv";

/// A committee or a known unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Stable id; empty for a name that units of several districts have.
    #[serde(default)]
    pub id: String,
    /// The name as printed in titles.
    pub name: String,
    /// `nämnd` or `enhet`.
    pub level: String,
    /// Id of the district that a unit belongs to.
    #[serde(default)]
    pub district: String,
    /// Ids of the districts that a unit reports for, separated by `|`, where they are several.
    #[serde(default)]
    pub reports_for: String,
    /// First day, ISO 8601, where it is known.
    #[serde(default)]
    pub from: String,
    /// Last day, ISO 8601, where it is known.
    #[serde(default)]
    pub to: String,
    /// Further and former names, separated by `|`.
    #[serde(default)]
    pub other_forms: String,
    /// Ids of the organisations that it went into, separated by `|`.
    #[serde(default)]
    pub successors: String,
    /// For people.
    #[serde(default)]
    pub note: String,
    /// Where the name was seen.
    pub source: String,
}

impl Organisation {
    /// Every printed form of the name.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(several(&self.other_forms))
    }

    /// The ids of the districts that it reports for, where they are several.
    pub fn reports_for(&self) -> impl Iterator<Item = &str> {
        several(&self.reports_for)
    }

    /// Whether the whole text is a form of the name.
    pub fn is_named(&self, text: &str) -> bool {
        let wanted = squash(text);
        self.forms().any(|form| squash(form) == wanted)
    }

    /// Its level.
    pub fn level(&self) -> Option<OrganisationLevel> {
        OrganisationLevel::of(&self.level)
    }
}

/// Committees and known units in the order of the file.
pub(super) fn read(text: &str, districts: &[District]) -> Result<Vec<Organisation>, Error> {
    let all: Vec<Organisation> = some_rows(FILE, text)?;
    refuse(FILE, &all, |at, row| fault(row, &all[..at], districts))?;
    refuse(FILE, &all, |_, row| {
        let unknown = several(&row.successors).find(|id| all.iter().all(|other| other.id != *id))?;
        Some(format!("`successors` names {unknown}, and no row has this id"))
    })?;
    Ok(all)
}

/// What is wrong with an organisation, given the ones above it.
fn fault(row: &Organisation, above: &[Organisation], districts: &[District]) -> Option<String> {
    if row.name.trim().is_empty() {
        return Some("`name` is empty".to_owned());
    }
    let known = [OrganisationLevel::Committee, OrganisationLevel::Unit];
    if !row.level().is_some_and(|level| known.contains(&level)) {
        let [committee, unit] = known.map(OrganisationLevel::word);
        return Some(format!(
            "`level` is \"{}\", which is neither {committee} nor {unit}",
            row.level
        ));
    }
    let id = || {
        let ids = above.iter().map(|other| other.id.as_str());
        (!row.id.is_empty()).then(|| id_fault(&row.id, ids)).flatten()
    };
    let district = || {
        let named = [("district", row.district.as_str())]
            .into_iter()
            .filter(|(_, id)| !id.is_empty())
            .chain(row.reports_for().map(|id| ("reports_for", id)));
        let unknown = named
            .into_iter()
            .find(|(_, id)| districts.iter().all(|district| district.id != *id));
        unknown.map(|(column, id)| format!("`{column}` names {id}, and districts.csv has no such id"))
    };
    let twice = || {
        let other = above.iter().find(|other| {
            other.level == row.level
                && other.district == row.district
                && row.forms().any(|form| other.is_named(form))
        })?;
        Some(format!("the name is also one of \"{}\"", other.name))
    };
    id().or_else(|| days_fault(&row.from, &row.to, true))
        .or_else(district)
        .or_else(twice)
}
