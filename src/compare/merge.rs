//! A district of one division in a year that had another.

use super::Source;
use super::body::Series;
use super::map::last_day;
use super::pick::{Ask, Cell};
use super::quantity::Quantity;
use crate::grammar::District;
use crate::record::committee_of;
use rust_decimal::Decimal;

impl Series<'_> {
    /// The figure of a district of a division, put together where the district was several then.
    pub(super) fn merged(&self, ask: &Ask<'_>, district: &District) -> Cell {
        let map = &self.world.map;
        let day = last_day(ask.kind, ask.year);
        let pieces = map.pieces(&district.id, &day);
        // What is printed for the district itself goes first, also where another report looks back at the time
        // before it began, or goes on telling it apart after it ended.
        let own = self.district(ask, district);
        match pieces.as_slice() {
            [piece] if piece.id == district.id => self.after_its_parts(ask, district, own),
            [] => own,
            [piece] => self.renamed(ask, piece, own),
            pieces => self.together(ask, pieces, own),
        }
    }

    /// A district's own figure; without one, what the committees that went into it printed after their end.
    fn after_its_parts(&self, ask: &Ask<'_>, district: &District, mut own: Cell) -> Cell {
        if own.value.is_some() {
            return own;
        }
        let map = &self.world.map;
        for part in map.parts(&district.id) {
            let cell = self.body(ask, &committee_of(&part.id));
            if !cell.points.is_empty() {
                let reason = own.reason.take().unwrap_or_default();
                own.reason = Some(format!("{reason}; {}", cell.reason.unwrap_or_default()));
                own.points.extend(cell.points);
            }
        }
        own
    }

    /// A district that had another name.
    fn renamed(&self, ask: &Ask<'_>, piece: &District, own: Cell) -> Cell {
        let mut cell = self.district(ask, piece);
        if cell.value.is_none() {
            return if own.value.is_some() { own } else { cell };
        }
        cell.notes
            .push(crate::say!("district-as-was", district = piece.name));
        cell
    }

    /// Several districts: counts add up, nothing else does.
    fn together(&self, ask: &Ask<'_>, pieces: &[&District], own: Cell) -> Cell {
        let cells: Vec<(&District, Cell)> = pieces
            .iter()
            .map(|piece| (*piece, self.district(ask, piece)))
            .collect();
        let missing: Vec<String> = cells
            .iter()
            .filter(|(_, cell)| cell.value.is_none())
            .map(|(piece, cell)| format!("{} ({})", piece.name, cell.reason.as_deref().unwrap_or("")))
            .collect();
        let has_decimals = |cell: &Cell| cell.value.is_some_and(|value| !value.fract().is_zero());
        let is_odd = self.quantity == Quantity::Named && cells.iter().any(|(_, cell)| has_decimals(cell));
        let adds_up = self.quantity.adds_up() && !is_odd;
        let inexact: Vec<String> = cells
            .iter()
            .filter_map(|(piece, cell)| Some(format!("{} \"{}\"", piece.name, cell.inexact.as_ref()?)))
            .collect();
        if adds_up && missing.is_empty() && inexact.is_empty() {
            return sum(&cells, &own);
        }
        if own.value.is_some() {
            return own;
        }
        let values = || {
            let values = cells.iter().filter_map(|(piece, cell)| {
                let value = cell.value?;
                Some(format!("{} {value} {}", piece.name, self.unit).trim().to_owned())
            });
            values.collect::<Vec<_>>().join(", ")
        };
        let reason = if missing.len() == cells.len() {
            crate::say!("no-figure-of", missing = missing.join(", "))
        } else if !adds_up {
            format!("{}: {}", self.quantity.refusal(), values())
        } else if missing.is_empty() {
            crate::say!(
                "no-sum-of-inexact",
                inexact = inexact.join(", "),
                values = values()
            )
        } else {
            crate::say!("no-sum-without", missing = missing.join(", "), values = values())
        };
        Cell {
            points: cells.into_iter().flat_map(|(_, cell)| cell.points).collect(),
            ..Cell::empty(reason)
        }
    }
}

/// The sum of districts, all of which have a value.
fn sum(cells: &[(&District, Cell)], own: &Cell) -> Cell {
    let values = cells.iter().filter_map(|(_, cell)| cell.value);
    let Some(total) = values.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add) else {
        return Cell::empty(crate::say!("sum-too-large"));
    };
    let parts: Vec<String> = cells
        .iter()
        .filter_map(|(piece, cell)| Some(format!("{} {}", piece.name, cell.value?)))
        .collect();
    let mut notes = vec![crate::say!("sum-of", parts = parts.join(&crate::say!("sum-and")))];
    for (piece, cell) in cells {
        notes.extend(cell.notes.iter().map(|note| format!("{}: {note}", piece.name)));
    }
    if let (Some(other), Some(point)) = (own.value.filter(|other| *other != total), own.points.first()) {
        notes.push(crate::say!(
            "prints-for-same-time",
            report = point.report,
            other = other
        ));
    }
    Cell {
        value: Some(total),
        source: Some(Source::Sum),
        points: cells.iter().flat_map(|(_, cell)| cell.points.clone()).collect(),
        notes,
        is_doubtful: cells.iter().any(|(_, cell)| cell.is_doubtful),
        ..Cell::default()
    }
}
