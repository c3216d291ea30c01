//! Lines between level ruling lines or fills of one width.

use super::evidence::{Feature, Tally};
use super::view::PageView;
use super::weights;
use crate::trace::BBox;

/// Ends nearer than this are at one place.
const SAME: f32 = 4.0;
/// Narrower rules underline words.
const NARROWEST: f32 = 100.0;

/// Rows that rules or shading part.
pub(super) fn weigh(view: &PageView<'_>, tally: &mut Tally) {
    let rules = view.page.rules.iter().filter(|rule| rule.is_horizontal());
    let stacks: Vec<(Vec<BBox>, f32)> = stacks(rules.map(|rule| rule.bbox))
        .into_iter()
        .map(|stack| {
            let usual = usual_height(&stack);
            (stack, usual)
        })
        .collect();
    let fills = stacks_of_fills(view);
    for (at, line) in view.lines.iter().enumerate() {
        let odds = stacks
            .iter()
            .filter_map(|(stack, usual)| between(stack, *usual, &line.bbox, line.size))
            .fold(0.0, f32::max);
        let shaded = fills.iter().any(|stack| shades(stack, &line.bbox));
        let odds = odds + if shaded { weights::SHADED } else { 0.0 };
        if odds > 0.0 {
            tally.add(at, Feature::Banded, odds);
        }
    }
}

fn stacks_of_fills(view: &PageView<'_>) -> Vec<Vec<BBox>> {
    /// A higher area is the background of more than a row.
    const HIGHEST: f32 = 120.0;
    let low = view
        .page
        .fills
        .iter()
        .map(|fill| fill.bbox)
        .filter(|bbox| bbox.height() > 6.0 && bbox.height() < HIGHEST);
    stacks(low)
}

/// Boxes of one width below each other, each stack from top to bottom.
fn stacks(boxes: impl Iterator<Item = BBox>) -> Vec<Vec<BBox>> {
    /// More are a drawing.
    const MOST: usize = 60;
    let mut joined: Vec<BBox> = Vec::new();
    let mut sorted: Vec<BBox> = boxes.collect();
    sorted.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    // Pieces at one height are one.
    let mut row = 0;
    for next in sorted {
        while joined.get(row).is_some_and(|first| next.top - first.top > 1.0) {
            row += 1;
        }
        let beside = joined[row..]
            .iter_mut()
            .find(|last| next.left <= last.right + SAME && next.right >= last.left - SAME);
        match beside {
            Some(last) => *last = last.union(&next),
            None => joined.push(next),
        }
    }
    let mut stacks: Vec<Vec<BBox>> = Vec::new();
    for next in joined.into_iter().filter(|next| next.width() > NARROWEST) {
        let same = |stack: &&mut Vec<BBox>| {
            (stack[0].left - next.left).abs() < SAME && (stack[0].right - next.right).abs() < SAME
        };
        let has_room = stacks.len() < MOST;
        match stacks.iter_mut().find(same) {
            Some(stack) => stack.push(next),
            None if has_room => stacks.push(vec![next]),
            None => {}
        }
    }
    stacks
}

/// What the rules above and below a line say.
fn between(stack: &[BBox], usual: f32, line: &BBox, size: f32) -> Option<f32> {
    /// A row is not higher, in type sizes.
    const HIGHEST_ROW: f32 = 12.0;
    /// The space between two tables is, beside their rows.
    const MUCH_HIGHER: f32 = 3.0;
    if line.overlap_x(&stack[0]) < 0.5 * line.width() {
        return None;
    }
    let next = stack.partition_point(|rule| rule.middle_y() < line.middle_y());
    let (above, below) = (stack.get(next.checked_sub(1)?)?, stack.get(next)?);
    let height = below.middle_y() - above.middle_y();
    if height > HIGHEST_ROW * size || height > usual.max(size) * MUCH_HIGHER {
        const HIGHEST_TABLE: f32 = 60.0;
        return (height < HIGHEST_TABLE * size).then_some(weights::SPANNED);
    }
    Some(if stack.len() >= 3 {
        weights::BANDED
    } else {
        weights::SPANNED
    })
}

/// The middle one of the distances between the rules of a stack.
fn usual_height(stack: &[BBox]) -> f32 {
    let mut heights: Vec<f32> = stack
        .windows(2)
        .map(|pair| pair[1].middle_y() - pair[0].middle_y())
        .collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(0.0)
}

/// Whether a line lies on a fill of a stack of several, or between two.
fn shades(stack: &[BBox], line: &BBox) -> bool {
    /// Rows without shading between rows with it.
    const BETWEEN: f32 = 4.0;
    if stack.len() < 2 || line.overlap_x(&stack[0]) < 0.5 * line.width() {
        return false;
    }
    let next = stack.partition_point(|fill| fill.bottom < line.middle_y());
    let is_on = |fill: &BBox| fill.contains(line.middle_x(), line.middle_y());
    let above = next.checked_sub(1).and_then(|at| stack.get(at));
    match (above, stack.get(next)) {
        (_, Some(fill)) if is_on(fill) => true,
        (Some(above), Some(below)) => below.top - above.bottom < BETWEEN * line.height(),
        _ => false,
    }
}
