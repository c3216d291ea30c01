//! Values among the pieces of a table: whole cells, cells whose lines alternate, and what stands in their place.

use super::phrase::{begins_phrase, subsequence, to_be_set};
use super::piece::{Line, Reader, joined};
use crate::grammar::{Entry, Grammar, squash};
use crate::lex::{Run, ValueKind, begun as value, number, run, whole_period};

impl Reader<'_> {
    /// Values of one cell or several, two cells whose lines alternate among them.
    pub(super) fn values(&self, lines: &[Line]) -> Option<Run> {
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
    pub(super) fn ends_phrase(&self, text: &str) -> bool {
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
    pub(super) fn mixed_values(&self, group: &[Line], at: usize, end: &mut usize) -> Option<(Run, usize)> {
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
    pub(super) fn longest_values(&self, lines: &[Line]) -> Option<(Run, usize)> {
        const MOST_LINES: usize = 12;
        (1..=lines.len().min(MOST_LINES))
            .rev()
            .find_map(|count| Some((self.values(&lines[..count])?, count)))
    }

    /// `24 timmar` among words belongs to them; `96 %`, `540 st` and `2020-01-01` do not.
    pub(super) fn is_telling(&self, run: &Run) -> bool {
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

    /// Words without the values at their end: `av socialtjänsten 96 st`, `Antal hemlösa 25 st 24 st 22 st VB 2008`.
    pub(super) fn before_values<'t>(&self, text: &'t str) -> Option<(&'t str, Run)> {
        if let Some(row) = self.before_row(text) {
            return Some(row);
        }
        let starts = text.match_indices(' ').map(|(at, _)| at);
        starts.rev().take(MOST_VALUE_WORDS).find_map(|at| {
            let run = run(self.grammar, &text[at..]).filter(|run| self.is_telling(run))?;
            Some((&text[..at], run))
        })
    }
}

impl Reader<'_> {
    /// What the line below a row says without the rest of the row's cells at its end: the year of its period, the next
    /// word of a phrase, units. A unit may be of any of the figures before it.
    pub(super) fn complete<'t>(&self, run: &mut Run, text: &'t str) -> &'t str {
        let is_unit = |word: &str| {
            let unit = self.grammar.units.whole(word);
            unit.is_some_and(|unit| unit.fact("in_names") == Some("no"))
        };
        let mut rest = text.trim();
        // Of several cells the last goes on at the end of the line.
        while !rest.is_empty() {
            let starts = rest.match_indices(' ').map(|(at, _)| at + 1).chain([0]);
            let mut starts: Vec<usize> = starts.collect();
            starts.sort_unstable();
            let ends: Vec<&str> = starts.iter().rev().take(2).map(|at| &rest[*at..]).collect();
            let taken = ends.into_iter().rev().find(|end| {
                let end = end.trim();
                let more = run.cells.iter_mut().rev().find_map(|cell| {
                    let whole = self.with_more(cell, end)?;
                    Some((cell, whole))
                });
                match more {
                    Some((cell, whole)) => {
                        *cell = whole;
                        true
                    }
                    None => {
                        let is_of_cells = is_unit(end) || is_repeated(rest, end);
                        run.is_certain &= !is_of_cells;
                        is_of_cells
                    }
                }
            });
            match taken {
                Some(end) => rest = rest[..rest.len() - end.len()].trim_end(),
                None => break,
            }
        }
        rest
    }

    /// A cell with the words that it goes on with: `Halvår` and `1 2019`, `Tas fram` and `av`, `fastställs` and `2019`.
    fn with_more(&self, cell: &str, more: &str) -> Option<String> {
        let grammar = self.grammar;
        let whole = format!("{cell} {more}");
        let is_phrase = |text: &str| begins_phrase(grammar, text) || grammar.qualifiers.whole(text).is_some();
        let has_year = |text: &str| crate::lex::time(grammar, text).is_some_and(|time| time.year.is_some());
        let is_more = if more.starts_with(|letter: char| letter.is_ascii_digit()) {
            let is_dated = whole_period(grammar, cell).is_some() && !has_year(cell);
            is_dated && has_year(&whole) && whole_period(grammar, &whole).is_some()
                || crate::lex::is_year(more)
                    && cell.chars().all(char::is_alphabetic)
                    && value_to_be_set(grammar, &whole)
        } else {
            is_phrase(cell) && begins_phrase(grammar, &whole)
        };
        is_more.then(|| grammar.qualifiers.spelled(&whole).unwrap_or(whole))
    }

    /// Words without the values of a whole row at their end: several, and the only period last. They begin where the
    /// name of a known series ends, or as far to the left as values go.
    fn before_row<'t>(&self, text: &'t str) -> Option<(&'t str, Run)> {
        const FEWEST: usize = 3;
        const MOST_WORDS: usize = 32;
        let is_period = |cell: &String| whole_period(self.grammar, cell).is_some();
        let is_row = |run: &Run| {
            let figures = run
                .cells
                .iter()
                .filter(|cell| value(self.grammar, cell).number.is_some());
            run.is_certain
                && run.cells.len() >= FEWEST
                && run.cells.iter().position(is_period) == Some(run.cells.len() - 1)
                && figures.count() >= FEWEST - 1
        };
        // Most lines of words end with no period, and cost nothing.
        let last = text
            .match_indices(' ')
            .rev()
            .take(2)
            .map(|(at, _)| text[at..].trim());
        if !last
            .into_iter()
            .any(|end| whole_period(self.grammar, end).is_some())
        {
            return None;
        }
        let starts: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        let starts = &starts[starts.len().saturating_sub(MOST_WORDS)..];
        let rows = starts.iter().filter_map(|at| {
            let run = run(self.grammar, &text[*at..]).filter(is_row)?;
            Some((&text[..*at], run))
        });
        let rows: Vec<(&str, Run)> = rows.collect();
        let known = rows.iter().position(|(name, _)| self.names_series(name));
        rows.into_iter().nth(known.unwrap_or(0))
    }
}

/// Whether the last word of a line stands once for each of several cells: `barn barn barn`, `kWh/k kWh/k kWh/kv`. The
/// last cell may be wider than the others.
fn is_repeated(line: &str, last: &str) -> bool {
    let mut words = line.split(' ').rev();
    let is_last = words.next() == Some(last);
    let (before, first) = (words.next(), words.next());
    let ends_alike = |before: &str| last.starts_with(before) || before.ends_with(last);
    is_last && before.is_some_and(|before| before == last || first == Some(before) && ends_alike(before))
}

/// Whether a text says that a target is still to be set.
fn value_to_be_set(grammar: &Grammar, text: &str) -> bool {
    crate::lex::cell(grammar, text).kind == ValueKind::ToBeSet
}

/// Words that a value at the end of a line may have.
const MOST_VALUE_WORDS: usize = 4;

/// One cell that is kept as printed.
pub(super) fn as_printed(lines: &[Line], count: usize) -> Run {
    Run {
        cells: vec![joined(&lines[..count])],
        is_certain: false,
    }
}

fn is_sex(entry: &Entry) -> bool {
    matches!(entry.id.as_str(), "men" | "women" | "total-sex")
}
