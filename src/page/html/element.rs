//! What an element is for, by its name, its role, its classes and how it is shown.

use super::css::Look;

/// What an element does with what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Table,
    Row,
    Cell {
        is_header: bool,
    },
    Heading,
    Item,
    /// A paragraph, or whatever else begins a line.
    Group,
    Break,
    Picture,
    /// Nothing in it is shown.
    Unseen,
    Inline,
}

/// Elements that have no end.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// What an element is for.
pub(super) fn role(name: &str, said: Option<&str>, classes: &str, look: &Look, is_in_table: bool) -> Role {
    match name {
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" => Role::Cell { is_header: false },
        "th" => Role::Cell { is_header: true },
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "br" => Role::Break,
        "img" => Role::Picture,
        "head" | "script" | "style" | "template" | "noscript" | "svg" | "object" | "iframe" | "select"
        | "textarea" | "button" | "map" | "audio" | "video" | "canvas" | "math" => Role::Unseen,
        "div" | "span" | "ul" | "ol" | "li" | "section" | "dl" | "dt" | "dd" | "p" | "article" => {
            built(said, classes, look, is_in_table).unwrap_or(match name {
                "span" => Role::Inline,
                "li" => Role::Item,
                _ => Role::Group,
            })
        }
        "address" | "aside" | "blockquote" | "body" | "caption" | "center" | "details" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "header" | "hr" | "html" | "main" | "nav" | "pre"
        | "summary" | "legend" => Role::Group,
        _ => Role::Inline,
    }
}

/// Tables that are built of other elements: told by their role, by how they are shown, or by the names of their
/// classes. A class that is called a row or a cell counts only inside of a table.
fn built(said: Option<&str>, classes: &str, look: &Look, is_in_table: bool) -> Option<Role> {
    let told = match said.or(look.display.as_deref()) {
        Some("table" | "grid" | "treegrid") => Some(Role::Table),
        Some("row" | "table-row") => Some(Role::Row),
        Some("cell" | "gridcell" | "table-cell") => Some(Role::Cell { is_header: false }),
        Some("columnheader" | "rowheader") => Some(Role::Cell { is_header: true }),
        _ => None,
    };
    // A grid of a style sheet places whatever it likes.
    let told = told
        .filter(|role| *role != Role::Table || said.is_some() || look.display.as_deref() == Some("table"));
    told.or_else(|| {
        let lower = classes.to_lowercase();
        let squashed: Vec<String> = lower
            .split_whitespace()
            .map(|class| class.chars().filter(char::is_ascii_alphanumeric).collect())
            .collect();
        let ends = |ends: &[&str]| {
            squashed
                .iter()
                .any(|class| ends.iter().any(|end| class.ends_with(end)))
        };
        if ends(&["table", "tabell", "tbl"]) {
            Some(Role::Table)
        } else if is_in_table && ends(&["headcell", "headercell", "cellheader", "th"]) {
            Some(Role::Cell { is_header: true })
        } else if is_in_table && ends(&["cell", "col", "column", "td"]) {
            Some(Role::Cell { is_header: false })
        } else if is_in_table && ends(&["row", "tr", "rad", "headrow", "tablehead", "tableheader"]) {
            Some(Role::Row)
        } else {
            None
        }
    })
}
