//! Reads inputs in this process, each for a limited time.

use super::{Bounds, Outcome};
use crate::grammar::Grammar;
use crate::redact::Redactor;
use crate::run::{self, Limits};
use crate::source::{Input, Source};
use crate::trace::Error;
use crate::write::Answer;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// Stack of the thread that reads a document.
const STACK: usize = 16 << 20;
/// How often a wait looks whether the run is to stop.
pub(super) const GLANCE: Duration = Duration::from_millis(100);

/// Reads inputs in this process.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The words.
    pub grammar: Arc<Grammar>,
    /// What a document may ask for.
    pub limits: Arc<Limits>,
    /// Whether telephone numbers, e-mail addresses and the title page stay as they are.
    pub keeps_contacts: bool,
    /// What a document may take; only the time is looked at here.
    pub bounds: Bounds,
    /// Called with the name of every document before it is read.
    pub before: fn(&str),
}

impl Reader {
    /// The answer for an input. A reading that takes too long is left behind: its thread goes on until the
    /// process ends.
    pub fn read(&self, input: &Input, password: Option<&str>, stop: &AtomicBool) -> Outcome<Answer> {
        self.read_given(input, None, password, stop)
    }

    /// The same for an input that was handed over, so that nothing is opened.
    pub fn read_given(
        &self,
        input: &Input,
        given: Option<Result<Source, Error>>,
        password: Option<&str>,
        stop: &AtomicBool,
    ) -> Outcome<Answer> {
        let (tell, hear) = sync_channel(1);
        let (reader, own) = (self.clone(), input.clone());
        let mut limits = Arc::clone(&self.limits);
        if password.is_some() {
            Arc::make_mut(&mut limits).pdf.password = password.map(str::to_owned);
        }
        let spawned = std::thread::Builder::new()
            .name("document".to_owned())
            .stack_size(STACK)
            .spawn(move || {
                let answer = run::caught(|| {
                    (reader.before)(&own.name);
                    let mut document = match given {
                        Some(source) => run::taken(&reader.grammar, &own, source, &limits),
                        None => run::input(&reader.grammar, &own, &limits),
                    };
                    if document.is_of_machine {
                        return Err(Error::Machine(document.error.take().unwrap_or_default()));
                    }
                    Ok(if reader.keeps_contacts {
                        Answer::of(&document)
                    } else {
                        Answer::redacted(document, Redactor::new(&reader.grammar))
                    })
                });
                let _ = tell.send(answer.unwrap_or_else(Err));
            });
        if let Err(error) = spawned {
            return Outcome::Failed(Error::NoThread(error));
        }
        let deadline = Instant::now() + Duration::from_secs(self.bounds.seconds);
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match hear.recv_timeout(left.min(GLANCE)) {
                Ok(Ok(answer)) => return Outcome::Read(answer),
                Ok(Err(error)) => return Outcome::Failed(error),
                Err(RecvTimeoutError::Disconnected) => {
                    return Outcome::Failed(Error::Internal(crate::say!("no-reason")));
                }
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => return Outcome::Stopped,
                Err(RecvTimeoutError::Timeout) if left.is_zero() => {
                    let seconds = self.bounds.seconds;
                    return Outcome::Failed(Error::TooSlow { seconds });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}
