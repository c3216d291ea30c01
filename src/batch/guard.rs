//! One worker process and the line between it and this one: asked, waited for, replaced.

use super::reader::GLANCE;
use super::{Bounds, Outcome};
use crate::trace::Error;
use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::{Duration, Instant};

/// Time beyond a document's until its worker is ended: the worker looks at the clock itself.
const GRACE: Duration = Duration::from_secs(2);
/// How much is kept of what a worker last said.
const LAST_WORDS: usize = 4096;

/// How a worker is started.
#[derive(Debug, Clone)]
pub struct Program {
    /// The program.
    pub path: PathBuf,
    /// What follows it on the command line.
    pub arguments: Vec<OsString>,
}

/// Keeps one worker for one thread.
#[derive(Debug)]
pub struct Guard {
    program: Program,
    bounds: Bounds,
    worker: Option<Worker>,
    asked: VecDeque<Asked>,
}

/// A job that was given to a worker and is not answered, and when its time began.
#[derive(Debug)]
struct Asked {
    job: String,
    since: Instant,
}

#[derive(Debug)]
struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
    last_words: Arc<Mutex<Vec<u8>>>,
    answered: usize,
}

/// How one question to a worker ended.
enum Heard {
    Answer(String),
    Nothing,
    TooLate,
    Stopped,
}

impl Guard {
    /// A guard that starts its worker when it is first asked.
    pub fn new(program: Program, bounds: Bounds) -> Self {
        Self {
            program,
            bounds,
            worker: None,
            asked: VecDeque::new(),
        }
    }

    /// Gives a worker a job, as a line, behind those whose answers are still to be heard.
    pub fn ask(&mut self, job: String) -> Result<(), Error> {
        if let Some(worker) = &mut self.worker {
            worker.tell(&job);
        }
        let since = Instant::now();
        self.asked.push_back(Asked { job, since });
        match self.worker {
            Some(_) => Ok(()),
            None => self.start(),
        }
    }

    /// Starts a worker and gives it all that is asked.
    fn start(&mut self) -> Result<(), Error> {
        let mut worker = Worker::start(&self.program)?;
        for asked in &mut self.asked {
            asked.since = Instant::now();
            worker.tell(&asked.job);
        }
        self.worker = Some(worker);
        Ok(())
    }

    /// The answer of a worker to the oldest job that was not answered, as a line. Only a fresh worker is a witness
    /// against a document: one that falls over a later document, or is killed from outside, is replaced and asked
    /// again.
    pub fn hear(&mut self, stop: &AtomicBool) -> Result<Outcome<String>, Error> {
        /// Times that a fresh worker may be killed by somebody.
        const KILLS: usize = 2;
        let mut kills = 0;
        loop {
            let Some(since) = self.asked.front().map(|asked| asked.since) else {
                return Ok(Outcome::Stopped);
            };
            let Some(mut worker) = self.worker.take() else {
                self.start()?;
                continue;
            };
            match worker.hear(since, self.bounds.seconds, stop) {
                Heard::Answer(line) => {
                    worker.answered += 1;
                    self.worker = Some(worker);
                    self.is_answered();
                    return Ok(Outcome::Read(line));
                }
                Heard::Stopped => return Ok(Outcome::Stopped),
                Heard::TooLate => {
                    let seconds = self.bounds.seconds;
                    self.is_answered();
                    return Ok(Outcome::Failed(Error::TooSlow { seconds }));
                }
                Heard::Nothing => {
                    let was_fresh = worker.answered == 0;
                    let (error, killed) = worker.autopsy(self.bounds);
                    kills += usize::from(killed);
                    if was_fresh && !(killed && kills < KILLS) {
                        self.is_answered();
                        return Ok(Outcome::Failed(error));
                    }
                }
            }
        }
    }

    /// Takes the oldest job away; the time of the next one begins.
    fn is_answered(&mut self) {
        self.asked.pop_front();
        if let Some(next) = self.asked.front_mut() {
            next.since = Instant::now();
        }
    }
}

impl Worker {
    fn start(program: &Program) -> Result<Self, Error> {
        let mut command = Command::new(&program.path);
        // Its last words are one sentence, and not where in the program they were said.
        command
            .args(&program.arguments)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        apart(&mut command);
        let mut child = command.spawn().map_err(Error::NoWorker)?;
        let (Some(input), Some(output), Some(words)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(Error::NoWorker(std::io::Error::other("it has no pipes")));
        };
        let (tell, answers) = channel();
        let listening = Builder::new().spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        let last_words = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&last_words);
        let keeping = Builder::new().spawn(move || keep_end(words, &kept));
        if let Err(error) = listening.and(keeping) {
            let _ = child.kill();
            let _ = child.wait();
            return Err(Error::NoWorker(error));
        }
        Ok(Self {
            child,
            input,
            answers,
            last_words,
            answered: 0,
        })
    }

    /// A worker that is gone and cannot be told will not answer either.
    fn tell(&mut self, job: &str) {
        let told = self.input.write_all(job.as_bytes());
        let told = told.and_then(|()| self.input.write_all(b"\n"));
        let _ = told.and_then(|()| self.input.flush());
    }

    fn hear(&mut self, since: Instant, seconds: u64, stop: &AtomicBool) -> Heard {
        let deadline = since + Duration::from_secs(seconds) + GRACE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.answers.recv_timeout(left.min(GLANCE)) {
                Ok(line) => return Heard::Answer(line),
                Err(RecvTimeoutError::Disconnected) => return Heard::Nothing,
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => return Heard::Stopped,
                Err(RecvTimeoutError::Timeout) if left.is_zero() => return Heard::TooLate,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Why a worker ended that has closed its output, and whether somebody killed it.
    fn autopsy(mut self, bounds: Bounds) -> (Error, bool) {
        let status = self.child.wait();
        // The thread that listens has heard all when the process is gone; a moment is enough for the rest.
        let deadline = Instant::now() + GLANCE;
        while Arc::strong_count(&self.last_words) > 1 && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(1));
        }
        let words = self.last_words.lock().unwrap_or_else(PoisonError::into_inner);
        let words = String::from_utf8_lossy(&words).into_owned();
        // These are the sentences of Rust's own runtime.
        if words.contains("memory allocation of") {
            let megabytes = bounds.megabytes;
            return (Error::TooMuchMemory { megabytes }, false);
        }
        if words.contains("has overflowed its stack") {
            return (Error::StackOverflow, false);
        }
        match status {
            Ok(status) => (Error::WorkerDied(status.to_string()), is_killed(status)),
            Err(error) => (Error::WorkerDied(error.to_string()), false),
        }
    }
}

impl Drop for Worker {
    /// An idle worker would end by itself; a busy one is not waited for.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ctrl-C reaches a whole group of processes; the workers are ended by the one that started them.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_command: &mut Command) {}

/// Whether a process was ended by the signal that nobody can catch: by a person, or by the system in need.
#[cfg(unix)]
fn is_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const KILL: i32 = 9;
    status.signal() == Some(KILL)
}

#[cfg(not(unix))]
fn is_killed(_status: ExitStatus) -> bool {
    false
}

/// Keeps the end of what is said, however much it is.
fn keep_end(mut words: impl Read, kept: &Mutex<Vec<u8>>) {
    let mut buffer = [0; 1024];
    while let Ok(count @ 1..) = words.read(&mut buffer) {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend_from_slice(&buffer[..count]);
        let over = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..over);
    }
}
