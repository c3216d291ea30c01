//! Lines in the type of the tables.

use super::evidence::{Feature, Tally};
use super::view::PageView;
use super::weights;

/// A size of its own speaks for a table, another one hardly against it.
pub(super) fn weigh(view: &PageView<'_>, tally: &mut Tally) {
    if !view.measures.has_table_size() {
        return;
    }
    for (at, line) in view.lines.iter().enumerate() {
        let odds = if view.measures.is_table_size(line.size) {
            weights::TYPED
        } else {
            weights::UNTYPED
        };
        tally.add(at, Feature::Typed, odds);
    }
}
