//! What may be typed.

use crate::ocr::Ocr;
use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use utfall::overview::Verdict;
use utfall::record::{DocType, Measure, OrganisationLevel, Sex};
use utfall::say;
use utfall::write::{Dialect, Format, PARTITIONS, Wanted};

/// Reads Stockholm's steering documents (VP, T1, T2, VB) and leaves tables that can be trusted.
#[derive(Debug, Parser)]
#[command(name = "utfall", version, about, max_term_width = 100)]
pub(crate) struct Args {
    /// Language of all that the program says [default: UTFALL_LANG, else that of the locale]
    #[arg(long, global = true, value_name = "LANGUAGE", display_order = 1000, value_parser = languages())]
    lang: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and write their goals, indicators, activities, tables and text as CSV and JSON
    Extract(Extract),
    /// Read the files that other programs name, one JSON job a line, and answer each with one line
    Worker(Worker),
    /// Check that an output folder is whole and belongs to its inputs
    Verify(Verify),
    /// Print the relations between figures in an output folder that do not hold
    Check(Check),
    /// Set one indicator side by side over districts, bodies and years
    Compare(Compare),
    /// List the indicators of an output folder, with the years and districts that have them
    Indicators(crate::overview::Indicators),
    /// Count the goals of an output folder by their fulfilment, each goal once
    Goals(crate::overview::Goals),
    /// List the reports that are missing between the first and the last of their kind
    Missing(crate::answers::InFolder),
    /// List the figures that reports print differently
    Revisions(crate::answers::Revisions),
    /// List budgets, outcomes and deviations by body and year
    Budget(crate::answers::Budget),
    /// List activities, with what deviates
    Activities(crate::answers::Activities),
    /// Tell all of one district over the years
    Profile(crate::answers::Profile),
    /// Set bodies in the order of what one indicator came to in one year
    Rank(crate::answers::Rank),
    /// Look for words in goals, indicators, activities, tables and running text
    Search(crate::answers::InFolder),
    /// Print what a stage made of a file, with places: for finding where a figure went wrong
    Show(Show),
    /// Print the data dictionary (the text of output/README.md)
    Dictionary,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program, or of one of its commands
    Man {
        /// The command
        #[arg(value_name = "COMMAND")]
        of: Option<String>,
    },
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(
        utfall::language::Language::ALL
            .iter()
            .map(|language| language.name()),
    )
}

/// A number with which nothing at all could be read is a slip.
fn one_or_more<T: TryFrom<u64> + Clone + Send + Sync>() -> RangedU64ValueParser<T> {
    RangedU64ValueParser::new().range(1..)
}

#[derive(Debug, Clone, clap::Args)]
#[command(
    after_help = "Exit status: 0 every document is read (what is doubtful in one is told in diagnostics.csv and by \
    utfall check); 1 the run is complete, but some documents are partial or failed; 2 it could not start or write, \
    or found no PDF or text file; 130 it was stopped, and the same command goes on where it stood.\n\n\
    Nothing is replaced or removed in DIR but what its manifest.json lists, and that only if it was not changed since; \
    links there are not followed. All files take their places together when the run is over: a run that ends before \
    leaves the old ones.\n\n\
    Documents are read in worker processes, so that one that crashes, hangs or takes too much memory is a failed row \
    and nothing more. A run over at most 20 files reads texts of up to 512 kB by itself, which is quicker. --isolation \
    decides otherwise.\n\n\
    Examples:\n  utfall extract reports/\n  utfall extract 2017-vb.pdf 2018-t1.txt --output tables\n  \
    utfall extract reports/ --format csv,xlsx --csv-dialect excel-sv\n  \
    curl -s https://example.se/vb.pdf | utfall extract - --output - --table observations"
)]
pub(crate) struct Extract {
    /// Files and folders; folders are walked, PDFs and texts are told apart by their bytes; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// What the tables call what comes from standard input [default: stdin]
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_name: Option<String>,
    /// Where the tables are written; - is standard output, which gets their rows as NDJSON and nothing else
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub(crate) output: PathBuf,
    /// Tables whose rows go to standard output [default: all]
    #[arg(long = "table", value_name = "TABLE", value_delimiter = ',',
        value_parser = PossibleValuesParser::new(utfall::write::files().iter().map(|file| file.name)))]
    pub(crate) tables: Vec<String>,
    /// Documents that are read at once; the result is the same for any number [default: one for each
    /// processor]
    #[arg(short, long, value_name = "N", value_parser = one_or_more::<usize>())]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) bounds: BoundsArgs,
    #[command(flatten)]
    pub(crate) privacy: Privacy,
    /// Folders inside folders that are entered
    #[arg(long, value_name = "N", default_value_t = 64)]
    pub(crate) max_depth: usize,
    /// Where documents are read: in worker processes, in this one, or in workers but for a few short texts
    #[arg(long, value_enum, default_value_t = Isolation::Auto)]
    pub(crate) isolation: Isolation,
    /// Read again what DIR holds, with the inputs that are named now: it will hold all of them
    #[arg(long)]
    pub(crate) add: bool,
    #[command(flatten)]
    pub(crate) may: MayArgs,
    /// Read every document anew, also those whose answers an earlier run left in DIR/.utfall-cache
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Read those documents anew that an earlier run could not read
    #[arg(long)]
    pub(crate) retry_failed: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Tell the progress as one line of JSON a second on standard error
    #[arg(long)]
    pub(crate) json_progress: bool,
}

/// What may be lost.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct MayArgs {
    /// Let DIR hold fewer documents than before, or the answer to another question
    #[arg(long)]
    pub(crate) replace: bool,
    /// Replace files in DIR that bear names of this program's and were left or changed by others
    #[arg(long)]
    pub(crate) force: bool,
}

impl MayArgs {
    pub(crate) fn may(self) -> utfall::write::May {
        utfall::write::May {
            force: self.force,
            replace: self.replace,
        }
    }
}

/// What is left.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Writing {
    /// Formats of the tables; json is one file for each document
    #[arg(long = "format", value_name = "FORMAT", value_delimiter = ',', default_value = "csv,json",
        default_value_if("output", "-", Format::Ndjson.name()),
        value_parser = one_of(Format::ALL, Format::name))]
    pub(crate) formats: Vec<Format>,
    /// How CSV is spelt: for programs, or for a double click in a Swedish spreadsheet
    #[arg(long, value_name = "DIALECT", default_value = Dialect::Machine.name(),
        value_parser = one_of(Dialect::ALL, Dialect::name))]
    pub(crate) csv_dialect: Dialect,
    /// Part the Parquet tables that have these columns into folders by them
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', value_parser = PossibleValuesParser::new(PARTITIONS))]
    pub(crate) partition_by: Vec<String>,
}

impl Writing {
    /// What was meant.
    pub(crate) fn wanted(&self) -> anyhow::Result<Wanted> {
        let needs = |option: &str, format: Format, is_given: bool| {
            let has = self.formats.contains(&format);
            anyhow::ensure!(
                has || !is_given,
                say!("option-is-for", option = option, format = format.name())
            );
            Ok(())
        };
        needs(
            "--csv-dialect",
            Format::Csv,
            self.csv_dialect != Dialect::default(),
        )?;
        needs("--partition-by", Format::Parquet, !self.partition_by.is_empty())?;
        let mut partition_by: Vec<String> = Vec::new();
        for column in &self.partition_by {
            if !partition_by.contains(column) {
                partition_by.push(column.clone());
            }
        }
        Ok(Wanted {
            formats: self.formats.iter().copied().collect(),
            csv_dialect: self.csv_dialect,
            partition_by,
        })
    }
}

/// A dialect of CSV by its name.
pub(crate) fn csv_dialect() -> impl TypedValueParser<Value = Dialect> {
    one_of(Dialect::ALL, Dialect::name)
}

/// A level of bodies by its word.
pub(crate) fn level(text: &str) -> Result<OrganisationLevel, String> {
    word(text, OrganisationLevel::ALL, OrganisationLevel::word)
}

/// What is said of a goal, by its word.
pub(crate) fn verdict(text: &str) -> Result<Verdict, String> {
    word(text, &Verdict::ALL, Verdict::word)
}

/// What is left out of persons.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Privacy {
    /// Telephone numbers and e-mail addresses, and the names of officials on the title page and in signatures
    #[arg(long, value_enum, default_value_t = Contacts::Mask)]
    pub(crate) contacts: Contacts,
}

/// What becomes of names and numbers of officials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Contacts {
    /// A mask stands in their place
    Mask,
    /// They stay as printed
    Keep,
}

impl Contacts {
    /// As it is typed.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Contacts::Mask => "mask",
            Contacts::Keep => "keep",
        }
    }
}

/// One of the things that the library knows by their names.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(all.iter().map(|one| name(*one)));
    names.try_map(move |typed| {
        let found = all.iter().copied().find(|one| name(*one) == typed);
        found.ok_or_else(|| say!("is-not-known"))
    })
}

/// Where documents are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Isolation {
    /// In workers, but for short texts of a small run
    Auto,
    /// Always in workers
    Always,
    /// Always in one process
    Never,
}

/// What one document may take.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct BoundsArgs {
    /// Seconds for one document; one that takes longer has failed
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = one_or_more::<u64>())]
    pub(crate) seconds_per_document: u64,
    /// Megabytes of memory that a worker may take for a document (on Linux and other Unix systems)
    #[arg(long, value_name = "MB", default_value_t = 1024, value_parser = one_or_more::<u64>())]
    pub(crate) memory_per_document: u64,
}

impl BoundsArgs {
    pub(crate) fn bounds(self) -> utfall::batch::Bounds {
        utfall::batch::Bounds {
            seconds: self.seconds_per_document,
            megabytes: self.memory_per_document,
        }
    }
}

/// How other programs drive `utfall worker`.
const PROTOCOL: &str = "\
One line on standard input is one job, a JSON object:\n\
  path      the file (needed)\n  \
  id        anything; comes back with the answer\n  \
  source    what the tables call it [default: the file's name]\n  \
  found     true: a file that is neither PDF nor text is `skipped`, and has not `failed`\n  \
  password  tried for a PDF that does not open without\n  \
  escaped   true: in `path`, % and two hex digits are one byte (for names that are not UTF-8)\n\n\
Each job gets exactly one line on standard output, in the order of the jobs, also if its file crashes, hangs or \
swallows the process that reads it; such a process is replaced. An answer is a JSON object with id (if the job \
had one), source, document_id, sha256, status (ok, partial, failed, skipped), error, machine (true where the \
machine is to blame that it failed, and another try may end otherwise), pages, codes (diagnostics by \
code), lines and claimed (the account of lines), tables and document. `tables` has for every CSV file of \
`utfall dictionary`, but for those that all documents make together, a list of rows, each a list of fields in the \
order of its columns; `document` is what documents/<document_id>.json holds. A line that is no job is answered with status failed.\n\n\
The last line is {\"end\":true,\"answers\":N}. Without it, or with another N than there were jobs, answers are \
missing.\n\n\
Exit status: 0 every job is answered, whatever the answers say; 2 it could not start or could not write; 130 it \
was stopped.\n\n\
Example:\n  echo '{\"id\":1,\"path\":\"2017-vb.pdf\"}' | utfall worker";

#[derive(Debug, clap::Args)]
#[command(after_help = PROTOCOL)]
pub(crate) struct Worker {
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) bounds: BoundsArgs,
    #[command(flatten)]
    pub(crate) privacy: Privacy,
    /// Read in this process, which a document may take down: for the one that guards it
    #[arg(long, hide = true)]
    pub(crate) in_process: bool,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 the folder and its inputs are as the run left them; 1 something differs, and is named; \
    2 the folder has no manifest that can be read."
)]
pub(crate) struct Verify {
    /// The folder that `utfall extract` wrote
    #[arg(value_name = "OUTPUT_DIR")]
    pub(crate) folder: PathBuf,
    /// The inputs, if they are not where the run found them
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folders inside folders that are entered, as for the run
    #[arg(long, value_name = "N", default_value_t = 64)]
    pub(crate) max_depth: usize,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 every relation holds, or there is none; 1 some do not; 2 the folder could not be read.\n\n\
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
#[command(
    after_help = "Counts of districts that were merged are added if all of them have a value. Shares are never averaged: the \
    cell is empty and says why. Figures of a part of the year stand nowhere beside those of a year, a unit's figure is \
    never its district's, and a gap is only filled from the next report's column for the year, which the row says.\n\n\
    Exit status: 0 something is found; 1 nothing is found, or the words mean several series, which are listed; 2 the \
    folder could not be read, or nothing could be written.\n\n\
    Examples:\n  utfall compare tables --series \"sjukfranvaro dag\"\n  \
    utfall compare tables --series sjukfranvaro --by organisation --from 2014 --to 2019\n  \
    utfall compare tables --series sjukfranvaro --district Farsta --sex each --wide --format csv\n  \
    utfall compare tables --all --format json --output compared"
)]
pub(crate) struct Compare {
    /// A folder that `utfall extract` has written
    #[arg(value_name = "OUTPUT_DIR", default_value = "output")]
    pub(crate) folder: PathBuf,
    /// The indicator: its series id, its whole name, or words of its name; may be given again
    #[arg(short, long, value_name = "SERIES", conflicts_with = "all")]
    pub(crate) series: Vec<String>,
    /// Every series
    #[arg(long)]
    pub(crate) all: bool,
    /// What is compared: utfall, prognos, årsmål or kf_årsmål, the city's target
    #[arg(long, value_name = "MEASURE", default_value = "utfall", value_parser = measure)]
    pub(crate) measure: Measure,
    /// Whom the figures are about: all, women, men, or each of the three by itself
    #[arg(long, value_name = "SEX", value_parser = sexes)]
    pub(crate) sex: Option<Sexes>,
    /// Only this district, by any form of its name; may be given again
    #[arg(long, value_name = "NAME")]
    pub(crate) district: Vec<String>,
    /// Only this body, by its id, its name or words of its name; may be given again
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: Vec<String>,
    /// First year
    #[arg(long, value_name = "YEAR")]
    pub(crate) from: Option<i32>,
    /// Last year
    #[arg(long, value_name = "YEAR")]
    pub(crate) to: Option<i32>,
    /// What the rows are about, and what stands beside each other in the wide form
    #[arg(long, value_enum, default_value_t = CompareBy::District)]
    pub(crate) by: CompareBy,
    /// The report whose figures are meant: VP, T1, T2 or VB [default: the annual figure, VB]
    #[arg(long, value_name = "TYPE", value_parser = doc_type)]
    pub(crate) doc_type: Option<DocType>,
    /// The districts as they were at the end of this year, as 2007, 2020 or 2023 [default: today's]
    #[arg(long, value_name = "YEAR")]
    pub(crate) division: Option<i32>,
    /// One row for each district, with the years beside each other
    #[arg(long)]
    pub(crate) wide: bool,
    #[command(flatten)]
    pub(crate) giving: crate::give::Giving,
    /// Folder with grammar files that take the place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub(crate) grammars: Option<PathBuf>,
}

/// What the rows of a comparison are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareBy {
    /// Districts, with bodies that are no district's committee below them
    District,
    /// Bodies as they reported
    Organisation,
    /// Years
    Year,
    /// Women, men and all
    Sex,
}

/// Whom figures are about; none is all.
#[derive(Debug, Clone)]
pub(crate) struct Sexes(pub(crate) Vec<Option<Sex>>);

/// The value whose word is meant, whatever the capitals and the dots above its letters.
fn word<T: Copy>(text: &str, all: &[T], word: impl Fn(T) -> &'static str) -> Result<T, String> {
    let wanted = utfall::grammar::slug(text);
    let found = all
        .iter()
        .copied()
        .find(|value| utfall::grammar::slug(word(*value)) == wanted);
    let words: Vec<&str> = all.iter().map(|value| word(*value)).collect();
    found.ok_or_else(|| say!("it-is-none-of", words = words.join(", ")))
}

fn measure(text: &str) -> Result<Measure, String> {
    const FIGURES: &[Measure] = &[
        Measure::Outcome,
        Measure::Forecast,
        Measure::Target,
        Measure::CityTarget,
    ];
    word(text, FIGURES, Measure::word)
}

pub(crate) fn doc_type(text: &str) -> Result<DocType, String> {
    word(text, DocType::ALL, DocType::word)
}

fn sexes(text: &str) -> Result<Sexes, String> {
    Ok(Sexes(match text {
        "all" => vec![None],
        "women" => vec![Some(Sex::Women)],
        "men" => vec![Some(Sex::Men)],
        "each" => vec![None, Some(Sex::Women), Some(Sex::Men)],
        text => {
            let found = word(text, Sex::ALL, Sex::word);
            vec![Some(found.map_err(|error| format!("{error}, all, each"))?)]
        }
    }))
}

#[derive(Debug, Clone, clap::Args)]
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
    #[arg(long, value_name = "N", default_value_t = 5000, value_parser = one_or_more::<usize>())]
    pub(crate) max_pages: usize,
    /// Seconds for one page of a PDF; a page that takes longer is given up
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = one_or_more::<u64>())]
    pub(crate) seconds_per_page: u64,
    /// Largest file that is read, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 512, value_parser = one_or_more::<u64>())]
    pub(crate) max_megabytes: u64,
    /// Largest text that is read, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 16, value_parser = one_or_more::<u64>())]
    pub(crate) max_text_megabytes: u64,
    /// Read every page of a PDF with a second reader too, and report pages where the two saw other characters
    #[arg(long)]
    pub(crate) second_reader: bool,
    /// Which pages of PDFs are recognised by Tesseract in their pictures
    #[arg(long, value_enum, default_value_t = Ocr::Auto)]
    pub(crate) ocr: Ocr,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 it is printed (in the stage records also why a document could not be read); 2 the \
    file, its page or the stage could not be read.\n\n\
    Example:\n  utfall show 2017-vb.pdf:2 --stage pages"
)]
pub(crate) struct Show {
    /// The stage
    #[arg(long, value_enum, default_value_t = Stage::Records)]
    pub(crate) stage: Stage,
    /// Print one page of a PDF as a picture instead: words, rules, fills, icons and the cells of its tables
    #[arg(long, conflicts_with = "stage")]
    pub(crate) svg: bool,
    /// Print why each table was read as the kind it is instead: what speaks for every kind, and by how much
    #[arg(long, conflicts_with_all = ["stage", "svg"])]
    pub(crate) why: bool,
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
                const LONGEST: u64 = 1 << 16;
                let text = utfall::disk::text(path, LONGEST).map_err(|error| {
                    anyhow::anyhow!(say!(
                        "cannot-read",
                        path = path.display(),
                        error = utfall::language::system(&error)
                    ))
                })?;
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
                recognition: self.ocr.recognition(),
            },
            file_bytes: self.max_megabytes.saturating_mul(1024 * 1024),
            text_bytes: self.max_text_megabytes.saturating_mul(1024 * 1024),
        };
        Ok((grammar, limits))
    }
}
