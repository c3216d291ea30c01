//! A second look at figures that the picture contradicts: enlarged, and one below the other.

use super::picture::Grey;
use super::shapes::Prepared;
use super::tesseract::{Recogniser, Seen};
use super::words::is_contradicted;
use std::time::Duration;

/// Figures of a page that are looked at again.
const MOST: usize = 60;
/// Paper around each.
const MARGIN: usize = 24;
/// A figure on which two looks do not agree is no surer than this.
const SURE: u8 = 75;

/// Looks again at contradicted figures. A new reading counts only if the picture has as many shapes as it has digits,
/// and if it is the old one but for their number.
pub(super) fn look(page: &Prepared, words: &mut [Seen], recogniser: &Recogniser, patience: Duration) {
    let at: Vec<usize> = (0..words.len())
        .filter(|at| is_contradicted(page, &words[*at]))
        .take(MOST)
        .collect();
    if at.is_empty() {
        return;
    }
    let (sheet, rows) = sheet(&page.grey, &at.iter().map(|at| &words[*at]).collect::<Vec<_>>());
    let Ok(seen) = recogniser.words(&sheet, patience) else {
        return;
    };
    for (at, (top, bottom)) in at.into_iter().zip(rows) {
        let is_here = |word: &&Seen| {
            let middle = (word.area.top + word.area.bottom) / 2;
            middle >= top && middle < bottom
        };
        let parts: Vec<&Seen> = seen.iter().filter(is_here).collect();
        let text: String = parts.iter().map(|part| part.text.as_str()).collect();
        let confidence = parts.iter().map(|part| part.confidence).min().unwrap_or(0);
        let new = Seen {
            text,
            confidence: confidence.min(SURE),
            ..words[at].clone()
        };
        if is_near(&words[at].text, &new.text) && !is_contradicted(page, &new) {
            words[at] = new;
        }
    }
}

/// Whether two readings differ by digits that one of them has doubled or lost.
fn is_near(one: &str, other: &str) -> bool {
    let undoubled = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        letters.dedup();
        letters
    };
    one != other && undoubled(one) == undoubled(other)
}

/// The words enlarged, one below the other, and the rows on which each stands.
fn sheet(grey: &Grey, words: &[&Seen]) -> (Grey, Vec<(usize, usize)>) {
    const TIMES: usize = 2;
    let widest = words.iter().map(|word| word.area.width()).max().unwrap_or(0);
    let width = widest * TIMES + 2 * MARGIN;
    let mut data = Vec::new();
    let mut rows = Vec::new();
    for word in words {
        let top = data.len() / width;
        let lines = word.area.height() * TIMES + 2 * MARGIN;
        for y in 0..lines {
            for x in 0..width {
                let inside = (y.wrapping_sub(MARGIN), x.wrapping_sub(MARGIN));
                let is_word = inside.0 < word.area.height() * TIMES && inside.1 < word.area.width() * TIMES;
                let light = is_word.then(|| {
                    between(
                        grey,
                        word.area.left * TIMES + inside.1,
                        word.area.top * TIMES + inside.0,
                    )
                });
                data.push(light.flatten().unwrap_or(u8::MAX));
            }
        }
        rows.push((top, top + lines));
    }
    let sheet = Grey {
        width,
        height: data.len() / width.max(1),
        data,
        points: grey.points,
    };
    (sheet, rows)
}

/// The pixel of an enlarged picture: the mean of those that it lies between.
fn between(grey: &Grey, x: usize, y: usize) -> Option<u8> {
    let at = |x: usize, y: usize| {
        let inside = x < grey.width && y < grey.height;
        inside.then(|| u32::from(grey.data[y * grey.width + x]))
    };
    let (left, top) = (x / 2, y / 2);
    let (right, bottom) = (left + x % 2, top + y % 2);
    let own = at(left, top)?;
    let or = |value: Option<u32>| value.unwrap_or(own);
    let sum = own + or(at(right, top)) + or(at(left, bottom)) + or(at(right, bottom));
    u8::try_from(sum / 4).ok()
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn only_doubled_and_lost_digits_are_mended() {
        assert!(is_near("5,33%", "5,3 %"));
        assert!(is_near("1,1%", "1,11%"));
        assert!(!is_near("5,33%", "5,8%"));
        assert!(!is_near("5,3%", "5,3%"));
    }
}
