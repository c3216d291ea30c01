//! What stands between drawn tables: headings, paragraphs, lists.

use super::inline::{self, Writer};
use super::{Markup, Span, SpanKind, number};
use crate::page::body::{Block, Paragraph};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// How the text between tables is read.
pub(super) struct Prose<'a> {
    markup: Markup,
    lines: &'a [&'a str],
    /// Columns at which the converter wraps lines; none where it leaves paragraphs on one line.
    wrap: usize,
}

impl<'a> Prose<'a> {
    pub(super) fn of(markup: Markup, lines: &'a [&'a str], spans: &[Span]) -> Self {
        Self {
            markup,
            lines,
            wrap: wrap(lines, spans),
        }
    }

    /// Adds the blocks of some lines.
    pub(super) fn blocks(&self, start: usize, end: usize, blocks: &mut Vec<Block>) {
        let lines = &self.lines[start..end];
        if self.markup == Markup::Markdown {
            self.markdown(lines, start, blocks);
        } else {
            self.paragraphs(lines, start, blocks);
        }
    }

    fn markdown(&self, lines: &[&str], first: usize, blocks: &mut Vec<Block>) {
        let text = inline::prepared(&lines.join("\n"), self.markup);
        let mut ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        ends.push(text.len());
        let mut maker = Maker::default();
        // Indents are a habit of converters and no code; a line below a paragraph is no heading's underline.
        for (event, range) in Parser::new_ext(&text, Options::empty()).into_offset_iter() {
            let line = ends.partition_point(|end| *end < range.start);
            let is_wrap = || {
                let lines = (text_line(&text, &ends, line), text_line(&text, &ends, line + 1));
                self.wraps(lines.0, lines.1)
            };
            let marker = || marker(&text[range.clone()]);
            maker.event(&event, number(first + line), is_wrap, marker, blocks);
        }
        maker.end(blocks);
    }

    /// Paragraphs between blank lines, and headings that a line of signs stands below.
    fn paragraphs(&self, lines: &[&str], first: usize, blocks: &mut Vec<Block>) {
        let mut current: Vec<(usize, &str)> = Vec::new();
        let mut is_directive = false;
        for (at, line) in lines.iter().copied().enumerate() {
            let trimmed = line.trim();
            if self.markup == Markup::Restructured {
                is_directive =
                    is_directive && (trimmed.is_empty() || line.starts_with(' ')) || line.starts_with(".. ");
                if is_directive {
                    continue;
                }
            }
            if trimmed.is_empty() {
                self.end(&mut current, first, false, blocks);
            } else if is_underline(trimmed) {
                let is_below = current.len() == 1;
                self.end(&mut current, first, is_below, blocks);
            } else {
                if let Some((_, before)) = current.last()
                    && !self.wraps(before, trimmed)
                {
                    self.end(&mut current, first, false, blocks);
                }
                current.push((at, trimmed));
            }
        }
        self.end(&mut current, first, false, blocks);
    }

    fn end(&self, lines: &mut Vec<(usize, &str)>, first: usize, is_heading: bool, blocks: &mut Vec<Block>) {
        let lines = std::mem::take(lines);
        let Some((at, _)) = lines.first() else { return };
        let texts: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
        blocks.push(Block::Paragraph(Paragraph {
            words: inline::words(&texts.join("\n"), self.markup),
            number: number(first + at),
            is_heading,
            furniture: None,
            page: None,
        }));
    }

    /// Whether a line goes on on the next one: its first word had no place on it, or begins low.
    fn wraps(&self, line: &str, next: &str) -> bool {
        let width = line.chars().count();
        let word = next.split_whitespace().next().unwrap_or("").chars().count();
        let is_full = self.wrap > 0 && (width + 1 + word) * 20 >= self.wrap * 17;
        is_full || next.trim_start().starts_with(char::is_lowercase)
    }
}

fn text_line<'a>(text: &'a str, ends: &[usize], line: usize) -> &'a str {
    let start = line
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .map_or(0, |end| end + 1);
    let end = ends.get(line).copied().unwrap_or(text.len());
    let line = text.get(start..end).unwrap_or("");
    line.trim_start_matches(['>', ' ']).trim_end()
}

/// The width at which lines are wrapped: the longest of those that do not end their paragraph, unless they are
/// as long as whole paragraphs.
fn wrap(lines: &[&str], spans: &[Span]) -> usize {
    const LONGEST: usize = 160;
    let prose = spans.iter().filter(|span| span.kind == SpanKind::Prose);
    let mut widths: Vec<usize> = prose
        .flat_map(|span| lines[span.start..span.end].windows(2))
        .filter(|pair| !pair[1].trim().is_empty() && !pair[0].trim().is_empty())
        .map(|pair| pair[0].trim().chars().count())
        .collect();
    widths.sort_unstable();
    let widest = widths
        .get(widths.len().saturating_sub(1) * 19 / 20)
        .copied()
        .unwrap_or(0);
    if widest > LONGEST { 0 } else { widest }
}

/// `=====`, `~~~~~`
fn is_underline(line: &str) -> bool {
    const SHORTEST: usize = 3;
    let mut letters = line.chars();
    letters.next().is_some_and(|sign| {
        "=-~^\"'`#*+.:_".contains(sign) && line.len() >= SHORTEST && letters.all(|letter| letter == sign)
    })
}

/// The sign or number that an item of a list begins with.
fn marker(item: &str) -> String {
    let word = item.split_whitespace().next().unwrap_or("");
    match word {
        "-" | "*" | "+" => "•".to_owned(),
        word => word.to_owned(),
    }
}

/// Makes blocks of the events of a parser.
#[derive(Default)]
struct Maker {
    writer: Writer,
    number: u32,
    is_heading: bool,
    is_html: bool,
    html: String,
}

impl Maker {
    fn event(
        &mut self,
        event: &Event<'_>,
        number: u32,
        is_wrap: impl Fn() -> bool,
        marker: impl Fn() -> String,
        blocks: &mut Vec<Block>,
    ) {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                self.end(blocks);
                self.is_html = true;
                self.number = number;
            }
            Event::End(TagEnd::HtmlBlock) => {
                self.is_html = false;
                blocks.extend(crate::page::html::blocks(
                    &std::mem::take(&mut self.html),
                    self.number,
                ));
            }
            Event::Html(text) | Event::Text(text) if self.is_html => self.html.push_str(text),
            Event::Start(Tag::Heading { .. }) => {
                self.begin(number, blocks);
                self.is_heading = true;
            }
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_)) => self.begin_in_item(number, blocks),
            Event::Start(Tag::Item) => {
                self.begin(number, blocks);
                self.writer.words.push(&marker(), crate::page::Style::default());
                self.writer.words.space();
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::BlockQuote(_),
            ) => self.end(blocks),
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => self.end(blocks),
            Event::Rule => self.end(blocks),
            Event::SoftBreak if !is_wrap() => {
                let is_heading = self.is_heading;
                self.begin(number.saturating_add(1), blocks);
                self.is_heading = is_heading;
            }
            Event::HardBreak => self.begin(number.saturating_add(1), blocks),
            other => self.writer.event(other.clone()),
        }
    }

    fn begin(&mut self, number: u32, blocks: &mut Vec<Block>) {
        self.end(blocks);
        self.number = number;
    }

    /// The first paragraph of an item stands beside its sign.
    fn begin_in_item(&mut self, number: u32, blocks: &mut Vec<Block>) {
        if self.writer.words.words().len() != 1 {
            self.begin(number, blocks);
        }
    }

    fn end(&mut self, blocks: &mut Vec<Block>) {
        let words = self.writer.take();
        let is_heading = std::mem::take(&mut self.is_heading);
        if !words.is_empty() {
            blocks.push(Block::Paragraph(Paragraph {
                words,
                number: self.number,
                is_heading,
                furniture: None,
                page: None,
            }));
        }
    }
}
