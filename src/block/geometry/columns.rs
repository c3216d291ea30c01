//! Where the columns of a table part.

use super::Measures;
use super::edges::Edges;
use crate::block::text::{Sheet, is_mark};
use crate::page::Word;

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
    let by_gaps = by_gaps(measures, lines);
    // The frame of a table divides its words from nothing but the marks beside it.
    let words = || lines.iter().flat_map(|line| &line.line.words);
    let named = words().filter(|word| !word.text.chars().all(is_mark));
    let first = named
        .map(|word| word.bbox.middle_x())
        .fold(f32::INFINITY, f32::min);
    if by_edges.iter().all(|edge| *edge < first) {
        edges.xs.clear();
        edges.is_grid = false;
        return by_gaps;
    }
    let by_edges = without_empty(by_edges, lines);
    if edges.is_grid || by_edges.len() * 2 >= by_gaps.len() {
        return with_strong(by_edges, &by_gaps, lines);
    }
    // Fills that mark something else than the columns: the gaps say more.
    let is_new = |x: &&f32| by_gaps.iter().all(|gap| (gap - **x).abs() > APART) && is_free(**x, lines);
    let mut cuts: Vec<f32> = by_edges.iter().filter(is_new).copied().collect();
    cuts.extend(by_gaps.iter().map(|gap| {
        let near = by_edges.iter().find(|x| (**x - gap).abs() <= APART);
        near.copied().unwrap_or(*gap)
    }));
    cuts.sort_by(f32::total_cmp);
    cuts.dedup_by(|next, first| *next - *first < NARROWEST);
    cuts
}

/// The places without those that leave nothing at all between them and the next.
fn without_empty(cuts: Vec<f32>, lines: &[&Sheet<'_>]) -> Vec<f32> {
    let mut filled = vec![false; cuts.len() + 1];
    for word in lines.iter().flat_map(|line| &line.line.words) {
        filled[column_of(&cuts, word.bbox.middle_x())] = true;
    }
    let own = cuts.into_iter().zip(filled);
    own.filter(|(_, left)| *left).map(|(cut, _)| cut).collect()
}

/// No two places between columns are nearer.
pub(super) const APART: f32 = 6.0;

/// Whether no word lies across a place, but for a few.
fn is_free(x: f32, lines: &[&Sheet<'_>]) -> bool {
    const FEW: usize = 10;
    let words = || lines.iter().flat_map(|line| &line.line.words);
    let across = |word: &&Word| word.bbox.left + 1.0 < x && word.bbox.right - 1.0 > x;
    let crossed = words().filter(across).count();
    crossed * FEW <= lines.len()
}

/// The places that edges mark, with gaps that go through most lines of a column: it has no edge that others have.
fn with_strong(by_edges: Vec<f32>, by_gaps: &[f32], lines: &[&Sheet<'_>]) -> Vec<f32> {
    const FEWEST: usize = 3;
    let mut cuts = by_edges.clone();
    for gap in by_gaps {
        if by_edges.iter().any(|x| (x - gap).abs() <= APART) {
            continue;
        }
        let column = column_of(&by_edges, *gap);
        // A mark before a name is no cell.
        let inside = |word: &&Word| {
            column_of(&by_edges, word.bbox.middle_x()) == column
                && !word.text.chars().all(|letter| is_mark(letter) || letter == '•')
        };
        let (mut filled, mut both) = (0, 0);
        for line in lines {
            let own: Vec<f32> = line
                .line
                .words
                .iter()
                .filter(inside)
                .map(|word| word.bbox.middle_x())
                .collect();
            let (left, right) = (own.iter().any(|x| x < gap), own.iter().any(|x| x > gap));
            filled += usize::from(left || right);
            both += usize::from(left && right);
        }
        if both >= FEWEST && both * 10 >= filled * 6 && is_free(*gap, lines) {
            cuts.push(*gap);
        }
    }
    cuts.sort_by(f32::total_cmp);
    cuts
}

/// Columns from the gaps that nearly all lines of several parts leave free. Lines that cross columns,
/// such as a header over two of them, are allowed one by one until there are as many columns as the
/// fullest line has parts.
fn by_gaps(measures: Measures, lines: &[&Sheet<'_>]) -> Vec<f32> {
    let mut spans: Vec<(f32, f32)> = Vec::new();
    let mut most = 0;
    for (at, line) in lines.iter().enumerate() {
        let words = &line.line.words;
        let parts = measures.parts(words);
        let beside = beside(lines, at);
        if parts.len() < 2 && beside.is_none() {
            continue;
        }
        let others = beside.map_or(0, |other| measures.parts(&other.line.words).len());
        most = most.max(parts.len() + others);
        spans.extend(
            parts
                .iter()
                .map(|part| (words[part.start].bbox.left, words[part.end - 1].bbox.right)),
        );
    }
    let narrowest = if measures.is_aligned { 0.9 } else { NARROWEST };
    let found = fewest_crossed(&spans, most, narrowest);
    let several = |at: &usize| measures.parts(&lines[*at].line.words).len() >= 2;
    let middles = (0..lines.len()).filter(several).map(|at| {
        // Cells set at other heights of the same row have lines of their own.
        let near = at.saturating_sub(1)..(at + 2).min(lines.len());
        let row = near.filter(move |other| *other == at || is_beside(lines[at], lines[*other]));
        let words = row.flat_map(|at| &lines[at].line.words);
        words.map(|word| word.bbox.middle_x())
    });
    let found = without_halves(found, middles, 1);
    match measures.is_aligned {
        true => found,
        false => settled(found, &spans, measures, lines),
    }
}

/// The places moved so that lines of one part, which say nothing of the columns, cross them no more than they must: a
/// name fills its column further than those beside figures do.
fn settled(mut places: Vec<f32>, spans: &[(f32, f32)], measures: Measures, lines: &[&Sheet<'_>]) -> Vec<f32> {
    let mut gaps: Vec<(f32, f32)> = places
        .iter()
        .map(|place| {
            let left = spans
                .iter()
                .map(|span| span.1)
                .filter(|right| *right <= *place + 0.1);
            let right = spans
                .iter()
                .map(|span| span.0)
                .filter(|left| *left >= *place - 0.1);
            (left.fold(f32::MIN, f32::max), right.fold(f32::MAX, f32::min))
        })
        .collect();
    for line in lines {
        let [part] = &measures.parts(&line.line.words)[..] else {
            continue;
        };
        let words = &line.line.words[part.clone()];
        let (left, right) = (words[0].bbox.left, words[words.len() - 1].bbox.right);
        let crossed = |at: &usize| places[*at] > left && places[*at] < right;
        let mut crossed = (0..places.len()).filter(crossed);
        let (Some(at), None) = (crossed.next(), crossed.next()) else {
            continue;
        };
        let gap = &mut gaps[at];
        if right + NARROWEST < gap.1 {
            gap.0 = gap.0.max(right);
        } else if left - NARROWEST > gap.0 {
            gap.1 = gap.1.min(left);
        }
    }
    for (place, gap) in places.iter_mut().zip(gaps) {
        let is_closed = gap.0 > f32::MIN && gap.1 < f32::MAX;
        if is_closed && (gap.0 > *place || gap.1 < *place) {
            *place = gap.0.midpoint(gap.1);
        }
    }
    places
}

/// A line beside another one whose height overlaps its own: they are cells of one row.
fn beside<'a>(lines: &[&'a Sheet<'a>], at: usize) -> Option<&'a Sheet<'a>> {
    let near = [at.checked_sub(1), Some(at + 1)];
    near.into_iter()
        .flatten()
        .filter_map(|other| lines.get(other).copied())
        .find(|other| is_beside(lines[at], other))
}

fn is_beside(line: &Sheet<'_>, other: &Sheet<'_>) -> bool {
    let (own, other) = (line.line.bbox, other.line.bbox);
    let lower = own.height().min(other.height());
    own.overlap_y(&other) > 0.25 * lower && own.overlap_x(&other) <= 0.0
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
