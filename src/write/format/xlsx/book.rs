//! A workbook whose rows go to the disk as they come, sheet by sheet.

use super::super::field::{Value, is_exact};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::Write;
use std::path::Path;

/// Rows that a sheet of the format can have, the header among them.
pub(super) const ROWS: u32 = 1_048_576;
/// Characters that a cell of the format can hold, as UTF-16 counts them.
const LONGEST: usize = 32_767;
/// Room that is left in a cell for the words that say where its text goes on.
const ROOM: usize = 67;
/// Widths of columns, in characters.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;
/// Decimals that a cell shows at most.
const DECIMALS: u32 = 10;
/// The first year in which the format counts days as the calendar does.
const FIRST_YEAR: i32 = 1901;

/// What a cell of a sheet holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'a> {
    Empty,
    Text(&'a str),
    /// A number, and how many decimals are shown.
    Number(f64, u32),
    Date(NaiveDate),
    Boolean(bool),
}

impl<'a> Cell<'a> {
    /// The cell of a field. What the format would round or count otherwise stands as text.
    pub(super) fn of(text: &'a str, value: Value) -> Self {
        let number = |number: Decimal, decimals| {
            let float = text.parse().ok().filter(|_| is_exact(number));
            float.map_or(Cell::Text(text), |float| Cell::Number(float, decimals))
        };
        match value {
            Value::Empty => Cell::Empty,
            Value::Integer(integer) => number(integer.into(), 0),
            Value::Number(decimal) => number(decimal, decimal.scale()),
            Value::Boolean(is_so) => Cell::Boolean(is_so),
            Value::Date(day) if day.year() >= FIRST_YEAR => Cell::Date(day),
            Value::Date(_) | Value::Text => Cell::Text(text),
        }
    }

    /// About how many characters it shows.
    fn width(self) -> usize {
        match self {
            Cell::Empty => 0,
            Cell::Text(text) => text.chars().take(WIDEST).count(),
            Cell::Number(number, decimals) => format!("{number:.0}").len() + 1 + decimals as usize,
            Cell::Date(_) | Cell::Boolean(_) => "2017-01-31".len(),
        }
    }
}

/// Where a row of a table stands.
pub(super) struct Place {
    /// The sheet.
    pub(super) sheet: String,
    /// Its row, from 1, as the spreadsheet counts.
    pub(super) row: u32,
    /// Whether one of its texts is longer than a cell.
    pub(super) is_cut: bool,
}

/// Rows under one header, in as many sheets as they need.
pub(super) struct Sheet {
    name: String,
    names: Vec<String>,
    /// Where its parts stand in the workbook.
    parts: Vec<usize>,
    /// The next row of the last part, from 0.
    next: u32,
    widths: Vec<usize>,
}

/// A workbook that is being written.
pub(super) struct Book {
    workbook: Workbook,
    limit: u32,
    sheets: usize,
    header: Format,
    day: Format,
    /// How numbers are shown, by their decimals.
    numbers: Vec<Format>,
    /// Whole texts that are longer than a cell, once there is one.
    long: Option<Sheet>,
}

impl Book {
    /// Begins a workbook whose sheets have at most `limit` rows. What is written waits in `folder`, in files
    /// without a name.
    pub(super) fn begin(folder: &Path, limit: u32) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder)?;
        // The same rows give the same bytes, whenever they are written.
        let begun = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&begun));
        let decimals = |count: u32| match count {
            0 => "0".to_owned(),
            _ => format!("0.{}", "0".repeat(count as usize)),
        };
        Ok(Self {
            workbook,
            limit,
            sheets: 0,
            header: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            numbers: (0..=DECIMALS)
                .map(|count| Format::new().set_num_format(decimals(count)))
                .collect(),
            long: None,
        })
    }

    /// A sheet that is written by its cells.
    pub(super) fn plain(&mut self, name: &str) -> Result<&mut Worksheet, XlsxError> {
        self.sheets += 1;
        self.workbook.add_worksheet_with_constant_memory()?.set_name(name)
    }

    /// How a header looks.
    pub(super) fn header(&self) -> Format {
        self.header.clone()
    }

    /// A sheet for rows under these names.
    pub(super) fn sheet(
        &mut self,
        name: &str,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Sheet, XlsxError> {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        let mut sheet = Sheet {
            name: name.to_owned(),
            widths: names.iter().map(|name| name.len() + 3).collect(),
            names,
            parts: Vec::new(),
            next: 0,
        };
        self.go_on(&mut sheet)?;
        Ok(sheet)
    }

    /// Begins the next part of a sheet.
    fn go_on(&mut self, sheet: &mut Sheet) -> Result<(), XlsxError> {
        sheet.parts.push(self.sheets);
        sheet.next = 1;
        let header = self.header();
        let names = sheet.names.clone();
        let part = self.plain(&sheet.part())?;
        for (at, name) in (0..).zip(names) {
            part.write_string_with_format(0, at, name, &header)?;
        }
        part.set_freeze_panes(1, 0)?;
        Ok(())
    }

    /// Adds a row and tells where it stands.
    pub(super) fn append(&mut self, sheet: &mut Sheet, row: &[Cell<'_>]) -> Result<Place, XlsxError> {
        if sheet.next == self.limit {
            self.go_on(sheet)?;
        }
        let mut place = Place {
            sheet: sheet.part(),
            row: sheet.next + 1,
            is_cut: false,
        };
        for (at, cell) in row.iter().enumerate() {
            sheet.widths[at] = sheet.widths[at].max(cell.width());
            match cell {
                Cell::Text(text) if length(text) > LONGEST => {
                    place.is_cut = true;
                    let kept = self.cut(text, &place, &sheet.names[at])?;
                    self.write(sheet, at, Cell::Text(&kept))?;
                }
                _ => self.write(sheet, at, *cell)?,
            }
        }
        sheet.next += 1;
        Ok(place)
    }

    fn write(&mut self, sheet: &Sheet, column: usize, cell: Cell<'_>) -> Result<(), XlsxError> {
        let part = sheet.parts.last().copied().unwrap_or(0);
        let part = self.workbook.worksheet_from_index(part)?;
        let (row, column) = (sheet.next, column as u16);
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => part.write_string(row, column, text)?,
            Cell::Number(number, decimals) => {
                let format = &self.numbers[decimals.min(DECIMALS) as usize];
                part.write_number_with_format(row, column, number, format)?
            }
            Cell::Boolean(is_so) => part.write_boolean(row, column, is_so)?,
            Cell::Date(day) => {
                // Years of four digits and days of the calendar fit.
                let day = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
                part.write_datetime_with_format(row, column, &day, &self.day)?
            }
        };
        Ok(())
    }

    /// Writes a text that is longer than a cell into as many rows of another sheet as it needs. Gives what the cell
    /// holds of it, with the words that say where it is whole.
    fn cut(&mut self, text: &str, place: &Place, column: &str) -> Result<String, XlsxError> {
        const NAME: &str = "long_text";
        let mut long = match self.long.take() {
            Some(long) => long,
            None => self.sheet(NAME, vec!["sheet", "row", "column", "part", "text"])?,
        };
        let first = long.next + 1;
        for (at, piece) in pieces(text, LONGEST).enumerate() {
            let row = [
                Cell::Text(&place.sheet),
                Cell::Number(place.row.into(), 0),
                Cell::Text(column),
                Cell::Number(at as f64 + 1.0, 0),
                Cell::Text(piece),
            ];
            self.append(&mut long, &row)?;
        }
        self.long = Some(long);
        let kept = pieces(text, LONGEST - ROOM).next().unwrap_or("");
        Ok(crate::say!("long-text", kept = kept, sheet = NAME, row = first))
    }

    /// Gives every part of a sheet its filter and the widths of its columns.
    pub(super) fn close(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        let last_column = sheet.names.len().saturating_sub(1) as u16;
        for (at, part) in sheet.parts.iter().enumerate() {
            let is_last = at + 1 == sheet.parts.len();
            let rows = if is_last { sheet.next } else { self.limit };
            let part = self.workbook.worksheet_from_index(*part)?;
            part.autofilter(0, 0, rows - 1, last_column)?;
            for (column, width) in (0..).zip(&sheet.widths) {
                part.set_column_width(column, (*width).clamp(NARROWEST, WIDEST) as f64)?;
            }
        }
        Ok(())
    }

    /// Writes the whole workbook.
    pub(super) fn save(mut self, file: impl Write + Send) -> Result<(), XlsxError> {
        if let Some(long) = self.long.take() {
            self.close(&long)?;
        }
        self.workbook.save_to_writer(file)
    }
}

impl Sheet {
    /// The name of its last part.
    fn part(&self) -> String {
        match self.parts.len() {
            0 | 1 => self.name.clone(),
            count => format!("{} ({count})", self.name),
        }
    }
}

fn length(text: &str) -> usize {
    // A text has at most as many units as bytes.
    if text.len() <= LONGEST {
        text.len()
    } else {
        text.encode_utf16().count()
    }
}

/// A text in pieces of at most so many UTF-16 units.
fn pieces(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut units = 0;
        let fits = |letter: &(usize, char)| {
            units += letter.1.len_utf16();
            units <= longest
        };
        let end = rest.char_indices().take_while(fits).last();
        let (piece, after) = rest.split_at(end.map_or(0, |(at, letter)| at + letter.len_utf8()));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_text_and_no_letter_is_torn() {
        let text = format!("{}a", "😀".repeat(7));
        let found: Vec<&str> = pieces(&text, 5).collect();
        assert_eq!(found, ["😀😀", "😀😀", "😀😀", "😀a"]);
        assert_eq!(pieces("", 5).count(), 0);
    }
}
