//! The map of the tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that stops has failed"
)]

/// The words: every entry's examples, both ways.
mod grammar;
