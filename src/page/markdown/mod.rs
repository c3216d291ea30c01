//! Texts with tables that converters draw: between pipes, as grids, with dashes, in HTML.
//!
//! Takes: a text in Markdown, in reStructuredText, or plain with drawn tables.
//! Gives: [`Block`]s, and which of the three it was.
//! Never: takes a line for a table that is not drawn as one.

mod dashes;
mod grid;
mod inline;
mod pipes;
mod prose;

use super::body::{Block, Paragraph};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthChar;

/// Which markup a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// Markdown of any flavour.
    Markdown,
    /// reStructuredText.
    Restructured,
    /// Tables are drawn, words are not marked up.
    Plain,
}

impl Markup {
    /// The word in documents.csv.
    pub(super) fn name(self) -> &'static str {
        match self {
            Markup::Markdown => "markdown",
            Markup::Restructured => "restructuredtext",
            Markup::Plain => "text",
        }
    }
}

/// How a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawing {
    Pipes,
    Grid,
    Dashes,
    Equals,
}

/// The blocks of a text that draws its tables, and its markup; none of one that does not.
pub(super) fn blocks(text: &str) -> Option<(Vec<Block>, Markup)> {
    let lines: Vec<&str> = text.split('\n').collect();
    let spans = spans(&lines);
    let markup = markup(&lines, &spans)?;
    let prose = prose::Prose::of(markup, &lines, &spans);
    let mut blocks = Vec::new();
    for span in &spans {
        match span.kind {
            SpanKind::Prose => prose.blocks(span.start, span.end, &mut blocks),
            SpanKind::Html => {
                blocks.extend(super::html::blocks(
                    &lines[span.start..span.end].join("\n"),
                    number(span.start),
                ));
            }
            SpanKind::Table(drawing) => {
                let inside = &lines[span.start..span.end];
                let table = match drawing {
                    Drawing::Pipes => pipes::table(inside, span.start, markup),
                    Drawing::Grid => grid::table(inside, span.start, markup),
                    Drawing::Dashes | Drawing::Equals => dashes::table(inside, span.start, markup),
                };
                blocks.push(Block::Table(table));
            }
        }
    }
    Some((blocks, markup))
}

/// What a stretch of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpanKind {
    Prose,
    Html,
    Table(Drawing),
}

/// The blocks of a text whose tables alone are drawn, between pipes, while the lines of the pages stand as they were
/// printed: each line is one. None of a text with any other mark, or that draws tables otherwise.
pub(super) fn lines(text: &str, markup: Markup) -> Option<Vec<Block>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let spans = spans(&lines);
    let is_plain = |span: &Span| match span.kind {
        SpanKind::Prose => !lines[span.start..span.end].iter().any(|line| is_marked(line)),
        SpanKind::Table(drawing) => drawing == Drawing::Pipes,
        SpanKind::Html => false,
    };
    if markup != Markup::Markdown || !spans.iter().all(is_plain) {
        return None;
    }
    let mut blocks = Vec::new();
    for span in &spans {
        let inside = &lines[span.start..span.end];
        match span.kind {
            SpanKind::Table(_) => blocks.push(Block::Table(pipes::table(inside, span.start, markup))),
            _ => blocks.extend(inside.iter().enumerate().map(|(at, line)| {
                Block::Paragraph(Paragraph {
                    words: inline::words(line, Markup::Plain),
                    number: number(span.start + at),
                    ..Paragraph::default()
                })
            })),
        }
    }
    Some(blocks)
}

/// Whether a line of text has a mark of Markdown.
fn is_marked(line: &str) -> bool {
    line.contains("**") || line.starts_with('#') || line.contains("](") || line.contains('\\')
}

/// Lines from `start` to before `end`.
#[derive(Debug, Clone, Copy)]
struct Span {
    kind: SpanKind,
    start: usize,
    end: usize,
}

/// Cuts a text into tables and what stands between them.
fn spans(lines: &[&str]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let html = html_ends(lines);
    let mut at = 0;
    while at < lines.len() {
        let found = pipes::end(lines, at)
            .map(|end| (SpanKind::Table(Drawing::Pipes), at, end))
            .or_else(|| grid::end(lines, at).map(|end| (SpanKind::Table(Drawing::Grid), at, end)))
            .or_else(|| dashes::find(lines, at).map(|(drawing, end)| (SpanKind::Table(drawing), at, end)))
            .or_else(|| html.get(&at).map(|end| (SpanKind::Html, at, *end)));
        let (kind, start, end) = found.unwrap_or((SpanKind::Prose, at, at + 1));
        match spans.last_mut() {
            Some(last) if kind == SpanKind::Prose && last.kind == SpanKind::Prose => last.end = end,
            _ => spans.push(Span { kind, start, end }),
        }
        at = end.max(at + 1);
    }
    spans
}

/// For every line that begins with a table in HTML, the line after its end.
fn html_ends(lines: &[&str]) -> BTreeMap<usize, usize> {
    let mut ends = BTreeMap::new();
    let mut open = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !line.contains('<') {
            continue;
        }
        let line = line.to_ascii_lowercase();
        for (tag, _) in line.match_indices('<') {
            if line[tag..].starts_with("<table") {
                open.push(at);
            } else if line[tag..].starts_with("</table")
                && let Some(begun) = open.pop()
            {
                ends.insert(begun, at + 1);
            }
        }
    }
    ends.retain(|at, _| {
        let start = lines[*at].trim_start().get(..6);
        start.is_some_and(|start| start.eq_ignore_ascii_case("<table"))
    });
    ends
}

/// Which markup a text has that draws tables; none where tabs part more cells than it draws.
fn markup(lines: &[&str], spans: &[Span]) -> Option<Markup> {
    let drawn: usize = spans
        .iter()
        .filter(|span| span.kind != SpanKind::Prose)
        .map(|span| span.end - span.start)
        .sum();
    let prose = || {
        let spans = spans.iter().filter(|span| span.kind == SpanKind::Prose);
        spans.flat_map(|span| &lines[span.start..span.end])
    };
    let tabbed = prose().filter(|line| line.trim().contains('\t')).count();
    if drawn == 0 || tabbed > drawn {
        return None;
    }
    let has = |drawing| spans.iter().any(|span| span.kind == SpanKind::Table(drawing));
    let directives = lines.iter().filter(|line| line.starts_with(".. ")).count();
    if directives > 0 && !has(Drawing::Pipes) || has(Drawing::Equals) && !has(Drawing::Pipes) {
        return Some(Markup::Restructured);
    }
    Some(
        if has(Drawing::Pipes) || lines.iter().any(|line| is_marked(line)) {
            Markup::Markdown
        } else {
            Markup::Plain
        },
    )
}

/// A line's number in the file, or the largest there is.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// The characters of a line with the column that each stands in: converters count a wide sign twice.
fn columns(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut column = 0;
    line.chars().map(move |letter| {
        let at = column;
        column += letter.width().unwrap_or(0);
        (at, letter)
    })
}

/// What stands in some columns of a line.
fn slice(line: &str, from: usize, to: usize) -> String {
    columns(line)
        .filter(|(column, _)| (from..to).contains(column))
        .map(|(_, letter)| letter)
        .collect()
}

#[cfg(test)]
mod tests;
