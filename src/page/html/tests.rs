//! What a page shows becomes blocks.

use super::*;
use crate::page::Line;
use crate::page::body::pages;

fn lines(html: &str) -> Vec<Line> {
    let mut pages = pages(blocks(html, 1)).pages;
    pages.remove(0).lines
}

/// The texts of lines; cells are parted by `|`.
fn shown(html: &str) -> Vec<String> {
    lines(html)
        .iter()
        .map(|line| match line.row {
            Some(_) => {
                let cells = line.cells.iter().map(|range| {
                    let words = line.words[range.clone()].iter();
                    words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
                });
                cells.collect::<Vec<_>>().join("|")
            }
            None => line.raw.clone(),
        })
        .collect()
}

#[test]
fn cells_below_a_spanning_cell_keep_their_columns() {
    let rows = "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f<tr><td>g</table>";
    assert_eq!(shown(rows), ["a|b||c", "|d|e|f", "g"]);
}

#[test]
fn ends_that_are_missing_or_too_many_lose_no_text() {
    assert_eq!(
        shown("<p>a<p>b</div></p>c<td>d</table><table><tr><td>e"),
        ["a", "b", "c", "d", "e"]
    );
    assert_eq!(shown("<table><tr><td><b>a</td><td>b</td></tr></table>"), ["a|b"]);
}

#[test]
fn what_is_not_shown_is_no_text() {
    let page =
        "<script>if (a < b) { }</script><p hidden>a</p><div style='display: none'><p>b</p></div><p>c</p>";
    assert_eq!(shown(page), ["c"]);
}

#[test]
fn lines_are_those_of_the_file() {
    let page = "<p>a</p>\n\n<table>\n<tr>\n<td>b</td></tr>\n<tr><td>c</td><td>d</td></tr></table>";
    let numbers: Vec<u32> = lines(page).iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 5, 6]);
}

#[test]
fn tables_without_end_in_each_other_are_read() {
    let deep = "<table><tr><td>x".repeat(50_000);
    assert!(!lines(&deep).is_empty());
    let wide = format!(
        "<table><tr><td colspan=99999999 rowspan=99999999>x{}</table>",
        "<td>y".repeat(2000)
    );
    assert_eq!(lines(&wide).len(), 1);
}

#[test]
fn a_page_is_told_by_how_it_begins() {
    for page in [
        "<!DOCTYPE html><p>a",
        "  <!-- x --><html>",
        "<table><tr><td>a</td></tr></table>",
    ] {
        assert!(is_html(page), "{page}");
    }
    for text in [
        "<5 år",
        "<table>\n</table>\n\n# Mål\n\n<b>a</b></x></y>",
        "Text <p>a</p>",
    ] {
        assert!(!is_html(text), "{text}");
    }
}
