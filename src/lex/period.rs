//! Periods: what a figure is about.

use super::number::year;
use crate::grammar::Grammar;
use nom::IResult;
use nom::Parser;
use nom::bytes::complete::take_while;
use nom::character::complete::one_of;
use nom::sequence::preceded;

fn spaces(input: &str) -> IResult<&str, &str> {
    take_while(|letter: char| letter.is_whitespace()).parse(input)
}

/// `period = word [number] [year] / year ; which of them follow a word is the grammar's`
pub(crate) fn period<'a>(grammar: &Grammar, input: &'a str) -> IResult<&'a str, String> {
    let refused = || nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag));
    let (trimmed, _) = spaces(input)?;
    if let Ok((rest, year)) = year(trimmed)
        && !rest.starts_with(|letter: char| letter.is_alphanumeric())
    {
        return Ok((rest, year.to_string()));
    }
    let (entry, taken) = grammar.periods.start_glued(trimmed).ok_or_else(refused)?;
    let word = trimmed[..taken].split_whitespace().collect::<String>();
    let mut rest = &trimmed[taken..];
    if rest.starts_with(char::is_alphabetic) {
        return Err(refused());
    }
    let mut text = word;
    if entry.fact("follow") == Some("number-year")
        && let Ok((after, number)) = preceded(spaces, one_of("1234")).parse(rest)
        && !after.starts_with(|letter: char| letter.is_ascii_digit())
    {
        let join = if text.chars().count() == 1 { "" } else { " " };
        text = format!("{text}{join}{number}");
        rest = after;
    }
    if let Ok((after, year)) = preceded(spaces, year).parse(rest) {
        text = format!("{text} {year}");
        rest = after;
    }
    Ok((rest, text))
}

/// The period that the whole text is, broken words rejoined.
pub(crate) fn whole_period(grammar: &Grammar, text: &str) -> Option<String> {
    let squeezed;
    let (rest, found) = match period(grammar, text) {
        Ok(found) if found.0.trim().is_empty() => found,
        _ => {
            // `Tert ial 1 201 4`: without the white space it may still be one.
            squeezed = text.split_whitespace().collect::<String>();
            period(grammar, &squeezed).ok()?
        }
    };
    rest.trim().is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_whole() {
        let grammar = Grammar::built_in().unwrap();
        for (raw, period) in [
            ("VB 2017", "VB 2017"),
            ("2014", "2014"),
            ("Tertial 1 2014", "Tertial 1 2014"),
            ("T1 2016", "T1 2016"),
            ("VB2016", "VB 2016"),
            ("Tertial", "Tertial"),
            ("Halvår 1 2014", "Halvår 1 2014"),
        ] {
            assert_eq!(whole_period(&grammar, raw).as_deref(), Some(period), "{raw}");
        }
        assert_eq!(whole_period(&grammar, "2 613"), None);
    }
}
