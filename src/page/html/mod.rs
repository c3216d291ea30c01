//! HTML becomes blocks: paragraphs, tables with spans, what is shown and nothing else.
//!
//! Takes: the text of a page, or a table in HTML inside another text.
//! Gives: [`Block`]s.
//! Never: runs a script, follows a link, opens a picture that is not in the page itself.

mod builder;
mod css;
mod element;

use super::Ending;
use super::body::Block;
use builder::Builder;
use html5gum::{DefaultEmitter, Span, Token, Tokenizer};
use std::collections::HashMap;

/// The blocks of HTML that begins on a line of the input, counted from 1.
pub(super) fn blocks(text: &str, first_line: u32) -> Vec<Block> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // Scripts and styles are no text.
    emitter.naively_switch_states(true);
    let mut builder = Builder::default();
    let mut lines = Lines::new(text, first_line);
    let Ok(tokens) = Tokenizer::new_with_emitter(text, emitter).collect::<Result<Vec<_>, _>>();
    for token in tokens {
        match token {
            Token::StartTag(tag) => {
                let number = lines.at(tag.span);
                let attribute = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes())?;
                    Some(String::from_utf8_lossy(&value.value).into_owned())
                };
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                builder.open(&name, &attribute, tag.self_closing, number);
            }
            Token::EndTag(tag) => {
                let number = lines.at(tag.span);
                builder.close(&String::from_utf8_lossy(&tag.name), number);
            }
            Token::String(string) => {
                let number = lines.at(string.span);
                builder.text(&String::from_utf8_lossy(&string.value), number);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    builder.finish()
}

/// Whether a text is a page of HTML: it begins like one, and tags go on.
pub(super) fn is_html(text: &str) -> bool {
    beginning(text).is_some_and(|(rest, is_page)| is_page || is_fragment(rest))
}

/// Where a text begins that begins as HTML does, and whether that is a whole page and no part of one.
fn beginning(text: &str) -> Option<(&str, bool)> {
    const STARTS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<div",
        "<p",
        "<h1",
        "<h2",
        "<meta",
        "<title",
        "<section",
        "<article",
        "<main",
        "<header",
        "<style",
        "<center",
    ];
    const LOOKED_AT: usize = 64;
    let mut rest = text.trim_start();
    // Comments and the declaration of XML stand before what tells.
    while let Some(end) = [("<!--", "-->"), ("<?", "?>")]
        .iter()
        .find(|(start, _)| rest.starts_with(start))
        .and_then(|(_, end)| rest.find(end).map(|at| at + end.len()))
    {
        rest = rest[end..].trim_start();
    }
    let head: String = rest
        .chars()
        .take(LOOKED_AT)
        .collect::<String>()
        .to_ascii_lowercase();
    let begins = STARTS.iter().any(|start| {
        head.strip_prefix(start)
            .is_some_and(|after| !after.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
    });
    begins.then(|| (rest, head.starts_with("<!") || head.starts_with("<html")))
}

/// Elements that programs close each time, or never.
const PAIRED: [&str; 15] = [
    "table", "tr", "td", "th", "tbody", "thead", "div", "span", "ul", "ol", "h1", "h2", "h3", "h4", "font",
];

/// What is wrong with the marks of a text: a page or a table is opened and not closed, or of elements that are closed
/// each time some are not.
pub(super) fn ending(text: &str) -> Ending {
    // An element that is left open so often is left open by habit.
    const MOST_ODD: usize = 3;
    const FOR_ONE_ODD: usize = 3;
    let tags = tags(text);
    let count = |name: &str| tags.get(name).copied().unwrap_or_default();
    let is_page = is_html(text) && ["html", "body"].iter().any(|name| count(name).opened > 0);
    let has_end = ["html", "body"].iter().any(|name| count(name).closed > 0);
    let is_open = |name: &str| count(name).is_last_opened;
    if beginning(text).is_some() && !is_html(text) && ends_within(text) {
        return Ending::Unclosed;
    }
    if is_page && !has_end || is_open("table") {
        return Ending::Unclosed;
    }
    let is_odd = |name: &&str| {
        let Count { opened, closed, .. } = count(name);
        let odd = opened.abs_diff(closed);
        (1..=MOST_ODD).contains(&odd) && closed.min(opened) >= odd * FOR_ONE_ODD
    };
    match is_html(text) && PAIRED.iter().any(is_odd) {
        true => Ending::Unpaired,
        false => Ending::Whole,
    }
}

/// Whether a text ends within a tag or within an element.
fn ends_within(text: &str) -> bool {
    const VOID: [&str; 3] = ["br", "hr", "img"];
    let last = text.rfind('<').map(|at| &text[at + 1..]);
    last.is_some_and(|tag| {
        let is_opening = tag.starts_with(|letter: char| letter.is_ascii_alphabetic());
        !tag.contains('>') || is_opening && !VOID.iter().any(|void| tag.starts_with(void))
    })
}

/// How often an element is opened and closed.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    opened: usize,
    closed: usize,
    is_last_opened: bool,
}

/// The tags of a text, whatever stands in them.
fn tags(text: &str) -> HashMap<&'static str, Count> {
    let known = |name: &str| {
        let mut all = PAIRED.iter().chain(&["html", "body"]);
        all.find(|known| known.eq_ignore_ascii_case(name)).copied()
    };
    let mut tags: HashMap<&str, Count> = HashMap::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
            continue;
        }
        let (tag, is_end) = rest.strip_prefix('/').map_or((rest, false), |tag| (tag, true));
        let length = tag.find(|letter: char| !letter.is_ascii_alphanumeric());
        let Some(name) = known(&tag[..length.unwrap_or(tag.len())]) else {
            continue;
        };
        let count = tags.entry(name).or_default();
        count.is_last_opened = !is_end;
        match is_end {
            true => count.closed += 1,
            false => count.opened += 1,
        }
    }
    tags
}

/// A part of a page, as converters write it: tags to the end, and no marks of Markdown between them.
fn is_fragment(text: &str) -> bool {
    let is_marked =
        |line: &str| line.starts_with(['#', '|', '>']) || line.starts_with("**") || line.contains("](");
    text.trim_end().ends_with('>')
        && text.matches("</").take(3).count() == 3
        && !text.lines().any(|line| is_marked(line.trim()))
}

/// Counts lines while a text is gone through.
struct Lines<'a> {
    text: &'a [u8],
    seen: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, first: u32) -> Self {
        Self {
            text: text.as_bytes(),
            seen: 0,
            line: first,
        }
    }

    /// The line on which a span begins; spans come in order.
    fn at(&mut self, span: Span<usize>) -> u32 {
        let start = span.start.min(self.text.len());
        if start > self.seen {
            let passed = memchr::memchr_iter(b'\n', &self.text[self.seen..start]).count();
            self.line = self
                .line
                .saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
            self.seen = start;
        }
        self.line
    }
}

#[cfg(test)]
mod tests;
