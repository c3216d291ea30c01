//! Figures as readers expect them: the decimal mark of their language, hard spaces, a true minus.

use crate::language::Language;
use rust_decimal::Decimal;

/// Space that no line breaks at.
const HARD: char = '\u{a0}';

/// A figure with its unit: `12 000 st`, `−3,2 %`.
pub fn written(value: Decimal, unit: Option<&str>) -> String {
    let mut text = plain(&value.to_string());
    if let Some(unit) = unit.filter(|unit| !unit.is_empty()) {
        text.push(HARD);
        text.push_str(unit);
    }
    text
}

/// A number of the scale of an axis, without the noise of binary fractions.
pub(super) fn tick(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    plain(if text == "-0" { "0" } else { text })
}

/// Digits as they are printed for people.
fn plain(digits: &str) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", digits),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(HARD);
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push(match Language::current() {
            Language::English => '.',
            Language::Swedish => ',',
        });
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::within;

    #[test]
    fn figures_are_written_as_readers_of_the_language_expect() {
        within(Language::Swedish, || {
            let told = |text: &str| written(text.parse().unwrap(), None);
            assert_eq!(told("81.50"), "81,50");
            assert_eq!(told("-1234567.8"), "\u{2212}1\u{a0}234\u{a0}567,8");
            assert_eq!(told("999"), "999");
            assert_eq!(written(Decimal::ONE, Some("%")), "1\u{a0}%");
            assert_eq!(written(Decimal::ONE, Some("")), "1");
        });
        assert_eq!(
            written("-1234567.8".parse().unwrap(), None),
            "\u{2212}1\u{a0}234\u{a0}567.8"
        );
    }

    #[test]
    fn ticks_have_no_binary_noise() {
        assert_eq!(within(Language::Swedish, || tick(0.1 + 0.2)), "0,3");
        assert_eq!(tick(0.1 + 0.2), "0.3");
        assert_eq!(tick(-0.000_000_01), "0");
        assert_eq!(tick(25_000.0), "25\u{a0}000");
    }
}
