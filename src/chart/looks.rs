//! How lines are told apart: by colour, dash and marker together, never by colour alone.
//!
//! The colours are those of Okabe and Ito, which people with any form of colour blindness tell apart; of the
//! eight the ones with a contrast of at least 3 to 1 against white.

/// Blue, vermilion, bluish green, reddish purple, black.
const COLOURS: [&str; 5] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000"];
/// Solid, dashed, dotted, dash and dot.
const DASHES: [&str; 4] = ["none", "8 4", "2 3", "9 3 2 3"];
/// Lines beyond these look like others; then a chart of all is drawn in one grey.
pub(super) const MOST: usize = COLOURS.len() * DASHES.len();

/// The look of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) colour: &'static str,
    pub(super) dash: &'static str,
    pub(super) shape: Shape,
}

/// The form of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
    Turned,
    Plus,
    Cross,
}

const SHAPES: [Shape; 7] = [
    Shape::Circle,
    Shape::Square,
    Shape::Triangle,
    Shape::Diamond,
    Shape::Turned,
    Shape::Plus,
    Shape::Cross,
];

/// The look of the line at a position.
pub(super) const fn look(at: usize) -> Look {
    Look {
        colour: COLOURS[at % COLOURS.len()],
        dash: DASHES[at / COLOURS.len() % DASHES.len()],
        shape: SHAPES[at % SHAPES.len()],
    }
}

/// The look of every line where there are more than can be told apart.
pub(super) const MANY: Look = Look {
    colour: "#6b6b6b",
    dash: "none",
    shape: Shape::Circle,
};

impl Shape {
    /// The marker as the data of a path round a point, and whether it is only strokes.
    pub(super) fn path(self, x: i32, y: i32) -> (String, bool) {
        let at = format!("M{x} {y}");
        match self {
            Shape::Circle => (format!("{at}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"), false),
            Shape::Square => (format!("{at}m-4-4h8v8h-8z"), false),
            Shape::Triangle => (format!("{at}m0-5l5 9h-10z"), false),
            Shape::Diamond => (format!("{at}m0-5l5 5l-5 5l-5-5z"), false),
            Shape::Turned => (format!("{at}m0 5l5-9h-10z"), false),
            Shape::Plus => (format!("{at}m-5 0h10m-5-5v10"), true),
            Shape::Cross => (format!("{at}m-4-4l8 8m0-8l-8 8"), true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as the accessibility guidelines of the web define it.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[test]
    fn every_line_stands_out_from_the_paper() {
        for colour in COLOURS.into_iter().chain([MANY.colour]) {
            let contrast = 1.05 / (luminance(colour) + 0.05);
            assert!(contrast >= 3.0, "{colour}: {contrast}");
        }
    }

    #[test]
    fn no_two_lines_that_are_coloured_look_the_same_without_colour_and_marker_alike() {
        let looks: Vec<Look> = (0..MOST).map(look).collect();
        for (at, one) in looks.iter().enumerate() {
            for other in &looks[at + 1..] {
                assert!(
                    one.colour != other.colour || one.dash != other.dash && one.shape != other.shape,
                    "{one:?} {other:?}"
                );
                assert!(
                    one.dash != other.dash || one.shape != other.shape,
                    "{one:?} {other:?}"
                );
            }
        }
    }
}
