//! What a spreadsheet makes of a field of a CSV file, and how it is kept from making something else of it.
//!
//! A spreadsheet guesses: of the share `1/3` it makes the first of March, of `12:30` a time, of `0123` a number
//! without its nought, of the document `1234e5678` an endless number, and of `=HYPERLINK(…)` a formula. Excel knows
//! only one form that keeps such a text, a formula `="1/3"`, and LibreOffice shows that one letter by letter, since it
//! computes no formulas of a CSV file unless it is told to. So
//!
//! - a text that a Swedish spreadsheet would make a day, a time or another figure of gets a space without width
//!   (U+200B) behind it, which both programs keep and neither shows (a no-break space they take for a thousands mark);
//! - a text that it could take for a formula, and one that begins with an apostrophe, gets an apostrophe in front;
//! - all other texts stand as they are: the goal number `1.10` is no number where the comma is the decimal sign, and
//!   `12,50` in a column of texts is the number 12,5 and no value is lost.
//!
//! [`unmarked`] takes both away again and gives the text back.

use std::borrow::Cow;

/// What is put behind a text that a spreadsheet would change.
const MARK: char = '\u{200b}';
/// A spreadsheet reckons with as many digits.
const DIGITS: usize = 15;
/// No figure, day or time is longer.
const LONGEST: usize = 255;
/// How the names of months begin in Swedish and in English.
const MONTHS: [&str; 14] = [
    "jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec",
];

/// The text as a field that a spreadsheet takes for that text and nothing else.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if is_kept_number(text) {
        Cow::Borrowed(text)
    } else if is_formula(text) || text.starts_with('\'') {
        Cow::Owned(format!("'{text}"))
    } else if is_changed(text) || text.ends_with(MARK) {
        Cow::Owned(marked(text))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text as a field that is no figure to a spreadsheet, whatever it looks like.
pub(super) fn marked(text: &str) -> String {
    format!("{text}{MARK}")
}

/// The text that a field stands for.
pub(super) fn unmarked(field: &str) -> &str {
    field
        .strip_prefix('\'')
        .or_else(|| field.strip_suffix(MARK))
        .unwrap_or(field)
}

/// Whether a text is a number whose value a Swedish spreadsheet keeps: without a nought in front, which tells an id,
/// and not too long.
fn is_kept_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '\u{2212}']).unwrap_or(text);
    let (whole, decimals) = digits.split_once(',').unwrap_or((digits, "0"));
    let is_all_digits = |part: &str| !part.is_empty() && part.bytes().all(|letter| letter.is_ascii_digit());
    is_all_digits(whole)
        && is_all_digits(decimals)
        && (whole == "0" || !whole.starts_with('0'))
        && whole.len() + decimals.len() <= DIGITS
}

/// Whether a spreadsheet could take the text for a formula. White space in front is dropped by some; a dash alone,
/// which reports print for nothing, is a text to all.
fn is_formula(text: &str) -> bool {
    text != "-"
        && (text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(['=', '+', '-', '@']))
}

/// Whether a spreadsheet would make a text of figures a day, a time, a share or a number that is printed otherwise:
/// figures, what stands between figures, and at most one word, the name of a month or an exponent.
fn is_changed(text: &str) -> bool {
    let mut words = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    let (word, second) = (words.next(), words.next());
    let is_figures = |letter: char| {
        letter.is_ascii_digit()
            || letter.is_alphabetic()
            || letter.is_whitespace() && !letter.is_control()
            || "+-\u{2212}\u{2013}.,:/%()'$€£".contains(letter)
    };
    second.is_none()
        && text.len() <= LONGEST
        && text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(is_figures)
        && word.map_or_else(
            || is_changed_figure(text),
            |word| is_month(word) || is_exponent(text),
        )
}

/// Whether a spreadsheet would print figures without a word in another way than they stand.
fn is_changed_figure(text: &str) -> bool {
    let is_goal_number = text.split('.').all(|part| (1..=2).contains(&part.len()));
    let is_plain = |letter: char| letter.is_ascii_digit() || letter == '.' && is_goal_number;
    let is_percentage = text
        .strip_suffix('%')
        .is_some_and(|number| is_kept_number(number.trim_end()));
    let is_grouped =
        text.contains(char::is_whitespace) && is_kept_number(&text.replace(char::is_whitespace, ""));
    let is_lone = text.chars().all(is_plain) && text.contains('.');
    !is_lone && !is_percentage && !is_grouped
}

/// Whether a word is the name of a month, whole or short.
fn is_month(word: &str) -> bool {
    let word = word.to_lowercase();
    MONTHS.iter().any(|month| word.starts_with(month))
}

/// Whether figures around one letter are a number with an exponent.
fn is_exponent(text: &str) -> bool {
    let sides = text.split_once(['e', 'E']);
    sides.is_some_and(|(number, exponent)| {
        number.starts_with(|letter: char| letter.is_ascii_digit())
            && exponent
                .trim_start_matches(['+', '-'])
                .bytes()
                .all(|letter| letter.is_ascii_digit())
            && !exponent.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_marked_and_comes_back() {
        for figure in [
            "1234e5678",
            "1E5",
            "0123",
            "1/3",
            "10-15",
            "12:30",
            "5 maj",
            "mars-17",
            "maj 2017",
            "1.2.1-123-2017",
            "1.2.2017",
            "2017-02-31",
            "(5)",
            "5-",
            "12345678901234567",
            "mellanslag utan bredd\u{200b}",
        ] {
            assert_eq!(text(figure), format!("{figure}\u{200b}"));
            assert_eq!(unmarked(&text(figure)), figure);
        }
    }

    #[test]
    fn what_it_would_not_change_stands_as_it_is() {
        for word in [
            "1.10",
            "1.2.1",
            "5",
            "2017",
            "-5",
            "12,5",
            "0,5",
            "0,0",
            "12,50",
            "1 234",
            "81,5 %",
            "100 kr",
            "kr 100",
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
            assert_eq!(unmarked(word), word);
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_made_harmless_and_comes_back() {
        for formula in [
            "=1+1",
            "=\"5\"",
            "+5",
            "-5 till 7",
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
            assert_eq!(unmarked(&text(formula)), formula);
        }
    }
}
