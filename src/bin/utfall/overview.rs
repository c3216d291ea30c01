//! `utfall indicators` and `utfall goals`: what an output folder holds.

use crate::args::{doc_type, verdict};
use crate::give::{Answer, Giving};
use crate::leave;
use crate::table::{aligned, heading};
use crate::{Exit, answers};
use clap::ValueEnum;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use utfall::chart::{self, Answered};
use utfall::grammar::Grammar;
use utfall::overview::{self, COUNTS, GOAL_COLUMNS, Held, INDICATOR_COLUMNS, Judgement, Verdict, Wanted};
use utfall::panel::Folder;
use utfall::record::DocType;
use utfall::say;
use utfall::write::{Leaving, Single};

/// Letters of a name in a table on a terminal.
const LETTERS: usize = 60;

/// What both commands ask.
#[derive(Debug, clap::Args)]
pub(crate) struct Asked {
    /// A folder that `utfall extract` has written
    #[arg(value_name = "OUTPUT_DIR")]
    folder: PathBuf,
    /// Words that the name must have
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// Only bodies of this district, by any form of its name; may be given again
    #[arg(long, value_name = "NAME")]
    district: Vec<String>,
    /// First year
    #[arg(long, value_name = "YEAR")]
    from: Option<i32>,
    /// Last year
    #[arg(long, value_name = "YEAR")]
    to: Option<i32>,
    #[command(flatten)]
    giving: Giving,
    /// Folder with grammar files that take the place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    grammars: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The indicators that most bodies have in most years come first. Bodies and years are those of outcomes; \
    figures of all measures are counted.\n\n\
    Exit status: 0 something is found; 1 nothing is; 2 the folder could not be read.\n\n\
    Examples:\n  utfall indicators tables\n  utfall indicators tables sommarjobb --by district\n  \
    utfall indicators tables --district Farsta --from 2016 --format csv"
)]
pub(crate) struct Indicators {
    #[command(flatten)]
    asked: Asked,
    /// Only figures of this kind of report: VP, T1, T2 or VB
    #[arg(long, value_name = "TYPE", value_parser = doc_type)]
    doc_type: Option<DocType>,
    /// Only indicators that no register knows: each name is a series of its own, though some may be renamed ones
    #[arg(long)]
    own: bool,
    /// What stands beside each other in the table: counts, years with their bodies, districts with their years
    #[arg(long, value_enum, default_value_t = IndicatorsBy::Count)]
    by: IndicatorsBy,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each goal is counted once for its body, year and kind of report. The city's and the committee's goals that \
    units of the district print again are copies: the committee's report decides, and without one the units', where \
    they agree. `ingen` is a marker that says that there is no assessment; `no-marker` is none at all; in `differing` \
    reports of equal weight contradict each other. A marker in T1 and T2 is a forecast.\n\n\
    Exit status: 0 something is found; 1 nothing is; 2 the folder could not be read, or nothing could be written.\n\n\
    Examples:\n  utfall goals tables\n  utfall goals tables trygg --by district\n  utfall goals tables --fulfilment ej\n  \
    utfall goals tables --output goals"
)]
pub(crate) struct Goals {
    #[command(flatten)]
    asked: Asked,
    /// The kind of report: VP, T1, T2 or VB
    #[arg(long, value_name = "TYPE", value_parser = doc_type, default_value = "VB")]
    doc_type: DocType,
    /// Only goals of which this is said: helt, delvis, ej, ingen, no-marker or differing
    #[arg(long, value_name = "WORD", value_parser = verdict)]
    fulfilment: Option<Verdict>,
    /// What is counted in the table: years, districts or goals; csv and json have every goal
    #[arg(long, value_enum, default_value_t = GoalsBy::Year)]
    by: GoalsBy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum IndicatorsBy {
    /// Counts
    Count,
    /// Bodies with an outcome in each year
    Year,
    /// Years with an outcome of each district: its committee's, or that of a breakdown row; and the number of other
    /// bodies, such as units
    District,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GoalsBy {
    /// Years and levels
    Year,
    /// Districts, units by their names, and years
    District,
    /// The goals themselves, over districts
    Goal,
}

impl Asked {
    fn grammar(&self) -> anyhow::Result<Grammar> {
        Ok(match &self.grammars {
            Some(folder) => Grammar::with_folder(folder)?,
            None => Grammar::built_in()?,
        })
    }

    fn wanted(&self, grammar: &Grammar, doc_type: Option<DocType>) -> anyhow::Result<Wanted> {
        let districts = self.district.iter().map(|name| answers::district(grammar, name));
        Ok(Wanted {
            districts: districts.collect::<Result<_, _>>()?,
            from: self.from,
            to: self.to,
            words: self.words.clone(),
            doc_type,
            is_own: false,
        })
    }
}

pub(crate) fn indicators(args: &Indicators) -> anyhow::Result<Exit> {
    let grammar = args.asked.grammar()?;
    let mut wanted = args.asked.wanted(&grammar, args.doc_type)?;
    wanted.is_own = args.own;
    let held = overview::indicators(&Folder::open(&args.asked.folder)?, &grammar, &wanted)?;
    let rows = overview::indicator_rows(&held);
    let answer = Answer {
        command: "indicators",
        single: Single::headed(INDICATOR_COLUMNS.to_vec(), &rows),
        json: &|| Ok(serde_json::to_string_pretty(&indicators_json(&held))? + "\n"),
        table: &|| indicators_table(&held, args.by),
    };
    match &args.asked.giving.output {
        Some(folder) => leave_indicators(folder, args, &rows, &answer)?,
        None => args.asked.giving.print(&answer)?,
    }
    Ok(found(held.is_empty()))
}

pub(crate) fn goals(args: &Goals) -> anyhow::Result<Exit> {
    let grammar = args.asked.grammar()?;
    let wanted = args.asked.wanted(&grammar, Some(args.doc_type))?;
    let mut goals = overview::goals(&Folder::open(&args.asked.folder)?, &wanted)?;
    if let Some(verdict) = args.fulfilment {
        goals.retain(|goal| goal.verdict == verdict);
    }
    let rows = overview::goal_rows(&goals);
    let answer = Answer {
        command: "goals",
        single: Single::headed(GOAL_COLUMNS.to_vec(), &rows),
        json: &|| goals_json(&goals),
        table: &|| goals_table(&goals, args.by),
    };
    match &args.asked.giving.output {
        Some(folder) => leave_goals(folder, args, &goals, &answer)?,
        None => args.asked.giving.print(&answer)?,
    }
    Ok(found(goals.is_empty()))
}

fn leave_goals(folder: &Path, args: &Goals, goals: &[Judgement], answer: &Answer<'_>) -> anyhow::Result<()> {
    let giving = &args.asked.giving;
    let documents = leave::documents(folder, &args.asked.folder)?;
    let page = chart::goals_page(goals, documents.as_deref()).into_bytes();
    let files = giving.files(answer)?.into_iter().chain([page]);
    let leaving = Leaving {
        command: "goals",
        names: &GOAL_FILES,
        asked: question(args),
        files: GOAL_FILES.into_iter().zip(files).collect(),
    };
    leave::put_all(folder, &leaving, giving.may)
}

fn leave_indicators(
    folder: &Path,
    args: &Indicators,
    rows: &[Vec<String>],
    answer: &Answer<'_>,
) -> anyhow::Result<()> {
    let asked = &args.asked;
    let documents = leave::documents(folder, &asked.folder)?;
    let columns = INDICATOR_COLUMNS
        .iter()
        .map(|(name, kind)| (*name, *kind == "integer" && !name.ends_with("_year")));
    let page = chart::reply_page(Answered {
        command: answer.command,
        asked: &asked.words.join(" "),
        columns: &columns.collect::<Vec<_>>(),
        rows,
        notes: &[],
        documents: documents.as_deref(),
    });
    let files = asked.giving.files(answer)?.into_iter().chain([page.into_bytes()]);
    let leaving = Leaving {
        command: answer.command,
        names: &INDICATOR_FILES,
        asked: indicators_question(args),
        files: INDICATOR_FILES.into_iter().zip(files).collect(),
    };
    leave::put_all(folder, &leaving, asked.giving.may)
}

/// The files of an answer about goals. The tables have a name of their own: an extraction's goals.csv is another one.
const GOAL_FILES: [&str; 4] = [
    "goal_judgements.csv",
    "goals.json",
    "goal_judgements.xlsx",
    "goals.html",
];
/// The files of an answer about indicators, with names that no extraction has.
const INDICATOR_FILES: [&str; 4] = [
    "answer_indicators.csv",
    "answer_indicators.json",
    "answer_indicators.xlsx",
    "answer_indicators.html",
];

/// All that makes a list of indicators another one.
fn indicators_question(args: &Indicators) -> Value {
    let asked = &args.asked;
    json!({
        "folder": asked.folder.display().to_string(),
        "words": asked.words,
        "district": asked.district,
        "from": asked.from,
        "to": asked.to,
        "doc_type": args.doc_type.map(DocType::word),
        "own": args.own,
        "csv_dialect": asked.giving.csv_dialect.name(),
        "grammars": asked.grammars.as_ref().map(|path| path.display().to_string()),
    })
}

/// All that makes the answer another one.
fn question(args: &Goals) -> Value {
    let asked = &args.asked;
    json!({
        "folder": asked.folder.display().to_string(),
        "words": asked.words,
        "district": asked.district,
        "from": asked.from,
        "to": asked.to,
        "doc_type": args.doc_type.word(),
        "fulfilment": args.fulfilment.map(Verdict::word),
        "csv_dialect": asked.giving.csv_dialect.name(),
        "grammars": asked.grammars.as_ref().map(|path| path.display().to_string()),
    })
}

fn found(is_empty: bool) -> Exit {
    if is_empty { Exit::SomeNot } else { Exit::AllRead }
}

/// A name that leaves room for figures beside it.
fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    name.chars().take(LETTERS - 1).chain(['…']).collect()
}

fn indicators_table(held: &[Held], by: IndicatorsBy) -> String {
    if held.is_empty() {
        return say!("no-indicator-found") + "\n";
    }
    let (columns, fields): (Vec<String>, Vec<Vec<String>>) = match by {
        IndicatorsBy::Count => {
            let at = |name| INDICATOR_COLUMNS.iter().position(|(column, _)| *column == name);
            let told = at("first_outcome_year").unwrap_or(0)..at("periods").unwrap_or(0);
            let rows = overview::indicator_rows(held).into_iter();
            (
                INDICATOR_COLUMNS[told.clone()]
                    .iter()
                    .map(|(name, _)| heading(name))
                    .collect(),
                rows.map(|row| row[told.clone()].to_vec()).collect(),
            )
        }
        IndicatorsBy::Year => {
            let years: BTreeSet<i32> = held.iter().flat_map(|one| one.years.keys().copied()).collect();
            let count = |one: &Held, year: &i32| {
                one.years
                    .get(year)
                    .map_or(String::new(), |all| all.len().to_string())
            };
            let row = |one| years.iter().map(|year| count(one, year)).collect();
            (
                years.iter().map(i32::to_string).collect(),
                held.iter().map(row).collect(),
            )
        }
        IndicatorsBy::District => {
            let names: BTreeSet<&String> = held.iter().flat_map(|one| one.districts.keys()).collect();
            let count = |one: &Held, name: &String| {
                one.districts
                    .get(name)
                    .map_or(String::new(), |years| years.len().to_string())
            };
            let row = |one: &Held| {
                let counts = names.iter().map(|name| count(one, name));
                counts.chain([one.others.len().to_string()]).collect()
            };
            let header = names.iter().map(|name| (*name).clone());
            let header = header.chain([say!("other-bodies")]).collect();
            (header, held.iter().map(row).collect())
        }
    };
    let header: Vec<String> = std::iter::once(heading("indicator")).chain(columns).collect();
    let rows: Vec<Vec<String>> = held
        .iter()
        .zip(fields)
        .map(|(one, fields)| std::iter::once(short(&one.name)).chain(fields).collect())
        .collect();
    let first = &held[0];
    say!(
        "indicators-next",
        table = aligned(&header, &rows, 1),
        count = held.len(),
        series = first.series_id
    ) + "\n"
}

fn indicators_json(held: &[Held]) -> Value {
    let one = |held: &Held| {
        let measures = held
            .measures
            .iter()
            .map(|(measure, count)| (measure.word(), *count));
        let sexes = held.sexes.iter().map(|(sex, count)| (sex.word(), *count));
        json!({
            "series_id": held.series_id,
            "name": held.name,
            "names": held.names,
            "units": held.units,
            "bodies": held.bodies(),
            "documents": held.documents.len(),
            "measures": object(measures),
            "sexes": object(sexes),
            "periods": object(held.parts.iter().map(|(part, count)| (part, *count))),
            "bodies_by_year": object(held.years.iter().map(|(year, bodies)| (year, bodies.len()))),
            "years_by_district": object(held.districts.iter().map(|(name, years)| (name, years.len()))),
            "years_by_other_body": object(held.others.iter().map(|(name, years)| (name, years.len()))),
        })
    };
    held.iter().map(one).collect()
}

fn object(counts: impl Iterator<Item = (impl ToString, usize)>) -> Value {
    let fields = counts.map(|(name, count)| (name.to_string(), Value::from(count)));
    Value::Object(fields.collect::<Map<_, _>>())
}

fn goals_json(goals: &[Judgement]) -> anyhow::Result<String> {
    let rows = overview::goal_rows(goals);
    let one = |row: &Vec<String>| {
        let fields = GOAL_COLUMNS.iter().zip(row).map(|((name, kind), field)| {
            let number = field.parse::<i64>().ok().filter(|_| *kind == "integer");
            let number = number.map(Value::from);
            (
                (*name).to_owned(),
                number.unwrap_or_else(|| Value::from(field.as_str())),
            )
        });
        Value::Object(fields.collect::<Map<_, _>>())
    };
    let all: Vec<Value> = rows.iter().map(one).collect();
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

fn goals_table(goals: &[Judgement], by: GoalsBy) -> String {
    if goals.is_empty() {
        return say!("no-goal-found") + "\n";
    }
    let (names, counts) = match by {
        GoalsBy::Year => (
            ["year", "level"],
            counted(
                goals,
                |goal| (goal.year, goal.level),
                |(year, level)| [year.to_string(), level.word().to_owned()],
            ),
        ),
        GoalsBy::District => (
            ["body", "year"],
            counted(
                goals,
                |goal| (goal.body().to_owned(), goal.year),
                |(name, year)| [name.clone(), year.to_string()],
            ),
        ),
        GoalsBy::Goal => (
            ["goal", "level"],
            counted(
                goals,
                |goal| (goal.title.clone(), goal.level),
                |(title, level)| [short(title), level.word().to_owned()],
            ),
        ),
    };
    let header: Vec<String> = names.iter().chain(COUNTS).map(|name| heading(name)).collect();
    let mut text = aligned(&header, &counts, 2);
    let copies = overview::perhaps_copies(goals);
    if copies > 0 {
        text += &format!("\n{}\n", say!("goals-perhaps-copies", copies = copies));
    }
    text
}

fn counted<K: Ord>(
    goals: &[Judgement],
    group: impl Fn(&Judgement) -> K,
    named: impl Fn(&K) -> [String; 2],
) -> Vec<Vec<String>> {
    let counts = overview::count(goals, group);
    let row = |(key, counts): (&K, &[usize; 8])| {
        let numbers = counts.iter().map(usize::to_string);
        named(key).into_iter().chain(numbers).collect()
    };
    counts.iter().map(row).collect()
}
