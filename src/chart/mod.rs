//! Comparisons become pictures and a page that stands alone.
//!
//! Takes: [`Chart`]s: lines over years, targets, breaks, and where every value was printed; comparisons become them.
//! Gives: one HTML page with charts, tables and sources, and charts as SVG; the same bytes each time.
//! Never: computes a value, opens a file, names an address on a network.

mod axis;
mod bars;
mod compared;
mod figure;
mod goal_words;
mod goals;
mod lines;
mod looks;
mod marks;
mod model;
mod multiples;
mod names;
mod page;
mod reply;
mod sources;
mod start;
mod table;
mod words;

pub use compared::charts;
pub use figure::written;
pub use goals::goals_page;
pub use model::{Break, Cell, Chart, Line, Note, Source, Target};
pub use page::{Page, comparison_page, page};
pub use reply::{Answered, heading, reply_page};
pub use start::{Reports, Start, start_page};

use crate::trace::Error;

/// The line chart of one comparison as a picture that stands alone; its points link into `page`, the page
/// that [`page()`] has made of the same charts, in which it is number `at`.
pub fn picture(chart: &Chart, at: usize, page: &str) -> Result<String, Error> {
    let anchors = sources::Anchors::new(at, page);
    let svg = lines::drawing(chart, &anchors)?;
    Ok(page::clean(svg.alone().into_string() + "\n"))
}
