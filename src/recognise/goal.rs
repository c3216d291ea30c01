//! Goal labels and titles.

use crate::block::segment::goal_label;
use crate::grammar::Grammar;
use crate::record::GoalLevel;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, space1};
use nom::combinator::{opt, peek, recognize, rest, verify};
use nom::multi::many0;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

/// A label, and what stands after it on its line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label<'a> {
    pub(super) level: GoalLevel,
    pub(super) rest: &'a str,
}

/// The label that a line begins with, as [`goal_label`] reads it.
pub(super) fn label<'a>(grammar: &Grammar, text: &'a str) -> Option<Label<'a>> {
    let label = goal_label(grammar, text)?;
    Some(Label {
        level: level(&label.entry.id)?,
        rest: label.rest,
    })
}

fn level(id: &str) -> Option<GoalLevel> {
    Some(match id {
        "inriktningsmal" => GoalLevel::Direction,
        "verksamhetsomradesmal" => GoalLevel::Area,
        "namndmal" => GoalLevel::Committee,
        "enhetsmal" => GoalLevel::Unit,
        "atagande" => GoalLevel::Commitment,
        _ => return None,
    })
}

/// `title = [number SP] words ; number = 1*DIGIT *("." 1*DIGIT) ["."]`
pub(super) fn numbered_title(text: &str) -> (Option<String>, String) {
    let parsed: IResult<&str, (&str, &str)> = pair(terminated(goal_number, space1), rest).parse(text.trim());
    match parsed {
        Ok((_, (number, title))) => (Some(number.to_owned()), title.trim().to_owned()),
        Err(_) => (None, text.trim().to_owned()),
    }
}

/// `number = 1*DIGIT *("." 1*DIGIT) ["."] / 1*2DIGIT before a word that begins high`
///
/// The number before a title, without its final full stop. A bare number needs the full stop or a title that
/// begins as titles do: `5 barn` is no numbered title.
fn goal_number(input: &str) -> IResult<&str, &str> {
    let short = |input| take_while1(|letter: char| letter.is_ascii_digit()).parse(input);
    let dotted = recognize((
        short,
        preceded(char('.'), short),
        many0(preceded(char('.'), short)),
    ));
    let plain = terminated(short, char('.'));
    let bare = terminated(
        take_while_m_n(1, 2, |letter: char| letter.is_ascii_digit()),
        peek(preceded(space1, verify(rest, begins_high))),
    );
    nom::branch::alt((terminated(dotted, opt(char('.'))), plain, bare)).parse(input)
}

/// A word that begins with a capital and is no abbreviation: `Ett`, `I Stockholm`, not `MW`.
fn begins_high(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters
            .next()
            .is_none_or(|letter| letter.is_lowercase() || letter == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_year_are_read() {
        let grammar = Grammar::built_in().unwrap();
        for (text, level, rest) in [
            ("KF:s inriktningsmål:", GoalLevel::Direction, ""),
            (
                "KF:s INRIKTNINGSMÅL 1: 1. Stockholm ska",
                GoalLevel::Direction,
                "1. Stockholm ska",
            ),
            ("Nämndmål:", GoalLevel::Committee, ""),
            ("Åtagande 1:", GoalLevel::Commitment, ""),
            ("Enhetsmål", GoalLevel::Unit, ""),
        ] {
            assert_eq!(label(&grammar, text), Some(Label { level, rest }), "{text}");
        }
        for text in [
            "Nämndens mål och verksamhet 2021",
            "Nämndmålet uppfylls",
            "Enhetens mål är att",
        ] {
            assert_eq!(label(&grammar, text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_told_from_titles() {
        for (text, number, title) in [
            ("1.1 Alla barn", Some("1.1"), "Alla barn"),
            ("1.4. I Stockholm", Some("1.4"), "I Stockholm"),
            (
                "2. Ett klimatsmart Stockholm",
                Some("2"),
                "Ett klimatsmart Stockholm",
            ),
            ("5 barn av tio", None, "5 barn av tio"),
            ("50 MW ny sol", None, "50 MW ny sol"),
            (
                "1 Ett Stockholm som håller samman",
                Some("1"),
                "Ett Stockholm som håller samman",
            ),
            (
                "3 I Stockholm är luften ren",
                Some("3"),
                "I Stockholm är luften ren",
            ),
            ("Alla barn", None, "Alla barn"),
        ] {
            assert_eq!(
                numbered_title(text),
                (number.map(str::to_owned), title.to_owned())
            );
        }
    }
}
