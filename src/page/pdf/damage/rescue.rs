//! A PDF that has lost its catalogue, its list of pages or both gets new ones.

use super::lexer::{Lexer, Value};
use super::scan::Scan;

/// Pages that are listed anew.
const MOST_PAGES: usize = 20_000;

/// The bytes with a catalogue behind them that lists the pages that are there; none if there are none.
pub(crate) fn with_catalogue(bytes: &[u8], scan: &Scan) -> Option<Vec<u8>> {
    let mut pages = Vec::new();
    let mut root = None;
    let mut last = 0;
    for found in &scan.objects {
        last = last.max(found.number);
        let Ok(value) = Lexer::new(bytes, found.value.start).value() else {
            continue;
        };
        match value.name("Type") {
            Some(b"Page") if pages.len() < MOST_PAGES => pages.push(found.number),
            Some(b"Pages")
                if matches!(value.get("Kids"), Some(Value::Array(_))) && value.get("Parent").is_none() =>
            {
                root = Some(found.number);
            }
            _ => {}
        }
    }
    if pages.is_empty() && root.is_none() {
        return None;
    }
    pages.dedup();
    let (tree, catalogue) = (last.checked_add(1)?, last.checked_add(2)?);
    let kids: Vec<String> = pages.iter().map(|page| format!("{page} 0 R")).collect();
    let tree_object = format!(
        "{tree} 0 obj <</Type/Pages/Count {}/Kids[{}]>> endobj",
        pages.len(),
        kids.join(" ")
    );
    let tree = root.unwrap_or(tree);
    let appended = format!(
        "\nendstream endobj\n{tree_object}\n{catalogue} 0 obj <</Type/Catalog/Pages {tree} 0 R>> endobj\n\
         trailer <</Root {catalogue} 0 R>>\n"
    );
    Some([bytes, appended.as_bytes()].concat())
}
