//! Small pictures of structured inputs: the colour that one shows.

use super::Colour;
use std::io::Read;

/// Pixels that an icon may be wide or high on a page; larger pictures are no marks.
pub(super) const LARGEST_ICON: f32 = 48.0;
/// Pixels that a picture may have; an icon in a file may be drawn much larger than it is shown.
const MOST_PIXELS: u64 = 1 << 20;

/// The colour of a picture that stands in the text itself: `data:image/png;base64,…`
pub(super) fn of_data_uri(uri: &str) -> Option<Colour> {
    const LONGEST: usize = 200_000;
    let (kind, data) = uri.strip_prefix("data:image/")?.split_once(',')?;
    if !kind.ends_with(";base64") || data.len() > LONGEST {
        return None;
    }
    of_file(&from_base64(data)?)
}

/// The dominant colour of a picture file; none where it is large, or of a format that is not read.
pub(super) fn of_file(bytes: &[u8]) -> Option<Colour> {
    let png = Png::of(bytes)?;
    dominant(png.pixels().into_iter())
}

/// A picture in PNG, unpacked.
struct Png {
    width: usize,
    /// Bits of a sample.
    depth: usize,
    /// What a pixel is made of, as the format numbers it.
    kind: u8,
    palette: Vec<[u8; 4]>,
    rows: Vec<Vec<u8>>,
}

impl Png {
    /// Unpacks a picture that is neither large nor interlaced.
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n")?;
        let (mut head, mut palette, mut packed) = (None, Vec::new(), Vec::new());
        while let [a, b, c, d, k1, k2, k3, k4, after @ ..] = rest {
            let length = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).ok()?;
            let data = after.get(..length)?;
            match &[*k1, *k2, *k3, *k4] {
                b"IHDR" => head = Some(<[u8; 13]>::try_from(data).ok()?),
                b"PLTE" => {
                    palette = data
                        .chunks_exact(3)
                        .map(|rgb| [rgb[0], rgb[1], rgb[2], u8::MAX])
                        .collect()
                }
                b"tRNS" => palette
                    .iter_mut()
                    .zip(data)
                    .for_each(|(entry, alpha)| entry[3] = *alpha),
                b"IDAT" => packed.extend_from_slice(data),
                b"IEND" => break,
                _ => {}
            }
            rest = after.get(length + 4..).unwrap_or_default();
        }
        let [w1, w2, w3, w4, h1, h2, h3, h4, depth, kind, _, _, interlace] = head?;
        let width = u32::from_be_bytes([w1, w2, w3, w4]);
        let height = u32::from_be_bytes([h1, h2, h3, h4]);
        if interlace != 0 || u64::from(width) * u64::from(height) > MOST_PIXELS || width == 0 {
            return None;
        }
        let mut png = Self {
            width: usize::try_from(width).ok()?,
            depth: usize::from(depth),
            kind,
            palette,
            rows: Vec::new(),
        };
        png.unpack(&packed, usize::try_from(height).ok()?)?;
        Some(png)
    }

    /// Samples of a pixel.
    fn samples(&self) -> usize {
        match self.kind {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    fn unpack(&mut self, packed: &[u8], height: usize) -> Option<()> {
        if !matches!(self.depth, 1 | 2 | 4 | 8 | 16) {
            return None;
        }
        let bits = self.samples() * self.depth;
        let length = (self.width * bits).div_ceil(8);
        let step = bits.div_ceil(8);
        let most = u64::try_from((length + 1) * height).ok()?;
        let mut raw = Vec::new();
        // A stream that is cut off gives what it has.
        let _ = flate2::read::ZlibDecoder::new(packed)
            .take(most)
            .read_to_end(&mut raw);
        let mut above = vec![0u8; length];
        for line in raw.chunks_exact(length + 1) {
            let mut row = line[1..].to_vec();
            for at in 0..length {
                let left = at.checked_sub(step).map_or(0, |left| row[left]);
                let corner = at.checked_sub(step).map_or(0, |left| above[left]);
                let told = match line[0] {
                    1 => left,
                    2 => above[at],
                    3 => u8::midpoint(left, above[at]),
                    4 => paeth(left, above[at], corner),
                    _ => 0,
                };
                row[at] = row[at].wrapping_add(told);
            }
            above.clone_from(&row);
            self.rows.push(row);
        }
        Some(())
    }

    /// A sample of a row as it is stored, and brought to eight bits.
    fn sample(&self, row: &[u8], at: usize) -> (u8, u8) {
        match self.depth {
            16 => (row[at * 2], row[at * 2]),
            8 => (row[at], row[at]),
            depth => {
                let byte = row[at * depth / 8];
                let shift = 8 - depth - at * depth % 8;
                let most = u8::MAX >> (8 - depth);
                let stored = byte >> shift & most;
                (stored, stored * (u8::MAX / most))
            }
        }
    }

    fn pixels(&self) -> Vec<[u8; 4]> {
        let samples = self.samples();
        let mut pixels = Vec::with_capacity(self.rows.len() * self.width);
        for row in &self.rows {
            for at in 0..self.width {
                let sample = |nth: usize| self.sample(row, at * samples + nth).1;
                pixels.push(match self.kind {
                    2 => [sample(0), sample(1), sample(2), u8::MAX],
                    3 => {
                        let stored = usize::from(self.sample(row, at).0);
                        self.palette.get(stored).copied().unwrap_or_default()
                    }
                    4 => [sample(0), sample(0), sample(0), sample(1)],
                    6 => [sample(0), sample(1), sample(2), sample(3)],
                    _ => [sample(0), sample(0), sample(0), u8::MAX],
                });
            }
        }
        pixels
    }
}

/// The neighbour that is nearest to what the three of them let expect.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let expected = i32::from(left) + i32::from(above) - i32::from(corner);
    let far = |part: u8| (expected - i32::from(part)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}

/// The colour that most of what is seen has: white and transparent parts do not count, and where much of it
/// is vivid, its black and grey are outlines.
fn dominant(pixels: impl Iterator<Item = [u8; 4]>) -> Option<Colour> {
    let (mut vivid, mut plain) = (Sum::default(), Sum::default());
    for [red, green, blue, alpha] in pixels {
        let colour = Colour { red, green, blue };
        let is_white = [red, green, blue].iter().all(|part| *part > 0xF0);
        if alpha < 0x80 || is_white {
            continue;
        }
        if is_vivid(colour) {
            vivid.add(colour);
        } else {
            plain.add(colour);
        }
    }
    if vivid.count * 4 >= plain.count && vivid.count > 0 {
        vivid.mean()
    } else {
        plain.mean()
    }
}

/// Whether a colour is neither grey nor a pale tint.
pub(super) fn is_vivid(colour: Colour) -> bool {
    const SPAN: u8 = 60;
    let parts = [colour.red, colour.green, colour.blue];
    let (low, high) = parts.iter().fold((u8::MAX, 0), |(low, high), part| {
        (low.min(*part), high.max(*part))
    });
    high - low >= SPAN
}

#[derive(Default)]
struct Sum {
    parts: [u64; 3],
    count: u64,
}

impl Sum {
    fn add(&mut self, colour: Colour) {
        for (sum, part) in self.parts.iter_mut().zip([colour.red, colour.green, colour.blue]) {
            *sum += u64::from(part);
        }
        self.count += 1;
    }

    fn mean(&self) -> Option<Colour> {
        let part = |at: usize| u8::try_from(self.parts[at].checked_div(self.count)?).ok();
        Some(Colour {
            red: part(0)?,
            green: part(1)?,
            blue: part(2)?,
        })
    }
}

/// Bytes of base 64; white space in it does not count.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0u32, 0u32);
    for letter in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colour_of_what_is_seen_counts_and_not_its_outline() {
        let (green, black, white) = ([0, 176, 80, 255], [0, 0, 0, 255], [255, 255, 255, 255]);
        let clear = [200, 0, 0, 0];
        let colour = dominant([green, green, black, white, white, clear].into_iter());
        let expected = Colour {
            red: 0,
            green: 176,
            blue: 80,
        };
        assert_eq!(colour, Some(expected));
        assert_eq!(dominant([white, clear].into_iter()), None);
    }

    #[test]
    fn bytes_in_base_64() {
        assert_eq!(from_base64("w6Vy\n").as_deref(), Some("år".as_bytes()));
        assert_eq!(from_base64("w6U=").as_deref(), Some("å".as_bytes()));
        assert_eq!(from_base64("%%"), None);
    }
}
