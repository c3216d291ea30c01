//! Text exports become pages: form feeds, tabs, markup, runs of spaces.

use super::{Ending, Form, Line, Page, Pages, body, html, markdown, markup};
use crate::trace::BBox;
use regex::Regex;
use std::sync::LazyLock;

/// Interior runs of spaces that only a layout can have made.
static WIDE_GAP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\S {3,}\S").ok());

/// So many blank lines in a row are kept: more say nothing more, and each takes memory.
const MOST_BLANK: usize = 100;

/// The pages of a decoded text, and the word in documents.csv for what it is written in.
pub fn told(text: &str) -> (Pages, &'static str) {
    let (mut pages, format) = match html::is_html(text) {
        true => (body::pages(html::blocks(text, 1)), "html"),
        false => marked_up(text),
    };
    let is_open = format != "html" && !text.ends_with(['\n', '\u{0C}']);
    pages.ending = match html::ending(text) {
        Ending::Whole if is_open => Ending::Open,
        ending => ending,
    };
    (pages, format)
}

/// The pages of a text with markup that draws tables, or of any other.
fn marked_up(text: &str) -> (Pages, &'static str) {
    let Some((blocks, markup)) = markdown::blocks(text) else {
        return (from_text(text), "text");
    };
    let lines = if goes_on_in_lines(text) {
        markdown::lines(text, markup)
    } else {
        None
    };
    let pages = match lines {
        Some(lines) => Pages {
            form: Form::Stacked,
            ..body::pages(lines)
        },
        None => body::pages(blocks),
    };
    (pages, markup.name())
}

/// Turns a decoded text into pages, line by line.
pub fn from_text(text: &str) -> Pages {
    let form = form_of(text);
    let has_pages = text.contains('\u{0C}');
    let mut pages = Pages {
        form,
        ..Pages::default()
    };
    let mut number = 0u32;
    let mut line_is_open = false;
    for (index, sheet) in text.split('\u{0C}').enumerate() {
        let mut page = Page {
            number: has_pages.then(|| u32::try_from(index + 1).unwrap_or(u32::MAX)),
            ..Page::default()
        };
        let mut lines: Vec<&str> = sheet.split('\n').collect();
        if lines.last().is_some_and(|last| last.is_empty()) {
            lines.pop();
        }
        let mut blank = 0;
        for (row, raw) in lines.into_iter().enumerate() {
            // A form feed inside a line does not begin a new line of the file.
            if !(row == 0 && line_is_open) {
                number += 1;
            }
            blank = if raw.trim().is_empty() { blank + 1 } else { 0 };
            if blank <= MOST_BLANK {
                page.lines.push(line(form, raw, number, row));
            }
        }
        line_is_open = !sheet.is_empty() && !sheet.ends_with('\n');
        page.width = page.lines.iter().map(|line| line.bbox.right).fold(0.0, f32::max);
        page.height = f32::from(u16::try_from(page.lines.len()).unwrap_or(u16::MAX));
        pages.pages.push(page);
    }
    if has_pages
        && pages
            .pages
            .last()
            .is_some_and(|page| page.lines.iter().all(Line::is_blank))
    {
        pages.pages.pop();
    }
    pages
}

fn line(form: Form, raw: &str, number: u32, row: usize) -> Line {
    let mut line = Line {
        number,
        raw: raw.to_owned(),
        ..Line::default()
    };
    if form == Form::Aligned {
        place_words(raw, row, &mut line);
        return line;
    }
    let (marked, rest) = markup::heading_mark(raw);
    line.marked = marked;
    if let Some(cells) = cells(form, rest) {
        for cell in cells {
            let start = line.words.len();
            line.words.extend(markup::words(cell));
            line.cells.push(start..line.words.len());
        }
        if line.words.is_empty() {
            line.cells.clear();
        }
    } else {
        line.words = markup::words(rest);
    }
    let top = f32::from(u16::try_from(row).unwrap_or(u16::MAX));
    let width = f32::from(u16::try_from(raw.trim_end().chars().count()).unwrap_or(u16::MAX));
    line.bbox = BBox::new(0.0, top, width, top + 1.0);
    line
}

/// The cells of a line that separates them by tabs, or by pipes at both ends.
fn cells(form: Form, line: &str) -> Option<Vec<&str>> {
    if form != Form::Tabbed {
        return None;
    }
    if line.contains('\t') {
        return Some(line.split('\t').collect());
    }
    let trimmed = line.trim();
    let inner = trimmed.strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').collect())
}

/// Words of an aligned line at their columns.
fn place_words(raw: &str, row: usize, line: &mut Line) {
    let top = f32::from(u16::try_from(row).unwrap_or(u16::MAX));
    let mut word = super::Word::default();
    let mut start = 0usize;
    let end_word = |word: &mut super::Word, start: usize, end: usize, line: &mut Line| {
        if !word.text.is_empty() {
            let edge = |column: usize| f32::from(u16::try_from(column).unwrap_or(u16::MAX));
            word.bbox = BBox::new(edge(start), top, edge(end), top + 1.0);
            line.words.push(std::mem::take(word));
        }
    };
    let mut column = 0;
    for letter in raw.chars() {
        if letter.is_whitespace() {
            end_word(&mut word, start, column, line);
            column += if letter == '\t' { 8 - column % 8 } else { 1 };
        } else {
            if word.text.is_empty() {
                start = column;
            }
            word.text.push(letter);
            column += 1;
        }
    }
    end_word(&mut word, start, column, line);
    if let (Some(first), Some(last)) = (line.words.first(), line.words.last()) {
        line.bbox = first.bbox.union(&last.bbox);
    }
}

/// Whether most of the text stands on lines longer than any paragraph.
pub(super) fn is_run_on<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    const LONGER_THAN_PARAGRAPHS: usize = 1500;
    let (mut long, mut all) = (0usize, 0usize);
    for line in lines {
        all += line.len();
        if line.len() > LONGER_THAN_PARAGRAPHS {
            long += line.len();
        }
    }
    long * 2 > all
}

/// Whether all words of a line stand apart by a little, as a converter spreads a justified line: no columns.
fn is_spread(line: &str) -> bool {
    const FEWEST_GAPS: usize = 4;
    const WIDEST: usize = 4;
    let mut gaps = 0;
    let mut rest = line;
    while let Some(at) = rest.find(' ') {
        let after = rest[at..].trim_start_matches(' ');
        let width = rest.len() - at - after.len();
        if !(2..=WIDEST).contains(&width) {
            return false;
        }
        gaps += 1;
        rest = after;
    }
    gaps >= FEWEST_GAPS
}

/// Whether paragraphs are broken into lines: many of these begin in the middle of a sentence. Names and phrases that
/// begin in lower case are few.
fn goes_on_in_lines(text: &str) -> bool {
    const FEWEST: usize = 20;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (begun, all) = lines.fold((0usize, 0usize), |(begun, all), line| {
        (begun + usize::from(line.starts_with(char::is_lowercase)), all + 1)
    });
    begun * FEWEST > all
}

/// Tells the kind of export by the text itself.
fn form_of(text: &str) -> Form {
    let (mut tabbed, mut wide, mut filled) = (0usize, 0usize, 0usize);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        filled += 1;
        let trimmed = line.trim();
        if trimmed.contains('\t') || (trimmed.starts_with('|') && trimmed.ends_with('|') && trimmed.len() > 2)
        {
            tabbed += 1;
        } else if WIDE_GAP.as_ref().is_some_and(|gap| gap.is_match(trimmed)) && !is_spread(trimmed) {
            wide += 1;
        }
    }
    let longest = text.lines().map(str::len).max().unwrap_or(0);
    if tabbed > 0 && tabbed >= wide {
        Form::Tabbed
    } else if wide * 25 > filled && wide >= 5 && !is_run_on(text.lines()) {
        Form::Aligned
    } else if longest > 400 || longest > 120 && !goes_on_in_lines(text) {
        // A paragraph on a line: an export of the first kind that happens to hold no table.
        Form::Tabbed
    } else {
        Form::Stacked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_itself_tells_its_form() {
        assert_eq!(form_of("Indikator\tÅrsmål\n Antal\t5\n"), Form::Tabbed);
        assert_eq!(
            form_of(&" Indikator       Årsmål\n Antal x       5\n".repeat(4)),
            Form::Aligned
        );
        assert_eq!(
            form_of("Indikator \nPeriodens \nutfall \n\n4 st   11 st\n"),
            Form::Stacked
        );
        assert_eq!(
            form_of(&"Vi   ger   råd   till   medborgare\n".repeat(9)),
            Form::Stacked,
            "a justified line"
        );
        let paragraph = "Vi ger råd till medborgare som frågar. ".repeat(4);
        assert_eq!(
            form_of(&format!("{paragraph}\nIndikator\nÅrsmål\nAntal\n5\n")),
            Form::Tabbed,
            "a short text with a paragraph on a line"
        );
    }

    #[test]
    fn lines_are_counted_through_the_file_and_form_feeds_begin_pages() {
        let pages = from_text("a\nb\n\u{0C}c\n");
        let numbers: Vec<_> = pages
            .pages
            .iter()
            .flat_map(|page| page.lines.iter().map(|line| (page.number, line.number)))
            .collect();
        assert_eq!(numbers, [(Some(1), 1), (Some(1), 2), (Some(2), 3)]);
    }

    #[test]
    fn tabs_make_cells_and_empty_cells_stay() {
        let pages = from_text("Indikator\tUtfall\t\tÅrsmål\n");
        let line = &pages.pages[0].lines[0];
        assert_eq!(line.cells, [0..1, 1..2, 2..2, 2..3]);
    }
}
