//! A cell: what was printed, and what could be read of it.

use rust_decimal::Decimal;

/// A printed cell and what could be read of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Value {
    /// The cell as printed, white space collapsed, broken words rejoined.
    pub raw: String,
    /// The number with the decimals that were printed.
    pub number: Option<Decimal>,
    /// The unit beside the number, normalised.
    pub unit: Option<String>,
    /// What stands beside the number or instead of it.
    pub qualifier: Option<String>,
    /// Why there is or is not a number.
    pub kind: ValueKind,
    /// The amount in kronor, for money.
    pub amount_sek: Option<Decimal>,
    /// How the number was read, where the print leaves another reading open.
    pub reading: Reading,
    /// How sure the recognition is of the least sure word of it, of 100; none where the file holds its words.
    pub confidence: Option<u8>,
    /// Only relations that do not hold touch this figure, or the print leaves another reading open that no
    /// relation rules out.
    pub is_doubtful: bool,
}

/// How a number was read, where the print leaves another reading open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// There is no other reading.
    #[default]
    Plain,
    /// A full stop before three digits was taken for a mark of thousands.
    Thousands,
    /// A full stop before three digits was taken for a decimal point.
    Point,
    /// A minus behind the figure was taken for its sign.
    MinusBehind,
    /// It is printed in red among black ones and without a minus: accounts print so what is below nothing.
    Red,
    /// Parentheses were taken for a minus.
    Parentheses,
    /// Signs of a symbol font were taken for the digits in whose places they stand.
    Symbols,
}

/// Why a cell has a number or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ValueKind {
    /// A number.
    Number,
    /// A tolerance around a value, such as ±1 %.
    Band,
    /// The value is to be set later, by the committee or in a coming year.
    ToBeSet,
    /// A direction: more, less, the same.
    Direction,
    /// Said to be missing, or a dash.
    Missing,
    /// Figures that could not be read as one number: a range, a share, a number that was cut.
    Unread,
    /// A period.
    Period,
    /// Words.
    #[default]
    Text,
}
