//! Notes beside tables that say the unit, and which table each is about.

use super::table::declared_unit;
use super::{Find, Found};
use crate::grammar::Grammar;

/// The units that the sentences of a text declare.
pub(super) fn declared<'t>(grammar: &'t Grammar, text: &'t str) -> impl Iterator<Item = (String, &'t str)> {
    let sentences = text.split(['.', '\n']);
    sentences.filter_map(|sentence| Some((declared_unit(grammar, sentence)?, sentence)))
}

/// Whether a paragraph declares a unit for the table above it: it says so, or it stands right below that table and not
/// right above another. `ends` tells that the finds end where another table begins.
pub(super) fn is_of_table_above(grammar: &Grammar, found: &[Found], at: usize, ends: bool) -> bool {
    let Find::Paragraph { text } = &found[at].find else {
        return false;
    };
    let Some((_, sentence)) = declared(grammar, text).next() else {
        return false;
    };
    let says = grammar.notes.ids_within(sentence);
    if says.contains(&"below") {
        return false;
    }
    let is_table = |find: &&Found| {
        matches!(
            find.find,
            Find::Table(_) | Find::Indicators(_) | Find::Activities(_)
        )
    };
    let is_seen = |find: &&Found| !find.find.is_furniture();
    let before = found[..at].iter().rev().find(is_seen);
    let mut after = found[at + 1..].iter().filter(is_seen);
    let is_below = before.is_some_and(|find| is_table(&find));
    let is_above = after.next().map_or(ends, |find| is_table(&find));
    let has_table = found[..at].iter().any(|find| is_table(&find));
    says.contains(&"above") && has_table || is_below && !is_above
}

/// The find before which a declaration ends to count in its chapter: one right above a table is about that one and those
/// that follow it, up to the next heading.
pub(super) fn reach(found: &[Found], at: usize) -> usize {
    let after = || (at + 1..found.len()).filter(|at| !found[*at].find.is_furniture());
    let is_above = after()
        .next()
        .is_some_and(|at| matches!(found[at].find, Find::Table(_)));
    let is_heading = |at: &usize| matches!(found[*at].find, Find::Heading { .. });
    after()
        .find(is_heading)
        .filter(|_| is_above)
        .unwrap_or(found.len())
}

/// The unit that a note below a table declares for it.
pub(super) fn unit_below(grammar: &Grammar, found: &[Found], table: usize) -> Option<String> {
    let (at, note) = found
        .iter()
        .enumerate()
        .skip(table + 1)
        .find(|(_, find)| !find.find.is_furniture())?;
    let Find::Paragraph { text } = &note.find else {
        return None;
    };
    let unit = declared(grammar, text).next()?.0;
    is_of_table_above(grammar, found, at, false).then_some(unit)
}
