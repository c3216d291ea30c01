//! `utfall show --svg`: a page as a picture, what was found on it drawn over each other.

use std::fmt::{Display, Write};
use utfall::block::{Blocks, Grid, Item};
use utfall::page::{Colour, Form, Page, Pages, Shape, Word};
use utfall::say;
use utfall::trace::{BBox, Place};

/// How the layers look. Each is a group with an id, so that a viewer can hide it.
const STYLE: &str = "\
    text { font-family: Arial, Helvetica, Liberation Sans, sans-serif; white-space: pre }\n\
    .words rect { fill: none; stroke: #3b82f6; stroke-width: .2 }\n\
    .rules rect { stroke: #c026d3; stroke-width: .3 }\n\
    .fills rect { stroke: #a16207; stroke-width: .3; stroke-dasharray: 2 1 }\n\
    .icons path, .icons ellipse, .icons rect { stroke: #000; stroke-width: .4 }\n\
    .icons .outline { fill: none; stroke-dasharray: .8 .8 }\n\
    .rows rect { fill: none; stroke: #dc2626; stroke-width: 1; stroke-dasharray: 4 2 }\n\
    .rows .uncertain { stroke: #ea580c; stroke-width: 2 }\n\
    .cells rect { fill: #16a34a; fill-opacity: .12; stroke: #15803d; stroke-width: .6 }\n";

/// The picture of one page, the first one if none is named.
pub(crate) fn picture(pages: &Pages, blocks: &Blocks, wanted: Option<u32>) -> anyhow::Result<String> {
    if pages.form != Form::Geometry {
        anyhow::bail!(say!("svg-only-pdf"));
    }
    let number = wanted.unwrap_or(1);
    let Some(page) = pages.pages.iter().find(|page| page.number == Some(number)) else {
        anyhow::bail!(say!("svg-no-page", number = number, count = pages.pages.len()));
    };
    if page.width <= 0.0 || page.height <= 0.0 {
        anyhow::bail!(say!("svg-no-picture", number = number));
    }
    Ok(draw(page, blocks))
}

fn draw(page: &Page, blocks: &Blocks) -> String {
    let (width, height) = (sane(page.width), sane(page.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
         viewBox=\"0 0 {width} {height}\">\n<style>\n{STYLE}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    layer(&mut svg, "fills", |svg| {
        for fill in &page.fills {
            rect(svg, fill.bbox, &hue(fill.colour), "");
        }
    });
    layer(&mut svg, "rules", |svg| {
        for rule in &page.rules {
            rect(svg, rule.bbox, &hue(rule.colour), "");
        }
    });
    layer(&mut svg, "cells", |svg| {
        for grid in grids(blocks) {
            cells(svg, grid, page.number);
        }
    });
    layer(&mut svg, "words", |svg| {
        for word in page.lines.iter().flat_map(|line| &line.words) {
            rect(svg, word.bbox, "", "");
            letters(svg, word);
        }
    });
    layer(&mut svg, "icons", |svg| {
        for icon in &page.icons {
            let note = format!("{:?} {}", icon.shape, hue_name(icon.colour));
            shape(svg, icon.bbox, icon.shape, &hue(icon.colour));
            rect(svg, icon.bbox, " class=\"outline\"", &note);
        }
    });
    layer(&mut svg, "rows", |svg| {
        for grid in grids(blocks) {
            rows(svg, grid, page.number);
        }
    });
    svg.push_str("</svg>\n");
    svg
}

fn layer(svg: &mut String, name: &str, fill: impl FnOnce(&mut String)) {
    let _ = writeln!(svg, "<g id=\"{name}\" class=\"{name}\">");
    fill(svg);
    svg.push_str("</g>\n");
}

fn grids(blocks: &Blocks) -> impl Iterator<Item = &Grid> {
    blocks.items.iter().filter_map(|item| match item {
        Item::Table(grid) => Some(grid),
        _ => None,
    })
}

fn box_on(place: Place, page: Option<u32>) -> Option<BBox> {
    place.bbox.filter(|_| place.page == page)
}

/// The cells of a table that have a place of their own on the page, with what stands in them.
fn cells(svg: &mut String, grid: &Grid, page: Option<u32>) {
    for (row, at) in grid.rows.iter().zip(1..) {
        for (cell, column) in row.cells.iter().zip(1..) {
            let Some(bbox) = cell.place.and_then(|place| box_on(place, page)) else {
                continue;
            };
            let spans = if cell.span > 1 {
                format!(", spans {}", cell.span)
            } else {
                String::new()
            };
            rect(
                svg,
                bbox,
                "",
                &format!("row {at}, column {column}{spans}: {}", cell.text),
            );
        }
    }
}

/// The rows of a table on the page, each around all its cells, also what a page break left of one.
fn rows(svg: &mut String, grid: &Grid, page: Option<u32>) {
    for (row, at) in grid.rows.iter().zip(1..) {
        let class = if row.is_uncertain {
            " class=\"uncertain\""
        } else {
            ""
        };
        let cells = row.cells.iter().filter_map(|cell| cell.place);
        let whole = std::iter::once(row.place)
            .chain(cells)
            .filter_map(|place| box_on(place, page))
            .reduce(|all, next| all.union(&next));
        let rest = row.more_places.iter().filter_map(|place| box_on(*place, page));
        for bbox in whole.into_iter().chain(rest) {
            rect(svg, bbox, class, &format!("row {at}: {}", row.text()));
        }
    }
}

fn rect(svg: &mut String, bbox: BBox, attributes: &str, note: &str) {
    let _ = write!(
        svg,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{attributes}",
        sane(bbox.left),
        sane(bbox.top),
        sane(bbox.width()),
        sane(bbox.height())
    );
    if note.is_empty() {
        svg.push_str("/>\n");
    } else {
        let _ = writeln!(svg, "><title>{}</title></rect>", escaped(note));
    }
}

/// A word's letters, made as wide as their box. Turned text fills its box from below.
fn letters(svg: &mut String, word: &Word) {
    let bbox = word.bbox;
    let is_turned = word.text.chars().count() > 1 && bbox.height() > 1.6 * word.style.size.max(bbox.width());
    let (length, thickness) = if is_turned {
        (bbox.height(), bbox.width())
    } else {
        (bbox.width(), bbox.height())
    };
    let size = if word.style.size > 0.0 {
        word.style.size
    } else {
        thickness
    };
    // Letters stand on their line about a fifth above the lower edge of their box.
    let above = thickness * 0.2;
    let (x, y, turn) = if is_turned {
        (bbox.right - above, bbox.bottom, "rotate(-90)")
    } else {
        (bbox.left, bbox.bottom - above, "")
    };
    let bold = if word.style.bold {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let italic = if word.style.italic {
        " font-style=\"italic\""
    } else {
        ""
    };
    let _ = writeln!(
        svg,
        "<text transform=\"translate({} {}){turn}\" font-size=\"{}\" textLength=\"{}\" \
         lengthAdjust=\"spacingAndGlyphs\"{}{bold}{italic}>{}</text>",
        sane(x),
        sane(y),
        sane(size),
        sane(length),
        hue(word.style.colour),
        escaped(&word.text)
    );
}

fn shape(svg: &mut String, bbox: BBox, shape: Shape, fill: &str) {
    let (x, y) = (sane(bbox.middle_x()), sane(bbox.middle_y()));
    let _ = match shape {
        Shape::Circle => writeln!(
            svg,
            "<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{}\" ry=\"{}\"{fill}/>",
            sane(bbox.width() / 2.0),
            sane(bbox.height() / 2.0)
        ),
        Shape::Diamond => writeln!(
            svg,
            "<path d=\"M{x} {} L{} {y} L{x} {} L{} {y} Z\"{fill}/>",
            sane(bbox.top),
            sane(bbox.right),
            sane(bbox.bottom),
            sane(bbox.left)
        ),
        Shape::Square | Shape::Other => return rect(svg, bbox, fill, ""),
    };
}

fn hue(colour: Colour) -> String {
    format!(" fill=\"{}\"", hue_name(colour))
}

fn hue_name(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}

/// A length as a picture may have it: a number with at most two decimals.
fn sane(length: f32) -> impl Display {
    let length = if length.is_finite() { length } else { 0.0 };
    (f64::from(length) * 100.0).round() / 100.0
}

/// Text that stands for itself in XML. What no XML may hold, and what would command a terminal, is left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use utfall::block::{GridCell, GridRow};
    use utfall::page::Line;

    fn page() -> Page {
        let bbox = BBox::new(10.0, 10.0, 40.0, 20.0);
        let word = Word {
            text: "a<b>&\u{1b}\"c\"".to_owned(),
            bbox,
            ..Word::default()
        };
        Page {
            number: Some(2),
            width: 100.0,
            height: 50.0,
            lines: vec![Line {
                words: vec![word],
                bbox,
                ..Line::default()
            }],
            ..Page::default()
        }
    }

    fn pages(form: Form) -> Pages {
        let first = Page {
            number: Some(1),
            ..Page::default()
        };
        Pages {
            form,
            pages: vec![first, page()],
            ..Pages::default()
        }
    }

    #[test]
    fn text_is_escaped_and_commands_nothing() {
        let svg = draw(&page(), &Blocks::default());
        assert!(svg.contains(">a&lt;b&gt;&amp;&quot;c&quot;</text>"), "{svg}");
        assert!(!svg.contains('\u{1b}'));
    }

    #[test]
    fn what_has_no_picture_says_so() {
        let blocks = Blocks::default();
        let said = |pages: &Pages, page| picture(pages, &blocks, page).map_err(|error| error.to_string());
        assert_eq!(
            said(&pages(Form::Tabbed), None),
            Err("only a page of a PDF has a picture".to_owned())
        );
        let geometry = pages(Form::Geometry);
        assert!(said(&geometry, None).is_err_and(|said| said.starts_with("page 1 has no picture")));
        assert!(said(&geometry, Some(3)).is_err_and(|said| said.starts_with("there is no page 3")));
        assert!(said(&geometry, Some(2)).is_ok());
    }

    #[test]
    fn only_what_stands_on_the_page_is_drawn() {
        let place = |page, top: f32| Place {
            page: Some(page),
            bbox: Some(BBox::new(0.0, top, 50.0, top + 10.0)),
            ..Place::default()
        };
        let row = GridRow {
            cells: vec![GridCell {
                text: "Mål".to_owned(),
                span: 2,
                place: Some(place(1, 30.0)),
                ..GridCell::default()
            }],
            place: place(1, 30.0),
            more_places: vec![place(2, 5.0)],
            ..GridRow::default()
        };
        let blocks = Blocks {
            items: vec![Item::Table(Grid {
                rows: vec![row],
                ..Grid::default()
            })],
            ..Blocks::default()
        };
        let svg = draw(&page(), &blocks);
        assert!(!svg.contains("spans 2"), "{svg}");
        assert!(
            svg.contains("y=\"5\" width=\"50\" height=\"10\"><title>row 1: Mål"),
            "{svg}"
        );
    }

    #[test]
    fn a_length_is_always_a_number() {
        assert_eq!(sane(f32::NAN).to_string(), "0");
        assert_eq!(sane(f32::INFINITY).to_string(), "0");
        assert_eq!(sane(1.005_6).to_string(), "1.01");
    }
}
