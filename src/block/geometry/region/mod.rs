//! Where the tables of a page are.
//!
//! Takes: a page with its lines, the measures of the document, what is claimed as furniture.
//! Gives: stretches of lines that are tables, by all signs together, with the margin of the choice.
//! Never: cuts a table into rows or columns, knows what it is about beyond labels that may begin or end it.

mod aligned;
mod banded;
mod choose;
mod evidence;
mod lattice;
mod parted;
mod ruled;
mod typed;
mod view;
mod weights;
mod worded;

use super::Measures;
use super::find::Run;
use crate::block::claims::Claims;
use crate::block::text::Sheet;
use crate::grammar::Grammar;
use crate::page::Page;
use crate::trace::BBox;
use choose::{Step, Stretch, choose};
use evidence::Tally;
use view::PageView;

/// The boxes around ruling lines that touch.
pub(in crate::block) fn boxes(page: &Page) -> Vec<BBox> {
    let lattices = lattice::lattices(page);
    lattices.into_iter().map(|lattice| lattice.bbox).collect()
}

/// The tables of a page, from top to bottom.
pub(super) fn runs(
    grammar: &Grammar,
    measures: Measures,
    page: &Page,
    sheets: &[&Sheet<'_>],
    claims: &Claims,
) -> Vec<Run> {
    let view = PageView::new(grammar, measures, page, sheets);
    let mut tally = Tally::new(sheets.len());
    for weigh in [
        ruled::weigh,
        banded::weigh,
        typed::weigh,
        parted::weigh,
        aligned::weigh,
        worded::weigh,
    ] {
        weigh(&view, &mut tally);
    }
    let odds: Vec<f32> = (0..sheets.len())
        .map(|at| match claims.kind(sheets[at].id) {
            Some(_) => f32::NEG_INFINITY,
            None if claims.is_of_goal(sheets[at].id) => tally.odds(at) + weights::OUTSIDE,
            None => tally.odds(at),
        })
        .collect();
    let begins = worded::beginnings(&view);
    let others = worded::others(&view, &begins);
    let steps: Vec<Step> = (0..sheets.len())
        .map(|at| step(&view, &begins, others[at], at))
        .collect();
    choose(&odds, &steps)
        .into_iter()
        .filter_map(|found| whole(&view, &begins, found))
        .map(|found| Run {
            parts: side_by_side(&view, found.lines.clone()),
            is_doubtful: found.margin < weights::NARROW,
            lines: found.lines,
        })
        .collect()
}

/// What the lines of a stretch say together; nothing if it is no table.
fn whole(view: &PageView<'_>, begins: &[Option<usize>], mut found: Stretch) -> Option<Stretch> {
    let lines = found.lines.clone();
    let count = lines.len();
    let several = lines
        .clone()
        .filter(|at| view.lines[*at].parts.len() >= 2)
        .count();
    let is_typed = |at: usize| view.measures.is_table_size(view.lines[at].size);
    let is_bound = |at: usize| begins[at].is_some() || view.is_divided(at) || is_typed(at);
    if !lines.clone().any(is_bound) {
        // One line by itself, without anything that tables alone have.
        if count == 1 {
            return None;
        }
        if several * 5 < count * 2 {
            found.margin += weights::SPARSE;
        }
    }
    (several > 0 && found.margin > 0.0).then_some(found)
}

/// What the place between a line and the one above it says of tables that begin, end or go on there.
fn step(view: &PageView<'_>, begins: &[Option<usize>], is_other: bool, at: usize) -> Step {
    /// Text stands so near to text.
    const TIGHT: f32 = 0.5;
    const NEVER: f32 = -1000.0;
    let space = view.space_above(at);
    let turn = if space > TIGHT {
        weights::TURN_LOOSE
    } else {
        weights::TURN_TIGHT
    };
    let begins_here = begins[at] == Some(at);
    // The header of another form begins another table, also where the same rules hold both.
    if begins_here && is_other {
        return Step {
            turn: weights::TURN_LOOSE,
            go_on: NEVER,
            next: 0.0,
        };
    }
    let same = at > 0 && view.held[at] == view.held[at - 1];
    let is_held = view.held[at].is_some();
    if same && is_held && (!begins_here || view.is_divided(at)) {
        return Step {
            turn,
            go_on: 0.0,
            next: 4.0 * weights::NEXT_TABLE,
        };
    }
    // The lines of a header stay together.
    if at > 0 && begins[at].is_some() && begins[at] == begins[at - 1] {
        return Step {
            turn,
            go_on: 0.0,
            next: NEVER,
        };
    }
    let space_cost = ((space - view.measures.row_space).max(0.0) * weights::SPACE).max(weights::MOST_SPACE);
    // Past the border of what lines rule, another table begins.
    let leaves = at > 0 && !same && (view.is_divided(at) || view.is_divided(at - 1));
    if leaves || begins_here {
        return Step {
            turn: weights::TURN_LOOSE,
            go_on: if leaves { NEVER } else { 2.0 * weights::NEXT_TABLE },
            next: 0.0,
        };
    }
    Step {
        turn,
        go_on: space_cost,
        next: weights::NEXT_TABLE * if space > 2.0 { 0.5 } else { 1.0 },
    }
}

/// The lattices side by side that the lines of a table go through, from left to right; none if it is one.
fn side_by_side(view: &PageView<'_>, lines: std::ops::Range<usize>) -> Vec<BBox> {
    let held = lines.into_iter().find_map(|at| view.held[at]);
    held.map_or_else(Vec::new, |held| view.lattices[held].beside.clone())
}
