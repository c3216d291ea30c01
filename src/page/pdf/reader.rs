//! One page after the other, each behind a fence.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret, interpret_page,
};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page as PdfPage;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::budget::{Budget, Stop};
use super::caption::caption;
use super::damage::{self, Scan};
use super::device::{Collector, Found, SeenPictures};
use super::fonts::Faces;
use super::glyph::{Glyph, is_space};
use super::hidden::take_unseen;
use super::lines::lines;
use super::notes::{Note, Notes};
use super::struck::take_struck;
use super::tiles;
use super::turned::{self, Turn, Turned};
use crate::page::Page;
use crate::trace::{BBox, Diagnostic, Error};

/// So many rules and areas without a text are a drawing, maybe of text as outlines.
const DRAWING: usize = 20;
/// Largest page side in points that is taken seriously.
const LARGEST_PAGE: f32 = 100_000.0;

/// What the reading thread tells.
pub(super) enum Message {
    /// The document is open and has so many pages.
    Opened(usize),
    /// The document cannot be opened.
    Failed(Error),
    /// A page was read, or why not. Counted from 0.
    Page(usize, Result<Box<Seen>, Unread>),
    /// All pages are told; what is damaged in the file.
    Damage(Vec<Diagnostic>),
}

/// A page and what is to be said about it.
pub(super) struct Seen {
    pub(super) page: Page,
    pub(super) state: State,
    /// A part of the page's content cannot be decoded.
    pub(super) damaged: bool,
    /// What the page does not show, or shows otherwise than its file says.
    pub(super) notes: Vec<Note>,
    /// Larger pictures that may hold a text or a table, with their key in the document.
    pub(super) light_pictures: Vec<(u128, BBox)>,
}

/// Why a page was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    pub(super) reason: String,
    /// Whether the second reader may try.
    pub(super) try_second: bool,
}

impl Unread {
    /// A page that the second reader may read.
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            try_second: true,
        }
    }

    /// What the payload of a panic says.
    fn caught(payload: &(dyn std::any::Any + Send)) -> Self {
        if let Some(Stop { reason, try_second }) = payload.downcast_ref::<Stop>() {
            return Self {
                reason: reason.clone(),
                try_second: *try_second,
            };
        }
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned());
        Self::new(match text {
            Some(text) => crate::say!("reader-stopped-with", text = text),
            None => crate::say!("reader-stopped"),
        })
    }
}

/// How well the text of a page could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Well enough.
    Read,
    /// There is none; with pictures or without.
    NoText { pictures: bool },
    /// Its characters cannot be told.
    Unmapped { unknown: usize, all: usize },
}

/// What the reading thread needs.
pub(super) struct Job {
    pub(super) bytes: Arc<Vec<u8>>,
    /// What stands where in the bytes.
    pub(super) scan: Arc<Scan>,
    pub(super) password: Option<String>,
    /// First page to read, from 0.
    pub(super) first: usize,
    /// The page after the last one to read.
    pub(super) end: usize,
    pub(super) seconds_per_page: u64,
}

/// Reads the pages and sends them. Ends early if nobody listens.
pub(super) fn run(job: &Job, tell: &SyncSender<Message>) {
    let opened = catch_unwind(AssertUnwindSafe(|| {
        open(job).map(|pdf| {
            let count = pdf.pages().len();
            (pdf, count)
        })
    }));
    let (pdf, count) = match opened {
        Ok(Ok(opened)) => opened,
        Ok(Err(error)) => {
            let _ = tell.send(Message::Failed(error));
            return;
        }
        Err(payload) => {
            let reason = crate::say!("objects-unread", reason = Unread::caught(&*payload).reason);
            let _ = tell.send(Message::Failed(Error::PdfBroken(reason)));
            return;
        }
    };
    if tell.send(Message::Opened(count)).is_err() {
        return;
    }
    let settings = InterpreterSettings {
        render_content: RenderContent::ANNOTATIONS,
        ..InterpreterSettings::default()
    };
    let mut cache = InterpreterCache::new();
    let mut faces = Faces::new(settings.clone());
    let mut pictures = SeenPictures::new();
    for (at, page) in pdf.pages().iter().enumerate().take(job.end).skip(job.first) {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let read = catch_unwind(AssertUnwindSafe(|| {
            let budget = Budget::new(job.seconds_per_page);
            read_page(page, number, budget, &cache, &settings, &mut faces, &mut pictures)
        }));
        let read = match read {
            Ok(seen) if seen.damaged && seen.page.lines.is_empty() => {
                Err(Unread::new(crate::say!("content-not-decoded")))
            }
            Ok(seen) => Ok(Box::new(seen)),
            Err(payload) => {
                // What was being filled may be half done.
                cache = InterpreterCache::new();
                faces = Faces::new(settings.clone());
                Err(Unread::caught(&*payload))
            }
        };
        if tell.send(Message::Page(at, read)).is_err() {
            return;
        }
    }
    let damage = catch_unwind(AssertUnwindSafe(|| {
        let ids: Vec<Option<u32>> = pdf.pages().iter().map(number_of).collect();
        damage::look(&job.bytes, &job.scan, &pdf, &ids)
    }));
    // What stops the look is damage too, and was met by the readers before.
    let _ = tell.send(Message::Damage(damage.unwrap_or_default()));
}

/// The number of the object that a page is.
fn number_of(page: &PdfPage<'_>) -> Option<u32> {
    page.raw().obj_id().map(|id| id.obj_number)
}

fn open(job: &Job) -> Result<Pdf, Error> {
    let bytes = &job.bytes;
    let mut result = Pdf::new(bytes.clone());
    if let (Err(LoadPdfError::Decryption(_)), Some(password)) = (&result, job.password.as_deref()) {
        result = Pdf::new_with_password(bytes.clone(), password);
    }
    if matches!(result, Err(LoadPdfError::Invalid))
        && let Some(rescued) = damage::with_catalogue(bytes, &job.scan)
    {
        result = Pdf::new(rescued);
    }
    result.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::PasswordNeeded,
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            Error::PdfBroken(crate::say!("encryption-unknown"))
        }
        LoadPdfError::Decryption(_) => Error::PdfBroken(crate::say!("encryption-damaged")),
        LoadPdfError::Invalid => Error::PdfBroken(crate::say!("nothing-found-in-pdf")),
    })
}

fn read_page<'a>(
    page: &PdfPage<'a>,
    number: u32,
    budget: Budget,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    faces: &mut Faces<'a>,
    pictures: &mut SeenPictures,
) -> Seen {
    let (width, height) = page.render_dimensions();
    let size = (width.min(LARGEST_PAGE), height.min(LARGEST_PAGE));
    let (content, damaged) = content(page);
    let mut show = |turn: Turn| {
        let found = show(
            page,
            &content,
            (size, turn),
            budget.clone(),
            (cache, settings),
            faces,
            pictures,
        );
        let (width, height) = turn.size(size);
        (turned::of(&found.glyphs), found, width, height)
    };
    let mut shown = show(Turn::None);
    // What is printed lying down and has no mark that says so is read as it is held.
    if let Turned::Page(turn) = shown.0 {
        shown = show(turn);
    }
    let (turned, found, width, height) = shown;
    let mut seen = finish(found, number, width, height);
    if turned == Turned::Part {
        seen.notes.push(Note::turned());
    }
    Seen { damaged, ..seen }
}

/// What a page shows, turned.
fn show<'a>(
    page: &PdfPage<'a>,
    content: &[u8],
    (size, turn): ((f32, f32), Turn),
    budget: Budget,
    (cache, settings): (&InterpreterCache<'a>, &InterpreterSettings),
    faces: &mut Faces<'a>,
    pictures: &mut SeenPictures,
) -> Found {
    let (width, height) = turn.size(size);
    let shown = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let bbox = BBox::new(0.0, 0.0, width, height);
    let start = turn.transform(size) * page.initial_transform(true).to_kurbo();
    let mut device = Collector::new(bbox, page.resources(), faces, pictures, budget);
    device.budget.look();
    let mut context = Context::new(start, shown, cache, page.xref(), settings.clone());
    interpret(
        TypedIter::new(content),
        page.resources(),
        &mut context,
        &mut device,
    );
    if has_typed_text(page) {
        device.text_only = true;
        let mut context = Context::new(start, shown, cache, page.xref(), settings.clone());
        interpret_page(page, &mut context, &mut device);
    }
    std::mem::take(&mut device.found)
}

/// The page's content, and whether a part of it cannot be decoded.
/// The library would keep what it decodes, for every page.
fn content(page: &PdfPage<'_>) -> (Vec<u8>, bool) {
    let decode = |stream: &Stream<'_>| stream.decoded_data().ok().map(|data| data.into_owned());
    if let Some(stream) = page.raw().get::<Stream<'_>>(b"Contents") {
        let data = decode(&stream);
        let damaged = data.is_none();
        return (data.unwrap_or_default(), damaged);
    }
    let mut all = Vec::new();
    let mut damaged = false;
    if let Some(array) = page.raw().get::<Array<'_>>(b"Contents") {
        for stream in array.iter::<Object<'_>>().filter_map(Object::into_stream) {
            match decode(&stream) {
                Some(data) => all.extend(data),
                None => damaged = true,
            }
            all.push(b' ');
        }
    }
    (all, damaged)
}

/// Whether form fields or typed notes belong to the page.
fn has_typed_text(page: &PdfPage<'_>) -> bool {
    let Some(notes) = page.raw().get::<Array<'_>>(b"Annots") else {
        return false;
    };
    notes.iter::<Dict<'_>>().any(|note| {
        note.get::<Name<'_>>(b"Subtype")
            .is_some_and(|kind| matches!(&*kind, b"Widget" | b"FreeText"))
    })
}

fn finish(mut found: Found, number: u32, width: f32, height: f32) -> Seen {
    let inked = |glyphs: &[Glyph]| glyphs.iter().filter(|g| !is_space(g.ch)).count();
    let tiled = tiles::take(&mut found.glyphs, &found.looks);
    let mut unseen = take_unseen(&mut found.glyphs, &found.looks, &found.grounds);
    found.hidden.append(&mut unseen.clone());
    let (seen, hidden) = (inked(&found.glyphs), inked(&found.hidden));
    // A text layer under a scan: nothing, or next to nothing, is printed as text.
    if hidden > 0 && (seen == 0 || (found.pictures > 0 && seen * 10 < hidden)) {
        found.glyphs.append(&mut found.hidden);
        unseen.clear();
    }
    let all = inked(&found.glyphs);
    let unknown = found.unmapped > 10 && found.unmapped * 20 > all;
    let strange = found.strange > 10 && found.strange * 5 > all;
    let mut lines = if unknown || strange {
        Vec::new()
    } else {
        lines(&found.glyphs, &found.looks)
    };
    let drawn = found.shapes.finish();
    let struck = take_struck(&mut lines, &drawn.rules);
    let notes = Notes {
        unseen: &super::lines::lines(&unseen, &found.looks),
        struck: &struck,
        tiled: &super::lines::lines(&tiled, &found.looks),
        outside: &found.outside,
        contradictions: &found.contradictions,
        // Where many are unknown, the page as a whole is told of.
        unmapped: if unknown || strange { 0 } else { found.unmapped },
    };
    let notes = notes.told();
    caption(&mut lines, &found.captions);
    let state = if unknown || strange {
        State::Unmapped {
            unknown: (found.unmapped + found.strange).min(all),
            all,
        }
    } else if lines.is_empty() {
        State::NoText {
            pictures: found.pictures > 0
                || drawn.rules.len() + drawn.fills.len() + drawn.icons.len() >= DRAWING,
        }
    } else {
        State::Read
    };
    Seen {
        page: Page {
            number: Some(number),
            name: None,
            is_recognised: false,
            width,
            height,
            lines,
            rules: drawn.rules,
            fills: drawn.fills,
            icons: drawn.icons,
        },
        state,
        damaged: false,
        notes,
        light_pictures: found.light_pictures,
    }
}
