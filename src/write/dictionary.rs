//! The data dictionary, from the schema and the codes.

use super::schema::{self, Scope};
use crate::trace::Code;
use std::fmt::Write;

/// The text of `output/README.md`.
pub fn dictionary() -> String {
    let mut text = String::from(
        "# What a run leaves here\n\n\
         `utfall extract` writes into this folder unless `--output` names another. What it leaves is not\n\
         committed. This file is made from the code (`utfall dictionary`) and checked by a test.\n\n\
         Every CSV is RFC 4180 with comma, UTF-8 without byte order mark, `\\n`, one header row, and nothing\n\
         between the commas where nothing is printed. Numbers have a decimal point and the decimals that were\n\
         printed, dates are ISO 8601. Rows stand in the reading order of the documents, documents in the order\n\
         of their paths. `documents/<document_id>.json` holds the same document as one nested value, with\n\
         furniture, places and evidence. Files with the same bytes are one document: each has its row in documents.csv,\n\
         all other rows and the JSON stand once, under the first name.\n\n\
         With `--format` the same tables stand in a workbook, in Parquet files, in a SQLite database or in NDJSON,\n\
         each column with the type that is told here, and `--csv-dialect excel-sv` spells CSV as Swedish\n\
         spreadsheets do; README.md tells of both.\n\n\
         `manifest.json` says what the run was made with (version, hash of the grammar, options), lists every input\n\
         with its hash and status, and every table with its rows and its hash, and keeps the account of lines.\n\
         `utfall verify` compares the folder with it. `.utfall-cache` holds what was read for the next run, and may be\n\
         removed.\n",
    );
    for file in schema::files() {
        let of_all = match file.scope {
            Scope::Document => "",
            Scope::Run => " It is made of all documents of the run together.",
        };
        let _ = write!(
            text,
            "\n## {}.csv\n\nA row is {}.{of_all}\n\n| column | type | meaning |\n|---|---|---|\n",
            file.name, file.row
        );
        for column in file.columns {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} |",
                column.name, column.kind, column.meaning
            );
        }
    }
    text.push_str("\n## Codes in diagnostics.csv\n\n| code | severity | meaning |\n|---|---|---|\n");
    for code in Code::ALL {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} |",
            code.name(),
            code.severity().name(),
            code.meaning()
        );
    }
    text
}
