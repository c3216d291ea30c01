//! Icons that stand alone and have words in the file: the words take the place of a line.

use crate::page::{Line, Style, Word};
use crate::trace::BBox;

/// Adds a line for each icon with words that no line of text stands beside.
pub(super) fn caption(lines: &mut Vec<Line>, captions: &[(BBox, String)]) {
    if captions.is_empty() {
        return;
    }
    for (place, text) in captions {
        let is_beside =
            |line: &Line| line.bbox.overlap_y(place) > 0.3 * line.bbox.height().min(place.height());
        if !lines.iter().any(is_beside) {
            lines.push(line(place, text));
        }
    }
    lines.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top));
    for (number, line) in (1..).zip(lines.iter_mut()) {
        line.number = number;
    }
}

/// The words, set to the right of their icon.
fn line(place: &BBox, text: &str) -> Line {
    let size = place.height().clamp(6.0, 12.0);
    let (top, bottom) = (place.middle_y() - size / 2.0, place.middle_y() + size / 2.0);
    let mut left = place.right + 0.3 * size;
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        #[expect(clippy::cast_precision_loss, reason = "letters of a word")]
        let right = left + 0.5 * size * word.chars().count() as f32;
        words.push(Word {
            text: word.to_owned(),
            confidence: None,
            bbox: BBox::new(left, top, right, bottom),
            style: Style {
                size,
                ..Style::default()
            },
        });
        left = right + 0.25 * size;
    }
    let bbox = words.iter().map(|word| word.bbox).reduce(|a, b| a.union(&b));
    Line {
        raw: text.to_owned(),
        bbox: bbox.unwrap_or(*place),
        words,
        ..Line::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_alone_gets_its_words_and_one_beside_a_text_does_not() {
        let mut lines = vec![line(&BBox::new(60.0, 40.0, 69.0, 49.0), "Andel barn")];
        let captions = [
            (BBox::new(50.0, 41.0, 58.0, 49.0), "Grön".to_owned()),
            (BBox::new(60.0, 80.0, 69.0, 89.0), "Uppfylls helt".to_owned()),
        ];
        caption(&mut lines, &captions);
        let raws: Vec<&str> = lines.iter().map(|line| line.raw.as_str()).collect();
        assert_eq!(raws, ["Andel barn", "Uppfylls helt"]);
    }
}
