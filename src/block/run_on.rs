//! Lines on which a whole page runs on, as in transcripts of web pages, are cut at the words that cannot
//! stand inside a sentence: goal labels, fulfilment markers, small headings, chapters.

use super::furniture::is_page_number;
use super::{Item, Text};
use crate::grammar::{Grammar, Words};

/// What a cut stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Label,
    Marker,
    Heading,
    PageNumber,
    /// The labels of a table's columns; cut only where they end a title.
    Columns,
}

/// Words of the line that are no running text.
#[derive(Debug, Clone, Copy)]
struct Cut {
    kind: Kind,
    /// Index of the first word.
    start: usize,
    /// Index after the last word.
    end: usize,
}

/// The words of a line, and the text that they make.
struct Line<'a> {
    grammar: &'a Grammar,
    text: String,
    /// Where each word begins in the text.
    starts: Vec<usize>,
}

/// Cuts a line; a line without a goal label before other text is left whole.
pub(super) fn pieces(grammar: &Grammar, text: Text) -> Vec<Item> {
    let line = Line::of(grammar, &text);
    let cuts = line.cuts();
    let has_label = cuts.iter().any(|cut| cut.kind == Kind::Label);
    let is_run_on = cuts.len() > 1 || cuts.first().is_some_and(|cut| cut.start > 0);
    if !has_label || !is_run_on {
        return vec![Item::Text(text)];
    }
    let mut borders: Vec<usize> = Vec::new();
    for (at, cut) in cuts.iter().enumerate() {
        match cut.kind {
            Kind::Label => {
                let next = cuts.get(at + 1).map_or(line.starts.len(), |next| next.start);
                let title = line.title_end(cut.end, next);
                borders.extend([cut.start, title.unwrap_or(cut.end)]);
            }
            Kind::Marker | Kind::Heading | Kind::PageNumber => borders.extend([cut.start, cut.end]),
            Kind::Columns => {}
        }
    }
    borders.push(line.starts.len());
    let mut pieces: Vec<Item> = Vec::new();
    let mut start = 0;
    for end in borders {
        if end > start {
            let mut piece = Text::from_words(&text.words[start..end], text.place, Vec::new());
            if pieces.is_empty() {
                piece.lines.clone_from(&text.lines);
                piece.blanks = text.blanks;
            }
            piece.fill = text.fill;
            piece.is_whole = true;
            piece.is_cut_out = true;
            pieces.push(if is_page_number(grammar, &piece.text) {
                Item::Furniture {
                    kind: "page-number",
                    text: piece.text,
                    place: piece.place,
                    lines: piece.lines,
                }
            } else {
                Item::Text(piece)
            });
        }
        start = end;
    }
    pieces
}

impl<'a> Line<'a> {
    fn of(grammar: &'a Grammar, text: &Text) -> Self {
        let mut line = Line {
            grammar,
            text: String::new(),
            starts: Vec::with_capacity(text.words.len()),
        };
        for word in &text.words {
            if !line.text.is_empty() {
                line.text.push(' ');
            }
            line.starts.push(line.text.len());
            line.text.push_str(&word.text);
        }
        line
    }

    fn word(&self, at: usize) -> &str {
        let rest = &self.text[self.starts[at]..];
        rest.split(' ').next().unwrap_or(rest)
    }

    /// The cuts in order; none lies in another.
    fn cuts(&self) -> Vec<Cut> {
        let mut cuts: Vec<Cut> = Vec::new();
        let mut at = 0;
        while at < self.starts.len() {
            let cut = self.text[self.starts[at]..]
                .starts_with(char::is_uppercase)
                .then(|| {
                    self.cut_at(
                        at,
                        cuts.last()
                            .is_some_and(|last| last.end == at && last.kind != Kind::Columns),
                    )
                })
                .flatten();
            at = cut.map_or(at + 1, |cut| cut.end);
            cuts.extend(cut);
        }
        cuts
    }

    fn cut_at(&self, at: usize, after_cut: bool) -> Option<Cut> {
        let words = self.grammar;
        let cut = |kind, start, end| Some(Cut { kind, start, end });
        if let Some(end) = self.label_end(at) {
            return cut(Kind::Label, at, end);
        }
        // One word such as `Ingen` may stand in any sentence.
        if let Some(end) = self.phrase_end(&words.markers, at)
            && end - at > 1
            && self.may_end(end)
        {
            let has_glyph = at > 0 && !self.word(at - 1).contains(char::is_alphanumeric);
            return cut(Kind::Marker, at - usize::from(has_glyph), end);
        }
        if let Some(end) = self.page_number_end(at) {
            return cut(Kind::PageNumber, at, end);
        }
        let after_sentence = at == 0 || after_cut || self.word(at - 1).ends_with(['.', '!', '?']);
        for (phrases, may_begin) in [(&words.sections, true), (&words.headings, after_sentence)] {
            if may_begin
                && let Some(end) = self.phrase_end(phrases, at)
                && self.may_end(end)
            {
                return cut(Kind::Heading, at, end);
            }
        }
        [&words.indicator_columns, &words.activity_columns]
            .into_iter()
            .find_map(|columns| self.phrase_end(columns, at))
            .and_then(|end| cut(Kind::Columns, at, end))
    }

    /// `label = phrase [number] ":"`
    fn label_end(&self, at: usize) -> Option<usize> {
        let rest = &self.text[self.starts[at]..];
        let (_, taken) = self.grammar.labels.start(rest)?;
        let after = rest[taken..].trim_start_matches(|letter: char| letter == ' ' || letter.is_ascii_digit());
        after.starts_with(':').then_some(())?;
        self.word_at(self.text.len() - after.len() + 1)
    }

    /// `Sid 3` or `Sid 3 (34)`.
    fn page_number_end(&self, at: usize) -> Option<usize> {
        const WORDS: [usize; 2] = [3, 2];
        let end = |words| {
            self.starts
                .get(at + words)
                .map_or(self.text.len(), |start| start - 1)
        };
        WORDS
            .into_iter()
            .filter(|words| at + words <= self.starts.len())
            .find(|words| is_page_number(self.grammar, &self.text[self.starts[at]..end(*words)]))
            .map(|words| at + words)
    }

    /// The index after the words of a phrase; a full stop may follow it.
    fn phrase_end(&self, phrases: &Words, at: usize) -> Option<usize> {
        let start = self.starts[at];
        let (_, taken) = phrases.start(&self.text[start..])?;
        let after = &self.text[start + taken..];
        self.word_at(start + taken + usize::from(after.starts_with('.')))
    }

    /// The index of the word that begins after this byte, if a word ends here.
    fn word_at(&self, byte: usize) -> Option<usize> {
        let ends = self.text.len() == byte || self.text[byte..].starts_with(' ');
        ends.then(|| self.starts.partition_point(|start| *start < byte))
    }

    /// What is no part of a sentence is followed by the beginning of one.
    fn may_end(&self, end: usize) -> bool {
        self.starts
            .get(end)
            .is_none_or(|start| !self.text[*start..].starts_with(char::is_lowercase))
    }

    /// Where a title ends: at what cannot stand in one, if it is as short as a title and holds no sentence
    /// and no figure of a table.
    fn title_end(&self, start: usize, end: usize) -> Option<usize> {
        const LONGEST: usize = 25;
        let is_short = (1..=LONGEST).contains(&(end - start));
        let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
        let ends_sentence = |at: usize| {
            let word = self.word(at);
            word.ends_with(['.', '!', '?']) && !(at == start && is_number(word))
        };
        let is_figure = |at: usize| {
            let word = self.word(at);
            word.contains('%') || at > start && is_number(word)
        };
        if !is_short || (start..end).any(is_figure) || (start..end - 1).any(ends_sentence) {
            return None;
        }
        let is_bare_number = end == start + 1 && is_number(self.word(start));
        (!is_bare_number).then_some(end)
    }
}
