//! Tables whose columns are told by runs of dashes or equals signs: pandoc's simple and multiline tables, and
//! the simple tables of reStructuredText.

use super::inline::words;
use super::{Drawing, Markup, columns, number, slice};
use crate::page::body::{Cell, Row, Table};

/// Lines that a header may have.
const HIGHEST_HEADER: usize = 30;

/// Finds a table that begins on a line, how it is drawn and where it ends.
pub(super) fn find(lines: &[&str], at: usize) -> Option<(Drawing, usize)> {
    if let Some('=') = groups_sign(lines[at]) {
        return equals_end(lines, at).map(|end| (Drawing::Equals, end));
    }
    let end = if is_rule(lines[at]) {
        ruled_end(lines, at)
    } else if groups_sign(lines[at]).is_some() {
        headless_end(lines, at)
    } else if lines
        .get(at + 1)
        .is_some_and(|next| groups_sign(next) == Some('-'))
    {
        simple_end(lines, at)
    } else {
        None
    };
    end.map(|end| (Drawing::Dashes, end))
}

/// A line of nothing but dashes in one run.
fn is_rule(line: &str) -> bool {
    const SHORTEST: usize = 5;
    let line = line.trim();
    line.len() >= SHORTEST && line.bytes().all(|byte| byte == b'-')
}

/// The sign of a line of several runs of dashes, or of equals signs, which fill most of it.
fn groups_sign(line: &str) -> Option<char> {
    let trimmed = line.trim();
    let sign = trimmed.chars().next().filter(|sign| matches!(sign, '-' | '='))?;
    let only = trimmed.chars().all(|letter| letter == sign || letter == ' ');
    let filled = trimmed.chars().filter(|letter| *letter == sign).count();
    let runs = trimmed.split_whitespace();
    let is_group = only && runs.clone().count() > 1 && runs.clone().all(|run| run.len() >= 2);
    (is_group && filled * 10 >= trimmed.len() * 6 && runs.clone().any(|run| run.len() > 2)).then_some(sign)
}

/// Rule, header, groups, rows with blank lines between them, rule.
fn ruled_end(lines: &[&str], at: usize) -> Option<usize> {
    let groups = (at + 1..lines.len().min(at + 1 + HIGHEST_HEADER))
        .find(|line| groups_sign(lines[*line]).is_some())?;
    if groups == at + 1 || (at + 1..groups).any(|line| is_rule(lines[line])) {
        return None;
    }
    let end = (groups + 1..lines.len())
        .find(|line| is_rule(lines[*line]) || groups_sign(lines[*line]).is_some())?;
    Some(end + 1)
}

/// Groups, rows, the same groups again.
fn headless_end(lines: &[&str], at: usize) -> Option<usize> {
    const LONGEST: usize = 4000;
    let end = (at + 1..lines.len().min(at + LONGEST)).find(|line| groups_sign(lines[*line]).is_some())?;
    (lines[end].trim() == lines[at].trim() && end > at + 1).then_some(end + 1)
}

/// A header on one line, groups, rows up to a blank line or groups.
fn simple_end(lines: &[&str], at: usize) -> Option<usize> {
    if lines[at].trim().is_empty() {
        return None;
    }
    let rows = lines[at + 2..]
        .iter()
        .take_while(|line| !line.trim().is_empty() && groups_sign(line).is_none());
    let end = at + 2 + rows.count();
    let is_closed = lines.get(end).is_some_and(|line| groups_sign(line).is_some());
    (end > at + 2).then_some(end + usize::from(is_closed))
}

/// Equals signs, a header, equals signs, rows, equals signs; without a header, two lines of them.
fn equals_end(lines: &[&str], at: usize) -> Option<usize> {
    let borders: Vec<usize> = (at..lines.len())
        .filter(|line| groups_sign(lines[*line]) == Some('='))
        .take(3)
        .collect();
    let is_last = |line: usize| lines.get(line + 1).is_none_or(|next| next.trim().is_empty());
    let end = borders.iter().skip(1).copied().find(|line| is_last(*line))?;
    Some(end + 1)
}

/// The table that lines draw.
pub(super) fn table(lines: &[&str], first: usize, markup: Markup) -> Table {
    let Some(groups) = lines.iter().position(|line| groups_sign(line).is_some()) else {
        return Table::default();
    };
    let starts = starts(lines[groups]);
    let is_border = |line: &str| is_rule(line) || groups_sign(line).is_some();
    let is_equals = groups_sign(lines[groups]) == Some('=');
    let inner = lines
        .iter()
        .skip(groups + 1)
        .position(|line| is_border(line))
        .map(|at| at + groups + 1);
    // The header stands above the groups, or between two borders of equals signs.
    let header_end = match inner {
        Some(at) if is_equals && at + 1 < lines.len() => at,
        _ => groups,
    };
    let body = header_end + 1..lines.len();
    let has_blanks = lines[body.clone()].iter().any(|line| line.trim().is_empty());
    let is_ruled = is_rule(lines[0]);
    let mut table = Table::default();
    let header: Vec<usize> = (0..header_end).filter(|at| !is_border(lines[*at])).collect();
    if header.iter().any(|at| !lines[*at].trim().is_empty()) {
        table.rows.push(row(lines, &header, &starts, first, markup, true));
    }
    let mut current: Vec<usize> = Vec::new();
    for at in body {
        let line = lines[at];
        let is_blank = line.trim().is_empty();
        // A line goes on with the row above where rows are parted by blank lines, or where a table in equals
        // signs has nothing in its first column.
        let goes_on = if is_equals {
            slice(line, starts[0], starts.get(1).copied().unwrap_or(usize::MAX))
                .trim()
                .is_empty()
        } else {
            has_blanks || is_ruled
        };
        if (is_blank || is_border(line) || !goes_on) && !current.is_empty() {
            let whole = row(lines, &current, &starts, first, markup, false);
            table.rows.push(whole);
            current.clear();
        }
        if !is_blank && !is_border(line) {
            current.push(at);
        }
    }
    if !current.is_empty() {
        table
            .rows
            .push(row(lines, &current, &starts, first, markup, false));
    }
    table
}

/// The columns in which the runs of a line of groups begin.
fn starts(line: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut before = ' ';
    for (column, letter) in columns(line) {
        if before == ' ' && letter != ' ' {
            starts.push(column);
        }
        before = letter;
    }
    starts
}

fn row(lines: &[&str], at: &[usize], starts: &[usize], first: usize, markup: Markup, is_header: bool) -> Row {
    let number = number(first + at.first().copied().unwrap_or(0));
    let cell = |column: usize| {
        let from = if column == 0 { 0 } else { starts[column] };
        let to = starts.get(column + 1).copied().unwrap_or(usize::MAX);
        let parts: Vec<String> = at
            .iter()
            .map(|line| slice(lines[*line], from, to).trim().to_owned())
            .collect();
        Cell::of(words(&parts.join("\n"), markup), number)
    };
    Row {
        cells: (0..starts.len()).map(cell).collect(),
        number,
        is_header,
        page: None,
    }
}
