//! Which lines of a page belong to tables.

use super::Measures;
use super::inside::with_text;
use crate::block::claims::Claims;
use crate::block::text::Sheet;
use crate::grammar::Grammar;
use crate::page::{Form, Pages, Word};
use crate::trace::BBox;
use std::collections::BTreeMap;
use std::ops::Range;

/// Lines that belong to one table, as positions among the page's lines.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) lines: Range<usize>,
    /// Tables side by side that share the lines; none if it is one.
    pub(super) parts: Vec<BBox>,
    /// It is a table by a narrow margin.
    pub(super) is_doubtful: bool,
}

/// Measures of the whole document.
pub(super) fn measures(grammar: &Grammar, pages: &Pages, sheet: &[Sheet<'_>], claims: &Claims) -> Measures {
    let is_aligned = pages.form == Form::Aligned;
    let mut body: BTreeMap<i32, usize> = BTreeMap::new();
    let mut tables: BTreeMap<i32, usize> = BTreeMap::new();
    let mut rights: Vec<f32> = Vec::new();
    let column_gap = if is_aligned { COLUMN_GAP } else { column_gap(sheet) };
    let mut lefts: BTreeMap<i32, usize> = BTreeMap::new();
    for line in sheet
        .iter()
        .filter(|line| !line.is_blank() && claims.kind(line.id).is_none())
    {
        let parts = cut_at(&line.line.words, is_aligned, column_gap).len();
        let size = size(line);
        if parts >= 3 {
            *tables.entry(tenths(size)).or_default() += 1;
        } else if parts == 1 && line.line.words.len() >= 6 {
            *body.entry(tenths(size)).or_default() += line.line.words.len();
            *lefts.entry(tenths(line.line.bbox.left)).or_default() += 1;
            rights.push(line.line.bbox.right);
        }
    }
    rights.sort_by(f32::total_cmp);
    let most = |counts: &BTreeMap<i32, usize>| {
        #[expect(clippy::cast_precision_loss, reason = "type sizes and edges are small")]
        counts
            .iter()
            .max_by_key(|(_, count)| **count)
            .map(|(tenth, _)| *tenth as f32 / 10.0)
    };
    let body_size = most(&body).unwrap_or(0.0);
    Measures {
        is_aligned,
        column_gap,
        table_sizes: table_sizes(&tables, body_size, is_aligned),
        leading: leading(sheet, &tables, claims),
        row_space: row_space(sheet, column_gap, claims),
        full_right: rights.get(rights.len() * 9 / 10).copied().unwrap_or(1.0),
        left: most(&lefts).unwrap_or(0.0),
        table_gap: if is_aligned {
            table_gap(grammar, sheet, claims)
        } else {
            0
        },
    }
}

/// The fewest blank lines between a table and a goal's lines below it.
fn table_gap(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims) -> u32 {
    let filled: Vec<&Sheet<'_>> = sheet.iter().filter(|line| !line.is_blank()).collect();
    filled
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page && claims.kind(pair[0].id).is_none())
        .filter(|pair| cells(&pair[0].line.words).len() >= 2 && is_goal_line(grammar, pair[1]))
        .map(|pair| pair[1].blanks)
        .min()
        .unwrap_or(1)
}

/// The commonest sizes of lines of several parts that are not the size of the running text.
fn table_sizes(lines: &BTreeMap<i32, usize>, body: f32, is_aligned: bool) -> [f32; 3] {
    const FEWEST: usize = 3;
    let mut sizes = [f32::NEG_INFINITY; 3];
    let mut counts: Vec<(usize, i32)> = lines
        .iter()
        .filter(|(tenth, count)| **count >= FEWEST && (**tenth - tenths(body)).abs() > 3 && !is_aligned)
        .map(|(tenth, count)| (*count, *tenth))
        .collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    for (size, (_, tenth)) in sizes.iter_mut().zip(counts) {
        #[expect(clippy::cast_precision_loss, reason = "type sizes are small")]
        let found = tenth as f32 / 10.0;
        *size = found;
    }
    sizes
}

/// The distance of two lines in one cell, for a type size of one: the usual one of lines in the sizes of tables that go
/// on in lower case, or the smallest that is usual, which may be that of rows of one line.
fn leading(sheet: &[Sheet<'_>], tables: &BTreeMap<i32, usize>, claims: &Claims) -> f32 {
    const USUAL: f32 = 1.22;
    const MOST: f32 = 1.35;
    const MOST_SEEN: f32 = 1.5;
    const FEWEST: usize = 3;
    let is_table =
        |line: &Sheet<'_>| claims.kind(line.id).is_none() && tables.contains_key(&tenths(size(line)));
    let goes_on = |line: &Sheet<'_>| {
        let first = line.line.words.first();
        first.is_some_and(|word| word.text.starts_with(char::is_lowercase))
    };
    let mut ratios: Vec<(f32, bool)> = sheet
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page && is_table(&pair[0]) && is_table(&pair[1]))
        .filter(|pair| (size(&pair[0]) - size(&pair[1])).abs() < 0.1)
        .map(|pair| {
            let step = pair[1].line.bbox.top - pair[0].line.bbox.top;
            (step / size(&pair[0]).max(1.0), goes_on(&pair[1]))
        })
        .filter(|(ratio, _)| (0.95..2.5).contains(ratio))
        .collect();
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    let least = ratios.get(ratios.len() / 10).map_or(USUAL, |ratio| ratio.0);
    let inner: Vec<f32> = ratios
        .iter()
        .filter(|ratio| ratio.1)
        .map(|ratio| ratio.0)
        .collect();
    match inner.get(inner.len() / 4) {
        Some(seen) if inner.len() >= FEWEST => least.min(*seen).min(MOST_SEEN),
        _ => least.min(MOST),
    }
}

/// The space that a line of several parts usually has above it, in heights of a line, within what rows have anywhere.
fn row_space(sheet: &[Sheet<'_>], column_gap: f32, claims: &Claims) -> f32 {
    const USUAL: f32 = 1.2;
    const MOST: f32 = 3.0;
    const SLACK: f32 = 0.2;
    const FEWEST: usize = 4;
    const PARTS: usize = 3;
    let is_content = |line: &Sheet<'_>| !line.is_blank() && claims.kind(line.id).is_none();
    let mut spaces: Vec<f32> = sheet
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page && pair.iter().all(is_content))
        .filter(|pair| (size(&pair[0]) - size(&pair[1])).abs() < 0.1)
        .filter(|pair| cut_at(&pair[1].line.words, false, column_gap).len() >= PARTS)
        .map(|pair| {
            let (above, below) = (pair[0].line.bbox, pair[1].line.bbox);
            (below.top - above.bottom) / below.height().max(4.0)
        })
        .filter(|space| (0.0..MOST).contains(space))
        .collect();
    spaces.sort_by(f32::total_cmp);
    match spaces.get(spaces.len() / 2) {
        Some(space) if spaces.len() >= FEWEST => USUAL.max(space + SLACK),
        _ => USUAL,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "type sizes and edges are small")]
fn tenths(size: f32) -> i32 {
    (size * 10.0).round() as i32
}

/// Type size of most of a line's letters.
pub(super) fn size(line: &Sheet<'_>) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for word in &line.line.words {
        *sizes.entry(tenths(word.style.size)).or_default() += word.text.len();
    }
    #[expect(clippy::cast_precision_loss, reason = "type sizes are small")]
    sizes
        .iter()
        .max_by_key(|(_, letters)| **letters)
        .map_or(0.0, |(tenth, _)| *tenth as f32 / 10.0)
}

/// Runs of words without a wide gap between them.
pub(in crate::block) fn segments(words: &[Word], is_aligned: bool) -> Vec<Range<usize>> {
    cut_at(words, is_aligned, COLUMN_GAP)
}

/// The narrowest space between two columns, for a type size of one.
const COLUMN_GAP: f32 = 0.45;

fn cut_at(words: &[Word], is_aligned: bool, column_gap: f32) -> Vec<Range<usize>> {
    const JUSTIFIED_GAP: f32 = 0.65;
    let mut segments: Vec<Range<usize>> = Vec::new();
    // All spaces alike and none very wide: a justified line, not cells.
    let gaps = || {
        words
            .windows(2)
            .map(|pair| (pair[1].bbox.left - pair[0].bbox.right) / pair[1].style.size.max(4.0))
    };
    let widest = gaps().fold(0.0, f32::max);
    let justified =
        words.len() >= 6 && widest < JUSTIFIED_GAP && widest < 1.4 * gaps().fold(f32::MAX, f32::min);
    let wide_gap = if justified {
        JUSTIFIED_GAP.max(column_gap)
    } else {
        column_gap
    };
    for (at, word) in words.iter().enumerate() {
        let wide = if is_aligned {
            1.5
        } else {
            wide_gap * word.style.size.max(4.0)
        };
        // `−73,2 61,2%`: two figures with one space between them are two cells.
        let is_apart =
            is_aligned && at > 0 && is_whole_figure(&words[at - 1].text) && begins_figure(&word.text);
        match segments.last_mut() {
            Some(last) if !is_apart && word.bbox.left - words[at - 1].bbox.right <= wide => last.end = at + 1,
            _ => segments.push(at..at + 1),
        }
    }
    segments
}

impl Measures {
    /// The parts of a line between which there is more than a space.
    pub(super) fn parts(&self, words: &[Word]) -> Vec<Range<usize>> {
        if self.is_aligned || !self.is_justified(words) {
            return cut_at(words, self.is_aligned, self.column_gap);
        }
        // A bullet stands by itself.
        let first = usize::from(words[0].text.chars().count() == 1);
        (0..first)
            .map(|_| 0..first)
            .chain(std::iter::once(first..words.len()))
            .collect()
    }

    /// A line of words that reaches to the right edge of the text with much the same space between all of them.
    fn is_justified(&self, words: &[Word]) -> bool {
        const FEWEST: usize = 5;
        const SLACK: f32 = 4.0;
        const ALIKE: f32 = 2.2;
        const WIDEST: f32 = 1.2;
        let begins_with_digit = |word: &&Word| begins_figure(&word.text);
        if words.len() < FEWEST
            || words.iter().filter(begins_with_digit).count() * 3 > words.len()
            || words[words.len() - 1].bbox.right < self.full_right - SLACK
        {
            return false;
        }
        // The first word may be a bullet or a number, with more space behind it.
        let gaps = words[1..]
            .windows(2)
            .map(|pair| pair[1].bbox.left - pair[0].bbox.right);
        let mut gaps: Vec<f32> = gaps.collect();
        gaps.sort_by(f32::total_cmp);
        let (usual, widest) = (gaps[gaps.len() / 2], gaps[gaps.len() - 1]);
        widest < ALIKE * usual && widest < WIDEST * words[0].style.size
    }
}

/// The narrowest space between two columns of a document, for a type size of one: faces differ in their spaces.
fn column_gap(sheet: &[Sheet<'_>]) -> f32 {
    const FEWEST_WORDS: usize = 6;
    const WIDEST: f32 = 1.0;
    const WIDER: f32 = 1.45;
    let lines = sheet.iter().filter(|line| line.line.words.len() >= FEWEST_WORDS);
    let gaps = lines
        .flat_map(|line| line.line.words.windows(2))
        .map(|pair| (pair[1].bbox.left - pair[0].bbox.right) / pair[1].style.size.max(4.0));
    let mut gaps: Vec<f32> = gaps.filter(|gap| *gap < WIDEST).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    COLUMN_GAP.max(WIDER * usual)
}

/// The cells of a line of text with columns of spaces; a bullet or status before them is none.
pub(super) fn cells(words: &[Word]) -> Vec<Range<usize>> {
    let is_bullet = |word: &Word| {
        let mut letters = word.text.chars();
        let lone = letters.next().filter(|_| letters.next().is_none());
        lone.is_some_and(|letter| !letter.is_alphanumeric())
    };
    let skip = words.iter().take_while(|word| is_bullet(word)).count();
    if skip == words.len() {
        return segments(words, true);
    }
    segments(&words[skip..], true)
        .into_iter()
        .map(|part| part.start + skip..part.end + skip)
        .collect()
}

/// A figure that cannot go on: with decimals or a percent sign.
fn is_whole_figure(text: &str) -> bool {
    let ends = text.ends_with('%') || text.contains(',');
    ends && text
        .trim_end_matches('%')
        .ends_with(|letter: char| letter.is_ascii_digit())
        && begins_figure(text)
}

pub(super) fn begins_figure(text: &str) -> bool {
    text.trim_start_matches(['-', '+', '\u{2212}', '–', '±'])
        .starts_with(|letter: char| letter.is_ascii_digit())
}

/// The runs of table lines on a page.
pub(super) fn runs(grammar: &Grammar, measures: Measures, lines: &[&Sheet<'_>], claims: &Claims) -> Vec<Run> {
    let tabular = tabular(measures, lines);
    let is_table: Vec<Option<usize>> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            if claims.kind(line.id).is_some() || claims.is_of_goal(line.id) {
                return None;
            }
            // Lines outside every box share a number of their own.
            (tabular[at] && !is_prose(grammar, measures, line)).then_some(usize::MAX)
        })
        .collect();
    let is_table = if measures.is_aligned {
        with_text(grammar, measures, lines, is_table, |at| {
            claims.kind(lines[at].id).is_some()
        })
    } else {
        is_table
    };
    let mut runs: Vec<Run> = Vec::new();
    for (at, inside) in is_table.iter().enumerate() {
        let Some(inside) = inside else { continue };
        let follows = at > 0
            && is_table[at - 1] == Some(*inside)
            && !(begins_table(grammar, lines[at]) && *inside == usize::MAX)
            && !far_below(measures, lines[at - 1], lines[at], *inside);
        match runs.last_mut() {
            Some(run) if follows && run.lines.end == at => run.lines.end = at + 1,
            _ => runs.push(Run {
                lines: at..at + 1,
                parts: Vec::new(),
                is_doubtful: false,
            }),
        }
    }
    // A lone line of one part is no table.
    runs.retain(|run| {
        let lines = &lines[run.lines.clone()];
        lines
            .iter()
            .any(|line| segments(&line.line.words, measures.is_aligned).len() >= 2)
    });
    runs
}

/// A gap that no row of a table has.
fn far_below(measures: Measures, above: &Sheet<'_>, below: &Sheet<'_>, inside: usize) -> bool {
    if inside != usize::MAX {
        return false;
    }
    if measures.is_aligned {
        return below.blanks > 2;
    }
    below.line.bbox.top - above.line.bbox.bottom > 2.2 * below.line.bbox.height()
}

/// A header of a signed table begins here.
pub(in crate::block) fn begins_table(grammar: &Grammar, line: &Sheet<'_>) -> bool {
    let text = line.text();
    [&grammar.indicator_columns, &grammar.activity_columns]
        .into_iter()
        .any(|words| {
            words.start(&text).is_some_and(|(entry, taken)| {
                let rest = text[taken..].trim();
                entry.id == "name" && (words.start(rest).is_some() || begins_label(words, rest))
            })
        })
}

/// The first half of a label, as a narrow column leaves it on a header's first line.
pub(in crate::block) fn begins_label(words: &crate::grammar::Words, rest: &str) -> bool {
    let first = crate::grammar::squash(rest.split(' ').next().unwrap_or(""));
    first.chars().count() >= 3
        && words
            .entries
            .iter()
            .flat_map(|entry| &entry.phrases)
            .any(|phrase| crate::grammar::squash(phrase).starts_with(&first))
}

/// Goal labels, markers, sections and headings stand in no table.
pub(super) fn is_prose(grammar: &Grammar, measures: Measures, line: &Sheet<'_>) -> bool {
    let is_comment = is_comment_label(grammar, line);
    // A comment label in a table is set like the table; a section's name is set like the text.
    let is_small = measures.is_table_size(size(line));
    if is_comment && (is_small || measures.is_aligned && line.line.bbox.left > measures.left + 0.5) {
        return false;
    }
    is_comment || is_goal_line(grammar, line)
}

/// The label of a comment and nothing else; a section under a goal may have the same name.
pub(super) fn is_comment_label(grammar: &Grammar, line: &Sheet<'_>) -> bool {
    let entry = grammar.rows.whole(line.text().trim());
    entry.is_some_and(|entry| entry.id == "comment")
}

/// A goal's label or marker, a section or a heading; not a word that is also a comment's label.
pub(super) fn is_goal_line(grammar: &Grammar, line: &Sheet<'_>) -> bool {
    let text = line.text();
    let text = text.trim();
    let is_label = grammar
        .labels
        .start(text)
        .is_some_and(|(_, taken)| text[taken..].trim() == ":");
    is_label
        || grammar.sections.whole(text).is_some() && !is_comment_label(grammar, line)
        || grammar.headings.whole(text).is_some() && !text.starts_with(char::is_lowercase)
        || grammar
            .markers
            .whole(text.trim_start_matches(|letter: char| !letter.is_alphanumeric()))
            .is_some()
}

/// Which lines are set in the type of the tables, or of several parts.
fn tabular(measures: Measures, lines: &[&Sheet<'_>]) -> Vec<bool> {
    if measures.has_table_size() {
        return lines
            .iter()
            .map(|line| measures.is_table_size(size(line)))
            .collect();
    }
    let has_parts = |line: &&Sheet<'_>| match measures.is_aligned {
        true => cells(&line.line.words).len() >= 2,
        false => segments(&line.line.words, false).len() >= 2,
    };
    let mut tabular: Vec<bool> = lines.iter().map(has_parts).collect();
    if !measures.is_aligned {
        return tabular;
    }
    let below: Vec<bool> = lines
        .iter()
        .zip(&tabular)
        .skip(1)
        .map(|(next, has_parts)| next.blanks == 0 && *has_parts)
        .chain([false])
        .collect();
    for at in 1..lines.len() {
        // One part between or below lines of several, without a blank line: the rest of a cell, or a comment.
        if !tabular[at] && lines[at].blanks == 0 {
            let line = lines[at];
            let indented = line.line.bbox.left > measures.left + 0.5;
            tabular[at] = tabular[at - 1]
                && (indented || stays_left(measures, lines, at) && (below[at] || begins_low(line)))
                || indented && (below[at] || stands_over_values(lines, at));
        }
    }
    tabular
}

/// Labels set close above the labels and values of a table.
fn stands_over_values(lines: &[&Sheet<'_>], at: usize) -> bool {
    const MOST_LINES: usize = 4;
    const SLACK: f32 = 12.0;
    lines[at + 1..]
        .iter()
        .take(MOST_LINES)
        .take_while(|next| next.blanks == 0)
        .filter_map(|next| {
            let words = &next.line.words;
            Some(words[cells(words).get(1)?.start].bbox.left)
        })
        .any(|second| lines[at].line.bbox.left > second - SLACK)
}

/// The line ends before the second column of the nearest line of several parts above it.
fn stays_left(measures: Measures, lines: &[&Sheet<'_>], at: usize) -> bool {
    const NEAR: usize = 6;
    lines[at.saturating_sub(NEAR)..at].iter().rev().find_map(|above| {
        let words = &above.line.words;
        let parts = segments(words, measures.is_aligned);
        let second = parts.get(1)?;
        Some(lines[at].line.bbox.right < words[second.start].bbox.left)
    }) == Some(true)
}

fn begins_low(line: &Sheet<'_>) -> bool {
    line.text()
        .starts_with(|letter: char| letter.is_lowercase() || letter == '(')
}
