//! Threads that take the inputs in order, and the one place where their answers are put in order again.

use super::{Bounds, Cache, Found, Guard, Job, Line, Outcome, Program, Reader};
use crate::run::caught;
use crate::source::{Identity, Input, Kind, identity};
use crate::trace::{Error, hash_number};
use crate::write::{Answer, Document, Status};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;

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
    /// The worker that recognises pages that are pictures: the only one that starts another program. It is asked for
    /// documents that need it, after the others have read what they can.
    pub recognition: Option<Program>,
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
    /// Short texts in this process, which no worker need be started for, and all else in processes of their own.
    Mixed(Reader, Program),
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
    /// Whether an answer was there that somebody or something has changed: it was read anew.
    pub is_damaged: bool,
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
    mut told: impl FnMut(&Input, Progress),
    mut each: impl FnMut(&Answer) -> Result<(), Error>,
) -> Result<bool, Error> {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (tell, news) = channel();
        for at in 0..plan.jobs.clamp(1, inputs.len().max(1)) {
            let (tell, next) = (tell.clone(), &next);
            let work = move || {
                if let Err(error) = caught(|| work(plan, inputs, next, &tell)) {
                    let _ = tell.send(Err(error));
                }
            };
            let spawned = Builder::new().name("inputs".to_owned()).spawn_scoped(scope, work);
            match spawned {
                Ok(_) => {}
                Err(error) if at == 0 => return Err(Error::NoThread(error)),
                // The result is the same for any number.
                Err(_) => break,
            }
        }
        drop(tell);
        let mut waiting = BTreeMap::new();
        let mut seen = Seen::default();
        let mut written = 0;
        for one in news {
            let result = one.and_then(|(at, done, progress)| {
                told(&inputs[at], progress);
                waiting.insert(at, done);
                while let Some(done) = waiting.remove(&written) {
                    let Some(answer) = answer(plan, inputs, written, done, &mut seen)? else {
                        return Ok(false);
                    };
                    each(&answer)?;
                    written += 1;
                }
                Ok(true)
            });
            match result {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(error) => {
                    plan.stop.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
        Ok(written == inputs.len())
    })
}

/// Which input holds the rows of which document, by the number that the document's id is.
type Seen = HashMap<u64, Holder>;

/// The first input with these bytes that could be read; until there is one, the first.
struct Holder {
    at: usize,
    is_failed: bool,
}

/// The answer for an input; none if the run is to stop.
fn answer(
    plan: &Plan<'_>,
    inputs: &[Input],
    at: usize,
    done: Done,
    seen: &mut Seen,
) -> Result<Option<Answer>, Error> {
    let mut answer = match done {
        Done::Kept(sha256) => match plan.cache.load(&inputs[at], &sha256) {
            Some(answer) => answer,
            // It was whole when it was looked at: the disk is not to be trusted, and the run goes on without.
            None => match read_now(plan, &inputs[at])? {
                Some(answer) => answer,
                None => return Ok(None),
            },
        },
        Done::Here(answer) => *answer,
    };
    if let Some(id) = hash_number(&answer.document_id) {
        let is_failed = answer.status == Status::Failed;
        match seen.entry(id) {
            Entry::Vacant(new) => drop(new.insert(Holder { at, is_failed })),
            // A limit may stop one reading and not the next one of the same bytes.
            Entry::Occupied(mut known) if known.get().is_failed && !is_failed => {
                answer.succeeds(&inputs[known.get().at].name);
                known.insert(Holder { at, is_failed });
            }
            Entry::Occupied(known) => answer.repeats(&inputs[known.get().at].name),
        }
    }
    Ok(Some(answer))
}

/// Reads an input and keeps nothing; none if the run is to stop.
fn read_now(plan: &Plan<'_>, input: &Input) -> Result<Option<Answer>, Error> {
    let (mut hand, _) = Hand::of(plan);
    hand.ask(plan, input, false)?;
    match hand.hear(plan, input, false)? {
        Outcome::Read(line) => serde_json::from_str(&line).map(Some).map_err(strange),
        Outcome::Failed(error) if error.ends_the_run() => Err(error),
        Outcome::Failed(error) => Ok(Some(super::failed(input, None, &error))),
        Outcome::Stopped => Ok(None),
    }
}

/// A line that is no answer is not the document's fault.
fn strange(error: serde_json::Error) -> Error {
    Error::NoWorker(std::io::Error::other(error))
}

/// What one thread does: the next input, until there is none. While a worker reads one, the next one waits for it in
/// its pipe, so that it never waits for an answer to be kept.
fn work(plan: &Plan<'_>, inputs: &[Input], next: &AtomicUsize, tell: &Sender<News>) {
    let (mut hand, at_once) = Hand::of(plan);
    let mut recognition = Recognition::of(plan);
    let mut asked: VecDeque<Asked> = VecDeque::new();
    // After an error nothing goes on: the run is over.
    let is_told = |news: News| {
        let is_error = news.is_err();
        tell.send(news).is_ok() && !is_error
    };
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let is_over = at >= inputs.len() || plan.stop.load(Ordering::Relaxed);
        let looked = (!is_over).then(|| look(plan, &inputs[at]));
        // Answers that are there already do not wait for the one that is being read.
        let left = match looked {
            Some(Looked::Unknown(..)) => at_once - 1,
            Some(Looked::Done(..)) | None => 0,
        };
        let mut goes_on = match looked {
            Some(Looked::Done(done, progress)) => is_told(Ok((at, done, progress))),
            Some(Looked::Unknown(identity, is_damaged)) => {
                let is_light = is_light(&inputs[at], &identity);
                match hand.ask(plan, &inputs[at], is_light) {
                    Ok(()) => {
                        asked.push_back(Asked {
                            at,
                            identity,
                            is_light,
                            is_damaged,
                        });
                        true
                    }
                    Err(error) => is_told(Err(error)),
                }
            }
            None => true,
        };
        while goes_on
            && asked.len() > left
            && let Some(Asked {
                at,
                identity,
                is_light,
                is_damaged,
            }) = asked.pop_front()
        {
            let input = &inputs[at];
            let heard = hand.hear(plan, input, is_light);
            let heard = heard.and_then(|heard| recognition.after(plan, input, heard));
            goes_on = match heard.and_then(|line| keep(plan, input, identity, line)) {
                Ok(Some((done, progress))) => {
                    let progress = Progress {
                        is_damaged,
                        ..progress
                    };
                    is_told(Ok((at, done, progress)))
                }
                Ok(None) => false,
                Err(error) => is_told(Err(error)),
            };
        }
        if is_over || !goes_on {
            return;
        }
    }
}

/// An input that is being read.
struct Asked {
    at: usize,
    identity: Identity,
    is_light: bool,
    is_damaged: bool,
}

/// Whether an input takes little memory, whatever it holds: a short text takes some hundred times its size at most.
fn is_light(input: &Input, identity: &Identity) -> bool {
    const LARGEST: u64 = 512 << 10;
    let size = std::fs::metadata(&input.path).map_or(u64::MAX, |metadata| metadata.len());
    identity.kind == Kind::Text && size <= LARGEST
}

/// What is known of an input before it is read.
enum Looked {
    /// There is nothing to read, or an answer already.
    Done(Done, Progress),
    /// It is to be read, perhaps since what was kept of it is damaged.
    Unknown(Identity, bool),
}

fn look(plan: &Plan<'_>, input: &Input) -> Looked {
    if let Some(trouble) = &input.trouble {
        let document = Document::unopened(&input.name, &trouble.to_string(), trouble.is_loss());
        return here(&document);
    }
    let identity = match identity(&input.path, plan.file_bytes) {
        Ok(identity) => identity,
        Err(error) => return here(&Document::unread(&input.name).failed(&error)),
    };
    if plan.fresh {
        return Looked::Unknown(identity, false);
    }
    match plan.cache.find(input, &identity.sha256) {
        Found::Kept(kept) if !(plan.retry_failed && kept.status == Status::Failed) => {
            let progress = Progress::of(kept.status, kept.pages, true);
            Looked::Done(Done::Kept(identity.sha256), progress)
        }
        found => Looked::Unknown(identity, found == Found::Damaged),
    }
}

fn here(document: &Document) -> Looked {
    let progress = Progress::of(document.status, None, false);
    Looked::Done(Done::Here(Box::new(Answer::of(document))), progress)
}

/// Keeps what was heard of an input; none if the run is to stop.
fn keep(
    plan: &Plan<'_>,
    input: &Input,
    identity: Identity,
    heard: Outcome<String>,
) -> Result<Option<(Done, Progress)>, Error> {
    let line = match heard {
        Outcome::Read(line) => line,
        Outcome::Stopped => return Ok(None),
        Outcome::Failed(error) if error.ends_the_run() => return Err(error),
        Outcome::Failed(error) => Line::of(&super::failed(input, Some(identity), &error)),
    };
    // A file may have become another one since it was looked at, or be gone.
    let head = Line::head(&line).map_err(strange)?;
    // What the machine did is not the document's: the next run tries again.
    if head.sha256.is_empty() || head.machine {
        let answer: Answer = serde_json::from_str(&line).map_err(strange)?;
        let progress = Progress::of(head.status, None, false);
        return Ok(Some((Done::Here(Box::new(answer)), progress)));
    }
    let kept = plan.cache.keep(input, &head, &line)?;
    let progress = Progress::of(kept.status, kept.pages, false);
    Ok(Some((Done::Kept(head.sha256), progress)))
}

/// The worker that recognises pages, started when it is first needed.
struct Recognition(Option<Guard>);

impl Recognition {
    /// Recognising a page takes longer than reading one.
    const TIMES: u64 = 10;

    fn of(plan: &Plan<'_>) -> Self {
        let bounds = Bounds {
            seconds: plan.bounds.seconds.saturating_mul(Self::TIMES),
            ..plan.bounds
        };
        Self(
            plan.recognition
                .clone()
                .map(|program| Guard::new(program, bounds)),
        )
    }

    /// What was heard, or what the recognition makes of a document that needs it.
    fn after(
        &mut self,
        plan: &Plan<'_>,
        input: &Input,
        heard: Outcome<String>,
    ) -> Result<Outcome<String>, Error> {
        let (Outcome::Read(line), Some(guard)) = (&heard, &mut self.0) else {
            return Ok(heard);
        };
        if !Line::head(line).map_err(strange)?.needs_recognition {
            return Ok(heard);
        }
        let job = Job::of(input, plan.password.as_deref());
        guard.ask(job)?;
        guard.hear(plan.stop)
    }
}

/// What a thread reads with.
enum Hand {
    /// Reads when it is listened to.
    Here(Reader),
    /// Reads from when it is asked, in that order.
    Worker(Guard),
    /// The one for what is light, the other for all else.
    Either(Reader, Guard),
}

impl Hand {
    /// What a plan reads with, and how many inputs it has at once.
    fn of(plan: &Plan<'_>) -> (Self, usize) {
        let guard = |program: &Program| Guard::new(program.clone(), plan.bounds);
        match &plan.reading {
            Reading::Here(reader) => (Hand::Here(reader.clone()), 1),
            Reading::Workers(program) => (Hand::Worker(guard(program)), 2),
            Reading::Mixed(reader, program) => (Hand::Either(reader.clone(), guard(program)), 2),
        }
    }

    fn ask(&mut self, plan: &Plan<'_>, input: &Input, is_light: bool) -> Result<(), Error> {
        match self {
            Hand::Here(_) => Ok(()),
            Hand::Either(..) if is_light => Ok(()),
            Hand::Worker(guard) | Hand::Either(_, guard) => {
                let job = Job::of(input, plan.password.as_deref());
                guard.ask(job)
            }
        }
    }

    /// The answer for the first input that was asked for and is not answered.
    fn hear(&mut self, plan: &Plan<'_>, input: &Input, is_light: bool) -> Result<Outcome<String>, Error> {
        match self {
            Hand::Worker(guard) => guard.hear(plan.stop),
            Hand::Either(_, guard) if !is_light => guard.hear(plan.stop),
            Hand::Here(reader) | Hand::Either(reader, _) => {
                let outcome = reader.read(input, plan.password.as_deref(), plan.stop);
                Ok(match outcome {
                    Outcome::Read(answer) => Outcome::Read(Line::of(&answer)),
                    Outcome::Failed(error) => Outcome::Failed(error),
                    Outcome::Stopped => Outcome::Stopped,
                })
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
            is_damaged: false,
        }
    }
}
