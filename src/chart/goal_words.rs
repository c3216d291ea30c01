//! What the page of goals says of itself, in the language of those who read it.

use crate::chart::words::counted;
use crate::overview::Verdict;
use crate::record::{DocType, Fulfilment, GoalLevel};

pub(super) const TITLE: &str = "Måluppfyllelse";
pub(super) const REPORTS: &str = "Ur";
pub(super) const GOALS: &str = "Mål";
pub(super) const COPIES: &str = "Avskrifter som inte räknas";
pub(super) const NO_MARKER: &str = "Inget mål på den här nivån har någon markör.";
pub(super) const ONCE: &str = "Varje mål räknas en gång per organ och år. Stadens och nämndens mål som enheterna skriver av \
    räknas inte igen: nämndens egen rapport gäller, och finns den inte gäller enheternas om de säger samma sak.";
pub(super) const NO_GRADE: &str = "Ingen bedömning är inte detsamma som ej uppfyllt.";
pub(super) const FORECAST: &str =
    "Markören i en tertialrapport är en prognos för hela året, inte ett utfall.";
pub(super) const CITY_GOALS: &str = "Stadens mål, organ för organ";
pub(super) const BODY: &str = "Organ";
pub(super) const FOLDED: &str = "Tryck på en rad för att se vad som står bakom den.";
pub(super) const SOURCES: &str = "Alla mål";
pub(super) const NOTHING: &str = "Det finns inga mål att visa.";
pub(super) const HEADS: [&str; 8] = [
    "Organ",
    "Mål",
    "Som det står",
    "Fil",
    "Sida",
    "Rad",
    "Anmärkning",
    "Data",
];
pub(super) const NO_GOAL: &str = "målet finns inte";

/// How a verdict is told apart where colours are not seen: its sign and its word.
pub(super) fn verdict(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Marked(Fulfilment::Whole) => ("●", "uppfylls helt"),
        Verdict::Marked(Fulfilment::Partly) => ("◆", "uppfylls delvis"),
        Verdict::Marked(Fulfilment::Not) => ("■", "uppfylls ej"),
        Verdict::Marked(Fulfilment::NoAssessment) => ("—", "ingen bedömning"),
        Verdict::Unmarked => ("○", "utan markör"),
        Verdict::Differing => ("≠", "skiljer sig åt"),
    }
}

/// How many goals, of how many bodies.
pub(super) fn goals_of_bodies(goals: usize, bodies: usize) -> String {
    format!("{goals} mål, {bodies} organ")
}

/// A verdict with its number and its share of all.
pub(super) fn share(said: Verdict, number: usize, all: usize) -> String {
    let (sign, word) = verdict(said);
    let percent = (100 * number + all / 2).checked_div(all).unwrap_or(0);
    format!("{sign} {word} {number} ({percent} %)")
}

/// The heading of a level.
pub(super) fn level(level: GoalLevel) -> String {
    let mut letters = level.word().chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The reports of a bar.
pub(super) fn reports(year: i32, kind: DocType) -> String {
    format!("{} {year}", kind.word())
}

/// What a part of a bar says.
pub(super) fn part(reports: &str, level: GoalLevel, said: Verdict, number: usize) -> String {
    let (_, word) = verdict(said);
    format!("{reports}, {}: {number} {word}", level.word())
}

/// What may be counted twice.
pub(super) fn perhaps_copies(number: usize) -> String {
    format!(
        "{} står med samma rubrik i rapporter från enheter vars stadsdel inte är känd. De kan vara avskrifter av ett \
         och samma mål.",
        counted(number, "mål", "mål")
    )
}
