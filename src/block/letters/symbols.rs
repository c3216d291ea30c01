//! Digits that a font has in the private area, in the places that they have in ASCII.

use crate::page::Pages;
use crate::trace::{Code, Diagnostic, Place};

/// A symbol font's sign for a character of ASCII.
fn plain(letter: char) -> Option<char> {
    const AREA: u32 = 0xF000;
    matches!(letter, '\u{F020}'..='\u{F07E}')
        .then(|| char::from_u32(letter as u32 - AREA))
        .flatten()
}

fn is_digit(letter: char) -> bool {
    plain(letter).is_some_and(|letter| letter.is_ascii_digit())
}

/// Whether a word is a figure in such signs: two digits or more, and nothing else but what figures have. One sign
/// alone is a symbol.
fn is_figure(word: &str) -> bool {
    const FEWEST: usize = 2;
    let belongs = |letter: char| is_digit(letter) || plain(letter).unwrap_or(letter).is_ascii_punctuation();
    word.chars().filter(|letter| is_digit(*letter)).count() >= FEWEST && word.chars().all(belongs)
}

/// The pages with plain digits, where so many figures stand in signs that they are no symbols by chance.
pub(super) fn as_digits(pages: &Pages) -> Option<(Pages, Diagnostic)> {
    const FEWEST: usize = 3;
    let words = pages.pages.iter().flat_map(|page| {
        let words = page.lines.iter().flat_map(|line| &line.words);
        words.map(move |word| (page.number, word))
    });
    let figures: Vec<_> = words.filter(|(_, word)| is_figure(&word.text)).collect();
    let (page, first) = figures.first().filter(|_| figures.len() >= FEWEST)?;
    let message = crate::say!("symbols-read", count = figures.len());
    let place = Place {
        page: *page,
        ..Place::default()
    };
    let diagnostic = Diagnostic::new(Code::LettersRestored, place, message, &first.text);
    let mut pages = pages.clone();
    let is_part = |text: &str| text.contains(is_digit);
    let as_plain = |text: &str| -> String {
        let letters = text.chars();
        letters
            .map(|letter| plain(letter).filter(|_| is_digit(letter)).unwrap_or(letter))
            .collect()
    };
    for line in pages.pages.iter_mut().flat_map(|page| &mut page.lines) {
        let words = line.words.iter_mut().map(|word| &mut word.text);
        for text in words.chain([&mut line.raw]).filter(|text| is_part(text)) {
            *text = as_plain(text);
        }
    }
    Some((pages, diagnostic))
}
