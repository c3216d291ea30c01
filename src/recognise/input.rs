//! Table rows as nom input, so that `alt` and `many0` work on rows as on characters.

use crate::block::GridRow;
use nom::{IResult, Input, Needed};

/// The rows of a table that are still to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a>(pub(super) &'a [GridRow]);

impl<'a> Input for Rows<'a> {
    type Item = &'a GridRow;
    type Iter = std::slice::Iter<'a, GridRow>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'a, GridRow>>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Rows(&self.0[..index])
    }

    fn take_from(&self, index: usize) -> Self {
        Rows(&self.0[index..])
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (Rows(&self.0[index..]), Rows(&self.0[..index]))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.0.iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if self.0.len() >= count {
            Ok(count)
        } else {
            Err(Needed::new(count - self.0.len()))
        }
    }
}

/// One row that the reader makes something of.
pub(super) fn row<'a, T>(
    mut read: impl FnMut(&'a GridRow) -> Option<T>,
) -> impl FnMut(Rows<'a>) -> IResult<Rows<'a>, T> {
    move |input: Rows<'a>| match input.0.split_first() {
        Some((first, rest)) => match read(first) {
            Some(value) => Ok((Rows(rest), value)),
            None => Err(nom::Err::Error(nom::error::Error::new(
                input,
                nom::error::ErrorKind::Satisfy,
            ))),
        },
        None => Err(nom::Err::Error(nom::error::Error::new(
            input,
            nom::error::ErrorKind::Eof,
        ))),
    }
}
