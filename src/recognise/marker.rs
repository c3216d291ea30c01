//! Fulfilment markers.

use super::status;
use crate::block::segment;
use crate::block::{Mark, Text};
use crate::grammar::Grammar;
use crate::record::Fulfilment;

/// A marker that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marker {
    pub(super) fulfilment: Fulfilment,
    pub(super) raw: String,
    pub(super) evidence: Option<String>,
}

/// A line of nothing but a marker and its glyphs.
pub(super) fn marker(grammar: &Grammar, text: &Text) -> Option<Marker> {
    let (glyphs, entry) = segment::marker(grammar, &text.text)?;
    let printed = text
        .marks
        .iter()
        .filter_map(|mark| mark.glyph)
        .collect::<String>();
    let raw = match printed.as_str() {
        "" => text.text.trim().to_owned(),
        printed => format!("{printed} {}", text.text.trim()),
    };
    Some(Marker {
        fulfilment: fulfilment(&entry.id)?,
        raw,
        evidence: evidence(grammar, &text.marks, glyphs),
    })
}

/// A marker glued to the end of a title: where it begins, and what it says.
pub(super) fn at_end<'a>(grammar: &Grammar, text: &'a str) -> Option<(&'a str, &'a str)> {
    const WORDS: usize = 4;
    // A single word such as `Ingen` may be the last word of a title.
    const FEWEST: usize = 2;
    for (at, _) in text.rmatch_indices(' ').take(WORDS) {
        let rest = text[at..].trim();
        if rest.split(' ').count() >= FEWEST
            && rest.starts_with(char::is_uppercase)
            && grammar.markers.whole(rest).is_some()
        {
            return Some((text[..at].trim_end(), rest));
        }
    }
    None
}

/// A few words after a status glyph, or that begin like a marker.
pub(super) fn is_like_one(grammar: &Grammar, text: &Text) -> bool {
    const MOST_WORDS: usize = 3;
    let words = text.text.trim();
    let (_, evidence) = status::of(grammar, &text.marks);
    let begins = grammar
        .markers
        .start(words)
        .is_some_and(|(entry, taken)| entry.id != "ingen" && taken < words.len());
    words.split(' ').count() <= MOST_WORDS && !words.is_empty() && (evidence.is_some() || begins)
}

fn fulfilment(id: &str) -> Option<Fulfilment> {
    Some(match id {
        "helt" => Fulfilment::Whole,
        "delvis" => Fulfilment::Partly,
        "ej" => Fulfilment::Not,
        "ingen" => Fulfilment::NoAssessment,
        _ => return None,
    })
}

fn evidence(grammar: &Grammar, marks: &[Mark], glyphs: &str) -> Option<String> {
    let seen = marks
        .iter()
        .filter_map(|mark| status::evidence(grammar, mark))
        .collect::<Vec<_>>()
        .join(" ");
    match (seen.as_str(), glyphs.trim()) {
        ("", "") => None,
        ("", glyphs) => Some(glyphs.to_owned()),
        (seen, _) => Some(seen.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Fulfilment> {
        let text = Text {
            text: text.into(),
            ..Text::default()
        };
        marker(&Grammar::built_in().unwrap(), &text).map(|marker| marker.fulfilment)
    }

    #[test]
    fn a_marker_is_a_line_of_its_own() {
        for (text, fulfilment) in [
            ("Uppfylls helt", Some(Fulfilment::Whole)),
            ("● Uppfylls helt", Some(Fulfilment::Whole)),
            ("Uppfylles helt", Some(Fulfilment::Whole)),
            ("Uppfylls delvis", Some(Fulfilment::Partly)),
            ("— Ingen", Some(Fulfilment::NoAssessment)),
            (
                "Kommunfullmäktiges mål bedöms uppfyllas.",
                Some(Fulfilment::Whole),
            ),
            ("Ingen blir diskriminerad.", None),
            ("Målet uppfylls helt av enheten", None),
        ] {
            assert_eq!(read(text), fulfilment, "{text}");
        }
    }

    #[test]
    fn a_glued_marker_is_taken_off_the_title() {
        let grammar = Grammar::built_in().unwrap();
        assert_eq!(
            at_end(&grammar, "Tydlig information Uppfylls helt"),
            Some(("Tydlig information", "Uppfylls helt"))
        );
        assert_eq!(at_end(&grammar, "Diskriminering drabbar Ingen"), None);
    }
}
