//! What every structured input is: paragraphs and tables in reading order, before they are lines.
//!
//! Takes: blocks from a reader of Markdown, HTML, Word and the like.
//! Gives: [`Pages`](super::Pages) of one line for each paragraph and each row.
//! Never: looks at what a word means; drops one.

mod lay;
mod numbers;
mod words;

pub(super) use lay::pages;
pub(super) use numbers::written;
pub(super) use words::Words;

/// A block of a structured input.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A paragraph, a heading or an item of a list.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Its words.
    pub(super) words: Words,
    /// The line or paragraph of the input, from 1.
    pub(super) number: u32,
    /// The input says that it is a heading.
    pub(super) is_heading: bool,
    /// What it is, where the input says that it is no content.
    pub(super) furniture: Option<&'static str>,
    /// The page that it ends on, from 1, where the input says so.
    pub(super) page: Option<u32>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// Rows from top to bottom.
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The cells that begin in this row.
    pub(super) cells: Vec<Cell>,
    /// The line or paragraph of the input, from 1.
    pub(super) number: u32,
    /// The input says that it is a header.
    pub(super) is_header: bool,
    /// The page that it ends on, from 1, where the input says so.
    pub(super) page: Option<u32>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// What stands in it.
    pub(super) blocks: Vec<Block>,
    /// Columns that it spans; 0 counts as 1.
    pub(super) columns: usize,
    /// Rows that it spans; 0 counts as 1.
    pub(super) rows: usize,
    /// Filled with a colour, or marked as a header.
    pub(super) is_shaded: bool,
}

impl Cell {
    /// A cell of nothing but words.
    pub(super) fn of(words: Words, number: u32) -> Self {
        let paragraph = Paragraph {
            words,
            number,
            ..Paragraph::default()
        };
        Self {
            blocks: vec![Block::Paragraph(paragraph)],
            ..Self::default()
        }
    }

    /// Paragraphs with words.
    fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) if !paragraph.words.is_empty() => Some(paragraph),
            _ => None,
        })
    }
}

/// The paragraphs of a block, in a table too, as what they are.
pub(super) fn flatten(block: Block, kind: &'static str, blocks: &mut Vec<Block>) {
    match block {
        Block::Paragraph(mut paragraph) => {
            paragraph.furniture = Some(kind);
            paragraph.is_heading = false;
            blocks.push(Block::Paragraph(paragraph));
        }
        Block::Table(table) => {
            for cell in table.rows.into_iter().flat_map(|row| row.cells) {
                for block in cell.blocks {
                    flatten(block, kind, blocks);
                }
            }
        }
    }
}
