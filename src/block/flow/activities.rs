//! Activity tables: which dates belong to which activity.

use super::draft::{Cell, Draft};
use super::table::{comment, first_phrases, header_row, loose, named};
use crate::block::{Grid, GridCell, Role, Vocabulary};
use crate::grammar::Grammar;
use crate::lex::whole_date;

/// Activities: a name, two dates, and sometimes a deviation.
pub(super) fn grid(grammar: &Grammar, vocabulary: &Vocabulary, draft: Draft) -> Grid {
    let words = &grammar.activity_columns;
    let mut header = Vec::new();
    for id in ["name", "start", "end", "deviation"] {
        header.extend(first_phrases(words.entry(id)));
    }
    let mut grid = Grid::default();
    grid.rows.push(header_row(&draft, header));
    let are_rows = draft.early.is_empty() && draft.rows.iter().all(|row| row.cells.len() == 2);
    let spans = if are_rows {
        by_rows(&draft)
    } else {
        by_rows_but_wrapped(&draft).or_else(|| by_columns(&draft))
    };
    if spans.is_none() {
        loose(&mut grid, &draft.early, draft.early_lines().to_vec());
    } else if let Some(header) = grid.rows.first_mut() {
        header.lines.extend(draft.early_lines());
    }
    let has_deviations = draft.rows.len() == 1 || are_rows && draft.is_orderly;
    for (at, mut row) in draft.rows.into_iter().enumerate() {
        let mut one = named(vocabulary, &row);
        one.role = Some(Role::Item);
        let span = spans.as_ref().and_then(|spans| spans.get(at));
        let (start, end) = span.cloned().unwrap_or_default();
        let deviation = match row.deviations.as_slice() {
            [_] if has_deviations => row.deviations.pop(),
            _ => None,
        };
        let deviation = deviation.map_or(String::new(), |cell| cell.text);
        one.cells
            .extend([start, end, deviation].into_iter().map(|text| GridCell {
                text,
                ..GridCell::default()
            }));
        grid.rows.push(one);
        let mut rest = if span.is_some() { Vec::new() } else { row.cells };
        rest.append(&mut row.deviations);
        loose(&mut grid, &rest, row.lines);
        comment(&mut grid, vocabulary, &row.comment);
    }
    grid
}

/// First and last day.
type Span = (String, String);

fn span(cells: &[Cell]) -> Option<Span> {
    let [start, end] = cells else { return None };
    Some((whole_date(&start.text)?, whole_date(&end.text)?))
}

/// The spans of all activities, where they follow their names.
fn by_rows(draft: &Draft) -> Option<Vec<Span>> {
    draft.rows.iter().map(|row| span(&row.cells)).collect()
}

/// The same where the names that take more than one line are printed as blocks of their own, after the
/// rows: they are those without dates, and the dates before any name are theirs, in the same order.
fn by_rows_but_wrapped(draft: &Draft) -> Option<Vec<Span>> {
    let mut others = draft.early.chunks(2);
    let spans: Option<Vec<Span>> = draft
        .rows
        .iter()
        .map(|row| match row.cells.as_slice() {
            [] if row.name.len() > 1 => span(others.next()?),
            cells => span(cells),
        })
        .collect();
    spans.filter(|_| others.next().is_none())
}

/// The same from dates in any order after the names: each column is printed from top to bottom, and the
/// last days of months are its ends.
fn by_columns(draft: &Draft) -> Option<Vec<Span>> {
    if !draft.early.is_empty() {
        return None;
    }
    let cells = draft.rows.iter().flat_map(|row| &row.cells);
    let dates: Option<Vec<String>> = cells.map(|cell| whole_date(&cell.text)).collect();
    let (ends, starts): (Vec<String>, Vec<String>) = dates?.into_iter().partition(|date| ends_month(date));
    if starts.len() != draft.rows.len() || ends.len() != draft.rows.len() {
        return None;
    }
    let spans: Vec<Span> = starts.into_iter().zip(ends).collect();
    spans.iter().all(|(start, end)| start < end).then_some(spans)
}

/// Whether a date is the last of its month, leap years aside.
fn ends_month(date: &str) -> bool {
    let number = |range| date.get(range).and_then(|text: &str| text.parse::<u8>().ok());
    let last = match number(5..7) {
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    number(8..10).is_some_and(|day| day >= last)
}
