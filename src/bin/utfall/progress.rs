//! Progress, on a terminal's standard error only.

use std::io::{IsTerminal, Write};

/// A line that counts documents.
pub(crate) struct Progress {
    total: usize,
    done: usize,
    failed: usize,
    is_shown: bool,
}

impl Progress {
    pub(crate) fn new(total: usize, quiet: bool) -> Self {
        Self {
            total,
            done: 0,
            failed: 0,
            is_shown: !quiet && std::io::stderr().is_terminal(),
        }
    }

    pub(crate) fn step(&mut self, failed: bool) {
        self.done += 1;
        self.failed += usize::from(failed);
        if self.is_shown {
            eprint!(
                "\r{} of {} documents, {} failed",
                self.done, self.total, self.failed
            );
            let _ = std::io::stderr().flush();
        }
    }

    pub(crate) fn finish(&self) {
        if self.is_shown {
            eprint!("\r\u{1b}[K");
        }
    }
}
