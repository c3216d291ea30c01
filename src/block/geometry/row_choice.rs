//! Which lines of a printed table make a row, by all of its lines together.
//!
//! Takes: the lines of a table, its edges and the places between its columns.
//! Gives: rows, as the cheapest way to cut the lines.
//! Never: knows a word.

use super::Measures;
use super::columns::column_of;
use super::edges::Edges;
use super::find::size;
use super::rows::{Rows, is_figure};
use crate::block::Vocabulary;
use crate::block::text::{Sheet, is_mark};
use crate::page::Word;

/// What speaks against a cut or a join, in units of one plain doubt. Set by hand, each with its reason.
mod costs {
    /// An edge through most of the width parts rows, whatever else is said.
    pub(super) const OVER_EDGE: f32 = 12.0;
    /// A row ends without an edge, in a table with edges between its rows.
    pub(super) const NO_EDGE: f32 = 5.0;
    /// Lines farther apart than those of a cell.
    pub(super) const FAR: f32 = 2.5;
    /// As before, for each further type size.
    pub(super) const FARTHER: f32 = 5.0;
    /// How much less space says where edges part the rows.
    pub(super) const BETWEEN_EDGES: f32 = 0.2;
    /// Lines as near as those of one cell are in two rows.
    pub(super) const NEAR: f32 = 1.2;
    /// As before, in a table with more space between other lines.
    pub(super) const NEAR_AMONG_FAR: f32 = 2.6;
    /// Lines that overlap in height are in two rows.
    pub(super) const OVERLAP: f32 = 5.0;
    /// A cell with two figures below each other.
    pub(super) const TWO_VALUES: f32 = 2.0;
    /// As before, for each further column.
    pub(super) const MORE_VALUES: f32 = 0.5;
    /// A name that begins with a capital below another one, each with values in the same columns.
    pub(super) const TWO_ROWS: f32 = 1.5;
    /// A label over a figure in one cell.
    pub(super) const LABEL_OVER_VALUE: f32 = 0.7;
    /// A name that goes on in the next row.
    pub(super) const NAME_GOES_ON: f32 = 3.5;
    /// Words below words in a column, without a name and a value beside them, as a row of their own.
    pub(super) const REST: f32 = 2.0;
    /// A row of values without a name, in a table of names.
    pub(super) const NO_NAME: f32 = 1.2;
    /// A row of a name without values, in a table of values.
    pub(super) const NO_VALUES: f32 = 0.8;
    /// A bold line and one that is not in one row.
    pub(super) const OTHER_FACE: f32 = 2.0;
    /// Lines of quite another size in one row.
    pub(super) const OTHER_SIZE: f32 = 3.0;
    /// A row with less than half of the values that rows have.
    pub(super) const FEW_VALUES: f32 = 0.7;
    /// Text over several columns in one row with values.
    pub(super) const TEXT_AND_VALUES: f32 = 3.0;
    /// A label over several columns in one row with the labels below it.
    pub(super) const GROUP_LABEL: f32 = 4.0;
    /// A column that was empty for a line of the row is filled again.
    pub(super) const FILLED_AGAIN: f32 = 2.5;
    /// As before, for each further column.
    pub(super) const MORE_FILLED: f32 = 1.0;
    /// Edges part several rows and yet not all of them: for each such edge but the first, up to a few.
    pub(super) const NOT_BY_EDGES: f32 = 1.0;
    /// Values at another height of their row than in the other rows.
    pub(super) const OTHER_HEIGHT: f32 = 1.5;
}

/// Where the values of a row stand beside a name of several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    Top,
    Middle,
    Bottom,
}

/// A line as the costs see it.
#[derive(Debug, Clone, Default)]
struct Level {
    top: f32,
    bottom: f32,
    size: f32,
    /// Columns with words, and with figures.
    filled: u64,
    values: u64,
    /// Columns over which one part of the line runs: first and last.
    across: Option<(usize, usize)>,
    /// One part over the borders of columns that others leave free, and nothing else.
    is_text: bool,
    is_bold: bool,
    begins_low: bool,
    goes_on: bool,
    /// An edge lies between the line above and this one.
    is_parted: bool,
}

/// The rows of a table.
pub(super) fn rows(
    words: &Vocabulary,
    measures: Measures,
    edges: &Edges,
    separators: &[f32],
    lines: &[&Sheet<'_>],
) -> Rows {
    let levels = levels(words, measures, edges, separators, lines);
    let mut table = Table {
        has_names: share(&levels, |level| level.filled & 1 == 1) > 0.5,
        has_values: share(&levels, |level| level.values & !1 != 0) > 0.3,
        usual_values: usual_values(&levels),
        near: costs::NEAR,
        leading: measures.leading,
        levels: &levels,
        columns: (separators.len() + 1).min(64),
    };
    let far = (1..levels.len()).filter(|at| levels[*at].is_parted || table.excess(*at) > 0.0);
    if far.count() * 4 >= levels.len() {
        table.near = costs::NEAR_AMONG_FAR;
    }
    #[expect(clippy::cast_precision_loss, reason = "there are four at most")]
    let by_edges = levels.iter().filter(|level| level.is_parted).count().clamp(1, 4) as f32 - 1.0;
    let mut best: Option<(f32, Rows)> = None;
    for is_ruled in [true, false] {
        for align in [Align::Top, Align::Middle, Align::Bottom] {
            let (cost, rows) = table.cheapest(is_ruled, align);
            let cost = cost
                + if is_ruled {
                    0.0
                } else {
                    costs::NOT_BY_EDGES * by_edges
                };
            if best.as_ref().is_none_or(|best| cost < best.0) {
                best = Some((cost, rows));
            }
        }
    }
    best.map_or_else(Vec::new, |(_, rows)| rows)
}

#[expect(clippy::cast_precision_loss, reason = "there are few lines")]
fn share(levels: &[Level], test: impl Fn(&Level) -> bool) -> f32 {
    levels.iter().filter(|level| test(level)).count() as f32 / levels.len().max(1) as f32
}

fn usual_values(levels: &[Level]) -> u32 {
    let counts = levels.iter().map(|level| level.values.count_ones());
    let mut counts: Vec<u32> = counts.filter(|count| *count > 0).collect();
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or(0)
}

fn levels(
    words: &Vocabulary,
    measures: Measures,
    edges: &Edges,
    separators: &[f32],
    lines: &[&Sheet<'_>],
) -> Vec<Level> {
    let band = |sheet: &Sheet<'_>| {
        let y = sheet.line.bbox.middle_y();
        edges.ys.partition_point(|edge| *edge < y)
    };
    // Names stand in the first column, and marks before them are not all that it has.
    let is_name = |sheet: &&&Sheet<'_>| {
        let words = sheet.line.words.iter();
        let mut words = words.filter(|word| column_of(separators, word.bbox.middle_x()) == 0);
        words.any(|word| word.text.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
    };
    let is_named = lines.iter().filter(is_name).count() > 2;
    let mut levels: Vec<Level> = lines
        .iter()
        .map(|sheet| level(measures, separators, is_named, sheet))
        .collect();
    for at in 1..lines.len() {
        levels[at].is_parted = band(lines[at]) != band(lines[at - 1]);
        levels[at].values &= !rests(words, separators, lines[at - 1], lines[at]);
    }
    levels
}

/// The columns in which a line has but the raised digit of the unit above it: the narrow column has broken it, and it
/// is no value.
fn rests(words: &Vocabulary, separators: &[f32], above: &Sheet<'_>, line: &Sheet<'_>) -> u64 {
    let column = |word: &Word| column_of(separators, word.bbox.middle_x());
    let mut rests = 0;
    for word in line.line.words.iter().filter(|word| word.text.len() == 1) {
        let at = column(word);
        let mut last = above.line.words.iter().rev();
        if last
            .find(|above| column(above) == at)
            .is_some_and(|above| words.is_broken_unit(&above.text, &word.text))
        {
            rests |= 1_u64 << at.min(63);
        }
    }
    rests
}

fn level(measures: Measures, separators: &[f32], is_named: bool, sheet: &Sheet<'_>) -> Level {
    let words = &sheet.line.words;
    let mut level = Level {
        top: sheet.line.bbox.top,
        bottom: sheet.line.bbox.bottom,
        size: size(sheet).max(1.0),
        is_bold: words.iter().all(|word| word.style.bold),
        ..Level::default()
    };
    // Columns after the last bit share it.
    let bit = |column: usize| 1_u64 << column.min(63);
    for word in words {
        let column = column_of(separators, word.bbox.middle_x());
        // A mark before a name is no name: that may begin on the line below it.
        if is_named && column == 0 && word.text.chars().all(is_mark) {
            continue;
        }
        let is_first = level.filled & bit(column) == 0;
        level.filled |= bit(column);
        let is_value =
            is_figure(&word.text) && !is_ordinal(&word.text) || matches!(word.text.as_str(), "-" | "–" | "—");
        if is_first && column > 0 && is_value {
            level.values |= bit(column);
        }
    }
    let parts = measures.parts(words);
    for part in &parts {
        let place = |word: &Word| column_of(separators, word.bbox.middle_x());
        let (first, last) = (place(&words[part.start]), place(&words[part.end - 1]));
        if last > first {
            level.across = Some((first, last));
        }
    }
    level.is_text = parts.len() == 1 && level.across.is_some() && words.len() > 3;
    let names = words
        .iter()
        .filter(|word| column_of(separators, word.bbox.middle_x()) == 0);
    let mut names = names.map(|word| word.text.as_str());
    if let Some(first) = names.next() {
        level.begins_low = first.starts_with(|letter: char| letter.is_lowercase() || letter == '(');
        level.goes_on = names
            .next_back()
            .unwrap_or(first)
            .ends_with(['-', ',', '\u{2010}', '\u{ad}']);
    }
    level
}

/// `2)`: an item of a list in a cell begins so, and no value ends in a bracket that it has not opened.
fn is_ordinal(text: &str) -> bool {
    let number = text.strip_suffix(')').unwrap_or("");
    (1..=2).contains(&number.len()) && number.chars().all(|letter| letter.is_ascii_digit())
}

/// A table to be cut.
struct Table<'a> {
    levels: &'a [Level],
    /// How many columns there are; those after the last bit share it.
    columns: usize,
    has_names: bool,
    has_values: bool,
    /// How many values the middle one of the lines with values has.
    usual_values: u32,
    /// What a cut between lines as near as those of a cell costs.
    near: f32,
    leading: f32,
}

impl Table<'_> {
    /// The cheapest cut and what it costs.
    fn cheapest(&self, is_ruled: bool, align: Align) -> (f32, Rows) {
        /// No row without edges has more lines, and none with edges.
        const MOST_LINES: usize = 16;
        const MOST_RULED: usize = 48;
        let count = self.levels.len();
        let most = if is_ruled { MOST_RULED } else { MOST_LINES };
        let mut best = vec![f32::INFINITY; count + 1];
        let mut from = vec![0; count + 1];
        best[0] = 0.0;
        for start in 0..count {
            let begun = best[start] + self.cut(start, is_ruled);
            let mut row = Row {
                bottoms: vec![f32::NAN; self.columns],
                ..Row::default()
            };
            for end in start + 1..=count.min(start + most) {
                self.add(&mut row, start, end - 1, is_ruled);
                let cost = begun + row.joins + self.finished(&row, start, end, align);
                if cost < best[end] {
                    (best[end], from[end]) = (cost, start);
                }
                // An edge within is never worth it.
                if end < count && self.levels[end].is_parted {
                    break;
                }
            }
        }
        let mut rows: Rows = Vec::new();
        let mut end = count;
        while end > 0 {
            rows.push((from[end]..end).collect());
            end = from[end];
        }
        rows.reverse();
        (best[count], rows)
    }

    /// What a cut above a line costs.
    fn cut(&self, at: usize, is_ruled: bool) -> f32 {
        if at == 0 {
            return 0.0;
        }
        let (above, level) = (&self.levels[at - 1], &self.levels[at]);
        if level.is_parted {
            return 0.0;
        }
        let mut cost = if is_ruled { costs::NO_EDGE } else { 0.0 };
        let overlap = above.bottom - level.top;
        if overlap > 0.4 * (level.bottom - level.top).min(above.bottom - above.top) {
            cost += costs::OVERLAP;
        } else if self.excess(at) <= 0.0 {
            cost += self.near;
        }
        if level.filled & 1 == 1 && (level.begins_low || above.goes_on) && !level.is_text {
            let is_near = self.excess(at) <= 0.0;
            cost += costs::NAME_GOES_ON * if is_near { 1.0 } else { 0.5 };
        }
        if level.filled & 1 == 0 && level.values == 0 && !level.is_text && self.excess(at) <= 0.0 {
            cost += costs::REST;
        }
        cost
    }

    /// How much farther a line is from the one above it than lines of a cell are, in type sizes.
    fn excess(&self, at: usize) -> f32 {
        const SLACK: f32 = 0.8;
        let (above, level) = (&self.levels[at - 1], &self.levels[at]);
        let size = above.size.max(level.size);
        (level.top - above.top - self.leading * size - SLACK) / size
    }

    /// Adds a line to a row.
    #[expect(clippy::cast_precision_loss, reason = "there are 64 columns")]
    fn add(&self, row: &mut Row, start: usize, at: usize, is_ruled: bool) {
        let level = &self.levels[at];
        if at > start {
            let above = &self.levels[at - 1];
            if level.is_parted {
                row.joins += costs::OVER_EDGE;
            }
            let excess = self.excess(at);
            if excess > 0.0 {
                let far = costs::FAR + costs::FARTHER * excess;
                row.joins += far * if is_ruled { costs::BETWEEN_EDGES } else { 1.0 };
            }
            if level.is_bold != above.is_bold {
                row.joins += costs::OTHER_FACE;
            }
            if level.size.max(above.size) > 1.33 * level.size.min(above.size) {
                row.joins += costs::OTHER_SIZE;
            }
            let twice = (row.values & level.values).count_ones();
            let labelled = (row.filled & !row.values & level.values & !1).count_ones();
            if twice > 0 {
                row.joins += costs::TWO_VALUES + costs::MORE_VALUES * (twice - 1) as f32;
                if row.filled & level.filled & 1 == 1 && !level.begins_low && !above.goes_on {
                    row.joins += costs::TWO_ROWS;
                }
            }
            row.joins += costs::LABEL_OVER_VALUE * labelled as f32;
            let again = self.filled_again(row, level);
            if again > 0 {
                row.joins += costs::FILLED_AGAIN + costs::MORE_FILLED * (again - 1) as f32;
            }
            if let Some((first, last)) = above.across.filter(|_| !above.is_text) {
                let under = (level.filled >> first) & ((1_u64 << (last - first + 1).min(63)) - 1);
                if under.count_ones() >= 2 {
                    row.joins += costs::GROUP_LABEL;
                }
            }
        }
        if level.is_text && row.values != 0 || row.is_text && level.values != 0 {
            row.joins += costs::TEXT_AND_VALUES;
        }
        row.is_text |= level.is_text;
        if level.filled & 1 == 1 && !level.is_text {
            row.names.get_or_insert((level.top, level.top)).1 = level.top;
        }
        if level.values != 0 {
            row.figures.get_or_insert((level.top, level.top)).1 = level.top;
        }
        row.filled |= level.filled;
        row.values |= level.values;
        for (column, bottom) in row.bottoms.iter_mut().enumerate() {
            if level.filled >> column & 1 == 1 {
                *bottom = level.bottom;
            }
        }
    }

    /// How many columns a line fills that the row has filled above it, with an empty line between. The lines of a cell
    /// follow each other.
    fn filled_again(&self, row: &Row, level: &Level) -> usize {
        const EMPTY: f32 = 0.9;
        if level.is_text || row.is_text {
            return 0;
        }
        let is_again = |column: &usize| {
            let is_filled = level.filled >> column & 1 == 1;
            // A column that has nothing yet has no bottom, and compares with nothing.
            is_filled && level.top - row.bottoms[*column] > EMPTY * level.size
        };
        // Names have lines without letters, where a mark or a footnote stands.
        (1..self.columns).filter(is_again).count()
    }

    /// What a whole row costs.
    fn finished(&self, row: &Row, start: usize, end: usize, align: Align) -> f32 {
        let mut cost = 0.0;
        if row.is_text {
            return cost;
        }
        if self.has_names && row.filled & 1 == 0 && row.values != 0 {
            cost += costs::NO_NAME;
        }
        if self.has_values && row.values == 0 && start > 0 {
            cost += costs::NO_VALUES;
        } else if start > 0 && row.values.count_ones() * 2 < self.usual_values {
            cost += costs::FEW_VALUES;
        }
        if let (Some(names), Some(figures)) = (row.names, row.figures)
            && end - start > 1
        {
            let off = match align {
                Align::Top => figures.0 - names.0,
                Align::Middle => figures.0.midpoint(figures.1) - names.0.midpoint(names.1),
                Align::Bottom => figures.1 - names.1,
            };
            if off.abs() > 0.4 * self.levels[start].size {
                cost += costs::OTHER_HEIGHT;
            }
        }
        cost
    }
}

/// A row that grows.
#[derive(Debug, Clone, Default)]
struct Row {
    joins: f32,
    filled: u64,
    values: u64,
    is_text: bool,
    /// Heights of the first and last line of the name, and of the values.
    names: Option<(f32, f32)>,
    figures: Option<(f32, f32)>,
    /// For each column, where its last line ends.
    bottoms: Vec<f32>,
}
