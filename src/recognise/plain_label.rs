//! Labels that stand for several rows: a cell over the rows of a group has its label on one of them.
//!
//! Takes: the body of a table whose second column tells the rows of each group apart. Gives: every row its label.
//! Never: gives a row a label where the groups are not told.

use crate::block::GridRow;
use crate::grammar::squash;
use std::collections::BTreeSet;

/// Gives the rows of each group its label.
pub(super) fn spread(body: &mut [GridRow]) {
    const FEWEST: usize = 3;
    let text = |row: &GridRow, at: usize| {
        row.cells
            .get(at)
            .map_or(String::new(), |cell| cell.text.trim().to_owned())
    };
    let is_word = |row: &GridRow| text(row, 1).starts_with(char::is_alphabetic) && !row.is_single();
    let labelled = body.iter().filter(|row| !text(row, 0).is_empty()).count();
    let is_meant = body.len() >= FEWEST && labelled > 0 && labelled < body.len() && body.iter().all(is_word);
    if !is_meant {
        return;
    }
    let kinds: Vec<String> = body.iter().map(|row| squash(&text(row, 1))).collect();
    let starts: Vec<usize> = (0..body.len()).filter(|at| kinds[*at] == kinds[0]).collect();
    let ends = starts.iter().skip(1).copied().chain([body.len()]);
    let groups: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let labels = |(from, to): (usize, usize)| -> Vec<String> {
        let labels = body[from..to].iter().map(|row| text(row, 0));
        labels.filter(|label| !label.is_empty()).collect()
    };
    let is_told = |group: &(usize, usize)| {
        let own: BTreeSet<&String> = kinds[group.0..group.1].iter().collect();
        labels(*group).len() == 1 && own.len() == group.1 - group.0
    };
    // Where the groups differ, the label of each stands on its first row or exactly in its middle.
    let is_alike = groups
        .iter()
        .all(|group| kinds[group.0..group.1] == kinds[groups[0].0..groups[0].1]);
    let stands = |wanted: &dyn Fn(usize, usize) -> Option<usize>| {
        groups.iter().all(|(from, to)| {
            let at = (*from..*to).find(|at| !text(&body[*at], 0).is_empty());
            at == wanted(*from, *to)
        })
    };
    let is_first = stands(&|from, _| Some(from));
    let is_middle = stands(&|from, to| ((to - from) % 2 == 1).then_some((from + to) / 2));
    let is_placed = is_alike || is_first || is_middle;
    if is_placed && groups.iter().all(is_told) {
        let told: Vec<String> = groups.iter().flat_map(|group| labels(*group)).collect();
        for ((from, to), label) in groups.into_iter().zip(told) {
            for row in &mut body[from..to] {
                row.cells[0].text.clone_from(&label);
            }
        }
    }
}
