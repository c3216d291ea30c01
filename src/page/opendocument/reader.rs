//! Goes through the elements of an OpenDocument text.

use super::drawing;
use super::lists::Lists;
use super::styles::{Look, OUTLINE, Styles};
use crate::page::body::{self, Block, Paragraph, Words};
use crate::page::package::{attribute, name};
use crate::page::word::signs;
use crate::page::{Colour, Style};
use roxmltree::Node;
use std::collections::HashMap;

/// Elements inside of each other; what lies deeper is read as text without its tables.
pub(super) const DEEPEST: usize = 48;

/// What is known while a document is gone through.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) styles: Styles,
    /// Colours of small pictures by the names of their parts.
    pub(super) pictures: HashMap<String, Colour>,
    /// What has been read.
    pub(super) blocks: Vec<Block>,
    /// Notes and comments, which stand beside the text.
    pub(super) asides: Vec<Block>,
    /// How many tracked changes there are.
    pub(super) changes: usize,
    /// The file says where its pages ended when it was last shown.
    pub(super) has_pages: bool,
    pub(super) paragraphs: u32,
    page: u32,
    lists: Lists,
    /// The lists that are open, by their styles.
    open: Vec<String>,
    /// What the next paragraph begins with as an item of a list.
    item: Option<String>,
    /// What follows the paragraph that is being read: a text box that stands in it.
    boxes: Vec<Block>,
}

/// Elements that hold no text of the document.
const UNSEEN: &[&str] = &[
    "tracked-changes",
    "forms",
    "event-listeners",
    "scripts",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "dde-connection-decls",
    "table-of-content-source",
    "alphabetical-index-source",
    "illustration-index-source",
    "table-index-source",
    "object-index-source",
    "user-index-source",
    "bibliography-source",
    "hidden-text",
    "hidden-paragraph",
    "ruby-text",
];

impl Reader {
    /// Reads whatever blocks an element holds.
    pub(super) fn body(&mut self, root: Node<'_, '_>) {
        let mut blocks = std::mem::take(&mut self.blocks);
        self.children(root, 0, &mut blocks);
        self.blocks = blocks;
    }

    pub(super) fn children(&mut self, parent: Node<'_, '_>, depth: usize, blocks: &mut Vec<Block>) {
        for node in parent.children().filter(Node::is_element) {
            match name(node) {
                "p" | "h" => self.paragraph(node, depth, blocks),
                "table" if depth < DEEPEST => {
                    let table = self.table(node, depth + 1);
                    blocks.push(Block::Table(table));
                }
                "list" if depth < DEEPEST => self.list(node, depth, blocks),
                "section"
                    if self.is_hidden("section", node) || attribute(node, "display") == Some("none") => {}
                "soft-page-break" => self.turn(),
                "annotation" => self.aside(node, "comment", depth),
                "frame" | "custom-shape" | "rect" | "ellipse" | "circle" | "g" => {
                    self.drawing(node, depth, &mut Words::default());
                    blocks.append(&mut self.boxes);
                }
                // What a drawing is called is not shown.
                "title" | "desc" => {}
                unseen if UNSEEN.contains(&unseen) => {}
                _ if depth < DEEPEST => self.children(node, depth + 1, blocks),
                _ => blocks.push(self.flat(node)),
            }
        }
    }

    fn is_hidden(&self, family: &str, node: Node<'_, '_>) -> bool {
        let look = self.styles.look(family, attribute(node, "style-name"));
        look.hidden == Some(true)
    }

    /// All text of an element that lies too deep.
    pub(super) fn flat(&mut self, node: Node<'_, '_>) -> Block {
        let mut words = Words::default();
        for text in node.descendants().filter(Node::is_text) {
            words.push(text.text().unwrap_or(""), Style::default());
            words.space();
        }
        Block::Paragraph(Paragraph {
            words,
            number: self.count(),
            page: self.page(),
            ..Paragraph::default()
        })
    }

    fn count(&mut self) -> u32 {
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.paragraphs
    }

    pub(super) fn page(&self) -> Option<u32> {
        self.has_pages.then(|| self.page.saturating_add(1))
    }

    pub(super) fn turn(&mut self) {
        self.page = self.page.saturating_add(1);
    }

    fn list(&mut self, node: Node<'_, '_>, depth: usize, blocks: &mut Vec<Block>) {
        let outer = self.open.last().cloned();
        let list = attribute(node, "style-name").map(str::to_owned).or(outer);
        let list = list.unwrap_or_default();
        let goes_on = attribute(node, "continue-numbering") == Some("true")
            || attribute(node, "continue-list").is_some();
        if self.open.is_empty() && !goes_on {
            self.lists.restart(&list);
        }
        self.open.push(list.clone());
        let level = self.open.len();
        for item in node.children().filter(Node::is_element) {
            if name(item) == "list-item" {
                let start = attribute(item, "start-value").and_then(|start| start.parse().ok());
                if let Some(start) = start {
                    self.lists.start(&list, level, start);
                }
                // An item that only holds a list of the next level has no number of its own.
                let is_own = item.children().find(Node::is_element);
                if is_own.is_some_and(|first| name(first) != "list") {
                    self.item = self.lists.next(&self.styles, &list, level);
                }
            }
            self.children(item, depth + 1, blocks);
            self.item = None;
        }
        self.open.pop();
    }

    /// What a paragraph begins with that its text does not hold.
    fn sign(&mut self, node: Node<'_, '_>) -> Option<String> {
        if let Some(sign) = self.item.take() {
            return Some(sign);
        }
        let is_unnumbered = attribute(node, "is-list-header") == Some("true");
        if name(node) != "h" || !self.open.is_empty() || is_unnumbered {
            return None;
        }
        let level = attribute(node, "outline-level").and_then(|level| level.parse().ok());
        self.lists.next(&self.styles, OUTLINE, level.unwrap_or(1))
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize, blocks: &mut Vec<Block>) {
        let look = self.styles.look("paragraph", attribute(node, "style-name"));
        if look.hidden == Some(true) {
            return;
        }
        if look.turns == Some(true) && self.paragraphs > 0 && self.has_pages {
            self.turn();
        }
        let mut words = Words::default();
        if let Some(sign) = self.sign(node) {
            words.push(&sign, look.style());
            words.space();
        }
        let sign_words = words.words().len();
        let number = self.count();
        self.runs(node, &look, depth, &mut words);
        let page = self.page();
        if words.words().len() > sign_words {
            blocks.push(Block::Paragraph(Paragraph {
                words,
                number,
                is_heading: name(node) == "h" || look.outline == Some(true),
                furniture: None,
                page,
            }));
        }
        blocks.append(&mut self.boxes);
    }

    /// The text of a paragraph, or of an element in one.
    fn runs(&mut self, parent: Node<'_, '_>, look: &Look, depth: usize, words: &mut Words) {
        let face = look.face.as_deref().unwrap_or("").to_owned();
        for node in parent.children() {
            if node.is_text() {
                let face = self.styles.face(&face);
                words.push(&signs(face, node.text().unwrap_or("")), look.style());
                continue;
            }
            match name(node) {
                "s" => words.space(),
                "tab" => words.tab(),
                "line-break" => words.space(),
                "soft-page-break" => self.turn(),
                "note" => self.note(node, look, depth, words),
                "annotation" => self.aside(node, "comment", depth),
                "frame" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "path" | "g"
                | "line" => {
                    self.drawing(node, depth, words);
                }
                "span" => {
                    let own = self.styles.look("text", attribute(node, "style-name"));
                    if own.hidden != Some(true) && depth < DEEPEST {
                        self.runs(node, &own.or(look), depth + 1, words);
                    }
                }
                unseen if UNSEEN.contains(&unseen) => {}
                _ if node.is_element() && depth < DEEPEST => self.runs(node, look, depth + 1, words),
                _ => {}
            }
        }
    }

    /// A note: its mark stands in the text, and what it says beside it.
    fn note(&mut self, node: Node<'_, '_>, look: &Look, depth: usize, words: &mut Words) {
        for part in node.children().filter(Node::is_element) {
            match name(part) {
                "note-citation" => {
                    let raised = Style {
                        superscript: true,
                        ..look.style()
                    };
                    words.push(part.text().unwrap_or(""), raised);
                }
                _ => self.aside(part, "footnote", depth),
            }
        }
    }

    /// Reads what stands beside the text.
    fn aside(&mut self, node: Node<'_, '_>, kind: &'static str, depth: usize) {
        if depth >= DEEPEST {
            return;
        }
        let (open, item) = (std::mem::take(&mut self.open), self.item.take());
        let boxes = std::mem::take(&mut self.boxes);
        let mut blocks = Vec::new();
        for part in node
            .children()
            .filter(|part| matches!(name(*part), "p" | "h" | "list" | "table"))
        {
            match name(part) {
                "p" | "h" => self.paragraph(part, depth + 1, &mut blocks),
                _ => self.children(part, depth + 1, &mut blocks),
            }
        }
        for block in blocks {
            body::flatten(block, kind, &mut self.asides);
        }
        (self.open, self.item, self.boxes) = (open, item, boxes);
    }

    /// A drawing: text in it is a block of its own, and a small one may be a mark.
    fn drawing(&mut self, node: Node<'_, '_>, depth: usize, words: &mut Words) {
        let (open, item) = (std::mem::take(&mut self.open), self.item.take());
        let outer = std::mem::take(&mut self.boxes);
        let mut blocks = Vec::new();
        if depth < DEEPEST {
            self.children(node, depth + 1, &mut blocks);
        }
        (self.open, self.item, self.boxes) = (open, item, outer);
        if !blocks.is_empty() {
            self.boxes.append(&mut blocks);
        } else if let Some(drawn) = drawing::look(self, node) {
            let style = Style {
                colour: drawn.colour.unwrap_or_default(),
                ..Style::default()
            };
            words.picture(&drawn.name, style);
        }
    }
}
