//! Lines with what stands around them.

use super::LineId;
use crate::page::{Colour, Form, Line, Pages, Style, Word};
use crate::trace::{BBox, Place};

/// A line of the input with its place and its surroundings.
#[derive(Debug, Clone)]
pub(super) struct Sheet<'a> {
    /// Position over all pages.
    pub(super) id: LineId,
    /// The line.
    pub(super) line: &'a Line,
    /// Where it stands.
    pub(super) place: Place,
    /// Index of its page.
    pub(super) page: usize,
    /// Blank lines before it on its page; in PDFs, from the distance to the line above.
    pub(super) blanks: u32,
}

impl Sheet<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.line.is_blank()
    }

    /// The words joined by one space.
    pub(super) fn text(&self) -> String {
        joined(&self.line.words)
    }
}

/// Words joined by one space; a footnote mark clings to its word.
pub(super) fn joined(words: &[Word]) -> String {
    let mut text = String::new();
    let mut after_mark = false;
    for word in words {
        let is_stop = after_mark && word.text.chars().all(|letter| letter.is_ascii_punctuation());
        if !text.is_empty() && !word.style.superscript && !is_stop {
            text.push(' ');
        }
        after_mark = word.style.superscript;
        text.push_str(&word.text);
    }
    text
}

/// All lines of a document in order, blank ones too.
pub(super) fn lines_of(pages: &Pages) -> Vec<Sheet<'_>> {
    let mut sheet = Vec::new();
    for (index, page) in pages.pages.iter().enumerate() {
        let mut blanks = 0u32;
        for line in &page.lines {
            let is_pdf = pages.form == Form::Geometry;
            sheet.push(Sheet {
                id: sheet.len(),
                line,
                place: Place {
                    page: page.number,
                    line: (!is_pdf).then_some(line.number),
                    bbox: is_pdf.then_some(line.bbox),
                },
                page: index,
                blanks,
            });
            blanks = if line.is_blank() { blanks + 1 } else { 0 };
        }
    }
    sheet
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkKind {
    /// A glyph of a text.
    #[default]
    Glyph,
    /// A small picture or drawing with a plain outline.
    Icon,
    /// A small picture or drawing of any other outline: an arrow, a face.
    Drawing,
    /// The ground of a cell.
    Fill,
}

/// A mark beside or in a line that may carry a status: a glyph, an icon or a ground with a colour.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The column in which it stands, in a table; none left of them all.
    pub column: Option<usize>,
    /// The glyph, where it is printed as text.
    pub glyph: Option<char>,
    /// The colour of the glyph or icon.
    pub colour: Option<Colour>,
    /// Where it stands.
    pub bbox: Option<BBox>,
}

/// A printed line, or a paragraph where the input has whole paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The text without marks.
    pub text: String,
    /// Words with their style.
    pub words: Vec<Word>,
    /// How most of it is set.
    pub style: Style,
    /// All of it is bold, or bold and slanted.
    pub all_bold: bool,
    /// All of it is slanted.
    pub all_italic: bool,
    /// Marked as a heading by markup.
    pub marked: bool,
    /// Marks before the text.
    pub marks: Vec<Mark>,
    /// Blank lines before it.
    pub blanks: u32,
    /// Share of the widest line of the text that it fills.
    pub fill: f32,
    /// Left edge.
    pub left: f32,
    /// The line is the whole paragraph: nothing below belongs to it.
    pub is_whole: bool,
    /// It was cut out of a line on which a whole page runs on; nothing but its words tells what it is.
    pub is_cut_out: bool,
    /// Where it stands.
    pub place: Place,
    /// The lines it covers.
    pub lines: Vec<LineId>,
}

impl Text {
    /// A text block from words.
    pub(super) fn from_words(words: &[Word], place: Place, lines: Vec<LineId>) -> Self {
        let (marks, words) = split_marks(words);
        let has = |test: fn(&Style) -> bool| !words.is_empty() && words.iter().all(|word| test(&word.style));
        Text {
            text: joined(words),
            style: words.first().map_or(Style::default(), |word| word.style),
            all_bold: has(|style| style.bold),
            all_italic: has(|style| style.italic),
            words: words.to_vec(),
            marks,
            place,
            lines,
            ..Text::default()
        }
    }
}

/// Takes leading marks off: words of one symbol that is no letter, digit or common punctuation.
pub(super) fn split_marks(words: &[Word]) -> (Vec<Mark>, &[Word]) {
    let mut marks = Vec::new();
    let mut rest = words;
    while let [first, others @ ..] = rest {
        let mut letters = first.text.chars();
        let (Some(glyph), None) = (letters.next(), letters.next()) else {
            break;
        };
        if others.is_empty() && marks.is_empty() || !is_mark(glyph) || is_sign(glyph, others) {
            break;
        }
        marks.push(Mark {
            glyph: Some(glyph),
            colour: (first.style.colour != Colour::default()).then_some(first.style.colour),
            bbox: Some(first.bbox),
            ..Mark::default()
        });
        rest = others;
    }
    (marks, rest)
}

/// Like [`split_marks`], and marks at the end of a cell are taken too, and one that stands alone.
pub(super) fn take_marks(words: &[Word]) -> (Vec<Mark>, &[Word]) {
    let (mut marks, mut rest) = split_marks(words);
    while let [_, .., last] = rest
        && is_lone_mark(&last.text)
    {
        marks.push(Mark {
            glyph: last.text.chars().next(),
            colour: (last.style.colour != Colour::default()).then_some(last.style.colour),
            bbox: Some(last.bbox),
            ..Mark::default()
        });
        rest = &rest[..rest.len() - 1];
    }
    if let [only] = rest
        && is_lone_mark(&only.text)
    {
        marks.push(Mark {
            glyph: only.text.chars().next(),
            colour: (only.style.colour != Colour::default()).then_some(only.style.colour),
            bbox: Some(only.bbox),
            ..Mark::default()
        });
        rest = &[];
    }
    (marks, rest)
}

/// A dash before a figure is its sign: `— 2,0`.
fn is_sign(glyph: char, others: &[Word]) -> bool {
    let next = others.first().and_then(|word| word.text.chars().next());
    glyph == '\u{2014}' && next.is_some_and(|letter| letter.is_ascii_digit())
}

/// A dash that stands alone in a cell is a value, not a mark.
fn is_lone_mark(text: &str) -> bool {
    let mut letters = text.chars();
    matches!((letters.next(), letters.next()), (Some(glyph), None) if is_mark(glyph) && glyph != '\u{2014}')
}

/// Geometric shapes, dashes used as a grey mark, arrows and private-use glyphs; never a list bullet.
pub(super) fn is_mark(glyph: char) -> bool {
    matches!(glyph, '\u{25A0}'..='\u{25FF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2190}'..='\u{21FF}'
        | '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2014}' | '\u{E000}'..='\u{F8FF}')
}

/// The width of a full line of running text: nearly the widest of the long lines, since captions and
/// notes in small type are wider.
pub(super) fn full_width(sheet: &[Sheet<'_>]) -> f32 {
    const LONG: usize = 8;
    let mut widths: Vec<f32> = sheet
        .iter()
        .filter(|line| line.line.words.len() >= LONG)
        .map(|line| line.line.bbox.right)
        .collect();
    widths.sort_by(f32::total_cmp);
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(1.0).max(1.0)
}
