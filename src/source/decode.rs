//! Bytes become text, and which encoding it was.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// A decoded text and what was found on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, letters composed, line ends as `\n`.
    pub text: String,
    /// The encoding as documents.csv names it.
    pub encoding: &'static str,
    /// The text was UTF-8 that somebody read as Windows-1252, and was repaired.
    pub repaired: bool,
    /// Characters that could not be decoded and stand as U+FFFD.
    pub undecoded: usize,
}

/// Decodes a text export.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (text, encoding) = if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        (encoding.decode(bytes).0, encoding)
    } else if let Some(encoding) = utf16_of(bytes) {
        (encoding.decode(bytes).0, encoding)
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        (text.into(), UTF_8)
    } else {
        let encoding = guess(bytes);
        (encoding.decode_without_bom_handling(bytes).0, encoding)
    };
    let (text, repaired) = match repair(&text) {
        Some(repaired) => (repaired, true),
        None => (text.into_owned(), false),
    };
    let text: String = text.nfc().collect();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Decoded {
        undecoded: text.matches('\u{FFFD}').count(),
        text,
        encoding: encoding.name(),
        repaired,
    }
}

/// UTF-16 without a byte order mark: nearly all Swedish letters have a zero as their other byte.
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

/// A legacy encoding. Swedish municipal text is Windows-1252 unless the detector is sure of another.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"se"), chardetng::Utf8Detection::Deny);
    // Most bytes above ASCII are Swedish vowels: then Windows-1252 it is, whatever else is in the file.
    let (mut vowels, mut above) = (0usize, 0usize);
    for byte in bytes.iter().filter(|byte| **byte >= 0x80) {
        above += 1;
        if matches!(byte, 0xC4 | 0xC5 | 0xD6 | 0xE4 | 0xE5 | 0xE9 | 0xF6) {
            vowels += 1;
        }
    }
    if above > 0 && vowels * 2 > above {
        WINDOWS_1252
    } else {
        guessed
    }
}

/// Undoes UTF-8 that was read as Windows-1252 (`Ã…rsmÃ¥l`), only when the whole text says so: every
/// character beyond ASCII must belong to such a pair, or the text is left alone.
fn repair(text: &str) -> Option<String> {
    const FEWEST: usize = 3;
    let pairs = ["Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–"]
        .iter()
        .map(|pair| text.matches(pair).count())
        .sum::<usize>();
    let vowels = text
        .chars()
        .filter(|letter| matches!(letter, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö'))
        .count();
    if pairs < FEWEST || vowels > 0 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        bytes.extend(windows_1252_byte(letter)?);
    }
    String::from_utf8(bytes).ok()
}

/// The byte that Windows-1252 reads as this character; the five undefined bytes stand for themselves.
fn windows_1252_byte(letter: char) -> Option<Vec<u8>> {
    if letter.is_ascii() || ('\u{80}'..='\u{9F}').contains(&letter) {
        return Some(vec![letter as u32 as u8]);
    }
    let mut buffer = [0u8; 4];
    let (bytes, _, lost) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
    (!lost).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Årsmål för nämnden – 100 %\nÖkad måluppfyllelse";

    #[test]
    fn the_same_text_comes_out_of_every_encoding() {
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with_mark = [b"\xEF\xBB\xBF".as_slice(), TEXT.as_bytes()].concat();
        let cases: [(&[u8], &str); 5] = [
            (TEXT.as_bytes(), "UTF-8"),
            (&with_mark, "UTF-8"),
            (&WINDOWS_1252.encode(TEXT).0, "windows-1252"),
            (&utf16, "UTF-16LE"),
            (&utf16_be, "UTF-16BE"),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, encoding));
            assert!(!decoded.repaired);
        }
    }

    #[test]
    fn twice_encoded_text_is_repaired_and_said() {
        let broken = WINDOWS_1252.decode(TEXT.as_bytes()).0.into_owned();
        let decoded = decode(broken.as_bytes());
        assert_eq!(decoded.text, TEXT);
        assert!(decoded.repaired);
    }

    #[test]
    fn a_text_that_speaks_of_broken_letters_is_left_alone() {
        let text = "Filen visar Ã¥, Ã¤ och Ã¶ i stället för å, ä och ö";
        assert_eq!(decode(text.as_bytes()).text, text);
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(decode("A\u{30A}rsma\u{30A}l".as_bytes()).text, "Årsmål");
    }
}
