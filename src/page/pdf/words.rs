//! Characters to words.

use unicode_normalization::UnicodeNormalization;

use super::glyph::{Glyph, Look, colour, is_nothing, is_space};
use crate::page::{Style, Word};
use crate::trace::BBox;

/// Part of the type size that stands above the baseline.
pub(super) const ASCENT: f32 = 0.77;
/// Part of the type size that hangs below the baseline.
pub(super) const DESCENT: f32 = 0.22;
/// Gaps wider than this part of the type size part words where the text has spaces of its own.
const GAP_WITH_SPACES: f32 = 0.22;
/// The same where the text has no space characters.
const GAP_WITHOUT_SPACES: f32 = 0.13;
/// A space character parts words only if it leaves at least this gap.
const GAP_OF_SPACE: f32 = 0.04;
/// How far a character may step back and still belong to the word.
const BACKSTEP: f32 = 0.55;
/// Baselines closer than this part of the type size are the same while a word is put together.
const BASELINE: f32 = 0.08;
/// Two copies of a character closer than this are a way to print bold.
const TWICE: f32 = 0.15;
/// Longer pieces are not compared with each other.
const MOST_PAIRS: usize = 1_000_000;

/// A character in the frame of its line: `u` runs along the baseline, `v` is the baseline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Char {
    pub(super) ch: char,
    pub(super) u0: f32,
    pub(super) u1: f32,
    pub(super) look: u16,
}

/// Characters that follow each other without a gap, of one size on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) chars: Vec<Char>,
    /// Baseline for finding the line; that of the neighbour for a footnote mark.
    pub(super) line_v: f32,
    /// Own baseline.
    pub(super) v: f32,
    pub(super) size: f32,
    pub(super) u0: f32,
    pub(super) u1: f32,
    pub(super) angle: i16,
    pub(super) space_before: bool,
    pub(super) space_after: bool,
    pub(super) superscript: bool,
    pub(super) bold: bool,
}

impl Piece {
    fn start(glyph: &Glyph, u: f32, v: f32, space_before: bool) -> Self {
        let mut piece = Self {
            chars: Vec::with_capacity(12),
            line_v: v,
            v,
            size: glyph.size,
            u0: u,
            u1: u,
            angle: glyph.angle,
            space_before,
            space_after: false,
            superscript: false,
            bold: false,
        };
        piece.push(glyph, u);
        piece
    }

    fn push(&mut self, glyph: &Glyph, u: f32) {
        let u1 = u + glyph.advance.max(0.0);
        self.chars.push(Char {
            ch: glyph.ch,
            u0: u,
            u1,
            look: glyph.look,
        });
        self.u0 = self.u0.min(u);
        self.u1 = self.u1.max(u1);
    }

    /// Whether the character stands there already, so that this is another copy of it.
    fn has_copy_of(&self, glyph: &Glyph, u: f32, v: f32) -> bool {
        let reach = TWICE * self.size.min(glyph.size);
        let is_level = (v - self.v).abs() <= reach && self.angle == glyph.angle;
        let mut near = self.chars.iter().rev().take_while(|own| own.u1 > u - reach);
        is_level && near.any(|own| own.ch == glyph.ch && (own.u0 - u).abs() <= reach)
    }
}

/// How wide a gap must be to part words on this page.
pub(super) fn gap_limit(glyphs: &[Glyph]) -> f32 {
    let spaces = glyphs.iter().filter(|g| is_space(g.ch)).count();
    if spaces * 40 > glyphs.len() {
        GAP_WITH_SPACES
    } else {
        GAP_WITHOUT_SPACES
    }
}

/// Turns the characters of a page, in the order of the content stream, into pieces.
pub(super) fn pieces(glyphs: &[Glyph], gap_limit: f32) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(glyphs.len() / 5 + 1);
    let mut pending_space = false;
    let mut frame = Frame::new(0);
    for glyph in glyphs {
        if frame.angle != glyph.angle {
            frame = Frame::new(glyph.angle);
        }
        if is_nothing(glyph.ch) {
            continue;
        }
        if is_space(glyph.ch) {
            pending_space = true;
            continue;
        }
        let (u, v) = frame.to_line(glyph.x, glyph.y);
        let space_before = std::mem::take(&mut pending_space);
        if let Some(last) = pieces.last_mut() {
            // A second copy comes right behind the first: of a word, or of a letter drawn by itself.
            if last.has_copy_of(glyph, u, v) {
                last.bold = true;
                continue;
            }
            match follows(last, glyph, u, v, space_before, gap_limit) {
                Follows::Same => {
                    last.push(glyph, u);
                    continue;
                }
                Follows::Shifted { raised } => {
                    let mut next = Piece::start(glyph, u, v, space_before);
                    next.superscript = raised;
                    next.line_v = last.line_v;
                    // A mark is a word of its own; what hangs lower belongs to the word.
                    next.space_before |= raised;
                    last.space_after |= next.space_before;
                    pieces.push(next);
                    continue;
                }
                Follows::Mark => {
                    last.superscript = true;
                    last.space_after = true;
                    last.line_v = v;
                    pieces.push(Piece::start(glyph, u, v, true));
                    continue;
                }
                Follows::No { space } => last.space_after |= space,
            }
        }
        pieces.push(Piece::start(glyph, u, v, space_before));
    }
    pieces
}

enum Follows {
    /// The same piece goes on.
    Same,
    /// Smaller, on another baseline, close behind: a footnote mark or an index.
    Shifted { raised: bool },
    /// The piece before was a mark and this is its text.
    Mark,
    /// Something else begins.
    No { space: bool },
}

fn follows(last: &Piece, glyph: &Glyph, u: f32, v: f32, space: bool, gap_limit: f32) -> Follows {
    if last.angle != glyph.angle {
        return Follows::No { space };
    }
    let size = last.size.max(glyph.size);
    let gap = (u - last.u1) / size;
    let drop = (v - last.v) / size;
    if last.superscript && glyph.size > last.size * 1.15 && gap.abs() < 2.0 {
        // Back on the baseline behind a mark.
        return Follows::No { space: true };
    }
    let real_space = space && gap > GAP_OF_SPACE;
    if drop.abs() < BASELINE {
        let close = gap < gap_limit && gap > -BACKSTEP;
        return if close && !real_space {
            Follows::Same
        } else {
            Follows::No { space: real_space }
        };
    }
    let near = gap < 0.4 && gap > -0.3;
    if near && glyph.size < last.size * 0.85 && drop > -0.75 && drop < 0.45 {
        if drop < -0.12 {
            return Follows::Shifted { raised: true };
        }
        if drop > 0.0 && !real_space {
            return Follows::Shifted { raised: false };
        }
    }
    let is_mark = last.chars.len() <= 3 && last.size < glyph.size * 0.85;
    if is_mark && gap < 0.6 && gap > -0.3 && drop > 0.12 && drop < 0.75 {
        return Follows::Mark;
    }
    Follows::No { space: real_space }
}

/// The turned axes in which the text of one direction lies flat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    angle: i16,
    cos: f32,
    sin: f32,
}

impl Frame {
    pub(super) fn new(angle: i16) -> Self {
        let (sin, cos) = match angle.rem_euclid(360) {
            0 => (0.0, 1.0),
            90 => (1.0, 0.0),
            180 => (0.0, -1.0),
            270 => (-1.0, 0.0),
            other => f32::from(other).to_radians().sin_cos(),
        };
        Self { angle, cos, sin }
    }

    fn to_line(self, x: f32, y: f32) -> (f32, f32) {
        (x * self.cos + y * self.sin, y * self.cos - x * self.sin)
    }

    fn to_page(self, u: f32, v: f32) -> (f32, f32) {
        (u * self.cos - v * self.sin, u * self.sin + v * self.cos)
    }

    /// The upright box on the page around a box in the line's frame.
    fn bbox(self, u0: f32, u1: f32, v0: f32, v1: f32) -> BBox {
        if self.angle == 0 {
            return BBox::new(u0, v0, u1, v1);
        }
        let corners = [(u0, v0), (u1, v0), (u0, v1), (u1, v1)].map(|(u, v)| self.to_page(u, v));
        let mut bbox = BBox::new(corners[0].0, corners[0].1, corners[0].0, corners[0].1);
        for (x, y) in corners {
            bbox = bbox.union(&BBox::new(x, y, x, y));
        }
        bbox
    }
}

/// Whether the right piece goes on where the left one ends. Both stand on one line.
pub(super) fn joins(left: &Piece, right: &Piece, gap_limit: f32) -> bool {
    if left.superscript || right.superscript || left.space_after || right.space_before {
        return false;
    }
    let gap = (right.u0 - left.u1) / left.size.max(right.size);
    gap < gap_limit && gap > -BACKSTEP
}

/// Drops second copies of characters. The pieces overlap and stand on one line.
/// Gives true if nothing of its own is left in the right piece.
pub(super) fn drop_copies(left: &mut Piece, right: &mut Piece) -> bool {
    let reach = TWICE * left.size.min(right.size);
    let pairs = left.chars.len().saturating_mul(right.chars.len());
    let apart = (left.v - right.v).abs() > reach || left.size > right.size * 1.3;
    if apart || pairs > MOST_PAIRS {
        return false;
    }
    if left.chars.len() < right.chars.len() {
        std::mem::swap(left, right);
    }
    let is_copy = |c: &Char| {
        left.chars
            .iter()
            .any(|l| l.ch == c.ch && (l.u0 - c.u0).abs() <= reach)
    };
    let copies = right.chars.iter().filter(|c| is_copy(c)).count();
    if copies * 2 < right.chars.len() || copies == 0 {
        if right.u0 < left.u0 {
            std::mem::swap(left, right);
        }
        return false;
    }
    right.chars.retain(|c| !is_copy(c));
    left.bold = true;
    if let Some(first) = right.chars.first() {
        right.u0 = first.u0;
        return false;
    }
    left.u0 = left.u0.min(right.u0);
    left.space_after |= right.space_after;
    left.space_before |= right.space_before;
    true
}

/// Makes the word of pieces that belong together, from left to right.
pub(super) fn word(pieces: &[Piece], looks: &[Look]) -> Option<Word> {
    let largest = pieces.iter().max_by(|a, b| a.size.total_cmp(&b.size))?;
    let count: usize = pieces.iter().map(|p| p.chars.len()).sum();
    let chars = || pieces.iter().flat_map(|p| p.chars.iter());
    let mut text = String::with_capacity(count + 4);
    let mut plain = true;
    for (at, c) in chars().enumerate() {
        if c.ch == '\u{ad}' && at + 1 < count {
            // A soft hyphen with ink inside a word is a hyphen; one without is nothing.
            if c.u1 - c.u0 > 0.1 * largest.size {
                text.push('-');
            }
            continue;
        }
        plain &= u32::from(c.ch) < 0x300 && !is_loose_accent(c.ch);
        text.push(c.ch);
    }
    let superscript = pieces.iter().all(|piece| piece.superscript);
    if superscript {
        text = text.chars().map(raised).collect();
    }
    if !plain && !superscript {
        text = compose(&text, chars());
    }
    if text.is_empty() {
        return None;
    }
    let frame = Frame::new(largest.angle);
    let mut bbox: Option<BBox> = None;
    for piece in pieces {
        let top = piece.v - ASCENT * piece.size;
        let next = frame.bbox(piece.u0, piece.u1, top, piece.v + DESCENT * piece.size);
        bbox = Some(bbox.map_or(next, |b| b.union(&next)));
    }
    let look = main_look(chars(), looks)?;
    Some(Word {
        text,
        confidence: None,
        bbox: bbox?,
        style: Style {
            size: largest.size,
            bold: look.bold || pieces.iter().any(|p| p.bold),
            italic: look.italic,
            colour: colour(look.colour),
            superscript,
        },
    })
}

/// The look that most characters have.
fn main_look<'c>(chars: impl Iterator<Item = &'c Char>, looks: &[Look]) -> Option<Look> {
    let mut counts: Vec<(u16, usize)> = Vec::with_capacity(1);
    for c in chars {
        match counts.iter_mut().find(|(look, _)| *look == c.look) {
            Some((_, count)) => *count += 1,
            None => counts.push((c.look, 1)),
        }
    }
    let mut best = *counts.first()?;
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    looks.get(usize::from(best.0)).copied()
}

/// The character that prints a raised digit or parenthesis, so that `81,5` with a mark is never `81,51`.
fn raised(ch: char) -> char {
    match ch {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '(' => '⁽',
        ')' => '⁾',
        other => other,
    }
}

fn is_loose_accent(ch: char) -> bool {
    combining(ch).is_some()
}

/// The combining form of an accent that old typesetting programs print on its own.
fn combining(ch: char) -> Option<char> {
    Some(match ch {
        '\u{a8}' => '\u{308}',
        '\u{b4}' => '\u{301}',
        '\u{2da}' => '\u{30a}',
        '\u{2c6}' => '\u{302}',
        '\u{2dc}' => '\u{303}',
        '\u{2c7}' => '\u{30c}',
        '\u{b8}' => '\u{327}',
        _ => return None,
    })
}

/// Composes letters and accents, also where the accent is printed over its letter.
fn compose<'c>(text: &str, chars: impl Iterator<Item = &'c Char>) -> String {
    let placed: Vec<Char> = chars.copied().filter(|c| c.ch != '\u{ad}').collect();
    if placed.len() != text.chars().count() || !placed.iter().any(|c| is_loose_accent(c.ch)) {
        return text.nfc().collect();
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = placed.get(at) {
        at += 1;
        let Some(mark) = combining(c.ch) else {
            out.push(c.ch);
            continue;
        };
        let middle = (c.u0 + c.u1) / 2.0;
        let over = |other: Option<&Char>| {
            other.is_some_and(|o| o.ch.is_alphabetic() && middle > o.u0 && middle < o.u1)
        };
        if over(placed.get(at)) {
            out.extend(placed.get(at).map(|o| o.ch));
            out.push(mark);
            at += 1;
        } else if at >= 2 && over(placed.get(at - 2)) {
            out.push(mark);
        } else {
            out.push(c.ch);
        }
    }
    out.nfc().collect()
}
