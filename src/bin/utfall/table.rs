//! Aligned text for a terminal.

use unicode_width::UnicodeWidthStr;
use utfall::chart;
use utfall::language::Language;

/// What a column is called on a terminal: its name in files, which is English, or its heading on pages.
pub(crate) fn heading(name: &str) -> String {
    match Language::current() {
        Language::English => name.to_owned(),
        Language::Swedish => chart::heading(name),
    }
}

/// A header and rows in columns as wide as their widest field. Columns with an index from `numbers` on stand to the
/// right.
pub(crate) fn aligned(header: &[String], rows: &[Vec<String>], numbers: usize) -> String {
    let all = || std::iter::once(header).chain(rows.iter().map(Vec::as_slice));
    let width = |at: usize| {
        let fields = all().filter_map(|row| row.get(at));
        fields.map(|field| field.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut text = String::new();
    for row in all() {
        let mut line = String::new();
        for (at, (field, width)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(width.saturating_sub(field.width()));
            let field = if at < numbers {
                field.clone() + &space
            } else {
                space + field
            };
            line += &field;
            line += "  ";
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_is_seen() {
        let row = |fields: &[&str]| fields.iter().map(|field| (*field).to_owned()).collect::<Vec<_>>();
        let text = aligned(
            &row(&["namn", "2017"]),
            &[row(&["Älvsjö", "1"]), row(&["A\u{30A}", ""])],
            1,
        );
        assert_eq!(text, "namn    2017\nÄlvsjö     1\nA\u{30A}\n");
    }
}
