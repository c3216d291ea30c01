//! Values in a row where a converter has joined the cells of a table row by single spaces.
//!
//! Such a converter prints an empty cell as nothing between two separators, so that n spaces between
//! two values mean n-1 empty cells: `1 %   1 % 1,3 %` has two.

use super::number::minus;
use super::{date, number, period};
use crate::grammar::Grammar;

/// Separates cells that stood apart from each other, where a space could also be inside a cell.
pub(crate) const BORDER: char = '\u{1}';

/// Most ways of cutting that are looked at; more means that the text decides nothing.
const MOST_WAYS: usize = 4096;

/// Cuts the text into exactly `count` cells, if there is one way and only one.
///
/// `row = cell *(separator cell) ; separator = SP / BORDER ; cell = \"\" / value`
pub(crate) fn cells(grammar: &Grammar, text: &str, count: usize) -> Option<Vec<String>> {
    let mut search = Search {
        grammar,
        count,
        ways: 0,
        found: Vec::new(),
    };
    search.from(text.trim_end_matches(' '), &mut Vec::new());
    match search.found.as_slice() {
        [only] if search.ways <= MOST_WAYS => Some(only.clone()),
        _ => None,
    }
}

/// Values that stand one after the other, cut at the longest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The values as printed.
    pub(crate) cells: Vec<String>,
    /// They could not be cut in another way: `270 125` may be one number or two.
    pub(crate) is_certain: bool,
}

/// No row of a table is longer, in bytes.
pub(crate) const LONGEST_RUN: usize = 400;

/// Cuts a text that is nothing but values, however many.
///
/// `run = value *(SP value)`
pub(crate) fn run(grammar: &Grammar, text: &str) -> Option<Run> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_RUN {
        return None;
    }
    let mut search = Search {
        grammar,
        count: usize::MAX,
        ways: 0,
        found: Vec::new(),
    };
    search.values(text, &mut Vec::new());
    let is_certain = search.ways <= MOST_WAYS && search.found.len() == 1;
    let cells = search.found.into_iter().next()?;
    Some(Run { cells, is_certain })
}

struct Search<'g> {
    grammar: &'g Grammar,
    count: usize,
    ways: usize,
    found: Vec<Vec<String>>,
}

impl Search<'_> {
    fn from(&mut self, text: &str, cells: &mut Vec<String>) {
        self.ways += 1;
        if self.ways > MOST_WAYS || self.found.len() > 1 || cells.len() >= self.count {
            return;
        }
        // An empty cell: a separator where a value could stand, or the end after a separator.
        if text.is_empty() || text.starts_with([' ', BORDER]) {
            cells.push(String::new());
            self.after(text, cells);
            cells.pop();
        }
        for length in self.lengths(text) {
            cells.push(text[..length].to_owned());
            self.after(&text[length..], cells);
            cells.pop();
        }
    }

    /// One value after the other with a space between, the longest first.
    fn values(&mut self, text: &str, cells: &mut Vec<String>) {
        self.ways += 1;
        if self.ways > MOST_WAYS || self.found.len() > 1 {
            return;
        }
        if text.is_empty() {
            if self.agree(cells) {
                self.found.push(cells.clone());
            }
            return;
        }
        let mut lengths = self.lengths(text);
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        for length in lengths {
            cells.push(text[..length].to_owned());
            self.values(text[length..].trim_start_matches(' '), cells);
            cells.pop();
        }
    }

    /// The values of a row print their unit or leave it out alike, so that `29 448 st` is one value.
    fn agree(&self, cells: &[String]) -> bool {
        let has_unit = |text: &str| {
            let value = super::begun(self.grammar, text);
            value.number.map(|_| value.unit.is_some())
        };
        cells
            .windows(2)
            .all(|pair| (has_unit(&pair[0]), has_unit(&pair[1])) != (Some(false), Some(true)))
    }

    /// After a cell comes the end or a separator.
    fn after(&mut self, rest: &str, cells: &mut Vec<String>) {
        if rest.is_empty() {
            if cells.len() == self.count && !self.found.contains(cells) {
                self.found.push(cells.clone());
            }
        } else if rest.starts_with([' ', BORDER]) {
            self.from(&rest[1..], cells);
        }
    }

    /// The lengths that a value at the start of the text may have.
    fn lengths(&self, text: &str) -> Vec<usize> {
        let mut lengths = Vec::new();
        let mut add = |rest: &str| {
            let length = text.len() - rest.len();
            let ends = rest.is_empty() || rest.starts_with([' ', BORDER]);
            if length > 0 && ends && !lengths.contains(&length) {
                lengths.push(length);
            }
        };
        if text.starts_with([' ', BORDER]) {
            return lengths;
        }
        // A year in a period, a phrase, a number with its unit: what can be more than one word.
        // A word that stands behind a number is no value of its own.
        if let Some((entry, taken)) = self.grammar.qualifiers.start_glued(text)
            && entry.fact("after").is_none()
        {
            let rest = &text[taken..];
            add(rest);
            if let Ok((after, _)) = super::year(rest.trim_start_matches(' ')) {
                add(after);
            }
            if let Ok((after, _)) = number(rest.trim_start_matches(' ')) {
                add(after);
                self.with_unit(after, &mut add);
            }
        }
        if let Ok((rest, _)) = period(self.grammar, text) {
            add(rest);
        }
        if let Ok((rest, _)) = date(text) {
            add(rest);
        }
        // `000` is the end of a number that was cut, never a value.
        let is_rest = text.starts_with('0') && text[1..].starts_with(|letter: char| letter.is_ascii_digit());
        if let Ok((rest, _)) = number(text)
            && !is_rest
        {
            self.with_unit(rest, &mut add);
            self.with_word(rest, &mut add);
            add(rest);
            // `5,7-`
            if let Ok((behind, _)) = minus(rest) {
                add(behind);
            }
            // `270 125 144` may be one number, two or three.
            for (at, _) in text[..text.len() - rest.len()].match_indices(' ') {
                add(&text[at..]);
            }
        }
        lengths
    }

    fn with_unit(&self, rest: &str, add: &mut impl FnMut(&str)) {
        let unit = rest.strip_prefix(' ').unwrap_or(rest);
        if let Some((_, taken)) = self.grammar.units.start(unit) {
            self.with_word(&unit[taken..], add);
            add(&unit[taken..]);
        }
    }

    /// `80 % (prognos)`
    fn with_word(&self, rest: &str, add: &mut impl FnMut(&str)) {
        let word = rest.strip_prefix(' ').unwrap_or(rest);
        if let Some((entry, taken)) = self.grammar.qualifiers.start(word)
            && entry.fact("after").is_some()
        {
            add(&word[taken..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, count: usize) -> Option<Vec<String>> {
        cells(&Grammar::built_in().unwrap(), text, count)
    }

    #[test]
    fn n_spaces_mean_n_minus_one_empty_cells() {
        for (text, wanted) in [
            (
                "0,78 % 0,96 % 0,74 % VB 2016 ",
                vec!["0,78 %", "0,96 %", "0,74 %", "VB 2016"],
            ),
            (
                "1 %   1 % 1,3 % VB 2016",
                vec!["1 %", "", "", "1 %", "1,3 %", "VB 2016"],
            ),
            (
                "270    280 st 10 000 st\u{1}2016",
                vec!["270", "", "", "", "280 st", "10 000 st", "2016"],
            ),
            (
                "    2,5 % tas fram av nämnden\u{1}VB 2016",
                vec!["", "", "", "", "2,5 %", "tas fram av nämnden", "VB 2016"],
            ),
        ] {
            assert_eq!(cut(text, wanted.len()).unwrap(), wanted, "{text}");
        }
    }

    #[test]
    fn what_can_be_cut_in_two_ways_is_not_cut() {
        assert_eq!(cut("8 270 125 st", 2), None);
    }

    #[test]
    fn text_that_is_no_value_is_not_cut() {
        assert_eq!(cut("Antal hemlösa 174 st", 2), None);
    }

    #[test]
    fn a_run_is_cut_at_the_longest_values_and_says_whether_it_had_to_be() {
        let grammar = Grammar::built_in().unwrap();
        for (text, cells, is_certain) in [
            (
                "41,8 % 45,4 % Tas fram av nämnd",
                vec!["41,8 %", "45,4 %", "Tas fram av nämnd"],
                true,
            ),
            ("29 448 st", vec!["29 448 st"], true),
            ("29 448", vec!["29 448"], false),
            ("2020-01-01 2021-12-31", vec!["2020-01-01", "2021-12-31"], true),
            ("Tertial 2 2020", vec!["Tertial 2 2020"], true),
        ] {
            let cells = cells.into_iter().map(str::to_owned).collect();
            assert_eq!(run(&grammar, text), Some(Run { cells, is_certain }), "{text}");
        }
        assert_eq!(run(&grammar, "1 § SoL som avslutats"), None);
    }
}
