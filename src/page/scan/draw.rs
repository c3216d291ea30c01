//! Draws a page of a PDF.

use super::DPI;
use super::picture::Picture;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::Pdf;
use std::sync::Arc;

/// Pixels of the longer side of a picture: larger pages are drawn smaller.
const LONGEST: f32 = 5_000.0;

/// The picture of a page, counted from 1.
pub(super) fn page(bytes: &Arc<Vec<u8>>, password: Option<&str>, number: u32) -> Result<Picture, String> {
    let plain = Pdf::new(Arc::clone(bytes));
    let pdf = match (plain, password) {
        (Err(_), Some(password)) => Pdf::new_with_password(Arc::clone(bytes), password),
        (plain, _) => plain,
    };
    let pdf = pdf.map_err(|_| crate::say!("draw-not-opened"))?;
    let at = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    let page = pdf.pages().get(at).ok_or_else(|| crate::say!("draw-not-found"))?;
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !(longest.is_finite() && width.min(height) >= 1.0) {
        return Err(crate::say!("draw-no-size"));
    }
    let scale = (DPI / 72.0).min(LONGEST / longest);
    let settings = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let rgb = pixmap
        .data()
        .iter()
        .map(|pixel| [pixel.r, pixel.g, pixel.b])
        .collect();
    Ok(Picture {
        width: usize::from(pixmap.width()),
        height: usize::from(pixmap.height()),
        rgb,
        points: 1.0 / scale,
    })
}
