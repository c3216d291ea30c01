//! Small pictures: their dominant colour and the shape of their mask.

use hayro_interpret::{Image, ImageData, LumaData, Paint};

use super::glyph::Colour3;
use super::outline::shape_of;
use crate::page::Shape;
use crate::trace::BBox;

/// Pictures with more pixels than this are not decoded for an icon.
pub(super) const MOST_PIXELS: u64 = 4_000_000;
/// A pixel is white if no channel is darker than this.
const WHITE: u8 = 238;

/// What a small picture shows. None if it is all white or transparent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    pub(super) colour: Colour3,
    pub(super) shape: Shape,
    /// The part of the picture's box that is not empty: left, top, right, bottom from 0 to 1.
    pub(super) part: [f32; 4],
}

/// Looks at a picture. `stencil` is the colour of a stencil mask.
pub(super) fn look<'a>(
    image: &Image<'a, '_>,
    stencil: impl Fn(&Paint<'a>) -> Option<Colour3>,
) -> Option<Seen> {
    if u64::from(image.width()) * u64::from(image.height()) > MOST_PIXELS {
        return None;
    }
    let mut seen = None;
    match image {
        Image::Raster(raster) => {
            raster.with_rgba(|data, alpha| seen = see(&Pixels::of(data, alpha)), Some((48, 48)))
        }
        Image::Stencil(mask) => mask.with_stencil(
            |luma, paint| {
                seen = stencil(paint).and_then(|colour| see(&Pixels::stencil(luma, colour)));
            },
            Some((48, 48)),
        ),
    }
    seen
}

/// Whether most of a picture is light, as where a text or a table is scanned; photographs are darker.
pub(super) fn is_light(image: &Image<'_, '_>) -> bool {
    const PAPER: u8 = 215;
    let Image::Raster(raster) = image else {
        return true;
    };
    if u64::from(image.width()) * u64::from(image.height()) > MOST_PIXELS {
        return true;
    }
    let mut share = 1.0;
    raster.with_rgba(
        |data, alpha| {
            let pixels = Pixels::of(data, alpha);
            let is_paper = |pixel: &&[u8; 4]| pixel[3] < 110 || pixel[..3].iter().all(|c| *c > PAPER);
            let paper = pixels.rgba.iter().filter(is_paper).count();
            share = paper as f32 / pixels.rgba.len().max(1) as f32;
        },
        Some((64, 64)),
    );
    (0.55..0.995).contains(&share)
}

/// Pixels as red, green, blue, alpha.
#[derive(Debug, Clone)]
pub(super) struct Pixels {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) rgba: Vec<[u8; 4]>,
}

impl Pixels {
    fn of(data: ImageData, alpha: Option<LumaData>) -> Self {
        let (width, height) = (data.width() as usize, data.height() as usize);
        let mut rgba: Vec<[u8; 4]> = match data {
            ImageData::Rgb(rgb) => {
                let (pixels, _) = rgb.data.as_chunks::<3>();
                pixels.iter().map(|&[r, g, b]| [r, g, b, 255]).collect()
            }
            ImageData::Luma(luma) => luma.data.iter().map(|&l| [l, l, l, 255]).collect(),
        };
        if let Some(mask) = alpha {
            let (mask_width, mask_height) = (mask.width as usize, mask.height as usize);
            for (at, pixel) in rgba.iter_mut().enumerate() {
                let x = at % width.max(1) * mask_width / width.max(1);
                let y = at / width.max(1) * mask_height / height.max(1);
                pixel[3] = mask.data.get(y * mask_width + x).copied().unwrap_or(255);
            }
        }
        Self { width, height, rgba }
    }

    fn stencil(mask: LumaData, [r, g, b]: Colour3) -> Self {
        Self {
            width: mask.width as usize,
            height: mask.height as usize,
            rgba: mask.data.iter().map(|&alpha| [r, g, b, alpha]).collect(),
        }
    }

    fn has_ink(&self, x: usize, y: usize) -> bool {
        self.rgba
            .get(y * self.width + x)
            .is_some_and(|&[r, g, b, a]| a >= 110 && (r < WHITE || g < WHITE || b < WHITE))
    }
}

/// Colour and shape of the pixels with ink.
pub(super) fn see(pixels: &Pixels) -> Option<Seen> {
    let mut edge: Vec<(f32, f32)> = Vec::new();
    let mut count = 0usize;
    let mut bins: Vec<([u32; 3], u32)> = vec![([0; 3], 0); 512];
    let (mut x0, mut y0, mut x1, mut y1) = (usize::MAX, usize::MAX, 0, 0);
    for y in 0..pixels.height {
        let mut first_and_last: Option<(usize, usize)> = None;
        for x in 0..pixels.width {
            if !pixels.has_ink(x, y) {
                continue;
            }
            count += 1;
            first_and_last = Some((first_and_last.map_or(x, |f| f.0), x));
            if let Some(&[r, g, b, _]) = pixels.rgba.get(y * pixels.width + x) {
                let bin = (usize::from(r >> 5) << 6) | (usize::from(g >> 5) << 3) | usize::from(b >> 5);
                if let Some((sum, n)) = bins.get_mut(bin) {
                    *sum = [
                        sum[0] + u32::from(r),
                        sum[1] + u32::from(g),
                        sum[2] + u32::from(b),
                    ];
                    *n += 1;
                }
            }
        }
        if let Some((first, last)) = first_and_last {
            (x0, x1) = (x0.min(first), x1.max(last + 1));
            (y0, y1) = (y0.min(y), y + 1);
            edge.push((first as f32, y as f32 + 0.5));
            edge.push((last as f32 + 1.0, y as f32 + 0.5));
        }
    }
    if count == 0 || x1 <= x0 || y1 <= y0 {
        return None;
    }
    for x in x0..x1 {
        let mut column = (y0..y1).filter(|&y| pixels.has_ink(x, y));
        if let Some(first) = column.next() {
            edge.push((x as f32 + 0.5, first as f32));
            edge.push((x as f32 + 0.5, column.next_back().unwrap_or(first) as f32 + 1.0));
        }
    }
    let bbox = BBox::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32);
    let fullness = count as f32 / (bbox.width() * bbox.height());
    let (sum, n) = bins.into_iter().max_by_key(|(_, n)| *n)?;
    let mean = |channel: u32| u8::try_from(channel / n.max(1)).unwrap_or(u8::MAX);
    let (w, h) = (pixels.width.max(1) as f32, pixels.height.max(1) as f32);
    Some(Seen {
        colour: sum.map(mean),
        shape: shape_of(&edge, &bbox, fullness),
        part: [bbox.left / w, bbox.top / h, bbox.right / w, bbox.bottom / h],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(inside: impl Fn(f32, f32) -> bool) -> Pixels {
        let rgba = (0u8..=255)
            .flat_map(|y| (0u8..=255).map(move |x| (x, y)))
            .filter(|(x, y)| *x < 24 && *y < 24)
            .map(|(x, y)| {
                let (dx, dy) = (f32::from(x) - 11.5, f32::from(y) - 11.5);
                if inside(dx, dy) {
                    [0, 160, 60, 255]
                } else {
                    [0, 0, 0, 0]
                }
            })
            .collect();
        Pixels {
            width: 24,
            height: 24,
            rgba,
        }
    }

    fn shape(inside: impl Fn(f32, f32) -> bool) -> Option<Shape> {
        see(&draw(inside)).map(|seen| seen.shape)
    }

    #[test]
    fn masks_tell_shapes() {
        assert_eq!(shape(|x, y| x.hypot(y) < 10.0), Some(Shape::Circle));
        assert_eq!(shape(|x, y| x.abs() + y.abs() < 11.0), Some(Shape::Diamond));
        assert_eq!(shape(|x, y| x.abs() < 9.0 && y.abs() < 9.0), Some(Shape::Square));
        assert_eq!(
            shape(|x, y| y.abs() < 9.0 && x.abs() * 2.0 < y + 9.0),
            Some(Shape::Other)
        );
    }

    #[test]
    fn transparent_parts_do_not_count() {
        let seen = see(&draw(|x, y| x.hypot(y) < 6.0));
        assert_eq!(seen.map(|s| s.colour), Some([0, 160, 60]));
        assert_eq!(see(&draw(|_, _| false)), None);
    }
}
