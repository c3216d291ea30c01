//! Labels that stand on end over the columns of a table are read as if they lay.
//!
//! Takes: the lines of a page, each with the angle of its text.
//! Gives: the lines, those of labels on end as lines that lie: the first words of all labels, then the second ones.
//! Never: touches turned text that stands alone, such as the name of an axis, or over which nothing stands below.

use crate::page::{Line, Word};
use crate::trace::BBox;

/// No label has more words.
const MOST_WORDS: usize = 8;
/// No label is longer, in type sizes.
const LONGEST: f32 = 22.0;
/// Distance of two lines of one label, for a type size of one.
const LEADING: f32 = 1.35;
/// More labels on a page are a drawing.
const MOST_LABELS: usize = 400;

/// Words on end that belong together.
#[derive(Debug, Clone)]
struct Label {
    words: Vec<Word>,
    bbox: BBox,
    size: f32,
    angle: i16,
}

/// Lays the labels that stand on end over columns.
pub(super) fn stand(lines: Vec<Line>, angles: &[i16]) -> Vec<Line> {
    let is_on_end = |at: &usize| matches!(angles.get(*at), Some(90 | 270));
    let own = (0..lines.len()).filter(is_on_end);
    let labels: Vec<Label> = own.flat_map(|at| labels_of(&lines[at], angles[at])).collect();
    if labels.len() < 2 || labels.len() > MOST_LABELS {
        return lines;
    }
    let (turned, mut upright): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .zip(angles.iter().copied().chain(std::iter::repeat(0)))
        .partition(|(_, angle)| matches!(angle, 90 | 270));
    let mut rest: Vec<Label> = Vec::new();
    let mut lying: Vec<Line> = Vec::new();
    let flat: Vec<Line> = upright
        .iter()
        .filter(|(_, angle)| *angle == 0)
        .map(|(line, _)| line.clone())
        .collect();
    for band in bands(joined(labels)) {
        match lay(&band, &flat) {
            Some(own) => lying.extend(own),
            None => rest.extend(band),
        }
    }
    if lying.is_empty() {
        upright.extend(turned);
        return upright.into_iter().map(|(line, _)| line).collect();
    }
    let mut lines: Vec<Line> = upright.into_iter().map(|(line, _)| line).collect();
    for line in lying {
        add(&mut lines, line);
    }
    lines.extend(rest.into_iter().map(|label| line_of(label.words)));
    lines
}

/// The labels of a line: labels of several tables may stand above each other.
fn labels_of(line: &Line, angle: i16) -> Vec<Label> {
    const APART: f32 = 1.5;
    let mut labels: Vec<Label> = Vec::new();
    for word in &line.words {
        let size = word.style.size.max(1.0);
        let gap = |label: &Label| {
            let last = label.words[label.words.len() - 1].bbox;
            (word.bbox.top - last.bottom).max(last.top - word.bbox.bottom)
        };
        match labels.last_mut() {
            Some(label) if gap(label) < APART * size => {
                label.bbox = label.bbox.union(&word.bbox);
                label.words.push(word.clone());
            }
            _ => labels.push(Label {
                words: vec![word.clone()],
                bbox: word.bbox,
                size,
                angle,
            }),
        }
    }
    labels
}

/// The labels with those that are lines of one put together, from left to right.
fn joined(mut labels: Vec<Label>) -> Vec<Label> {
    labels.sort_by(|a, b| {
        a.bbox
            .left
            .total_cmp(&b.bbox.left)
            .then(a.bbox.top.total_cmp(&b.bbox.top))
    });
    let mut joined: Vec<Label> = Vec::new();
    for label in labels {
        let goes_on = |before: &&mut Label| {
            let step = label.bbox.left - before.bbox.right + before.size;
            let shorter = before.bbox.height().min(label.bbox.height());
            before.angle == label.angle
                && step > 0.0
                && step < LEADING * label.size
                && before.bbox.overlap_y(&label.bbox) > 0.5 * shorter
        };
        match joined.iter_mut().rev().find(goes_on) {
            Some(before) => {
                before.bbox = before.bbox.union(&label.bbox);
                // What runs down has its first line at the right.
                if label.angle == 90 {
                    before.words.splice(0..0, label.words);
                } else {
                    before.words.extend(label.words);
                }
            }
            None => joined.push(label),
        }
    }
    joined
}

/// Labels that begin, end or have their middle at one height.
fn bands(labels: Vec<Label>) -> Vec<Vec<Label>> {
    let is_level = |a: &Label, b: &Label| {
        let near = |a: f32, b: f32, size: f32| (a - b).abs() < size;
        near(a.bbox.top, b.bbox.top, b.size)
            || near(a.bbox.bottom, b.bbox.bottom, b.size)
            || near(a.bbox.middle_y(), b.bbox.middle_y(), b.size)
    };
    let mut bands: Vec<Vec<Label>> = Vec::new();
    for label in labels {
        match bands.iter_mut().find(|band| is_level(&band[0], &label)) {
            Some(band) => band.push(label),
            None => bands.push(vec![label]),
        }
    }
    bands
}

/// The lines that a band of labels makes; none if they do not stand over columns.
fn lay(band: &[Label], upright: &[Line]) -> Option<Vec<Line>> {
    let size = band.iter().map(|label| label.size).fold(0.0, f32::max);
    let bbox = band
        .iter()
        .map(|label| label.bbox)
        .reduce(|all, next| all.union(&next))?;
    let most = band.iter().map(|label| label.words.len()).max()?;
    if band.len() < 2
        || most > MOST_WORDS
        || bbox.height() > LONGEST * size
        || !stands_over(band, &bbox, upright)
    {
        return None;
    }
    let beside: Vec<&Line> = upright
        .iter()
        .filter(|line| line.bbox.middle_y() > bbox.top && line.bbox.middle_y() < bbox.bottom)
        .collect();
    let crosses = |line: &&Line| {
        let mut words = line.words.iter();
        words.any(|word| band.iter().any(|label| word.bbox.overlap_x(&label.bbox) > 0.0))
    };
    if beside.iter().any(crosses) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a label has few words")]
    let count = most as f32;
    let step = (1.15 * size).min(bbox.height() / count);
    let top = beside.first().map_or(bbox.top, |line| line.bbox.top);
    let lowest = (bbox.bottom - (count - 1.0) * step - size).max(bbox.top);
    let top = top.min(lowest);
    let mut lines: Vec<Line> = Vec::new();
    let mut height = top;
    for at in 0..most {
        let words = band.iter().filter_map(|label| {
            let word = label.words.get(at)?;
            let bbox = BBox::new(label.bbox.left, height, label.bbox.right, height + label.size);
            Some(Word { bbox, ..word.clone() })
        });
        lines.push(line_of(words.collect()));
        height += step;
    }
    Some(lines)
}

/// Whether words stand below most of the labels, near them.
fn stands_over(band: &[Label], bbox: &BBox, upright: &[Line]) -> bool {
    const NEAR: f32 = 60.0;
    const BESIDE: f32 = 30.0;
    let below = upright
        .iter()
        .filter(|line| line.bbox.top > bbox.bottom - 2.0 && line.bbox.top < bbox.bottom + NEAR);
    let has_word = |line: &Line, label: &Label| {
        let mut words = line.words.iter();
        words.any(|word| (word.bbox.middle_x() - label.bbox.middle_x()).abs() < BESIDE)
    };
    let mut counts = below.map(|line| band.iter().filter(|label| has_word(line, label)).count());
    counts.any(|count| count >= 2 && count * 2 >= band.len())
}

fn line_of(words: Vec<Word>) -> Line {
    let bbox = words
        .iter()
        .map(|word| word.bbox)
        .reduce(|all, next| all.union(&next));
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    Line {
        raw: texts.join(" "),
        bbox: bbox.unwrap_or_default(),
        words,
        ..Line::default()
    }
}

/// Adds a line among those that are upright, or its words to the one at its height.
fn add(lines: &mut Vec<Line>, line: Line) {
    const SAME: f32 = 0.3;
    let size = line.words.first().map_or(1.0, |word| word.style.size);
    let is_same = |other: &&mut Line| (other.bbox.top - line.bbox.top).abs() < SAME * size;
    if let Some(other) = lines.iter_mut().find(is_same) {
        let mut words = std::mem::take(&mut other.words);
        words.extend(line.words);
        words.sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left));
        *other = line_of(words);
        return;
    }
    let at = lines.iter().position(|other| other.bbox.top > line.bbox.top);
    lines.insert(at.unwrap_or(lines.len()), line);
}
