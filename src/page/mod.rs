//! Sources become pages: the physical layout, nothing else.
//!
//! Takes: [`Source`](crate::source::Source).
//! Gives: [`Pages`]: lines of words with boxes, ruling lines, filled areas and icons.
//! Never: knows a Swedish word, decides what a line means, drops a word.

mod body;
mod html;
mod markdown;
mod markup;
mod opendocument;
mod package;
mod pdf;
mod picture;
mod scan;
mod sheet;
mod text;
mod word;

pub use text::{from_text, told};

use crate::trace::{BBox, Error, Read};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How a PDF is read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Tried if the document does not open without.
    pub password: Option<String>,
    /// Pages after this one are not read.
    pub page_limit: usize,
    /// A page that takes longer is given up.
    pub seconds_per_page: u64,
    /// A second reader reads every page too, and pages where it saw other characters are reported.
    pub compare: bool,
    /// What becomes of pages that are pictures.
    pub recognition: Recognition,
}

/// What becomes of pages that are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recognition {
    /// They stay without words.
    #[default]
    Never,
    /// They stay without words, and the document says that it needs them: whoever reads it may start no program.
    Later,
    /// The same for every page of every PDF.
    LaterAlways,
    /// Their words are recognised, and those of pages whose text is junk.
    Auto,
    /// The words of every page are recognised.
    Always,
}

/// The program that recognises characters, with its version; why not, where it cannot be used.
pub fn recogniser() -> Result<String, String> {
    scan::Recogniser::find().map(|found| found.version)
}

/// Reads the pages of a PDF.
pub fn from_pdf(bytes: Arc<Vec<u8>>, options: &Options) -> Result<Read<Pages>, Error> {
    pdf::read(bytes, options)
}

/// Reads the pages of an archive that holds a document, and says what it was.
pub fn from_archive(bytes: &[u8]) -> Result<(Read<Pages>, &'static str), Error> {
    let mut package = package::Package::open(bytes)?;
    let (mut read, format) = from_package(&mut package)?;
    read.diagnostics.extend(package.told());
    Ok((read, format))
}

fn from_package(package: &mut package::Package<'_>) -> Result<(Read<Pages>, &'static str), Error> {
    if let Some(main) = word::main_part(package) {
        return Ok((word::read(package, &main)?, "docx"));
    }
    if let Some(main) = sheet::main_part(package) {
        return Ok((sheet::read(package, &main)?, "xlsx"));
    }
    match opendocument::kind(package).as_deref() {
        Some("text" | "text-template") => return Ok((opendocument::read(package)?, "odt")),
        Some("spreadsheet" | "spreadsheet-template") => {
            return Ok((opendocument::read(package)?, "ods"));
        }
        _ => {}
    }
    if package.has("xl/workbook.bin") {
        return Err(Error::NotRead {
            what: "not-read-xlsb",
            remedy: "not-read-save-as-xlsx",
        });
    }
    Err(Error::UnknownFormat("zip"))
}

/// How many threads of this process were left behind in a page that does not end. They take processor time
/// until the process ends.
pub fn left_behind() -> usize {
    LEFT_BEHIND.load(Ordering::Relaxed)
}

/// Notes that a thread is left behind.
fn leave_behind() {
    LEFT_BEHIND.fetch_add(1, Ordering::Relaxed);
}

/// Threads that were left behind so far.
static LEFT_BEHIND: AtomicUsize = AtomicUsize::new(0);

/// The physical layout of one input.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// What kind of evidence the pages hold.
    pub form: Form,
    /// The pages in order. A text without form feeds is one page.
    pub pages: Vec<Page>,
    /// How the input ends.
    pub ending: Ending,
}

/// How an input ends, by its last letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ending {
    /// Nothing says that it goes on.
    #[default]
    Whole,
    /// Its last line has no end, as in a file that was cut, and in many that were not.
    Open,
    /// Marks that stand around all of a page or a table are opened and not closed.
    Unclosed,
    /// Of marks that stand in pairs some have no partner.
    Unpaired,
}

impl Pages {
    /// Whether most of a text stands on lines longer than any paragraph: whole pages run on in one line.
    pub fn is_run_on(&self) -> bool {
        let lines = self.pages.iter().flat_map(|page| &page.lines);
        text::is_run_on(
            lines
                .filter(|line| line.cells.is_empty())
                .map(|line| line.raw.as_str()),
        )
    }
}

/// What kind of evidence the pages of an input hold, told by the input itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// A PDF: boxes in points, rules, fills, icons, type.
    Geometry,
    /// Paragraphs and tables as the input itself marks them up: nothing about them is guessed.
    Structured,
    /// Text with tabs between the cells of a table, a paragraph on a line.
    #[default]
    Tabbed,
    /// Text with the lines of the page and every cell on lines of its own.
    Stacked,
    /// Text with columns as runs of spaces.
    Aligned,
}

/// One page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The page in the file, from 1; none where the input has no pages.
    pub number: Option<u32>,
    /// The name of the sheet, where the page is one of a workbook.
    pub name: Option<String>,
    /// The words were recognised in a picture of the page.
    pub is_recognised: bool,
    /// Width as shown, in points (characters in text).
    pub width: f32,
    /// Height as shown, in points (lines in text).
    pub height: f32,
    /// Printed lines in reading order, from top to bottom.
    pub lines: Vec<Line>,
    /// Ruling lines.
    pub rules: Vec<Rule>,
    /// Filled areas larger than an icon.
    pub fills: Vec<Fill>,
    /// Small pictures and small filled shapes.
    pub icons: Vec<Icon>,
}

/// A printed line: the smallest unit that keeps a place in text inputs.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Line in the text input, or on the PDF page, from 1.
    pub number: u32,
    /// The line as the input has it; in PDFs the words joined by one space.
    pub raw: String,
    /// Words from left to right. Empty for a blank line of a text input.
    pub words: Vec<Word>,
    /// Cells that the text itself separates (tabs, pipes), as ranges of `words`. Empty for other lines.
    pub cells: Vec<Range<usize>>,
    /// Marked as a heading by the text's markup; the depth of the mark says nothing.
    pub marked: bool,
    /// The table that the line is a row of, where the input marks tables up.
    pub row: Option<Row>,
    /// What the input says the line is, where it says that it is no content.
    pub furniture: Option<&'static str>,
    /// The box around the words.
    pub bbox: BBox,
}

impl Line {
    /// Whether nothing is printed on the line.
    pub fn is_blank(&self) -> bool {
        self.words.is_empty()
    }
}

/// What a structured input says of a row beside the text of its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Number of the table in the input, from 1: two tables may follow each other.
    pub table: u32,
    /// How many columns each cell spans. The cells that a cell to the left or above covers are there and empty.
    pub spans: Vec<usize>,
    /// The input says that the row is a header, or shades it.
    pub is_shaded: bool,
}

/// What a word begins with that stands for a small picture; its name and its colour are what may be told of it.
pub const PICTURE: char = '\u{FFFC}';

/// A run of characters without white space between them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    /// The characters, composed, ligatures taken apart.
    pub text: String,
    /// How sure the recognition is of them, of 100; none where they stand in the file.
    pub confidence: Option<u8>,
    /// Where it stands.
    pub bbox: BBox,
    /// How it is set.
    pub style: Style,
}

/// How a word is set. Text inputs have the default style.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// Type size in points.
    pub size: f32,
    /// Bold by the font's weight or name.
    pub bold: bool,
    /// Slanted by the font's name or descriptor.
    pub italic: bool,
    /// Colour of the letters.
    pub colour: Colour,
    /// Raised and smaller than the word before it: a footnote mark.
    pub superscript: bool,
}

/// Red, green and blue as shown on white paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

/// A ruling line, horizontal or vertical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its box; one side is thin.
    pub bbox: BBox,
    /// Its colour.
    pub colour: Colour,
}

impl Rule {
    /// Whether the rule lies rather than stands.
    pub fn is_horizontal(&self) -> bool {
        self.bbox.width() >= self.bbox.height()
    }
}

/// A filled area: a shaded cell, row or header.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Its box.
    pub bbox: BBox,
    /// Its colour.
    pub colour: Colour,
}

/// A small picture or small filled shape that may carry a status.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icon {
    /// Its box.
    pub bbox: BBox,
    /// Its dominant colour; white and transparent parts do not count.
    pub colour: Colour,
    /// Its outline.
    pub shape: Shape,
    /// Whether it is a picture (else a drawn path).
    pub is_image: bool,
}

/// The outline of an icon, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// ●
    Circle,
    /// ◆
    Diamond,
    /// ■
    Square,
    /// Anything else.
    #[default]
    Other,
}
