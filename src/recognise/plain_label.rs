//! Labels that stand for several rows: a cell over the rows of a group has its label on one of them.
//!
//! Takes: the body of a table whose second column tells the rows of each group apart. Gives: every row its label.
//! Never: gives a row a label where the groups are not told.

use crate::block::GridRow;
use crate::grammar::squash;
use std::collections::BTreeSet;

/// Gives the rows of each group its label. The label of an even group may stand between its rows.
pub(super) fn spread(body: &mut Vec<GridRow>) {
    if !is_spread(body) {
        let mut lowered = lowered(body);
        if lowered.len() < body.len() && is_spread(&mut lowered) {
            *body = lowered;
        }
    }
}

/// The rows with labels that stand alone between two rows without any in the row above.
fn lowered(body: &[GridRow]) -> Vec<GridRow> {
    let is_without = |row: &GridRow| {
        let texts: Vec<&str> = row.cells.iter().take(2).map(|cell| cell.text.trim()).collect();
        matches!(texts[..], ["", kind] if kind.starts_with(char::is_alphabetic))
    };
    let mut rows: Vec<GridRow> = Vec::new();
    for (at, row) in body.iter().enumerate() {
        let is_alone = row.is_single() && row.cells.first().is_some_and(|cell| !cell.text.trim().is_empty());
        let is_between = body.get(at + 1).is_some_and(is_without);
        match rows
            .last_mut()
            .filter(|above| is_alone && is_between && is_without(above))
        {
            Some(above) => {
                above.cells[0].text.clone_from(&row.cells[0].text);
                above.lines.extend(row.lines.clone());
                above.more_places.push(row.place);
            }
            None => rows.push(row.clone()),
        }
    }
    rows
}

/// Gives the rows of each group its label, where the groups are told; says whether they are.
fn is_spread(body: &mut [GridRow]) -> bool {
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
        return false;
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
    let is_whole = is_placed && groups.iter().all(is_told);
    if is_whole {
        let told: Vec<String> = groups.iter().flat_map(|group| labels(*group)).collect();
        for ((from, to), label) in groups.into_iter().zip(told) {
            for row in &mut body[from..to] {
                row.cells[0].text.clone_from(&label);
            }
        }
    }
    is_whole
}
