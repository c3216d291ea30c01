//! Header cells that a converter has read across two columns are put apart again.

use crate::block::{Grid, GridCell, GridRow};
use crate::grammar::Grammar;

/// The labels of three columns that stand in two cells, line by line instead of column by column:
/// `Åtgärder efter åtg.` and `Prognos Avvikelse april`.
struct Squeezed {
    /// The first of the two cells.
    at: usize,
    labels: [String; 3],
}

/// The grid with squeezed header cells put apart. Below the first label nothing was printed, or the
/// converter would have kept its column; it gets an empty one.
pub(super) fn undone(grammar: &Grammar, mut grid: Grid) -> Grid {
    const DEEPEST: usize = 4;
    let found = grid.rows.iter().take(DEEPEST).enumerate().find_map(|(at, row)| {
        let squeezed =
            (1..row.cells.len().saturating_sub(1)).find_map(|cell| squeezed(grammar, row, cell))?;
        Some((at, squeezed))
    });
    let Some((header, squeezed)) = found else {
        return grid;
    };
    for (at, row) in grid.rows.iter_mut().enumerate() {
        row.cells.insert(squeezed.at, GridCell::default());
        if at == header {
            for (cell, label) in row.cells[squeezed.at..].iter_mut().zip(&squeezed.labels) {
                cell.text.clone_from(label);
            }
        }
    }
    grid
}

/// `first = label rest`, `second = begin label`, where `begin rest` is a label too.
fn squeezed(grammar: &Grammar, row: &GridRow, at: usize) -> Option<Squeezed> {
    let measures = &grammar.measures;
    let text = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.as_str());
    let cut = |text: &str| {
        let (_, taken) = measures.start(text)?;
        Some((text[..taken].trim().to_owned(), text[taken..].trim().to_owned()))
    };
    let (first, rest) = cut(text(at))?;
    let (begin, last) = cut(text(at + 1))?;
    let joined = format!("{begin} {rest}");
    let is_label = measures.whole(&joined).is_some() && measures.start(&last).is_some();
    let is_no_label = !rest.is_empty() && measures.start(&rest).is_none();
    (is_label && is_no_label).then_some(Squeezed {
        at,
        labels: [first, joined, last],
    })
}
