//! Tables in layouts that one sign alone would lose.

use crate::block::{Item, blocks};
use crate::grammar::Grammar;
use crate::page::{Colour, Fill, Form, Line, Page, Pages, Rule, Style, Word};
use crate::trace::BBox;

/// A word is half as wide as high for each letter.
fn line(y: f32, size: f32, cells: &[(f32, &str)]) -> Line {
    let mut words: Vec<Word> = Vec::new();
    for (left, text) in cells {
        let mut left = *left;
        for text in text.split(' ') {
            #[expect(clippy::cast_precision_loss, reason = "words are short")]
            let right = left + 0.5 * size * text.chars().count() as f32;
            words.push(Word {
                confidence: None,
                text: text.to_owned(),
                confidence: None,
                bbox: BBox::new(left, y, right, y + size),
                style: Style {
                    size,
                    ..Style::default()
                },
            });
            left = right + 0.28 * size;
        }
    }
    let bbox = words
        .iter()
        .map(|word| word.bbox)
        .reduce(|all, next| all.union(&next));
    Line {
        raw: words
            .iter()
            .map(|word| word.text.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        words,
        bbox: bbox.unwrap_or_default(),
        ..Line::default()
    }
}

/// Three lines of running text and what is given below them.
fn page(lines: Vec<Line>) -> Page {
    let text =
        "Verksamheten arbetar vidare enligt planen och följer upp resultatet under hela det kommande året";
    let mut all: Vec<Line> = (0_u8..3)
        .map(|at| line(100.0 + 14.0 * f32::from(at), 11.0, &[(70.0, text)]))
        .collect();
    all.extend(lines);
    Page {
        number: Some(1),
        width: 595.0,
        height: 842.0,
        lines: all,
        ..Page::default()
    }
}

/// The rows of the tables of a page, the cells of a row joined by bars.
fn tables(page: Page) -> Vec<Vec<String>> {
    let grammar = Grammar::built_in().unwrap();
    let pages = Pages {
        form: Form::Geometry,
        pages: vec![page],
    };
    let read = blocks(&grammar, &pages);
    let rows = |item: &Item| match item {
        Item::Table(grid) => Some(
            grid.rows
                .iter()
                .map(|row| {
                    let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
                    cells.join("|")
                })
                .collect(),
        ),
        _ => None,
    };
    read.value.items.iter().filter_map(rows).collect()
}

fn rule(left: f32, top: f32, right: f32, bottom: f32) -> Rule {
    Rule {
        bbox: BBox::new(left, top, right, bottom),
        colour: Colour::default(),
    }
}

#[test]
fn labels_set_at_the_foot_of_a_header_are_one_header_with_the_lines_above() {
    let found = tables(page(vec![
        line(200.0, 8.0, &[(280.0, "Periodens"), (360.0, "KF:s")]),
        line(
            210.0,
            8.0,
            &[(70.0, "Indikator"), (280.0, "utfall"), (360.0, "årsmål")],
        ),
        line(
            226.0,
            8.0,
            &[(70.0, "Andel nöjda brukare"), (280.0, "82 %"), (360.0, "84 %")],
        ),
        line(
            242.0,
            8.0,
            &[(70.0, "Antal besök"), (280.0, "310 st"), (360.0, "300 st")],
        ),
    ]));
    assert_eq!(
        found,
        [[
            "Indikator|Periodens utfall|KF:s årsmål",
            "Andel nöjda brukare|82 %|84 %",
            "Antal besök|310 st|300 st",
        ]]
    );
}

#[test]
fn a_tiny_line_between_two_parts_of_a_lattice_does_not_end_the_table() {
    let mut page = page(vec![
        line(
            204.0,
            8.0,
            &[
                (74.0, "Indikator"),
                (284.0, "Periodens utfall"),
                (364.0, "Årsmål"),
            ],
        ),
        line(
            220.0,
            8.0,
            &[(74.0, "Andel nöjda brukare"), (284.0, "82 %"), (364.0, "84 %")],
        ),
        line(233.0, 5.0, &[(74.0, "forts.")]),
        line(
            244.0,
            8.0,
            &[(74.0, "Antal besök"), (284.0, "310 st"), (364.0, "300 st")],
        ),
    ]);
    for (top, bottom) in [(200.0, 216.0), (216.0, 232.0), (240.0, 256.0)] {
        for x in [70.0, 280.0, 360.0, 450.0] {
            page.rules.push(rule(x, top, x, bottom));
        }
        page.rules.push(rule(70.0, top, 450.0, top));
        page.rules.push(rule(70.0, bottom, 450.0, bottom));
    }
    assert_eq!(
        tables(page),
        [[
            "Indikator|Periodens utfall|Årsmål",
            "Andel nöjda brukare|82 %|84 %",
            "forts.||",
            "Antal besök|310 st|300 st",
        ]]
    );
}

#[test]
fn a_table_in_the_size_of_the_text_stands_beside_tables_in_a_smaller_one() {
    let small = (0_u8..4).map(|at| {
        let y = 200.0 + 16.0 * f32::from(at);
        line(
            y,
            8.0,
            &[(70.0, "Antal besök"), (280.0, "310 st"), (360.0, "300 st")],
        )
    });
    let large = (0_u8..4).map(|at| {
        let y = 400.0 + 18.0 * f32::from(at);
        line(y, 11.0, &[(70.0, "Förskola"), (280.0, "310,5"), (360.0, "300,1")])
    });
    let found = tables(page(small.chain(large).collect()));
    let rows: Vec<usize> = found.iter().map(Vec::len).collect();
    assert_eq!(rows, [4, 4]);
}

#[test]
fn shaded_rows_part_no_columns_and_join_none() {
    let rows = ["Förskola", "Skola", "Äldreomsorg", "Omsorg"]
        .into_iter()
        .zip(0_u8..);
    let mut page = page(
        rows.map(|(name, at)| {
            let y = 204.0 + 16.0 * f32::from(at);
            line(y, 8.0, &[(74.0, name), (284.0, "310,5"), (364.0, "300,1")])
        })
        .collect(),
    );
    for at in [1_u8, 3] {
        let top = 200.0 + 16.0 * f32::from(at);
        page.fills.push(Fill {
            bbox: BBox::new(70.0, top, 450.0, top + 16.0),
            colour: Colour {
                red: 230,
                green: 230,
                blue: 230,
            },
        });
    }
    let found = tables(page);
    assert_eq!(
        found,
        [[
            "Förskola|310,5|300,1",
            "Skola|310,5|300,1",
            "Äldreomsorg|310,5|300,1",
            "Omsorg|310,5|300,1"
        ]]
    );
}

#[test]
fn figures_between_the_lines_of_a_name_are_one_row_with_it() {
    let row = |y: f32, first: &str, second: &str| {
        [
            line(y, 8.0, &[(70.0, first)]),
            line(y + 4.8, 8.0, &[(280.0, "82 %"), (360.0, "84 %")]),
            line(y + 9.6, 8.0, &[(70.0, second)]),
        ]
    };
    let mut lines = row(200.0, "Andel brukare som upplever", "trygghet på sitt boende").to_vec();
    lines.extend(row(224.0, "Andel elever som trivs", "i sin skola"));
    let found = tables(page(lines));
    assert_eq!(
        found,
        [[
            "Andel brukare som upplever trygghet på sitt boende|82 %|84 %",
            "Andel elever som trivs i sin skola|82 %|84 %",
        ]]
    );
}

#[test]
fn lattices_side_by_side_are_tables_of_their_own() {
    let mut page = page(
        (0_u8..3)
            .map(|at| {
                let y = 204.0 + 16.0 * f32::from(at);
                line(
                    y,
                    8.0,
                    &[
                        (74.0, "Förskola"),
                        (154.0, "310,5"),
                        (314.0, "Skola"),
                        (394.0, "12,1"),
                    ],
                )
            })
            .collect(),
    );
    for left in [70.0, 310.0] {
        for x in [left, left + 80.0, left + 160.0] {
            page.rules.push(rule(x, 200.0, x, 248.0));
        }
        for y in [200.0, 216.0, 232.0, 248.0] {
            page.rules.push(rule(left, y, left + 160.0, y));
        }
    }
    assert_eq!(tables(page), [["Förskola|310,5"; 3], ["Skola|12,1"; 3]]);
}
