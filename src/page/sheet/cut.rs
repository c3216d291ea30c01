//! A sheet is cut into tables and paragraphs where rows are empty.

use super::{Kind, Sheet, SheetRow, letters};
use crate::page::Pages;
use crate::page::body::{Block, Cell, Paragraph, Row, Table, Words};
use crate::trace::{Code, Diagnostic, Place};
use std::collections::BTreeMap;

/// Cuts sheets, and says what is odd in them.
#[derive(Debug, Default)]
pub(in crate::page) struct Cutter {
    /// What is told of the sheets.
    pub(in crate::page) diagnostics: Vec<Diagnostic>,
    /// Names of the sheets that were cut, by their numbers.
    names: BTreeMap<u32, String>,
}

impl Cutter {
    /// The blocks of a sheet: a table or paragraphs for every run of rows.
    pub(in crate::page) fn blocks(&mut self, sheet: &Sheet) -> Vec<Block> {
        let mut blocks = Vec::new();
        if sheet.rows.is_empty() {
            return blocks;
        }
        let is_first = self.names.is_empty();
        self.names.insert(sheet.number, sheet.name.clone());
        let mut is_opening = is_first;
        for run in runs(sheet) {
            // Facts stand in pairs at the beginning: what it is, and behind it which.
            let is_pairs = is_opening && run.iter().all(|row| filled(row) <= 2);
            is_opening &= is_pairs;
            let (above, body) = if is_pairs { (run, &[][..]) } else { parts(run) };
            blocks.extend(above.iter().map(|row| paragraph(row, sheet.number)));
            if !body.is_empty() {
                self.dates(body, sheet);
                blocks.push(Block::Table(table(body, sheet.number)));
            }
        }
        blocks
    }

    /// The pages with the names of their sheets.
    pub(in crate::page) fn named(&self, mut pages: Pages) -> Pages {
        for page in &mut pages.pages {
            page.name = page.number.and_then(|number| self.names.get(&number)).cloned();
        }
        pages
    }

    /// Tells of days in columns of figures: a spreadsheet makes a day of `1-2` and of `3.5`.
    fn dates(&mut self, rows: &[SheetRow], sheet: &Sheet) {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for column in 0..columns {
            let of = |kind: Kind| {
                rows.iter()
                    .filter(move |row| row.cells.get(column).is_some_and(|cell| cell.kind == kind))
            };
            if of(Kind::Number).count() <= of(Kind::Date).count() {
                continue;
            }
            for row in of(Kind::Date) {
                let place = Place {
                    page: Some(sheet.number),
                    line: Some(row.number),
                    bbox: None,
                };
                let at = format!("{}{}", letters(column), row.number);
                let message = crate::say!("day-among-figures", at = at, sheet = sheet.name);
                let text = text(&row.cells[column].cell);
                self.diagnostics
                    .push(Diagnostic::new(Code::DateFromFigure, place, message, &text));
            }
        }
    }
}

/// Rows that follow each other without an empty one between them.
fn runs(sheet: &Sheet) -> impl Iterator<Item = &[SheetRow]> {
    let rows = sheet.rows.split(|row| filled(row) == 0);
    let is_next = |one: &SheetRow, next: &SheetRow| {
        let first = one.number.saturating_add(1);
        let between = usize::try_from(next.number.saturating_sub(first)).unwrap_or(usize::MAX);
        next.number >= first && sheet.hidden.range(first..next.number).count() == between
    };
    rows.flat_map(move |run| run.chunk_by(is_next))
        .filter(|run| !run.is_empty())
}

/// What stands above a table, and the table. A run in which no row has two cells is all text.
fn parts(run: &[SheetRow]) -> (&[SheetRow], &[SheetRow]) {
    let first = run.iter().position(|row| filled(row) > 1);
    run.split_at(first.unwrap_or(run.len()))
}

fn filled(row: &SheetRow) -> usize {
    row.cells
        .iter()
        .filter(|cell| !cell.cell.blocks.is_empty())
        .count()
}

/// A row as a paragraph: its cells one behind the other.
fn paragraph(row: &SheetRow, page: u32) -> Block {
    let mut words = Words::default();
    let mut is_bold = true;
    for block in row.cells.iter().flat_map(|cell| &cell.cell.blocks) {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        for word in paragraph.words.words() {
            is_bold &= word.style.bold;
            words.push(&word.text, word.style);
            words.space();
        }
    }
    Block::Paragraph(Paragraph {
        words,
        number: row.number,
        is_heading: is_bold,
        page: Some(page),
        furniture: None,
    })
}

fn table(rows: &[SheetRow], page: u32) -> Table {
    // Columns that are empty in all rows, at both ends, are no part of the table.
    let is_filled =
        |row: &SheetRow, at: usize| row.cells.get(at).is_some_and(|cell| !cell.cell.blocks.is_empty());
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut used = (0..columns).filter(|at| rows.iter().any(|row| is_filled(row, *at)));
    let first = used.next().unwrap_or(0);
    let last = used.next_back().unwrap_or(first);
    let row = |row: &SheetRow| {
        let mut cells = Vec::new();
        let mut at = first;
        while at <= last {
            let (mut cell, span) = row
                .cells
                .get(at)
                .map_or_else(Default::default, |cell| (cell.cell.clone(), cell.span));
            cell.columns = span.clamp(1, last + 1 - at);
            at += cell.columns;
            cells.push(cell);
        }
        Row {
            cells,
            number: row.number,
            is_header: false,
            page: Some(page),
        }
    };
    Table {
        rows: rows.iter().map(row).collect(),
    }
}

fn text(cell: &Cell) -> String {
    let words = cell.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.words.words(),
        Block::Table(_) => &[],
    });
    words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}
