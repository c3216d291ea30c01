//! Letters of symbol faces become the signs that they show.

/// The sign that a letter shows in a symbol face; none in other faces, or where the sign says nothing.
pub(super) fn sign(face: &str, letter: char) -> Option<char> {
    let code = match u32::from(letter) {
        private @ 0xF000..=0xF0FF => private - 0xF000,
        code => code,
    };
    let face = face.to_lowercase();
    let signs: &[(u32, char)] = match face.as_str() {
        "wingdings" => &[
            (0x6C, '●'),
            (0x6D, '○'),
            (0x6E, '■'),
            (0x6F, '□'),
            (0x70, '□'),
            (0x71, '□'),
            (0x74, '◆'),
            (0x75, '◆'),
            (0x76, '◆'),
            (0x9F, '•'),
            (0xA1, '○'),
            (0xA7, '▪'),
            (0xA8, '□'),
            (0xD8, '➢'),
            (0xDF, '←'),
            (0xE0, '→'),
            (0xE1, '↑'),
            (0xE2, '↓'),
            (0xFC, '✓'),
        ],
        "wingdings 2" => &[
            (0x97, '●'),
            (0x98, '●'),
            (0x99, '○'),
            (0xA2, '■'),
            (0xA3, '□'),
            (0xAE, '◆'),
        ],
        "wingdings 3" => &[
            (0x71, '▲'),
            (0x70, '▲'),
            (0x7B, '◀'),
            (0x7D, '▶'),
            (0x84, '▶'),
            (0x86, '▶'),
        ],
        "webdings" => &[(0x6E, '●'), (0x67, '■'), (0x63, '□'), (0x34, '▶')],
        "symbol" => &[
            (0xB7, '•'),
            (0xA3, '≤'),
            (0xB3, '≥'),
            (0xB1, '±'),
            (0x2D, '−'),
            (0xA8, '♦'),
        ],
        _ => return None,
    };
    signs.iter().find(|(at, _)| *at == code).map(|(_, sign)| *sign)
}

/// A text in a symbol face, sign by sign.
pub(in crate::page) fn signs(face: &str, text: &str) -> String {
    text.chars()
        .map(|letter| sign(face, letter).unwrap_or(letter))
        .collect()
}
