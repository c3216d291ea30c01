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
            message: "some of the text of the page is turned: a table in it may stand as text, or without its labels".to_owned(),
            text: String::new(),
            bbox: None,
        }
    }

    /// A picture that may hold a text or a table.
    pub(super) fn picture(bbox: BBox) -> Self {
        Note {
            code: Code::PictureWithoutText,
            message: format!(
                "a picture of {:.0} by {:.0} points is not read; it may hold a text or a table",
                bbox.width(),
                bbox.height()
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
        let message = "text in the colour of the paper, or far too small to read, is left out";
        hidden(
            message,
            &texts.join(" "),
            self.unseen.first().map(|line| line.bbox),
        )
    }

    fn struck(&self) -> Option<Note> {
        let texts: Vec<&str> = self.struck.iter().map(|word| word.text.as_str()).collect();
        let message = "words that are struck out are left out";
        hidden(
            message,
            &texts.join(" "),
            self.struck.first().map(|word| word.bbox),
        )
    }

    fn tiled(&self) -> Option<Note> {
        let message = "a word that is printed over the text again and again is a watermark and left out";
        let first = self.tiled.first()?;
        hidden(message, &first.raw, Some(first.bbox))
    }

    fn outside(&self) -> Option<Note> {
        let letters = self.outside.chars().filter(|ch| ch.is_alphanumeric()).count();
        let message = "text outside the visible part of the page is left out";
        hidden(message, self.outside, None).filter(|_| letters >= FEWEST)
    }

    fn unmapped(&self) -> Option<Note> {
        let count = self.unmapped;
        (count > 0).then(|| Note {
            code: Code::EncodingDoubtful,
            message: format!("the fonts do not say which letters {count} glyphs of the page are"),
            text: String::new(),
            bbox: None,
        })
    }
}

fn hidden(message: &str, text: &str, bbox: Option<BBox>) -> Option<Note> {
    text.contains(char::is_alphanumeric).then(|| Note {
        code: Code::TextHidden,
        message: message.to_owned(),
        text: text.chars().take(LONGEST).collect(),
        bbox,
    })
}

fn contradiction(found: &Contradiction) -> Note {
    let Contradiction { shown, said } = found;
    Note {
        code: Code::TextHidden,
        message: format!("the page shows \"{shown}\" where its file says \"{said}\"; what it shows is read"),
        text: shown.clone(),
        bbox: None,
    }
}
