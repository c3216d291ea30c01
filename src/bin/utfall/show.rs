//! `utfall show`: what a stage made of a file, with places.

use crate::Exit;
use crate::args::{Show, Stage};
use crate::print::{out, printable};
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;
use utfall::block::{Blocks, Item, Mark, blocks};
use utfall::page::Pages;
use utfall::recognise::{Find, Finds, recognise, why};
use utfall::say;
use utfall::source::{Input, Source};
use utfall::trace::{BBox, Place};
use utfall::write::Status;

pub(crate) fn run(args: &Show) -> anyhow::Result<Exit> {
    let (grammar, limits) = args.reading.plan()?;
    let (file, page) = split(&args.file)?;
    let input = Input {
        path: file.into(),
        name: file.to_owned(),
        is_found: false,
        trouble: None,
    };
    let source = Source::read(&input, limits.file_bytes)?;
    if args.svg {
        let pages = utfall::run::pages(&source, &limits)?.pages;
        let read = blocks(&grammar, &pages.value);
        out(&crate::svg::picture(&pages.value, &read.value, page)?)?;
        return Ok(Exit::AllRead);
    }
    if args.stage == Stage::Records && !args.why {
        let document = utfall::run::document(&grammar, &source, &limits);
        let mut json = utfall::write::document_json(&document);
        // What was not read has no pages, and says why.
        if let Some(page) = page.filter(|_| document.status != Status::Failed) {
            ask_for(page, document.pages)?;
            keep_page(&mut json, page);
        }
        out(&printable(&(serde_json::to_string_pretty(&json)? + "\n")))?;
        return Ok(Exit::AllRead);
    }
    let pages = utfall::run::pages(&source, &limits)?.pages;
    if let Some(page) = page {
        let last = pages.value.pages.iter().filter_map(|page| page.number).max();
        ask_for(page, last.map(|last| last as usize))?;
    }
    let mut text = String::new();
    if args.why {
        let read = blocks(&grammar, &pages.value);
        crate::why::show(&mut text, &why(&grammar, &read.value), page);
        out(&printable(&text))?;
        return Ok(Exit::AllRead);
    }
    let mut diagnostics = pages.diagnostics.clone();
    match args.stage {
        Stage::Pages => show_pages(&mut text, &pages.value, page),
        Stage::Blocks => {
            let read = blocks(&grammar, &pages.value);
            show_blocks(&mut text, &read.value, page);
            diagnostics.extend(read.diagnostics);
        }
        Stage::Finds | Stage::Records => {
            let read = blocks(&grammar, &pages.value).then(|blocks| recognise(&grammar, &blocks));
            show_finds(&mut text, &read.value, page);
            diagnostics.extend(read.diagnostics);
        }
    }
    for diagnostic in diagnostics.iter().filter(|diagnostic| on(diagnostic.place, page)) {
        let _ = writeln!(
            text,
            "{} {}[{}]: {}",
            shown(diagnostic.place),
            diagnostic.severity().name(),
            diagnostic.code.name(),
            diagnostic.message
        );
    }
    out(&printable(&text))?;
    Ok(Exit::AllRead)
}

/// `FILE:PAGE`; what is a file as it stands has no page behind it.
fn split(file: &str) -> anyhow::Result<(&str, Option<u32>)> {
    match file.rsplit_once(':') {
        Some((name, page)) if !Path::new(file).exists() && Path::new(name).exists() => match page.parse() {
            Ok(page) if page > 0 => Ok((name, Some(page))),
            _ => anyhow::bail!(say!("no-page-number", file = file, page = page)),
        },
        _ => Ok((file, None)),
    }
}

/// Refuses a page that the file does not have.
fn ask_for(page: u32, last: Option<usize>) -> anyhow::Result<()> {
    match last {
        None => anyhow::bail!(say!("no-page-text", page = page)),
        Some(last) if page as usize > last => {
            anyhow::bail!(say!("no-page-read", page = page, last = last))
        }
        Some(_) => Ok(()),
    }
}

/// Leaves of every list what stands on the page, or holds something that does. What has no place stays with the
/// thing that it belongs to.
fn keep_page(json: &mut Value, page: u32) {
    match json {
        Value::Array(list) => {
            list.retain(|one| stands_on(one, page) != Some(false));
            for one in list {
                keep_page(one, page);
            }
        }
        Value::Object(fields) => {
            for (_, value) in fields {
                keep_page(value, page);
            }
        }
        _ => {}
    }
}

/// Whether a place in the value is on the page; none without a place.
fn stands_on(json: &Value, page: u32) -> Option<bool> {
    let any = |found: Vec<bool>| (!found.is_empty()).then(|| found.contains(&true));
    match json {
        Value::Array(list) => any(list.iter().filter_map(|one| stands_on(one, page)).collect()),
        Value::Object(fields) => any(fields
            .iter()
            .filter_map(|(name, value)| match name.as_str() {
                "place" => Some(value.get("page").and_then(Value::as_u64) == Some(u64::from(page))),
                _ => stands_on(value, page),
            })
            .collect()),
        _ => None,
    }
}

pub(crate) fn on(place: Place, page: Option<u32>) -> bool {
    page.is_none() || place.page == page
}

pub(crate) fn shown(place: Place) -> String {
    let mut text = String::new();
    if let Some(page) = place.page {
        let _ = write!(text, "{page}:");
    }
    if let Some(line) = place.line {
        let _ = write!(text, "{line}");
    }
    if let Some(bbox) = place.bbox {
        text.push_str(&shown_box(bbox));
    }
    format!("{text:<10}")
}

fn shown_box(bbox: BBox) -> String {
    format!(
        "[{:.0} {:.0} {:.0} {:.0}]",
        bbox.left, bbox.top, bbox.right, bbox.bottom
    )
}

fn show_pages(text: &mut String, pages: &Pages, wanted: Option<u32>) {
    let _ = writeln!(text, "form {:?}, {} pages", pages.form, pages.pages.len());
    for page in pages
        .pages
        .iter()
        .filter(|page| wanted.is_none() || page.number == wanted)
    {
        let _ = writeln!(
            text,
            "page {:?} {:.0}x{:.0}",
            page.number, page.width, page.height
        );
        for line in page.lines.iter().filter(|line| !line.is_blank()) {
            let style = line.words.first().map(|word| word.style).unwrap_or_default();
            let bold = if style.bold { " bold" } else { "" };
            let _ = writeln!(
                text,
                "  line {:>4} {} {:.1}{bold}: {}",
                line.number,
                shown_box(line.bbox),
                style.size,
                line.raw
            );
        }
        for rule in &page.rules {
            let _ = writeln!(text, "  rule {}", shown_box(rule.bbox));
        }
        for fill in &page.fills {
            let _ = writeln!(text, "  fill {} {:?}", shown_box(fill.bbox), fill.colour);
        }
        for icon in &page.icons {
            let _ = writeln!(
                text,
                "  icon {} {:?} {:?}",
                shown_box(icon.bbox),
                icon.shape,
                icon.colour
            );
        }
    }
}

fn show_marks(marks: &[Mark]) -> String {
    let mut text = String::new();
    for mark in marks {
        match (mark.glyph, mark.colour) {
            (Some(glyph), _) => text.push(glyph),
            (None, Some(colour)) => {
                let _ = write!(
                    text,
                    "<#{:02x}{:02x}{:02x}>",
                    colour.red, colour.green, colour.blue
                );
            }
            (None, None) => {}
        }
    }
    text
}

fn show_blocks(text: &mut String, blocks: &Blocks, page: Option<u32>) {
    for item in blocks.items.iter().filter(|item| on(item.place(), page)) {
        match item {
            Item::Text(line) => {
                let bold = if line.all_bold { "bold " } else { "" };
                let marked = if line.marked { "# " } else { "" };
                let _ = writeln!(
                    text,
                    "{} text  {bold}{marked}{}{} +{}",
                    shown(line.place),
                    show_marks(&line.marks),
                    line.text,
                    line.blanks
                );
            }
            Item::Furniture {
                kind,
                text: words,
                place,
                ..
            } => {
                let _ = writeln!(text, "{} {kind}: {words}", shown(*place));
            }
            Item::Table(grid) => {
                let _ = writeln!(
                    text,
                    "{} table {} x {}",
                    shown(grid.place()),
                    grid.rows.len(),
                    grid.columns()
                );
                for row in &grid.rows {
                    let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
                    let _ = writeln!(
                        text,
                        "    {} {}| {}",
                        shown(row.place),
                        show_marks(&row.marks),
                        cells.join(" | ")
                    );
                }
            }
        }
    }
}

fn show_finds(text: &mut String, finds: &Finds, page: Option<u32>) {
    let _ = writeln!(text, "{:#?}", finds.head);
    for found in finds.finds.iter().filter(|found| on(found.place, page)) {
        let _ = write!(text, "{} ", shown(found.place));
        let _ = match &found.find {
            Find::Heading { level, text: title } => writeln!(text, "heading {level}: {title}"),
            Find::Goal { level, number, title } => {
                writeln!(
                    text,
                    "goal {}: {} {title}",
                    level.word(),
                    number.as_deref().unwrap_or("")
                )
            }
            Find::Marker { fulfilment, raw, .. } => writeln!(text, "marker {}: {raw}", fulfilment.word()),
            Find::Section { name } => writeln!(text, "section: {name}"),
            Find::Paragraph { text: words } => writeln!(text, "text: {words}"),
            Find::NextReport => writeln!(text, "next report"),
            Find::Furniture { kind, text: words } => writeln!(text, "{kind}: {words}"),
            Find::Indicators(table) => {
                let _ = writeln!(text, "indicators");
                for row in &table.rows {
                    let status = row.status.map_or("", |status| status.word());
                    let _ = writeln!(
                        text,
                        "    {} {status} {}",
                        shown(row.places.first().copied().unwrap_or_default()),
                        row.name
                    );
                    for cell in &row.cells {
                        let column = cell.column.and_then(|at| table.columns.get(at));
                        let label = column.map_or("?", |column| column.label.as_str());
                        let _ = writeln!(
                            text,
                            "        {} {label} = {}",
                            cell.breakdown.as_deref().unwrap_or(""),
                            cell.value.raw
                        );
                    }
                    if let Some(comment) = &row.comment {
                        let _ = writeln!(text, "        comment: {comment}");
                    }
                }
                Ok(())
            }
            Find::Activities(table) => {
                let _ = writeln!(text, "activities");
                for row in &table.rows {
                    let _ = writeln!(
                        text,
                        "    {} – {} {} {}",
                        row.start.as_deref().unwrap_or(""),
                        row.end.as_deref().unwrap_or(""),
                        row.deviation.as_deref().unwrap_or(""),
                        row.name
                    );
                }
                Ok(())
            }
            Find::Table(table) => {
                let _ = writeln!(
                    text,
                    "table {} caption {:?} unit {:?}",
                    table.kind.word(),
                    table.caption,
                    table.unit
                );
                let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
                let _ = writeln!(text, "    columns: {}", labels.join(" | "));
                for row in &table.rows {
                    let cells: Vec<&str> = row
                        .cells
                        .iter()
                        .map(|cell| cell.as_ref().map_or("", |value| value.raw.as_str()))
                        .collect();
                    let _ = writeln!(
                        text,
                        "    {} {} | {}",
                        row.role.word(),
                        row.label,
                        cells.join(" | ")
                    );
                }
                Ok(())
            }
        };
    }
}
