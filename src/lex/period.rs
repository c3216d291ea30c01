//! Periods: what a figure is about.

use super::marks::is_raised;
use super::number::{is_year, minus, whole_date, year};
use crate::grammar::{Entry, Grammar};
use crate::record::{DocType, Time};
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
        && !rest.starts_with(|letter: char| letter.is_alphanumeric() && !is_raised(letter))
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
    // `jan-aug`: from the first month to the last.
    if let Some((last, after)) = last_month(grammar, entry, rest) {
        text = format!("{text}-{last}");
        rest = after;
    }
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

/// `- month`, behind the name of a month.
fn last_month<'a>(grammar: &Grammar, first: &Entry, rest: &'a str) -> Option<(&'a str, &'a str)> {
    let (after, _) = minus(rest.trim_start()).ok()?;
    let after = after.trim_start();
    let (entry, taken) = grammar.periods.start(after)?;
    let is_month = first.id == "month" && entry.id == "month";
    is_month.then(|| (&after[..taken], &after[taken..]))
}

/// The period that the whole text is, broken words rejoined.
pub(crate) fn whole_period(grammar: &Grammar, text: &str) -> Option<String> {
    if let Some(day) = whole_date(text) {
        return Some(day);
    }
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

/// The time that a period names, given as [`whole_period`] gives it.
pub(crate) fn time(grammar: &Grammar, period: &str) -> Option<Time> {
    if is_year(period) {
        return Some(Time {
            part: Some(String::new()),
            year: year(period).ok().map(|(_, year)| year),
        });
    }
    // What stands on the last day of a year is about all of it.
    if let (Some(day), Ok((_, year))) = (whole_date(period), year(period)) {
        return Some(Time {
            part: day.ends_with("-12-31").then(String::new),
            year: Some(year),
        });
    }
    let (words, found) = match period.rsplit_once(' ') {
        Some((words, last)) if is_year(last) => (words, year(last).ok().map(|(_, year)| year)),
        _ => (period, None),
    };
    let (entry, taken) = grammar.periods.start_glued(words)?;
    let number = words[taken..].trim();
    let named = |kind: DocType| Some(kind.word().to_owned());
    let part = match (entry.id.as_str(), number) {
        ("month", last) if last.starts_with('-') => Some(months(words)),
        ("year", _) => Some(String::new()),
        ("year-end", _) => named(DocType::Annual),
        ("plan", _) => named(DocType::Plan),
        ("tertial", "1") => named(DocType::FirstTertial),
        ("tertial", "2") => named(DocType::SecondTertial),
        // `Halvår 1`, `Kvartal 2`, `april 2014`; without a number or a year they say how often.
        (_, number) if !number.is_empty() => {
            let word = entry.phrases.first().map_or(words, String::as_str);
            Some(format!("{word} {number}"))
        }
        ("month", _) if found.is_some() => Some(words.to_lowercase()),
        _ => None,
    };
    Some(Time { part, year: found })
}

/// From which month to which, or the part of the year by the name that the city has for it.
fn months(words: &str) -> String {
    let words = words.to_lowercase();
    let (first, last) = words.split_once('-').unwrap_or((&words, ""));
    let part = match (first.get(..3), last.get(..3)) {
        (Some("jan"), Some("apr")) => DocType::FirstTertial.word(),
        (Some("jan"), Some("aug")) => DocType::SecondTertial.word(),
        (Some("jan"), Some("dec")) => "",
        _ => return words,
    };
    part.to_owned()
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
            ("jan-aug", "jan-aug"),
            ("jan – aug 2019", "jan-aug 2019"),
            ("2018-12-31", "2018-12-31"),
        ] {
            assert_eq!(whole_period(&grammar, raw).as_deref(), Some(period), "{raw}");
        }
        assert_eq!(whole_period(&grammar, "2 613"), None);
    }

    #[test]
    fn a_period_names_a_part_of_a_year() {
        let grammar = Grammar::built_in().unwrap();
        for (period, part, year) in [
            ("VB 2016", Some("VB"), Some(2016)),
            ("2017", Some(""), Some(2017)),
            ("Helår 2020", Some(""), Some(2020)),
            ("Tertial 1 2014", Some("T1"), Some(2014)),
            ("T2 2016", Some("T2"), Some(2016)),
            ("Tertial 3 2016", Some("Tertial 3"), Some(2016)),
            ("Halvår 1 2014", Some("Halvår 1"), Some(2014)),
            ("April 2014", Some("april"), Some(2014)),
            ("Tertial", None, None),
            ("Tertial 2014", None, Some(2014)),
            ("VB", Some("VB"), None),
            ("jan-aug", Some("T2"), None),
            ("jan-apr 2019", Some("T1"), Some(2019)),
            ("maj-juni 2019", Some("maj-juni"), Some(2019)),
            ("2018-12-31", Some(""), Some(2018)),
            ("2018-06-30", None, Some(2018)),
        ] {
            let expected = Time {
                part: part.map(str::to_owned),
                year,
            };
            assert_eq!(time(&grammar, period), Some(expected), "{period}");
        }
        assert_eq!(time(&grammar, "okänt"), None);
    }
}
