//! Where tables begin and end in a text without columns.

use super::piece::{Line, Piece, Reader, What, line};
use crate::block::furniture::Claims;
use crate::block::text::Sheet;
use crate::grammar::{Grammar, squash};
use std::collections::BTreeSet;
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

    /// Whether it ends with a sentence.
    fn is_sentence(&self) -> bool {
        ends_sentence(&self.text())
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
        let ends = self.text().ends_with(['.', '!', '?', ':']);
        ends && !inner.is_empty() && inner.iter().all(|fill| *fill >= FULL)
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
    const FEWEST: usize = 5;
    text.ends_with(['.', '!', '?', ':']) && text.split(' ').count() >= FEWEST
}

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
    let titles: Vec<String> = outline.iter().map(|title| squash(title)).collect();
    let widest = crate::block::text::full_width(sheet);
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Option<usize> = None;
    for one in sheet {
        if one.is_blank() || claims.kind(one.id).is_some() {
            open = None;
            continue;
        }
        let line = line(one);
        let is_goal = is_goal(grammar, &line.text);
        let is_end = is_goal || is_end(grammar, &titles, &one.text());
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
    inner.is_some_and(|inner| inner.ends_with(')') && has_money_unit(grammar, inner))
}

/// Whether a unit of money stands in a text.
pub(super) fn has_money_unit(grammar: &Grammar, text: &str) -> bool {
    let ids = grammar.units.ids_within(text).into_iter();
    ids.filter_map(|id| grammar.units.entry(id))
        .any(|entry| entry.fact("kronor").is_some())
}

fn is_goal(grammar: &Grammar, text: &str) -> bool {
    grammar
        .labels
        .start(text)
        .is_some_and(|(_, taken)| text[taken..].starts_with(':'))
}

/// What never stands in a table.
fn is_end(grammar: &Grammar, titles: &[String], text: &str) -> bool {
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
    let sections = sections(reader, groups);
    let mut zones = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let zone =
            zone(reader, groups, &sections, at).filter(|zone| !zone.groups.iter().any(|group| taken[*group]));
        match zone {
            Some(zone) => {
                zone.groups.iter().for_each(|group| taken[*group] = true);
                zones.push(zone);
                while taken.get(at) == Some(&true) {
                    at += 1;
                }
            }
            None => at += 1,
        }
    }
    zones
}

fn zone(reader: &Reader<'_>, groups: &[Group], sections: &BTreeSet<String>, start: usize) -> Option<Zone> {
    reader.name_label(&groups[start].lines.first()?.text)?;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut ends = Vec::new();
    let mut end = start;
    while let Some(group) = groups.get(end) {
        let is_remark = awaits_remark(reader, &pieces);
        if group.is_end
            || is_section(reader, groups, sections, start, end)
            || !is_remark && (group.is_prose() || group.is_list())
        {
            break;
        }
        pieces.extend(reader.pieces(&group.lines));
        end += 1;
        ends.push(pieces.len());
    }
    // Words after everything else are no row: a table ends with its values. Where values came before any
    // words, the words may be names, but not if they are sentences.
    let has_early = begins_with_values(&pieces);
    while let Some(count) = ends.last()
        && let from = ends.len().checked_sub(2).map_or(0, |at| ends[at])
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
        let columns = displaced(reader, groups, end)?;
        pieces.extend(
            columns
                .clone()
                .flat_map(|group| reader.pieces(&groups[group].lines)),
        );
        covered.extend(columns);
    }
    Some(Zone {
        groups: covered,
        pieces,
    })
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

/// Whether the last comment is a label whose text has not come yet; values may stand between.
fn awaits_remark(reader: &Reader<'_>, pieces: &[Piece]) -> bool {
    let last = pieces
        .iter()
        .rposition(|piece| matches!(piece.what, What::Comment));
    last.is_some_and(|at| {
        let has_text = pieces[at + 1..]
            .iter()
            .any(|piece| matches!(piece.what, What::Words) && ends_sentence(&piece.text()));
        !has_text && reader.grammar.rows.whole(&pieces[at].text()).is_some()
    })
}

fn begins_with_values(pieces: &[Piece]) -> bool {
    let first = pieces
        .iter()
        .find(|piece| matches!(piece.what, What::Values(_) | What::Words));
    first.is_some_and(|piece| matches!(piece.what, What::Values(_)))
}

/// Whether words at the end of a table are the text after it: they begin a sentence, and no comment.
fn is_text_after(before: &[Piece], piece: &Piece) -> bool {
    let begins_low = piece.lines.first().is_some_and(|line| {
        line.text
            .starts_with(|letter: char| letter.is_lowercase() || letter == '(')
    });
    let is_remark = matches!(before.last().map(|piece| &piece.what), Some(What::Comment));
    let has_values = before.iter().any(|piece| matches!(piece.what, What::Values(_)));
    let is_marked = piece.lines.iter().any(|line| !line.marks.is_empty());
    matches!(piece.what, What::Words) && !begins_low && !is_remark && has_values && !is_marked
}

/// The words for comments that this document also has as sections: directly under a goal or a heading.
fn sections(reader: &Reader<'_>, groups: &[Group]) -> BTreeSet<String> {
    groups
        .windows(2)
        .filter(|pair| pair[0].is_end)
        .filter_map(|pair| comment_word(reader, &pair[1]))
        .collect()
}

/// The word for comments that a group begins with, on a line of its own.
fn comment_word(reader: &Reader<'_>, group: &Group) -> Option<String> {
    let text = &group.lines.first()?.text;
    let is_word = reader.grammar.sections.whole(text).is_some() && reader.is_comment(text);
    is_word.then(|| squash(text))
}

/// A word for comments begins a section if the document has such sections, the goal has had none yet, and
/// nothing of a table follows.
fn is_section(
    reader: &Reader<'_>,
    groups: &[Group],
    sections: &BTreeSet<String>,
    start: usize,
    at: usize,
) -> bool {
    let Some(name) = comment_word(reader, &groups[at]).filter(|name| sections.contains(name)) else {
        return false;
    };
    let had = groups[..start]
        .iter()
        .rev()
        .take_while(|group| !group.is_goal)
        .any(|group| squash(&group.lines[0].text) == name);
    let goes_on = || {
        groups[at + 1..]
            .iter()
            .take_while(|group| !group.is_end)
            .any(|group| {
                reader
                    .pieces(&group.lines)
                    .iter()
                    .any(|piece| matches!(piece.what, What::Values(_)))
            })
    };
    !had && !goes_on()
}
