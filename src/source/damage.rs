//! Stretches of a text that are no text: what a broken disk or a transfer that failed leaves in a file.

use crate::trace::{Code, Diagnostic, Place};

/// Zeros that no program writes in a row.
const FEWEST_ZEROS: usize = 2;
/// Control characters this near each other are no signs of a symbol font.
const FEWEST_CONTROLS: usize = 4;
/// How near each other.
const WITHIN: usize = 24;
/// So often no text has a letter of its own in a row: `ÿÿÿÿÿÿÿÿ`, bytes that are all one.
const FEWEST_ALIKE: usize = 8;

/// A stretch that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    /// The line that it begins on, from 0.
    line: usize,
    /// How many characters it has.
    length: usize,
    /// What they are: the sentence that tells it.
    what: &'static str,
}

/// What is said of stretches that are no text: of each kind the first, and how many there are.
pub(super) fn told(text: &str) -> Vec<Diagnostic> {
    let stretches = stretches(text);
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut kinds: Vec<&str> = Vec::new();
    for stretch in &stretches {
        if kinds.contains(&stretch.what) {
            continue;
        }
        kinds.push(stretch.what);
        let alike = || stretches.iter().filter(|other| other.what == stretch.what);
        let characters: usize = alike().map(|other| other.length).sum();
        let place = Place {
            line: u32::try_from(stretch.line + 1).ok(),
            ..Place::default()
        };
        let places = alike().count();
        let message = crate::say!(stretch.what, characters = characters, places = places);
        told.push(Diagnostic::new(Code::TextDamaged, place, message, ""));
    }
    told
}

fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}')
}

/// All stretches of a text, each character looked at once.
fn stretches(text: &str) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut line = 0;
    let mut run: Option<(char, Stretch)> = None;
    let mut controls: Option<(usize, Stretch)> = None;
    for (at, letter) in text.chars().chain(std::iter::once('\n')).enumerate() {
        match &mut run {
            Some((same, stretch)) if *same == letter => stretch.length += 1,
            _ => {
                found.extend(run.take().and_then(|(same, stretch)| alike(same, stretch)));
                let stretch = Stretch {
                    line,
                    length: 1,
                    what: "",
                };
                run = Some((letter, stretch));
            }
        }
        if is_control(letter) && letter != '\0' {
            match &mut controls {
                Some((last, stretch)) if at - *last <= WITHIN => {
                    *last = at;
                    stretch.length += 1;
                }
                _ => {
                    found.extend(controls.take().and_then(|(_, stretch)| crowded(stretch)));
                    let what = "controls-in-text";
                    controls = Some((
                        at,
                        Stretch {
                            line,
                            length: 1,
                            what,
                        },
                    ));
                }
            }
        }
        line += usize::from(letter == '\n');
    }
    found.extend(controls.and_then(|(_, stretch)| crowded(stretch)));
    found.sort_by_key(|stretch| stretch.line);
    found
}

/// A stretch of one character, if no text has it.
fn alike(letter: char, stretch: Stretch) -> Option<Stretch> {
    let what = match letter {
        '\0' if stretch.length >= FEWEST_ZEROS => "zeros-in-text",
        letter if letter.is_alphabetic() && !letter.is_ascii() && stretch.length >= FEWEST_ALIKE => {
            "letters-all-one"
        }
        _ => return None,
    };
    Some(Stretch { what, ..stretch })
}

fn crowded(stretch: Stretch) -> Option<Stretch> {
    (stretch.length >= FEWEST_CONTROLS).then_some(stretch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(Option<u32>, String)> {
        let told = told(text);
        told.into_iter()
            .map(|told| (told.place.line, told.message))
            .collect()
    }

    #[test]
    fn what_is_no_text_is_told_with_its_line() {
        let text = format!("Nämndmål:\nUnga {} arbete\nMål", "\0".repeat(300));
        assert_eq!(
            said(&text),
            [(
                Some(2),
                "300 zeros stand in the text, in 1 place: what stood there is lost".to_owned()
            )]
        );
        let [(line, message)] = &said(&format!("Mål\n\n{}\n", "ÿ".repeat(512)))[..] else {
            panic!("one is told");
        };
        assert!(*line == Some(3) && message.contains("512 letters"), "{message}");
        let [(line, message)] = &said("Mål \u{1}a\u{2}bc\u{e}\u{10} nämnd")[..] else {
            panic!("one is told");
        };
        assert!(*line == Some(1) && message.contains("4 control"), "{message}");
    }

    #[test]
    fn what_programs_write_is_no_damage() {
        for text in [
            "Mål ........ 3\n________\n--------\nxxxxxxxxxx 0000000000",
            "\u{1} Andel som är nöjda med sin tid\n\u{1} Andel som är trygga i sin stad\n\u{1} Andel\n\u{1} Antal besök",
            "Ett\u{0B}två\u{0C}tre",
            "……………………… ────────",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }
}
