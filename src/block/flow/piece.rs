//! The pieces of a table, in the order in which the converter printed them.

use super::labels::Bits;
use super::phrase::to_be_set;
use super::values::as_printed;
use crate::block::text::{Sheet, take_marks};
use crate::block::{LineId, Mark};
use crate::grammar::{Grammar, Words, squash};
use crate::lex::{LONGEST_RUN, Run, is_year};
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
    /// Its lines; none for values at the end of a line of words.
    pub(super) lines: Vec<Line>,
    pub(super) place: Place,
}

impl Piece {
    /// Its lines joined by spaces.
    pub(super) fn text(&self) -> String {
        joined(&self.lines)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = LineId> {
        self.lines.iter().map(|line| line.id)
    }
}

pub(super) fn joined(lines: &[Line]) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    texts.join(" ")
}

/// A line without the marks at its start.
pub(super) fn line(sheet: &Sheet<'_>) -> Line {
    let words: &[Word] = &sheet.line.words;
    let (mut marks, mut rest) = take_marks(words);
    // A letter that a symbol font shows as a mark.
    if let [letter, next, ..] = rest
        && are_letters(&letter.text)
        && next.text.starts_with(char::is_uppercase)
    {
        marks.push(Mark {
            glyph: letter.text.chars().next(),
            colour: None,
            bbox: None,
            ..Mark::default()
        });
        rest = &rest[1..];
    }
    Line {
        id: sheet.id,
        place: sheet.place,
        text: super::super::text::joined(rest),
        marks,
    }
}

/// The names of all series, as names are compared.
fn series(grammar: &Grammar) -> Vec<String> {
    let register = &grammar.registers.series;
    let names = register.series.iter().map(|series| &series.name);
    let names = names.chain(register.aliases.iter().map(|alias| &alias.name));
    names.map(|name| squash(name)).collect()
}

/// What the pieces are told by.
pub(super) struct Reader<'g> {
    pub(super) grammar: &'g Grammar,
    pub(super) indicators: Bits,
    pub(super) activities: Bits,
    /// The words of what stands where a target is still to be set.
    pub(super) phrase_words: BTreeSet<String>,
    /// Words with a capital in the middle of a sentence.
    proper: BTreeSet<String>,
    /// Words in lower case.
    common: BTreeSet<String>,
    /// The names of known series, as names are compared.
    series: Vec<String>,
}

impl<'g> Reader<'g> {
    pub(super) fn new(grammar: &'g Grammar, sheet: &[Sheet<'_>]) -> Self {
        Reader {
            grammar,
            indicators: Bits::of(grammar, &grammar.indicator_columns),
            activities: Bits::of(grammar, &grammar.activity_columns),
            phrase_words: to_be_set(grammar)
                .flat_map(str::split_whitespace)
                .map(str::to_lowercase)
                .collect(),
            proper: proper(sheet),
            common: words(sheet)
                .filter(|word| word.starts_with(char::is_lowercase))
                .map(str::to_owned)
                .collect(),
            series: series(grammar),
        }
    }

    /// Whether the name of a known series begins with these words.
    pub(super) fn begins_series(&self, text: &str) -> bool {
        let wanted = squash(text);
        self.series.iter().any(|name| name.starts_with(&wanted))
    }

    /// Whether these words are the name of a known series.
    pub(super) fn names_series(&self, text: &str) -> bool {
        self.series.contains(&squash(text))
    }

    /// Whether a word that begins with a capital is written small elsewhere.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(&bare(word).to_lowercase())
    }

    /// Whether a word is a proper name or an abbreviation, as far as the text tells.
    pub(super) fn is_proper(&self, word: &str) -> bool {
        let has_inner = word.chars().skip(1).any(char::is_uppercase);
        has_inner || self.proper.contains(bare(word)) || self.grammar.registers.district_in(word).is_some()
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
        if self.ends_phrase(&joined(group)) {
            return vec![piece(What::Words, group)];
        }
        let mut pieces = Vec::new();
        let mut at = 0;
        let widest = widest(group);
        // Where the words and the values that are looked at end, kept for the lines before that.
        let (mut words_end, mut values_end) = (0, 0);
        while let Some(line) = group.get(at) {
            let rest = &group[at..];
            let (what, count) = if line.text.is_empty() {
                (What::Marks, 1)
            } else if is_stray(group, at, widest[0]) {
                (What::Values(as_printed(rest, 1)), 1)
            } else if let Some(kind) = self.name_label(&line.text) {
                (What::Name(kind), 1)
            } else if self.is_comment(&line.text) {
                (What::Comment, sentences(rest))
            } else if let Some(count) = self.labels(rest) {
                (What::Labels, count)
            } else if are_letters(&line.text) {
                (What::Marks, 1)
            } else if let Some((run, count)) = self
                .longest_values(rest)
                .or_else(|| self.mixed_values(group, at, &mut values_end))
            {
                (What::Values(run), count)
            } else if self.are_units(&line.text) {
                (What::Values(as_printed(rest, 1)), 1)
            } else {
                if words_end <= at {
                    words_end = self.words_end(group, at);
                }
                (What::Words, self.words(rest, words_end - at, widest[at]))
            };
            match what {
                What::Words => pieces.extend(self.names(&rest[..count])),
                what => pieces.push(piece(what, &rest[..count])),
            }
            at += count;
        }
        pieces
    }

    /// Units that no name has, alone: their figures stand on another line.
    fn are_units(&self, text: &str) -> bool {
        let is_unit = |word: &str| {
            let unit = self.grammar.units.whole(word);
            unit.is_some_and(|unit| unit.fact("in_names") == Some("no"))
        };
        !text.is_empty() && text.split_whitespace().all(is_unit)
    }

    /// Words, cut after every line that ends with values; the line's account stays with the words.
    fn names(&self, lines: &[Line]) -> Vec<Piece> {
        let words = |line: &Line| Piece {
            what: What::Words,
            lines: Vec::new(),
            place: line.place,
        };
        let mut pieces: Vec<Piece> = lines.first().map(words).into_iter().collect();
        for line in lines {
            let mut text = line.text.as_str();
            if let Some(last) = pieces.last_mut()
                && let What::Values(run) = &mut last.what
            {
                text = self.complete(run, text);
                if text.is_empty() {
                    last.lines.push(Line {
                        text: String::new(),
                        ..line.clone()
                    });
                    continue;
                }
            }
            let cut = self.before_values(text);
            let (text, run) = cut.map_or((text, None), |(text, run)| (text, Some(run)));
            if !matches!(pieces.last(), Some(last) if matches!(last.what, What::Words)) {
                pieces.push(words(line));
            }
            if let Some(last) = pieces.last_mut() {
                last.lines.push(Line {
                    text: text.to_owned(),
                    ..line.clone()
                });
            }
            pieces.extend(run.map(|run| Piece {
                what: What::Values(run),
                lines: Vec::new(),
                place: line.place,
            }));
        }
        pieces
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
        /// No header has more lines.
        const MOST_LINES: usize = 100;
        let lines = &lines[..lines.len().min(MOST_LINES)];
        [Kind::Activities, Kind::Indicators]
            .into_iter()
            .filter_map(|kind| {
                let bits = self.bits(kind);
                let before = std::iter::once("").chain(lines.iter().map(|line| line.text.as_str()));
                let count = lines
                    .iter()
                    .zip(before)
                    .take_while(|(line, before)| bits.are_bits_after(before, &line.text))
                    .count();
                (count > 0 && bits.tell(&joined(&lines[..count]))).then_some(count)
            })
            .max()
    }

    /// The next line after this one that begins anew, or the end of the group.
    fn words_end(&self, group: &[Line], at: usize) -> usize {
        let begins = |line: &Line| {
            let is_label = |words: &Words| words.whole(&line.text).is_some();
            is_label(&self.grammar.indicator_columns)
                || is_label(&self.grammar.activity_columns)
                || self.name_label(&line.text).is_some()
                || self.is_comment(&line.text)
        };
        let found = group[at + 1..].iter().position(begins);
        found.map_or(group.len(), |next| at + 1 + next)
    }

    /// Words go on to this end, but for values before it.
    fn words(&self, lines: &[Line], end: usize, widest: usize) -> usize {
        let mut rest: usize = lines[..end].iter().map(|line| line.text.len() + 1).sum();
        (1..end)
            .find(|at| {
                rest -= lines[at - 1].text.len() + 1;
                if is_stray(lines, *at, widest) || self.are_units(&lines[*at].text) {
                    return true;
                }
                // A year in the middle of a name is a value of the row, one at the end a part of the label.
                let goes_on = lines
                    .get(at + 1)
                    .is_some_and(|next| next.text.starts_with(char::is_lowercase));
                let tells =
                    |run: Run| self.is_telling(&run) || goes_on && run.cells.iter().all(|cell| is_year(cell));
                self.values(&lines[*at..=*at]).is_some_and(tells)
                    || rest <= LONGEST_RUN
                        && self
                            .values(&lines[*at..end])
                            .is_some_and(|run| self.is_telling(&run))
            })
            .unwrap_or(end)
    }
}

/// A line of one small word that the line before had room for: lines are filled before others begin, and
/// so it is of a cell beside them.
fn is_stray(lines: &[Line], at: usize, widest: usize) -> bool {
    let Some((before, line)) = at
        .checked_sub(1)
        .and_then(|last| Some((lines.get(last)?, lines.get(at)?)))
    else {
        return false;
    };
    line.text.chars().all(char::is_lowercase)
        && !line.text.is_empty()
        && lines.len() > at + 1
        && width(before) + 1 + width(line) <= widest
}

fn width(line: &Line) -> usize {
    line.text.chars().count()
}

/// The width of the widest line from each line on.
fn widest(lines: &[Line]) -> Vec<usize> {
    let mut widths: Vec<usize> = lines.iter().map(width).collect();
    for at in (1..widths.len()).rev() {
        widths[at - 1] = widths[at - 1].max(widths[at]);
    }
    widths
}

/// A comment is sentences: lines after its last full stop are no part of it.
fn sentences(lines: &[Line]) -> usize {
    lines
        .iter()
        .rposition(|line| line.text.ends_with(['.', '!', '?']))
        .map_or(lines.len(), |at| at + 1)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn words<'s>(sheet: &'s [Sheet<'_>]) -> impl Iterator<Item = &'s str> {
    let words = sheet.iter().flat_map(|line| &line.line.words);
    words.map(|word| bare(&word.text))
}

/// Words with a capital after a word in lower case.
fn proper(sheet: &[Sheet<'_>]) -> BTreeSet<String> {
    let lines = sheet.iter().map(|line| &line.line.words);
    let pairs = lines.flat_map(|words| words.iter().zip(words.iter().skip(1)));
    pairs
        .filter(|(before, word)| {
            before.text.ends_with(char::is_lowercase) && word.text.starts_with(char::is_uppercase)
        })
        .map(|(_, word)| bare(&word.text).to_owned())
        .collect()
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
        place: lines.first().map_or(Place::default(), |line| line.place),
    }
}
