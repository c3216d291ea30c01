//! Why a cell gives a value or none.
//!
//! What stands in place of a value comes first: a dash is blank and a direction a direction, whichever column it
//! stands in. Whether a value can be used is asked of values only.

use super::{Indicator, Observation, Table, TableKind, Value, ValueKind, ValueStatus};

impl Observation {
    /// Whether it gives a value, and why not. `indicator` is none where the row is not told.
    pub fn status(&self, indicator: Option<&Indicator>) -> ValueStatus {
        let place = match self.measure {
            Some(_) if indicator.is_some() => Holds::Figures,
            _ => Holds::Untold,
        };
        status(&self.value, place)
    }
}

impl Table {
    /// Whether a cell of the body gives a value, and why not; `column` from 0, after the label.
    pub fn statuses(&self) -> impl Fn(&super::Row, usize, &Value) -> ValueStatus {
        let holds: Vec<Holds> = (0..self.columns.len().max(1) - 1)
            .map(|column| self.holds(column))
            .collect();
        move |row, column, value| {
            let own = holds.get(column).copied().unwrap_or(Holds::Words);
            status(value, if row.is_uncertain { Holds::Untold } else { own })
        }
    }

    /// A column holds figures where at least half of what stands in it are figures. What the tables of kind other
    /// are about is not known, and more must be figures there. What looks like a figure and could not be read speaks
    /// for figures too, where a label says what the column measures or another figure could be read.
    fn holds(&self, column: usize) -> Holds {
        let rows = self.rows.iter().filter(|row| !row.is_uncertain);
        let values = rows.filter_map(|row| row.cells.get(column)?.as_ref());
        let (mut figures, mut unread, mut words) = (0, 0, 0);
        for value in values {
            match value.kind {
                ValueKind::Number | ValueKind::Band => figures += 1,
                ValueKind::Unread => unread += 1,
                ValueKind::Text | ValueKind::Period => words += 1,
                ValueKind::ToBeSet | ValueKind::Direction | ValueKind::Missing => {}
            }
        }
        let label = self.columns.get(column + 1);
        let is_measured = label.is_some_and(|column| column.measure.is_some());
        let is_figures = match self.kind {
            TableKind::Other => figures > words + unread,
            _ if is_measured => figures + unread > 0 && figures + unread >= words,
            _ => figures > 0 && figures + unread >= words,
        };
        if is_figures { Holds::Figures } else { Holds::Words }
    }
}

/// What is to stand where a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Figures,
    Words,
    /// The row or the column is not told.
    Untold,
}

fn status(value: &Value, place: Holds) -> ValueStatus {
    match (value.kind, place) {
        (ValueKind::Missing, _) => ValueStatus::Blank,
        (ValueKind::ToBeSet, _) => ValueStatus::ToBeSet,
        (ValueKind::Direction, _) => ValueStatus::Direction,
        (ValueKind::Band, _) => ValueStatus::Band,
        (ValueKind::Unread, Holds::Figures | Holds::Untold) => ValueStatus::Unreadable,
        (_, Holds::Untold) => ValueStatus::Uncertain,
        _ if value.is_doubtful => ValueStatus::Uncertain,
        (ValueKind::Text, Holds::Figures) => ValueStatus::Unreadable,
        _ if value.number.is_none() => ValueStatus::Words,
        _ => ValueStatus::Reported,
    }
}
