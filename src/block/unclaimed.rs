//! Lines that look like rows of a table and stand in none: they are told, since their figures are in the text only.

use super::{Item, Text};
use crate::page::{Form, Word};
use crate::trace::{Code, Diagnostic};

/// What is told of lines that look like rows.
pub(super) fn told(items: &[Item], form: Form) -> Vec<Diagnostic> {
    /// One such line may be a sentence with its figures far apart.
    const FEWEST: usize = 2;
    let is_row = |item: &Item| matches!(item, Item::Text(text) if is_value_row(&text.words, form));
    let runs = items.chunk_by(|one, next| is_row(one) == is_row(next));
    let rows = runs.filter(|run| run.len() >= FEWEST && run.iter().all(is_row));
    rows.filter_map(|run| {
        let Some(Item::Text(Text { place, text, .. })) = run.first() else {
            return None;
        };
        let message = crate::say!("values-unclaimed", count = run.len());
        Some(Diagnostic::new(Code::UnclaimedValues, *place, message, text))
    })
    .collect()
}

/// Words and, apart from them, two figures that are neither dates nor years; or one that has what only values have.
pub(super) fn is_value_row(words: &[Word], form: Form) -> bool {
    if form != Form::Geometry && form != Form::Aligned {
        return false;
    }
    let parts = super::geometry::segments(words, form == Form::Aligned);
    let texts: Vec<String> = parts
        .iter()
        .map(|part| super::text::joined(&words[part.clone()]))
        .collect();
    let Some((first, rest)) = texts.split_first() else {
        return false;
    };
    let figures: Vec<&String> = rest.iter().filter(|text| is_figure(text)).collect();
    let is_value = |text: &&String| text.contains([',', '%', ' ']);
    first.contains(char::is_alphabetic)
        && (figures.len() >= 2 || figures.len() == 1 && rest.len() == 1 && is_value(&figures[0]))
}

/// Digits with what figures have, and nothing else.
fn is_figure(text: &str) -> bool {
    let of_figure = |letter: char| {
        letter.is_ascii_digit()
            || matches!(
                letter,
                ' ' | ',' | '.' | '%' | '-' | '–' | '\u{2212}' | '+' | '\u{a0}'
            )
    };
    let is_date = || crate::lex::whole_date(text).is_some();
    text.contains(|letter: char| letter.is_ascii_digit()) && text.chars().all(of_figure) && !is_date()
}
