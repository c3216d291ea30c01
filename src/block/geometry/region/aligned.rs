//! Lines whose parts stand above or below the parts of others.

use super::evidence::{Feature, Tally};
use super::view::{LineView, PageView, Part};
use super::weights;

/// So many lines up and down are looked at.
const NEAR: usize = 4;
/// Edges nearer than this are one.
const SAME: f32 = 2.0;

/// Gaps that go through several lines, and edges that these share.
pub(super) fn weigh(view: &PageView<'_>, tally: &mut Tally) {
    for (at, line) in view.lines.iter().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let mut beside = beside
            .into_iter()
            .flatten()
            .filter_map(|other| view.lines.get(other));
        if beside.any(|other| is_interleaved(line, other)) {
            tally.add(at, Feature::Aligned, weights::INTERLEAVED);
        }
        let from = at.saturating_sub(NEAR);
        let to = (at + NEAR + 1).min(view.lines.len());
        let others = || {
            (from..to)
                .filter(move |other| *other != at)
                .map(|other| &view.lines[other])
                .filter(|other| other.parts.len() >= 2)
        };
        if line.parts.len() >= 2 {
            let odds = match others().filter(|other| is_aligned(line, other)).count() {
                0 => weights::UNALIGNED,
                1 => weights::ALIGNED,
                _ => weights::WELL_ALIGNED,
            };
            tally.add(at, Feature::Aligned, odds);
        } else if let [only] = line.parts.as_slice() {
            let said = others().filter_map(|other| below(only, other));
            if let Some(odds) = said.reduce(f32::max) {
                tally.add(at, Feature::Aligned, odds);
            }
            if is_rest_of_name(view, at, true) || is_rest_of_name(view, at, false) {
                tally.add(at, Feature::Aligned, weights::NARROW_REST);
            }
        }
    }
}

/// Whether lines of one part, close to each other and set flush, lead from this one to a row with values, and each ends
/// where running text would have gone on: the next word had room.
fn is_rest_of_name(view: &PageView<'_>, at: usize, is_up: bool) -> bool {
    const LONGEST: usize = 12;
    const TIGHT: f32 = 0.5;
    let left = |line: &LineView| line.parts.first().map(|part| part.left);
    let mut own = at;
    for _ in 0..LONGEST {
        let Some(next) = (if is_up { own.checked_sub(1) } else { Some(own + 1) }) else {
            return false;
        };
        let Some(line) = view.lines.get(next) else {
            return false;
        };
        let (upper, lower) = (own.min(next), own.max(next));
        let is_flush = left(line)
            .zip(left(&view.lines[own]))
            .is_some_and(|(a, b)| (a - b).abs() < SAME);
        let is_near = view.space_above(lower) < TIGHT && (line.size - view.lines[own].size).abs() < 0.2;
        if !is_flush || !is_near || view.held[next] != view.held[own] || !had_room(view, upper, lower) {
            return false;
        }
        match line.parts.as_slice() {
            [_] => own = next,
            [_, second, ..] => {
                let ends = |line: &LineView| line.bbox.right < second.left;
                let chain = if is_up {
                    &view.lines[next + 1..=at]
                } else {
                    &view.lines[at..next]
                };
                return line.parts.iter().any(|part| part.is_value) && chain.iter().all(ends);
            }
            [] => return false,
        }
    }
    false
}

/// Whether the first word of the lower line had room at the end of the upper one, were they running text.
fn had_room(view: &PageView<'_>, upper: usize, lower: usize) -> bool {
    let above = &view.lines[upper];
    let end = above.parts.first().map_or(above.bbox.right, |part| part.right);
    let word = view.sheets[lower].line.words.first();
    word.is_some_and(|word| end + above.size + word.bbox.width() < view.measures.full_right)
}

/// Lines of one size that overlap in height and have nothing above each other: cells of one row with lines of
/// their own.
fn is_interleaved(line: &LineView, other: &LineView) -> bool {
    let overlap = line.bbox.overlap_y(&other.bbox);
    let lower = line.bbox.height().min(other.bbox.height());
    let alike = line.size.max(other.size) < 1.2 * line.size.min(other.size);
    alike && overlap > 0.25 * lower && line.bbox.overlap_x(&other.bbox) <= 0.0
}

/// A gap in common, and a part after the first with an edge or its middle at the same place.
fn is_aligned(line: &LineView, other: &LineView) -> bool {
    line.gaps().any(|gap| other.leaves_free(gap))
        && line.parts[1..]
            .iter()
            .any(|part| other.parts[1..].iter().any(|same| shares_edge(part, same)))
}

fn shares_edge(part: &Part, other: &Part) -> bool {
    let middle = |part: &Part| part.left.midpoint(part.right);
    (part.left - other.left).abs() < SAME
        || (part.right - other.right).abs() < SAME
        || (middle(part) - middle(other)).abs() < SAME
}

/// What a line of one part says beside a line of several.
fn below(only: &Part, other: &LineView) -> Option<f32> {
    let later = &other.parts[1..];
    if later
        .iter()
        .any(|part| shares_edge(only, part) && only.left > other.parts[0].right)
    {
        return Some(weights::UNDER_COLUMN);
    }
    let first = &other.parts[0];
    if only.right < first.left || only.right < later[0].left && (only.left - first.left).abs() < 12.0 {
        return Some(weights::UNDER_NAMES);
    }
    other
        .gaps()
        .any(|gap| only.left < gap.0 && only.right > gap.1)
        .then_some(weights::ACROSS)
}
