//! Blocks become lines: one for each paragraph and each row.

use super::{Block, Cell, Paragraph, Table};
use crate::page::{Form, Line, Page, Pages, Row, Word};
use crate::trace::BBox;

/// Columns that a row may reach: what is farther to the right stands in the last.
const MOST_COLUMNS: usize = 256;
/// Rows that a cell may span.
const MOST_ROWS: usize = 10_000;

/// The pages of blocks. Pages have numbers only where the input says them.
pub(in crate::page) fn pages(blocks: Vec<Block>) -> Pages {
    let mut layer = Layer::default();
    for block in &blocks {
        layer.block(block);
    }
    layer.turn();
    Pages {
        form: Form::Structured,
        pages: layer.pages,
        ..Pages::default()
    }
}

#[derive(Default)]
struct Layer {
    pages: Vec<Page>,
    page: Page,
    tables: u32,
}

impl Layer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) if is_layout(table) => self.layout(table),
            Block::Table(table) => self.table(table),
        }
    }

    /// Turns to the page that a paragraph or row stands on, if it is a later one.
    fn turn_to(&mut self, number: Option<u32>) {
        let Some(number) = number else { return };
        if self.page.number.is_some_and(|page| page >= number) {
            return;
        }
        if self.page.number.is_some() {
            self.turn();
        }
        self.page.number = Some(number);
    }

    /// Ends the page.
    fn turn(&mut self) {
        let mut page = std::mem::take(&mut self.page);
        page.width = page.lines.iter().map(|line| line.bbox.right).fold(0.0, f32::max);
        page.height = edge(page.lines.len());
        self.pages.push(page);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.words.is_empty() {
            return;
        }
        let words = paragraph.words.words();
        // A paragraph of nothing but pictures says nothing.
        if words
            .iter()
            .all(|word| word.text.starts_with(crate::page::PICTURE))
        {
            return;
        }
        self.turn_to(paragraph.page);
        let mut line = Line {
            number: paragraph.number,
            words: words.to_vec(),
            marked: paragraph.is_heading,
            furniture: paragraph.furniture,
            ..Line::default()
        };
        if !paragraph.words.tabs().is_empty() {
            let mut start = 0;
            for end in paragraph.words.tabs().iter().copied().chain([line.words.len()]) {
                line.cells.push(start..end);
                start = end;
            }
        }
        self.push(line);
    }

    fn push(&mut self, mut line: Line) {
        let texts: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
        line.raw = texts.join(" ");
        let top = edge(self.page.lines.len());
        line.bbox = BBox::new(0.0, top, edge(line.raw.chars().count()), top + 1.0);
        self.page.lines.push(line);
    }

    /// What stands in a table that only places text, cell by cell.
    fn layout(&mut self, table: &Table) {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            for block in &cell.blocks {
                self.block(block);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.tables = self.tables.saturating_add(1);
        let number = self.tables;
        // For each column, how many rows more a cell above covers it.
        let mut covered: Vec<usize> = Vec::new();
        let mut inner: Vec<&Table> = Vec::new();
        // Shades below the header part rows and say nothing.
        let mut is_above_body = true;
        for row in &table.rows {
            let mut line = Line {
                number: row.number,
                ..Line::default()
            };
            let mut spans = Vec::new();
            let mut is_shaded = !row.cells.is_empty();
            let mut cells = row.cells.iter();
            let mut next = cells.next();
            while next.is_some() || covered.get(spans.len()).is_some_and(|rows| *rows > 0) {
                if let Some(rows) = covered.get_mut(spans.len()).filter(|rows| **rows > 0) {
                    *rows -= 1;
                    empty(&mut line, &mut spans);
                    continue;
                }
                let Some(cell) = next else { break };
                next = cells.next();
                is_shaded &= cell.is_shaded;
                inner.extend(cell.blocks.iter().filter_map(|block| match block {
                    Block::Table(table) => Some(table),
                    _ => None,
                }));
                place(cell, &mut line, &mut spans, &mut covered);
            }
            if line.words.is_empty() {
                continue;
            }
            self.turn_to(row.page);
            line.row = Some(Row {
                table: number,
                spans,
                is_shaded: is_shaded || row.is_header,
            });
            is_above_body &= is_shaded || row.is_header;
            if let Some(told) = &mut line.row {
                told.is_shaded &= is_above_body;
            }
            self.push(line);
        }
        for table in inner {
            self.block(&Block::Table(table.clone()));
        }
    }
}

/// Puts a cell at the end of a row.
fn place(cell: &Cell, line: &mut Line, spans: &mut Vec<usize>, covered: &mut Vec<usize>) {
    if spans.len() >= MOST_COLUMNS {
        let words = words(cell);
        line.words.extend(words);
        if let Some(last) = line.cells.last_mut() {
            last.end = line.words.len();
        }
        return;
    }
    let columns = cell.columns.clamp(1, MOST_COLUMNS - spans.len());
    let start = line.words.len();
    line.words.extend(words(cell));
    line.cells.push(start..line.words.len());
    let column = spans.len();
    spans.push(columns);
    for _ in 1..columns {
        empty(line, spans);
    }
    if cell.rows > 1 {
        covered.resize(covered.len().max(column + columns), 0);
        covered[column..column + columns].fill(cell.rows.min(MOST_ROWS) - 1);
    }
}

fn empty(line: &mut Line, spans: &mut Vec<usize>) {
    line.cells.push(line.words.len()..line.words.len());
    spans.push(1);
}

/// All words of a cell.
fn words(cell: &Cell) -> impl Iterator<Item = Word> {
    cell.paragraphs()
        .flat_map(|paragraph| paragraph.words.words().iter().cloned())
}

/// Whether a table only places text on the page: most of its cells hold whole tables or several paragraphs, or
/// none has a neighbour.
fn is_layout(table: &Table) -> bool {
    let has_neighbours = table.rows.iter().any(|row| {
        let filled = |cell: &&Cell| !cell.blocks.is_empty();
        row.cells.len() > 1 && row.cells.iter().filter(filled).count() > 1
    });
    if !has_neighbours {
        return true;
    }
    let (mut filled, mut whole) = (0usize, 0usize);
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        let has_table = cell.blocks.iter().any(|block| matches!(block, Block::Table(_)));
        let paragraphs = cell.paragraphs().count();
        filled += usize::from(has_table || paragraphs > 0);
        whole += usize::from(has_table || paragraphs > 1);
    }
    whole * 2 > filled
}

fn edge(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
