//! Text of documents that is shown to people.

/// Text from a document or a file name, with the characters made visible that a terminal obeys: control
/// characters, and those that turn the direction of writing.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' | '\t' => letter,
            '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
            letter if letter.is_control() => '\u{FFFD}',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
            letter => letter,
        })
        .collect()
}
