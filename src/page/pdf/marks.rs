//! Marks find their line: raised footnote marks that are drawn by themselves, and lone symbols.

use super::lines::Row;
use super::words::Piece;

/// A footnote mark has no more characters.
const LONGEST: usize = 3;
/// A footnote mark is smaller than this part of the type size of its word.
const SMALLER: f32 = 0.85;
/// More pieces than this are not compared with each other.
const MOST: usize = 20_000;
/// How high above the baseline the middle of letters and symbols lies, for a type size of one.
const MIDDLE: f32 = 0.275;

/// Raises footnote marks that are not drawn right behind their word.
pub(super) fn raise(pieces: &mut [Piece]) {
    if pieces.len() > MOST {
        return;
    }
    let is_mark = |piece: &Piece| {
        let letters = piece.chars.iter().map(|c| c.ch);
        !piece.superscript
            && piece.chars.len() <= LONGEST
            && letters
                .clone()
                .all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '*' | '†' | '‡' | ')' | ','))
    };
    let candidates: Vec<usize> = (0..pieces.len()).filter(|at| is_mark(&pieces[*at])).collect();
    for at in candidates {
        let mark = &pieces[at];
        let Some(host) = (0..pieces.len()).find(|host| *host != at && carries(&pieces[*host], mark)) else {
            continue;
        };
        let v = pieces[host].v;
        pieces[host].space_after |= pieces[at].u0 > pieces[host].u0;
        let mark = &mut pieces[at];
        mark.superscript = true;
        mark.line_v = v;
        mark.space_before = true;
        mark.space_after = true;
    }
}

/// Whether the mark stands raised at the end of a word, or before it.
fn carries(host: &Piece, mark: &Piece) -> bool {
    if host.angle != mark.angle || host.superscript || mark.size > host.size * SMALLER {
        return false;
    }
    let raised = (host.v - mark.v) / host.size;
    let behind = (mark.u0 - host.u1) / host.size;
    let before = (host.u0 - mark.u1) / host.size;
    (0.12..0.75).contains(&raised) && ((-0.15..0.4).contains(&behind) || (-0.15..0.5).contains(&before))
}

/// Whether the piece is one symbol and nothing else: a mark of what stands beside it.
pub(super) fn is_lone_symbol(piece: &Piece) -> bool {
    matches!(piece.chars.as_slice(), [only] if is_symbol(only.ch))
}

/// Geometric shapes, arrows, symbols, and the glyphs of symbol fonts.
pub(super) fn is_symbol(ch: char) -> bool {
    matches!(ch, '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{1f300}'..='\u{1faff}' | '\u{2022}')
}

/// Gives symbols to the lines at whose height they stand; those that stand alone make lines of their own.
pub(super) fn place(rows: &mut Vec<Row>, symbols: Vec<Piece>) {
    let lines = rows.len();
    for mut symbol in symbols {
        symbol.space_before = true;
        symbol.space_after = true;
        let best = (0..lines)
            .filter(|at| rows[*at].angle() == symbol.angle)
            .map(|at| (at, distance(&rows[at], &symbol)))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((at, distance)) if distance < 0.0 => rows[at].pieces.push(symbol),
            _ => rows.push(Row { pieces: vec![symbol] }),
        }
    }
}

/// How far a symbol is from belonging to a line; below nothing, it does.
fn distance(row: &Row, symbol: &Piece) -> f32 {
    /// A symbol may stand this far above or below the middle of its line.
    const FARTHEST: f32 = 0.8;
    let size = row.size();
    let off = (symbol.v - MIDDLE * symbol.size) - (row.v() - MIDDLE * size);
    let overlaps = row
        .pieces
        .iter()
        .any(|piece| piece.u0 < symbol.u1 - 0.5 && piece.u1 > symbol.u0 + 0.5);
    let within = if overlaps {
        0.3 * size
    } else {
        FARTHEST * size.max(symbol.size)
    };
    // A line with cells is the likelier one: names go on below their figures.
    let cells = if row.has_cells() { 0.25 * size } else { 0.0 };
    off.abs() - within - cells
}
