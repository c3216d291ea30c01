//! Lines of a text table with every cell moved below the label of its column.

use crate::block::LineId;
use crate::block::text::Sheet;
use crate::page::Line;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Space between two columns, wide enough that their cells stand apart.
const SPACE: f32 = 3.0;

/// The lines of a table, straightened.
pub(super) struct Straight {
    /// The lines with their words moved.
    pub(super) lines: Vec<Line>,
    /// Places between the columns.
    pub(super) separators: Vec<f32>,
    /// Lines and columns of values that may belong to another column.
    pub(super) doubtful: BTreeSet<(LineId, usize)>,
    /// How many columns a cell spans, by its line and column, where that is more than one.
    pub(super) spans: BTreeMap<(LineId, usize), usize>,
}

impl Straight {
    /// The lines that were straightened, with their words where they stand now.
    pub(super) fn sheets<'a>(&'a self, lines: &'a [&Sheet<'_>]) -> impl Iterator<Item = Sheet<'a>> {
        lines.iter().zip(&self.lines).map(|(sheet, line)| Sheet {
            line,
            ..(*sheet).clone()
        })
    }
}

/// Words of a line that are part of one cell.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) words: Range<usize>,
    /// The column; that of the names is 0.
    pub(super) column: usize,
    /// How many columns the cell spans.
    pub(super) span: usize,
}

impl Piece {
    pub(super) fn new(words: Range<usize>, column: usize) -> Self {
        Piece {
            words,
            column,
            span: 1,
        }
    }
}

/// The lines with each column as wide as what stands in it, that of the names at least as wide as this;
/// `pieces` are those of each line.
pub(super) fn moved(
    columns: usize,
    names: f32,
    lines: &[&Sheet<'_>],
    pieces: &[Vec<Piece>],
    doubtful: BTreeSet<(LineId, usize)>,
) -> Straight {
    let lefts = lefts(columns, names, lines, pieces);
    let mut spans = BTreeMap::new();
    let moved = lines.iter().zip(pieces).map(|(sheet, pieces)| {
        let mut line = sheet.line.clone();
        let mut free = vec![0.0_f32; columns];
        for piece in pieces.iter().filter(|piece| piece.column > 0) {
            let left = lefts[piece.column].max(free[piece.column]);
            let by = left - line.words[piece.words.start].bbox.left;
            for word in &mut line.words[piece.words.clone()] {
                word.bbox.left += by;
                word.bbox.right += by;
                free[piece.column] = word.bbox.right + SPACE;
            }
            if piece.span > 1 {
                spans.insert((sheet.id, piece.column), piece.span);
            }
        }
        if let (Some(first), Some(last)) = (line.words.first(), line.words.last()) {
            line.bbox = first.bbox.union(&last.bbox);
        }
        line
    });
    Straight {
        lines: moved.collect(),
        separators: lefts.iter().skip(1).map(|left| left - 0.5).collect(),
        doubtful,
        spans,
    }
}

/// Where each column begins.
fn lefts(columns: usize, names: f32, lines: &[&Sheet<'_>], pieces: &[Vec<Piece>]) -> Vec<f32> {
    let mut widths = vec![0.0_f32; columns];
    widths[0] = names;
    for (line, pieces) in lines.iter().zip(pieces) {
        // Text over the whole width says nothing of the names.
        let is_lone = pieces.len() == 1 && pieces[0].column == 0;
        let mut used = vec![0.0_f32; columns];
        for piece in pieces.iter().filter(|_| !is_lone) {
            let words = &line.line.words[piece.words.clone()];
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                continue;
            };
            if piece.column == 0 {
                used[0] = last.bbox.right + SPACE;
            } else if piece.span == 1 {
                used[piece.column] += last.bbox.right - first.bbox.left + SPACE;
            }
        }
        for (width, used) in widths.iter_mut().zip(used) {
            *width = width.max(used);
        }
    }
    let mut left = 0.0;
    widths
        .into_iter()
        .map(|width| {
            let own = left;
            left += width.max(1.0);
            own
        })
        .collect()
}
