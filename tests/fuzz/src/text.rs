//! A text in any encoding, as pages.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let decoded = utfall::source::decode(bytes);
    let pages = utfall::page::from_text(&decoded.text);
    // No printed character is lost.
    let printed = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).count();
    let lines = pages.pages.iter().flat_map(|page| &page.lines);
    let kept: usize = lines.map(|line| printed(&line.raw)).sum();
    assert_eq!(kept, printed(&decoded.text));
});
