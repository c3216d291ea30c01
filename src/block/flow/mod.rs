//! Text in the reading order of a converter: the cells of a table stand one after the other, by rows, by
//! columns or mixed, and empty ones leave no trace.
//!
//! Takes: lines without columns, rows of tables that the text draws among them, the grammar's labels, the titles that the table of contents lists.
//! Gives: blocks in reading order; names of rows, and values in a column only where the text decides it.
//! Never: puts a value into a row or a column by guess, takes running text for a table, drops a line.

mod activities;
mod draft;
mod figures;
mod indicators;
mod labels;
mod phrase;
mod piece;
mod place;
mod quantity;
mod table;
mod values;
mod zone;

pub(super) use labels::columns as labels;
pub(super) use phrase::{subsequence, to_be_set};

use super::claims::Claims;
use super::structured::{Signs, table_row};
use super::tabbed::close;
use super::text::Sheet;
use super::{Grid, Item, Vocabulary};
use crate::grammar::Grammar;
use draft::{Draft, Drafts};
use indicators::Shared;
use piece::Reader;

/// The blocks of a text in reading order, and the words of its running text.
pub(super) fn items(
    grammar: &Grammar,
    sheet: &[Sheet<'_>],
    claims: &Claims,
    outline: &[String],
) -> (Vec<Item>, Vocabulary) {
    let reader = Reader::new(grammar, sheet);
    let groups = zone::groups(&reader, sheet, claims, outline);
    let mut taken = vec![false; groups.len()];
    let mut zones = zone::labelled(&reader, &groups, &mut taken);
    let labelled = zones.len();
    // Other rows that the text draws are tables by themselves.
    for (group, taken) in groups.iter().zip(&mut taken) {
        *taken |= group.lines.iter().any(|line| sheet[line.id].line.row.is_some());
    }
    zones.extend(figures::zones(&reader, &groups, &taken));
    let mut vocabulary = Vocabulary::default();
    vocabulary.learn_grammar(grammar);
    let mut in_zone = vec![None; sheet.len()];
    for (at, zone) in zones.iter().enumerate() {
        for line in zone.groups.iter().flat_map(|group| &groups[*group].lines) {
            in_zone[line.id] = Some(at);
        }
    }
    for line in sheet.iter().filter(|line| in_zone[line.id].is_none()) {
        vocabulary.count_text(&line.text());
    }
    let mut drafts: Vec<Vec<Draft>> = zones[..labelled]
        .iter()
        .map(|zone| Drafts::of(&reader, &zone.pieces))
        .collect();
    let shared = Shared::of(grammar, drafts.iter().flatten());
    let text = super::stacked::Lines::of(sheet);
    let mut items = Vec::new();
    let mut done = None;
    let mut drawn = Grid::default();
    let signs = Signs::of(grammar, sheet);
    let mut table = 0;
    for line in sheet {
        let row = line.line.row.as_ref().filter(|_| in_zone[line.id].is_none());
        let next = row.map_or(0, |row| row.table);
        if next != table && !line.is_blank() {
            close(&mut drawn, &mut items);
            table = next;
        }
        if let Some(kind) = claims.kind(line.id) {
            items.push(claims.item(kind, line));
        } else if let Some(at) = in_zone[line.id] {
            if done != Some(at) {
                match drafts.get_mut(at) {
                    Some(drafts) => {
                        items.extend(tables(grammar, &vocabulary, &shared, std::mem::take(drafts)))
                    }
                    None => items.push(Item::Table(figures::grid(
                        &reader,
                        &vocabulary,
                        &zones[at].pieces,
                    ))),
                }
                done = Some(at);
            }
        } else if row.is_some() {
            drawn.rows.push(table_row(grammar, &signs, line));
        } else if !line.is_blank() {
            items.push(Item::Text(text.block(line)));
        }
    }
    close(&mut drawn, &mut items);
    (items, vocabulary)
}

fn tables(grammar: &Grammar, vocabulary: &Vocabulary, shared: &Shared, drafts: Vec<Draft>) -> Vec<Item> {
    drafts
        .into_iter()
        .map(|draft| Item::Table(table::grid(grammar, vocabulary, shared, draft)))
        .collect()
}
