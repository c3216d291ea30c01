//! Lines with words that stand in a table's header, or never in a table.

use super::evidence::{Feature, Tally};
use super::view::PageView;
use super::weights;
use crate::block::geometry::find::{begins_table, is_comment_label, is_goal_line, is_prose};
use crate::block::text::Sheet;

/// What the grammar knows of the words.
pub(super) fn weigh(view: &PageView<'_>, tally: &mut Tally) {
    let begins = beginnings(view);
    for (at, sheet) in view.sheets.iter().enumerate() {
        if begins[at].is_some() {
            tally.add(at, Feature::Worded, weights::HEADER);
        } else if is_comment_label(view.grammar, sheet)
            && (tally.of(at, Feature::Banded) >= weights::BANDED || is_between_rows(view, &begins, at))
        {
            // Neither a section's name nor, by itself, a row.
        } else if is_prose(view.grammar, view.measures, sheet) {
            tally.add(at, Feature::Worded, weights::OUTSIDE);
        }
    }
}

/// Whether rows of one table stand above and below a line, with nothing but text of one part between.
fn is_between_rows(view: &PageView<'_>, begins: &[Option<usize>], at: usize) -> bool {
    /// No comment has more lines, and no name in the row above it.
    const MOST: usize = 10;
    const SEVERAL: usize = 3;
    let is_row = |at: &usize| {
        let parts = &view.lines[*at].parts;
        parts.len() >= SEVERAL && parts.iter().any(|part| part.is_value)
    };
    let is_end = |at: &usize| begins[*at].is_some() || is_goal_line(view.grammar, view.sheets[*at]);
    let above = (at.saturating_sub(MOST)..at).rev().find(is_row);
    let end = view.lines.len().min(at + MOST);
    let mut lines = (at + 1..end).take_while(|at| !is_end(at));
    let (Some(above), Some(below)) = (above, lines.find(is_row)) else {
        return false;
    };
    let (above, below) = (&view.lines[above], &view.lines[below]);
    below.gaps().filter(|gap| above.leaves_free(*gap)).count() >= SEVERAL - 1
}

/// For each line, whether a header begins there that is of another form than the header above it.
pub(super) fn others(view: &PageView<'_>, begins: &[Option<usize>]) -> Vec<bool> {
    let is_of_activities = |sheet: &Sheet<'_>| {
        let entry = view.grammar.activity_columns.start(&sheet.text());
        entry.is_some_and(|(entry, _)| entry.id == "name")
    };
    let mut last = None;
    let mut others = vec![false; begins.len()];
    for (at, first) in begins.iter().enumerate() {
        // The label itself stands on the last line of a header.
        let is_last = first.is_some() && begins.get(at + 1).copied().flatten() != *first;
        if let Some(first) = first.filter(|_| is_last) {
            let own = is_of_activities(view.sheets[at]);
            others[first] = last.is_some_and(|last| last != own);
            last = Some(own);
        }
    }
    others
}

/// For each line of a header, the header's first line: labels set at the foot have lines above the first label.
pub(super) fn beginnings(view: &PageView<'_>) -> Vec<Option<usize>> {
    /// No header has more lines above its first label.
    const MOST: usize = 6;
    let mut begins = vec![None; view.lines.len()];
    for (at, sheet) in view.sheets.iter().enumerate() {
        if !begins_table(view.grammar, sheet) {
            continue;
        }
        let label_right = view.lines[at].parts.first().map_or(0.0, |part| part.right);
        let is_above = |above: &usize| {
            let line = &view.lines[*above];
            view.space_above(*above + 1) < 0.5
                && view.held[*above] == view.held[at]
                && (line.size - view.lines[at].size).abs() < 0.2
                && line.bbox.left > label_right
                && line.parts.iter().all(|part| !part.is_value)
        };
        let first = (at.saturating_sub(MOST)..at).rev().take_while(is_above).last();
        let first = first.unwrap_or(at);
        begins[first..=at].fill(Some(first));
    }
    begins
}
