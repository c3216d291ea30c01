//! Lines with places become text and grids: tables by rules, fills, type size and alignment.
//!
//! Takes: the lines of a PDF, or of a text whose columns are runs of spaces, with rules, fills and icons.
//! Gives: blocks in reading order.
//! Never: knows what a table is about beyond the labels that may end it.

mod assign;
mod beside;
mod cells;
mod columns;
mod edges;
mod find;
mod heads;
mod inside;
mod labels;
mod marks;
mod overflow;
mod region;
mod room;
mod row_choice;
mod rows;
mod signed;
mod straight;
#[cfg(test)]
mod tests;
mod unsigned;
mod values;

use super::claims::Claims;
use super::text::Sheet;
use super::{Grid, Item, LineId, Mark, MarkKind, Text, Vocabulary};
use crate::grammar::Grammar;
use crate::page::{Icon, Page, Pages, Shape};
use crate::trace::{BBox, Code, Diagnostic, Place};
use std::collections::BTreeSet;

pub(super) use find::{begins_label, begins_table, segments};
pub(super) use region::boxes as ruled_boxes;

/// What is measured once for a document.
#[derive(Debug, Clone, Copy)]
struct Measures {
    /// Text with columns as runs of spaces: no type, no rules, a line is one unit high.
    is_aligned: bool,
    /// Narrowest space between two columns, for a type size of one.
    column_gap: f32,
    /// Type sizes of the tables, where they differ from the running text.
    table_sizes: [f32; 3],
    /// Distance of two lines in one cell, for a type size of one.
    leading: f32,
    /// Space between two rows, in heights of a line.
    row_space: f32,
    /// Right edge of a full line of running text.
    full_right: f32,
    /// Left edge of the running text.
    left: f32,
    /// Fewest blank lines between a table and the text below it.
    table_gap: u32,
}

impl Measures {
    /// Whether tables are told by their type.
    fn has_table_size(&self) -> bool {
        self.table_sizes[0] > 0.0
    }

    /// Whether the tables are set in this size.
    fn is_table_size(&self, size: f32) -> bool {
        self.table_sizes.iter().any(|table| (table - size).abs() <= 0.2)
    }
}

/// What is found in a document.
pub(super) struct Laid {
    /// The blocks in reading order.
    pub(super) items: Vec<Item>,
    /// The words of the running text.
    pub(super) vocabulary: Vocabulary,
    /// Tables that are doubtful.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The blocks of a document.
pub(super) fn items(grammar: &Grammar, pages: &Pages, sheet: &[Sheet<'_>], claims: &Claims) -> Laid {
    let measures = find::measures(grammar, pages, sheet, claims);
    let mut sheets: Vec<Vec<&Sheet<'_>>> = vec![Vec::new(); pages.pages.len()];
    for line in sheet.iter().filter(|line| !line.is_blank()) {
        sheets[line.page].push(line);
    }
    let found: Vec<Vec<find::Run>> = pages
        .pages
        .iter()
        .zip(&sheets)
        .map(|(page, lines)| match measures.is_aligned {
            true => find::runs(grammar, measures, lines, claims),
            false => region::runs(grammar, measures, page, lines, claims),
        })
        .collect();
    // Words of the running text alone: the cells hold the pieces of broken words.
    let mut vocabulary = Vocabulary::default();
    for (lines, runs) in sheets.iter().zip(&found) {
        let mut runs = runs.iter().peekable();
        for (at, line) in lines.iter().enumerate() {
            while runs.next_if(|run| run.lines.end <= at).is_some() {}
            if !runs.peek().is_some_and(|run| run.lines.contains(&at)) {
                vocabulary.count_text(&line.text());
                continue;
            }
            // Only the ends of a cell's lines can be pieces.
            for part in measures.parts(&line.line.words) {
                if let [_, inner @ .., _] = &line.line.words[part] {
                    inner.iter().for_each(|word| vocabulary.count_text(&word.text));
                }
            }
        }
    }
    vocabulary.learn_grammar(grammar);
    let mut items = Vec::new();
    let mut diagnostics = Vec::new();
    let mut before: Option<cells::Shape> = None;
    for ((page, lines), runs) in pages.pages.iter().zip(&sheets).zip(&found) {
        let mut last: Option<&Sheet<'_>> = None;
        let mut runs = runs.iter().peekable();
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at];
            if let Some(run) = runs.next_if(|run| run.lines.start == at) {
                let parts = beside::cut(&run.parts, &lines[run.lines.clone()]);
                let sheets = beside::sheets(&parts);
                if run.is_doubtful {
                    diagnostics.push(doubtful(&lines[run.lines.clone()]));
                }
                let mut taken: BTreeSet<LineId> = BTreeSet::new();
                for lines in &sheets {
                    let lines: Vec<&Sheet<'_>> = lines.iter().collect();
                    let mut table =
                        cells::grid(grammar, &vocabulary, measures, page, &lines, before.as_ref());
                    // Each line belongs to the first table that has words of it.
                    for row in &mut table.grid.rows {
                        row.lines.retain(|line| taken.insert(*line));
                    }
                    before = Some(table.shape);
                    items.push(Item::Table(table.grid));
                }
                last = lines.get(run.lines.end - 1).copied();
                at = run.lines.end;
                continue;
            }
            if let Some(kind) = claims.kind(line.id) {
                items.push(claims.item(kind, line));
            } else {
                let mut text = text(measures, page, line, last);
                if claims.is_of_goal(line.id) {
                    text.marks.extend(icons_of_goal(page, lines, at));
                }
                items.push(Item::Text(text));
                last = Some(line);
                before = None;
            }
            at += 1;
        }
    }
    Laid {
        items,
        vocabulary,
        diagnostics,
    }
}

fn doubtful(lines: &[&Sheet<'_>]) -> Diagnostic {
    let first = lines.first();
    Diagnostic::new(
        Code::TableDoubtful,
        first.map_or(Place::default(), |line| line.place),
        format!(
            "{} lines are a table by a narrow margin; they may be running text",
            lines.len()
        ),
        &first.map_or(String::new(), |line| line.text()),
    )
}

/// A line of running text with the icons beside it.
fn text(measures: Measures, page: &Page, line: &Sheet<'_>, last: Option<&Sheet<'_>>) -> Text {
    let mut text = Text::from_words(&line.line.words, line.place, vec![line.id]);
    let bbox = line.line.bbox;
    let beside: Vec<Mark> = page
        .icons
        .iter()
        .filter(|icon| stands_beside(icon, &bbox))
        .map(mark)
        .collect();
    text.marks = [beside, text.marks].concat();
    text.left = bbox.left;
    text.fill = bbox.right / measures.full_right.max(1.0);
    text.blanks = match last {
        _ if measures.is_aligned => line.blanks,
        Some(last) if last.page == line.page => {
            // More than a line's own height of space: a new paragraph.
            let gap = bbox.top - last.line.bbox.bottom;
            u32::from(gap > 0.55 * bbox.height())
        }
        _ => 0,
    };
    text
}

/// An icon left of a line, at its height.
fn stands_beside(icon: &Icon, line: &BBox) -> bool {
    const FURTHEST: f32 = 30.0;
    let level = icon.bbox.middle_y() > line.top - 2.0 && icon.bbox.middle_y() < line.bottom + 2.0;
    level && icon.bbox.right <= line.left + 3.0 && line.left - icon.bbox.right < FURTHEST
}

/// Icons right of a line of a goal, or in the space below it, that stand beside no words of their own.
fn icons_of_goal<'a>(page: &'a Page, lines: &'a [&Sheet<'_>], at: usize) -> impl Iterator<Item = Mark> + 'a {
    const INDENT: f32 = 60.0;
    const FAR: f32 = 2.5;
    const SLACK: f32 = 0.6;
    let line = lines[at].line.bbox;
    let below = lines
        .get(at + 1)
        .map_or(f32::INFINITY, |below| below.line.bbox.top);
    let end = below.min(line.bottom + FAR * line.height());
    let is_of_words = move |icon: &Icon| lines.iter().any(|line| stands_beside(icon, &line.line.bbox));
    let icons = page.icons.iter().filter(move |icon| {
        let (bbox, middle) = (icon.bbox, icon.bbox.middle_y());
        // Between the lines of a title, too.
        let slack = SLACK * line.height();
        let is_level = middle > line.top - slack && middle < line.bottom + slack;
        let is_right = bbox.left >= line.right && is_level;
        let is_below = middle > line.bottom && middle < end && (bbox.left - line.left).abs() < INDENT;
        (is_right || is_below) && bbox.height() < FAR * line.height() && !is_of_words(icon)
    });
    icons.map(mark)
}

/// An icon as a mark.
fn mark(icon: &Icon) -> Mark {
    Mark {
        kind: if icon.shape == Shape::Other {
            MarkKind::Drawing
        } else {
            MarkKind::Icon
        },
        colour: Some(icon.colour),
        bbox: Some(icon.bbox),
        ..Mark::default()
    }
}

/// A grid with the shape that the next page's part may continue.
struct Table {
    grid: Grid,
    shape: cells::Shape,
}
