//! Ctrl-C: the run stops by itself and keeps what is done.
//!
//! Other signals do what they do to any program: `nohup` is obeyed, and what a killed run has done is kept too.

use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// Listens from now on. A second request ends the program at once.
pub(crate) fn listen() -> anyhow::Result<&'static AtomicBool> {
    #[expect(clippy::exit, reason = "somebody has asked twice")]
    ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(crate::Exit::Interrupted as u8));
        }
    })?;
    Ok(&STOP)
}
