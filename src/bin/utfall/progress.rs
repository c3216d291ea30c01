//! Progress on standard error: one line that changes on a terminal, a line every few seconds elsewhere.

use crate::print::printable;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};
use utfall::batch;
use utfall::say;
use utfall::source::Input;
use utfall::write::Status;

/// How progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Silent,
    Terminal,
    Lines,
    Json,
}

impl Manner {
    fn pause(self) -> Duration {
        Duration::from_millis(match self {
            Manner::Silent | Manner::Terminal => 100,
            Manner::Json => 1000,
            Manner::Lines => 5000,
        })
    }
}

/// Counts documents and tells of them.
pub(crate) struct Progress {
    manner: Manner,
    total: usize,
    done: usize,
    kept: usize,
    failed: usize,
    pages: usize,
    /// Those of which what was kept is damaged.
    damaged: Vec<String>,
    begun: Instant,
    told: Instant,
}

impl Progress {
    pub(crate) fn new(total: usize, quiet: bool, json: bool) -> Self {
        Self {
            manner: match (json, quiet) {
                (true, _) => Manner::Json,
                (false, true) => Manner::Silent,
                (false, false) if std::io::stderr().is_terminal() => Manner::Terminal,
                (false, false) => Manner::Lines,
            },
            total,
            done: 0,
            kept: 0,
            failed: 0,
            pages: 0,
            damaged: Vec::new(),
            begun: Instant::now(),
            told: Instant::now(),
        }
    }

    pub(crate) fn step(&mut self, input: &Input, one: batch::Progress) {
        self.done += 1;
        if one.is_damaged {
            self.damaged.push(input.name.clone());
        }
        self.kept += usize::from(one.is_kept);
        self.failed += usize::from(one.status == Status::Failed);
        self.pages += if one.is_kept { 0 } else { one.pages };
        if self.told.elapsed() >= self.manner.pause() {
            self.told = Instant::now();
            self.tell();
        }
    }

    fn tell(&self) {
        match self.manner {
            Manner::Silent => {}
            Manner::Terminal => {
                eprint!("\r\u{1b}[K{}", self.sentence());
                let _ = std::io::stderr().flush();
            }
            Manner::Lines => eprintln!("utfall: {}", self.sentence()),
            Manner::Json => eprintln!("{}", self.json()),
        }
    }

    /// Documents read per second; those that were kept took no time.
    fn rate(&self) -> f64 {
        (self.done - self.kept) as f64 / self.begun.elapsed().as_secs_f64().max(0.001)
    }

    /// Seconds until the end, if that can be told.
    fn left(&self) -> Option<u64> {
        let left = (self.total - self.done) as f64 / self.rate();
        left.is_finite().then_some(left.ceil() as u64)
    }

    fn sentence(&self) -> String {
        let pages = self.pages as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        let mut text = say!(
            "progress",
            done = self.done,
            total = self.total,
            pages = self.pages,
            rate = format!("{pages:.0}"),
            failed = self.failed,
        );
        if self.kept > 0 {
            text += &say!("progress-kept", count = self.kept);
        }
        if let Some(left) = self.left() {
            let (hours, minutes, seconds) = (left / 3600, left / 60 % 60, left % 60);
            text += &match (hours, minutes) {
                (0, 0) => say!("progress-seconds-left", seconds = seconds),
                (0, _) => say!("progress-minutes-left", minutes = minutes, seconds = seconds),
                _ => say!("progress-hours-left", hours = hours, minutes = minutes),
            };
        }
        text
    }

    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "documents": self.done,
            "documents_total": self.total,
            "documents_kept": self.kept,
            "documents_failed": self.failed,
            "pages": self.pages,
            "seconds": self.begun.elapsed().as_secs_f64(),
            "seconds_left": self.left(),
        })
    }

    pub(crate) fn finish(&self) {
        match self.manner {
            Manner::Terminal => eprint!("\r\u{1b}[K"),
            Manner::Json => self.tell(),
            Manner::Silent | Manner::Lines => {}
        }
    }

    /// Tells of what was read anew.
    pub(crate) fn tell_damaged(&self) {
        for name in self.damaged.iter().filter(|_| self.manner != Manner::Silent) {
            eprintln!(
                "utfall: {}",
                say!("progress-damaged", name = printable(name).replace('\n', " "))
            );
        }
    }

    /// What was done when somebody stopped the run.
    pub(crate) fn stopped(&self) {
        self.finish();
        if self.manner != Manner::Silent {
            eprintln!(
                "utfall: {}",
                say!("progress-stopped", done = self.done, total = self.total)
            );
        }
    }
}
