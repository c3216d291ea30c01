//! Where the columns of a table part.

use super::Measures;
use super::edges::Edges;
use super::find::segments;
use crate::block::text::Sheet;

/// Narrowest space between two columns.
const NARROWEST: f32 = 2.0;

/// Places between the columns, from left to right; edges that do not divide any words are forgotten.
pub(super) fn separators(measures: Measures, edges: &mut Edges, lines: &[&Sheet<'_>]) -> Vec<f32> {
    let words = || lines.iter().flat_map(|line| &line.line.words);
    let by_edges: Vec<f32> = edges
        .xs
        .iter()
        .copied()
        .filter(|x| {
            words().any(|word| word.bbox.middle_x() < *x) && words().any(|word| word.bbox.middle_x() > *x)
        })
        .collect();
    if !by_edges.is_empty() {
        return by_edges;
    }
    edges.xs.clear();
    by_gaps(measures, lines)
}

/// Columns from the gaps that nearly all lines of several parts leave free. Lines that cross columns,
/// such as a header over two of them, are allowed one by one until there are as many columns as the
/// fullest line has parts.
fn by_gaps(measures: Measures, lines: &[&Sheet<'_>]) -> Vec<f32> {
    let mut spans: Vec<(f32, f32)> = Vec::new();
    let mut most = 0;
    for line in lines {
        let words = &line.line.words;
        let parts = segments(words, measures.is_aligned);
        if parts.len() < 2 {
            continue;
        }
        most = most.max(parts.len());
        spans.extend(
            parts
                .iter()
                .map(|part| (words[part.start].bbox.left, words[part.end - 1].bbox.right)),
        );
    }
    let narrowest = if measures.is_aligned { 0.9 } else { NARROWEST };
    without_halves(fewest_crossed(&spans, most, narrowest), measures, lines)
}

/// Divisions that no more spans cross than it takes to have this many columns.
fn fewest_crossed(spans: &[(f32, f32)], most: usize, narrowest: f32) -> Vec<f32> {
    let mut best = Vec::new();
    for crossing in 0..4 {
        let found = free(spans, crossing, narrowest);
        if found.len() > best.len() || crossing == 0 {
            best = found;
        }
        if best.len() + 1 >= most {
            break;
        }
    }
    best
}

/// Divisions between cells that stand below each other, given row by row in characters.
pub(super) fn divisions(rows: &[Vec<(f32, f32)>], most: usize) -> Vec<f32> {
    let spans: Vec<(f32, f32)> = rows.iter().flatten().copied().collect();
    let mut kept = fewest_crossed(&spans, most, 0.9);
    let mut at = 0;
    while at < kept.len() {
        let has = |row: &[(f32, f32)], column: usize| {
            row.iter()
                .any(|(left, right)| column_of(&kept, left.midpoint(*right)) == column)
        };
        // Two neighbours of which no row fills both are one column.
        if rows.iter().any(|row| has(row, at) && has(row, at + 1)) {
            at += 1;
        } else {
            kept.remove(at);
        }
    }
    kept
}

/// A header set left over figures set right can leave a gap inside one column: two neighbours of which
/// no line fills both are one column.
fn without_halves(separators: Vec<f32>, measures: Measures, lines: &[&Sheet<'_>]) -> Vec<f32> {
    let mut kept = separators;
    let mut at = 0;
    while at < kept.len() {
        let filled = |line: &&&Sheet<'_>, column: usize| {
            line.line
                .words
                .iter()
                .any(|word| column_of(&kept, word.bbox.middle_x()) == column)
        };
        let several = |line: &&&Sheet<'_>| segments(&line.line.words, measures.is_aligned).len() >= 2;
        let both = lines
            .iter()
            .filter(several)
            .any(|line| filled(&line, at) && filled(&line, at + 1));
        if both || at == 0 {
            at += 1;
        } else {
            kept.remove(at);
        }
    }
    kept
}

/// Middles of the stretches that at most `crossing` spans cover.
fn free(spans: &[(f32, f32)], crossing: usize, narrowest: f32) -> Vec<f32> {
    let mut events: Vec<(f32, i32)> = Vec::new();
    for (left, right) in spans {
        events.push((*left, 1));
        events.push((*right, -1));
    }
    events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let limit = i32::try_from(crossing).unwrap_or(0);
    let mut depth = 0;
    let mut open: Option<f32> = None;
    let mut middles = Vec::new();
    let last = events.last().map_or(0.0, |event| event.0);
    for (at, change) in events {
        let before = depth;
        depth += change;
        if before > limit && depth <= limit {
            open = Some(at);
        } else if before <= limit && depth > limit {
            if let Some(start) = open
                && at - start >= narrowest
            {
                middles.push(start.midpoint(at));
            }
            open = None;
        }
        if at >= last {
            break;
        }
    }
    middles
}

/// The column of a place.
pub(super) fn column_of(separators: &[f32], x: f32) -> usize {
    separators.iter().filter(|separator| **separator < x).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_part_where_nothing_stands() {
        let spans = [
            (0.0, 40.0),
            (60.0, 70.0),
            (90.0, 99.0),
            (0.0, 30.0),
            (58.0, 72.0),
            (88.0, 99.0),
        ];
        assert_eq!(free(&spans, 0, 2.0), [49.0, 80.0]);
        let crossed = [spans.as_slice(), &[(60.0, 95.0)]].concat();
        assert_eq!(free(&crossed, 0, 2.0), [49.0]);
        assert_eq!(free(&crossed, 1, 2.0).len(), 2);
    }
}
