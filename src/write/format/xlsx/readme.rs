//! The first sheet: how the workbook is read, and the data dictionary.

use super::super::super::package::{row_told, told};
use super::super::super::schema;
use super::book::Book;
use crate::say;
use crate::trace::Code;
use rust_xlsxwriter::XlsxError;

const HOW: &[&str] = &[
    "readme-where",
    "readme-needs-a-look",
    "readme-nothing-guessed",
    "readme-numbers",
    "readme-longer",
    "readme-anew",
];

/// Writes the sheet.
pub(super) fn write(book: &mut Book) -> Result<(), XlsxError> {
    let header = book.header();
    let sheet = book.plain("README")?;
    for (column, width) in [(0, 18), (1, 22), (2, 10), (3, 110)] {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 0;
    for line in HOW {
        sheet.write_string(row, 0, say!(line))?;
        row += 1;
    }
    row += 1;
    for (column, name) in (0..).zip(["readme-table", "readme-column", "readme-type", "readme-meaning"]) {
        sheet.write_string_with_format(row, column, say!(name), &header)?;
    }
    row += 1;
    for file in schema::files() {
        sheet.write_string(row, 0, file.name)?;
        sheet.write_string(row, 3, row_told(file))?;
        row += 1;
        for column in file.columns {
            for (at, text) in (0..).zip([file.name, column.name, column.kind, told(column.meaning)]) {
                sheet.write_string(row, at, text)?;
            }
            row += 1;
        }
    }
    row += 1;
    for (column, name) in [(1, "readme-code"), (2, "readme-severity"), (3, "readme-meaning")] {
        sheet.write_string_with_format(row, column, say!(name), &header)?;
    }
    for code in Code::ALL {
        row += 1;
        sheet.write_string(row, 0, "diagnostics")?;
        for (at, text) in (1..).zip([code.name(), code.severity().name(), &code.meaning()]) {
            sheet.write_string(row, at, text)?;
        }
    }
    Ok(())
}
