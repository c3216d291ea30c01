//! Walks the blocks in reading order and says what each one is.

use super::goal;
use super::kinds::{self, Draft};
use super::labels::Labels;
use super::lone::{self, Lone};
use super::marker;
use super::next_report::{self, Current, text_of};
use super::prose;
use super::status;
use super::table;
use super::title::{title, undivided};
use super::{Find, Found};
use crate::block::segment::{Label, Listed, Standing, bullet, goes_on};
use crate::block::{Blocks, Item, LineId, Text};
use crate::grammar::Grammar;
use crate::record::{Fulfilment, Status};
use crate::trace::{Code, Diagnostic, Place, Read};
use std::collections::BTreeMap;

/// Walks a document.
pub(super) fn walk(grammar: &Grammar, blocks: &Blocks) -> Read<Vec<Found>> {
    let listed = Listed::of(&blocks.outline);
    let mut walk = Walk {
        grammar,
        blocks,
        labels: Labels::of(grammar, &listed, blocks),
        drafts: kinds::drafts(grammar, blocks),
        at: 0,
        found: Vec::new(),
        diagnostics: Vec::new(),
        goal: Goal::None,
        heading_above: None,
        worded: Vec::new(),
        lone: Vec::new(),
        is_below_list: false,
        current: Current::default(),
    };
    walk.title_page();
    while walk.at < blocks.items.len() {
        walk.step();
    }
    let told = lone::settle(walk.lone, &walk.worded, &mut walk.found);
    walk.diagnostics.extend(told);
    let doubtful = walk.labels.doubtful(&blocks.items);
    walk.diagnostics.extend(doubtful);
    Read {
        value: walk.found,
        diagnostics: walk.diagnostics,
    }
}

/// Where the walk stands with respect to the last goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// Under no goal.
    None,
    /// Under a goal whose marker has not been seen.
    Open,
    /// Under a goal whose marker has been seen.
    Marked,
}

struct Walk<'a> {
    grammar: &'a Grammar,
    blocks: &'a Blocks,
    labels: Labels<'a>,
    /// Every table with its kind, by the position of its block.
    drafts: BTreeMap<usize, Vec<Draft>>,
    at: usize,
    found: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
    goal: Goal,
    /// The heading that stands directly above, for tables that it names.
    heading_above: Option<String>,
    /// Markers with words and a coloured mark, and goals with a coloured mark alone.
    worded: Vec<(Fulfilment, Status)>,
    lone: Vec<Lone>,
    /// The last find is a list, which names no table below it.
    is_below_list: bool,
    /// The report that is being read, of several in the file.
    current: Current,
}

impl Walk<'_> {
    fn push(&mut self, find: Find, place: Place, lines: Vec<LineId>) {
        self.is_below_list &= find.is_furniture();
        self.found.push(Found { find, place, lines });
    }

    fn text_at(&self, at: usize) -> Option<&Text> {
        match self.blocks.items.get(at)? {
            Item::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Without a table of contents, the title page ends at the first heading that the grammar knows.
    fn title_page(&mut self) {
        const WITHIN: usize = 40;
        let items = &self.blocks.items;
        let is_start = |item: &Item| match item {
            Item::Text(text) => {
                goal::label(self.grammar, &text.text).is_some()
                    || next_report::is_chapter(self.grammar, &text.text)
            }
            Item::Table(_) => true,
            Item::Furniture { kind, .. } => *kind == "contents",
        };
        let Some(end) = items.iter().position(is_start).or_else(|| self.front_alone()) else {
            return;
        };
        let is_claimed = |item: &Item| matches!(item, Item::Furniture { kind, .. } if *kind == "title-page");
        let page = &items[..end];
        let text = |at: usize| page.get(at).and_then(text_of);
        let is_title = |line: &str| title(self.grammar, line).is_some();
        let has_title = (0..end.min(WITHIN)).any(|at| {
            let divided = text(at).zip(text(at + 1));
            text(at).is_some_and(is_title)
                || divided
                    .is_some_and(|(line, next)| undivided(line, next).is_some_and(|whole| is_title(&whole)))
        });
        if has_title && !page.iter().any(is_claimed) {
            let names_table =
                matches!(items.get(end), Some(Item::Table(_))) && end > 0 && self.stands_above_table(end - 1);
            let end = self.first_chapter(end - usize::from(names_table));
            self.front_matter(end);
        }
    }

    /// Where a document without any heading that is known begins with lines of a title page: the first block after them.
    fn front_alone(&self) -> Option<usize> {
        const WITHIN: usize = 8;
        const LONGEST: usize = 90;
        let items = &self.blocks.items;
        let is_line = |text: &&str| text.chars().count() <= LONGEST && !text.ends_with(['.', '!', '?']);
        let lines = items.iter().take(WITHIN).map_while(text_of).take_while(is_line);
        let lines: Vec<&str> = lines.collect();
        let has_title = lines.iter().any(|text| title(self.grammar, text).is_some());
        let last = lines.iter().rposition(|text| self.is_front(text));
        last.filter(|_| has_title).map(|last| last + 1)
    }

    /// The end of the title page, where a chapter that nobody knows stands between the title and the first heading that
    /// is known: a short line and a sentence right behind the title, and nothing of a title page after them.
    fn first_chapter(&self, end: usize) -> usize {
        const LONGEST: usize = 50;
        const SENTENCE: usize = 4;
        let text = |at: usize| self.blocks.items.get(at).and_then(text_of).unwrap_or("");
        let Some(last) = (0..end).rev().find(|at| self.is_front(text(*at))) else {
            return end;
        };
        let (heading, sentence) = (text(last + 1), text(last + 2));
        let is_heading = heading.starts_with(char::is_uppercase)
            && heading.chars().count() <= LONGEST
            && heading
                .chars()
                .all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-'));
        let is_sentence = sentence.starts_with(char::is_uppercase)
            && sentence.ends_with('.')
            && sentence.split(' ').count() >= SENTENCE;
        let is_title = title(self.grammar, text(last)).is_some();
        if last + 2 < end && is_title && is_heading && is_sentence {
            last + 1
        } else {
            end
        }
    }

    /// Whether a line says something of the document, as those of a title page do.
    fn is_front(&self, text: &str) -> bool {
        let starts = self.grammar.title.start(text);
        title(self.grammar, text).is_some()
            || starts.is_some_and(|(entry, _)| entry.fact("role") != Some("joint"))
            || self.grammar.bodies.at_end(text).is_some()
            || crate::lex::whole_date(text).is_some()
    }

    /// Whether the last line of a title page is the table's below it: it names a unit of money and
    /// says nothing of the document.
    fn stands_above_table(&self, at: usize) -> bool {
        let Some(text) = self.text_at(at).map(|text| text.text.trim()) else {
            return false;
        };
        let grammar = self.grammar;
        let is_front = grammar.title.start(text).is_some() || title(grammar, text).is_some();
        let is_body = grammar.bodies.at_end(text).is_some() || crate::lex::whole_date(text).is_some();
        !is_front && !is_body && grammar.money_unit(text).is_some()
    }

    /// Everything up to a block is the title page.
    fn front_matter(&mut self, end: usize) {
        while self.at < end {
            if let Some(text) = self.text_at(self.at).cloned() {
                self.current.learn_title(self.grammar, &text.text);
                let find = Find::Furniture {
                    kind: "title-page",
                    text: text.text.clone(),
                };
                self.one(&text, find);
            } else {
                self.furniture();
            }
        }
    }

    /// The title page of another report in the same file.
    fn next_report(&mut self) -> bool {
        let items = &self.blocks.items;
        let Some(end) = next_report::title_page(self.grammar, items, self.at, &self.current) else {
            return false;
        };
        let place = items[self.at].place();
        self.current = Current::default();
        self.goal = Goal::None;
        self.push(Find::NextReport, place, Vec::new());
        self.front_matter(end);
        true
    }

    fn step(&mut self) {
        match &self.blocks.items[self.at] {
            Item::Furniture { .. } => self.furniture(),
            Item::Table(_) => {
                self.current.has_content = true;
                self.table();
            }
            Item::Text(_) if self.next_report() => {}
            Item::Text(text) => {
                let text = text.clone();
                self.text(&text);
            }
        }
    }

    fn furniture(&mut self) {
        if let Item::Furniture {
            kind,
            text,
            place,
            lines,
        } = &self.blocks.items[self.at]
        {
            if *kind == "title-page" {
                self.current.learn_title(self.grammar, text);
            }
            let find = Find::Furniture {
                kind,
                text: text.clone(),
            };
            self.push(find, *place, lines.clone());
        }
        self.at += 1;
    }

    fn text(&mut self, text: &Text) {
        let label = self.labels.at(self.at);
        if label == Label::Goal
            && let Some(found) = goal::label(self.grammar, &text.text)
        {
            self.goal(text, found.level, found.rest.to_owned());
            return;
        }
        if self.goal == Goal::Open && label == Label::Marker {
            if let Some(find) = self.marker(text) {
                self.one(text, find);
                return;
            }
        } else if self.goal == Goal::Open && marker::is_like_one(self.grammar, text) {
            self.unknown_marker(text);
        }
        match label {
            Label::Section => self.section(text),
            Label::Heading if !text.is_cut_out || self.grammar.headings.whole(&text.text).is_some() => {
                self.heading(text, self.labels.level(text));
            }
            _ => self.paragraph(text),
        }
    }

    /// A marker of the goal above.
    fn marker(&mut self, text: &Text) -> Option<Find> {
        let marker = marker::marker(self.grammar, text)?;
        self.goal = Goal::Marked;
        if let (Some(status), _) = status::of(self.grammar, &text.marks) {
            self.worded.push((marker.fulfilment, status));
        }
        Some(Find::Marker {
            fulfilment: marker.fulfilment,
            raw: marker.raw,
            evidence: marker.evidence,
        })
    }

    fn unknown_marker(&mut self, text: &Text) {
        let words = text.text.trim();
        let message = crate::say!("marker-unknown", words = words);
        let diagnostic = Diagnostic::new(Code::MarkerUnknown, text.place, message, &text.text);
        self.diagnostics.push(diagnostic);
    }

    /// The name of a section; some are also headings of chapters where no goal stands above.
    fn section(&mut self, text: &Text) {
        let is_chapter = self.goal == Goal::None && self.grammar.headings.whole(&text.text).is_some();
        match self.grammar.sections.whole(&text.text) {
            Some(entry) if !is_chapter => {
                let name = entry.fact("name").unwrap_or(&text.text).to_owned();
                self.one(text, Find::Section { name });
            }
            _ => self.heading(text, self.labels.level(text)),
        }
    }

    /// A find that is one block.
    fn one(&mut self, text: &Text, find: Find) {
        self.push(find, text.place, text.lines.clone());
        self.heading_above = None;
        self.at += 1;
    }

    fn heading(&mut self, text: &Text, level: u8) {
        if level == 1 {
            self.goal = Goal::None;
        }
        let mut title = text.text.clone();
        let mut lines = text.lines.clone();
        self.at += 1;
        while let Some(next) = self.text_at(self.at)
            && self.labels.standing(&title) == Standing::Begun
            && self.labels.standing(&format!("{title} {}", next.text)) != Standing::No
        {
            let next = next.clone();
            prose::add_line(self.grammar, &self.blocks.vocabulary, &mut title, &next.text);
            lines.extend(next.lines);
            self.at += 1;
        }
        self.current.learn_chapter(self.grammar, &title);
        self.heading_above = Some(title.clone());
        self.push(Find::Heading { level, text: title }, text.place, lines);
    }

    /// A goal label, its title on the same line or below, a marker beside or glued to it or not.
    fn goal(&mut self, text: &Text, level: crate::record::GoalLevel, rest: String) {
        let mut title = rest;
        let mut lines = text.lines.clone();
        let mut place = text.place;
        let mut beside: Option<Text> = None;
        let mut marks = text.marks.clone();
        self.at += 1;
        // What follows in the same line belongs to the title or not: the cut has decided it.
        while !text.is_cut_out && self.at < self.blocks.items.len() {
            if let Item::Furniture { .. } = self.blocks.items[self.at] {
                self.furniture();
                continue;
            }
            let Some(next) = self.text_at(self.at).cloned() else {
                break;
            };
            if beside.is_none() && self.labels.is_beside_title(&self.blocks.items, self.at) {
                beside = Some(next);
                self.at += 1;
                continue;
            }
            if self.labels.at(self.at) != Label::Title {
                break;
            }
            if title.is_empty() {
                place = next.place;
            }
            prose::add_line(self.grammar, &self.blocks.vocabulary, &mut title, &next.text);
            lines.extend(&next.lines);
            marks.extend(&next.marks);
            self.at += 1;
            if marker::at_end(self.grammar, &title).is_some() {
                break;
            }
        }
        let glued =
            marker::at_end(self.grammar, &title).map(|(title, raw)| (title.to_owned(), raw.to_owned()));
        let raw = glued.as_ref().map(|(_, raw)| raw.clone());
        let title = glued.map_or(title, |(title, _)| title);
        if title.is_empty() {
            let label = text.text.trim();
            let (code, message) = if text.is_cut_out {
                (
                    Code::TitleUncertain,
                    crate::say!("title-uncertain", label = label),
                )
            } else {
                (
                    Code::GoalWithoutTitle,
                    crate::say!("goal-without-title", label = label),
                )
            };
            self.diagnostics
                .push(Diagnostic::new(code, text.place, message, &text.text));
        }
        let (number, title) = goal::numbered_title(&title);
        self.push(Find::Goal { level, number, title }, place, lines);
        if let (Some(status), Some(evidence)) = status::of(self.grammar, &marks)
            && raw.is_none()
            && beside.is_none()
        {
            let goal = self.found.len() - 1;
            self.lone.push(Lone {
                goal,
                status,
                evidence,
            });
        }
        self.current.has_content = true;
        self.goal = Goal::Open;
        self.heading_above = None;
        if let Some(beside) = beside
            && let Some(find) = self.marker(&beside)
        {
            self.push(find, beside.place, beside.lines);
            return;
        }
        if let Some(raw) = raw {
            let glued = Text {
                text: raw,
                ..Text::default()
            };
            if let Some(marker) = marker::marker(self.grammar, &glued) {
                self.goal = Goal::Marked;
                let find = Find::Marker {
                    fulfilment: marker.fulfilment,
                    raw: marker.raw,
                    evidence: None,
                };
                self.push(find, place, Vec::new());
            }
        }
    }

    fn paragraph(&mut self, first: &Text) {
        let mut text = String::new();
        let mut lines: Vec<LineId> = Vec::new();
        let mut last = first.clone();
        let is_list = bullet(&first.text).is_some();
        let mut current = String::new();
        let begin = bullet(&first.text).unwrap_or(&first.text).to_owned();
        current.push_str(begin.trim());
        lines.extend(&first.lines);
        self.at += 1;
        let mut skipped = Vec::new();
        let mut ahead = self.at;
        let items = &self.blocks.items;
        while let Some(item) = items.get(ahead) {
            let next = match item {
                Item::Furniture { .. } => {
                    skipped.push(ahead);
                    ahead += 1;
                    continue;
                }
                Item::Table(_) => break,
                Item::Text(next) => next,
            };
            if !self.is_prose(next, ahead)
                || self.names_table(&last, next, ahead)
                || next_report::title_page(self.grammar, items, ahead, &self.current).is_some()
            {
                break;
            }
            match bullet(&next.text) {
                Some(item) if is_list => {
                    text.push_str(&current);
                    text.push('\n');
                    current = item.to_owned();
                }
                Some(_) => break,
                None if prose::same_paragraph(&last, next) || self.broken_by_page(&last, next, &current) => {
                    prose::add_line(self.grammar, &self.blocks.vocabulary, &mut current, &next.text);
                }
                None => break,
            }
            lines.extend(&next.lines);
            last = next.clone();
            ahead += 1;
            // The furniture between two lines of a paragraph comes before it in the finds.
            for at in skipped.drain(..) {
                if let Item::Furniture {
                    kind,
                    text,
                    place,
                    lines,
                } = &self.blocks.items[at]
                {
                    let find = Find::Furniture {
                        kind,
                        text: text.clone(),
                    };
                    self.found.push(Found {
                        find,
                        place: *place,
                        lines: lines.clone(),
                    });
                }
            }
            self.at = ahead;
        }
        text.push_str(&current);
        self.heading_above = None;
        self.push(Find::Paragraph { text }, first.place, lines);
        self.is_below_list = is_list;
    }

    /// A sentence that a page break, or blank lines in its place, has cut in two.
    fn broken_by_page(&self, last: &Text, next: &Text, text: &str) -> bool {
        const LONG: usize = 40;
        last.is_whole && next.is_whole && text.chars().nth(LONG).is_some() && goes_on(text, &next.text)
    }

    /// Whether the line directly above a table begins anew below a sentence, and names the table.
    fn names_table(&self, before: &Text, line: &Text, at: usize) -> bool {
        matches!(self.blocks.items.get(at + 1), Some(Item::Table(_)))
            && prose::stands_alone(before, line)
            && table::names_table(self.grammar, &line.text)
    }

    /// Running text or an item of a list, as far as the goals above tell.
    fn is_prose(&self, text: &Text, at: usize) -> bool {
        match self.labels.at(at) {
            Label::Goal | Label::Section => false,
            Label::Marker => self.goal != Goal::Open,
            Label::Heading => text.is_cut_out && self.grammar.headings.whole(&text.text).is_none(),
            _ => true,
        }
    }

    /// A table with everything that belongs to it: the line above that names it, its other parts.
    fn table(&mut self) {
        let (drafts, furniture, next) = table::parts(&mut self.drafts, &self.blocks.items, self.at);
        for at in furniture {
            if let Item::Furniture {
                kind,
                text,
                place,
                lines,
            } = &self.blocks.items[at]
            {
                let find = Find::Furniture {
                    kind,
                    text: text.clone(),
                };
                self.found.push(Found {
                    find,
                    place: *place,
                    lines: lines.clone(),
                });
            }
        }
        let heading = self.heading_above.take();
        let above = table::above(self.grammar, &mut self.found, heading, self.is_below_list);
        let mut read = table::read(self.grammar, self.blocks, drafts, above);
        self.diagnostics.append(&mut read.diagnostics);
        self.found.extend(read.value);
        self.at = next;
    }
}
