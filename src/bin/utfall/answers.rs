//! `utfall missing`, `revisions`, `budget`, `activities`, `profile`, `rank`, `search`: usual questions, one table each.

use crate::Exit;
use crate::args::{doc_type, level};
use crate::give::{Answer, Giving};
use crate::leave;
use crate::print::printable;
use crate::table::{aligned, heading};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use utfall::answers::{self, Reply};
use utfall::chart::{self, Answered};
use utfall::compare::{self, Found, Known};
use utfall::grammar::Grammar;
use utfall::overview::Wanted;
use utfall::panel::Folder;
use utfall::record::{DocType, OrganisationLevel};
use utfall::say;
use utfall::write::{Leaving, Single};

/// Letters of a field in a table on a terminal.
const LETTERS: usize = 48;

/// What all of them take.
#[derive(Debug, clap::Args)]
pub(crate) struct Asked {
    /// Only bodies of this district, by any form of its name; may be given again
    #[arg(long, value_name = "NAME")]
    district: Vec<String>,
    /// First year
    #[arg(long, value_name = "YEAR")]
    from: Option<i32>,
    /// Last year
    #[arg(long, value_name = "YEAR")]
    to: Option<i32>,
    /// Only reports of this kind: VP, T1, T2 or VB
    #[arg(long, value_name = "TYPE", value_parser = doc_type)]
    doc_type: Option<DocType>,
    #[command(flatten)]
    giving: Giving,
    /// Folder with grammar files that take the place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    grammars: Option<PathBuf>,
}

/// Words that are looked for in a folder.
#[derive(Debug, clap::Args)]
pub(crate) struct InFolder {
    /// A folder that `utfall extract` has written
    #[arg(value_name = "OUTPUT_DIR")]
    folder: PathBuf,
    /// Words that the name must have
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 something is found; 1 nothing is; 2 the folder could not be read.\n\n\
    Examples:\n  utfall revisions tables\n  utfall revisions tables sjukfranvaro --all"
)]
pub(crate) struct Revisions {
    #[command(flatten)]
    within: InFolder,
    /// Targets and forecasts too, which change without being wrong
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Amounts are in kronor, with the printed sign. A measure that a row has in several columns stands in cells.csv.\n\n\
    Exit status: 0 something is found; 1 nothing is; 2 the folder could not be read.\n\n\
    Examples:\n  utfall budget tables --totals --doc-type VB\n  utfall budget tables drift --district Farsta"
)]
pub(crate) struct Budget {
    #[command(flatten)]
    within: InFolder,
    /// Only totals and subtotals
    #[arg(long)]
    totals: bool,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 something is found; 1 nothing is; 2 the folder could not be read.\n\n\
    Examples:\n  utfall activities tables --deviating\n  utfall activities tables utbildning --from 2016"
)]
pub(crate) struct Activities {
    #[command(flatten)]
    within: InFolder,
    /// Only those with a deviation
    #[arg(long)]
    deviating: bool,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 something is found; 1 nothing is; 2 the folder could not be read.\n\n\
    Example:\n  utfall profile tables Farsta --from 2016 --output farsta"
)]
pub(crate) struct Profile {
    /// A folder that `utfall extract` has written
    #[arg(value_name = "OUTPUT_DIR")]
    folder: PathBuf,
    /// The district, by any form of its name
    #[arg(value_name = "DISTRICT")]
    whose: String,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Outcomes of whole years are ranked, as observations_annual has them.\n\n\
    Exit status: 0 something is found; 1 nothing is, or a person must choose; 2 the folder could not be read.\n\n\
    Example:\n  utfall rank tables \"sjukfranvaro dag\" --year 2017 --ascending"
)]
pub(crate) struct Rank {
    /// A folder that `utfall extract` has written
    #[arg(value_name = "OUTPUT_DIR")]
    folder: PathBuf,
    /// The indicator: its series id, its whole name, or words of its name
    #[arg(value_name = "SERIES")]
    series: String,
    /// The year
    #[arg(long, value_name = "YEAR")]
    year: i32,
    /// The bodies that are set beside each other: enhet, stadsdelsnämnd or nämnd
    #[arg(long, value_name = "LEVEL", default_value = OrganisationLevel::District.word(), value_parser = level)]
    level: OrganisationLevel,
    /// The least first
    #[arg(long)]
    ascending: bool,
    #[command(flatten)]
    asked: Asked,
}

pub(crate) fn missing(args: &InFolder) -> anyhow::Result<Exit> {
    args.answer("missing", answers::missing)
}

pub(crate) fn search(args: &InFolder) -> anyhow::Result<Exit> {
    if args.words.is_empty() {
        anyhow::bail!(say!("search-what"));
    }
    args.answer("search", answers::search)
}

pub(crate) fn revisions(args: &Revisions) -> anyhow::Result<Exit> {
    args.within.answer("revisions", |folder, wanted| {
        answers::revisions(folder, wanted, args.all)
    })
}

pub(crate) fn budget(args: &Budget) -> anyhow::Result<Exit> {
    args.within.answer("budget", |folder, wanted| {
        answers::budget(folder, wanted, args.totals)
    })
}

pub(crate) fn activities(args: &Activities) -> anyhow::Result<Exit> {
    args.within.answer("activities", |folder, wanted| {
        answers::activities(folder, wanted, args.deviating)
    })
}

pub(crate) fn profile(args: &Profile) -> anyhow::Result<Exit> {
    let grammar = args.asked.grammar()?;
    let mut wanted = args.asked.wanted(&grammar, &[])?;
    wanted.districts.push(district(&grammar, &args.whose)?);
    let reply = answers::profile(&Folder::open(&args.folder)?, &wanted)?;
    args.asked.give("profile", &args.folder, &args.whose, &reply)
}

pub(crate) fn rank(args: &Rank) -> anyhow::Result<Exit> {
    let grammar = args.asked.grammar()?;
    let wanted = args.asked.wanted(&grammar, &[])?;
    let folder = Folder::open(&args.folder)?;
    let all = Known::all(&folder, &grammar)?;
    let known = match compare::find(&grammar, &all, &args.series) {
        Found::One(known) => known,
        Found::Several(several) => {
            eprintln!(
                "utfall: {}",
                say!("rank-several", series = args.series, count = several.len())
            );
            for known in several {
                eprintln!("  {}  {}", known.id, printable(&known.name));
            }
            return Ok(Exit::SomeNot);
        }
        Found::Nothing => {
            let names = all.iter().map(|known| known.name.as_str());
            let near = answers::nearest(&args.series, names);
            eprintln!(
                "utfall: {}",
                say!("series-none", words = args.series, meant = meant(near))
            );
            return Ok(Exit::SomeNot);
        }
    };
    let ranked = answers::Ranked {
        series_id: &known.id,
        year: args.year,
        level: args.level,
        ascending: args.ascending,
    };
    let reply = answers::rank(&folder, &wanted, &ranked)?;
    let asked = format!("{}, {}", known.name, args.year);
    args.asked.give("rank", &args.folder, &asked, &reply)
}

/// A question after the name that was probably meant.
pub(crate) fn meant(name: Option<&str>) -> String {
    name.map_or(String::new(), |name| say!("did-you-mean", name = name))
}

/// The id of the district that a name means.
pub(crate) fn district(grammar: &Grammar, name: &str) -> anyhow::Result<String> {
    let registers = &grammar.registers;
    match registers
        .district(name)
        .or_else(|| registers.district_named(name))
    {
        Some(district) => Ok(district.id.clone()),
        None => {
            let names = registers.districts.iter().map(|district| district.name.as_str());
            let near = answers::nearest(name, names);
            anyhow::bail!(say!("no-district", name = name, meant = meant(near)))
        }
    }
}

impl InFolder {
    fn answer(
        &self,
        command: &str,
        ask: impl Fn(&Folder, &Wanted) -> Result<Reply, utfall::trace::Error>,
    ) -> anyhow::Result<Exit> {
        let grammar = self.asked.grammar()?;
        let wanted = self.asked.wanted(&grammar, &self.words)?;
        let reply = ask(&Folder::open(&self.folder)?, &wanted)?;
        self.asked
            .give(command, &self.folder, &self.words.join(" "), &reply)
    }
}

impl Asked {
    fn grammar(&self) -> anyhow::Result<Grammar> {
        Ok(match &self.grammars {
            Some(folder) => Grammar::with_folder(folder)?,
            None => Grammar::built_in()?,
        })
    }

    fn wanted(&self, grammar: &Grammar, words: &[String]) -> anyhow::Result<Wanted> {
        let districts = self.district.iter().map(|name| district(grammar, name));
        Ok(Wanted {
            districts: districts.collect::<Result<_, _>>()?,
            from: self.from,
            to: self.to,
            words: words.to_vec(),
            doc_type: self.doc_type,
            is_own: false,
        })
    }

    /// Prints the answer, or leaves it in a folder.
    fn give(&self, command: &str, folder: &Path, asked: &str, reply: &Reply) -> anyhow::Result<Exit> {
        let answer = Answer {
            command,
            single: Single::new(reply.columns, &reply.rows),
            json: &|| json_text(reply),
            table: &|| table(reply),
        };
        match &self.giving.output {
            Some(output) => self.leave(output, folder, asked, reply, &answer)?,
            None => self.giving.print(&answer)?,
        }
        Ok(if reply.rows.is_empty() {
            Exit::SomeNot
        } else {
            Exit::AllRead
        })
    }

    fn leave(
        &self,
        output: &Path,
        folder: &Path,
        asked: &str,
        reply: &Reply,
        answer: &Answer<'_>,
    ) -> anyhow::Result<()> {
        let command = answer.command;
        let documents = leave::documents(output, folder)?;
        let names = ["csv", "json", "xlsx", "html"].map(|end| format!("answer_{command}.{end}"));
        let columns: Vec<(&str, bool)> = reply
            .columns
            .iter()
            .map(|column| (column.name, column.kind == "number"))
            .collect();
        let page = chart::reply_page(Answered {
            command,
            asked,
            columns: &columns,
            rows: &reply.rows,
            notes: &reply.notes,
            documents: documents.as_deref(),
        });
        let bytes = self.giving.files(answer)?.into_iter().chain([page.into_bytes()]);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let leaving = Leaving {
            command: &format!("answer_{command}"),
            names: &names,
            asked: self.question(folder, asked),
            files: names.iter().copied().zip(bytes).collect(),
        };
        leave::put_all(output, &leaving, self.giving.may)
    }

    /// All that makes the answer another one.
    fn question(&self, folder: &Path, asked: &str) -> Value {
        json!({
            "folder": folder.display().to_string(),
            "asked": asked,
            "district": self.district,
            "from": self.from,
            "to": self.to,
            "doc_type": self.doc_type.map(DocType::word),
            "csv_dialect": self.giving.csv_dialect.name(),
            "grammars": self.grammars.as_ref().map(|path| path.display().to_string()),
        })
    }
}

fn json_text(reply: &Reply) -> anyhow::Result<String> {
    let rows = Single::new(reply.columns, &reply.rows).json();
    let value = json!({ "rows": rows, "notes": reply.notes });
    Ok(serde_json::to_string_pretty(&value)? + "\n")
}

/// The answer as people read it on a terminal: without ids, and without columns that say nothing.
fn table(reply: &Reply) -> String {
    if reply.rows.is_empty() {
        return say!("nothing-found") + "\n";
    }
    let is_shown = |at: &usize| {
        !reply.columns[*at].name.ends_with("_id") && reply.rows.iter().any(|row| !row[*at].is_empty())
    };
    let mut shown: Vec<usize> = (0..reply.columns.len()).filter(is_shown).collect();
    // Figures stand on the right, where they line up.
    shown.sort_by_key(|at| reply.columns[*at].kind == "number");
    let texts = shown
        .iter()
        .filter(|at| reply.columns[**at].kind != "number")
        .count();
    let pick = |row: &Vec<String>| shown.iter().map(|at| short(&row[*at])).collect::<Vec<_>>();
    let header: Vec<String> = shown.iter().map(|at| heading(reply.columns[*at].name)).collect();
    let rows: Vec<Vec<String>> = reply.rows.iter().map(pick).collect();
    let mut text = aligned(&header, &rows, texts);
    for note in &reply.notes {
        text += &format!("\n{note}\n");
    }
    text
}

fn short(text: &str) -> String {
    match text.chars().count() <= LETTERS {
        true => text.to_owned(),
        false => text.chars().take(LETTERS - 1).chain(['…']).collect(),
    }
}
