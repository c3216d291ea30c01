//! Puts blocks together from tags and text as they come; no tree is built, and nothing recurs.

use super::css::{Look, Sheet, colour};
use super::element::{Role, is_void, role};
use crate::page::Style;
use crate::page::body::{Block, Cell, Paragraph, Row, Table, Words};
use crate::page::picture;

/// Tables inside of tables; what lies deeper is text of its cell.
const DEEPEST: usize = 12;
/// Elements that may be open at once; deeper ones are looked through.
const MOST_OPEN: usize = 2000;

/// Gives the value of an attribute.
type Attribute<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// An element that is not closed yet.
#[derive(Debug)]
struct Open {
    name: String,
    role: Role,
    /// What held before it.
    style: Style,
    is_unseen: bool,
    /// What it may be a mark of if no text stands in it, and how many words stood before it.
    mark: Option<(String, Style, usize)>,
}

/// A table that is not closed yet.
#[derive(Debug, Default)]
struct Frame {
    table: Table,
    row: Option<Row>,
    cell: Option<Cell>,
    /// How many elements were open before it.
    base: usize,
    is_head: bool,
    /// What fills the cell, or the name of its class: a status where nothing else stands in it.
    mark: (String, Style),
}

#[derive(Debug, Default)]
pub(super) struct Builder {
    blocks: Vec<Block>,
    frames: Vec<Frame>,
    open: Vec<Open>,
    style: Style,
    is_unseen: bool,
    sheet: Sheet,
    is_sheet: bool,
    paragraph: Paragraph,
    /// Numbers of open lists; none where the list has none.
    lists: Vec<Option<u32>>,
}

impl Builder {
    /// A tag that opens an element.
    pub(super) fn open(&mut self, name: &str, attribute: &Attribute<'_>, self_closing: bool, number: u32) {
        let name = name.rsplit(':').next().unwrap_or(name);
        self.is_sheet = name == "style";
        let classes = attribute("class").unwrap_or_default();
        let look = self.sheet.look(&classes, &attribute("style").unwrap_or_default());
        let said = attribute("role");
        let role = role(name, said.as_deref(), &classes, &look, !self.frames.is_empty());
        if matches!(name, "thead" | "tbody" | "tfoot")
            && let Some(frame) = self.frames.last_mut()
        {
            frame.is_head = name == "thead";
        }
        self.before(name, role, number);
        if !self.is_unseen {
            self.begin(name, role, attribute, &look, number);
        }
        let mark = (role == Role::Inline)
            .then(|| self.mark(attribute, &look))
            .flatten();
        let is_pushed =
            !(is_void(name) || self_closing && role == Role::Inline) && self.open.len() < MOST_OPEN;
        if !is_pushed {
            return;
        }
        self.open.push(Open {
            name: name.to_owned(),
            role,
            style: self.style,
            is_unseen: self.is_unseen,
            mark,
        });
        let is_hidden =
            look.is_hidden || attribute("hidden").is_some() || role == Role::Unseen && name != "body";
        self.is_unseen |= is_hidden;
        self.restyle(name, attribute, &look);
        if matches!(name, "ul" | "ol") {
            self.lists.push((name == "ol").then_some(0));
        }
    }

    /// Ends whatever cannot hold the element.
    fn before(&mut self, name: &str, role: Role, number: u32) {
        let base = self.frames.last().map_or(0, |frame| frame.base);
        let is_open = |open: &Open, wanted: fn(Role) -> bool| wanted(open.role);
        let last = |wanted: fn(Role) -> bool, open: &[Open]| {
            open.iter()
                .skip(base)
                .rposition(|open| is_open(open, wanted))
                .map(|at| at + base)
        };
        let to = match role {
            Role::Row => last(|role| role == Role::Row, &self.open),
            Role::Cell { .. } => last(|role| matches!(role, Role::Cell { .. }), &self.open),
            // A paragraph ends where the next block begins.
            Role::Group | Role::Heading | Role::Item | Role::Table => self
                .open
                .last()
                .is_some_and(|open| open.name == "p")
                .then(|| self.open.len() - 1),
            _ => None,
        };
        // Cells that are built of other elements may stand in each other.
        let is_real = matches!(name, "tr" | "td" | "th");
        if let Some(to) = to
            && (is_real || !matches!(role, Role::Row | Role::Cell { .. }))
        {
            self.close_to(to, number);
        }
    }

    fn begin(&mut self, name: &str, role: Role, attribute: &Attribute<'_>, look: &Look, number: u32) {
        match role {
            Role::Table => {
                self.end_paragraph(number);
                if self.frames.len() < DEEPEST {
                    self.frames.push(Frame {
                        base: self.open.len(),
                        ..Frame::default()
                    });
                }
            }
            Role::Row => {
                self.end_row(number);
                if let Some(frame) = self.frames.last_mut() {
                    frame.row = Some(Row {
                        number,
                        is_header: frame.is_head,
                        ..Row::default()
                    });
                }
            }
            Role::Cell { is_header } => {
                self.end_cell(number);
                let span = |name: &str| {
                    attribute(name)
                        .and_then(|value| value.trim().parse().ok())
                        .unwrap_or(1)
                };
                let fill = look
                    .fill
                    .or_else(|| attribute("bgcolor").as_deref().and_then(colour));
                if let Some(frame) = self.frames.last_mut() {
                    let style = Style {
                        colour: fill.filter(|_| !is_header).unwrap_or_default(),
                        ..Style::default()
                    };
                    frame.mark = (attribute("class").unwrap_or_default(), style);
                    let row = frame.row.get_or_insert_with(|| Row {
                        number,
                        ..Row::default()
                    });
                    row.number = if row.cells.is_empty() { number } else { row.number };
                    frame.cell = Some(Cell {
                        columns: span("colspan"),
                        rows: span("rowspan"),
                        is_shaded: is_header || fill.is_some_and(is_shade),
                        ..Cell::default()
                    });
                }
            }
            Role::Heading | Role::Group | Role::Item => {
                self.end_paragraph(number);
                self.paragraph.is_heading = role == Role::Heading;
                if role == Role::Item {
                    self.bullet();
                }
            }
            Role::Break => self.line_break(number),
            Role::Picture => self.picture(attribute, look),
            Role::Unseen if name == "svg" => self.picture(attribute, look),
            Role::Inline | Role::Unseen => {}
        }
    }

    fn restyle(&mut self, name: &str, attribute: &Attribute<'_>, look: &Look) {
        match name {
            "b" | "strong" | "th" => self.style.bold = true,
            "i" | "em" => self.style.italic = true,
            "sup" => self.style.superscript = true,
            _ => {}
        }
        self.style.bold = look.bold.unwrap_or(self.style.bold);
        self.style.italic = look.italic.unwrap_or(self.style.italic);
        self.style.superscript |= look.is_raised;
        let named = attribute("color").filter(|_| name == "font");
        if let Some(colour) = look.colour.or_else(|| named.as_deref().and_then(colour)) {
            self.style.colour = colour;
        }
    }

    /// A tag that closes an element; one that was never opened is passed over.
    pub(super) fn close(&mut self, name: &str, number: u32) {
        let name = name.rsplit(':').next().unwrap_or(name);
        self.is_sheet = false;
        if name == "p" && self.open.last().is_none_or(|open| open.name != "p") {
            self.end_paragraph(number);
        }
        // What is open inside of a table does not end before it, but by the table's own end.
        let base = if name == "table" {
            0
        } else {
            self.frames.last().map_or(0, |frame| frame.base)
        };
        if let Some(at) = self.open.iter().skip(base).rposition(|open| open.name == name) {
            self.close_to(at + base, number);
        }
    }

    /// Closes the open elements from a position on.
    fn close_to(&mut self, at: usize, number: u32) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { break };
            if matches!(open.name.as_str(), "ul" | "ol") {
                self.lists.pop();
            }
            self.style = open.style;
            self.is_unseen = open.is_unseen;
            if self.is_unseen {
                continue;
            }
            if let Some((name, style, words)) = open.mark
                && self.paragraph.words.words().len() == words
            {
                self.paragraph.words.picture(&name, style);
            }
            match open.role {
                Role::Table => self.end_table(number),
                Role::Row => self.end_row(number),
                Role::Cell { .. } => self.end_cell(number),
                Role::Heading | Role::Group | Role::Item => self.end_paragraph(number),
                Role::Break | Role::Picture | Role::Unseen | Role::Inline => {}
            }
        }
    }

    /// Text between tags.
    pub(super) fn text(&mut self, text: &str, number: u32) {
        if self.is_sheet {
            self.sheet.learn(text);
            return;
        }
        if self.is_unseen {
            return;
        }
        if self.paragraph.words.is_empty() {
            self.paragraph.number = number + leading_lines(text);
        }
        // A tab parts an entry of the contents from its page; beside a line end it indents the source.
        if text.contains('\n') {
            self.paragraph.words.push(text, self.style);
            return;
        }
        for (at, part) in text.split('\t').enumerate() {
            if at > 0 {
                self.paragraph.words.tab();
            }
            self.paragraph.words.push(part, self.style);
        }
    }

    fn line_break(&mut self, number: u32) {
        // A label stands on a line of its own.
        let ends_label = self
            .paragraph
            .words
            .words()
            .last()
            .is_some_and(|word| word.text.ends_with(':'));
        if self.frames.is_empty() && ends_label {
            let is_heading = self.paragraph.is_heading;
            self.end_paragraph(number);
            self.paragraph.is_heading = is_heading;
        }
        self.paragraph.words.space();
    }

    fn bullet(&mut self) {
        let sign = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{number}.")
            }
            _ => "•".to_owned(),
        };
        self.paragraph.words.push(&sign, Style::default());
        self.paragraph.words.space();
    }

    /// A picture that is small enough for a status, with its colour or whatever names it.
    fn picture(&mut self, attribute: &Attribute<'_>, look: &Look) {
        let source = attribute("src").unwrap_or_default();
        let size = |name: &str| {
            let said = attribute(name).and_then(|value| value.trim_end_matches("px").parse::<f32>().ok());
            said.is_some_and(|size| size > picture::LARGEST_ICON)
        };
        if size("width") || size("height") {
            return;
        }
        let file = if source.starts_with("data:") {
            ""
        } else {
            source.rsplit('/').next().unwrap_or("")
        };
        let file = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let said = ["alt", "title", "aria-label", "class"].map(|name| attribute(name).unwrap_or_default());
        let colour = picture::of_data_uri(&source).or(look.fill).or(look.colour);
        let style = Style {
            colour: colour.unwrap_or_default(),
            ..Style::default()
        };
        self.paragraph
            .words
            .picture(&format!("{} {file}", said.join(" ")), style);
    }

    /// An element that is drawn by its style or class may be a mark.
    fn mark(&self, attribute: &Attribute<'_>, look: &Look) -> Option<(String, Style, usize)> {
        let said = ["title", "aria-label", "class"].map(|name| attribute(name).unwrap_or_default());
        let style = Style {
            colour: look.fill.filter(|fill| is_shade(*fill)).unwrap_or_default(),
            ..Style::default()
        };
        let says = style != Style::default() || said.iter().any(|said| !said.is_empty());
        says.then(|| (said.join(" "), style, self.paragraph.words.words().len()))
    }

    /// Where blocks go now.
    fn target(&mut self) -> &mut Vec<Block> {
        match self.frames.last_mut() {
            Some(Frame { cell: Some(cell), .. }) => &mut cell.blocks,
            _ => &mut self.blocks,
        }
    }

    fn end_paragraph(&mut self, number: u32) {
        let next = Paragraph {
            number,
            ..Paragraph::default()
        };
        let paragraph = std::mem::replace(&mut self.paragraph, next);
        if !paragraph.words.is_empty() {
            self.target().push(Block::Paragraph(paragraph));
        }
    }

    fn end_cell(&mut self, number: u32) {
        self.end_paragraph(number);
        if let Some(frame) = self.frames.last_mut()
            && let Some(mut cell) = frame.cell.take()
        {
            if cell.blocks.is_empty() {
                let (name, mut style) = std::mem::take(&mut frame.mark);
                style.colour = if picture::is_vivid(style.colour) {
                    style.colour
                } else {
                    Default::default()
                };
                let mut words = Words::default();
                words.picture(&name, style);
                cell = Cell {
                    blocks: Cell::of(words, number).blocks,
                    ..cell
                };
            }
            frame.row.get_or_insert_with(Row::default).cells.push(cell);
        }
    }

    fn end_row(&mut self, number: u32) {
        self.end_cell(number);
        if let Some(frame) = self.frames.last_mut()
            && let Some(row) = frame.row.take()
        {
            frame.table.rows.push(row);
        }
    }

    fn end_table(&mut self, number: u32) {
        self.end_row(number);
        let is_own = self
            .frames
            .last()
            .is_some_and(|frame| frame.base == self.open.len());
        if is_own && let Some(frame) = self.frames.pop() {
            self.target().push(Block::Table(frame.table));
        }
    }

    /// Closes whatever is open.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_to(0, self.paragraph.number);
        self.end_paragraph(0);
        self.blocks
    }
}

/// White is no shade.
fn is_shade(colour: crate::page::Colour) -> bool {
    [colour.red, colour.green, colour.blue]
        .iter()
        .any(|part| *part < 0xF8)
}

/// Line ends before the first letter.
fn leading_lines(text: &str) -> u32 {
    let blank = &text[..text.len() - text.trim_start().len()];
    u32::try_from(blank.matches('\n').count()).unwrap_or(u32::MAX)
}
