//! Bars of one year, the largest first; what is missing stands below with its name and has no bar.

use crate::chart::axis::{Frame, INK, Room, Scale};
use crate::chart::lines::TARGET_DASH;
use crate::chart::marks::{self, Drawing};
use crate::chart::model::{Cell, Chart, Line};
use crate::chart::names::wrapped;
use crate::chart::sources::{Anchors, Whose};
use crate::chart::words;
use crate::trace::Error;
use maud::{Markup, html};
use std::cmp::Reverse;

/// Pixels from one bar to the next: two lines of a name.
const APART: u32 = 30;
const LINE: i32 = 13;
/// Room for names.
const NAMES: u32 = 280;
const LETTERS: usize = 38;

type Bar<'a> = (usize, &'a Line, Option<&'a Cell>);

/// The chart of a year.
pub(super) fn drawing(chart: &Chart, anchors: &Anchors, year: i32) -> Result<Drawing, Error> {
    let mut bars: Vec<Bar<'_>> = chart
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| (at, line, line.cell(year)))
        .collect();
    bars.sort_by_key(|(_, _, cell)| Reverse(cell.and_then(|cell| cell.value)));
    let of_year = chart.drawn_cells().into_iter().filter(|cell| cell.year == year);
    let scale = Scale::of(marks::lengths(of_year), 6, false);
    let city: Vec<_> = chart
        .city_targets()
        .filter_map(|(at, target)| Some((at, target, target.cell(year)?)))
        .filter(|(_, _, cell)| cell.value.is_some())
        .collect();
    let room = Room {
        width: 960,
        height: bars.len() as u32 * APART + 76,
        top: 44,
        right: 130,
        left: NAMES,
    };
    let frame = Frame::for_bars(room, bars.len(), &scale)?;
    Ok(Drawing {
        width: room.width,
        height: room.height,
        id: anchors.part("stapel"),
        title: words::bars_title(chart, year),
        description: words::bars_description(chart, year, &scale),
        picture: html! {
            (frame.axes)
            text x="4" y="16" fill=(INK) { (words::axis(chart, &scale)) }
            @for (row, (_, line, cell)) in bars.iter().enumerate() { (name(&frame, row, line, *cell)) }
            (zero(&frame))
        },
        links: html! {
            @for (row, (at, line, cell)) in bars.iter().enumerate() {
                @if let Some(cell) = cell { (bar(&frame, chart, anchors, (row, *at, line), cell)) }
                (own_target(&frame, chart, anchors, (row, *at), year))
            }
            @for (at, target, cell) in &city {
                (city_target(&frame, chart, anchors, (*at, &words::target_name(chart, target)), cell))
            }
        },
    })
}

/// The middle of a row.
fn middle(frame: &Frame, row: usize) -> i32 {
    frame.at(0.0, row as f64 + 0.5).1
}

fn name(frame: &Frame, row: usize, line: &Line, cell: Option<&Cell>) -> Markup {
    let y = middle(frame, row) + 4;
    let lines = wrapped(&line.name, LETTERS);
    let above = LINE * (lines.len() as i32 - 1) / 2;
    let has_value = cell.is_some_and(|cell| cell.value.is_some());
    html! {
        @for (at, text) in (0..).zip(&lines) {
            text x=(NAMES as i32 - 10) y=(y - above + at * LINE) text-anchor="end" font-size="12" fill=(INK) { (text) }
        }
        @if !has_value {
            text x=(frame.at(0.0, 0.0).0 + 8) y=(y) fill="#5a5a5a" font-style="italic" { (words::NO_VALUE) }
        }
    }
}

fn bar(
    frame: &Frame,
    chart: &Chart,
    anchors: &Anchors,
    (row, at, line): (usize, usize, &Line),
    cell: &Cell,
) -> Markup {
    let Some(value) = cell.value else {
        return html! {};
    };
    let y = middle(frame, row);
    let (zero, _) = frame.at(0.0, 0.0);
    let (end, _) = frame.at(marks::length(value), 0.0);
    let (left, width) = (zero.min(end), (end - zero).abs().max(1));
    let inside = html! {
        rect x=(left) y=(y - 9) width=(width) height="18" fill="#0072b2" stroke="#00456b" {}
        text x=(frame.right() + 8) y=(y + 4) fill=(INK) { (words::value(chart, cell)) }
    };
    marks::link(chart, anchors, (Whose::Line(at), &line.name), cell, &inside)
}

/// A tick across the bar.
fn own_target(
    frame: &Frame,
    chart: &Chart,
    anchors: &Anchors,
    (row, line): (usize, usize),
    year: i32,
) -> Markup {
    let y = middle(frame, row);
    html! {
        @for (at, target) in chart.targets_of(Some(line)) {
            @if let Some((cell, value)) = target.cell(year).and_then(|cell| Some((cell, cell.value?))) {
                @let (x, _) = frame.at(marks::length(value), 0.0);
                @let tick = html! {
                    path d={ "M" (x) " " (y - 13) "v26" } stroke="#fff" stroke-width="6" {}
                    path d={ "M" (x) " " (y - 13) "v26" } stroke=(INK) stroke-width="3" {}
                };
                (marks::link(chart, anchors, (Whose::Target(at), &words::target_name(chart, target)), cell, &tick))
            }
        }
    }
}

/// A line down all bars.
fn city_target(
    frame: &Frame,
    chart: &Chart,
    anchors: &Anchors,
    (at, name): (usize, &str),
    cell: &Cell,
) -> Markup {
    let (top, foot) = frame.edges();
    let (x, _) = frame.at(cell.value.map_or(0.0, marks::length), 0.0);
    let inside = html! {
        path d={ "M" (x) " " (top - 6) "V" (foot) } stroke=(INK) stroke-width="1.5" stroke-dasharray=(TARGET_DASH) {}
        text x=(x) y=(top - 10) text-anchor="middle" fill=(INK) {
            (name) " " (cell.year) ": " (words::value(chart, cell))
        }
    };
    marks::link(chart, anchors, (Whose::Target(at), name), cell, &inside)
}

fn zero(frame: &Frame) -> Markup {
    let (top, foot) = frame.edges();
    let (x, _) = frame.at(0.0, 0.0);
    html! { path d={ "M" (x) " " (top) "V" (foot) } stroke=(INK) stroke-width="1" {} }
}
