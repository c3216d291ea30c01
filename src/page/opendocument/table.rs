//! Tables of OpenDocument files: rows and cells, repeated, spanned and covered.

use super::reader::{DEEPEST, Reader};
use crate::page::body::{Cell, Row, Table, Words};
use crate::page::package::{attribute, child, name};
use crate::page::{Colour, Style, picture};
use roxmltree::Node;

/// So often a row or a cell may be repeated; sheets repeat empty ones to their end.
const MOST_TIMES: usize = 1_000;
/// Columns that are looked at.
const MOST_COLUMNS: usize = 256;

impl Reader {
    /// Reads a table.
    pub(super) fn table(&mut self, node: Node<'_, '_>, depth: usize) -> Table {
        let mut table = Table::default();
        self.rows(node, depth, false, &mut table);
        table
    }

    fn rows(&mut self, parent: Node<'_, '_>, depth: usize, is_header: bool, table: &mut Table) {
        for node in parent.children().filter(Node::is_element) {
            match name(node) {
                "table-row" => {
                    let row = self.row(node, depth, is_header);
                    let is_empty = row.cells.iter().all(|cell| cell.blocks.is_empty());
                    let times = if is_empty {
                        1
                    } else {
                        times(node, "number-rows-repeated")
                    };
                    table.rows.extend(std::iter::repeat_n(row, times));
                }
                "table-header-rows" if depth < DEEPEST => self.rows(node, depth + 1, true, table),
                "table-rows" | "table-row-group" if depth < DEEPEST => {
                    self.rows(node, depth + 1, is_header, table);
                }
                "soft-page-break" => self.turn(),
                _ => {}
            }
        }
    }

    fn row(&mut self, node: Node<'_, '_>, depth: usize, is_header: bool) -> Row {
        let mut row = Row {
            number: self.paragraphs.saturating_add(1),
            is_header,
            ..Row::default()
        };
        let look = self.styles.look("table-row", attribute(node, "style-name"));
        // Cells that the one before them covers.
        let mut covered = 0;
        for node in node.children().filter(Node::is_element) {
            let times = times(node, "number-columns-repeated");
            let room = MOST_COLUMNS.saturating_sub(row.cells.len());
            match name(node) {
                "table-cell" => {
                    let cell = self.cell(node, depth, look.ground());
                    covered = cell.columns.saturating_sub(1);
                    row.cells.extend(std::iter::repeat_n(cell, times.min(room)));
                }
                "covered-table-cell" => {
                    let own = times.saturating_sub(covered);
                    covered = covered.saturating_sub(times);
                    // What a cell holds that another one covers is not shown.
                    row.cells.extend((0..own.min(room)).map(|_| Cell::default()));
                }
                _ => {}
            }
        }
        row.page = self.page();
        row
    }

    /// Reads a cell; `row` is the ground of its row.
    pub(super) fn cell(&mut self, node: Node<'_, '_>, depth: usize, row: Option<Colour>) -> Cell {
        let look = self.styles.look("table-cell", attribute(node, "style-name"));
        let span = attribute(node, "number-columns-spanned").and_then(|span| span.parse().ok());
        let mut blocks = Vec::new();
        if depth < DEEPEST {
            self.children(node, depth + 1, &mut blocks);
        } else {
            blocks.push(self.flat(node));
        }
        let paragraph = child(node, "p").and_then(|first| attribute(first, "style-name"));
        let ground = self.styles.look("paragraph", paragraph).ground();
        let fill = look.ground().or(row).or(ground.filter(|_| blocks.is_empty()));
        let is_white = |fill: Colour| [fill.red, fill.green, fill.blue].iter().all(|part| *part > 0xF8);
        let mut cell = Cell {
            columns: span.unwrap_or(1),
            rows: 1,
            is_shaded: fill.is_some_and(|fill| !is_white(fill)),
            blocks,
        };
        if cell.blocks.is_empty()
            && let Some(fill) = fill.filter(|fill| picture::is_vivid(*fill))
        {
            let style = Style {
                colour: fill,
                ..Style::default()
            };
            let mut words = Words::default();
            words.picture("", style);
            cell.blocks = Cell::of(words, self.paragraphs).blocks;
        }
        cell
    }
}

fn times(node: Node<'_, '_>, name: &str) -> usize {
    let said = attribute(node, name).and_then(|times| times.parse().ok());
    said.unwrap_or(1).clamp(1, MOST_TIMES)
}
