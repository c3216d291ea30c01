//! Figures that more than one report prints, and whether they agree.
//!
//! All figures of a run lie in a file, not in memory, until they are given in order.

use super::Sink;
use super::agree::{Agreement, Figure, Money, agreement, reports_agree};
use super::annual::annual;
use super::fields::{self, Fields};
use super::proven::{Proven, proven};
use crate::grammar::{Grammar, squash};
use crate::record::{DocType, Measure, outcome_part};
use crate::trace::Error;
use crate::write::{Answer, Scratch, Stage};
use rusqlite::{Connection, OpenFlags, params};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

const TABLE: &str = "revisions";

/// Nobody else reads the file and it outlives nothing: no journal, no waiting for the disk. Rows are written one after
/// the other and read once, sorted: 512 kB of pages are as good as more.
const BEGIN: &str = "
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = FILE;
    PRAGMA cache_size = -512;
    CREATE TABLE figures (
        series TEXT, body TEXT, breakdown TEXT, measure TEXT, sex TEXT, year INTEGER, part TEXT, early TEXT,
        value TEXT, unit TEXT, doubtful TEXT, document TEXT, report TEXT,
        name TEXT, printed TEXT, organisation TEXT, district TEXT, district_id TEXT,
        raw TEXT, page TEXT, line TEXT, level TEXT);
    BEGIN;";
const INSERT: &str = "INSERT INTO figures VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
const SELECT: &str =
    "SELECT * FROM figures ORDER BY series, body, breakdown, measure, sex, year, part, early, rowid";

const DELETE: &str = "DELETE FROM figures WHERE document = ?";

/// The figures of a run.
pub(super) struct Revisions {
    // Closed before its file is removed.
    figures: Connection,
    scratch: Scratch,
    money: Money,
    grammar: Arc<Grammar>,
    fields: Fields,
}

impl std::fmt::Debug for Revisions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Revisions").finish_non_exhaustive()
    }
}

/// What makes figures the same one.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    series: String,
    body: String,
    breakdown: String,
    measure: String,
    sex: String,
    year: i32,
    part: String,
    /// The type of a report that prints an outcome under its year before the annual one: a figure of its own.
    early: String,
}

/// A figure as one report prints it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Printed {
    figure: Figure,
    document: String,
    report: String,
    is_doubtful: bool,
}

/// The figures of one key.
#[derive(Debug)]
struct Group {
    key: Key,
    printed: Vec<Printed>,
    /// What the last one's document has printed: its figures follow each other.
    of_document: BTreeSet<Printed>,
    /// Name, breakdown, organisation, district and its id as first printed.
    words: [String; 5],
}

impl Revisions {
    pub(super) fn on(stage: &Stage, grammar: &Arc<Grammar>) -> Result<Self, Error> {
        let scratch = Scratch::on(stage)?;
        let told = unusable(&scratch);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let figures = Connection::open_with_flags(scratch.path(), flags).map_err(&told)?;
        figures.execute_batch(BEGIN).map_err(&told)?;
        Ok(Self {
            figures,
            scratch,
            money: Money::of(grammar),
            grammar: Arc::clone(grammar),
            fields: Fields::of("observations"),
        })
    }

    pub(super) fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        let told = unusable(&self.scratch);
        let mut insert = self.figures.prepare_cached(INSERT).map_err(&told)?;
        for row in answer.rows("observations") {
            let get = |name| self.fields.get(row, name);
            let series = get("series_id");
            let body = fields::body(get("organisation_id"), get("organisation"));
            let Ok(year) = get("period_year").parse::<i32>() else {
                continue;
            };
            if series.is_empty() || body.is_empty() || get("value").is_empty() || get("measure").is_empty() {
                continue;
            }
            let report = (DocType::of(get("doc_type")), get("year").parse().ok());
            let is_outcome = Measure::of(get("measure")) == Some(Measure::Outcome);
            let part = match is_outcome {
                true => outcome_part(get("period_type"), report, year),
                false => Some(get("period_type")),
            };
            insert
                .execute(params![
                    series,
                    body,
                    self.breakdown(get("breakdown")),
                    get("measure"),
                    get("sex"),
                    year,
                    part.unwrap_or(""),
                    part.map_or(get("doc_type"), |_| ""),
                    get("value"),
                    get("unit"),
                    get("doubtful"),
                    get("document_id"),
                    format!("{} {}", get("doc_type"), get("year")).trim(),
                    get("name"),
                    get("breakdown"),
                    get("organisation"),
                    get("district"),
                    get("district_id"),
                    get("raw"),
                    get("page"),
                    get("line"),
                    get("organisation_level"),
                ])
                .map_err(&told)?;
        }
        Ok(())
    }

    /// What makes labels of breakdown rows the same: the district that they name, else their words.
    fn breakdown(&self, label: &str) -> String {
        let district = self
            .grammar
            .registers
            .district_named(label)
            .filter(|_| !label.is_empty());
        district.map_or_else(|| squash(label), |district| district.id.clone())
    }

    /// Gives the rows of the table of years.
    pub(super) fn annual(&self, sink: &mut Sink<'_>) -> Result<(), Error> {
        annual(&self.figures, &self.grammar, &unusable(&self.scratch), sink)
    }

    /// Leaves a document out whose report another one holds too.
    pub(super) fn leave_out(&self, document: &str) -> Result<(), Error> {
        let told = unusable(&self.scratch);
        let mut delete = self.figures.prepare_cached(DELETE).map_err(&told)?;
        delete.execute([document]).map_err(&told).map(|_| ())
    }

    /// The pairs of series that the figures prove to be one.
    pub(super) fn proven(&self) -> Result<Proven, Error> {
        proven(&self.figures).map_err(unusable(&self.scratch))
    }

    pub(super) fn finish(&self, sink: &mut Sink<'_>) -> Result<(), Error> {
        let told = unusable(&self.scratch);
        let mut select = self.figures.prepare(SELECT).map_err(&told)?;
        let mut rows = select.query([]).map_err(&told)?;
        let mut group: Option<Group> = None;
        while let Some(row) = rows.next().map_err(&told)? {
            let is_same = match &group {
                Some(group) => group.key.is_of(row).map_err(&told)?,
                None => false,
            };
            if !is_same && let Some(done) = group.take() {
                done.give(&self.money, sink)?;
            }
            if group.is_none() {
                group = Some(Group::new(
                    Key::of(row).map_err(&told)?,
                    words(row).map_err(&told)?,
                ));
            }
            let printed = printed(row).map_err(&told)?;
            if let Some(group) = &mut group {
                group.take(printed);
            }
        }
        group.map_or(Ok(()), |last| last.give(&self.money, sink))
    }
}

impl Key {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            series: row.get(0)?,
            body: row.get(1)?,
            breakdown: row.get(2)?,
            measure: row.get(3)?,
            sex: row.get(4)?,
            year: row.get(5)?,
            part: row.get(6)?,
            early: row.get(7)?,
        })
    }

    /// Whether a row has it.
    fn is_of(&self, row: &rusqlite::Row<'_>) -> rusqlite::Result<bool> {
        let Self {
            series,
            body,
            breakdown,
            measure,
            sex,
            year,
            part,
            early,
        } = self;
        let texts = [series, body, breakdown, measure, sex, part, early];
        for (at, text) in [0, 1, 2, 3, 4, 6, 7].into_iter().zip(texts) {
            if row.get_ref(at)?.as_str()? != text {
                return Ok(false);
            }
        }
        Ok(row.get::<_, i32>(5)? == *year)
    }
}

/// The figure of a row; none where it is no number.
fn printed(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Printed>> {
    let Ok(number) = Decimal::from_str(row.get_ref(8)?.as_str()?) else {
        return Ok(None);
    };
    let unit = row.get(9)?;
    Ok(Some(Printed {
        figure: Figure { number, unit },
        is_doubtful: !row.get_ref(10)?.as_str()?.is_empty(),
        document: row.get(11)?,
        report: row.get(12)?,
    }))
}

fn words(row: &rusqlite::Row<'_>) -> rusqlite::Result<[String; 5]> {
    Ok([
        row.get(13)?,
        row.get(14)?,
        row.get(15)?,
        row.get(16)?,
        row.get(17)?,
    ])
}

impl Group {
    fn new(key: Key, words: [String; 5]) -> Self {
        Self {
            key,
            printed: Vec::new(),
            of_document: BTreeSet::new(),
            words,
        }
    }

    /// What a report prints twice alike is one figure.
    fn take(&mut self, printed: Option<Printed>) {
        let Some(printed) = printed else {
            return;
        };
        let last = self.printed.last();
        if last.is_none_or(|last| last.document != printed.document) {
            self.of_document.clear();
        }
        if self.of_document.insert(printed.clone()) {
            self.printed.push(printed);
        }
    }

    /// Gives its row, if more than one report prints it.
    fn give(self, money: &Money, sink: &mut Sink<'_>) -> Result<(), Error> {
        let report = |printed: &Printed| (printed.document.clone(), printed.report.clone());
        let Some(first) = self.printed.first().map(report) else {
            return Ok(());
        };
        if self.printed.iter().all(|printed| report(printed) == first) {
            return Ok(());
        }
        let joined = |each: fn(&Printed) -> String| {
            let texts: Vec<String> = self.printed.iter().map(each).collect();
            texts.join(" | ")
        };
        let mut reports: BTreeMap<(String, String), Vec<Figure>> = BTreeMap::new();
        for printed in &self.printed {
            let figures = reports.entry(report(printed)).or_default();
            figures.push(printed.figure.clone());
        }
        let contradicts = |figures: &[Figure]| agreement(money, figures) == Agreement::No;
        let contradicting: BTreeSet<&str> = reports
            .iter()
            .filter(|(_, figures)| contradicts(figures))
            .map(|((document, _), _)| document.as_str())
            .collect();
        let contradicting: Vec<&str> = contradicting.into_iter().collect();
        let contradicting = contradicting.join(" | ");
        let reports: Vec<Vec<Figure>> = reports.into_values().collect();
        let agree = reports_agree(money, reports);
        let is_doubtful = self.printed.iter().any(|printed| printed.is_doubtful);
        let [name, breakdown, organisation, district, district_id] = self.words.clone();
        let Key {
            series,
            body,
            measure,
            sex,
            year,
            part,
            ..
        } = self.key;
        let row = [
            series,
            organisation,
            district,
            measure,
            sex,
            format!("{part} {year}").trim().to_owned(),
            joined(|printed| printed.figure.number.to_string()),
            joined(|printed| printed.document.clone()),
            agree.word().to_owned(),
            name,
            breakdown,
            joined(|printed| printed.figure.unit.clone()),
            joined(|printed| printed.report.clone()),
            if is_doubtful { "true" } else { "" }.to_owned(),
            part,
            year.to_string(),
            district_id,
            body,
            contradicting,
        ];
        sink(TABLE, &row)
    }
}

/// What is wrong with the file of figures.
fn unusable(scratch: &Scratch) -> impl Fn(rusqlite::Error) -> Error + use<> {
    let path: PathBuf = scratch.path().to_path_buf();
    move |error| Error::Unwritable {
        path: path.clone(),
        source: std::io::Error::other(error),
    }
}
