//! Numbers and dates as Swedish reports print them.

use crate::record::Reading;
use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{eof, not, opt, peek, recognize, value as is, verify};
use nom::multi::many1;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// `space = SP / NBSP / narrow NBSP / thin space / figure space`
fn space(input: &str) -> IResult<&str, char> {
    one_of(" \u{A0}\u{202F}\u{2009}\u{2007}").parse(input)
}

/// `minus = "-" / any dash / U+2212`; a sign where a figure begins, whichever dash the program has set
pub(super) fn minus(input: &str) -> IResult<&str, char> {
    one_of(MINUS).parse(input)
}

/// The signs that stand for a minus or a dash.
const MINUS: &str = "-\u{2212}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{FE63}\u{FF0D}";

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

/// leading = 1*3DIGIT ; before groups of three
fn leading(input: &str) -> IResult<&str, &str> {
    verify(digits, |text: &str| text.len() <= 3 && !text.starts_with('0')).parse(input)
}

/// grouped = leading 1*(space 3DIGIT)
fn grouped(input: &str) -> IResult<&str, String> {
    (leading, many1(preceded(space, three_digits)))
        .map(|(first, groups)| first.to_owned() + &groups.concat())
        .parse(input)
}

/// Digits with their decimals, and how they were read.
struct Digits {
    whole: String,
    decimals: Option<String>,
    reading: Reading,
}

/// marked = leading 1*(mark 3DIGIT) [other 1*DIGIT] ; the marks of thousands and of decimals differ
fn marked(mark: char, other: char) -> impl FnMut(&str) -> IResult<&str, Digits> {
    move |input| {
        let groups = many1(preceded(char(mark), three_digits));
        let (rest, (first, groups, decimals)) =
            (leading, groups, opt(preceded(char(other), digits))).parse(input)?;
        let is_plain = groups.len() > 1 || decimals.is_some();
        Ok((
            rest,
            Digits {
                whole: first.to_owned() + &groups.concat(),
                decimals: decimals.map(str::to_owned),
                reading: if is_plain {
                    Reading::Plain
                } else {
                    Reading::Thousands
                },
            },
        ))
    }
}

/// decimals = ("," / ".") 1*DIGIT
fn decimals(input: &str) -> IResult<&str, &str> {
    preceded(one_of(",."), digits).parse(input)
}

/// `plain = grouped [decimals] / 1*DIGIT [decimals] ; groups first, or 1 234 would end at 1`
///
/// Where spaces part the thousands, what a full stop before three digits means cannot be told.
fn plain(input: &str) -> IResult<&str, Digits> {
    let is_group = |input| preceded(char('.'), three_digits).parse(input);
    let spaced = (grouped, opt(preceded(not(is_group), decimals)));
    // No figure of a report begins `012.480`: neither thousands nor decimals are printed so.
    let is_figure = |(whole, decimals): &(&str, Option<&str>)| {
        let is_padded = whole.len() > 1 && whole.starts_with('0');
        !(is_padded && decimals.is_some_and(|decimals| decimals.len() == 3))
    };
    let unspaced =
        verify((digits, opt(decimals)), is_figure).map(|(whole, decimals)| (whole.to_owned(), decimals));
    let (rest, (whole, decimals)) = alt((spaced, unspaced)).parse(input)?;
    Ok((
        rest,
        Digits {
            whole,
            decimals: decimals.map(str::to_owned),
            reading: Reading::Plain,
        },
    ))
}

/// `figure = marked(".", ",") / marked(",", ".") / plain`
///
/// A full stop before three digits parts thousands, as in other countries, or is a decimal point: nothing in the
/// figure tells which, and its reading says so. A comma before three digits is the Swedish decimal comma.
fn figure(input: &str) -> IResult<&str, Digits> {
    let english = verify(marked(',', '.'), |digits: &Digits| {
        digits.reading == Reading::Plain
    });
    alt((marked('.', ','), english, plain)).parse(input)
}

/// `number = [("+" / minus) [space]] figure`
pub(crate) fn number(input: &str) -> IResult<&str, Decimal> {
    read_number(input).map(|(rest, (number, _))| (rest, number))
}

/// A number, and how it was read.
pub(super) fn read_number(input: &str) -> IResult<&str, (Decimal, Reading)> {
    let sign = opt(terminated(alt((is("-", minus), is("", char('+')))), opt(space)));
    let (rest, (sign, figure)) = (sign, figure).parse(input)?;
    let sign = sign.unwrap_or("");
    let text = match &figure.decimals {
        Some(decimals) => format!("{sign}{}.{decimals}", figure.whole),
        None => format!("{sign}{}", figure.whole),
    };
    match Decimal::from_str_exact(&text) {
        Ok(number) => Ok((rest, (number, figure.reading))),
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
    let mut letters = text.chars();
    letters.next().is_some_and(|first| MINUS.contains(first)) && letters.next().is_none()
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
