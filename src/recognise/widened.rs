//! Tables that are wider than a page: their last columns stand on the next one, below a header without names.
//!
//! Takes: two parts that follow each other. Gives: one part with the columns of both, and says so.
//! Never: joins parts with other numbers of rows, or a part that has names of its own.

use super::kinds::{Draft, Role};
use crate::block::{GridCell, GridRow, Role as RowRole};
use crate::grammar::squash;
use crate::lex;
use crate::trace::{Code, Diagnostic};

/// The rows of a part: how many stand above those with figures.
fn body_at(draft: &Draft) -> Option<usize> {
    const FEWEST: usize = 2;
    let rows = &draft.grid.rows;
    let is_header = |row: &GridRow| row.role == Some(RowRole::Header);
    let at = match draft.is_signed() {
        true => rows.iter().take_while(|row| is_header(row)).count(),
        false => rows.iter().take_while(|row| !has_figure(row)).count(),
    };
    let body = &rows[at..];
    let is_plain = body.iter().all(|row| !is_header(row) && has_figure(row));
    (at > 0 && body.len() >= FEWEST && is_plain).then_some(at)
}

fn is_figure(text: &str) -> bool {
    let text = text.trim();
    lex::number(text).is_ok_and(|(rest, _)| rest.trim().chars().count() <= 2) && !lex::is_year(text)
}

fn has_figure(row: &GridRow) -> bool {
    row.cells.iter().any(|cell| is_figure(&cell.text))
}

/// Whether the second part has the columns right of the first one.
pub(super) fn goes_on_right(first: &Draft, second: &Draft) -> bool {
    let pages = (first.grid.page_last(), second.grid.place().page);
    let is_next = matches!(pages, (Some(last), Some(next)) if next == last + 1);
    let (Some(one), Some(other)) = (body_at(first), body_at(second)) else {
        return false;
    };
    let (upper, lower) = (&first.grid.rows[one..], &second.grid.rows[other..]);
    let first_cell = |row: &GridRow| row.cells.first().map_or(String::new(), |cell| cell.text.clone());
    let has_names = upper
        .iter()
        .all(|row| first_cell(row).starts_with(char::is_alphabetic));
    let has_figures = lower.iter().all(|row| is_figure(&first_cell(row)));
    let label = |draft: &Draft| draft.grid.rows.first().map(|row| squash(&row.text()));
    is_next
        && first.is_signed() == second.is_signed()
        && upper.len() == lower.len()
        && other <= one
        && has_names
        && has_figures
        && label(first) != label(second)
        && second
            .columns
            .iter()
            .all(|column| column.role != Role::Name || column.label.is_empty())
}

/// Puts the columns of the second part right of those of the first.
pub(super) fn join(first: &mut Draft, second: Draft, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(one), Some(other)) = (body_at(first), body_at(&second)) else {
        return;
    };
    let width = first.grid.columns();
    let place = second.grid.place();
    let message = crate::say!("table-widened", count = second.grid.rows.len() - other);
    let text = second.grid.rows.first().map(GridRow::text).unwrap_or_default();
    diagnostics.push(Diagnostic::new(Code::TableWidened, place, message, &text));
    let columns = second.columns.into_iter().map(|mut column| {
        column.at += width;
        column
    });
    first.columns.extend(columns);
    // The lowest rows of both headers stand beside each other.
    let rows = first.grid.rows.iter_mut().skip(one - other);
    for (into, from) in rows.zip(second.grid.rows) {
        into.cells.resize(width, GridCell::default());
        into.cells.extend(from.cells);
        into.lines.extend(from.lines);
        into.more_places.push(from.place);
        into.is_uncertain |= from.is_uncertain;
    }
}
