//! What stands on a frame: points that are links, lines with gaps, steps of targets, breaks.

use crate::chart::axis::Frame;
use crate::chart::looks::Look;
use crate::chart::model::{Cell, Chart};
use crate::chart::sources::{Anchors, Whose};
use crate::chart::words;
use maud::{Markup, PreEscaped, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt::Write;

/// A picture: its parts, still without the tags round them.
pub(super) struct Drawing {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The id that its title and description are called by.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) description: String,
    /// What is only looked at.
    pub(super) picture: Markup,
    /// What leads somewhere.
    pub(super) links: Markup,
}

impl Drawing {
    /// The picture as a part of a page.
    pub(super) fn inline(&self) -> Markup {
        self.svg(None, "")
    }

    /// The picture as a file of its own.
    pub(super) fn alone(&self) -> Markup {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        html! { (PreEscaped(head)) (self.svg(Some("http://www.w3.org/2000/svg"), "a{text-decoration:none}")) }
    }

    /// Children of an image are hidden from screen readers, so the links stand beside the image and not in it.
    fn svg(&self, space: Option<&str>, style: &str) -> Markup {
        let (title, description) = (format!("{}-t", self.id), format!("{}-d", self.id));
        html! {
            svg xmlns=[space] viewBox={ "0 0 " (self.width) " " (self.height) } width=(self.width)
                height=(self.height) role="group" aria-labelledby=(title) font-family="sans-serif" font-size="13" {
                title id=(title) { (self.title) }
                @if !style.is_empty() { style { (style) } }
                @if space.is_some() { rect width=(self.width) height=(self.height) fill="#fff" {} }
                g role="img" aria-labelledby={ (title) " " (description) } {
                    desc id=(description) { (self.description) }
                    (self.picture)
                }
                g role="group" aria-label=(words::POINTS) { (self.links) }
            }
        }
    }
}

/// A value as a length. Only its place is computed so; what is printed is the value itself.
pub(super) fn length(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// Every length among cells.
pub(super) fn lengths<'a>(
    cells: impl Iterator<Item = &'a Cell> + Clone,
) -> impl Iterator<Item = f64> + Clone {
    cells.filter_map(|cell| cell.value).map(length)
}

/// The data of a path through the values: it stops where a year is missing and where a break is.
pub(super) fn path(frame: &Frame, chart: &Chart, cells: &[Cell]) -> String {
    let mut data = String::new();
    let mut last: Option<i32> = None;
    for cell in cells {
        let Some(value) = cell.value else {
            last = None;
            continue;
        };
        let (x, y) = frame.at(f64::from(cell.year), length(value));
        let goes_on = last.is_some_and(|year| year.checked_add(1) == Some(cell.year))
            && chart.breaks.iter().all(|fault| fault.year != cell.year);
        let _ = write!(data, "{}{x} {y}", if goes_on { 'L' } else { 'M' });
        last = Some(cell.year);
    }
    data
}

/// The data of steps, one for each year with a target.
pub(super) fn steps(frame: &Frame, cells: &[Cell]) -> String {
    let mut data = String::new();
    let mut last: Option<i32> = None;
    for cell in cells {
        let Some(value) = cell.value else {
            last = None;
            continue;
        };
        let year = f64::from(cell.year);
        let (from, y) = frame.at(year - 0.5, length(value));
        let (to, _) = frame.at(year + 0.5, length(value));
        let goes_on = last.is_some_and(|year| year.checked_add(1) == Some(cell.year));
        let _ = write!(data, "{}{from} {y}H{to}", if goes_on { 'L' } else { 'M' });
        last = Some(cell.year);
    }
    data
}

/// A line through its values.
pub(super) fn stroke(data: &str, look: Look, width: &str) -> Markup {
    html! {
        path d=(data) fill="none" stroke=(look.colour) stroke-width=(width) stroke-dasharray=(look.dash)
            stroke-linejoin="round" {}
    }
}

/// A marker at a place, hollow for a doubtful value.
pub(super) fn marker(look: Look, x: i32, y: i32, is_doubtful: bool) -> Markup {
    let (data, is_strokes) = look.shape.path(x, y);
    let fill = match (is_strokes, is_doubtful) {
        (true, _) => "none",
        (false, true) => "#fff",
        (false, false) => look.colour,
    };
    html! { path.mark d=(data) fill=(fill) stroke=(look.colour) stroke-width="1.6" {} }
}

/// A value of a line as a link to where it was printed.
pub(super) fn point(
    frame: &Frame,
    chart: &Chart,
    anchors: &Anchors,
    (whose, name): (Whose, &str),
    cell: &Cell,
    look: Look,
) -> Markup {
    let Some(value) = cell.value else {
        return html! {};
    };
    let (x, y) = frame.at(f64::from(cell.year), length(value));
    let inside = html! {
        circle cx=(x) cy=(y) r="8" fill="#fff" fill-opacity="0" {}
        (marker(look, x, y, cell.is_doubtful))
    };
    link(chart, anchors, (whose, name), cell, &inside)
}

/// What is drawn of a value, as a link to where it was printed.
pub(super) fn link(
    chart: &Chart,
    anchors: &Anchors,
    (whose, name): (Whose, &str),
    cell: &Cell,
    inside: &Markup,
) -> Markup {
    let told = words::point(chart, name, cell);
    let remarks: Vec<String> = words::remarks(cell).map(|(_, remark)| remark).collect();
    let hint = std::iter::once(told.clone())
        .chain(remarks)
        .collect::<Vec<_>>()
        .join("\n");
    let target = anchors.link(&anchors.source(whose, cell.year));
    html! { a href=(target) aria-label=(told) { title { (hint) } (inside) } }
}

/// Upright lines where figures before and after do not measure the same, each with the number of its note.
pub(super) fn breaks(frame: &Frame, chart: &Chart, is_small: bool) -> Markup {
    let (top, foot) = frame.edges();
    html! {
        @for (at, fault) in chart.breaks.iter().enumerate() {
            @let (x, _) = frame.at(f64::from(fault.year) - 0.5, 0.0);
            path d={ "M" (x) " " (top) "V" (foot) } stroke="#1a1a1a" stroke-width="1" stroke-dasharray="1 3" {}
            path d={ "M" (x - 4) " " (foot + 5) "l4-10m0 10l4-10" } stroke="#1a1a1a" fill="none" {}
            @if !is_small {
                text x=(x) y=(top - 4) text-anchor="middle" font-size="12" { (words::break_name(at)) }
            }
        }
    }
}
