//! What a spreadsheet makes of a field of a CSV file, and how it is kept from making something else of it.
//!
//! A spreadsheet guesses: of the goal number `1.10` it may make a time, of the share `1/3` the first of March,
//! of the document `1234e5678` an endless number, and of `=HYPERLINK(…)` a formula. So
//!
//! - a text that it could read as a number, date, time, share or amount stands as `="1.10"`: a formula whose value
//!   is that very text, which can be looked up, filtered and joined;
//! - a text that it could take for a formula, and one that begins with an apostrophe, gets an apostrophe in front.
//!
//! [`unwrapped`] takes both away again and gives the text back.

use std::borrow::Cow;

/// A formula cannot hold a longer text.
const LONGEST: usize = 255;

/// The text as a field that a spreadsheet takes for that text and nothing else.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if is_figure(text) {
        Cow::Owned(as_formula(text))
    } else if is_formula(text) || text.starts_with('\'') {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A formula that gives a text without quotation marks.
pub(super) fn as_formula(text: &str) -> String {
    format!("=\"{text}\"")
}

/// The text that a field stands for.
pub(super) fn unwrapped(field: &str) -> &str {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.or_else(|| field.strip_prefix('\'')).unwrap_or(field)
}

/// Whether a spreadsheet could take the text for a formula. White space in front is dropped by some; a dash alone,
/// which reports print for nothing, is a text to all.
fn is_formula(text: &str) -> bool {
    text != "-"
        && (text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(['=', '+', '-', '@']))
}

/// Whether a spreadsheet could take the text for a number, a date, a time, a share or an amount: figures, what
/// stands between figures, and at most one word, for a month, a currency or an exponent. Ids such as `g1`, one
/// letter and figures, are none of these.
fn is_figure(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphabetic();
    let mut words = text
        .split(|letter: char| !is_letter(letter))
        .filter(|word| !word.is_empty());
    let (first, second) = (words.next(), words.next());
    let is_id = first.is_some_and(|word| word.chars().count() == 1 && text.starts_with(word))
        && text.chars().skip(1).all(|letter| letter.is_ascii_digit());
    text.chars().any(|letter| letter.is_ascii_digit())
        && second.is_none()
        && !is_id
        && text.len() <= LONGEST
        && text.chars().all(|letter| {
            letter.is_ascii_digit()
                || letter.is_alphabetic()
                || letter == ' '
                || letter.is_whitespace() && !letter.is_control()
                || "+-\u{2212}\u{2013}.,:/%()'$€£".contains(letter)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_figure_stays_the_text_that_it_is() {
        for figure in [
            "1.10",
            "1.2.1",
            "1234e5678",
            "0123",
            "1/3",
            "10-15",
            "12:30",
            "81,5 %",
            "1 234",
            "100 kr",
            "5 maj",
            "mars-17",
            "-5",
            "+5",
            "1.2.1-123-2017",
            "2017-02-31",
            "kr 100",
            "(5)",
        ] {
            assert_eq!(text(figure), format!("=\"{figure}\""));
            assert_eq!(unwrapped(&text(figure)), figure);
        }
        for word in [
            "g1",
            "T1",
            "Andel 5 av 10 elever",
            "Skärholmen",
            "ab12345678cd9012",
            "<5",
            "-",
            "",
        ] {
            assert_eq!(text(word), word);
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_made_harmless_and_comes_back() {
        for formula in [
            "=1+1",
            "=\"5\"",
            "+Fler ska arbeta",
            "- första punkten",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =cmd|' /C calc'!A0",
            "'citat",
            "''",
        ] {
            assert_eq!(text(formula), format!("'{formula}"));
            assert_eq!(unwrapped(&text(formula)), formula);
        }
    }
}
