//! Styles of an XLSX workbook: how its cells are shown.

use super::format;
use crate::page::package::{attribute, child, name};
use crate::page::{Colour, Style};
use roxmltree::Node;
use std::collections::HashMap;

/// How a cell is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) format: String,
    pub(super) style: Style,
    pub(super) fill: Option<Colour>,
}

/// The looks that cells name by number.
pub(super) fn learn(root: Node<'_, '_>, theme: &[Colour]) -> Vec<Look> {
    let all = |list: &str, one: &'static str| {
        let nodes = child(root, list).into_iter().flat_map(|list| list.children());
        nodes.filter(move |node| name(*node) == one)
    };
    let mut formats = HashMap::new();
    for node in all("numFmts", "numFmt") {
        if let (Some(id), Some(code)) = (number(node, "numFmtId"), attribute(node, "formatCode")) {
            formats.insert(id, code.to_owned());
        }
    }
    let fonts: Vec<Style> = all("fonts", "font").map(|node| font(node, theme)).collect();
    let fills: Vec<Option<Colour>> = all("fills", "fill").map(|node| fill(node, theme)).collect();
    let looks = all("cellXfs", "xf").map(|node| {
        let id = number(node, "numFmtId").unwrap_or(0);
        let at = |name| {
            number(node, name)
                .and_then(|at| usize::try_from(at).ok())
                .unwrap_or(0)
        };
        Look {
            format: formats
                .get(&id)
                .cloned()
                .unwrap_or_else(|| format::built_in(id).to_owned()),
            style: fonts.get(at("fontId")).copied().unwrap_or_default(),
            fill: fills.get(at("fillId")).copied().flatten(),
        }
    });
    looks.collect()
}

fn number(node: Node<'_, '_>, name: &str) -> Option<u32> {
    attribute(node, name)?.parse().ok()
}

fn font(node: Node<'_, '_>, theme: &[Colour]) -> Style {
    let is_on = |part: &str| {
        child(node, part).is_some_and(|node| !matches!(attribute(node, "val"), Some("0" | "false")))
    };
    Style {
        bold: is_on("b"),
        italic: is_on("i"),
        colour: child(node, "color")
            .and_then(|node| colour(node, theme))
            .unwrap_or_default(),
        ..Style::default()
    }
}

fn fill(node: Node<'_, '_>, theme: &[Colour]) -> Option<Colour> {
    let pattern = child(node, "patternFill")?;
    match attribute(pattern, "patternType") {
        None | Some("none") => None,
        Some(_) => colour(child(pattern, "fgColor")?, theme),
    }
}

/// A colour by its parts, by its place among the colours of the workbook, or in the old list.
fn colour(node: Node<'_, '_>, theme: &[Colour]) -> Option<Colour> {
    if let Some(parts) = attribute(node, "rgb") {
        return hex(parts.get(parts.len().checked_sub(6)?..)?);
    }
    let at = |name| number(node, name).and_then(|at| usize::try_from(at).ok());
    if let Some(at) = at("theme") {
        return theme.get(at).copied();
    }
    const OLD: [u32; 8] = [
        0, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF,
    ];
    let at = at("indexed")?;
    // The first eight stand twice.
    let at = if at < 16 { at % 8 } else { return None };
    Some(of(OLD[at]))
}

/// The colours of a theme, in the order in which cells count them.
pub(super) fn theme(root: Node<'_, '_>) -> Vec<Colour> {
    let scheme = root.descendants().find(|node| name(*node) == "clrScheme");
    let parts = scheme
        .into_iter()
        .flat_map(|scheme| scheme.children())
        .filter(Node::is_element);
    let value = |node: Node<'_, '_>| {
        let own = node.children().find(Node::is_element)?;
        hex(attribute(own, "lastClr").or_else(|| attribute(own, "val"))?)
    };
    let mut colours: Vec<Colour> = parts.map(|node| value(node).unwrap_or_default()).collect();
    // Light and dark stand the other way round in the file.
    if colours.len() >= 4 {
        colours.swap(0, 1);
        colours.swap(2, 3);
    }
    colours
}

fn hex(parts: &str) -> Option<Colour> {
    u32::from_str_radix(parts, 16).ok().map(of)
}

fn of(number: u32) -> Colour {
    let [_, red, green, blue] = number.to_be_bytes();
    Colour { red, green, blue }
}
