//! Lines with words that stand in a table's header, or never in a table.

use super::evidence::{Feature, Tally};
use super::view::PageView;
use super::weights;
use crate::block::geometry::find::{begins_table, is_prose};

/// What the grammar knows of the words.
pub(super) fn weigh(view: &PageView<'_>, tally: &mut Tally) {
    let begins = beginnings(view);
    for (at, sheet) in view.sheets.iter().enumerate() {
        if begins[at].is_some() {
            tally.add(at, Feature::Worded, weights::HEADER);
        } else if is_prose(view.grammar, view.measures, sheet) {
            tally.add(at, Feature::Worded, weights::OUTSIDE);
        }
    }
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
