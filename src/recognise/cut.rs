//! Rows that a page break has cut: the rest stands at the top of the next part, below the header if
//! that is repeated; and rows that a converter has cut into their lines.

use super::indicator::is_nothing;
use crate::block::{Blocks, Grid, GridCell, GridRow, Role};
use crate::grammar::Grammar;
use crate::lex;

/// Puts the first body row of the next part into the last row of the part before, if it is its rest.
pub(super) fn rejoin(grammar: &Grammar, blocks: &Blocks, before: &mut Grid, next: &mut Grid) {
    let is_head = |row: &GridRow| row.role == Some(Role::Header) || is_nothing(row);
    let Some(at) = next.rows.iter().position(|row| !is_head(row)) else {
        return;
    };
    let Some(last) = before.rows.last_mut().filter(|row| !is_head(row)) else {
        return;
    };
    if !is_rest(grammar, last, &next.rows[at]) {
        return;
    }
    join(blocks, last, next.rows.remove(at));
}

/// Puts rows of one part together that a converter has cut: it took each line of the page for a row, and a line below
/// goes on with the name and the figures above it.
pub(super) fn within(grammar: &Grammar, blocks: &Blocks, grid: &mut Grid) {
    let mut rows: Vec<GridRow> = Vec::with_capacity(grid.rows.len());
    for row in std::mem::take(&mut grid.rows) {
        match rows.last_mut() {
            Some(last) if is_line_of(grammar, last, &row) => join(blocks, last, row),
            _ => rows.push(row),
        }
    }
    grid.rows = rows;
}

/// Whether a row is a further line of the one above: a figure, a period or a unit goes on, and no sign begins it.
fn is_line_of(grammar: &Grammar, last: &GridRow, row: &GridRow) -> bool {
    let is_head = |row: &GridRow| row.role.is_some() || is_nothing(row);
    let name = name_at(last);
    let has_values = row.cells.iter().skip(name + 1).any(|cell| !cell.text.is_empty());
    let begins_anew = |cell: &GridCell| cell.text.starts_with(char::is_uppercase);
    let is_named = row.cells.iter().take(name + 1).any(begins_anew);
    !is_head(last)
        && !is_head(row)
        && row.marks.is_empty()
        && has_values
        && !is_named
        && is_rest(grammar, last, row)
}

fn join(blocks: &Blocks, last: &mut GridRow, rest: GridRow) {
    for (into, from) in last.cells.iter_mut().zip(&rest.cells) {
        let broken = into.open_end.take();
        blocks.vocabulary.add_part(&mut into.text, &from.text, broken);
        into.open_end = from.open_end;
    }
    last.marks.extend(rest.marks);
    last.lines.extend(rest.lines);
    last.more_places.push(rest.place);
}

/// The rest of a row has the same number of cells and in each of them nothing, or what goes on with the
/// cell above; at least one cell with figures goes on.
fn is_rest(grammar: &Grammar, last: &GridRow, row: &GridRow) -> bool {
    let is_comment = |row: &GridRow| {
        let text = row.text();
        grammar
            .rows
            .start(&text)
            .is_some_and(|(entry, _)| entry.id == "comment")
    };
    if last.cells.len() != row.cells.len() || is_comment(row) || is_comment(last) || last.is_single() {
        return false;
    }
    let parts: Vec<(usize, &str, &str)> = last
        .cells
        .iter()
        .zip(&row.cells)
        .enumerate()
        .map(|(at, (above, below))| (at, above.text.trim(), below.text.trim()))
        .filter(|(_, _, below)| !below.is_empty())
        .collect();
    let is_last = |at: usize| at + 1 == last.cells.len();
    // Where a mark alone stands above the break, the whole name is below it.
    let name_at = name_at(last).min(name_at(row));
    let (names, values): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(at, ..)| *at <= name_at);
    // A name may go on with a capital, as abbreviations do, if a value beside it goes on.
    let values_go_on = values
        .iter()
        .all(|(at, above, below)| goes_on(grammar, above, below, is_last(*at)));
    let name_goes_on = names
        .iter()
        .all(|(at, above, below)| goes_on(grammar, above, below, is_last(*at)));
    values_go_on && (name_goes_on || !values.is_empty())
}

/// The column of the name: the first with letters.
fn name_at(row: &GridRow) -> usize {
    let has_letters = |text: &str| text.chars().any(char::is_alphabetic);
    row.cells
        .iter()
        .position(|cell| has_letters(&cell.text))
        .unwrap_or(0)
}

/// Whether a text goes on with the text of the cell above it.
fn goes_on(grammar: &Grammar, above: &str, below: &str, is_last: bool) -> bool {
    if above.is_empty() {
        return false;
    }
    let begins_low =
        below.starts_with(|letter: char| letter.is_lowercase() || matches!(letter, '(' | '%' | '/'));
    let is_unit = grammar.units.whole(below).is_some();
    // `Tertial 1` and `2017`, `VB` and `2016`, `Tertial` and `1 2014`.
    let completes = is_last
        && lex::whole_period(grammar, above).is_some()
        && lex::whole_period(grammar, &format!("{above} {below}")).is_some();
    // `fastställs` and `2017`.
    let is_set = lex::is_year(below)
        && lex::cell(grammar, &format!("{above} {below}")).kind == crate::record::ValueKind::ToBeSet;
    // `46 21` and `3 st`: a number that was cut.
    let is_cut_number = above.ends_with(|letter: char| letter.is_ascii_digit())
        && above.contains(' ')
        && above.rsplit(' ').next().is_some_and(|group| group.len() < 3)
        && below.starts_with(|letter: char| letter.is_ascii_digit());
    // `Pojkar` and `137`: a label and its figure in one cell.
    let is_labelled = grammar
        .rows
        .whole(above)
        .is_some_and(|entry| matches!(entry.id.as_str(), "men" | "women"))
        && below.starts_with(|letter: char| letter.is_ascii_digit());
    begins_low || is_unit || is_labelled || is_set || completes || is_cut_number && !is_last
}
