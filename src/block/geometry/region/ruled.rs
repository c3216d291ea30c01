//! Lines between ruling lines that cross.

use super::evidence::{Feature, Tally};
use super::view::PageView;
use super::weights;

/// A lattice that is divided makes its lines a table's; a frame hardly does.
pub(super) fn weigh(view: &PageView<'_>, tally: &mut Tally) {
    for (at, held) in view.held.iter().enumerate() {
        let Some(lattice) = held.map(|held| &view.lattices[held]) else {
            continue;
        };
        let odds = if lattice.is_divided() {
            weights::RULED
        } else {
            weights::FRAMED
        };
        tally.add(at, Feature::Ruled, odds);
    }
}
