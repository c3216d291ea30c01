//! A PDF becomes pages: words, rules, fills and icons with their places.
//!
//! Takes: the bytes of a PDF, a password, limits.
//! Gives: [`Pages`] with [`Form::Geometry`], and what could not be read.
//! Never: knows a word, takes the program down, waits for a page without end.

mod budget;
mod compare;
mod device;
mod fonts;
mod glyph;
mod growth;
mod lines;
mod outline;
mod paths;
mod picture;
mod reader;
mod second;
mod shapes;
mod text;
mod unmapped;
mod words;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::page::{Form, Line, Options, Page, Pages};
use crate::trace::{Code, Diagnostic, Error, Place, Read};
use reader::{Job, Message, Seen, State, Unread, run};

/// Stack of the reading thread: forms may lie in forms in forms.
const STACK: usize = 64 << 20;
/// A reader that hangs where no clock is looked at is left behind; this often a new one takes over.
const MOST_HANGS: usize = 2;
/// Time beyond the limit of a page until a reader counts as hanging.
const GRACE: Duration = Duration::from_secs(2);
/// Opening a document may take this long at least.
const OPENING: u64 = 30;

/// Reads the pages of a PDF.
pub(crate) fn read(bytes: Vec<u8>, options: &Options) -> Result<Read<Pages>, Error> {
    growth::check(&bytes)?;
    let mut reading = Reading {
        bytes: Arc::new(bytes),
        options,
        count: None,
        pages: Vec::new(),
    };
    reading.read_all()?;
    reading.finish()
}

struct Reading<'o> {
    bytes: Arc<Vec<u8>>,
    options: &'o Options,
    /// Pages of the document, once it is open.
    count: Option<usize>,
    /// Pages read so far, or why not.
    pages: Vec<Result<Box<Seen>, Unread>>,
}

impl Reading<'_> {
    /// Reads until every page is there or has a reason.
    fn read_all(&mut self) -> Result<(), Error> {
        for _ in 0..=MOST_HANGS {
            let hear = self.start()?;
            if self.listen(&hear)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Starts a thread at the first page that is missing.
    fn start(&self) -> Result<Receiver<Message>, Error> {
        let (tell, hear) = sync_channel(4);
        let job = Job {
            bytes: Arc::clone(&self.bytes),
            password: self.options.password.clone(),
            first: self.pages.len(),
            end: self.options.page_limit,
            seconds_per_page: self.options.seconds_per_page,
        };
        thread::Builder::new()
            .name("pdf-reader".to_owned())
            .stack_size(STACK)
            .spawn(move || run(&job, &tell))
            .map_err(|error| Error::Internal(format!("no thread for reading: {error}")))?;
        Ok(hear)
    }

    /// Collects what the thread sends. Gives false if it hangs and pages are missing.
    fn listen(&mut self, hear: &Receiver<Message>) -> Result<bool, Error> {
        let per_page = Duration::from_secs(self.options.seconds_per_page) + GRACE;
        let opening = Duration::from_secs(self.options.seconds_per_page.max(OPENING));
        let mut patience = opening;
        loop {
            match hear.recv_timeout(patience) {
                Ok(Message::Opened(count)) => {
                    self.count = Some(count);
                    patience = per_page;
                }
                Ok(Message::Failed(error)) => return Err(error),
                Ok(Message::Page(at, read)) => {
                    self.fill(at, "reading left the page out");
                    self.pages.push(read);
                }
                Err(RecvTimeoutError::Disconnected) => return self.after_hanging_up(),
                Err(RecvTimeoutError::Timeout) if self.count.is_none() => {
                    crate::page::leave_behind();
                    return Err(Error::PdfBroken(format!(
                        "finding its pages took longer than {} s",
                        opening.as_secs()
                    )));
                }
                Err(RecvTimeoutError::Timeout) => {
                    crate::page::leave_behind();
                    let seconds = self.options.seconds_per_page;
                    let reason = format!("reading took longer than {seconds} s");
                    self.pages.push(Err(Unread::new(reason)));
                    return Ok(self.pages.len() >= self.wanted());
                }
            }
        }
    }

    fn after_hanging_up(&mut self) -> Result<bool, Error> {
        if self.count.is_none() {
            return Err(Error::Internal("the reader went away".to_owned()));
        }
        if self.pages.len() < self.wanted() {
            self.pages.push(Err(Unread::new("the reader stopped")));
        }
        Ok(self.pages.len() >= self.wanted())
    }

    /// How many pages are to be read.
    fn wanted(&self) -> usize {
        self.count.unwrap_or(0).min(self.options.page_limit)
    }

    /// Gives every page before `end` that is missing a reason.
    fn fill(&mut self, end: usize, reason: &str) {
        while self.pages.len() < end {
            self.pages.push(Err(Unread::new(reason)));
        }
    }

    /// Fills the gaps and says what was met.
    fn finish(mut self) -> Result<Read<Pages>, Error> {
        let count = self.count.unwrap_or(0);
        if count == 0 {
            return Err(Error::PdfBroken("it has no pages".to_owned()));
        }
        self.fill(self.wanted(), "reading stopped at a page before");
        let missing: Vec<u32> = (1..)
            .zip(&self.pages)
            .filter(|(_, page)| page.as_ref().is_err_and(|unread| unread.try_second))
            .map(|(number, _)| number)
            .collect();
        let mut texts = if missing.is_empty() {
            Vec::new()
        } else {
            let password = self.options.password.as_deref();
            let seconds = self.options.seconds_per_page;
            second::read(&self.bytes, password, &missing, seconds)
        };
        let mut pages = Vec::with_capacity(self.pages.len());
        let mut diagnostics = Vec::new();
        let mut has_text = false;
        let mut comparable = Vec::new();
        for (number, read) in (1..).zip(std::mem::take(&mut self.pages)) {
            match read {
                Ok(seen) => {
                    has_text |= !matches!(seen.state, State::NoText { .. });
                    diagnostics.extend(about(number, seen.state));
                    // What has no known letters is not passed on, and nothing is there to compare.
                    if !matches!(seen.state, State::Unmapped { .. }) {
                        comparable.push(number);
                    }
                    if seen.damaged {
                        let message = "a part of the page cannot be decoded";
                        diagnostics.push(Diagnostic::new(Code::PageUnread, on_page(number), message, ""));
                    }
                    pages.push(seen.page);
                }
                Err(Unread { reason, .. }) => {
                    has_text = true;
                    let text = texts
                        .iter_mut()
                        .find(|(page, _)| *page == number)
                        .and_then(|(_, text)| text.take());
                    let (page, diagnostic) = plain_page(number, text, &reason);
                    pages.push(page);
                    diagnostics.push(diagnostic);
                }
            }
        }
        if !has_text && !pages.is_empty() {
            return Err(Error::PdfWithoutText);
        }
        if self.options.compare {
            diagnostics.extend(self.compared(&pages, &comparable));
        }
        if count > self.options.page_limit {
            let limit = self.options.page_limit;
            diagnostics.push(Diagnostic::new(
                Code::PagesOverLimit,
                Place::default(),
                format!("the document has {count} pages and {limit} were read"),
                "",
            ));
        }
        let value = Pages {
            form: Form::Geometry,
            pages,
        };
        Ok(Read { value, diagnostics })
    }

    /// What the second reader saw otherwise on these pages. It says nothing of pages that it cannot read.
    fn compared(&self, pages: &[Page], numbers: &[u32]) -> Vec<Diagnostic> {
        if numbers.is_empty() {
            return Vec::new();
        }
        let password = self.options.password.as_deref();
        let texts = second::read(&self.bytes, password, numbers, self.options.seconds_per_page);
        let page = |number: u32| pages.get(usize::try_from(number).ok()?.checked_sub(1)?);
        texts
            .into_iter()
            .filter_map(|(number, text)| {
                let message = compare::difference(&text_of(page(number)?), &text?)?;
                Some(Diagnostic::new(
                    Code::ReadersDisagree,
                    on_page(number),
                    message,
                    "",
                ))
            })
            .collect()
    }
}

/// The text of all lines of a page.
fn text_of(page: &Page) -> String {
    let raws: Vec<&str> = page.lines.iter().map(|line| line.raw.as_str()).collect();
    raws.join("\n")
}

fn on_page(number: u32) -> Place {
    Place {
        page: Some(number),
        ..Place::default()
    }
}

fn about(number: u32, state: State) -> Option<Diagnostic> {
    let (code, message) = match state {
        State::Read => return None,
        State::NoText { pictures: true } => (
            Code::PageWithoutText,
            "the page has pictures and no text".to_owned(),
        ),
        State::NoText { pictures: false } => (Code::PageWithoutText, "the page has no text".to_owned()),
        State::Unmapped { unknown, all } => (
            Code::FontUnmapped,
            format!("{unknown} of {all} characters have no known letter"),
        ),
    };
    Some(Diagnostic::new(code, on_page(number), message, ""))
}

/// A page from the second reader's text, or an empty one.
fn plain_page(number: u32, text: Option<String>, reason: &str) -> (Page, Diagnostic) {
    let mut page = Page {
        number: Some(number),
        ..Page::default()
    };
    let text = text.unwrap_or_default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    page.lines = (1..)
        .zip(lines)
        .map(|(number, line)| Line {
            number,
            raw: line.to_owned(),
            ..Line::default()
        })
        .collect();
    let (code, message) = if page.lines.is_empty() {
        (Code::PageUnread, reason.to_owned())
    } else {
        let message = format!("{reason}; the second reader gave the text without places");
        (Code::SecondReaderUsed, message)
    };
    let diagnostic = Diagnostic::new(code, on_page(number), message, "");
    (page, diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Options {
        Options {
            password: None,
            page_limit: 10,
            seconds_per_page: 10,
            compare: false,
        }
    }

    #[test]
    fn what_is_no_pdf_is_broken() {
        assert!(matches!(
            read(b"hej".to_vec(), &options()),
            Err(Error::PdfBroken(_))
        ));
        assert!(matches!(read(Vec::new(), &options()), Err(Error::PdfBroken(_))));
    }

    #[test]
    fn the_second_reader_gives_plain_lines() {
        let (page, diagnostic) = plain_page(3, Some("En rad\n\n två \n".to_owned()), "stopped");
        let raws: Vec<&str> = page.lines.iter().map(|l| l.raw.as_str()).collect();
        assert_eq!(raws, ["En rad", "två"]);
        assert_eq!(diagnostic.code, Code::SecondReaderUsed);
        let (_, diagnostic) = plain_page(3, None, "stopped");
        assert_eq!(diagnostic.code, Code::PageUnread);
    }
}
