//! Pictures of pages, and the areas of ink in them.

use crate::trace::BBox;

/// A drawn page.
#[derive(Debug, Clone, Default)]
pub(super) struct Picture {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) rgb: Vec<[u8; 3]>,
    /// Points of a pixel.
    pub(super) points: f32,
}

/// One value for every pixel.
#[derive(Debug, Clone, Default)]
pub(super) struct Grey {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) data: Vec<u8>,
    pub(super) points: f32,
}

impl Picture {
    /// How light each pixel is.
    pub(super) fn grey(&self) -> Grey {
        let light = |[red, green, blue]: &[u8; 3]| {
            let sum = 299 * u32::from(*red) + 587 * u32::from(*green) + 114 * u32::from(*blue);
            u8::try_from(sum / 1000).unwrap_or(u8::MAX)
        };
        Grey {
            width: self.width,
            height: self.height,
            data: self.rgb.iter().map(light).collect(),
            points: self.points,
        }
    }
}

/// Pixels that belong to something.
#[derive(Debug, Clone, Default)]
pub(super) struct Mask {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) data: Vec<bool>,
}

impl Mask {
    /// The pixels for which a test holds.
    pub(super) fn of<T>(width: usize, height: usize, pixels: &[T], test: impl Fn(&T) -> bool) -> Self {
        Self {
            width,
            height,
            data: pixels.iter().map(test).collect(),
        }
    }

    pub(super) fn has(&self, x: usize, y: usize) -> bool {
        x < self.width && self.data.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// Only what lies in rows, or in columns, of so many pixels without a gap.
    pub(super) fn runs(&self, fewest: usize, is_upright: bool) -> Self {
        let mut kept = Self {
            data: vec![false; self.data.len()],
            ..*self
        };
        let (outer, inner) = if is_upright {
            (self.width, self.height)
        } else {
            (self.height, self.width)
        };
        let at = |one: usize, other: usize| {
            if is_upright {
                other * self.width + one
            } else {
                one * self.width + other
            }
        };
        for one in 0..outer {
            let mut start = 0;
            for other in 0..=inner {
                if other < inner && self.data[at(one, other)] {
                    continue;
                }
                if other - start >= fewest {
                    (start..other).for_each(|along| kept.data[at(one, along)] = true);
                }
                start = other + 1;
            }
        }
        kept
    }

    /// Areas that hang together, diagonally too.
    pub(super) fn areas(&self) -> Vec<Area> {
        let mut areas: Vec<Area> = Vec::new();
        let mut parents: Vec<usize> = Vec::new();
        let mut above: Vec<(usize, usize, usize)> = Vec::new();
        for y in 0..self.height {
            let mut row = Vec::new();
            let mut x = 0;
            let mut from = 0;
            while x < self.width {
                if !self.data[y * self.width + x] {
                    x += 1;
                    continue;
                }
                let start = x;
                while x < self.width && self.data[y * self.width + x] {
                    x += 1;
                }
                let mut own = None;
                while from < above.len() && above[from].1 < start {
                    from += 1;
                }
                let mut at = from;
                while at < above.len() && above[at].0 <= x {
                    let other = root(&mut parents, above[at].2);
                    own = Some(match own {
                        Some(own) if own != other => join(&mut areas, &mut parents, own, other),
                        _ => other,
                    });
                    at += 1;
                }
                let own = own.unwrap_or_else(|| {
                    parents.push(areas.len());
                    areas.push(Area::empty());
                    areas.len() - 1
                });
                areas[own].take(start, x, y);
                row.push((start, x, own));
            }
            above = row;
        }
        let is_root = |(at, _): &(usize, Area)| parents[*at] == *at;
        areas
            .clone()
            .into_iter()
            .enumerate()
            .filter(is_root)
            .map(|(_, area)| area)
            .collect()
    }
}

fn root(parents: &mut [usize], at: usize) -> usize {
    let mut top = at;
    while parents[top] != top {
        parents[top] = parents[parents[top]];
        top = parents[top];
    }
    top
}

fn join(areas: &mut [Area], parents: &mut [usize], one: usize, other: usize) -> usize {
    let (kept, gone) = (one.min(other), one.max(other));
    parents[gone] = kept;
    let taken = areas[gone];
    areas[kept].join(taken);
    kept
}

/// An area of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: usize,
    pub(super) top: usize,
    /// The first column, and row, that are not in it.
    pub(super) right: usize,
    pub(super) bottom: usize,
    pub(super) count: usize,
}

impl Area {
    fn empty() -> Self {
        Self {
            left: usize::MAX,
            top: usize::MAX,
            right: 0,
            bottom: 0,
            count: 0,
        }
    }

    fn take(&mut self, start: usize, end: usize, y: usize) {
        self.join(Self {
            left: start,
            top: y,
            right: end,
            bottom: y + 1,
            count: end - start,
        });
    }

    fn join(&mut self, other: Self) {
        self.left = self.left.min(other.left);
        self.top = self.top.min(other.top);
        self.right = self.right.max(other.right);
        self.bottom = self.bottom.max(other.bottom);
        self.count += other.count;
    }

    pub(super) fn width(&self) -> usize {
        self.right - self.left
    }

    pub(super) fn height(&self) -> usize {
        self.bottom - self.top
    }

    /// How much of its box it fills.
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    pub(super) fn share(&self) -> f32 {
        self.count as f32 / (self.width() * self.height()).max(1) as f32
    }

    /// Its box in points.
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    pub(super) fn bbox(&self, points: f32) -> BBox {
        let at = |pixel: usize| pixel as f32 * points;
        BBox::new(at(self.left), at(self.top), at(self.right), at(self.bottom))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(rows: &[&str]) -> Mask {
        let width = rows[0].len();
        let data = rows
            .iter()
            .flat_map(|row| row.bytes().map(|byte| byte == b'#'))
            .collect();
        Mask {
            width,
            height: rows.len(),
            data,
        }
    }

    #[test]
    fn areas_hang_together_whatever_their_outline() {
        let areas = mask(&["#..#...", "#..#..#", "####..#", ".......", "#.#.#.."]).areas();
        let told: Vec<_> = areas
            .iter()
            .map(|area| (area.left, area.top, area.width(), area.height(), area.count))
            .collect();
        assert_eq!(
            told,
            [
                (0, 0, 4, 3, 8),
                (6, 1, 1, 2, 2),
                (0, 4, 1, 1, 1),
                (2, 4, 1, 1, 1),
                (4, 4, 1, 1, 1)
            ]
        );
    }

    #[test]
    fn long_runs_are_kept_in_their_direction() {
        let whole = mask(&["####.", "#....", "#.##."]);
        assert_eq!(whole.runs(3, false).data.iter().filter(|one| **one).count(), 4);
        assert_eq!(whole.runs(3, true).data.iter().filter(|one| **one).count(), 3);
    }
}
