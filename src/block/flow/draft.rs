//! The pieces of a zone become the tables that stand in it.

use super::piece::{Kind, Line, Piece, Reader, What, begins_phrase};
use super::zone::ends_sentence;
use crate::block::{LineId, Mark};
use crate::grammar::squash;
use crate::trace::Place;

/// A value with its place.
#[derive(Debug, Clone)]
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
        }
    }

    /// The row whose name a line goes on with: the last, but for the end of a bracket that only another
    /// has opened.
    fn continued(&mut self, text: &str) -> Option<&mut Row> {
        let closes = text.contains(')') && !text.contains('(');
        let at = match self.rows.last() {
            Some(last) if closes && !last.name.is_empty() && !is_open(&last.name) => {
                self.rows.iter().rposition(|row| is_open(&row.name))
            }
            _ => None,
        };
        match at {
            Some(at) => self.rows.get_mut(at),
            None => self.rows.last_mut(),
        }
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
    /// First words of names, each of which begins a group.
    starts: Vec<String>,
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
        let mut drafts = Drafts {
            reader,
            drafts: Vec::new(),
            marks: Vec::new(),
            mark_lines: Vec::new(),
            starts: names()
                .filter(|piece| !ends_sentence(&piece.text()))
                .filter_map(|piece| first_word(&piece.lines.first()?.text))
                .collect(),
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
            draft.labels.push_str(&text[label.len()..]);
            draft.labels.push(' ');
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
            draft.labels.push_str(&text);
            draft.labels.push(' ');
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
        let printed = squash(&draft.labels).matches(&wanted).count();
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
        let Some(draft) = self.last_of(kind) else { return };
        draft.in_header = false;
        let cells = cells.iter().map(|text| Cell {
            text: text.clone(),
            place,
        });
        match draft.rows.last_mut() {
            Some(row) => {
                row.cells.extend(cells);
                row.lines.extend(piece.ids());
                row.is_certain &= is_certain;
            }
            None => {
                draft.early.extend(cells);
                draft.early_lines.extend(piece.ids());
            }
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
        self.in_comment = false;
        let marks = std::mem::take(&mut self.marks);
        let mark_lines = std::mem::take(&mut self.mark_lines);
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
            }
            let Some(row) = draft.continued(&line.text) else {
                return;
            };
            row.name.push(line.clone());
            row.marks
                .extend(marks.iter().filter(|_| at == 0).chain(&line.marks));
            row.lines.extend(mark_lines.iter().filter(|_| at == 0));
        }
    }

    /// The end of `tas fram av nämnden` whose beginning stands before, perhaps with the figures of a period
    /// among its letters.
    fn continues_phrase(&mut self, text: &str, piece: &Piece) -> bool {
        let grammar = self.reader.grammar;
        let letters =
            |text: &str| -> String { text.chars().filter(|letter| !letter.is_ascii_digit()).collect() };
        let Some(draft) = self.drafts.last_mut() else {
            return false;
        };
        for row in draft.rows.iter_mut().rev() {
            for at in (0..row.cells.len()).rev() {
                let joined = format!("{} {}", letters(&row.cells[at].text).trim(), letters(text).trim());
                if !begins_phrase(grammar, &joined) {
                    continue;
                }
                // Figures among the letters are of the cell beside it.
                let place = row.cells[at].place;
                let others = [
                    (figures(&row.cells[at].text), place),
                    (figures(text), piece.place),
                ];
                row.cells[at].text = grammar.qualifiers.spelled(&joined).unwrap_or(joined);
                row.lines.extend(piece.ids());
                for (text, place) in others.into_iter().filter(|(text, _)| !text.is_empty()) {
                    row.is_certain = false;
                    row.cells.push(Cell { text, place });
                }
                return true;
            }
        }
        false
    }

    /// Text below a comment label: sentences, not the name of a breakdown row.
    fn remark(&mut self, piece: &Piece) -> bool {
        let text = piece.text();
        // A name may end with a sentence too, but begins like others and is shorter.
        const LONGEST_NAME: usize = 120;
        let begins_name = text.chars().count() <= LONGEST_NAME
            && first_word(&text).is_some_and(|word| self.starts.contains(&word));
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
        let others = self.starts.iter().filter(|start| **start == word).count();
        // The first line of a group is among the starts itself.
        let is_start = others > usize::from(before.is_none());
        let last = row.name.last().and_then(|line| line.text.split(' ').next_back());
        if !is_start && last.is_some_and(|word| self.reader.grammar.joints.whole(word).is_some()) {
            return false;
        }
        let Some(before) = before else { return true };
        if before.text.ends_with(['-', '\u{2010}', ',']) || is_open(&row.name) {
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

/// Whether a bracket is open at the end.
pub(super) fn is_open(lines: &[Line]) -> bool {
    let count = |sign: char| {
        lines
            .iter()
            .flat_map(|line| line.text.chars())
            .filter(|letter| *letter == sign)
            .count()
    };
    count('(') > count(')')
}

fn first_word(text: &str) -> Option<String> {
    text.split(' ')
        .next()
        .map(str::to_owned)
        .filter(|word| !word.is_empty())
}
