//! A word in a light colour that is printed over a page again and again, as a watermark is.
//!
//! Takes: the characters of a page in the order in which they are drawn. Gives: those of the watermark, taken out.
//! Never: takes a word that stands beside the text and not over or under it.

use super::glyph::{Glyph, Look, is_space};

/// A channel of a light letter is not darker.
const LIGHT: u8 = 120;
/// Fewer times is no pattern.
const FEWEST: usize = 6;
/// Lengths of the word.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=40;
/// More characters than this are no watermark.
const MOST: usize = 20_000;

/// Takes the watermark out of the upright characters.
pub(super) fn take(glyphs: &mut Vec<Glyph>, looks: &[Look]) -> Vec<Glyph> {
    let light = looks.iter().enumerate().filter(|(_, look)| {
        let darkest = look.colour.iter().min();
        darkest.is_some_and(|channel| *channel >= LIGHT)
    });
    for look in light.filter_map(|(at, _)| u16::try_from(at).ok()) {
        let is_own = |glyph: &Glyph| glyph.look == look && glyph.angle == 0 && !is_space(glyph.ch);
        let own: Vec<&Glyph> = glyphs.iter().filter(|glyph| is_own(glyph)).collect();
        if own.len() <= MOST && is_pattern(&own) && lies_over(&own, glyphs) {
            return glyphs.extract_if(.., |glyph| is_own(glyph)).collect();
        }
    }
    Vec::new()
}

/// Whether the characters are one word many times.
fn is_pattern(own: &[&Glyph]) -> bool {
    LENGTHS
        .take_while(|length| length * FEWEST <= own.len())
        .any(|length| {
            own.len().is_multiple_of(length)
                && own
                    .iter()
                    .zip(&own[length..])
                    .all(|(one, next)| one.ch == next.ch)
                && own[..length].iter().all(|glyph| glyph.ch.is_alphabetic())
        })
}

/// Whether some of them stand on other characters.
fn lies_over(own: &[&Glyph], all: &[Glyph]) -> bool {
    let meets = |one: &Glyph, other: &Glyph| {
        let across = (one.x + one.advance).min(other.x + other.advance) - one.x.max(other.x);
        let along = one.y.min(other.y) - (one.y - 0.7 * one.size).max(other.y - 0.7 * other.size);
        across > 0.5 && along > 0.5
    };
    let others: Vec<&Glyph> = all
        .iter()
        .filter(|glyph| glyph.angle == 0 && !is_space(glyph.ch))
        .collect();
    own.iter().any(|one| {
        others
            .iter()
            .any(|other| other.look != one.look && meets(one, other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, x: f32, y: f32, look: u16) -> Vec<Glyph> {
        let letters = (0u16..).zip(text.chars());
        letters
            .map(|(at, ch)| Glyph {
                ch,
                x: x + 5.0 * f32::from(at),
                y,
                advance: 5.0,
                size: 10.0,
                angle: 0,
                look,
            })
            .collect()
    }

    fn left(text_y: f32) -> String {
        let look = |colour| Look {
            bold: false,
            italic: false,
            colour,
        };
        let mut glyphs: Vec<Glyph> = (0u8..6)
            .flat_map(|at| set("KOPIA", 10.0, 50.0 * f32::from(at), 1))
            .collect();
        glyphs.extend(set("81", 12.0, text_y, 0));
        take(&mut glyphs, &[look([0; 3]), look([200; 3])]);
        glyphs.iter().map(|glyph| glyph.ch).collect()
    }

    #[test]
    fn a_word_over_the_text_again_and_again_is_a_watermark_and_one_beside_it_is_none() {
        assert_eq!(left(103.0), "81");
        assert_eq!(left(125.0), "KOPIA".repeat(6) + "81");
    }
}
