//! The page: one file that needs nothing else, for screens, paper and readers that do not see.

use crate::chart::bars;
use crate::chart::lines;
use crate::chart::looks::MOST;
use crate::chart::marks::Drawing;
use crate::chart::model::Chart;
use crate::chart::multiples::{Behind, Panel};
use crate::chart::sources::{self, Anchors};
use crate::chart::{table, words};
use crate::trace::{Error, printable};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Nothing is loaded from anywhere, nothing is run, nothing is sent.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("page.css");

/// What a page holds.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The heading of the whole page.
    pub title: &'a str,
    /// One for each indicator.
    pub charts: &'a [Chart],
    /// The address of the folder with the documents' JSON from the page, where it can be reached.
    pub documents: Option<&'a str>,
}

/// The page as HTML.
pub fn page(page: Page<'_>) -> Result<String, Error> {
    let parts = page.charts.iter().enumerate();
    let sections: Vec<Markup> = parts
        .map(|(at, chart)| section(chart, &Anchors::new(at, ""), page))
        .collect::<Result<_, _>>()?;
    Ok(document(
        page.title,
        &html! {
            h1 { (page.title) }
            @if page.charts.len() > 1 {
                nav aria-label=(words::CONTENTS) {
                    ul {
                        @for (at, chart) in page.charts.iter().enumerate() {
                            li { a href={ "#" (Anchors::new(at, "").part("serie")) } { (chart.title) } }
                        }
                    }
                }
            }
            @for section in &sections { (section) }
        },
    ))
}

/// The page of comparisons: of one with its name as the heading, of several with a list of them.
pub fn comparison_page(charts: &[Chart], documents: Option<&str>) -> Result<String, Error> {
    let title = match charts {
        [chart] => chart.title.clone(),
        charts => words::comparisons(charts.len()),
    };
    page(Page {
        title: &title,
        charts,
        documents,
    })
}

/// A page with this title and body.
pub(super) fn document(title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(words::SENTENCES) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (body) } }
        }
    };
    clean(page.into_string() + "\n")
}

/// Characters that no page may hold, or that turn the direction of writing, made visible. None of them is a
/// part of any markup.
pub(super) fn clean(page: String) -> String {
    printable(&page)
}

fn section(chart: &Chart, anchors: &Anchors, page: Page<'_>) -> Result<Markup, Error> {
    let is_alone = page.charts.len() == 1 && chart.title == page.title;
    let table_id = anchors.part("tabell");
    Ok(html! {
        section id=(anchors.part("serie")) {
            @if !is_alone { h2 { (chart.title) } }
            (facts(chart))
            (notes(chart))
            p.skip { a href={ "#" (table_id) } { (words::SKIP_TO_TABLE) } }
            @if chart.has_values() { (charts(chart, anchors)?) } @else { p.notes { (words::NO_VALUES) } }
            h3 id=(table_id) { (words::TABLE) }
            p { (words::TABLE_LEAD) }
            (table::table(chart, anchors))
            @if sources::told(chart).next().is_some() {
                h3 { (words::SOURCES) }
                div.scroll role="region" tabindex="0" aria-label=(words::SOURCES) {
                    (sources::table(chart, anchors, page.documents))
                }
            }
        }
    })
}

fn facts(chart: &Chart) -> Markup {
    let years = chart.years();
    html! {
        dl.facts {
            @for (name, value) in &chart.facts { div { dt { (name) } dd { (value) } } }
            @if let (Some(first), Some(last)) = (years.first(), years.last()) {
                div { dt { (words::YEARS) } dd { @if first == last { (first) } @else { (first) "–" (last) } } }
            }
            div { dt { (words::DOCUMENTS) } dd { (chart.documents()) } }
        }
    }
}

fn notes(chart: &Chart) -> Markup {
    html! {
        @if !chart.notes.is_empty() {
            section.notes aria-label=(words::NOTES) {
                h3 { (words::NOTES) }
                ul {
                    @for note in &chart.notes {
                        li { @if note.is_warning { strong { (words::WARNING) } } span lang=(words::SENTENCES) { (note.text) } }
                    }
                }
            }
        }
    }
}

fn charts(chart: &Chart, anchors: &Anchors) -> Result<Markup, Error> {
    let has_years = chart.years().len() > 1;
    Ok(html! {
        @if has_years {
            h3 { (words::LINES) }
            (figure(&lines::drawing(chart, anchors)?, &html! {
                @if chart.lines.len() > MOST { p { (words::MANY_LINES) } }
                (legend(chart, chart.lines.len() == 1))
            }))
            @if chart.lines.len() > 1 {
                h3 { (words::MULTIPLES) }
                p { (words::MULTIPLES_LEAD) @if let Some(targets) = words::targets(chart, true) { " " (targets) } }
                (multiples(chart, anchors)?)
            }
        }
        @if let Some(year) = chart.last_year() {
            h3 { (words::bars(year)) }
            (figure(&bars::drawing(chart, anchors, year)?, &html! { (legend(chart, true)) }))
        }
    })
}

/// What targets and breaks mean.
fn legend(chart: &Chart, shows_own: bool) -> Markup {
    html! {
        @if let Some(targets) = words::targets(chart, shows_own) { p { (targets) } }
        @if chart.has_undrawn_target() { p { (words::OTHER_SIZE) } }
        @if !chart.breaks.is_empty() {
            ul.breaks aria-label=(words::BREAKS) {
                @for (at, fault) in chart.breaks.iter().enumerate() {
                    li { strong { (words::break_from(at, fault.year)) } span lang=(words::SENTENCES) { (fault.note) } }
                }
            }
        }
    }
}

pub(super) fn figure(drawing: &Drawing, caption: &Markup) -> Markup {
    html! {
        figure {
            div.scroll.wide role="region" tabindex="0" aria-label=(words::SCROLL) { (drawing.inline()) }
            figcaption { (caption) }
        }
    }
}

/// A small chart for each body, on the axes of all and on its own; a switch, which needs no script, shows one of both.
fn multiples(chart: &Chart, anchors: &Anchors) -> Result<Markup, Error> {
    let behind = Behind::new(chart, anchors);
    let panels = Panel::all(chart);
    let all = || panels.iter().enumerate();
    let same: Vec<Drawing> = all()
        .map(|panel| behind.same(chart, anchors, panel))
        .collect::<Result<_, Error>>()?;
    let own: Vec<Drawing> = all()
        .map(|panel| behind.own(chart, anchors, panel))
        .collect::<Result<_, Error>>()?;
    let switch = anchors.part("egen-skala");
    Ok(html! {
        input.switch type="checkbox" id=(switch);
        label for=(switch) { (words::OWN_AXES) }
        @for (class, drawings) in [("multiples same", &same), ("multiples own", &own)] {
            div class=(class) {
                @for (panel, drawing) in panels.iter().zip(drawings) {
                    figure { h4 { (panel.name) } (drawing.inline()) (panel.legend()) }
                }
            }
        }
    })
}
