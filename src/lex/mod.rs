//! The smallest parsers: numbers, dates, periods, cells.
//!
//! Takes: a piece of text and the grammar's words.
//! Gives: what it says, with what was printed.
//! Never: knows a table or a line.

mod cell;
mod declared;
mod marks;
mod number;
mod period;
mod sequence;

pub(crate) use crate::record::{Value, ValueKind};
pub(crate) use cell::{begun, cell};
pub(crate) use declared::declared_unit;
pub(crate) use marks::{without_marks, without_raised};
pub(crate) use number::{date, is_dash, is_year, number, whole_date, year};
pub(crate) use period::{period, time, whole_period};
pub(crate) use sequence::{LONGEST_RUN, Run, cells, run};
