//! Cells: numbers with units and qualifiers, and what stands instead of a number.

use super::number::{number, year};
use crate::grammar::Grammar;
use crate::record::{Value, ValueKind};
use nom::Parser;
use nom::combinator::eof;
use nom::sequence::pair;

/// Reads a cell. What cannot be read stays as printed.
///
/// `cell = qualifier-instead / period / [label] [beside] number [unit] [beside] / text`
pub(crate) fn cell(grammar: &Grammar, raw: &str) -> Value {
    let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(instead) = instead_of_number(grammar, &raw) {
        return instead;
    }
    let mut rest = raw.as_str();
    let mut qualifier = None;
    let mut kind = ValueKind::Number;
    // `Kvinnor1` has lost its space.
    if let Some((entry, taken)) = grammar.rows.start_glued(rest)
        && matches!(entry.id.as_str(), "men" | "women")
        && !rest[taken..].starts_with(char::is_alphabetic)
    {
        rest = rest[taken..].trim_start();
    }
    while let Some((entry, taken)) = grammar.qualifiers.start(rest) {
        if entry.fact("before").is_none() {
            break;
        }
        qualifier = entry.fact("qualifier").map(str::to_owned);
        if entry.fact("kind") == Some("band") {
            kind = ValueKind::Band;
        }
        rest = rest[taken..].trim_start_matches(['.', ' ']);
    }
    let Ok((after, number)) = number(rest) else {
        return Value {
            raw,
            ..Value::default()
        };
    };
    // `2:a`, `1a`, `3D` are words that begin with a digit.
    let is_word = after.starts_with(|letter: char| letter.is_alphabetic()) && number.scale() == 0
        || after.starts_with(':') && after[1..].starts_with(char::is_alphabetic);
    if is_word && grammar.units.start(after).is_none() || super::whole_date(rest).is_some() {
        return Value {
            raw,
            ..Value::default()
        };
    }
    let after = after.trim_start();
    let unit = grammar.units.start(after);
    let (unit, after) = match unit {
        Some((entry, taken)) => (entry.fact("unit").map(str::to_owned), after[taken..].trim_start()),
        None => (None, after),
    };
    // `5/10`, `50-60`, `3 av 4`, `1 2345`: more figures follow that are no part of this one.
    if !after.starts_with('(') && after.contains(|letter: char| letter.is_ascii_digit()) {
        return Value {
            raw,
            kind: ValueKind::Unread,
            ..Value::default()
        };
    }
    if let Some((entry, _)) = grammar.qualifiers.start(after)
        && entry.fact("after").is_some()
    {
        qualifier = entry.fact("qualifier").map(str::to_owned);
    }
    Value {
        number: Some(number),
        unit,
        qualifier,
        kind,
        raw,
        ..Value::default()
    }
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
