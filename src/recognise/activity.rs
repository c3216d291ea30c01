//! Activity tables: name, dates, deviation, and the comment below.

use super::indicator::{add_comment, is_nothing};
use super::input::{Rows, row};
use super::kinds::{self, Draft};
use crate::block::{Blocks, GridRow, Role};
use crate::grammar::{Grammar, is_date};
use crate::lex;
use crate::trace::{Code, Diagnostic, Place, Read};
use nom::branch::alt;
use nom::multi::many0;
use nom::{IResult, Parser};

/// An activity table.
#[derive(Debug, Clone, Default)]
pub struct ActivityTable {
    /// Column labels as printed.
    pub columns: Vec<String>,
    /// Activities in order.
    pub rows: Vec<ActivityRow>,
    /// The last page that it stands on.
    pub page_last: Option<u32>,
}

/// An activity.
#[derive(Debug, Clone, Default)]
pub struct ActivityRow {
    /// Name.
    pub name: String,
    /// First day, ISO 8601 where it could be read.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
    /// Text of the column for deviations.
    pub deviation: Option<String>,
    /// Text of its comment row.
    pub comment: Option<String>,
    /// Where it stands.
    pub places: Vec<Place>,
}

/// Where the columns are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Columns {
    name: usize,
    start: Option<usize>,
    end: Option<usize>,
    deviation: Option<usize>,
}

enum Part<'a> {
    Header,
    Nothing,
    Comment { text: String },
    Words(&'a GridRow),
    Activity(&'a GridRow),
    Loose(&'a GridRow),
}

impl Columns {
    fn of(draft: &Draft) -> Self {
        let find = |id: &str| {
            let mut columns = draft.columns.iter();
            Some(columns.find(|column| column.id.as_deref() == Some(id))?.at)
        };
        Columns {
            name: draft.name_at(),
            start: find("start"),
            end: find("end"),
            deviation: find("deviation"),
        }
    }
}

/// `table = *(header / nothing / comment / words / activity)`
pub(super) fn table(grammar: &Grammar, blocks: &Blocks, drafts: &[Draft]) -> Read<ActivityTable> {
    let mut read: Read<ActivityTable> = Read::default();
    let mut in_comment = false;
    let mut after_header = false;
    for draft in drafts {
        let at = Columns::of(draft);
        let grid = &draft.grid;
        if read.value.columns.is_empty() {
            read.value.columns = draft.columns.iter().map(|column| column.label.clone()).collect();
            read.diagnostics.extend(unknown(draft));
        }
        read.value.page_last = grid.page_last();
        let parsed: IResult<Rows<'_>, Vec<Part<'_>>> =
            many0(|input| part(grammar, at, input)).parse(Rows(&grid.rows));
        for part in parsed.map(|(_, parts)| parts).unwrap_or_default() {
            let rows = &mut read.value.rows;
            match part {
                Part::Header => {
                    after_header = true;
                    continue;
                }
                Part::Nothing => continue,
                Part::Comment { text } => {
                    in_comment = true;
                    if let Some(last) = rows.last_mut().filter(|_| !text.is_empty()) {
                        add_comment(&blocks.vocabulary, &mut last.comment, &text);
                    }
                }
                Part::Words(row) => {
                    let text = row.text();
                    match rows.last_mut() {
                        Some(last) if in_comment => add_comment(&blocks.vocabulary, &mut last.comment, &text),
                        Some(last)
                            if after_header
                                || text
                                    .starts_with(|letter: char| letter.is_lowercase() || letter == '(') =>
                        {
                            blocks.vocabulary.add_cell_line(&mut last.name, &text);
                            last.places.push(row.place);
                        }
                        _ => rows.push(activity(blocks, at, row, &mut read.diagnostics)),
                    }
                }
                Part::Loose(row) => read.diagnostics.push(Diagnostic::new(
                    Code::ColumnUncertain,
                    row.place,
                    crate::say!("activity-of-whom", row = row.text()),
                    &row.text(),
                )),
                Part::Activity(row) => {
                    in_comment = false;
                    rows.push(activity(blocks, at, row, &mut read.diagnostics));
                }
            }
            after_header = false;
        }
    }
    read
}

/// Says which labels nobody knows.
fn unknown(draft: &Draft) -> Vec<Diagnostic> {
    let labels = draft
        .columns
        .iter()
        .filter(|column| column.role == kinds::Role::Unknown);
    labels
        .map(|column| &column.label)
        .filter(|label| !label.trim().is_empty())
        .map(|label| {
            let message = crate::say!("activity-column-unknown", label = label);
            Diagnostic::new(Code::HeaderUnknown, draft.grid.place(), message, label)
        })
        .collect()
}

fn part<'a>(grammar: &Grammar, at: Columns, input: Rows<'a>) -> IResult<Rows<'a>, Part<'a>> {
    let values = |row: &GridRow| {
        [at.start, at.end, at.deviation]
            .into_iter()
            .flatten()
            .any(|at| !cell(row, at).is_empty())
    };
    alt((
        row(|row| match row.role? {
            Role::Header => Some(Part::Header),
            Role::Item => Some(Part::Activity(row)),
            Role::Loose => Some(Part::Loose(row)),
            Role::Breakdown | Role::Comment | Role::Note => None,
        }),
        row(|row| is_nothing(row).then_some(Part::Nothing)),
        row(|row| comment(grammar, row)),
        row(|row| (!values(row)).then_some(Part::Words(row))),
        row(|row| Some(Part::Activity(row))),
    ))
    .parse(input)
}

fn comment<'a>(grammar: &Grammar, row: &GridRow) -> Option<Part<'a>> {
    let first = row.cells.iter().find(|cell| !cell.text.is_empty())?;
    let (entry, taken) = grammar.rows.start(&first.text)?;
    let rest = first.text[taken..].trim_start_matches([':', ' ']);
    if entry.id != "comment" || rest.starts_with(char::is_lowercase) {
        return None;
    }
    let text = row.text();
    Some(Part::Comment {
        text: text[taken..].trim_start_matches([':', ' ']).trim().to_owned(),
    })
}

fn cell(row: &GridRow, at: usize) -> &str {
    row.cells.get(at).map_or("", |cell| cell.text.as_str())
}

fn activity(blocks: &Blocks, at: Columns, row: &GridRow, diagnostics: &mut Vec<Diagnostic>) -> ActivityRow {
    let mut date = |column: Option<usize>| {
        let text = cell(row, column?);
        if text.is_empty() {
            return None;
        }
        let day = lex::whole_date(text).filter(|day| is_date(day));
        day.or_else(|| {
            diagnostics.push(Diagnostic::new(
                Code::DateUnread,
                row.place,
                crate::say!("no-date", text = text),
                &row.text(),
            ));
            Some(text.to_owned())
        })
    };
    ActivityRow {
        name: cell(row, at.name).to_owned(),
        start: date(at.start),
        end: date(at.end),
        deviation: at
            .deviation
            .map(|at| cell(row, at))
            .filter(|text| !text.is_empty())
            .map(|text| blocks.vocabulary.rejoined(text)),
        comment: None,
        places: std::iter::once(row.place)
            .chain(row.more_places.iter().copied())
            .collect(),
    }
}
