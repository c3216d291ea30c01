//! The pieces of a table, in the order in which the converter printed them.

use super::labels::Bits;
use crate::block::text::{Sheet, take_marks};
use crate::block::{LineId, Mark};
use crate::grammar::{Grammar, Words, squash};
use crate::lex::{Run, run};
use crate::page::Word;
use crate::trace::Place;
use std::collections::BTreeSet;

/// Which table a label of its first column begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Indicators,
    Activities,
}

/// A printed line of a piece, marks taken off.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) id: LineId,
    pub(super) place: Place,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

/// What a piece is.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// The label of the first column, with labels that stand on the same line.
    Name(Kind),
    /// Pieces of other column labels.
    Labels,
    /// Marks alone.
    Marks,
    /// Values.
    Values(Run),
    /// A comment label, with the text that follows it.
    Comment,
    /// Anything else: names, and text that may be no part of the table.
    Words,
}

/// Lines that are one thing.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) what: What,
    pub(super) lines: Vec<Line>,
}

impl Piece {
    /// Its lines joined by spaces.
    pub(super) fn text(&self) -> String {
        joined(&self.lines)
    }

    pub(super) fn place(&self) -> Place {
        self.lines.first().map_or(Place::default(), |line| line.place)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = LineId> {
        self.lines.iter().map(|line| line.id)
    }
}

fn joined(lines: &[Line]) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    texts.join(" ")
}

/// A line without the marks at its start.
pub(super) fn line(sheet: &Sheet<'_>) -> Line {
    let words: &[Word] = &sheet.line.words;
    let (marks, rest) = take_marks(words);
    Line {
        id: sheet.id,
        place: sheet.place,
        text: super::super::text::joined(rest),
        marks,
    }
}

/// What the pieces are told by.
pub(super) struct Reader<'g> {
    pub(super) grammar: &'g Grammar,
    pub(super) indicators: Bits,
    pub(super) activities: Bits,
    /// The words of what stands where a target is still to be set.
    phrase_words: BTreeSet<String>,
}

impl<'g> Reader<'g> {
    pub(super) fn new(grammar: &'g Grammar) -> Self {
        Reader {
            grammar,
            indicators: Bits::of(grammar, &grammar.indicator_columns),
            activities: Bits::of(grammar, &grammar.activity_columns),
            phrase_words: to_be_set(grammar)
                .flat_map(str::split_whitespace)
                .map(str::to_lowercase)
                .collect(),
        }
    }

    fn bits(&self, kind: Kind) -> &Bits {
        match kind {
            Kind::Indicators => &self.indicators,
            Kind::Activities => &self.activities,
        }
    }

    /// `name-line = name-label *label-bit`
    pub(super) fn name_label(&self, text: &str) -> Option<Kind> {
        [
            (Kind::Indicators, &self.grammar.indicator_columns),
            (Kind::Activities, &self.grammar.activity_columns),
        ]
        .into_iter()
        .find_map(|(kind, words)| {
            let (entry, taken) = words.start(text)?;
            let rest = text[taken..].trim();
            (entry.id == "name" && (rest.is_empty() || self.bits(kind).are_bits(rest))).then_some(kind)
        })
    }

    /// The kind of table whose labels the text is a part of.
    pub(super) fn labelled(&self, text: &str) -> Option<Kind> {
        // `Avvikelse` is a label of one kind only, `Period` of the other.
        [Kind::Activities, Kind::Indicators]
            .into_iter()
            .find(|kind| self.bits(*kind).are_bits(text))
    }

    pub(super) fn is_comment(&self, text: &str) -> bool {
        self.grammar.rows.start(text).is_some_and(|(entry, taken)| {
            let rest = text[taken..].trim_start_matches([':', ' ']);
            entry.id == "comment" && !rest.starts_with(char::is_lowercase)
        })
    }

    /// The pieces of lines that stand together.
    ///
    /// `group = values / *(name-line / labels / marks / values) [words [values]]`
    pub(super) fn pieces(&self, group: &[Line]) -> Vec<Piece> {
        if let Some(run) = self.values(group) {
            return vec![piece(What::Values(run), group)];
        }
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(line) = group.get(at) {
            let rest = &group[at..];
            let (what, count) = if line.text.is_empty() {
                (What::Marks, 1)
            } else if let Some(kind) = self.name_label(&line.text) {
                (What::Name(kind), 1)
            } else if self.is_comment(&line.text) {
                (What::Comment, sentences(rest))
            } else if let Some(count) = self.labels(rest) {
                (What::Labels, count)
            } else if are_letters(&line.text) {
                (What::Marks, 1)
            } else if let Some((run, count)) = self.longest_values(rest).or_else(|| self.mixed_values(rest)) {
                (What::Values(run), count)
            } else {
                (What::Words, self.words(rest))
            };
            pieces.push(piece(what, &rest[..count]));
            at += count;
        }
        pieces
    }

    /// Values of one cell or several, two cells whose lines alternate among them.
    fn values(&self, lines: &[Line]) -> Option<Run> {
        let text = joined(lines);
        // `år` is the last word of a name, `År` a period.
        let is_word =
            text.chars().all(|letter| letter.is_lowercase()) && self.grammar.periods.whole(&text).is_some();
        if is_word {
            return None;
        }
        run(self.grammar, &text)
            .or_else(|| {
                let words: Vec<&str> = text.split_whitespace().collect();
                self.alternating(&words)
            })
            .or_else(|| self.begun_phrase(&text))
    }

    /// `tas fram av`, whose end stands further down.
    fn begun_phrase(&self, text: &str) -> Option<Run> {
        let wanted = squash(text);
        let (entry, _) = self.grammar.qualifiers.start(text)?;
        let is_begun = entry.fact("kind") == Some("to-be-set")
            && entry
                .phrases
                .iter()
                .any(|phrase| squash(phrase).starts_with(&wanted));
        is_begun.then(|| Run {
            cells: vec![text.to_owned()],
            is_certain: true,
        })
    }

    /// Values whose lines are mixed with those of the cells beside them, as `38 kWh 36` over `/kvm kWh/kvm`:
    /// kept as printed.
    fn mixed_values(&self, lines: &[Line]) -> Option<(Run, usize)> {
        let are_values = |line: &Line| line.text.split_whitespace().all(|word| self.is_value_word(word));
        let has_value = |line: &Line| {
            line.text
                .contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '%' | '/'))
        };
        if !lines.first().is_some_and(has_value) {
            return None;
        }
        let count = lines.iter().take_while(|line| are_values(line)).count();
        let goes_on = lines
            .get(count)
            .is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let run = Run {
            cells: vec![joined(&lines[..count])],
            is_certain: false,
        };
        (count > 0 && !goes_on).then_some((run, count))
    }

    /// A number, a unit or a part of one, a word of a period or of what stands instead of a number.
    fn is_value_word(&self, word: &str) -> bool {
        let grammar = self.grammar;
        let unit = word.trim_matches('/');
        word.starts_with(|letter: char| letter.is_ascii_digit())
            || grammar.units.whole(unit).is_some()
            || grammar.periods.whole(word).is_some()
            || self.phrase_words.contains(&word.to_lowercase())
    }

    /// `Tas fram 2020 av nämnd`: the lines of a phrase and of the cell beside it, one after the other.
    fn alternating(&self, words: &[&str]) -> Option<Run> {
        const MOST_WORDS: usize = 16;
        if words.len() > MOST_WORDS {
            return None;
        }
        let mut best: Option<(Vec<usize>, Run)> = None;
        for phrase in to_be_set(self.grammar).filter(|phrase| phrase.contains(' ')) {
            let Some(taken) = subsequence(phrase, words) else {
                continue;
            };
            let others: Vec<&str> = (0..words.len())
                .filter(|at| !taken.contains(at))
                .map(|at| words[at])
                .collect();
            let is_longer = best.as_ref().is_none_or(|(before, _)| before.len() < taken.len());
            if is_longer && let Some(mut run) = run(self.grammar, &others.join(" ")) {
                let phrase: Vec<&str> = taken.iter().map(|at| words[*at]).collect();
                run.cells.insert(0, phrase.join(" "));
                best = Some((taken, run));
            }
        }
        best.map(|(_, run)| run)
    }

    /// As many lines from here as are values together, none of them the beginning of words.
    fn longest_values(&self, lines: &[Line]) -> Option<(Run, usize)> {
        const MOST_LINES: usize = 12;
        (1..=lines.len().min(MOST_LINES))
            .rev()
            .find_map(|count| Some((self.values(&lines[..count])?, count)))
    }

    /// As many lines from here as are parts of column labels; none if a name goes on after them.
    fn labels(&self, lines: &[Line]) -> Option<usize> {
        let count = self.label_lines(lines)?;
        let goes_on = lines.get(count).is_some_and(|next| {
            next.text.starts_with(char::is_lowercase) && self.longest_values(&lines[count..]).is_none()
        });
        (!goes_on).then_some(count)
    }

    fn label_lines(&self, lines: &[Line]) -> Option<usize> {
        [Kind::Activities, Kind::Indicators]
            .into_iter()
            .filter_map(|kind| {
                let bits = self.bits(kind);
                let count = lines
                    .iter()
                    .enumerate()
                    .take_while(|(at, line)| bits.are_bits_after(&joined(&lines[..*at]), &line.text))
                    .count();
                (count > 0 && bits.tell(&joined(&lines[..count]))).then_some(count)
            })
            .max()
    }

    /// Words go on to the end of the group, but for values at its end and for what begins anew.
    fn words(&self, lines: &[Line]) -> usize {
        let end = lines
            .iter()
            .skip(1)
            .position(|line| {
                let is_label = |words: &Words| words.whole(&line.text).is_some();
                is_label(&self.grammar.indicator_columns)
                    || is_label(&self.grammar.activity_columns)
                    || self.name_label(&line.text).is_some()
                    || self.is_comment(&line.text)
            })
            .map_or(lines.len(), |at| at + 1);
        (1..end)
            .find(|at| {
                let tells = |run: Run| self.is_telling(&run);
                self.values(&lines[*at..=*at]).is_some_and(tells)
                    || self.values(&lines[*at..end]).is_some_and(tells)
            })
            .unwrap_or(end)
    }

    /// `24 timmar` among words belongs to them, `96 %` and `2020-01-01` do not.
    fn is_telling(&self, run: &Run) -> bool {
        run.cells.iter().all(|cell| {
            cell.ends_with('%')
                || crate::lex::whole_date(cell).is_some()
                || cell.contains(',') && cell.contains(|letter: char| letter.is_ascii_digit())
        })
    }
}

/// A comment is sentences: lines after its last full stop are no part of it.
fn sentences(lines: &[Line]) -> usize {
    lines
        .iter()
        .rposition(|line| line.text.ends_with(['.', '!', '?']))
        .map_or(lines.len(), |at| at + 1)
}

/// Letters that a symbol font shows as marks.
fn are_letters(text: &str) -> bool {
    text.split_whitespace()
        .all(|word| word.chars().count() == 1 && word.starts_with(char::is_lowercase))
}

fn piece(what: What, lines: &[Line]) -> Piece {
    Piece {
        what,
        lines: lines.to_vec(),
    }
}

/// What stands where a target is still to be set.
fn to_be_set(grammar: &Grammar) -> impl Iterator<Item = &str> {
    let entries = grammar.qualifiers.entries.iter();
    entries
        .filter(|entry| entry.fact("kind") == Some("to-be-set"))
        .flat_map(|entry| entry.phrases.iter().map(String::as_str))
}

/// The positions of the words of a phrase, if they stand in this order among others.
fn subsequence(phrase: &str, words: &[&str]) -> Option<Vec<usize>> {
    let mut taken = Vec::new();
    let mut at = 0;
    for wanted in phrase.split_whitespace() {
        let found = words[at..]
            .iter()
            .position(|word| word.to_lowercase() == wanted.to_lowercase())?;
        taken.push(at + found);
        at += found + 1;
    }
    Some(taken)
}
