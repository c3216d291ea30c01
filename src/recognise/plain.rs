//! Every other table: header, body, kind, unit.

use super::glued;
use super::kinds::{Draft, doubts};
use super::plain_header;
use super::plain_label;
use super::plain_role;
use super::squeezed;
use super::table::Above;
use crate::block::{Blocks, Grid, GridRow, Role};
use crate::grammar::{Grammar, squash};
use crate::lex::{self, is_dash};
use crate::record::{Column, RowRole, TableKind, Value};
use crate::trace::{Code, Diagnostic, Place, Read};

/// A table of kind budget, key figures, complaints or other.
#[derive(Debug, Clone)]
pub struct PlainTable {
    /// Kind.
    pub kind: TableKind,
    /// Caption row, or what stands directly above.
    pub caption: Option<String>,
    /// Unit of its money.
    pub unit: Option<String>,
    /// Where the unit was found.
    pub unit_from: Option<&'static str>,
    /// All columns, the first included.
    pub columns: Vec<Column>,
    /// Body rows.
    pub rows: Vec<PlainRow>,
    /// The last page that it stands on.
    pub page_last: Option<u32>,
}

/// A body row.
#[derive(Debug, Clone)]
pub struct PlainRow {
    /// Label in the first column.
    pub label: String,
    /// Its role.
    pub role: RowRole,
    /// The row or heading that it belongs to.
    pub parent: Option<String>,
    /// What the row measures, where the rows name measures and the columns do not.
    pub measure: Option<String>,
    /// The year or period that its label names there.
    pub period: Option<String>,
    /// Values of the columns after the first.
    pub cells: Vec<Option<Value>>,
    /// The values stand in the order of the text; their columns are not told.
    pub is_uncertain: bool,
    /// Where it stands.
    pub place: Place,
}

/// `table = [caption] *header 1*body`
pub(super) fn table(grammar: &Grammar, blocks: &Blocks, drafts: &[Draft], above: &Above) -> Read<PlainTable> {
    let whole = squeezed::undone(grammar, whole(drafts));
    let first = plain_header::read(grammar, &whole);
    let header: Vec<String> = first.rows.iter().map(|row| squash(&row.text())).collect();
    let mut body: Vec<&GridRow> = first.body.clone();
    body.retain(|row| !super::indicator::is_nothing(row) && !header.contains(&squash(&row.text())));
    let mut diagnostics = Vec::new();
    let mut body = joined_rows(grammar, body);
    plain_label::spread(&mut body);
    for row in &mut body {
        glued::put_apart(row, &mut diagnostics);
    }
    let caption = first.caption.clone().or_else(|| above.caption.clone());
    let columns = plain_header::columns(grammar, &blocks.vocabulary, &first);
    let mut rows = plain_role::rows(grammar, &body);
    let (unit, unit_from) = unit(grammar, &first, caption.as_deref(), above);
    let kind = kind(
        grammar,
        caption.as_deref(),
        &first,
        &columns,
        &rows,
        unit.as_deref(),
    );
    let (kind, doubt) = without_indicators(drafts, kind);
    diagnostics.extend(doubt);
    if kind == TableKind::Complaints {
        plain_role::headings_are_items(&mut rows, &body);
    }
    if kind == TableKind::Budget && columns.iter().skip(1).all(|column| column.measure.is_none()) {
        for row in &mut rows {
            (row.measure, row.period) = plain_header::measured(grammar, &row.label);
        }
    }
    for (row, grid) in rows.iter().zip(&body) {
        if row.is_uncertain && row.cells.iter().any(Option::is_some) {
            diagnostics.push(Diagnostic::new(
                Code::ColumnUncertain,
                row.place,
                crate::say!("columns-of-row", label = row.label),
                &grid.text(),
            ));
        }
    }
    diagnostics.extend(unlabelled(&columns, &rows));
    let value = PlainTable {
        kind,
        caption,
        unit: unit.filter(|_| matches!(kind, TableKind::Budget)),
        unit_from: unit_from.filter(|_| kind == TableKind::Budget),
        columns,
        rows,
        page_last: drafts.last().and_then(|draft| draft.grid.page_last()),
    };
    Read { value, diagnostics }
}

/// What is said of rows with figures and no label, and of columns of figures of which none has one.
fn unlabelled(columns: &[Column], rows: &[PlainRow]) -> Vec<Diagnostic> {
    const FEWEST: usize = 2;
    let has_figures = |row: &&PlainRow| {
        let figures = row.cells.iter().flatten().filter(|value| value.number.is_some());
        figures.count() > 0
    };
    let nameless = rows
        .iter()
        .filter(has_figures)
        .filter(|row| row.label.is_empty() && row.role == RowRole::Item);
    let mut told: Vec<Diagnostic> = nameless
        .map(|row| {
            let raw: Vec<&str> = row
                .cells
                .iter()
                .flatten()
                .map(|value| value.raw.as_str())
                .collect();
            Diagnostic::new(
                Code::RowWithoutName,
                row.place,
                crate::say!("row-without-label"),
                &raw.join(" "),
            )
        })
        .collect();
    let has_labels = columns.iter().skip(1).any(|column| !column.label.is_empty());
    let first = rows.iter().find(has_figures);
    if let Some(first) = first.filter(|_| !has_labels && columns.len() > FEWEST) {
        let message = crate::say!("no-column-label");
        told.push(Diagnostic::new(
            Code::ColumnMissing,
            first.place,
            message,
            &first.label,
        ));
    }
    told
}

/// The parts of a table as one grid; rows that a part repeats from the top of the first are its header.
fn whole(drafts: &[Draft]) -> Grid {
    let Some((first, others)) = drafts.split_first() else {
        return Grid::default();
    };
    let mut whole = first.grid.clone();
    for Draft { grid, .. } in others {
        let pairs = grid.rows.iter().zip(&first.grid.rows);
        let repeated = pairs.take_while(|(row, top)| repeats(row, top)).count();
        whole.rows.extend(grid.rows[repeated..].iter().cloned());
    }
    whole
}

/// Figures that are more like those of indicators than like money are no money because a label is not known.
fn without_indicators(drafts: &[Draft], kind: TableKind) -> (TableKind, Option<Diagnostic>) {
    let rival = drafts.iter().find(|draft| draft.is_rather_indicators());
    match rival.filter(|_| kind == TableKind::Budget) {
        Some(draft) => (TableKind::Other, Some(doubts::no_money(draft))),
        None => (kind, None),
    }
}

/// Whether a row is another again. The heading of a group may have been taken for the end of the label in
/// the corner.
fn repeats(row: &GridRow, top: &GridRow) -> bool {
    const FEWEST: usize = 2;
    let others = |row: &GridRow| -> Vec<String> {
        let cells = row.cells.iter().skip(1).map(|cell| squash(&cell.text));
        cells.filter(|text| !text.is_empty()).collect()
    };
    let (here, there) = (others(row), others(top));
    let has_words = |text: &String| text.starts_with(char::is_alphabetic);
    squash(&row.text()) == squash(&top.text())
        || here.len() >= FEWEST && here == there && here.iter().all(has_words)
}

/// Rows that a converter printed on two lines: a label whose row has nothing or only dashes, followed by a
/// label in lower case with the values.
fn joined_rows(grammar: &Grammar, body: Vec<&GridRow>) -> Vec<GridRow> {
    let mut rows: Vec<GridRow> = Vec::new();
    let label = |row: &GridRow| row.cells.first().map_or(String::new(), |cell| cell.text.clone());
    let goes_low = |row: &GridRow| {
        let label = label(row);
        label.starts_with(char::is_lowercase) && !plain_role::is_part(grammar, &label)
    };
    for (at, row) in body.iter().copied().enumerate() {
        let begins_low = goes_low(row);
        let label = label(row);
        // A heading may stand above a list in lower case, but hardly above one such row.
        let is_alone = body.get(at + 1).is_none_or(|next| !goes_low(next));
        let fits = |last: &GridRow| {
            let values = |row: &GridRow| {
                row.cells
                    .iter()
                    .skip(1)
                    .filter(|cell| !cell.text.is_empty())
                    .count()
            };
            let clash = last.cells.iter().zip(&row.cells).skip(1).any(|(first, second)| {
                !first.text.is_empty()
                    && !second.text.is_empty()
                    && !is_dash(&first.text)
                    && first.text != second.text
            });
            let whole = last
                .cells
                .iter()
                .skip(1)
                .all(|cell| cell.text.is_empty() || is_dash(&cell.text));
            values(row) > 0 && !clash && whole && (values(last) > 0 || is_alone)
        };
        match rows.last_mut() {
            Some(last) if begins_low && fits(last) => {
                let text = format!("{} {label}", last.cells[0].text);
                last.cells[0].text = text;
                for (into, from) in last.cells.iter_mut().zip(&row.cells).skip(1) {
                    if !from.text.is_empty() {
                        into.text.clone_from(&from.text);
                    }
                }
                last.lines.extend(&row.lines);
            }
            _ => rows.push(row.clone()),
        }
    }
    rows
}

/// The unit, from the nearest place that names one: header, caption, a line above.
fn unit(
    grammar: &Grammar,
    header: &plain_header::Header<'_>,
    caption: Option<&str>,
    above: &Above,
) -> (Option<String>, Option<&'static str>) {
    for row in &header.lead {
        if let Some(unit) = grammar.money_unit(&row.text()) {
            return (Some(unit.to_owned()), Some("header"));
        }
    }
    if let Some(unit) = caption.and_then(|caption| grammar.money_unit(caption)) {
        return (Some(unit.to_owned()), Some("caption"));
    }
    let declared = |line: &String| super::table::declared_unit(grammar, line);
    if let Some(unit) = above.nearby.iter().find_map(declared) {
        return (Some(unit), Some("line above"));
    }
    let mut notes = header.body.iter().rev().take_while(|row| row.is_single());
    if let Some(unit) = notes.find_map(|row| declared(&row.text())) {
        return (Some(unit), Some("row"));
    }
    (None, None)
}

/// The kind by the words of caption, header and row labels.
fn kind(
    grammar: &Grammar,
    caption: Option<&str>,
    header: &plain_header::Header<'_>,
    columns: &[Column],
    rows: &[PlainRow],
    unit: Option<&str>,
) -> TableKind {
    let mut words: Vec<String> = header.lead.iter().map(|row| row.text()).collect();
    words.extend(caption.map(str::to_owned));
    let has = |id: &str| {
        words
            .iter()
            .any(|text| grammar.kinds.ids_within(text).contains(&id))
    };
    // The labels of a header that could not be cut stand in the first column.
    let is_cut = !header
        .lead
        .iter()
        .any(|row| row.is_uncertain && row.role == Some(Role::Header));
    let measured = columns
        .iter()
        .skip(usize::from(is_cut))
        .any(|column| column.measure.is_some());
    let signing = |column: &Column| {
        grammar
            .complaint_columns
            .whole(&column.label)
            .is_some_and(|entry| entry.fact("signs").is_some())
    };
    let signed = columns.iter().skip(1).filter(|column| signing(column)).count() >= 2;
    if (has("complaints") || signed) && !measured_as_money(columns) {
        return TableKind::Complaints;
    }
    let counted = has("key-figures")
        || rows
            .iter()
            .filter(|row| grammar.kinds.ids_within(&row.label).contains(&"key-figures"))
            .count()
            * 3
            >= rows.len().max(1);
    // Rows that are measures themselves, or columns that are years: the unit says that it is money.
    let is_money = unit.is_some() && (dated(columns) || measured_rows(grammar, rows));
    if counted && unit.is_none() && measured {
        TableKind::KeyFigures
    } else if measured || is_money {
        TableKind::Budget
    } else {
        TableKind::Other
    }
}

/// Whether every column after the first is about a time.
fn dated(columns: &[Column]) -> bool {
    columns.len() > 1 && columns.iter().skip(1).all(|column| column.period.is_some())
}

fn measured_rows(grammar: &Grammar, rows: &[PlainRow]) -> bool {
    const FEWEST: usize = 2;
    let names_measure = |row: &&PlainRow| grammar.measures.start(&row.label).is_some();
    rows.iter().filter(names_measure).count() >= FEWEST
}

fn measured_as_money(columns: &[Column]) -> bool {
    columns
        .iter()
        .skip(1)
        .filter(|column| column.measure.is_some())
        .count()
        >= 2
}

/// The value of a body cell.
pub(super) fn value(grammar: &Grammar, text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| lex::cell(grammar, text))
}
