//! In which column the values of a row stand, where only their order is printed.
//!
//! Takes: the labels of the columns and the values of the rows as a converter has printed them.
//! Gives: the column of each value that can stand in no other.
//! Never: chooses between columns that are both possible.

use super::draft::{Cell, Draft, Row};
use super::indicators::is_breakdown;
use super::phrase::is_part_of_phrase;
use super::quantity::{agrees, are_near};
use crate::grammar::{Grammar, Words};
use crate::lex::{Value, ValueKind, cell, is_year, time, whole_period};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Outcome,
    /// The outcome of one sex.
    OfSex,
    /// The outcome of an earlier period.
    Past,
    Forecast,
    Target,
    /// The council's target, which it may leave to the committee.
    Council,
    Period,
}

/// A value that has found its column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) column: usize,
    pub(super) cell: Cell,
}

/// What is told of the values of each row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Told {
    /// The values that have found their columns.
    pub(super) placed: Vec<Placed>,
    /// Those that have not.
    pub(super) rest: Vec<Cell>,
}

/// A value with what it says.
struct Read<'c> {
    cell: &'c Cell,
    value: Value,
    /// The month in which its period ends, if it is one and says so.
    ends: Option<Option<u32>>,
    /// Its period is a part of the year that reports are for.
    is_part: bool,
}

/// The columns of a table, and what its rows say together.
pub(super) struct Placer<'g> {
    grammar: &'g Grammar,
    columns: Vec<Column>,
    /// The last month that the report can tell of.
    until: Option<u32>,
    /// Values stand with other rows than their own.
    is_displaced: bool,
}

impl<'g> Placer<'g> {
    /// For columns with these labels; none if one of them is not known.
    pub(super) fn of(grammar: &'g Grammar, labels: &[String], until: Option<u32>) -> Option<Self> {
        let columns: Option<Vec<Column>> = labels
            .iter()
            .map(|label| column(&grammar.indicator_columns, label))
            .collect();
        let columns = columns.filter(|columns| columns.len() > 1)?;
        Some(Placer {
            grammar,
            columns,
            until,
            is_displaced: false,
        })
    }

    /// Places the values of all rows.
    pub(super) fn rows(&mut self, draft: &Draft) -> Vec<Told> {
        self.is_displaced = self.is_displaced_in(draft);
        let mut told: Vec<Told> = vec![Told::default(); draft.rows.len()];
        if self.columns.last() != Some(&Column::Period) || self.is_mixed(draft) {
            for (row, told) in draft.rows.iter().zip(&mut told) {
                told.rest.clone_from(&row.cells);
            }
            return told;
        }
        let mut names = Vec::new();
        for (at, row) in draft.rows.iter().enumerate() {
            names.push(at);
            if row.cells.is_empty() {
                continue;
            }
            // Values that came before all names may be the first of the first row.
            let is_whole = draft.early.is_empty() || names[0] > 0;
            let is_told = row.is_certain
                && is_whole
                && names
                    .iter()
                    .all(|at| !is_breakdown(self.grammar, &draft.rows[*at]))
                && self
                    .block(draft, &names, &self.whole(&row.cells), &mut told)
                    .is_some();
            if !is_told {
                told[at].rest.clone_from(&row.cells);
            }
            names.clear();
        }
        told
    }

    /// Values with the year of a period beside its part: `Tertial 2` and `2019`.
    fn whole(&self, cells: &[Cell]) -> Vec<Cell> {
        let mut whole: Vec<Cell> = Vec::with_capacity(cells.len());
        for cell in cells {
            let joined = whole.last().filter(|_| is_year(&cell.text)).and_then(|last| {
                let has_year = time(self.grammar, &last.text).is_none_or(|time| time.year.is_some());
                whole_period(self.grammar, &format!("{} {}", last.text, cell.text)).filter(|_| !has_year)
            });
            match (joined, whole.last_mut()) {
                (Some(period), Some(last)) => last.text = period,
                _ => whole.push(cell.clone()),
            }
        }
        whole
    }

    /// Names that follow each other and the values after them, in the one order that gives rows.
    fn block(&self, draft: &Draft, names: &[usize], cells: &[Cell], told: &mut [Told]) -> Option<()> {
        let cells: Vec<Read<'_>> = cells.iter().map(|cell| self.read(cell)).collect();
        let rows = by_rows(names.len(), &cells);
        // Where each row ends with its period, an empty cell moves nothing in the others.
        let are_apart = rows.is_some();
        let orders = match rows {
            Some(rows) => vec![rows],
            None if names.len() == 1 => self.alone(&cells).into_iter().collect(),
            None => [by_columns(names.len(), &cells), periods_last(names.len(), &cells)]
                .into_iter()
                .flatten()
                .chain(self.by_units(draft, names, &cells))
                .collect(),
        };
        let mut found: Option<Vec<Told>> = None;
        for rows in orders {
            let Some(next) = self.placed(draft, names, &rows, are_apart) else {
                continue;
            };
            if found.as_ref().is_some_and(|found| *found != next) {
                return None;
            }
            found = Some(next);
        }
        for (row, name) in found?.into_iter().zip(names) {
            told[*name] = row;
        }
        Some(())
    }

    /// The values of rows in their columns, if the rows can be read so.
    fn placed(
        &self,
        draft: &Draft,
        names: &[usize],
        rows: &[Vec<&Read<'_>>],
        are_apart: bool,
    ) -> Option<Vec<Told>> {
        const FEWEST: usize = 2;
        let mut all = Vec::with_capacity(rows.len());
        for (row, name) in rows.iter().zip(names) {
            let places = self.places(row)?;
            // Among several rows an empty cell would move the others.
            let is_whole = !places.contains(&None) && self.is_full(row);
            // A single figure may be one of the row beside it.
            let figures = row.iter().filter(|read| read.value.kind == ValueKind::Number);
            let stands = are_apart && figures.take(FEWEST).count() == FEWEST;
            if rows.len() > 1 && !is_whole && !stands {
                return None;
            }
            if !fits(self.grammar, &draft.rows[*name], row) {
                return None;
            }
            let mut told = Told::default();
            for (read, column) in row.iter().zip(places) {
                match column.filter(|_| {
                    !matches!(cell(self.grammar, &read.cell.text).kind, ValueKind::Text)
                        || read.ends.is_some()
                }) {
                    Some(column) => told.placed.push(Placed {
                        column,
                        cell: read.cell.clone(),
                    }),
                    None => told.rest.push(read.cell.clone()),
                }
            }
            all.push(told);
        }
        Some(all)
    }

    /// The values of one row, where cells of many lines have come out of their order: the period, and what stands for
    /// a target that is still to be set.
    fn alone<'r, 'c>(&self, cells: &'r [Read<'c>]) -> Option<Vec<Vec<&'r Read<'c>>>> {
        let (periods, values): (Vec<&Read<'_>>, Vec<&Read<'_>>) =
            cells.iter().partition(|read| read.ends.is_some());
        // A figure after the period has left its column.
        let after = cells.iter().skip_while(|read| read.ends.is_none()).skip(1);
        let is_late = after
            .into_iter()
            .any(|read| read.value.kind != ValueKind::ToBeSet);
        let (to_be_set, mut row): (Vec<&Read<'_>>, Vec<&Read<'_>>) = values
            .into_iter()
            .partition(|read| read.value.kind == ValueKind::ToBeSet);
        if self.is_displaced || is_late || periods.len() > 1 || to_be_set.len() > 1 {
            return None;
        }
        row.extend(to_be_set);
        row.extend(periods);
        Some(vec![row])
    }

    fn read<'c>(&self, cell_: &'c Cell) -> Read<'c> {
        let period = whole_period(self.grammar, &cell_.text);
        let mut value = cell(self.grammar, &cell_.text);
        if value.kind == ValueKind::Text && is_part_of_phrase(self.grammar, &cell_.text) {
            value.kind = ValueKind::ToBeSet;
        }
        Read {
            cell: cell_,
            value,
            is_part: period
                .as_ref()
                .is_some_and(|period| is_part(self.grammar, period)),
            ends: period.map(|period| ends(self.grammar, &period)),
        }
    }

    /// Rows whose values have units of their own, in whatever order their cells are printed.
    fn by_units<'r, 'c>(
        &self,
        draft: &Draft,
        names: &[usize],
        cells: &'r [Read<'c>],
    ) -> Option<Vec<Vec<&'r Read<'c>>>> {
        let (periods, values): (Vec<&Read<'_>>, Vec<&Read<'_>>) =
            cells.iter().partition(|cell| cell.ends.is_some());
        if names.len() < 2 || periods.len() != names.len() {
            return None;
        }
        let mut rows: Vec<(&Option<String>, Vec<&Read<'_>>)> = Vec::new();
        for value in values {
            if value.value.kind != ValueKind::Number {
                return None;
            }
            match rows.iter_mut().find(|(unit, _)| *unit == &value.value.unit) {
                Some((_, row)) => row.push(value),
                None => rows.push((&value.value.unit, vec![value])),
            }
        }
        if rows.len() != names.len() {
            return None;
        }
        let mut rows: Vec<Vec<&Read<'_>>> = rows.into_iter().map(|(_, row)| row).collect();
        // In another order the names would not say what the figures are.
        for (at, name) in names.iter().enumerate() {
            let others = rows.iter().enumerate().filter(|(other, _)| *other != at);
            let mut others = others.map(|(_, row)| row);
            if others.any(|row| fits(self.grammar, &draft.rows[*name], row)) {
                return None;
            }
        }
        for (row, period) in rows.iter_mut().zip(periods) {
            row.push(period);
        }
        Some(rows)
    }

    /// The column of each value of a row: that in which it stands in every way in which the row can be read. None if
    /// there is no way.
    fn places(&self, row: &[&Read<'_>]) -> Option<Vec<Option<usize>>> {
        let mut numbers = row
            .iter()
            .filter(|read| read.value.number.is_some() && read.ends.is_none());
        let first = numbers.next();
        if numbers.any(|other| first.is_some_and(|first| first.value.unit != other.value.unit)) {
            return None;
        }
        let mut ways = Vec::new();
        self.ways(row, 0, &mut Vec::new(), &mut ways);
        let first = ways.first()?;
        let shared = |at: usize| {
            let column = first[at];
            ways.iter().all(|way| way[at] == column).then_some(column)
        };
        Some((0..row.len()).map(shared).collect())
    }

    /// Whether a row has a value in each column that can have one.
    fn is_full(&self, row: &[&Read<'_>]) -> bool {
        let empty = if self.is_over(row) {
            0
        } else {
            let of_outcome = |column: &&Column| matches!(column, Column::Outcome | Column::OfSex);
            self.columns.iter().filter(of_outcome).count()
        };
        row.len() + empty == self.columns.len()
    }

    /// Whether the period of a row may be over.
    fn is_over(&self, row: &[&Read<'_>]) -> bool {
        let ends = row.last().and_then(|read| read.ends).flatten();
        ends.zip(self.until).is_none_or(|(ends, until)| ends <= until)
    }

    /// Whether the period of a row is the part of the year that the report is about.
    fn is_due(&self, row: &[&Read<'_>]) -> bool {
        let last = row.last().filter(|read| read.is_part);
        last.and_then(|read| read.ends)
            .flatten()
            .is_some_and(|ends| Some(ends) == self.until)
    }

    /// All ways to put the values of a row into columns, in their order.
    fn ways(&self, row: &[&Read<'_>], from: usize, way: &mut Vec<usize>, ways: &mut Vec<Vec<usize>>) {
        let Some(read) = row.get(way.len()) else {
            if self.is_sound(row, way) {
                ways.push(way.clone());
            }
            return;
        };
        let left = row.len() - way.len();
        for column in from..=self.columns.len().saturating_sub(left) {
            if self.may_stand(read, self.columns[column]) {
                way.push(column);
                self.ways(row, column + 1, way, ways);
                way.pop();
            }
        }
    }

    fn may_stand(&self, read: &Read<'_>, column: Column) -> bool {
        if read.ends.is_some() || column == Column::Period {
            return read.ends.is_some() && column == Column::Period;
        }
        match read.value.kind {
            ValueKind::ToBeSet => column == Column::Council,
            ValueKind::Direction => matches!(column, Column::Target | Column::Council),
            ValueKind::Number | ValueKind::Missing | ValueKind::Band => true,
            _ => false,
        }
    }

    /// Whether a way says nothing that no report says: an outcome stands between those of the sexes, which are both
    /// there or both missing; and what is not over has no outcome.
    fn is_sound(&self, row: &[&Read<'_>], way: &[usize]) -> bool {
        let of = |wanted: Column| -> Vec<&Read<'_>> {
            let stands = way
                .iter()
                .zip(row)
                .filter(|(column, _)| self.columns[**column] == wanted);
            stands.map(|(_, read)| *read).collect()
        };
        let outcomes = of(Column::Outcome);
        let sexes = of(Column::OfSex);
        let count = self
            .columns
            .iter()
            .filter(|column| **column == Column::OfSex)
            .count();
        if !sexes.is_empty() && (sexes.len() != count || outcomes.is_empty()) {
            return false;
        }
        if !outcomes.is_empty() && !self.is_over(row) {
            return false;
        }
        // What is measured for the part of the year that the report is about has an outcome in it.
        if outcomes.is_empty() && self.columns.contains(&Column::Outcome) && self.is_due(row) {
            return false;
        }
        if of_all(row).is_some_and(|at| way.get(at).is_none_or(|at| self.columns[*at] != Column::Council)) {
            return false;
        }
        let numbers: Vec<_> = sexes.iter().filter_map(|read| read.value.number).collect();
        let (Some(least), Some(most)) = (numbers.iter().min(), numbers.iter().max()) else {
            return true;
        };
        // Counts of the sexes add up to the outcome.
        let sum = numbers.iter().copied().sum();
        let is_between = |number| (*least <= number && number <= *most) || number == sum;
        outcomes
            .iter()
            .filter_map(|read| read.value.number)
            .all(is_between)
    }

    /// Whether a row has more values or periods than it can have, or values come before all names. Periods that are
    /// left over may stand after the last row.
    fn is_displaced_in(&self, draft: &Draft) -> bool {
        let most = self.columns.len() - 1;
        let mut names = 0;
        let mut rows = draft.rows.iter().peekable();
        while let Some(row) = rows.next() {
            names += 1;
            if row.cells.is_empty() {
                continue;
            }
            let read: Vec<Read<'_>> = row.cells.iter().map(|cell| self.read(cell)).collect();
            let periods = read.iter().filter(|read| read.ends.is_some()).count();
            let last = read.iter().rev().take_while(|read| read.ends.is_some()).count();
            let left_over = if rows.peek().is_none() { last } else { 0 };
            if read.len() - periods > most * names || periods > names.max(left_over) {
                return true;
            }
            names = 0;
        }
        !draft.early.is_empty()
    }

    /// Values that came before the first name may belong to it, and so on: then nothing is told unless the names say
    /// so.
    fn is_mixed(&self, draft: &Draft) -> bool {
        let items: Vec<&Row> = draft
            .rows
            .iter()
            .filter(|row| !is_breakdown(self.grammar, row))
            .collect();
        // The values after several names are of them all.
        let is_alone = |at: usize| at == 0 || !items[at - 1].cells.is_empty();
        let read = |cells: &[Cell]| -> Vec<Value> {
            cells.iter().map(|one| cell(self.grammar, &one.text)).collect()
        };
        let refuted = |cells: &[Cell], row: &Row| {
            let values = read(cells);
            !agrees(self.grammar, row, &values.iter().collect::<Vec<_>>())
        };
        if (0..items.len()).any(|at| is_alone(at) && refuted(&items[at].cells, items[at])) {
            return true;
        }
        if draft.early.is_empty() || items.last().is_none_or(|row| !row.cells.is_empty()) {
            return false;
        }
        let before = std::iter::once(&draft.early).chain(items.iter().map(|row| &row.cells));
        !before.zip(&items).any(|(cells, row)| refuted(cells, row))
    }
}

/// The value of a row that is the city's target, by its size: counts of one body are alike, and that of all is many
/// times as large.
fn of_all(row: &[&Read<'_>]) -> Option<usize> {
    const FEWEST: usize = 3;
    const MANY: u32 = 5;
    const ALIKE: u32 = 2;
    let numbers = row.iter().enumerate().filter(|(_, read)| read.ends.is_none());
    let mut numbers: Vec<_> = numbers
        .filter_map(|(at, read)| Some((read.value.number?, at)))
        .collect();
    numbers.sort_unstable();
    let ((most, at), others) = numbers.split_last()?;
    let ((least, _), (next, _)) = (others.first()?, others.last()?);
    let is_far = next.checked_mul(MANY.into()).is_some_and(|bound| *most >= bound);
    let are_alike = least
        .checked_mul(ALIKE.into())
        .is_some_and(|bound| *next <= bound);
    let is_count = least.is_sign_positive() && !least.is_zero();
    (numbers.len() >= FEWEST && is_far && are_alike && is_count).then_some(*at)
}

/// Each row ends with its period.
fn by_rows<'r, 'c>(count: usize, cells: &'r [Read<'c>]) -> Option<Vec<Vec<&'r Read<'c>>>> {
    let rows: Vec<Vec<&Read<'_>>> = cells
        .split_inclusive(|cell| cell.ends.is_some())
        .map(|row| row.iter().collect())
        .collect();
    (rows.len() == count && rows.iter().all(|row| is_row(row))).then_some(rows)
}

/// Whole columns, one after the other, all as long as there are names.
fn by_columns<'r, 'c>(count: usize, cells: &'r [Read<'c>]) -> Option<Vec<Vec<&'r Read<'c>>>> {
    if count < 2 || !cells.len().is_multiple_of(count) {
        return None;
    }
    let row = |at: usize| cells.iter().skip(at).step_by(count).collect();
    let rows: Vec<Vec<&Read<'_>>> = (0..count).map(row).collect();
    rows.iter().all(|row| is_row(row)).then_some(rows)
}

/// Rows that are all as long, and the column of their periods after them.
fn periods_last<'r, 'c>(count: usize, cells: &'r [Read<'c>]) -> Option<Vec<Vec<&'r Read<'c>>>> {
    let (values, periods) = cells.split_at_checked(cells.len().checked_sub(count)?)?;
    let width = values.len() / count;
    if count < 2 || width == 0 || !values.len().is_multiple_of(count) {
        return None;
    }
    let rows: Vec<Vec<&Read<'_>>> = values
        .chunks(width)
        .zip(periods)
        .map(|(row, period)| row.iter().chain([period]).collect())
        .collect();
    rows.iter().all(|row| is_row(row)).then_some(rows)
}

/// Values with a period after them, and no other.
fn is_row(row: &[&Read<'_>]) -> bool {
    row.len() > 1 && row.iter().position(|cell| cell.ends.is_some()) == row.len().checked_sub(1)
}

/// The last month of which a report tells, by the periods that reports are for.
pub(super) fn until<'c>(grammar: &Grammar, cells: impl Iterator<Item = &'c Cell>) -> Option<u32> {
    let periods = cells.filter_map(|cell| whole_period(grammar, &cell.text));
    let tertials = periods.filter(|period| {
        let entry = grammar.periods.start_glued(period);
        entry.is_some_and(|(entry, _)| entry.fact("reported").is_some())
    });
    tertials.filter_map(|period| ends(grammar, &period)).max()
}

/// The month in which a period of a year ends, counted from year 0.
fn ends(grammar: &Grammar, period: &str) -> Option<u32> {
    const MONTHS: u32 = 12;
    let time = time(grammar, period)?;
    let year = u32::try_from(time.year?).ok()? * MONTHS;
    if time.part.is_some_and(|part| part.is_empty()) {
        return Some(year + MONTHS);
    }
    let (entry, taken) = grammar.periods.start_glued(period)?;
    let months: u32 = entry.fact("months")?.parse().ok()?;
    if months == MONTHS {
        return Some(year + MONTHS);
    }
    // `Tertial 2019` says not which.
    let (number, _) = period[taken..].trim_start().split_once(' ')?;
    Some(year + number.parse::<u32>().ok()? * months)
}

/// Whether a period is a part of the year that reports are for.
fn is_part(grammar: &Grammar, period: &str) -> bool {
    let entry = grammar.periods.start_glued(period).map(|(entry, _)| entry);
    entry.is_some_and(|entry| entry.fact("reported").is_some() && entry.fact("months") != Some("12"))
}

fn column(words: &Words, label: &str) -> Option<Column> {
    let (entry, taken) = words.start(label)?;
    Some(match entry.id.as_str() {
        "outcome" if label[taken..].trim().is_empty() => Column::Outcome,
        "outcome" => Column::Past,
        "outcome-men" | "outcome-women" => Column::OfSex,
        "forecast" => Column::Forecast,
        "target" => Column::Target,
        "council-target" => Column::Council,
        "period" | "frequency" => Column::Period,
        _ => return None,
    })
}

/// Whether the figures of a row may be what its name says.
fn fits(grammar: &Grammar, row: &Row, cells: &[&Read<'_>]) -> bool {
    let values = cells.iter().filter(|cell| cell.ends.is_none());
    let values: Vec<&Value> = values.map(|cell| &cell.value).collect();
    agrees(grammar, row, &values) && are_near(grammar, &values)
}
