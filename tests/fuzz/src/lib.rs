//! What must hold of any bytes: they become a document, quickly, and no fault of ours is met on the way.

use std::sync::{LazyLock, Once};
use utfall::batch::Line;
use utfall::grammar::Grammar;
use utfall::redact::Redactor;
use utfall::run::{self, Limits};
use utfall::source::Source;
use utfall::write::{Answer, Document, Status};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::built_in().expect("the built-in grammar"));
static QUIET: Once = Once::new();

/// The limits of a fuzzed document: small, so that what grows without end is met soon.
pub fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.pdf.page_limit = 20;
    limits.pdf.seconds_per_page = 5;
    limits
}

/// The fuzzer ends at every panic; those of the PDF libraries are caught and told, as in the program.
pub fn catch_panics() {
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}

/// Reads the bytes and holds the result to what every document must be.
pub fn read(bytes: &[u8]) -> Document {
    catch_panics();
    let document = run::document(&GRAMMAR, &Source::from_bytes("fuzzed", bytes.to_vec()), &limits());
    let told = document.error.clone().unwrap_or_default();
    if told.starts_with("reading stopped inside the program") {
        eprintln!("{told}");
        std::process::abort();
    }
    let claimed: usize = document.report.account.values().sum();
    if document.status != Status::Failed && claimed != document.report.lines {
        eprintln!("{claimed} of {} lines are claimed", document.report.lines);
        std::process::abort();
    }
    // The rows and the JSON can be made, and come back from a line as they were.
    let line = Line::of(&Answer::redacted(document.clone(), Redactor::new(&GRAMMAR)));
    assert!(!line.contains('\n'));
    document
}
