//! How much the streams of a PDF grow when they are decompressed, told before anything is decompressed to be kept.
//!
//! The reader decodes a stream whole, and a few bytes may become gigabytes. So the streams are looked for in the
//! bytes and inflated into nothing, as far as the limit. What is encrypted or compressed by another method cannot
//! be told so; there the memory limit of the worker holds.

use crate::trace::Error;
use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::{Read, Write};

/// No stream that is read may become larger: a hundred times a page full of drawings.
const MOST: u64 = 128 << 20;
/// All streams that are measured, together.
const MOST_IN_ALL: u64 = 2 << 30;
/// All streams that hold objects, together: the reader keeps them.
const MOST_OBJECTS: u64 = 256 << 20;
/// Deflate makes no more of a byte than this.
const STEEPEST: u64 = 1032;
/// A stream's dictionary is looked for so far before it.
const LONGEST_DICTIONARY: usize = 4096;
/// Pictures with more pixels are never decoded.
const MOST_PIXELS: u64 = super::picture::MOST_PIXELS;

/// Gives an error if a stream grows beyond all measure.
pub(super) fn check(bytes: &[u8]) -> Result<(), Error> {
    let (mut all, mut objects) = (0u64, 0u64);
    let ends = memmem::Finder::new("endstream");
    let mut from = 0;
    while let Some(at) = memmem::find(&bytes[from..], b"stream").map(|at| from + at) {
        let start = at + b"stream".len();
        from = start;
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let end = ends.find(&bytes[start..]).map_or(bytes.len(), |end| start + end);
        let dictionary = Dictionary::before(&bytes[..at]);
        let data = bytes[start..end].trim_ascii_start();
        let Some(times) = dictionary.inflations(data.len() as u64) else {
            continue;
        };
        // What stands in a stream is no stream, but it may look like one: only what was measured is passed over.
        let size = inflated(data, times, MOST);
        all += size;
        objects += if dictionary.holds_objects() { size } else { 0 };
        if size > MOST {
            return Err(swelling(MOST));
        }
        if all > MOST_IN_ALL || objects > MOST_OBJECTS {
            return Err(swelling(MOST_OBJECTS.min(all)));
        }
        from = end;
    }
    Ok(())
}

fn swelling(bytes: u64) -> Error {
    Error::Swelling {
        megabytes: bytes >> 20,
    }
}

/// The bytes before a stream, from where its object begins.
struct Dictionary<'b>(&'b [u8]);

impl<'b> Dictionary<'b> {
    fn before(bytes: &'b [u8]) -> Self {
        let near = &bytes[bytes.len().saturating_sub(LONGEST_DICTIONARY)..];
        Self(memmem::rfind(near, b" obj").map_or(near, |at| &near[at..]))
    }

    fn count(&self, name: &str) -> usize {
        memmem::find_iter(self.0, name).count()
    }

    fn holds_objects(&self) -> bool {
        self.count("/ObjStm") > 0
    }

    /// How often the stream must be inflated to be measured; none if that can be left out.
    fn inflations(&self, length: u64) -> Option<usize> {
        const DEEPEST: usize = 8;
        let times = self.count("/FlateDecode") + self.count("/Fl ") + self.count("/Fl/") + self.count("/Fl]");
        let is_large = length.saturating_mul(STEEPEST) > MOST;
        let is_left_out = times == 0
            || (times == 1 && !is_large && !self.holds_objects())
            || (self.count("/Image") > 0 && self.pixels() > MOST_PIXELS);
        (!is_left_out).then_some(times.min(DEEPEST))
    }

    fn pixels(&self) -> u64 {
        let side = |name: &str| {
            let at = memmem::find(self.0, name.as_bytes())? + name.len();
            let digits: Vec<u8> = self.0[at..]
                .trim_ascii_start()
                .iter()
                .copied()
                .take_while(u8::is_ascii_digit)
                .collect();
            std::str::from_utf8(&digits).ok()?.parse::<u64>().ok()
        };
        side("/Width")
            .unwrap_or(0)
            .saturating_mul(side("/Height").unwrap_or(0))
    }
}

/// The size of data that was deflated so many times, counted until just beyond the limit.
fn inflated(data: &[u8], times: usize, limit: u64) -> u64 {
    let mut decoder: Box<dyn Read + '_> = Box::new(data);
    for _ in 0..times {
        decoder = Box::new(ZlibDecoder::new(decoder));
    }
    let mut counter = Counter(0);
    // A stream that is damaged counts as far as it goes.
    let _ = std::io::copy(&mut decoder.take(limit + 1), &mut counter);
    counter.0
}

/// Counts what is written and keeps nothing.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::ZlibEncoder;

    fn deflated(data: impl Read) -> Vec<u8> {
        let mut packed = Vec::new();
        ZlibEncoder::new(data, Compression::fast())
            .read_to_end(&mut packed)
            .unwrap();
        packed
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("1 0 obj\n<< {dictionary} /Length {} >>\nstream\r\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn what_swells_is_told_before_it_is_read() {
        let once = deflated(std::io::repeat(b' ').take(MOST + 1));
        let flate = "/Filter /FlateDecode";
        assert!(check(&stream(flate, &once)).is_err());
        assert!(check(&stream("/Filter[/Fl]", &once)).is_err());
        let twice = deflated(once.as_slice());
        assert!(twice.len() < 100_000, "{}", twice.len());
        assert!(check(&stream("/Filter [/FlateDecode /FlateDecode]", &twice)).is_err());
        // One that is just within stands before one that is not.
        let within = deflated(std::io::repeat(b' ').take(MOST));
        assert!(check(&stream(flate, &within)).is_ok());
        assert!(check(&[stream(flate, &within), stream(flate, &once)].concat()).is_err());
        let objects = "/Type /ObjStm /Filter /FlateDecode";
        assert!(check(&stream(objects, &within).repeat(3)).is_err());
        // A large picture is not decoded at all, and a small one must be as small as it says.
        let picture = "/Subtype /Image /Width 20000 /Height 20000 /Filter /FlateDecode";
        assert!(check(&stream(picture, &once)).is_ok());
        let picture = "/Subtype /Image /Width 20 /Height 20 /Filter /FlateDecode";
        assert!(check(&stream(picture, &once)).is_err());
    }

    #[test]
    fn what_is_no_stream_is_passed_over() {
        for bytes in [
            b"".as_slice(),
            b"stream",
            b"endstream",
            b"1 0 obj stream\n/FlateDecode",
        ] {
            assert!(check(bytes).is_ok());
        }
    }
}
