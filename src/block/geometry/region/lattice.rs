//! Ruling lines that touch each other.
//!
//! Takes: the ruling lines of a page.
//! Gives: boxes around those that touch where upright ones are among them, and what divides each.
//! Never: looks at words.

use crate::page::Page;
use crate::trace::BBox;

/// Lines nearer than this touch.
const TOUCH: f32 = 2.5;
/// Shorter uprights are parts of drawings.
const UPRIGHT: f32 = 6.0;

/// Ruling lines that touch each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lattice {
    pub(super) bbox: BBox,
    /// Places of upright lines between the left and right border, from left to right.
    pub(super) inner_uprights: Vec<f32>,
    /// Level lines between the top and bottom border, at different heights.
    pub(super) inner_levels: usize,
    /// Lattices side by side that make this one; none if it is by itself.
    pub(super) beside: Vec<BBox>,
}

impl Lattice {
    /// Whether it is divided into cells, rows or columns.
    pub(super) fn is_divided(&self) -> bool {
        !self.inner_uprights.is_empty() || self.inner_levels > 1
    }

    /// Whether it is divided at the places where another one is.
    fn has_columns_of(&self, other: &Lattice) -> bool {
        let has = |x: &&f32| self.inner_uprights.iter().any(|own| (own - **x).abs() < TOUCH);
        let shared = other.inner_uprights.iter().filter(has).count();
        let most = self.inner_uprights.len().max(other.inner_uprights.len());
        shared * 4 >= most * 3
    }

    /// Whether a line stands in it.
    pub(super) fn holds(&self, line: &BBox) -> bool {
        line.middle_y() > self.bbox.top
            && line.middle_y() < self.bbox.bottom
            && line.overlap_x(&self.bbox) > 0.5 * line.width()
    }
}

/// The lattices of a page from top to bottom; a small one in a larger one that it does not touch stands by itself.
pub(super) fn lattices(page: &Page) -> Vec<Lattice> {
    /// More lines than this are a drawing; they are not compared with each other.
    const MOST_RULES: usize = 5_000;
    if page.rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut rules: Vec<BBox> = page.rules.iter().map(|rule| rule.bbox).collect();
    rules.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    let mut lattices: Vec<Lattice> = groups(&rules).iter().filter_map(|group| lattice(group)).collect();
    lattices.sort_by(|a, b| {
        let (a, b) = (a.bbox, b.bbox);
        a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left))
    });
    side_by_side(stacked(lattices))
}

/// Divided lattices of one width with hardly any space between them are one that something small interrupts.
fn stacked(lattices: Vec<Lattice>) -> Vec<Lattice> {
    /// Too low for a line of text between two tables.
    const INTERRUPTED: f32 = 12.0;
    let mut joined: Vec<Lattice> = Vec::new();
    for next in lattices {
        let goes_on = |other: &&mut Lattice| {
            (other.bbox.left - next.bbox.left).abs() < TOUCH
                && (other.bbox.right - next.bbox.right).abs() < TOUCH
                && next.bbox.top - other.bbox.bottom < INTERRUPTED
                && next.bbox.top > other.bbox.bottom - TOUCH
                && other.is_divided()
                && next.is_divided()
                && other.has_columns_of(&next)
        };
        match joined.iter_mut().rev().find(goes_on) {
            Some(other) => {
                other.bbox = other.bbox.union(&next.bbox);
                let uprights = other.inner_uprights.iter().chain(&next.inner_uprights);
                other.inner_uprights = apart(uprights.copied());
                other.inner_levels += next.inner_levels + 2;
            }
            None => joined.push(next),
        }
    }
    joined
}

/// The rules, sorted by their upper ends, in groups of those that touch.
fn groups(rules: &[BBox]) -> Vec<Vec<BBox>> {
    let mut parent: Vec<usize> = (0..rules.len()).collect();
    // Those that reach down to the heights that come.
    let mut open: Vec<usize> = Vec::new();
    for (at, rule) in rules.iter().enumerate() {
        open.retain(|other| rules[*other].bottom >= rule.top - TOUCH);
        for other in &open {
            let other_box = &rules[*other];
            if other_box.left <= rule.right + TOUCH && other_box.right >= rule.left - TOUCH {
                let (a, b) = (root(&mut parent, at), root(&mut parent, *other));
                parent[a.max(b)] = a.min(b);
            }
        }
        open.push(at);
    }
    let mut groups: Vec<Vec<BBox>> = vec![Vec::new(); rules.len()];
    for (at, rule) in rules.iter().enumerate() {
        groups[root(&mut parent, at)].push(*rule);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

fn lattice(group: &[BBox]) -> Option<Lattice> {
    const NARROWEST: f32 = 60.0;
    const LOWEST: f32 = 8.0;
    let bbox = group.iter().copied().reduce(|all, next| all.union(&next))?;
    let is_upright = |rule: &&BBox| rule.height() > rule.width() && rule.height() > UPRIGHT;
    let uprights = group.iter().filter(is_upright).count();
    if uprights < 2 || bbox.width() <= NARROWEST || bbox.height() <= LOWEST {
        return None;
    }
    let inner = |x: &f32| *x > bbox.left + TOUCH && *x < bbox.right - TOUCH;
    let inner_uprights = apart(group.iter().filter(is_upright).map(BBox::middle_x).filter(inner));
    let level = |rule: &&BBox| rule.width() >= rule.height();
    let inner = |y: &f32| *y > bbox.top + TOUCH && *y < bbox.bottom - TOUCH;
    let levels = apart(group.iter().filter(level).map(BBox::middle_y).filter(inner));
    Some(Lattice {
        bbox,
        inner_uprights,
        inner_levels: levels.len(),
        beside: Vec::new(),
    })
}

/// Divided lattices that stand beside each other at the same height share their lines: they are held together.
fn side_by_side(lattices: Vec<Lattice>) -> Vec<Lattice> {
    let mut joined: Vec<Lattice> = Vec::new();
    for next in lattices {
        let is_beside = |other: &&mut Lattice| {
            let shared = other.bbox.overlap_y(&next.bbox);
            let lower = other.bbox.height().min(next.bbox.height());
            other.is_divided()
                && next.is_divided()
                && shared > 0.5 * lower
                && (other.bbox.right < next.bbox.left || other.bbox.left > next.bbox.right)
        };
        match joined.iter_mut().find(is_beside) {
            Some(other) => {
                if other.beside.is_empty() {
                    other.beside.push(other.bbox);
                }
                other.beside.push(next.bbox);
                other.beside.sort_by(|a, b| a.left.total_cmp(&b.left));
                other.bbox = other.bbox.union(&next.bbox);
                other.inner_uprights.extend(&next.inner_uprights);
                other.inner_levels += next.inner_levels;
            }
            None => joined.push(next),
        }
    }
    joined
}

/// Places without those that are nearly the same.
fn apart(places: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut places: Vec<f32> = places.collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|next, first| *next - *first < TOUCH);
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Colour, Rule};

    fn page(boxes: &[(f32, f32, f32, f32)]) -> Page {
        let rules = boxes.iter().flat_map(|(left, top, right, bottom)| {
            [
                (*left, *top, *right, *top),
                (*left, *bottom, *right, *bottom),
                (*left, *top, *left, *bottom),
                (*right, *top, *right, *bottom),
            ]
        });
        let rule = |(left, top, right, bottom)| Rule {
            bbox: BBox::new(left, top, right, bottom),
            colour: Colour::default(),
        };
        Page {
            rules: rules.map(rule).collect(),
            ..Page::default()
        }
    }

    #[test]
    fn a_table_in_the_frame_of_its_page_is_a_lattice_of_its_own() {
        let cells = [
            (20.0, 20.0, 580.0, 820.0),
            (70.0, 100.0, 200.0, 120.0),
            (200.0, 100.0, 400.0, 120.0),
        ];
        let found = lattices(&page(&cells));
        let divided: Vec<(bool, f32)> = found
            .iter()
            .map(|one| (one.is_divided(), one.bbox.left))
            .collect();
        assert_eq!(divided, [(false, 20.0), (true, 70.0)]);
    }
}
