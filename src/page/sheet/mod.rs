//! Workbooks (XLSX, ODS): every sheet that is shown, row by row, as a page of tables and paragraphs.
//!
//! Takes: an archive with a workbook.
//! Gives: [`crate::page::Pages`]; the number of the page is the sheet's, that of a line the row's.
//! Never: computes a formula, follows a link out of the file, unpacks more than the limits of the package.

mod cut;
mod decimal;
mod format;
mod look;
mod xlsx;

pub(super) use cut::Cutter;
pub(super) use decimal::reprinted;
pub(super) use xlsx::{main_part, read};

use std::collections::BTreeSet;

use super::body::{self, Cell, Words};
use super::{Colour, Style, picture};

/// Rows and cells of all sheets together that are read; no report has so many.
pub(super) const MOST_ROWS: usize = 50_000;
pub(super) const MOST_CELLS: usize = 400_000;
/// Columns of a sheet that are read.
pub(super) const MOST_COLUMNS: usize = 256;

/// What kind of value stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// Nothing.
    #[default]
    Empty,
    /// Words, or what a formula has left of an error.
    Text,
    /// A number.
    Number,
    /// A day or a time, which is a number that is shown as one.
    Date,
}

/// A cell of a sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetCell {
    /// What is shown.
    pub(super) cell: Cell,
    /// What it is.
    pub(super) kind: Kind,
    /// Columns that it spans; 0 counts as 1.
    pub(super) span: usize,
}

/// A row of a sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetRow {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its cells from the first column on.
    pub(super) cells: Vec<SheetCell>,
}

/// A sheet that is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// Its number in the workbook, from 1.
    pub(super) number: u32,
    /// Its name.
    pub(super) name: String,
    /// Rows with anything in them.
    pub(super) rows: Vec<SheetRow>,
    /// Rows that are hidden: they part no table.
    pub(super) hidden: BTreeSet<u32>,
}

/// A cell with a text, its ground, and the colour and weight of its letters.
fn cell(text: &str, style: Style, fill: Option<Colour>, row: u32) -> Cell {
    let is_white = |fill: Colour| [fill.red, fill.green, fill.blue].iter().all(|part| *part > 0xF8);
    let mut words = Words::default();
    words.push(text, style);
    let is_mark = words.is_empty() && fill.is_some_and(picture::is_vivid);
    if is_mark {
        let style = Style {
            colour: fill.unwrap_or_default(),
            ..Style::default()
        };
        words.picture("", style);
    }
    let mut cell = if words.is_empty() {
        Cell::default()
    } else {
        Cell::of(words, row)
    };
    cell.is_shaded = fill.is_some_and(|fill| !is_white(fill));
    cell
}

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.reverse();
    String::from_utf8(letters).unwrap_or_default()
}

/// The pages of all sheets.
fn pages(sheets: &[Sheet], cutter: &mut Cutter) -> super::Pages {
    let blocks = sheets.iter().flat_map(|sheet| cutter.blocks(sheet)).collect();
    cutter.named(body::pages(blocks))
}
