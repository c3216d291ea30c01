//! Words to lines: what stands on one baseline is one line, from left to right.

use super::glyph::{Glyph, Look};
use super::marks::{is_lone_symbol, is_symbol, place, raise};
use super::upright;
use super::words::{Char, Piece, drop_copies, gap_limit, joins, pieces, word};
use crate::page::{Line, Word};
use crate::trace::BBox;

/// Baselines closer than this part of the type size are one line.
const SAME_LINE: f32 = 0.3;
/// So many dots in a row lead the eye to a page number.
const LEADER: usize = 4;
/// So many do if a number follows.
const SHORT_LEADER: usize = 2;

/// Pieces on one baseline, with the marks beside them.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) pieces: Vec<Piece>,
}

impl Row {
    pub(super) fn angle(&self) -> i16 {
        self.pieces.first().map_or(0, |piece| piece.angle)
    }

    /// The baseline.
    pub(super) fn v(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.line_v)
    }

    /// The largest type size.
    pub(super) fn size(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.size).fold(0.0, f32::max)
    }

    /// Whether wide gaps part the row.
    pub(super) fn has_cells(&self) -> bool {
        let mut spans: Vec<(f32, f32)> = self.pieces.iter().map(|piece| (piece.u0, piece.u1)).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        spans.windows(2).any(|pair| pair[1].0 - pair[0].1 > self.size())
    }
}

/// Turned text comes after the upright text, each direction by itself, from top to bottom.
fn order(a: (i16, f32), b: (i16, f32)) -> std::cmp::Ordering {
    (a.0 != 0)
        .cmp(&(b.0 != 0))
        .then(a.0.cmp(&b.0))
        .then(a.1.total_cmp(&b.1))
}

/// Turns the characters of a page into its lines, numbered from the top.
pub(super) fn lines(glyphs: &[Glyph], looks: &[Look]) -> Vec<Line> {
    let limit = gap_limit(glyphs);
    let mut pieces = pieces(glyphs, limit);
    raise(&mut pieces);
    pieces.sort_by(|a, b| order((a.angle, a.line_v), (b.angle, b.line_v)));
    let (symbols, pieces): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(is_lone_symbol);
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(Row { pieces: row }) if stands_in(row, &piece) => row.push(piece),
            _ => rows.push(Row { pieces: vec![piece] }),
        }
    }
    place(&mut rows, symbols);
    rows.sort_by(|a, b| order((a.angle(), a.v()), (b.angle(), b.v())));
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    let mut angles: Vec<i16> = Vec::with_capacity(rows.len());
    for mut row in rows {
        let angle = row.angle();
        finish(&mut row.pieces, looks, limit, &mut lines);
        angles.resize(lines.len(), angle);
    }
    let mut lines = upright::stand(lines, &angles);
    for (number, line) in (1..).zip(lines.iter_mut()) {
        line.number = number;
    }
    lines
}

/// Whether a piece stands on the baseline of a row.
fn stands_in(row: &[Piece], piece: &Piece) -> bool {
    row.first().is_some_and(|first| {
        first.angle == piece.angle && piece.line_v - first.line_v <= SAME_LINE * smaller(row, piece)
    })
}

/// The smaller type size of a new piece and the row; marks do not count.
fn smaller(row: &[Piece], piece: &Piece) -> f32 {
    let mut size = piece.size;
    for other in row.iter().take(4).filter(|p| !p.superscript) {
        size = size.min(other.size);
    }
    if piece.superscript { size * 1.6 } else { size }
}

/// Puts the pieces of one row together and empties the row.
fn finish(row: &mut Vec<Piece>, looks: &[Look], limit: f32, lines: &mut Vec<Line>) {
    row.sort_by(|a, b| a.u0.total_cmp(&b.u0));
    let mut words: Vec<Word> = Vec::new();
    let mut current: Vec<Piece> = Vec::new();
    for mut piece in row.drain(..) {
        if let Some(last) = current.last_mut() {
            let overlap = last.u1.min(piece.u1) - piece.u0;
            let shorter = (last.u1 - last.u0).min(piece.u1 - piece.u0);
            if overlap > shorter * 0.3 && drop_copies(last, &mut piece) {
                continue;
            }
            if !joins(last, &piece, limit) {
                words.extend(words_of(&mut current, looks));
            }
        }
        current.push(piece);
    }
    words.extend(words_of(&mut current, looks));
    let Some(first) = words.first() else {
        return;
    };
    let bbox = around(&words).unwrap_or(first.bbox);
    let texts: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
    lines.push(Line {
        number: 0,
        raw: texts.join(" "),
        words,
        bbox,
        ..Line::default()
    });
}

/// The box around words. Symbols beside them may be larger or stand lower, and do not tell the line's height.
fn around(words: &[Word]) -> Option<BBox> {
    let is_mark = |word: &Word| {
        let mut letters = word.text.chars();
        letters.next().is_some_and(is_symbol) && letters.next().is_none()
    };
    let union = |a: BBox, b: BBox| a.union(&b);
    let all = words.iter().map(|word| word.bbox).reduce(union)?;
    let letters = words
        .iter()
        .filter(|word| !is_mark(word))
        .map(|word| word.bbox)
        .reduce(union);
    Some(match letters {
        Some(letters) => BBox::new(all.left, letters.top, all.right, letters.bottom),
        None => all,
    })
}

/// The word that pieces make; dot leaders are words of their own.
fn words_of(pieces: &mut Vec<Piece>, looks: &[Look]) -> Vec<Word> {
    let pieces = std::mem::take(pieces);
    let dots = pieces.iter().flat_map(|p| &p.chars).filter(|c| is_leader(c.ch));
    if dots.count() < SHORT_LEADER {
        return word(&pieces, looks).into_iter().collect();
    }
    let mut groups: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        for part in cut_leaders(piece) {
            let is_dots = |p: &Piece| p.chars.iter().all(|c| is_leader(c.ch));
            match groups.last_mut() {
                Some(group) if group.iter().all(|p| is_dots(p) == is_dots(&part)) => {
                    group.push(part);
                }
                _ => groups.push(vec![part]),
            }
        }
    }
    groups.iter().filter_map(|g| word(g, looks)).collect()
}

fn is_leader(ch: char) -> bool {
    matches!(ch, '.' | '_' | '\u{2024}' | '\u{2026}' | '\u{b7}')
}

/// The length of the dot leader at the start of the characters.
fn leader(chars: &[Char]) -> Option<usize> {
    let dots = chars.iter().take_while(|c| is_leader(c.ch)).count();
    let rest = chars.get(dots..).unwrap_or_default();
    let number = dots >= SHORT_LEADER && !rest.is_empty() && rest.iter().all(|c| c.ch.is_ascii_digit());
    (dots >= LEADER || number).then_some(dots)
}

/// Cuts a piece before and behind its dot leaders.
fn cut_leaders(piece: Piece) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < piece.chars.len() {
        let rest = piece.chars.get(start..).unwrap_or_default();
        let length = match leader(rest) {
            Some(dots) => dots,
            None => (1..rest.len())
                .find(|at| rest.get(*at..).and_then(leader).is_some())
                .unwrap_or(rest.len()),
        };
        let chars = rest.get(..length).unwrap_or_default().to_vec();
        let u0 = chars.iter().fold(f32::INFINITY, |u, c| u.min(c.u0));
        let u1 = chars.iter().fold(f32::NEG_INFINITY, |u, c| u.max(c.u1));
        parts.push(Piece {
            chars,
            u0,
            u1,
            ..piece.clone()
        });
        start += length;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look() -> Vec<Look> {
        vec![Look {
            bold: false,
            italic: false,
            colour: [0, 0, 0],
        }]
    }

    /// A text set in 10 pt with characters 5 pt wide.
    fn set(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
        let step = size / 2.0;
        (0u16..)
            .zip(text.chars())
            .map(|(at, ch)| Glyph {
                ch,
                x: x + f32::from(at) * step,
                y,
                advance: step,
                size,
                angle: 0,
                look: 0,
            })
            .collect()
    }

    fn raws(glyphs: &[Glyph]) -> Vec<String> {
        lines(glyphs, &look()).into_iter().map(|l| l.raw).collect()
    }

    #[test]
    fn spaces_and_gaps_part_words() {
        let mut glyphs = set("Två ord", 10.0, 100.0, 10.0);
        glyphs.extend(set("cell", 200.0, 100.0, 10.0));
        glyphs.extend(set("nästa", 10.0, 112.0, 10.0));
        assert_eq!(raws(&glyphs), ["Två ord cell", "nästa"]);
    }

    #[test]
    fn cells_of_one_baseline_are_one_line_in_any_order() {
        let mut glyphs = set("höger", 300.0, 50.5, 10.0);
        glyphs.extend(set("vänster", 10.0, 50.0, 12.0));
        assert_eq!(raws(&glyphs), ["vänster höger"]);
    }

    #[test]
    fn footnote_mark_is_a_word_of_its_own() {
        let mut glyphs = set("andel", 10.0, 50.0, 10.0);
        glyphs.extend(set("2", 35.0, 46.5, 6.0));
        glyphs.extend(set(" av", 38.0, 50.0, 10.0));
        let lines = lines(&glyphs, &look());
        assert_eq!(lines.len(), 1);
        let marks: Vec<bool> = lines
            .iter()
            .flat_map(|l| l.words.iter().map(|w| w.style.superscript))
            .collect();
        assert_eq!(marks, [false, true, false]);
        assert_eq!(lines.first().map(|l| l.raw.as_str()), Some("andel ² av"));
    }

    #[test]
    fn footnote_marks_drawn_later_find_their_figure() {
        let mut glyphs = set("81,5", 10.0, 50.0, 8.0);
        glyphs.extend(set("77", 100.0, 50.0, 8.0));
        glyphs.extend(set("1)", 26.1, 46.9, 5.0));
        let lines = lines(&glyphs, &look());
        let raws: Vec<&str> = lines.iter().map(|line| line.raw.as_str()).collect();
        assert_eq!(raws, ["81,5 ¹⁾ 77"]);
    }

    #[test]
    fn a_symbol_between_lines_is_a_mark_of_the_nearest() {
        let mut glyphs = set("Andel barn", 30.0, 50.0, 8.0);
        glyphs.extend(set("81 %", 200.0, 50.0, 8.0));
        glyphs.extend(set("i staden", 30.0, 60.0, 8.0));
        glyphs.extend(set("\u{25cf}", 20.0, 54.0, 12.0));
        let lines = lines(&glyphs, &look());
        let raws: Vec<&str> = lines.iter().map(|line| line.raw.as_str()).collect();
        assert_eq!(raws, ["\u{25cf} Andel barn 81 %", "i staden"]);
        let higher = lines[0].bbox.height() - lines[1].bbox.height();
        assert!(higher < 0.01, "the mark does not make the line higher");
    }

    #[test]
    fn characters_printed_twice_count_once_and_are_bold() {
        let mut glyphs = set("Mål", 10.0, 50.0, 10.0);
        glyphs.extend(set("Mål", 10.3, 50.0, 10.0));
        let lines = lines(&glyphs, &look());
        let words: Vec<(&str, bool)> = lines
            .iter()
            .flat_map(|l| l.words.iter().map(|w| (w.text.as_str(), w.style.bold)))
            .collect();
        assert_eq!(words, [("Mål", true)]);
        let mut letters = Vec::new();
        for (at, letter) in ["a", "l", "l", "a"].into_iter().enumerate() {
            let x = 10.0 + 5.0 * f32::from(u8::try_from(at).unwrap());
            letters.extend(set(letter, x, 50.0, 10.0));
            letters.extend(set(letter, x + 0.3, 50.0, 10.0));
        }
        assert_eq!(raws(&letters), ["alla"], "letter by letter");
    }

    #[test]
    fn soft_hyphen_goes_inside_a_word_and_stays_at_its_end() {
        let mut inside = set("nämn\u{ad}den", 10.0, 50.0, 10.0);
        if let Some(hyphen) = inside.iter_mut().find(|g| g.ch == '\u{ad}') {
            hyphen.advance = 0.0;
        }
        for glyph in inside.iter_mut().skip(5) {
            glyph.x -= 5.0;
        }
        assert_eq!(raws(&inside), ["nämnden"]);
        assert_eq!(raws(&set("nämn\u{ad}", 10.0, 50.0, 10.0)), ["nämn\u{ad}"]);
    }

    #[test]
    fn accents_on_their_own_are_composed() {
        assert_eq!(raws(&set("a\u{30a}r", 10.0, 50.0, 10.0)), ["år"]);
        let mut glyphs = set("\u{2da}ar", 10.0, 50.0, 10.0);
        for glyph in glyphs.iter_mut().skip(1) {
            glyph.x -= 5.0;
        }
        assert_eq!(raws(&glyphs), ["år"]);
    }

    #[test]
    fn dot_leaders_are_words_of_their_own() {
        assert_eq!(
            raws(&set("Analys.......12", 10.0, 50.0, 10.0)),
            ["Analys ....... 12"]
        );
        assert_eq!(raws(&set("besök..8", 10.0, 50.0, 10.0)), ["besök .. 8"]);
        assert_eq!(raws(&set("bl.a.", 10.0, 50.0, 10.0)), ["bl.a."]);
    }

    #[test]
    fn upright_text_comes_before_turned_text() {
        let mut glyphs: Vec<Glyph> = (0u8..4)
            .map(|at| Glyph {
                ch: 'x',
                x: 20.0,
                y: 200.0 - 5.0 * f32::from(at),
                advance: 5.0,
                size: 10.0,
                angle: 270,
                look: 0,
            })
            .collect();
        glyphs.extend(set("rak", 50.0, 300.0, 10.0));
        assert_eq!(raws(&glyphs), ["rak", "xxxx"]);
    }
}
