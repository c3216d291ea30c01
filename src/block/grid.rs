//! Tables as rows of cells, before anybody knows what they are about.

use super::{LineId, Mark};
use crate::page::Colour;
use crate::trace::Place;

/// A table, or the part of one that stands on a page.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Rows from top to bottom; all have the same number of cells.
    pub rows: Vec<GridRow>,
    /// It is printed with more columns than a table may have.
    pub is_cut: bool,
}

/// No table of a report has so many columns: what is printed in more of them stands in the last.
pub(super) const MOST_COLUMNS: usize = 64;

impl Grid {
    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.rows.first().map_or(0, |row| row.cells.len())
    }

    /// Where the table begins.
    pub fn place(&self) -> Place {
        self.rows.first().map_or(Place::default(), |row| row.place)
    }

    /// The last page that it stands on.
    pub fn page_last(&self) -> Option<u32> {
        self.rows.iter().filter_map(|row| row.place.page).max()
    }

    /// Gives every row as many cells as the longest; the cells of columns that are too many join the last.
    pub(super) fn even_out(&mut self) {
        for row in &mut self.rows {
            if row.cells.len() > MOST_COLUMNS {
                self.is_cut = true;
                let rest = row.cells.split_off(MOST_COLUMNS);
                let texts = row.cells.iter().skip(MOST_COLUMNS - 1).chain(&rest);
                let texts: Vec<&str> = texts.map(|cell| cell.text.as_str()).collect();
                let text = texts.join(" ");
                text.trim().clone_into(&mut row.cells[MOST_COLUMNS - 1].text);
            }
        }
        let columns = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for row in &mut self.rows {
            row.cells.resize_with(columns, GridCell::default);
        }
    }
}

/// What a row is, where the order of a text without columns tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The header.
    Header,
    /// An indicator or an activity.
    Item,
    /// A row below an indicator for an area or a sex.
    Breakdown,
    /// A comment label and its text.
    Comment,
    /// Values, or a label, whose row is not told.
    Loose,
    /// A remark in much smaller type than the rows around it.
    Note,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct GridRow {
    /// Cells from left to right; the text of a spanning cell stands in its first.
    pub cells: Vec<GridCell>,
    /// Marks in the row that may carry a status.
    pub marks: Vec<Mark>,
    /// Coloured grounds of the row and of its cells.
    pub grounds: Vec<Mark>,
    /// Where the row begins.
    pub place: Place,
    /// Where the rest of it stands, if a page break cuts it.
    pub more_places: Vec<Place>,
    /// The lines it covers.
    pub lines: Vec<LineId>,
    /// The place of each cell could not be told with certainty.
    pub is_uncertain: bool,
    /// What the row is, where something else than its cells tells.
    pub role: Option<Role>,
    /// Lies on a fill that the rows of the body do not have.
    pub is_shaded: bool,
}

impl GridRow {
    /// Whether only the first cell with text has any.
    pub fn is_single(&self) -> bool {
        self.cells.iter().filter(|cell| !cell.text.is_empty()).count() == 1
    }

    /// The texts of all cells, joined.
    pub fn text(&self) -> String {
        self.cells
            .iter()
            .map(|cell| cell.text.as_str())
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct GridCell {
    /// Its text, lines joined.
    pub text: String,
    /// Words of it that may be one or two, as they stand on its lines.
    pub doubts: Vec<String>,
    /// What its place says of its last word being broken there, if another part follows: the logarithm of the odds.
    pub open_end: Option<f32>,
    /// How many columns it spans; 0 counts as 1.
    pub span: usize,
    /// The colour of its letters, where they are of one that is not black.
    pub colour: Option<Colour>,
    /// All of it is bold.
    pub bold: bool,
    /// All of it is slanted.
    pub italic: bool,
    /// It may belong to another column.
    pub is_uncertain: bool,
    /// Where it stands, where that differs from the row.
    pub place: Option<Place>,
}
