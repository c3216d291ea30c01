//! Bytes become text, and which encoding it was.

use super::damage;
use super::delimited;
use super::encoding::{pieces, utf16_of, utf32_of};
use super::lines::{visible, with_plain_ends};
use super::repair::{Verdict, repair};
use crate::trace::{Code, Diagnostic, Place};
use encoding_rs::{Encoding, UTF_8};
use unicode_normalization::UnicodeNormalization;

/// A decoded text and what was found on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The text, letters composed, line ends as `\n`.
    pub text: String,
    /// The encoding as documents.csv names it; `mixed` for a file whose lines differ.
    pub encoding: &'static str,
    /// What was guessed, repaired or lost.
    pub diagnostics: Vec<Diagnostic>,
}

/// The name of a file that holds lines in several encodings.
const MIXED: &str = "mixed";

/// Decodes a text export.
pub fn decode(bytes: &[u8]) -> Decoded {
    let mut diagnostics = Vec::new();
    let (text, encoding) = decoded(bytes, &mut diagnostics);
    let text = repaired(text, &mut diagnostics);
    let text: String = text.nfc().collect();
    let text = visible(&with_plain_ends(&text));
    diagnostics.extend(damage::told(&text));
    let text = delimited::tabbed(&text).unwrap_or(text);
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    if lost > 0 {
        let line = text
            .lines()
            .position(|line| line.contains(char::REPLACEMENT_CHARACTER));
        diagnostics.push(Diagnostic::new(
            Code::EncodingDoubtful,
            at_line(line),
            crate::say!("characters-lost", lost = lost, encoding = encoding),
            line.and_then(|at| text.lines().nth(at)).unwrap_or(""),
        ));
    }
    Decoded {
        text,
        encoding,
        diagnostics,
    }
}

/// A place by the index of its line.
fn at_line(index: Option<usize>) -> Place {
    Place {
        line: index.and_then(|at| u32::try_from(at + 1).ok()),
        ..Place::default()
    }
}

/// The text and the name of its encoding.
fn decoded(bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> (String, &'static str) {
    if let Some(wide) = utf32_of(bytes) {
        return (wide.text(bytes), wide.name());
    }
    if let Some(encoding) = utf16_of(bytes) {
        return (encoding.decode(bytes).0.into_owned(), encoding.name());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), UTF_8.name());
    }
    let pieces = pieces(bytes);
    let text = pieces
        .iter()
        .map(|(bytes, encoding)| encoding.decode_without_bom_handling(bytes).0)
        .collect();
    let is_other = |(_, encoding): &(&[u8], &'static Encoding)| *encoding != UTF_8;
    match (pieces.as_slice(), pieces.iter().position(is_other)) {
        ([(_, only)], _) => (text, only.name()),
        (_, None) => (text, UTF_8.name()),
        (lines, Some(first)) => {
            let others = lines.iter().filter(|line| is_other(line)).count();
            let message = crate::say!(
                "encoding-mixed",
                others = others,
                lines = lines.len(),
                encoding = lines[first].1.name()
            );
            diagnostics.push(Diagnostic::new(
                Code::EncodingMixed,
                at_line(Some(first)),
                message,
                "",
            ));
            (text, MIXED)
        }
    }
}

fn repaired(text: String, diagnostics: &mut Vec<Diagnostic>) -> String {
    let mut say = |code, message| diagnostics.push(Diagnostic::new(code, Place::default(), message, ""));
    match repair(&text) {
        Verdict::Sound => text,
        Verdict::Doubtful(places) => {
            let message = crate::say!("encoding-doubtful", places = places);
            say(Code::EncodingDoubtful, message);
            text
        }
        Verdict::Repaired(repaired) => {
            let times = match repaired.times {
                1 => String::new(),
                times => crate::say!("encoding-times", times = times),
            };
            let message = crate::say!("encoding-repaired", encoding = repaired.read_as, times = times);
            say(Code::EncodingRepaired, message);
            repaired.text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{MACINTOSH, WINDOWS_1250, WINDOWS_1252};

    /// The codes of what was said on the way.
    fn said(decoded: &Decoded) -> Vec<&'static str> {
        decoded
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.name())
            .collect()
    }

    const TEXT: &str = "Årsmål för nämnden – 100 %\nÖkad måluppfyllelse";

    #[test]
    fn the_same_text_comes_out_of_every_encoding() {
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with_mark = [b"\xEF\xBB\xBF".as_slice(), TEXT.as_bytes()].concat();
        let utf32: Vec<u8> = TEXT
            .chars()
            .flat_map(|letter| (letter as u32).to_le_bytes())
            .collect();
        let utf32_be: Vec<u8> = TEXT
            .chars()
            .flat_map(|letter| (letter as u32).to_be_bytes())
            .collect();
        let utf32_with_mark = [b"\xFF\xFE\0\0".as_slice(), &utf32].concat();
        let cases: [(&[u8], &str); 9] = [
            (&utf32, "UTF-32LE"),
            (&utf32_be, "UTF-32BE"),
            (&utf32_with_mark, "UTF-32LE"),
            (TEXT.as_bytes(), "UTF-8"),
            (&with_mark, "UTF-8"),
            (&WINDOWS_1252.encode(TEXT).0, "windows-1252"),
            (&MACINTOSH.encode(TEXT).0, "macintosh"),
            (&utf16, "UTF-16LE"),
            (&utf16_be, "UTF-16BE"),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, encoding));
            assert_eq!(decoded.diagnostics, []);
        }
    }

    /// The text as somebody sees it who reads its UTF-8 in another encoding.
    fn misread(text: &str, encoding: &'static Encoding) -> String {
        encoding
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    }

    #[test]
    fn utf_8_that_was_read_in_another_encoding_is_repaired_and_said() {
        for encoding in [WINDOWS_1252, WINDOWS_1250, MACINTOSH] {
            let once = misread(TEXT, encoding);
            for broken in [once.clone(), misread(&once, encoding)] {
                let decoded = decode(broken.as_bytes());
                assert_eq!(decoded.text, TEXT, "{}", encoding.name());
                assert_eq!(said(&decoded), ["encoding-repaired"]);
            }
        }
        // ISO-8859-1 proper leaves control characters.
        let latin: String = TEXT.bytes().map(char::from).collect();
        assert_eq!(decode(latin.as_bytes()).text, TEXT);
    }

    #[test]
    fn what_a_misreading_has_lost_comes_back_where_only_one_character_can_have_stood_there() {
        let text = "● ”Årsmål” 3 à 4\u{A0}år – ■ nämnden höll tidiga\u{2010}re mål för ”alla”";
        let misread = misread(text, WINDOWS_1252);
        let undefined = |letter: char| ('\u{80}'..='\u{9F}').contains(&letter);
        for lossy in [
            misread.replace(undefined, ""),
            misread.replace(undefined, "\u{FFFD}"),
            misread.replace('\u{A0}', " "),
        ] {
            let decoded = decode(lossy.as_bytes());
            assert_eq!(decoded.text, text, "{lossy}");
            assert_eq!(said(&decoded), ["encoding-repaired"]);
        }
        // What two characters may have been is lost.
        let decoded = decode("MÃ¥let fÃ¶r IÃ\u{FFFD}N och nÃ¤mnden".as_bytes());
        assert_eq!(decoded.text, "Målet för I\u{FFFD}N och nämnden");
        assert_eq!(said(&decoded), ["encoding-repaired", "encoding-doubtful"]);
    }

    #[test]
    fn a_text_that_speaks_of_broken_letters_is_left_alone() {
        let text = "Filen visar Ã¥, Ã¤ och Ã¶ i stället för å, ä och ö";
        let decoded = decode(text.as_bytes());
        assert_eq!(decoded.text, text);
        assert_eq!(said(&decoded), ["encoding-doubtful"]);
    }

    #[test]
    fn lines_of_several_encodings_are_read_each_in_its_own() {
        let one = "Nämndmål:\nÅtgärder för fler – 100 %\n";
        for (encoding, other) in [(WINDOWS_1252, "Årsmål\r\nför år\n"), (MACINTOSH, "mål för år\n")] {
            let bytes = [
                one.as_bytes(),
                &encoding.encode(other).0,
                b"utan\n",
                one.as_bytes(),
            ]
            .concat();
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, format!("{one}{other}utan\n{one}").replace('\r', ""));
            assert_eq!(decoded.encoding, "mixed");
            assert_eq!(said(&decoded), ["encoding-mixed"]);
            assert_eq!(decoded.diagnostics[0].place.line, Some(3));
        }
    }

    #[test]
    fn utf_8_that_was_cut_inside_a_letter_stays_utf_8() {
        let decoded = decode(b"N\xC3\xA4mndm\xC3\xA5l\nm\xC3");
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding),
            ("Nämndmål\nm\u{FFFD}", "UTF-8")
        );
        assert_eq!(said(&decoded), ["encoding-doubtful"]);
        assert_eq!(decoded.diagnostics[0].place.line, Some(2));
    }

    #[test]
    fn marks_of_files_that_were_put_together_are_no_text() {
        assert_eq!(decode("\u{FEFF}Mål\n\u{FEFF}Mål\n".as_bytes()).text, "Mål\nMål\n");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(decode("A\u{30A}rsma\u{30A}l".as_bytes()).text, "Årsmål");
    }
}
