//! Drawings and pictures: small ones may be a status, by their colour or by what they are called.

use super::styles::colour;
use crate::page::package::{attribute, name};
use crate::page::{Colour, picture};
use roxmltree::Node;
use std::collections::HashMap;

/// A small drawing.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    pub(super) colour: Option<Colour>,
    pub(super) name: String,
}

/// Points of a pixel in the unit of drawings.
const PER_PIXEL: f32 = 9525.0;

/// What a drawing shows, unless it is larger than a mark.
pub(super) fn look(drawing: Node<'_, '_>, pictures: &HashMap<String, Colour>) -> Option<Drawn> {
    let mut drawn = Drawn::default();
    let mut names = Vec::new();
    let mut is_line = false;
    for node in drawing.descendants().filter(Node::is_element) {
        match name(node) {
            "extent" | "ext" => {
                let side = |name| attribute(node, name).and_then(|side| side.parse::<f32>().ok());
                let is_large =
                    |side: Option<f32>| side.is_some_and(|side| side / PER_PIXEL > picture::LARGEST_ICON);
                if is_large(side("cx")) || is_large(side("cy")) {
                    return None;
                }
            }
            "docPr" | "cNvPr" => {
                names.extend(["descr", "title"].iter().filter_map(|name| attribute(node, name)))
            }
            // The old way to draw: `style="width:9pt" fillcolor="#00b050"`
            "oval" | "rect" | "roundrect" | "shape" => {
                names.extend(attribute(node, "alt"));
                let fill = attribute(node, "fillcolor").and_then(|fill| colour(fill.trim_start_matches('#')));
                drawn.colour = drawn.colour.or(fill);
            }
            "imagedata" => {
                drawn.colour = attribute(node, "id")
                    .and_then(|id| pictures.get(id))
                    .copied()
                    .or(drawn.colour)
            }
            "blip" => {
                drawn.colour = attribute(node, "embed")
                    .and_then(|id| pictures.get(id))
                    .copied()
                    .or(drawn.colour)
            }
            "ln" => is_line = true,
            "srgbClr" => {
                let is_own = !node
                    .ancestors()
                    .any(|above| matches!(name(above), "ln" | "effectLst"));
                let told = attribute(node, "val").and_then(colour);
                drawn.colour = drawn.colour.or(told.filter(|_| is_own));
            }
            "sysClr" | "prstClr" if !is_line => {
                let told = attribute(node, "val").and_then(preset);
                drawn.colour = drawn.colour.or(told);
            }
            _ => {}
        }
    }
    drawn.name = names.join(" ");
    Some(drawn)
}

fn preset(name: &str) -> Option<Colour> {
    let [red, green, blue] = match name {
        "green" | "limeGreen" | "forestGreen" => [0, 128, 0],
        "yellow" | "gold" | "orange" => [255, 192, 0],
        "red" | "crimson" | "darkRed" => [192, 0, 0],
        "gray" | "grey" | "silver" => [128, 128, 128],
        _ => return None,
    };
    Some(Colour { red, green, blue })
}
