//! Tables without a label that tells them: runs of figures with labels and headers between them.

use super::draft::{Cell, open_brackets};
use super::piece::{Line, Piece, Reader, What};
use super::table::{cell, labelled, loose};
use super::zone::{Group, Zone, ends_sentence, names_unit};
use crate::block::grid::MOST_COLUMNS;
use crate::block::{Grid, GridCell, GridRow, LineId, Role, Vocabulary};
use crate::grammar::Grammar;
use crate::lex::{Run, begun as value, is_dash, period, run};
use crate::trace::Place;
use std::ops::Range;

/// What a group may be to a table of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Figures(usize),
    Label,
    Other,
}

/// Tables of figures among the groups that no other table has taken.
pub(super) fn zones(reader: &Reader<'_>, groups: &[Group], taken: &[bool]) -> Vec<Zone> {
    let parts: Vec<Part> = groups
        .iter()
        .zip(taken)
        .map(|(group, taken)| if *taken { Part::Other } else { part(reader, group) })
        .collect();
    let mut zones = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let end = parts[at..]
            .iter()
            .position(|part| *part == Part::Other)
            .map_or(parts.len(), |length| at + length);
        if let Some(range) = table(reader, groups, &parts, at..end) {
            zones.push(Zone {
                pieces: range
                    .clone()
                    .flat_map(|group| reader.pieces(&groups[group].lines))
                    .collect(),
                groups: range.collect(),
            });
        }
        at = end + 1;
    }
    zones
}

fn part(reader: &Reader<'_>, group: &Group) -> Part {
    const LONGEST: usize = 160;
    if group.is_end || group.is_prose() || group.is_list() {
        return Part::Other;
    }
    let count = figures(reader, &group.lines);
    let text = group.text();
    if count > 0 {
        Part::Figures(count)
    } else if ends_sentence(&text) || text.chars().count() > LONGEST {
        Part::Other
    } else {
        Part::Label
    }
}

/// How many figures a group holds, if it ends with figures.
fn figures(reader: &Reader<'_>, lines: &[Line]) -> usize {
    reader.pieces(lines).last().map_or(0, |piece| match &piece.what {
        What::Values(run) => run
            .cells
            .iter()
            .filter(|text| value(reader.grammar, text).number.is_some() || is_dash(text))
            .count(),
        _ => 0,
    })
}

/// The part of a range that is a table: from its first label to its last figures, and the sums whose names
/// stand after them.
fn table(reader: &Reader<'_>, groups: &[Group], parts: &[Part], range: Range<usize>) -> Option<Range<usize>> {
    const FEWEST_GROUPS: usize = 3;
    const FEWEST_FIGURES: usize = 4;
    let is_figures = |at: &usize| matches!(parts[*at], Part::Figures(_));
    let found: Vec<usize> = range.clone().filter(is_figures).collect();
    let count: usize = parts[range.clone()]
        .iter()
        .map(|part| match part {
            Part::Figures(count) => *count,
            Part::Label | Part::Other => 0,
        })
        .sum();
    if found.len() < FEWEST_GROUPS || count < FEWEST_FIGURES {
        return None;
    }
    let is_row = |group: &Group| {
        let grammar = reader.grammar;
        let begins = |line: &Line| {
            grammar.sums.start(&line.text).is_some() || grammar.rows.start(&line.text).is_some()
        };
        group.lines.iter().any(begins)
    };
    // A sentence that says the unit stands above the table as text.
    let start = range
        .clone()
        .find(|at| !tells_unit(reader.grammar, &groups[*at].text()))?;
    let last = *found.last()?;
    let after = groups[last + 1..range.end].iter().rposition(is_row);
    Some(start..after.map_or(last + 1, |at| last + at + 2))
}

/// `Beloppen anges i tkr`: words and a unit of money, and nothing that a column is called.
fn tells_unit(grammar: &Grammar, text: &str) -> bool {
    const FEWEST_WORDS: usize = 3;
    text.split(' ').count() > FEWEST_WORDS
        && !text.contains('(')
        && grammar.money_unit(text).is_some()
        && !names_column(grammar, text)
}

/// A label with its figures.
#[derive(Default)]
struct Row {
    label: Vec<Line>,
    /// How many more brackets its label opens than it closes.
    open: i64,
    cells: Vec<Cell>,
    lines: Vec<LineId>,
    is_certain: bool,
}

/// The grid of a table of figures.
pub(super) fn grid(reader: &Reader<'_>, vocabulary: &Vocabulary, pieces: &[Piece]) -> Grid {
    let (header, body) = pieces.split_at(header_length(reader.grammar, pieces));
    let (caption, header) = header.split_at(usize::from(is_caption(reader.grammar, header)));
    let rows = rows(reader.grammar, body);
    let most = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    // So many figures in a row are those of several rows.
    let is_orderly = most < MOST_COLUMNS
        && rows
            .iter()
            .all(|row| !row.cells.is_empty() && !row.label.is_empty())
        && rows.iter().filter(|row| row.cells.len() == most).count() * 2 > rows.len();
    let labels = labels(reader.grammar, vocabulary, header, most).filter(|_| is_orderly);
    let mut grid = Grid::default();
    grid.rows
        .extend(caption.iter().map(|piece| labelled(vocabulary, &piece.lines)));
    if let Some(first) = header.first() {
        let is_known = labels.is_some();
        let texts = labels.unwrap_or_else(|| {
            let texts: Vec<String> = header.iter().map(Piece::text).collect();
            vec![texts.join(" ")]
        });
        grid.rows.push(GridRow {
            cells: texts.into_iter().map(text).collect(),
            place: first.place,
            lines: header.iter().flat_map(Piece::ids).collect(),
            role: Some(Role::Header),
            is_uncertain: !is_known,
            ..GridRow::default()
        });
    }
    let is_known = grid.rows.last().is_some_and(|row| !row.is_uncertain);
    for row in rows {
        let mut one = labelled(vocabulary, &row.label);
        if is_orderly {
            one.role = Some(Role::Item);
            one.is_uncertain = !is_known || row.cells.len() != most || !row.is_certain;
            one.cells.extend(row.cells.iter().map(cell));
            one.lines.extend(row.lines);
            grid.rows.push(one);
            continue;
        }
        if !row.label.is_empty() {
            grid.rows.push(one);
        }
        grid.even_out();
        loose(&mut grid, &row.cells, row.lines);
    }
    grid.even_out();
    grid
}

fn text(text: String) -> GridCell {
    GridCell {
        text,
        ..GridCell::default()
    }
}

/// How many pieces stand above the first row: where the rows are printed one by one, all but the label of
/// the first figures; else all until the first label that no column can have.
fn header_length(grammar: &Grammar, pieces: &[Piece]) -> usize {
    let first = pieces
        .iter()
        .position(|piece| matches!(piece.what, What::Values(_)))
        .unwrap_or(pieces.len());
    pieces[..first]
        .iter()
        .rposition(|piece| names_column(grammar, &piece.text()))
        .map_or(first.saturating_sub(1), |at| at + 1)
}

/// Whether a header begins with the caption of the table: a line that is no column's, above others that are.
fn is_caption(grammar: &Grammar, header: &[Piece]) -> bool {
    let Some((first, rest)) = header.split_first() else {
        return false;
    };
    let text = first.text();
    let is_column = |piece: &Piece| names_column(grammar, &piece.text());
    first.lines.len() == 1
        && rest.iter().any(is_column)
        && (names_unit(grammar, &text) || grammar.kinds.within(&text).is_some())
        && text.split(' ').count() > 2
}

/// Whether a text names a measure or a time, as column labels do.
fn names_column(grammar: &Grammar, text: &str) -> bool {
    let starts = || std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    grammar.measures.within(text).is_some()
        || starts().any(|at| period(grammar, &text[at..]).is_ok_and(|(rest, _)| rest.trim().is_empty()))
}

/// The labels of the columns, where there is one piece for each.
fn labels(
    grammar: &Grammar,
    vocabulary: &Vocabulary,
    header: &[Piece],
    figures: usize,
) -> Option<Vec<String>> {
    let texts: Vec<String> = header
        .iter()
        .map(|piece| vocabulary.rejoined(&piece.text()))
        .collect();
    // A caption may stand above.
    let first = texts.len().checked_sub(figures)?;
    let columns = &texts[first..];
    let measures = |text: &String| {
        let found = grammar.measures.ids_within(text);
        found.len() == 1
    };
    (figures > 1 && columns.iter().all(measures)).then(|| {
        let lead = texts[..first].join(" ");
        std::iter::once(lead).chain(columns.iter().cloned()).collect()
    })
}

/// Labels with the figures that follow them, also on a line below the label.
fn rows(grammar: &Grammar, pieces: &[Piece]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        match &piece.what {
            What::Values(run) => add_figures(&mut rows, run, piece.place, piece.ids().collect()),
            What::Marks => match rows.last_mut() {
                Some(row) => row.lines.extend(piece.ids()),
                None => rows.push(Row {
                    lines: piece.ids().collect(),
                    ..Row::default()
                }),
            },
            What::Name(_) | What::Labels | What::Comment | What::Words => {
                for (at, line) in piece.lines.iter().enumerate() {
                    if let Some(run) = run(grammar, &line.text).filter(|_| at > 0) {
                        add_figures(&mut rows, &run, line.place, vec![line.id]);
                        continue;
                    }
                    match rows.last_mut() {
                        Some(row) if continues(row, line, at > 0) => {
                            row.open += open_brackets(&line.text);
                            row.label.push(line.clone());
                        }
                        _ => rows.push(Row {
                            open: open_brackets(&line.text),
                            label: vec![line.clone()],
                            ..Row::default()
                        }),
                    }
                }
            }
        }
    }
    rows
}

/// Adds figures to the last row, or to one without a label.
fn add_figures(rows: &mut Vec<Row>, run: &Run, place: Place, lines: Vec<LineId>) {
    if rows.is_empty() {
        rows.push(Row::default());
    }
    if let Some(row) = rows.last_mut() {
        row.is_certain = run.is_certain && (row.is_certain || row.cells.is_empty());
        row.lines.extend(lines);
        row.cells.extend(run.cells.iter().map(|text| Cell {
            text: text.clone(),
            place,
        }));
    }
}

/// Whether a line goes on with a label: in lower case within a group, or where a bracket is open.
fn continues(row: &Row, line: &Line, is_inside: bool) -> bool {
    let begins_low = line
        .text
        .starts_with(|letter: char| letter.is_lowercase() || letter == '(');
    row.cells.is_empty() && !row.label.is_empty() && is_inside && (begins_low || row.open > 0)
}
