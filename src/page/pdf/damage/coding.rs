//! How the data of a stream are packed: whether they unpack whole, and to how much.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};

use super::lexer::{Value, is_white};

/// One way of packing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Flate,
    Lzw,
    RunLength,
    Hex,
    Ascii85,
    Jpeg,
    Jpeg2000,
    Jbig2,
    Fax,
    /// It changes nothing, or nobody knows it.
    Other,
}

impl Coding {
    fn of(name: &[u8]) -> Self {
        match name {
            b"FlateDecode" | b"Fl" => Coding::Flate,
            b"LZWDecode" | b"LZW" => Coding::Lzw,
            b"RunLengthDecode" | b"RL" => Coding::RunLength,
            b"ASCIIHexDecode" | b"AHx" => Coding::Hex,
            b"ASCII85Decode" | b"A85" => Coding::Ascii85,
            b"DCTDecode" | b"DCT" => Coding::Jpeg,
            b"JPXDecode" => Coding::Jpeg2000,
            b"JBIG2Decode" => Coding::Jbig2,
            b"CCITTFaxDecode" | b"CCF" => Coding::Fax,
            _ => Coding::Other,
        }
    }

    /// So many times its data may grow, at most.
    fn steepest(self) -> u64 {
        match self {
            Coding::Flate => 1032,
            Coding::Lzw => 2600,
            Coding::RunLength => 64,
            _ => 1,
        }
    }
}

/// The codings that a filter entry names, the outermost first.
pub(crate) fn codings(filter: Option<&Value<'_>>) -> Vec<Coding> {
    match filter {
        Some(Value::Name(name)) => vec![Coding::of(name)],
        Some(Value::Array(names)) => names
            .iter()
            .map(|name| match name {
                Value::Name(name) => Coding::of(name),
                _ => Coding::Other,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The most that data may grow to.
pub(crate) fn most(length: usize, codings: &[Coding]) -> u64 {
    codings.iter().fold(length as u64, |most, coding| {
        most.saturating_mul(coding.steepest())
    })
}

/// How much of the data was unpacked before it was over or the limit was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unpacked {
    pub(crate) size: u64,
    /// It ended where it said, and its sum is right.
    pub(crate) is_whole: bool,
}

/// Unpacks deflated data as far as the limit, into `kept` if that is given.
pub(crate) fn inflate(data: &[u8], limit: u64, mut kept: Option<&mut Vec<u8>>) -> Unpacked {
    let mut window = vec![0; 1 << 16];
    let mut decoder = Decompress::new(true);
    let mut unpacked = Unpacked {
        size: 0,
        is_whole: false,
    };
    loop {
        let taken = usize::try_from(decoder.total_in())
            .unwrap_or(data.len())
            .min(data.len());
        let before = (decoder.total_in(), decoder.total_out());
        let status = decoder.decompress(&data[taken..], &mut window, FlushDecompress::None);
        let made = usize::try_from(decoder.total_out() - before.1).unwrap_or(0);
        unpacked.size = decoder.total_out();
        if let Some(kept) = kept.as_deref_mut() {
            kept.extend_from_slice(&window[..made]);
        }
        match status {
            Ok(Status::StreamEnd) => {
                let taken = usize::try_from(decoder.total_in()).unwrap_or(data.len());
                // What follows is the end of a line, or nothing.
                unpacked.is_whole = data
                    .get(taken..)
                    .unwrap_or_default()
                    .iter()
                    .all(|byte| is_white(*byte));
                return unpacked;
            }
            Ok(_) if (decoder.total_in(), decoder.total_out()) != before && unpacked.size <= limit => {}
            _ => return unpacked,
        }
    }
}

/// Unpacks data that may be packed several times, each time as far as the limit. Gives the largest size on the way.
pub(crate) fn largest(data: &[u8], codings: &[Coding], limit: u64) -> u64 {
    unpack(data, codings, limit, false).0
}

/// What data unpack to, as far as the limit; nothing of pictures.
pub(super) fn unpacked<'d>(data: &'d [u8], codings: &[Coding], limit: u64) -> Cow<'d, [u8]> {
    unpack(data, codings, limit, true).1
}

/// The largest size on the way, and what comes out at its end if that is wanted.
fn unpack<'d>(data: &'d [u8], codings: &[Coding], limit: u64, is_kept: bool) -> (u64, Cow<'d, [u8]>) {
    let mut now = Cow::Borrowed(data);
    let mut largest = 0;
    for (at, coding) in codings.iter().enumerate() {
        let is_last = at + 1 == codings.len() && !is_kept;
        let mut next = Vec::new();
        let size = match coding {
            Coding::Flate => inflate(&now, limit, (!is_last).then_some(&mut next)).size,
            Coding::RunLength => {
                run_length(&now, limit, &mut next);
                next.len() as u64
            }
            Coding::Lzw => {
                lzw(&now, limit, &mut next);
                next.len() as u64
            }
            Coding::Hex => {
                hex(&now, &mut next);
                next.len() as u64
            }
            Coding::Ascii85 => {
                ascii85(&now, &mut next);
                next.len() as u64
            }
            _ => return (largest, Cow::default()),
        };
        largest = largest.max(size);
        now = next.into();
        if size > limit {
            break;
        }
    }
    (largest, now)
}

/// Whether the data of a stream unpack whole, as far as that can be told.
pub(crate) fn is_whole(data: &[u8], codings: &[Coding], limit: u64) -> bool {
    match codings {
        [Coding::Flate, ..] => {
            let read = inflate(data, limit, None);
            read.is_whole || read.size > limit
        }
        [Coding::Ascii85, inner @ ..] => {
            let mut next = Vec::new();
            ascii85(data, &mut next) && (inner.is_empty() || is_whole(&next, inner, limit))
        }
        [Coding::Hex, inner @ ..] => {
            let mut next = Vec::new();
            hex(data, &mut next) && (inner.is_empty() || is_whole(&next, inner, limit))
        }
        [Coding::RunLength] => run_length(data, limit, &mut Vec::new()),
        [Coding::Jpeg, ..] => is_jpeg(data),
        _ => true,
    }
}

fn is_jpeg(data: &[u8]) -> bool {
    let end = data
        .iter()
        .rposition(|byte| !is_white(*byte))
        .map_or(0, |last| last + 1);
    data.starts_with(b"\xFF\xD8\xFF") && data[..end].ends_with(b"\xFF\xD9")
}

/// Gives whether the data end as they must.
fn run_length(data: &[u8], limit: u64, out: &mut Vec<u8>) -> bool {
    let mut rest = data;
    while let Some((length, after)) = rest.split_first() {
        let count = usize::from(*length);
        match (*length, after) {
            (128, _) => return true,
            (..128, _) if after.len() > count => {
                out.extend_from_slice(&after[..=count]);
                rest = &after[count + 1..];
            }
            (129.., [byte, after @ ..]) => {
                out.resize(out.len() + 257 - count, *byte);
                rest = after;
            }
            _ => return false,
        }
        if out.len() as u64 > limit {
            return true;
        }
    }
    false
}

/// Each entry of the table is a stretch of what was written: that of the code before and one byte more.
fn lzw(data: &[u8], limit: u64, out: &mut Vec<u8>) {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const WIDEST: u32 = 12;
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut bits, mut count, mut width) = (0u32, 0u32, 9u32);
    let mut before: Option<(usize, usize)> = None;
    for byte in data {
        bits = (bits << 8) | u32::from(*byte);
        count += 8;
        if count < width {
            continue;
        }
        count -= width;
        let code = ((bits >> count) & ((1 << width) - 1)) as usize;
        bits &= (1 << count) - 1;
        if code == CLEAR {
            table.clear();
            (width, before) = (9, None);
            continue;
        }
        let start = out.len();
        match code {
            END => return,
            _ if code < CLEAR => out.push(u8::try_from(code).unwrap_or_default()),
            _ => {
                let entry = table
                    .get(code - END - 1)
                    .copied()
                    .or(before.map(|(at, length)| (at, length + 1)));
                let Some((at, length)) = entry else {
                    return;
                };
                // The last byte may be the first one of what is being written.
                let there = (at + length).min(out.len());
                out.extend_from_within(at..there);
                for at in there..at + length {
                    let byte = out.get(at).copied().unwrap_or_default();
                    out.push(byte);
                }
            }
        }
        if let Some((at, length)) = before {
            table.push((at, length + 1));
        }
        before = Some((start, out.len() - start));
        width = (usize::BITS - (table.len() + END + 2).leading_zeros()).clamp(9, WIDEST);
        if out.len() as u64 > limit {
            return;
        }
    }
}

/// Gives whether there is nothing in the data that does not belong there.
fn hex(data: &[u8], out: &mut Vec<u8>) -> bool {
    let mut half = None;
    for byte in data {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            b'A'..=b'F' => byte - b'A' + 10,
            b'>' => return true,
            byte if is_white(*byte) => continue,
            _ => return false,
        };
        match half.take() {
            Some(first) => out.push(first << 4 | digit),
            None => half = Some(digit),
        }
    }
    true
}

/// Gives whether the data hold nothing that does not belong there, and their mark of an end.
fn ascii85(data: &[u8], out: &mut Vec<u8>) -> bool {
    let mut group = [0u8; 5];
    let mut length = 0;
    let data = data.trim_ascii_start();
    for byte in data.strip_prefix(b"<~").unwrap_or(data) {
        match byte {
            b'z' if length == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group[length] = byte - b'!';
                length += 1;
                if length == group.len() {
                    out.extend(quad(group));
                    length = 0;
                }
            }
            b'~' => {
                if length > 1 {
                    group[length..].fill(84);
                    out.extend(&quad(group)[..length - 1]);
                }
                return true;
            }
            byte if is_white(*byte) => {}
            _ => return false,
        }
    }
    false
}

fn quad(group: [u8; 5]) -> [u8; 4] {
    let number = group.iter().fold(0u32, |number, digit| {
        number.wrapping_mul(85).wrapping_add(u32::from(*digit))
    });
    number.to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::ZlibEncoder;
    use std::io::Read;

    const LIMIT: u64 = 1 << 20;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        ZlibEncoder::new(data, Compression::fast())
            .read_to_end(&mut packed)
            .unwrap();
        packed
    }

    #[test]
    fn one_changed_byte_is_met_wherever_it_stands() {
        let text = "Andel nöjda brukare 81,5 % Andel unga 12 %".repeat(20);
        let sound = deflated(text.as_bytes());
        assert!(is_whole(&sound, &[Coding::Flate], LIMIT));
        assert!(is_whole(
            &[&sound, b"\r\n".as_slice()].concat(),
            &[Coding::Flate],
            LIMIT
        ));
        for at in 0..sound.len() {
            let mut damaged = sound.clone();
            damaged[at] ^= 0x10;
            // A few bits between the data and their sum mean nothing.
            let mut read = Vec::new();
            inflate(&damaged, LIMIT, Some(&mut read));
            let is_told = !is_whole(&damaged, &[Coding::Flate], LIMIT);
            assert!(is_told || read == text.as_bytes(), "{at}");
            assert!(!is_whole(&sound[..at], &[Coding::Flate], LIMIT), "{at}");
        }
    }

    #[test]
    fn sizes_are_told_through_every_coding() {
        let zeros = deflated(&vec![128 + 1; 400_000]);
        let twice = [Coding::Flate, Coding::RunLength];
        assert!(largest(&zeros, &twice, LIMIT) > LIMIT);
        let packed = deflated(&vec![b' '; 3 << 20]);
        assert!(largest(&deflated(&packed), &[Coding::Flate, Coding::Flate], LIMIT) > LIMIT);
        // 0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01: the example of the standard.
        let mut out = Vec::new();
        lzw(
            &[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01],
            LIMIT,
            &mut out,
        );
        assert_eq!(out, [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        out.clear();
        assert!(ascii85(b"87cURDZ~>", &mut out));
        assert_eq!(out, b"Hello");
        assert!(!ascii85(b"87cUR\x01DZ~>", &mut out) && !ascii85(b"87cURDZ", &mut out));
        out.clear();
        assert!(hex(b"48 65>", &mut out) && out == b"He" && !hex(b"4x>", &mut out));
    }
}
