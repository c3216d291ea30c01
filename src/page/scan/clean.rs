//! Puts a picture straight.

use super::picture::Picture;

/// Darker pixels are ink.
const INK: u8 = 140;
/// A page lies on the glass no farther turned than this, in hundredths of a slope.
const FARTHEST: i32 = 60;

/// Turns a picture so that its lines lie level.
pub(super) fn straighten(picture: &mut Picture) {
    let slope = slope(picture);
    // Less than a pixel over the width of a page.
    if slope.abs() < 0.0008 {
        return;
    }
    let (width, height) = (picture.width, picture.height);
    let mut turned = vec![[255; 3]; picture.rgb.len()];
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    let (middle_x, middle_y) = (width as f32 / 2.0, height as f32 / 2.0);
    for y in 0..height {
        for x in 0..width {
            #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
            let (dx, dy) = (x as f32 - middle_x, y as f32 - middle_y);
            // For such angles the tangent is the sine.
            let (from_x, from_y) = (middle_x + dx - slope * dy, middle_y + dy + slope * dx);
            if let Some(pixel) = between(picture, from_x, from_y) {
                turned[y * width + x] = pixel;
            }
        }
    }
    picture.rgb = turned;
}

/// The pixel between four.
fn between(picture: &Picture, x: f32, y: f32) -> Option<[u8; 3]> {
    if x < 0.0 || y < 0.0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels of a page, none negative"
    )]
    let (left, top) = (x as usize, y as usize);
    if left + 1 >= picture.width || top + 1 >= picture.height {
        return None;
    }
    let (right_part, lower_part) = (x.fract(), y.fract());
    let at = |x: usize, y: usize| picture.rgb[y * picture.width + x];
    let corners = [
        at(left, top),
        at(left + 1, top),
        at(left, top + 1),
        at(left + 1, top + 1),
    ];
    let weights = [
        (1.0 - right_part) * (1.0 - lower_part),
        right_part * (1.0 - lower_part),
        (1.0 - right_part) * lower_part,
        right_part * lower_part,
    ];
    let mut pixel = [0; 3];
    for (channel, value) in pixel.iter_mut().enumerate() {
        let sum: f32 = corners
            .iter()
            .zip(weights)
            .map(|(corner, weight)| f32::from(corner[channel]) * weight)
            .sum();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a mean of bytes"
        )]
        let rounded = sum.round() as u8;
        *value = rounded;
    }
    Some(pixel)
}

/// How far lines fall per pixel to the right: the slope at which ink gathers in the fewest rows.
fn slope(picture: &Picture) -> f32 {
    const STEP: usize = 3;
    let grey = picture.grey();
    let mut ink = Vec::new();
    for y in (0..picture.height).step_by(STEP) {
        for x in (0..picture.width).step_by(STEP) {
            if grey.data[y * picture.width + x] < INK {
                ink.push((x, y));
            }
        }
    }
    const FEWEST: usize = 300;
    if ink.len() < FEWEST {
        return 0.0;
    }
    let most = 40_000;
    let ink: Vec<_> = ink.iter().step_by(ink.len().div_ceil(most)).copied().collect();
    let mut best = (0, 0u64);
    // Thousandths first, then four of each.
    for tried in (-FARTHEST..=FARTHEST).map(|step| step * 4) {
        let score = gathered(&ink, tried, picture);
        if score > best.1 {
            best = (tried, score);
        }
    }
    for tried in best.0 - 3..=best.0 + 3 {
        let score = gathered(&ink, tried, picture);
        if score > best.1 {
            best = (tried, score);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let slope = best.0 as f32 / 4000.0;
    slope
}

/// How much ink gathers in rows that fall so many four-thousandths per pixel.
fn gathered(ink: &[(usize, usize)], slope: i32, picture: &Picture) -> u64 {
    let shift = picture.width / 8 + 8;
    let mut rows = vec![0u64; picture.height + 2 * shift];
    for (x, y) in ink {
        let fall = i64::try_from(*x).unwrap_or(0) * i64::from(slope) / 4000;
        let row = i64::try_from(*y + shift).unwrap_or(0) - fall;
        if let Some(row) = usize::try_from(row).ok().and_then(|row| rows.get_mut(row / 2)) {
            *row += 1;
        }
    }
    rows.iter().map(|count| count * count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that fall two in a hundred lie level afterwards.
    #[test]
    fn lines_lie_level_afterwards() {
        let (width, height) = (800, 600);
        let mut picture = Picture {
            width,
            height,
            rgb: vec![[255; 3]; width * height],
            points: 0.36,
        };
        for line in 0..8 {
            for x in 50..750 {
                for thick in 0..6 {
                    picture.rgb[(60 + line * 60 + x / 50 + thick) * width + x] = [0; 3];
                }
            }
        }
        assert!((slope(&picture) - 0.02).abs() < 0.001, "{}", slope(&picture));
        straighten(&mut picture);
        assert!(slope(&picture).abs() < 0.0015, "{}", slope(&picture));
    }
}
