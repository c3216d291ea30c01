//! Pages become blocks.
//!
//! Takes: [`Pages`], the grammar's words for furniture and table headers.
//! Gives: [`Blocks`] in reading order; every line belongs to exactly one block.
//! Never: reads a value, decides what a table is about, drops a line.

mod aligned;
mod arranged;
mod celled;
mod claims;
mod contents;
mod ending;
mod flow;
mod furniture;
mod geometry;
mod grid;
mod letters;
mod run_on;
pub(crate) mod segment;
mod stacked;
mod structured;
mod tabbed;
mod text;
mod unclaimed;
mod vocabulary;

pub use grid::{Grid, GridCell, GridRow, Role};
pub use text::{Mark, MarkKind, Text};
pub use vocabulary::Vocabulary;

use crate::grammar::Grammar;
use crate::page::{Form, Pages};
use crate::trace::{Code, Diagnostic, Place, Read};

/// A line of the input: the unit in which the account is kept. Counted from 0 over all pages.
pub type LineId = usize;

/// The blocks of one document.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    /// What kind of evidence the pages held.
    pub form: Form,
    /// Blocks in reading order.
    pub items: Vec<Item>,
    /// Words seen whole in the running text.
    pub vocabulary: Vocabulary,
    /// Titles that the table of contents lists, in order.
    pub outline: Vec<String>,
    /// Number of non-blank lines in the input.
    pub lines: usize,
}

/// One block.
#[derive(Debug, Clone)]
pub enum Item {
    /// A printed line or, where the input has whole paragraphs, a paragraph.
    Text(Text),
    /// A table, or the part of one that stands on a page.
    Table(Grid),
    /// Text that is no content.
    Furniture {
        /// Which kind of furniture.
        kind: &'static str,
        /// The text.
        text: String,
        /// Where it stands.
        place: Place,
        /// The lines it covers.
        lines: Vec<LineId>,
    },
}

impl Item {
    /// Where the block begins.
    pub fn place(&self) -> Place {
        match self {
            Item::Text(text) => text.place,
            Item::Table(grid) => grid.place(),
            Item::Furniture { place, .. } => *place,
        }
    }
}

/// What is said of a table with more columns than a table may have.
fn too_wide(item: &Item) -> Option<Diagnostic> {
    let Item::Table(grid) = item else { return None };
    let first = grid.rows.first().filter(|_| grid.is_cut)?;
    let most = grid::MOST_COLUMNS;
    let message = crate::say!("table-too-wide", most = most);
    Some(Diagnostic::new(
        Code::ColumnsOverLimit,
        grid.place(),
        message,
        &first.text(),
    ))
}

/// What is said of cells in which a narrow column may have broken a word or not.
fn doubtful_words(item: &Item) -> Vec<Diagnostic> {
    let Item::Table(grid) = item else {
        return Vec::new();
    };
    let told = |row: &GridRow, cell: &GridCell, pieces: &String| {
        let message = crate::say!("word-doubtful", pieces = pieces);
        let place = cell.place.unwrap_or(row.place);
        Diagnostic::new(Code::WordDoubtful, place, message, &cell.text)
    };
    let cells = grid
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
    cells
        .flat_map(|(row, cell)| cell.doubts.iter().map(move |pieces| told(row, cell, pieces)))
        .collect()
}

/// Cuts pages into blocks.
pub fn blocks(grammar: &Grammar, pages: &Pages) -> Read<Blocks> {
    let (restored, mut diagnostics) = letters::restored(grammar, pages);
    let pages = &*arranged::arranged(grammar, &restored);
    let sheet = text::lines_of(pages);
    let claims::Found {
        claims,
        outline,
        diagnostics: told,
    } = claims::find(grammar, pages, &sheet);
    diagnostics.extend(told);
    diagnostics.extend(ending::told(grammar, pages, &sheet, &claims, &outline));
    let (items, vocabulary) = match pages.form {
        Form::Geometry | Form::Aligned => {
            let mut laid = geometry::items(grammar, pages, &sheet, &claims);
            if pages.form == Form::Aligned {
                aligned::mend(grammar, &laid.vocabulary, &mut laid.items);
            }
            diagnostics.extend(laid.diagnostics);
            (laid.items, laid.vocabulary)
        }
        Form::Stacked if !stacked::ends_with_spaces(&sheet) => {
            flow::items(grammar, &sheet, &claims, &outline)
        }
        Form::Stacked | Form::Tabbed | Form::Structured => {
            let mut items = match pages.form {
                Form::Stacked => stacked::items(grammar, &sheet, &claims),
                Form::Structured => structured::items(grammar, &sheet, &claims),
                _ => tabbed::items(grammar, &sheet, &claims),
            };
            let mut vocabulary = Vocabulary::of(&items);
            vocabulary.learn_grammar(grammar);
            if pages.form == Form::Structured {
                structured::undivide(&vocabulary, &mut items);
            }
            (items, vocabulary)
        }
    };
    let is_run_on = pages.is_run_on();
    let run_on = items.iter().find_map(|item| match item {
        Item::Text(text) if text.is_cut_out || is_run_on => Some(text),
        _ => None,
    });
    if let Some(first) = run_on {
        diagnostics.push(Diagnostic::new(
            Code::TextRunOn,
            first.place,
            crate::say!("text-run-on"),
            &first.text,
        ));
    }
    diagnostics.extend(items.iter().filter_map(too_wide));
    diagnostics.extend(items.iter().flat_map(doubtful_words));
    diagnostics.extend(unclaimed::told(&items, pages.form));
    Read {
        value: Blocks {
            form: pages.form,
            vocabulary,
            items,
            outline,
            lines: sheet.iter().filter(|line| !line.is_blank()).count(),
        },
        diagnostics,
    }
}
