//! Glyphs and colours that carry a status.

use crate::block::{Blocks, Grid, GridCell, GridRow, Item, Mark, MarkKind};
use crate::grammar::Grammar;
use crate::page::Colour;
use crate::record::Status;
use std::collections::{BTreeMap, BTreeSet};

/// The status that the marks of a row carry. A colour outweighs a glyph, since circles in three colours
/// occur; marks without either, such as a crown or an arrow, say nothing.
pub(super) fn of(grammar: &Grammar, marks: &[Mark]) -> (Option<Status>, Option<String>) {
    for mark in marks {
        let by_colour = mark.colour.and_then(of_colour);
        let by_glyph = mark.glyph.and_then(|glyph| of_glyph(grammar, glyph));
        let is_status = mark.glyph.is_none() || by_glyph.is_some();
        if let Some(status) = by_colour.filter(|_| is_status).or(by_glyph) {
            return (Some(status), evidence(grammar, mark));
        }
    }
    (None, None)
}

/// Where the rows of a table have their status.
#[derive(Debug, Clone, Default)]
pub(super) struct StatusPlace {
    /// The column of the names.
    name: usize,
    /// The column that is headed so.
    column: Option<usize>,
    /// Columns whose grounds have the colours of a traffic light; none stands for the whole row.
    grounds: Vec<Option<usize>>,
}

/// What the marks of a row say.
#[derive(Debug, Clone, Default)]
pub(super) struct RowStatus {
    pub(super) status: Option<Status>,
    pub(super) evidence: Option<String>,
    /// Marks of equal standing say different things.
    pub(super) is_doubtful: bool,
}

impl StatusPlace {
    /// Of a table with names in one column, and maybe another that is headed as the status. What the colours of
    /// the grounds mean, all tables of the document with as many columns tell together.
    pub(super) fn of(blocks: &Blocks, table: &Grid, name: usize, column: Option<usize>) -> Self {
        let grids = blocks.items.iter().filter_map(|item| match item {
            Item::Table(grid) if grid.columns() == table.columns() => Some(grid),
            _ => None,
        });
        StatusPlace {
            name,
            column,
            grounds: grounds(grids.chain([table]).flat_map(|grid| &grid.rows)),
        }
    }

    /// The status of a row: by the column that is headed so, by marks left of the name or at it, by other marks,
    /// by the ground of a cell. Arrows tell of a trend.
    pub(super) fn read(&self, grammar: &Grammar, row: &GridRow, marks: &[Mark]) -> RowStatus {
        if let Some(found) = self.column.and_then(|at| of_cell(grammar, row.cells.get(at)?)) {
            return found;
        }
        let rank = |mark: &Mark| match mark.column {
            column if column.is_some() && column == self.column => 0,
            None => 1,
            Some(column) if column <= self.name => 1,
            Some(_) => 2,
        };
        for place in 0..3 {
            let here = marks.iter().filter(|mark| rank(mark) == place);
            let plain = here.clone().filter(|mark| mark.kind != MarkKind::Drawing);
            // A drawing right of the name is a trend.
            let found = agreed(grammar, plain).or_else(|| agreed(grammar, here.filter(|_| place < 2)));
            if let Some(found) = found {
                return found;
            }
        }
        let grounds = || {
            let own = row.grounds.iter();
            own.filter(|mark| self.grounds.contains(&mark.column))
        };
        // Grey shades rows, and a colour is laid over it.
        let is_grey = |mark: &&Mark| mark.colour.and_then(of_colour) == Some(Status::Grey);
        let coloured = agreed(grammar, grounds().filter(|mark| !is_grey(mark)));
        coloured
            .or_else(|| agreed(grammar, grounds()))
            .unwrap_or_default()
    }
}

/// What marks of equal standing say together.
fn agreed<'m>(grammar: &Grammar, marks: impl Iterator<Item = &'m Mark>) -> Option<RowStatus> {
    let mut found: Option<RowStatus> = None;
    for mark in marks {
        let Some(status) = of_mark(grammar, mark) else {
            continue;
        };
        match &mut found {
            Some(before) => before.is_doubtful |= before.status != Some(status),
            None => {
                found = Some(RowStatus {
                    status: Some(status),
                    evidence: evidence(grammar, mark),
                    is_doubtful: false,
                });
            }
        }
    }
    found
}

/// What one mark says. A glyph of a font whose names are lost says its colour.
fn of_mark(grammar: &Grammar, mark: &Mark) -> Option<Status> {
    let by_colour = mark.colour.and_then(of_colour);
    let Some(glyph) = mark.glyph else { return by_colour };
    if matches!(glyph, '\u{2190}'..='\u{21ff}' | '\u{2b00}'..='\u{2b11}' | '\u{2794}'..='\u{27bf}') {
        return None;
    }
    let by_glyph = of_glyph(grammar, glyph);
    by_colour
        .filter(|status| by_glyph.is_some() || *status != Status::Grey)
        .or(by_glyph)
}

/// What a cell below the word `Status` says: the name of a colour, or words in one.
fn of_cell(grammar: &Grammar, cell: &GridCell) -> Option<RowStatus> {
    let text = cell.text.trim();
    let by_word = grammar.status.whole(text).and_then(|entry| of_id(&entry.id));
    let by_colour = cell.colour.and_then(of_colour).filter(|_| !text.is_empty());
    let status = by_word.or(by_colour)?;
    Some(RowStatus {
        status: Some(status),
        evidence: Some(text.to_owned()),
        is_doubtful: by_word.is_some()
            && by_colour.is_some_and(|colour| colour != status && colour != Status::Grey),
    })
}

/// Columns in which the grounds of the rows have several colours of a traffic light, or one that is strong.
/// One pale colour alone is decoration.
fn grounds<'r>(rows: impl Iterator<Item = &'r GridRow>) -> Vec<Option<usize>> {
    let mut seen: BTreeMap<Option<usize>, (BTreeSet<u8>, bool)> = BTreeMap::new();
    for mark in rows.flat_map(|row| &row.grounds) {
        let Some(colour) = mark.colour else { continue };
        let Some(status) = of_colour(colour).filter(|status| *status != Status::Grey) else {
            continue;
        };
        let entry = seen.entry(mark.column).or_default();
        entry.0.insert(status as u8);
        entry.1 |= is_strong(colour);
    }
    let tells = |(colours, is_strong): &(BTreeSet<u8>, bool)| colours.len() > 1 || *is_strong;
    seen.into_iter()
        .filter(|(_, found)| tells(found))
        .map(|(column, _)| column)
        .collect()
}

fn is_strong(colour: Colour) -> bool {
    const STRONG: u8 = 120;
    let channels = [colour.red, colour.green, colour.blue];
    let (high, low) = (channels.iter().max(), channels.iter().min());
    high.zip(low).is_some_and(|(high, low)| high - low >= STRONG)
}

/// What a mark was, in words: its glyph, its colour.
pub(super) fn evidence(_grammar: &Grammar, mark: &Mark) -> Option<String> {
    let colour = mark
        .colour
        .map(|colour| format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue));
    match (mark.glyph, colour) {
        (Some(glyph), Some(colour)) => Some(format!("{glyph} {colour}")),
        (Some(glyph), None) => Some(glyph.to_string()),
        (None, Some(colour)) => Some(format!("icon {colour}")),
        (None, None) => None,
    }
}

fn of_glyph(grammar: &Grammar, glyph: char) -> Option<Status> {
    of_id(&grammar.status.whole(glyph.encode_utf8(&mut [0; 4]))?.id)
}

/// The status that a word for a colour names.
pub(super) fn of_words(grammar: &Grammar, text: &str) -> Option<Status> {
    of_id(&grammar.status.whole(text)?.id)
}

fn of_id(id: &str) -> Option<Status> {
    Some(match id {
        "gron" => Status::Green,
        "gul" => Status::Yellow,
        "rod" => Status::Red,
        "gra" => Status::Grey,
        _ => return None,
    })
}

/// A traffic light's colours by hue; blue, purple, black and white are none of them.
pub(super) fn of_colour(colour: Colour) -> Option<Status> {
    let [red, green, blue] = [colour.red, colour.green, colour.blue].map(i32::from);
    let high = red.max(green).max(blue);
    let low = red.min(green).min(blue);
    let span = high - low;
    if span < 30 {
        // Grey: neither the black of text nor the white of paper.
        return (90..=215).contains(&high).then_some(Status::Grey);
    }
    if high < 60 {
        return None;
    }
    let hue = if high == red {
        60 * (green - blue) / span
    } else if high == green {
        120 + 60 * (blue - red) / span
    } else {
        240 + 60 * (red - green) / span
    };
    match hue {
        -20..=22 => Some(Status::Red),
        23..=70 => Some(Status::Yellow),
        71..=175 => Some(Status::Green),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn icon(colour: (u8, u8, u8), column: Option<usize>, kind: MarkKind) -> Mark {
        let (red, green, blue) = colour;
        Mark {
            kind,
            column,
            colour: Some(Colour { red, green, blue }),
            ..Mark::default()
        }
    }

    fn row(marks: Vec<Mark>) -> GridRow {
        let (grounds, marks) = marks.into_iter().partition(|mark| mark.kind == MarkKind::Fill);
        GridRow {
            marks,
            grounds,
            cells: vec![GridCell::default(); 4],
            ..GridRow::default()
        }
    }

    const GREEN: (u8, u8, u8) = (0, 160, 60);
    const RED: (u8, u8, u8) = (200, 20, 20);
    const PALE: (u8, u8, u8) = (198, 239, 206);

    fn read(rows: &[GridRow], at: usize) -> RowStatus {
        let grammar = Grammar::built_in().unwrap();
        let table = Grid {
            rows: rows.to_vec(),
            ..Grid::default()
        };
        StatusPlace::of(&Blocks::default(), &table, 0, None).read(&grammar, &rows[at], &rows[at].marks)
    }

    #[test]
    fn a_trend_is_no_status() {
        let marks = vec![
            icon(RED, Some(3), MarkKind::Drawing),
            icon(GREEN, None, MarkKind::Icon),
        ];
        assert_eq!(read(&[row(marks)], 0).status, Some(Status::Green));
        let arrow = Mark {
            glyph: Some('↑'),
            ..icon(GREEN, Some(3), MarkKind::Glyph)
        };
        assert_eq!(read(&[row(vec![arrow])], 0).status, None);
    }

    #[test]
    fn marks_that_disagree_are_told() {
        let marks = vec![icon(RED, None, MarkKind::Icon), icon(GREEN, None, MarkKind::Icon)];
        assert!(read(&[row(marks)], 0).is_doubtful);
    }

    #[test]
    fn grounds_tell_where_they_differ_and_zebra_does_not() {
        let ground = |colour| row(vec![icon(colour, Some(0), MarkKind::Fill)]);
        let pale_red = (255, 205, 205);
        assert_eq!(
            read(&[ground(PALE), ground(pale_red)], 1).status,
            Some(Status::Red)
        );
        assert_eq!(
            read(&[ground(PALE), row(Vec::new()), ground(PALE)], 0).status,
            None
        );
    }

    #[test]
    fn hues_of_a_traffic_light_and_nothing_else() {
        let status = |red, green, blue| of_colour(Colour { red, green, blue });
        assert_eq!(status(0, 176, 80), Some(Status::Green));
        assert_eq!(status(255, 192, 0), Some(Status::Yellow));
        assert_eq!(status(192, 0, 0), Some(Status::Red));
        assert_eq!(status(128, 128, 128), Some(Status::Grey));
        assert_eq!(status(0, 32, 96), None, "a navy crown");
        assert_eq!(status(0, 0, 0), None, "text");
    }
}
