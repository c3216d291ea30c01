//! The characters of glyph runs.

use hayro_interpret::DrawProps;
use hayro_interpret::Paint;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::Point;

use super::device::{Collector, FAR, on_white};
use super::fonts::{Face, Pictures, pictured};
use super::glyph::{Glyph, Look, ligature};

/// A soft hyphen.
const SOFT: &str = "\u{ad}";

impl<'a> Collector<'_, 'a> {
    fn look(&mut self, look: Look) -> u16 {
        let looks = &mut self.found.looks;
        *self.looks.entry(look).or_insert_with(|| {
            looks.push(look);
            u16::try_from(looks.len() - 1).unwrap_or(u16::MAX)
        })
    }

    /// The character or characters of a glyph; unknown ones are counted.
    fn characters(&mut self, glyph: &DrawnGlyph<'_>, face: Face, out: &mut String) {
        out.clear();
        match glyph.as_unicode() {
            Some(BfString::Char(ch)) => out.push(ch),
            Some(BfString::String(text)) => out.push_str(&text),
            None => {}
        }
        if matches!(out.as_str(), "-" | "\u{2010}")
            && self
                .passages
                .last()
                .is_some_and(|passage| passage.text.as_deref() == Some(SOFT))
        {
            out.clear();
            out.push_str(SOFT);
            return;
        }
        let useless = out.chars().all(|c| c == '\0' || c == '\u{fffd}');
        if face.pictures != Pictures::None || useless || out.chars().any(|c| c >= '\u{e000}') {
            self.look_closer(glyph, face, useless, out);
        }
        if out
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        {
            self.found.strange += 1;
        }
    }

    fn look_closer(&mut self, glyph: &DrawnGlyph<'_>, face: Face, useless: bool, out: &mut String) {
        if let Some(letters) = single(out).and_then(ligature) {
            out.clear();
            out.push_str(letters);
            return;
        }
        if face.pictures == Pictures::None
            && let Some(letter) = single(out).and_then(unshifted)
        {
            out.clear();
            out.push(letter);
            return;
        }
        if let Some(picture) = single(out).and_then(|ch| pictured(face.pictures, ch)) {
            out.clear();
            out.push(picture);
            return;
        }
        if useless {
            out.clear();
            let told = self
                .passages
                .iter_mut()
                .rev()
                .find(|passage| passage.text.is_some());
            if let Some(passage) = told {
                passage.is_used = true;
                out.push_str(
                    passage
                        .text
                        .as_mut()
                        .map(std::mem::take)
                        .unwrap_or_default()
                        .as_str(),
                );
                return;
            }
            let own = match glyph {
                DrawnGlyph::Outline(outline) => self.faces.character(outline),
                DrawnGlyph::Type3(_) => None,
            };
            if let Some(ch) = own {
                match ligature(ch) {
                    Some(letters) => out.push_str(letters),
                    None => out.push(ch),
                }
                return;
            }
            let blank = match glyph {
                DrawnGlyph::Outline(outline) => outline.outline().is_empty(),
                DrawnGlyph::Type3(_) => false,
            };
            if blank {
                out.push(' ');
            } else {
                self.found.unmapped += 1;
                out.push('\u{fffd}');
            }
            return;
        }
        if out
            .chars()
            .any(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..))
        {
            self.found.strange += 1;
        }
    }

    pub(super) fn place(&mut self, run: &GlyphRun<'_, 'a>, props: &DrawProps<'a>, hidden: bool) {
        let Some(first) = run.glyphs().first() else {
            return;
        };
        let face = self.faces.face(first, self.resources);
        let origin = props.transform * first.transform() * Point::ZERO;
        let colour = match &props.paint {
            Paint::Pattern(_) => self
                .colour(&props.paint, Some(origin))
                .or(on_white([0; 3], self.see_through())),
            Paint::Color(_) => self.colour(&props.paint, None),
        };
        let vertical = run.writing_mode() == WritingMode::Vertical;
        let mut look = None;
        let mut text = String::new();
        for glyph in run.glyphs() {
            let matrix = props.transform * glyph.transform();
            let [a, b, c, d, x, y] = matrix.as_coeffs();
            let across = a.hypot(b);
            let size = ((a * d - b * c).abs() / across.max(1e-9) * 1000.0) as f32;
            let slant = ((a * c + b * d) / (a * d - b * c)).abs();
            if !(0.2..=FAR).contains(&size) {
                continue;
            }
            self.characters(glyph, face, &mut text);
            let width = match &**glyph {
                DrawnGlyph::Outline(outline) => outline.advance_width(),
                DrawnGlyph::Type3(drawn) => drawn.advance_width(),
            };
            let unit = if face.stand_in {
                f64::from(size)
            } else {
                across * 1000.0
            };
            let width = width.filter(|w| w.abs() < 10_000.0).unwrap_or(500.0);
            let mut advance = (f64::from(width) / 1000.0 * unit) as f32;
            let count = text.chars().count();
            if vertical || (advance < 0.01 * size && text.chars().any(char::is_alphanumeric)) {
                advance = size * 0.5;
            }
            let (x, y) = (x as f32, y as f32);
            if count == 0 {
                continue;
            }
            if self.is_outside(x, y, advance.max(size)) {
                self.leave_outside(&text);
                continue;
            }
            let look = *look.get_or_insert_with(|| {
                self.look(Look {
                    bold: face.bold,
                    italic: face.italic || (0.15..1.2).contains(&slant),
                    colour: colour.unwrap_or_default(),
                })
            });
            let angle = if b == 0.0 && a > 0.0 { 0 } else { angle_of(a, b) };
            let step = advance / count as f32;
            let (cos, sin) = ((a / across) as f32, (b / across) as f32);
            let target = if hidden || colour.is_none() {
                &mut self.found.hidden
            } else {
                &mut self.found.glyphs
            };
            for (at, ch) in text.chars().enumerate() {
                let along = step * at as f32;
                target.push(Glyph {
                    ch,
                    x: x + along * cos,
                    y: y + along * sin,
                    advance: step,
                    size,
                    angle,
                    look,
                });
            }
        }
    }

    fn is_outside(&self, x: f32, y: f32, reach: f32) -> bool {
        x + reach < self.page.left
            || x - reach > self.page.right
            || y + reach < self.page.top
            || y - reach > self.page.bottom
            || !x.is_finite()
            || !y.is_finite()
    }

    fn leave_outside(&mut self, text: &str) {
        const ENOUGH: usize = 400;
        if self.found.outside.len() < ENOUGH {
            self.found.outside.push_str(text);
        }
    }

    /// Marks the characters of the last run as bold; their outline is drawn too.
    pub(super) fn embolden(&mut self, from: usize) {
        let Some(first) = self.found.glyphs.get(from) else {
            return;
        };
        let Some(old) = self.found.looks.get(usize::from(first.look)).copied() else {
            return;
        };
        let bold = self.look(Look { bold: true, ..old });
        for glyph in self.found.glyphs.iter_mut().skip(from) {
            glyph.look = bold;
        }
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Fonts with a symbol encoding have their digits and punctuation at U+F020 and up. Letters stay as they are:
/// there they are as often the pictures of a symbol font whose name is lost.
fn unshifted(ch: char) -> Option<char> {
    match ch {
        '\u{f020}'..='\u{f03f}' => char::from_u32(u32::from(ch) - 0xf000),
        _ => None,
    }
}

fn angle_of(a: f64, b: f64) -> i16 {
    let degrees = b.atan2(a).to_degrees().round() as i16;
    // Slightly turned pages, as from scanners, read as straight ones.
    match degrees.rem_euclid(360) {
        358..=359 | 0..=2 => 0,
        turned => turned,
    }
}

/// The text of a PDF text string.
pub(super) fn spoken(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let (pairs, _) = rest.as_chunks::<2>();
            let units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).filter_map(Result::ok).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => plain.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_decoded() {
        assert_eq!(spoken(&[0xfe, 0xff, 0, 0xad]), SOFT);
        assert_eq!(spoken("\u{feff}å".as_bytes()), "å");
        assert_eq!(spoken(b"fi"), "fi");
    }

    #[test]
    fn digits_of_a_symbol_encoding_are_digits() {
        assert_eq!(unshifted('\u{f038}'), Some('8'));
        assert_eq!(unshifted('\u{f06c}'), None, "a circle in most symbol fonts");
    }

    #[test]
    fn directions_are_whole_degrees() {
        assert_eq!(angle_of(1.0, 0.01), 0);
        assert_eq!(angle_of(0.0, 1.0), 90);
        assert_eq!(angle_of(0.0, -1.0), 270);
    }
}
