//! How much of a PDF grows when it is read, told before anything is unpacked to be kept.
//!
//! The reader decodes a stream whole, and a few bytes may become gigabytes. So the streams are unpacked into nothing,
//! as far as the limit, and the sizes that pictures and fonts give are looked at. What is encrypted cannot be told so;
//! there the memory limit of the worker holds.

use std::collections::HashMap;

use super::damage::{Coding, Lexer, Scan, Value, codings, largest, most};
use crate::trace::Error;

/// No stream that is read may become larger: a hundred times a page full of drawings.
const MOST: u64 = 128 << 20;
/// All streams that are measured, together.
const MOST_IN_ALL: u64 = 2 << 30;
/// All streams that hold objects, together: the reader keeps them.
const MOST_OBJECTS: u64 = 256 << 20;
/// Pictures with more pixels are never decoded.
const MOST_PIXELS: u64 = super::picture::MOST_PIXELS;
/// A picture that says it is small may be so large inside.
const MOST_PIXELS_INSIDE: u64 = 40_000_000;
/// No font has more codes.
const MOST_CODES: i64 = 1 << 17;

/// Gives an error if a part of the document grows beyond all measure.
pub(super) fn check(bytes: &[u8], scan: &Scan) -> Result<(), Error> {
    let objects: HashMap<u32, usize> = scan.values().collect();
    let resolve = |value: &Value<'_>| match value {
        Value::Ref(number) => {
            let at = objects.get(number)?;
            Lexer::new(bytes, *at).value().ok().map(Value::into_plain)
        }
        other => Some(other.clone().into_plain()),
    };
    let (mut all, mut of_objects) = (0u64, 0u64);
    for (at, stream) in scan.streams() {
        let Ok(value) = Lexer::new(bytes, at).value() else {
            continue;
        };
        if has_endless_codes(&value) {
            return Err(Error::EndlessCodes);
        }
        let Some(stream) = stream else {
            continue;
        };
        let data = &bytes[stream];
        let filter = value.get("Filter").or_else(|| value.get("F")).and_then(resolve);
        let codings = codings(filter.as_ref());
        let holds_objects = value.name("Type") == Some(b"ObjStm");
        let pixels = pixels(&value, "Width", "Height");
        if pixels > MOST_PIXELS && value.name("Subtype") == Some(b"Image") {
            continue;
        }
        let parameters = value
            .get("DecodeParms")
            .or_else(|| value.get("DP"))
            .and_then(resolve);
        if pixels_inside(data, &codings, parameters.as_ref()) > MOST_PIXELS_INSIDE {
            return Err(Error::HugePicture);
        }
        if most(data.len(), &codings) <= MOST && !holds_objects {
            continue;
        }
        let size = largest(data, &codings, MOST);
        all += size;
        of_objects += if holds_objects { size } else { 0 };
        if size > MOST {
            return Err(swelling(MOST));
        }
        if all > MOST_IN_ALL || of_objects > MOST_OBJECTS {
            return Err(swelling(MOST_OBJECTS.min(all)));
        }
    }
    Ok(())
}

fn swelling(bytes: u64) -> Error {
    Error::Swelling {
        megabytes: bytes >> 20,
    }
}

/// Whether the widths of a font are said to be those of more codes than there are: `[0 4294967295 500]`.
fn has_endless_codes(value: &Value<'_>) -> bool {
    ["W", "W2"].into_iter().any(|key| {
        let Some(Value::Array(widths)) = value.get(key) else {
            return false;
        };
        widths.windows(2).any(|pair| match pair {
            [Value::Int(first), Value::Int(last)] => last.saturating_sub(*first) > MOST_CODES,
            _ => false,
        }) && value.get("Type") != Some(&Value::Name(b"XRef".as_slice().into()))
    })
}

fn pixels(value: &Value<'_>, width: &str, height: &str) -> u64 {
    let side = |name: &str| {
        value
            .int(name)
            .and_then(|side| u64::try_from(side).ok())
            .unwrap_or(0)
    };
    side(width).saturating_mul(side(height))
}

/// How many pixels a picture has by its own data, as far as they say so.
fn pixels_inside(data: &[u8], codings: &[Coding], parameters: Option<&Value<'_>>) -> u64 {
    let number = |at: usize, length: usize| -> u64 {
        let bytes = data.get(at..at + length).unwrap_or_default();
        bytes
            .iter()
            .fold(0, |number, byte| (number << 8) | u64::from(*byte))
    };
    let find = |wanted: &[u8]| memchr::memmem::find(data, wanted);
    match codings.last() {
        Some(Coding::Fax) => {
            const PAGE: i64 = 10_000;
            let parameters = match parameters {
                Some(Value::Array(all)) => all.last(),
                other => other,
            };
            let side = |name: &str| parameters.and_then(|one| one.int(name)).unwrap_or(0);
            let (columns, rows) = (side("Columns"), side("Rows"));
            // A row alone is held in memory, however many there are.
            u64::try_from(columns.saturating_mul(rows.max(PAGE))).unwrap_or(0) / 4
        }
        Some(Coding::Jpeg) if codings.len() == 1 => {
            // Baseline, extended or progressive.
            let starts = [
                b"\xFF\xC0\x00\x11\x08",
                b"\xFF\xC1\x00\x11\x08",
                b"\xFF\xC2\x00\x11\x08",
            ];
            let start = starts.iter().find_map(|start| find(start.as_slice()));
            start.map_or(0, |at| number(at + 5, 2) * number(at + 7, 2))
        }
        Some(Coding::Jpeg2000) if codings.len() == 1 => {
            let start = find(b"\xFF\x4F\xFF\x51");
            start.map_or(0, |at| number(at + 8, 4).saturating_mul(number(at + 12, 4)))
        }
        // The first segment of a page says how large it is.
        Some(Coding::Jbig2) if codings.len() == 1 && data.get(4).is_some_and(|kind| kind & 63 == 48) => {
            number(11, 4).saturating_mul(number(15, 4).min(1 << 20)) / 4
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::ZlibEncoder;
    use std::io::Read;

    fn deflated(data: impl Read) -> Vec<u8> {
        let mut packed = Vec::new();
        ZlibEncoder::new(data, Compression::fast())
            .read_to_end(&mut packed)
            .unwrap();
        packed
    }

    fn checked(bytes: &[u8]) -> Result<(), Error> {
        check(bytes, &Scan::of(bytes))
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("1 0 obj\n<< {dictionary} /Length {} >>\nstream\r\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn what_swells_is_told_before_it_is_read() {
        let once = deflated(std::io::repeat(b' ').take(MOST + 1));
        let flate = "/Filter /FlateDecode";
        assert!(checked(&stream(flate, &once)).is_err());
        assert!(checked(&stream("/Filter[/Fl]", &once)).is_err());
        let twice = deflated(once.as_slice());
        assert!(twice.len() < 100_000, "{}", twice.len());
        assert!(checked(&stream("/Filter [/FlateDecode /FlateDecode]", &twice)).is_err());
        // One that is just within stands before one that is not.
        let within = deflated(std::io::repeat(b' ').take(MOST));
        assert!(checked(&stream(flate, &within)).is_ok());
        assert!(checked(&[stream(flate, &within), stream(flate, &once)].concat()).is_err());
        let objects = "/Type /ObjStm /Filter /FlateDecode";
        assert!(checked(&stream(objects, &within).repeat(3)).is_err());
        // A large picture is not decoded at all, and a small one must be as small as it says.
        let picture = "/Subtype /Image /Width 20000 /Height 20000 /Filter /FlateDecode";
        assert!(checked(&stream(picture, &once)).is_ok());
        let picture = "/Subtype /Image /Width 20 /Height 20 /Filter /FlateDecode";
        assert!(checked(&stream(picture, &once)).is_err());
    }

    #[test]
    fn no_way_of_writing_it_hides_what_swells() {
        let once = deflated(std::io::repeat(b' ').take(MOST + 1));
        let name = |written: &str| stream(&format!("/Filter {written}"), &once);
        assert!(checked(&name("/Fl#61teDecode")).is_err());
        assert!(checked(&name(&format!("%{}\n/FlateDecode", "x".repeat(5000)))).is_err());
        let elsewhere = [name("9 0 R"), b"9 0 obj [/FlateDecode] endobj\n".to_vec()].concat();
        assert!(checked(&elsewhere).is_err());
        let runs = deflated(std::io::repeat(129).take(MOST / 60));
        assert!(checked(&stream("/Filter [/Fl /RL]", &runs)).is_err());
        let fax =
            "/Subtype/Image/Width 9/Height 9/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000>>";
        assert!(checked(&stream(fax, b"x")).is_err());
        assert!(checked(&stream(&fax.replace("2000000000", "2480"), b"x")).is_ok());
        assert!(checked(b"1 0 obj <</Type/Font/W[0 4294967295 500]>> endobj").is_err());
        assert!(checked(b"1 0 obj <</Type/Font/W[0 65535 500 70000 [1 2]]>> endobj").is_ok());
    }

    #[test]
    fn what_is_no_stream_is_passed_over() {
        for bytes in [
            b"".as_slice(),
            b"stream",
            b"endstream",
            b"1 0 obj stream\n/FlateDecode",
        ] {
            assert!(checked(bytes).is_ok());
        }
    }
}
