//! The values as a table: a row for each line and target, a column for each year, and why a cell is empty.

use crate::chart::model::{Cell, Chart};
use crate::chart::sources::{Anchors, Whose};
use crate::chart::words;
use maud::{Markup, html};

/// Sentences below the table, each once, numbered from 1.
#[derive(Default)]
struct Footnotes(Vec<(Option<words::Text>, String)>);

impl Footnotes {
    fn number(&mut self, (language, text): (Option<words::Text>, String)) -> usize {
        if let Some(at) = self.0.iter().position(|(_, told)| *told == text) {
            return at + 1;
        }
        self.0.push((language, text));
        self.0.len()
    }
}

/// The table and its footnotes.
pub(super) fn table(chart: &Chart, anchors: &Anchors) -> Markup {
    let years = chart.years();
    let mut footnotes = Footnotes::default();
    let lines = chart.lines.iter().enumerate();
    let lines = lines.map(|(at, line)| (Whose::Line(at), line.name.clone(), &line.cells));
    let targets = chart.targets.iter().enumerate();
    let targets = targets.map(|(at, target)| {
        let name = words::target_name(chart, target);
        (Whose::Target(at), name, &target.cells)
    });
    let body: Vec<Markup> = lines
        .chain(targets)
        .map(|(whose, name, cells)| {
            html! {
                tr {
                    th scope="row" { (name) }
                    @for year in &years {
                        @let cell = cells.binary_search_by_key(year, |cell| cell.year).ok();
                        (field(chart, anchors, whose, *year, cell.map(|at| &cells[at]), &mut footnotes))
                    }
                }
            }
        })
        .collect();
    html! {
        div.scroll role="region" tabindex="0" aria-label=(words::SCROLL_TABLE) {
            table.values {
                caption { (words::table_caption(chart)) }
                thead {
                    tr {
                        th scope="col" { (words::ROW_HEAD) }
                        @for year in &years { th scope="col" { (year) } }
                    }
                }
                tbody { @for row in &body { (row) } }
            }
        }
        @if !footnotes.0.is_empty() {
            ol.footnotes {
                @for (at, (language, text)) in footnotes.0.iter().enumerate() {
                    li id=(footnote(anchors, at + 1)) lang=[language] { (text) }
                }
            }
        }
    }
}

fn field(
    chart: &Chart,
    anchors: &Anchors,
    whose: Whose,
    year: i32,
    cell: Option<&Cell>,
    footnotes: &mut Footnotes,
) -> Markup {
    let Some(cell) = cell else {
        return html! { td { (missing()) } };
    };
    let numbers: Vec<usize> = words::remarks(cell).map(|told| footnotes.number(told)).collect();
    html! {
        td id=(anchors.cell(whose, year)) {
            @if let Some(value) = cell.value {
                a href={ "#" (anchors.source(whose, year)) } { (figure(chart, cell, value)) }
            } @else { (missing()) }
            @if !numbers.is_empty() {
                sup {
                    @for (at, number) in numbers.iter().enumerate() {
                        @if at > 0 { ", " }
                        a href={ "#" (footnote(anchors, *number)) } { (number) }
                    }
                }
            }
            @if let Some(documents) = words::documents(cell) { span.documents { (documents) } }
        }
    }
}

/// The value, with its unit only where the table's caption does not say it.
fn figure(chart: &Chart, cell: &Cell, value: rust_decimal::Decimal) -> String {
    let unit = cell
        .unit
        .as_deref()
        .filter(|unit| Some(*unit) != chart.unit.as_deref());
    super::written(value, unit)
}

fn missing() -> Markup {
    html! { span.missing aria-label=(words::NO_VALUE) role="img" { "–" } }
}

fn footnote(anchors: &Anchors, number: usize) -> String {
    anchors.part(&format!("not-{number}"))
}
