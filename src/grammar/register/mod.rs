//! Registers: districts, organisations, the city's goals and series, as tables that a statistician can edit.
//!
//! Takes: the CSV files in `grammars/`.
//! Gives: [`Registers`], or a sentence with file, row and reason.
//! Never: sees a report.

mod district;
mod goal;
mod organisation;
mod series;
mod table;

pub use district::District;
pub use goal::KfGoal;
pub use organisation::Organisation;
pub use series::{Series, SeriesAlias, SeriesBreak, SeriesRegister};
pub use table::Years;
pub(crate) use table::is_date;

use super::NameWords;
use super::words::squash;
use crate::record::{GoalLevel, OrganisationLevel};
use crate::trace::Error;
use std::collections::HashMap;

/// The registers.
#[derive(Debug, Clone)]
pub struct Registers {
    /// Districts, the longest names first, so that a name inside another is not found.
    pub districts: Vec<District>,
    /// Their positions by every squashed form of their names.
    district_forms: HashMap<String, usize>,
    /// Committees and known units.
    pub organisations: Vec<Organisation>,
    goals: goal::KfGoals,
    /// Series of indicators.
    pub series: SeriesRegister,
    /// The words that are noise in names.
    pub names: NameWords,
}

impl Registers {
    /// Reads every register; `text` gives the text of a file.
    pub(super) fn read<'a>(text: impl Fn(&str) -> &'a str, names: NameWords) -> Result<Self, Error> {
        let districts = district::read(text("districts.csv"))?;
        let mut district_forms = HashMap::new();
        for (at, district) in districts.iter().enumerate() {
            for form in district.forms() {
                district_forms.entry(squash(form)).or_insert(at);
            }
        }
        Ok(Self {
            district_forms,
            organisations: organisation::read(text("organisations.csv"), &districts)?,
            goals: goal::KfGoals::read(text("kf_goals.csv"), &names)?,
            series: SeriesRegister::read(
                text("series.csv"),
                text("series_aliases.csv"),
                text("series_breaks.csv"),
                &names,
            )?,
            districts,
            names,
        })
    }

    /// The city's goal with this whole title, on this level, in this year.
    pub fn kf_goal(&self, level: GoalLevel, year: i32, title: &str) -> Option<&KfGoal> {
        self.goals.find(&self.names.key(title), level, year)
    }

    /// The city's goals in the order of the file.
    pub fn kf_goals(&self) -> &[KfGoal] {
        &self.goals.goals
    }

    /// The organisation that a whole text names. A unit is known by its district; without one, only by a name
    /// that no other unit has.
    pub fn organisation(
        &self,
        level: OrganisationLevel,
        name: &str,
        district: Option<&str>,
    ) -> Option<&Organisation> {
        let named: Vec<&Organisation> = self
            .organisations
            .iter()
            .filter(|known| known.level() == Some(level) && known.is_named(name))
            .collect();
        let of = |district: &str| named.iter().find(|known| known.district == district).copied();
        match district {
            Some(district) => of(district).or_else(|| of("")),
            None if named.len() > 1 => of(""),
            None => named.first().copied(),
        }
    }

    /// The organisation with this id.
    pub fn organisation_by_id(&self, id: &str) -> Option<&Organisation> {
        self.organisations.iter().find(|known| known.id == id)
    }

    /// The district with this id.
    pub fn district(&self, id: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.id == id)
    }

    /// Every name and title by which something is shown; misspelt and broken forms are none.
    pub(in crate::grammar) fn shown_names(&self) -> impl Iterator<Item = &str> {
        let districts = self.districts.iter().map(|district| district.name.as_str());
        let organisations = self.organisations.iter().map(|known| known.name.as_str());
        let goals = self.goals.goals.iter().map(|goal| goal.title.as_str());
        let series = self.series.series.iter().map(|series| series.name.as_str());
        let aliases = self.series.aliases.iter().map(|alias| alias.name.as_str());
        districts
            .chain(organisations)
            .chain(goals)
            .chain(series)
            .chain(aliases)
    }

    /// The districts that went into one.
    pub fn predecessors(&self, id: &str) -> impl Iterator<Item = &District> {
        let went = move |district: &&District| district.successors().any(|successor| successor == id);
        self.districts.iter().filter(went)
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
        let at = self.district_forms.get(&squash(text))?;
        self.districts.get(*at)
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
