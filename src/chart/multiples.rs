//! One small chart for each line, all with the same axes, with the other lines in grey behind.

use crate::chart::axis::{Frame, Room, Scale, Years};
use crate::chart::lines::{points, scale, steps, unit, years};
use crate::chart::looks::{Look, MANY, look};
use crate::chart::marks::{self, Drawing};
use crate::chart::model::{Chart, Line};
use crate::chart::sources::Anchors;
use crate::chart::words;
use crate::trace::Error;
use maud::{Markup, html};

const LOOK: Look = Look {
    dash: "none",
    ..look(0)
};

/// The lines of all, drawn once and shown behind each.
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
            scale: scale(chart, 4),
        }
    }

    /// The small chart of the line at a position.
    pub(super) fn small(
        &self,
        chart: &Chart,
        anchors: &Anchors,
        (at, line): (usize, &Line),
    ) -> Result<Drawing, Error> {
        let room = Room {
            width: 310,
            height: 190,
            top: 28,
            right: 10,
            left: 0,
        };
        let frame = Frame::over_years(room, self.years, 4, &self.scale)?;
        let targets = chart.targets_of(Some(at)).chain(chart.city_targets());
        Ok(Drawing {
            width: room.width,
            height: room.height,
            id: anchors.part(&format!("liten-{}", at + 1)),
            title: words::small_title(chart, line),
            description: words::line_description(chart, line),
            picture: html! {
                (frame.axes)
                (unit(&frame, chart, &self.scale))
                @if at == 0 { (self.all(&frame, chart)) } @else { use href={ "#" (self.id) } {} }
                (marks::breaks(&frame, chart, true))
                @for (_, target) in targets { (steps(&frame, target)) }
                (marks::stroke(&marks::path(&frame, chart, &line.cells), LOOK, "2"))
            },
            links: points(&frame, chart, anchors, (at, line), LOOK),
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
