//! Values that a single space parts in a text table: where one ends and the next begins.

use super::find::begins_figure;
use crate::block::text::joined;
use crate::grammar::Grammar;
use crate::lex;
use crate::page::Word;
use std::ops::Range;

/// No value has more words.
pub(super) const LONGEST: usize = 8;

/// Cuts a run of words into values: where a number is complete and another begins, where a phrase that
/// stands for a number or a period begins, or where a figure stands exactly at the start of a column.
pub(super) fn values(
    grammar: &Grammar,
    words: &[Word],
    begins_column: impl Fn(&Word) -> bool,
) -> Vec<Range<usize>> {
    let mut cut: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for at in 1..words.len() {
        let (before, rest) = (&words[from..at], &words[at..]);
        let is_column = begins_figure(&rest[0].text) && begins_column(&rest[0]);
        if !is_group(before, &rest[0]) && (is_column || begins_next(grammar, before, rest)) {
            cut.push(from..at);
            from = at;
        }
    }
    cut.push(from..words.len());
    cut
}

/// A number with what stands beside it.
pub(super) struct Amount {
    /// Its unit, normalised.
    pub(super) unit: Option<String>,
    /// Nothing but the unit stands beside it.
    pub(super) is_plain: bool,
}

/// The number that words are, with or without a unit.
pub(super) fn value(grammar: &Grammar, words: &[Word]) -> Option<Amount> {
    let text = joined(words);
    let value = lex::begun(grammar, text.trim_end_matches('/'));
    value.number.map(|_| Amount {
        unit: value.unit,
        is_plain: value.qualifier.is_none(),
    })
}

/// `8 500`: three digits after fewer go on with the number. `2 2023`: the end of a period.
fn is_group(before: &[Word], next: &Word) -> bool {
    let Some(last) = before.last() else {
        return false;
    };
    let digits = last.text.trim_start_matches(['-', '+', '\u{2212}']);
    let is_number = digits.chars().all(|letter| letter.is_ascii_digit());
    let head = next.text.chars().take_while(char::is_ascii_digit).count();
    is_number
        && (head == 3 && digits.len() <= 3
            || before.len() == 1 && digits.len() == 1 && lex::year(&next.text).is_ok())
}

fn begins_next(grammar: &Grammar, before: &[Word], rest: &[Word]) -> bool {
    let before = if before.len() > LONGEST { &[] } else { before };
    let number = value(grammar, before);
    if begins_figure(&rest[0].text) {
        let is_year = lex::year(&rest[0].text).is_ok();
        // A phrase such as `tas fram av nämnden` names no year, unlike `fastställs 2017`.
        // Two bare numbers may be one that the column has broken.
        let is_whole = |value: &Amount| {
            value.unit.is_some() || before.last().is_some_and(|last| last.text.contains([',', '%']))
        };
        return number.as_ref().is_some_and(is_whole) || is_year && is_set_by_committee(grammar, before);
    }
    let text = joined(&rest[..rest.len().min(LONGEST)]);
    let is_period = text.starts_with(char::is_uppercase)
        && lex::period(grammar, &text).is_ok_and(|(left, _)| left.trim().is_empty());
    let is_phrase = || {
        grammar
            .qualifiers
            .start(&text)
            .is_some_and(|(entry, _)| !matches!(entry.fact("kind"), Some("beside" | "band" | "dash") | None))
    };
    is_period || number.is_some() && is_phrase()
}

fn is_set_by_committee(grammar: &Grammar, words: &[Word]) -> bool {
    grammar
        .qualifiers
        .start(&joined(words))
        .is_some_and(|(entry, _)| entry.id == "set-by-committee")
}
