//! Labels that stand on end over the columns of a table.
//!
//! Takes: the lines of a page, each with the direction in which it runs.
//! Gives: the lines, with such labels set upright in the places where they stand, a word below the other.
//! Never: turns a line that stands alone, or over no columns.

use crate::page::{Line, Word};
use crate::trace::BBox;

/// The longest label, in characters.
const LONGEST: usize = 70;
/// Lines of one label are closer than this part of the type size.
const NEAR: f32 = 0.6;
/// How much of the space between two labels the words of one may take.
const FULL: f32 = 0.88;
/// How far below the labels their columns begin, in points.
const BELOW: f32 = 60.0;

/// A label: its words in reading order.
#[derive(Debug)]
struct Label {
    words: Vec<Word>,
    bbox: BBox,
    /// How wide it may be.
    room: f32,
}

/// Sets labels upright.
pub(super) fn stand_up(lines: Vec<(i16, Line)>) -> Vec<Line> {
    let is_short = |line: &Line| line.raw.chars().count() <= LONGEST;
    let turned: Vec<(bool, Line)> = lines
        .iter()
        .filter(|(angle, line)| matches!(angle.rem_euclid(360), 90 | 270) && is_short(line))
        .map(|(angle, line)| (angle.rem_euclid(360) == 270, line.clone()))
        .collect();
    let mut all = lines;
    for (runs_up, band) in bands(turned) {
        let upright: Vec<&Line> = all
            .iter()
            .filter(|(angle, _)| *angle == 0)
            .map(|(_, line)| line)
            .collect();
        let labels = labels(&band, runs_up);
        let Some(body) = columns_below(&labels, &upright).filter(|_| labels.len() > 1) else {
            continue;
        };
        let is_own = |line: &Line| {
            band.iter()
                .any(|own| own.bbox == line.bbox && own.raw == line.raw)
        };
        all.retain(|(angle, line)| *angle == 0 || !is_own(line));
        for line in set(labels, body, &mut all) {
            let at = all
                .iter()
                .position(|(angle, other)| *angle != 0 || other.bbox.bottom > line.bbox.bottom)
                .unwrap_or(all.len());
            all.insert(at, (0, line));
        }
    }
    all.into_iter().map(|(_, line)| line).collect()
}

/// Lines that run in one direction beside each other.
fn bands(turned: Vec<(bool, Line)>) -> Vec<(bool, Vec<Line>)> {
    let mut bands: Vec<(bool, Vec<Line>)> = Vec::new();
    let mut turned = turned;
    turned.sort_by(|(_, one), (_, other)| one.bbox.left.total_cmp(&other.bbox.left));
    for (runs_up, line) in turned {
        let is_level = |other: &Line| {
            let (one, other) = (&line.bbox, &other.bbox);
            let shared = one.bottom.min(other.bottom) - one.top.max(other.top);
            shared > 0.5 * one.height().min(other.height())
        };
        match bands
            .iter_mut()
            .find(|(up, band)| *up == runs_up && band.iter().any(is_level))
        {
            Some((_, band)) => band.push(line),
            None => bands.push((runs_up, vec![line])),
        }
    }
    bands
}

/// Puts the lines of each label together. What runs up has its first line on the left, what runs down on the right.
fn labels(band: &[Line], runs_up: bool) -> Vec<Label> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for line in band {
        let size = line.words.first().map_or(0.0, |word| word.style.size);
        match groups.last_mut() {
            Some(group)
                if group
                    .last()
                    .is_some_and(|last| line.bbox.left - last.bbox.right < NEAR * size) =>
            {
                group.push(line);
            }
            _ => groups.push(vec![line]),
        }
    }
    let middles: Vec<f32> = groups
        .iter()
        .map(|group| group[0].bbox.left.midpoint(group[group.len() - 1].bbox.right))
        .collect();
    let room = |at: usize| {
        let far = |other: usize| middles.get(other).map(|x| (x - middles[at]).abs());
        let left = at.checked_sub(1).and_then(far);
        [left, far(at + 1)]
            .into_iter()
            .flatten()
            .fold(f32::INFINITY, f32::min)
    };
    let made = groups.iter().enumerate().map(|(at, group)| {
        let mut lines = group.clone();
        if !runs_up {
            lines.reverse();
        }
        Label {
            words: lines.iter().flat_map(|line| line.words.iter().cloned()).collect(),
            bbox: group
                .iter()
                .skip(1)
                .fold(group[0].bbox, |all, line| all.union(&line.bbox)),
            room: room(at),
        }
    });
    made.filter(|label| !label.words.is_empty()).collect()
}

/// Where the first line stands that has words below labels, if most labels have some.
fn columns_below(labels: &[Label], upright: &[&Line]) -> Option<f32> {
    let bottom = labels
        .iter()
        .map(|label| label.bbox.bottom)
        .fold(f32::MIN, f32::max);
    let lines: Vec<&&Line> = upright
        .iter()
        .filter(|line| line.bbox.top > bottom - 4.0 && line.bbox.top < bottom + BELOW)
        .collect();
    let is_under = |label: &Label, line: &Line| {
        let reach = label.room / 2.0;
        let mut words = line.words.iter();
        words.any(|word| (word.bbox.middle_x() - label.bbox.middle_x()).abs() < reach)
    };
    let has_column = |label: &&Label| lines.iter().any(|line| is_under(label, line));
    let count = labels.iter().filter(has_column).count();
    let tops = lines
        .iter()
        .filter(|line| labels.iter().any(|label| is_under(label, line)))
        .map(|line| line.bbox.top);
    tops.reduce(f32::min)
        .filter(|_| count >= 2 && count * 2 >= labels.len())
}

/// The labels as lines above the body of their table, the last words lowest. An upright label left of them goes to the
/// first of these lines.
#[expect(clippy::cast_precision_loss, reason = "a label has few words")]
fn set(labels: Vec<Label>, body: f32, all: &mut Vec<(i16, Line)>) -> Vec<Line> {
    let top = labels.iter().map(|label| label.bbox.top).fold(f32::MAX, f32::min);
    let bottom = labels
        .iter()
        .map(|label| label.bbox.bottom)
        .fold(f32::MIN, f32::max);
    let left = labels
        .iter()
        .map(|label| label.bbox.left)
        .fold(f32::MAX, f32::min);
    let most = labels.iter().map(|label| label.words.len()).max().unwrap_or(0);
    let step = (bottom - top) / most.max(1) as f32;
    let mut rows: Vec<Vec<Word>> = vec![Vec::new(); most];
    for label in labels {
        let count = label.words.len();
        let longest = label
            .words
            .iter()
            .map(|word| word.bbox.height())
            .fold(0.1, f32::max);
        let scale = (FULL * label.room / longest).min(1.0);
        for (at, word) in label.words.into_iter().enumerate() {
            let from_bottom = count - 1 - at;
            let size = word.style.size * scale;
            let low = bottom - from_bottom as f32 * step.min(1.25 * size);
            let half = word.bbox.height() * scale / 2.0;
            let middle = label.bbox.middle_x();
            let mut word = word;
            word.bbox = BBox::new(middle - half, low - size, middle + half, low);
            word.style.size = size;
            rows[most - 1 - from_bottom].push(word);
        }
    }
    let is_beside = |line: &Line| {
        let middle = line.bbox.middle_y();
        middle > top - 2.0 && middle < body && line.bbox.right < left
    };
    let names: Vec<Word> = all
        .iter()
        .filter(|(angle, line)| *angle == 0 && is_beside(line))
        .flat_map(|(_, line)| line.words.iter().cloned())
        .collect();
    all.retain(|(angle, line)| *angle != 0 || !is_beside(line));
    let level = rows
        .iter()
        .flatten()
        .map(|word| (word.bbox.top, word.bbox.bottom));
    let (first_top, first_bottom) = level.fold((f32::MAX, f32::MAX), |(top, bottom), (a, b)| {
        (top.min(a), bottom.min(b))
    });
    let names = names.into_iter().map(|mut word| {
        word.bbox = BBox::new(word.bbox.left, first_top, word.bbox.right, first_bottom);
        word
    });
    if let Some(first) = rows.first_mut() {
        first.extend(names);
    }
    rows.into_iter().filter_map(line).collect()
}

/// A line of words.
fn line(mut words: Vec<Word>) -> Option<Line> {
    words.sort_by(|one, other| one.bbox.left.total_cmp(&other.bbox.left));
    let boxes = words.iter().map(|word| word.bbox);
    let bbox = boxes.reduce(|all, next| all.union(&next))?;
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    Some(Line {
        raw: texts.join(" "),
        words,
        bbox,
        ..Line::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Style;

    fn word(text: &str, bbox: BBox) -> Word {
        Word {
            text: text.to_owned(),
            bbox,
            style: Style {
                size: 8.0,
                ..Style::default()
            },
            confidence: None,
        }
    }

    fn one(angle: i16, words: Vec<Word>) -> (i16, Line) {
        (angle, line(words).unwrap())
    }

    fn label(angle: i16, text: &str, left: f32) -> (i16, Line) {
        one(angle, vec![word(text, BBox::new(left, 20.0, left + 8.0, 60.0))])
    }

    fn figures() -> (i16, Line) {
        let figure = |text: &str, left: f32| word(text, BBox::new(left, 64.0, left + 16.0, 72.0));
        let name = word("Prov", BBox::new(10.0, 64.0, 40.0, 72.0));
        one(0, vec![name, figure("81", 100.0), figure("84", 150.0)])
    }

    fn texts(lines: Vec<(i16, Line)>) -> Vec<String> {
        stand_up(lines).into_iter().map(|line| line.raw).collect()
    }

    #[test]
    fn labels_over_columns_are_set_upright_with_the_label_of_the_names() {
        let name = one(0, vec![word("Indikator", BBox::new(10.0, 50.0, 50.0, 58.0))]);
        let lines = vec![
            name,
            figures(),
            label(270, "Utfall", 104.0),
            label(270, "Mål", 154.0),
        ];
        assert_eq!(texts(lines), ["Indikator Utfall Mål", "Prov 81 84"]);
    }

    #[test]
    fn what_runs_down_has_its_first_line_on_the_right() {
        let lines = vec![
            figures(),
            label(90, "utfall", 100.0),
            label(90, "Periodens", 109.0),
            label(90, "Mål", 154.0),
        ];
        assert_eq!(texts(lines), ["Periodens", "utfall Mål", "Prov 81 84"]);
    }

    #[test]
    fn a_line_on_end_in_the_margin_stays() {
        let lines = vec![figures(), label(270, "Diarienummer", 2.0)];
        assert_eq!(texts(lines), ["Prov 81 84", "Diarienummer"]);
    }
}
