//! Words that a line strikes out.

use super::words::DESCENT;
use crate::page::{Line, Rule, Word};

/// A stroke this much of the type size shorter or longer than its words is still theirs.
const REACH: f32 = 0.4;
/// Heights above the baseline at which a stroke strikes out, for a type size of one; lower ones underline.
const HEIGHTS: std::ops::Range<f32> = 0.14..0.55;
/// Strokes thicker than this, in points, are no strokes.
const THICKEST: f32 = 2.0;
/// More lines than this on a page are a drawing.
const MOST: usize = 3_000;

/// Takes the words out that are struck out. A stroke begins and ends with its words; a rule of a table does not.
pub(super) fn take_struck(lines: &mut Vec<Line>, rules: &[Rule]) -> Vec<Word> {
    let mut struck = Vec::new();
    if rules.len() > MOST {
        return struck;
    }
    for line in lines.iter_mut() {
        let before = struck.len();
        for rule in rules
            .iter()
            .filter(|rule| rule.is_horizontal() && rule.bbox.height() < THICKEST)
        {
            let y = rule.bbox.middle_y();
            if y < line.bbox.top || y > line.bbox.bottom {
                continue;
            }
            let Some(words) = under(line, rule) else {
                continue;
            };
            struck.extend(line.words.drain(words));
        }
        if struck.len() > before {
            let texts: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
            line.raw = texts.join(" ");
            let boxes = line.words.iter().map(|word| word.bbox);
            line.bbox = boxes.reduce(|a, b| a.union(&b)).unwrap_or(line.bbox);
        }
    }
    if !struck.is_empty() {
        lines.retain(|line| !line.words.is_empty());
        for (number, line) in (1..).zip(lines.iter_mut()) {
            line.number = number;
        }
    }
    struck
}

/// The words that a stroke strikes out, all of them and no others.
fn under(line: &Line, rule: &Rule) -> Option<std::ops::Range<usize>> {
    let (stroke, y) = (&rule.bbox, rule.bbox.middle_y());
    let is_under = |word: &Word| {
        let size = word.style.size;
        let height = (word.bbox.bottom - DESCENT * size - y) / size.max(0.1);
        word.bbox.overlap_x(stroke) > 0.6 * word.bbox.width() && HEIGHTS.contains(&height)
    };
    let first = line.words.iter().position(is_under)?;
    let count = line.words[first..]
        .iter()
        .take_while(|word| is_under(word))
        .count();
    let words = &line.words[first..first + count];
    let reach = REACH * words.first()?.style.size;
    let fits = (words.first()?.bbox.left - stroke.left).abs() < reach
        && (words.last()?.bbox.right - stroke.right).abs() < reach;
    fits.then_some(first..first + count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Colour, Style};
    use crate::trace::BBox;

    fn word(text: &str, left: f32, right: f32) -> Word {
        Word {
            text: text.to_owned(),
            bbox: BBox::new(left, 42.3, right, 50.2),
            style: Style {
                size: 8.0,
                ..Style::default()
            },
            confidence: None,
        }
    }

    fn left(rule: BBox) -> Vec<String> {
        let words = vec![
            word("84", 10.0, 19.0),
            word("86", 22.0, 31.0),
            word("%", 33.0, 40.0),
        ];
        let mut lines = vec![Line {
            bbox: BBox::new(10.0, 42.3, 40.0, 50.2),
            words,
            ..Line::default()
        }];
        let colour = Colour::default();
        take_struck(&mut lines, &[Rule { bbox: rule, colour }]);
        lines[0].words.iter().map(|word| word.text.clone()).collect()
    }

    #[test]
    fn a_stroke_takes_its_words_and_a_rule_takes_none() {
        assert_eq!(left(BBox::new(10.0, 45.8, 19.2, 46.4)), ["86", "%"]);
        assert_eq!(
            left(BBox::new(10.0, 49.0, 19.2, 49.5)),
            ["84", "86", "%"],
            "underlined"
        );
        assert_eq!(
            left(BBox::new(5.0, 45.8, 90.0, 46.4)),
            ["84", "86", "%"],
            "a rule"
        );
    }
}
