//! The table of contents: what speaks for its lines, and its titles, which are evidence for headings and goals.

use super::LineId;
use super::segment::weights::Feature;
use super::text::Sheet;
use crate::grammar::Grammar;
use nom::bytes::complete::take_while1;
use nom::character::complete::digit1;
use nom::combinator::{eof, opt};
use nom::{IResult, Parser};
use std::collections::BTreeMap;

/// Most pages that a report has.
const MOST_PAGES: u32 = 999;
/// Lines that a wrapped title may take before its page number.
const LONGEST_TITLE: usize = 3;
/// Lines that a title page may have between its title and the contents.
const TITLE_PAGE: usize = 60;

/// What was found of the table of contents.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// What speaks for each of its lines, by the line's number.
    pub(super) lines: BTreeMap<LineId, Feature>,
    /// The titles that it lists, in order.
    pub(super) titles: Vec<String>,
    /// The lines of the title page before it.
    pub(super) title_page: Vec<LineId>,
}

/// Finds the lines of the contents among those that are not blank.
pub(super) fn find(
    grammar: &Grammar,
    filled: &[&Sheet<'_>],
    is_content: impl Fn(&Sheet<'_>) -> bool,
) -> Contents {
    let mut found = Contents::default();
    let filled: Vec<&Sheet<'_>> = filled.iter().copied().filter(|line| is_content(line)).collect();
    let heading = filled.iter().position(|line| is_heading(grammar, line));
    let start = match heading {
        Some(at) if entries_after(&filled, at + 1) > 0 => at,
        _ => match first_leaders(&filled) {
            Some(at) => at,
            None => return found,
        },
    };
    let end = propose(&filled, start, &mut found);
    // Whatever stands before the contents is the title page, unless they are those of a later report.
    let is_goal = |line: &&Sheet<'_>| {
        let text = line.text();
        text.ends_with(':') && grammar.labels.whole(&text).is_some()
    };
    if !filled[..start].iter().any(is_goal) {
        found.title_page = filled.iter().take(start).map(|line| line.id).collect();
    }
    // A file that holds several reports has the contents of each, after its title.
    let mut title = None;
    let mut at = end + 1;
    while at < filled.len() {
        if is_title_line(grammar, filled[at]) {
            title = Some(at);
        } else if title.is_some_and(|title| at - title < TITLE_PAGE)
            && is_heading(grammar, filled[at])
            && led_after(&filled, at + 1)
        {
            at = propose(&filled, at, &mut found);
        }
        at += 1;
    }
    found
}

/// Proposes the contents that begin at a line, takes their titles, and gives their last line.
fn propose(filled: &[&Sheet<'_>], start: usize, found: &mut Contents) -> usize {
    let has_leaders = has_leaders(filled, start);
    let end = last_entry(filled, start, has_leaders);
    let mut title = String::new();
    for (at, line) in filled.iter().enumerate().take(end + 1).skip(start) {
        let entry = entry_of(line, has_leaders);
        let is_end = entry.is_some() || is_rest_of_entry(&line.text());
        let feature = if is_end || at == start {
            Feature::ContentsEntry
        } else {
            Feature::ContentsWrapped
        };
        found.lines.insert(line.id, feature);
        if at == start && entry.is_none() {
            continue;
        }
        let part = entry
            .as_ref()
            .map_or_else(|| line.text(), |entry| entry.title.clone());
        if !title.is_empty() && !title.ends_with('-') {
            title.push(' ');
        }
        title.push_str(part.trim());
        if entry.is_some() {
            found.titles.push(std::mem::take(&mut title));
        }
    }
    end
}

/// Whether most of the first entries lead to their page numbers: then a line that ends in a figure without being
/// led to it is the first line of a title that goes on.
fn has_leaders(filled: &[&Sheet<'_>], start: usize) -> bool {
    const FIRST: usize = 16;
    let first = filled.iter().skip(start).take(FIRST);
    let entries: Vec<Entry> = first.filter_map(|line| entry(line)).collect();
    let led = entries.iter().filter(|entry| entry.has_leader).count();
    led >= 2 && led * 2 > entries.len()
}

/// The entry that a line is or ends, in contents whose entries have leaders or not.
fn entry_of(line: &Sheet<'_>, has_leaders: bool) -> Option<Entry> {
    entry(line).filter(|entry| entry.has_leader || !has_leaders)
}

/// The heading of a table of contents.
fn is_heading(grammar: &Grammar, line: &Sheet<'_>) -> bool {
    grammar
        .title
        .whole(&line.text())
        .is_some_and(|entry| entry.fact("role") == Some("contents"))
}

struct Entry {
    title: String,
    page: u32,
    /// Dots, a tab or a wide gap lead to the page number.
    has_leader: bool,
}

/// `entry = title [leader] page ; leader = 2*("." / "…" / "·" / " ")`
fn entry(line: &Sheet<'_>) -> Option<Entry> {
    let text = line.text();
    let trimmed = text.trim_end();
    let number_at = trimmed
        .rfind(|letter: char| !letter.is_ascii_digit())
        .map_or(0, |at| {
            at + trimmed[at..].chars().next().map_or(1, char::len_utf8)
        });
    let page: u32 = trimmed[number_at..]
        .parse()
        .ok()
        .filter(|page| (1..=MOST_PAGES).contains(page))?;
    let before = &trimmed[..number_at];
    // `Prov ........ 53,3 9,1`: figures stand behind the leader, and no page.
    if before.ends_with([',', '-', '\u{2212}', '\u{2013}']) || leads_to_figures(before) {
        return None;
    }
    let is_leader = |letter: char| matches!(letter, '.' | '…' | '·' | ' ' | '_');
    let title = before.trim_end_matches(is_leader);
    let leader = &before[title.len()..];
    let dots = leader.chars().filter(|letter| *letter != ' ').count();
    let tabbed = line.line.cells.len() >= 2;
    let wide = line
        .line
        .words
        .last_chunk::<2>()
        .is_some_and(|[first, last]| last.bbox.left - first.bbox.right > 3.0 * last.bbox.height());
    (!title.is_empty() || dots > 3).then(|| Entry {
        title: title.to_owned(),
        page,
        has_leader: dots >= 3 || leader.contains('…') || tabbed || wide,
    })
}

/// Whether dots lead to a figure that others follow.
fn leads_to_figures(before: &str) -> bool {
    let behind = before
        .trim_end()
        .rsplit_once("....")
        .map_or("", |(_, behind)| behind);
    behind.contains(|letter: char| letter.is_ascii_digit()) && !behind.contains(char::is_alphabetic)
}

/// A line that holds nothing but a leader and a page number, or a page number.
fn is_rest_of_entry(text: &str) -> bool {
    fn rest(input: &str) -> IResult<&str, ()> {
        (
            opt(take_while1(|letter: char| matches!(letter, '.' | '…' | ' '))),
            digit1,
            eof,
        )
            .map(|_| ())
            .parse(input)
    }
    rest(text.trim()).is_ok()
}

/// A line that begins with the name of a document type.
fn is_title_line(grammar: &Grammar, line: &Sheet<'_>) -> bool {
    let text = line.text();
    let start = grammar.title.start(&text);
    start.is_some_and(|(entry, _)| entry.fact("role") == Some("type")) && text.starts_with(char::is_uppercase)
}

/// Whether the next lines lead to page numbers: far in the text the heading alone is little evidence.
fn led_after(filled: &[&Sheet<'_>], start: usize) -> bool {
    const FEWEST: usize = 2;
    let next = filled.iter().skip(start).take(LONGEST_TITLE + 1);
    next.filter(|line| entry(line).is_some_and(|entry| entry.has_leader))
        .count()
        >= FEWEST
}

fn entries_after(filled: &[&Sheet<'_>], start: usize) -> usize {
    filled
        .iter()
        .skip(start)
        .take(LONGEST_TITLE + 1)
        .filter(|line| entry(line).is_some())
        .count()
}

/// The first of three lines in a row that have dot leaders, where the heading is lost.
fn first_leaders(filled: &[&Sheet<'_>]) -> Option<usize> {
    let dotted = |line: &Sheet<'_>| line.text().contains("....") && entry(line).is_some();
    filled
        .windows(3)
        .position(|lines| lines.iter().all(|line| dotted(line)))
}

/// The last line of the contents: page numbers never fall, and no more than a few lines of a wrapped
/// title stand between two of them.
fn last_entry(filled: &[&Sheet<'_>], start: usize, has_leaders: bool) -> usize {
    let mut last = start;
    let mut page = 0;
    let mut at = start + 1;
    let mut without = 0;
    while at < filled.len() && without <= LONGEST_TITLE {
        let line = filled[at];
        match entry_of(line, has_leaders) {
            Some(found) if found.page >= page && (found.has_leader || is_title(&found, page, line)) => {
                page = found.page;
                last = at;
                without = 0;
            }
            _ if is_rest_of_entry(&line.text()) => {
                last = at;
                without = 0;
            }
            _ => without += 1,
        }
        at += 1;
    }
    last
}

/// Without a leader, a title is short, begins like one, and its page follows closely on the last one.
fn is_title(found: &Entry, page: u32, line: &Sheet<'_>) -> bool {
    const FURTHEST: u32 = 40;
    let begins = found
        .title
        .chars()
        .next()
        .is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    begins && found.title.chars().count() < 160 && found.page - page <= FURTHEST && line.line.cells.is_empty()
}
