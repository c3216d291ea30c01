//! The data dictionary, from the schema and the codes.

use super::package::{row_told, told};
use super::schema::{self, Scope};
use crate::say;
use crate::trace::Code;
use std::fmt::Write;

/// The text of `output/README.md`.
pub fn dictionary() -> String {
    let mut text = say!("dictionary-begins") + "\n";
    for file in schema::files() {
        let of_all = match file.scope {
            Scope::Document => String::new(),
            Scope::Run => format!(" {}", say!("dictionary-of-all")),
        };
        let _ = write!(
            text,
            "\n## {}.csv\n\n{}{of_all}\n\n| {} |\n|---|---|---|\n",
            file.name,
            row_told(file),
            say!("dictionary-columns")
        );
        for column in file.columns {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} |",
                column.name,
                column.kind,
                told(column.meaning)
            );
        }
    }
    let _ = write!(
        text,
        "\n## {}\n\n| {} |\n|---|---|---|\n",
        say!("dictionary-codes"),
        say!("dictionary-code-columns")
    );
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
