//! Registers: districts and organisations, as tables that a statistician can edit.

use super::words::squash;
use crate::trace::Error;
use serde::Deserialize;

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
        let mut districts: Vec<District> = rows("districts.csv", districts)?;
        for district in &districts {
            if !district.to.is_empty() && district.from > district.to {
                return Err(Error::Grammar {
                    file: "districts.csv".into(),
                    entry: district.id.clone(),
                    reason: "`from` is after `to`".into(),
                });
            }
        }
        districts.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.id.cmp(&b.id)));
        Ok(Self {
            districts,
            organisations: rows("organisations.csv", organisations)?,
        })
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

fn rows<T: for<'a> Deserialize<'a>>(file: &str, text: &str) -> Result<Vec<T>, Error> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .enumerate()
        .map(|(index, row)| {
            row.map_err(|error| Error::Grammar {
                file: file.to_owned(),
                entry: format!("row {}", index + 1),
                reason: error.to_string(),
            })
        })
        .collect()
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
