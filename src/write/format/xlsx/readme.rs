//! The first sheet: how the workbook is read, and the data dictionary.

use super::super::super::schema;
use super::book::Book;
use crate::trace::Code;
use rust_xlsxwriter::XlsxError;

const HOW: &[&str] = &[
    "What utfall found in the reports that documents lists. Every row says in which document, and on which page or \
     line, it stands.",
    "needs_a_look lists what a person should look at: documents that could not be read, figures that contradict \
     each other, values that are doubtful or were left as printed.",
    "Nothing is corrected and nothing is guessed: an empty cell means that nothing is printed there.",
    "Numbers show the decimals that were printed. A figure of more than 15 digits, and a day that the calendar does \
     not have, stand as text.",
    "A table with more rows than a sheet can have goes on in a further sheet, such as cells (2). A text that is \
     longer than a cell can be is whole in the sheet long_text.",
    "The program writes this file anew on every run: keep your own notes under another name.",
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
        sheet.write_string(row, 0, *line)?;
        row += 1;
    }
    row += 1;
    for (column, name) in (0..).zip(["table", "column", "type", "meaning"]) {
        sheet.write_string_with_format(row, column, name, &header)?;
    }
    row += 1;
    for file in schema::files() {
        sheet.write_string(row, 0, file.name)?;
        sheet.write_string(row, 3, format!("A row is {}.", file.row))?;
        row += 1;
        for column in file.columns {
            for (at, text) in (0..).zip([file.name, column.name, column.kind, column.meaning]) {
                sheet.write_string(row, at, text)?;
            }
            row += 1;
        }
    }
    row += 1;
    for (column, name) in [(1, "code"), (2, "severity"), (3, "meaning")] {
        sheet.write_string_with_format(row, column, name, &header)?;
    }
    for code in Code::ALL {
        row += 1;
        sheet.write_string(row, 0, "diagnostics")?;
        for (at, text) in (1..).zip([code.name(), code.severity().name(), code.meaning()]) {
            sheet.write_string(row, at, text)?;
        }
    }
    Ok(())
}
