//! Headers of tables: which rows hold the labels, and what stands over each column.
//!
//! A header is read against a form: every label that fits one of the form's speaks for it, in whatever order they
//! stand; one that fits none costs little.

use super::label::{self, Label, Source};
use super::{Column, Kind, Role};
use crate::block::{GridRow, Role as RowRole, Vocabulary};
use crate::grammar::{Form, Grammar, Words};
use crate::lex;
use crate::record::Sex;
use std::collections::BTreeMap;
use std::ops::Range;

/// A form that headers are read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'g> {
    /// Its columns.
    pub(super) form: &'g Form,
    /// Its labels, and those that say less.
    pub(super) sources: [Source<'g>; 2],
}

/// How well a label fits at most that could stand over something else.
const OTHER_WORDS: f32 = 0.8;
/// What a label says that stands over money as well.
const SHARED: f32 = 0.3;
/// What a time alone says over figures.
const BARE: f32 = 0.6;
/// Most rows of a header.
const DEEPEST: usize = 5;

impl<'g> Known<'g> {
    /// Indicator tables.
    pub(super) fn indicators(grammar: &'g Grammar) -> Self {
        Self {
            form: &grammar.forms.indicators,
            sources: [
                (&grammar.indicator_columns, 1.0),
                (&grammar.indicator_columns_other, OTHER_WORDS),
            ],
        }
    }

    /// Activity tables.
    pub(super) fn activities(grammar: &'g Grammar) -> Self {
        Self {
            form: &grammar.forms.activities,
            sources: [
                (&grammar.activity_columns, 1.0),
                (&grammar.activity_columns_other, OTHER_WORDS),
            ],
        }
    }

    /// The form of a kind that has one.
    pub(super) fn of(grammar: &'g Grammar, kind: Kind) -> Option<Self> {
        match kind {
            Kind::Indicators => Some(Self::indicators(grammar)),
            Kind::Activities => Some(Self::activities(grammar)),
            Kind::Money | Kind::Other => None,
        }
    }

    fn words(&self) -> &'g Words {
        self.sources[0].0
    }
}

/// A header that was read against a form.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// Its rows, and those below it that number the columns.
    pub(super) rows: Range<usize>,
    /// What stands over each column.
    pub(super) columns: Vec<Column>,
    /// What its labels say for the form.
    pub(super) says: f32,
}

/// The best header that begins at a row, if the labels there are those of the form.
pub(super) fn at(
    grammar: &Grammar,
    vocabulary: &Vocabulary,
    known: &Known<'_>,
    rows: &[GridRow],
    start: usize,
) -> Option<Header> {
    let candidates = rows.get(start..)?;
    let deepest = candidates
        .iter()
        .take(DEEPEST)
        .take_while(|row| holds_labels(grammar, row))
        .count();
    let mut best: Option<Header> = None;
    for depth in 1..=deepest {
        for spread in [false, true] {
            if spread && depth == 1 {
                continue;
            }
            let texts = texts(vocabulary, &candidates[..depth], spread);
            let columns = columns(grammar, known, &texts);
            let says = says(grammar, &columns);
            let is_better = best.as_ref().is_none_or(|best| says > best.says + 0.1);
            let is_told = candidates[0].role == Some(RowRole::Header);
            if is_better && (is_told && has_name(&columns) || is_header(grammar, known, &columns)) {
                best = Some(Header {
                    rows: start..start + depth,
                    columns,
                    says,
                });
            }
        }
    }
    let mut header = best?;
    while rows.get(header.rows.end).is_some_and(numbers_columns) {
        header.rows.end += 1;
    }
    Some(header)
}

/// The rows at the top that hold labels, read against a form whether its labels are known or not. For a table whose
/// body says what it is.
pub(super) fn loose(
    grammar: &Grammar,
    vocabulary: &Vocabulary,
    known: &Known<'_>,
    rows: &[GridRow],
) -> Option<Header> {
    let is_label = |row: &&GridRow| holds_labels(grammar, row) && !row.is_single();
    let first = rows.first().filter(is_label)?;
    let columns = columns(
        grammar,
        known,
        &texts(vocabulary, std::slice::from_ref(first), false),
    );
    let end = 1 + usize::from(rows.get(1).is_some_and(numbers_columns));
    Some(Header {
        rows: 0..end,
        says: says(grammar, &columns),
        columns,
    })
}

/// Words, periods and years; no figures, and no comment.
fn holds_labels(grammar: &Grammar, row: &GridRow) -> bool {
    const LONGEST: usize = 80;
    if row.role.is_some() {
        return row.role == Some(RowRole::Header);
    }
    let is_figure = |text: &str| {
        let bare = text.trim_start_matches(['-', '+', '\u{2212}', '–', '±']);
        bare.starts_with(|letter: char| letter.is_ascii_digit()) && lex::period(grammar, text).is_err()
            || text.contains('%') && text.contains(|letter: char| letter.is_ascii_digit())
    };
    let mut filled = row
        .cells
        .iter()
        .map(|cell| cell.text.trim())
        .filter(|text| !text.is_empty())
        .peekable();
    let is_comment = filled.peek().is_some_and(|first| {
        grammar
            .rows
            .start(first)
            .is_some_and(|(entry, _)| entry.id == "comment")
    });
    filled.peek().is_some()
        && !is_comment
        && filled.all(|text| !is_figure(text) && text.chars().count() <= LONGEST)
}

/// 1, 2, 3 … below the labels.
fn numbers_columns(row: &GridRow) -> bool {
    const FEWEST: usize = 3;
    let numbers: Option<Vec<u32>> = row
        .cells
        .iter()
        .map(|cell| cell.text.trim().trim_matches(['(', ')']))
        .filter(|text| !text.is_empty())
        .map(|text| text.parse().ok())
        .collect();
    numbers.is_some_and(|numbers| {
        numbers.len() >= FEWEST && numbers[0] <= 2 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    })
}

/// The words over each column from top to bottom. `spread`: a cell stands over the empty ones right of it too, as
/// `Utfall 2016` over `April` and `Augusti`.
fn texts(vocabulary: &Vocabulary, rows: &[GridRow], spread: bool) -> Vec<String> {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut texts = vec![String::new(); count];
    for (level, row) in rows.iter().enumerate() {
        let is_last = level + 1 == rows.len();
        let mut above = "";
        for (at, text) in texts.iter_mut().enumerate() {
            let own = row.cells.get(at).map_or("", |cell| cell.text.trim());
            let is_over = rows
                .get(level + 1)
                .and_then(|lower| lower.cells.get(at))
                .is_some_and(|cell| !cell.text.trim().is_empty());
            if !own.is_empty() {
                above = own;
            } else if !spread || is_last || !is_over {
                above = "";
            }
            if spread && text.ends_with(above) && !text.is_empty() {
                continue;
            }
            vocabulary.add_cell_line(text, above);
        }
    }
    texts
}

/// What stands over each column. Labels that share a cell go to the empty cells beside it.
fn columns(grammar: &Grammar, known: &Known<'_>, texts: &[String]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(texts.len());
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for at in 0..texts.len() {
        let free = texts[at + 1..].iter().take_while(|text| text.is_empty()).count();
        if free > 0
            && label::label(grammar, &known.sources, texts[at]).is_none()
            && let Some(labels) = label::fused(grammar, known.words(), texts[at])
            && labels.len() <= free + 1
        {
            texts[at..at + labels.len()].copy_from_slice(&labels);
        }
        columns.push(column(grammar, known, at, texts[at]));
    }
    one_name(&mut columns);
    let is_own_word = |column: &Column| column.role == Role::Name && column.fit > OTHER_WORDS;
    if columns.iter().any(is_own_word) {
        for column in columns.iter_mut().filter(|column| column.role == Role::Unknown) {
            bare(grammar, known, column);
        }
    }
    columns
}

/// Only one column can hold the names: the one whose label fits best, of several the first.
fn one_name(columns: &mut [Column]) {
    let names = || columns.iter().filter(|column| column.role == Role::Name);
    let Some(best) = names().map(|column| column.fit).max_by(f32::total_cmp) else {
        return;
    };
    let at = names().find(|column| column.fit >= best).map(|column| column.at);
    for column in columns
        .iter_mut()
        .filter(|column| column.role == Role::Name && Some(column.at) != at)
    {
        *column = Column {
            at: column.at,
            label: std::mem::take(&mut column.label),
            ..Column::default()
        };
    }
}

/// A column under a time alone, as `Indikator 2017 2018` has them.
fn bare(grammar: &Grammar, known: &Known<'_>, column: &mut Column) {
    let period = lex::whole_period(grammar, &column.label);
    let time = period.as_deref().and_then(|period| lex::time(grammar, period));
    let form = known
        .form
        .bare_time
        .as_deref()
        .and_then(|id| known.form.column(id));
    let (Some(form), Some(time)) = (form, time.filter(|time| time.year.is_some())) else {
        return;
    };
    let entry = known.words().entry(&form.id);
    column.role = Role::Own;
    column.id = Some(form.id.clone());
    column.measure = entry.and_then(|entry| entry.fact("measure")).map(str::to_owned);
    column.period = period;
    column.time = Some(time);
    column.fit = BARE;
    column.holds = Some(form.holds);
    column.is_bare = true;
}

fn column(grammar: &Grammar, known: &Known<'_>, at: usize, text: &str) -> Column {
    let unknown = Column {
        at,
        label: text.to_owned(),
        ..Column::default()
    };
    let Some(label) = label::label(grammar, &known.sources, text) else {
        return match label::label(grammar, &[(&grammar.columns_beside, 1.0)], text) {
            Some(label) => Column {
                role: if label.entry.id == "number" {
                    Role::Number
                } else {
                    Role::Status
                },
                fit: label.fit,
                ..unknown
            },
            None => unknown,
        };
    };
    let words = known.words();
    let Label {
        entry,
        fit,
        period,
        sex,
    } = label;
    // Other words for a label mean what the usual ones do.
    let usual = words.entry(&entry.id).unwrap_or(entry);
    let Some(form) = known.form.column(&entry.id) else {
        return unknown;
    };
    Column {
        label: words.spelled(text).unwrap_or_else(|| text.to_owned()),
        role: if entry.id == "name" { Role::Name } else { Role::Own },
        id: Some(entry.id.clone()),
        measure: usual.fact("measure").map(str::to_owned),
        sex: usual.fact("sex").and_then(Sex::of).or(sex),
        time: period.as_deref().and_then(|period| lex::time(grammar, period)),
        period,
        fit,
        holds: Some(form.holds),
        ..unknown
    }
}

/// Whether a label stands over money as well.
fn is_shared(grammar: &Grammar, label: &str) -> bool {
    grammar.measures.whole(label).is_some()
        || grammar.measures.start(label).is_some_and(|(_, taken)| {
            let rest = label[taken..].trim();
            lex::whole_period(grammar, rest).is_some()
        })
}

/// What a label says for the form: little if it stands over money as well, nothing if it stands there twice.
pub(super) fn weight(grammar: &Grammar, column: &Column) -> f32 {
    let share = if is_shared(grammar, &column.label) {
        SHARED
    } else {
        1.0
    };
    column.fit * share
}

fn says(grammar: &Grammar, columns: &[Column]) -> f32 {
    const UNKNOWN: f32 = 0.25;
    const NAME: f32 = 1.5;
    let mut names = 0;
    columns
        .iter()
        .map(|column| match column.role {
            Role::Own => weight(grammar, column),
            // Only one column can hold the names.
            Role::Name => {
                names += 1;
                if names == 1 { NAME * column.fit } else { -UNKNOWN }
            }
            Role::Unknown if !column.label.is_empty() => -UNKNOWN,
            Role::Unknown | Role::Number | Role::Status => 0.0,
        })
        .sum()
}

fn has_name(columns: &[Column]) -> bool {
    columns.iter().any(|column| column.role == Role::Name)
}

/// A name with another label, or others of the form that say enough without one.
fn is_header(grammar: &Grammar, known: &Known<'_>, columns: &[Column]) -> bool {
    const ENOUGH: f32 = 1.2;
    let own = || columns.iter().filter(|column| column.role == Role::Own);
    let mut says: BTreeMap<&str, f32> = BTreeMap::new();
    for column in own() {
        if let Some(id) = column.id.as_deref() {
            let most = says.entry(id).or_insert(0.0);
            *most = most.max(weight(grammar, column));
        }
    }
    let has_needed = says
        .keys()
        .any(|id| known.form.one_of.iter().any(|one| one == id));
    if has_name(columns) {
        return !says.is_empty();
    }
    has_needed && says.len() > 1 && says.values().sum::<f32>() >= ENOUGH
}
