//! What a run leaves for a person to look at: each kind with its count, the file to open and the next command.

use crate::print::printable;
use std::collections::BTreeMap;
use std::fmt::Write;
use utfall::chart::{Reports, Start, start_page};
use utfall::record::DocType;
use utfall::say;
use utfall::trace::{Code, Severity};
use utfall::write::{Answer, Format, Status, Wanted, files, row_meaning};

/// Diagnostics that say that a table or a figure may have been read wrongly.
const DOUBTS: &[Code] = &[
    Code::TableDoubtful,
    Code::ColumnMissing,
    Code::StyleOutlier,
    Code::HeaderUnknown,
    Code::UnclaimedValues,
    Code::RowWithoutName,
    Code::FiguresGlued,
];

/// Documents with a trouble that the page shows.
const SHOWN: usize = 200;

/// What was found, by its kind.
#[derive(Debug, Default)]
pub(crate) struct Next {
    coverage: BTreeMap<String, BTreeMap<i32, Reports>>,
    troubles: Vec<[String; 3]>,
    more_troubles: usize,
    unread: usize,
    skipped: usize,
    doubts: usize,
    unreadable: usize,
    relations: usize,
    homeless: usize,
    missing: usize,
    revised: usize,
    renamed: usize,
}

impl Next {
    pub(crate) fn add(&mut self, answer: &Answer) {
        match answer.status {
            Status::Partial | Status::Failed => {
                self.unread += 1;
                self.trouble(answer);
            }
            Status::Skipped => self.skipped += 1,
            Status::Ok => {}
        }
        let count = |code: &Code| answer.codes.get(code.name()).copied().unwrap_or(0);
        self.doubts += DOUBTS.iter().map(count).sum::<usize>();
        self.unreadable += count(&Code::NumberUnread) + count(&Code::NumberDoubtful);
        self.relations += count(&Code::SumDiffers);
        for row in answer.rows("documents") {
            let is_read = matches!(answer.status, Status::Ok | Status::Partial);
            self.homeless += usize::from(is_read && field("documents", row, "organisation_id").is_empty());
        }
    }

    /// Takes a row that all documents make together.
    pub(crate) fn row(&mut self, table: &str, row: &[String]) {
        let has = |name: &str, text: &str| field(table, row, name) == text;
        match table {
            "coverage" => {
                self.missing += usize::from(has("status", "missing"));
                self.covered(row);
            }
            "revisions" if has("agree", "no") && has("measure", utfall::record::Measure::Outcome.word()) => {
                self.revised += 1;
            }
            "series_candidates" if !has("alias_row", "") => self.renamed += 1,
            _ => {}
        }
    }

    /// What needs a look, each kind that there is.
    fn kinds(&self, folder: &str) -> Vec<Look> {
        let plain = |command: &str| format!("utfall {command}");
        let asks = |command: &str| format!("utfall {command} {folder}");
        let all = [
            ("unread", self.unread, "documents.csv", say!("how-unread")),
            ("homeless", self.homeless, "documents.csv", say!("how-homeless")),
            (
                "doubts",
                self.doubts,
                "diagnostics.csv",
                plain(&say!("how-doubts")),
            ),
            (
                "unreadable",
                self.unreadable,
                "diagnostics.csv",
                say!("how-unreadable"),
            ),
            ("relations", self.relations, "checks.csv", asks("check")),
            ("missing", self.missing, "coverage.csv", asks("missing")),
            ("revised", self.revised, "revisions.csv", asks("revisions")),
            (
                "renamed",
                self.renamed,
                "series_candidates.csv",
                asks("indicators --own"),
            ),
            ("skipped", self.skipped, "documents.csv", say!("how-skipped")),
        ];
        let all = all.map(|(kind, count, file, how)| Look {
            kind,
            count,
            file,
            how,
        });
        all.into_iter().filter(|look| look.count > 0).collect()
    }

    /// A line for each kind; empty where nothing needs a look.
    pub(crate) fn table(&self, folder: &str) -> String {
        let mut text = String::new();
        for look in self.kinds(&printable(folder)) {
            let Look {
                kind,
                count,
                file,
                how,
            } = look;
            let what = say!(&format!("look-{kind}"), count = count);
            let begin = match text.is_empty() {
                true => say!("needs-a-look"),
                false => String::new(),
            };
            let _ = writeln!(text, "{begin:<12} {count:>6} {what:<50} {file:<22} {how}");
        }
        text
    }

    /// The page that tells it, with what was counted and the files that a run leaves.
    pub(crate) fn page(&self, counts: Vec<(&'static str, usize)>, wanted: &Wanted) -> String {
        // The page stands in the folder, whatever that is called.
        let looks = self.kinds(".").into_iter();
        let mut names: Vec<(String, String)> = Vec::new();
        for file in files() {
            let row = row_meaning(file).to_owned();
            if wanted.has(Format::Csv) {
                names.push((format!("{}.csv", file.name), row));
            } else if wanted.has(Format::Ndjson) {
                names.push((format!("{}.ndjson", file.name), row));
            }
        }
        start_page(&Start {
            counts,
            looks: looks
                .map(|look| (look.kind, look.count, look.file, look.how))
                .collect(),
            troubles: self.troubles.clone(),
            more_troubles: self.more_troubles,
            coverage: self.coverage.clone(),
            files: names,
            has_json: wanted.has(Format::Json),
        })
    }

    fn trouble(&mut self, answer: &Answer) {
        if self.troubles.len() == SHOWN {
            self.more_troubles += 1;
            return;
        }
        let diagnostics = answer.rows("diagnostics").iter();
        let weighty = |row: &&Vec<String>| field("diagnostics", row, "severity") == Severity::Error.name();
        let told = || {
            diagnostics
                .clone()
                .find(weighty)
                .map(|row| field("diagnostics", row, "message").to_owned())
        };
        let reason = answer.error.clone().or_else(told).unwrap_or_default();
        let status = answer.status.word().to_owned();
        self.troubles.push([answer.source.clone(), status, reason]);
    }

    /// A report that is there, or that is missing.
    fn covered(&mut self, row: &[String]) {
        let get = |name| field("coverage", row, name);
        let (Some(kind), Ok(year)) = (DocType::of(get("doc_type")), get("year").parse()) else {
            return;
        };
        let (organisation, district) = (get("organisation"), get("district"));
        let name = match organisation.contains(district) {
            true => organisation.to_owned(),
            false => format!("{organisation} ({district})"),
        };
        let reports = self.coverage.entry(name).or_default().entry(year).or_default();
        match get("status") {
            "missing" => {
                reports.insert((kind, None));
            }
            _ => reports.extend(
                get("documents")
                    .split(" | ")
                    .map(|id| (kind, Some(id.to_owned()))),
            ),
        }
    }
}

/// A kind of what needs a look: how much of it there is, the file that has it, and what to do.
struct Look {
    kind: &'static str,
    count: usize,
    file: &'static str,
    how: String,
}

fn field<'r>(table: &str, row: &'r [String], name: &str) -> &'r str {
    let file = files().iter().find(|file| file.name == table);
    let at = file.and_then(|file| file.columns.iter().position(|column| column.name == name));
    at.and_then(|at| row.get(at)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_documents_tell_is_counted_by_its_kind() {
        let row = |table: &str, fields: &[(&str, &str)]| -> Vec<String> {
            let file = files().iter().find(|file| file.name == table).unwrap();
            let own = |name: &str| fields.iter().find(|(other, _)| *other == name);
            let columns = file.columns.iter();
            columns
                .map(|column| own(column.name).map_or(String::new(), |(_, text)| (*text).to_owned()))
                .collect()
        };
        let mut next = Next::default();
        assert_eq!(next.table("o"), "");
        for (table, fields) in [
            ("coverage", &[("status", "missing")][..]),
            ("coverage", &[("status", "present")]),
            ("revisions", &[("agree", "no"), ("measure", "utfall")]),
            ("revisions", &[("agree", "no"), ("measure", "prognos")]),
            ("revisions", &[("agree", "rounded"), ("measure", "utfall")]),
            ("series_candidates", &[("alias_row", "a,b")]),
            ("series_candidates", &[("alias_row", "")]),
        ] {
            next.row(table, &row(table, fields));
        }
        let text = next.table("o");
        assert_eq!(text.lines().count(), 3);
        for command in [
            "1 report missing",
            "utfall missing o",
            "utfall revisions o",
            "series_candidates.csv",
        ] {
            assert!(text.contains(command), "{text}");
        }
    }
}
