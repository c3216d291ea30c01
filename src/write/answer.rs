//! What became of one input, as one value that can be kept, sent to another process and written.

use super::{Document, Status, document_json, rows, schema};
use crate::redact::Redactor;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The name of the file, in every table and in the JSON.
const SOURCE: &str = "source";

/// The rows of every table and the JSON of one input.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// The path below the input that was given, with `/`.
    pub source: String,
    /// The first 16 hex digits of the hash; empty for a file that could not be read.
    pub document_id: String,
    /// SHA-256 of the bytes; empty if they could not be read.
    pub sha256: String,
    /// How far it could be read.
    pub status: Status,
    /// Why it could not, in one sentence.
    pub error: Option<String>,
    /// Whether the machine is to blame: another try may end otherwise, and nobody should keep the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub machine: bool,
    /// Whether pages are pictures whose words another process is to recognise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_recognition: bool,
    /// Number of pages, where the input has any.
    pub pages: Option<usize>,
    /// How many diagnostics of each code there are.
    pub codes: BTreeMap<String, usize>,
    /// Lines of the input.
    pub lines: usize,
    /// Where the lines went.
    pub claimed: BTreeMap<String, usize>,
    /// For every table its rows, each with its fields in the order of the data dictionary.
    pub tables: BTreeMap<String, Vec<Vec<String>>>,
    /// The document as nested JSON; none without an id.
    pub document: Option<Box<RawValue>>,
}

impl Answer {
    /// The answer that says what is in a document, without what points at persons.
    pub fn redacted(mut document: Document, mut redactor: Redactor<'_>) -> Self {
        redactor.names(&mut document.report, &mut document.diagnostics);
        Self::made(&document, |text| {
            if let Cow::Owned(masked) = redactor.text(text) {
                *text = masked;
            }
        })
    }

    /// The answer that says what is in a document, all of it.
    pub fn of(document: &Document) -> Self {
        Self::made(document, |_| {})
    }

    /// `each` sees every text of the rows and of the JSON but the name of the file, which is the user's own.
    fn made(document: &Document, each: impl Fn(&mut String)) -> Self {
        let mut tables: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for (file, mut rows) in schema::files_of_documents().zip(rows(document)) {
            for (at, column) in file.columns.iter().enumerate() {
                if column.name != SOURCE && matches!(column.kind, "text" | "date") {
                    rows.iter_mut().filter_map(|row| row.get_mut(at)).for_each(&each);
                }
            }
            tables.insert(file.name.to_owned(), rows);
        }
        let json = (!document.id().is_empty()).then(|| {
            let mut json = document_json(document);
            texts(&mut json, &each);
            json
        });
        let mut codes = BTreeMap::new();
        for diagnostic in &document.diagnostics {
            *codes.entry(diagnostic.code.name().to_owned()).or_default() += 1;
        }
        let account = document.report.account.iter();
        Self {
            source: document.source.clone(),
            document_id: document.id().to_owned(),
            sha256: document.sha256.clone(),
            status: document.status,
            error: document.error.clone(),
            machine: document.is_of_machine,
            needs_recognition: document.needs_recognition,
            pages: document.pages,
            codes,
            lines: document.report.lines,
            claimed: account
                .map(|(kind, count)| ((*kind).to_owned(), *count))
                .collect(),
            tables,
            document: json.and_then(|json| serde_json::value::to_raw_value(&json).ok()),
        }
    }

    /// The rows of a table.
    pub fn rows(&self, table: &str) -> &[Vec<String>] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    /// The same answer for a file of another name with the same bytes.
    #[must_use]
    pub fn named(mut self, source: &str) -> Self {
        if self.source == source {
            return self;
        }
        for file in schema::files() {
            let Some(at) = file.columns.iter().position(|column| column.name == SOURCE) else {
                continue;
            };
            let rows = self.tables.get_mut(file.name).into_iter().flatten();
            for field in rows.filter_map(|row| row.get_mut(at)) {
                source.clone_into(field);
            }
        }
        self.document = self.document.take().and_then(|raw| {
            let mut json: serde_json::Value = serde_json::from_str(raw.get()).ok()?;
            *json.pointer_mut("/document/source")? = source.into();
            serde_json::value::to_raw_value(&json).ok()
        });
        source.clone_into(&mut self.source);
        self
    }

    /// Leaves the rows and the JSON of the document to an input before this one, `first`, that has the same
    /// bytes: what is left is the row in documents.csv and a note.
    pub fn repeats(&mut self, first: &str) {
        self.tables.retain(|table, _| table == "documents");
        self.codes.clear();
        self.lines = 0;
        self.claimed.clear();
        self.document = None;
        self.note_same_bytes(crate::say!("same-bytes", first = first));
    }

    /// Notes that an input before this one, `failed`, has the same bytes and could not be read.
    pub fn succeeds(&mut self, failed: &str) {
        self.note_same_bytes(crate::say!("same-bytes-failed", failed = failed));
    }

    fn note_same_bytes(&mut self, message: String) {
        let code = crate::trace::Code::SameBytes;
        let row = vec![
            self.document_id.clone(),
            self.source.clone(),
            code.severity().name().to_owned(),
            code.name().to_owned(),
            message,
            String::new(),
            String::new(),
            String::new(),
        ];
        self.tables.entry("diagnostics".to_owned()).or_default().push(row);
        *self.codes.entry(code.name().to_owned()).or_default() += 1;
    }
}

/// Shows every text of a value but the name of the file.
fn texts(json: &mut serde_json::Value, each: &impl Fn(&mut String)) {
    match json {
        serde_json::Value::String(text) => each(text),
        serde_json::Value::Array(list) => list.iter_mut().for_each(|value| texts(value, each)),
        serde_json::Value::Object(fields) => {
            let fields = fields.iter_mut().filter(|(name, _)| *name != SOURCE);
            fields.for_each(|(_, value)| texts(value, each));
        }
        _ => {}
    }
}
