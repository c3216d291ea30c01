//! The same report as Word file, OpenDocument text and web page: the same facts.
//!
//! Reports of the corpus are written from their truth, in the way that each format has for it.

use crate::office::archive;
use crate::score;
use crate::truth::{corpus, csv};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use utfall::grammar::Grammar;
use utfall::run::{Limits, document};
use utfall::source::Source;

/// A piece of a report, whatever it is written in.
enum Piece {
    Text(String),
    Heading(String),
    /// Rows, the first so many of them the header; each with the colour of its mark.
    Table(Vec<(Option<&'static str>, Vec<String>)>, usize),
}

fn text(json: &Json) -> String {
    json.as_str().unwrap_or("").to_owned()
}

fn list<'j>(json: &'j Json, name: &str) -> &'j [Json] {
    json[name].as_array().map_or(&[], Vec::as_slice)
}

fn texts(json: &Json, name: &str) -> Vec<String> {
    list(json, name).iter().map(text).collect()
}

fn colour(status: &Json) -> Option<&'static str> {
    match status.as_str()? {
        "grön" => Some("00b050"),
        "gul" => Some("ffc000"),
        "röd" => Some("c00000"),
        _ => Some("969696"),
    }
}

fn label(level: &str) -> &'static str {
    match level {
        "inriktningsmål" => "KF:s inriktningsmål:",
        "verksamhetsområdesmål" => "KF:s mål för verksamhetsområdet:",
        "nämndmål" => "Nämndmål:",
        "enhetsmål" => "Enhetsmål:",
        _ => "Åtagande:",
    }
}

/// What a report is made of.
fn pieces(truth: &Json) -> Vec<Piece> {
    let mut pieces = vec![Piece::Text(text(&truth["document"]["title"]))];
    for block in list(truth, "blocks") {
        match block["kind"].as_str().unwrap_or("") {
            "heading" => pieces.push(Piece::Heading(text(&block["text"]))),
            "paragraph" => pieces.push(Piece::Text(text(&block["text"]))),
            "goal" => {
                let number = text(&block["number"]);
                let title = format!("{number} {}", text(&block["title"]));
                pieces.push(Piece::Text(label(&text(&block["goal_level"])).to_owned()));
                pieces.push(Piece::Heading(title.trim().to_owned()));
                let marker = text(&block["fulfilment_raw"]);
                if !marker.is_empty() {
                    pieces.push(Piece::Text(marker));
                }
            }
            "indicators" => pieces.push(indicators(block)),
            "activities" => pieces.push(activities(block)),
            "table" => {
                let caption = text(&block["caption"]);
                if !caption.is_empty() {
                    pieces.push(Piece::Heading(caption));
                }
                let header = list(block, "header");
                let heads = header
                    .iter()
                    .map(|row| row.as_array().unwrap().iter().map(text).collect());
                let rows = heads.chain(list(block, "rows").iter().map(|row| texts(row, "cells")));
                pieces.push(Piece::Table(rows.map(|row| (None, row)).collect(), header.len()));
            }
            _ => {}
        }
    }
    pieces
}

fn indicators(block: &Json) -> Piece {
    let labels = list(block, "columns").iter().map(|column| text(&column["label"]));
    let head: Vec<String> = ["".to_owned(), "Indikator".to_owned()]
        .into_iter()
        .chain(labels)
        .collect();
    let mut rows = vec![(None, head)];
    let row = |name: &str, cells: Vec<String>| [vec![String::new(), name.to_owned()], cells].concat();
    for indicator in list(block, "rows") {
        rows.push((
            colour(&indicator["status"]),
            row(&text(&indicator["name"]), texts(indicator, "cells")),
        ));
        for part in list(indicator, "breakdown") {
            rows.push((None, row(&text(&part["label"]), texts(part, "cells"))));
        }
        let comment = text(&indicator["comment"]);
        if !comment.is_empty() {
            rows.push((None, row(&format!("Kommentar: {comment}"), Vec::new())));
        }
    }
    Piece::Table(rows, 1)
}

fn activities(block: &Json) -> Piece {
    let has_deviation = list(block, "rows")
        .iter()
        .any(|row| !text(&row["deviation"]).is_empty());
    let mut names = vec!["name", "start", "end"];
    let mut head = vec!["Aktivitet", "Startdatum", "Slutdatum"];
    if has_deviation {
        names.push("deviation");
        head.push("Avvikelse");
    }
    let head: Vec<String> = head.into_iter().map(str::to_owned).collect();
    let rows = list(block, "rows")
        .iter()
        .map(|row| names.iter().map(|name| text(&row[*name])).collect());
    Piece::Table(
        std::iter::once(head).chain(rows).map(|row| (None, row)).collect(),
        1,
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A piece as XML: how to write a paragraph, a heading, a table, a row and a cell with its fill.
struct Writer {
    paragraph: fn(&str) -> String,
    heading: fn(&str) -> String,
    table: fn(&str) -> String,
    row: fn(&str, bool) -> String,
    cell: fn(&str, Option<&str>, bool) -> String,
}

impl Writer {
    fn all(&self, pieces: &[Piece]) -> String {
        let one = |piece: &Piece| match piece {
            Piece::Text(text) => (self.paragraph)(&escaped(text)),
            Piece::Heading(text) => (self.heading)(&escaped(text)),
            Piece::Table(rows, heads) => {
                let row = |(at, (fill, cells)): (usize, &(Option<&str>, Vec<String>))| {
                    let is_head = at < *heads;
                    let cells: String = cells
                        .iter()
                        .enumerate()
                        .map(|(at, cell)| (self.cell)(&escaped(cell), fill.filter(|_| at == 0), is_head))
                        .collect();
                    (self.row)(&cells, is_head)
                };
                (self.table)(&rows.iter().enumerate().map(row).collect::<String>())
            }
        };
        pieces.iter().map(one).collect()
    }
}

fn word(pieces: &[Piece]) -> Vec<u8> {
    let writer = Writer {
        paragraph: |text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"),
        heading: |text| {
            format!("<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
        },
        table: |rows| format!("<w:tbl>{rows}</w:tbl>"),
        row: |cells, is_head| {
            let head = if is_head {
                "<w:trPr><w:tblHeader/></w:trPr>"
            } else {
                ""
            };
            format!("<w:tr>{head}{cells}</w:tr>")
        },
        cell: |text, fill, _| {
            let fill = fill
                .map(|fill| format!("<w:tcPr><w:shd w:fill=\"{fill}\"/></w:tcPr>"))
                .unwrap_or_default();
            format!("<w:tc>{fill}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
        },
    };
    let body = format!(
        "<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>",
        writer.all(pieces)
    );
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", body.as_bytes()),
    ])
}

fn opendocument(pieces: &[Piece]) -> Vec<u8> {
    let writer = Writer {
        paragraph: |text| format!("<t:p>{text}</t:p>"),
        heading: |text| format!("<t:h t:outline-level=\"2\">{text}</t:h>"),
        table: |rows| format!("<b:table>{rows}</b:table>"),
        row: |cells, is_head| {
            let row = format!("<b:table-row>{cells}</b:table-row>");
            if is_head {
                format!("<b:table-header-rows>{row}</b:table-header-rows>")
            } else {
                row
            }
        },
        cell: |text, fill, _| {
            let fill = fill
                .map(|fill| format!(" b:style-name=\"{fill}\""))
                .unwrap_or_default();
            format!("<b:table-cell{fill}><t:p>{text}</t:p></b:table-cell>")
        },
    };
    let style = |fill: &str| {
        format!(
            "<s:style s:name=\"{fill}\" s:family=\"table-cell\"><s:table-cell-properties f:background-color=\"#{fill}\"/></s:style>"
        )
    };
    let styles: String = ["00b050", "ffc000", "c00000", "969696"]
        .into_iter()
        .map(style)
        .collect();
    let body = format!(
        "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\" xmlns:b=\"b\" xmlns:s=\"s\" xmlns:f=\"f\"><o:automatic-styles>{styles}</o:automatic-styles><o:body><o:text>{}</o:text></o:body></o:document-content>",
        writer.all(pieces)
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", body.as_bytes()),
    ])
}

fn page(pieces: &[Piece]) -> Vec<u8> {
    let writer = Writer {
        paragraph: |text| format!("<p>{text}</p>\n"),
        heading: |text| format!("<h2>{text}</h2>\n"),
        table: |rows| format!("<table>{rows}</table>\n"),
        row: |cells, _| format!("<tr>{cells}</tr>\n"),
        cell: |text, fill, is_head| {
            let fill = fill
                .map(|fill| format!(" bgcolor=\"#{fill}\""))
                .unwrap_or_default();
            if is_head {
                format!("<th>{text}</th>")
            } else {
                format!("<td{fill}>{text}</td>")
            }
        },
    };
    format!("<!DOCTYPE html><html><body>{}</body></html>", writer.all(pieces)).into_bytes()
}

#[test]
fn a_report_says_the_same_in_every_format() {
    const REPORTS: usize = 3;
    let grammar = Grammar::built_in().unwrap();
    let manifest = csv(&corpus().join("manifest.csv"));
    let reports: BTreeSet<&String> = manifest
        .iter()
        .filter(|row| row["export"] == "pdf")
        .map(|row| &row["truth"])
        .collect();
    let mut faults = Vec::new();
    for name in reports.into_iter().take(REPORTS) {
        let truth = std::fs::read(corpus().join(name)).unwrap();
        let truth: Json = serde_json::from_slice(&truth).unwrap();
        let (pieces, wanted) = (pieces(&truth), score::truth(&truth));
        for (format, bytes) in [
            ("docx", word(&pieces)),
            ("odt", opendocument(&pieces)),
            ("html", page(&pieces)),
        ] {
            let read = document(
                &grammar,
                &Source::from_bytes("rapport", bytes),
                &Limits::default(),
            );
            assert_eq!(read.format, format, "{:?}", read.error);
            let found = score::found(&read);
            for kind in wanted
                .keys()
                .filter(|kind| !matches!(**kind, "document" | "text words"))
            {
                let (wanted, found) = (wanted.get(kind), found.get(kind));
                // What the truth does not hold is not to be found either.
                let is_same = wanted.cloned().unwrap_or_default() == found.cloned().unwrap_or_default();
                if !is_same {
                    faults.push(format!("{name} as {format}: {kind}\n{wanted:?}\n{found:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
