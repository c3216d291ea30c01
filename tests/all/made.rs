//! Answers made row by row: what reports would say, without the reports.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use utfall::grammar::Grammar;
use utfall::panel::Panel;
use utfall::write::{Answer, Destination, Document, May, Output, Provenance, Wanted, files};

/// A report that says what a test wants it to.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    answer: Answer,
    facts: Vec<(&'static str, String)>,
}

impl Made {
    /// A report of a body, with the columns that tell of it. `id` stands for the hash.
    pub(crate) fn new(id: &str, facts: &[(&'static str, &str)]) -> Self {
        let mut answer = Answer::of(&Document::unread(format!("{id}.pdf")));
        answer.document_id = id.to_owned();
        answer.tables = BTreeMap::new();
        let mut facts: Vec<_> = facts
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        facts.push(("document_id", id.to_owned()));
        facts.push(("source", format!("{id}.pdf")));
        facts.push(("status", "ok".to_owned()));
        let mut made = Self { answer, facts };
        made.row("documents", &[]);
        made
    }

    /// Adds a row to a table; the facts of the report stand in every row, unless the row has its own.
    pub(crate) fn row(&mut self, table: &str, fields: &[(&str, &str)]) -> &mut Self {
        let file = files().iter().find(|file| file.name == table).unwrap();
        let own = |name: &str| {
            fields
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| *value)
        };
        let of_report = |name: &str| {
            let fact = self.facts.iter().find(|(other, _)| *other == name);
            fact.map(|(_, value)| value.as_str())
        };
        let row = file.columns.iter().map(|column| {
            let field = own(column.name).or_else(|| of_report(column.name));
            field.unwrap_or("").to_owned()
        });
        let row = row.collect();
        self.answer.tables.entry(table.to_owned()).or_default().push(row);
        self
    }

    /// Gives the report another document: a file of its own.
    pub(crate) fn rename(&mut self, id: &str) {
        let old = std::mem::replace(&mut self.answer.document_id, id.to_owned());
        for row in self.answer.tables.values_mut().flatten() {
            for field in row.iter_mut() {
                if *field == old {
                    id.clone_into(field);
                } else if *field == format!("{old}.pdf") {
                    *field = format!("{id}.pdf");
                }
            }
        }
    }

    pub(crate) fn answer(&self) -> &Answer {
        &self.answer
    }
}

/// Every row of the tables that all reports make together, each field by its name.
pub(crate) fn panel(reports: &[Made]) -> Vec<(String, BTreeMap<&'static str, String>)> {
    panel_with(reports, Grammar::built_in().unwrap())
}

/// The same with another grammar.
pub(crate) fn panel_with(
    reports: &[Made],
    grammar: Grammar,
) -> Vec<(String, BTreeMap<&'static str, String>)> {
    let folder = tempfile::tempdir().unwrap();
    let destination = Destination::of_tables(folder.path(), May::default()).unwrap();
    let mut panel = Panel::on(destination.stage(), &Arc::new(grammar)).unwrap();
    for report in reports {
        panel.add(report.answer()).unwrap();
    }
    let mut rows = Vec::new();
    let mut take = |table: &str, row: &[String]| {
        let file = files().iter().find(|file| file.name == table).unwrap();
        assert_eq!(file.columns.len(), row.len(), "{table}");
        let names = file.columns.iter().map(|column| column.name);
        rows.push((table.to_owned(), names.zip(row.iter().cloned()).collect()));
        Ok(())
    };
    panel.finish(&mut take).unwrap();
    drop(destination);
    let left = crate::files::below(folder.path());
    assert!(
        left.iter().all(|path| !path.to_string_lossy().contains("part-")),
        "{left:?}"
    );
    rows
}

/// Writes an output folder as a run over these reports would.
pub(crate) fn write(folder: &Path, reports: &[Made], wanted: Wanted) {
    let provenance = Provenance {
        utfall: "0".into(),
        grammar: String::new(),
        options: serde_json::json!({}),
        inputs_named: Vec::new(),
        wanted,
    };
    let destination = Arc::new(Destination::of_tables(folder, May::default()).unwrap());
    let mut output = Output::create(&destination, &provenance).unwrap();
    let mut panel = Panel::on(destination.stage(), &Arc::new(Grammar::built_in().unwrap())).unwrap();
    for report in reports {
        panel.add(report.answer()).unwrap();
        output.add_but_waiting(report.answer()).unwrap();
    }
    panel.finish(&mut |table, row| output.row(table, row)).unwrap();
    output.finish().unwrap();
}
