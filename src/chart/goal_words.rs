//! What the page of goals says of itself.

use crate::chart::words::Text;
use crate::overview::Verdict;
use crate::record::{DocType, Fulfilment, GoalLevel};
use crate::say;

pub(super) const TITLE: Text = Text("goals-page-title");
pub(super) const REPORTS: Text = Text("goals-page-reports");
pub(super) const GOALS: Text = Text("goals-page-goals");
pub(super) const COPIES: Text = Text("goals-page-copies");
pub(super) const NO_MARKER: Text = Text("goals-page-no-marker");
pub(super) const ONCE: Text = Text("goals-page-once");
pub(super) const NO_GRADE: Text = Text("goals-page-no-grade");
pub(super) const FORECAST: Text = Text("goals-page-forecast");
pub(super) const CITY_GOALS: Text = Text("goals-page-city-goals");
pub(super) const BODY: Text = Text("goals-page-body");
pub(super) const FOLDED: Text = Text("goals-page-folded");
pub(super) const SOURCES: Text = Text("goals-page-sources");
pub(super) const NOTHING: Text = Text("goals-page-nothing");
pub(super) const HEADS: [Text; 8] = [
    Text("head-body"),
    Text("head-goal"),
    Text("head-as-printed"),
    Text("head-file"),
    Text("head-page"),
    Text("head-line"),
    Text("head-remark"),
    Text("head-data"),
];
pub(super) const NO_GOAL: Text = Text("goals-page-no-goal");

/// How a verdict is told apart where colours are not seen: its sign and its word.
pub(super) fn verdict(verdict: Verdict) -> (&'static str, Text) {
    match verdict {
        Verdict::Marked(Fulfilment::Whole) => ("●", Text("verdict-whole")),
        Verdict::Marked(Fulfilment::Partly) => ("◆", Text("verdict-partly")),
        Verdict::Marked(Fulfilment::Not) => ("■", Text("verdict-not")),
        Verdict::Marked(Fulfilment::NoAssessment) => ("—", Text("verdict-none")),
        Verdict::Unmarked => ("○", Text("verdict-unmarked")),
        Verdict::Differing => ("≠", Text("verdict-differing")),
    }
}

/// How many goals, of how many bodies.
pub(super) fn goals_of_bodies(goals: usize, bodies: usize) -> String {
    say!("goals-page-of-bodies", goals = goals, bodies = bodies)
}

/// A verdict with its number and its share of all.
pub(super) fn share(said: Verdict, number: usize, all: usize) -> String {
    let (sign, word) = verdict(said);
    let percent = (100 * number + all / 2).checked_div(all).unwrap_or(0);
    format!("{sign} {word} {number} ({percent} %)")
}

/// The heading of a level.
pub(super) fn level(level: GoalLevel) -> String {
    let word = level_word(level);
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// A level in a sentence.
fn level_word(level: GoalLevel) -> String {
    match level {
        GoalLevel::Direction => say!("level-direction"),
        GoalLevel::Area => say!("level-area"),
        GoalLevel::Committee => say!("level-committee"),
        GoalLevel::Unit => say!("level-unit"),
        GoalLevel::Commitment => say!("level-commitment"),
    }
}

/// The reports of a bar.
pub(super) fn reports(year: i32, kind: DocType) -> String {
    format!("{} {year}", kind.word())
}

/// What a part of a bar says.
pub(super) fn part(reports: &str, level: GoalLevel, said: Verdict, number: usize) -> String {
    let (_, word) = verdict(said);
    format!("{reports}, {}: {number} {word}", level_word(level))
}

/// What may be counted twice.
pub(super) fn perhaps_copies(number: usize) -> String {
    say!("goals-page-perhaps-copies", count = number)
}
