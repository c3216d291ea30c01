//! What a file says of its marked passages: the text that stands for glyphs, the words for a picture.

use super::device::Collector;
use super::glyph::{Glyph, is_nothing, is_space};
use super::text::spoken;
use hayro_syntax::object::{Dict, String as PdfString};

/// Longer words for a picture describe it; they are no marker.
const LONGEST: usize = 60;

/// A marked passage.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// The text that the file gives for its glyphs; empty once it is used.
    pub(super) text: Option<String>,
    /// The words that the file gives for its picture.
    alternative: Option<String>,
    /// A glyph that has no character of its own has taken the text.
    pub(super) is_used: bool,
    glyphs: usize,
    icons: usize,
}

/// Text that the file gives otherwise than the page shows it.
#[derive(Debug)]
pub(super) struct Contradiction {
    pub(super) shown: String,
    pub(super) said: String,
}

impl Collector<'_, '_> {
    pub(super) fn begin_passage(&mut self, properties: Option<&Dict<'_>>) {
        let string = |key: &[u8]| {
            properties
                .and_then(|p| p.get::<PdfString<'_>>(key))
                .map(|text| spoken(text.as_bytes()))
        };
        self.passages.push(Passage {
            text: string(b"ActualText"),
            alternative: string(b"Alt"),
            is_used: false,
            glyphs: self.found.glyphs.len(),
            icons: self.found.shapes.icons_so_far(),
        });
    }

    pub(super) fn end_passage(&mut self) {
        let Some(passage) = self.passages.pop() else {
            return;
        };
        let is_drawn = self.found.glyphs.len() <= passage.glyphs;
        let words = passage.text.as_ref().or(passage.alternative.as_ref());
        if is_drawn && let Some(words) = words {
            let place = self.found.shapes.icons_since(passage.icons);
            if let Some(place) = place.filter(|_| (1..=LONGEST).contains(&words.trim().chars().count())) {
                self.found.captions.push((place, words.trim().to_owned()));
            }
        } else if let Some(text) = passage.text.filter(|_| !passage.is_used) {
            self.replace(passage.glyphs, &text);
        }
    }

    /// Puts the text that the file gives in the place of glyphs on one line.
    fn replace(&mut self, from: usize, text: &str) {
        let glyphs = &self.found.glyphs[from.min(self.found.glyphs.len())..];
        let (Some(first), Some(last)) = (glyphs.first().copied(), glyphs.last().copied()) else {
            return;
        };
        let is_inked = |ch: &char| !is_space(*ch) && !is_nothing(*ch) && *ch != '\u{ad}';
        let shown: String = glyphs.iter().map(|g| g.ch).filter(is_inked).collect();
        let said: String = text.chars().filter(is_inked).collect();
        let is_level = |g: &&Glyph| g.angle == first.angle && off_line(&first, g).abs() < 0.3 * first.size;
        let on_line = glyphs.iter().filter(is_level).count();
        let whole = |text: &str| text.replace('-', "");
        // A passage of a few words that is divided at the end of its line.
        let is_divided = text.chars().count() <= LONGEST && whole(&shown) == whole(&said);
        if shown == said || said.is_empty() || on_line < glyphs.len() && !is_divided {
            return;
        }
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        if !digits(&shown).is_empty() && digits(&shown) != digits(&said) {
            // A figure is what the page shows.
            self.found.contradictions.push(Contradiction { shown, said });
            return;
        }
        let last = glyphs.iter().rfind(is_level).copied().unwrap_or(last);
        let (across, down) = (last.x - first.x, last.y - first.y);
        let width = across.hypot(down) + last.advance;
        let letters: Vec<char> = text.chars().filter(|ch| !is_nothing(*ch)).collect();
        #[expect(clippy::cast_precision_loss, reason = "letters of a passage")]
        let step = width / letters.len().max(1) as f32;
        let (sin, cos) = f32::from(first.angle).to_radians().sin_cos();
        self.found.glyphs.truncate(from);
        #[expect(clippy::cast_precision_loss, reason = "letters of a passage")]
        let new = letters.into_iter().enumerate().map(|(at, ch)| Glyph {
            ch,
            x: first.x + step * at as f32 * cos,
            y: first.y + step * at as f32 * sin,
            advance: step,
            ..first
        });
        self.found.glyphs.extend(new);
    }
}

/// How far a glyph stands off the baseline of another.
fn off_line(first: &Glyph, other: &Glyph) -> f32 {
    let (sin, cos) = f32::from(first.angle).to_radians().sin_cos();
    (other.y - first.y) * cos - (other.x - first.x) * sin
}
