//! Drawings and pictures: small ones may be a status, by their colour or by what they are called.

use super::reader::Reader;
use crate::page::package::{attribute, name};
use crate::page::{Colour, picture};
use roxmltree::Node;

/// A small drawing.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    pub(super) colour: Option<Colour>,
    pub(super) name: String,
}

/// What a drawing shows, unless it is larger than a mark.
pub(super) fn look(reader: &Reader, drawing: Node<'_, '_>) -> Option<Drawn> {
    let mut drawn = Drawn::default();
    let mut names = Vec::new();
    for node in drawing.descendants().filter(Node::is_element) {
        let side = |name| attribute(node, name).and_then(pixels);
        let is_large = |side: Option<f32>| side.is_some_and(|side| side > picture::LARGEST_ICON);
        if is_large(side("width")) || is_large(side("height")) {
            return None;
        }
        match name(node) {
            "title" | "desc" => names.extend(node.text()),
            "image" => {
                let part = attribute(node, "href").map(|part| part.trim_start_matches("./"));
                let colour = part.and_then(|part| reader.pictures.get(part)).copied();
                drawn.colour = drawn.colour.or(colour);
            }
            "custom-shape" | "circle" | "ellipse" | "rect" | "polygon" | "path" => {
                let look = reader.styles.look("graphic", attribute(node, "style-name"));
                drawn.colour = drawn.colour.or(look.ground());
            }
            _ => {}
        }
    }
    drawn.name = names.join(" ");
    Some(drawn)
}

/// A length in pixels of a screen: `0.353cm`, `10pt`.
fn pixels(length: &str) -> Option<f32> {
    const PER_INCH: f32 = 96.0;
    let unit = length.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let number: f32 = length[..length.len() - unit.len()].parse().ok()?;
    let inches = match unit {
        "in" => number,
        "cm" => number / 2.54,
        "mm" => number / 25.4,
        "pt" => number / 72.0,
        "pc" => number / 6.0,
        "px" => number / PER_INCH,
        _ => return None,
    };
    Some(inches * PER_INCH)
}

#[cfg(test)]
mod tests {
    use super::pixels;

    #[test]
    fn lengths_have_units() {
        assert_eq!(pixels("1in"), Some(96.0));
        assert_eq!(pixels("18pt"), Some(24.0));
        assert_eq!(pixels("50%"), None);
        assert_eq!(pixels(""), None);
    }
}
