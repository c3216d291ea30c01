//! XLSX: the parts of a workbook.

use super::look::{self, Look};
use super::{
    Cutter, Kind, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet, SheetCell, SheetRow, cell, format, pages,
};
use crate::page::Pages;
use crate::page::package::{Package, attribute, child, name, parsed, relations};
use crate::trace::{Code, Diagnostic, Error, Place, Read};
use roxmltree::Node;
use std::collections::{HashMap, HashSet};

/// The part that lists the sheets; none in another archive.
pub(in crate::page) fn main_part(package: &mut Package<'_>) -> Option<String> {
    let usual = "xl/workbook.xml";
    package.has(usual).then(|| usual.to_owned())
}

/// What is known of a workbook while its sheets are read.
#[derive(Default)]
struct Book {
    texts: Vec<String>,
    looks: Vec<Look>,
    is_1904: bool,
    rows: usize,
    cells: usize,
    /// Formulas of which the file has no value.
    unvalued: usize,
    is_cut: bool,
    diagnostics: Vec<Diagnostic>,
}

/// Reads a workbook.
pub(in crate::page) fn read(package: &mut Package<'_>, main: &str) -> Result<Read<Pages>, Error> {
    let relations = relations(package, main)?;
    let text = package.xml(main)?.unwrap_or_default();
    let document = parsed(main, &text)?;
    let root = document.root_element();
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let inside = |target: &str| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let first = |kind: &str| {
        let mut all = relations.values();
        all.find(|relation| relation.kind == kind)
            .map(|relation| inside(&relation.target))
    };
    let mut book = Book {
        is_1904: child(root, "workbookPr")
            .and_then(|node| attribute(node, "date1904"))
            .is_some_and(|value| matches!(value, "1" | "true")),
        ..Book::default()
    };
    let mut theme = Vec::new();
    use Code::{PartLost, PartUnread};
    book.part(package, PartUnread, first("theme"), |_, node| {
        theme = look::theme(node)
    })?;
    book.part(package, PartUnread, first("styles"), |book, node| {
        book.looks = look::learn(node, &theme)
    })?;
    book.part(package, PartLost, first("sharedStrings"), |book, node| {
        book.texts = texts(node)
    })?;
    let mut sheets = Vec::new();
    let listed = child(root, "sheets").into_iter().flat_map(|list| list.children());
    for (number, node) in (1u32..).zip(listed.filter(|node| name(*node) == "sheet")) {
        let called = attribute(node, "name").unwrap_or("").to_owned();
        if matches!(attribute(node, "state"), Some("hidden" | "veryHidden")) {
            book.hidden(number, crate::say!("sheet-hidden", called = called));
            continue;
        }
        let target = attribute(node, "id").and_then(|id| relations.get(id));
        let Some(relation) = target.filter(|relation| relation.kind == "worksheet") else {
            continue;
        };
        let mut sheet = Sheet {
            number,
            name: called,
            ..Sheet::default()
        };
        book.part(package, PartLost, Some(inside(&relation.target)), |book, node| {
            book.sheet(node, &mut sheet)
        })?;
        sheets.push(sheet);
    }
    book.finish(package, &sheets)
}

/// The texts that cells name by number; how a word of them is to be said stands beside them.
fn texts(root: Node<'_, '_>) -> Vec<String> {
    let items = root.children().filter(|node| name(*node) == "si");
    items.map(text).collect()
}

fn text(item: Node<'_, '_>) -> String {
    let texts = item.descendants().filter(|node| name(*node) == "t");
    let shown = texts.filter(|node| !node.ancestors().any(|above| name(above) == "rPh"));
    shown.filter_map(|node| node.text()).collect()
}

impl Book {
    /// Reads a part without which the others can be read; `lost` is what is said where it cannot.
    fn part(
        &mut self,
        package: &mut Package<'_>,
        lost: Code,
        part: Option<String>,
        mut take: impl FnMut(&mut Self, Node<'_, '_>),
    ) -> Result<(), Error> {
        let Some(part) = part else { return Ok(()) };
        let unread = |error: Error| Diagnostic::new(lost, Place::default(), error.to_string(), "");
        match package.xml(&part) {
            Ok(Some(text)) => match parsed(&part, &text) {
                Ok(document) => take(self, document.root_element()),
                Err(error) => self.diagnostics.push(unread(error)),
            },
            Ok(None) => {
                let missing = Error::ArchiveBroken(crate::say!("part-missing", part = part));
                self.diagnostics.push(unread(missing));
            }
            Err(error @ Error::Unpacking { .. }) => return Err(error),
            Err(error) => self.diagnostics.push(unread(error)),
        }
        Ok(())
    }

    fn hidden(&mut self, sheet: u32, message: String) {
        let place = Place {
            page: Some(sheet),
            ..Place::default()
        };
        self.diagnostics
            .push(Diagnostic::new(Code::SheetHidden, place, message, ""));
    }

    fn sheet(&mut self, root: Node<'_, '_>, sheet: &mut Sheet) {
        let hidden = hidden_columns(root);
        let covered = covered(root);
        let mut columns_unseen = HashSet::new();
        let rows = child(root, "sheetData")
            .into_iter()
            .flat_map(|data| data.children());
        let mut number = 0;
        for node in rows.filter(|node| name(*node) == "row") {
            number = attribute(node, "r")
                .and_then(|row| row.parse().ok())
                .unwrap_or_else(|| u32::saturating_add(number, 1));
            if self.rows >= MOST_ROWS || self.cells >= MOST_CELLS {
                self.is_cut = true;
                break;
            }
            self.rows += 1;
            let row = self.row(node, number, &covered);
            let is_filled = |cell: &SheetCell| cell.kind != Kind::Empty;
            if !row
                .cells
                .iter()
                .any(|cell| is_filled(cell) || !cell.cell.blocks.is_empty())
            {
                continue;
            }
            if matches!(attribute(node, "hidden"), Some("1" | "true")) {
                sheet.hidden.insert(number);
                continue;
            }
            let mut cells = Vec::new();
            for (at, cell) in row.cells.into_iter().enumerate() {
                if !hidden.contains(&at) {
                    cells.push(cell);
                } else if is_filled(&cell) {
                    columns_unseen.insert(at);
                }
            }
            sheet.rows.push(SheetRow { number, cells });
        }
        let called = &sheet.name;
        if let Some(first) = sheet.hidden.first() {
            let count = sheet.hidden.len();
            self.hidden(
                sheet.number,
                crate::say!("rows-hidden", count = count, called = called, first = first),
            );
        }
        if !columns_unseen.is_empty() {
            let mut columns: Vec<usize> = columns_unseen.into_iter().collect();
            columns.sort_unstable();
            let names: Vec<String> = columns.into_iter().map(super::letters).collect();
            self.hidden(
                sheet.number,
                crate::say!("columns-hidden", names = names.join(", "), called = called),
            );
        }
    }

    fn row(
        &mut self,
        node: Node<'_, '_>,
        number: u32,
        merged: &HashMap<(usize, u32), (usize, bool)>,
    ) -> SheetRow {
        let mut row = SheetRow {
            number,
            cells: Vec::new(),
        };
        for node in node.children().filter(|node| name(*node) == "c") {
            let column = attribute(node, "r").and_then(column).unwrap_or(row.cells.len());
            if column >= MOST_COLUMNS {
                self.is_cut |= child(node, "v").is_some();
                continue;
            }
            if row.cells.len() <= column {
                row.cells.resize_with(column + 1, SheetCell::default);
            }
            self.cells += 1;
            row.cells[column] = match merged.get(&(column, number)) {
                // What another cell covers is not shown.
                Some((_, true)) => SheetCell::default(),
                told => SheetCell {
                    span: told.map_or(1, |(columns, _)| *columns),
                    ..self.cell(node, number)
                },
            };
        }
        row
    }

    fn cell(&mut self, node: Node<'_, '_>, row: u32) -> SheetCell {
        let at = attribute(node, "s").and_then(|style| style.parse::<usize>().ok());
        let look = at.and_then(|at| self.looks.get(at)).cloned().unwrap_or_default();
        let stored = child(node, "v").and_then(|value| value.text()).unwrap_or("");
        let kind = attribute(node, "t").unwrap_or("n");
        let (shown, kind) = match kind {
            "s" => {
                let text = stored
                    .trim()
                    .parse::<usize>()
                    .ok()
                    .and_then(|at| self.texts.get(at));
                (text.cloned().unwrap_or_default(), Kind::Text)
            }
            "inlineStr" => (child(node, "is").map(text).unwrap_or_default(), Kind::Text),
            "b" => (
                if stored.trim() == "1" { "SANT" } else { "FALSKT" }.to_owned(),
                Kind::Text,
            ),
            "str" | "e" => (stored.to_owned(), Kind::Text),
            "d" => (stored.split('T').next().unwrap_or("").to_owned(), Kind::Date),
            _ if stored.trim().is_empty() => (self.formula(node), Kind::Empty),
            _ => {
                let shown = format::shown(stored, &look.format, self.is_1904);
                let kind = if shown.is_date { Kind::Date } else { Kind::Number };
                (shown.text, kind)
            }
        };
        let kind = if shown.trim().is_empty() {
            Kind::Empty
        } else {
            kind
        };
        SheetCell {
            cell: cell(&shown, look.style, look.fill, row),
            kind,
            span: 1,
        }
    }

    /// A formula that was never computed is shown as itself.
    fn formula(&mut self, node: Node<'_, '_>) -> String {
        let Some(formula) = child(node, "f") else {
            return String::new();
        };
        self.unvalued += 1;
        format!("={}", formula.text().unwrap_or(""))
    }

    fn finish(mut self, package: &mut Package<'_>, sheets: &[Sheet]) -> Result<Read<Pages>, Error> {
        let mut say = |code, message: String| {
            self.diagnostics
                .push(Diagnostic::new(code, Place::default(), message, ""));
        };
        if self.is_cut {
            let message = crate::say!(
                "workbook-too-large",
                most_rows = MOST_ROWS,
                most_cells = MOST_CELLS,
                most_columns = MOST_COLUMNS
            );
            say(Code::SheetOverLimit, message);
        }
        if self.unvalued > 0 {
            let count = self.unvalued;
            let message = crate::say!("formulas-without-value", count = count);
            say(Code::FormulaWithoutValue, message);
        }
        if package.has_like("vbaProject.bin") {
            let message = crate::say!("macros-ignored").to_owned();
            say(Code::MacrosIgnored, message);
        }
        let mut cutter = Cutter::default();
        let value = pages(sheets, &mut cutter);
        self.diagnostics.append(&mut cutter.diagnostics);
        Ok(Read {
            value,
            diagnostics: self.diagnostics,
        })
    }
}

fn hidden_columns(root: Node<'_, '_>) -> HashSet<usize> {
    let columns = child(root, "cols")
        .into_iter()
        .flat_map(|columns| columns.children());
    let hidden = columns.filter(|node| matches!(attribute(*node, "hidden"), Some("1" | "true")));
    let ends = hidden.filter_map(|node| {
        let edge = |name| attribute(node, name)?.parse::<usize>().ok();
        Some((edge("min")?.checked_sub(1)?, edge("max")?.min(MOST_COLUMNS)))
    });
    ends.flat_map(|(min, max)| min..max).collect()
}

/// Cells of merged areas: how many columns the area has, and whether another cell covers this one.
fn covered(root: Node<'_, '_>) -> HashMap<(usize, u32), (usize, bool)> {
    const MOST_AREAS: usize = 20_000;
    const MOST_COVERED: usize = 1_000_000;
    let mut covered = HashMap::new();
    let areas = child(root, "mergeCells")
        .into_iter()
        .flat_map(|list| list.children());
    for node in areas.filter(Node::is_element).take(MOST_AREAS) {
        let Some((from, to)) = attribute(node, "ref").and_then(|area| area.split_once(':')) else {
            continue;
        };
        let (Some(left), Some(right), Some(top), Some(bottom)) =
            (column(from), column(to), row(from), row(to))
        else {
            continue;
        };
        let right = right.min(MOST_COLUMNS);
        for line in top..=bottom.min(top.saturating_add(5_000)) {
            for at in left..=right {
                if covered.len() < MOST_COVERED {
                    covered.insert(
                        (at, line),
                        (right.saturating_sub(left) + 1, (at, line) != (left, top)),
                    );
                }
            }
        }
    }
    covered
}

/// The column of `AB12`, from 0.
fn column(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number = letters.fold(0usize, |number, letter| {
        number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1)
}

/// The row of `AB12`, from 1.
fn row(cell: &str) -> Option<u32> {
    cell.trim_start_matches(|letter: char| letter.is_ascii_alphabetic())
        .parse()
        .ok()
}
