//! Lines of structured inputs become blocks: their rows and paragraphs are told, nothing is guessed.

use super::claims::Claims;
use super::tabbed::{close, parts, row};
use super::text::{Sheet, full_width, is_mark, joined};
use super::{Grid, GridRow, Item, Mark, Text, Vocabulary};
use crate::grammar::Grammar;
use crate::page::{Colour, PICTURE, Word};

/// The blocks of a structured input.
pub(super) fn items(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims) -> Vec<Item> {
    let mut items = Vec::new();
    let mut grid = Grid::default();
    let mut table = 0;
    let widest = full_width(sheet);
    let signs = Signs::of(grammar, sheet);
    for line in sheet.iter().filter(|line| !line.is_blank()) {
        let next = line.line.row.as_ref().map_or(0, |row| row.table);
        if next != table {
            close(&mut grid, &mut items);
            table = next;
        }
        if let Some(kind) = claims.kind(line.id) {
            items.push(claims.item(kind, line));
        } else if line.line.row.is_some() {
            grid.rows.push(table_row(grammar, &signs, line));
        } else {
            let (marks, words) = pictures(grammar, &line.line.words);
            let mut text = Text::from_words(&words, line.place, vec![line.id]);
            text.marks.splice(0..0, marks);
            text.marked = line.line.marked;
            text.fill = line.line.bbox.width() / widest;
            text.is_whole = true;
            items.extend(unglued(grammar, text).into_iter().map(Item::Text));
        }
    }
    close(&mut grid, &mut items);
    items
}

/// Puts words together that a hyphen divides at the end of a line of a cell: `verk- samhet`.
pub(super) fn undivide(vocabulary: &Vocabulary, items: &mut [Item]) {
    let tables = items.iter_mut().filter_map(|item| match item {
        Item::Table(grid) => Some(grid),
        _ => None,
    });
    let rows = tables.flat_map(|grid| &mut grid.rows);
    for cell in rows
        .flat_map(|row| &mut row.cells)
        .filter(|cell| cell.text.contains("- "))
    {
        let mut text = String::new();
        for line in cell.text.split_inclusive("- ").map(str::trim_end) {
            let mut joined = text.clone();
            vocabulary.add_cell_line(&mut joined, line);
            // All but a divided word stays as it is printed.
            let is_divided = joined.len() + 1 == text.len() + line.len();
            match text.is_empty() || is_divided {
                true => text = joined,
                false => text.push_str(&format!(" {line}")),
            }
        }
        cell.text = text;
    }
}

/// A line that a converter has put together of a title and the marker after it. Paragraphs are left whole else.
fn unglued(grammar: &Grammar, text: Text) -> Vec<Text> {
    let first_bold = text.words.first().is_some_and(|word| word.style.bold);
    let border = text.words.iter().position(|word| word.style.bold != first_bold);
    let is_glued = border.is_some_and(|at| {
        let rest = joined(&text.words[at..]);
        grammar.markers.whole(&rest).is_some() || grammar.labels.whole(&joined(&text.words[..at])).is_some()
    });
    if is_glued { parts(text) } else { vec![text] }
}

/// A row whose pictures are marks and no words.
pub(super) fn table_row(grammar: &Grammar, signs: &Signs, sheet: &Sheet<'_>) -> GridRow {
    let mut line = sheet.line.clone();
    let mut marks = Vec::new();
    let mut words = Vec::new();
    let mut is_first = true;
    for range in &mut line.cells {
        let (found, mut rest) = pictures(grammar, &line.words[range.clone()]);
        marks.extend(found);
        if is_first && let Some(first) = rest.first_mut() {
            marks.extend(signs.glued(grammar, first));
            is_first = false;
        }
        *range = words.len()..words.len() + rest.len();
        words.extend(rest);
    }
    line.words = words;
    let mut row = row(&Sheet {
        line: &line,
        ..sheet.clone()
    });
    row.marks.splice(0..0, marks);
    for cell in &mut row.cells {
        if cell.text.contains([',', '(']) {
            cell.text = spaced(&cell.text);
        }
    }
    if let Some(told) = &line.row {
        row.is_shaded = told.is_shaded;
        for (cell, span) in row.cells.iter_mut().zip(&told.spans) {
            cell.span = *span;
        }
    }
    row
}

/// Signs that a converter has glued to the words behind them.
pub(super) struct Signs {
    /// Letters stand for signs too, as the letters of a symbol font do.
    are_letters: bool,
}

impl Signs {
    /// What the rows of a text say together.
    pub(super) fn of(grammar: &Grammar, sheet: &[Sheet<'_>]) -> Self {
        const FEWEST: usize = 2;
        let rows = sheet.iter().filter(|line| line.line.row.is_some());
        let first = rows.filter_map(|line| line.line.words.first());
        let known = first.filter(|word| {
            begun(&word.text)
                .is_some_and(|(_, rest)| is_known(grammar, rest) && !is_known(grammar, &word.text))
        });
        Signs {
            are_letters: known.take(FEWEST).count() == FEWEST,
        }
    }

    /// Takes a sign off a word: `■Andel`, `NAndel`.
    fn glued(&self, grammar: &Grammar, word: &mut Word) -> Option<Mark> {
        let glyph = word.text.chars().next()?;
        let rest = &word.text[glyph.len_utf8()..];
        let is_letter = self.are_letters && begun(&word.text).is_some() && !is_known(grammar, &word.text);
        let is_glued = is_mark(glyph) && rest.starts_with(char::is_alphabetic) || is_letter;
        let rest = rest.to_owned();
        is_glued.then(|| {
            word.text = rest;
            Mark {
                glyph: Some(glyph),
                colour: (word.style.colour != Colour::default()).then_some(word.style.colour),
                ..Mark::default()
            }
        })
    }
}

/// A capital before a word that begins with one, as no word of Swedish does.
fn begun(word: &str) -> Option<(char, &str)> {
    let mut letters = word.chars();
    let first = letters.next().filter(|letter| letter.is_uppercase())?;
    let rest = letters.as_str();
    let is_word =
        letters.next()?.is_uppercase() && letters.take(2).filter(|next| next.is_lowercase()).count() == 2;
    is_word.then_some((first, rest))
}

fn is_known(grammar: &Grammar, word: &str) -> bool {
    grammar.stock.counts.contains_key(&word.to_lowercase())
}

/// Puts the spaces back that a converter has left out before a bracket and behind a comma: `delaktighet,mål`.
fn spaced(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut spaced = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1);
        let is_low = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_lowercase());
        let has_lost =
            *letter == '(' && is_low(before.as_ref()) && after.is_some_and(|next| next.is_uppercase());
        if has_lost {
            spaced.push(' ');
        }
        spaced.push(*letter);
        if *letter == ',' && is_low(before.as_ref()) && is_low(after) {
            spaced.push(' ');
        }
    }
    spaced
}

/// Takes the pictures out of words.
fn pictures(grammar: &Grammar, words: &[Word]) -> (Vec<Mark>, Vec<Word>) {
    let is_picture = |word: &&Word| word.text.starts_with(PICTURE);
    let marks = words
        .iter()
        .filter(is_picture)
        .map(|word| Mark {
            glyph: glyph(grammar, &word.text),
            colour: (word.style.colour != Colour::default()).then_some(word.style.colour),
            ..Mark::default()
        })
        .filter(|mark| mark.glyph.is_some() || mark.colour.is_some());
    let rest = words.iter().filter(|word| !is_picture(word)).cloned();
    (marks.collect(), rest.collect())
}

/// The sign that says what a picture's name says: one of its words names a status.
fn glyph(grammar: &Grammar, name: &str) -> Option<char> {
    name.trim_start_matches(PICTURE)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .find_map(|word| grammar.status.whole(word))
        .and_then(|entry| entry.phrases.iter().find_map(|phrase| sign(phrase)))
}

/// A phrase of one sign.
fn sign(phrase: &str) -> Option<char> {
    let mut letters = phrase.chars();
    letters
        .next()
        .filter(|letter| letters.next().is_none() && !letter.is_alphanumeric())
}
