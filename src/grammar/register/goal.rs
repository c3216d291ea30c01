//! The goals of Kommunfullmäktige, by the years in which they counted.

use super::table::{Years, id_fault, refuse, row_fault, rows, several};
use crate::grammar::NameWords;
use crate::record::GoalLevel;
use crate::trace::Error;
use serde::Deserialize;
use std::collections::HashMap;

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
}

/// The city's goals, and where each title without noise stands among them.
#[derive(Debug, Clone)]
pub(super) struct KfGoals {
    /// In the order of the file.
    pub(super) goals: Vec<KfGoal>,
    titles: HashMap<String, Vec<usize>>,
}

impl KfGoals {
    pub(super) fn read(text: &str, names: &NameWords) -> Result<Self, Error> {
        let goals: Vec<KfGoal> = rows(FILE, text)?;
        refuse(FILE, &goals, |at, goal| fault(goal, &goals[..at]))?;
        let mut titles: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, goal) in goals.iter().enumerate() {
            for title in goal.titles() {
                let others = titles.entry(names.key(title)).or_default();
                let is_same = |other: &&usize| {
                    let other = &goals[**other];
                    other.level == goal.level && other.years().meet(goal.years())
                };
                if let Some(other) = others.iter().find(is_same) {
                    let reason = format!("{} has the same title in the same years", goals[*other].id);
                    return Err(row_fault(FILE, at, reason));
                }
                others.push(at);
            }
        }
        Ok(Self { goals, titles })
    }

    /// The goal with this title, by its key, on this level in this year.
    pub(super) fn find(&self, key: &str, level: GoalLevel, year: i32) -> Option<&KfGoal> {
        let titled = self.titles.get(key)?.iter().map(|at| &self.goals[*at]);
        let mut found = titled.filter(|goal| goal.level == level.word() && goal.years().hold(Some(year)));
        found.next()
    }
}

/// What is wrong with a goal, given the ones above it.
fn fault(goal: &KfGoal, above: &[KfGoal]) -> Option<String> {
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
    Years::read(&goal.from, &goal.to)
        .err()
        .or_else(|| id_fault(&goal.id, above.iter().map(|other| other.id.as_str())))
        .or_else(title)
        .or_else(level)
}
