//! Pages whose text is turned although nothing in the file turns the page: wide tables that were laid on their side.
//!
//! Takes: the characters of a page. Gives: by which quarter the page is to be turned so that most of it is upright.
//! Never: turns a page for some labels that stand on end, or for slanted text.

use super::glyph::{Glyph, is_space};
use hayro_interpret::kurbo::Affine;

/// A quarter, clockwise, by which the text of a page is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Upright.
    None,
    /// It runs down.
    Quarter,
    /// It stands on its head.
    Half,
    /// It runs up.
    ThreeQuarters,
}

/// How much of a page is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turned {
    /// Next to nothing.
    Nothing,
    /// More than some labels, while the rest is upright.
    Part,
    /// The page itself.
    Page(Turn),
}

impl Turn {
    fn of(angle: i16) -> Self {
        match angle.rem_euclid(360) {
            90 => Turn::Quarter,
            180 => Turn::Half,
            270 => Turn::ThreeQuarters,
            _ => Turn::None,
        }
    }

    /// Width and height of a page once it is upright.
    pub(super) fn size(self, (width, height): (f32, f32)) -> (f32, f32) {
        match self {
            Turn::None | Turn::Half => (width, height),
            Turn::Quarter | Turn::ThreeQuarters => (height, width),
        }
    }

    /// What makes a page of this size upright.
    pub(super) fn transform(self, (width, height): (f32, f32)) -> Affine {
        let (width, height) = (f64::from(width), f64::from(height));
        Affine::new(match self {
            Turn::None => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            Turn::Quarter => [0.0, -1.0, 1.0, 0.0, 0.0, width],
            Turn::Half => [-1.0, 0.0, 0.0, -1.0, width, height],
            Turn::ThreeQuarters => [0.0, 1.0, -1.0, 0.0, height, 0.0],
        })
    }
}

/// How much of the text is turned by quarters.
pub(super) fn of(glyphs: &[Glyph]) -> Turned {
    /// Fewer letters are a label.
    const FEWEST: usize = 60;
    let count = |turn: Turn| {
        let own = glyphs
            .iter()
            .filter(|glyph| !is_space(glyph.ch) && Turn::of(glyph.angle) == turn);
        own.filter(|glyph| turn != Turn::None || glyph.angle == 0).count()
    };
    let all = glyphs.iter().filter(|glyph| !is_space(glyph.ch)).count();
    let turns = [Turn::Quarter, Turn::Half, Turn::ThreeQuarters];
    let (most, turn) = turns
        .map(|turn| (count(turn), turn))
        .into_iter()
        .max_by_key(|(count, _)| *count)
        .unwrap_or((0, Turn::None));
    if most < FEWEST {
        Turned::Nothing
    } else if most * 10 >= all * 6 {
        Turned::Page(turn)
    } else {
        Turned::Part
    }
}
