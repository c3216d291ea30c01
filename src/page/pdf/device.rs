//! Collects what the interpreter draws: characters, paths, pictures.

use std::collections::HashMap;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Resources;

use super::budget::Budget;
use super::fonts::Faces;
use super::glyph::{Colour3, Glyph, Look};
use super::hidden::Grounds;
use super::outline::Outline;
use super::paths::{Clip, fill, loose_box, outlines, stroke};
use super::picture::{Seen, is_light, look as look_at};
use super::shapes::{LARGEST_ICON, Shapes, is_icon_size};
use super::spoken::{Contradiction, Passage};
use crate::trace::BBox;

/// Paint thinner than this is not seen.
const FAINTEST: f32 = 0.05;
/// Shapes larger than this many times the page are not of the page.
pub(super) const FAR: f32 = 20_000.0;

/// Pictures already looked at, by their key in the document.
pub(super) type SeenPictures = HashMap<u128, Option<Seen>>;

/// What stays the same while one page is read.
pub(super) struct Collector<'d, 'a> {
    pub(super) page: BBox,
    pub(super) resources: &'d Resources<'a>,
    pub(super) faces: &'d mut Faces<'a>,
    pub(super) pictures: &'d mut SeenPictures,
    pub(super) budget: Budget,
    pub(super) found: Found,
    /// Only characters count now, as in form fields.
    pub(super) text_only: bool,
    clips: Vec<Clip>,
    opacity: Vec<f32>,
    pub(super) looks: HashMap<Look, u16>,
    /// The marked passages that are open.
    pub(super) passages: Vec<Passage>,
    last_run: Option<(f32, f32, usize)>,
    /// Whether larger pictures are mostly light, by their key.
    light: HashMap<u128, bool>,
}

/// What was found on the page.
#[derive(Default)]
pub(super) struct Found {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) hidden: Vec<Glyph>,
    pub(super) looks: Vec<Look>,
    pub(super) shapes: Shapes,
    /// Glyphs whose character nobody knows.
    pub(super) unmapped: usize,
    /// Control and private characters.
    pub(super) strange: usize,
    pub(super) pictures: usize,
    /// Larger pictures that may hold a text or a table, with their key in the document.
    pub(super) light_pictures: Vec<(u128, BBox)>,
    /// Painted areas under the text.
    pub(super) grounds: Grounds,
    /// Characters outside the visible part of the page.
    pub(super) outside: String,
    /// Words that the file gives for icons.
    pub(super) captions: Vec<(BBox, String)>,
    /// Figures that the file gives otherwise than the page shows them.
    pub(super) contradictions: Vec<Contradiction>,
}

impl<'d, 'a> Collector<'d, 'a> {
    pub(super) fn new(
        page: BBox,
        resources: &'d Resources<'a>,
        faces: &'d mut Faces<'a>,
        pictures: &'d mut SeenPictures,
        budget: Budget,
    ) -> Self {
        Self {
            page,
            resources,
            faces,
            pictures,
            budget,
            found: Found::default(),
            text_only: false,
            clips: Vec::new(),
            opacity: Vec::new(),
            looks: HashMap::new(),
            passages: Vec::new(),
            last_run: None,
            light: HashMap::new(),
        }
    }

    fn clip(&self) -> Clip {
        self.clips.last().copied().unwrap_or(Clip {
            bbox: self.page,
            shape: None,
        })
    }

    pub(super) fn see_through(&self) -> f32 {
        self.opacity.last().copied().unwrap_or(1.0)
    }

    /// The colour of a paint on white paper. None if it is not seen or not one colour.
    pub(super) fn colour(&self, paint: &Paint<'_>, at: Option<Point>) -> Option<Colour3> {
        let (rgb, alpha) = match paint {
            Paint::Color(colour) => {
                let [r, g, b, a] = colour.to_rgba().to_rgba8();
                ([r, g, b], f32::from(a) / 255.0)
            }
            Paint::Pattern(pattern) => match pattern.as_ref() {
                Pattern::Shading(shading) => {
                    let encoded = shading.encode();
                    let [r, g, b, a] = encoded.sample(encoded.base_transform * at?);
                    ([r, g, b].map(|c| (c * 255.0 + 0.5) as u8), a)
                }
                Pattern::Tiling(_) => return None,
            },
        };
        on_white(rgb, alpha * self.see_through())
    }

    fn draw(&mut self, path: &BezPath, props: &DrawProps<'a>, mode: &DrawMode) {
        self.budget.count_segments(path.elements().len());
        let Some(bbox) = loose_box(path, props.transform) else {
            return;
        };
        let clip = self.clip();
        if self.text_only || clip.cut(&bbox).is_none() || bbox.width().max(bbox.height()) > FAR {
            return;
        }
        let middle = Point::new(f64::from(bbox.middle_x()), f64::from(bbox.middle_y()));
        let colour = self.colour(&props.paint, Some(middle));
        if is_ground(mode, props)
            && let Some(inside) = clip.cut(&bbox)
        {
            self.found.grounds.add(inside, colour);
        }
        let Some(colour) = colour else {
            return;
        };
        let parts = outlines(path, props.transform);
        let shapes = &mut self.found.shapes;
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            let filled: Vec<Outline> = parts.iter().map(|(part, _)| part.clone()).collect();
            fill(shapes, &filled, colour, &clip);
        }
        if let DrawMode::Stroke(line) | DrawMode::FillAndStroke(_, line) = mode {
            let scale = props.transform.determinant().abs().sqrt() as f32;
            stroke(shapes, &parts, line, scale, colour, &clip);
        }
    }

    /// Remembers a picture that may hold a text or a table.
    fn large(&mut self, image: &Image<'a, '_>, key: u128, place: Option<BBox>) {
        let page = self.page;
        let Some(place) = place.filter(|place| {
            let is_table_size = place.width() > 0.25 * page.width() && place.height() > 30.0;
            is_table_size && place.height() < 0.85 * page.height()
        }) else {
            return;
        };
        let is_light = *self.light.entry(key).or_insert_with(|| is_light(image));
        if is_light {
            self.found.light_pictures.push((key, place));
        }
    }

    fn push_clip(&mut self, bbox: Option<BBox>, path: impl FnOnce() -> Option<Outline>) {
        let outer = self.clip();
        let inner = bbox.and_then(|b| outer.cut(&b).map(|cut| (cut, cut == b)));
        let clip = match inner {
            // Nothing is left; an empty box far away keeps everything out.
            None => Clip {
                bbox: BBox::new(-FAR, -FAR, -FAR, -FAR),
                shape: None,
            },
            Some((bbox, true)) if is_icon_size(&bbox) => Clip {
                bbox,
                shape: path().map(|p| p.shape()),
            },
            Some((bbox, own)) => Clip {
                bbox,
                shape: if own { None } else { outer.shape },
            },
        };
        self.clips.push(clip);
    }
}

/// A colour on white paper. None if it is hardly seen.
pub(super) fn on_white(rgb: Colour3, alpha: f32) -> Option<Colour3> {
    if alpha < FAINTEST {
        return None;
    }
    let alpha = alpha.min(1.0);
    Some(rgb.map(|c| (f32::from(c) * alpha + 255.0 * (1.0 - alpha) + 0.5) as u8))
}

/// Whether a path paints a ground for letters: what is filled, and strokes as thick as a line of text.
fn is_ground(mode: &DrawMode, props: &DrawProps<'_>) -> bool {
    const THICK: f32 = 5.0;
    match mode {
        DrawMode::Stroke(line) => line.line_width * props.transform.determinant().abs().sqrt() as f32 > THICK,
        _ => true,
    }
}

fn to_box(rect: Rect) -> BBox {
    BBox::new(rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32)
}

impl<'a> Device<'a> for Collector<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.tick();
        self.draw(path, &props, mode);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.tick();
        self.draw(&rect.to_path(0.1), &props, mode);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.budget.tick();
        self.budget.count_segments(clip.path.elements().len());
        let path = &clip.path;
        self.push_clip(loose_box(path, Affine::IDENTITY), || {
            match outlines(path, Affine::IDENTITY).as_slice() {
                [(only, _)] => Some(only.clone()),
                _ => None,
            }
        });
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.budget.tick();
        self.push_clip(Some(to_box(*rect)), || None);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        let product = self.see_through() * opacity;
        self.opacity.push(product);
    }

    fn pop_transparency_group(&mut self) {
        self.opacity.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.tick();
        self.budget.count_glyphs(run.glyphs().len());
        let hidden = matches!(mode, DrawMode::Invisible);
        let from = self.found.glyphs.len();
        if matches!(mode, DrawMode::Stroke(_))
            && let Some((x, y, start)) = self.last_run
            && let Some(first) = run.glyphs().first()
        {
            let origin = props.transform * first.transform() * Point::ZERO;
            if (origin.x as f32, origin.y as f32) == (x, y) {
                return self.embolden(start);
            }
        }
        self.place(run, &props, hidden);
        self.last_run = self.found.glyphs.get(from).map(|g| (g.x, g.y, from));
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.look();
        self.found.pictures += 1;
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let place = to_box(props.transform.transform_rect_bbox(size));
        let clip = self.clip();
        if self.text_only {
            return;
        }
        let key = image.cache_key();
        if place.width().max(place.height()) > LARGEST_ICON * 1.5 {
            self.found.grounds.add(place, None);
            return self.large(&image, key, clip.cut(&place));
        }
        let seen = match (&image, self.pictures.get(&key)) {
            (Image::Raster(_), Some(seen)) => *seen,
            _ => {
                let seen = look_at(&image, |paint| self.colour(paint, None));
                self.pictures.insert(key, seen);
                seen
            }
        };
        let Some(seen) = seen else {
            return;
        };
        let [left, top, right, bottom] = seen.part.map(f64::from);
        let part = Rect::new(left * size.x1, top * size.y1, right * size.x1, bottom * size.y1);
        let inked = to_box(props.transform.transform_rect_bbox(part));
        let Some(bbox) = clip.cut(&inked) else {
            return;
        };
        if let Some(colour) = on_white(seen.colour, self.see_through()) {
            let shape = clip.shape_for(&bbox, seen.shape);
            self.found.shapes.icon(bbox, colour, shape, true);
        }
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        self.begin_passage(properties);
    }

    fn end_marked_content(&mut self) {
        self.end_passage();
    }
}
