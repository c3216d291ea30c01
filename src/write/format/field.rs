//! A field of a row: its text, and what the kind of its column makes of it, for formats that ask.

use super::super::schema::Column;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::str::FromStr;

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Field<'a> {
    kind: Kind,
    /// As the machine's CSV has it; empty where nothing is printed.
    pub(crate) text: &'a str,
}

/// What a field is. A text that its column's kind does not allow, such as a date column's `hela 2017`, is text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Empty,
    /// A text.
    Text,
    /// A whole number.
    Integer(i64),
    /// A number with the decimals that were printed.
    Number(Decimal),
    /// A day of the calendar.
    Date(NaiveDate),
    /// Yes or no.
    Boolean(bool),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Number,
    Date,
    Boolean,
}

impl Kind {
    pub(crate) fn of(column: &Column) -> Self {
        Self::named(column.kind)
    }

    /// The kind of that name; text for any other.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "integer" => Kind::Integer,
            "number" => Kind::Number,
            "date" => Kind::Date,
            "boolean" => Kind::Boolean,
            _ => Kind::Text,
        }
    }
}

impl<'a> Field<'a> {
    pub(crate) fn of(kind: Kind, text: &'a str) -> Self {
        Self { kind, text }
    }

    /// Reads the text as the kind says. No text is an empty field whatever the kind.
    pub(crate) fn value(&self) -> Value {
        let text = self.text;
        let value = match self.kind {
            _ if text.is_empty() => Some(Value::Empty),
            Kind::Text => None,
            Kind::Integer => text.parse().ok().map(Value::Integer),
            Kind::Number => Decimal::from_str(text).ok().map(Value::Number),
            Kind::Date => date(text).map(Value::Date),
            Kind::Boolean => text.parse().ok().map(Value::Boolean),
        };
        value.unwrap_or(Value::Text)
    }
}

/// The day that an ISO date names, if the calendar has it.
fn date(text: &str) -> Option<NaiveDate> {
    const LENGTH: usize = "2017-01-31".len();
    (text.len() == LENGTH).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())?
}

/// Whether a binary fraction of 64 bits, which is what spreadsheets and most programs count with, gives the
/// number back digit by digit.
pub(crate) fn is_exact(number: Decimal) -> bool {
    const DIGITS: u32 = 15;
    number.normalize().mantissa().unsigned_abs() < 10u128.pow(DIGITS)
}

#[cfg(test)]
mod tests {
    use super::super::super::schema;
    use super::*;

    #[test]
    fn a_field_is_what_its_column_says_or_text() {
        let value = |kind, text| Field::of(kind, text).value();
        assert_eq!(value(Kind::Number, ""), Value::Empty);
        assert_eq!(value(Kind::Integer, "2017"), Value::Integer(2017));
        assert_eq!(
            value(Kind::Number, "-81.50"),
            Value::Number(Decimal::new(-8150, 2))
        );
        assert_eq!(value(Kind::Boolean, "false"), Value::Boolean(false));
        let day = NaiveDate::from_ymd_opt(2016, 2, 29).unwrap();
        assert_eq!(value(Kind::Date, "2016-02-29"), Value::Date(day));
        for text in ["2017-02-29", "hela 2017", "2017-1-1", "2017"] {
            assert_eq!(value(Kind::Date, text), Value::Text, "{text}");
        }
        assert_eq!(value(Kind::Text, "1.10"), Value::Text);
    }

    #[test]
    fn every_column_is_of_a_kind() {
        for column in schema::files().iter().flat_map(|file| file.columns) {
            let is_known = Kind::of(column) != Kind::Text || column.kind == "text";
            assert!(is_known, "{}: {}", column.name, column.kind);
        }
    }

    #[test]
    fn fifteen_digits_are_exact() {
        for (text, wanted) in [
            ("123456789012345", true),
            ("0.12345", true),
            ("1000000000000000000", false),
            ("1234567890123456", false),
        ] {
            assert_eq!(is_exact(Decimal::from_str(text).unwrap()), wanted, "{text}");
        }
    }
}
