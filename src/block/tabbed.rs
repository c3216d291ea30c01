//! Lines whose cells the text itself separates become grids; the others stay text.

use super::claims::Claims;
use super::run_on;
use super::segment::bullet;
use super::text::{Sheet, joined, take_marks};
use super::{Grid, GridCell, GridRow, Item, Text};
use crate::grammar::Grammar;

/// The blocks of a tabbed text.
///
/// Some converters leave out the tabs at the end of a row, so that a row with one cell has none: it is
/// told by standing directly between rows, by being a comment below one, or by being the rest of a name
/// above one.
pub(super) fn items(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims) -> Vec<Item> {
    let mut items = Vec::new();
    let mut grid = Grid::default();
    let widest = super::text::full_width(sheet);
    let mut tables = super::celled::tables(grammar, sheet, claims)
        .into_iter()
        .peekable();
    let mut done = 0;
    for (at, line) in sheet.iter().enumerate() {
        if let Some(table) = tables.next_if(|table| table.lines.start == at) {
            close(&mut grid, &mut items);
            done = table.lines.end;
            items.push(Item::Table(table.grid));
        }
        if at < done {
            continue;
        }
        let is_row = !line.line.cells.is_empty() && !is_item(line);
        let next_is_row = sheet.get(at + 1).is_some_and(|next| {
            let is_rest_of_name = || line.text().starts_with(char::is_lowercase);
            !next.line.cells.is_empty() && !is_item(next)
                || is_rest_of_name() && is_comment_label(grammar, &next.text())
        });
        if let Some(kind) = claims.kind(line.id) {
            close(&mut grid, &mut items);
            items.push(claims.item(kind, line));
        } else if line.is_blank() {
            close(&mut grid, &mut items);
        } else if !is_row && !grid.rows.is_empty() && (next_is_row || is_comment(grammar, &grid, line)) {
            grid.rows.push(single(line));
        } else if !is_row {
            close(&mut grid, &mut items);
            let mut text = Text::from_words(&line.line.words, line.place, vec![line.id]);
            text.marked = line.line.marked;
            text.blanks = line.blanks;
            text.fill = line.line.bbox.width() / widest;
            text.is_whole = true;
            let pieces = parts(text).into_iter();
            items.extend(pieces.flat_map(|text| run_on::pieces(grammar, text)));
        } else {
            grid.rows.push(row(line));
        }
    }
    close(&mut grid, &mut items);
    items
}

/// An item of a list: its sign, a tab and its words.
fn is_item(line: &Sheet<'_>) -> bool {
    let words = &line.line.words;
    matches!(line.line.cells.as_slice(), [sign, _] if sign.len() == 1 && is_sign(&words[sign.start].text))
}

fn is_sign(text: &str) -> bool {
    bullet(&format!("{text} x")).is_some() && !text.starts_with(char::is_alphanumeric)
}

/// A comment label, or the text after one that has none.
fn is_comment(grammar: &Grammar, grid: &Grid, line: &Sheet<'_>) -> bool {
    let after_label = grid.rows.last().is_some_and(|row| {
        row.is_single()
            && grammar
                .rows
                .whole(&row.text())
                .is_some_and(|entry| entry.id == "comment")
    });
    after_label || is_comment_label(grammar, &line.text())
}

fn is_comment_label(grammar: &Grammar, text: &str) -> bool {
    grammar
        .rows
        .start(text)
        .is_some_and(|(entry, _)| entry.id == "comment")
}

/// A row with one cell, from a line without tabs.
pub(super) fn single(line: &Sheet<'_>) -> GridRow {
    let words = &line.line.words;
    let has = |test: fn(&crate::page::Style) -> bool| words.iter().all(|word| test(&word.style));
    GridRow {
        cells: vec![GridCell {
            text: joined(words),
            bold: has(|style| style.bold),
            italic: has(|style| style.italic),
            ..GridCell::default()
        }],
        place: line.place,
        lines: vec![line.id],
        ..GridRow::default()
    }
}

pub(super) fn close(grid: &mut Grid, items: &mut Vec<Item>) {
    if !grid.rows.is_empty() {
        let mut full = std::mem::take(grid);
        full.even_out();
        items.push(Item::Table(full));
    }
}

pub(super) fn row(line: &Sheet<'_>) -> GridRow {
    let mut row = GridRow {
        place: line.place,
        lines: vec![line.id],
        ..GridRow::default()
    };
    for range in &line.line.cells {
        let words = &line.line.words[range.clone()];
        let (marks, words) = take_marks(words);
        row.marks.extend(marks);
        let has = |test: fn(&crate::page::Style) -> bool| {
            !words.is_empty() && words.iter().all(|word| test(&word.style))
        };
        row.cells.push(GridCell {
            text: joined(words),
            bold: has(|style| style.bold),
            italic: has(|style| style.italic),
            ..GridCell::default()
        });
    }
    row
}

/// Cuts a line at borders between bold and plain where the converter glued several paragraphs together:
/// `**Title** Marker**Section**`.
pub(super) fn parts(text: Text) -> Vec<Text> {
    let borders: Vec<usize> = (1..text.words.len())
        .filter(|at| text.words[at - 1].style.bold != text.words[*at].style.bold)
        .collect();
    let first_bold = text.words.first().is_some_and(|word| word.style.bold);
    // Two borders with bold at both ends, or a bold start whose plain rest is short: a glued line. A
    // sentence with a bold word in it, or a bold lead into a long paragraph, is not.
    let ends_bold = text.words.last().is_some_and(|word| word.style.bold);
    let rest_words = borders.first().map_or(0, |at| text.words.len() - at);
    let glued = match borders.len() {
        1 => first_bold && rest_words <= 3 && borders[0] >= 2 || !first_bold && ends_bold,
        2 => first_bold && ends_bold && borders[1] - borders[0] <= 4,
        _ => false,
    };
    if !glued {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in borders.into_iter().chain([text.words.len()]) {
        let mut piece = Text::from_words(&text.words[start..end], text.place, Vec::new());
        if start == 0 {
            piece.lines.clone_from(&text.lines);
            piece.marks = [text.marks.clone(), piece.marks].concat();
            piece.blanks = text.blanks;
        }
        piece.marked = text.marked;
        piece.fill = text.fill;
        piece.is_whole = true;
        pieces.push(piece);
        start = end;
    }
    pieces
}
