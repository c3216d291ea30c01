//! Where tables begin and end in a text without columns.

use super::piece::{Line, Piece, Reader, What, line};
use crate::block::claims::Claims;
use crate::block::stacked::is_goal_label;
use crate::block::text::Sheet;
use crate::grammar::{Grammar, squash};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Lines that stand together: nothing blank, no furniture and no page break between them, and nothing in
/// them that begins anew but at the start.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) lines: Vec<Line>,
    /// The widths of the lines as shares of a full line.
    fills: Vec<f32>,
    /// A goal label, a marker, a section or a heading: no table goes on here.
    pub(super) is_end: bool,
    /// It is a goal label.
    is_goal: bool,
}

impl Group {
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        texts.join(" ")
    }

    fn ends_with(&self, signs: &[char]) -> bool {
        self.lines.last().is_some_and(|line| line.text.ends_with(signs))
    }

    /// Whether it ends with a sentence.
    fn is_sentence(&self) -> bool {
        let words = self.lines.iter().flat_map(|line| line.text.split(' '));
        self.ends_with(&STOPS) && words.take(FEWEST_WORDS).count() >= FEWEST_WORDS
    }

    /// Whether a sentence ends on a line that is not full, and what follows is none.
    fn ends_before(&self, next: &str) -> bool {
        self.fills.last().is_some_and(|fill| *fill < FULL)
            && self.is_sentence()
            && next.starts_with(char::is_uppercase)
            && !next.ends_with('.')
    }

    /// Sentences over full lines are running text.
    pub(super) fn is_prose(&self) -> bool {
        let Some((_, inner)) = self.fills.split_last() else {
            return false;
        };
        self.ends_with(&STOPS) && !inner.is_empty() && inner.iter().all(|fill| *fill >= FULL)
    }

    /// Labels of columns alone.
    fn is_header(&self, reader: &Reader<'_>) -> bool {
        let is_label =
            |line: &Line| reader.name_label(&line.text).is_some() || reader.labelled(&line.text).is_some();
        !self.is_end && self.lines.iter().all(is_label)
    }

    /// An item of a list.
    pub(super) fn is_list(&self) -> bool {
        self.lines
            .first()
            .is_some_and(|line| line.text.starts_with(['•', '·', '▪', '–']) && line.text.contains(' '))
    }
}

/// The share of a full line from which a line counts as full.
const FULL: f32 = 0.85;

/// A sentence, not a label that ends with an abbreviation.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.ends_with(STOPS) && text.split(' ').take(FEWEST_WORDS).count() >= FEWEST_WORDS
}

/// What a sentence ends with.
const STOPS: [char; 4] = ['.', '!', '?', ':'];
/// A sentence has so many words.
const FEWEST_WORDS: usize = 5;

/// A table, or several that the converter has mixed.
pub(super) struct Zone {
    /// The groups that it covers.
    pub(super) groups: Vec<usize>,
    pub(super) pieces: Vec<Piece>,
}

/// Cuts the lines into groups.
pub(super) fn groups(
    reader: &Reader<'_>,
    sheet: &[Sheet<'_>],
    claims: &Claims,
    outline: &[String],
) -> Vec<Group> {
    let grammar = reader.grammar;
    let titles: BTreeSet<String> = outline.iter().map(|title| squash(title)).collect();
    let widest = crate::block::text::full_width(sheet);
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Option<usize> = None;
    for one in sheet {
        if one.is_blank() || claims.kind(one.id).is_some() {
            open = None;
            continue;
        }
        let line = line(one);
        let is_goal = is_goal_label(grammar, &line.text);
        // `Periodens utfall` is a heading of chapters too, but not below the labels of a table.
        let is_label = reader.labelled(&line.text).is_some()
            && groups.last().is_some_and(|group| group.is_header(reader));
        let is_end = is_goal || !is_label && is_end(grammar, &titles, &one.text());
        let begins = is_end
            || reader.name_label(&line.text).is_some()
            || reader.is_comment(&line.text)
            || names_unit(grammar, &line.text) && groups.last().is_some_and(Group::is_sentence);
        let fill = one.line.bbox.width() / widest;
        match groups.last_mut().filter(|_| open == Some(one.page) && !begins) {
            Some(group) if !group.is_end && !group.ends_before(&line.text) => {
                group.lines.push(line);
                group.fills.push(fill);
            }
            _ => groups.push(Group {
                lines: vec![line],
                fills: vec![fill],
                is_end,
                is_goal,
            }),
        }
        open = Some(one.page);
    }
    groups
}

/// A line that says the unit of a table of money in brackets: `Utfall per verksamhet (mnkr)`.
pub(super) fn names_unit(grammar: &Grammar, text: &str) -> bool {
    let inner = text.split_once('(').map(|(_, inner)| inner);
    inner.is_some_and(|inner| inner.ends_with(')') && grammar.money_unit(inner).is_some())
}

/// What never stands in a table.
fn is_end(grammar: &Grammar, titles: &BTreeSet<String>, text: &str) -> bool {
    let text = text.trim();
    let is_comment = grammar
        .rows
        .start(text)
        .is_some_and(|(entry, _)| entry.id == "comment");
    let is_title = || {
        let wanted = squash(text);
        titles.contains(&wanted)
    };
    !is_comment
        && (grammar.sections.whole(text).is_some()
            || grammar.headings.whole(text).is_some() && grammar.measures.whole(text).is_none()
            || grammar.markers.whole(text).is_some()
            || is_title())
}

/// The tables whose first column has a label.
pub(super) fn labelled(reader: &Reader<'_>, groups: &[Group], taken: &mut [bool]) -> Vec<Zone> {
    let sections = Sections::of(reader, groups);
    let mut zones = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let is_name = |group: &Group| {
            let first = group.lines.first();
            first.is_some_and(|line| reader.name_label(&line.text).is_some())
        };
        if !is_name(&groups[at]) {
            at += 1;
            continue;
        }
        let (zone, end) = zone(reader, groups, &sections, at);
        match zone {
            Some(zone) if zone.groups.iter().any(|group| taken[*group]) => at += 1,
            Some(zone) => {
                zone.groups.iter().for_each(|group| taken[*group] = true);
                zones.push(zone);
                while taken.get(at) == Some(&true) {
                    at += 1;
                }
            }
            // What is no table from here on is none from a later line on.
            None => at = end.max(at + 1),
        }
    }
    zones
}

/// The table that begins at a group, if it is one, and the group that ends it.
fn zone(reader: &Reader<'_>, groups: &[Group], sections: &Sections, start: usize) -> (Option<Zone>, usize) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut ends = Vec::new();
    let mut end = start;
    let mut is_remark = false;
    while let Some(group) = groups.get(end) {
        if group.is_end
            || sections.begin(groups, start, end)
            || !is_remark && (group.is_prose() || group.is_list())
        {
            break;
        }
        let found = reader.pieces(&group.lines);
        is_remark = awaits_remark(reader, is_remark, &found);
        pieces.extend(found);
        end += 1;
        ends.push(pieces.len());
    }
    // Words after everything else are no row: a table ends with its values. Where values came before any
    // words, the words may be names, but not if they are sentences.
    let is_values = |piece: &Piece| matches!(piece.what, What::Values(_));
    let first_values = pieces.iter().position(is_values).unwrap_or(pieces.len());
    let has_early = begins_with_values(&pieces);
    while let Some(count) = ends.last()
        && let from = ends.len().checked_sub(2).map_or(0, |at| ends[at])
        && first_values < from
        && pieces[from..*count].iter().all(|piece| {
            is_text_after(&pieces[..from], piece) && (!has_early || ends_sentence(&piece.text()))
        })
    {
        pieces.truncate(from);
        ends.pop();
        end -= 1;
    }
    let has_labels = |piece: &Piece| match piece.what {
        What::Labels => true,
        What::Name(_) => piece.text().contains(' '),
        _ => false,
    };
    let mut covered: Vec<usize> = (start..end).collect();
    if !pieces.iter().any(has_labels) {
        let Some(columns) = displaced(reader, groups, end) else {
            return (None, end);
        };
        pieces.extend(
            columns
                .clone()
                .flat_map(|group| reader.pieces(&groups[group].lines)),
        );
        covered.extend(columns);
    }
    let zone = Zone {
        groups: covered,
        pieces,
    };
    (Some(zone), end)
}

/// The other columns of a table of which only the first was found: labels and values alone, printed after
/// the lines that stand below the table.
fn displaced(reader: &Reader<'_>, groups: &[Group], from: usize) -> Option<Range<usize>> {
    const NEAR: usize = 8;
    let is_name = |group: &Group| reader.name_label(&group.lines[0].text).is_some();
    let is_column = |group: &Group| {
        !group.is_end
            && !is_name(group)
            && reader
                .pieces(&group.lines)
                .iter()
                .all(|piece| matches!(piece.what, What::Labels | What::Values(_) | What::Marks))
    };
    let after = groups.get(from..)?;
    let start = after
        .iter()
        .take(NEAR)
        .take_while(|group| !is_name(group))
        .position(|group| reader.labelled(&group.text()).is_some() && is_column(group))?;
    let count = after[start..].iter().take_while(|group| is_column(group)).count();
    Some(from + start..from + start + count)
}

/// Whether the last comment is a label whose text has not come yet, after more pieces; values may stand
/// between.
fn awaits_remark(reader: &Reader<'_>, before: bool, pieces: &[Piece]) -> bool {
    pieces.iter().fold(before, |awaits, piece| match piece.what {
        What::Comment => reader.grammar.rows.whole(&piece.text()).is_some(),
        What::Words => awaits && !ends_sentence(&piece.text()),
        _ => awaits,
    })
}

fn begins_with_values(pieces: &[Piece]) -> bool {
    let first = pieces
        .iter()
        .find(|piece| matches!(piece.what, What::Values(_) | What::Words));
    first.is_some_and(|piece| matches!(piece.what, What::Values(_)))
}

/// Whether words at the end of a table, below values, are the text after it: they begin a sentence, and no
/// comment.
fn is_text_after(before: &[Piece], piece: &Piece) -> bool {
    let begins_low = piece.lines.first().is_some_and(|line| {
        line.text
            .starts_with(|letter: char| letter.is_lowercase() || letter == '(')
    });
    let is_remark = matches!(before.last().map(|piece| &piece.what), Some(What::Comment));
    let is_marked = piece.lines.iter().any(|line| !line.marks.is_empty());
    matches!(piece.what, What::Words) && !begins_low && !is_remark && !is_marked
}

/// Words for comments that this document also has as sections: directly under a goal or a heading.
struct Sections {
    /// The groups that begin with each of them on a line of its own.
    groups: BTreeMap<String, BTreeSet<usize>>,
    /// Goal labels.
    goals: BTreeSet<usize>,
    /// For each group that begins with one, whether values follow before the next end.
    goes_on: BTreeMap<usize, bool>,
}

impl Sections {
    fn of(reader: &Reader<'_>, groups: &[Group]) -> Self {
        let words: Vec<Option<String>> = groups.iter().map(|group| comment_word(reader, group)).collect();
        let is_section = |at: usize| at > 0 && groups[at - 1].is_end;
        let names: BTreeSet<&String> = (0..groups.len())
            .filter(|at| is_section(*at))
            .filter_map(|at| words[at].as_ref())
            .collect();
        let mut sections = Sections {
            groups: BTreeMap::new(),
            goals: (0..groups.len()).filter(|at| groups[*at].is_goal).collect(),
            goes_on: BTreeMap::new(),
        };
        if names.is_empty() {
            return sections;
        }
        let mut has_values = false;
        for at in (0..groups.len()).rev() {
            let word = words[at].as_ref().filter(|word| names.contains(word));
            if let Some(word) = word {
                sections.groups.entry(word.clone()).or_default().insert(at);
                sections.goes_on.insert(at, has_values);
            }
            let is_values = |piece: &Piece| matches!(piece.what, What::Values(_));
            has_values =
                !groups[at].is_end && (has_values || reader.pieces(&groups[at].lines).iter().any(is_values));
        }
        sections
    }

    /// Whether a section begins at a group, and no comment of the table that begins further up: its goal has
    /// had none yet, and nothing of a table follows.
    fn begin(&self, groups: &[Group], table: usize, at: usize) -> bool {
        if self.goes_on.get(&at) != Some(&false) {
            return false;
        }
        let goal = self.goals.range(..table).next_back().map_or(0, |goal| goal + 1);
        let name = squash(&groups[at].lines[0].text);
        let same = self.groups.get(&name);
        same.is_none_or(|same| same.range(goal..table).next().is_none())
    }
}

/// The word for comments that a group begins with, on a line of its own.
fn comment_word(reader: &Reader<'_>, group: &Group) -> Option<String> {
    let text = &group.lines.first()?.text;
    let is_word = reader.grammar.sections.whole(text).is_some() && reader.is_comment(text);
    is_word.then(|| squash(text))
}
