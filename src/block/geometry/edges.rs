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
}

/// Boxes around ruling lines that touch each other, where upright ones are among them.
pub(in crate::block) fn boxes(page: &Page) -> Vec<BBox> {
    let mut groups: Vec<(BBox, usize)> = Vec::new();
    for rule in &page.rules {
        let upright = usize::from(!rule.is_horizontal() && rule.bbox.height() > 6.0);
        let mut joined = (rule.bbox, upright);
        groups.retain(|(bbox, count)| {
            let touches = bbox.left <= joined.0.right + SAME
                && bbox.right >= joined.0.left - SAME
                && bbox.top <= joined.0.bottom + SAME
                && bbox.bottom >= joined.0.top - SAME;
            if touches {
                joined = (joined.0.union(bbox), joined.1 + count);
            }
            !touches
        });
        groups.push(joined);
    }
    // Joining may have made boxes touch that did not before.
    let mut merged: Vec<(BBox, usize)> = Vec::new();
    for (bbox, count) in groups {
        match merged
            .iter_mut()
            .find(|(other, _)| other.overlap_x(&bbox) > 0.0 && other.overlap_y(&bbox) > 0.0)
        {
            Some(other) => *other = (other.0.union(&bbox), other.1 + count),
            None => merged.push((bbox, count)),
        }
    }
    let mut boxes: Vec<BBox> = merged
        .into_iter()
        .filter(|(bbox, upright)| *upright >= 2 && bbox.width() > 60.0 && bbox.height() > 8.0)
        .map(|(bbox, _)| bbox)
        .collect();
    boxes.sort_by(|a, b| a.top.total_cmp(&b.top));
    boxes
}

/// The edges within an area.
pub(super) fn within(page: &Page, area: &BBox) -> Edges {
    let mut edges = Edges::default();
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
        if !edges.fills.contains(&bbox) {
            edges.fills.push(bbox);
        }
    }
    edges.ys = heights(widths, area.width());
    edges.xs = merged(std::mem::take(&mut edges.xs));
    let inner = |rule: &&BBox| rule.middle_x() > area.left + SAME && rule.middle_x() < area.right - SAME;
    edges.is_grid = edges.verticals.iter().any(|rule| inner(&rule));
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
    /// Whether the cells on both sides of this place are one at this height.
    pub(super) fn is_joined(&self, x: f32, y: f32) -> bool {
        if self.is_grid {
            return !self.verticals.iter().any(|rule| {
                (rule.middle_x() - x).abs() < SAME && y > rule.top - 1.0 && y < rule.bottom + 1.0
            });
        }
        self.fills
            .iter()
            .any(|fill| fill.left < x - SAME && fill.right > x + SAME && y > fill.top && y < fill.bottom)
            && !self.fills.iter().any(|fill| {
                ((fill.left - x).abs() < SAME || (fill.right - x).abs() < SAME)
                    && y > fill.top
                    && y < fill.bottom
            })
    }

    /// Whether this height lies on a fill.
    pub(super) fn is_filled(&self, y: f32) -> bool {
        self.fills.iter().any(|fill| y > fill.top && y < fill.bottom)
    }
}
