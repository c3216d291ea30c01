//! Units that a text declares for the figures of others.

use super::number::is_year;
use crate::grammar::Grammar;

/// The unit of money that a text declares: no figure stands before it, and the text has none but years.
pub(crate) fn declared_unit<'g>(grammar: &'g Grammar, text: &str) -> Option<&'g str> {
    let mut before = ' ';
    let found = text.char_indices().find_map(|(at, letter)| {
        let begins = !std::mem::replace(&mut before, letter).is_alphanumeric();
        let (entry, taken) = grammar.units.start(&text[at..]).filter(|_| begins)?;
        entry.fact("kronor").map(|_| (at, entry, taken))
    });
    let (at, entry, taken) = found?;
    let is_free = |text: &str| {
        let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
        numbers.all(|number| number.is_empty() || is_year(number))
    };
    let is_behind_figure = text[..at]
        .trim_end()
        .ends_with(|letter: char| letter.is_ascii_digit());
    // `Bilaga 2 Resultatenheter, tkr`: a unit set apart at the end says nothing of the figures before it.
    let is_apart = text[..at].trim_end().ends_with([',', '(', ':'])
        && text[at + taken..]
            .chars()
            .all(|letter| matches!(letter, ')' | '.' | ' ' | ':'));
    let is_declared = !is_behind_figure && (is_apart || is_free(&text[..at]) && is_free(&text[at + taken..]));
    entry.fact("unit").filter(|_| is_declared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_declared_where_no_figure_has_it() {
        let grammar = Grammar::built_in().unwrap();
        for (text, unit) in [
            ("Alla belopp i tkr", Some("tkr")),
            ("Belopp i 1 000-tal kr", Some("tkr")),
            ("Belopp i miljontal kronor, bokslut 2017", Some("mnkr")),
            ("Avvikelsen är 12 tkr", None),
            ("Stödet till 14 hushåll anges i tkr", None),
            ("Bilaga 2 Resultatenheter, tkr", Some("tkr")),
            ("Bilaga 3 (mnkr)", Some("mnkr")),
            ("Underskott på 3,5, mnkr och mer", None),
            ("Inga belopp", None),
        ] {
            assert_eq!(declared_unit(&grammar, text), unit, "{text}");
        }
    }
}
