//! Drawn paths to rules, areas and icons.

use hayro_interpret::StrokeProps;
use hayro_interpret::kurbo::{Affine, BezPath, Cap, PathEl, Point};

use super::glyph::Colour3;
use super::outline::{Outline, Spot};
use super::shapes::{LARGEST_ICON, SHORTEST_RULE, Shapes, THICKEST_RULE, is_icon_size, is_rule_size};
use crate::page::Shape;
use crate::trace::BBox;

/// Straight pieces for one curve.
const PIECES: u32 = 6;
/// Filled part of its box from which on a shape counts as an area.
const FULL_ENOUGH: f32 = 0.7;
/// Filled part of its box from which on a shape may be the half of an icon: a triangle.
const HALF_FULL: f32 = 0.4;
/// Lines that lean more than this, in points, are no ruling lines.
const LEAN: f32 = 0.4;
/// Stroked boxes smaller than this are drawn boxes, not cells.
const SMALLEST_CELL: f32 = 13.0;
/// A path with more parts than this is a drawing; its parts are not looked at one by one.
const MOST_PARTS: usize = 4_000;

/// What limits a drawing: the clip's box and, if the clip is small, its shape.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clip {
    pub(super) bbox: BBox,
    pub(super) shape: Option<Shape>,
}

impl Clip {
    /// The part of a box inside the clip.
    pub(super) fn cut(&self, b: &BBox) -> Option<BBox> {
        let left = b.left.max(self.bbox.left);
        let top = b.top.max(self.bbox.top);
        let right = b.right.min(self.bbox.right);
        let bottom = b.bottom.min(self.bbox.bottom);
        (left <= right && top <= bottom).then(|| BBox::new(left, top, right, bottom))
    }

    /// The shape that a drawing gets which fills the clip.
    pub(super) fn shape_for(&self, cut: &BBox, own: Shape) -> Shape {
        match self.shape {
            Some(shape)
                if cut.width() > self.bbox.width() - 0.6 && cut.height() > self.bbox.height() - 0.6 =>
            {
                shape
            }
            _ => own,
        }
    }
}

/// The box around all points of a path after a transform, control points included.
pub(super) fn loose_box(path: &BezPath, transform: Affine) -> Option<BBox> {
    let mut bbox: Option<BBox> = None;
    let mut add = |p: Point| {
        let (x, y) = spot(transform * p);
        if x.is_finite() && y.is_finite() {
            let here = BBox::new(x, y, x, y);
            bbox = Some(bbox.map_or(here, |b| b.union(&here)));
        }
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) | PathEl::LineTo(p) => add(p),
            PathEl::QuadTo(a, b) => [a, b].into_iter().for_each(&mut add),
            PathEl::CurveTo(a, b, c) => [a, b, c].into_iter().for_each(&mut add),
            PathEl::ClosePath => {}
        }
    }
    bbox
}

fn spot(p: Point) -> Spot {
    (p.x as f32, p.y as f32)
}

/// The subpaths of a path on the page, flattened; with whether each is closed.
pub(super) fn outlines(path: &BezPath, transform: Affine) -> Vec<(Outline, bool)> {
    let mut out: Vec<(Outline, bool)> = Vec::new();
    let mut here = Point::ZERO;
    let mut start = Point::ZERO;
    for element in path.elements() {
        let (curve, end): ([Point; 4], Point) = match *element {
            PathEl::MoveTo(p) => {
                out.push((Outline::default(), false));
                (here, start) = (p, p);
                push(&mut out, transform * p);
                continue;
            }
            PathEl::ClosePath => {
                if let Some(last) = out.last_mut() {
                    last.1 = true;
                }
                here = start;
                continue;
            }
            PathEl::LineTo(p) => {
                reopen(&mut out, transform * start);
                push(&mut out, transform * p);
                here = p;
                continue;
            }
            PathEl::QuadTo(q, p) => {
                let a = here + (q - here) * (2.0 / 3.0);
                let b = p + (q - p) * (2.0 / 3.0);
                ([here, a, b, p], p)
            }
            PathEl::CurveTo(a, b, p) => ([here, a, b, p], p),
        };
        reopen(&mut out, transform * start);
        for piece in 1..=PIECES {
            let t = f64::from(piece) / f64::from(PIECES);
            let s = 1.0 - t;
            let [p0, p1, p2, p3] = curve.map(|p| p.to_vec2());
            let at = p0 * (s * s * s) + p1 * (3.0 * s * s * t) + p2 * (3.0 * s * t * t) + p3 * (t * t * t);
            push(&mut out, transform * at.to_point());
        }
        here = end;
    }
    out.retain(|(outline, _)| outline.spots.len() > 1);
    out
}

fn push(out: &mut [(Outline, bool)], p: Point) {
    let at = spot(p);
    if let (Some((outline, _)), true) = (out.last_mut(), at.0.is_finite() && at.1.is_finite()) {
        outline.spots.push(at);
    }
}

/// Drawing on after a closed subpath begins a new one at its start.
fn reopen(out: &mut Vec<(Outline, bool)>, start: Point) {
    if out.last().is_none_or(|(_, closed)| *closed) {
        out.push((Outline::default(), false));
        push(out, start);
    }
}

/// A filled path.
pub(super) fn fill(shapes: &mut Shapes, parts: &[Outline], c: Colour3, clip: &Clip) {
    if let [only] = parts {
        return fill_one(shapes, only, c, clip, true);
    }
    let boxes: Vec<BBox> = parts.iter().filter_map(Outline::bbox).collect();
    let Some(first) = boxes.first() else {
        return;
    };
    let all = boxes.iter().fold(*first, |all, b| all.union(b));
    let Some(all_cut) = clip.cut(&all) else {
        return;
    };
    if let [outer, inner] = parts
        && let [outer_box, inner_box] = boxes.as_slice()
        && let Some((outer, inner)) = frame(outer, outer_box, inner, inner_box)
    {
        return fill_frame(shapes, &outer, &inner, c, clip);
    }
    let all_rects = parts.iter().all(Outline::is_upright_rect);
    if !all_rects && is_icon_size(&all_cut) {
        let largest = parts
            .iter()
            .max_by(|a, b| a.area().abs().total_cmp(&b.area().abs()));
        if let Some(largest) = largest {
            let covers = largest
                .bbox()
                .is_some_and(|b| b.width() > 0.85 * all.width() && b.height() > 0.85 * all.height());
            let own = if covers { largest.shape() } else { Shape::Other };
            shapes.icon(all_cut, c, clip.shape_for(&all_cut, own), false);
        }
        return;
    }
    if parts.len() <= MOST_PARTS {
        for part in parts {
            fill_one(shapes, part, c, clip, all_rects || parts.len() <= 3);
        }
    }
}

/// One filled subpath. `any` allows icons of no known shape.
fn fill_one(shapes: &mut Shapes, part: &Outline, c: Colour3, clip: &Clip, any: bool) {
    let Some(whole) = part.bbox() else {
        return;
    };
    let Some(bbox) = clip.cut(&whole) else {
        return;
    };
    if is_icon_size(&bbox) {
        let own = if part.is_upright_rect() {
            Shape::Square
        } else if is_icon_size(&whole) {
            part.shape()
        } else {
            Shape::Other
        };
        let shape = clip.shape_for(&bbox, own);
        if any || shape != Shape::Other {
            shapes.area(bbox, c, shape);
        }
        return;
    }
    let fullness = part.area().abs() / (whole.width() * whole.height()).max(1e-6);
    if fullness >= FULL_ENOUGH || (is_rule_size(&whole) && fullness > 0.4) {
        shapes.area(bbox, c, Shape::Square);
    } else if bbox.width().min(bbox.height()) < 0.05 {
        shapes.area(bbox, c, Shape::Other);
    } else if fullness > HALF_FULL && bbox.width().max(bbox.height()) <= LARGEST_ICON {
        shapes.icon(bbox, c, Shape::Other, false);
    }
}

/// Outer and inner box if the two parts make a frame: straight or rounded, one inside the other.
fn frame(a: &Outline, a_box: &BBox, b: &Outline, b_box: &BBox) -> Option<(BBox, BBox)> {
    let holds = |o: &BBox, i: &BBox| {
        o.left <= i.left + 0.01
            && o.top <= i.top + 0.01
            && o.right >= i.right - 0.01
            && o.bottom >= i.bottom - 0.01
    };
    let (outer, inner) = if holds(a_box, b_box) {
        (*a_box, *b_box)
    } else if holds(b_box, a_box) {
        (*b_box, *a_box)
    } else {
        return None;
    };
    let full = |o: &Outline, b: &BBox| o.area().abs() > 0.9 * b.width() * b.height();
    let thin = inner.left - outer.left <= THICKEST_RULE * 2.0
        && outer.right - inner.right <= THICKEST_RULE * 2.0
        && inner.top - outer.top <= THICKEST_RULE * 2.0
        && outer.bottom - inner.bottom <= THICKEST_RULE * 2.0;
    (thin && full(a, a_box) && full(b, b_box)).then_some((outer, inner))
}

fn fill_frame(shapes: &mut Shapes, outer: &BBox, inner: &BBox, c: Colour3, clip: &Clip) {
    let sides = [
        BBox::new(outer.left, outer.top, outer.right, inner.top),
        BBox::new(outer.left, inner.bottom, outer.right, outer.bottom),
        BBox::new(outer.left, outer.top, inner.left, outer.bottom),
        BBox::new(inner.right, outer.top, outer.right, outer.bottom),
    ];
    for side in sides {
        if side.width() > 0.01
            && side.height() > 0.01
            && let Some(cut) = clip.cut(&side)
        {
            shapes.area(cut, c, Shape::Square);
        }
    }
}

/// A stroked path. `scale` takes lengths of the path to points.
pub(super) fn stroke(
    shapes: &mut Shapes,
    parts: &[(Outline, bool)],
    props: &StrokeProps,
    scale: f32,
    c: Colour3,
    clip: &Clip,
) {
    let width = (props.line_width * scale).max(0.1);
    for (part, closed) in parts.iter().take(MOST_PARTS) {
        let Some(bbox) = part.bbox() else {
            continue;
        };
        let long = bbox.width().max(bbox.height());
        if long < 0.01 * width.max(1.0) && matches!(props.line_cap, Cap::Round) {
            dot(shapes, &bbox, width, c, clip);
            continue;
        }
        let is_box = *closed && part.spots.len() > 3;
        if is_box && long < SMALLEST_CELL && is_icon_size(&bbox) {
            continue;
        }
        let mut before = if *closed { part.spots.last().copied() } else { None };
        for &at in &part.spots {
            if let Some(from) = before.replace(at) {
                line(shapes, from, at, width, c, clip);
            }
        }
    }
}

/// One straight piece of a stroke.
fn line(shapes: &mut Shapes, a: Spot, b: Spot, width: f32, c: Colour3, clip: &Clip) {
    let (dx, dy) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    if dx.max(dy) < SHORTEST_RULE || dx.min(dy) > LEAN {
        return;
    }
    let half = width / 2.0;
    let whole = if dx >= dy {
        let y = (a.1 + b.1) / 2.0;
        BBox::new(a.0, y - half, b.0, y + half)
    } else {
        let x = (a.0 + b.0) / 2.0;
        BBox::new(x - half, a.1, x + half, b.1)
    };
    let Some(bbox) = clip.cut(&whole) else {
        return;
    };
    if width <= THICKEST_RULE {
        if bbox.width().max(bbox.height()) >= SHORTEST_RULE {
            shapes.rule(bbox, c);
        }
    } else {
        // A thick line is a way to fill an area.
        shapes.area(bbox, c, Shape::Square);
    }
}

/// A point stroked with round ends.
fn dot(shapes: &mut Shapes, at: &BBox, width: f32, c: Colour3, clip: &Clip) {
    let half = width / 2.0;
    if width > LARGEST_ICON {
        return;
    }
    let (x, y) = (at.middle_x(), at.middle_y());
    let whole = BBox::new(x - half, y - half, x + half, y + half);
    if let Some(bbox) = clip.cut(&whole) {
        shapes.icon(bbox, c, Shape::Circle, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::{Circle, Rect, Shape as _};

    const BLACK: Colour3 = [0, 0, 0];

    fn page() -> Clip {
        Clip {
            bbox: BBox::new(0.0, 0.0, 600.0, 800.0),
            shape: None,
        }
    }

    fn filled(path: &BezPath, clip: &Clip) -> Shapes {
        let mut shapes = Shapes::default();
        let parts: Vec<Outline> = outlines(path, Affine::IDENTITY)
            .into_iter()
            .map(|(part, _)| part)
            .collect();
        fill(&mut shapes, &parts, BLACK, clip);
        shapes
    }

    #[test]
    fn the_edges_of_a_stroked_box_are_rules() {
        let mut shapes = Shapes::default();
        let path = Rect::new(100.0, 100.0, 300.0, 150.0).to_path(0.1);
        let props = StrokeProps::default();
        let parts = outlines(&path, Affine::IDENTITY);
        stroke(&mut shapes, &parts, &props, 1.0, BLACK, &page());
        let finished = shapes.finish();
        let lying = finished.rules.iter().filter(|r| r.is_horizontal()).count();
        assert_eq!((finished.rules.len(), lying), (4, 2));
    }

    #[test]
    fn a_frame_of_two_boxes_is_four_rules() {
        let mut path = Rect::new(100.0, 100.0, 300.0, 150.0).to_path(0.1);
        path.extend(Rect::new(101.0, 101.0, 299.0, 149.0).path_elements(0.1));
        let finished = filled(&path, &page()).finish();
        assert_eq!((finished.rules.len(), finished.fills.len()), (4, 0));
    }

    #[test]
    fn a_clip_leaves_one_side_of_a_frame() {
        let mut path = Rect::new(100.0, 100.0, 300.0, 150.0).to_path(0.1);
        path.extend(Rect::new(101.0, 101.0, 299.0, 149.0).path_elements(0.1));
        let clip = Clip {
            bbox: BBox::new(100.0, 100.0, 300.0, 101.0),
            shape: None,
        };
        assert_eq!(filled(&path, &clip).finish().rules.len(), 1);
    }

    #[test]
    fn a_small_disc_is_a_circle() {
        let path = Circle::new((100.0, 100.0), 4.0).to_path(0.01);
        let finished = filled(&path, &page()).finish();
        let shapes: Vec<Shape> = finished.icons.iter().map(|icon| icon.shape).collect();
        assert_eq!(shapes, [Shape::Circle]);
    }

    #[test]
    fn a_box_under_a_round_clip_is_a_circle() {
        let path = Rect::new(90.0, 90.0, 110.0, 110.0).to_path(0.1);
        let clip = Clip {
            bbox: BBox::new(96.0, 96.0, 104.0, 104.0),
            shape: Some(Shape::Circle),
        };
        let finished = filled(&path, &clip).finish();
        let shapes: Vec<Shape> = finished.icons.iter().map(|icon| icon.shape).collect();
        assert_eq!(shapes, [Shape::Circle]);
    }
}
