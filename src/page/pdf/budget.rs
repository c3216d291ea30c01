//! How long and how large one page may become before its reading stops.

use std::panic::resume_unwind;
use std::time::{Duration, Instant};

/// More characters than any printed page has.
const MOST_GLYPHS: usize = 2_000_000;
/// More path segments than any printed page has.
const MOST_SEGMENTS: usize = 2_000_000;
/// Callbacks between two looks at the clock.
const CALLS_PER_LOOK: u32 = 16;

/// What unwinds through the interpreter when a page has used up its budget. It never reaches a panic hook.
#[derive(Debug)]
pub(super) struct Stop {
    /// What was used up.
    pub(super) reason: String,
    /// Whether another reader may do better; never with pages that are too large.
    pub(super) try_second: bool,
}

/// What a page has used so far. A copy has the same time left.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    deadline: Instant,
    seconds: u64,
    calls: u32,
    glyphs: usize,
    segments: usize,
}

impl Budget {
    /// A fresh budget for one page.
    pub(super) fn new(seconds: u64) -> Self {
        Self {
            deadline: Instant::now() + Duration::from_secs(seconds),
            seconds,
            calls: 0,
            glyphs: 0,
            segments: 0,
        }
    }

    /// Counts one callback; unwinds with [`Stop`] when the time is over.
    pub(super) fn tick(&mut self) {
        self.calls = self.calls.wrapping_add(1);
        if self.calls.is_multiple_of(CALLS_PER_LOOK) {
            self.look();
        }
    }

    /// Looks at the clock at once; unwinds with [`Stop`] when the time is over.
    pub(super) fn look(&self) {
        if Instant::now() > self.deadline {
            let reason = crate::say!("reading-took-longer", seconds = self.seconds);
            stop(reason, true);
        }
    }

    /// Counts characters; unwinds with [`Stop`] when there are too many.
    pub(super) fn count_glyphs(&mut self, count: usize) {
        self.glyphs = self.glyphs.saturating_add(count);
        if self.glyphs > MOST_GLYPHS {
            let reason = crate::say!("too-many-characters", most = MOST_GLYPHS);
            stop(reason, false);
        }
    }

    /// Counts path segments; unwinds with [`Stop`] when there are too many.
    pub(super) fn count_segments(&mut self, count: usize) {
        self.segments = self.segments.saturating_add(count);
        if self.segments > MOST_SEGMENTS {
            let reason = crate::say!("too-many-segments", most = MOST_SEGMENTS);
            stop(reason, false);
        }
    }
}

fn stop(reason: String, try_second: bool) -> ! {
    resume_unwind(Box::new(Stop { reason, try_second }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_glyphs_stop_the_page() {
        let caught = std::panic::catch_unwind(|| {
            let mut budget = Budget::new(60);
            budget.count_glyphs(MOST_GLYPHS);
            budget.count_glyphs(1);
        });
        let stopped = caught.is_err_and(|payload| payload.downcast_ref::<Stop>().is_some());
        assert!(stopped);
    }

    #[test]
    fn time_over_stops_the_page() {
        let caught = std::panic::catch_unwind(|| Budget::new(0).look());
        assert!(caught.is_err_and(|payload| payload.is::<Stop>()));
    }
}
