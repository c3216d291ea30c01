//! Edges of tables: ruling lines and the sides of filled areas.

use crate::page::Page;
use crate::trace::BBox;

/// Edges nearer than this are one.
const SAME: f32 = 2.5;

/// Horizontal and vertical edges within an area.
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    /// Heights of horizontal edges, sorted.
    pub(super) ys: Vec<f32>,
    /// Places of vertical edges, sorted.
    pub(super) xs: Vec<f32>,
    /// Ruling lines part the cells: where one is missing, cells are joined.
    pub(super) is_grid: bool,
    /// Vertical ruling lines with what they cover.
    verticals: Vec<BBox>,
    /// Filled areas.
    fills: Vec<BBox>,
    /// The heights of filled areas.
    filled: Stretches,
    /// The heights of upright rules.
    ruled: Stretches,
    /// The left and right end of the words.
    sides: (f32, f32),
}

/// Stretches of heights, sorted, those that overlap as one.
#[derive(Debug, Clone, Default)]
struct Stretches(Vec<(f32, f32)>);

impl Stretches {
    fn of(stretches: impl Iterator<Item = (f32, f32)>) -> Self {
        let mut sorted: Vec<(f32, f32)> = stretches.collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut joined: Vec<(f32, f32)> = Vec::new();
        for (top, bottom) in sorted {
            match joined.last_mut() {
                Some(last) if top < last.1 => last.1 = last.1.max(bottom),
                _ => joined.push((top, bottom)),
            }
        }
        Stretches(joined)
    }

    /// Whether a height lies within one of them.
    fn hold(&self, y: f32) -> bool {
        let begun = self.0.partition_point(|(top, _)| *top < y);
        begun.checked_sub(1).is_some_and(|at| y < self.0[at].1)
    }
}

/// At which heights a place between two columns is printed as a border.
#[derive(Debug, Clone)]
pub(super) struct Border {
    /// No edge marks the place at any height: a gap does.
    pub(super) is_gap: bool,
    is_grid: bool,
    /// Heights with upright rules at any place.
    ruled: Stretches,
    /// Where an edge parts the cells.
    parted: Stretches,
    /// Where one fill ends and where another begins.
    met: [Stretches; 2],
    /// Where a fill lies under both cells.
    under_both: Stretches,
    /// Where a fill does that lies under every cell.
    under_all: Stretches,
}

impl Border {
    /// Whether the cells on both sides are one at this height. Where no edges stand at all, and where a fill lies
    /// under the whole row, only words that stand alone in their row say so.
    pub(super) fn is_joined(&self, y: f32, is_alone: bool) -> bool {
        if self.parted.hold(y) || self.is_gap && !is_alone {
            return false;
        }
        if self.is_grid {
            // Cells with grounds of their own are not one, though no rule parts them.
            if self.met.iter().all(|fills| fills.hold(y)) {
                return false;
            }
            return is_alone || self.ruled.hold(y);
        }
        self.under_both.hold(y) || is_alone && self.under_all.hold(y)
    }
}

/// The edges within an area.
pub(super) fn within(page: &Page, area: &BBox) -> Edges {
    let mut edges = Edges {
        sides: (area.left, area.right),
        ..Edges::default()
    };
    let inside = |bbox: &BBox| {
        bbox.bottom >= area.top - 4.0 && bbox.top <= area.bottom + 4.0 && bbox.overlap_x(area) > 0.0
            || bbox.width() <= 0.0 && bbox.left >= area.left && bbox.left <= area.right
    };
    let mut widths: Vec<(f32, f32)> = Vec::new();
    for rule in page.rules.iter().filter(|rule| inside(&rule.bbox)) {
        if rule.is_horizontal() {
            widths.push((rule.bbox.middle_y(), rule.bbox.overlap_x(area)));
        } else if rule.bbox.height() > 6.0 && rule.bbox.overlap_y(area) > 4.0 {
            edges.verticals.push(rule.bbox);
            edges.xs.push(rule.bbox.middle_x());
        }
    }
    for fill in page
        .fills
        .iter()
        .filter(|fill| inside(&fill.bbox) && fill.bbox.height() > 6.0)
    {
        let bbox = fill.bbox;
        if bbox.overlap_y(area) < 4.0 || bbox.width() < 10.0 {
            continue;
        }
        widths.push((bbox.top, bbox.overlap_x(area)));
        widths.push((bbox.bottom, bbox.overlap_x(area)));
        edges.xs.push(bbox.left);
        edges.xs.push(bbox.right);
        edges.fills.push(bbox);
    }
    edges.filled = Stretches::of(edges.fills.iter().map(|fill| (fill.top, fill.bottom)));
    edges.ruled = Stretches::of(edges.verticals.iter().map(|rule| (rule.top, rule.bottom)));
    edges.ys = heights(widths, area.width());
    edges.xs = merged(std::mem::take(&mut edges.xs));
    let inner = |rule: &&BBox| rule.middle_x() > area.left + SAME && rule.middle_x() < area.right - SAME;
    // Uprights of the header alone make no grid of the rows below it.
    let is_low = |rule: &&BBox| rule.bottom > area.middle_y();
    edges.is_grid = edges.verticals.iter().filter(inner).any(|rule| is_low(&rule));
    edges
}

/// Heights at which edges together run through most of the width.
fn heights(mut widths: Vec<(f32, f32)>, width: f32) -> Vec<f32> {
    widths.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ys: Vec<(f32, f32)> = Vec::new();
    for (y, covered) in widths {
        match ys.last_mut() {
            Some((last, sum)) if y - *last < SAME => *sum += covered,
            _ => ys.push((y, covered)),
        }
    }
    ys.into_iter()
        .filter(|(_, covered)| *covered > 0.5 * width)
        .map(|(y, _)| y)
        .collect()
}

fn merged(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    values.dedup_by(|next, first| *next - *first < SAME);
    values
}

impl Edges {
    /// The border at a place between two columns.
    pub(super) fn border(&self, x: f32) -> Border {
        let height = |fill: &BBox| (fill.top, fill.bottom);
        let is_at = |place: f32| (place - x).abs() < SAME;
        let rules = self.verticals.iter().filter(|rule| is_at(rule.middle_x()));
        let sides = self
            .fills
            .iter()
            .filter(|fill| is_at(fill.left) || is_at(fill.right));
        let under = || {
            let fills = self.fills.iter();
            fills.filter(|fill| fill.left < x - SAME && fill.right > x + SAME)
        };
        let is_whole = |fill: &&BBox| fill.left <= self.sides.0 + SAME && fill.right >= self.sides.1 - SAME;
        let parted = match self.is_grid {
            true => Stretches::of(rules.map(|rule| (rule.top - 1.0, rule.bottom + 1.0))),
            false => Stretches::of(rules.chain(sides).map(height)),
        };
        let side = |of: fn(&BBox) -> f32| {
            let fills = self.fills.iter().filter(move |fill| is_at(of(fill)));
            Stretches::of(fills.map(height))
        };
        Border {
            met: [side(|fill| fill.right), side(|fill| fill.left)],
            is_gap: parted.0.is_empty(),
            is_grid: self.is_grid,
            ruled: self.ruled.clone(),
            parted,
            under_both: Stretches::of(under().filter(|fill| !is_whole(fill)).map(height)),
            under_all: Stretches::of(under().filter(is_whole).map(height)),
        }
    }

    /// Whether this height lies on a fill.
    pub(super) fn is_filled(&self, y: f32) -> bool {
        self.filled.hold(y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_height_lies_within_stretches_but_not_on_their_ends() {
        let stretches = Stretches::of([(8.0, 9.0), (1.0, 3.0), (2.0, 5.0), (5.0, 6.0)].into_iter());
        let held = |y: &f32| stretches.hold(*y);
        let all = [0.5, 1.0, 2.5, 4.0, 5.0, 5.5, 7.0, 8.5, 10.0];
        assert_eq!(
            all.into_iter().filter(held).collect::<Vec<f32>>(),
            [2.5, 4.0, 5.5, 8.5]
        );
    }
}
