//! Budgets and what became of them, row by row, body by body and year by year.

use super::{DISTRICT, DOC_TYPE, DOCUMENT, Filter, LINE, ORGANISATION, PAGE, Reply, YEAR, column};
use crate::overview::Wanted;
use crate::panel::Folder;
use crate::trace::Error;
use crate::write::Column;
use std::collections::BTreeMap;

const COLUMNS: &[Column] = &[
    ORGANISATION,
    DISTRICT,
    YEAR,
    DOC_TYPE,
    column("row_label", "text", "what the row is about"),
    column(
        "row_role",
        "text",
        "`item`, `varav` (a part of another row), `subtotal`, `total`",
    ),
    column("row_parent", "text", "the row or heading that it belongs to"),
    column("budget", "number", "the budget, in kronor"),
    column("utfall", "number", "the outcome, in kronor"),
    column("prognos", "number", "the forecast, in kronor"),
    column("avvikelse", "number", "the deviation as printed, in kronor"),
    column(
        "several",
        "text",
        "what the row has in several columns (`prognos` before and after measures): left empty here, see cells.csv",
    ),
    column(
        "doubtful",
        "boolean",
        "whether relations of the table leave a figure in doubt",
    ),
    column("caption", "text", "the table"),
    DOCUMENT,
    PAGE,
    LINE,
    column("table_id", "text", "the table in tables.csv"),
];
/// The measures, and where they stand among the columns.
const MEASURES: [(&str, usize); 4] = [("budget", 7), ("utfall", 8), ("prognos", 9), ("avvikelse", 10)];
const SEVERAL: usize = 11;
const DOUBTFUL: usize = 12;
const CAPTION: usize = 13;
const NEEDED: &[&str] = &[
    "table_id",
    "kind",
    "row",
    "row_label",
    "row_role",
    "measure",
    "amount_sek",
];

/// A row of a table, from its cells.
struct Line {
    key: (String, String, String),
    fields: Vec<String>,
    /// Amounts by measure.
    amounts: BTreeMap<usize, Vec<String>>,
}

/// The rows of a folder's budget tables that have an amount of one of the measures. Words are looked for in the label.
pub fn budget(folder: &Folder, wanted: &Wanted, only_totals: bool) -> Result<Reply, Error> {
    let mut captions = BTreeMap::new();
    folder.rows("tables", &["table_id", "caption"], |record| {
        let key = (
            record.get("document_id").to_owned(),
            record.get("table_id").to_owned(),
        );
        captions.insert(key, record.get("caption").to_owned());
    })?;
    let filter = Filter::of(folder, wanted)?;
    let mut reply = Reply::new(COLUMNS);
    let mut line: Option<Line> = None;
    let mut give = |line: Line| {
        let (document, table, _) = &line.key;
        let caption = captions.get(&(document.clone(), table.clone())).cloned();
        reply.rows.extend(line.row(caption.unwrap_or_default()));
    };
    folder.counted_rows("cells", NEEDED, |record| {
        let is_asked = record.get("kind") == "budget"
            && filter.has(record)
            && wanted.has_words(record.get("row_label"))
            && (!only_totals || matches!(record.get("row_role"), "total" | "subtotal"));
        let at = MEASURES
            .iter()
            .find(|(measure, _)| *measure == record.get("measure"));
        let (Some((_, at)), true) = (at, is_asked && !record.get("amount_sek").is_empty()) else {
            return;
        };
        let key = ["document_id", "table_id", "row"].map(|name| record.get(name).to_owned());
        let key: (String, String, String) = key.into();
        if let Some(done) = line.take_if(|line| line.key != key) {
            give(done);
        }
        let line = line.get_or_insert_with(|| Line {
            key,
            fields: COLUMNS
                .iter()
                .map(|column| record.get(column.name).to_owned())
                .collect(),
            amounts: BTreeMap::new(),
        });
        if !record.get("doubtful").is_empty() {
            "true".clone_into(&mut line.fields[DOUBTFUL]);
        }
        line.amounts
            .entry(*at)
            .or_default()
            .push(record.get("amount_sek").to_owned());
    })?;
    if let Some(last) = line {
        give(last);
    }
    Ok(reply)
}

impl Line {
    fn row(self, caption: String) -> Option<Vec<String>> {
        let mut fields = self.fields;
        let mut several = Vec::new();
        for (measure, at) in MEASURES {
            fields[at] = match self.amounts.get(&at).map(Vec::as_slice) {
                Some([one]) => one.clone(),
                Some(more) if more.iter().all(|other| *other == more[0]) => more[0].clone(),
                Some(_) => {
                    several.push(measure);
                    String::new()
                }
                None => String::new(),
            };
        }
        fields[SEVERAL] = several.join(" | ");
        fields[CAPTION] = caption;
        (!self.amounts.is_empty()).then_some(fields)
    }
}
