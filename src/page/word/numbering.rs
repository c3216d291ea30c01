//! Lists: the sign or number that stands before a paragraph and not in its text.

use super::styles::Look;
use crate::page::body::written;
use crate::page::package::{attribute, child, name};
use roxmltree::Node;
use std::collections::HashMap;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// `%1.%2`
    text: String,
    start: u32,
}

/// The lists of a file, and how far each has come.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbering {
    levels: HashMap<String, Vec<Level>>,
    /// Which list a number stands for.
    lists: HashMap<String, String>,
    counts: HashMap<String, Vec<Option<u32>>>,
}

/// Levels of a list in Word.
const LEVELS: usize = 9;

impl Numbering {
    /// Takes the lists of a part.
    pub(super) fn learn(&mut self, root: Node<'_, '_>) {
        for node in root.children().filter(Node::is_element) {
            match name(node) {
                "abstractNum" => {
                    let levels = node.children().filter(|child| name(*child) == "lvl").take(LEVELS);
                    let id = attribute(node, "abstractNumId").unwrap_or("").to_owned();
                    self.levels.insert(id, levels.map(level).collect());
                }
                "num" => {
                    let list = child(node, "abstractNumId").and_then(|node| attribute(node, "val"));
                    if let (Some(id), Some(list)) = (attribute(node, "numId"), list) {
                        self.lists.insert(id.to_owned(), list.to_owned());
                    }
                }
                _ => {}
            }
        }
    }

    /// The sign or number before a paragraph; the next one is counted on.
    pub(super) fn next(&mut self, look: &Look) -> Option<String> {
        let (number, level) = look.list.as_ref()?;
        let list = self.lists.get(number.as_deref()?)?;
        let levels = self.levels.get(list)?;
        let at = usize::from(level.unwrap_or(0)).min(LEVELS - 1);
        let own = levels.get(at)?;
        let counts = self
            .counts
            .entry(list.clone())
            .or_insert_with(|| vec![None; LEVELS]);
        counts[at] = Some(counts[at].map_or(own.start, |count| count.saturating_add(1)));
        counts[at + 1..].fill(None);
        if own.format == "bullet" {
            return Some("•".to_owned());
        }
        let mut text = own.text.clone();
        for (above, level) in levels.iter().enumerate().take(at + 1) {
            let count = counts[above].unwrap_or(level.start);
            text = text.replace(&format!("%{}", above + 1), &written(count, &level.format));
        }
        Some(text).filter(|text| !text.trim().is_empty())
    }
}

fn level(node: Node<'_, '_>) -> Level {
    let value = |part: &str| child(node, part).and_then(|node| attribute(node, "val"));
    Level {
        format: value("numFmt").unwrap_or("decimal").to_owned(),
        text: value("lvlText").unwrap_or("").to_owned(),
        start: value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
    }
}
