//! Where the columns of a table part.

use super::Measures;
use super::edges::Edges;
use super::find::segments;
use crate::block::text::Sheet;

/// Narrowest space between two columns.
const NARROWEST: f32 = 2.0;

/// Places between the columns, from left to right; edges that do not divide any words are forgotten.
pub(super) fn separators(measures: Measures, edges: &mut Edges, lines: &[&Sheet<'_>]) -> Vec<f32> {
    let middles = || {
        let words = lines.iter().flat_map(|line| &line.line.words);
        words.map(|word| word.bbox.middle_x())
    };
    let first = middles().fold(f32::INFINITY, f32::min);
    let last = middles().fold(f32::NEG_INFINITY, f32::max);
    let divides = |x: &f32| first < *x && last > *x;
    let by_edges: Vec<f32> = edges.xs.iter().copied().filter(divides).collect();
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
    let found = fewest_crossed(&spans, most, narrowest);
    let several = |line: &&&Sheet<'_>| segments(&line.line.words, measures.is_aligned).len() >= 2;
    let middles = lines.iter().filter(several).map(|line| {
        let words = line.line.words.iter();
        words.map(|word| word.bbox.middle_x())
    });
    without_halves(found, middles, 1)
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
    let found = fewest_crossed(&spans, most, 0.9);
    let middles = rows
        .iter()
        .map(|row| row.iter().map(|(left, right)| left.midpoint(*right)));
    without_halves(found, middles, 0)
}

/// A header set left over figures set right can leave a gap inside one column: two neighbours of which
/// no row has words in both are one column. Gives the separators that are left; the first ones, as many as
/// this, always are.
fn without_halves(
    separators: Vec<f32>,
    rows: impl Iterator<Item = impl Iterator<Item = f32>>,
    always: usize,
) -> Vec<f32> {
    let mut filled: Vec<Vec<usize>> = vec![Vec::new(); separators.len() + 1];
    let mut count = 0;
    for (row, middles) in rows.enumerate() {
        for middle in middles {
            filled[column_of(&separators, middle)].push(row);
        }
        count = row + 1;
    }
    // The last column of those kept in which each row has words.
    let mut last: Vec<Option<usize>> = vec![None; count];
    let mut kept: Vec<f32> = Vec::new();
    let own = std::iter::once(None).chain(separators.into_iter().map(Some));
    for (separator, rows) in own.zip(&filled) {
        let is_apart = kept.len() < always || rows.iter().any(|row| last[*row] == Some(kept.len()));
        kept.extend(separator.filter(|_| is_apart));
        for row in rows {
            last[*row] = Some(kept.len());
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

/// The column of a place; the separators stand from left to right.
pub(super) fn column_of(separators: &[f32], x: f32) -> usize {
    separators.partition_point(|separator| *separator < x)
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

    #[test]
    fn neighbours_that_no_row_fills_both_are_one_column() {
        let rows = [vec![5.0, 25.0, 45.0], vec![5.0, 35.0, 45.0]];
        let kept = |always| {
            let rows = rows.iter().map(|row| row.iter().copied());
            without_halves(vec![10.0, 30.0, 40.0], rows, always)
        };
        assert_eq!(kept(0), [10.0, 40.0]);
        assert_eq!(kept(2), [10.0, 30.0, 40.0]);
    }
}
