//! The page of goals: how many are fulfilled, level by level, and what every body says of the city's goals.

use crate::chart::goal_words as words;
use crate::chart::page::document;
use crate::chart::sources::json;
use crate::chart::words as common;
use crate::overview::{Judgement, Verdict, count, perhaps_copies};
use crate::record::{DocType, GoalLevel};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Goals of one level, with the same verdict, in reports of one kind and year.
type Group = (GoalLevel, i32, DocType, Verdict);

/// The page of goals. `documents` is the address of the folder with the documents' JSON.
pub fn goals_page(goals: &[Judgement], documents: Option<&str>) -> String {
    let levels: BTreeSet<GoalLevel> = goals.iter().map(|goal| goal.level).collect();
    let body = html! {
        h1 { (words::TITLE) }
        (facts(goals))
        (notes(goals))
        @if goals.is_empty() { p { (words::NOTHING) } }
        @for level in levels { (section(goals, level)) }
        (city_goals(goals))
        @if !goals.is_empty() { (sources(goals, documents)) }
    };
    document(&words::TITLE.said(), &body)
}

fn facts(goals: &[Judgement]) -> Markup {
    let kinds: BTreeSet<&str> = goals.iter().map(|goal| goal.doc_type.word()).collect();
    let years: BTreeSet<i32> = goals.iter().map(|goal| goal.year).collect();
    let all = || {
        goals
            .iter()
            .flat_map(|goal| goal.deciding.iter().chain(&goal.copies))
    };
    let documents: BTreeSet<&str> = all().map(|one| one.document_id.as_str()).collect();
    let copies: usize = goals.iter().map(|goal| goal.copies.len()).sum();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    html! {
        dl.facts {
            div { dt { (words::REPORTS) } dd { (kinds.join(", ")) } }
            @if let (Some(first), Some(last)) = (years.first(), years.last()) {
                div { dt { (common::YEARS) } dd { @if first == last { (first) } @else { (first) "–" (last) } } }
            }
            div { dt { (words::GOALS) } dd { (goals.len()) } }
            div { dt { (words::COPIES) } dd { (copies) } }
            div { dt { (common::DOCUMENTS) } dd { (documents.len()) } }
        }
    }
}

fn notes(goals: &[Judgement]) -> Markup {
    let is_forecast =
        |goal: &Judgement| matches!(goal.doc_type, DocType::FirstTertial | DocType::SecondTertial);
    let copies = perhaps_copies(goals);
    html! {
        section.notes aria-label=(common::NOTES) {
            h3 { (common::NOTES) }
            ul {
                li { (words::ONCE) }
                li { (words::NO_GRADE) }
                @if goals.iter().any(is_forecast) { li { strong { (common::WARNING) } (words::FORECAST) } }
                @if copies > 0 { li { strong { (common::WARNING) } (words::perhaps_copies(copies)) } }
            }
        }
    }
}

/// The id of the rows of a group.
fn group_id((level, year, kind, verdict): Group) -> String {
    let level = GoalLevel::ALL
        .iter()
        .position(|other| *other == level)
        .unwrap_or(0);
    format!("g{}-{}-{year}-{}", level + 1, kind.word(), verdict.word())
}

/// How the goals of one level stand, a line for the reports of each year.
fn section(goals: &[Judgement], level: GoalLevel) -> Markup {
    let here: Vec<Judgement> = goals.iter().filter(|goal| goal.level == level).cloned().collect();
    let counts = count(&here, |goal| (goal.year, goal.doc_type));
    let is_marked = here.iter().any(|goal| goal.verdict != Verdict::Unmarked);
    html! {
        section {
            h2 { (words::level(level)) }
            @if is_marked { (legend()) } @else { p { (words::NO_MARKER) } }
            ul.shares aria-label=(words::level(level)) {
                @for ((year, kind), row) in &counts {
                    @let here = here.iter().filter(|goal| (goal.year, goal.doc_type) == (*year, *kind));
                    li {
                        p.head {
                            strong { (words::reports(*year, *kind)) }
                            " " span { (words::goals_of_bodies(row[0], bodies(here))) }
                        }
                        (share_bar(&numbers(row)))
                        p.says { @for (said, number) in numbers(row) {
                            a href={ "#" (group_id((level, *year, *kind, said))) } {
                                (words::share(said, number, row[0]))
                            }
                            " "
                        } }
                    }
                }
            }
        }
    }
}

/// Every verdict that is said, with its number; a row of counts begins with their sum.
fn numbers(row: &[usize; 8]) -> Vec<(Verdict, usize)> {
    let all = Verdict::ALL.into_iter().zip(row[1..].iter().copied());
    all.filter(|(_, number)| *number > 0).collect()
}

fn bodies<'g>(goals: impl Iterator<Item = &'g Judgement>) -> usize {
    let ids: BTreeSet<_> = goals
        .map(|goal| (&goal.organisation_id, &goal.organisation))
        .collect();
    ids.len()
}

/// A bar of shares, for the eye; the same numbers stand as text beside it.
fn share_bar(numbers: &[(Verdict, usize)]) -> Markup {
    html! {
        div.share aria-hidden="true" {
            @for (said, number) in numbers {
                span class=(said.word()) style={ "flex-grow:" (number) } {}
            }
        }
    }
}

fn legend() -> Markup {
    html! {
        p { @for said in Verdict::ALL {
            @let (sign, word) = words::verdict(said);
            span.key { span class={ "sign " (said.word()) } { (sign) } " " (word) }
            " "
        } }
    }
}

/// For every goal of the city that is judged somewhere: bodies down, years across.
fn city_goals(goals: &[Judgement]) -> Markup {
    let mut by_goal: BTreeMap<(i32, &str, &str), Vec<&Judgement>> = BTreeMap::new();
    let mut firsts: BTreeMap<&str, (i32, &str, &str)> = BTreeMap::new();
    for goal in goals.iter().filter(|goal| !goal.kf_goal_id.is_empty()) {
        let first = (goal.year, goal.number.as_str(), goal.title.as_str());
        let key = *firsts.entry(&goal.kf_goal_id).or_insert(first);
        by_goal.entry(key).or_default().push(goal);
    }
    by_goal.retain(|_, all| all.iter().any(|goal| goal.verdict != Verdict::Unmarked));
    html! {
        @if !by_goal.is_empty() {
            section {
                h2 { (words::CITY_GOALS) }
                p { (words::FOLDED) }
                @for ((_, number, title), all) in &by_goal { (city_goal(&format!("{number} {title}"), all)) }
            }
        }
    }
}

/// A goal of the city: how it stands in all, and folded below it what every body says.
fn city_goal(title: &str, goals: &[&Judgement]) -> Markup {
    let mut said: BTreeMap<Verdict, usize> = BTreeMap::new();
    for goal in goals {
        *said.entry(goal.verdict).or_default() += 1;
    }
    let numbers: Vec<(Verdict, usize)> = said.into_iter().collect();
    html! {
        details {
            summary {
                span.title { (title) }
                " " (share_bar(&numbers)) " "
                span.says { @for (said, number) in &numbers { span { (words::share(*said, *number, goals.len())) } " " } }
            }
            (matrix(title, goals))
        }
    }
}

fn matrix(title: &str, goals: &[&Judgement]) -> Markup {
    let columns: BTreeSet<(i32, DocType)> = goals.iter().map(|goal| (goal.year, goal.doc_type)).collect();
    type Cells<'g> = BTreeMap<(i32, DocType), &'g Judgement>;
    let mut rows: BTreeMap<(&str, &str), Cells<'_>> = BTreeMap::new();
    for goal in goals {
        let row = rows
            .entry((&goal.organisation, &goal.organisation_id))
            .or_default();
        row.entry((goal.year, goal.doc_type)).or_insert(goal);
    }
    html! {
        div.scroll role="region" tabindex="0" aria-label=(common::SCROLL_TABLE) {
            table.values.matrix {
                caption { (title) }
                thead { tr {
                    th scope="col" { (words::BODY) }
                    @for (year, kind) in &columns { th scope="col" { (words::reports(*year, *kind)) } }
                } }
                tbody {
                    @for ((name, _), cells) in &rows {
                        tr {
                            th scope="row" { (name) }
                            @for column in &columns { (judged(cells.get(column).copied())) }
                        }
                    }
                }
            }
        }
    }
}

fn judged(goal: Option<&Judgement>) -> Markup {
    let Some(goal) = goal else {
        return html! { td { span role="img" aria-label=(words::NO_GOAL) {} } };
    };
    let (sign, word) = words::verdict(goal.verdict);
    let id = group_id((goal.level, goal.year, goal.doc_type, goal.verdict));
    html! {
        td class=(goal.verdict.word()) { a href={ "#" (id) } title=(word) aria-label=(word) { (sign) } }
    }
}

/// Every goal with where it stands, those that say the same together.
fn sources(goals: &[Judgement], documents: Option<&str>) -> Markup {
    let mut groups: BTreeMap<Group, Vec<&Judgement>> = BTreeMap::new();
    for goal in goals {
        let group = (goal.level, goal.year, goal.doc_type, goal.verdict);
        groups.entry(group).or_default().push(goal);
    }
    html! {
        section {
            h2 { (words::SOURCES) }
            p { (words::FOLDED) }
            @for (group, all) in &groups {
                @let (level, year, kind, verdict) = *group;
                details id=(group_id(*group)) {
                    summary { (words::part(&words::reports(year, kind), level, verdict, all.len())) }
                    div.scroll role="region" tabindex="0" aria-label=(words::SOURCES) {
                        table.sources {
                            thead { tr { @for head in words::HEADS { th scope="col" { (head) } } } }
                            tbody { @for goal in all { (source(goal, documents)) } }
                        }
                    }
                }
            }
        }
    }
}

fn source(goal: &Judgement, documents: Option<&str>) -> Markup {
    html! {
        tr {
            td { (goal.organisation) }
            td.file { @if !goal.number.is_empty() { (goal.number) " " } (goal.title) }
            @if let Some(one) = goal.deciding.first() {
                td { @if !one.raw.is_empty() { q { (one.raw) } } }
                td.file { (one.source) }
                td.figure { (one.page) }
                td.figure { (one.line) }
                td { @if let Some(remark) = goal.remark() { span lang=(common::SENTENCES) { (remark) } } }
                td { (json(&one.document_id, documents)) }
            }
        }
    }
}
