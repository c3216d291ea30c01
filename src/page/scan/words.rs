//! Words of a picture become lines: on one baseline, with sizes, weights and colours.

use super::ink::{self, Ink};
use super::shapes::Prepared;
use super::tesseract::Seen;
use crate::page::{Colour, Line, Style, Word};
use crate::trace::BBox;

/// Above and below its baseline a word reaches so far, in parts of its size, as in pages that hold their words.
const ASCENT: f32 = 0.77;
const DESCENT: f32 = 0.22;
/// Heights of letters in parts of the size.
const TALL: f32 = 0.73;
const LOW: f32 = 0.53;
const BELOW: f32 = 0.21;
/// Heavier by so much than most of the page is bold.
const BOLD: f32 = 1.3;
/// What the picture contradicts is no surer than this.
const CONTRADICTED: u8 = 40;

/// The lines of a page.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lines: Vec<Line>,
    pub(super) words: usize,
    pub(super) confidence: u32,
}

/// A word with its ink.
struct Inked<'s> {
    seen: &'s Seen,
    ink: Ink,
    /// Its size by its own letters, in pixels.
    size: f32,
    /// Where its baseline is.
    base: f32,
}

/// A row of words on one baseline.
struct Row<'s> {
    words: Vec<Inked<'s>>,
    base: f32,
    size: f32,
}

/// Puts words on lines.
pub(super) fn lines(page: &Prepared, seen: &[Seen]) -> Found {
    let kept: Vec<&Seen> = seen.iter().filter(|word| !is_speck(word)).collect();
    let sum: u32 = kept.iter().map(|word| u32::from(word.confidence)).sum();
    let count = kept.len();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for line in kept.chunk_by(|one, next| one.line == next.line) {
        let words: Vec<Inked<'_>> = line.iter().map(|word| inked(page, word)).collect();
        let (base, size) = (
            middle(words.iter().map(|word| word.base)),
            middle(words.iter().map(|word| word.size)),
        );
        let same = rows.iter_mut().find(|row| {
            let is_level = (row.base - base).abs() < 0.3 * row.size.min(size);
            // Words of one line do not lie over each other.
            is_level
                && !words
                    .iter()
                    .any(|one| row.words.iter().any(|other| over(one, other)))
        });
        match same {
            Some(row) => row.words.extend(words),
            None => rows.push(Row { words, base, size }),
        }
    }
    rows.sort_by(|one, other| one.base.total_cmp(&other.base));
    let weights = rows
        .iter()
        .flat_map(|row| row.words.iter().map(|word| word.ink.stroke / row.size.max(1.0)));
    let usual = middle(weights);
    let lines = (1..)
        .zip(&mut rows)
        .map(|(number, row)| line(page, row, number, usual))
        .collect();
    Found {
        lines,
        words: count,
        confidence: sum / u32::try_from(count.max(1)).unwrap_or(1),
    }
}

/// Something that is no word: signs that nobody prints, seen where a line or a speck was.
fn is_speck(word: &Seen) -> bool {
    const UNSURE: u8 = 60;
    let is_sign = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '%' | '-' | '–' | '—' | '+' | '±' | '•' | '·')
    };
    word.confidence < UNSURE && !word.text.contains(is_sign)
}

fn over(one: &Inked<'_>, other: &Inked<'_>) -> bool {
    let (one, other) = (&one.seen.area, &other.seen.area);
    let wide = one
        .right
        .min(other.right)
        .saturating_sub(one.left.max(other.left));
    wide * 3 > one.width().min(other.width())
}

fn middle(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.filter(|value| *value > 0.0).collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
fn inked<'s>(page: &Prepared, seen: &'s Seen) -> Inked<'s> {
    let ink = ink::look(&page.grey, &seen.area);
    let has = |letters: &str| seen.text.contains(|letter| letters.contains(letter));
    let is_tall = |letter: char| {
        let has_mark = !letter.is_ascii() && letter.is_alphabetic();
        letter.is_uppercase() || letter.is_numeric() || has_mark || "bdfhklti%()/:;?!&".contains(letter)
    };
    let below = if has("gjpqy,;()Q/") { BELOW } else { 0.0 };
    let above = if seen.text.contains(is_tall) { TALL } else { LOW };
    let height = ink.bottom.saturating_sub(ink.top).max(1) as f32;
    let is_known = seen.text.contains(char::is_alphanumeric);
    let size = if is_known { height / (above + below) } else { 0.0 };
    let base = if is_known {
        ink.bottom as f32 - below * size
    } else {
        0.0
    };
    Inked {
        seen,
        ink,
        size,
        base,
    }
}

fn line(page: &Prepared, row: &mut Row<'_>, number: u32, usual: f32) -> Line {
    row.words.sort_by_key(|word| word.seen.area.left);
    let points = page.grey.points;
    // Sizes are whole or half points.
    let size = (middle(row.words.iter().map(|word| word.size)).max(1.0) * points * 2.0).round() / 2.0;
    let base = row.base.max(1.0) * points;
    let mut words = Vec::new();
    for word in &row.words {
        let weight = word.ink.stroke * points / size.max(1.0);
        let style = Style {
            size,
            bold: usual > 0.0 && weight > BOLD * usual,
            colour: colour(page, word),
            ..Style::default()
        };
        split(word, points, |text, left, right| {
            words.push(Word {
                text,
                confidence: Some(sure(word)),
                bbox: BBox::new(left, base - ASCENT * size, right, base + DESCENT * size),
                style,
            });
        });
    }
    let raw: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let raw = raw.join(" ");
    let bbox = words
        .iter()
        .map(|word| word.bbox)
        .reduce(|one, other| one.union(&other));
    Line {
        number,
        raw,
        words,
        bbox: bbox.unwrap_or_default(),
        ..Line::default()
    }
}

/// A figure and its sign for per cent are two words, as they are printed.
#[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
fn split(word: &Inked<'_>, points: f32, mut each: impl FnMut(String, f32, f32)) {
    let area = &word.seen.area;
    let (left, right) = (area.left as f32 * points, area.right as f32 * points);
    let figure = word.seen.text.strip_suffix('%');
    match figure.filter(|figure| figure.ends_with(|letter: char| letter.is_ascii_digit())) {
        Some(figure) => {
            let count = word.seen.text.chars().count() as f32;
            let border = right - (right - left) * 1.4 / (count + 0.4);
            each(figure.to_owned(), left, border);
            each("%".to_owned(), border, right);
        }
        None => each(word.seen.text.clone(), left, right),
    }
}

/// How sure a word is. Recognition doubles digits and leaves them out, and is sure of it: the shapes in the picture
/// are counted against them.
fn sure(word: &Inked<'_>) -> u8 {
    let text = &word.seen.text;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text
        .chars()
        .all(|letter| letter.is_ascii_digit() || ",.%-–+ ".contains(letter));
    if digits == 0 || !rest {
        return word.seen.confidence;
    }
    let expected = digits + text.matches('%').count();
    if word.ink.tall == expected {
        word.seen.confidence
    } else {
        word.seen.confidence.min(CONTRADICTED)
    }
}

/// Whether the picture has more or fewer shapes than a figure has digits.
pub(super) fn is_contradicted(page: &Prepared, seen: &Seen) -> bool {
    let word = inked(page, seen);
    sure(&word) <= CONTRADICTED && seen.confidence > CONTRADICTED
}

/// The colour of a word, where it has one.
fn colour(page: &Prepared, word: &Inked<'_>) -> Colour {
    const SPAN: u8 = 60;
    let picture = &page.colours;
    let area = &word.seen.area;
    let (mut sums, mut count, mut dark) = ([0u64; 3], 0u64, 0u64);
    for y in area.top..area.bottom.min(picture.height) {
        for x in area.left..area.right.min(picture.width) {
            let pixel = picture.rgb[y * picture.width + x];
            let (low, high) = pixel.iter().fold((u8::MAX, 0), |(low, high), part| {
                (low.min(*part), high.max(*part))
            });
            if high < 110 {
                dark += 1;
            } else if high - low >= SPAN {
                count += 1;
                sums.iter_mut()
                    .zip(pixel)
                    .for_each(|(sum, part)| *sum += u64::from(part));
            }
        }
    }
    if count == 0 || count < dark * 3 {
        return Colour::default();
    }
    let [red, green, blue] = sums.map(|sum| u8::try_from(sum / count).unwrap_or(0));
    Colour { red, green, blue }
}
