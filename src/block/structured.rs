//! Lines of structured inputs become blocks: their rows and paragraphs are told, nothing is guessed.

use super::claims::Claims;
use super::tabbed::{close, parts, row};
use super::text::{Sheet, full_width, is_mark, joined};
use super::{Grid, GridRow, Item, Mark, Text};
use crate::grammar::Grammar;
use crate::page::{Colour, PICTURE, Word};

/// The blocks of a structured input.
pub(super) fn items(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims) -> Vec<Item> {
    let mut items = Vec::new();
    let mut grid = Grid::default();
    let mut table = 0;
    let widest = full_width(sheet);
    for line in sheet.iter().filter(|line| !line.is_blank()) {
        let next = line.line.row.as_ref().map_or(0, |row| row.table);
        if next != table {
            close(&mut grid, &mut items);
            table = next;
        }
        if let Some(kind) = claims.kind(line.id) {
            items.push(claims.item(kind, line));
        } else if line.line.row.is_some() {
            grid.rows.push(table_row(grammar, line));
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
pub(super) fn table_row(grammar: &Grammar, sheet: &Sheet<'_>) -> GridRow {
    let mut line = sheet.line.clone();
    let mut marks = Vec::new();
    let mut words = Vec::new();
    let mut is_first = true;
    for range in &mut line.cells {
        let (found, mut rest) = pictures(grammar, &line.words[range.clone()]);
        marks.extend(found);
        if is_first && let Some(first) = rest.first_mut() {
            marks.extend(glued(grammar, first));
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
    if let Some(told) = &line.row {
        row.is_shaded = told.is_shaded;
        for (cell, span) in row.cells.iter_mut().zip(&told.spans) {
            cell.span = *span;
        }
    }
    row
}

/// Takes a mark off the word that a converter has glued to it: `■Andel`; a letter too, which a symbol font shows as a
/// mark, before a word that names of indicators begin with: `NAndel`.
fn glued(grammar: &Grammar, word: &mut Word) -> Option<Mark> {
    let glyph = word.text.chars().next()?;
    let rest = &word.text[glyph.len_utf8()..];
    let is_letter = || {
        let is_known = |word: &str| grammar.stock.counts.contains_key(&word.to_lowercase());
        glyph.is_uppercase()
            && rest.starts_with(char::is_uppercase)
            && is_known(rest)
            && !is_known(&word.text)
    };
    let is_glued = is_mark(glyph) && rest.starts_with(char::is_alphabetic) || is_letter();
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
