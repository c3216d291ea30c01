//! Goes through the elements of a Word document.

use super::drawing;
use super::numbering::Numbering;
use super::run::{sign, signs};
use super::styles::{Look, Styles, colour};
use crate::page::body::{Block, Cell, Paragraph, Row, Table, Words};
use crate::page::package::{attribute, child, name};
use crate::page::{Colour, Style, picture};
use roxmltree::Node;
use std::collections::HashMap;

/// Elements inside of each other; what lies deeper is read as text without its tables.
const DEEPEST: usize = 48;

/// What is known while a document is gone through.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Colours of small pictures by the ids of their relations.
    pub(super) pictures: HashMap<String, Colour>,
    /// What has been read.
    pub(super) blocks: Vec<Block>,
    /// How many tracked changes there are.
    pub(super) changes: usize,
    /// The file says where its pages ended when it was last shown.
    pub(super) has_pages: bool,
    page: u32,
    paragraphs: u32,
    notes: u32,
    /// What the next paragraph begins with, as a text box does that stands in one.
    boxes: Vec<Block>,
}

impl Reader {
    /// Reads whatever blocks an element holds.
    pub(super) fn body(&mut self, root: Node<'_, '_>) {
        let mut blocks = std::mem::take(&mut self.blocks);
        self.children(root, 0, &mut blocks);
        self.blocks = blocks;
    }

    fn children(&mut self, parent: Node<'_, '_>, depth: usize, blocks: &mut Vec<Block>) {
        for node in parent.children().filter(Node::is_element) {
            match name(node) {
                "p" => self.paragraph(node, depth, blocks),
                "tbl" if depth < DEEPEST => {
                    let table = self.table(node, depth + 1);
                    blocks.push(Block::Table(table));
                }
                "del" | "moveFrom" => self.changes += 1,
                "sdtPr" | "sdtEndPr" | "tcPr" | "tblPr" | "tblGrid" | "sectPr" | "trPr" | "Fallback" => {}
                _ if depth < DEEPEST => self.children(node, depth + 1, blocks),
                _ => blocks.push(self.flat(node)),
            }
        }
    }

    /// All text of an element that lies too deep.
    fn flat(&mut self, node: Node<'_, '_>) -> Block {
        let mut words = Words::default();
        for text in node.descendants().filter(|node| name(*node) == "t") {
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

    fn page(&self) -> Option<u32> {
        self.has_pages.then(|| self.page.saturating_add(1))
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize, blocks: &mut Vec<Block>) {
        let properties = child(node, "pPr");
        let style = properties
            .and_then(|node| child(node, "pStyle"))
            .and_then(|node| attribute(node, "val"));
        let look = Look::of(properties).or(&self.styles.look(style));
        let mut words = Words::default();
        if let Some(sign) = self.numbering.next(&look) {
            words.push(&sign, look.style());
            words.space();
        }
        let sign_words = words.words().len();
        let number = self.count();
        // Breaks before the first letter turn the page before the paragraph.
        self.runs(node, &look, depth, &mut words);
        let page = self.page();
        if words.words().len() > sign_words {
            blocks.push(Block::Paragraph(Paragraph {
                words,
                number,
                is_heading: look.outline.is_some_and(|level| level < 9),
                furniture: None,
                page,
            }));
        }
        blocks.append(&mut self.boxes);
    }

    /// The runs of a paragraph, or of an element in one.
    fn runs(&mut self, parent: Node<'_, '_>, look: &Look, depth: usize, words: &mut Words) {
        for node in parent.children().filter(Node::is_element) {
            match name(node) {
                "r" => self.run(node, look, depth, words),
                "del" | "moveFrom" => self.changes += 1,
                "ins" | "moveTo" => {
                    self.changes += 1;
                    self.runs_within(node, look, depth, words);
                }
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "Fallback" => {}
                "oMath" | "oMathPara" => {
                    for text in node.descendants().filter(|node| name(*node) == "t") {
                        words.push(text.text().unwrap_or(""), look.style());
                    }
                }
                _ => self.runs_within(node, look, depth, words),
            }
        }
    }

    fn runs_within(&mut self, node: Node<'_, '_>, look: &Look, depth: usize, words: &mut Words) {
        if depth < DEEPEST {
            self.runs(node, look, depth + 1, words);
        }
    }

    fn run(&mut self, run: Node<'_, '_>, paragraph: &Look, depth: usize, words: &mut Words) {
        let properties = child(run, "rPr");
        let named = properties
            .and_then(|node| child(node, "rStyle"))
            .and_then(|node| attribute(node, "val"));
        let mut look = Look::of(properties);
        if named.is_some() {
            look = look.or(&self.styles.look(named));
        }
        let look = look.or(paragraph);
        if look.hidden == Some(true) {
            return;
        }
        let style = look.style();
        let face = look.face.as_deref().unwrap_or("");
        for node in run.children().filter(Node::is_element) {
            match name(node) {
                "t" => words.push(&signs(face, node.text().unwrap_or("")), style),
                "sym" => {
                    let code = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
                    if let Some(letter) = code.and_then(char::from_u32) {
                        let sign = sign(attribute(node, "font").unwrap_or(face), letter).unwrap_or(letter);
                        words.push(sign.encode_utf8(&mut [0; 4]), style);
                    }
                }
                "tab" | "ptab" => words.tab(),
                "br" | "cr" => words.space(),
                "noBreakHyphen" => words.push("-", style),
                "lastRenderedPageBreak" => self.page = self.page.saturating_add(1),
                "footnoteReference" | "endnoteReference" => {
                    self.notes += 1;
                    let raised = Style {
                        superscript: true,
                        ..style
                    };
                    words.push(&self.notes.to_string(), raised);
                }
                "drawing" | "pict" | "object" | "AlternateContent" => self.drawing(node, depth, words),
                _ => {}
            }
        }
    }

    /// A drawing: text boxes in it are blocks of their own, and a small one may be a mark.
    fn drawing(&mut self, node: Node<'_, '_>, depth: usize, words: &mut Words) {
        let chosen = if name(node) == "AlternateContent" {
            child(node, "Choice").or(child(node, "Fallback"))
        } else {
            Some(node)
        };
        let Some(drawing) = chosen else { return };
        let text = drawing.descendants().filter(|node| name(*node) == "txbxContent");
        let outer: Vec<_> = text
            .filter(|node| {
                !node
                    .ancestors()
                    .skip(1)
                    .any(|above| name(above) == "txbxContent" && is_below(above, drawing))
            })
            .collect();
        let mut blocks = Vec::new();
        for text in outer {
            if depth < DEEPEST {
                self.children(text, depth + 1, &mut blocks);
            }
        }
        if !blocks.is_empty() {
            self.boxes.append(&mut blocks);
        } else if let Some(drawn) = drawing::look(drawing, &self.pictures) {
            let style = Style {
                colour: drawn.colour.unwrap_or_default(),
                ..Style::default()
            };
            words.picture(&drawn.name, style);
        }
    }

    fn table(&mut self, node: Node<'_, '_>, depth: usize) -> Table {
        let mut table = Table::default();
        self.rows(node, depth, &mut table);
        table
    }

    fn rows(&mut self, parent: Node<'_, '_>, depth: usize, table: &mut Table) {
        for node in parent.children().filter(Node::is_element) {
            match name(node) {
                "tr" => {
                    let properties = child(node, "trPr");
                    let has = |part| properties.and_then(|node| child(node, part));
                    if has("del").is_some() {
                        self.changes += 1;
                        continue;
                    }
                    let number = self.paragraphs.saturating_add(1);
                    let mut row = Row {
                        number,
                        is_header: has("tblHeader").is_some_and(|node| attribute(node, "val") != Some("0")),
                        ..Row::default()
                    };
                    let before = has("gridBefore")
                        .and_then(|node| attribute(node, "val")?.parse().ok())
                        .unwrap_or(0usize);
                    row.cells.extend((0..before.min(64)).map(|_| Cell::default()));
                    self.cells(node, depth, &mut row);
                    row.page = self.page();
                    table.rows.push(row);
                }
                "tblPr" | "tblGrid" => {}
                "del" | "moveFrom" => self.changes += 1,
                _ if depth < DEEPEST => self.rows(node, depth + 1, table),
                _ => {}
            }
        }
    }

    fn cells(&mut self, parent: Node<'_, '_>, depth: usize, row: &mut Row) {
        for node in parent.children().filter(Node::is_element) {
            match name(node) {
                "tc" => {
                    let cell = self.cell(node, depth);
                    row.cells.push(cell);
                }
                "trPr" | "tblPrEx" => {}
                _ if depth < DEEPEST => self.cells(node, depth + 1, row),
                _ => {}
            }
        }
    }

    fn cell(&mut self, node: Node<'_, '_>, depth: usize) -> Cell {
        let properties = child(node, "tcPr");
        let part = |name| properties.and_then(|node| child(node, name));
        let value = |name| part(name).and_then(|node| attribute(node, "val"));
        // What a cell holds that another one covers is not shown.
        let is_covered = |name| part(name).is_some_and(|node| attribute(node, "val") != Some("restart"));
        let fill = part("shd")
            .and_then(|node| attribute(node, "fill"))
            .and_then(colour);
        let is_white = |fill: Colour| [fill.red, fill.green, fill.blue].iter().all(|part| *part > 0xF8);
        let mut cell = Cell {
            columns: value("gridSpan").and_then(|span| span.parse().ok()).unwrap_or(1),
            rows: 1,
            is_shaded: fill.is_some_and(|fill| !is_white(fill)),
            ..Cell::default()
        };
        let mut blocks = Vec::new();
        if depth < DEEPEST {
            self.children(node, depth + 1, &mut blocks);
        } else {
            blocks.push(self.flat(node));
        }
        if !is_covered("vMerge") && !is_covered("hMerge") {
            cell.blocks = blocks;
        }
        if cell.blocks.is_empty()
            && let Some(fill) = fill.filter(|fill| picture::is_vivid(*fill))
        {
            let style = Style {
                colour: fill,
                ..Style::default()
            };
            let mut words = Words::default();
            words.picture("", style);
            cell.blocks = Cell::of(words, self.paragraphs).blocks;
        }
        cell
    }
}

/// Whether an element stands below another.
fn is_below(node: Node<'_, '_>, above: Node<'_, '_>) -> bool {
    node.ancestors().any(|one| one == above)
}
