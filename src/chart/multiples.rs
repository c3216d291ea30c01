//! One small chart for each body, with its sexes together: all with the same axes and the others in grey behind, or each
//! with axes of its own.

use crate::chart::axis::{Frame, Room, Scale, Years};
use crate::chart::lines::{points, scale, steps, unit, years};
use crate::chart::looks::{Look, MANY, look};
use crate::chart::marks::{self, Drawing};
use crate::chart::model::{Cell, Chart, Line, Target};
use crate::chart::names::of_body;
use crate::chart::sources::Anchors;
use crate::chart::words;
use crate::trace::Error;
use maud::{Markup, html};

/// Steps of the axis of values.
const TICKS: u32 = 4;

/// The lines of one body, by position, with how each looks.
pub(super) struct Panel<'c> {
    /// The body.
    pub(super) name: &'c str,
    lines: Vec<(usize, &'c Line, Look)>,
}

impl<'c> Panel<'c> {
    /// The panels of a chart.
    pub(super) fn all(chart: &'c Chart) -> Vec<Self> {
        let panels = chart.panels().into_iter();
        panels
            .map(|(name, lines)| Self {
                name,
                lines: lines
                    .into_iter()
                    .enumerate()
                    .map(|(place, at)| (at, &chart.lines[at], small_look(place)))
                    .collect(),
            })
            .collect()
    }

    /// What each line is, where there are several.
    pub(super) fn legend(&self) -> Markup {
        html! {
            @if self.lines.len() > 1 {
                p.says {
                    @for (_, line, look) in &self.lines {
                        span.key {
                            svg width="18" height="14" aria-hidden="true" { (marks::marker(*look, 9, 7, false)) }
                            " " (of_body(self.name, &line.name))
                        }
                    }
                }
            }
        }
    }

    fn targets(&self, chart: &'c Chart) -> impl Iterator<Item = &'c Target> {
        let own = self.lines.iter().flat_map(|(at, ..)| chart.targets_of(Some(*at)));
        own.chain(chart.city_targets()).map(|(_, target)| target)
    }
}

/// The line of a panel at a position is told apart by colour and marker; all are solid.
fn small_look(place: usize) -> Look {
    Look {
        dash: "none",
        ..look(place)
    }
}

/// The axes that all panels share, and the lines of all, which are drawn once and shown behind each.
pub(super) struct Behind {
    id: String,
    years: Years,
    scale: Scale,
}

impl Behind {
    pub(super) fn new(chart: &Chart, anchors: &Anchors) -> Self {
        Self {
            id: anchors.part("alla"),
            years: years(chart),
            scale: scale(chart, TICKS),
        }
    }

    /// The small chart of the panel at a position, on the axes of all.
    pub(super) fn same(
        &self,
        chart: &Chart,
        anchors: &Anchors,
        (at, panel): (usize, &Panel<'_>),
    ) -> Result<Drawing, Error> {
        let id = anchors.part(&format!("liten-{}", at + 1));
        let behind = |frame: &Frame| {
            html! { @if at == 0 { (self.all(frame, chart)) } @else { use href={ "#" (self.id) } {} } }
        };
        self.drawing(chart, anchors, (id, panel), &self.scale, &behind)
    }

    /// The same on an axis of values of its own.
    pub(super) fn own(
        &self,
        chart: &Chart,
        anchors: &Anchors,
        (at, panel): (usize, &Panel<'_>),
    ) -> Result<Drawing, Error> {
        let id = anchors.part(&format!("egen-{}", at + 1));
        let lines = panel.lines.iter().flat_map(|(_, line, _)| &line.cells);
        let targets = panel.targets(chart).flat_map(|target| &target.cells);
        let cells: Vec<&Cell> = lines.chain(targets).collect();
        let scale = Scale::of(marks::lengths(cells.into_iter()), TICKS, true);
        self.drawing(chart, anchors, (id, panel), &scale, &|_| html! {})
    }

    fn drawing(
        &self,
        chart: &Chart,
        anchors: &Anchors,
        (id, panel): (String, &Panel<'_>),
        scale: &Scale,
        behind: &dyn Fn(&Frame) -> Markup,
    ) -> Result<Drawing, Error> {
        let room = Room {
            width: 310,
            height: 190,
            top: 28,
            right: 10,
            left: 0,
        };
        let frame = Frame::over_years(room, self.years, 4, scale)?;
        let descriptions = panel
            .lines
            .iter()
            .map(|(_, line, _)| words::line_description(chart, line));
        Ok(Drawing {
            width: room.width,
            height: room.height,
            id,
            title: words::small_title(chart, panel.name),
            description: descriptions.collect::<Vec<_>>().join(" "),
            picture: html! {
                (frame.axes)
                (unit(&frame, chart, scale))
                (behind(&frame))
                (marks::breaks(&frame, chart, true))
                @for target in panel.targets(chart) { (steps(&frame, target)) }
                @for (_, line, look) in &panel.lines {
                    (marks::stroke(&marks::path(&frame, chart, &line.cells), *look, "2"))
                }
            },
            links: html! {
                @for (at, line, look) in &panel.lines { (points(&frame, chart, anchors, (*at, line), *look)) }
            },
        })
    }

    fn all(&self, frame: &Frame, chart: &Chart) -> Markup {
        let look = Look {
            colour: "#c8c8c8",
            ..MANY
        };
        html! {
            g id=(self.id) {
                @for line in &chart.lines { (marks::stroke(&marks::path(frame, chart, &line.cells), look, "1")) }
            }
        }
    }
}
