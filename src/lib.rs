//! Reads Stockholm's steering documents and leaves normalised tables.
//!
//! A document goes through rooms. Each takes what the one before gives, and each thing given is one type:
//!
//! ```text
//! file ─source─▶ Source ─page─▶ Pages ─block─▶ Blocks ─recognise─▶ Finds ─normalise─▶ Report ─check─▶ Report ─link─▶ Report ─write─▶ csv, json
//! ```
//!
//! Before anything is written, [`redact`] takes out what points at persons. Six rooms are the floor under the
//! others: [`trace`] (where it stood, what went wrong), [`disk`] (folders and files), [`record`] (the normal form),
//! [`grammar`] (the words), [`lex`] (numbers and periods) and [`language`] (what is said to people). One file, [`run`], knows the whole flow; [`batch`] runs it over many inputs; the
//! program `utfall` talks to people.

// What everything stands on.
pub mod disk;
pub mod grammar;
pub mod language;
pub mod lex;
pub mod record;
pub mod trace;

// The flow. Each takes what the one above it gives.
pub mod source;

pub mod page;

pub mod block;

pub mod recognise;

pub mod normalise;

pub mod check;

pub mod link;

pub mod redact;

pub mod write;

// What only all documents together tell.
pub mod panel;

// One indicator over districts and years.
pub mod compare;

// What there is to compare.
pub mod overview;

// The usual questions, each with one table.
pub mod answers;

// What is told of the tables, for people to look at.
pub mod chart;

// The only place that knows the whole flow.
pub mod run;

// Many inputs, and what one of them may do to the others.
pub mod batch;
