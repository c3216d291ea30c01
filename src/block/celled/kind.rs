//! What a line may be to a table whose cells stand on lines of their own.

use crate::block::claims::Claims;
use crate::block::segment::{goal_label, marker};
use crate::block::text::{Sheet, take_marks};
use crate::grammar::Grammar;
use crate::lex::{ValueKind, cell, is_year, whole_date, whole_period};

/// What a line is, before anybody knows whether it is a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing: an empty cell, or what stands between paragraphs.
    Blank,
    /// Marks alone.
    Mark,
    /// A number, or what stands instead of one.
    Figure,
    /// A year: a figure, a period or a label.
    Year,
    /// A period.
    Period,
    /// A date.
    Date,
    /// The label of a comment alone.
    Comment,
    /// The label of a comment, with its text.
    Remark,
    /// A few words.
    Words,
    /// A few words that begin in lower case: a name or the rest of one.
    Rest,
    /// A few words with a full stop: a name or a comment.
    Stopped,
    /// More than a name has.
    Sentence,
    /// What never stands in a table: a goal's label, a marker, furniture, a line with cells of its own.
    End,
}

impl Kind {
    /// A few words, of whatever kind.
    pub(super) fn is_words(self) -> bool {
        matches!(self, Kind::Words | Kind::Rest | Kind::Stopped)
    }

    /// Words, however many.
    pub(super) fn is_text(self) -> bool {
        self.is_words() || self == Kind::Sentence
    }

    /// What may stand over a column.
    pub(super) fn is_label(self) -> bool {
        self.is_words() || matches!(self, Kind::Period | Kind::Year)
    }

    pub(super) fn is_value(self) -> bool {
        matches!(self, Kind::Figure | Kind::Year | Kind::Period | Kind::Date)
    }
}

/// A name is hardly longer, in characters.
const LONGEST_NAME: usize = 160;

/// What each line is.
pub(super) fn kinds(grammar: &Grammar, sheet: &[Sheet<'_>], claims: &Claims) -> Vec<Kind> {
    let of = |line: &Sheet<'_>| match claims.kind(line.id) {
        Some(_) => Kind::End,
        None => kind(grammar, line),
    };
    sheet.iter().map(of).collect()
}

fn kind(grammar: &Grammar, line: &Sheet<'_>) -> Kind {
    if line.is_blank() {
        return Kind::Blank;
    }
    if !line.line.cells.is_empty() || line.line.marked {
        return Kind::End;
    }
    let (_, words) = take_marks(&line.line.words);
    if words.is_empty() {
        return Kind::Mark;
    }
    let text = crate::block::text::joined(words);
    let length = text.chars().count();
    if let Some(found) = comment(grammar, &text) {
        return found;
    }
    if length > LONGEST_NAME {
        return Kind::Sentence;
    }
    if goal_label(grammar, &text).is_some_and(|label| label.has_colon) || marker(grammar, &text).is_some() {
        return Kind::End;
    }
    if is_year(&text) {
        Kind::Year
    } else if whole_date(&text).is_some() {
        Kind::Date
    } else if whole_period(grammar, &text).is_some() {
        Kind::Period
    } else if !matches!(cell(grammar, &text).kind, ValueKind::Text | ValueKind::Unread) {
        Kind::Figure
    } else if text.ends_with(['.', '!', '?', ':']) {
        /// Names have fewer words where they have a full stop.
        const FEWEST_WORDS: usize = 8;
        match text.split(' ').count() >= FEWEST_WORDS {
            true => Kind::Sentence,
            // What stands over rows may end with a colon.
            false if text.ends_with(':') => Kind::Words,
            false => Kind::Stopped,
        }
    } else if text.starts_with(char::is_lowercase) {
        Kind::Rest
    } else {
        Kind::Words
    }
}

fn comment(grammar: &Grammar, text: &str) -> Option<Kind> {
    let (entry, taken) = grammar.rows.start(text)?;
    if entry.id != "comment" {
        return None;
    }
    let rest = text[taken..].trim_start_matches([':', ' ']);
    match rest.chars().next() {
        None => Some(Kind::Comment),
        Some(first) => (!first.is_lowercase()).then_some(Kind::Remark),
    }
}
