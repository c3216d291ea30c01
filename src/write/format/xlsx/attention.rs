//! The sheet with what needs a look: why, and the sheet and the row where it stands.

use super::super::super::schema;
use super::super::field::Value;
use super::book::{Book, Cell, Place, Sheet};
use crate::say;
use crate::trace::{Code, Severity};
use rust_xlsxwriter::XlsxError;

/// What a column says when a person should look, and why: the id of a text.
const REASONS: &[(&str, &str, &str)] = &[
    ("status", "failed", "why-failed"),
    ("status", "partial", "why-partial"),
    ("severity", "error", "why-error"),
    ("holds", "false", "why-holds-not"),
    ("doubtful", "true", "why-doubtful"),
    ("value_status", "unreadable", "why-unreadable"),
    ("value_status", "uncertain", "why-uncertain"),
];
/// What tells of a row, in this order.
const TELLS: &[&str] = &[
    "name",
    "row_label",
    "column_label",
    "raw",
    "sentence",
    "code",
    "message",
    "error",
];
/// What leads back to it.
const LEADS: &[&str] = &[
    "document_id",
    "source",
    "organisation",
    "doc_type",
    "year",
    "page",
    "line",
];

/// The sheet that is being written.
pub(super) struct Attention {
    sheet: Sheet,
    /// The document whose rows come now, with its file: not every table has the file.
    file: (String, String),
}

impl Attention {
    pub(super) fn begin(book: &mut Book) -> Result<Self, XlsxError> {
        let mut names = vec!["why", "sheet", "row"];
        names.extend(LEADS);
        names.push("what");
        Ok(Self {
            sheet: book.sheet("needs_a_look", names)?,
            file: Default::default(),
        })
    }

    /// The rows that follow are a document's.
    pub(super) fn begin_document(&mut self, document_id: String, source: String) {
        self.file = (document_id, source);
    }

    /// Adds a row if there is a reason to look at a row of a table.
    pub(super) fn add(
        &mut self,
        book: &mut Book,
        table: usize,
        row: &[(String, Value)],
        place: &Place,
    ) -> Result<(), XlsxError> {
        let columns = schema::files()[table].columns;
        let named = |name: &str| {
            let at = columns.iter().position(|column| column.name == name)?;
            row.get(at)
        };
        let text_of = |name: &str| named(name).map_or("", |(text, _)| text.as_str());
        let is_so = |column: &str, value: &str| named(column).is_some_and(|(text, _)| text == value);
        let found = REASONS.iter().filter(|(column, value, _)| is_so(column, value));
        let cut = place.is_cut.then(|| say!("why-cut"));
        // A warning is told by its code. A relation that does not hold has its row in checks already.
        let code = Code::ALL.iter().find(|code| code.name() == text_of("code"));
        let warning =
            code.filter(|code| is_so("severity", Severity::Warning.name()) && **code != Code::SumDiffers);
        let warning = warning.map(|code| code.meaning().into_owned());
        let found = found.map(|(_, _, why)| say!(why));
        let why: Vec<String> = found.chain(warning).chain(cut).collect();
        if why.is_empty() {
            return Ok(());
        }
        let tells = TELLS.iter().filter_map(|name| named(name));
        let tells: Vec<&str> = tells
            .map(|(text, _)| text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        let (why, what) = (why.join("; "), tells.join(" · "));
        let mut cells = vec![
            Cell::Text(&why),
            Cell::Text(&place.sheet),
            Cell::Number(place.row.into(), 0),
        ];
        let is_of_file = text_of("document_id") == self.file.0;
        cells.extend(LEADS.iter().map(|name| match named(name) {
            Some((text, value)) => Cell::of(text, *value),
            None if *name == "source" && is_of_file => Cell::Text(&self.file.1),
            None => Cell::Empty,
        }));
        cells.push(Cell::Text(&what));
        book.append(&mut self.sheet, &cells).map(|_| ())
    }

    pub(super) fn finish(self, book: &mut Book) -> Result<(), XlsxError> {
        book.close(&self.sheet)
    }
}
