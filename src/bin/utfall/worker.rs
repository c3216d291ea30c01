//! `utfall worker`: jobs come in as lines, and exactly one answer goes out for each.

use crate::args::{Contacts, Worker};
use crate::{Exit, fault, interrupt, sandbox, workers};
use std::io::{BufRead, StdinLock, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use utfall::batch::{Guard, Job, Line, Outcome, Reader, failed, refused};
use utfall::source::Source;
use utfall::trace::Error;

/// What follows a job.
enum Reply {
    /// Its answer.
    Answer(String),
    /// Its answer, and nothing more: the next worker begins anew.
    LastAnswer(String),
    /// Nothing: the work is to stop.
    Stop,
}

pub(crate) fn run(args: &Worker) -> anyhow::Result<Exit> {
    if args.in_process {
        in_process(args)
    } else {
        guarded(args)
    }
}

/// Hands every job to a process that may die of it.
fn guarded(args: &Worker) -> anyhow::Result<Exit> {
    let (_, limits) = args.reading.plan()?;
    let stop = interrupt::listen()?;
    let program = workers::program(&args.reading, args.bounds, args.privacy, limits.file_bytes)?;
    let mut guard = Guard::new(program, args.bounds.bounds());
    answer_all(|mut job, _| {
        job.id = serde_json::Value::Null;
        job.password = job.password.or_else(|| limits.pdf.password.clone());
        let input = job.input();
        guard.ask(job)?;
        Ok(match guard.hear(stop)? {
            Outcome::Read(line) => Reply::Answer(line),
            Outcome::Failed(error) if error.ends_the_run() => return Err(error.into()),
            Outcome::Failed(error) => Reply::Answer(Line::of(&failed(&input, None, &error))),
            Outcome::Stopped => Reply::Stop,
        })
    })
}

/// Reads every job in this process.
fn in_process(args: &Worker) -> anyhow::Result<Exit> {
    let (grammar, limits) = args.reading.plan()?;
    let bounds = args.bounds.bounds();
    workers::limit_memory(bounds.megabytes);
    let reader = Reader {
        grammar: Arc::new(grammar),
        limits: Arc::new(limits),
        keeps_contacts: args.privacy.contacts == Contacts::Keep,
        bounds,
        before: fault::provoke,
    };
    // Whoever started this process ends it.
    let never = AtomicBool::new(false);
    let mut out = std::io::stdout().lock();
    // All that is to be opened is open. Only the worker that recognises pages starts another program.
    if !args.reading.ocr.starts_programs() {
        sandbox::enter();
    }
    writeln!(out, "{}", Line::ready(workers::memory()))?;
    out.flush()?;
    drop(out);
    answer_all(|job, from| {
        let input = job.input();
        let given = job.take(from)?;
        let identity = given
            .as_ref()
            .and_then(|given| given.as_ref().ok())
            .map(Source::identity);
        // A thread that is left behind would slow all that follows.
        Ok(
            match reader.read_given(&input, given, job.password.as_deref(), &never) {
                Outcome::Read(answer) if utfall::page::left_behind() == 0 => Reply::Answer(Line::of(&answer)),
                Outcome::Read(answer) => Reply::LastAnswer(Line::of(&answer)),
                Outcome::Failed(error) if error.ends_the_run() => return Err(error.into()),
                Outcome::Failed(error) => Reply::LastAnswer(Line::of(&failed(&input, identity, &error))),
                Outcome::Stopped => Reply::Stop,
            },
        )
    })
}

/// Answers every line of standard input.
fn answer_all(
    mut reply: impl FnMut(Job, &mut StdinLock<'_>) -> anyhow::Result<Reply>,
) -> anyhow::Result<Exit> {
    let mut out = std::io::stdout().lock();
    let mut from = std::io::stdin().lock();
    let mut answers = 0;
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        let line = std::mem::take(&mut line);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let (id, reply) = match serde_json::from_slice::<Job>(&line) {
            Ok(job) => (job.id.clone(), reply(job, &mut from)?),
            Err(error) => {
                let answer = refused(&Error::NoJob(error.to_string()));
                (Job::id_of(&line), Reply::Answer(Line::of(&answer)))
            }
        };
        let (text, is_last) = match reply {
            Reply::Answer(text) => (text, false),
            Reply::LastAnswer(text) => (text, true),
            Reply::Stop => return Ok(Exit::Interrupted),
        };
        writeln!(
            out,
            "{}",
            if id.is_null() {
                text
            } else {
                Line::with_id(&id, &text)
            }
        )?;
        out.flush()?;
        answers += 1;
        if is_last {
            return Ok(Exit::AllRead);
        }
    }
    writeln!(out, "{}", Line::end(answers))?;
    out.flush()?;
    Ok(Exit::AllRead)
}
