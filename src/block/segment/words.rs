//! What the words of a line alone say: goal labels, markers, bullets, sentences that go on.

use crate::grammar::{Entry, Grammar};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::character::complete::{char, digit1, one_of, space0, space1};
use nom::combinator::opt;
use nom::{IResult, Parser};

/// A goal's label, and what stands after it on its line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GoalLabel<'a, 'g> {
    /// Which label it is.
    pub(crate) entry: &'g Entry,
    /// What stands after it.
    pub(crate) rest: &'a str,
    /// Printed with a colon, which no running text and no chapter has.
    pub(crate) has_colon: bool,
}

/// `label = phrase [number] ":" [title] / phrase, where the phrase may do without a colon`
pub(crate) fn goal_label<'a, 'g>(grammar: &'g Grammar, text: &'a str) -> Option<GoalLabel<'a, 'g>> {
    let (entry, taken) = grammar.labels.start(text)?;
    let after = text[taken..].trim();
    if let Ok((rest, _)) = colon(after) {
        return Some(GoalLabel {
            entry,
            rest: rest.trim(),
            has_colon: true,
        });
    }
    (after.is_empty() && entry.fact("colon") == Some("optional")).then_some(GoalLabel {
        entry,
        rest: "",
        has_colon: false,
    })
}

fn colon(input: &str) -> IResult<&str, ()> {
    (space0, opt(digit1), space0, char(':')).map(|_| ()).parse(input)
}

/// `marker = [letter / digit] [glyph] phrase ["."] ; nothing else on the line`. The glyphs, and what the phrase means.
pub(crate) fn marker<'a, 'g>(grammar: &'g Grammar, text: &'a str) -> Option<(&'a str, &'g Entry)> {
    let (rest, glyphs) = glyphs(without_letter(text)).ok()?;
    grammar.markers.whole(rest).map(|entry| (glyphs, entry))
}

/// The text after a lone letter or digit: a glyph of a symbol font, printed as the letter of its code.
fn without_letter(text: &str) -> &str {
    match text.trim_start().split_once(' ') {
        Some((letter, rest)) if letter.chars().count() == 1 && letter.starts_with(char::is_alphanumeric) => {
            rest
        }
        _ => text,
    }
}

fn glyphs(input: &str) -> IResult<&str, &str> {
    take_while(|letter: char| !letter.is_alphanumeric()).parse(input)
}

/// `bullet = ("-" / "–" / "•" / "·" / "" / "o" / "*") SP`: the item after it.
pub(crate) fn bullet(text: &str) -> Option<&str> {
    fn parse(input: &str) -> IResult<&str, ()> {
        let sign = alt((
            one_of("-–•·▪‣◦\u{f0b7}\u{f0a7}\u{2212}*").map(|_| ()),
            tag("o").map(|_| ()),
            char('\u{2713}').map(|_| ()),
        ));
        (sign, space1).map(|_| ()).parse(input)
    }
    parse(text.trim_start()).ok().map(|(rest, ())| rest.trim())
}

/// Whether a line goes on with the sentence of the line before.
pub(crate) fn goes_on(text: &str, next: &str) -> bool {
    !ends_sentence(text) && next.trim_start().starts_with(char::is_lowercase)
}

/// Whether a text ends as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ':', ';', '…'])
}

/// `number = 1*DIGIT *("." 1*DIGIT) ["."]`: a title's number that stands alone.
pub(crate) fn is_title_number(text: &str) -> bool {
    const LONGEST: usize = 6;
    let text = text.trim();
    text.len() <= LONGEST
        && text.starts_with(|letter: char| letter.is_ascii_digit())
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_are_taken_off() {
        assert_eq!(bullet("- nätverksmöten"), Some("nätverksmöten"));
        assert_eq!(bullet("• utbildning"), Some("utbildning"));
        assert_eq!(bullet("-5,0 mnkr"), None);
    }

    #[test]
    fn a_label_says_whether_it_has_a_colon() {
        let grammar = Grammar::built_in().unwrap();
        let read = |text| goal_label(&grammar, text).map(|label| (label.has_colon, label.rest.to_owned()));
        assert_eq!(
            read("Nämndmål: Barn mår bra"),
            Some((true, "Barn mår bra".into()))
        );
        assert_eq!(read("KF:s inriktningsmål"), Some((false, String::new())));
        assert_eq!(read("Enhetens mål är att"), None);
    }
}
