//! Lines, columns and rows become a grid.

use super::columns::{APART, column_of, separators};
use super::edges::{self, Border, Edges};
use super::find::{begins_figure, begins_table};
use super::labels;
use super::marks::Marks;
use super::overflow;
use super::room::{Room, broken, is_full, letter_width, room, usual_letter, width};
use super::rows::rows;
use super::straight::Straight;
use super::{Measures, Table, signed, unsigned};
use crate::block::grid::MOST_COLUMNS;
use crate::block::text::{Sheet, joined, take_marks};
use crate::block::vocabulary::CellLine;
use crate::block::{Grid, GridCell, GridRow, Mark, MarkKind, Role, Vocabulary};
use crate::grammar::Grammar;
use crate::lex;
use crate::page::{Colour, Page, Style, Word};
use crate::trace::{BBox, Place};
use std::ops::Range;

/// The columns of a table, for the part of it that the next page may hold.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    separators: Vec<f32>,
    left: f32,
}

impl Shape {
    /// Whether columns part at a place.
    fn has(&self, place: f32) -> bool {
        self.separators.iter().any(|own| (own - place).abs() <= APART)
    }
}

/// The grid of a run of table lines.
pub(super) fn grid(
    grammar: &Grammar,
    words: &Vocabulary,
    measures: Measures,
    page: &Page,
    lines: &[&Sheet<'_>],
    before: Option<&Shape>,
) -> Table {
    let labelled = labels::columns(grammar, lines).filter(|_| measures.is_aligned);
    let straight = match &labelled {
        Some(labelled) => signed::straight(grammar, labelled, lines),
        None if measures.is_aligned && !begins_table(grammar, lines[0]) => unsigned::straight(grammar, lines),
        None => None,
    };
    let moved: Vec<Sheet<'_>> = straight
        .iter()
        .flat_map(|straight| straight.sheets(lines))
        .collect();
    let moved: Vec<&Sheet<'_>> = moved.iter().collect();
    let lines = if straight.is_some() { &moved } else { lines };
    let area = around(lines);
    let mut edges = edges::within(page, &area);
    let mut separators = match (&straight, &labelled) {
        (Some(straight), _) => straight.separators.clone(),
        (None, Some(labelled)) => labelled.separators(),
        (None, None) => separators(measures, &mut edges, lines),
    };
    // A part without a header of its own goes on in the columns of the page before, of which some may be empty here.
    if let Some(before) = before
        && straight.is_none()
        && !begins_table(grammar, lines[0])
        && (before.left - area.left).abs() < 12.0
        && separators.len() <= before.separators.len()
        && match edges.xs.is_empty() {
            true => fits(&before.separators, measures, lines),
            false => separators.iter().all(|own| before.has(*own)),
        }
    {
        separators.clone_from(&before.separators);
    }
    let is_cut = separators.len() >= MOST_COLUMNS;
    separators.truncate(MOST_COLUMNS - 1);
    // Without edges, none can be missing.
    let borders: Vec<Border> = match edges.xs.is_empty() {
        true => Vec::new(),
        false => separators.iter().map(|x| edges.border(*x)).collect(),
    };
    let shape = Shape {
        separators: separators.clone(),
        left: area.left,
    };
    let starts = overflow::starts(&separators, lines);
    let rows: Vec<Sorted<'_>> = rows(grammar, words, measures, &edges, &separators, lines)
        .into_iter()
        .flat_map(|row| remark_apart(measures, lines, row))
        .map(|row| {
            sorted(
                grammar,
                measures,
                &edges,
                (&separators, &borders, &starts),
                straight.as_ref(),
                row.iter().map(|at| lines[*at]).collect(),
            )
        })
        .collect();
    let mut room = room(&edges, &separators, &area, &rows);
    if measures.is_aligned {
        // Characters are letters of any width: they do not tell how full the wide column of names is.
        room[0].width = f32::INFINITY;
    }
    let mut grid = Grid {
        is_cut,
        ..Grid::default()
    };
    let size = usual_size(lines);
    let boxes: Vec<BBox> = rows.iter().map(|row| around(&row.lines)).collect();
    let marks = Marks::of(page, &edges, &separators, area).by_row(&boxes);
    for (row, marks) in rows.into_iter().zip(marks) {
        let row_size = row
            .lines
            .iter()
            .map(|line| super::find::size(line))
            .fold(0.0, f32::max);
        let mut row = grid_row(words, &edges, &room, row);
        let (grounds, marks): (Vec<Mark>, Vec<Mark>) =
            marks.into_iter().partition(|mark| mark.kind == MarkKind::Fill);
        row.marks.extend(marks);
        row.grounds = grounds;
        row.role = (!measures.is_aligned && row_size < NOTE * size).then_some(Role::Note);
        grid.rows.push(row);
    }
    if let Some(labelled) = labelled
        && let Some(header) = grid.rows.first_mut()
    {
        for (cell, text) in header.cells.iter_mut().zip(labelled.texts) {
            cell.text = text;
        }
    }
    grid.even_out();
    Table { grid, shape }
}

/// A remark's share of the type size of the rows.
const NOTE: f32 = 0.72;

/// A row, without the lines far smaller than the rest that stand above it: `forts.` where a page begins is a remark
/// between two rows and no part of a name.
fn remark_apart(measures: Measures, lines: &[&Sheet<'_>], row: Vec<usize>) -> Vec<Vec<usize>> {
    let size = |at: &usize| super::find::size(lines[*at]);
    let largest = row.iter().map(size).fold(0.0, f32::max);
    let is_remark = |at: &&usize| !measures.is_aligned && size(at) < NOTE * largest;
    let above = row.iter().take_while(is_remark).count();
    if above == 0 {
        return vec![row];
    }
    let (remark, rest) = row.split_at(above);
    vec![remark.to_vec(), rest.to_vec()]
}

/// The type size of the middle line.
fn usual_size(lines: &[&Sheet<'_>]) -> f32 {
    let mut sizes: Vec<f32> = lines.iter().map(|line| super::find::size(line)).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

/// The box around lines, of which there is at least one.
fn around(lines: &[&Sheet<'_>]) -> BBox {
    lines
        .iter()
        .skip(1)
        .fold(lines[0].line.bbox, |all, line| all.union(&line.line.bbox))
}

/// Whether no part of a line crosses the separators, but for lines of one part.
fn fits(separators: &[f32], measures: Measures, lines: &[&Sheet<'_>]) -> bool {
    lines.iter().all(|line| {
        let words = &line.line.words;
        let parts = measures.parts(words);
        parts.len() < 2
            || parts.iter().all(|part| {
                let (first, last) = (&words[part.start].bbox, &words[part.end - 1].bbox);
                let begun = separators.partition_point(|x| *x <= first.left + 1.0);
                separators.get(begun).is_none_or(|x| *x >= last.right - 1.0)
            })
    })
}

/// A row whose words are sorted into the columns.
pub(super) struct Sorted<'a> {
    lines: Vec<&'a Sheet<'a>>,
    /// For each column its lines of words.
    pub(super) cells: Vec<Vec<Vec<Word>>>,
    /// How many columns the words of a cell cross.
    pub(super) spans: Vec<usize>,
    /// For each column, whether its cell may belong to another.
    doubtful: Vec<bool>,
    /// A cell stands between two columns.
    is_uncertain: bool,
}

/// Space between two words that parts cells, for a type size of one: wider than a word space.
const PARTS_CELLS: f32 = 0.36;

/// Sorts the words of a row into the columns.
fn sorted<'a>(
    grammar: &Grammar,
    measures: Measures,
    edges: &Edges,
    (separators, borders, starts): (&[f32], &[Border], &[f32]),
    straight: Option<&Straight>,
    lines: Vec<&'a Sheet<'a>>,
) -> Sorted<'a> {
    let count = separators.len() + 1;
    let mut cells: Vec<Vec<Vec<Word>>> = vec![vec![Vec::new(); lines.len()]; count];
    let mut spans = vec![1; count];
    let mut is_uncertain = false;
    let gaps = borders.iter().filter(|border| border.is_gap).count();
    let is_text = (!edges.is_grid || gaps * 2 > borders.len())
        && lines
            .iter()
            .any(|line| is_running_text(measures, separators, line));
    for (at, line) in lines.iter().enumerate() {
        let words = &line.line.words;
        let y = line.line.bbox.middle_y();
        if is_text {
            let from = words
                .first()
                .map_or(0, |word| column_of(separators, word.bbox.left + 0.5));
            cells[from][at].extend(words.iter().cloned());
            spans[from] = count - from;
            continue;
        }
        let parts = measures.parts(words);
        let is_alone = parts.len() == 1 && !goes_on_in_column(measures, separators, &lines, at);
        let over = overflow::of(edges, borders, separators, (starts, words));
        for part in parts {
            let from = part.start;
            let run = &words[part];
            let mut before: Option<usize> = None;
            for (index, word) in run.iter().enumerate() {
                let own = joined_from(borders, column_of(separators, word.bbox.middle_x()), y, is_alone);
                // Words with an ordinary space between them stay together over a border that no edge
                // marks: a header over several columns.
                let is_marked = own > 0 && borders.get(own - 1).is_some_and(|border| !border.is_gap);
                let stays = index > 0 && !(edges.is_grid && is_marked) && {
                    let gap = word.bbox.left - run[index - 1].bbox.right;
                    measures.is_aligned || gap < PARTS_CELLS * word.style.size
                };
                // Two parts of a line in one column: the text does not tell which column one of them is.
                is_uncertain |= measures.is_aligned && index == 0 && own > 0 && !cells[own][at].is_empty();
                if over.has(from + index) {
                    cells[0][at].push(word.clone());
                    continue;
                }
                let column = before.filter(|_| stays).unwrap_or(own);
                if column < own {
                    spans[column] = spans[column].max(own - column + 1);
                }
                before = Some(column);
                cells[column][at].push(word.clone());
            }
        }
        if measures.is_aligned
            && let [name, first, rest @ ..] = &mut cells[..]
            && first[at].is_empty()
            && rest.iter().any(|cell| !cell[at].is_empty())
            && let Some(figure) = touching_figure(grammar, separators[0], &name[at])
        {
            first[at] = name[at].split_off(figure);
            is_uncertain = true;
        }
    }
    for (column, span) in spans.iter_mut().enumerate() {
        let printed = lines
            .iter()
            .filter_map(|line| straight?.spans.get(&(line.id, column)));
        *span = printed.copied().fold(*span, usize::max);
    }
    let is_doubtful = |column: usize| {
        straight.is_some_and(|straight| {
            lines
                .iter()
                .any(|line| straight.doubtful.contains(&(line.id, column)))
        })
    };
    Sorted {
        doubtful: (0..count).map(is_doubtful).collect(),
        lines,
        cells,
        spans,
        is_uncertain,
    }
}

/// Whether a line of one part stands in one column, below or above a part that another line of its row, with several
/// parts, has there: it is a line of that cell and no cell over several columns.
fn goes_on_in_column(measures: Measures, separators: &[f32], lines: &[&Sheet<'_>], at: usize) -> bool {
    let column = |word: &Word| column_of(separators, word.bbox.middle_x());
    let words = &lines[at].line.words;
    let Some(own) = words.first().map(column) else {
        return false;
    };
    words.iter().all(|word| column(word) == own)
        && lines.iter().enumerate().any(|(other, line)| {
            let words = &line.line.words;
            other != at && words.iter().any(|word| column(word) == own) && measures.parts(words).len() > 1
        })
}

/// Where a figure with its unit begins that ends a name and touches the next column. One space is all that
/// parts a long name from a figure set wide of its column; the text does not tell whether it is part of
/// the name.
fn touching_figure(grammar: &Grammar, border: f32, name: &[Word]) -> Option<usize> {
    let last = name.last()?;
    // A name cannot come closer to the next column than the space between them.
    if last.bbox.right < border - 1.0 {
        return None;
    }
    (1..name.len()).find(|from| {
        let text: Vec<&str> = name[*from..].iter().map(|word| word.text.as_str()).collect();
        let value = lex::begun(grammar, &text.join(" "));
        value.number.is_some() && value.unit.is_some() && value.qualifier.is_none()
    })
}

/// Text over the whole width: a run of words with ordinary spaces, or words on several borders between
/// columns. One word on a border is a header over two columns. The other lines of its row are text too.
fn is_running_text(measures: Measures, separators: &[f32], line: &Sheet<'_>) -> bool {
    const FEWEST: usize = 4;
    const MARGIN: f32 = 1.0;
    let words = &line.line.words;
    let on_border = |word: &Word| {
        let begun = separators.partition_point(|x| *x <= word.bbox.left + MARGIN);
        separators
            .get(begun)
            .is_some_and(|x| word.bbox.right - MARGIN > *x)
    };
    let crossed = words.iter().filter(|word| on_border(word)).count();
    // A long label beside figures is no running text.
    let parts = measures.parts(words);
    let is_figure = |part: &Range<usize>| begins_figure(&words[part.start].text);
    if parts.len() >= 3 && parts[1..].iter().all(is_figure) || measures.is_aligned && parts.len() > 1 {
        return false;
    }
    crossed >= 2 && crossed * 3 >= separators.len()
        || crossed >= 1
            && parts
                .into_iter()
                .any(|part| part.len() >= FEWEST && words[part].iter().any(on_border))
}

/// The words of a line without the dots that lead the eye from a name to its figures. Up to three dots alone
/// are a value that is missing.
fn without_leaders(words: &[Word]) -> Vec<Word> {
    const FEWEST: usize = 4;
    let is_leader = |word: &Word| {
        let dots = word
            .text
            .chars()
            .all(|ch| matches!(ch, '.' | '_' | '\u{b7}' | '\u{2024}' | '\u{2026}'));
        dots && (words.len() > 1 || word.text.chars().count() >= FEWEST) && word.text.chars().count() > 1
    };
    words.iter().filter(|word| !is_leader(word)).cloned().collect()
}

/// The row as it goes into the grid.
fn grid_row(vocabulary: &Vocabulary, edges: &Edges, room: &[Room], sorted: Sorted<'_>) -> GridRow {
    let lines = sorted.lines;
    let mut row = GridRow {
        place: lines.first().map_or(Place::default(), |line| line.place),
        lines: lines.iter().map(|line| line.id).collect(),
        is_uncertain: sorted.is_uncertain,
        is_shaded: lines
            .first()
            .is_some_and(|line| edges.is_filled(line.line.bbox.middle_y())),
        ..GridRow::default()
    };
    for (column, parts) in sorted.cells.into_iter().enumerate() {
        let mut cell = grid_cell(vocabulary, &mut row, parts, room[column], sorted.spans[column]);
        cell.is_uncertain = sorted.doubtful[column];
        row.cells.push(cell);
    }
    row
}

/// The first of the columns that are one cell with this column at this height.
fn joined_from(borders: &[Border], column: usize, y: f32, is_alone: bool) -> usize {
    let mut from = column;
    while from > 0
        && borders
            .get(from - 1)
            .is_some_and(|border| border.is_joined(y, is_alone))
    {
        from -= 1;
    }
    from
}

/// Every line of the cell that another follows is full, there are several, and each ends or goes on with
/// what is no word.
fn breaks_words(vocabulary: &Vocabulary, room: Room, lines: &[Vec<Word>]) -> bool {
    lines.len() >= 3
        && lines.windows(2).all(|pair| {
            is_full(room.width, &pair[0]) && !vocabulary.are_words(&joined(&pair[0]), &joined(&pair[1]))
        })
}

/// The lines of a cell, joined; words that the column has broken, rejoined.
fn grid_cell(
    vocabulary: &Vocabulary,
    row: &mut GridRow,
    parts: Vec<Vec<Word>>,
    room: Room,
    span: usize,
) -> GridCell {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    let mut before: Vec<f32> = Vec::new();
    for words in parts {
        let all = width(&words);
        let (marks, words) = take_marks(&words);
        let column = Some(row.cells.len());
        row.marks
            .extend(marks.into_iter().map(|mark| Mark { column, ..mark }));
        let words = without_leaders(words);
        if !words.is_empty() {
            before.push(all - width(&words));
            lines.push(words);
        }
    }
    let room = Room {
        breaks_words: room.breaks_words || breaks_words(vocabulary, room, &lines),
        ..room
    };
    let printed: Vec<CellLine> = (0..lines.len())
        .map(|at| CellLine {
            text: joined(&lines[at]),
            broken: lines
                .get(at + 1)
                .filter(|_| span == 1)
                .and_then(|next| broken(room, before[at], &lines[at], letter_width(next))),
        })
        .collect();
    let open_end = lines.last().zip(before.last()).filter(|_| span == 1);
    let open_end = open_end.and_then(|(line, before)| broken(room, *before, line, usual_letter(line)));
    let (text, doubts) = vocabulary.joined_lines(&printed);
    let all: Vec<Word> = lines.concat();
    let colour = all.first().map(|word| word.style.colour);
    let colour = colour.filter(|colour| all.iter().all(|word| word.style.colour == *colour));
    let has = |test: fn(&Style) -> bool| !all.is_empty() && all.iter().all(|word| test(&word.style));
    let bbox = all
        .iter()
        .map(|word| word.bbox)
        .reduce(|all: BBox, next| all.union(&next));
    GridCell {
        text,
        doubts,
        open_end,
        span,
        is_uncertain: false,
        colour: colour.filter(|colour| *colour != Colour::default()),
        bold: has(|style| style.bold),
        italic: has(|style| style.italic),
        place: row.place.bbox.and(bbox).map(|bbox| Place {
            bbox: Some(bbox),
            ..row.place
        }),
    }
}
