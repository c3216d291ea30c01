//! Cells: numbers with units and qualifiers, and what stands instead of a number.

use super::marks::{after_marks, is_end};
use super::number::{minus, read_number, year};
use super::period::whole_period;
use crate::grammar::{Entry, Grammar};
use crate::record::{Reading, Value, ValueKind};
use nom::Parser;
use nom::combinator::eof;
use nom::sequence::pair;
use rust_decimal::Decimal;

/// Reads a cell. It is read whole or not at all: what is not understood to its end stays as printed.
///
/// `cell = qualifier-instead / [label] *before amount ; amount = "(" amount ")" / number [unit] [after] [marks]`
pub(crate) fn cell(grammar: &Grammar, raw: &str) -> Value {
    let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(instead) = instead_of_number(grammar, &raw) {
        return instead;
    }
    let digits = symbols_as_digits(&raw);
    let text = digits.as_deref().unwrap_or(&raw);
    match labelled(grammar, text, Extent::Whole) {
        Some(mut value) => {
            if digits.is_some() {
                value.reading = Reading::Symbols;
            }
            Value { raw, ..value }
        }
        None => Value {
            kind: if is_like_figure(grammar, text) {
                ValueKind::Unread
            } else {
                ValueKind::Text
            },
            raw,
            ..Value::default()
        },
    }
}

/// Reads what may be a cell or only a part of one, as lines of narrow columns are: words may follow that are not
/// understood. What is given is evidence of where cells stand, and no value.
pub(crate) fn begun(grammar: &Grammar, raw: &str) -> Value {
    let value = cell(grammar, raw);
    match value.kind {
        ValueKind::Text | ValueKind::Unread => {
            let begun = labelled(grammar, &value.raw, Extent::Begun);
            begun.map_or(value.clone(), |begun| Value {
                raw: value.raw,
                ..begun
            })
        }
        _ => value,
    }
}

/// How much of a text is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All of it.
    Whole,
    /// A number at its beginning, if no more figures follow.
    Begun,
}

/// A number with what stands beside it.
fn labelled(grammar: &Grammar, text: &str, extent: Extent) -> Option<Value> {
    let mut rest = without_label(grammar, text);
    let mut value = Value {
        kind: ValueKind::Number,
        ..Value::default()
    };
    while let Some((entry, taken)) = grammar.qualifiers.start(rest) {
        if entry.fact("before").is_none() {
            break;
        }
        value.qualifier = entry.fact("qualifier").map(str::to_owned);
        if entry.fact("kind") == Some("band") {
            value.kind = ValueKind::Band;
        }
        rest = rest[taken..].trim_start_matches(['.', ' ']);
    }
    // `minus 5,7`, `./. 5,7`
    if let Some((entry, taken)) = grammar.qualifiers.start(rest)
        && entry.fact("kind") == Some("sign")
    {
        let behind = rest[taken..].trim_start();
        let mut value = amount(grammar, behind, value, extent).filter(|_| behind.starts_with(is_digit))?;
        value.number = value.number.map(|number| -number);
        return Some(value);
    }
    let inside = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let Some(inside) = inside else {
        return amount(grammar, rest, value, extent);
    };
    // `(5,7)` is how accounts print a minus; `(prel)`, `(-5,7)` and `(ca 5)` say something else.
    let mut value =
        amount(grammar, inside.trim(), value, Extent::Whole).filter(|value| value.qualifier.is_none())?;
    let number = value
        .number
        .filter(|number| !number.is_sign_negative() && inside.trim_start().starts_with(is_digit))?;
    value.number = Some(-number);
    value.reading = Reading::Parentheses;
    Some(value)
}

/// `amount = number [fraction] ["-"] [marks] [unit] [after] [marks]`
fn amount(grammar: &Grammar, text: &str, mut value: Value, extent: Extent) -> Option<Value> {
    let (mut rest, (mut number, mut reading)) = match lone_fraction(text) {
        Some((number, rest)) => (rest, (number, Reading::Plain)),
        None => read_number(text).ok()?,
    };
    // `3½`, `3 ½`
    let behind = rest.strip_prefix([' ', '\u{A0}']).unwrap_or(rest);
    if let Some(fraction) = behind.chars().next().and_then(fraction)
        && number.scale() == 0
    {
        rest = behind;
        let part = if text.starts_with(is_digit) {
            fraction
        } else {
            -fraction
        };
        number = number.checked_add(part)?;
        rest = rest.get('½'.len_utf8()..)?;
    }
    let mut is_behind_digit = true;
    // `40-tal` stands close to the figure, and its hyphen is no minus.
    if let Some((entry, taken)) = after(grammar, rest) {
        value.qualifier = entry.fact("qualifier").map(str::to_owned);
        (rest, is_behind_digit) = (&rest[taken..], false);
    } else if let Ok((behind, _)) = minus(rest)
        && text.starts_with(is_digit)
        && !behind.starts_with(char::is_alphanumeric)
    {
        number = -number;
        reading = Reading::MinusBehind;
        (rest, is_behind_digit) = (behind, false);
    }
    // What a number with a parenthesis is a mark of can also be its unit.
    let marked = after_marks(rest, is_behind_digit);
    let units = |rest: &str| unit(grammar, rest.trim_start());
    if let Some((unit, taken)) = units(rest).or_else(|| units(marked)) {
        let from = if units(rest).is_some() { rest } else { marked };
        value.unit = Some(unit);
        (rest, is_behind_digit) = (&from.trim_start()[taken..], false);
    }
    if let Some((entry, taken)) = after(grammar, rest.trim_start()) {
        value.qualifier = entry.fact("qualifier").map(str::to_owned);
        (rest, is_behind_digit) = (&rest.trim_start()[taken..], false);
    }
    rest = after_marks(rest, is_behind_digit);
    // A sentence may end in the cell, but `12.` is a part of something.
    if value.unit.is_some() || value.qualifier.is_some() {
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    let goes_on = |rest: &str| {
        // `2:a`, `1a`, `3D` are words that begin with a digit; `5/10`, `50-60`, `3 av 4` more than one figure.
        let is_word = rest.starts_with(char::is_alphabetic) && number.scale() == 0
            || rest.starts_with(':') && rest[1..].starts_with(char::is_alphabetic);
        !is_word && (rest.starts_with('(') || !rest.contains(is_digit))
    };
    if !(is_end(rest) || extent == Extent::Begun && goes_on(rest)) {
        return None;
    }
    if reading == Reading::Thousands && value.unit.as_deref() == Some("%") {
        // No share is that large.
        number.set_scale(3).ok()?;
        reading = Reading::Point;
    }
    value.number = Some(number);
    value.reading = reading;
    Some(value)
}

/// `Kvinnor1` has lost its space.
fn without_label<'a>(grammar: &Grammar, text: &'a str) -> &'a str {
    match grammar.rows.start_glued(text) {
        Some((entry, taken))
            if matches!(entry.id.as_str(), "men" | "women")
                && !text[taken..].starts_with(char::is_alphabetic) =>
        {
            text[taken..].trim_start()
        }
        _ => text,
    }
}

/// A word behind the number that says how it is meant.
fn after<'g>(grammar: &'g Grammar, text: &str) -> Option<(&'g Entry, usize)> {
    let found = grammar.qualifiers.start(text)?;
    found.0.fact("after").is_some().then_some(found)
}

/// `unit = phrase ["/" word] ; kr/barn is a unit of its own, and no money`
fn unit(grammar: &Grammar, text: &str) -> Option<(String, usize)> {
    let (entry, taken) = grammar.units.start(text)?;
    let unit = entry.fact("unit")?;
    let Some(below) = text[taken..].strip_prefix('/') else {
        return Some((unit.to_owned(), taken));
    };
    let letters = below
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(below.len());
    match letters {
        0 => None,
        _ => Some((format!("{unit}/{}", &below[..letters]), taken + 1 + letters)),
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// The fractions that decimals give exactly.
fn fraction(letter: char) -> Option<Decimal> {
    match letter {
        '½' => Some(Decimal::new(5, 1)),
        '¼' => Some(Decimal::new(25, 2)),
        '¾' => Some(Decimal::new(75, 2)),
        _ => None,
    }
}

/// `¾`, with nothing before it.
fn lone_fraction(text: &str) -> Option<(Decimal, &str)> {
    let first = text.chars().next()?;
    Some((fraction(first)?, &text[first.len_utf8()..]))
}

/// A text whose digits are signs of a symbol font, which stand in the private area in the places that digits have in
/// ASCII. None where there are no such digits, or others too.
fn symbols_as_digits(text: &str) -> Option<String> {
    const AREA: u32 = 0xF000;
    let plain = |letter: char| char::from_u32((letter as u32).wrapping_sub(AREA));
    let is_symbol = |letter: char| matches!(letter, '\u{F020}'..='\u{F07E}');
    let is_symbol_digit = |letter: char| is_symbol(letter) && plain(letter).is_some_and(is_digit);
    if !text.contains(is_symbol_digit) || text.contains(is_digit) {
        return None;
    }
    let letters = text.chars();
    letters
        .map(|letter| {
            if is_symbol(letter) {
                plain(letter)
            } else {
                Some(letter)
            }
        })
        .collect()
}

/// Whether a text that is no number looks like one: it begins as a figure does, and has more of figures than of
/// words. Dates and periods do not.
fn is_like_figure(grammar: &Grammar, text: &str) -> bool {
    let begins = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let digits = text.chars().filter(|letter| letter.is_ascii_digit()).count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_begun = begins.starts_with(is_digit)
        || grammar
            .qualifiers
            .start(text)
            .is_some_and(|(entry, _)| entry.fact("before").is_some());
    digits > 0
        && is_begun
        && digits * 2 >= letters
        && super::whole_date(text).is_none()
        && whole_period(grammar, text).is_none()
}

/// Words, dashes and the like that stand where a number could.
fn instead_of_number(grammar: &Grammar, raw: &str) -> Option<Value> {
    let (entry, taken) = grammar.qualifiers.start_glued(raw)?;
    let rest = raw[taken..].trim();
    let kind = match entry.fact("kind")? {
        "to-be-set" if rest.is_empty() || pair(year, eof).parse(rest).is_ok() => ValueKind::ToBeSet,
        "direction" if rest.is_empty() => ValueKind::Direction,
        "missing" | "dash" if rest.is_empty() => ValueKind::Missing,
        _ => return None,
    };
    let words = grammar.qualifiers.spelled(&raw[..taken]);
    let raw = match words {
        Some(words) if rest.is_empty() => words,
        Some(words) => format!("{words} {rest}"),
        None => raw.to_owned(),
    };
    Some(Value {
        qualifier: (kind != ValueKind::Missing).then(|| raw.to_lowercase()),
        kind,
        raw,
        ..Value::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> (String, Option<String>, Option<String>, ValueKind) {
        let grammar = Grammar::built_in().unwrap();
        let value = cell(&grammar, raw);
        let number = value.number.map_or(String::new(), |number| number.to_string());
        (number, value.unit, value.qualifier, value.kind)
    }

    #[test]
    fn numbers_are_read_with_the_decimals_that_were_printed() {
        for (raw, number, unit) in [
            ("0,33 %", "0.33", Some("%")),
            ("87%", "87", Some("%")),
            ("8 500 st", "8500", Some("st")),
            ("10\u{a0}000 st", "10000", Some("st")),
            ("1600 st", "1600", Some("st")),
            ("−1 848,60", "-1848.60", None),
            ("+5", "5", None),
            ("16.4 mkr", "16.4", Some("mnkr")),
            ("34 kwh/kv m", "34", Some("kWh/kvm")),
            ("0", "0", None),
            ("Män 0,35", "0.35", None),
            ("Kvinnor/flickor 0,16", "0.16", None),
            ("Kvinnor1", "1", None),
            ("16,3 barn", "16.3", Some("barn")),
            ("3 ½", "3.5", None),
            ("¾", "0.75", None),
            ("minus 5,7", "-5.7", None),
            ("./. 5,7 %", "-5.7", Some("%")),
            ("84 % a)", "84", Some("%")),
        ] {
            assert_eq!(
                read(raw),
                (number.into(), unit.map(str::to_owned), None, ValueKind::Number),
                "{raw}"
            );
        }
    }

    #[test]
    fn qualifiers_stand_beside_or_instead() {
        assert_eq!(read("Ca 84").2.as_deref(), Some("ca"));
        assert_eq!(read("791 (prel)").2.as_deref(), Some("prel"));
        assert_eq!(read("+/-1 %").3, ValueKind::Band);
        assert_eq!(read("±0").0, "0");
        for (raw, kind) in [
            ("tas fram av nämnde n", ValueKind::ToBeSet),
            ("fastställs 2017", ValueKind::ToBeSet),
            ("Öka", ValueKind::Direction),
            ("–", ValueKind::Missing),
        ] {
            assert_eq!((read(raw).0.as_str(), read(raw).3), ("", kind), "{raw}");
        }
    }

    #[test]
    fn broken_words_are_spelled_out_and_the_case_stays() {
        let grammar = Grammar::built_in().unwrap();
        assert_eq!(cell(&grammar, "tas fram av nämnde n").raw, "tas fram av nämnden");
        assert_eq!(cell(&grammar, "Tas fram av nämnden").raw, "Tas fram av nämnden");
    }

    #[test]
    fn a_word_that_begins_with_a_digit_is_no_number() {
        assert_eq!(read("3D-skrivare").0, "");
    }
}
