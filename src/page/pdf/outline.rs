//! Outlines of small shapes: circle, diamond, square or something else.

use crate::page::Shape;
use crate::trace::BBox;

/// A point on the page.
pub(super) type Spot = (f32, f32);

/// How far, on average, an outline may stray from the ideal one; 1 is half the box.
const STRAY: f32 = 0.075;

/// One closed subpath, flattened.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    pub(super) spots: Vec<Spot>,
}

impl Outline {
    /// The box around it.
    pub(super) fn bbox(&self) -> Option<BBox> {
        let (x, y) = *self.spots.first()?;
        let mut bbox = BBox::new(x, y, x, y);
        for &(x, y) in &self.spots {
            bbox.left = bbox.left.min(x);
            bbox.right = bbox.right.max(x);
            bbox.top = bbox.top.min(y);
            bbox.bottom = bbox.bottom.max(y);
        }
        Some(bbox)
    }

    /// Area with a sign that tells the direction.
    pub(super) fn area(&self) -> f32 {
        let Some(&last) = self.spots.last() else {
            return 0.0;
        };
        let mut twice = 0.0;
        let mut before = last;
        for &spot in &self.spots {
            twice += before.0 * spot.1 - spot.0 * before.1;
            before = spot;
        }
        twice / 2.0
    }

    /// Whether it is a rectangle with upright sides.
    pub(super) fn is_upright_rect(&self) -> bool {
        let mut corners = self.spots.as_slice();
        if let ([first, .., last], 5) = (corners, corners.len())
            && close(first.0, last.0)
            && close(first.1, last.1)
        {
            corners = corners.get(..4).unwrap_or(corners);
        }
        let [a, b, c, d] = corners else {
            return false;
        };
        let down_first = close(a.0, b.0) && close(b.1, c.1) && close(c.0, d.0) && close(d.1, a.1);
        let across_first = close(a.1, b.1) && close(b.0, c.0) && close(c.1, d.1) && close(d.0, a.0);
        down_first || across_first
    }

    /// Which shape it has.
    pub(super) fn shape(&self) -> Shape {
        let Some(bbox) = self.bbox() else {
            return Shape::Other;
        };
        let fullness = self.area().abs() / (bbox.width() * bbox.height()).max(1e-6);
        shape_of(&walk(&self.spots), &bbox, fullness)
    }
}

fn close(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.05
}

/// Spots at even distances along a closed outline.
fn walk(spots: &[Spot]) -> Vec<Spot> {
    const STEPS: usize = 64;
    let Some(&last) = spots.last() else {
        return Vec::new();
    };
    let length = |a: Spot, b: Spot| (a.0 - b.0).hypot(a.1 - b.1);
    let mut total = 0.0;
    let mut before = last;
    for &spot in spots {
        total += length(before, spot);
        before = spot;
    }
    let step = total / STEPS as f32;
    if step.is_nan() || step <= 0.0 {
        return Vec::new();
    }
    let mut out = Vec::with_capacity(STEPS + 1);
    let mut next_at = 0.0;
    let mut at = 0.0;
    before = last;
    for &spot in spots {
        let side = length(before, spot);
        while side > 0.0 && next_at <= at + side && out.len() <= STEPS {
            let part = (next_at - at) / side;
            out.push((
                before.0 + (spot.0 - before.0) * part,
                before.1 + (spot.1 - before.1) * part,
            ));
            next_at += step;
        }
        at += side;
        before = spot;
    }
    out
}

/// The shape of an outline given by spots on it. `fullness` is the filled part of the box.
pub(super) fn shape_of(spots: &[Spot], bbox: &BBox, fullness: f32) -> Shape {
    let (w, h) = (bbox.width() / 2.0, bbox.height() / 2.0);
    if spots.len() < 8 || w <= 0.0 || h <= 0.0 || w / h > 1.35 || h / w > 1.35 {
        return Shape::Other;
    }
    let (cx, cy) = (bbox.middle_x(), bbox.middle_y());
    let mut strays = [0.0f32; 3];
    for &(x, y) in spots {
        let (dx, dy) = (((x - cx) / w).abs(), ((y - cy) / h).abs());
        let distances = [dx.hypot(dy), dx + dy, dx.max(dy)];
        for (stray, distance) in strays.iter_mut().zip(distances) {
            *stray += (distance - 1.0).abs();
        }
    }
    let [circle, diamond, square] = strays.map(|stray| stray / spots.len() as f32);
    let best = circle.min(diamond).min(square);
    if best > STRAY {
        Shape::Other
    } else if best == circle && (0.68..0.9).contains(&fullness) {
        Shape::Circle
    } else if best == diamond && (0.4..0.65).contains(&fullness) {
        Shape::Diamond
    } else if best == square && fullness > 0.82 {
        Shape::Square
    } else {
        Shape::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polygon(corners: u8, turn: f32) -> Outline {
        let spots = (0..corners)
            .map(|at| {
                let angle = std::f32::consts::TAU * f32::from(at) / f32::from(corners) + turn;
                (100.0 + 6.0 * angle.cos(), 200.0 + 6.0 * angle.sin())
            })
            .collect();
        Outline { spots }
    }

    #[test]
    fn shapes_are_told_apart() {
        assert_eq!(polygon(32, 0.0).shape(), Shape::Circle);
        assert_eq!(polygon(4, 0.0).shape(), Shape::Diamond);
        let quarter = std::f32::consts::FRAC_PI_4;
        assert_eq!(polygon(4, quarter).shape(), Shape::Square);
        assert_eq!(polygon(3, 0.5).shape(), Shape::Other);
    }

    #[test]
    fn a_crown_is_no_known_shape() {
        let spots = vec![
            (0.0, 10.0),
            (0.0, 0.0),
            (3.0, 5.0),
            (5.0, 0.0),
            (7.0, 5.0),
            (10.0, 0.0),
            (10.0, 10.0),
        ];
        assert_eq!(Outline { spots }.shape(), Shape::Other);
    }

    #[test]
    fn upright_rectangles_are_known() {
        let spots = vec![(0.0, 0.0), (9.0, 0.0), (9.0, 4.0), (0.0, 4.0), (0.0, 0.0)];
        assert!(Outline { spots }.is_upright_rect());
        assert!(!polygon(4, 0.0).is_upright_rect());
    }
}
