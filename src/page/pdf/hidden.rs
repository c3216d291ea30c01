//! Characters that are in the file and cannot be seen on the page.

use super::glyph::{Colour3, Glyph, Look, is_space};
use crate::trace::BBox;

/// No channel of a white letter is darker.
const WHITE: u8 = 245;
/// No ground on which white letters are seen is lighter.
const LIGHT: u8 = 232;
/// More grounds than this are a drawing: nothing is said of letters on it.
const MOST: usize = 4_000;
/// Smaller type than this, in points, cannot be read if the page's type is much larger.
const TINY: f32 = 3.0;
/// Part of the page's type size below which type is much smaller.
const MUCH_SMALLER: f32 = 0.3;

/// Painted areas on which white letters can be seen.
#[derive(Debug, Default)]
pub(super) struct Grounds {
    areas: Vec<BBox>,
    is_full: bool,
}

impl Grounds {
    /// Adds an area of a colour; none where it is painted with something else than one colour.
    pub(super) fn add(&mut self, bbox: BBox, colour: Option<Colour3>) {
        let is_light = colour.is_some_and(|c| c.iter().all(|channel| *channel > LIGHT));
        if is_light || bbox.width().min(bbox.height()) < 4.0 {
            return;
        }
        if self.areas.len() == MOST {
            self.is_full = true;
            return;
        }
        self.areas.push(bbox);
    }

    fn lie_under(&self, x: f32, y: f32) -> bool {
        const REACH: f32 = 1.0;
        self.is_full
            || self.areas.iter().any(|area| {
                x > area.left - REACH
                    && x < area.right + REACH
                    && y > area.top - REACH
                    && y < area.bottom + REACH
            })
    }
}

/// Takes the characters out that cannot be seen: white on white, or far too small beside the others.
pub(super) fn take_unseen(glyphs: &mut Vec<Glyph>, looks: &[Look], grounds: &Grounds) -> Vec<Glyph> {
    let white: Vec<bool> = looks
        .iter()
        .map(|look| look.colour.iter().all(|channel| *channel >= WHITE))
        .collect();
    let is_white = |glyph: &Glyph| white.get(usize::from(glyph.look)).copied().unwrap_or(false);
    let usual = usual_size(glyphs);
    let is_tiny = |glyph: &Glyph| glyph.size < TINY && glyph.size < MUCH_SMALLER * usual;
    let is_unseen = |glyph: &Glyph| {
        let (sin, cos) = f32::from(glyph.angle).to_radians().sin_cos();
        let (along, above) = (glyph.advance / 2.0, 0.3 * glyph.size);
        let x = glyph.x + along * cos + above * sin;
        let y = glyph.y + along * sin - above * cos;
        is_tiny(glyph) || is_white(glyph) && !grounds.lie_under(x, y)
    };
    if !glyphs.iter().any(|glyph| is_tiny(glyph) || is_white(glyph)) {
        return Vec::new();
    }
    glyphs.extract_if(.., |glyph| is_unseen(glyph)).collect()
}

/// The type size of the middle character.
fn usual_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs
        .iter()
        .filter(|g| !is_space(g.ch))
        .map(|g| g.size)
        .collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() {
        return 0.0;
    }
    *sizes.select_nth_unstable_by(middle, f32::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(ch: char, x: f32, size: f32, look: u16) -> Glyph {
        Glyph {
            ch,
            x,
            y: 50.0,
            advance: size / 2.0,
            size,
            angle: 0,
            look,
        }
    }

    #[test]
    fn white_letters_are_seen_on_a_dark_ground_only() {
        let look = |colour| Look {
            bold: false,
            italic: false,
            colour,
        };
        let looks = [look([0; 3]), look([255; 3])];
        let mut glyphs = vec![
            glyph('a', 10.0, 8.0, 0),
            glyph('b', 20.0, 8.0, 1),
            glyph('c', 60.0, 8.0, 1),
            glyph('d', 80.0, 1.0, 0),
        ];
        let mut grounds = Grounds::default();
        grounds.add(BBox::new(55.0, 40.0, 70.0, 55.0), Some([0, 40, 90]));
        grounds.add(BBox::new(0.0, 40.0, 30.0, 55.0), Some([240; 3]));
        let unseen = take_unseen(&mut glyphs, &looks, &grounds);
        let letters = |glyphs: &[Glyph]| glyphs.iter().map(|g| g.ch).collect::<String>();
        assert_eq!(
            (letters(&glyphs), letters(&unseen)),
            ("ac".to_owned(), "bd".to_owned())
        );
    }
}
