//! The goals of Kommunfullmäktige, by the years in which they counted.

use super::table::{Years, id_fault, refuse, rows, several};
use crate::grammar::NameWords;
use crate::record::GoalLevel;
use crate::trace::Error;
use serde::Deserialize;

const FILE: &str = "kf_goals.csv";

/// A goal of the city. The number is no key: the same number is another goal in other years.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KfGoal {
    /// Stable id.
    pub id: String,
    /// First year.
    pub from: String,
    /// Last year; empty while it lasts.
    pub to: String,
    /// Its level.
    pub level: String,
    /// Its number, where it is known.
    pub number: String,
    /// The whole title.
    pub title: String,
    /// Other wordings of the whole title, separated by `|`.
    pub other_forms: String,
    /// For people.
    pub note: String,
    /// Where the title was seen.
    pub source: String,
}

impl KfGoal {
    /// Every whole title.
    fn titles(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.title.as_str()).chain(several(&self.other_forms))
    }

    /// The years in which it counted.
    pub fn years(&self) -> Years {
        Years::read(&self.from, &self.to).unwrap_or(Years::ALL)
    }

    fn has(&self, names: &NameWords, key: &str) -> bool {
        self.titles().any(|title| names.key(title) == key)
    }
}

/// The city's goals in the order of the file.
pub(super) fn read(text: &str, names: &NameWords) -> Result<Vec<KfGoal>, Error> {
    let goals: Vec<KfGoal> = rows(FILE, text)?;
    refuse(FILE, &goals, |at, goal| fault(goal, &goals[..at], names))?;
    Ok(goals)
}

fn fault(goal: &KfGoal, above: &[KfGoal], names: &NameWords) -> Option<String> {
    let years = match Years::read(&goal.from, &goal.to) {
        Ok(years) => years,
        Err(reason) => return Some(reason),
    };
    let level = || {
        let known = [GoalLevel::Direction, GoalLevel::Area];
        let [direction, area] = known.map(GoalLevel::word);
        let is_known = GoalLevel::of(&goal.level).is_some_and(|level| known.contains(&level));
        (!is_known).then(|| {
            format!(
                "`level` is \"{}\", which is neither {direction} nor {area}",
                goal.level
            )
        })
    };
    let title = || {
        goal.title
            .trim()
            .is_empty()
            .then(|| "`title` is empty".to_owned())
    };
    let twice = || {
        let other = above.iter().find(|other| {
            other.level == goal.level
                && other.years().meet(years)
                && goal.titles().any(|title| other.has(names, &names.key(title)))
        })?;
        Some(format!("{} has the same title in the same years", other.id))
    };
    id_fault(&goal.id, above.iter().map(|other| other.id.as_str()))
        .or_else(title)
        .or_else(level)
        .or_else(twice)
}

/// The goal with this whole title on this level in this year.
pub(super) fn find<'a>(
    goals: &'a [KfGoal],
    names: &NameWords,
    level: GoalLevel,
    year: i32,
    title: &str,
) -> Option<&'a KfGoal> {
    let key = names.key(title);
    goals
        .iter()
        .find(|goal| goal.level == level.word() && goal.years().hold(Some(year)) && goal.has(names, &key))
}
