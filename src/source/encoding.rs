//! Which encoding bytes are in, by the bytes alone.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// UTF-32, which no browser reads and some programs write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Utf32 {
    Little,
    Big,
}

impl Utf32 {
    pub(super) fn name(self) -> &'static str {
        match self {
            Utf32::Little => "UTF-32LE",
            Utf32::Big => "UTF-32BE",
        }
    }

    /// The text; what is no character is lost.
    pub(super) fn text(self, bytes: &[u8]) -> String {
        let letter = |four: &[u8]| {
            let four = four.try_into().unwrap_or_default();
            let number = match self {
                Utf32::Little => u32::from_le_bytes(four),
                Utf32::Big => u32::from_be_bytes(four),
            };
            char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        bytes.chunks_exact(4).map(letter).collect()
    }
}

/// UTF-32 with a byte order mark, or without: of four bytes of a Swedish letter three are zero, at one end.
pub(super) fn utf32_of(bytes: &[u8]) -> Option<Utf32> {
    const LOOKED_AT: usize = 4096;
    const FEWEST: usize = 4;
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Some(Utf32::Little),
        [0, 0, 0xFE, 0xFF, ..] => return Some(Utf32::Big),
        _ => {}
    }
    let fours = || bytes[..bytes.len().min(LOOKED_AT)].chunks_exact(4);
    let count = fours().count();
    // Dashes and arrows have a second byte.
    let is_little = |four: &&[u8]| four[0] != 0 && four[1] <= 0x2F && four[2..] == [0, 0];
    let is_big = |four: &&[u8]| four[3] != 0 && four[2] <= 0x2F && four[..2] == [0, 0];
    let most = |fits: usize| count >= FEWEST && fits * 10 > count * 9;
    if most(fours().filter(is_little).count()) {
        Some(Utf32::Little)
    } else if most(fours().filter(is_big).count()) {
        Some(Utf32::Big)
    } else {
        None
    }
}

/// UTF-16 with a byte order mark, or without: nearly all Swedish letters have a zero as their other byte.
pub(super) fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 4096;
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(LOOKED_AT) & !1];
    let pairs = sample.len() / 2;
    if pairs == 0 {
        return None;
    }
    let zeros = |odd: usize| {
        sample
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 8 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 8 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A stretch of bytes with its encoding.
pub(super) type Piece<'a> = (&'a [u8], &'static Encoding);

/// Bytes that are no whole UTF-8, cut where the encoding changes: a file that was put together from
/// several has lines of one encoding and lines of another, and one piece else.
pub(super) fn pieces(bytes: &[u8]) -> Vec<Piece<'_>> {
    let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    let lines = || bytes.split_inclusive(move |byte| *byte == end);
    let has = |wanted| lines().any(|line| reading(line) == wanted);
    match (has(Reading::Unicode), has(Reading::Legacy)) {
        (true, false) => vec![(bytes, UTF_8)],
        (false, _) => vec![(bytes, legacy_of(bytes))],
        (true, true) => {
            let foreign: Vec<u8> = lines()
                .filter(|line| reading(line) == Reading::Legacy)
                .flatten()
                .copied()
                .collect();
            let legacy = legacy_of(&foreign);
            let encoding = |line: &[u8]| match reading(line) {
                Reading::Legacy => legacy,
                Reading::Unicode | Reading::Open => UTF_8,
            };
            lines().map(|line| (line, encoding(line))).collect()
        }
    }
}

/// What a line says of its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// It has letters in UTF-8.
    Unicode,
    /// It has letters that are none in UTF-8.
    Legacy,
    /// It has no such letters, or only UTF-8 that was cut in two.
    Open,
}

fn reading(line: &[u8]) -> Reading {
    let (mut fit, mut stray) = (0usize, 0usize);
    for chunk in line.utf8_chunks() {
        let letters = chunk.valid().chars().filter(|letter| !letter.is_ascii());
        for letter in letters {
            if is_of_reports(letter) {
                fit += 1;
            } else {
                stray += 1;
            }
        }
        // What begins like a Swedish letter or a dash in UTF-8 was one before it was cut.
        if !matches!(chunk.invalid(), [] | [0xC2 | 0xC3 | 0xE2, ..]) {
            stray += 1;
        }
    }
    match (fit, stray) {
        (0, 0) => Reading::Open,
        (fit, stray) if stray > fit => Reading::Legacy,
        _ => Reading::Unicode,
    }
}

/// Letters and signs that Swedish reports hold: Latin-1, marks to be composed, punctuation, arrows,
/// shapes, ligatures, the private signs of symbol fonts, emoji.
pub(super) fn is_of_reports(letter: char) -> bool {
    matches!(letter, '\u{A0}'..='\u{FF}' | '\u{300}'..='\u{36F}' | '\u{2000}'..='\u{2BFF}'
        | '\u{E000}'..='\u{F8FF}' | '\u{FB00}'..='\u{FB06}' | '\u{FE0F}' | '\u{FEFF}' | '\u{FFFD}'
        | '\u{1F300}'..='\u{1FAFF}')
}

/// A legacy encoding. Swedish municipal text is Windows-1252, which holds ISO-8859-1, or Mac Roman where
/// the vowels inside its words say so, or else what the detector is sure of.
fn legacy_of(bytes: &[u8]) -> &'static Encoding {
    let (mut windows, mut mac, mut vowels, mut letters) = (0usize, 0usize, 0usize, 0usize);
    for at in 0..bytes.len() {
        let near = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let in_word = near(at.wrapping_sub(1)) || near(at + 1);
        match bytes[at] {
            0xE4 | 0xE5 | 0xF6 => windows += usize::from(in_word),
            0x8A | 0x8C | 0x9A => mac += usize::from(in_word),
            _ => {}
        }
        vowels += usize::from(matches!(
            bytes[at],
            0xC4 | 0xC5 | 0xD6 | 0xE4 | 0xE5 | 0xE9 | 0xF6
        ));
        letters += usize::from(bytes[at] >= 0xC0);
    }
    if mac > windows {
        MACINTOSH
    } else if vowels * 2 > letters {
        WINDOWS_1252
    } else {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(Some(b"se"), chardetng::Utf8Detection::Deny)
    }
}
