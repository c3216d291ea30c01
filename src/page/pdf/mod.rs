//! A PDF becomes pages: words, rules, fills and icons with their places.
//!
//! Takes: the bytes of a PDF, a password, limits.
//! Gives: [`Pages`] with [`Form::Geometry`], and what could not be read.
//! Never: knows a word, takes the program down, waits for a page without end.

mod budget;
mod caption;
mod compare;
mod damage;
mod device;
mod fonts;
mod glyph;
mod growth;
mod hidden;
mod lines;
mod marks;
mod notes;
mod outline;
mod paths;
mod picture;
mod reader;
mod second;
mod shapes;
mod spoken;
mod struck;
mod text;
mod turned;
mod unmapped;
mod upright;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::page::scan::{self, Recognised, Recogniser};
use crate::page::{Form, Line, Options, Page, Pages, Recognition};
use crate::trace::{Code, Diagnostic, Error, Place, Read, Severity};
use damage::Scan;
use notes::Note;
use reader::{Job, Message, Seen, State, Unread, run};
use second::Told;

/// What the recognition makes of a page, or why it makes nothing.
type Outcome = (u32, Result<Recognised, String>);

/// Stack of the reading thread: forms may lie in forms in forms.
const STACK: usize = 64 << 20;
/// A reader that hangs where no clock is looked at is left behind; this often a new one takes over.
const MOST_HANGS: usize = 2;
/// Time beyond the limit of a page until a reader counts as hanging.
const GRACE: Duration = Duration::from_secs(2);
/// Opening a document may take this long at least.
const OPENING: u64 = 30;

/// Reads the pages of a PDF, or of several that stand one behind the other in one file.
pub(crate) fn read(bytes: Arc<Vec<u8>>, options: &Options) -> Result<Read<Pages>, Error> {
    let scan = Scan::of(&bytes);
    let heads = damage::heads(&scan);
    let is_shifted = heads.len() > 1 || heads.first().is_some_and(|head| *head > 0);
    if !is_shifted || damage::has_index(&bytes, &scan) {
        return read_one(bytes, scan, options);
    }
    let ends = heads.iter().skip(1).copied().chain([bytes.len()]);
    let parts: Vec<Vec<u8>> = heads
        .iter()
        .zip(ends)
        .map(|(start, end)| bytes[*start..end].to_vec())
        .collect();
    let scans: Vec<Scan> = parts.iter().map(|part| Scan::of(part)).collect();
    if !parts
        .iter()
        .zip(&scans)
        .any(|(part, scan)| damage::has_index(part, scan))
    {
        return read_one(bytes, scan, options);
    }
    let message = match (heads, parts.len()) {
        (_, 2..) => format!(
            "{} PDFs stand one behind the other in the file; their pages follow each other",
            parts.len()
        ),
        ([head, ..], _) => format!("{head} bytes stand before the PDF in the file"),
        ([], _) => String::new(),
    };
    drop(bytes);
    let told = Diagnostic::new(Code::PdfRepaired, Place::default(), message, "");
    let mut all = read_parts(parts.into_iter().zip(scans), options)?;
    all.diagnostics.insert(0, told);
    Ok(all)
}

/// Reads several PDFs as one. One that cannot be read is missing, if not all are.
fn read_parts(parts: impl Iterator<Item = (Vec<u8>, Scan)>, options: &Options) -> Result<Read<Pages>, Error> {
    let mut all: Read<Pages> = Read::clean(Pages {
        form: Form::Geometry,
        pages: Vec::new(),
    });
    let mut failed = None;
    for (part, scan) in parts {
        let before = all.value.pages.len();
        let left = Options {
            page_limit: options.page_limit.saturating_sub(before),
            ..options.clone()
        };
        let shift = |page: Option<u32>| page.map(|page| page + u32::try_from(before).unwrap_or(0));
        match read_one(Arc::new(part), scan, &left) {
            Ok(read) => {
                all.value
                    .pages
                    .extend(read.value.pages.into_iter().map(|page| Page {
                        number: shift(page.number),
                        ..page
                    }));
                all.diagnostics
                    .extend(read.diagnostics.into_iter().map(|mut told| {
                        told.place.page = shift(told.place.page);
                        told
                    }));
            }
            Err(error) => {
                let message = format!("a PDF in the file cannot be read: {error}");
                all.diagnostics
                    .push(Diagnostic::new(Code::PagesMissing, Place::default(), message, ""));
                failed = failed.or(Some(error));
            }
        }
    }
    match failed {
        Some(error) if all.value.pages.is_empty() => Err(error),
        _ => Ok(all),
    }
}

fn read_one(bytes: Arc<Vec<u8>>, scan: Scan, options: &Options) -> Result<Read<Pages>, Error> {
    growth::check(&bytes, &scan)?;
    let mut reading = Reading {
        bytes,
        scan: Arc::new(scan),
        damage: Vec::new(),
        options,
        count: None,
        pages: Vec::new(),
    };
    reading.read_all()?;
    reading.finish()
}

struct Reading<'o> {
    bytes: Arc<Vec<u8>>,
    scan: Arc<Scan>,
    options: &'o Options,
    /// What is damaged in the file.
    damage: Vec<Diagnostic>,
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
            scan: Arc::clone(&self.scan),
            password: self.options.password.clone(),
            first: self.pages.len(),
            end: self.options.page_limit,
            seconds_per_page: self.options.seconds_per_page,
        };
        thread::Builder::new()
            .name("pdf-reader".to_owned())
            .stack_size(STACK)
            .spawn(move || run(&job, &tell))
            .map_err(Error::NoThread)?;
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
                Ok(Message::Damage(damage)) => {
                    self.damage = damage;
                    return self.after_hanging_up();
                }
                Err(RecvTimeoutError::Disconnected) => return self.after_hanging_up(),
                Err(RecvTimeoutError::Timeout) if self.count.is_none() => {
                    crate::page::leave_behind();
                    return Err(Error::PdfBroken(format!(
                        "finding its pages took longer than {} s",
                        opening.as_secs()
                    )));
                }
                Err(RecvTimeoutError::Timeout) if self.pages.len() >= self.wanted() => {
                    crate::page::leave_behind();
                    return Ok(true);
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
        let mut seconds = self.asked_again()?;
        let mut pages = Vec::with_capacity(self.pages.len());
        let mut diagnostics = std::mem::take(&mut self.damage);
        let mut has_text = false;
        let mut comparable = Vec::new();
        let repeated = self.repeated_pictures();
        let mut recognised = self.recognised()?;
        if !recognised.is_empty()
            && let Some(message) = Recogniser::weakness()
        {
            diagnostics.push(Diagnostic::new(
                Code::RecognitionWeak,
                Place::default(),
                message,
                "",
            ));
        }
        for (number, read) in (1..).zip(std::mem::take(&mut self.pages)) {
            let second = seconds.iter_mut().find(|(page, _)| *page == number);
            let second = second.and_then(|(_, told)| told.take());
            match read {
                Ok(mut seen) => {
                    let at = recognised.iter().position(|(page, _)| *page == number);
                    if let Some((_, result)) = at.map(|at| recognised.swap_remove(at)) {
                        diagnostics.push(take_recognised(&mut seen, number, result));
                    }
                    if let Some(second) = second.filter(|second| has_more(second, &seen.page)) {
                        seen.page.lines = second.lines();
                        seen.state = State::Read;
                        let message = "the page is damaged, and the second reader saw more of it";
                        diagnostics.push(Diagnostic::new(
                            Code::SecondReaderUsed,
                            on_page(number),
                            message,
                            "",
                        ));
                    }
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
                    let pictures = seen
                        .light_pictures
                        .iter()
                        .filter(|(key, _)| !repeated.contains(key));
                    let has_text = matches!(seen.state, State::Read);
                    let pictures = pictures
                        .filter(|_| has_text)
                        .map(|(_, bbox)| Note::picture(*bbox));
                    let notes = seen.notes.into_iter().chain(pictures);
                    diagnostics.extend(notes.map(|note| note.diagnostic(number)));
                    pages.push(seen.page);
                }
                Err(Unread { reason, .. }) => {
                    has_text = true;
                    let (page, diagnostic) = rescued_page(number, second, &reason);
                    pages.push(page);
                    diagnostics.push(diagnostic);
                }
            }
        }
        let is_damage = |told: &Diagnostic| {
            let damage = [Code::PageDamaged, Code::PagesMissing, Code::PdfCut];
            told.severity() == Severity::Error && damage.contains(&told.code)
        };
        if !has_text && diagnostics.iter().any(is_damage) {
            return Err(Error::PdfBroken(
                "it is damaged, and what is left of it has no text".to_owned(),
            ));
        }
        if !has_text && !pages.is_empty() {
            return Err(Error::PdfWithoutText);
        }
        if self.options.compare {
            diagnostics.extend(self.compared(&pages, &comparable)?);
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

    /// The words of pages that are pictures, or whose text is junk, as far as they are asked for.
    fn recognised(&self) -> Result<Vec<Outcome>, Error> {
        let wanted = |seen: &Seen| match self.options.recognition {
            Recognition::Never | Recognition::Later | Recognition::LaterAlways => false,
            Recognition::Always => true,
            Recognition::Auto => !matches!(seen.state, State::Read | State::NoText { pictures: false }),
        };
        let pages = (1..).zip(&self.pages);
        let pages: Vec<u32> = pages
            .filter(|(_, read)| read.as_ref().is_ok_and(|seen| wanted(seen)))
            .map(|(number, _)| number)
            .collect();
        if pages.is_empty() {
            return Ok(Vec::new());
        }
        match Recogniser::find() {
            Ok(recogniser) => {
                let job = scan::Job {
                    bytes: Arc::clone(&self.bytes),
                    password: self.options.password.clone(),
                    pages,
                    seconds_per_page: self.options.seconds_per_page,
                };
                Ok(scan::recognise(&job, &recogniser))
            }
            Err(reason)
                if pages.len() == self.pages.len() && self.options.recognition == Recognition::Auto =>
            {
                Err(Error::NoRecogniser(reason))
            }
            Err(reason) => Ok(pages
                .into_iter()
                .map(|page| (page, Err(reason.clone())))
                .collect()),
        }
    }

    /// What the second reader saw of pages that the first could not read, or not whole.
    fn asked_again(&self) -> Result<Vec<(u32, Option<Told>)>, Error> {
        let is_damaged = |number: u32| {
            let mut told = self.damage.iter();
            told.any(|told| told.code == Code::PageDamaged && told.place.page == Some(number))
        };
        let asked: Vec<u32> = (1..)
            .zip(&self.pages)
            .filter(|(number, page)| match page {
                Ok(_) => is_damaged(*number),
                Err(unread) => unread.try_second,
            })
            .map(|(number, _)| number)
            .collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let password = self.options.password.as_deref();
        second::read(&self.bytes, password, &asked, self.options.seconds_per_page)
    }

    /// Pictures that several pages show: logos and decoration.
    fn repeated_pictures(&self) -> HashSet<u128> {
        const SEVERAL: usize = 3;
        let mut counts: HashMap<u128, usize> = HashMap::new();
        for seen in self.pages.iter().flatten() {
            for (key, _) in &seen.light_pictures {
                *counts.entry(*key).or_default() += 1;
            }
        }
        let repeated = counts.into_iter().filter(|(_, count)| *count >= SEVERAL);
        repeated.map(|(key, _)| key).collect()
    }

    /// What the second reader saw otherwise on these pages. It says nothing of pages that it cannot read.
    fn compared(&self, pages: &[Page], numbers: &[u32]) -> Result<Vec<Diagnostic>, Error> {
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let password = self.options.password.as_deref();
        let texts = second::read(&self.bytes, password, numbers, self.options.seconds_per_page)?;
        let page = |number: u32| pages.get(usize::try_from(number).ok()?.checked_sub(1)?);
        let told = texts
            .into_iter()
            .filter_map(|(number, text)| {
                let message = compare::difference(&text_of(page(number)?), &text?.text())?;
                Some(Diagnostic::new(
                    Code::ReadersDisagree,
                    on_page(number),
                    message,
                    "",
                ))
            })
            .collect();
        Ok(told)
    }
}

/// The text of all lines of a page.
fn text_of(page: &Page) -> String {
    let raws: Vec<&str> = page.lines.iter().map(|line| line.raw.as_str()).collect();
    raws.join("\n")
}

/// Puts what was recognised in the place of what a page says.
fn take_recognised(seen: &mut Seen, number: u32, result: Result<Recognised, String>) -> Diagnostic {
    let found = match result {
        Ok(found) => found,
        Err(reason) => {
            let message = format!("the page was not recognised: {reason}");
            return Diagnostic::new(Code::PageUnrecognised, on_page(number), message, "");
        }
    };
    let what = match seen.state {
        State::Unmapped { .. } => "the text of the page says nothing, and was recognised anew in its picture",
        State::Read => "the page was recognised anew in its picture, as asked",
        State::NoText { .. } => "the page is a picture, and its words were recognised",
    };
    let message = format!("{what}: {} words, {} of 100 sure", found.words, found.confidence);
    seen.state = if found.lines.is_empty() {
        State::NoText { pictures: true }
    } else {
        State::Read
    };
    let page = &mut seen.page;
    page.is_recognised = true;
    (page.lines, page.rules, page.fills, page.icons) = (found.lines, found.rules, found.fills, found.icons);
    // What is said of its pictures is what was recognised.
    seen.light_pictures.clear();
    seen.notes.clear();
    Diagnostic::new(Code::PageRecognised, on_page(number), message, "")
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
            "the page has pictures or drawings and no text".to_owned(),
        ),
        State::NoText { pictures: false } => (Code::PageBlank, "the page is blank".to_owned()),
        State::Unmapped { unknown, all } => (
            Code::FontUnmapped,
            format!("{unknown} of {all} characters have no known letter"),
        ),
    };
    Some(Diagnostic::new(code, on_page(number), message, ""))
}

/// Whether the second reader saw clearly more of a damaged page than the first.
fn has_more(second: &Told, first: &Page) -> bool {
    let ink = |line: &Line| {
        line.words
            .iter()
            .map(|word| word.text.chars().count())
            .sum::<usize>()
    };
    let first: usize = first.lines.iter().map(ink).sum();
    second.ink() * 50 > first * 51 + 200
}

/// A page as the second reader saw it, or an empty one.
fn rescued_page(number: u32, second: Option<Told>, reason: &str) -> (Page, Diagnostic) {
    let mut page = Page {
        number: Some(number),
        ..Page::default()
    };
    if let Some(second) = second {
        page.lines = second.lines();
        (page.width, page.height) = (second.width, second.height);
    }
    let (code, message) = if page.lines.is_empty() {
        (Code::PageUnread, reason.to_owned())
    } else {
        let message =
            format!("{reason}; the second reader gave the words, without rules, colours and pictures");
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
            recognition: Recognition::Never,
        }
    }

    #[test]
    fn what_is_no_pdf_is_broken() {
        assert!(matches!(
            read(Arc::new(b"hej".to_vec()), &options()),
            Err(Error::PdfBroken(_))
        ));
        assert!(matches!(
            read(Arc::default(), &options()),
            Err(Error::PdfBroken(_))
        ));
    }

    #[test]
    fn without_words_of_the_second_reader_a_page_is_unread() {
        for told in [None, Some(Told::default())] {
            let (page, diagnostic) = rescued_page(3, told, "stopped");
            assert_eq!((page.lines.len(), diagnostic.code), (0, Code::PageUnread));
        }
    }
}
