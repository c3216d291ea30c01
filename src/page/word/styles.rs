//! Styles: what makes a heading, what is bold, hidden or numbered.

use crate::page::package::{attribute, child, name};
use crate::page::{Colour, Style};
use roxmltree::Node;
use std::collections::HashMap;

/// What a style, a paragraph or a run says of how its text is set; nothing where it is silent.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) raised: Option<bool>,
    pub(super) colour: Option<Colour>,
    pub(super) face: Option<String>,
    /// Level of a heading from 0; 9 is running text.
    pub(super) outline: Option<u8>,
    /// The list, and the level in it.
    pub(super) list: Option<(Option<String>, Option<u8>)>,
}

impl Look {
    /// The properties of an element, those of a run and of a paragraph alike.
    pub(super) fn of(properties: Option<Node<'_, '_>>) -> Self {
        let mut look = Self::default();
        for node in properties
            .iter()
            .flat_map(Node::children)
            .filter(Node::is_element)
        {
            let value = attribute(node, "val");
            let is_on = Some(!matches!(value, Some("0" | "false" | "off" | "none")));
            match name(node) {
                "b" => look.bold = is_on,
                "i" => look.italic = is_on,
                "vanish" => look.hidden = is_on,
                "vertAlign" => look.raised = Some(value == Some("superscript")),
                "color" => look.colour = value.and_then(colour),
                "rFonts" => {
                    look.face = ["ascii", "hAnsi"]
                        .iter()
                        .find_map(|face| attribute(node, face))
                        .map(str::to_owned)
                }
                "outlineLvl" => look.outline = value.and_then(|level| level.parse().ok()),
                "numPr" => {
                    let part = |name| child(node, name).and_then(|node| attribute(node, "val"));
                    let level = part("ilvl").and_then(|level| level.parse().ok());
                    look.list = Some((part("numId").map(str::to_owned), level));
                }
                _ => {}
            }
        }
        look
    }

    /// What this says, and what the other says where this is silent.
    pub(super) fn or(self, other: &Self) -> Self {
        let list = match (self.list, &other.list) {
            (Some((number, level)), Some((below, lower))) => {
                Some((number.or_else(|| below.clone()), level.or(*lower)))
            }
            (own, below) => own.or_else(|| below.clone()),
        };
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            colour: self.colour.or(other.colour),
            face: self.face.or_else(|| other.face.clone()),
            outline: self.outline.or(other.outline),
            list,
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
}

/// `00B050`
pub(super) fn colour(value: &str) -> Option<Colour> {
    let number = u32::from_str_radix(value.get(..6)?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Colour { red, green, blue })
}

/// The styles of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    looks: HashMap<String, (Option<String>, Look)>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    /// Takes the styles of a part.
    pub(super) fn learn(&mut self, root: Node<'_, '_>) {
        for style in root.children().filter(|node| name(*node) == "style") {
            let Some(id) = attribute(style, "styleId") else {
                continue;
            };
            let is_paragraph = attribute(style, "type") == Some("paragraph");
            if is_paragraph && matches!(attribute(style, "default"), Some("1" | "true")) {
                self.usual = Some(id.to_owned());
            }
            let value = |part: &str| child(style, part).and_then(|node| attribute(node, "val"));
            let paragraph = Look::of(child(style, "pPr"));
            let mut look = Look::of(child(style, "rPr")).or(&paragraph);
            // The styles of headings have the same names in every language.
            let called = value("name").unwrap_or("").to_lowercase();
            if look.outline.is_none() && is_paragraph {
                let level = called
                    .strip_prefix("heading ")
                    .and_then(|level| level.parse::<u8>().ok());
                look.outline = level.map(|level| level.saturating_sub(1));
            }
            self.looks
                .insert(id.to_owned(), (value("basedOn").map(str::to_owned), look));
        }
    }

    /// What a style says, with the styles that it is based on.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        const LONGEST: usize = 20;
        let mut look = Look::default();
        let mut next = id.or(self.usual.as_deref());
        for _ in 0..LONGEST {
            let Some((base, own)) = next.and_then(|id| self.looks.get(id)) else {
                break;
            };
            look = look.or(own);
            next = base.as_deref();
        }
        look
    }
}
