//! What each sign is worth, in one place.
//!
//! Takes: nothing.
//! Gives: log-odds that a line belongs to a table; a unit is a factor of e. Set by hand, each with its reason.
//! Never: decides.

/// Between ruling lines that cross: nothing but a table has them.
pub(super) const RULED: f32 = 6.0;
/// In a box that nothing divides: a framed text as well as a table within an outer border.
pub(super) const FRAMED: f32 = 0.6;
/// Between two of several ruling lines of one width, one below the other.
pub(super) const BANDED: f32 = 3.0;
/// Between two ruling lines of one width with much between them.
pub(super) const SPANNED: f32 = 1.0;
/// On a filled area, or between two of one width.
pub(super) const SHADED: f32 = 1.0;

/// In a type size that the document has for its tables alone.
pub(super) const TYPED: f32 = 3.6;
/// In another size, where the tables have one of their own.
pub(super) const UNTYPED: f32 = -1.0;

/// Three parts or more.
pub(super) const SEVERAL_PARTS: f32 = 2.5;
/// Two parts.
pub(super) const TWO_PARTS: f32 = 0.7;
/// One part that leaves room on the line.
pub(super) const ONE_PART: f32 = -1.2;
/// One part that fills the line as running text does.
pub(super) const FULL_LINE: f32 = -3.0;
/// Two long parts without figures: columns of a page, not of a table.
pub(super) const TWO_TEXTS: f32 = -2.5;
/// A bullet or a number before a text.
pub(super) const LISTED: f32 = -2.5;
/// Dots that lead to a page number, or words turned on their side.
pub(super) const LED: f32 = -5.0;

/// One part after the first is a value.
pub(super) const ONE_VALUE: f32 = 1.0;
/// Several are.
pub(super) const SEVERAL_VALUES: f32 = 2.0;

/// The gaps and an edge of a part are those of one line near by.
pub(super) const ALIGNED: f32 = 1.0;
/// Of several.
pub(super) const WELL_ALIGNED: f32 = 2.0;
/// Of none.
pub(super) const UNALIGNED: f32 = -1.5;
/// Its height overlaps that of the line beside it, and nothing of them stands above each other.
pub(super) const INTERLEAVED: f32 = 2.0;
/// One part that begins where a later column does.
pub(super) const UNDER_COLUMN: f32 = 2.2;
/// One part that ends before the second column begins.
pub(super) const UNDER_NAMES: f32 = 0.6;
/// A short line that goes on with the name of a row, where running text would have had room for more.
pub(super) const NARROW_REST: f32 = 1.5;
/// One part that runs over a gap of the lines beside it.
pub(super) const ACROSS: f32 = -0.6;

/// Labels of a table's header in their order.
pub(super) const HEADER: f32 = 5.0;
/// A goal's label or marker, a section or a heading: these stand beside tables, not in them.
pub(super) const OUTSIDE: f32 = -9.0;

/// A table begins or ends here without any space.
pub(super) const TURN_TIGHT: f32 = -2.0;
/// A table begins or ends here below some space.
pub(super) const TURN_LOOSE: f32 = -1.0;
/// Another table begins directly below one.
pub(super) const NEXT_TABLE: f32 = -4.0;
/// Each line's height of space within a table, beyond what rows have.
pub(super) const SPACE: f32 = -1.5;
/// No space within a table is worth less: it always parts tables that nothing holds together.
pub(super) const MOST_SPACE: f32 = -12.0;

/// Hardly any line has several parts, and nothing else holds the lines together: the axis of a chart.
pub(super) const SPARSE: f32 = -6.0;

/// A table found by less than this is told as doubtful.
pub(super) const NARROW: f32 = 2.0;
