//! Glyphs and colours that carry a status.

use crate::block::Mark;
use crate::grammar::Grammar;
use crate::page::Colour;
use crate::record::Status;

/// The status that the marks of a row carry. A colour outweighs a glyph, since circles in three colours
/// occur; marks without either, such as a crown or an arrow, say nothing.
pub(super) fn of(grammar: &Grammar, marks: &[Mark]) -> (Option<Status>, Option<String>) {
    for mark in marks {
        let by_colour = mark.colour.and_then(of_colour);
        let by_glyph = mark.glyph.and_then(|glyph| of_glyph(grammar, glyph));
        let is_status = mark.glyph.is_none() || by_glyph.is_some();
        if let Some(status) = by_colour.filter(|_| is_status).or(by_glyph) {
            return (Some(status), evidence(grammar, mark));
        }
    }
    (None, None)
}

/// What a mark was, in words: its glyph, its colour.
pub(super) fn evidence(_grammar: &Grammar, mark: &Mark) -> Option<String> {
    let colour = mark
        .colour
        .map(|colour| format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue));
    match (mark.glyph, colour) {
        (Some(glyph), Some(colour)) => Some(format!("{glyph} {colour}")),
        (Some(glyph), None) => Some(glyph.to_string()),
        (None, Some(colour)) => Some(format!("icon {colour}")),
        (None, None) => None,
    }
}

fn of_glyph(grammar: &Grammar, glyph: char) -> Option<Status> {
    of_words(grammar, glyph.encode_utf8(&mut [0; 4]))
}

/// The status that a word for a colour names.
pub(super) fn of_words(grammar: &Grammar, text: &str) -> Option<Status> {
    let entry = grammar.status.whole(text)?;
    Some(match entry.id.as_str() {
        "gron" => Status::Green,
        "gul" => Status::Yellow,
        "rod" => Status::Red,
        "gra" => Status::Grey,
        _ => return None,
    })
}

/// A traffic light's colours by hue; blue, purple, black and white are none of them.
pub(super) fn of_colour(colour: Colour) -> Option<Status> {
    let [red, green, blue] = [colour.red, colour.green, colour.blue].map(i32::from);
    let high = red.max(green).max(blue);
    let low = red.min(green).min(blue);
    let span = high - low;
    if span < 30 {
        // Grey: neither the black of text nor the white of paper.
        return (90..=215).contains(&high).then_some(Status::Grey);
    }
    if high < 60 {
        return None;
    }
    let hue = if high == red {
        60 * (green - blue) / span
    } else if high == green {
        120 + 60 * (blue - red) / span
    } else {
        240 + 60 * (red - green) / span
    };
    match hue {
        -20..=22 => Some(Status::Red),
        23..=70 => Some(Status::Yellow),
        71..=175 => Some(Status::Green),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hues_of_a_traffic_light_and_nothing_else() {
        let status = |red, green, blue| of_colour(Colour { red, green, blue });
        assert_eq!(status(0, 176, 80), Some(Status::Green));
        assert_eq!(status(255, 192, 0), Some(Status::Yellow));
        assert_eq!(status(192, 0, 0), Some(Status::Red));
        assert_eq!(status(128, 128, 128), Some(Status::Grey));
        assert_eq!(status(0, 32, 96), None, "a navy crown");
        assert_eq!(status(0, 0, 0), None, "text");
    }
}
