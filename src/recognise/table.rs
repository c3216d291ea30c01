//! What belongs to a table: its parts on several pages, the line that names it.

use super::kinds::{Draft, Kind, doubts};
use super::{Find, Found, activity, cut, indicator, notes, plain, widened};
use crate::block::{Blocks, Grid, GridRow, Item, LineId};
use crate::grammar::{Grammar, squash};
use crate::lex;
use crate::page::Form;
use crate::trace::Read;
use std::collections::BTreeMap;

/// What stands above a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    /// The heading or line directly above that names it.
    pub(super) caption: Option<String>,
    /// Lines above that may say the unit, nearest first.
    pub(super) nearby: Vec<String>,
}

/// The grids that follow each other from here with nothing but furniture between them, the furniture,
/// and the position after them. At the top of a page the line that names the table may stand again.
pub(super) fn parts(
    all: &mut BTreeMap<usize, Vec<Draft>>,
    items: &[Item],
    start: usize,
) -> (Vec<Draft>, Vec<usize>, usize) {
    let mut drafts = Vec::new();
    let mut furniture = Vec::new();
    let mut pending = Vec::new();
    let mut captions: Vec<LineId> = Vec::new();
    let mut next = start;
    for (at, item) in items.iter().enumerate().skip(start) {
        match item {
            Item::Table(_) => {
                let mut own = all.remove(&at).unwrap_or_default();
                if let Some(first) = own.first_mut().and_then(|draft| draft.grid.rows.first_mut()) {
                    first.lines.append(&mut captions);
                }
                drafts.extend(own);
                furniture.append(&mut pending);
                next = at + 1;
            }
            Item::Furniture { .. } => pending.push(at),
            Item::Text(text) if captions.is_empty() && repeats_caption(items, start, at) => {
                captions.clone_from(&text.lines);
            }
            Item::Text(_) => break,
        }
    }
    (drafts, furniture, next)
}

/// Whether a line directly above a part of a table, on another page than the table's beginning, is the line
/// directly above that, or its first row.
fn repeats_caption(items: &[Item], start: usize, at: usize) -> bool {
    let text = |at: usize| match items.get(at) {
        Some(Item::Text(text)) => Some(squash(&text.text)),
        _ => None,
    };
    let is_above = matches!(items.get(at + 1), Some(Item::Table(_)));
    let is_later = items[at].place().page > items[start].place().page;
    let first = match items.get(start) {
        Some(Item::Table(grid)) => grid.rows.first().filter(|row| row.is_single()),
        _ => None,
    };
    let captions = [
        start.checked_sub(1).and_then(text),
        first.map(|row| squash(&row.text())),
    ];
    is_above && is_later && text(at).is_some_and(|text| captions.contains(&Some(text)))
}

/// The line or heading directly above names the table; a line that names it is no paragraph. An item of a list
/// names none.
pub(super) fn above(
    grammar: &Grammar,
    found: &mut [Found],
    heading: Option<String>,
    is_below_list: bool,
) -> Above {
    const NEARBY: usize = 3;
    let mut above = Above {
        caption: heading,
        ..Above::default()
    };
    for (at, before) in found.iter().enumerate().rev().take(NEARBY) {
        match &before.find {
            Find::Paragraph { .. } if notes::is_of_table_above(grammar, found, at, true) => {}
            Find::Paragraph { text } | Find::Heading { text, .. } => above.nearby.push(text.clone()),
            Find::Furniture { .. } => {}
            _ => break,
        }
    }
    if above.caption.is_none() {
        above.caption = heading_above_form(grammar, found);
    }
    // The line that names a table is its heading and no running text.
    if above.caption.is_none()
        && !is_below_list
        && let Some(last) = found.last_mut()
        && let Find::Paragraph { text } = &last.find
        && names_table(grammar, text)
    {
        let text = text.clone();
        above.caption = Some(text.clone());
        last.find = Find::Heading { level: 4, text };
    }
    above
}

/// The heading above a table where only a form stands between, which belongs to the table as the heading
/// does: words with what is meant by them, and the unit.
fn heading_above_form(grammar: &Grammar, found: &[Found]) -> Option<String> {
    const MOST: usize = 8;
    const CHAPTER: u8 = 1;
    let mut is_form = false;
    for before in found.iter().rev().take(MOST) {
        match &before.find {
            Find::Paragraph { text } if text.lines().all(is_form_line) => is_form = true,
            Find::Paragraph { text } if text.lines().all(|line| declared_unit(grammar, line).is_some()) => {}
            Find::Furniture { .. } => {}
            Find::Heading { level, text } if is_form && *level > CHAPTER => return Some(text.clone()),
            _ => return None,
        }
    }
    None
}

/// `Enhet: Ekonomiskt bistånd`
fn is_form_line(line: &str) -> bool {
    const LONGEST: usize = 100;
    const LABEL: usize = 30;
    let has_label = line
        .split_once(':')
        .is_some_and(|(label, said)| label.chars().count() <= LABEL && !said.trim().is_empty());
    has_label && line.chars().count() <= LONGEST
}

/// The unit of a short line without figures that names one: `Beloppen anges i tkr`.
pub(super) fn declared_unit(grammar: &Grammar, line: &str) -> Option<String> {
    const LONGEST: usize = 100;
    let is_short = line.chars().count() <= LONGEST;
    lex::declared_unit(grammar, line)
        .filter(|_| is_short)
        .map(str::to_owned)
}

/// A short line without a final stop that does not merely say the unit.
pub(super) fn names_table(grammar: &Grammar, text: &str) -> bool {
    const LONGEST: usize = 120;
    let text = text.trim();
    let is_unit = grammar.money_unit(text).is_some();
    text.chars().count() <= LONGEST
        && !text.ends_with(['.', '!', '?', ';', ','])
        && !text.contains('\n')
        && !is_unit
}

/// Reads the tables in a run of drafts.
pub(super) fn read(grammar: &Grammar, blocks: &Blocks, drafts: Vec<Draft>, above: Above) -> Read<Vec<Found>> {
    let mut read: Read<Vec<Found>> = Read::default();
    let mut above = Some(above);
    let mut group: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        if let Some(last) = group.last_mut()
            && widened::goes_on_right(last, &draft)
        {
            widened::join(last, draft, &mut read.diagnostics);
            continue;
        }
        if !group.last().is_none_or(|last| belongs(last, &draft)) {
            finish(grammar, blocks, &mut group, above.take(), &mut read);
        }
        if blocks.form == Form::Structured && draft.is_signed() {
            cut::within(grammar, blocks, &mut draft.grid);
        }
        if let Some(last) = group.last_mut().filter(|_| draft.is_signed()) {
            cut::rejoin(grammar, blocks, &mut last.grid, &mut draft.grid);
        }
        group.push(draft);
    }
    finish(grammar, blocks, &mut group, above.take(), &mut read);
    read
}

/// Whether a draft is the next part of the table that the one before belongs to.
fn belongs(last: &Draft, draft: &Draft) -> bool {
    if last.is_signed() || draft.is_signed() {
        return last.kind.best == draft.kind.best && (!draft.has_header || same_header(last, draft));
    }
    follows(&last.grid, &draft.grid)
}

/// Reads the parts of one table.
fn finish(
    grammar: &Grammar,
    blocks: &Blocks,
    group: &mut Vec<Draft>,
    above: Option<Above>,
    read: &mut Read<Vec<Found>>,
) {
    let drafts = std::mem::take(group);
    let Some(first) = drafts.first() else { return };
    let place = first.grid.place();
    let rows = drafts.iter().flat_map(|draft| &draft.grid.rows);
    let lines = rows.flat_map(|row| row.lines.clone()).collect();
    read.diagnostics.extend(drafts.iter().flat_map(doubts::of));
    let find = match first.kind.best {
        Kind::Indicators => {
            let mut table = indicator::table(grammar, blocks, &drafts);
            read.diagnostics.append(&mut table.diagnostics);
            Find::Indicators(table.value)
        }
        Kind::Activities => {
            let mut table = activity::table(grammar, blocks, &drafts);
            read.diagnostics.append(&mut table.diagnostics);
            Find::Activities(table.value)
        }
        Kind::Money | Kind::Other => {
            let mut table = plain::table(grammar, blocks, &drafts, &above.unwrap_or_default());
            read.diagnostics.append(&mut table.diagnostics);
            if table.value.rows.is_empty()
                && let Some(texts) = running_text(&drafts)
            {
                let mut lines: Option<Vec<_>> = Some(lines);
                read.value.extend(texts.into_iter().map(|text| Found {
                    find: Find::Paragraph { text },
                    place,
                    lines: lines.take().unwrap_or_default(),
                }));
                return;
            }
            Find::Table(table.value)
        }
    };
    read.value.push(Found { find, place, lines });
}

/// What stands in the cells of a table that has nothing but a header, where it is running text: columns of a page look
/// like one. It is given as text, or it would be lost.
fn running_text(drafts: &[Draft]) -> Option<Vec<String>> {
    const SENTENCE: usize = 4;
    let cells = drafts
        .iter()
        .flat_map(|draft| &draft.grid.rows)
        .flat_map(|row| &row.cells);
    let texts: Vec<String> = cells
        .map(|cell| cell.text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    let is_sentence = |text: &String| text.ends_with('.') && text.split(' ').count() >= SENTENCE;
    texts.iter().any(is_sentence).then_some(texts)
}

/// Two tables of a form with other columns are two tables.
fn same_header(first: &Draft, second: &Draft) -> bool {
    let count = |draft: &Draft| {
        draft
            .columns
            .iter()
            .filter(|column| !column.label.is_empty())
            .count()
    };
    // A header without the word for the names repeats none that has it.
    let has_names = |draft: &Draft| {
        let mut columns = draft.columns.iter();
        columns.any(|column| column.role == super::kinds::Role::Name && !column.label.is_empty())
    };
    count(first) == count(second) && (has_names(second) || !has_names(first))
}

/// Whether a grid is the rest of the one before: its first row is repeated, or it has as many
/// columns and begins in the middle of the body.
fn follows(first: &Grid, second: &Grid) -> bool {
    let text = |row: Option<&GridRow>| row.map(|row| squash(&row.text()));
    let repeated = text(first.rows.first()) == text(second.rows.first());
    let begins_in_body = second
        .rows
        .first()
        .is_some_and(|row| super::plain_header::is_body(row) || row.is_single());
    first.columns() == second.columns() && (repeated || begins_in_body)
}
