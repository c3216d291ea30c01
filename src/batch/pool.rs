//! Threads that take the inputs in order, and the one place where their answers are put in order again.

use super::{Bounds, Cache, Guard, Job, Line, Outcome, Program, Reader};
use crate::source::{Input, identity};
use crate::trace::Error;
use crate::write::{Answer, Document, Status};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};

/// How a run reads its inputs.
#[derive(Debug)]
pub struct Plan<'p> {
    /// Where documents are read.
    pub reading: Reading,
    /// What a document may take.
    pub bounds: Bounds,
    /// Largest file in bytes.
    pub file_bytes: u64,
    /// Tried for PDFs that do not open without.
    pub password: Option<String>,
    /// How many are read at once.
    pub jobs: usize,
    /// Answers of earlier runs.
    pub cache: &'p Cache,
    /// Whether those are read anew.
    pub fresh: bool,
    /// Whether those that failed are read anew.
    pub retry_failed: bool,
    /// Set by whoever wants the run to stop, and by the run itself when it cannot go on.
    pub stop: &'p AtomicBool,
}

/// Where documents are read.
#[derive(Debug, Clone)]
pub enum Reading {
    /// In this process.
    Here(Reader),
    /// In processes of their own.
    Workers(Program),
}

/// What has become of one input, in the order of time.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// How far it could be read.
    pub status: Status,
    /// Its pages.
    pub pages: usize,
    /// Whether the answer was there from an earlier run.
    pub is_kept: bool,
}

/// An answer that is not written yet.
enum Done {
    /// It lies in the cache, under this hash.
    Kept(String),
    /// It is small, and kept nowhere.
    Here(Box<Answer>),
}

type News = Result<(usize, Done, Progress), Error>;

/// Reads all inputs. `told` hears of each as soon as it is done, `each` gets the answers in the order of the
/// inputs. Gives whether all were read: a run that is stopped keeps what is done.
pub fn run(
    plan: &Plan<'_>,
    inputs: &[Input],
    mut told: impl FnMut(Progress),
    mut each: impl FnMut(&Answer) -> Result<(), Error>,
) -> Result<bool, Error> {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (tell, news) = channel();
        for _ in 0..plan.jobs.clamp(1, inputs.len().max(1)) {
            let (tell, next) = (tell.clone(), &next);
            scope.spawn(move || work(plan, inputs, next, &tell));
        }
        drop(tell);
        let mut waiting = BTreeMap::new();
        let mut seen = Seen::default();
        let mut written = 0;
        for one in news {
            let result = one.and_then(|(at, done, progress)| {
                told(progress);
                waiting.insert(at, done);
                while let Some(done) = waiting.remove(&written) {
                    each(&answer(plan, inputs, written, done, &mut seen)?)?;
                    written += 1;
                }
                Ok(())
            });
            if let Err(error) = result {
                plan.stop.store(true, Ordering::Relaxed);
                return Err(error);
            }
        }
        Ok(written == inputs.len())
    })
}

/// Which input holds the rows of which document.
type Seen = HashMap<String, Holder>;

/// The first input with these bytes that could be read; until there is one, the first.
struct Holder {
    at: usize,
    is_failed: bool,
}

fn answer(
    plan: &Plan<'_>,
    inputs: &[Input],
    at: usize,
    done: Done,
    seen: &mut Seen,
) -> Result<Answer, Error> {
    let mut answer = match done {
        Done::Kept(sha256) => plan.cache.load(&inputs[at], &sha256)?,
        Done::Here(answer) => *answer,
    };
    if !answer.document_id.is_empty() {
        let is_failed = answer.status == Status::Failed;
        match seen.entry(answer.document_id.clone()) {
            Entry::Vacant(new) => drop(new.insert(Holder { at, is_failed })),
            // A limit may stop one reading and not the next one of the same bytes.
            Entry::Occupied(mut known) if known.get().is_failed && !is_failed => {
                answer.succeeds(&inputs[known.get().at].name);
                known.insert(Holder { at, is_failed });
            }
            Entry::Occupied(known) => answer.repeats(&inputs[known.get().at].name),
        }
    }
    Ok(answer)
}

/// What one thread does: the next input, until there is none.
fn work(plan: &Plan<'_>, inputs: &[Input], next: &AtomicUsize, tell: &Sender<News>) {
    let mut hand = match &plan.reading {
        Reading::Here(reader) => Hand::Here(reader.clone()),
        Reading::Workers(program) => Hand::Worker(Guard::new(program.clone(), plan.bounds)),
    };
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        if at >= inputs.len() || plan.stop.load(Ordering::Relaxed) {
            return;
        }
        let told = match hand.one(plan, &inputs[at]) {
            Ok(Some((done, progress))) => tell.send(Ok((at, done, progress))),
            Ok(None) => return,
            Err(error) => tell.send(Err(error)),
        };
        if told.is_err() {
            return;
        }
    }
}

/// What a thread reads with.
enum Hand {
    Here(Reader),
    Worker(Guard),
}

impl Hand {
    fn one(&mut self, plan: &Plan<'_>, input: &Input) -> Result<Option<(Done, Progress)>, Error> {
        if let Some(trouble) = &input.trouble {
            return Ok(Some(here(&Document::unopened(
                &input.name,
                &trouble.to_string(),
                trouble.is_loss(),
            ))));
        }
        let identity = match identity(&input.path, plan.file_bytes) {
            Ok(identity) => identity,
            Err(error) => return Ok(Some(here(&Document::unread(&input.name).failed(&error)))),
        };
        let found = plan.cache.find(input, &identity.sha256);
        if let Some(kept) = found.filter(|_| !plan.fresh)
            && !(plan.retry_failed && kept.status == Status::Failed)
        {
            let progress = Progress::of(kept.status, kept.pages, true);
            return Ok(Some((Done::Kept(identity.sha256), progress)));
        }
        let line = match self.read(plan, input)? {
            Outcome::Read(line) => line,
            Outcome::Stopped => return Ok(None),
            Outcome::Failed(error) => Line::of(&super::failed(input, Some(identity.clone()), &error)),
        };
        // A file may have become another one since it was looked at, or be gone.
        let strange = |error| Error::NoWorker(std::io::Error::other(error));
        let head = Line::head(&line).map_err(strange)?;
        if head.sha256.is_empty() {
            let answer: Answer = serde_json::from_str(&line).map_err(strange)?;
            return Ok(Some((
                Done::Here(Box::new(answer)),
                Progress::of(head.status, None, false),
            )));
        }
        let kept = plan.cache.keep(input, &head, &line)?;
        let progress = Progress::of(kept.status, kept.pages, false);
        Ok(Some((Done::Kept(head.sha256), progress)))
    }

    fn read(&mut self, plan: &Plan<'_>, input: &Input) -> Result<Outcome<String>, Error> {
        let password = plan.password.as_deref();
        match self {
            Hand::Here(reader) => Ok(match reader.read(input, password, plan.stop) {
                Outcome::Read(answer) => Outcome::Read(Line::of(&answer)),
                Outcome::Failed(error) => Outcome::Failed(error),
                Outcome::Stopped => Outcome::Stopped,
            }),
            Hand::Worker(guard) => {
                let job = serde_json::to_string(&Job::of(input, password)).unwrap_or_default();
                guard.ask(&job, plan.stop)
            }
        }
    }
}

impl Progress {
    fn of(status: Status, pages: Option<usize>, is_kept: bool) -> Self {
        Self {
            status,
            pages: pages.unwrap_or(0),
            is_kept,
        }
    }
}

fn here(document: &Document) -> (Done, Progress) {
    let progress = Progress::of(document.status, None, false);
    (Done::Here(Box::new(Answer::of(document))), progress)
}
