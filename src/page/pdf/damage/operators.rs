//! The content of a page that is not packed has no sum: its operators tell whether it is whole.

use super::lexer::{Lexer, Value, is_white};

/// Operators with the operands that they take, `n` a number, `s` a string, `/` a name, `[` an array, `*` anything
/// in any number.
const OPERATORS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "q", "Q", "b", "b*", "B", "B*", "f", "F", "f*", "S", "s", "n", "h", "W", "W*", "BT", "ET", "T*",
            "BX", "EX", "EMC",
        ],
    ),
    (
        "n",
        &[
            "w", "J", "j", "M", "i", "Tc", "Tw", "Tz", "TL", "Tr", "Ts", "g", "G",
        ],
    ),
    ("nn", &["m", "l", "Td", "TD", "d0"]),
    ("nnn", &["rg", "RG"]),
    ("nnnn", &["re", "v", "y", "k", "K"]),
    ("nnnnnn", &["cm", "c", "Tm", "d1"]),
    ("o", &["Tj", "'"]),
    ("nno", &["\""]),
    ("[", &["TJ"]),
    ("[n", &["d"]),
    ("/", &["gs", "cs", "CS", "Do", "sh", "ri", "BMC", "MP"]),
    ("/n", &["Tf"]),
    ("*", &["sc", "SC", "scn", "SCN", "BDC", "DP"]),
];

/// Whether all of a content stream can be read. Inline pictures are passed over.
pub(super) fn are_sound(content: &[u8]) -> bool {
    let mut lexer = Lexer::new(content, 0);
    let mut operands = String::new();
    loop {
        lexer.skip();
        let Some(first) = lexer.rest().first() else {
            return operands.is_empty();
        };
        if matches!(
            first,
            b'/' | b'[' | b'<' | b'(' | b'+' | b'-' | b'.' | b'0'..=b'9'
        ) {
            match lexer.value() {
                Ok(value) => operands.push(letter(&value)),
                Err(_) => return false,
            }
            continue;
        }
        match lexer.word() {
            b"true" | b"false" | b"null" => operands.push('o'),
            b"BI" => {
                if !passes_picture(&mut lexer) {
                    return false;
                }
                operands.clear();
            }
            word if takes(word, &operands) => operands.clear(),
            _ => return false,
        }
    }
}

/// Whether the bytes of a content stream are none of one: still packed, or another file's. What can be read at all is
/// left to the readers.
pub(super) fn are_none(content: &[u8]) -> bool {
    const LOOKED_AT: usize = 1024;
    let start = &content[..content.len().min(LOOKED_AT)];
    let plain = start
        .iter()
        .filter(|byte| byte.is_ascii_graphic() || is_white(**byte))
        .count();
    plain * 2 < start.len() && !are_sound(content)
}

fn letter(value: &Value<'_>) -> char {
    match value {
        Value::Int(_) => 'n',
        Value::Name(_) => '/',
        Value::Array(_) => '[',
        // A fraction, or a string.
        _ => 'o',
    }
}

fn takes(word: &[u8], operands: &str) -> bool {
    let found = OPERATORS
        .iter()
        .find(|(_, words)| words.iter().any(|known| known.as_bytes() == word));
    found.is_some_and(|(wanted, _)| {
        *wanted == "*"
            || wanted.len() == operands.len()
                && wanted
                    .chars()
                    .zip(operands.chars())
                    .all(|(wanted, given)| wanted == given || (wanted == 'n' && given == 'o'))
    })
}

fn passes_picture(lexer: &mut Lexer<'_>) -> bool {
    let ends = |window: &[u8]| {
        window.starts_with(b"EI") && !window[2..].first().is_some_and(u8::is_ascii_alphanumeric)
    };
    let end = lexer.rest().windows(3).position(ends);
    let end = end.or_else(|| lexer.rest().ends_with(b"EI").then(|| lexer.rest().len() - 2));
    lexer.at += end.map_or(0, |end| end + 2);
    end.is_some()
}

/// Whether all of a character map can be read: its words are letters, its codes are hex.
pub(super) fn is_sound_map(map: &[u8]) -> bool {
    let mut lexer = Lexer::new(map, 0);
    loop {
        lexer.skip();
        let Some(first) = lexer.rest().first() else {
            return true;
        };
        if lexer.eat(b"<<") || lexer.eat(b">>") || lexer.eat(b"[") || lexer.eat(b"]") {
            continue;
        }
        if matches!(first, b'/' | b'<' | b'(' | b'+' | b'-' | b'.' | b'0'..=b'9') {
            if lexer.value().is_err() {
                return false;
            }
            continue;
        }
        let word = lexer.word();
        if word.is_empty() || !word.iter().all(u8::is_ascii_alphanumeric) {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_byte_is_met() {
        let sound = "q 1 0 0 1 72 700 cm BT /F1 12 Tf .5 0 Td (Mål) Tj [(a) -20 (b)] TJ ET /P <</MCID 0>> BDC EMC \
                     BI /W 1 /H 1 ID \u{1}\u{2} EI Q";
        assert!(are_sound(sound.as_bytes()));
        for (from, to) in [
            ("Tf", "Tx"),
            ("/F1", "xF1"),
            ("ET", "E\u{1}"),
            ("12", "1x"),
            ("] TJ", " TJ"),
            ("Q", "Q 1"),
            ("cm", "Tj"),
        ] {
            assert!(!are_sound(sound.replace(from, to).as_bytes()), "{from}");
        }
        assert!(!are_none(sound.as_bytes()) && !are_none("(Nämndmål på sådant sätt) Tj".as_bytes()));
        assert!(are_none(&[0x78, 0x9C, 0xED, 0x91, 0x03, 0xC2, 0x81, 0x30]) && !are_none(b""));
        assert!(is_sound_map(
            b"/CMapName /X def 1 beginbfchar <01> <0041> endbfchar [<0041>] << /A 1 >>"
        ));
        assert!(!is_sound_map(b"1 beginbfchar <01> <0041 endbfchar"));
    }
}
