//! Numbers and dates as Swedish reports print them.

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{eof, not, opt, peek, recognize, value as is, verify};
use nom::multi::many1;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;
use std::str::FromStr;

/// `space = SP / NBSP / narrow NBSP / thin space / figure space`
fn space(input: &str) -> IResult<&str, char> {
    one_of(" \u{A0}\u{202F}\u{2009}\u{2007}").parse(input)
}

/// `minus = "-" / U+2212 / en dash`
fn minus(input: &str) -> IResult<&str, char> {
    one_of("-\u{2212}\u{2013}").parse(input)
}

fn digits(input: &str) -> IResult<&str, &str> {
    take_while1(|letter: char| letter.is_ascii_digit()).parse(input)
}

fn three_digits(input: &str) -> IResult<&str, &str> {
    terminated(
        take_while_m_n(3, 3, |letter: char| letter.is_ascii_digit()),
        peek(not(one_of("0123456789"))),
    )
    .parse(input)
}

/// whole = 1*3DIGIT 1*(space 3DIGIT) / 1*DIGIT ; groups first, or `1 234` would end at `1`
fn whole(input: &str) -> IResult<&str, String> {
    let leading = verify(digits, |text: &str| text.len() <= 3 && !text.starts_with('0'));
    let grouped = (leading, many1(preceded(space, three_digits)))
        .map(|(first, groups)| first.to_owned() + &groups.concat());
    alt((grouped, digits.map(str::to_owned))).parse(input)
}

/// `number = [("+" / minus) [space]] whole [("," / ".") 1*DIGIT]`
pub(crate) fn number(input: &str) -> IResult<&str, Decimal> {
    let sign = opt(terminated(alt((is("-", minus), is("", char('+')))), opt(space)));
    let decimals = opt(preceded(one_of(",."), digits));
    let (rest, (sign, whole, decimals)) = (sign, whole, decimals).parse(input)?;
    let text = format!("{}{whole}.{}", sign.unwrap_or(""), decimals.unwrap_or("0"));
    let text = if decimals.is_none() {
        text.trim_end_matches(".0").to_owned()
    } else {
        text
    };
    match Decimal::from_str(&text) {
        Ok(number) => Ok((rest, number)),
        // More digits than any figure in a report has.
        Err(_) => Err(nom::Err::Error(nom::error::Error::new(
            input,
            nom::error::ErrorKind::TooLarge,
        ))),
    }
}

/// `year = ("19" / "20") 2DIGIT`
pub(crate) fn year(input: &str) -> IResult<&str, i32> {
    terminated(
        take_while_m_n(4, 4, |letter: char| letter.is_ascii_digit()),
        peek(not(one_of("0123456789"))),
    )
    .map_res(str::parse::<i32>)
    .parse(input)
    .and_then(|(rest, year)| {
        if (1990..=2099).contains(&year) {
            Ok((rest, year))
        } else {
            Err(nom::Err::Error(nom::error::Error::new(
                input,
                nom::error::ErrorKind::Verify,
            )))
        }
    })
}

/// Whether the whole text is a year.
pub(crate) fn is_year(text: &str) -> bool {
    year(text.trim()).is_ok_and(|(rest, _)| rest.is_empty())
}

/// Whether the text is a dash that stands where a figure could.
pub(crate) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—")
}

/// `date = 4DIGIT "-" 2DIGIT "-" 2DIGIT`
pub(crate) fn date(input: &str) -> IResult<&str, &str> {
    let two = |input| take_while_m_n(2, 2, |letter: char| letter.is_ascii_digit()).parse(input);
    recognize((year, char('-'), two, char('-'), two)).parse(input)
}

/// The ISO date that the whole text is, white space ignored.
pub(crate) fn whole_date(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (_, found) = terminated(date, eof).parse(text.as_str()).ok()?;
    let number = |range: std::ops::Range<usize>| found[range].parse::<u32>().unwrap_or(0);
    ((1..=12).contains(&number(5..7)) && (1..=31).contains(&number(8..10))).then(|| found.to_owned())
}
