//! What two readers saw on one page, held against each other character by character.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::glyph::{is_nothing, ligature};

/// The readers agree if so many of a hundred characters do, and all digits.
const ENOUGH: usize = 98;
/// A soft hyphen. One with ink is a hyphen to one reader and nothing to the other.
const SOFT: char = '\u{ad}';

/// How often each character stands on a page; where, and in what order, does not count.
struct Characters {
    counts: BTreeMap<char, usize>,
    soft: usize,
}

impl Characters {
    fn of(text: &str) -> Self {
        let mut all = Self {
            counts: BTreeMap::new(),
            soft: 0,
        };
        for ch in text.nfc() {
            match ligature(ch) {
                Some(letters) => letters.chars().for_each(|letter| all.add(letter)),
                None => all.add(ch),
            }
        }
        all
    }

    fn add(&mut self, ch: char) {
        if ch == SOFT {
            self.soft += 1;
        } else if !(ch.is_whitespace() || ch.is_control() || is_nothing(ch)) {
            *self.counts.entry(ch).or_default() += 1;
        }
    }

    fn count(&self, ch: char) -> usize {
        self.counts.get(&ch).copied().unwrap_or(0)
    }

    fn total(&self) -> usize {
        self.counts.values().sum()
    }

    /// Takes soft hyphens for hyphens, as far as the other reader has seen more of those.
    fn harden(&mut self, other: &Self) {
        let missing = other.count('-').saturating_sub(self.count('-')).min(self.soft);
        if missing > 0 {
            *self.counts.entry('-').or_default() += missing;
        }
    }
}

/// What differs between the two readers' texts of a page, in words; none if they agree.
pub(super) fn difference(first: &str, second: &str) -> Option<String> {
    let (mut first, mut second) = (Characters::of(first), Characters::of(second));
    first.harden(&second);
    second.harden(&first);
    let all = first.total().max(second.total());
    let agree: usize = first
        .counts
        .iter()
        .map(|(ch, count)| second.count(*ch).min(*count))
        .sum();
    let digits: Vec<String> = ('0'..='9')
        .filter(|digit| first.count(*digit) != second.count(*digit))
        .map(|digit| {
            crate::say!(
                "digit-counts",
                digit = digit,
                first = first.count(digit),
                second = second.count(digit)
            )
        })
        .collect();
    if digits.is_empty() && agree * 100 >= all * ENOUGH {
        return None;
    }
    let differ = all - agree;
    let digits = if digits.is_empty() {
        crate::say!("no-digit-differs").to_owned()
    } else {
        crate::say!("digits-differ", digits = digits.join(", "))
    };
    Some(crate::say!(
        "readers-differ",
        differ = differ,
        all = all,
        digits = digits
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_space_do_not_count() {
        assert_eq!(difference("Andel 81,5 %", "81,5%\n\n Andel"), None);
        assert_eq!(difference("", " \n"), None);
    }

    #[test]
    fn two_ways_of_writing_one_letter_agree() {
        assert_eq!(difference("träffa på", "tra\u{308}ﬀa pa\u{30a}"), None);
        assert_eq!(difference("ett finrum", "ett\u{a0}ﬁn\u{200b}rum"), None);
    }

    #[test]
    fn a_soft_hyphen_is_a_hyphen_or_nothing() {
        assert_eq!(difference("nämnden", "nämn\u{ad}den"), None);
        assert_eq!(difference("nämn-den", "nämn\u{ad}den"), None);
        assert_eq!(difference("nämn\u{ad}den", "nämn-den"), None);
    }

    #[test]
    fn one_digit_is_enough() {
        let text = "a".repeat(1000);
        let said = difference(&format!("{text} 81,5"), &format!("{text} 31,5"));
        let expected = "1 of 1004 characters differ between the readers; so do these digits, with their counts \
                        in the first and the second reader: 3 (0 and 1), 8 (1 and 0)";
        assert_eq!(said.as_deref(), Some(expected));
    }

    #[test]
    fn a_few_letters_are_not() {
        let text = "a".repeat(98);
        assert_eq!(difference(&format!("{text}bc"), &format!("{text}de")), None);
        let said = difference(&format!("{text}bcd"), &text);
        let expected = "3 of 101 characters differ between the readers; no digit does";
        assert_eq!(said.as_deref(), Some(expected));
    }

    #[test]
    fn a_page_that_only_one_reader_saw_differs_whole() {
        let said = difference("", "Mål");
        assert_eq!(
            said.as_deref(),
            Some("3 of 3 characters differ between the readers; no digit does")
        );
    }
}
