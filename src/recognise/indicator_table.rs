//! What an indicator table says, row by row.

use super::kinds;
use crate::record::{Sex, Status, Time, Value};
use crate::trace::Place;

/// An indicator table.
#[derive(Debug, Clone, Default)]
pub struct IndicatorTable {
    /// Columns after the name.
    pub columns: Vec<IndicatorColumn>,
    /// Indicators in order.
    pub rows: Vec<IndicatorRow>,
    /// Values whose row is not told.
    pub loose: Vec<IndicatorCell>,
    /// The last page that it stands on.
    pub page_last: Option<u32>,
}

/// What a column holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndicatorColumn {
    /// The label as printed, broken words rejoined.
    pub label: String,
    /// What it measures; none where the label is not known.
    pub measure: Option<String>,
    /// Whom it is about.
    pub sex: Option<Sex>,
    /// The period that the label names.
    pub period: Option<String>,
    /// The time that it is.
    pub time: Option<Time>,
    /// Its label is a time alone.
    pub is_bare: bool,
    /// Nobody knows its label, and it is read as the column that stands there in other tables.
    pub is_lent: bool,
    /// It says the status of its rows in words.
    pub(super) is_status: bool,
    /// Its position in the grid.
    pub(super) at: usize,
}

/// An indicator with its cells.
#[derive(Debug, Clone, Default)]
pub struct IndicatorRow {
    /// Name.
    pub name: String,
    /// Status by glyph or colour.
    pub status: Option<Status>,
    /// What the status was read from.
    pub evidence: Option<String>,
    /// Text of its comment row.
    pub comment: Option<String>,
    /// The group of the table that it stands in.
    pub group: Option<String>,
    /// Non-empty cells, those of breakdown rows after its own.
    pub cells: Vec<IndicatorCell>,
    /// Where it stands.
    pub places: Vec<Place>,
}

/// A non-empty cell.
#[derive(Debug, Clone)]
pub struct IndicatorCell {
    /// Label of its breakdown row.
    pub breakdown: Option<String>,
    /// Position among the columns; none where it could not be told.
    pub column: Option<usize>,
    /// What it holds.
    pub value: Value,
    /// The time that it is, for a cell that holds a period.
    pub time: Option<Time>,
    /// Where it stands.
    pub place: Place,
}

impl IndicatorColumn {
    pub(super) fn of(column: &kinds::Column) -> Self {
        IndicatorColumn {
            label: column.label.clone(),
            measure: column.measure.clone(),
            sex: column.sex,
            period: column.period.clone(),
            time: column.time.clone(),
            is_bare: column.is_bare,
            is_lent: column.is_lent,
            is_status: column.role == kinds::Role::Status,
            at: column.at,
        }
    }
}
