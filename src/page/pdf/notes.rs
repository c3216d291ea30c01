//! What is said of a page whose file holds more, or something else, than the page shows.

use super::spoken::Contradiction;
use crate::page::{Line, Word};
use crate::trace::{BBox, Code, Diagnostic, Place};

/// Fewer letters outside the page are no text.
const FEWEST: usize = 4;
/// The longest text that a diagnostic repeats.
const LONGEST: usize = 200;

/// Something to be said of a page.
#[derive(Debug, Clone)]
pub(super) struct Note {
    code: Code,
    message: String,
    text: String,
    bbox: Option<BBox>,
}

impl Note {
    /// As a diagnostic of a page.
    pub(super) fn diagnostic(self, page: u32) -> Diagnostic {
        let place = Place {
            page: Some(page),
            bbox: self.bbox,
            ..Place::default()
        };
        Diagnostic::new(self.code, place, self.message, &self.text)
    }

    /// Some of the text is turned.
    pub(super) fn turned() -> Self {
        Note {
            code: Code::TextTurned,
            message: crate::say!("text-turned").to_owned(),
            text: String::new(),
            bbox: None,
        }
    }

    /// A picture that may hold a text or a table.
    pub(super) fn picture(bbox: BBox) -> Self {
        Note {
            code: Code::PictureWithoutText,
            message: crate::say!(
                "picture-unread",
                width = format!("{:.0}", bbox.width()),
                height = format!("{:.0}", bbox.height())
            ),
            text: String::new(),
            bbox: Some(bbox),
        }
    }
}

/// What was met on a page.
pub(super) struct Notes<'p> {
    pub(super) unseen: &'p [Line],
    pub(super) struck: &'p [Word],
    pub(super) tiled: &'p [Line],
    pub(super) outside: &'p str,
    pub(super) contradictions: &'p [Contradiction],
    pub(super) unmapped: usize,
}

impl Notes<'_> {
    /// Everything that is worth a word.
    pub(super) fn told(&self) -> Vec<Note> {
        [
            self.unseen(),
            self.struck(),
            self.tiled(),
            self.outside(),
            self.unmapped(),
        ]
        .into_iter()
        .flatten()
        .chain(self.contradictions.iter().map(contradiction))
        .collect()
    }

    fn unseen(&self) -> Option<Note> {
        let texts: Vec<&str> = self.unseen.iter().map(|line| line.raw.as_str()).collect();
        let message = crate::say!("text-unseen");
        hidden(
            message,
            &texts.join(" "),
            self.unseen.first().map(|line| line.bbox),
        )
    }

    fn struck(&self) -> Option<Note> {
        let texts: Vec<&str> = self.struck.iter().map(|word| word.text.as_str()).collect();
        let message = crate::say!("text-struck");
        hidden(
            message,
            &texts.join(" "),
            self.struck.first().map(|word| word.bbox),
        )
    }

    fn tiled(&self) -> Option<Note> {
        let message = crate::say!("watermark-left-out");
        let first = self.tiled.first()?;
        hidden(message, &first.raw, Some(first.bbox))
    }

    fn outside(&self) -> Option<Note> {
        let letters = self.outside.chars().filter(|ch| ch.is_alphanumeric()).count();
        let message = crate::say!("text-outside");
        hidden(message, self.outside, None).filter(|_| letters >= FEWEST)
    }

    fn unmapped(&self) -> Option<Note> {
        let count = self.unmapped;
        (count > 0).then(|| Note {
            code: Code::EncodingDoubtful,
            message: crate::say!("glyphs-unmapped", count = count),
            text: String::new(),
            bbox: None,
        })
    }
}

fn hidden(message: String, text: &str, bbox: Option<BBox>) -> Option<Note> {
    text.contains(char::is_alphanumeric).then(|| Note {
        code: Code::TextHidden,
        message,
        text: text.chars().take(LONGEST).collect(),
        bbox,
    })
}

fn contradiction(found: &Contradiction) -> Note {
    let Contradiction { shown, said } = found;
    Note {
        code: Code::TextHidden,
        message: crate::say!("shown-and-said", shown = shown, said = said),
        text: shown.clone(),
        bbox: None,
    }
}
