//! Captions and header rows of other tables.

use super::indicator::is_nothing;
use super::input::{Rows, row};
use crate::block::{Grid, GridRow, Role, Vocabulary};
use crate::grammar::Grammar;
use crate::lex::{is_dash, is_year, number, period, year};
use crate::record::Column;
use nom::combinator::opt;
use nom::multi::many0;
use nom::{IResult, Parser};

/// The rows of a table, sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct Header<'a> {
    /// Text of the caption row.
    pub(super) caption: Option<String>,
    /// Caption and header rows, as they stand at the top.
    pub(super) lead: Vec<&'a GridRow>,
    /// Header rows alone.
    pub(super) rows: Vec<&'a GridRow>,
    /// The other rows.
    pub(super) body: Vec<&'a GridRow>,
}

/// `table = [caption] *(header / nothing) *body`
pub(super) fn read<'a>(_grammar: &Grammar, grid: &'a Grid) -> Header<'a> {
    let mut header = Header::default();
    let is_label =
        |row: &GridRow| row.is_single() && row.cells.first().is_some_and(|cell| !cell.text.is_empty());
    let next_is_wide = grid
        .rows
        .get(1)
        .is_some_and(|next| next.role == Some(Role::Header) || !is_label(next));
    let caption = row(|row| {
        (row.role.is_none() && is_label(row) && next_is_wide && !looks_like_value(&row.text())).then_some(row)
    });
    let lead = row(|row| is_header(row).then_some(row));
    let parsed: IResult<Rows<'a>, (Option<&GridRow>, Vec<&GridRow>)> =
        (opt(caption), many0(lead)).parse(Rows(&grid.rows));
    let Ok((rest, (caption, mut rows))) = parsed else {
        return header;
    };
    let mut rest = rest.0;
    // A table of words: only its first row can be told to be a header.
    if rest.is_empty() && rows.len() > 1 {
        rows.truncate(1);
        rest = &grid.rows[usize::from(caption.is_some()) + 1..];
    }
    // A caption row over a table whose body begins at once is the heading of its first group, if there is
    // more than one.
    if rows.is_empty()
        && rest.iter().any(is_label)
        && let Some(group) = caption
    {
        header.body = std::iter::once(group).chain(rest).collect();
        return header;
    }
    header.caption = caption.map(|row| row.text());
    header.lead = caption.into_iter().chain(rows.iter().copied()).collect();
    header.rows = rows.into_iter().filter(|row| !is_nothing(row)).collect();
    header.body = rest.iter().collect();
    header
}

/// A header row holds words, periods, years, or the numbers of the columns; never a label with figures.
fn is_header(row: &GridRow) -> bool {
    if row.role == Some(Role::Header) || is_nothing(row) {
        return true;
    }
    let label = row.cells.first().map_or("", |cell| cell.text.as_str());
    let others: Vec<&str> = row
        .cells
        .iter()
        .skip(1)
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    if others.is_empty() {
        // `1` below `tkr 2 3 4`: a column's number that slipped to a line of its own.
        return label.len() == 1 && label.chars().all(|letter| letter.is_ascii_digit());
    }
    if are_column_numbers(&others) {
        return true;
    }
    if others.iter().all(|text| is_year(text)) {
        return label.is_empty() || others.len() > 1;
    }
    !is_body(row)
}

/// Whether most of the cells after the label are figures.
pub(super) fn is_body(row: &GridRow) -> bool {
    let others: Vec<&str> = row
        .cells
        .iter()
        .skip(1)
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    let figures = others
        .iter()
        .filter(|text| looks_like_value(text) && !is_year(text))
        .count();
    !others.is_empty() && figures * 2 >= others.len() && figures > 0 && !are_column_numbers(&others)
}

/// 1, 2, 3 … or 2, 3, 4 …
fn are_column_numbers(others: &[&str]) -> bool {
    let numbers: Option<Vec<u32>> = others.iter().map(|text| text.parse().ok()).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() >= 3
            && matches!(numbers[0], 1 | 2)
            && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    })
}

/// A figure, perhaps with words around it, or a dash.
fn looks_like_value(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let text = text.trim();
    if is_dash(text) {
        return true;
    }
    let digits_at = text.find(|letter: char| letter.is_ascii_digit());
    let Some(at) = digits_at else { return false };
    let before = text[..at].trim_matches(['-', '+', '\u{2212}', '–', '±', '/', ' ', '.', '~', '<', '>']);
    let begins = before.is_empty() || before.chars().count() <= 3 && before.chars().all(char::is_alphabetic);
    // `Apr 2014` is a time and no figure.
    let is_time = !before.is_empty() && year(&text[at..]).is_ok();
    begins && !is_time && number(&text[at..]).is_ok_and(|(rest, _)| rest.chars().count() <= MOST_WORDS)
}

/// Column paths: the header cells above a column from top to bottom, a spanning cell counted for every
/// column that it spans.
pub(super) fn columns(grammar: &Grammar, words: &Vocabulary, header: &Header<'_>) -> Vec<Column> {
    let count = header
        .body
        .iter()
        .chain(&header.rows)
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    let mut paths: Vec<Vec<String>> = vec![Vec::new(); count];
    for (level, row) in header.rows.iter().enumerate() {
        let lower: Option<&&GridRow> = header.rows.get(level + 1);
        let above = paths.clone();
        // The column that the spanning cell begins in, and the first one that it cannot reach.
        let mut spanning: Option<(usize, usize)> = None;
        for at in 0..count {
            let text = row.cells.get(at).map_or("", |cell| cell.text.as_str());
            let span = row.cells.get(at).map_or(1, |cell| cell.span.max(1));
            if !text.is_empty() {
                let until = if span > 1 { at + span } else { usize::MAX };
                spanning = (at > 0).then_some((at, until));
                paths[at].push(words.rejoined(text));
                continue;
            }
            let below = lower
                .and_then(|row| row.cells.get(at))
                .map_or("", |cell| cell.text.as_str());
            // Without a known span, a cell reaches as far to the right as there are header cells below it
            // that do not name a time of their own. A label below a spanning cell may span some of its columns
            // in turn.
            let reaches = |until: usize| {
                let is_known = until < usize::MAX;
                is_known || !below.is_empty() && !names_time(grammar, below)
            };
            // What stands over the beginning of a cell stands over all of it.
            let nests = |from: usize| above[at].is_empty() || above[at] == above[from];
            spanning = spanning.filter(|(from, until)| at < *until && reaches(*until) && nests(*from));
            if let Some((from, _)) = spanning {
                paths[at] = paths[from].clone();
            }
        }
    }
    ungroup(grammar, &mut paths);
    paths
        .into_iter()
        .map(|path| Column {
            measure: measure(grammar, &path),
            period: column_period(grammar, &path),
            label: path.join(" / "),
        })
        .collect()
}

/// `Utfall 2024` stands over the costs beside `Budget netto`, never over the budget itself: a column that names
/// another version of the money leaves its group, unless some column of the group names the group's own, as
/// below a heading over the whole table.
fn ungroup(grammar: &Grammar, paths: &mut [Vec<String>]) {
    let version = |labels: &[String]| {
        let entry = grammar.measures.within(&labels.join(" "));
        entry.and_then(|entry| entry.fact("version"))
    };
    let groups = paths.chunk_by_mut(|a, b| a.len() > 1 && b.len() > 1 && a[0] == b[0]);
    for group in groups.filter(|group| group.len() > 1) {
        let Some(own) = version(&group[0][..1]) else {
            continue;
        };
        if group.iter().any(|path| version(&path[1..]) == Some(own)) {
            continue;
        }
        for path in group.iter_mut().filter(|path| version(&path[1..]).is_some()) {
            path.remove(0);
        }
    }
}

/// What a label says that it measures, and the year or period that it names.
pub(super) fn measured(grammar: &Grammar, label: &str) -> (Option<String>, Option<String>) {
    let path = [label.to_owned()];
    let measure = measure(grammar, &path);
    let period = measure.as_ref().and_then(|_| column_period(grammar, &path));
    (measure, period)
}

/// The measure that the lowest header cell names, else the one above it.
fn measure(grammar: &Grammar, path: &[String]) -> Option<String> {
    path.iter()
        .rev()
        .find_map(|label| grammar.measures.within(&unbroken(grammar, label)))
        .and_then(|entry| entry.fact("measure"))
        .map(str::to_owned)
}

/// A label without the hyphens that divide its words: `Resultat- enheternas budget` is no result.
fn unbroken(grammar: &Grammar, label: &str) -> String {
    let mut text = String::with_capacity(label.len());
    for word in label.split(' ') {
        let divides = text.ends_with('-') && word.starts_with(char::is_lowercase);
        if divides && grammar.hyphens.whole(word).is_none() {
            text.pop();
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

fn names_time(grammar: &Grammar, label: &str) -> bool {
    label_period(grammar, label).is_some()
}

/// The years and periods of the path, from the top.
fn column_period(grammar: &Grammar, path: &[String]) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for label in path {
        if let Some(period) = label_period(grammar, label)
            && !found.contains(&period)
        {
            found.push(period);
        }
    }
    (!found.is_empty()).then(|| found.join(" "))
}

/// A period or year anywhere in a label, on word borders. Nothing where another follows at once: two labels that
/// ran together, and the text does not tell which of them stands over a column.
fn label_period(grammar: &Grammar, label: &str) -> Option<String> {
    let mut before = ' ';
    for (at, letter) in label.char_indices() {
        if !before.is_alphanumeric()
            && let Ok((rest, found)) = period(grammar, &label[at..])
            && found.chars().any(|letter| letter.is_ascii_digit())
            && !rest.starts_with(|letter: char| letter.is_alphanumeric())
        {
            let next = period(grammar, rest.trim_start());
            let is_another =
                next.is_ok_and(|(_, next)| next.ends_with(|letter: char| letter.is_ascii_digit()));
            return (!is_another).then_some(found);
        }
        before = letter;
    }
    None
}
