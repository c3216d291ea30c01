//! Numbers in decimal digits: moved by places of ten and rounded as a spreadsheet shows them, never by binary
//! fractions.

/// A number in decimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    is_negative: bool,
    whole: String,
    part: String,
}

/// Digits that a spreadsheet keeps of a number.
const KEPT: usize = 15;

impl Decimal {
    /// The number that a spreadsheet has stored: `0.81499999999999995` is 0.815.
    pub(super) fn of(stored: &str) -> Option<Self> {
        let value: f64 = stored.trim().parse().ok()?;
        if !value.is_finite() || value.abs() >= 1e15 {
            return None;
        }
        // The shortest digits that give the same number back, and no more of them than are kept.
        let whole = format!("{:.0}", value.abs().trunc());
        let places = KEPT.saturating_sub(whole.trim_start_matches('0').len());
        let text = format!("{:.places$}", value.abs());
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        Some(Self {
            is_negative: value < 0.0,
            whole: whole.trim_start_matches('0').to_owned(),
            part: part.trim_end_matches('0').to_owned(),
        })
    }

    /// Whether it is below zero.
    pub(super) fn is_negative(&self) -> bool {
        self.is_negative
    }

    /// Whether it is zero.
    pub(super) fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.part.is_empty()
    }

    /// Without its sign.
    pub(super) fn absolute(mut self) -> Self {
        self.is_negative = false;
        self
    }

    /// So many times ten, or a tenth for a negative count.
    pub(super) fn shifted(mut self, places: i32) -> Self {
        for _ in 0..places.unsigned_abs().min(30) {
            if places > 0 {
                let digit = if self.part.is_empty() {
                    '0'
                } else {
                    self.part.remove(0)
                };
                self.whole.push(digit);
            } else {
                self.part.insert(0, self.whole.pop().unwrap_or('0'));
            }
        }
        self.whole = self.whole.trim_start_matches('0').to_owned();
        self.part = self.part.trim_end_matches('0').to_owned();
        self
    }

    /// Rounded to so many decimals, a half away from zero.
    pub(super) fn rounded(mut self, decimals: usize) -> Self {
        let is_up = self
            .part
            .as_bytes()
            .get(decimals)
            .is_some_and(|digit| *digit >= b'5');
        self.part.truncate(decimals);
        if is_up {
            let mut digits: Vec<u8> = self.whole.bytes().chain(self.part.bytes()).collect();
            let mut at = digits.len();
            loop {
                let Some(before) = at.checked_sub(1) else {
                    digits.insert(0, b'1');
                    break;
                };
                at = before;
                if digits[at] < b'9' {
                    digits[at] += 1;
                    break;
                }
                digits[at] = b'0';
            }
            let border = digits.len() - self.part.len();
            let text = |digits: &[u8]| String::from_utf8_lossy(digits).into_owned();
            (self.whole, self.part) = (text(&digits[..border]), text(&digits[border..]));
        }
        self.part = self.part.trim_end_matches('0').to_owned();
        self
    }

    /// In digits, with at least so many decimals; thousands apart if asked for.
    pub(super) fn text(&self, decimals: usize, is_grouped: bool) -> String {
        let whole = if self.whole.is_empty() { "0" } else { &self.whole };
        let mut text = String::new();
        if self.is_negative && !self.is_zero() {
            text.push('-');
        }
        for (at, digit) in whole.chars().enumerate() {
            if is_grouped && at > 0 && (whole.len() - at) % 3 == 0 {
                text.push('\u{A0}');
            }
            text.push(digit);
        }
        if decimals > 0 || !self.part.is_empty() {
            text.push(',');
            text.push_str(&self.part);
            text.extend(std::iter::repeat_n('0', decimals.saturating_sub(self.part.len())));
        }
        text
    }
}

/// A figure as it is shown with the marks of some language, with Swedish ones: the stored number says which of the
/// marks is which. None where it does not give the digits that are shown.
pub(in crate::page) fn reprinted(shown: &str, stored: &str, is_percent: bool) -> Option<String> {
    const MOST_DECIMALS: usize = 10;
    let is_mark = |letter: char| {
        matches!(
            letter,
            ',' | '.' | '\'' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2019}'
        )
    };
    let start = shown.find(|letter: char| letter.is_ascii_digit())?;
    let rest = &shown[start..];
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && !is_mark(letter));
    let figure = rest[..end.unwrap_or(rest.len())].trim_end_matches(is_mark);
    let (before, after) = (&shown[..start], &rest[figure.len()..]);
    let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
    let number = Decimal::of(stored)?
        .absolute()
        .shifted(if is_percent { 2 } else { 0 });
    let text = (0..=MOST_DECIMALS).find_map(|decimals| {
        let text = number.clone().rounded(decimals).text(decimals, false);
        let is_same = text.chars().filter(char::is_ascii_digit).eq(digits.chars());
        is_same.then_some((decimals, text))
    });
    let (decimals, _) = text?;
    let marks = figure.chars().filter(|letter| is_mark(*letter)).count();
    let is_grouped = marks > usize::from(decimals > 0);
    let text = number.rounded(decimals).text(decimals, is_grouped);
    let gap = if after.starts_with('%') { "\u{A0}" } else { "" };
    Some(format!("{before}{text}{gap}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_another_language_become_swedish_ones() {
        let reprinted = |shown, stored| super::reprinted(shown, stored, false);
        assert_eq!(reprinted("89,216", "89216").as_deref(), Some("89\u{A0}216"));
        assert_eq!(
            reprinted("-1,234.50 kr", "-1234.5").as_deref(),
            Some("-1\u{A0}234,50 kr")
        );
        assert_eq!(reprinted("(0.04)", "-0.042").as_deref(), Some("(0,04)"));
        assert_eq!(
            super::reprinted("81.5%", "0.815", true).as_deref(),
            Some("81,5\u{A0}%")
        );
        assert_eq!(reprinted("1/2", "0.25"), None);
    }

    #[test]
    fn digits_are_those_that_were_typed() {
        let shown = |stored: &str, shift, decimals| {
            let number = Decimal::of(stored).unwrap().shifted(shift).rounded(decimals);
            number.text(decimals, true)
        };
        assert_eq!(shown("0.81499999999999995", 2, 1), "81,5");
        assert_eq!(shown("0.995", 0, 2), "1,00");
        assert_eq!(shown("1234567.5", 0, 0), "1\u{A0}234\u{A0}568");
        assert_eq!(shown("-12.05", 0, 1), "-12,1");
        assert_eq!(shown("-0.04", 0, 1), "0,0");
        assert_eq!(shown("9.99E2", -3, 1), "1,0");
        assert_eq!(Decimal::of("0.30000000000000004").unwrap().text(0, false), "0,3");
        assert_eq!(Decimal::of("1e300"), None);
        assert_eq!(Decimal::of("NaN"), None);
    }
}
