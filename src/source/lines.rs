//! Line ends and letters that are not to be seen: what a text has of them besides the usual ones.

use unicode_normalization::UnicodeNormalization;

/// Characters that end a line in some programs and break it inside a paragraph in others.
fn is_break(letter: char) -> bool {
    matches!(letter, '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text with `\n` at the end of every line. Where most lines end so anyway, other breaks stand inside a paragraph
/// or a cell, and are spaces.
pub(super) fn with_plain_ends(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let breaks = text.chars().filter(|letter| is_break(*letter)).count();
    if breaks == 0 {
        return text;
    }
    let end = if breaks > text.matches('\n').count() {
        "\n"
    } else {
        " "
    };
    text.replace(is_break, end)
}

/// Whether a letter is not to be seen and says nothing: spaces without width, joiners, marks of direction.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The text without what is not to be seen, ligatures taken apart. A soft hyphen stays where a line ends in one.
pub(super) fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut letters = text.chars().filter(|letter| !is_invisible(*letter)).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{AD}' if letters.peek().is_some_and(|next| next.is_alphanumeric()) => {}
            '\u{FB00}'..='\u{FB06}' => visible.extend(std::iter::once(letter).nfkc()),
            letter => visible.push(letter),
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_may_end_in_anything_and_break_inside() {
        assert_eq!(
            with_plain_ends("Ett\u{2028}\u{2028}Två\u{2028}Tre"),
            "Ett\n\nTvå\nTre"
        );
        assert_eq!(with_plain_ends("Ett\u{0B}Två\u{0B}"), "Ett\nTvå\n");
        assert_eq!(
            with_plain_ends("Ett\u{0B}två\r\nTre\rFyra\n"),
            "Ett två\nTre\nFyra\n"
        );
    }

    #[test]
    fn what_is_not_to_be_seen_is_no_part_of_a_word() {
        assert_eq!(
            visible("identi\u{FB01}era nöj\u{AD}da\u{200B}"),
            "identifiera nöjda"
        );
        assert_eq!(visible("nöj\u{AD}\nda"), "nöj\u{AD}\nda");
    }
}
