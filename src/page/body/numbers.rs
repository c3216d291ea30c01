//! Numbers of lists as they are written; formats have the names of Word and of OpenDocument.

/// A number as a list writes it.
pub(in crate::page) fn written(count: u32, format: &str) -> String {
    match format {
        "none" | "" => String::new(),
        "lowerLetter" | "a" => letter(count).to_lowercase(),
        "upperLetter" | "A" => letter(count),
        "lowerRoman" | "i" => roman(count).to_lowercase(),
        "upperRoman" | "I" => roman(count),
        _ => count.to_string(),
    }
}

fn letter(count: u32) -> String {
    let at = u8::try_from(count.saturating_sub(1) % 26).unwrap_or(0);
    char::from(b'A' + at).to_string()
}

fn roman(count: u32) -> String {
    const PARTS: &[(u32, &str)] = &[
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 399 {
        return count.to_string();
    }
    let mut rest = count;
    let mut text = String::new();
    for (value, sign) in PARTS {
        while rest >= *value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}
