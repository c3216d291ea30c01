//! What may be typed.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads Stockholm's steering documents (VP, T1, T2, VB) and leaves tables that can be trusted.
#[derive(Debug, Parser)]
#[command(name = "utfall", version, about, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and write their goals, indicators, activities, tables and text as CSV and JSON
    Extract(Extract),
    /// Print the relations between figures in an output folder that do not hold
    Check(Check),
    /// Print what a stage made of a file, with places: for finding where a figure went wrong
    Show(Show),
    /// Print the data dictionary (the text of output/README.md)
    Dictionary,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 all read; 1 some documents partial or failed; 2 the run could not start.\n\n\
    Examples:\n  utfall extract reports/\n  utfall extract 2017-vb.pdf 2018-t1.txt --output tables"
)]
pub(crate) struct Extract {
    /// Files and folders; folders are walked, PDFs and texts are told apart by their bytes
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Where the tables are written
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub(crate) output: PathBuf,
    /// Threads; the result is the same for any number [default: one for each processor]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 every relation holds; 1 some do not; 2 the folder could not be read.\n\n\
    Example:\n  utfall check tables"
)]
pub(crate) struct Check {
    /// A folder that `utfall extract` has written
    #[arg(value_name = "OUTPUT_DIR", default_value = "output")]
    pub(crate) folder: PathBuf,
    /// Also print the sums that hold only because figures are rounded
    #[arg(long)]
    pub(crate) rounded: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// Folder with grammar files that take the place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub(crate) grammars: Option<PathBuf>,
    /// Password for PDFs that need one
    #[arg(long, value_name = "TEXT")]
    pub(crate) password: Option<String>,
    /// File whose first line is the password
    #[arg(long, value_name = "FILE", conflicts_with = "password")]
    pub(crate) password_file: Option<PathBuf>,
    /// Most pages that are read of a document
    #[arg(long, value_name = "N", default_value_t = 5000)]
    pub(crate) max_pages: usize,
    /// Seconds for one page of a PDF; a page that takes longer is given up
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) seconds_per_page: u64,
    /// Largest file that is read, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 512)]
    pub(crate) max_megabytes: u64,
    /// Read every page of a PDF with a second reader too, and report pages where the two saw other characters
    #[arg(long)]
    pub(crate) second_reader: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The stage
    #[arg(long, value_enum, default_value_t = Stage::Records)]
    pub(crate) stage: Stage,
    /// Print one page of a PDF as a picture instead: words, rules, fills, icons and the cells of its tables
    #[arg(long, conflicts_with = "stage")]
    pub(crate) svg: bool,
    /// The file, with `:PAGE` for one page of it
    #[arg(value_name = "FILE[:PAGE]")]
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Stages in the order of the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Lines of words with boxes, rules, fills, icons
    Pages,
    /// Text, tables and furniture
    Blocks,
    /// What each block is
    Finds,
    /// The normal form, as JSON
    Records,
}

impl Reading {
    /// The grammar and the limits that were meant.
    pub(crate) fn plan(&self) -> anyhow::Result<(utfall::grammar::Grammar, utfall::run::Limits)> {
        let grammar = match &self.grammars {
            Some(folder) => utfall::grammar::Grammar::with_folder(folder)?,
            None => utfall::grammar::Grammar::built_in()?,
        };
        let password = match &self.password_file {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| anyhow::anyhow!("cannot read {}: {error}", path.display()))?;
                Some(text.lines().next().unwrap_or("").to_owned())
            }
            None => self.password.clone(),
        };
        let limits = utfall::run::Limits {
            pdf: utfall::page::Options {
                password,
                page_limit: self.max_pages,
                seconds_per_page: self.seconds_per_page,
                compare: self.second_reader,
            },
            file_bytes: self.max_megabytes.saturating_mul(1024 * 1024),
        };
        Ok((grammar, limits))
    }
}
