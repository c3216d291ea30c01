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
        ..Pages::default()
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

#[test]
fn a_name_that_fills_its_column_crosses_no_other() {
    let values = [(176.0, "82,1 %"), (240.0, "84,5 %"), (300.0, "Tertial 2")];
    let row = |y: f32, name: &'static str| line(y, 8.0, &[&[(70.0, name)], &values[..]].concat());
    let found = tables(page(vec![
        line(
            200.0,
            8.0,
            &[
                (70.0, "Indikator"),
                (176.0, "Årsmål"),
                (240.0, "Utfall"),
                (300.0, "Period"),
            ],
        ),
        row(216.0, "Andel klagomål"),
        line(232.0, 8.0, &[(70.0, "Andel unga i en god fritid")]),
        row(241.6, "i området"),
    ]));
    assert_eq!(
        found,
        [[
            "Indikator|Årsmål|Utfall|Period",
            "Andel klagomål|82,1 %|84,5 %|Tertial 2",
            "Andel unga i en god fritid i området|82,1 %|84,5 %|Tertial 2",
        ]]
    );
}

#[test]
fn rows_of_one_line_are_rows_however_near_the_header_is() {
    let row = |y: f32, name: &'static str| line(y, 8.0, &[(70.0, name), (280.0, "82 %"), (360.0, "84 %")]);
    let found = tables(page(vec![
        line(
            200.0,
            8.0,
            &[(70.0, "Indikator"), (280.0, "Utfall"), (360.0, "Årsmål")],
        ),
        row(213.4, "Andel nöjda brukare"),
        row(226.1, "Andel elever som trivs"),
        row(238.8, "Andel klagomål"),
    ]));
    assert_eq!(found[0].len(), 4, "{found:?}");
}

#[test]
fn uprights_of_a_header_alone_join_no_cells_below() {
    let mut page = page(vec![
        line(
            204.0,
            8.0,
            &[(74.0, "Nr"), (104.0, "Indikator"), (284.0, "Utfall")],
        ),
        line(220.0, 8.0, &[(74.0, "1"), (104.0, "Medborg"), (284.0, "82 %")]),
        line(229.6, 8.0, &[(104.0, "arnas nöjdhet")]),
        line(239.2, 8.0, &[(104.0, "i staden")]),
        line(254.0, 8.0, &[(74.0, "2"), (104.0, "Klagomål"), (284.0, "4 st")]),
    ]);
    for x in [70.0, 100.0, 280.0, 350.0] {
        page.rules.push(rule(x, 200.0, x, 216.0));
    }
    for y in [200.0, 216.0, 250.0, 268.0] {
        page.rules.push(rule(70.0, y, 350.0, y));
    }
    page.rules.push(rule(350.0, 200.0, 350.0, 268.0));
    let found = tables(page);
    assert_eq!(found[0][1].split('|').next(), Some("1"), "{found:?}");
    assert!(found[0][1].ends_with("i staden|82 %"), "{found:?}");
}

#[test]
fn the_raised_digit_of_a_unit_is_no_value() {
    let found = tables(page(vec![
        line(
            200.0,
            8.0,
            &[(70.0, "Indikator"), (280.0, "Utfall"), (320.0, "Årsmål")],
        ),
        line(
            216.0,
            8.0,
            &[(70.0, "Elanvändning per"), (280.0, "97"), (320.0, "91")],
        ),
        line(
            225.6,
            8.0,
            &[(70.0, "kvadratmeter"), (280.0, "kWh/m"), (320.0, "kWh/m")],
        ),
        line(235.2, 8.0, &[(280.0, "2"), (320.0, "2")]),
        line(
            256.0,
            8.0,
            &[(70.0, "Antal besök"), (280.0, "31 st"), (320.0, "30 st")],
        ),
    ]));
    assert_eq!(
        found[0][1], "Elanvändning per kvadratmeter|97 kWh/m2|91 kWh/m2",
        "{found:?}"
    );
}

#[test]
fn a_comment_between_rows_in_the_size_of_the_text_is_a_part_of_the_table() {
    let row = |y: f32, name: &'static str| line(y, 11.0, &[(70.0, name), (280.0, "82 %"), (360.0, "84 %")]);
    let found = tables(page(vec![
        line(
            200.0,
            11.0,
            &[(70.0, "Indikator"), (280.0, "Utfall"), (360.0, "Årsmål")],
        ),
        row(220.0, "Andel nöjda brukare"),
        line(240.0, 11.0, &[(70.0, "Analys")]),
        line(260.0, 11.0, &[(70.0, "Enheten har planerat fler besök.")]),
        row(280.0, "Andel elever som trivs"),
    ]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].len(), 5, "{found:?}");
}

#[test]
fn tables_that_touch_are_two_where_another_header_begins() {
    let mut page = page(vec![
        line(
            204.0,
            8.0,
            &[
                (74.0, "Indikator"),
                (224.0, "Utfall"),
                (284.0, "Årsmål"),
                (344.0, "Period"),
            ],
        ),
        line(
            220.0,
            8.0,
            &[
                (74.0, "Andel klagomål"),
                (224.0, "82 %"),
                (284.0, "84 %"),
                (344.0, "VB 2017"),
            ],
        ),
        line(
            236.0,
            8.0,
            &[(74.0, "Aktivitet"), (254.0, "Startdatum"), (324.0, "Slutdatum")],
        ),
        line(
            252.0,
            8.0,
            &[
                (74.0, "Alla får en plan"),
                (254.0, "2017-01-01"),
                (324.0, "2017-12-31"),
            ],
        ),
    ]);
    for (xs, top, bottom) in [
        ([70.0, 220.0, 280.0, 340.0, 400.0].as_slice(), 200.0, 232.0),
        ([70.0, 250.0, 320.0, 400.0].as_slice(), 232.0, 264.0),
    ] {
        for x in xs {
            page.rules.push(rule(*x, top, *x, bottom));
        }
    }
    for y in [200.0, 216.0, 232.0, 248.0, 264.0] {
        page.rules.push(rule(70.0, y, 400.0, y));
    }
    let found = tables(page);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[1][1], "Alla får en plan|2017-01-01|2017-12-31");
}

#[test]
fn a_far_smaller_line_above_a_row_is_no_part_of_its_name() {
    let found = tables(page(vec![
        line(
            200.0,
            8.0,
            &[(70.0, "Indikator"), (280.0, "Utfall"), (360.0, "Årsmål")],
        ),
        line(213.0, 5.0, &[(70.0, "forts.")]),
        line(
            219.0,
            8.0,
            &[(70.0, "Antal besök"), (280.0, "310 st"), (360.0, "300 st")],
        ),
        line(
            235.0,
            8.0,
            &[(70.0, "Antal platser"), (280.0, "31 st"), (360.0, "30 st")],
        ),
    ]));
    let rows: Vec<&str> = found.iter().flatten().map(String::as_str).collect();
    assert!(rows.contains(&"Antal besök|310 st|300 st"), "{found:?}");
}

/// Four rows of a ruled table with edges at 60, 160, 220 and 280.
fn ruled(rows: [&[(f32, &str)]; 4]) -> Page {
    let heights = [200.0, 216.0, 232.0, 248.0];
    let lines = rows.iter().zip(heights).map(|(cells, y)| line(y, 8.0, cells));
    let mut page = page(lines.collect());
    let edges = [198.0, 214.0, 230.0, 246.0, 262.0];
    page.rules = edges.iter().map(|y| rule(60.0, *y, 280.0, *y)).collect();
    let sides = [60.0, 160.0, 220.0, 280.0];
    page.rules
        .extend(sides.iter().map(|x| rule(*x, 198.0, *x, 262.0)));
    page
}

#[test]
fn a_name_that_runs_over_its_cell_stays_whole_and_the_next_cell_has_what_is_its_own() {
    // `trygga` crosses the edge, `(alla)` follows it; a figure is printed over the last name.
    let found = tables(ruled([
        &[(63.0, "Indikator"), (163.0, "Utfall"), (223.0, "Mål")],
        &[(63.0, "Andel barn som känner trygga (alla)"), (223.0, "84 %")],
        &[(63.0, "Antal besök"), (163.0, "310"), (223.0, "300")],
        &[
            (63.0, "Andel nöjda brukare i vården"),
            (163.0, "76 %"),
            (223.0, "80 %"),
        ],
    ]));
    assert_eq!(
        found,
        [[
            "Indikator|Utfall|Mål",
            "Andel barn som känner trygga (alla)||84 %",
            "Antal besök|310|300",
            "Andel nöjda brukare i vården|76 %|80 %",
        ]]
    );
}

#[test]
fn words_where_the_cells_of_a_column_begin_are_no_rest_of_a_name() {
    let found = tables(ruled([
        &[(63.0, "Indikator"), (162.5, "Utfall"), (223.0, "Mål")],
        &[
            (63.0, "Andel barn som trivs abcde"),
            (162.5, "saknas"),
            (223.0, "84 %"),
        ],
        &[(63.0, "Antal besök"), (162.5, "310"), (223.0, "300")],
        &[(63.0, "Andel nöjda"), (162.5, "76 %"), (223.0, "80 %")],
    ]));
    assert_eq!(found[0][1], "Andel barn som trivs abcde|saknas|84 %");
}
