//! Scales and axes: plotters lays them out and draws the grid; what is drawn on it asks here for its place.

use crate::chart::figure::tick;
use crate::chart::words;
use crate::trace::Error;
use maud::PreEscaped;
use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{ChartBuilder, Color, IntoDrawingArea, IntoFont, RGBColor, SVGBackend};
use std::fmt::Display;
use std::ops::Range;

/// The colour of text and of what carries meaning.
pub(super) const INK: &str = "#1a1a1a";
const INK_COLOUR: RGBColor = RGBColor(26, 26, 26);
const GRID: RGBColor = RGBColor(214, 214, 214);
/// About how wide a digit is, in pixels.
const DIGIT: usize = 8;

/// Which values a scale shows, and where its ticks are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    ticks: Vec<f64>,
    /// What the printed ticks are divided by.
    factor: f64,
    /// The word for the factor: `miljoner`.
    pub(super) factor_word: &'static str,
}

impl Scale {
    /// A scale for these values, with about so many ticks. It begins at zero, unless `cut` allows another
    /// beginning and the values are far from zero and close to each other.
    pub(super) fn of(values: impl Iterator<Item = f64> + Clone, ticks: u32, cut: bool) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let most = values.fold(f64::NEG_INFINITY, f64::max);
        let (least, most) = if least <= most { (least, most) } else { (0.0, 1.0) };
        let spread = most - least;
        let is_far = spread > 1e-6 * most.abs() && (least > spread || -most > spread);
        let (low, high) = if cut && is_far {
            (least, most)
        } else {
            (least.min(0.0), most.max(0.0))
        };
        let high = if low < high { high } else { low + 1.0 };
        let step = step((high - low) / f64::from(ticks.max(1)));
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let count = (last - first).clamp(1.0, 100.0);
        let mut at = vec![first * step];
        while at.len() <= count as usize {
            at.push((first + at.len() as f64) * step);
        }
        let largest = high.abs().max(low.abs());
        let (factor, factor_word) = words::FACTORS
            .into_iter()
            .find(|(factor, _)| largest >= *factor * 10.0)
            .unwrap_or((1.0, ""));
        Self {
            low: first * step,
            high: last * step,
            ticks: at,
            factor,
            factor_word,
        }
    }

    /// Whether zero stands outside the scale, so that heights do not show proportions.
    pub(super) fn is_cut(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    fn word(&self, value: f64) -> String {
        tick(value / self.factor)
    }

    fn digits(&self) -> usize {
        let lengths = self.ticks.iter().map(|tick| self.word(*tick).chars().count());
        lengths.max().unwrap_or(1)
    }
}

/// The next of 1, 2, 5, 10, … that is not smaller.
fn step(least: f64) -> f64 {
    let power = 10f64.powi(least.log10().floor() as i32);
    let steps = [1.0, 2.0, 5.0].map(|digit| digit * power);
    // A hair less, so that 0.1 + 0.2 is no reason for a larger step.
    let fits = |step: &f64| *step >= least * (1.0 - 1e-9);
    steps.into_iter().find(fits).unwrap_or(10.0 * power)
}

/// The years of an axis, with half a year on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    pub(super) first: i32,
    pub(super) last: i32,
}

impl Years {
    fn ticks(self, most: i32) -> Vec<f64> {
        let span = i64::from(self.last) - i64::from(self.first);
        let every = [1, 2, 5, 10, 20, 50, 100, 1000]
            .into_iter()
            .find(|every| span / every < i64::from(most))
            .unwrap_or(10_000);
        let first = i64::from(self.first);
        let begin = first + (every - first.rem_euclid(every)) % every;
        (0..i64::from(most))
            .map(|at| begin + at * every)
            .take_while(|year| *year <= i64::from(self.last))
            .map(|year| year as f64)
            .collect()
    }
}

/// Room round the drawing area, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) left: u32,
}

/// A range of plotters with ticks of our own, which are round for any figures and never too many.
#[derive(Clone)]
struct Ticked {
    range: RangedCoordf64,
    ticks: Vec<f64>,
}

impl Ticked {
    fn new(range: Range<f64>, ticks: Vec<f64>) -> Self {
        Self {
            range: range.into(),
            ticks,
        }
    }
}

impl Ranged for Ticked {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.range.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Light lines between the ticks would be asked for with other weight; there are none.
        if hint.weight().allow_light_points() {
            Vec::new()
        } else {
            self.ticks.clone()
        }
    }

    fn range(&self) -> Range<f64> {
        self.range.range()
    }
}

/// Axes and grid, and where a value stands between them.
pub(super) struct Frame {
    pub(super) room: Room,
    coordinates: Cartesian2d<Ticked, Ticked>,
    /// The axes as elements of SVG.
    pub(super) axes: PreEscaped<String>,
}

impl Frame {
    /// Axes for values over years.
    pub(super) fn over_years(room: Room, years: Years, ticks: i32, scale: &Scale) -> Result<Self, Error> {
        let left = (scale.digits() * DIGIT) as u32 + 12;
        let room = Room { left, ..room };
        let span = f64::from(years.first) - 0.5..f64::from(years.last) + 0.5;
        let across = Ticked::new(span, years.ticks(ticks));
        let up = Ticked::new(scale.low..scale.high, scale.ticks.clone());
        let word = |value: &f64| scale.word(*value);
        Self::draw(room, across, up, Some(&|year| format!("{year}")), Some(&word))
    }

    /// A scale along the foot for so many bars, the first one at the top.
    pub(super) fn for_bars(room: Room, bars: usize, scale: &Scale) -> Result<Self, Error> {
        let across = Ticked::new(scale.low..scale.high, scale.ticks.clone());
        let down = Ticked::new(bars.max(1) as f64..0.0, Vec::new());
        let word = |value: &f64| scale.word(*value);
        Self::draw(room, across, down, Some(&word), None)
    }

    fn draw(
        room: Room,
        across: Ticked,
        up: Ticked,
        across_word: Option<&dyn Fn(&f64) -> String>,
        up_word: Option<&dyn Fn(&f64) -> String>,
    ) -> Result<Self, Error> {
        let mut svg = String::new();
        let nothing = |_: &f64| String::new();
        let coordinates = {
            let root = SVGBackend::with_string(&mut svg, (room.width, room.height)).into_drawing_area();
            let mut chart = ChartBuilder::on(&root)
                .margin_top(room.top)
                .margin_right(room.right)
                .x_label_area_size(26)
                .y_label_area_size(room.left)
                .build_cartesian_2d(across, up)
                .map_err(broken)?;
            let is_over_years = up_word.is_some();
            let mut mesh = chart.configure_mesh();
            mesh.light_line_style(GRID.mix(0.0))
                .bold_line_style(GRID)
                .axis_style(INK_COLOUR)
                .label_style(("sans-serif", 15).into_font().color(&INK_COLOUR))
                .x_label_formatter(across_word.unwrap_or(&nothing))
                .y_label_formatter(up_word.unwrap_or(&nothing));
            if is_over_years {
                mesh.disable_x_mesh();
            } else {
                mesh.disable_y_mesh().disable_y_axis();
            }
            mesh.draw().map_err(broken)?;
            let coordinates = chart.as_coord_spec().clone();
            root.present().map_err(broken)?;
            coordinates
        };
        Ok(Self {
            room,
            coordinates,
            axes: PreEscaped(inside(&svg).to_owned()),
        })
    }

    /// The place of a point, in pixels from the upper left corner.
    pub(super) fn at(&self, across: f64, up: f64) -> (i32, i32) {
        self.coordinates.translate(&(across, up))
    }

    /// The right edge of the drawing area.
    pub(super) fn right(&self) -> i32 {
        self.coordinates.get_x_axis_pixel_range().end
    }

    /// The upper and the lower edge of the drawing area.
    pub(super) fn edges(&self) -> (i32, i32) {
        let range = self.coordinates.get_y_axis_pixel_range();
        (range.start.min(range.end), range.start.max(range.end))
    }
}

/// What stands between the tags of a picture.
fn inside(svg: &str) -> &str {
    let body = svg.split_once('>').map_or("", |(_, body)| body);
    body.rsplit_once("</svg>").map_or(body, |(body, _)| body)
}

fn broken(error: impl Display) -> Error {
    Error::Internal(format!("a chart cannot be drawn: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: &[f64]) -> (f64, f64) {
        let scale = Scale::of(values.iter().copied(), 5, true);
        (scale.low, scale.high)
    }

    #[test]
    fn a_scale_begins_at_zero_unless_that_hides_the_differences() {
        assert_eq!(scale(&[3.0, 9.0]), (0.0, 10.0));
        assert_eq!(scale(&[81.0, 84.5]), (81.0, 85.0));
        assert_eq!(scale(&[-4.0, 6.0]), (-4.0, 6.0));
        assert_eq!(scale(&[]), (0.0, 1.0));
        assert_eq!(scale(&[0.0]), (0.0, 1.0));
        assert_eq!(scale(&[7.0, 7.0]), (0.0, 8.0));
    }

    #[test]
    fn figures_of_any_size_have_a_scale() {
        for value in [1e28, -7.9e28, 1e-28, 1e15 + 1.0] {
            let scale = Scale::of([value, value * (1.0 + 1e-12)].into_iter(), 5, true);
            assert!(scale.low < scale.high && scale.ticks.len() > 1, "{scale:?}");
        }
        assert_eq!(Scale::of([3.4e7].into_iter(), 5, true).word(3e7), "30");
    }

    #[test]
    fn years_are_marked_at_round_numbers() {
        let ticks = |first, last, most| Years { first, last }.ticks(most);
        assert_eq!(ticks(2017, 2019, 8), [2017.0, 2018.0, 2019.0]);
        assert_eq!(
            ticks(2009, 2023, 8),
            [2010.0, 2012.0, 2014.0, 2016.0, 2018.0, 2020.0, 2022.0]
        );
        assert!(ticks(i32::MIN, i32::MAX, 8).len() <= 8);
    }
}
