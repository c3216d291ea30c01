//! Drawn tables become rows.

use super::*;
use crate::page::body::pages;

/// The texts of the lines of a text; cells are parted by `|`, a heading begins with `#`.
fn shown(text: &str) -> Vec<String> {
    let Some((blocks, _)) = blocks(text) else {
        return vec!["no table".to_owned()];
    };
    let lines = pages(blocks).pages.remove(0).lines;
    lines
        .iter()
        .map(|line| {
            let join = |words: &[crate::page::Word]| {
                words
                    .iter()
                    .map(|word| word.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let cells = line.cells.iter().map(|range| join(&line.words[range.clone()]));
            match line.row {
                Some(_) => cells.collect::<Vec<_>>().join("|"),
                None => format!("{}{}", if line.marked { "# " } else { "" }, join(&line.words)),
            }
        })
        .collect()
}

#[test]
fn a_text_that_draws_no_table_is_left_alone() {
    assert_eq!(shown("En rad\n\n- a\n- b\n"), ["no table"]);
    assert_eq!(shown("a\tb\n\na\tb\n\na\tb\n\n| x |\n|---|\n"), ["no table"]);
}

#[test]
fn signs_in_cells_are_text_and_marks_are_not() {
    let table = "| a | b |\n|---|---|\n| **−3,1** | *-0,4* |\n| - 5 | 1. x\\|y |\n| x\\* | # z |\n";
    assert_eq!(shown(table), ["a|b", "−3,1|-0,4", "- 5|1. x|y", "x*|# z"]);
}

#[test]
fn more_cells_than_the_header_has_are_kept() {
    assert_eq!(shown("|a|b|\n|---|---|\n|1|2|3|\n"), ["a|b", "1|2|3"]);
}

#[test]
fn headings_lists_and_wrapped_lines() {
    let text = "# Mål\n\nEn rad som är så lång att nästa ord inte fick plats på den\n\
                raden.\n\n1. ett\n2. två\n\n- a\n\n| x | y |\n|---|---|\n";
    let expected = [
        "# Mål",
        "En rad som är så lång att nästa ord inte fick plats på den raden.",
        "1. ett",
        "2. två",
        "• a",
        "x|y",
    ];
    assert_eq!(shown(text), expected);
}

#[test]
fn cells_of_a_grid_span_what_no_line_parts() {
    let grid = "+---+-------+\n| a | b     |\n|   +---+---+\n|   | c | d |\n+===+===+===+\n| e | f | g |\n|   |   |\n+---+---+---+\n";
    assert_eq!(shown(grid), ["a|b|", "|c|d", "e|f|g"]);
}

#[test]
fn simple_tables_of_both_kinds() {
    let dashes = "Text  \n\n  a      b\n  ---- ----\n  1      2\n  3      4\n\nslut\n";
    assert_eq!(shown(dashes), ["Text", "a|b", "1|2", "3|4", "slut"]);
    let equals = "=====  =====\na      b\n=====  =====\n1      2\n       3\n=====  =====\n";
    assert_eq!(shown(equals), ["a|b", "1|2 3"]);
}

#[test]
fn many_tables_that_never_end_are_gone_through_once() {
    let open = "<table><tr><td>x\n".repeat(60_000);
    assert_eq!(shown(&open), ["no table"]);
    let rules = "-----\n---- ----\n".repeat(30_000);
    let _ = shown(&rules);
    let pipes = "|a|b\n".repeat(60_000);
    assert!(!shown(&pipes).is_empty());
}
