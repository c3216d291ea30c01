//! Tables of text with columns as runs of spaces, where a converter has set labels and cells closer than a column.
//!
//! Takes: grids as the gaps between words have cut them.
//! Gives: the same grids; labels that ran into each other apart, and so a period beside a phrase of several lines.
//! Never: moves a figure, drops a word, takes labels for others that their letters do not make.

use super::flow::{labels, subsequence, to_be_set};
use super::{Grid, GridRow, Item, Vocabulary};
use crate::grammar::{Grammar, Words};
use crate::lex::{ValueKind, cell, period, whole_period};

/// Mends the tables.
pub(super) fn mend(grammar: &Grammar, vocabulary: &Vocabulary, items: &mut [Item]) {
    for item in items {
        if let Item::Table(grid) = item {
            let is_header = |row: &GridRow| {
                let label = row
                    .cells
                    .first()
                    .and_then(|cell| grammar.indicator_columns.whole(&cell.text));
                label.is_some_and(|entry| entry.id == "name")
            };
            if grid.rows.first().is_some_and(is_header) {
                part_labels(grammar, grid);
                part_periods(grammar, grid);
            } else {
                join_labels(grammar, vocabulary, grid);
            }
        }
    }
}

/// Puts the labels over their columns, where the letters of the header make as many as there are columns.
fn part_labels(grammar: &Grammar, grid: &mut Grid) {
    let words = &grammar.indicator_columns;
    let is_label = |text: &str| {
        words.start(text).is_some_and(|(_, taken)| {
            let rest = text[taken..].trim();
            rest.is_empty() || period(grammar, rest).is_ok_and(|(after, _)| after.trim().is_empty())
        })
    };
    let below = grid.rows.iter().skip(1);
    let count = 1 + below
        .take_while(|row| row.cells.first().is_some_and(|cell| cell.text.is_empty()))
        .take(MOST_LINES)
        .count();
    if count == 1 && grid.rows[0].cells.iter().skip(1).all(|cell| is_label(&cell.text)) {
        return;
    }
    // The rows of a header are those whose letters all belong to labels.
    let found = (1..=count).rev().find_map(|count| {
        let cells = grid.rows[..count].iter().flat_map(|row| row.cells.iter().skip(1));
        let texts: Vec<&str> = cells.map(|cell| cell.text.as_str()).collect();
        let labels = labels(words, &texts.join(" "), 1)?;
        let fits = labels.len() + 1 == grid.columns() && agree(grammar, &labels, &grid.rows[count..]);
        fits.then_some((count, labels))
    });
    let Some((count, labels)) = found else { return };
    let others: Vec<GridRow> = grid.rows.drain(1..count).collect();
    let header = &mut grid.rows[0];
    header.lines.extend(others.iter().flat_map(|row| &row.lines));
    for (cell, label) in header.cells.iter_mut().skip(1).zip(labels) {
        cell.text = label;
        cell.is_uncertain = false;
    }
}

/// Whether periods and what stands for a target are where the labels say.
fn agree(grammar: &Grammar, labels: &[String], rows: &[GridRow]) -> bool {
    let words: &Words = &grammar.indicator_columns;
    let ids: Vec<&str> = labels
        .iter()
        .map(|label| words.start(label).map_or("", |(entry, _)| entry.id.as_str()))
        .collect();
    // The outcomes of the sexes are both there or both missing.
    let of_sexes = |row: &GridRow| {
        let cells = row.cells.iter().skip(1).zip(&ids);
        let mut sexes = cells.filter(|(_, id)| matches!(**id, "outcome-men" | "outcome-women"));
        let first = sexes.next().map(|(cell, _)| cell.text.is_empty());
        sexes.all(|(cell, _)| Some(cell.text.is_empty()) == first)
    };
    if !rows.iter().filter(|row| !row.is_single()).all(of_sexes) {
        return false;
    }
    let cells = rows
        .iter()
        .filter(|row| !row.is_single())
        .flat_map(|row| row.cells.iter().skip(1).zip(&ids));
    cells.filter(|(cell, _)| !cell.text.is_empty()).all(|(one, id)| {
        let is_period = whole_period(grammar, &one.text).is_some() || parted(grammar, &one.text).is_some();
        match cell(grammar, &one.text).kind {
            ValueKind::ToBeSet => *id == "council-target",
            ValueKind::Text if parted(grammar, &one.text).is_some() => *id == "council-target",
            ValueKind::Number if !is_period => !matches!(*id, "period" | "frequency"),
            _ => is_period == matches!(*id, "period" | "frequency") || !is_period,
        }
    })
}

/// Joins the two rows of a header where the cells of the second go on with those of the first.
fn join_labels(grammar: &Grammar, vocabulary: &Vocabulary, grid: &mut Grid) {
    const FEWEST: usize = 2;
    let [first, second, ..] = grid.rows.as_slice() else {
        return;
    };
    let is_words = |row: &GridRow| {
        let mut cells = row.cells.iter().filter(|cell| !cell.text.is_empty());
        cells.all(|one| cell(grammar, &one.text).kind == ValueKind::Text)
    };
    let pairs = || first.cells.iter().zip(&second.cells).skip(1);
    let goes_on = pairs()
        .filter(|(above, below)| !above.text.is_empty() && below.text.starts_with(char::is_lowercase))
        .count();
    let below = pairs().filter(|(_, below)| !below.text.is_empty()).count();
    if goes_on < FEWEST || goes_on < below || !is_words(first) || !is_words(second) {
        return;
    }
    let second = grid.rows.remove(1);
    let first = &mut grid.rows[0];
    first.lines.extend(second.lines);
    for (above, below) in first.cells.iter_mut().zip(&second.cells) {
        if !below.text.is_empty() {
            vocabulary.add_cell_line(&mut above.text, &below.text);
        }
    }
}

/// Lines of a header below its first, at most.
const MOST_LINES: usize = 6;

/// `Tas fram av 2010 nämnden`: the period stands beside the phrase, on its first line.
fn part_periods(grammar: &Grammar, grid: &mut Grid) {
    for row in grid.rows.iter_mut().skip(1) {
        for at in 1..row.cells.len().saturating_sub(1) {
            if !row.cells[at + 1].text.is_empty() {
                continue;
            }
            if let Some((phrase, period)) = parted(grammar, &row.cells[at].text) {
                row.cells[at].text = phrase;
                row.cells[at + 1].text = period;
            }
        }
    }
}

/// A phrase that stands for a target, and the period among its words.
fn parted(grammar: &Grammar, text: &str) -> Option<(String, String)> {
    const MOST_WORDS: usize = 8;
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS + 1).collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    to_be_set(grammar).find_map(|phrase| {
        let taken = subsequence(phrase, &words)?;
        let others: Vec<&str> = (0..words.len())
            .filter(|at| !taken.contains(at))
            .map(|at| words[at])
            .collect();
        let period = others.join(" ");
        let is_among = taken.last() != Some(&(taken.len() - 1));
        (taken.len() > 1 && is_among && whole_period(grammar, &period).is_some()).then(|| {
            let phrase: Vec<&str> = taken.iter().map(|at| words[*at]).collect();
            (phrase.join(" "), period)
        })
    })
}
