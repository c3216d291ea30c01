//! Words in what the reports say, each with its place.

use super::{DISTRICT, DOC_TYPE, DOCUMENT, Filter, LINE, ORGANISATION, PAGE, Reply, YEAR, column};
use crate::overview::Wanted;
use crate::panel::{Folder, Record};
use crate::trace::Error;
use crate::write::Column;

const COLUMNS: &[Column] = &[
    ORGANISATION,
    DISTRICT,
    YEAR,
    DOC_TYPE,
    column("found_in", "text", "the table that has the words"),
    column("heading", "text", "what it stands under"),
    column("text", "text", "the words with what stands around them"),
    DOCUMENT,
    PAGE,
    LINE,
];

/// Tables with what is said in words: the columns that are searched, and the one that it stands under.
const SEARCHED: &[(&str, &[&str], &str)] = &[
    ("goals", &["title"], "level"),
    ("indicators", &["name", "comment"], "group"),
    ("activities", &["name", "deviation", "comment"], ""),
    ("tables", &["caption"], "kind"),
    ("sections", &["text"], "heading"),
];

/// Letters around the first word.
const BEFORE: usize = 60;
const AFTER: usize = 180;

/// The places in a folder that have every word, whatever the capitals.
pub fn search(folder: &Folder, wanted: &Wanted) -> Result<Reply, Error> {
    let words: Vec<String> = wanted.words.iter().map(|word| word.to_lowercase()).collect();
    let filter = Filter::of(folder, wanted)?;
    let mut reply = Reply::new(COLUMNS);
    for (table, columns, heading) in SEARCHED {
        folder.counted_rows(table, columns, |record| {
            if !filter.has(record) {
                return;
            }
            for column in *columns {
                if let Some(text) = excerpt(record.get(column), &words) {
                    reply.rows.push(row(record, table, heading, text));
                }
            }
        })?;
    }
    Ok(reply)
}

fn row(record: &Record<'_>, table: &str, heading: &str, text: String) -> Vec<String> {
    let fields = COLUMNS.iter().map(|column| match column.name {
        "found_in" => table.to_owned(),
        "heading" => record.get(heading).to_owned(),
        "text" => text.clone(),
        "page" if table == "tables" => record.get("page_first").to_owned(),
        name => record.get(name).to_owned(),
    });
    fields.collect()
}

/// What stands around the first of the words, if all of them are there.
fn excerpt(text: &str, words: &[String]) -> Option<String> {
    // Lower case may have other lengths: places are counted in letters.
    let letters: Vec<char> = text.chars().collect();
    let lower: Vec<char> = letters
        .iter()
        .map(|letter| letter.to_lowercase().next().unwrap_or(*letter))
        .collect();
    let place = |word: &String| {
        let word: Vec<char> = word.chars().collect();
        let mut windows = lower.windows(word.len().max(1));
        windows.position(|window| window == word.as_slice())
    };
    let places: Option<Vec<usize>> = words.iter().map(place).collect();
    let first = places?.into_iter().min()?;
    let (from, to) = (first.saturating_sub(BEFORE), (first + AFTER).min(letters.len()));
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    let shown: String = letters[from..to].iter().collect();
    Some(format!(
        "{}{}{}",
        dots(from > 0),
        shown.trim(),
        dots(to < letters.len())
    ))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_has_all_words_and_says_where_it_is_cut() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let long = format!("{} Trygg ute {}", "a".repeat(100), "b".repeat(300));
        let found = excerpt(&long, &words("trygg")).unwrap();
        assert!(found.starts_with('…') && found.ends_with('…') && found.contains("Trygg ute"));
        assert_eq!(
            excerpt("Trygg ute", &words("ute trygg")).as_deref(),
            Some("Trygg ute")
        );
        assert_eq!(excerpt("Trygg ute", &words("trygg inne")), None);
        assert_eq!(excerpt("", &words("trygg")), None);
    }
}
