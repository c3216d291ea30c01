//! What an indicator table says, row by row.

use super::kinds::{self, Draft};
use crate::record::{Sex, Status, Time, Value};
use crate::trace::{Code, Diagnostic, Place};

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
    /// Whether two columns hold the same: by what they measure, or by their label and place where that is not known.
    pub(super) fn is_same(&self, other: &IndicatorColumn) -> bool {
        let measure = |column: &IndicatorColumn| {
            (
                column.measure.clone(),
                column.sex,
                column.period.clone(),
                column.is_status,
            )
        };
        let is_known = self.measure.is_some() || self.is_status;
        measure(self) == measure(other) && (is_known || self.label == other.label && self.at == other.at)
    }

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

/// Which of a table's columns the columns of a part are. A part may lack some of them, or have one that no part
/// before it has.
pub(super) fn positions(columns: &[IndicatorColumn], all: &mut Vec<IndicatorColumn>) -> Vec<usize> {
    let mut positions: Vec<usize> = Vec::new();
    for column in columns {
        let is_free = |at: &usize| !positions.contains(at);
        let same = (0..all.len()).filter(is_free).find(|at| all[*at].is_same(column));
        positions.push(same.unwrap_or_else(|| {
            all.push(column.clone());
            all.len() - 1
        }));
    }
    positions
}

/// Says which labels nobody knows.
pub(super) fn unknown(draft: &Draft, columns: &[IndicatorColumn], diagnostics: &mut Vec<Diagnostic>) {
    let is_twice = |at: usize| {
        draft
            .columns
            .iter()
            .any(|column| column.at == at && column.is_twice)
    };
    let is_unknown = |column: &&IndicatorColumn| {
        column.measure.is_none() && !column.label.is_empty() && !column.is_status && !is_twice(column.at)
    };
    for column in columns.iter().filter(is_unknown) {
        diagnostics.push(Diagnostic::new(
            Code::HeaderUnknown,
            draft.grid.place(),
            crate::say!("indicator-column-unknown", label = column.label),
            &column.label,
        ));
    }
    for column in columns.iter().filter(|column| column.is_lent) {
        diagnostics.push(Diagnostic::new(
            Code::HeaderUnknown,
            draft.grid.place(),
            crate::say!("indicator-column-read-as", label = column.label),
            &column.label,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(measure: &str, at: usize) -> IndicatorColumn {
        IndicatorColumn {
            measure: Some(measure.to_owned()),
            at,
            ..IndicatorColumn::default()
        }
    }

    #[test]
    fn a_part_with_other_columns_keeps_what_each_of_them_measures() {
        let mut all = Vec::new();
        let first = [column("utfall", 1), column("prognos", 2), column("årsmål", 3)];
        assert_eq!(positions(&first, &mut all), [0, 1, 2]);
        let fewer = [column("årsmål", 1), column("period", 2)];
        assert_eq!(positions(&fewer, &mut all), [2, 3]);
        assert_eq!(all.len(), 4);
        let unknown = |label: &str, at| IndicatorColumn {
            label: label.to_owned(),
            at,
            ..IndicatorColumn::default()
        };
        assert_eq!(positions(&[unknown("a", 4), unknown("b", 4)], &mut all), [4, 5]);
        assert_eq!(positions(&[unknown("b", 4)], &mut all), [5]);
    }
}
