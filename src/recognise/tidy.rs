//! What stands in the cells of a table and is no part of what they say: marks of footnotes, dotted leaders.

use crate::block::Grid;
use crate::grammar::Grammar;
use crate::lex;

/// The grid without raised figures behind words and without leaders. Marks behind figures stay: the cell is given as
/// printed, and its value does not have them.
pub(super) fn tidied(grammar: &Grammar, mut grid: Grid) -> Grid {
    for cell in grid.rows.iter_mut().flat_map(|row| &mut row.cells) {
        let bare = without_leaders(&cell.text);
        let year = lex::without_marks(grammar, bare);
        let bare = if lex::is_year(year) {
            year
        } else if bare.starts_with(char::is_alphabetic) {
            lex::without_raised(grammar, bare)
        } else {
            bare
        };
        if bare.len() < cell.text.len() {
            cell.text = bare.to_owned();
        }
    }
    grid
}

/// A label without the sign of a list before it: `• flickor`.
pub(super) fn unlisted(label: &str) -> &str {
    const SIGNS: [char; 6] = ['\u{2022}', '\u{B7}', '\u{25AA}', '\u{25CB}', '-', '\u{2013}'];
    match label.strip_prefix(SIGNS) {
        Some(rest) if rest.starts_with(' ') => rest.trim_start(),
        _ => label,
    }
}

fn is_leader(letter: char) -> bool {
    matches!(letter, '.' | '\u{2026}' | '\u{B7}' | '\u{2024}' | '_' | ' ')
}

/// A label without the dots that lead from it to the figure, or a figure without those that lead to it. Three dots
/// say that something is left out.
fn without_leaders(text: &str) -> &str {
    const FEWEST: usize = 4;
    let dots = |run: &str| -> usize {
        let weight = |letter| match letter {
            ' ' => 0,
            '\u{2026}' => 3,
            _ => 1,
        };
        run.chars().map(weight).sum()
    };
    let label = text.trim_end_matches(is_leader);
    if label.contains(char::is_alphanumeric) && dots(&text[label.len()..]) >= FEWEST {
        return label;
    }
    let figure = text.trim_start_matches(is_leader);
    let led = &text[..text.len() - figure.len()];
    let begins = figure.trim_start_matches(['-', '\u{2212}', '\u{2013}', '+', '(', '±']);
    if begins.starts_with(|letter: char| letter.is_ascii_digit()) && dots(led) >= FEWEST {
        return figure;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_are_told_from_dots_that_say_something() {
        for (text, bare) in [
            ("Provverksamhet ........", "Provverksamhet"),
            ("Provverksamhet . . . . .", "Provverksamhet"),
            ("Provverksamhet……", "Provverksamhet"),
            ("..... 412,6", "412,6"),
            (".....-5,7", "-5,7"),
            ("Prov m.m.", "Prov m.m."),
            ("Andel som ...", "Andel som ..."),
            ("...", "..."),
            ("......", "......"),
        ] {
            assert_eq!(without_leaders(text), bare, "{text}");
        }
    }
}
