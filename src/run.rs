//! One document end to end: the only place that knows the whole flow.

use crate::block;
use crate::check::check;
use crate::grammar::Grammar;
use crate::link::link;
use crate::normalise::normalise;
use crate::page::{self, Pages, Recognition};
use crate::recognise::{Origin, recognise};
use crate::record::Report;
use crate::source::{self, Input, Kind, Source, decode};
use crate::trace::{Code, Diagnostic, Error, Place, Read, Severity};
use crate::write::{Document, Status};
use std::cmp::Ordering;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What a run may ask of a document.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Largest file in bytes.
    pub file_bytes: u64,
    /// Largest text in bytes: a text full of tables takes some hundred times its size in memory.
    pub text_bytes: u64,
    /// How PDFs are read.
    pub pdf: page::Options,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 * 1024 * 1024,
            text_bytes: 16 * 1024 * 1024,
            pdf: page::Options {
                password: None,
                page_limit: 5000,
                seconds_per_page: 20,
                compare: false,
                recognition: page::Recognition::Never,
            },
        }
    }
}

/// What came of a source before anything is recognised.
#[derive(Debug)]
pub struct Opened {
    /// Its pages.
    pub pages: Read<Pages>,
    /// The encoding, if it is a text.
    pub encoding: Option<&'static str>,
    /// What it is, as documents.csv says it.
    pub format: &'static str,
}

/// The pages of a source.
pub fn pages(source: &Source, limits: &Limits) -> Result<Opened, Error> {
    match source.kind {
        Kind::Empty => Err(Error::EmptyFile),
        Kind::Other(name) => Err(Error::UnknownFormat(name)),
        Kind::Old(name) => Err(not_read(name)),
        Kind::Archive => {
            let (pages, format) = page::from_archive(&source.bytes)?;
            Ok(Opened {
                pages,
                encoding: None,
                format,
            })
        }
        Kind::Text if source.bytes.len() as u64 > limits.text_bytes => Err(Error::FileTooLarge {
            bytes: source.bytes.len() as u64,
            limit: limits.text_bytes,
        }),
        Kind::Text => {
            let decoded = decode(&source.bytes);
            let (pages, format) = page::told(&decoded.text);
            let mut read = Read::clean(pages);
            read.diagnostics = decoded.diagnostics;
            for diagnostic in &mut read.diagnostics {
                diagnostic.place.page = page_of(&read.value, diagnostic.place);
            }
            Ok(Opened {
                pages: read,
                encoding: Some(decoded.encoding),
                format,
            })
        }
        Kind::Pdf => Ok(Opened {
            pages: page::from_pdf(Arc::clone(&source.bytes), &limits.pdf)?,
            encoding: None,
            format: source.kind.name(),
        }),
    }
}

/// What a document is that is not read, and what can be done about it.
fn not_read(name: &str) -> Error {
    let (what, remedy) = match name {
        "doc" => ("not-read-doc", "not-read-save-as-docx"),
        "rtf" => ("not-read-rtf", "not-read-save-as-docx"),
        "xls" => ("not-read-xls", "not-read-save-as-xlsx-or-pdf"),
        "ppt" => ("not-read-ppt", "not-read-save-as-pdf"),
        "msg" => ("not-read-msg", "not-read-save-attached"),
        "encrypted" => ("not-read-encrypted", "not-read-save-without"),
        _ => ("not-read-old", "not-read-save-as-docx"),
    };
    Error::NotRead { what, remedy }
}

/// Reads one document; never fails and never panics.
pub fn document(grammar: &Grammar, source: &Source, limits: &Limits) -> Document {
    let mut document = Document {
        sha256: source.sha256.clone(),
        format: source.kind.name(),
        ..Document::unread(source.name.clone())
    };
    let read = || {
        let Opened {
            pages,
            encoding,
            format,
        } = pages(source, limits)?;
        let count = pages.value.pages.iter().filter_map(|page| page.number).max();
        let origin = Origin::of(&pages.value);
        let report = pages
            .then(|pages| block::blocks(grammar, &pages))
            .then(|blocks| recognise(grammar, &blocks))
            .then(normalise)
            .then(|report| check(grammar, report))
            .then(|report| Read::clean(link(grammar, report)));
        let report = report.then(|report| origin.told(report));
        Ok::<_, Error>((report, encoding, format, count))
    };
    match caught(read).unwrap_or_else(Err) {
        Ok((report, encoding, format, pages)) => {
            document.encoding = encoding;
            document.format = format;
            document.pages = pages.map(|pages| pages as usize);
            document.report = report.value;
            document.diagnostics = report.diagnostics;
            document
                .diagnostics
                .sort_by(|one, other| reading_order(one.place, other.place));
            document.needs_recognition = needs_recognition(&document, limits.pdf.recognition);
            let lost = document
                .diagnostics
                .iter()
                .any(|diagnostic| diagnostic.severity() == Severity::Error);
            let tables = document.report.tables.len();
            let is_partial = lost || is_mostly_doubtful(&document.diagnostics, tables);
            document.status = if is_partial { Status::Partial } else { Status::Ok };
            if is_other_page(source, &document.report) {
                document.report = Report::default();
                return document.failed(&Error::WebPage);
            }
            document
        }
        Err(error @ Error::PdfWithoutText) => {
            let needs = !matches!(limits.pdf.recognition, Recognition::Never);
            let mut document = document.failed(&error);
            document.needs_recognition = needs;
            document
        }
        Err(Error::PasswordNeeded) if limits.pdf.password.is_some() => document.failed(&Error::PasswordWrong),
        Err(error) => document.failed(&error),
    }
}

/// Whether pages of a document wait for words that another process may recognise.
fn needs_recognition(document: &Document, recognition: Recognition) -> bool {
    let is_picture = |told: &Diagnostic| matches!(told.code, Code::PageWithoutText | Code::FontUnmapped);
    match recognition {
        Recognition::Later => document.diagnostics.iter().any(is_picture),
        Recognition::LaterAlways => document.format == Kind::Pdf.name(),
        Recognition::Never | Recognition::Auto | Recognition::Always => false,
    }
}

/// Whether the kinds of most tables are narrow choices.
fn is_mostly_doubtful(diagnostics: &[Diagnostic], tables: usize) -> bool {
    let doubtful = diagnostics.iter().filter(|told| told.code == Code::TableDoubtful);
    doubtful.count() * 2 > tables.max(1)
}

/// Whether a web page stands under the name of a PDF and holds nothing of a report: where a document needs a log-in,
/// what is saved is the page that asks for one, and where it is gone the reply that says so.
fn is_other_page(source: &Source, report: &Report) -> bool {
    let name = source.name.to_lowercase();
    let is_empty = report.goals.is_empty() && report.indicators.is_empty() && report.tables.is_empty();
    name.ends_with(".pdf") && source.kind == Kind::Text && is_empty && source::is_web_page(&source.bytes)
}

/// The page on which a line of a text stands, where the text has pages.
fn page_of(pages: &Pages, place: Place) -> Option<u32> {
    let line = place.line?;
    let begins = |page: &page::Page| page.lines.first().map(|first| first.number);
    let after = pages
        .pages
        .partition_point(|page| begins(page).is_none_or(|first| first <= line));
    let before = &pages.pages[..after];
    before.iter().rfind(|page| begins(page).is_some())?.number
}

/// By page and line; on a page of a PDF, which has no lines, from top to bottom.
fn reading_order(one: Place, other: Place) -> Ordering {
    let top = |place: Place| place.bbox.map_or(f32::MIN, |bbox| bbox.top);
    (one.page, one.line)
        .cmp(&(other.page, other.line))
        .then_with(|| top(one).total_cmp(&top(other)))
}

/// Runs `read`; a panic becomes an error: whatever a file makes of the program stays inside its document.
pub fn caught<T>(read: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .map_or_else(|| crate::say!("no-reason"), str::to_owned);
        Error::Internal(what)
    })
}

/// Reads one input; a file that cannot be read is a failed document.
pub fn input(grammar: &Grammar, input: &Input, limits: &Limits) -> Document {
    taken(grammar, input, Source::read(input, limits.file_bytes), limits)
}

/// Reads one input that somebody else has opened, or could not open.
pub fn taken(grammar: &Grammar, input: &Input, source: Result<Source, Error>, limits: &Limits) -> Document {
    match source {
        Ok(source) => {
            let mut document = document(grammar, &source, limits);
            let foreign = match source.kind {
                Kind::Other(name) => Some(name),
                // An archive that is a document has the document's name.
                Kind::Archive if document.format == Kind::Archive.name() => Some(Kind::Archive.name()),
                _ => None,
            };
            if let Some(name) = foreign.filter(|_| input.is_found && document.status == Status::Failed) {
                document.status = Status::Skipped;
                document.diagnostics.push(Diagnostic::new(
                    Code::FileSkipped,
                    Place::default(),
                    crate::say!("it-was-skipped", why = Error::UnknownFormat(name)),
                    "",
                ));
            }
            document
        }
        Err(error) => Document::unread(input.name.clone()).failed(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::BBox;

    #[test]
    fn places_are_ordered_as_a_page_is_read() {
        let place = |page, line, top: Option<f32>| Place {
            page,
            line,
            bbox: top.map(|top| BBox::new(0.0, top, 1.0, top + 1.0)),
        };
        let ordered = [
            place(None, None, None),
            place(None, Some(3), None),
            place(Some(1), None, None),
            place(Some(1), None, Some(20.0)),
            place(Some(1), None, Some(100.5)),
            place(Some(1), Some(2), None),
            place(Some(2), None, Some(10.0)),
        ];
        let mut shuffled = ordered;
        shuffled.reverse();
        shuffled.sort_by(|one, other| reading_order(*one, *other));
        assert_eq!(shuffled, ordered);
    }

    /// Two encodings on the last page of three: told with the page, and after what stands before it.
    #[test]
    fn a_line_of_a_text_with_pages_has_its_page() {
        let bytes = b"Ett\nTv\xC3\xA5\n\x0CTre\n\x0CFyra\nF\xE5glar\n".to_vec();
        let read = pages(&Source::from_bytes("x.txt", bytes), &Limits::default())
            .unwrap()
            .pages;
        let places: Vec<_> = read
            .diagnostics
            .iter()
            .filter(|told| told.place.line.is_some())
            .collect();
        assert!(!places.is_empty(), "{:?}", read.diagnostics);
        for told in places {
            assert_eq!((told.place.page, told.place.line), (Some(3), Some(5)));
        }
    }
}
