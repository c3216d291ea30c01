//! Ruling lines and filled areas in a picture.

use super::picture::{Area, Grey, Mask, Picture};
use crate::page::{Colour, Fill, Rule};

/// Runs of ink shorter than this are letters: a dash has half of it.
const SHORTEST_RUN: usize = 35;
/// Pixels of the shortest line that lies, and of the shortest that stands.
const SHORTEST_LYING: usize = 140;
const SHORTEST_STANDING: usize = 60;
/// Nothing thicker is a line.
const THICKEST: usize = 8;
/// The smallest sides of a filled area.
const LOWEST_FILL: usize = 14;

/// What is drawn on a page beside letters and icons.
#[derive(Debug, Default)]
pub(super) struct Rulings {
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    /// Where the lines are.
    pub(super) areas: Vec<Area>,
}

/// Finds lines and fills.
pub(super) fn find(picture: &Picture, grey: &Grey) -> Rulings {
    let mut found = Rulings::default();
    let paper = paper(grey);
    // What differs from the paper, and what is dark also on a fill.
    let tints = Mask::of(grey.width, grey.height, &grey.data, |light| {
        *light < paper.saturating_sub(12)
    });
    let dark = Mask::of(grey.width, grey.height, &grey.data, |light| *light < 120);
    let mut lying = dark.runs(SHORTEST_RUN, false).areas();
    let lines = |area: &Area, is_upright: bool| {
        let (long, short, shortest) = if is_upright {
            (area.height(), area.width(), SHORTEST_STANDING)
        } else {
            (area.width(), area.height(), SHORTEST_LYING)
        };
        short <= THICKEST && long >= shortest
    };
    lying.retain(|area| lines(area, false));
    let mut standing = dark.runs(SHORTEST_RUN, true).areas();
    standing.retain(|area| lines(area, true));
    for area in tints.runs(SHORTEST_RUN, false).areas() {
        if lines(&area, false) {
            lying.push(area);
        } else if area.height() >= LOWEST_FILL && area.width() >= SHORTEST_RUN && area.share() > 0.6 {
            found.fills.push(Fill {
                bbox: area.bbox(picture.points),
                colour: ground(picture, &area),
            });
        }
    }
    standing.extend(
        tints
            .runs(SHORTEST_RUN, true)
            .areas()
            .into_iter()
            .filter(|area| lines(area, true)),
    );
    let mut areas: Vec<Area> = Vec::new();
    for area in lying.into_iter().chain(standing) {
        let is_known = areas.iter().any(|known| {
            known.left <= area.right
                && area.left <= known.right
                && known.top <= area.bottom + 2
                && area.top <= known.bottom + 2
                && (known.width() > known.height()) == (area.width() > area.height())
        });
        if !is_known {
            areas.push(area);
        }
    }
    found.rules = areas
        .iter()
        .map(|area| Rule {
            bbox: area.bbox(picture.points),
            colour: ground(picture, area),
        })
        .collect();
    found.areas = areas;
    found
}

/// How light the paper is: most of a page is paper.
fn paper(grey: &Grey) -> u8 {
    let mut counts = [0usize; 256];
    for light in &grey.data {
        counts[usize::from(*light)] += 1;
    }
    let most = (160..256).max_by_key(|light| counts[*light]).unwrap_or(255);
    u8::try_from(most).unwrap_or(u8::MAX)
}

/// The colour that most pixels of an area have.
fn ground(picture: &Picture, area: &Area) -> Colour {
    let mut channels: [Vec<u8>; 3] = Default::default();
    let step = (area.count / 4000).max(1);
    let pixels = (area.top..area.bottom)
        .flat_map(|y| (area.left..area.right).map(move |x| y * picture.width + x))
        .step_by(step);
    for at in pixels {
        for (channel, value) in channels.iter_mut().zip(picture.rgb[at]) {
            channel.push(value);
        }
    }
    let [red, green, blue] = channels.map(|mut values| {
        values.sort_unstable();
        values.get(values.len() / 2).copied().unwrap_or(0)
    });
    Colour { red, green, blue }
}
