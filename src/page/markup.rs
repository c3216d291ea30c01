//! Light markup in text exports becomes style: `#`, `**`, `*`, and the HTML tags that converters leave.

use super::{Colour, Style, Word};

/// A stretch of text with one style.
#[derive(Debug, Clone, PartialEq)]
struct Run {
    text: String,
    style: Style,
}

/// Takes the mark of a heading off a line.
pub(super) fn heading_mark(line: &str) -> (bool, &str) {
    let trimmed = line.trim_start();
    let depth = trimmed.chars().take_while(|letter| *letter == '#').count();
    match &trimmed[depth..] {
        rest if (1..=6).contains(&depth) && rest.starts_with(' ') => (true, rest.trim_start()),
        _ => (false, line),
    }
}

/// The words of a piece of text with the style that its markup gives them.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut joined = false;
    for run in runs(text) {
        let mut first = true;
        for part in run.text.split(char::is_whitespace) {
            if !first {
                joined = false;
            }
            first = false;
            if part.is_empty() {
                continue;
            }
            match words.last_mut() {
                // `Budget</b>*` is one word; `information** Uppfylls` is two.
                Some(last) if joined && last.style == run.style => last.text.push_str(part),
                _ => words.push(Word {
                    text: part.to_owned(),
                    style: run.style,
                    ..Word::default()
                }),
            }
            joined = true;
        }
    }
    words
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut style = Style::default();
    let mut current = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if letter == '<'
            && let Some((tag, length)) = tag(rest)
        {
            flush(&mut runs, &mut current, style);
            apply(&tag, &mut style, &mut current);
            rest = &rest[length..];
        } else if letter == '*'
            && let Some(length) = stars(rest, &current, &style)
        {
            flush(&mut runs, &mut current, style);
            style.bold ^= length >= 2;
            style.italic ^= length % 2 == 1;
            rest = &rest[length..];
        } else if letter == '&'
            && let Some((decoded, length)) = entity(rest)
        {
            current.push(decoded);
            rest = &rest[length..];
        } else {
            current.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    flush(&mut runs, &mut current, style);
    runs
}

fn flush(runs: &mut Vec<Run>, current: &mut String, style: Style) {
    if !current.is_empty() {
        runs.push(Run {
            text: std::mem::take(current),
            style,
        });
    }
}

/// One, two or three stars that open or close a style. A star that nothing answers is a footnote mark.
fn stars(rest: &str, before: &str, style: &Style) -> Option<usize> {
    // No more are counted than matter, so that a long row of stars is not counted from each of them.
    const MOST: usize = 3;
    let length = rest
        .chars()
        .take(MOST + 1)
        .take_while(|letter| *letter == '*')
        .count();
    if length > MOST {
        return None;
    }
    let open = match length {
        1 => style.italic,
        2 => style.bold,
        _ => style.bold && style.italic,
    };
    if open {
        return Some(length);
    }
    let after = &rest[length..];
    let opens = !after.starts_with(char::is_whitespace)
        && !after.is_empty()
        && !before.ends_with(|letter: char| letter.is_alphanumeric() && length == 1);
    let mark = &rest[..length];
    let answered = after.find(mark).is_some_and(|at| at > 0);
    (opens && answered).then_some(length)
}

/// An HTML tag of those that converters leave: its text and length.
fn tag(rest: &str) -> Option<(String, usize)> {
    const KNOWN: &[&str] = &[
        "b", "strong", "i", "em", "u", "p", "br", "span", "sup", "sub", "font", "div", "s", "strike",
    ];
    const LONGEST: usize = 200;
    let end = rest
        .char_indices()
        .take(LONGEST)
        .find(|(_, letter)| *letter == '>')?
        .0;
    let inside = &rest[1..end];
    let name = inside.trim_start_matches('/');
    let name: String = name
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    KNOWN
        .contains(&name.as_str())
        .then(|| (inside.trim().to_ascii_lowercase(), end + 1))
}

/// What a tag does to the style; one that parts words adds a space.
pub(super) fn apply(tag: &str, style: &mut Style, current: &mut String) {
    let opens = !tag.starts_with('/');
    let name: String = tag
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    match name.as_str() {
        "b" | "strong" => style.bold = opens,
        "i" | "em" => style.italic = opens,
        "sup" => style.superscript = opens,
        "p" | "br" | "div" => current.push(' '),
        "span" | "font" => style.colour = if opens { colour(tag) } else { Colour::default() },
        _ => {}
    }
}

/// The colour that a tag names, black where it names none.
fn colour(tag: &str) -> Colour {
    const NAMED: &[(&str, Colour)] = &[
        (
            "green",
            Colour {
                red: 0,
                green: 128,
                blue: 0,
            },
        ),
        (
            "yellow",
            Colour {
                red: 255,
                green: 255,
                blue: 0,
            },
        ),
        (
            "orange",
            Colour {
                red: 255,
                green: 165,
                blue: 0,
            },
        ),
        (
            "gold",
            Colour {
                red: 255,
                green: 215,
                blue: 0,
            },
        ),
        (
            "red",
            Colour {
                red: 255,
                green: 0,
                blue: 0,
            },
        ),
        (
            "gray",
            Colour {
                red: 128,
                green: 128,
                blue: 128,
            },
        ),
        (
            "grey",
            Colour {
                red: 128,
                green: 128,
                blue: 128,
            },
        ),
    ];
    let Some(at) = tag.find("color") else {
        return Colour::default();
    };
    let value = tag[at + 5..].trim_start_matches([':', '=', ' ', '"', '\'']);
    if let Some(hex) = value.strip_prefix('#')
        && let Some(hex) = hex.get(..6)
        && let Ok(number) = u32::from_str_radix(hex, 16)
    {
        let [_, red, green, blue] = number.to_be_bytes();
        return Colour { red, green, blue };
    }
    NAMED
        .iter()
        .find(|(name, _)| value.starts_with(name))
        .map_or(Colour::default(), |(_, colour)| *colour)
}

fn entity(rest: &str) -> Option<(char, usize)> {
    const KNOWN: &[(&str, char)] = &[
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&nbsp;", ' '),
    ];
    KNOWN
        .iter()
        .find(|(name, _)| rest.starts_with(name))
        .map(|(name, letter)| (*letter, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        words(text)
            .iter()
            .map(|word| {
                let bold = if word.style.bold { "b:" } else { "" };
                let italic = if word.style.italic { "i:" } else { "" };
                format!("{bold}{italic}{}", word.text)
            })
            .collect()
    }

    #[test]
    fn stars_and_tags_are_style_and_footnote_stars_stay() {
        assert_eq!(shown("**Förväntat resultat**"), ["b:Förväntat", "b:resultat"]);
        assert_eq!(shown("<b>Summa</b> <i>varav</i>"), ["b:Summa", "i:varav"]);
        assert_eq!(shown("***Carpe***"), ["b:i:Carpe"]);
        assert_eq!(shown("Justerad budget*"), ["Justerad", "budget*"]);
        assert_eq!(shown("*Socialjouren* har"), ["i:Socialjouren", "har"]);
        assert_eq!(shown("a < b och 3 * 4"), ["a", "<", "b", "och", "3", "*", "4"]);
    }

    #[test]
    fn glued_styles_are_words_of_their_own() {
        assert_eq!(
            shown("**Tydlig information** Uppfylls helt**Analys**"),
            ["b:Tydlig", "b:information", "Uppfylls", "helt", "b:Analys"]
        );
    }

    #[test]
    fn a_colour_in_a_tag_is_kept() {
        let found = words("<span style=\"color: green;\">●</span> Antal");
        assert_eq!((found[0].text.as_str(), found[0].style.colour.green), ("●", 128));
        assert_eq!(found[1].style.colour, Colour::default());
    }

    #[test]
    fn the_depth_of_a_heading_mark_is_taken_off() {
        assert_eq!(heading_mark("### **1.1 Mål**"), (true, "**1.1 Mål**"));
        assert_eq!(heading_mark("#1 på listan"), (false, "#1 på listan"));
    }
}
