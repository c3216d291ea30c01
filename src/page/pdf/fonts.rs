//! Faces behind the glyphs: bold, italic, symbol fonts, and the font's own character map.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use hayro_font::{FontCache, FontGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{Glyph, OutlineGlyph};
use hayro_syntax::object::{Dict, Name, Stream};
use hayro_syntax::page::Resources;

use super::unmapped::glyph_characters;

/// Resources inside resources are followed this far.
const DEEPEST: usize = 6;

/// Which pictures the letters of a font stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Pictures {
    /// Letters are letters.
    #[default]
    None,
    /// Wingdings.
    Wingdings,
    /// Symbol.
    Symbol,
}

/// What a font's names and tables say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Face {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) pictures: Pictures,
    /// The program is a stand-in: its glyphs are stretched to the widths in the file.
    pub(super) stand_in: bool,
}

impl Face {
    fn named(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        Self {
            bold: has(&["bold", "black", "heavy", "demi"]),
            italic: has(&["italic", "oblique", "kursiv"]),
            pictures: if name.contains("wingdings") {
                Pictures::Wingdings
            } else if name.contains("symbol") && !name.contains("segoe") {
                Pictures::Symbol
            } else {
                Pictures::None
            },
            stand_in: false,
        }
    }
}

/// The faces of a document.
pub(super) struct Faces<'a> {
    settings: InterpreterSettings,
    cache: FontCache<'a>,
    by_glyph: HashMap<u128, Face>,
    by_program: HashMap<u128, Face>,
    characters: HashMap<u128, Rc<HashMap<u32, char>>>,
    walked: HashSet<(usize, usize)>,
}

impl<'a> Faces<'a> {
    /// No faces yet.
    pub(super) fn new(settings: InterpreterSettings) -> Self {
        Self {
            settings,
            cache: FontCache::new(),
            by_glyph: HashMap::new(),
            by_program: HashMap::new(),
            characters: HashMap::new(),
            walked: HashSet::new(),
        }
    }

    /// The face of a glyph. `resources` are the page's, for fonts that only they name.
    pub(super) fn face(&mut self, glyph: &Glyph<'_>, resources: &Resources<'a>) -> Face {
        let Glyph::Outline(outline) = glyph else {
            return Face::default();
        };
        let key = outline.identifier().cache_key();
        if let Some(face) = self.by_glyph.get(&key) {
            return *face;
        }
        let face = match outline.font_data() {
            Some(data) => *self.by_program.entry(data.cache_key).or_insert_with(|| {
                let mut face = Face::named(data.postscript_name.as_deref().unwrap_or_default());
                face.bold |= data.weight.is_some_and(|weight| weight >= 600);
                face.italic |= data.is_italic;
                face
            }),
            None => {
                self.walk(&resources.fonts, &resources.x_objects, 0);
                self.by_glyph.get(&key).copied().unwrap_or_default()
            }
        };
        self.by_glyph.insert(key, face);
        face
    }

    /// The character of a glyph without Unicode, from the font's own tables.
    pub(super) fn character(&mut self, outline: &OutlineGlyph) -> Option<char> {
        let data = outline.font_data()?;
        let map = self
            .characters
            .entry(data.cache_key)
            .or_insert_with(|| Rc::new(glyph_characters(data.data.as_ref().as_ref())));
        map.get(&outline.glyph_id().to_u32()).copied()
    }

    /// Reads the simple fonts that resources name; a glyph of those knows no font name.
    fn walk(&mut self, fonts: &Dict<'a>, objects: &Dict<'a>, depth: usize) {
        for (name, _) in fonts.entries() {
            if let Some(font) = fonts.get::<Dict<'a>>(name) {
                self.read_simple(&font);
            }
        }
        let data = objects.data();
        if depth >= DEEPEST || !self.walked.insert((data.as_ptr().addr(), data.len())) {
            return;
        }
        for (name, _) in objects.entries() {
            let inner = objects
                .get::<Stream<'a>>(name)
                .and_then(|stream| stream.dict().get::<Dict<'a>>(b"Resources"));
            if let Some(inner) = inner {
                let fonts = inner.get::<Dict<'a>>(b"Font").unwrap_or_default();
                let objects = inner.get::<Dict<'a>>(b"XObject").unwrap_or_default();
                self.walk(&fonts, &objects, depth + 1);
            }
        }
    }

    fn read_simple(&mut self, dict: &Dict<'a>) {
        let kind = dict.get::<Name<'_>>(b"Subtype");
        let kind = kind.as_deref().unwrap_or_default();
        if !matches!(kind, b"Type1" | b"MMType1" | b"TrueType" | b"OpenType") {
            return;
        }
        let data = dict.data();
        if !self.walked.insert((data.as_ptr().addr(), data.len())) {
            return;
        }
        let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
        let embedded = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"]
            .iter()
            .any(|key| descriptor.contains_key(key));
        if embedded && kind == b"TrueType" {
            return;
        }
        let name = dict.get::<Name<'_>>(b"BaseFont");
        let mut face = Face::named(name.as_ref().map(|n| n.as_str()).unwrap_or_default());
        let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
        face.italic |= flags & (1 << 6) != 0;
        face.bold |= flags & (1 << 18) != 0;
        face.bold |= descriptor
            .get::<u32>(b"FontWeight")
            .is_some_and(|weight| weight >= 600);
        face.stand_in = !embedded;
        let Some(font) = self
            .cache
            .font(dict, &self.settings.font_resolver, &self.settings.cmap_resolver)
        else {
            return;
        };
        for code in 0..=255 {
            if let FontGlyph::Outline(outline) = font.glyph(font.map_code(code), code) {
                let key = outline.identifier().cache_key();
                self.by_glyph.entry(key).or_insert(face);
            }
        }
    }
}

/// The character that a letter of a picture font shows.
pub(super) fn pictured(pictures: Pictures, ch: char) -> Option<char> {
    let code = match u32::from(ch) {
        private @ 0xf000..=0xf0ff => private - 0xf000,
        plain @ 0x20..=0xff => plain,
        _ => return None,
    };
    match pictures {
        Pictures::None => None,
        Pictures::Wingdings => Some(match code {
            0x6c => '●',
            0x6e => '■',
            0x6f | 0xa8 => '□',
            0x75 => '◆',
            0x9f => '•',
            0xa1 => '○',
            0xa7 => '▪',
            0xd8 => '➢',
            0xe0 => '→',
            0xe8 => '➔',
            0xfb => '✗',
            0xfc => '✓',
            _ => return None,
        }),
        Pictures::Symbol => (code == 0xb7).then_some('•'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_weight_and_slant() {
        let face = Face::named("ABCDEF+LiberationSans-BoldItalic");
        assert!(face.bold && face.italic);
        assert_eq!(Face::named("StockholmType-Regular"), Face::default());
        assert_eq!(Face::named("Wingdings-Regular").pictures, Pictures::Wingdings);
    }

    #[test]
    fn picture_fonts_are_read() {
        assert_eq!(pictured(Pictures::Wingdings, '\u{f06c}'), Some('●'));
        assert_eq!(pictured(Pictures::Wingdings, 'l'), Some('●'));
        assert_eq!(pictured(Pictures::None, 'l'), None);
    }
}
