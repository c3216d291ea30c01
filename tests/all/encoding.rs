//! The same text says the same in every encoding.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;
use utfall::grammar::Grammar;
use utfall::run::{Limits, document};
use utfall::source::{Decoded, Source, decode};
use utfall::trace::Code;
use utfall::write::{document_json, rows};

/// A way to write a text down: its name, the bytes, and the encoding that documents.csv must name.
type Written = (&'static str, Vec<u8>, &'static str);

fn utf16(text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(bytes);
    mark.iter().copied().chain(units).collect()
}

/// Every encoding that holds all of Unicode, and what misreading makes of UTF-8.
fn unicode(text: &str) -> Vec<Written> {
    let misread = |text: &str, encoding: &'static Encoding| -> String {
        encoding
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    };
    let once = misread(text, WINDOWS_1252);
    let utf8 = |text: String| text.into_bytes();
    vec![
        (
            "with a mark",
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            "UTF-8",
        ),
        ("decomposed", utf8(text.nfd().collect()), "UTF-8"),
        ("with \\r\\n", utf8(text.replace('\n', "\r\n")), "UTF-8"),
        ("utf-16le", utf16(text, b"", u16::to_le_bytes), "UTF-16LE"),
        (
            "utf-16le with a mark",
            utf16(text, b"\xFF\xFE", u16::to_le_bytes),
            "UTF-16LE",
        ),
        ("utf-16be", utf16(text, b"", u16::to_be_bytes), "UTF-16BE"),
        (
            "utf-16be with a mark",
            utf16(text, b"\xFE\xFF", u16::to_be_bytes),
            "UTF-16BE",
        ),
        ("read as Windows-1252", utf8(once.clone()), "UTF-8"),
        ("read so twice", utf8(misread(&once, WINDOWS_1252)), "UTF-8"),
        ("read as Windows-1250", utf8(misread(text, WINDOWS_1250)), "UTF-8"),
        (
            "read as Windows-1252, bytes without a character lost",
            utf8(once.replace(|letter| ('\u{80}'..='\u{9F}').contains(&letter), "")),
            "UTF-8",
        ),
        (
            "read as Windows-1252, spaces made common ones",
            utf8(once.replace('\u{A0}', " ")),
            "UTF-8",
        ),
    ]
}

/// The text without what an encoding cannot hold, and its bytes in it.
fn legacy(text: &str, encoding: &'static Encoding) -> (String, Vec<u8>) {
    let held = |letter: char| !encoding.encode(letter.encode_utf8(&mut [0; 4])).2;
    let text: String = text
        .chars()
        .map(|letter| if held(letter) { letter } else { '?' })
        .collect();
    let bytes = encoding.encode(&text).0.into_owned();
    (text, bytes)
}

/// The output for some bytes, all files, without what speaks of the bytes themselves.
fn output(grammar: &Grammar, bytes: &[u8]) -> String {
    let source = Source::from_bytes("text", bytes.to_vec());
    let mut document = document(grammar, &source, &Limits::default());
    document.encoding = None;
    document.sha256 = String::new();
    document
        .diagnostics
        .retain(|diagnostic| diagnostic.code != Code::EncodingRepaired);
    let json = serde_json::to_string_pretty(&document_json(&document)).unwrap();
    format!("{json}\n{:#?}", rows(&document))
}

/// What was decoded, without what speaks of the bytes themselves.
fn said(bytes: &[u8]) -> (Decoded, &'static str) {
    let mut decoded = decode(bytes);
    decoded
        .diagnostics
        .retain(|diagnostic| diagnostic.code != Code::EncodingRepaired);
    let encoding = std::mem::take(&mut decoded.encoding);
    (decoded, encoding)
}

/// The first lines that differ.
fn difference(one: &str, other: &str) -> String {
    one.lines()
        .zip(other.lines())
        .find(|(one, other)| one != other)
        .map_or_else(
            || "one ends before the other".to_owned(),
            |(one, other)| format!("{one}\n{other}"),
        )
}

#[test]
fn no_encoding_of_a_report_changes_what_is_read() {
    let grammar = Grammar::built_in().unwrap();
    let mut faults = Vec::new();
    let mut compared = 0;
    let mut compare = |file: &str, base: &str, written: Vec<Written>| {
        let (wanted, _) = said(base.as_bytes());
        for (name, bytes, encoding) in written {
            compared += 1;
            let (found, named) = said(&bytes);
            if named != encoding {
                faults.push(format!("{file} {name}: is called {named}"));
            } else if found != wanted {
                // Another text may still say the same: a space that does not break is a space.
                let (wanted, found) = (output(&grammar, base.as_bytes()), output(&grammar, &bytes));
                if wanted != found {
                    faults.push(format!("{file} {name}:\n{}", difference(&wanted, &found)));
                }
            }
        }
    };
    for row in crate::truth::csv(&crate::truth::corpus().join("manifest.csv")) {
        let file = &row["file"];
        if file.ends_with(".pdf") {
            continue;
        }
        let text = decode(&std::fs::read(crate::truth::corpus().join(file)).unwrap()).text;
        compare(file, &text, unicode(&text));
        for (encoding, name) in [(WINDOWS_1252, "windows-1252"), (MACINTOSH, "macintosh")] {
            let (held, bytes) = legacy(&text, encoding);
            compare(file, &held, vec![(name, bytes, name)]);
        }
    }
    assert!(compared > 0, "the corpus has no texts");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
