//! Pages that are pictures: drawn, put straight, and their words, lines, fills and icons found.
//!
//! Takes: the bytes of a PDF and the numbers of its pages.
//! Gives: for each page its words with how sure they are, rules, fills and icons, or why not.
//! Never: takes a program's word for a figure that the picture contradicts; waits for a page without end.

mod clean;
mod draw;
mod ink;
mod picture;
mod rulings;
mod second;
mod shapes;
mod tesseract;
mod words;

pub(super) use tesseract::Recogniser;

use super::{Fill, Icon, Line, Rule};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel, sync_channel};
use std::thread;
use std::time::Duration;

/// Pixels of an inch of a drawn page.
const DPI: f32 = 200.0;

/// Drawing and recognising a page take so many times as long as reading one may.
const TIMES: u64 = 3;

/// A page that was recognised.
#[derive(Debug, Clone, Default)]
pub(super) struct Recognised {
    pub(super) lines: Vec<Line>,
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    pub(super) icons: Vec<Icon>,
    /// Words, and how sure the recognition is of them in the mean.
    pub(super) words: usize,
    pub(super) confidence: u32,
}

/// What is to be recognised.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) password: Option<String>,
    /// Pages, from 1.
    pub(super) pages: Vec<u32>,
    pub(super) seconds_per_page: u64,
}

/// Recognises pages, as many at once as there are processors.
pub(super) fn recognise(job: &Job, recogniser: &Recogniser) -> Vec<(u32, Result<Recognised, String>)> {
    const MOST_AT_ONCE: usize = 8;
    let processors = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let next = Arc::new(AtomicUsize::new(0));
    let (tell, hear) = channel();
    for _ in 0..processors.clamp(1, MOST_AT_ONCE).min(job.pages.len()) {
        let (job, recogniser) = (job.clone(), recogniser.clone());
        let (next, tell) = (Arc::clone(&next), tell.clone());
        let work = move || {
            while let Some(page) = job.pages.get(next.fetch_add(1, Ordering::Relaxed)) {
                if tell.send((*page, one(&job, &recogniser, *page))).is_err() {
                    return;
                }
            }
        };
        // Fewer threads take longer, and none leaves every page without words.
        let _ = thread::Builder::new().name("recognition".to_owned()).spawn(work);
    }
    drop(tell);
    let mut all: Vec<_> = hear.into_iter().collect();
    let missing = job
        .pages
        .iter()
        .filter(|page| !all.iter().any(|(told, _)| told == *page));
    let missing: Vec<_> = missing
        .map(|page| (*page, Err(crate::say!("recognition-stopped"))))
        .collect();
    all.extend(missing);
    all.sort_by_key(|(page, _)| *page);
    all
}

fn one(job: &Job, recogniser: &Recogniser, page: u32) -> Result<Recognised, String> {
    let own = job.clone();
    let prepared = within(job.seconds_per_page.saturating_mul(TIMES), move || {
        let mut picture = draw::page(&own.bytes, own.password.as_deref(), page)?;
        clean::straighten(&mut picture);
        Ok(shapes::Prepared::of(picture))
    })?;
    let patience = Duration::from_secs(job.seconds_per_page.saturating_mul(TIMES));
    let mut words = recogniser.words(&prepared.grey, patience)?;
    second::look(&prepared, &mut words, recogniser, patience);
    let found = words::lines(&prepared, &words);
    Ok(Recognised {
        words: found.words,
        confidence: found.confidence,
        lines: found.lines,
        rules: prepared.rules,
        fills: prepared.fills,
        icons: prepared.icons,
    })
}

/// Runs a part that may never end or may panic on a thread of its own.
fn within<T: Send + 'static>(
    seconds: u64,
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    const STACK: usize = 32 << 20;
    let (tell, hear) = sync_channel(1);
    let spawned = thread::Builder::new()
        .name("drawing".to_owned())
        .stack_size(STACK)
        .spawn(move || drop(tell.send(work())));
    spawned.map_err(|error| crate::say!("scan-no-thread", error = error))?;
    match hear.recv_timeout(Duration::from_secs(seconds)) {
        Ok(result) => result,
        Err(RecvTimeoutError::Disconnected) => Err(crate::say!("drawing-stopped")),
        Err(RecvTimeoutError::Timeout) => {
            super::leave_behind();
            Err(crate::say!("drawing-slow", seconds = seconds))
        }
    }
}
