//! Names of places on the page: every value has a row among the sources, and every point a link to it.

use crate::chart::model::{Cell, Chart, Source};
use crate::chart::words;
use maud::{Markup, html};

/// Where the values of one chart stand on its page.
#[derive(Debug, Clone)]
pub(super) struct Anchors {
    chart: usize,
    page: String,
}

/// Whose value it is: a line or a target, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Line(usize),
    Target(usize),
}

impl Anchors {
    /// Anchors of the chart at a position, for links from `page`, which is empty on the page itself.
    pub(super) fn new(chart: usize, page: &str) -> Self {
        Self {
            chart,
            page: page.to_owned(),
        }
    }

    /// The id of a part of the chart's section.
    pub(super) fn part(&self, name: &str) -> String {
        format!("{name}-{}", self.chart + 1)
    }

    /// The id of a value's row among the sources.
    pub(super) fn source(&self, whose: Whose, year: i32) -> String {
        self.name("k", whose, year)
    }

    /// The id of a value's cell in the table.
    pub(super) fn cell(&self, whose: Whose, year: i32) -> String {
        self.name("v", whose, year)
    }

    /// A link to a place on the page.
    pub(super) fn link(&self, id: &str) -> String {
        format!("{}#{id}", self.page)
    }

    fn name(&self, kind: &str, whose: Whose, year: i32) -> String {
        let (letter, at) = match whose {
            Whose::Line(at) => ('l', at),
            Whose::Target(at) => ('m', at),
        };
        format!("{kind}{}-{letter}{}-{year}", self.chart + 1, at + 1)
    }
}

/// The values of a chart that have a source, each with whose it is and its name.
pub(super) fn told(chart: &Chart) -> impl Iterator<Item = (Whose, String, &Cell)> {
    let lines = chart.lines.iter().enumerate().flat_map(|(at, line)| {
        let cells = line.cells.iter();
        cells.map(move |cell| (Whose::Line(at), line.name.clone(), cell))
    });
    let targets = chart.targets.iter().enumerate().flat_map(move |(at, target)| {
        let cells = target.cells.iter();
        cells.map(move |cell| (Whose::Target(at), words::target_name(chart, target), cell))
    });
    lines.chain(targets).filter(|(_, _, cell)| cell.value.is_some())
}

/// The table of sources. `documents` is the address of the folder with the documents' JSON from the page.
pub(super) fn table(chart: &Chart, anchors: &Anchors, documents: Option<&str>) -> Markup {
    html! {
        table.sources {
            caption { (words::SOURCES_CAPTION) }
            thead {
                tr { @for head in words::SOURCES_HEADS { th scope="col" { (head) } } }
            }
            @for (whose, name, cell) in told(chart) {
                tbody id=(anchors.source(whose, cell.year)) {
                    @for (at, source) in cell.sources.iter().enumerate() {
                        tr {
                            @if at == 0 { (value(chart, anchors, whose, &name, cell)) }
                            (place(source, documents))
                        }
                    }
                    @if cell.sources.is_empty() {
                        tr { (value(chart, anchors, whose, &name, cell)) td colspan="5" { "–" } }
                    }
                }
            }
        }
    }
}

/// The cell that tells which value it is, over all the rows of its documents.
fn value(chart: &Chart, anchors: &Anchors, whose: Whose, name: &str, cell: &Cell) -> Markup {
    html! {
        th scope="rowgroup" rowspan=(cell.sources.len().max(1)) {
            a href={ "#" (anchors.cell(whose, cell.year)) } {
                (name) ", " (cell.year) ": " (words::value(chart, cell))
            }
            @for (language, remark) in words::remarks(cell) { span.note lang=[language] { (remark) } }
        }
    }
}

fn place(source: &Source, documents: Option<&str>) -> Markup {
    html! {
        td { (source.label) }
        td.file { (source.source) }
        td.figure { @if let Some(page) = source.page { (page) } }
        td.figure { @if let Some(line) = source.line { (line) } }
        td { q { (source.raw) } }
        td { (json(&source.document_id, documents)) }
    }
}

/// A document's id as a link to its JSON, where that can be reached.
pub(super) fn json(id: &str, documents: Option<&str>) -> Markup {
    html! {
        @if let Some(folder) = documents.filter(|_| is_id(id)) {
            a href={ (folder) "/" (id) ".json" } { (id) }
        } @else { (id) }
    }
}

/// Whether it is the name of a document's file, and nothing that leads elsewhere.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
