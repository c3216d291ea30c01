//! Figures that a converter has printed without a space between them: `-30,7-37,4-6,7-37,4`.

use crate::block::GridRow;
use crate::lex;
use crate::trace::{Code, Diagnostic};

/// Puts glued figures apart where there is one for each column that is left, and says so.
pub(super) fn put_apart(row: &mut GridRow, diagnostics: &mut Vec<Diagnostic>) {
    let Some(last) = row.cells.iter().rposition(|cell| !cell.text.is_empty()) else {
        return;
    };
    let free = row.cells.len() - last;
    if last == 0 || free < 2 {
        return;
    }
    let Some(figures) = figures(&row.cells[last].text).filter(|figures| figures.len() == free) else {
        return;
    };
    let raw = row.cells[last].text.clone();
    for (cell, figure) in row.cells[last..].iter_mut().zip(figures) {
        cell.text = figure;
    }
    let message = crate::say!("figures-glued", free = free);
    diagnostics.push(Diagnostic::new(Code::FiguresGlued, row.place, message, &raw));
}

/// `figures = number 1*(minus number)`, all with as many decimals, so that no range and no date is one.
fn figures(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut scale = None;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (after, number) = lex::number(rest).ok()?;
        let is_like_others = scale.is_none_or(|scale| scale == number.scale());
        let is_apart = after.is_empty() || after.starts_with(['-', '\u{2212}', '\u{2013}']);
        if number.scale() == 0 || !is_like_others || !is_apart {
            return None;
        }
        scale = Some(number.scale());
        found.push(rest[..rest.len() - after.len()].to_owned());
        rest = after;
    }
    (found.len() > 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn glued_figures_are_told_from_ranges_and_dates() {
        assert_eq!(figures("-30,7-37,4").unwrap(), ["-30,7", "-37,4"]);
        assert_eq!(figures("1 030,7−37,4").unwrap(), ["1 030,7", "−37,4"]);
        for text in ["50-60", "2014-05-01", "-30,7", "2,5-3", "1,5 - 2,5"] {
            assert_eq!(figures(text), None, "{text}");
        }
    }
}
