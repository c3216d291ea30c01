//! Tables side by side share their lines: each gets the words that stand in it.
//!
//! Takes: the lines of a stretch and the boxes of the tables in it.
//! Gives: for each table its lines.
//! Never: drops a word; what stands in no box goes to the nearest.

use crate::block::text::{Sheet, joined};
use crate::page::Line;
use crate::trace::{BBox, Place};

/// The lines of one table, with the lines of the page that they are cut from.
pub(super) struct Part<'a> {
    lines: Vec<(&'a Sheet<'a>, Option<Line>)>,
}

/// The lines of each table, from left to right; without boxes there is one table with all lines.
pub(super) fn cut<'a>(boxes: &[BBox], lines: &[&'a Sheet<'a>]) -> Vec<Part<'a>> {
    if boxes.len() < 2 {
        let whole = lines.iter().map(|sheet| (*sheet, None)).collect();
        return vec![Part { lines: whole }];
    }
    let mut parts: Vec<Part<'a>> = boxes.iter().map(|_| Part { lines: Vec::new() }).collect();
    for sheet in lines {
        let mut lines: Vec<Line> = vec![Line::default(); boxes.len()];
        for word in &sheet.line.words {
            lines[nearest(boxes, word.bbox.middle_x())]
                .words
                .push(word.clone());
        }
        for (part, mut line) in parts.iter_mut().zip(lines) {
            let Some(bbox) = line
                .words
                .iter()
                .map(|word| word.bbox)
                .reduce(|all, next| all.union(&next))
            else {
                continue;
            };
            line.bbox = bbox;
            line.raw = joined(&line.words);
            line.number = sheet.line.number;
            part.lines.push((sheet, Some(line)));
        }
    }
    parts.retain(|part| !part.lines.is_empty());
    parts
}

/// The lines as sheets.
pub(super) fn sheets<'a>(parts: &'a [Part<'a>]) -> Vec<Vec<Sheet<'a>>> {
    let sheet = |(sheet, line): &'a (&'a Sheet<'a>, Option<Line>)| match line {
        Some(line) => Sheet {
            line,
            place: Place {
                bbox: Some(line.bbox),
                ..sheet.place
            },
            ..(*sheet).clone()
        },
        None => (*sheet).clone(),
    };
    parts
        .iter()
        .map(|part| part.lines.iter().map(sheet).collect())
        .collect()
}

fn nearest(boxes: &[BBox], x: f32) -> usize {
    let far = |bbox: &BBox| (bbox.left - x).max(x - bbox.right);
    (0..boxes.len())
        .min_by(|a, b| far(&boxes[*a]).total_cmp(&far(&boxes[*b])))
        .unwrap_or(0)
}
