//! What a run leaves for a person to look at: each kind with its count, the file to open and the next command.

use crate::print::printable;
use std::fmt::Write;
use utfall::trace::Code;
use utfall::write::{Answer, Status, files};

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

/// What was found, by its kind.
#[derive(Debug, Default)]
pub(crate) struct Next {
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
            Status::Partial | Status::Failed => self.unread += 1,
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
            "coverage" if has("status", "missing") => self.missing += 1,
            "revisions" if has("agree", "no") && has("measure", utfall::record::Measure::Outcome.word()) => {
                self.revised += 1;
            }
            "series_candidates" if !has("alias_row", "") => self.renamed += 1,
            _ => {}
        }
    }

    /// A line for each kind; empty where nothing needs a look.
    pub(crate) fn table(&self, folder: &str) -> String {
        let folder = printable(folder);
        let lines: [(usize, [&str; 2], &str, String); 9] = [
            (
                self.unread,
                [
                    "document that could not be read, or only in part",
                    "documents that could not be read, or only in part",
                ],
                "documents.csv",
                "see status and error".to_owned(),
            ),
            (
                self.homeless,
                ["document of an unknown body", "documents of an unknown body"],
                "documents.csv",
                "organisation_id is empty".to_owned(),
            ),
            (
                self.doubts,
                ["table or column in doubt", "tables or columns in doubt"],
                "diagnostics.csv",
                "utfall show --why FILE:PAGE".to_owned(),
            ),
            (
                self.unreadable,
                [
                    "figure that is unread or doubtful",
                    "figures that are unread or doubtful",
                ],
                "diagnostics.csv",
                "see number-unread, number-doubtful".to_owned(),
            ),
            (
                self.relations,
                ["sum that does not add up", "sums that do not add up"],
                "checks.csv",
                format!("utfall check {folder}"),
            ),
            (
                self.missing,
                [
                    "report missing between the first and the last",
                    "reports missing between the first and the last",
                ],
                "coverage.csv",
                format!("utfall missing {folder}"),
            ),
            (
                self.revised,
                [
                    "outcome that reports print differently",
                    "outcomes that reports print differently",
                ],
                "revisions.csv",
                format!("utfall revisions {folder}"),
            ),
            (
                self.renamed,
                [
                    "pair of names that may be one indicator",
                    "pairs of names that may be one indicator",
                ],
                "series_candidates.csv",
                format!("utfall indicators {folder} --own"),
            ),
            (
                self.skipped,
                ["file that is no report", "files that are no reports"],
                "documents.csv",
                "status is skipped".to_owned(),
            ),
        ];
        let lines = lines.into_iter().filter(|(count, ..)| *count > 0);
        let mut text = String::new();
        for (count, what, file, how) in lines {
            let what = what[usize::from(count > 1)];
            let begin = if text.is_empty() { "needs a look" } else { "" };
            let _ = writeln!(text, "{begin:<12} {count:>6} {what:<50} {file:<22} {how}");
        }
        text
    }
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
