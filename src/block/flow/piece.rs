//! The pieces of a table, in the order in which the converter printed them.

use super::labels::Bits;
use super::phrase::{begins_phrase, subsequence, to_be_set};
use crate::block::text::{Sheet, take_marks};
use crate::block::{LineId, Mark};
use crate::grammar::{Entry, Grammar, Words, squash};
use crate::lex::{LONGEST_RUN, Run, cell as value, is_year, number, run};
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

fn joined(lines: &[Line]) -> String {
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

/// What the pieces are told by.
pub(super) struct Reader<'g> {
    pub(super) grammar: &'g Grammar,
    pub(super) indicators: Bits,
    pub(super) activities: Bits,
    /// The words of what stands where a target is still to be set.
    phrase_words: BTreeSet<String>,
    /// Words with a capital in the middle of a sentence.
    proper: BTreeSet<String>,
    /// Words in lower case.
    common: BTreeSet<String>,
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
        }
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

    /// Words, cut after every line that ends with values; the line's account stays with the words.
    fn names(&self, lines: &[Line]) -> Vec<Piece> {
        let words = |line: &Line| Piece {
            what: What::Words,
            lines: Vec::new(),
            place: line.place,
        };
        let mut pieces: Vec<Piece> = lines.first().map(words).into_iter().collect();
        for line in lines {
            let cut = self.before_values(&line.text);
            let (text, run) = cut.map_or((line.text.as_str(), None), |(text, run)| (text, Some(run)));
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
            .or_else(|| self.of_one_sex(&text))
    }

    /// `av nämnden`, whose beginning stands further up, perhaps with the figures of a period among it.
    fn ends_phrase(&self, text: &str) -> bool {
        const FEWEST: usize = 4;
        let letters: String = text.chars().filter(|letter| !letter.is_ascii_digit()).collect();
        let wanted = squash(&letters);
        wanted.chars().count() >= FEWEST
            && to_be_set(self.grammar)
                .map(squash)
                .any(|phrase| phrase.len() > wanted.len() && phrase.ends_with(&wanted))
    }

    /// `tas fram av`, whose end stands further down.
    fn begun_phrase(&self, text: &str) -> Option<Run> {
        begins_phrase(self.grammar, text).then(|| Run {
            cells: vec![text.to_owned()],
            is_certain: true,
        })
    }

    /// Values whose lines are mixed with those of the cells beside them, as `38 kWh 36` over `/kvm kWh/kvm`:
    /// kept as printed.
    fn mixed_values(&self, group: &[Line], at: usize, end: &mut usize) -> Option<(Run, usize)> {
        let are_values = |line: &Line| line.text.split_whitespace().all(|word| self.is_value_word(word));
        let has_value = |line: &Line| {
            line.text
                .contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '%' | '/'))
        };
        if !has_value(group.get(at)?) {
            return None;
        }
        if *end <= at {
            *end = at + group[at..].iter().take_while(|line| are_values(line)).count();
        }
        let goes_on = group
            .get(*end)
            .is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let count = *end - at;
        (count > 0 && !goes_on).then(|| (as_printed(&group[at..], count), count))
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
                if is_stray(lines, *at, widest) {
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

    /// `24 timmar` among words belongs to them; `96 %`, `540 st` and `2020-01-01` do not.
    fn is_telling(&self, run: &Run) -> bool {
        let grammar = self.grammar;
        run.cells.iter().all(|cell| {
            let value = value(grammar, cell);
            let unit = value.unit.and_then(|unit| grammar.units.whole(&unit));
            let is_figure = value.number.is_some_and(|number| number.scale() > 0)
                || unit.is_some_and(|unit| unit.fact("in_names") == Some("no"));
            is_figure || crate::lex::whole_date(cell).is_some()
        })
    }

    /// `Män 0,35 Kvinnor 0,22`: values with the sex that they are about. A narrow column may cut a word at
    /// the end of the text, or at its start.
    fn of_one_sex(&self, text: &str) -> Option<Run> {
        let mut cells = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let label = match self.grammar.rows.start_glued(rest) {
                Some((entry, taken)) if is_sex(entry) => taken,
                _ => self.piece_of_sex(rest, cells.is_empty())?,
            };
            let after = rest[label..].trim_start();
            let end = match number(after) {
                Ok((after, _)) => {
                    let after = after.trim_start();
                    let unit = self.grammar.units.start(after).map_or(0, |(_, taken)| taken);
                    rest.len() - after.len() + unit
                }
                Err(_) if after.is_empty() && !cells.is_empty() => rest.len(),
                Err(_) => return None,
            };
            cells.push(rest[..end].trim().to_owned());
            rest = rest[end..].trim_start();
        }
        (!cells.is_empty()).then_some(Run {
            cells,
            is_certain: true,
        })
    }

    /// The letters at the start of a text that are the end of a word for a sex, or its beginning where
    /// nothing follows.
    fn piece_of_sex(&self, text: &str, is_first: bool) -> Option<usize> {
        const FEWEST: usize = 3;
        let count = text
            .find(|letter: char| !letter.is_alphabetic())
            .unwrap_or(text.len());
        let wanted = squash(&text[..count]);
        let entries = self.grammar.rows.entries.iter().filter(|entry| is_sex(entry));
        let mut phrases = entries
            .flat_map(|entry| &entry.phrases)
            .map(|phrase| squash(phrase));
        let is_end = is_first && text.starts_with(char::is_lowercase) && count < text.len();
        let is_start = count == text.len() && wanted.chars().count() >= FEWEST;
        let is_piece = phrases
            .any(|phrase| is_end && phrase.ends_with(&wanted) || is_start && phrase.starts_with(&wanted));
        (is_piece && count > 0).then_some(count)
    }

    /// Words without the values at their end: `av socialtjänsten 96 st`.
    fn before_values<'t>(&self, text: &'t str) -> Option<(&'t str, Run)> {
        let starts = text.match_indices(' ').map(|(at, _)| at);
        starts.rev().take(MOST_VALUE_WORDS).find_map(|at| {
            let run = run(self.grammar, &text[at..]).filter(|run| self.is_telling(run))?;
            Some((&text[..at], run))
        })
    }
}

/// Words that a value at the end of a line may have.
const MOST_VALUE_WORDS: usize = 4;

/// One cell that is kept as printed.
fn as_printed(lines: &[Line], count: usize) -> Run {
    Run {
        cells: vec![joined(&lines[..count])],
        is_certain: false,
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

fn is_sex(entry: &Entry) -> bool {
    matches!(entry.id.as_str(), "men" | "women" | "total-sex")
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
