//! The page of goals: how many are fulfilled, level by level, and what every body says of the city's goals.

use crate::chart::axis::{Frame, INK, Room, Scale};
use crate::chart::goal_words as words;
use crate::chart::marks::Drawing;
use crate::chart::page::{document, figure};
use crate::chart::sources::json;
use crate::chart::words as common;
use crate::overview::{Judgement, Verdict, count, perhaps_copies};
use crate::record::{DocType, GoalLevel};
use crate::trace::Error;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Pixels from one bar to the next.
const APART: u32 = 34;
const NAMES: u32 = 110;

/// Goals of one level, with the same verdict, in reports of one kind and year.
type Group = (GoalLevel, i32, DocType, Verdict);

/// The page of goals. `documents` is the address of the folder with the documents' JSON.
pub fn goals_page(goals: &[Judgement], documents: Option<&str>) -> Result<String, Error> {
    let levels: BTreeSet<GoalLevel> = goals.iter().map(|goal| goal.level).collect();
    let sections: Vec<Markup> = levels
        .into_iter()
        .map(|level| section(goals, level))
        .collect::<Result<_, _>>()?;
    let body = html! {
        h1 { (words::TITLE) }
        (facts(goals))
        (notes(goals))
        @if goals.is_empty() { p { (words::NOTHING) } }
        @for section in &sections { (section) }
        (city_goals(goals))
        @if !goals.is_empty() { (sources(goals, documents)) }
    };
    Ok(document(&words::TITLE.said(), &body))
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

fn section(goals: &[Judgement], level: GoalLevel) -> Result<Markup, Error> {
    let here: Vec<Judgement> = goals.iter().filter(|goal| goal.level == level).cloned().collect();
    let counts = count(&here, |goal| (goal.year, goal.doc_type));
    let is_marked = here.iter().any(|goal| goal.verdict != Verdict::Unmarked);
    Ok(html! {
        section {
            h2 { (words::level(level)) }
            @if is_marked { (figure(&bars(level, &counts)?, &legend())) } @else { p { (words::NO_MARKER) } }
            div.scroll role="region" tabindex="0" aria-label=(common::SCROLL_TABLE) {
                table.values {
                    caption { (words::level(level)) }
                    thead { tr {
                        th scope="col" { (words::REPORTS) }
                        @for said in Verdict::ALL { th scope="col" { (words::verdict(said).2) } }
                        th scope="col" { (words::COPIED) }
                    } }
                    tbody {
                        @for ((year, kind), row) in &counts {
                            tr {
                                th scope="row" { (words::reports(*year, *kind)) }
                                @for (said, number) in Verdict::ALL.into_iter().zip(&row[1..]) {
                                    td { @if *number > 0 {
                                        a href={ "#" (group_id((level, *year, *kind, said))) } { (number) }
                                    } @else { "0" } }
                                }
                                td { (row[7]) }
                            }
                        }
                    }
                }
            }
        }
    })
}

fn legend() -> Markup {
    html! {
        @for said in Verdict::ALL {
            @let (sign, colour, word) = words::verdict(said);
            span.key { svg width="22" height="14" aria-hidden="true" {
                rect width="22" height="14" fill=(colour) stroke=(INK) {}
                text x="11" y="11" text-anchor="middle" font-size="11" { (sign) }
            } " " (word) }
            " "
        }
    }
}

fn bars(level: GoalLevel, counts: &BTreeMap<(i32, DocType), [usize; 8]>) -> Result<Drawing, Error> {
    let scale = Scale::of(counts.values().map(|row| row[0] as f64), 6, false);
    let room = Room {
        width: 960,
        height: counts.len() as u32 * APART + 50,
        top: 10,
        right: 30,
        left: NAMES,
    };
    let frame = Frame::for_bars(room, counts.len(), &scale)?;
    Ok(Drawing {
        width: room.width,
        height: room.height,
        id: format!("niva-{}", level.word()),
        title: format!("{}: {}", words::TITLE, level.word()),
        description: words::description(counts.len()),
        picture: html! {
            (frame.axes)
            @for (row, (year, kind)) in counts.keys().enumerate() {
                @let (_, y) = frame.at(0.0, row as f64 + 0.5);
                text x=(NAMES as i32 - 10) y=(y + 4) text-anchor="end" fill=(INK) { (words::reports(*year, *kind)) }
            }
        },
        links: html! {
            @for (row, ((year, kind), numbers)) in counts.iter().enumerate() {
                (bar(&frame, level, (row, *year, *kind), numbers))
            }
        },
    })
}

/// A bar of parts, each with its sign and number where there is room.
fn bar(
    frame: &Frame,
    level: GoalLevel,
    (row, year, kind): (usize, i32, DocType),
    numbers: &[usize; 8],
) -> Markup {
    let mut before = 0;
    let parts = Verdict::ALL
        .into_iter()
        .zip(&numbers[1..])
        .filter(|(_, number)| **number > 0);
    let parts: Vec<Markup> = parts
        .map(|(said, number)| {
            let (left, y) = frame.at(before as f64, row as f64 + 0.5);
            before += number;
            let (right, _) = frame.at(before as f64, 0.0);
            let (sign, colour, _) = words::verdict(said);
            let told = words::part(&words::reports(year, kind), level, said, *number);
            let wide = right - left;
            html! {
                a href={ "#" (group_id((level, year, kind, said))) } aria-label=(told) {
                    title { (told) }
                    rect x=(left) y=(y - 12) width=(wide.max(1)) height="24" fill=(colour) stroke=(INK) {}
                    @if wide > 34 {
                        text x=(left + wide / 2) y=(y + 5) text-anchor="middle" fill=(INK) { (sign) " " (number) }
                    } @else if wide > 14 {
                        text x=(left + wide / 2) y=(y + 5) text-anchor="middle" fill=(INK) { (sign) }
                    }
                }
            }
        })
        .collect();
    html! { @for part in &parts { (part) } }
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
                @for ((_, number, title), all) in &by_goal { (matrix(&format!("{number} {title}"), all)) }
            }
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
    let (sign, colour, word) = words::verdict(goal.verdict);
    let id = group_id((goal.level, goal.year, goal.doc_type, goal.verdict));
    html! {
        td style={ "background:" (colour) } { a href={ "#" (id) } title=(word) aria-label=(word) { (sign) } }
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
            div.scroll role="region" tabindex="0" aria-label=(words::SOURCES) {
                table.sources {
                    thead { tr { @for head in words::HEADS { th scope="col" { (head) } } } }
                    @for (group, all) in &groups {
                        @let (level, year, kind, verdict) = *group;
                        tbody id=(group_id(*group)) {
                            tr { th scope="rowgroup" colspan="9" {
                                (words::part(&words::reports(year, kind), level, verdict, all.len()))
                            } }
                            @for goal in all { (source(goal, documents)) }
                        }
                    }
                }
            }
        }
    }
}

fn source(goal: &Judgement, documents: Option<&str>) -> Markup {
    let (sign, _, word) = words::verdict(goal.verdict);
    html! {
        tr {
            td { (sign) " " (word) }
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
