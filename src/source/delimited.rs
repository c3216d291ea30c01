//! Tables whose cells are parted by semicolons or commas, as spreadsheets save them.

/// The text with tabs between its cells, if all of it is one table with other marks between them.
///
/// Every line has as many cells as the first, and none begins with a space, as the words after a mark in running
/// text do. Three columns tell a table by commas, for the Swedish decimal mark is one.
pub(super) fn tabbed(text: &str) -> Option<String> {
    if text.contains('\t') {
        return None;
    }
    [(b';', 2), (b',', 3)]
        .into_iter()
        .find_map(|(mark, fewest)| table(text, mark, fewest))
}

fn table(text: &str, mark: u8, fewest: usize) -> Option<String> {
    const FEWEST_ROWS: usize = 2;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut tabbed = String::with_capacity(text.len());
    let (mut rows, mut columns) = (0, None);
    for record in reader.records() {
        let record = record.ok()?;
        let is_even = *columns.get_or_insert(record.len()) == record.len();
        if !is_even || record.len() < fewest || record.iter().any(|field| field.starts_with(' ')) {
            return None;
        }
        for (at, field) in record.iter().enumerate() {
            if at > 0 {
                tabbed.push('\t');
            }
            tabbed.extend(field.split_whitespace().flat_map(|word| [word, " "]));
            tabbed.truncate(tabbed.trim_end_matches(' ').len());
        }
        tabbed.push('\n');
        rows += 1;
    }
    (rows >= FEWEST_ROWS).then_some(tabbed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_told_from_running_text() {
        assert_eq!(
            tabbed("Indikator;Utfall\n\"Andel; prov\";81,5 %\n").as_deref(),
            Some("Indikator\tUtfall\nAndel; prov\t81,5 %\n")
        );
        assert_eq!(
            tabbed("Namn,Mål,Utfall\nProv,\"81,5\",80\n").as_deref(),
            Some("Namn\tMål\tUtfall\nProv\t81,5\t80\n")
        );
        for text in [
            "Ett; två\nTre; fyra\n",
            "Ett;två\nTre\n",
            "Prov, sa de, blev det\nOch sedan, igen, blev det inget\n",
            "81,5\n84,2\n",
            "Ett;två\n",
            "Namn\tMål\n",
        ] {
            assert_eq!(tabbed(text), None, "{text}");
        }
    }
}
