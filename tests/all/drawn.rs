//! Pages drawn by hand: what a page shows, and what only its file says.

use std::fmt::Write;
use std::sync::Arc;
use utfall::page::{Options, from_pdf};

/// A file of one page with this content.
fn pdf(content: &str) -> Vec<u8> {
    let font = |name: &str| format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
            .to_owned(),
        font("Helvetica"),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, body) in (1..).zip(&objects) {
        places.push(out.len());
        let _ = write!(out, "{number} 0 obj\n{body}\nendobj\n");
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in &places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let size = objects.len() + 1;
    let _ = write!(
        out,
        "trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    out.into_bytes()
}

/// The lines that are read, and the codes of what is told with the text it is told of.
fn read(content: &str) -> (Vec<String>, Vec<(&'static str, String)>) {
    let options = Options {
        password: None,
        page_limit: 1,
        seconds_per_page: 20,
        compare: false,
        recognition: utfall::page::Recognition::Never,
    };
    let read = from_pdf(Arc::new(pdf(content)), &options).unwrap();
    let lines = read.value.pages[0].lines.iter().map(|line| line.raw.clone());
    let told = read
        .diagnostics
        .iter()
        .map(|told| (told.code.name(), told.raw.clone()));
    (lines.collect(), told.collect())
}

/// A text at a place, in black 8 point type unless said otherwise.
fn text(x: f32, y: f32, text: &str) -> String {
    format!("BT /F1 8 Tf 0 g {x} {y} Td ({text}) Tj ET\n")
}

#[test]
fn white_digits_join_no_figure_and_white_labels_stay() {
    let content = text(50.0, 200.0, "412,6")
        + "BT /F1 8 Tf 1 g 70.2 200 Td (9) Tj ET\n"
        + "0 0.2 0.4 rg 40 230 100 14 re f\n"
        + "BT /F1 8 Tf 1 g 50 234 Td (Budget 2019) Tj ET\n"
        + "0 G 1 w 40 190 100 40 re S\n";
    let (lines, told) = read(&content);
    assert_eq!(lines, ["Budget 2019", "412,6"]);
    assert_eq!(told, [("text-hidden", "9".to_owned())]);
}

#[test]
fn a_struck_figure_is_told_and_its_replacement_read() {
    let content =
        text(50.0, 200.0, "84") + &text(62.0, 200.0, "86 %") + "0 G 0.6 w 50 202.4 m 58.9 202.4 l S\n";
    let (lines, told) = read(&content);
    assert_eq!(lines, ["86 %"]);
    assert_eq!(told, [("text-hidden", "84".to_owned())]);
}

#[test]
fn the_text_of_a_marked_passage_stands_for_its_glyphs() {
    let content = "BT /F1 8 Tf 50 200 Td (a) Tj /Span<</ActualText(tt)>>BDC (~) Tj EMC ( det) Tj ET\n"
        .to_owned()
        + "BT /F1 8 Tf 50 180 Td /Span<</ActualText(13)>>BDC (12) Tj EMC ET\n";
    let (lines, told) = read(&content);
    assert_eq!(lines, ["att det", "12"]);
    assert_eq!(
        told,
        [("text-hidden", "12".to_owned())],
        "a figure is what the page shows"
    );
}

#[test]
fn words_for_a_lone_icon_are_its_line() {
    let icon = |y: u32| format!("/Figure<</Alt(Uppfylls helt)>>BDC 0 0.6 0.2 rg 50 {y} 9 9 re f EMC\n");
    let content =
        text(50.0, 220.0, "Barn trivs") + &icon(200) + &text(62.0, 180.0, "Andel barn") + &icon(179);
    assert_eq!(read(&content).0, ["Barn trivs", "Uppfylls helt", "Andel barn"]);
}

#[test]
fn raised_marks_are_no_digits_wherever_they_are_drawn() {
    let content = text(50.0, 200.0, "81,5")
        + &text(150.0, 200.0, "Bokslut 2018")
        + "BT /F1 5 Tf 66.1 203 Td (1) Tj ET\nBT /F1 5 Tf 196.8 203 Td (3) Tj ET\n";
    assert_eq!(read(&content).0, ["81,5 ¹ Bokslut 2018 ³"]);
}

#[test]
fn a_picture_that_may_be_a_table_is_told_and_a_dark_one_is_not() {
    let picture = |paper: &str, y: u32| {
        let pixels = format!("{}{}", paper.repeat(3), "10");
        format!("q 200 0 0 60 50 {y} cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID {pixels}> EI Q\n")
    };
    let content = text(50.0, 280.0, "Tabellen visar utfallet.") + &picture("ff", 200) + &picture("40", 100);
    let codes: Vec<&str> = read(&content).1.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["picture-without-text"]);
}

/// A table laid on its side, with its page number upright: lines run as they do once the page is held upright.
#[test]
fn a_page_whose_text_is_turned_is_read_as_it_is_held() {
    let rows = [
        "Verksamhet 412,6 409,1 3,5",
        "Annan verksamhet 655,3 661,0 -5,7",
        "Tredje verksamhet 188,4 190,2 -1,8",
        "Summa 1 256,3 1 260,3 -4,0",
    ];
    for (name, matrix) in [
        ("up", "0 1 -1 0"),
        ("down", "0 -1 1 0"),
        ("on its head", "-1 0 0 -1"),
    ] {
        let mut content = text(380.0, 10.0, "7");
        for (at, row) in (0_u8..).zip(&rows) {
            let step = 20.0 * f32::from(at);
            let (x, y) = match name {
                "up" => (100.0 + step, 40.0),
                "down" => (300.0 - step, 260.0),
                _ => (350.0, 100.0 + step),
            };
            let _ = writeln!(content, "BT /F1 8 Tf 0 g {matrix} {x} {y} Tm ({row}) Tj ET");
        }
        let options = Options {
            password: None,
            page_limit: 1,
            seconds_per_page: 20,
            compare: false,
            recognition: utfall::page::Recognition::Never,
        };
        let read = from_pdf(Arc::new(pdf(&content)), &options).unwrap();
        let page = &read.value.pages[0];
        let lines = page.lines.iter().filter(|line| line.raw != "7");
        let mut tops = Vec::new();
        let mut texts = Vec::new();
        for line in lines {
            assert!(line.bbox.width() > line.bbox.height(), "{name}: {:?}", line.bbox);
            tops.push(line.bbox.top);
            texts.push(line.raw.as_str());
        }
        assert_eq!(texts, rows, "{name}");
        assert!(tops.is_sorted(), "{name}: {tops:?}");
    }
}

/// Some labels that stand on end turn nothing; much turned text beside upright text is told.
#[test]
fn text_that_is_turned_in_part_is_told() {
    let upright = (0_u8..6).map(|at| text(40.0, 250.0 - 12.0 * f32::from(at), "Nämnden har en god ekonomi"));
    let upright: String = upright.collect();
    let label = "BT /F1 8 Tf 0 1 -1 0 300 40 Tm (Budget 2019) Tj ET\n";
    let (_, told) = read(&(upright.clone() + label));
    assert_eq!(told, []);
    let table: String = (0_u16..4)
        .map(|at| {
            format!(
                "BT /F1 8 Tf 0 1 -1 0 {} 40 Tm (Annan verksamhet 655,3) Tj ET\n",
                300 + 12 * at
            )
        })
        .collect();
    let (_, told) = read(&(upright + &table));
    assert_eq!(told, [("text-turned", String::new())]);
}
