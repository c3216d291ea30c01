//! Where a thing stood and what went wrong: the floor under every room.
//!
//! Takes: nothing.
//! Gives: [`Place`], [`Diagnostic`], [`Read`], [`Error`].
//! Never: knows what a report says.

mod code;
mod diagnostic;
mod error;
mod place;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Read};
pub use error::Error;
pub use place::{BBox, Place};
