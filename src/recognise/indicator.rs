//! Indicator tables: header, indicators, their comments and breakdown rows.

use super::indicator_table::{
    IndicatorCell, IndicatorColumn, IndicatorRow, IndicatorTable, positions, unknown,
};
use super::input::{Rows, row};
use super::kinds::{self, Draft};
use super::status::{self, StatusPlace};
use super::tidy;
use crate::block::{Blocks, Grid, GridRow, Mark, Role, Vocabulary};
use crate::grammar::Grammar;
use crate::lex;
use crate::record::{Value, ValueKind};
use crate::trace::{Code, Diagnostic, Read};
use nom::branch::alt;
use nom::{IResult, Parser};

/// What a row is.
enum Part<'a> {
    /// The header, again or for the first time.
    Header,
    /// A line of dashes, or nothing at all.
    Nothing,
    /// A comment label, with the text that follows it.
    Comment { text: String, label_only: bool },
    /// A label and values below an indicator.
    Breakdown(&'a GridRow),
    /// The name of the group that the rows below it are.
    Group(&'a GridRow),
    /// Text without values.
    Words(&'a GridRow),
    /// A remark in smaller type.
    Note(String),
    /// A name with values.
    Indicator(&'a GridRow),
    /// A name that is told to be one, with values or not.
    Item(&'a GridRow),
    /// Values whose row is not told.
    Loose(&'a GridRow),
}

/// The columns of figures, and those that nobody knows; not the names of the rows, their numbers, and the marks
/// before them.
fn columns(draft: &Draft) -> Vec<IndicatorColumn> {
    let name = draft.name_at();
    let is_filled = |at: usize| {
        let rows = draft
            .grid
            .rows
            .iter()
            .filter(|row| row.role != Some(Role::Header));
        rows.filter(|row| !row.is_single())
            .any(|row| cell(row, at).chars().count() > 2)
    };
    let is_own = |column: &&kinds::Column| match column.role {
        kinds::Role::Own => true,
        kinds::Role::Name | kinds::Role::Number => false,
        kinds::Role::Status => true,
        kinds::Role::Unknown => column.at > name || is_filled(column.at),
    };
    draft
        .columns
        .iter()
        .filter(is_own)
        .map(IndicatorColumn::of)
        .collect()
}

/// `table = *(header / nothing / comment / breakdown / words / indicator)`
pub(super) fn table(grammar: &Grammar, blocks: &Blocks, drafts: &[Draft]) -> Read<IndicatorTable> {
    let mut read: Read<IndicatorTable> = Read::default();
    let mut state = State::of(drafts);
    for (at, draft) in drafts.iter().enumerate() {
        let columns = columns(draft);
        let grid = &draft.grid;
        if read.value.columns.is_empty() {
            unknown(draft, &columns, &mut read.diagnostics);
            read.value.columns.clone_from(&columns);
        }
        state.begin(
            blocks,
            draft,
            columns,
            at + 1 < drafts.len(),
            &mut read.value.columns,
        );
        read.value.page_last = grid.page_last();
        // What a row is depends on the rows above it; every row is one of the parts, so that nothing can be left.
        let mut rows = Rows(&grid.rows);
        while let Ok((rest, part)) = part(grammar, &state, rows) {
            state.take(grammar, blocks, part, &mut read);
            rows = rest;
        }
    }
    if read.value.rows.is_empty() {
        let first = drafts.first().map(|draft| &draft.grid);
        read.diagnostics.push(Diagnostic::new(
            Code::ColumnUncertain,
            first.map(Grid::place).unwrap_or_default(),
            crate::say!("no-row-below-header"),
            &first
                .and_then(|grid| grid.rows.first())
                .map(GridRow::text)
                .unwrap_or_default(),
        ));
    }
    read
}

fn part<'a>(grammar: &Grammar, state: &State, input: Rows<'a>) -> IResult<Rows<'a>, Part<'a>> {
    let values = |row: &GridRow| state.has_values(grammar, row);
    alt((
        row(told),
        row(|row| is_nothing(row).then_some(Part::Nothing)),
        row(note),
        row(|row| comment(grammar, row)),
        group(grammar, state),
        row(|row| (!values(row)).then_some(Part::Words(row))),
        row(|row| is_breakdown(grammar, state, row).then_some(Part::Breakdown(row))),
        row(|row| Some(Part::Indicator(row))),
    ))
    .parse(input)
}

/// `group = name ; set apart from the names, and indicators follow`
fn group<'a>(grammar: &Grammar, state: &State) -> impl FnMut(Rows<'a>) -> IResult<Rows<'a>, Part<'a>> {
    let has_values = |row: &GridRow| state.has_values(grammar, row);
    let is_followed = move |rows: &[GridRow]| {
        let mut next = rows
            .iter()
            .filter(|row| row.role != Some(Role::Header) && !is_nothing(row));
        next.next().map_or(state.has_next, has_values)
    };
    move |input: Rows<'a>| {
        let is_group = match input.0.split_first() {
            Some((row, rest)) => {
                row.role.is_none() && !has_values(row) && is_followed(rest) && is_apart(grammar, state, row)
            }
            None => false,
        };
        row(|row| is_group.then_some(Part::Group(row))).parse(input)
    }
}

/// Whether a name without values is set apart from those of the indicators: bold among plain ones, over the whole
/// width, without the mark that the others have, or in words that say so.
fn is_apart(grammar: &Grammar, state: &State, row: &GridRow) -> bool {
    const ENOUGH: usize = 2;
    let Some(first) = row
        .cells
        .iter()
        .find(|cell| !cell.text.is_empty())
        .filter(|_| row.is_single())
    else {
        return false;
    };
    let text = &first.text;
    let begins_low = text.starts_with(|letter: char| letter.is_lowercase() || letter == '(');
    let says_so = grammar
        .indicator_columns
        .start(text)
        .is_some_and(|(entry, _)| entry.id == "name");
    let is_measure = grammar.quantities.start(text).is_some();
    let reasons = [
        (first.bold && !state.bold_names, 2),
        (first.span > 1, 2),
        (says_so, 2),
        (row.marks.is_empty() && state.marked_names, 1),
        (row.is_shaded, 1),
    ];
    let against = [
        (is_measure, 2),
        (!row.marks.is_empty(), 4),
        (begins_low || is_sentence(text), 4),
        (state.in_comment, 1),
    ];
    let sum = |reasons: &[(bool, usize)]| {
        reasons
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, weight)| weight)
            .sum::<usize>()
    };
    sum(&reasons) >= ENOUGH + sum(&against)
}

/// A remark between two rows is kept with the row above it.
fn note(row: &GridRow) -> Option<Part<'_>> {
    (row.role == Some(Role::Note)).then(|| Part::Note(row.text()))
}

/// What a row is whose role the blocks tell.
fn told(row: &GridRow) -> Option<Part<'_>> {
    match row.role? {
        Role::Header => Some(Part::Header),
        Role::Item => Some(Part::Item(row)),
        Role::Breakdown => Some(Part::Breakdown(row)),
        Role::Loose => Some(Part::Loose(row)),
        Role::Comment | Role::Note => None,
    }
}

fn cell(row: &GridRow, at: usize) -> &str {
    row.cells.get(at).map_or("", |cell| cell.text.as_str())
}

/// A row of dashes, as markdown puts it under a header, or an empty row.
pub(super) fn is_nothing(row: &GridRow) -> bool {
    row.cells.iter().all(|cell| {
        let text = cell.text.trim();
        text.is_empty() || text.len() > 2 && text.chars().all(|letter| matches!(letter, '-' | ':' | '='))
    })
}

/// `comment = label [text] ; in the cell of the name, or in the first that is not empty`
fn comment<'a>(grammar: &Grammar, row: &'a GridRow) -> Option<Part<'a>> {
    let first = row.cells.iter().find(|cell| !cell.text.is_empty())?;
    // A converter may have cut the label in two: `Anal` and `ys`.
    let whole: String = row.cells.iter().map(|cell| cell.text.as_str()).collect();
    if whole != first.text
        && grammar
            .rows
            .whole(&whole)
            .is_some_and(|entry| entry.id == "comment")
    {
        return Some(Part::Comment {
            label_only: true,
            text: String::new(),
        });
    }
    let (entry, taken) = grammar.rows.start(&first.text)?;
    if entry.id != "comment" {
        return None;
    }
    let rest = first.text[taken..].trim_start_matches([':', ' ']);
    // `Analys av …` is a name; a comment begins with a capital, a digit or a quotation mark.
    if rest.starts_with(char::is_lowercase) {
        return None;
    }
    let text = row.text();
    let text = text[taken..].trim_start_matches([':', ' ']).trim().to_owned();
    Some(Part::Comment {
        label_only: text.is_empty(),
        text,
    })
}

/// A row below an indicator for an area or a sex: its label says so, or it follows a comment label and
/// has no period of its own.
fn is_breakdown(grammar: &Grammar, state: &State, row: &GridRow) -> bool {
    let label = tidy::unlisted(cell(row, state.name));
    let is_known = grammar.registers.district_named(label).is_some()
        || grammar
            .rows
            .whole(label)
            .is_some_and(|entry| matches!(entry.id.as_str(), "men" | "women" | "total-sex"));
    let period = state
        .columns
        .iter()
        .find(|column| matches!(column.measure.as_deref(), Some("period" | "periodicitet")));
    let without_period = period.is_none_or(|column| cell(row, column.at).is_empty());
    let has_period_column = period.is_some();
    is_known && without_period
        || state.in_comment
            && row.marks.is_empty()
            && has_period_column
            && without_period
            && label.chars().count() < 60
}

#[derive(Default)]
struct State {
    name: usize,
    columns: Vec<IndicatorColumn>,
    /// Which of the table's columns each of them is.
    positions: Vec<usize>,
    /// Where a row has its status.
    status: StatusPlace,
    /// The names of most indicators are bold.
    bold_names: bool,
    /// Most indicators have marks.
    marked_names: bool,
    /// The values of the table are doubtful.
    is_doubtful: bool,
    /// Another part of the table follows.
    has_next: bool,
    /// A part without a header of its own has just begun.
    after_break: bool,
    /// The group that the indicators belong to.
    group: Option<String>,
    /// After a comment label: words are comment, labels with values are breakdown rows.
    in_comment: bool,
    /// The header has just been repeated.
    after_header: bool,
    /// Marks on a row that has nothing else.
    marks: Vec<Mark>,
}

impl State {
    /// What holds for all parts of a table.
    fn of(drafts: &[Draft]) -> Self {
        let rows = drafts.iter().flat_map(|draft| {
            let at = draft.name_at();
            let rows = draft.grid.rows.iter();
            rows.filter(|row| row.role != Some(Role::Header) && !row.is_single())
                .map(move |row| {
                    (
                        row.cells.get(at).is_some_and(|cell| cell.bold),
                        !row.marks.is_empty(),
                    )
                })
        });
        let (mut count, mut bold, mut marked) = (0, 0, 0);
        for (is_bold, is_marked) in rows {
            count += 1;
            bold += usize::from(is_bold);
            marked += usize::from(is_marked);
        }
        State {
            bold_names: bold * 2 > count,
            marked_names: marked * 2 > count,
            ..State::default()
        }
    }

    /// Whether a row has something in the columns of values. The name of a group may stand where others have a status.
    fn has_values(&self, grammar: &Grammar, row: &GridRow) -> bool {
        self.columns.iter().any(|column| {
            let text = cell(row, column.at);
            let is_own = !column.is_status || !row.is_single() || status::of_words(grammar, text).is_some();
            !text.is_empty() && is_own
        })
    }

    /// Begins another part of the table.
    fn begin(
        &mut self,
        blocks: &Blocks,
        draft: &Draft,
        columns: Vec<IndicatorColumn>,
        has_next: bool,
        all: &mut Vec<IndicatorColumn>,
    ) {
        self.positions = positions(&columns, all);
        self.has_next = has_next;
        self.name = draft.name_at();
        let status = columns
            .iter()
            .find(|column| column.is_status)
            .map(|column| column.at);
        self.status = StatusPlace::of(blocks, &draft.grid, self.name, status);
        self.columns = columns;
        self.is_doubtful = kinds::doubts::is_doubtful(draft);
        self.after_break = !draft.has_header;
    }

    fn take(&mut self, grammar: &Grammar, blocks: &Blocks, part: Part<'_>, read: &mut Read<IndicatorTable>) {
        let table = &mut read.value;
        match part {
            Part::Header => {
                self.after_header = true;
                return;
            }
            Part::Nothing => return,
            Part::Comment { text, label_only } => {
                self.in_comment = true;
                if let Some(last) = table.rows.last_mut()
                    && !label_only
                {
                    add_comment(&blocks.vocabulary, &mut last.comment, &text);
                }
            }
            Part::Breakdown(row) => {
                let label = tidy::unlisted(cell(row, self.name));
                let cells = self.cells(grammar, row, Some(label), &mut read.diagnostics);
                match table.rows.last_mut() {
                    Some(last) => last.cells.extend(cells),
                    None => self.indicator(grammar, row, read),
                }
            }
            Part::Group(row) => {
                self.in_comment = false;
                self.group = Some(row.text());
            }
            Part::Note(text) => {
                if let Some(last) = table.rows.last_mut() {
                    add_comment(&blocks.vocabulary, &mut last.comment, &text);
                }
            }
            Part::Words(row) => self.words(grammar, blocks, row, read),
            Part::Item(row) => {
                self.in_comment = false;
                self.indicator(grammar, row, read);
            }
            Part::Loose(row) => {
                let label = cell(row, self.name);
                if !label.is_empty() {
                    read.diagnostics.push(Diagnostic::new(
                        Code::ColumnUncertain,
                        row.place,
                        crate::say!("values-of-whom", label = label),
                        label,
                    ));
                }
                let cells = self.cells(grammar, row, None, &mut read.diagnostics);
                read.value.loose.extend(cells);
            }
            Part::Indicator(row) => {
                self.in_comment = false;
                if self.continues(row, table) {
                    self.join(grammar, blocks, row, read);
                } else {
                    self.indicator(grammar, row, read);
                }
            }
        }
        self.after_header = false;
        self.after_break = false;
    }

    /// Under a repeated header or at the top of a part without one, a name in lower case with the values that its first part lacks is the
    /// rest of a row that the page break has cut.
    fn continues(&self, row: &GridRow, table: &IndicatorTable) -> bool {
        let name = cell(row, self.name);
        let Some(last) = table.rows.last() else {
            return false;
        };
        let filled = |at: usize| {
            let mut cells = last.cells.iter().filter(|cell| cell.breakdown.is_none());
            cells.any(|cell| cell.column == Some(at))
        };
        let fits = self
            .columns
            .iter()
            .zip(&self.positions)
            .all(|(column, position)| cell(row, column.at).is_empty() || !filled(*position));
        (self.after_header || self.after_break)
            && fits
            && (name.is_empty() || name.starts_with(|letter: char| letter.is_lowercase() || letter == '('))
    }

    fn join(&mut self, grammar: &Grammar, blocks: &Blocks, row: &GridRow, read: &mut Read<IndicatorTable>) {
        let cells = self.cells(grammar, row, None, &mut read.diagnostics);
        if let Some(last) = read.value.rows.last_mut() {
            blocks
                .vocabulary
                .add_cell_line(&mut last.name, cell(row, self.name));
            last.cells.extend(cells);
            last.places.push(row.place);
        }
    }

    /// Text without values: the rest of a name, a comment, or an indicator without values.
    fn words(&mut self, grammar: &Grammar, blocks: &Blocks, row: &GridRow, read: &mut Read<IndicatorTable>) {
        let text = row.text();
        let begins_low = text.starts_with(|letter: char| letter.is_lowercase() || letter == '(');
        match read.value.rows.last_mut() {
            Some(last) if self.after_header && !self.in_comment => {
                blocks.vocabulary.add_cell_line(&mut last.name, &text);
                last.places.push(row.place);
            }
            Some(last) if self.in_comment || is_sentence(&text) => {
                add_comment(&blocks.vocabulary, &mut last.comment, &text)
            }
            Some(last) if begins_low => blocks.vocabulary.add_cell_line(&mut last.name, &text),
            _ => self.indicator(grammar, row, read),
        }
    }

    fn indicator(&mut self, grammar: &Grammar, row: &GridRow, read: &mut Read<IndicatorTable>) {
        let marks: Vec<Mark> = self.marks.drain(..).chain(row.marks.iter().copied()).collect();
        let found = self.status.read(grammar, row, &marks);
        if found.is_doubtful {
            read.diagnostics.push(Diagnostic::new(
                Code::StatusDoubtful,
                row.place,
                crate::say!("marks-differ"),
                &row.text(),
            ));
        }
        let mut name = lex::without_marks(grammar, cell(row, self.name)).to_owned();
        // The label of the comment below, which a converter has put into the row above it.
        if let Some((before, last)) = name.rsplit_once(' ')
            && last.starts_with(char::is_uppercase)
            && grammar
                .rows
                .whole(last)
                .is_some_and(|entry| entry.id == "comment")
        {
            name = before.to_owned();
            self.in_comment = true;
        }
        if name.is_empty() {
            read.diagnostics.push(Diagnostic::new(
                Code::RowWithoutName,
                row.place,
                crate::say!("indicator-row-without-name"),
                &row.text(),
            ));
        }
        let cells = self.cells(grammar, row, None, &mut read.diagnostics);
        read.value.rows.push(IndicatorRow {
            name,
            status: found.status,
            evidence: found.evidence,
            comment: None,
            group: self.group.clone(),
            cells,
            places: std::iter::once(row.place)
                .chain(row.more_places.iter().copied())
                .collect(),
        });
    }

    fn cells(
        &self,
        grammar: &Grammar,
        row: &GridRow,
        breakdown: Option<&str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<IndicatorCell> {
        let mut cells = Vec::new();
        for (column, position) in self.columns.iter().zip(&self.positions) {
            let text = cell(row, column.at);
            // A status is one of its row and no value.
            if text.is_empty() || column.is_status && status::of_words(grammar, text).is_some() {
                continue;
            }
            let is_period = matches!(column.measure.as_deref(), Some("period" | "periodicitet"));
            let is_doubtful =
                row.is_uncertain || row.cells.get(column.at).is_some_and(|cell| cell.is_uncertain);
            // Only the column of periods holds periods.
            let period = lex::whole_period(grammar, text).filter(|_| is_period);
            let is_told = !is_doubtful || period.is_some();
            let time = period.as_deref().and_then(|period| lex::time(grammar, period));
            let value = match period {
                Some(period) => as_period(period),
                None => {
                    let read = lex::cell(grammar, text);
                    let is_words = is_period && is_told && read.kind != ValueKind::Missing;
                    if is_words { as_period(read.raw) } else { read }
                }
            };
            let value = Value {
                is_doubtful: value.is_doubtful || self.is_doubtful || column.is_lent,
                ..value
            };
            let place = row
                .cells
                .get(column.at)
                .and_then(|cell| cell.place)
                .unwrap_or(row.place);
            if !is_told || column.measure.is_none() {
                diagnostics.push(Diagnostic::new(
                    Code::ColumnUncertain,
                    place,
                    crate::say!("column-of-what", raw = value.raw),
                    &row.text(),
                ));
            }
            cells.push(IndicatorCell {
                breakdown: breakdown.map(str::to_owned),
                column: is_told.then_some(*position),
                value,
                time,
                place,
            });
        }
        cells
    }
}

/// A period, as printed.
fn as_period(raw: String) -> Value {
    Value {
        raw,
        kind: ValueKind::Period,
        ..Value::default()
    }
}

/// Adds a paragraph to a comment.
pub(super) fn add_comment(words: &Vocabulary, comment: &mut Option<String>, text: &str) {
    match comment {
        Some(before) => words.add_cell_line(before, text),
        None => *comment = Some(text.to_owned()),
    }
}

/// A full sentence of some length is no name.
fn is_sentence(text: &str) -> bool {
    const FEWEST: usize = 6;
    text.ends_with('.') && text.split(' ').count() >= FEWEST && text.starts_with(char::is_uppercase)
}
