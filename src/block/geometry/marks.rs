//! Icons and grounds of cells go to the rows of a table and to their columns.

use super::columns::column_of;
use super::edges::Edges;
use super::mark;
use crate::block::{Mark, MarkKind};
use crate::page::Page;
use crate::trace::BBox;

/// The icons and grounds of a table that may say something of its rows.
pub(super) struct Marks<'a> {
    marks: Vec<Mark>,
    edges: &'a Edges,
    separators: &'a [f32],
    area: BBox,
}

impl<'a> Marks<'a> {
    pub(super) fn of(page: &Page, edges: &'a Edges, separators: &'a [f32], area: BBox) -> Self {
        const BESIDE: f32 = 40.0;
        let is_near = |bbox: &BBox| {
            bbox.left > area.left - BESIDE
                && bbox.right < area.right + BESIDE
                && bbox.middle_y() > area.top - BESIDE
                && bbox.middle_y() < area.bottom + BESIDE
        };
        let icons = page.icons.iter().filter(|icon| is_near(&icon.bbox)).map(mark);
        let grounds = page.fills.iter().filter(|fill| fill.bbox.overlap_y(&area) > 0.0);
        let grounds = grounds
            .filter(|fill| fill.bbox.overlap_x(&area) > 0.0 || is_bar(&fill.bbox, &area))
            .map(|fill| Mark {
                kind: MarkKind::Fill,
                colour: Some(fill.colour),
                bbox: Some(fill.bbox),
                ..Mark::default()
            });
        Marks {
            marks: icons.chain(grounds).collect(),
            edges,
            separators,
            area,
        }
    }

    /// The marks of each row, given the boxes of the rows from top to bottom.
    pub(super) fn by_row(&self, rows: &[BBox]) -> Vec<Vec<Mark>> {
        let ends: Vec<f32> = rows
            .windows(2)
            .map(|pair| self.between(&pair[0], &pair[1]))
            .collect();
        let mut by_row: Vec<Vec<Mark>> = vec![Vec::new(); rows.len()];
        for mark in &self.marks {
            let Some(bbox) = mark.bbox else { continue };
            if mark.kind == MarkKind::Fill {
                let beside = |row: &&BBox| bbox.top < row.middle_y() && bbox.bottom > row.middle_y();
                // A bar beside several rows is the border of the table.
                if is_bar(&bbox, &self.area) && rows.iter().filter(beside).count() != 1 {
                    continue;
                }
                for (marks, row) in by_row.iter_mut().zip(rows) {
                    if bbox.top < row.middle_y() && bbox.bottom > row.middle_y() {
                        marks.push(self.in_column(*mark, &bbox));
                    }
                }
                continue;
            }
            let at = ends.partition_point(|end| *end < bbox.middle_y());
            let Some(row) = rows.get(at) else { continue };
            // Beyond the first and the last row an icon is of something else.
            let reach = 0.6 * bbox.height() + 3.0;
            if bbox.middle_y() > row.top - reach && bbox.middle_y() < row.bottom + reach {
                by_row[at].push(self.in_column(*mark, &bbox));
            }
        }
        by_row
    }

    /// Where one row ends and the next begins: at the edge between them, or in the middle of the gap.
    fn between(&self, above: &BBox, below: &BBox) -> f32 {
        let edge = self.edges.ys.iter().copied();
        let mut edges = edge.filter(|y| *y > above.middle_y() && *y < below.middle_y());
        edges.next().unwrap_or_else(|| above.bottom.midpoint(below.top))
    }

    fn in_column(&self, mark: Mark, bbox: &BBox) -> Mark {
        let is_whole = bbox.width() > 0.9 * self.area.width();
        let is_outside = bbox.right < self.area.left + 1.0;
        let column = column_of(self.separators, bbox.middle_x());
        Mark {
            column: (!is_whole && !is_outside).then_some(column),
            ..mark
        }
    }
}

/// A narrow filled area beside the words of a table: a cell of its own that holds nothing but a colour.
fn is_bar(fill: &BBox, area: &BBox) -> bool {
    const WIDEST: f32 = 18.0;
    const LOWEST: f32 = 6.0;
    const FAR: f32 = 16.0;
    let is_narrow = fill.width() < WIDEST && fill.height() > LOWEST;
    let gap = (area.left - fill.right).max(fill.left - area.right);
    is_narrow && gap > -1.0 && gap < FAR
}
