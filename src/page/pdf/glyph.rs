//! A character on the page, between the device and the words.

use crate::page::Colour;

/// One character with its place, in points from the top left corner of the shown page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The character. White space is kept: it parts words.
    pub(super) ch: char,
    /// Where the character starts on its baseline.
    pub(super) x: f32,
    /// The baseline.
    pub(super) y: f32,
    /// How far the next character stands, along the baseline.
    pub(super) advance: f32,
    /// Type size.
    pub(super) size: f32,
    /// Direction of the baseline in degrees, clockwise; 0 is left to right.
    pub(super) angle: i16,
    /// Which of the page's looks it has.
    pub(super) look: u16,
}

/// What characters of one run have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) colour: Colour3,
}

/// Red, green, blue; [`Colour`] has no hash.
pub(super) type Colour3 = [u8; 3];

/// The colour in the model's words.
pub(super) fn colour(c: Colour3) -> Colour {
    Colour {
        red: c[0],
        green: c[1],
        blue: c[2],
    }
}

/// Whether a character parts words.
pub(super) fn is_space(ch: char) -> bool {
    matches!(
        ch,
        ' ' | '\t' | '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether a character has neither width nor ink: joiners, direction marks.
pub(super) fn is_nothing(ch: char) -> bool {
    matches!(
        ch,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
    )
}

/// The letters of a ligature.
pub(super) fn ligature(ch: char) -> Option<&'static str> {
    Some(match ch {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}
