//! Marks of footnotes behind a figure or a word: `84 %¹`, `84 % 1)`, `Antal besök*`.

use crate::grammar::Grammar;
use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::combinator::{eof, opt, recognize};
use nom::multi::many0;
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};

/// Whether a letter is a raised figure.
pub(super) fn is_raised(letter: char) -> bool {
    matches!(
        letter,
        '\u{B9}' | '\u{B2}' | '\u{B3}' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{207D}' | '\u{207E}'
    )
}

fn is_star(letter: char) -> bool {
    matches!(letter, '*' | '\u{2020}' | '\u{2021}')
}

fn small(input: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 2, |letter: char| letter.is_ascii_digit()).parse(input)
}

/// `raised = 1*RAISED [","] / 1*("*" / "†" / "‡") [")"]`
fn raised(input: &str) -> IResult<&str, &str> {
    let digits = terminated(take_while1(is_raised), opt(char(',')));
    let stars = terminated(take_while1(is_star), opt(char(')')));
    recognize(alt((digits, stars))).parse(input)
}

/// `numbered = (1*2DIGIT / LOWER) ")" / "[" 1*2DIGIT "]"`
fn numbered(input: &str) -> IResult<&str, &str> {
    let bracketed = delimited(char('['), small, char(']'));
    let letter = take_while_m_n(1, 1, |letter: char| letter.is_ascii_lowercase());
    recognize(alt((terminated(alt((small, letter)), char(')')), bracketed))).parse(input)
}

/// The text without the marks that it begins with. A number with a parenthesis needs a space before it behind a
/// digit, which it would be a part of else.
pub(super) fn after_marks(input: &str, is_behind_digit: bool) -> &str {
    let first = |input| {
        let apart = (space1, alt((raised, numbered)));
        let close = alt((raised, numbered));
        match is_behind_digit {
            true => alt((recognize(apart), raised)).parse(input),
            false => recognize((space0, close)).parse(input),
        }
    };
    let more = many0(recognize((space0, alt((raised, numbered)))));
    let parsed: IResult<&str, _> = (first, more).parse(input);
    parsed.map_or(input, |(rest, _)| rest)
}

/// A name or a label without the marks of footnotes at its end.
pub(crate) fn without_marks<'a>(grammar: &Grammar, text: &'a str) -> &'a str {
    let mut kept = text.trim_end();
    while let Some(shorter) = without_last(grammar, kept) {
        kept = shorter;
    }
    // A text that is nothing but marks is no name with a mark.
    if kept.contains(char::is_alphanumeric) {
        kept
    } else {
        text
    }
}

/// `kWh/m²` ends in no mark.
fn ends_in_unit(grammar: &Grammar, text: &str) -> bool {
    let parts_words = |letter: char| !letter.is_alphanumeric();
    let word = text.trim_end().rsplit(parts_words).next().unwrap_or("");
    grammar.units.whole(word).is_some()
}

fn without_last<'a>(grammar: &Grammar, text: &'a str) -> Option<&'a str> {
    let bare = text.trim_end_matches(is_raised);
    if bare.len() < text.len() {
        return (!ends_in_unit(grammar, text)).then(|| bare.trim_end());
    }
    let bare = text.trim_end_matches(is_star);
    if bare.len() < text.len() {
        return Some(bare.trim_end());
    }
    let (at, close) = text.char_indices().next_back()?;
    let open = match close {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let inside = text[..at].trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = at - inside.len();
    let is_number = (1..=2).contains(&digits);
    let is_open = inside.matches(open).count() > inside.matches(close).count();
    match open {
        // `Andel prov a)`: a letter by itself.
        '(' if digits == 0 => {
            let bare = text[..at].strip_suffix(|letter: char| letter.is_ascii_lowercase())?;
            let bare = bare.strip_suffix(' ')?.trim_end();
            (bare.matches('(').count() <= bare.matches(')').count()).then_some(bare)
        }
        // `(årskurs 2)` closes what was opened; `1) Antal` begins with a number.
        '(' => (is_number && !is_open).then(|| inside.trim_end()),
        _ => (is_number).then(|| inside.strip_suffix('['))?.map(str::trim_end),
    }
}

/// A label without raised figures behind it, and nothing else taken from it: a star is printed as a part of some.
pub(crate) fn without_raised<'a>(grammar: &Grammar, text: &'a str) -> &'a str {
    let bare = text.trim_end().trim_end_matches(is_raised);
    let is_mark = bare.len() < text.trim_end().len() && !ends_in_unit(grammar, text);
    if is_mark && !bare.is_empty() {
        bare.trim_end()
    } else {
        text
    }
}

/// Whether nothing is left.
pub(super) fn is_end(input: &str) -> bool {
    let parsed: IResult<&str, &str> = eof(input.trim());
    parsed.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_what_belongs_to_a_name() {
        let grammar = Grammar::built_in().unwrap();
        for (text, name) in [
            ("Andel prov¹", "Andel prov"),
            ("Andel prov 2)", "Andel prov"),
            ("Andel prov2)", "Andel prov"),
            ("Andel prov [3]", "Andel prov"),
            ("Antal prov**", "Antal prov"),
            ("Antal prov*¹", "Antal prov"),
            ("Bokslut 2018³", "Bokslut 2018"),
            ("Provhem²", "Provhem"),
            ("Andel prov (årskurs 2)", "Andel prov (årskurs 2)"),
            ("Energi, kWh/m²", "Energi, kWh/m²"),
            ("Andel prov 2", "Andel prov 2"),
            ("Andel prov \u{B9}\u{207E}", "Andel prov"),
            ("Andel prov a)", "Andel prov"),
            ("Andel prov (grupp a)", "Andel prov (grupp a)"),
            ("*", "*"),
        ] {
            assert_eq!(without_marks(&grammar, text), name, "{text}");
        }
    }

    #[test]
    fn a_mark_behind_a_digit_stands_apart_or_is_raised() {
        for (text, rest) in [
            (" 1)", ""),
            ("¹", ""),
            ("*", ""),
            ("1)", "1)"),
            (" 100)", " 100)"),
            ("\u{B9}\u{207E}", ""),
            (" a)", ""),
            ("a)", "a)"),
        ] {
            assert_eq!(after_marks(text, true), rest, "{text}");
        }
        assert_eq!(after_marks("1)", false), "");
        assert_eq!(after_marks(" (11)", false), " (11)");
    }
}
