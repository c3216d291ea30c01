//! Number formats: how a stored number is shown.

use super::decimal::Decimal;

/// What a cell with a number shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) is_date: bool,
}

/// The formats that have numbers and are written in no file.
pub(super) fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 | 48 => "0.00E+00",
        14 => "yyyy-mm-dd",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18..=21 | 45..=47 => "h:mm",
        22 => "yyyy-mm-dd h:mm",
        41 | 42 => "#,##0",
        43 | 44 => "#,##0.00",
        _ => "General",
    }
}

/// Shows a number as its format says. `is_1904` counts days from another year.
pub(super) fn shown(stored: &str, format: &str, is_1904: bool) -> Shown {
    let plain = |text: String| Shown { text, is_date: false };
    let Some(number) = Decimal::of(stored) else {
        return plain(stored.to_owned());
    };
    let sections: Vec<&str> = split(format);
    let is_own_negative = number.is_negative() && sections.len() > 1;
    let section = match sections.as_slice() {
        [_, negative, ..] if number.is_negative() => negative,
        [_, _, zero, ..] if number.is_zero() => zero,
        [first, ..] => first,
        [] => "General",
    };
    let tokens = tokens(section);
    if tokens.iter().any(|token| matches!(token, Token::Time(_))) {
        return match date(stored, &tokens, is_1904) {
            Some(text) => Shown { text, is_date: true },
            None => plain(stored.to_owned()),
        };
    }
    let number = if is_own_negative {
        number.absolute()
    } else {
        number
    };
    plain(number_text(number, &tokens))
}

/// A piece of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Shown as it is.
    Text(String),
    /// Places of digits.
    Digits(String),
    Percent,
    General,
    /// Letters of a day or a time.
    Time(char),
}

/// The sections of a format: for numbers above zero, below it, zero, and texts.
fn split(format: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut is_quoted, mut is_escaped) = (0, false, false);
    for (at, letter) in format.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => {
                sections.push(&format[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&format[start..]);
    sections
}

fn tokens(section: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    // A cell that names no style has no format.
    if section.trim().eq_ignore_ascii_case("general") || matches!(section.trim(), "@" | "") {
        return vec![Token::General];
    }
    let text = |tokens: &mut Vec<Token>, letter: char| match tokens.last_mut() {
        Some(Token::Text(text)) => text.push(letter),
        _ => tokens.push(Token::Text(letter.to_string())),
    };
    let mut letters = section.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                for quoted in letters.by_ref().take_while(|letter| *letter != '"') {
                    text(&mut tokens, quoted);
                }
            }
            '\\' => letters
                .next()
                .into_iter()
                .for_each(|next| text(&mut tokens, next)),
            // A space as wide as the next letter; a letter that fills the cell.
            '_' => {
                letters.next();
                text(&mut tokens, ' ');
            }
            '*' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                // `[$kr-41D]` is a currency, `[h]` hours, all else a colour or a condition.
                if let Some(currency) = inside.strip_prefix('$') {
                    let sign = currency.split('-').next().unwrap_or("");
                    sign.chars().for_each(|letter| text(&mut tokens, letter));
                } else if inside
                    .chars()
                    .all(|letter| matches!(letter, 'h' | 'm' | 's' | 'H' | 'M' | 'S'))
                {
                    tokens.push(Token::Time('h'));
                }
            }
            '%' => tokens.push(Token::Percent),
            '0' | '#' | '?' | ',' | '.' => match tokens.last_mut() {
                Some(Token::Digits(digits)) => digits.push(letter),
                _ => tokens.push(Token::Digits(letter.to_string())),
            },
            // `# ##0`: a space between places parts thousands.
            ' ' | '\u{A0}' if is_between_digits(&tokens, &letters) => {
                if let Some(Token::Digits(digits)) = tokens.last_mut() {
                    digits.push(',');
                }
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                tokens.push(Token::Time(letter.to_ascii_lowercase()));
            }
            other => text(&mut tokens, other),
        }
    }
    tokens
}

fn is_between_digits(tokens: &[Token], rest: &std::str::Chars<'_>) -> bool {
    matches!(tokens.last(), Some(Token::Digits(_)))
        && rest.clone().next().is_some_and(|next| matches!(next, '0' | '#'))
}

fn number_text(number: Decimal, tokens: &[Token]) -> String {
    let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
    let shift = i32::try_from(percents.min(4) * 2).unwrap_or(0);
    let mut number = number.shifted(shift);
    let mut text = String::new();
    let mut is_shown = false;
    for token in tokens {
        match token {
            Token::Text(own) => text.push_str(own),
            Token::Percent => {
                if !text.ends_with([' ', '\u{A0}']) {
                    text.push('\u{A0}');
                }
                text.push('%');
            }
            Token::General if !is_shown => {
                const DECIMALS: usize = 10;
                is_shown = true;
                text.push_str(&number.clone().rounded(DECIMALS).text(0, false));
            }
            Token::Digits(digits) if !is_shown => {
                is_shown = true;
                // Commas behind the last place show thousands as ones.
                let places = digits.trim_end_matches(',');
                let thousands = digits.len() - places.len();
                let (whole, part) = places.split_once('.').unwrap_or((places, ""));
                number = number.shifted(-3 * i32::try_from(thousands).unwrap_or(0));
                let most = part
                    .chars()
                    .filter(|place| matches!(place, '0' | '#' | '?'))
                    .count();
                let least = part.chars().filter(|place| *place == '0').count();
                let is_grouped = whole.contains(',');
                text.push_str(&number.clone().rounded(most).text(least, is_grouped));
            }
            Token::General | Token::Digits(_) | Token::Time(_) => {}
        }
    }
    text.trim().to_owned()
}

/// A day as `2020-05-03`, a time as `12:30`.
fn date(stored: &str, tokens: &[Token], is_1904: bool) -> Option<String> {
    let value: f64 = stored.trim().parse().ok()?;
    let has = |wanted: char| tokens.contains(&Token::Time(wanted));
    let has_day = has('d') || has('y');
    let has_time = has('h') || has('s');
    let day = value.floor();
    if !(0.0..2_958_466.0).contains(&day) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "days up to the year 9999")]
    let (day, minutes) = (day as i64, ((value - day) * 1440.0).round() as i64);
    let mut text = String::new();
    if has_day {
        let (year, month, day) = civil(day + if is_1904 { 1462 } else { 0 });
        text = format!("{year:04}-{month:02}-{day:02}");
    }
    if has_time {
        let gap = if has_day { " " } else { "" };
        text = format!("{text}{gap}{:02}:{:02}", minutes / 60, minutes % 60);
    }
    (!text.is_empty()).then_some(text)
}

/// Year, month and day of a day counted from the end of 1899.
fn civil(serial: i64) -> (i64, i64, i64) {
    // Spreadsheets count a 29th of February in 1900.
    let days = if serial < 60 { serial + 1 } else { serial } - 25569;
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_formats_say() {
        for (stored, format, text) in [
            ("0.815", "0.0%", "81,5\u{A0}%"),
            ("0.815", "0.0\\ %", "81,5 %"),
            ("1234.5", "#,##0.0", "1\u{A0}234,5"),
            ("1234.5", "# ##0", "1\u{A0}235"),
            ("-3", "#,##0;[Red]-#,##0", "-3"),
            ("-3", "#,##0\\ \"kr\";(#,##0)", "(3)"),
            ("12.5", "General", "12,5"),
            ("64", "", "64"),
            ("1234567", "#,##0.0,,\\ \"mnkr\"", "1,2 mnkr"),
            ("0", "0;-0;\"–\"", "–"),
            ("12", "_-* #,##0\\ [$kr-41D]_-", "12 kr"),
        ] {
            let shown = shown(stored, format, false);
            assert_eq!(
                (shown.text.as_str(), shown.is_date),
                (text, false),
                "{stored} {format}"
            );
        }
    }

    #[test]
    fn days_are_told_from_figures() {
        for (stored, format, text) in [
            ("43954", "d-mmm", "2020-05-03"),
            ("43954.5", "yyyy\\-mm\\-dd hh:mm", "2020-05-03 12:00"),
            // The day that never was is shown as the one before it.
            ("60", "yyyy-mm-dd", "1900-02-28"),
            ("1", "yyyy-mm-dd", "1900-01-01"),
        ] {
            let shown = shown(stored, format, false);
            assert_eq!(
                (shown.text.as_str(), shown.is_date),
                (text, true),
                "{stored} {format}"
            );
        }
        assert!(!shown("12", "0 \"dagar\"", false).is_date);
        assert!(!shown("12", "[Red]0", false).is_date);
    }
}
