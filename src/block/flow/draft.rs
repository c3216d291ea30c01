//! The pieces of a zone become the tables that stand in it.

use super::phrase::{begins_phrase, begun_phrase, is_part_of_phrase};
use super::piece::{Kind, Line, Piece, Reader, What, joined};
use super::zone::ends_sentence;
use crate::block::{LineId, Mark};
use crate::grammar::{Grammar, squash};
use crate::trace::Place;
use std::collections::{BTreeMap, BTreeSet};

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) place: Place,
}

/// A row as far as it can be told.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The lines of its name.
    pub(super) name: Vec<Line>,
    /// Marks before its name.
    pub(super) marks: Vec<Mark>,
    /// What stands between its name and the next.
    pub(super) cells: Vec<Cell>,
    /// Lines of its values.
    pub(super) lines: Vec<LineId>,
    /// Every value is cut from the others with certainty.
    pub(super) is_certain: bool,
    /// What the column for deviations says between its name and the next.
    pub(super) deviations: Vec<Cell>,
    /// Its comment, label first.
    pub(super) comment: Vec<Line>,
    /// How many more brackets its name opens than it closes.
    open: i64,
}

impl Row {
    fn add_to_name(&mut self, line: &Line) {
        self.open += open_brackets(&line.text);
        self.name.push(line.clone());
    }

    /// Whether a bracket is open at the end of its name.
    fn is_open(&self) -> bool {
        self.open > 0
    }
}

/// A table on its way.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) place: Place,
    /// Lines of the header, wherever they stand.
    pub(super) header: Vec<LineId>,
    /// The pieces of its labels.
    pub(super) labels: String,
    /// How often the label of the first column is printed.
    pub(super) times: usize,
    pub(super) rows: Vec<Row>,
    /// Values that came before any name.
    pub(super) early: Vec<Cell>,
    early_lines: Vec<LineId>,
    /// The converter went through it row by row: nothing of the header stands among the rows.
    pub(super) is_orderly: bool,
    /// The label of the first column was the last piece but for other labels.
    in_header: bool,
    /// Rows whose names have an open bracket.
    open: BTreeSet<usize>,
    /// The rows and cells that are the beginning of a phrase, by what they say.
    begun: BTreeMap<String, Vec<(usize, usize)>>,
    /// How often a label was found among the labels, and up to where.
    found: BTreeMap<String, (usize, usize)>,
}

impl Draft {
    fn new(kind: Kind, place: Place) -> Self {
        Draft {
            kind,
            place,
            header: Vec::new(),
            labels: String::new(),
            times: 0,
            rows: Vec::new(),
            early: Vec::new(),
            early_lines: Vec::new(),
            is_orderly: true,
            in_header: true,
            open: BTreeSet::new(),
            begun: BTreeMap::new(),
            found: BTreeMap::new(),
        }
    }

    fn add_labels(&mut self, text: &str) {
        self.labels.push_str(text);
        self.labels.push(' ');
    }

    /// How often a label is printed in the header so far.
    fn count_labels(&mut self, wanted: String) -> usize {
        let (count, from) = self.found.get(&wanted).copied().unwrap_or_default();
        let labels = squash(&self.labels[from..]);
        let found = count + labels.matches(&wanted).count();
        self.found.insert(wanted, (found, self.labels.len()));
        found
    }

    /// Adds values to the last row; none if there is no row.
    fn add_cells(&mut self, grammar: &Grammar, cells: impl Iterator<Item = Cell>) -> Option<&mut Row> {
        let last = self.rows.len().checked_sub(1)?;
        for cell in cells {
            if let Some(begun) = begun_phrase(grammar, letters(&cell.text).trim()) {
                let at = (last, self.rows[last].cells.len());
                self.begun.entry(begun).or_default().push(at);
            }
            self.rows[last].cells.push(cell);
        }
        self.rows.last_mut()
    }

    /// The row whose name a line goes on with: the last, but for the end of a bracket that only another
    /// has opened, and for words that the name of a known series has, while the last name is none with them.
    fn row_of(&self, reader: &Reader<'_>, line: &Line) -> Option<usize> {
        const NEAR: usize = 6;
        const MOST_LINES: usize = 12;
        let last = self.rows.last()?;
        let closes = line.text.contains(')') && !line.text.contains('(');
        let makes_series = |row: &Row| {
            row.name.len() <= MOST_LINES
                && reader.begins_series(&format!("{} {}", joined(&row.name), line.text))
        };
        let at = if last.name.is_empty() || makes_series(last) {
            None
        } else if closes && !last.is_open() {
            self.open.last().copied()
        } else {
            let from = self.rows.len().saturating_sub(NEAR);
            let found = self.rows[from..]
                .iter()
                .rposition(|row| !row.name.is_empty() && makes_series(row));
            found.map(|at| from + at)
        };
        Some(at.unwrap_or(self.rows.len() - 1))
    }

    /// Goes on with the name of a row.
    fn continue_name(&mut self, at: usize, line: &Line) -> Option<&mut Row> {
        let row = self.rows.get_mut(at)?;
        row.add_to_name(line);
        match row.is_open() {
            true => self.open.insert(at),
            false => self.open.remove(&at),
        };
        Some(row)
    }

    /// Lines of values that belong to no row.
    pub(super) fn early_lines(&self) -> &[LineId] {
        &self.early_lines
    }
}

/// Sorts the pieces into tables.
pub(super) struct Drafts<'r, 'g> {
    reader: &'r Reader<'g>,
    pub(super) drafts: Vec<Draft>,
    /// Marks that wait for their name.
    marks: Vec<Mark>,
    mark_lines: Vec<LineId>,
    /// First words of names, each of which begins a group, and how many it begins.
    starts: BTreeMap<String, usize>,
    /// The widest line of a name.
    widest: usize,
    /// Some name goes on in lower case: the column is too narrow for it.
    wraps: bool,
    /// After a comment label: sentences are comment.
    in_comment: bool,
}

impl<'r, 'g> Drafts<'r, 'g> {
    pub(super) fn of(reader: &'r Reader<'g>, pieces: &[Piece]) -> Vec<Draft> {
        let names = || pieces.iter().filter(|piece| matches!(piece.what, What::Words));
        let mut starts: BTreeMap<String, usize> = BTreeMap::new();
        for piece in names().filter(|piece| !ends_sentence(&piece.text())) {
            if let Some(word) = piece.lines.first().and_then(|line| first_word(&line.text)) {
                *starts.entry(word).or_default() += 1;
            }
        }
        let mut drafts = Drafts {
            reader,
            drafts: Vec::new(),
            marks: Vec::new(),
            mark_lines: Vec::new(),
            starts,
            widest: names()
                .flat_map(|piece| &piece.lines)
                .map(|line| line.text.chars().count())
                .max()
                .unwrap_or(0),
            wraps: names()
                .flat_map(|piece| piece.lines.iter().skip(1))
                .any(|line| line.text.starts_with(char::is_lowercase)),
            in_comment: false,
        };
        for piece in pieces {
            drafts.take(piece);
        }
        drafts.finish()
    }

    fn finish(mut self) -> Vec<Draft> {
        let lines = std::mem::take(&mut self.mark_lines);
        if let Some(last) = self.drafts.last_mut() {
            last.header.extend(lines);
        }
        self.drafts
    }

    fn take(&mut self, piece: &Piece) {
        match &piece.what {
            What::Name(kind) => self.name_label(*kind, piece),
            What::Labels => self.labels(piece),
            What::Marks => {
                self.marks.extend(piece.lines.iter().flat_map(|line| &line.marks));
                self.mark_lines.extend(piece.ids());
            }
            What::Values(run) if !run.is_certain && self.continues_phrase(&piece.text(), piece) => {}
            What::Values(run) => {
                let is_dates = run
                    .cells
                    .iter()
                    .any(|cell| crate::lex::whole_date(cell).is_some());
                let kind = if is_dates {
                    Kind::Activities
                } else {
                    Kind::Indicators
                };
                self.values(kind, &run.cells, run.is_certain, piece);
            }
            What::Comment => self.comment(piece),
            What::Words => self.words(piece),
        }
    }

    /// The last table of a kind, or the last of any.
    fn last_of(&mut self, kind: Kind) -> Option<&mut Draft> {
        let at = self
            .drafts
            .iter()
            .rposition(|draft| draft.kind == kind)
            .or(self.drafts.len().checked_sub(1))?;
        self.drafts.get_mut(at)
    }

    fn name_label(&mut self, kind: Kind, piece: &Piece) {
        if self.drafts.last().is_none_or(|draft| draft.kind != kind) {
            self.drafts.push(Draft::new(kind, piece.place));
        }
        if let Some(draft) = self.drafts.last_mut() {
            let text = piece.text();
            let label = text.split(' ').next().unwrap_or("");
            draft.add_labels(&text[label.len()..]);
            draft.times += 1;
            draft.header.extend(piece.ids());
            draft.in_header = true;
        }
    }

    fn labels(&mut self, piece: &Piece) {
        let text = piece.text();
        let kind = self.reader.labelled(&text).unwrap_or(Kind::Indicators);
        if kind == Kind::Activities && self.deviation(&text, piece) || self.continues_phrase(&text, piece) {
            return;
        }
        if let Some(draft) = self.last_of(kind) {
            draft.add_labels(&text);
            draft.header.extend(piece.ids());
            draft.is_orderly &= draft.in_header;
        }
    }

    /// What the column for deviations says is often its label again: there is one label for a header.
    fn deviation(&mut self, text: &str, piece: &Piece) -> bool {
        if self.reader.grammar.deviations.whole(text).is_none() {
            return false;
        }
        let Some(draft) = self
            .drafts
            .last_mut()
            .filter(|draft| draft.kind == Kind::Activities)
        else {
            return false;
        };
        let wanted = squash(text);
        let printed = draft.count_labels(wanted);
        let is_label = self.reader.labelled(text).is_some();
        match draft.rows.last_mut() {
            Some(row) if !(is_label && printed < draft.times) => {
                row.deviations.push(Cell {
                    text: text.to_owned(),
                    place: piece.place,
                });
                row.lines.extend(piece.ids());
                true
            }
            _ => false,
        }
    }

    fn values(&mut self, kind: Kind, cells: &[String], is_certain: bool, piece: &Piece) {
        let place = piece.place;
        let grammar = self.reader.grammar;
        let Some(draft) = self.last_of(kind) else { return };
        draft.in_header = false;
        let cells = cells.iter().map(|text| Cell {
            text: text.clone(),
            place,
        });
        if draft.rows.is_empty() {
            draft.early.extend(cells);
            draft.early_lines.extend(piece.ids());
        } else if let Some(row) = draft.add_cells(grammar, cells) {
            row.lines.extend(piece.ids());
            row.is_certain &= is_certain;
        }
    }

    fn comment(&mut self, piece: &Piece) {
        let Some(draft) = self.drafts.last_mut() else {
            return;
        };
        draft.in_header = false;
        match draft.rows.last_mut() {
            Some(row) => row.comment.extend(piece.lines.iter().cloned()),
            None => draft.header.extend(piece.ids()),
        }
        self.in_comment = true;
    }

    fn words(&mut self, piece: &Piece) {
        let text = piece.text();
        if self.deviation(&text, piece) || self.continues_phrase(&text, piece) || self.remark(piece) {
            return;
        }
        // After values, words of a phrase go on with no name.
        let grammar = self.reader.grammar;
        let has_values = self.drafts.last().and_then(|draft| draft.rows.last());
        if has_values.is_some_and(|row| !row.cells.is_empty()) && is_part_of_phrase(grammar, &text) {
            self.values(Kind::Indicators, &[text], true, piece);
            return;
        }
        self.in_comment = false;
        let marks = std::mem::take(&mut self.marks);
        let mark_lines = std::mem::take(&mut self.mark_lines);
        // The lines of a piece go on with one name.
        let mut into = None;
        for (at, line) in piece.lines.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &piece.lines[before]);
            let begins = self.begins_name(line, before);
            let Some(draft) = self.drafts.last_mut() else {
                return;
            };
            draft.in_header = false;
            if begins || draft.rows.is_empty() {
                draft.rows.push(Row {
                    is_certain: true,
                    ..Row::default()
                });
                into = None;
            }
            let found = into.or_else(|| draft.row_of(self.reader, line));
            // Where a bracket closes, only this line is of the other name.
            into = found.filter(|found| found + 1 < draft.rows.len() && !line.text.contains(')'));
            let Some(row) = found.and_then(|at| draft.continue_name(at, line)) else {
                return;
            };
            row.marks
                .extend(marks.iter().filter(|_| at == 0).chain(&line.marks));
            row.lines.extend(mark_lines.iter().filter(|_| at == 0));
        }
    }

    /// The end of `tas fram av nämnden` whose beginning stands before, perhaps with the figures of a period
    /// among its letters.
    fn continues_phrase(&mut self, text: &str, piece: &Piece) -> bool {
        let grammar = self.reader.grammar;
        let Some(draft) = self.drafts.last_mut() else {
            return false;
        };
        // Cells that say the same go on with the same.
        let joined = |(row, cell): (usize, usize)| {
            let begun = letters(&draft.rows[row].cells[cell].text);
            let joined = format!("{} {}", begun.trim(), letters(text).trim());
            begins_phrase(grammar, &joined).then_some(((row, cell), joined))
        };
        let last = draft.begun.values().filter_map(|cells| joined(*cells.last()?));
        let Some(((row, cell), joined)) = last.max() else {
            return false;
        };
        for cells in draft.begun.values_mut() {
            cells.pop_if(|last| *last == (row, cell));
        }
        let whole = grammar.qualifiers.spelled(&joined).unwrap_or(joined);
        if let Some(begun) = begun_phrase(grammar, &whole) {
            let cells = draft.begun.entry(begun).or_default();
            cells.insert(cells.partition_point(|other| *other < (row, cell)), (row, cell));
        }
        let row = &mut draft.rows[row];
        // Figures among the letters are of the cell beside it.
        let before = std::mem::replace(&mut row.cells[cell].text, whole);
        let others = [
            (figures(&before), row.cells[cell].place),
            (figures(text), piece.place),
        ];
        row.lines.extend(piece.ids());
        for (text, place) in others.into_iter().filter(|(text, _)| !text.is_empty()) {
            row.is_certain = false;
            row.cells.push(Cell { text, place });
        }
        true
    }

    /// Text below a comment label: sentences, not the name of a breakdown row.
    fn remark(&mut self, piece: &Piece) -> bool {
        let text = piece.text();
        // A name may end with a sentence too, but begins like others and is shorter.
        const LONGEST_NAME: usize = 120;
        let begins_name = text.chars().count() <= LONGEST_NAME
            && first_word(&text).is_some_and(|word| self.starts.contains_key(&word));
        let is_remark = self.in_comment && ends_sentence(&text) && !begins_name;
        let row = self.drafts.last_mut().and_then(|draft| draft.rows.last_mut());
        match row.filter(|_| is_remark) {
            Some(row) => {
                row.comment.extend(piece.lines.iter().cloned());
                true
            }
            None => false,
        }
    }

    /// Whether a line begins a name. Names begin with capitals. Within a group that may also be a proper
    /// name that did not fit on the line before, unless the word is written small elsewhere.
    fn begins_name(&self, line: &Line, before: Option<&Line>) -> bool {
        let Some(draft) = self.drafts.last() else {
            return true;
        };
        let Some(row) = draft.rows.last() else { return true };
        if !line.text.starts_with(char::is_uppercase) {
            return false;
        }
        let Some(word) = first_word(&line.text) else {
            return false;
        };
        let others = self.starts.get(&word).copied().unwrap_or(0);
        // The first line of a group is among the starts itself.
        let is_start = others > usize::from(before.is_none());
        let last = row.name.last().and_then(|line| line.text.split(' ').next_back());
        if !is_start && last.is_some_and(|word| self.reader.grammar.joints.whole(word).is_some()) {
            return false;
        }
        let Some(before) = before else { return true };
        if before.text.ends_with(['-', '\u{2010}', ',']) || row.is_open() {
            return false;
        }
        // A name of two sentences.
        if before.text.ends_with('.') {
            return false;
        }
        let had_room = !self.wraps || before.text.chars().count() + 1 + word.chars().count() <= self.widest;
        !line.marks.is_empty()
            || before.text.ends_with(')')
            || !self.reader.is_proper(&word) && (had_room || is_start || self.reader.is_common(&word))
            || had_room && is_start
    }
}

/// The figures of a text, a space between.
fn figures(text: &str) -> String {
    let parts = text.split(|letter: char| !letter.is_ascii_digit());
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text without its figures.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

/// How many more brackets a text opens than it closes.
pub(super) fn open_brackets(text: &str) -> i64 {
    text.chars().fold(0, |open, letter| match letter {
        '(' => open + 1,
        ')' => open - 1,
        _ => open,
    })
}

fn first_word(text: &str) -> Option<String> {
    text.split(' ')
        .next()
        .map(str::to_owned)
        .filter(|word| !word.is_empty())
}
