//! What a run tells when it is over: one short table.

use crate::print::printable;
use std::collections::BTreeMap;
use std::fmt::Write;
use utfall::panel::Codes;
use utfall::say;
use utfall::trace::Code;
use utfall::write::{Answer, Status};

/// Kinds of facts and the tables whose rows they are.
const FACTS: [(&str, &str); 6] = [
    ("goals", "goals"),
    ("indicators", "indicators"),
    ("observations", "observations"),
    ("activities", "activities"),
    ("tables", "tables"),
    ("paragraphs", "sections"),
];

#[derive(Default)]
pub(crate) struct Summary {
    statuses: BTreeMap<&'static str, usize>,
    facts: BTreeMap<&'static str, usize>,
    codes: BTreeMap<String, usize>,
    pub(crate) troubles: Vec<String>,
}

impl Summary {
    pub(crate) fn count(&self, status: Status) -> usize {
        self.statuses.get(status.word()).copied().unwrap_or(0)
    }

    pub(crate) fn add(&mut self, answer: &Answer) {
        *self.statuses.entry(answer.status.word()).or_default() += 1;
        for (kind, table) in FACTS {
            *self.facts.entry(kind).or_default() += answer.rows(table).len();
        }
        for (code, count) in &answer.codes {
            *self.codes.entry(code.clone()).or_default() += count;
        }
        if let Some(error) = &answer.error {
            self.troubles
                .push(format!("{}: {}: {error}", answer.source, status(answer.status)));
        }
    }

    /// Documents by their status, and facts by their kind; a status that no document has is left out.
    pub(crate) fn counts(&self) -> Vec<(&'static str, usize)> {
        let statuses = ["ok", "partial", "failed", "skipped"].into_iter();
        let statuses = statuses.filter_map(|name| self.statuses.get(name).map(|count| (name, *count)));
        let facts = FACTS
            .iter()
            .filter_map(|(kind, _)| self.facts.get(kind).map(|count| (*kind, *count)));
        statuses.chain(facts).collect()
    }

    /// Adds what all documents together told.
    pub(crate) fn add_codes(&mut self, codes: &Codes) {
        for (code, count) in codes {
            *self.codes.entry(code.name().to_owned()).or_default() += count;
        }
    }

    pub(crate) fn table(&self, folder: &str) -> String {
        let mut text = String::new();
        let mut line = |label: &str, told: &str| {
            let label = say!(label);
            let _ = writeln!(text, "{label:<12} {told}");
        };
        let list = |counts: &BTreeMap<&'static str, usize>, order: &[&'static str]| {
            let told = order.iter().map(|name| {
                let count = counts.get(name).copied().unwrap_or(0);
                say!(&format!("summary-{name}"), count = count)
            });
            told.collect::<Vec<_>>().join(", ")
        };
        let mut statuses = vec!["ok", "partial", "failed"];
        if self.count(Status::Skipped) > 0 {
            statuses.push("skipped");
        }
        line("summary-documents", &list(&self.statuses, &statuses));
        let facts = FACTS.map(|(kind, _)| kind);
        line("summary-facts", &list(&self.facts, &facts));
        let codes: Vec<String> = Code::ALL
            .iter()
            .filter_map(|code| Some(format!("{} {}", self.codes.get(code.name())?, code.name())))
            .collect();
        let codes = if codes.is_empty() {
            say!("summary-none")
        } else {
            codes.join(", ")
        };
        line("summary-diagnostics", &codes);
        line("summary-written-to", &printable(folder));
        text
    }
}

/// What a status is called where people read it.
pub(crate) fn status(status: Status) -> String {
    say!(&format!("status-{}", status.word()))
}
