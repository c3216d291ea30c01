//! As much of style sheets as tells what is shown, how it is set, and what is a table.

use crate::page::Colour;
use std::collections::HashMap;

/// Rules of a style sheet by class.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    classes: HashMap<String, String>,
}

/// What declarations say of an element.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Look {
    pub(super) is_hidden: bool,
    pub(super) display: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) is_raised: bool,
    pub(super) colour: Option<Colour>,
    pub(super) fill: Option<Colour>,
}

impl Sheet {
    /// Takes the rules of a style element: those for a class, alone or with an element's name.
    pub(super) fn learn(&mut self, css: &str) {
        const MOST: usize = 4000;
        for rule in css.split('}').take(MOST) {
            let Some((selectors, declarations)) = rule.rsplit_once('{') else {
                continue;
            };
            for selector in selectors.rsplit(['{', ';', '/']).next().unwrap_or("").split(',') {
                let selector = selector.trim();
                let Some((element, class)) = selector.split_once('.') else {
                    continue;
                };
                let is_plain = |text: &str| {
                    text.chars()
                        .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
                };
                if is_plain(element) && is_plain(class) && self.classes.len() < MOST {
                    let all = self.classes.entry(class.to_lowercase()).or_default();
                    all.push(';');
                    all.push_str(declarations);
                }
            }
        }
    }

    /// How an element with these classes and declarations looks.
    pub(super) fn look(&self, classes: &str, own: &str) -> Look {
        let mut look = Look::default();
        for class in classes.split_whitespace() {
            if let Some(declarations) = self.classes.get(&class.to_lowercase()) {
                look.declare(declarations);
            }
        }
        look.declare(own);
        look
    }
}

impl Look {
    fn declare(&mut self, declarations: &str) {
        for declaration in declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            match property.trim().to_ascii_lowercase().as_str() {
                "display" => {
                    self.is_hidden |= value == "none";
                    self.display = Some(value);
                }
                "mso-hide" => self.is_hidden |= value == "all",
                "visibility" => self.is_hidden |= value == "hidden",
                "font-weight" => self.bold = Some(is_bold(&value)),
                "font-style" => self.italic = Some(value == "italic" || value == "oblique"),
                "vertical-align" => self.is_raised |= value == "super",
                "color" => self.colour = colour(&value).or(self.colour),
                "background" | "background-color" | "fill" => {
                    self.fill = value.split_whitespace().find_map(colour).or(self.fill);
                }
                _ => {}
            }
        }
    }
}

fn is_bold(value: &str) -> bool {
    value == "bold" || value == "bolder" || value.parse::<u32>().is_ok_and(|weight| weight >= 600)
}

/// `#0b5`, `#00b050`, `rgb(0, 176, 80)`, `green`
pub(super) fn colour(value: &str) -> Option<Colour> {
    let value = value.trim().trim_matches(['"', '\'']);
    if let Some(hex) = value.strip_prefix('#') {
        let digits: Vec<u8> = hex
            .chars()
            .map_while(|letter| letter.to_digit(16))
            .filter_map(|digit| u8::try_from(digit).ok())
            .collect();
        return match digits.as_slice() {
            [red, green, blue] => Some(rgb([red * 17, green * 17, blue * 17])),
            [a, b, c, d, e, f, ..] => Some(rgb([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        };
    }
    if let Some(inside) = value.strip_prefix("rgb").and_then(|rest| rest.split_once('(')) {
        let parts: Vec<u8> = inside
            .1
            .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .filter_map(|part| part.parse::<f32>().ok())
            .map(|part| part.clamp(0.0, 255.0) as u8)
            .collect();
        return match parts.as_slice() {
            [_, _, _, 0] => None,
            [red, green, blue, ..] => Some(rgb([*red, *green, *blue])),
            _ => None,
        };
    }
    NAMED
        .iter()
        .find(|(name, _)| *name == value)
        .map(|(_, parts)| rgb(*parts))
}

fn rgb([red, green, blue]: [u8; 3]) -> Colour {
    Colour { red, green, blue }
}

/// Colours by name that a status or a shaded header is set in.
const NAMED: &[(&str, [u8; 3])] = &[
    ("black", [0, 0, 0]),
    ("crimson", [220, 20, 60]),
    ("darkgreen", [0, 100, 0]),
    ("darkred", [139, 0, 0]),
    ("firebrick", [178, 34, 34]),
    ("forestgreen", [34, 139, 34]),
    ("gold", [255, 215, 0]),
    ("gray", [128, 128, 128]),
    ("green", [0, 128, 0]),
    ("grey", [128, 128, 128]),
    ("lightgray", [211, 211, 211]),
    ("lightgrey", [211, 211, 211]),
    ("lime", [0, 255, 0]),
    ("limegreen", [50, 205, 50]),
    ("maroon", [128, 0, 0]),
    ("navy", [0, 0, 128]),
    ("orange", [255, 165, 0]),
    ("red", [255, 0, 0]),
    ("seagreen", [46, 139, 87]),
    ("silver", [192, 192, 192]),
    ("white", [255, 255, 255]),
    ("yellow", [255, 255, 0]),
];
