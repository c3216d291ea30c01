//! Styles: what is bold, hidden, coloured or numbered, by the names that elements give.

use crate::page::package::{attribute, name};
use crate::page::{Colour, Style};
use roxmltree::Node;
use std::collections::HashMap;

/// What a style says; nothing where it is silent.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) raised: Option<bool>,
    pub(super) colour: Option<Colour>,
    pub(super) face: Option<String>,
    /// The ground of a paragraph, a row or a cell, or what fills a shape.
    pub(super) fill: Option<Option<Colour>>,
    /// Level of a heading, where the style has one.
    pub(super) outline: Option<bool>,
    /// The list that its paragraphs are items of.
    pub(super) list: Option<String>,
    /// Its paragraphs begin a page.
    pub(super) turns: Option<bool>,
}

impl Look {
    /// What this says, and what the other says where this is silent.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            colour: self.colour.or(other.colour),
            face: self.face.or_else(|| other.face.clone()),
            fill: self.fill.or(other.fill),
            outline: self.outline.or(other.outline),
            list: self.list.or_else(|| other.list.clone()),
            turns: self.turns.or(other.turns),
        }
    }

    /// The style of the words.
    pub(super) fn style(&self) -> Style {
        Style {
            bold: self.bold.unwrap_or(false),
            italic: self.italic.unwrap_or(false),
            superscript: self.raised.unwrap_or(false),
            colour: self.colour.unwrap_or_default(),
            ..Style::default()
        }
    }

    /// What it is filled with, if with anything.
    pub(super) fn ground(&self) -> Option<Colour> {
        self.fill.flatten()
    }

    fn properties(&mut self, node: Node<'_, '_>) {
        for attribute in node.attributes() {
            let value = attribute.value();
            match attribute.name() {
                "font-weight" => self.bold = Some(is_heavy(value)),
                "font-style" => self.italic = Some(value != "normal"),
                "display" => self.hidden = Some(value == "none" || value == "false"),
                "visibility" => self.hidden = Some(matches!(value, "collapse" | "filter")),
                "text-position" => {
                    self.raised =
                        Some(value.starts_with("super") || raised_by(value).is_some_and(|by| by > 0));
                }
                "color" => self.colour = colour(value),
                "font-name" => self.face = Some(value.to_owned()),
                "font-family" if self.face.is_none() => self.face = Some(value.to_owned()),
                "background-color" => self.fill = Some(colour(value)),
                "break-before" => self.turns = Some(value == "page"),
                _ => {}
            }
        }
        // A shape may name the colour of a fill that it has not.
        if name(node) == "graphic-properties" {
            self.fill = match attribute(node, "fill") {
                Some("none") => Some(None),
                _ => attribute(node, "fill-color")
                    .and_then(colour)
                    .map(Some)
                    .or(self.fill),
            };
        }
    }
}

fn is_heavy(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u16>().is_ok_and(|weight| weight >= 600)
}

/// `33% 58%`
fn raised_by(position: &str) -> Option<i32> {
    position.split_once('%')?.0.trim().parse().ok()
}

/// `#00b050`
pub(super) fn colour(value: &str) -> Option<Colour> {
    let number = u32::from_str_radix(value.strip_prefix('#')?.get(..6)?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Colour { red, green, blue })
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// None for a sign that is the same for every item.
    pub(super) format: Option<String>,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// How many levels are written, this one the last.
    pub(super) levels: usize,
    pub(super) start: u32,
}

/// The styles of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    looks: HashMap<(String, String), (Option<String>, Look)>,
    usual: HashMap<String, Look>,
    lists: HashMap<String, HashMap<usize, Level>>,
    /// What a face is called outside of the file.
    faces: HashMap<String, String>,
}

impl Styles {
    /// Takes all styles that stand below an element.
    pub(super) fn learn(&mut self, root: Node<'_, '_>) {
        for node in root.descendants().filter(Node::is_element) {
            let named = || attribute(node, "name").map(str::to_owned);
            match name(node) {
                "style" => self.style(node),
                "default-style" => {
                    let family = attribute(node, "family").unwrap_or("").to_owned();
                    self.usual.insert(family, look(node));
                }
                "list-style" => {
                    if let Some(named) = named() {
                        self.lists.insert(named, levels(node));
                    }
                }
                "outline-style" => drop(self.lists.insert(OUTLINE.to_owned(), levels(node))),
                "font-face" => {
                    if let (Some(named), Some(family)) = (named(), attribute(node, "font-family")) {
                        let family = family.trim_matches(['\'', '"']).to_owned();
                        self.faces.insert(named, family);
                    }
                }
                _ => {}
            }
        }
    }

    fn style(&mut self, node: Node<'_, '_>) {
        let (Some(named), Some(family)) = (attribute(node, "name"), attribute(node, "family")) else {
            return;
        };
        let mut look = look(node);
        look.list = attribute(node, "list-style-name").map(str::to_owned);
        look.outline = attribute(node, "default-outline-level").map(|level| !level.is_empty());
        if attribute(node, "master-page-name").is_some_and(|page| !page.is_empty()) {
            look.turns = Some(true);
        }
        let parent = attribute(node, "parent-style-name").map(str::to_owned);
        self.looks
            .insert((family.to_owned(), named.to_owned()), (parent, look));
    }

    /// What a style says, with the styles that it is based on.
    pub(super) fn look(&self, family: &str, named: Option<&str>) -> Look {
        const LONGEST: usize = 20;
        let mut look = Look::default();
        let mut next = named;
        for _ in 0..LONGEST {
            let key = next.map(|named| (family.to_owned(), named.to_owned()));
            let Some((parent, own)) = key.and_then(|key| self.looks.get(&key)) else {
                break;
            };
            look = look.or(own);
            next = parent.as_deref();
        }
        look.or(self.usual.get(family).unwrap_or(&Look::default()))
    }

    /// The name by which a face is known outside of the file.
    pub(super) fn face<'a>(&'a self, face: &'a str) -> &'a str {
        self.faces
            .get(face)
            .map_or(face, String::as_str)
            .trim_matches(['\'', '"'])
    }

    /// A level of a list, counted from 1.
    pub(super) fn level(&self, list: &str, level: usize) -> Option<&Level> {
        self.lists.get(list)?.get(&level)
    }
}

/// The list that headings are items of which stand in no other.
pub(super) const OUTLINE: &str = "";

fn look(style: Node<'_, '_>) -> Look {
    let mut look = Look::default();
    let is_properties = |node: &Node<'_, '_>| name(*node).ends_with("-properties");
    for node in style.children().filter(is_properties) {
        look.properties(node);
    }
    look
}

fn levels(list: Node<'_, '_>) -> HashMap<usize, Level> {
    let mut levels = HashMap::new();
    for node in list.children().filter(Node::is_element) {
        let at = attribute(node, "level").and_then(|level| level.parse().ok());
        let number = |name| attribute(node, name).and_then(|value| value.parse::<u32>().ok());
        let text = |name| attribute(node, name).unwrap_or("").to_owned();
        let is_numbered = matches!(name(node), "list-level-style-number" | "outline-level-style");
        let is_sign = matches!(name(node), "list-level-style-bullet" | "list-level-style-image");
        let Some(at) = at.filter(|_| is_numbered || is_sign) else {
            continue;
        };
        let level = Level {
            format: is_numbered.then(|| text("num-format")),
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            levels: number("display-levels").map_or(1, |levels| levels as usize),
            start: number("start-value").unwrap_or(1),
        };
        levels.insert(at, level);
    }
    // A number of nothing is none: headings that are not numbered have such.
    levels.retain(|_, level| level.format.as_deref() != Some("") || !level.prefix.trim().is_empty());
    levels
}
