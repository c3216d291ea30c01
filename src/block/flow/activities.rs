//! Activity tables: which dates belong to which activity.

use super::draft::{Cell, Draft};
use super::table::{comment, first_phrases, header_row, loose, named};
use crate::block::{Grid, GridCell, Role, Vocabulary};
use crate::grammar::Grammar;
use crate::lex::whole_date;
use std::collections::VecDeque;

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
    let spans = spans(&draft);
    if spans.is_none() {
        loose(&mut grid, &draft.early, draft.early_lines().to_vec());
    } else if let Some(header) = grid.rows.first_mut() {
        header.lines.extend(draft.early_lines());
    }
    // A word after the last row may be of that row or of another, printed late.
    let has_deviations = are_rows && draft.is_orderly;
    let count = draft.rows.len();
    for (at, mut row) in draft.rows.into_iter().enumerate() {
        let mut one = named(vocabulary, &row);
        one.role = Some(Role::Item);
        let span = spans.as_ref().and_then(|spans| spans.get(at));
        let (start, end) = span.cloned().unwrap_or_default();
        let deviation = match row.deviations.as_slice() {
            [_] if count == 1 || has_deviations && at + 1 < count => row.deviations.pop(),
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

/// The spans of all activities; none if one of them is not told.
///
/// A converter prints an activity's dates after its name, or first some names and then as many dates, or
/// the names that are long after the rows: then dates without a name come first. Names that wait for dates
/// and dates that wait for names are in the order of the table.
fn spans(draft: &Draft) -> Option<Vec<Span>> {
    let mut told: Vec<Option<Span>> = vec![None; draft.rows.len()];
    let mut names: Vec<usize> = Vec::new();
    let mut waiting: VecDeque<Span> = pairs(&draft.early)?.into();
    for (at, row) in draft.rows.iter().enumerate() {
        let mut found: VecDeque<Span> = pairs(&row.cells)?.into();
        if found.is_empty() {
            match waiting.pop_front() {
                Some(span) => told[at] = Some(span),
                None => names.push(at),
            }
        } else if names.is_empty() || found.len() == 1 {
            told[at] = found.pop_front();
            waiting.extend(found);
        } else if found.len() == names.len() + 1 {
            for (name, span) in names.drain(..).chain([at]).zip(found) {
                told[name] = Some(span);
            }
        } else {
            return None;
        }
    }
    told.into_iter()
        .collect::<Option<Vec<Span>>>()
        .filter(|_| waiting.is_empty())
}

/// Dates in pairs. More than one pair may stand by rows or by columns: the last days of months are ends, and
/// each column is printed from top to bottom.
fn pairs(cells: &[Cell]) -> Option<Vec<Span>> {
    let dates: Option<Vec<String>> = cells.iter().map(|cell| whole_date(&cell.text)).collect();
    let dates = dates?;
    if let [start, end] = dates.as_slice() {
        return Some(vec![(start.clone(), end.clone())]);
    }
    let (ends, starts): (Vec<String>, Vec<String>) = dates.into_iter().partition(|date| ends_month(date));
    let spans: Vec<Span> = starts.iter().cloned().zip(ends.iter().cloned()).collect();
    (starts.len() == ends.len() && spans.iter().all(|(start, end)| start < end)).then_some(spans)
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
