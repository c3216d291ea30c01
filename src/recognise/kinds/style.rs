//! Tables of one style: what the other tables of a document say of one that says little itself.
//!
//! One template sets all tables of a kind alike. A part without a header takes the columns of the style that its
//! own columns are like; a label that nobody knows means what stands there in the others.

use super::content::Content;
use super::header::{self, Header, Known};
use super::weigh::{name_at, reasons};
use super::{Column, Draft, Kind, Part, Role};
use crate::block::{Role as RowRole, Vocabulary};
use crate::grammar::{Grammar, Holds};
use crate::lex;
use crate::trace::{Evidence, Feature, Ranked, sum};

/// Tables with the same columns.
#[derive(Debug, Clone)]
pub(super) struct Style {
    kind: Kind,
    columns: Vec<Column>,
    contents: Vec<Content>,
    /// The parts that are set so.
    members: Vec<usize>,
}

/// The styles of the parts whose own header says what they are.
pub(super) fn styles(grammar: &Grammar, parts: &[Part]) -> Vec<Style> {
    let mut styles: Vec<Style> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some((kind, header)) = &part.header else {
            continue;
        };
        let ranked = ranked(&reasons(grammar, part, Some((*kind, &header.columns))));
        if ranked.is_none_or(|ranked| ranked.best != *kind) {
            continue;
        }
        let known = styles.iter_mut().find(|style| {
            style.kind == *kind
                && style.contents.len() == part.contents.len()
                && is_alike(&style.columns, &header.columns)
        });
        match known {
            Some(style) => {
                style.members.push(at);
                for (sum, one) in style.contents.iter_mut().zip(&part.contents) {
                    sum.join(one);
                }
                for (own, other) in style.columns.iter_mut().zip(&header.columns) {
                    if own.role == Role::Unknown && other.role != Role::Unknown {
                        own.clone_from(other);
                    }
                }
            }
            None => styles.push(Style {
                kind: *kind,
                columns: header.columns.clone(),
                contents: part.contents.clone(),
                members: vec![at],
            }),
        }
    }
    styles
}

/// Whether two headers can be one: where both labels are known they are the same.
fn is_alike(one: &[Column], other: &[Column]) -> bool {
    let same = |(a, b): &(&Column, &Column)| (&a.id, &a.period, a.sex) == (&b.id, &b.period, b.sex);
    let known = one
        .iter()
        .zip(other)
        .filter(|(a, b)| a.id.is_some() && b.id.is_some());
    let known: Vec<_> = known.collect();
    one.len() == other.len() && !known.is_empty() && known.iter().all(same)
}

/// The kinds by what speaks for them.
fn ranked(reasons: &[(Kind, Vec<Evidence>)]) -> Option<Ranked<Kind>> {
    Ranked::of(reasons.iter().map(|(kind, evidence)| (*kind, sum(evidence))))
}

/// Settles the kind of a part, and what stands over its columns.
pub(super) fn settle(
    grammar: &Grammar,
    vocabulary: &Vocabulary,
    styles: &[Style],
    parts: &[Part],
    at: usize,
) -> Draft {
    let part = &parts[at];
    let header = part.header.as_ref();
    let styled = styled(styles, parts, at);
    let mut found = match header {
        Some((kind, header)) => reasons(grammar, part, Some((*kind, &header.columns))),
        None => reasons(grammar, part, None),
    };
    if let Some((style, likeness)) = &styled
        && let Some((_, evidence)) = found.iter_mut().find(|(kind, _)| *kind == style.kind)
    {
        evidence.push(
            grammar
                .weights
                .evidence(Feature::Style, *likeness, part.grid.place()),
        );
    }
    let fallback = Ranked {
        best: Kind::Other,
        odds: 0.0,
        second: None,
    };
    let kind = ranked(&found).unwrap_or(fallback);
    let own = header
        .filter(|(own, _)| *own == kind.best)
        .map(|(_, header)| header);
    let style = styled.map(|(style, _)| style);
    let outlier = style.map(|style| style.kind).filter(|other| *other != kind.best);
    let style = style.filter(|style| style.kind == kind.best);
    // What the body says lets the first row be a header of labels that nobody knows.
    let loose = match own {
        Some(_) => None,
        None => Known::of(grammar, kind.best)
            .and_then(|known| loose(grammar, vocabulary, &known, part))
            .filter(|header| style.is_none() || is_over_most(header)),
    };
    let columns = match kind.best {
        Kind::Indicators | Kind::Activities => completed(kind.best, part, own.or(loose.as_ref()), style),
        Kind::Money | Kind::Other => Vec::new(),
    };
    let needs = match kind.best {
        Kind::Indicators => grammar.forms.indicators.one_of.clone(),
        Kind::Activities => grammar.forms.activities.one_of.clone(),
        Kind::Money | Kind::Other => Vec::new(),
    };
    let mut grid = part.grid.clone();
    if columns.is_empty() {
        for (row, role) in grid.rows.iter_mut().zip(&part.told) {
            row.role = *role;
        }
    }
    for row in grid
        .rows
        .iter_mut()
        .take(loose.as_ref().map_or(0, |header| header.rows.end))
    {
        row.role = Some(RowRole::Header);
    }
    Draft {
        grid,
        kind,
        columns,
        has_header: own.is_some(),
        evidence: found,
        outlier,
        needs,
    }
}

/// Whether a header has labels over most of its columns. One with fewer, where the style of the tables before has labels
/// for all, is the rest of a row that a page has cut.
fn is_over_most(header: &Header) -> bool {
    let columns = header.columns.iter();
    columns.filter(|column| !column.label.is_empty()).count() * 2 > header.columns.len()
}

/// The first row as a header, where it has words over columns that hold none.
fn loose(grammar: &Grammar, vocabulary: &Vocabulary, known: &Known<'_>, part: &Part) -> Option<Header> {
    let header = header::loose(grammar, vocabulary, known, &part.grid.rows)?;
    let stands_over = |column: &&Column| {
        let content = part.contents.get(column.at);
        !column.label.is_empty() && content.is_some_and(|content| content.words * 2.0 < content.filled)
    };
    let names = header
        .columns
        .iter()
        .filter(|column| !column.label.is_empty())
        .count();
    let over = header.columns.iter().filter(stands_over).count();
    // Dates and figures are values and no labels, and a header stands over something.
    let begins_with_digit = |label: &str| label.starts_with(|letter: char| letter.is_ascii_digit());
    let is_value = |label: &str| {
        begins_with_digit(label) && (lex::year(label).is_err() || lex::whole_date(label).is_some())
    };
    let has_value = header.columns.iter().any(|column| is_value(&column.label));
    if has_value || header.rows.end >= part.grid.rows.len() {
        return None;
    }
    (over > 0 && (over + 1) * 2 > names).then_some(header)
}

/// The style that a part is set in, and how like it is: for a part with a header, only one that others share.
fn styled<'s>(styles: &'s [Style], parts: &[Part], at: usize) -> Option<(&'s Style, f32)> {
    const LIKE: f32 = 0.5;
    const NEXT: f32 = 0.3;
    let part = &parts[at];
    if let Some((kind, header)) = &part.header {
        let mut own = styles.iter().filter(|style| style.kind == *kind);
        let style = own.find(|style| is_alike(&style.columns, &header.columns))?;
        let others = style.members.iter().filter(|member| **member != at).count();
        return (others > 0).then_some((style, 0.5));
    }
    let before = at.checked_sub(1);
    let is_next = |style: &Style| {
        before.is_some_and(|before| style.members.contains(&before)) && part.around.above.len() <= 1
    };
    let like = styles.iter().filter_map(|style| {
        let is_first = before.is_some_and(|before| is_next(style) && parts[before].is_header_alone());
        let has_as_many = style.contents.len() == part.contents.len();
        let likeness = match is_first && has_as_many {
            true => 1.0,
            false => likeness(style, &part.contents)?,
        };
        Some((style, likeness + if is_next(style) { NEXT } else { 0.0 }))
    });
    let best = Ranked::of(like)?;
    (best.odds >= LIKE).then_some((best.best, best.odds.min(1.0)))
}

/// How like the columns of a table are to those of a style; none where a column holds something else. A column that
/// is empty in all tables of the style is known by what its form says that it holds.
fn likeness(style: &Style, contents: &[Content]) -> Option<f32> {
    const UNLIKE: f32 = -0.3;
    if style.contents.len() != contents.len() {
        return None;
    }
    let pairs: Vec<f32> = style
        .contents
        .iter()
        .zip(&style.columns)
        .zip(contents)
        .filter(|(_, content)| content.filled > 0.0)
        .filter_map(|((own, column), content)| match own.filled > 0.0 {
            true => Some(own.likeness(content)),
            false => Some(2.0 * content.fits(column.holds?)? - 1.0),
        })
        .collect();
    if pairs.len() < 2 || pairs.iter().any(|like| *like < UNLIKE) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    let count = contents.len() as f32;
    Some(pairs.iter().sum::<f32>() / count)
}

/// The columns of a table that has been settled: by its own labels, those of its style, and what they hold.
fn completed(kind: Kind, part: &Part, own: Option<&Header>, style: Option<&Style>) -> Vec<Column> {
    let mut columns = match (own, style) {
        (Some(header), _) => header.columns.clone(),
        (None, Some(style)) => style.columns.clone(),
        (None, None) => unlabelled(part),
    };
    if let (Some(_), Some(style)) = (own, style) {
        for (column, other) in columns.iter_mut().zip(&style.columns) {
            if column.role == Role::Unknown && other.role != Role::Unknown {
                let label = std::mem::take(&mut column.label);
                column.clone_from(other);
                if !label.is_empty() {
                    column.label = label;
                    column.is_lent = other.role == Role::Own;
                }
            }
        }
    }
    name_rows(part, &mut columns);
    match kind {
        Kind::Activities => days(part, &mut columns),
        _ => by_contents(part, &mut columns),
    }
    twice(&mut columns);
    columns
}

/// Columns of a table that has no labels.
fn unlabelled(part: &Part) -> Vec<Column> {
    let column = |at| Column {
        at,
        ..Column::default()
    };
    (0..part.contents.len()).map(column).collect()
}

/// Gives a table whose label for the names is missing or unknown the column that holds them: the first with words.
fn name_rows(part: &Part, columns: &mut [Column]) {
    if columns.iter().any(|column| column.role == Role::Name) {
        return;
    }
    let is_free = |at: &usize| {
        columns
            .get(*at)
            .is_some_and(|column| column.role == Role::Unknown)
    };
    let by_words = name_at(&part.contents).filter(is_free);
    let first = columns.iter().position(|column| column.role == Role::Unknown);
    if let Some(column) = by_words.or(first).and_then(|at| columns.get_mut(at)) {
        column.role = Role::Name;
        column.holds = Some(Holds::Name);
    }
}

/// A column of periods is one whatever stands over it.
fn by_contents(part: &Part, columns: &mut [Column]) {
    let is_told = |columns: &[Column]| {
        columns
            .iter()
            .any(|column| matches!(column.holds, Some(Holds::Period | Holds::Frequency)))
    };
    for at in 0..columns.len() {
        let content = part.contents.get(columns[at].at).copied().unwrap_or_default();
        let is_time = content.is_mostly(Holds::Period) && content.filled > 1.0;
        if columns[at].role == Role::Unknown && is_time && !is_told(columns) {
            let is_period = content.periods > content.frequencies;
            let column = &mut columns[at];
            column.role = Role::Own;
            column.measure = Some(if is_period { "period" } else { "periodicitet" }.to_owned());
            column.holds = Some(if is_period {
                Holds::Period
            } else {
                Holds::Frequency
            });
        }
        if columns[at].role == Role::Unknown
            && content.is_mostly(Holds::Number)
            && content.filled > 1.0
            && at == 0
        {
            columns[at].role = Role::Number;
        }
    }
}

/// Columns of days are the first and the last, in this order, whatever stands over them.
fn days(part: &Part, columns: &mut [Column]) {
    let is_free = |column: &Column| {
        let content = part.contents.get(column.at);
        column.role == Role::Unknown && content.is_some_and(|content| content.is_mostly(Holds::Date))
    };
    let find =
        |columns: &[Column], id: &str| columns.iter().position(|column| column.id.as_deref() == Some(id));
    let (start, end) = (find(columns, "start"), find(columns, "end"));
    let free: Vec<usize> = (0..columns.len()).filter(|at| is_free(&columns[*at])).collect();
    let told = match (start, end, free.as_slice()) {
        (None, None, [first, last]) => vec![(*first, "start"), (*last, "end")],
        (Some(start), None, [last]) if *last > start => vec![(*last, "end")],
        (None, Some(end), [first]) if *first < end => vec![(*first, "start")],
        _ => Vec::new(),
    };
    for (at, id) in told {
        columns[at].role = Role::Own;
        columns[at].id = Some(id.to_owned());
        columns[at].holds = Some(Holds::Date);
    }
}

/// Two columns that would mean the same: which of them does is not told.
fn twice(columns: &mut [Column]) {
    let same = |one: &Column, other: &Column| {
        one.role == Role::Own
            && other.role == Role::Own
            && one.measure.is_some()
            && (&one.measure, one.sex, &one.period) == (&other.measure, other.sex, &other.period)
    };
    let doubled: Vec<bool> = columns
        .iter()
        .map(|column| {
            columns
                .iter()
                .any(|other| other.at != column.at && same(column, other))
        })
        .collect();
    for (column, is_doubled) in columns.iter_mut().zip(doubled) {
        if is_doubled {
            column.is_twice = true;
            column.measure = None;
        }
    }
}
