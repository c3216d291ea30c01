//! Text in which every cell of a table stands on lines of its own becomes grids again.
//!
//! The converter prints the lines of a cell under each other, a blank line between cells, the values of
//! a row joined by single spaces (so that an empty cell is nothing between two spaces), and a word that
//! a narrow column has broken without a space at the line's end.

use super::claims::Claims;
use super::text::Sheet;
use super::{Grid, GridCell, GridRow, Item, LineId, Mark, Text};
use crate::grammar::{Grammar, Words};
use crate::lex::{LONGEST_RUN, cells, is_year, period, whole_date, year};
use crate::trace::Place;

/// Lines without a blank line between them.
#[derive(Debug, Clone, Default)]
struct Group {
    /// The lines joined as they are; a line that ends in no space is joined with the next.
    text: String,
    /// The lines it covers.
    lines: Vec<LineId>,
    place: Place,
    /// Position after the group.
    next: usize,
}

/// A header that was found.
struct Header<'g> {
    words: &'g Words,
    labels: Vec<String>,
    lines: Vec<LineId>,
    place: Place,
    next: usize,
}

/// How the lines of running text become blocks.
pub(super) struct Lines {
    is_spaced: bool,
    widest: f32,
}

impl Lines {
    pub(super) fn of(sheet: &[Sheet<'_>]) -> Self {
        Lines {
            is_spaced: is_double_spaced(sheet),
            widest: super::text::full_width(sheet),
        }
    }

    /// The block of a line.
    pub(super) fn block(&self, line: &Sheet<'_>) -> Text {
        let mut text = Text::from_words(&line.line.words, line.place, vec![line.id]);
        text.marked = line.line.marked;
        text.blanks = line.blanks.saturating_sub(u32::from(self.is_spaced));
        text.fill = line.line.bbox.width() / self.widest;
        text
    }
}

/// The blocks of a stacked text.
pub(super) fn items(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims) -> Vec<Item> {
    let text = Lines::of(sheet);
    let mut items = Vec::new();
    let mut at = 0;
    while at < sheet.len() {
        let line = &sheet[at];
        if let Some(kind) = claims.kind(line.id) {
            items.push(claims.item(kind, line));
            at += 1;
        } else if line.is_blank() {
            at += 1;
        } else if let Some(header) = header_at(grammar, sheet, claims, at) {
            let (grid, next) = table(grammar, sheet, claims, header);
            items.push(Item::Table(grid));
            // Page numbers and the like that stand inside the table.
            for inside in &sheet[at..next] {
                if let Some(kind) = claims.kind(inside.id) {
                    items.push(claims.item(kind, inside));
                }
            }
            at = next;
        } else {
            items.push(Item::Text(text.block(line)));
            at += 1;
        }
    }
    items
}

/// Whether the converter put a blank line after every line: then a blank line says nothing.
fn is_double_spaced(sheet: &[Sheet<'_>]) -> bool {
    let long = |line: &&Sheet<'_>| line.line.words.len() > 8;
    let (mut spaced, mut all) = (0usize, 0usize);
    for pair in sheet.iter().filter(long).zip(sheet.iter().filter(long).skip(1)) {
        let (first, second) = pair;
        let apart = second.id - first.id;
        if apart <= 2 {
            all += 1;
            spaced += usize::from(apart == 2);
        }
    }
    spaced * 2 > all
}

/// Whether the converter leaves a space at the end of a line: only then does a missing one tell of a
/// broken word.
pub(super) fn ends_with_spaces(sheet: &[Sheet<'_>]) -> bool {
    const ENOUGH: usize = 400;
    let filled = || sheet.iter().filter(|line| !line.is_blank()).take(ENOUGH);
    let spaced = filled().filter(|line| line.line.raw.ends_with(' ')).count();
    spaced * 2 > filled().count()
}

/// The lines from here to the next blank or claimed line.
///
/// A page break leaves no blank line behind, so that a header, a goal label or a section may follow a
/// cell directly.
fn group(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims, mut at: usize) -> Option<Group> {
    while sheet
        .get(at)
        .is_some_and(|line| line.is_blank() || claims.kind(line.id).is_some())
    {
        at += 1;
    }
    let mut group = Group {
        place: sheet.get(at)?.place,
        ..Group::default()
    };
    while let Some(line) = sheet
        .get(at)
        .filter(|line| !line.is_blank() && claims.kind(line.id).is_none())
    {
        if !group.lines.is_empty()
            && (ends_table(grammar, &line.line.raw) || header_at(grammar, sheet, claims, at).is_some())
        {
            break;
        }
        group.text.push_str(line.line.raw.trim_start());
        group.lines.push(line.id);
        at += 1;
    }
    group.next = at;
    Some(group)
}

/// `header = name-label 2*label, cut over any number of lines`
fn header_at<'g>(
    grammar: &'g Grammar,
    sheet: &[Sheet<'_>],
    claims: &Claims,
    at: usize,
) -> Option<Header<'g>> {
    const MOST_LINES: usize = 40;
    let first = sheet[at].text();
    let words = [&grammar.indicator_columns, &grammar.activity_columns]
        .into_iter()
        .find(|words| words.start(&first).is_some_and(|(entry, _)| entry.id == "name"))?;
    let mut header = Header {
        words,
        labels: Vec::new(),
        lines: Vec::new(),
        place: sheet[at].place,
        next: at,
    };
    // The longest run of lines that is nothing but labels.
    let mut text = String::new();
    let mut lines = Vec::new();
    let mut filled = 0;
    for line in &sheet[at..] {
        if line.is_blank() || claims.kind(line.id).is_some() {
            continue;
        }
        filled += 1;
        if filled > MOST_LINES {
            break;
        }
        text.push_str(line.text().trim());
        text.push(' ');
        lines.push(line.id);
        match labels(grammar, words, &text) {
            Labels::Whole(labels) => {
                header.labels = labels;
                header.lines.clone_from(&lines);
                header.next = line.id + 1;
            }
            Labels::Begun => {}
            Labels::No => break,
        }
    }
    (header.labels.len() >= 3).then_some(header)
}

enum Labels {
    /// The text is a run of labels.
    Whole(Vec<String>),
    /// The text is a run of labels and the beginning of another, or could be.
    Begun,
    /// The text cannot be a run of labels.
    No,
}

/// `labels = 1*(phrase [period])`
fn labels(grammar: &Grammar, words: &Words, text: &str) -> Labels {
    let mut rest = text.trim();
    let mut labels = Vec::new();
    while !rest.is_empty() {
        // The last lines may hold the first half of a label, or of the period after one.
        if words.whole(rest).is_none() && begins_label(words, rest)
            || !labels.is_empty() && period(grammar, rest).is_ok_and(|(after, _)| after.trim().is_empty())
        {
            return Labels::Begun;
        }
        let Some((entry, taken)) = words.start(rest) else {
            return Labels::No;
        };
        // Another name begins another header.
        if entry.id == "name" && !labels.is_empty() {
            return Labels::No;
        }
        let mut end = taken;
        if let Ok((after, _)) = period(grammar, &rest[taken..])
            && rest[taken..].len() > after.len()
        {
            let found = &rest[taken..rest.len() - after.len()];
            // `Utfall … Period` is two labels, not an outcome and its period.
            if found.chars().any(|letter| letter.is_ascii_digit()) {
                end = rest.len() - after.len();
            }
        }
        labels.push(rest[..end].split_whitespace().collect::<Vec<_>>().join(" "));
        rest = rest[end..].trim_start();
    }
    Labels::Whole(labels)
}

fn begins_label(words: &Words, text: &str) -> bool {
    let wanted = crate::grammar::squash(text);
    words
        .entries
        .iter()
        .flat_map(|entry| &entry.phrases)
        .any(|phrase| crate::grammar::squash(phrase).starts_with(&wanted))
}

/// Reads the rows below a header until something else begins.
fn table(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims, header: Header<'_>) -> (Grid, usize) {
    let mut rows = Rows {
        grammar,
        is_activities: std::ptr::eq(header.words, &grammar.activity_columns),
        count: header.labels.len(),
        grid: Grid::default(),
        pending: Vec::new(),
        after_header: false,
    };
    let mut at = header.next;
    rows.header(header);
    while let Some(group) = group(grammar, sheet, claims, at) {
        if ends_table(grammar, &group.text) {
            break;
        }
        let first = group.lines.first().copied().unwrap_or(at);
        if let Some(again) = header_at(grammar, sheet, claims, first) {
            // Another kind of table, or other columns: a table of its own.
            if again.words.file != rows_file(grammar, rows.is_activities) || again.labels.len() != rows.count
            {
                break;
            }
            at = again.next;
            rows.header(again);
            continue;
        }
        let next = group.next;
        if !rows.take(group) {
            break;
        }
        at = next;
    }
    let back = rows.finish();
    (rows.grid, back.unwrap_or(at))
}

fn rows_file(grammar: &Grammar, is_activities: bool) -> &str {
    if is_activities {
        &grammar.activity_columns.file
    } else {
        &grammar.indicator_columns.file
    }
}

/// Whether a line begins with a goal label and its colon.
pub(super) fn is_goal_label(grammar: &Grammar, text: &str) -> bool {
    let label = grammar.labels.start(text);
    label.is_some_and(|(_, taken)| text[taken..].starts_with(':'))
}

/// Goal labels, markers, sections and headings never stand in a table; comment labels do.
fn ends_table(grammar: &Grammar, text: &str) -> bool {
    let text = text.trim();
    let is_comment = grammar
        .rows
        .start(text)
        .is_some_and(|(entry, _)| entry.id == "comment");
    is_goal_label(grammar, text)
        || !is_comment
            && (grammar.sections.whole(text).is_some()
                || grammar.headings.whole(text).is_some()
                || grammar.markers.whole(text).is_some())
}

struct Rows<'g> {
    grammar: &'g Grammar,
    is_activities: bool,
    count: usize,
    grid: Grid,
    /// Groups of a row that is not yet whole.
    pending: Vec<Group>,
    after_header: bool,
}

impl Rows<'_> {
    fn header(&mut self, header: Header<'_>) {
        let cells = header.labels.into_iter().map(cell).collect();
        self.grid.rows.push(GridRow {
            cells,
            place: header.place,
            lines: header.lines,
            ..GridRow::default()
        });
        self.after_header = self.grid.rows.len() > 1;
    }

    /// Takes a group into the table. False: the group cannot belong to it.
    fn take(&mut self, group: Group) -> bool {
        const LONGEST_ROW: usize = 6;
        let text = group.text.trim().to_owned();
        if self.pending.is_empty() {
            if self
                .grammar
                .rows
                .start(&text)
                .is_some_and(|(entry, _)| entry.id == "comment")
            {
                self.push(vec![text], &group);
                return true;
            }
            if self.follows_comment_label() || self.continues_row(&text) {
                self.push(vec![text], &group);
                return true;
            }
        }
        self.pending.push(group);
        if self.complete() {
            return true;
        }
        if self.pending.len() > LONGEST_ROW {
            return false;
        }
        true
    }

    /// The row before is a comment label without text.
    fn follows_comment_label(&self) -> bool {
        self.grid.rows.last().is_some_and(|row| {
            row.is_single()
                && self
                    .grammar
                    .rows
                    .whole(&row.cells[0].text)
                    .is_some_and(|entry| entry.id == "comment")
        })
    }

    /// Under a repeated header, words that begin in lower case are the rest of the row before, and so is
    /// a year after a period that lacks one.
    fn continues_row(&mut self, text: &str) -> bool {
        if !self.after_header {
            return false;
        }
        let names = [&self.grammar.indicator_columns, &self.grammar.activity_columns];
        let is_header = |row: &GridRow| {
            names
                .iter()
                .any(|words| words.whole(&row.cells[0].text).is_some())
        };
        if is_year(text)
            && let Some(row) = self
                .grid
                .rows
                .iter_mut()
                .rev()
                .find(|row| !row.is_single() && !is_header(row))
            && let Some(last) = row.cells.last_mut()
            && self.grammar.periods.whole(&last.text).is_some()
        {
            last.text = format!("{} {text}", last.text);
            // The line is accounted for by an empty row under the header.
            return true;
        }
        let begins_low = text.starts_with(|letter: char| letter.is_lowercase() || letter == '(');
        let has_values = text.chars().any(|letter| letter.is_ascii_digit());
        begins_low && !has_values
    }

    /// Whether the pending groups make a whole row; if so it is added.
    fn complete(&mut self) -> bool {
        let mut joined = String::new();
        for group in &self.pending {
            if !joined.is_empty() {
                joined.push('\u{1}');
            }
            joined.push_str(group.text.trim_end());
        }
        let found = if self.is_activities {
            activity(self.grammar, &joined, self.count)
        } else {
            indicator(self.grammar, &joined, self.count)
        };
        let Some(cells) = found else { return false };
        let groups = std::mem::take(&mut self.pending);
        let mut all = Group {
            place: groups.first().map_or(Place::default(), |group| group.place),
            ..Group::default()
        };
        for group in groups {
            all.lines.extend(group.lines);
        }
        self.push(cells, &all);
        self.after_header = false;
        true
    }

    fn push(&mut self, mut texts: Vec<String>, group: &Group) {
        let mut marks = Vec::new();
        if let Some(name) = texts.first_mut() {
            while let Some(glyph) = name.chars().next().filter(|glyph| super::text::is_mark(*glyph)) {
                marks.push(Mark {
                    glyph: Some(glyph),
                    colour: None,
                    bbox: None,
                    ..Mark::default()
                });
                *name = name[glyph.len_utf8()..].trim_start().to_owned();
            }
        }
        let mut cells: Vec<GridCell> = texts.into_iter().map(cell).collect();
        cells.resize_with(self.count, GridCell::default);
        // A year that completed the row before leaves only its line behind.
        if self.after_header
            && cells
                .iter()
                .all(|cell| year(&cell.text).is_ok() || cell.text.is_empty())
        {
            if let Some(row) = self.grid.rows.last_mut() {
                row.lines.extend(&group.lines);
            }
            return;
        }
        self.grid.rows.push(GridRow {
            cells,
            place: group.place,
            lines: group.lines.clone(),
            marks,
            ..GridRow::default()
        });
    }

    /// Groups that made no row: given back as text when they end the table, so that nothing is lost.
    fn finish(&mut self) -> Option<usize> {
        let first = self.pending.first()?;
        first.lines.first().copied()
    }
}

fn cell(text: String) -> GridCell {
    GridCell {
        text: text
            .split([' ', '\u{1}', '\u{a0}'])
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        ..GridCell::default()
    }
}

/// Borders between the values of a row that stands on a line: where the target wraps, before the period.
const MOST_BORDERS: usize = 2;

/// `row = name separator cells, where the last cell is a period and the count is right`
fn indicator(grammar: &Grammar, text: &str, count: usize) -> Option<Vec<String>> {
    let border = |letter: char| letter == ' ' || letter == '\u{1}';
    let longest = |(at, _): &(usize, char)| text.len() - at > LONGEST_RUN;
    let separators = text.char_indices().skip_while(longest);
    for (at, separator) in separators.filter(|(_, letter)| border(*letter)) {
        let name = text[..at].trim_matches(border);
        // The name is one cell, and so are the values but for those that wrap: more borders mean that
        // every cell stands alone and that empty ones left no trace.
        let values = &text[at..];
        let borders = values.trim_start_matches(border).matches('\u{1}').count();
        if !name.chars().any(char::is_alphabetic) || name.contains('\u{1}') || borders > MOST_BORDERS {
            continue;
        }
        if let Some(values) = cells(grammar, &text[at + separator.len_utf8()..], count - 1)
            && values
                .last()
                .is_some_and(|last| crate::lex::whole_period(grammar, last).is_some())
        {
            return Some([vec![name.to_owned()], values].concat());
        }
    }
    None
}

/// `row = name date date [deviation]`
fn activity(_grammar: &Grammar, text: &str, count: usize) -> Option<Vec<String>> {
    let parts: Vec<&str> = text
        .split([' ', '\u{1}'])
        .filter(|part| !part.is_empty())
        .collect();
    let first = parts.iter().position(|part| whole_date(part).is_some())?;
    let second = parts.get(first + 1).filter(|part| whole_date(part).is_some())?;
    let mut cells = vec![
        parts[..first].join(" "),
        parts[first].to_owned(),
        (*second).to_owned(),
        parts[first + 2..].join(" "),
    ];
    cells.truncate(count);
    (first > 0).then_some(cells)
}
