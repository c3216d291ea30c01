//! What is drawn on a page: ruling lines, filled areas, icons.

use super::glyph::{Colour3, colour};
use crate::page::{Fill, Icon, Rule, Shape};
use crate::trace::BBox;

/// Nothing thicker is a ruling line.
pub(super) const THICKEST_RULE: f32 = 3.0;
/// Nothing shorter is a ruling line.
pub(super) const SHORTEST_RULE: f32 = 3.5;
/// Nothing with a shorter side is an icon.
const SMALLEST_ICON: f32 = 3.0;
/// Nothing with a longer side is an icon.
pub(super) const LARGEST_ICON: f32 = 30.0;
/// An icon is nearly as wide as it is high.
const ICON_RATIO: f32 = 1.6;
/// A part of a filled area without colour.
const WHITE: u8 = 250;
/// More icons and fills than this are a drawing; they are not compared with each other.
const MOST_COMPARED: usize = 1_500;

/// Whether a box has the size of an icon.
pub(super) fn is_icon_size(bbox: &BBox) -> bool {
    let (w, h) = (bbox.width(), bbox.height());
    let (short, long) = (w.min(h), w.max(h));
    short >= SMALLEST_ICON && long <= LARGEST_ICON && long <= short * ICON_RATIO
}

/// Whether a box has the proportions of a ruling line.
pub(super) fn is_rule_size(bbox: &BBox) -> bool {
    let (w, h) = (bbox.width(), bbox.height());
    let (short, long) = (w.min(h), w.max(h));
    short <= THICKEST_RULE && long >= SHORTEST_RULE && long >= short * 3.0
}

fn is_white(c: Colour3) -> bool {
    c.iter().all(|channel| *channel >= WHITE)
}

/// Everything drawn on one page, in the order of painting.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    rules: Vec<(BBox, Colour3)>,
    fills: Vec<(BBox, Colour3)>,
    icons: Vec<Drawn>,
    half: Option<Drawn>,
}

#[derive(Debug, Clone, Copy)]
struct Drawn {
    bbox: BBox,
    colour: Colour3,
    shape: Shape,
    is_image: bool,
    is_rect: bool,
}

/// The drawn things of a page as the model has them.
#[derive(Debug, Default)]
pub(super) struct Finished {
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    pub(super) icons: Vec<Icon>,
}

impl Shapes {
    /// A filled area with upright sides, or one that fills its box nearly.
    pub(super) fn area(&mut self, bbox: BBox, c: Colour3, shape: Shape) {
        if is_rule_size(&bbox) {
            self.rules.push((bbox, c));
        } else if is_icon_size(&bbox) {
            if !is_white(c) {
                self.icon(bbox, c, shape, false);
            }
        } else if !is_white(c) && bbox.width().min(bbox.height()) > SMALLEST_ICON {
            self.fills.push((bbox, c));
        }
    }

    /// A ruling line.
    pub(super) fn rule(&mut self, bbox: BBox, c: Colour3) {
        self.rules.push((bbox, c));
    }

    /// A picture or closed shape of the size of an icon.
    pub(super) fn icon(&mut self, bbox: BBox, c: Colour3, shape: Shape, is_image: bool) {
        if is_white(c) {
            return;
        }
        let drawn = Drawn {
            bbox,
            colour: c,
            shape,
            is_image,
            is_rect: shape == Shape::Square && !is_image,
        };
        if is_icon_size(&bbox) {
            self.icons.push(drawn);
            self.half = None;
        } else if shape == Shape::Other && !is_image {
            self.half(drawn);
        }
    }

    /// A shape too long for an icon may be the half of one: a diamond of two triangles.
    fn half(&mut self, drawn: Drawn) {
        let Some(first) = self.half.take() else {
            self.half = Some(drawn);
            return;
        };
        let all = first.bbox.union(&drawn.bbox);
        if first.colour == drawn.colour && is_icon_size(&all) && is_split_in_two(&first.bbox, &drawn.bbox) {
            self.icons.push(Drawn {
                bbox: all,
                shape: Shape::Diamond,
                ..drawn
            });
        } else {
            self.half = Some(drawn);
        }
    }

    /// How many icons were drawn.
    pub(super) fn icons_so_far(&self) -> usize {
        self.icons.len()
    }

    /// The box around the icons drawn after so many.
    pub(super) fn icons_since(&self, count: usize) -> Option<BBox> {
        let boxes = self.icons.iter().skip(count).map(|icon| icon.bbox);
        boxes.reduce(|a, b| a.union(&b))
    }

    /// Merges what belongs together.
    pub(super) fn finish(mut self) -> Finished {
        self.small_cells_are_fills();
        let mut icons: Vec<Drawn> = Vec::with_capacity(self.icons.len());
        for icon in self.icons {
            match icons.last_mut() {
                Some(last) if is_same_drawing(last, &icon) => join(last, &icon),
                _ => icons.push(icon),
            }
        }
        let mut fills: Vec<(BBox, Colour3)> = Vec::with_capacity(self.fills.len());
        for fill in self.fills {
            if fills.last() != Some(&fill) {
                fills.push(fill);
            }
        }
        let rules = merge_rules(drop_white(self.rules, &fills));
        Finished {
            rules: rules
                .into_iter()
                .map(|(bbox, c)| Rule {
                    bbox,
                    colour: colour(c),
                })
                .collect(),
            fills: fills
                .into_iter()
                .map(|(bbox, c)| Fill {
                    bbox,
                    colour: colour(c),
                })
                .collect(),
            icons: icons
                .into_iter()
                .map(|icon| Icon {
                    bbox: icon.bbox,
                    colour: colour(icon.colour),
                    shape: icon.shape,
                    is_image: icon.is_image,
                })
                .collect(),
        }
    }

    /// A small rectangle beside an area of its colour is a shaded cell.
    fn small_cells_are_fills(&mut self) {
        if self.icons.len() + self.fills.len() > MOST_COMPARED {
            return;
        }
        let mut cell = vec![false; self.icons.len()];
        for (at, icon) in self.icons.iter().enumerate().filter(|(_, i)| i.is_rect) {
            let fill = self
                .fills
                .iter()
                .any(|f| f.1 == icon.colour && touches(&f.0, &icon.bbox));
            let other = self.icons.iter().enumerate().any(|(i, o)| {
                i != at && o.is_rect && o.colour == icon.colour && touches(&o.bbox, &icon.bbox)
            });
            if let Some(flag) = cell.get_mut(at) {
                *flag = fill || other;
            }
        }
        let mut flags = cell.into_iter();
        let fills = &mut self.fills;
        self.icons.retain(|icon| {
            let is_cell = flags.next().unwrap_or(false);
            if is_cell {
                fills.push((icon.bbox, icon.colour));
            }
            !is_cell
        });
    }
}

/// Whether two boxes of one size lie side by side, as the halves of one shape.
fn is_split_in_two(a: &BBox, b: &BBox) -> bool {
    const OFF: f32 = 0.6;
    let alike = (a.width() - b.width()).abs() < OFF && (a.height() - b.height()).abs() < OFF;
    let stacked =
        (a.left - b.left).abs() < OFF && ((a.bottom - b.top).abs() < OFF || (b.bottom - a.top).abs() < OFF);
    let beside =
        (a.top - b.top).abs() < OFF && ((a.right - b.left).abs() < OFF || (b.right - a.left).abs() < OFF);
    alike && (stacked || beside)
}

/// Whether two boxes lie side by side without a gap.
fn touches(a: &BBox, b: &BBox) -> bool {
    const REACH: f32 = 1.1;
    let beside = (a.right - b.left).abs() < REACH || (b.right - a.left).abs() < REACH;
    let stacked = (a.bottom - b.top).abs() < REACH || (b.bottom - a.top).abs() < REACH;
    beside && a.overlap_y(b) > 0.6 * a.height().min(b.height())
        || stacked && a.overlap_x(b) > 0.6 * a.width().min(b.width())
}

/// Whether two drawings painted one after the other are parts of one icon.
fn is_same_drawing(a: &Drawn, b: &Drawn) -> bool {
    let smaller = (a.bbox.width() * a.bbox.height()).min(b.bbox.width() * b.bbox.height());
    let overlap = a.bbox.overlap_x(&b.bbox) * a.bbox.overlap_y(&b.bbox);
    let all = a.bbox.union(&b.bbox);
    a.is_image == b.is_image && overlap > 0.2 * smaller && all.width().max(all.height()) <= LARGEST_ICON
}

/// Adds a part to an icon. The larger part gives colour and shape, the later one if they are alike.
fn join(icon: &mut Drawn, part: &Drawn) {
    let area = |d: &Drawn| d.bbox.width() * d.bbox.height();
    let all = icon.bbox.union(&part.bbox);
    let main = if area(part) >= 0.5 * area(icon) {
        *part
    } else {
        *icon
    };
    let whole = area(&main) >= 0.5 * all.width() * all.height();
    *icon = Drawn {
        bbox: all,
        colour: main.colour,
        shape: if whole { main.shape } else { Shape::Other },
        ..main
    };
}

/// White lines are seen only on a coloured ground.
fn drop_white(rules: Vec<(BBox, Colour3)>, fills: &[(BBox, Colour3)]) -> Vec<(BBox, Colour3)> {
    let on_fill = |bbox: &BBox| {
        fills.iter().any(|(fill, _)| {
            bbox.left < fill.right + 1.0
                && bbox.right > fill.left - 1.0
                && bbox.top < fill.bottom + 1.0
                && bbox.bottom > fill.top - 1.0
        })
    };
    rules
        .into_iter()
        .filter(|(bbox, c)| !is_white(*c) || (fills.len() < MOST_COMPARED && on_fill(bbox)))
        .collect()
}

/// Joins lines that go on in each other.
pub(super) fn merge_rules(rules: Vec<(BBox, Colour3)>) -> Vec<(BBox, Colour3)> {
    let (lying, standing): (Vec<_>, Vec<_>) = rules
        .into_iter()
        .partition(|(bbox, _)| bbox.width() >= bbox.height());
    let mut out = merge_along(lying, |b| (b.middle_y(), b.left, b.right));
    out.extend(merge_along(standing, |b| (b.middle_x(), b.top, b.bottom)));
    out
}

/// `axis` gives a line's place across, its start and its end along.
fn merge_along(
    mut rules: Vec<(BBox, Colour3)>,
    axis: impl Fn(&BBox) -> (f32, f32, f32),
) -> Vec<(BBox, Colour3)> {
    /// Lines closer than this across may be one line.
    const ACROSS: f32 = 0.55;
    /// Lines closer than this along are one line.
    const ALONG: f32 = 1.2;
    rules.sort_by(|a, b| axis(&a.0).0.total_cmp(&axis(&b.0).0));
    let mut out: Vec<(BBox, Colour3)> = Vec::with_capacity(rules.len());
    let mut band: Vec<(BBox, Colour3)> = Vec::new();
    let mut band_start = f32::NEG_INFINITY;
    let flush = |band: &mut Vec<(BBox, Colour3)>, out: &mut Vec<(BBox, Colour3)>| {
        band.sort_by(|a, b| axis(&a.0).1.total_cmp(&axis(&b.0).1));
        let first = out.len();
        for rule in band.drain(..) {
            let (_, start, _) = axis(&rule.0);
            let joined = out
                .get_mut(first..)
                .unwrap_or_default()
                .iter_mut()
                .rev()
                .take(4)
                .find(|o| o.1 == rule.1 && start <= axis(&o.0).2 + ALONG);
            match joined {
                Some(other) => other.0 = other.0.union(&rule.0),
                None => out.push(rule),
            }
        }
    };
    for rule in rules {
        let across = axis(&rule.0).0;
        if across - band_start > ACROSS {
            flush(&mut band, &mut out);
            band_start = across;
        }
        band.push(rule);
    }
    flush(&mut band, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Colour3 = [0, 0, 0];
    const GREEN: Colour3 = [0, 160, 60];

    #[test]
    fn touching_segments_become_one_rule() {
        let merged = merge_rules(vec![
            (BBox::new(50.0, 100.0, 80.0, 100.5), BLACK),
            (BBox::new(10.0, 100.0, 50.2, 100.5), BLACK),
            (BBox::new(10.0, 110.0, 80.0, 110.5), BLACK),
            (BBox::new(200.0, 100.0, 230.0, 100.5), BLACK),
            (BBox::new(10.0, 100.0, 10.5, 110.0), BLACK),
        ]);
        let boxes: Vec<BBox> = merged.into_iter().map(|(bbox, _)| bbox).collect();
        assert_eq!(
            boxes,
            [
                BBox::new(10.0, 100.0, 80.0, 100.5),
                BBox::new(200.0, 100.0, 230.0, 100.5),
                BBox::new(10.0, 110.0, 80.0, 110.5),
                BBox::new(10.0, 100.0, 10.5, 110.0),
            ]
        );
    }

    #[test]
    fn lines_of_different_colour_stay_apart() {
        let merged = merge_rules(vec![
            (BBox::new(10.0, 100.0, 50.0, 100.5), BLACK),
            (BBox::new(50.0, 100.0, 80.0, 100.5), GREEN),
        ]);
        assert_eq!(merged.len(), 2);
    }

    #[test]
    fn areas_are_sorted_by_size() {
        let mut shapes = Shapes::default();
        shapes.area(BBox::new(10.0, 10.0, 200.0, 10.7), BLACK, Shape::Square);
        shapes.area(BBox::new(10.0, 10.0, 200.0, 30.0), GREEN, Shape::Square);
        shapes.area(BBox::new(10.0, 40.0, 20.0, 50.0), GREEN, Shape::Circle);
        shapes.area(BBox::new(0.0, 0.0, 600.0, 800.0), [255; 3], Shape::Square);
        let finished = shapes.finish();
        assert_eq!(finished.rules.len(), 1);
        assert_eq!(finished.fills.len(), 1);
        let kinds: Vec<Shape> = finished.icons.iter().map(|i| i.shape).collect();
        assert_eq!(kinds, [Shape::Circle]);
    }

    #[test]
    fn a_small_shaded_cell_is_no_icon() {
        let mut shapes = Shapes::default();
        shapes.area(BBox::new(10.0, 10.0, 200.0, 30.0), GREEN, Shape::Square);
        shapes.area(BBox::new(200.0, 10.0, 222.0, 30.0), GREEN, Shape::Square);
        let finished = shapes.finish();
        assert_eq!((finished.fills.len(), finished.icons.len()), (2, 0));
    }

    #[test]
    fn two_triangles_are_one_diamond() {
        let mut shapes = Shapes::default();
        shapes.icon(BBox::new(10.0, 10.0, 18.0, 14.0), GREEN, Shape::Other, false);
        shapes.icon(BBox::new(10.0, 14.0, 18.0, 18.0), GREEN, Shape::Other, false);
        shapes.icon(BBox::new(10.0, 30.0, 18.0, 34.0), GREEN, Shape::Other, false);
        let icons = shapes.finish().icons;
        assert_eq!(icons.len(), 1);
        assert_eq!(icons[0].shape, Shape::Diamond);
        assert_eq!(icons[0].bbox, BBox::new(10.0, 10.0, 18.0, 18.0));
    }

    #[test]
    fn a_mark_on_an_icon_is_part_of_it() {
        let mut shapes = Shapes::default();
        shapes.icon(BBox::new(10.0, 10.0, 22.0, 22.0), GREEN, Shape::Circle, false);
        shapes.icon(BBox::new(14.0, 14.0, 18.0, 18.0), BLACK, Shape::Other, false);
        let finished = shapes.finish();
        let seen: Vec<(Shape, u8)> = finished.icons.iter().map(|i| (i.shape, i.colour.green)).collect();
        assert_eq!(seen, [(Shape::Circle, 160)]);
    }
}
