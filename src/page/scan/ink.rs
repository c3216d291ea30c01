//! The ink of a word: how heavy it is, how many shapes it has.

use super::picture::{Area, Grey, Mask};

/// The ink inside a word's box.
#[derive(Debug, Clone, Default)]
pub(super) struct Ink {
    /// Shapes that are as high as digits.
    pub(super) tall: usize,
    /// How wide strokes are, in pixels.
    pub(super) stroke: f32,
    /// Rows of the box that have ink, from above and from below.
    pub(super) top: usize,
    pub(super) bottom: usize,
}

/// Looks at the ink of a word.
pub(super) fn look(grey: &Grey, area: &Area) -> Ink {
    let (right, bottom) = (area.right.min(grey.width), area.bottom.min(grey.height));
    let (left, top) = (area.left.min(right), area.top.min(bottom));
    let (width, height) = (right - left, bottom - top);
    let pixels = || (top..bottom).flat_map(|y| (left..right).map(move |x| grey.data[y * grey.width + x]));
    let (low, high) = pixels().fold((u8::MAX, 0), |(low, high), light| {
        (low.min(light), high.max(light))
    });
    // White letters on a dark ground are the fewer, too.
    let border = low / 2 + high / 2;
    let data: Vec<bool> = pixels().map(|light| light < border).collect();
    let dark = data.iter().filter(|one| **one).count();
    let data = if dark * 2 > data.len() {
        data.iter().map(|one| !one).collect()
    } else {
        data
    };
    let mask = Mask { width, height, data };
    let areas = mask.areas();
    let tallest = areas.iter().map(Area::height).max().unwrap_or(0);
    let tall = areas
        .iter()
        .filter(|one| one.height() * 4 >= tallest * 3 && one.height() > 6)
        .count();
    Ink {
        tall,
        stroke: stroke(&mask),
        top: top + areas.iter().map(|one| one.top).min().unwrap_or(0),
        bottom: top + areas.iter().map(|one| one.bottom).max().unwrap_or(height),
    }
}

/// The middle length of the runs of ink in its rows.
#[expect(clippy::cast_precision_loss, reason = "pixels of a word")]
fn stroke(mask: &Mask) -> f32 {
    let mut runs = Vec::new();
    for row in mask.data.chunks(mask.width.max(1)) {
        let mut run = 0usize;
        for inked in row.iter().chain([&false]) {
            if *inked {
                run += 1;
            } else if run > 0 {
                runs.push(run);
                run = 0;
            }
        }
    }
    runs.sort_unstable();
    runs.get(runs.len() / 2).copied().unwrap_or(0) as f32
}
