//! Finds become the normal form: ids, parents, headings above, the account of lines.
//!
//! Takes: [`Finds`].
//! Gives: [`Report`].
//! Never: looks at lines or boxes, changes a printed figure.

mod assemble;

use crate::recognise::Finds;
use crate::record::Report;
use crate::trace::Read;

/// Brings the finds of one document into the normal form.
pub fn normalise(finds: Finds) -> Read<Report> {
    assemble::assemble(finds)
}
