//! Glyphs without Unicode: what the embedded font itself says about them.

use std::collections::HashMap;

/// No font has more groups in its character map.
const MOST_GROUPS: usize = 70_000;

/// Reads big-endian numbers; nothing beyond the end.
#[derive(Debug, Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn u8(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    fn u16(self, at: usize) -> Option<u16> {
        let bytes = self.0.get(at..at.checked_add(2)?)?;
        Some(u16::from_be_bytes(bytes.try_into().ok()?))
    }

    fn u32(self, at: usize) -> Option<u32> {
        let bytes = self.0.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    }

    fn from(self, at: usize) -> Option<Bytes<'a>> {
        self.0.get(at..).map(Bytes)
    }
}

/// Glyph numbers and their characters, from the `cmap` and `post` tables of a TrueType or OpenType font.
pub(super) fn glyph_characters(font: &[u8]) -> HashMap<u32, char> {
    let mut map = HashMap::new();
    let font = Bytes(font);
    if let Some(table) = table(font, b"post") {
        read_post(table, &mut map);
    }
    if let Some(table) = table(font, b"cmap") {
        read_cmap(table, &mut map);
    }
    map
}

fn table<'a>(font: Bytes<'a>, tag: &[u8; 4]) -> Option<Bytes<'a>> {
    let count = usize::from(font.u16(4)?);
    for record in (0..count).map(|n| 12 + 16 * n) {
        if font.0.get(record..record + 4)? == tag {
            return font.from(usize::try_from(font.u32(record + 8)?).ok()?);
        }
    }
    None
}

fn read_cmap(cmap: Bytes<'_>, map: &mut HashMap<u32, char>) {
    let count = cmap.u16(2).unwrap_or(0);
    // Windows and Unicode tables say characters; others say positions in an encoding.
    for record in (0..usize::from(count)).map(|n| 4 + 8 * n) {
        let (Some(platform), Some(encoding), Some(offset)) =
            (cmap.u16(record), cmap.u16(record + 2), cmap.u32(record + 4))
        else {
            return;
        };
        let is_unicode = platform == 0 || (platform == 3 && matches!(encoding, 1 | 10));
        let subtable = usize::try_from(offset).ok().and_then(|o| cmap.from(o));
        if let (true, Some(subtable)) = (is_unicode, subtable) {
            let _ = match subtable.u16(0) {
                Some(4) => read_segments(subtable, map),
                Some(6) => read_trimmed(subtable, map),
                Some(12) => read_groups(subtable, map),
                _ => None,
            };
        }
    }
}

fn note(map: &mut HashMap<u32, char>, glyph: u32, code: u32) {
    if let (1.., Some(ch)) = (glyph, char::from_u32(code)) {
        // A glyph of several characters is the plainest of them.
        let kept = map.entry(glyph).or_insert(ch);
        if ch < *kept && !ch.is_control() {
            *kept = ch;
        }
    }
}

fn read_segments(table: Bytes<'_>, map: &mut HashMap<u32, char>) -> Option<()> {
    let doubled = usize::from(table.u16(6)?);
    for at in (0..doubled).step_by(2) {
        let end = table.u16(14 + at)?;
        let start = table.u16(16 + doubled + at)?;
        let delta = table.u16(16 + 2 * doubled + at)?;
        let range_at = 16 + 3 * doubled + at;
        let range = table.u16(range_at)?;
        if start > end || start == 0xffff {
            continue;
        }
        for code in start..=end {
            let glyph = if range == 0 {
                code.wrapping_add(delta)
            } else {
                let place = range_at + usize::from(range) + 2 * usize::from(code - start);
                match table.u16(place) {
                    Some(0) | None => continue,
                    Some(glyph) => glyph.wrapping_add(delta),
                }
            };
            note(map, u32::from(glyph), u32::from(code));
        }
    }
    Some(())
}

fn read_trimmed(table: Bytes<'_>, map: &mut HashMap<u32, char>) -> Option<()> {
    let first = table.u16(6)?;
    for at in 0..table.u16(8)? {
        let glyph = table.u16(10 + 2 * usize::from(at))?;
        note(map, u32::from(glyph), u32::from(first) + u32::from(at));
    }
    Some(())
}

fn read_groups(table: Bytes<'_>, map: &mut HashMap<u32, char>) -> Option<()> {
    let count = usize::try_from(table.u32(12)?).ok()?.min(MOST_GROUPS);
    for at in (0..count).map(|n| 16 + 12 * n) {
        let (start, end, glyph) = (table.u32(at)?, table.u32(at + 4)?, table.u32(at + 8)?);
        for step in 0..=end.saturating_sub(start).min(0xffff) {
            note(map, glyph.saturating_add(step), start.saturating_add(step));
        }
    }
    Some(())
}

/// Glyph names of a `post` table of version 2.
fn read_post(post: Bytes<'_>, map: &mut HashMap<u32, char>) -> Option<()> {
    /// Names below this number are those of the standard Macintosh order.
    const STANDARD: u16 = 258;
    if post.u32(0)? != 0x0002_0000 {
        return None;
    }
    let count = post.u16(32)?;
    let mut names: Vec<&[u8]> = Vec::new();
    let mut at = 34 + 2 * usize::from(count);
    while let Some(length) = post.u8(at) {
        let end = at + 1 + usize::from(length);
        let Some(name) = post.0.get(at + 1..end) else {
            break;
        };
        names.push(name);
        at = end;
    }
    for glyph in 0..count {
        let number = post.u16(34 + 2 * usize::from(glyph))?;
        let ch = match number.checked_sub(STANDARD) {
            Some(own) => names.get(usize::from(own)).and_then(|n| named(n)),
            None => standard(number),
        };
        if let Some(ch) = ch {
            note(map, u32::from(glyph), u32::from(ch));
        }
    }
    Some(())
}

/// The standard Macintosh glyph order as far as it follows ASCII.
fn standard(number: u16) -> Option<char> {
    match number {
        3..=97 => char::from_u32(u32::from(number) + 29),
        98 => Some('Ä'),
        99 => Some('Å'),
        101 => Some('É'),
        103 => Some('Ö'),
        108 => Some('ä'),
        110 => Some('å'),
        112 => Some('é'),
        124 => Some('ö'),
        _ => None,
    }
}

/// A character from its glyph name: the forms with a number, and a few names.
pub(super) fn named(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next()?;
    let hex = name
        .strip_prefix("uni")
        .filter(|digits| digits.len() == 4)
        .or_else(|| name.strip_prefix('u').filter(|d| (4..=6).contains(&d.len())));
    if let Some(code) = hex.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
        return char::from_u32(code);
    }
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return only.is_ascii_alphabetic().then_some(only);
    }
    Some(match name {
        "adieresis" => 'ä',
        "aring" => 'å',
        "odieresis" => 'ö',
        "Adieresis" => 'Ä',
        "Aring" => 'Å',
        "Odieresis" => 'Ö',
        "eacute" => 'é',
        "udieresis" => 'ü',
        "zero" => '0',
        "one" => '1',
        "two" => '2',
        "three" => '3',
        "four" => '4',
        "five" => '5',
        "six" => '6',
        "seven" => '7',
        "eight" => '8',
        "nine" => '9',
        "space" => ' ',
        "period" => '.',
        "comma" => ',',
        "colon" => ':',
        "semicolon" => ';',
        "hyphen" => '-',
        "endash" => '–',
        "emdash" => '—',
        "slash" => '/',
        "percent" => '%',
        "parenleft" => '(',
        "parenright" => ')',
        "bullet" => '•',
        "quoteright" => '’',
        "quotedblright" => '”',
        "section" => '§',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_numbers() {
        assert_eq!(named(b"uni00E5"), Some('å'));
        assert_eq!(named(b"u1F7E2"), Some('🟢'));
        assert_eq!(named(b"A.alt"), Some('A'));
        assert_eq!(named(b"g12"), None);
    }

    #[test]
    fn segments_are_inverted() {
        // One segment: U+0041 to U+0043 are glyphs 5 to 7; then the closing one.
        let numbers: [u16; 16] = [
            4, 32, 0, 4, 4, 1, 0, 0x43, 0xffff, 0, 0x41, 0xffff, 0xffc4, 1, 0, 0,
        ];
        let table: Vec<u8> = numbers.iter().flat_map(|n| n.to_be_bytes()).collect();
        let mut map = HashMap::new();
        read_segments(Bytes(&table), &mut map);
        assert_eq!(map.get(&5), Some(&'A'));
        assert_eq!(map.get(&7), Some(&'C'));
        assert_eq!(map.len(), 3);
    }

    #[test]
    fn broken_fonts_give_nothing() {
        assert!(glyph_characters(b"").is_empty());
        assert!(glyph_characters(&[0xff; 64]).is_empty());
    }
}
