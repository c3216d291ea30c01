//! One worker process and the line between it and this one: asked, waited for, replaced.

use super::handed::hand;
use super::job::{Job, Ready};
use super::reader::GLANCE;
use super::{Bounds, Line, Outcome};
use crate::trace::Error;
use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::{Duration, Instant};

/// Time beyond a document's until its worker is ended: the worker looks at the clock itself.
const GRACE: Duration = Duration::from_secs(2);
/// How much is kept of what a worker last said.
const LAST_WORDS: usize = 4096;

/// The exit status of a worker that cannot go on.
const GIVEN_UP: i32 = 2;

/// How a worker is started.
#[derive(Debug, Clone)]
pub struct Program {
    /// The program.
    pub path: PathBuf,
    /// What follows it on the command line.
    pub arguments: Vec<OsString>,
    /// Largest file in bytes that is handed to it.
    pub file_bytes: u64,
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
    told: Told,
    since: Instant,
}

/// A job as a line, and the file that follows it: the worker opens none.
#[derive(Debug, Clone)]
struct Told {
    line: String,
    path: PathBuf,
}

#[derive(Debug)]
struct Worker {
    child: Started,
    jobs: Sender<Told>,
    answers: Receiver<String>,
    last_words: Arc<Mutex<Vec<u8>>>,
    answered: usize,
    /// What it said before it could read, if it has.
    ready: Option<Ready>,
}

/// Why a worker ended.
enum End {
    /// What it read took it down.
    Document(Error),
    /// Somebody ended it, or the machine has not what it needs.
    Machine(Error),
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

    /// Gives a worker a job behind those whose answers are still to be heard, and the job's file.
    pub fn ask(&mut self, mut job: Job) -> Result<(), Error> {
        job.handed = true;
        let told = Told {
            path: job.input().path,
            line: serde_json::to_string(&job).unwrap_or_default(),
        };
        if let Some(worker) = &mut self.worker {
            worker.tell(&told);
        }
        let since = Instant::now();
        self.asked.push_back(Asked { told, since });
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
            worker.tell(&asked.told);
        }
        self.worker = Some(worker);
        Ok(())
    }

    /// The answer of a worker to the oldest job that was not answered, as a line. Only a fresh worker is a witness
    /// against a document: one that falls over a later document, or is ended from outside, is replaced and asked
    /// again.
    pub fn hear(&mut self, stop: &AtomicBool) -> Result<Outcome<String>, Error> {
        /// Workers that may be ended from outside before the machine is given up: whoever does it may do it often, and
        /// a system without memory does it each time.
        const ENDED: u32 = 10;
        let mut ended = 0;
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
                    // A worker that runs looks at the clock itself.
                    if is_held(worker.child.0.id()) {
                        return Ok(Outcome::Failed(Error::WorkerKilled(crate::say!("was-stopped"))));
                    }
                    return Ok(Outcome::Failed(Error::TooSlow { seconds }));
                }
                Heard::Nothing => {
                    let was_fresh = worker.answered == 0;
                    match worker.autopsy(self.bounds) {
                        End::Document(error) if was_fresh => {
                            self.is_answered();
                            return Ok(Outcome::Failed(error));
                        }
                        End::Document(_) => {}
                        End::Machine(error) => {
                            ended += 1;
                            if ended == ENDED || !wait(ended, stop) {
                                self.is_answered();
                                return Ok(Outcome::Failed(error));
                            }
                        }
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
        let mut child = Started(command.spawn().map_err(Error::NoWorker)?);
        let (Some(input), Some(output), Some(words)) =
            (child.0.stdin.take(), child.0.stdout.take(), child.0.stderr.take())
        else {
            return Err(Error::NoWorker(std::io::Error::other(crate::say!("no-pipes"))));
        };
        let (tell, answers) = channel();
        thread(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        })?;
        let last_words = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&last_words);
        thread(move || keep_end(words, &kept))?;
        let (jobs, to_tell) = channel();
        let limit = program.file_bytes;
        thread(move || tell_all(&to_tell, input, limit))?;
        Ok(Self {
            child,
            jobs,
            answers,
            last_words,
            answered: 0,
            ready: None,
        })
    }

    /// A worker that is gone and cannot be told will not answer either.
    fn tell(&mut self, told: &Told) {
        let _ = self.jobs.send(told.clone());
    }

    fn hear(&mut self, since: Instant, seconds: u64, stop: &AtomicBool) -> Heard {
        let deadline = since + Duration::from_secs(seconds) + GRACE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.answers.recv_timeout(left.min(GLANCE)) {
                Ok(line) => match Line::as_ready(&line) {
                    Some(ready) => self.ready = Some(ready),
                    None => return Heard::Answer(line),
                },
                Err(RecvTimeoutError::Disconnected) => return Heard::Nothing,
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => return Heard::Stopped,
                Err(RecvTimeoutError::Timeout) if left.is_zero() => return Heard::TooLate,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Why a worker ended that has closed its output.
    fn autopsy(mut self, bounds: Bounds) -> End {
        let status = self.child.0.wait();
        // The thread that listens has heard all when the process is gone; a moment is enough for the rest.
        let deadline = Instant::now() + GLANCE;
        while Arc::strong_count(&self.last_words) > 1 && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(1));
        }
        let words = self.last_words.lock().unwrap_or_else(PoisonError::into_inner);
        let words = String::from_utf8_lossy(&words).into_owned();
        let how = match &status {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        let Some(ready) = self.ready else {
            // It has not seen a document yet.
            return End::Machine(Error::NoWorker(std::io::Error::other(reason(&words, how))));
        };
        // These are the sentences of Rust's own runtime.
        if words.contains("memory allocation of") {
            let given = ready.megabytes.filter(|given| *given < bounds.megabytes);
            return match given {
                Some(megabytes) => End::Machine(Error::TooLittleMemory { megabytes }),
                None => End::Document(Error::TooMuchMemory {
                    megabytes: bounds.megabytes,
                }),
            };
        }
        if words.contains("has overflowed its stack") {
            return End::Document(Error::StackOverflow);
        }
        match status {
            Ok(status) if is_from_outside(status) => End::Machine(Error::WorkerKilled(how)),
            // It has said itself that it cannot go on.
            Ok(status) if status.code() == Some(GIVEN_UP) => {
                End::Machine(Error::NoWorker(std::io::Error::other(reason(&words, how))))
            }
            Ok(_) | Err(_) => End::Document(Error::WorkerDied(how)),
        }
    }
}

/// What a worker last said, or else how it ended.
fn reason(words: &str, how: String) -> String {
    let said = words.lines().map(str::trim).rfind(|line| !line.is_empty());
    let said = said.map(|line| line.trim_start_matches("utfall: ").to_owned());
    said.unwrap_or(how)
}

/// Lets a moment pass that is longer each time. Gives false if the run is to stop.
fn wait(times: u32, stop: &AtomicBool) -> bool {
    let end = Instant::now() + GLANCE / 4 * times;
    while Instant::now() < end {
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        std::thread::sleep(GLANCE / 10);
    }
    true
}

/// Tells a worker its jobs, each with its file, until there are no more or it is gone. Nobody waits for a worker that
/// does not listen.
fn tell_all(jobs: &Receiver<Told>, input: ChildStdin, limit: u64) {
    let mut input = BufWriter::with_capacity(1 << 16, input);
    while let Ok(Told { line, path }) = jobs.recv() {
        let told = writeln!(input, "{line}").and_then(|()| hand(&path, limit, &mut input));
        if told.is_err() {
            return;
        }
    }
}

/// Starts a thread that nobody waits for.
fn thread(run: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    let named = Builder::new().name("worker".to_owned());
    named.spawn(run).map(|_| ()).map_err(Error::NoThread)
}

/// A process that is ended with its value.
#[derive(Debug)]
struct Started(Child);

impl Drop for Started {
    /// An idle worker would end by itself; a busy one is not waited for.
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
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

/// Whether a process was ended by a signal that a person or the system sends, and not by one that a fault of its own
/// raises.
#[cfg(unix)]
fn is_from_outside(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const HANGUP: i32 = 1;
    const INTERRUPT: i32 = 2;
    const QUIT: i32 = 3;
    const KILL: i32 = 9;
    const TERMINATE: i32 = 15;
    let signal = status.signal();
    signal.is_some_and(|signal| [HANGUP, INTERRUPT, QUIT, KILL, TERMINATE].contains(&signal))
}

#[cfg(not(unix))]
fn is_from_outside(_status: ExitStatus) -> bool {
    false
}

/// Whether a process was told to stop and not to go on.
#[cfg(target_os = "linux")]
fn is_held(process: u32) -> bool {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let state = told.rsplit_once(')').map_or("", |(_, rest)| rest.trim_start());
    state.starts_with(['T', 't'])
}

#[cfg(not(target_os = "linux"))]
fn is_held(_process: u32) -> bool {
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
