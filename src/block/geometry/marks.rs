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
        // A column of icons alone may be as far from the words as the lines of the table go.
        let (left, right) = page
            .rules
            .iter()
            .filter(|rule| rule.is_horizontal() && 2.0 * rule.bbox.overlap_x(&area) > area.width())
            .filter(|rule| rule.bbox.top > area.top - BESIDE && rule.bbox.bottom < area.bottom + BESIDE)
            .fold(
                (area.left - BESIDE, area.right + BESIDE),
                |(left, right), rule| (left.min(rule.bbox.left), right.max(rule.bbox.right)),
            );
        let is_near = |bbox: &BBox| {
            bbox.left > left
                && bbox.right < right
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Colour, Icon, Rule, Shape};

    /// On a wide page the column of icons is farther from the words than anywhere else.
    #[test]
    fn an_icon_belongs_to_the_row_as_far_as_the_lines_of_its_table_go() {
        let edges = Edges::default();
        let area = BBox::new(73.0, 412.0, 702.0, 436.0);
        let marks = |rules: Vec<Rule>| {
            let icon = Icon {
                bbox: BBox::new(749.0, 428.0, 756.0, 434.0),
                colour: Colour::default(),
                shape: Shape::Circle,
                is_image: false,
            };
            let page = Page {
                rules,
                icons: vec![icon],
                ..Page::default()
            };
            let rows = [BBox::new(73.0, 427.0, 702.0, 436.0)];
            Marks::of(&page, &edges, &[359.0], area).by_row(&rows)[0].len()
        };
        let rule = |right: f32| Rule {
            bbox: BBox::new(70.0, 423.0, right, 423.5),
            colour: Colour::default(),
        };
        assert_eq!(marks(vec![rule(772.0)]), 1);
        assert_eq!(marks(vec![rule(705.0)]), 0);
    }
}
