//! The districts of a day, and what became of them.

use crate::grammar::{District, Registers};
use crate::record::{DocType, district_of};
use std::collections::BTreeSet;

/// The districts over time.
#[derive(Debug, Clone)]
pub struct Map {
    districts: Vec<District>,
}

/// The last day that a report is about.
pub(super) fn last_day(kind: DocType, year: i32) -> String {
    match kind {
        DocType::Plan => format!("{year}-01-01"),
        DocType::FirstTertial => format!("{year}-04-30"),
        DocType::SecondTertial => format!("{year}-08-31"),
        DocType::Annual => format!("{year}-12-31"),
    }
}

impl Map {
    /// The districts of the register, in the order of their names.
    pub fn of(registers: &Registers) -> Self {
        let mut districts = registers.districts.clone();
        districts.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        Self { districts }
    }

    /// A district by its id.
    pub fn get(&self, id: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.id == id)
    }

    /// The district whose committee a body is.
    pub(crate) fn of_body(&self, body: &str) -> Option<&District> {
        self.get(district_of(body)?)
    }

    /// The districts as they were at the end of a year; today's without one.
    pub fn division(&self, year: Option<i32>) -> Vec<&District> {
        let day = year.map_or("9999-12-31".to_owned(), |year| last_day(DocType::Annual, year));
        self.districts
            .iter()
            .filter(|district| district.lasts_on(&day))
            .collect()
    }

    /// The first year of which districts are known.
    pub fn first_year(&self) -> &str {
        let days = self.districts.iter().map(|district| district.from.as_str());
        days.min().and_then(|day| day.get(..4)).unwrap_or("")
    }

    /// The year in which the division changed last.
    fn last_change(&self) -> Option<i32> {
        let days = self.districts.iter().map(|district| district.from.as_str());
        days.max().and_then(|day| day.get(..4)?.parse().ok())
    }

    /// The years whose divisions serve to compare reports of these years and districts: those of the reports, later
    /// ones up to the last change, and earlier ones that had the same districts as the first report, or one that
    /// reports and was gone by then.
    pub(super) fn years_of_divisions(&self, reports: (i32, i32), districts: &BTreeSet<&str>) -> (i32, i32) {
        let ids = |year| -> BTreeSet<&str> {
            let division = self.division(Some(year));
            division.iter().map(|district| district.id.as_str()).collect()
        };
        let at_first = ids(reports.0);
        let serves = |division: &BTreeSet<&str>| {
            let gone = division.difference(&at_first);
            !division.is_empty()
                && (*division == at_first || gone.into_iter().any(|id| districts.contains(id)))
        };
        let (mut first, last) = reports;
        while serves(&ids(first - 1)) {
            first -= 1;
        }
        (first, self.last_change().map_or(last, |change| change.max(last)))
    }

    /// Whether a district is another one or went into it.
    pub fn leads_to(&self, from: &str, to: &str) -> bool {
        // A chain is no longer than the register.
        let mut reached = vec![from];
        for _ in 0..self.districts.len() {
            if reached.contains(&to) {
                return true;
            }
            let next = reached.iter().filter_map(|id| self.get(id));
            reached = next.flat_map(District::successors).collect();
        }
        false
    }

    /// The districts that went into a district, at whatever time.
    pub(super) fn parts(&self, district: &str) -> impl Iterator<Item = &District> {
        let others = self.districts.iter().filter(move |other| other.id != district);
        others.filter(move |other| self.leads_to(&other.id, district))
    }

    /// The districts that were on a day what a district is.
    pub(super) fn pieces(&self, district: &str, day: &str) -> Vec<&District> {
        let there = self.districts.iter().filter(|other| other.lasts_on(day));
        there.filter(|other| self.leads_to(&other.id, district)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;

    fn ids(districts: &[&District]) -> Vec<String> {
        districts.iter().map(|district| district.id.clone()).collect()
    }

    #[test]
    fn divisions_have_the_districts_of_their_time() {
        let map = Map::of(&Grammar::built_in().unwrap().registers);
        for (year, count) in [
            (Some(2007), 14),
            (Some(2019), 14),
            (Some(2020), 13),
            (Some(2023), 11),
            (None, 11),
        ] {
            assert_eq!(map.division(year).len(), count, "{year:?}");
        }
        assert_eq!(
            ids(&map.pieces("jarva", "2022-12-31")),
            ["rinkeby-kista", "spanga-tensta"]
        );
        assert_eq!(ids(&map.pieces("jarva", "2023-08-31")), ["jarva"]);
        assert_eq!(
            ids(&map.pieces("jarva", "2006-12-31")),
            ["kista", "rinkeby", "spanga-tensta"]
        );
        assert_eq!(ids(&map.pieces("ostermalm", "2023-12-31")), Vec::<String>::new());
    }
}
