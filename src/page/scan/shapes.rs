//! What a picture shows beside its letters: taken from it before the letters are read.

use super::picture::{Area, Grey, Mask, Picture};
use super::rulings;
use crate::page::{Colour, Fill, Icon, Rule, Shape};

/// A picture that is ready to be read.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// The page without rules, icons and specks.
    pub(super) grey: Grey,
    pub(super) colours: Picture,
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    pub(super) icons: Vec<Icon>,
}

/// Pixels of the sides of icons.
const SMALLEST: usize = 12;
const LARGEST: usize = 80;

impl Prepared {
    /// Finds what is drawn on a page, and takes it out of the picture of its letters.
    pub(super) fn of(picture: Picture) -> Self {
        let mut grey = picture.grey();
        let rulings = rulings::find(&picture, &grey);
        let icons = icons(&picture);
        for area in &rulings.areas {
            clear(&mut grey, area, 1);
        }
        for (area, _) in &icons {
            clear(&mut grey, area, 3);
        }
        despeckle(&mut grey);
        Self {
            grey,
            rules: rulings.rules,
            fills: rulings.fills,
            icons: icons.into_iter().map(|(_, icon)| icon).collect(),
            colours: picture,
        }
    }
}

/// Paints an area, and so many pixels around it, in the colour of what lies beside it.
fn clear(grey: &mut Grey, area: &Area, around: usize) {
    let beside = |x: usize, y: usize| {
        grey.data
            .get(y * grey.width + x.min(grey.width - 1))
            .copied()
            .unwrap_or(255)
    };
    let (left, top) = (
        area.left.saturating_sub(around + 1),
        area.top.saturating_sub(around + 1),
    );
    let corners = [
        beside(left, top),
        beside(area.right + around, top),
        beside(left, area.bottom + around),
        beside(area.right + around, area.bottom + around),
    ];
    let light = corners.into_iter().max().unwrap_or(255);
    for y in top..(area.bottom + around).min(grey.height) {
        for x in left..(area.right + around).min(grey.width) {
            grey.data[y * grey.width + x] = light;
        }
    }
}

/// Takes out specks: a few dark pixels with nothing near them. The dot of an i has its stem.
fn despeckle(grey: &mut Grey) {
    const LARGEST_SPECK: usize = 9;
    const ALONE: usize = 14;
    let ink = Mask::of(grey.width, grey.height, &grey.data, |light| *light < 170);
    let specks: Vec<Area> = ink
        .areas()
        .into_iter()
        .filter(|area| area.count <= LARGEST_SPECK)
        .collect();
    for speck in specks {
        let (left, top) = (speck.left.saturating_sub(ALONE), speck.top.saturating_sub(ALONE));
        let rows = top..(speck.bottom + ALONE).min(grey.height);
        let count: usize = rows
            .map(|y| {
                (left..(speck.right + ALONE).min(grey.width))
                    .filter(|x| ink.has(*x, y))
                    .count()
            })
            .sum();
        if count == speck.count {
            clear(grey, &speck, 1);
        }
    }
}

/// Small areas of one colour.
fn icons(picture: &Picture) -> Vec<(Area, Icon)> {
    let span = |pixel: &[u8; 3]| {
        let (low, high) = pixel.iter().fold((u8::MAX, 0), |(low, high), part| {
            (low.min(*part), high.max(*part))
        });
        (high - low, high)
    };
    let vivid = Mask::of(picture.width, picture.height, &picture.rgb, |pixel| {
        span(pixel).0 >= 60
    });
    let middle = Mask::of(picture.width, picture.height, &picture.rgb, |pixel| {
        let (span, high) = span(pixel);
        span < 40 && (85..200).contains(&high)
    });
    let mut found = Vec::new();
    for (mask, least) in [(vivid, 0.4), (middle, 0.62)] {
        let areas: Vec<Area> = mask
            .areas()
            .into_iter()
            .filter(|area| is_icon(area, least))
            .collect();
        for area in &areas {
            // Letters of a colour stand side by side.
            let beside = areas.iter().filter(|other| {
                let near = other.left <= area.right + area.width() && area.left <= other.right + area.width();
                *other != area && near && other.top < area.bottom && area.top < other.bottom
            });
            if beside.count() < 2 {
                let icon = icon(picture, &mask, area);
                found.push((*area, icon));
            }
        }
    }
    found
}

fn is_icon(area: &Area, least: f32) -> bool {
    let (short, long) = (area.width().min(area.height()), area.width().max(area.height()));
    short >= SMALLEST && long <= LARGEST && long * 5 <= short * 8 && area.share() >= least
}

fn icon(picture: &Picture, mask: &Mask, area: &Area) -> Icon {
    let mut sums = [0u64; 3];
    let mut count = 0;
    for y in area.top..area.bottom {
        for x in (area.left..area.right).filter(|x| mask.has(*x, y)) {
            count += 1;
            for (sum, part) in sums.iter_mut().zip(picture.rgb[y * picture.width + x]) {
                *sum += u64::from(part);
            }
        }
    }
    let [red, green, blue] =
        sums.map(|sum| u8::try_from(sum / std::cmp::Ord::max(count, 1)).unwrap_or(u8::MAX));
    let shape = match area.share() {
        share if share > 0.9 => Shape::Square,
        share if share > 0.68 => Shape::Circle,
        share if share > 0.42 => Shape::Diamond,
        _ => Shape::Other,
    };
    Icon {
        bbox: area.bbox(picture.points),
        colour: Colour { red, green, blue },
        shape,
        is_image: true,
    }
}
