//! Lines by the number of their parts and by what these look like.

use super::evidence::{Feature, Tally};
use super::view::{LineView, PageView};
use super::weights;

/// A table's lines have parts and values; running text has neither.
pub(super) fn weigh(view: &PageView<'_>, tally: &mut Tally) {
    for (at, line) in view.lines.iter().enumerate() {
        let words = &view.sheets[at].line.words;
        let is_led = words.iter().any(|word| is_leader(&word.text));
        let is_upright = line.bbox.height() > 2.5 * line.size && line.bbox.width() < line.bbox.height();
        let odds = if is_led || is_upright {
            weights::LED
        } else {
            parts(line, view.measures.full_right)
        };
        tally.add(at, Feature::Parts, odds);
        match line.parts.iter().skip(1).filter(|part| part.is_value).count() {
            0 => {}
            1 => tally.add(at, Feature::Valued, weights::ONE_VALUE),
            _ => tally.add(at, Feature::Valued, weights::SEVERAL_VALUES),
        }
    }
}

fn is_leader(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(|letter| matches!(letter, '.' | '…' | '_'))
}

fn parts(line: &LineView, full_right: f32) -> f32 {
    match line.parts.as_slice() {
        [] => 0.0,
        [only] => {
            let is_full = only.right > 0.9 * full_right && only.words >= 6;
            if is_full {
                weights::FULL_LINE
            } else {
                weights::ONE_PART
            }
        }
        [first, second]
            if (first.width() < 1.6 * line.size || first.is_marker)
                && !second.is_value
                && second.words > 1 =>
        {
            weights::LISTED
        }
        [first, second] => {
            let is_text = |part: &super::view::Part| part.words >= 4 && !part.is_value;
            if is_text(first) && is_text(second) {
                weights::TWO_TEXTS
            } else {
                weights::TWO_PARTS
            }
        }
        _ => weights::SEVERAL_PARTS,
    }
}
