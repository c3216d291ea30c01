//! Workbooks (ODS): their cells hold what is shown.

use super::reader::Reader;
use crate::page::Style;
use crate::page::body::{Block, Cell, Words};
use crate::page::package::{attribute, name};
use crate::page::sheet::{
    Cutter, Kind, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet, SheetCell, SheetRow, letters, reprinted,
};
use crate::trace::{Code, Diagnostic, Place};
use roxmltree::Node;

/// A sheet while it is read.
#[derive(Default)]
struct Reading {
    sheet: Sheet,
    /// The row that comes next, from 1.
    next: u32,
    cells: usize,
    is_cut: bool,
    hidden_rows: usize,
    hidden_columns: Vec<usize>,
}

impl Reader {
    /// The blocks of all sheets that are shown.
    pub(super) fn workbook(
        &mut self,
        body: Node<'_, '_>,
        cutter: &mut Cutter,
        told: &mut Vec<Diagnostic>,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        let (mut rows, mut cells, mut is_cut) = (0, 0, false);
        let tables = body.children().filter(|node| name(*node) == "table");
        for (number, node) in (1u32..).zip(tables) {
            let called = attribute(node, "name").unwrap_or("").to_owned();
            let mut say = |code, message: String| {
                let place = Place {
                    page: Some(number),
                    ..Place::default()
                };
                told.push(Diagnostic::new(code, place, message, ""));
            };
            if self.styles.look("table", attribute(node, "style-name")).hidden == Some(true) {
                say(Code::SheetHidden, crate::say!("sheet-hidden", called = called));
                continue;
            }
            let mut reading = Reading {
                sheet: Sheet {
                    number,
                    name: called.clone(),
                    ..Sheet::default()
                },
                next: 1,
                hidden_columns: self.hidden_columns(node),
                cells,
                ..Reading::default()
            };
            self.sheet_rows(node, 0, rows, &mut reading);
            (rows, cells) = (rows + reading.sheet.rows.len(), reading.cells);
            is_cut |= reading.is_cut;
            if reading.hidden_rows > 0 {
                let count = reading.hidden_rows;
                say(
                    Code::SheetHidden,
                    crate::say!("rows-hidden-some", count = count, called = called),
                );
            }
            if let Some(first) = reading.hidden_columns.first() {
                let first = letters(*first);
                say(
                    Code::SheetHidden,
                    crate::say!("columns-hidden-from", called = called, first = first),
                );
            }
            blocks.extend(cutter.blocks(&reading.sheet));
        }
        if is_cut {
            let message = crate::say!(
                "workbook-too-large",
                most_rows = MOST_ROWS,
                most_cells = MOST_CELLS,
                most_columns = MOST_COLUMNS
            );
            told.push(Diagnostic::new(
                Code::SheetOverLimit,
                Place::default(),
                message,
                "",
            ));
        }
        told.append(&mut cutter.diagnostics);
        blocks
    }

    fn hidden_columns(&self, table: Node<'_, '_>) -> Vec<usize> {
        let mut hidden = Vec::new();
        let mut at = 0;
        for node in table.descendants().filter(|node| name(*node) == "table-column") {
            let times = times(node, "number-columns-repeated").min(MOST_COLUMNS.saturating_sub(at));
            if matches!(attribute(node, "visibility"), Some("collapse" | "filter")) {
                hidden.extend(at..at + times);
            }
            at += times;
        }
        hidden
    }

    fn sheet_rows(&mut self, parent: Node<'_, '_>, depth: usize, before: usize, reading: &mut Reading) {
        const DEEPEST: usize = 12;
        for node in parent.children().filter(Node::is_element) {
            match name(node) {
                "table-row" => self.sheet_row(node, before, reading),
                "table-header-rows" | "table-rows" | "table-row-group" if depth < DEEPEST => {
                    self.sheet_rows(node, depth + 1, before, reading);
                }
                _ => {}
            }
        }
    }

    fn sheet_row(&mut self, node: Node<'_, '_>, before: usize, reading: &mut Reading) {
        let times = times(node, "number-rows-repeated");
        let first = reading.next;
        reading.next = first.saturating_add(u32::try_from(times).unwrap_or(u32::MAX));
        if reading.is_cut {
            return;
        }
        let cells = self.sheet_cells(node, first, reading);
        if cells.iter().all(|cell| cell.cell.blocks.is_empty()) {
            return;
        }
        if matches!(attribute(node, "visibility"), Some("collapse" | "filter")) {
            reading.hidden_rows += times;
            reading.sheet.hidden.extend((first..).take(times.min(MOST_ROWS)));
            return;
        }
        for number in (first..).take(times) {
            reading.cells += cells.len();
            if before + reading.sheet.rows.len() >= MOST_ROWS || reading.cells > MOST_CELLS {
                reading.is_cut = true;
                return;
            }
            reading.sheet.rows.push(SheetRow {
                number,
                cells: cells.clone(),
            });
        }
    }

    fn sheet_cells(&mut self, row: Node<'_, '_>, number: u32, reading: &Reading) -> Vec<SheetCell> {
        let mut cells = Vec::new();
        let mut column = 0;
        for node in row.children().filter(Node::is_element) {
            let times = times(node, "number-columns-repeated");
            let room = times.min(MOST_COLUMNS.saturating_sub(column));
            let one = match name(node) {
                "table-cell" => {
                    // Lines of a cell are places in its row.
                    self.paragraphs = number.saturating_sub(1);
                    let kind = match attribute(node, "value-type") {
                        Some("float" | "percentage" | "currency") => Kind::Number,
                        Some("date" | "time") => Kind::Date,
                        Some(_) => Kind::Text,
                        None => Kind::Empty,
                    };
                    let mut cell = self.cell(node, 0, None);
                    if kind == Kind::Number
                        && let Some(stored) = attribute(node, "value")
                    {
                        let is_percent = attribute(node, "value-type") == Some("percentage");
                        printed(&mut cell, stored, is_percent);
                    }
                    let span = std::mem::replace(&mut cell.columns, 1);
                    SheetCell { cell, kind, span }
                }
                "covered-table-cell" => SheetCell::default(),
                _ => continue,
            };
            let shown = (column..column + room).filter(|at| !reading.hidden_columns.contains(at));
            cells.extend(shown.map(|_| one.clone()));
            column += times;
        }
        let filled = cells.iter().rposition(|cell| !cell.cell.blocks.is_empty());
        cells.truncate(filled.map_or(0, |last| last + 1));
        cells
    }
}

fn times(node: Node<'_, '_>, name: &str) -> usize {
    attribute(node, name)
        .and_then(|times| times.parse().ok())
        .unwrap_or(1)
        .max(1)
}

/// Writes a figure in Swedish: what a file holds of how it is shown has the marks of the language that it was saved in.
fn printed(cell: &mut Cell, stored: &str, is_percent: bool) {
    let Some(Block::Paragraph(paragraph)) = cell.blocks.first_mut() else {
        return;
    };
    let words = paragraph.words.words();
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let style = words.first().map_or_else(Style::default, |word| word.style);
    if let Some(text) = reprinted(&texts.join(" "), stored, is_percent) {
        let mut words = Words::default();
        words.push(&text, style);
        paragraph.words = words;
    }
}
