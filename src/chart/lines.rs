//! The line chart of all lines together.

use crate::chart::axis::{Frame, INK, Room, Scale, Years};
use crate::chart::looks::{Look, MANY, MOST, look};
use crate::chart::marks::{self, Drawing};
use crate::chart::model::{Chart, Line, Target};
use crate::chart::names::wrapped;
use crate::chart::sources::{Anchors, Whose};
use crate::chart::words;
use crate::trace::Error;
use maud::{Markup, html};

/// The steps of a target: dark and finely dashed, as no line is.
pub(super) const TARGET_DASH: &str = "5 2 1 2";
/// Letters of a name that are written beside its line.
const LETTERS: usize = 28;
/// Pixels from one name to the next, and from one line of a name to the next.
const APART: i32 = 17;
const LINE: i32 = 14;

/// The chart, with the names of the lines at its right edge.
pub(super) fn drawing(chart: &Chart, anchors: &Anchors) -> Result<Drawing, Error> {
    let scale = scale(chart, 6);
    let is_many = chart.lines.len() > MOST;
    let labelled = chart.lines.iter().filter(|_| !is_many);
    let labels: usize = labelled.map(|line| wrapped(&line.name, LETTERS).len()).sum();
    let height = 400u32.max(labels as u32 * APART as u32 + 90);
    let room = Room {
        width: 960,
        height,
        top: 36,
        right: 250,
        left: 0,
    };
    let frame = Frame::over_years(room, years(chart), 16, &scale)?;
    let look = |at| if is_many { MANY } else { look(at) };
    let targets: Vec<(usize, &Target)> = shown_targets(chart).collect();
    Ok(Drawing {
        width: room.width,
        height,
        id: anchors.part("linje"),
        title: words::lines_title(chart),
        description: words::lines_description(chart, &scale),
        picture: html! {
            (frame.axes)
            (unit(&frame, chart, &scale))
            (marks::breaks(&frame, chart, false))
            @for (_, target) in &targets { (steps(&frame, target)) }
            @for (at, line) in chart.lines.iter().enumerate() {
                (marks::stroke(&marks::path(&frame, chart, &line.cells), look(at), if is_many { "1" } else { "2" }))
            }
            (names(&frame, chart, &targets, is_many))
        },
        links: html! {
            @for (at, line) in chart.lines.iter().enumerate() {
                (points(&frame, chart, anchors, (at, line), look(at)))
            }
        },
    })
}

/// The points of a line, each a link.
pub(super) fn points(
    frame: &Frame,
    chart: &Chart,
    anchors: &Anchors,
    (at, line): (usize, &Line),
    look: Look,
) -> Markup {
    html! {
        @for cell in &line.cells { (marks::point(frame, chart, anchors, (Whose::Line(at), &line.name), cell, look)) }
    }
}

/// The scale of values that all charts over years share.
pub(super) fn scale(chart: &Chart, ticks: u32) -> Scale {
    Scale::of(marks::lengths(chart.drawn_cells().into_iter()), ticks, true)
}

/// The years of all charts over years.
pub(super) fn years(chart: &Chart) -> Years {
    let years = chart.years();
    Years {
        first: years.first().copied().unwrap_or(0),
        last: years.last().copied().unwrap_or(0),
    }
}

/// Targets of the city; those of a line only where it is alone.
fn shown_targets(chart: &Chart) -> impl Iterator<Item = (usize, &Target)> {
    let is_alone = chart.lines.len() == 1;
    let own = chart.targets_of(Some(0)).filter(move |_| is_alone);
    chart.city_targets().chain(own)
}

/// The steps of a target.
pub(super) fn steps(frame: &Frame, target: &Target) -> Markup {
    let dash = if target.line.is_some() { "1 3" } else { TARGET_DASH };
    let data = marks::steps(frame, &target.cells);
    html! { path d=(data) fill="none" stroke=(INK) stroke-width="1.5" stroke-dasharray=(dash) {} }
}

/// What the values count, above the axis.
pub(super) fn unit(frame: &Frame, chart: &Chart, scale: &Scale) -> Markup {
    let text = words::axis(chart, scale);
    html! { text x="4" y=(frame.room.top as i32 - 16) fill=(INK) { (text) } }
}

/// A name at the right edge: where its line ends, and how it looks.
struct Name {
    y: i32,
    end: i32,
    text: Vec<String>,
    look: Option<Look>,
    dash: &'static str,
}

fn names(frame: &Frame, chart: &Chart, targets: &[(usize, &Target)], is_many: bool) -> Markup {
    let mut names = Vec::new();
    for (_, target) in targets {
        let cells = &target.cells;
        let name = words::target_name(chart, target);
        let dash = if target.line.is_some() { "1 3" } else { TARGET_DASH };
        names.extend(name_of(frame, &name, cells, None, dash));
    }
    for (at, line) in chart.lines.iter().enumerate().filter(|_| !is_many) {
        names.extend(name_of(
            frame,
            &line.name,
            &line.cells,
            Some(look(at)),
            look(at).dash,
        ));
    }
    names.sort_by_key(|name| name.end);
    spread(&mut names, frame);
    let x = frame.right() + 8;
    html! {
        @for name in &names {
            path d={ "M" (x) " " (name.end) "L" (x + 14) " " (name.y) } stroke="#8a8a8a" stroke-width="0.7" fill="none" {}
            path d={ "M" (x + 16) " " (name.y) "h26" } stroke=(name.look.map_or(INK, |look| look.colour))
                stroke-width="2" stroke-dasharray=(name.dash) {}
            @if let Some(look) = name.look { (marks::marker(look, x + 29, name.y, false)) }
            @for (line, text) in (0..).zip(&name.text) {
                text x=(x + 48) y=(name.y + 4 + line * LINE) fill=(INK) { (text) }
            }
        }
    }
}

fn name_of(
    frame: &Frame,
    whole: &str,
    cells: &[crate::chart::model::Cell],
    look: Option<Look>,
    dash: &'static str,
) -> Option<Name> {
    let value = cells.iter().rev().find_map(|cell| cell.value)?;
    let (_, end) = frame.at(0.0, marks::length(value));
    Some(Name {
        y: end,
        end,
        text: wrapped(whole, LETTERS),
        look,
        dash,
    })
}

/// Moves names apart that would be written over each other, in the order of their ends.
fn spread(names: &mut [Name], frame: &Frame) {
    let (top, foot) = frame.edges();
    let mut least = top;
    let more = |name: &Name| LINE * (name.text.len() as i32 - 1);
    for name in names.iter_mut() {
        name.y = name.y.max(least);
        least = name.y + APART + more(name);
    }
    let mut most = foot + 6;
    for name in names.iter_mut().rev() {
        name.y = name.y.min(most - more(name));
        most = name.y - APART;
    }
}
