//! Marks inside of a line: bold, breaks, escapes, pictures, the few tags that converters leave.

use super::Markup;
use crate::page::body::Words;
use crate::page::markup;
use crate::page::{Style, picture};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;
use std::sync::LazyLock;

/// What keeps the start of a text from being read as a heading or as an item of a list.
const GUARD: char = '\u{2060}';

/// `{width="0.1in" height="0.1in"}` behind a picture, `[text]{.underline}`
static ATTRIBUTES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(\]|\))\{[^{}]{0,200}\}").ok());
/// `|image2|`, a picture that stands elsewhere in the file.
static SUBSTITUTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)(^|\s)\|([^|\s][^|\n]{0,40})\|(_{0,2})($|\s)").ok());
/// ``:sup:`1` ``
static RAISED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r":sup:`([^`]{1,20})`").ok());

/// The words of a cell, or of a paragraph whose start is no mark.
pub(super) fn words(text: &str, markup: Markup) -> Words {
    let trimmed = text.trim();
    let mut words = Words::default();
    match markup {
        // A picture without a name.
        Markup::Plain => {
            // A picture without a name.
            for word in trimmed.split_whitespace() {
                if word == "[]" {
                    words.picture("", Style::default());
                } else {
                    words.push(word, Style::default());
                }
                words.space();
            }
        }
        Markup::Markdown | Markup::Restructured => {
            let text = prepared(&unbroken(trimmed), markup);
            let mut writer = Writer::default();
            for event in Parser::new_ext(&format!("{GUARD} {text}"), Options::empty()) {
                writer.event(event);
            }
            words = writer.words;
        }
    }
    words
}

/// A text without line ends: no line of a cell begins a block of its own.
fn unbroken(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

/// What a flavour adds to the common marks is taken off, or becomes one of them.
pub(super) fn prepared(text: &str, markup: Markup) -> String {
    let replace = |pattern: &LazyLock<Option<Regex>>, text: String, with: &str| match pattern.as_ref() {
        Some(pattern) => pattern.replace_all(&text, with).into_owned(),
        None => text,
    };
    // pandoc writes a dash between words as two hyphens.
    let text = replace(&ATTRIBUTES, text.replace(" -- ", " – "), "$1");
    if markup != Markup::Restructured {
        return text;
    }
    let text = replace(&RAISED, text, "<sup>$1</sup>");
    // Two pictures beside each other share the space between them.
    let text = replace(&SUBSTITUTION, text, "$1![$2](x)$4");
    let text = replace(&SUBSTITUTION, text, "$1![$2](x)$4");
    text.replace("\\ ", "")
}

/// Breaks that a converter has escaped.
pub(super) fn unescaped_breaks(cell: &str) -> String {
    cell.replace("\\<br\\>", "<br>").replace("&lt;br&gt;", "<br>")
}

/// Writes words as the events of a parser come.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) words: Words,
    style: Style,
    /// The name of a picture, while it is read.
    picture: Option<String>,
    address: String,
}

impl Writer {
    /// The words so far; whatever is bold or slanted goes on.
    pub(super) fn take(&mut self) -> Words {
        std::mem::take(&mut self.words)
    }

    /// Takes an event inside of a paragraph; others part words.
    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.text(&text),
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(&tag),
            Event::Start(Tag::Strong) => self.style.bold = true,
            Event::End(TagEnd::Strong) => self.style.bold = false,
            Event::Start(Tag::Emphasis) => self.style.italic = true,
            Event::End(TagEnd::Emphasis) => self.style.italic = false,
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.picture = Some(String::new());
                self.address = dest_url.into_string();
            }
            Event::End(TagEnd::Image) => {
                let name = self.picture.take().unwrap_or_default();
                let style = Style {
                    colour: picture::of_data_uri(&self.address).unwrap_or_default(),
                    ..Style::default()
                };
                self.words.picture(&name, style);
            }
            Event::SoftBreak | Event::HardBreak => self.words.space(),
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) => {}
            _ => self.words.space(),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(name) = &mut self.picture {
            name.push_str(text);
            return;
        }
        let text = if self.words.is_empty() {
            text.trim_start_matches(GUARD)
        } else {
            text
        };
        self.words.push(text, self.style);
    }

    fn tag(&mut self, tag: &str) {
        if tag.starts_with("<!--") {
            self.words.space();
            return;
        }
        let inside = tag
            .trim_start_matches('<')
            .trim_end_matches(['>', '/', '\n', ' ']);
        if inside
            .get(..3)
            .is_some_and(|name| name.eq_ignore_ascii_case("img"))
        {
            let (name, address) = (attribute(inside, "alt"), attribute(inside, "src"));
            let style = Style {
                colour: picture::of_data_uri(address).unwrap_or_default(),
                ..Style::default()
            };
            self.words.picture(name, style);
            return;
        }
        let mut space = String::new();
        markup::apply(&inside.to_ascii_lowercase(), &mut self.style, &mut space);
        if !space.is_empty() {
            self.words.space();
        }
    }
}

/// The value of an attribute of a tag, between quotation marks.
fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let value = || {
        let at = tag.find(&format!("{name}="))?;
        let rest = &tag[at + name.len() + 1..];
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    value().unwrap_or("")
}
