//! How an answer is given: printed in one form, or left in a folder in all of them.

use crate::args::{MayArgs, csv_dialect};
use crate::print::{out, out_bytes, printable};
use clap::ValueEnum;
use std::io::IsTerminal;
use std::path::PathBuf;
use utfall::say;
use utfall::write::{Dialect, Single};

/// What every command takes that answers with a table.
#[derive(Debug, clap::Args)]
pub(crate) struct Giving {
    /// What is printed [default: a table on a terminal, else csv]
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// How CSV is spelt: for programs, or for a double click in a Swedish spreadsheet
    #[arg(long, value_name = "DIALECT", default_value = Dialect::Machine.name(), value_parser = csv_dialect())]
    pub(crate) csv_dialect: Dialect,
    /// Leave the answer as CSV, JSON, workbook and page in this folder instead of printing it
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) may: MayArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Comma-separated, UTF-8
    Csv,
    /// One JSON value
    Json,
    /// Aligned for reading
    Table,
    /// A workbook
    Xlsx,
}

/// A command's answer in the forms that it can be printed in, made when they are asked for.
pub(crate) struct Answer<'a> {
    /// The command, which is the name of the workbook's sheet.
    pub(crate) command: &'a str,
    /// The table.
    pub(crate) single: Single<'a>,
    /// Everything, for programs.
    pub(crate) json: &'a dyn Fn() -> anyhow::Result<String>,
    /// The table as people read it.
    pub(crate) table: &'a dyn Fn() -> String,
}

impl Giving {
    /// Prints an answer.
    pub(crate) fn print(&self, answer: &Answer<'_>) -> anyhow::Result<()> {
        let is_terminal = std::io::stdout().is_terminal();
        let usual = if is_terminal { Form::Table } else { Form::Csv };
        match self.format.unwrap_or(usual) {
            Form::Csv => out_bytes(&answer.single.csv(self.csv_dialect)?),
            Form::Json => out(&(answer.json)()?),
            Form::Table => out(&printable(&(answer.table)())),
            Form::Xlsx if is_terminal => anyhow::bail!(say!("workbook-on-terminal")),
            Form::Xlsx => out_bytes(&answer.single.xlsx(answer.command)?),
        }
    }

    /// An answer as the CSV, the JSON and the workbook that are left in a folder.
    pub(crate) fn files(&self, answer: &Answer<'_>) -> anyhow::Result<[Vec<u8>; 3]> {
        Ok([
            answer.single.csv(self.csv_dialect)?,
            (answer.json)()?.into_bytes(),
            answer.single.xlsx(answer.command)?,
        ])
    }
}
