//! UTF-8 that somebody read in another encoding (`Ã…rsmÃ¥l`) becomes what it was.

use super::encoding::is_of_reports;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252};
use std::collections::HashMap;

/// A text that was repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repaired {
    /// The text as it was.
    pub(super) text: String,
    /// The encoding that it had been read in.
    pub(super) read_as: &'static str,
    /// How often it had been read so.
    pub(super) times: usize,
}

/// What a text says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is as it was written.
    Sound,
    /// All of it had been read in another encoding.
    Repaired(Repaired),
    /// So many places look so, and others do not: it is left alone.
    Doubtful(usize),
}

/// Encodings that UTF-8 is read in by mistake, the usual one first.
static MISREADINGS: [&Encoding; 3] = [WINDOWS_1252, WINDOWS_1250, MACINTOSH];

/// Undoes the misreading, as often as it happened, only when the whole text says so: no letter beyond
/// ASCII stands alone.
pub(super) fn repair(text: &str) -> Verdict {
    const MOST_TIMES: usize = 3;
    let mut repaired: Option<Repaired> = None;
    let mut doubtful = 0;
    for _ in 0..MOST_TIMES {
        let current = repaired.as_ref().map_or(text, |repaired| &repaired.text);
        if current.is_ascii() {
            break;
        }
        let Some((undone, encoding)) = MISREADINGS.iter().find_map(|encoding| {
            let undone = undo(current, encoding);
            doubtful = doubtful.max(undone.sequences);
            undone.is_whole().then_some((undone, encoding))
        }) else {
            break;
        };
        let times = repaired.map_or(0, |before| before.times);
        repaired = Some(Repaired {
            text: undone.text,
            read_as: encoding.name(),
            times: times + 1,
        });
    }
    match repaired {
        Some(repaired) => Verdict::Repaired(repaired),
        None if doubtful >= FEWEST => Verdict::Doubtful(doubtful),
        None => Verdict::Sound,
    }
}

/// Fewer places than these say nothing.
const FEWEST: usize = 3;

/// A text with one misreading undone, and what speaks for and against it.
#[derive(Default)]
struct Undone {
    text: String,
    /// Characters that are one letter of a report in UTF-8.
    sequences: usize,
    /// Sequences of which a byte was lost.
    damaged: usize,
    /// Letters that belong to no sequence.
    alone: usize,
    /// A quotation that began in this paragraph has not ended.
    is_quoting: bool,
}

impl Undone {
    fn push(&mut self, letter: char) {
        match letter {
            '\n' if self.text.ends_with('\n') => self.is_quoting = false,
            '\u{201C}' | '\u{201D}' => self.is_quoting ^= true,
            _ => {}
        }
        self.text.push(letter);
    }

    fn is_whole(&self) -> bool {
        self.sequences >= FEWEST && self.alone == 0 && self.damaged <= self.sequences
    }
}

fn undo(text: &str, encoding: &'static Encoding) -> Undone {
    let bytes = Bytes::of(encoding);
    let mut undone = Undone::default();
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        if letter.is_ascii() {
            undone.push(letter);
            continue;
        }
        let (sequence, ahead) = bytes.sequence(letter, &rest);
        let whole = std::str::from_utf8(&sequence)
            .ok()
            .and_then(|text| text.chars().next());
        if let Some(whole) = whole.filter(|whole| is_of_reports(*whole) || bytes.byte(*whole).is_some()) {
            undone.sequences += 1;
            undone.push(whole);
            rest = ahead;
        } else if let Some((whole, after)) = damaged(&sequence, &undone, &ahead) {
            undone.damaged += 1;
            undone.push(whole);
            rest = after;
        } else {
            undone.alone += usize::from(letter.is_alphabetic());
            undone.push(letter);
        }
    }
    undone
}

/// The characters of an encoding with their bytes.
struct Bytes(HashMap<char, u8>);

impl Bytes {
    fn of(encoding: &'static Encoding) -> Self {
        let byte = |byte: u8| {
            Some((
                encoding.decode_without_bom_handling(&[byte]).0.chars().next()?,
                byte,
            ))
        };
        Self((0x80..=0xFF).filter_map(byte).collect())
    }

    /// The byte that is read as this character; control characters stand for the bytes without one.
    fn byte(&self, letter: char) -> Option<u8> {
        match letter {
            '\u{80}'..='\u{9F}' => Some(letter as u8),
            _ => self.0.get(&letter).copied(),
        }
    }

    /// The bytes of a UTF-8 sequence as far as they stand there, and what comes after them.
    fn sequence<'a>(&self, first: char, rest: &std::str::Chars<'a>) -> (Vec<u8>, std::str::Chars<'a>) {
        let mut ahead = rest.clone();
        let Some(lead) = self.byte(first) else {
            return (Vec::new(), ahead);
        };
        let length = match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return (Vec::new(), ahead),
        };
        let mut sequence = vec![lead];
        while sequence.len() < length {
            let mut next = ahead.clone();
            match next.next().and_then(|letter| self.byte(letter)) {
                Some(byte @ 0x80..=0xBF) => sequence.push(byte),
                _ => break,
            }
            ahead = next;
        }
        (sequence, ahead)
    }
}

/// A sequence that has lost its last byte. Five bytes have no character in Windows-1252 (81, 8D, 8F, 90,
/// 9D) and vanish or become a question mark, and A0 is a space that does not break, which programs make a
/// common space of. What is left tells the character where reports hold only one that begins so, and is
/// U+FFFD where it does not.
fn damaged<'a>(
    sequence: &[u8],
    before: &Undone,
    rest: &std::str::Chars<'a>,
) -> Option<(char, std::str::Chars<'a>)> {
    let mut rest = rest.clone();
    if rest
        .clone()
        .next()
        .is_some_and(|next| matches!(next, '?' | char::REPLACEMENT_CHARACTER))
    {
        rest.next();
    }
    let mut after = rest.clone();
    let next = after.next();
    let has_space = next == Some(' ');
    // A hyphen or a closing quotation mark: inside a word, or where a line ends and no quotation is open.
    let is_in_word = before.text.ends_with(char::is_alphanumeric)
        && next.is_some_and(|next| next.is_alphanumeric() || next == '\n' && !before.is_quoting);
    let whole = match sequence {
        [0xC2] if next.is_some_and(char::is_alphanumeric) => '\u{AD}',
        [0xC2] => '\u{A0}',
        [0xC3] if has_space => '\u{E0}',
        [0xC3] => char::REPLACEMENT_CHARACTER,
        [0xE2, 0x80] if is_in_word => '\u{2010}',
        [0xE2, 0x80] => '\u{201D}',
        [0xE2, 0x96] if has_space => '\u{25A0}',
        [0xE2, 0x97] => '\u{25CF}',
        [0xEF, 0xAC] => '\u{FB01}',
        _ => return None,
    };
    // The space was the last byte, unless it is the only one before the next word.
    let was_byte = has_space
        && match sequence {
            [0xC2] => true,
            [0xC3] | [0xE2, 0x96] => !after.clone().next().is_some_and(char::is_alphanumeric),
            _ => false,
        };
    Some((whole, if was_byte { after } else { rest }))
}
