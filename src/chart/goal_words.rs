//! What the page of goals says of itself.

use crate::chart::words::Text;
use crate::overview::Verdict;
use crate::record::{DocType, Fulfilment, GoalLevel};
use crate::say;

pub(super) const TITLE: Text = Text("goals-page-title");
pub(super) const REPORTS: Text = Text("goals-page-reports");
pub(super) const GOALS: Text = Text("goals-page-goals");
pub(super) const COPIES: Text = Text("goals-page-copies");
pub(super) const COPIED: Text = Text("goals-page-copied");
pub(super) const NO_MARKER: Text = Text("goals-page-no-marker");
pub(super) const ONCE: Text = Text("goals-page-once");
pub(super) const NO_GRADE: Text = Text("goals-page-no-grade");
pub(super) const FORECAST: Text = Text("goals-page-forecast");
pub(super) const CITY_GOALS: Text = Text("goals-page-city-goals");
pub(super) const BODY: Text = Text("goals-page-body");
pub(super) const SOURCES: Text = Text("goals-page-sources");
pub(super) const NOTHING: Text = Text("goals-page-nothing");
pub(super) const HEADS: [Text; 9] = [
    Text("head-verdict"),
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

/// How a verdict is told apart: its sign, its colour and its word.
pub(super) fn verdict(verdict: Verdict) -> (&'static str, &'static str, Text) {
    match verdict {
        Verdict::Marked(Fulfilment::Whole) => ("●", "#009e73", Text("verdict-whole")),
        Verdict::Marked(Fulfilment::Partly) => ("◆", "#f0e442", Text("verdict-partly")),
        Verdict::Marked(Fulfilment::Not) => ("■", "#d55e00", Text("verdict-not")),
        Verdict::Marked(Fulfilment::NoAssessment) => ("—", "#d9d9d9", Text("verdict-none")),
        Verdict::Unmarked => ("○", "#ffffff", Text("verdict-unmarked")),
        Verdict::Differing => ("≠", "#cc79a7", Text("verdict-differing")),
    }
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
    let (_, _, word) = verdict(said);
    format!("{reports}, {}: {number} {word}", level_word(level))
}

/// What a reader who does not see the chart must know.
pub(super) fn description(bars: usize) -> String {
    say!("goals-page-bars", count = bars)
}

/// What may be counted twice.
pub(super) fn perhaps_copies(number: usize) -> String {
    say!("goals-page-perhaps-copies", count = number)
}
