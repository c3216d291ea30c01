//! The index of a PDF: where it says that its objects stand, and where they do.

use std::collections::{BTreeMap, HashMap, HashSet};

use hayro_syntax::object::{FromBytes, Stream};

use super::lexer::{Lexer, Value, white};
use super::scan::{Found, Scan};

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// In the file: which of those that were found.
    File(usize),
    /// In the data of the stream with this number.
    Packed(u32),
    /// Nowhere, though the index lists it.
    Nowhere,
}

/// What the index says, held against the file.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Objects by their number.
    pub(super) spots: BTreeMap<u32, Spot>,
    /// Each part of it was found where it is said to stand.
    pub(super) is_whole: bool,
    /// Objects that stand elsewhere than it says.
    pub(super) moved: usize,
    /// Parts of an index that no other names.
    pub(super) loose: usize,
    /// Ends, in the file, of the last part that belongs to it.
    pub(super) trailers: Vec<usize>,
}

/// What a part of the index says of one object.
#[derive(Debug, Clone, Copy)]
enum Said {
    Free,
    At(usize),
    Packed(u32),
}

/// Reads the index, and where there is none takes the objects as they were found.
pub(super) fn read(bytes: &[u8], scan: &Scan) -> Index {
    let mut reader = Reader {
        bytes,
        scan,
        by_place: scan
            .objects
            .iter()
            .enumerate()
            .map(|(at, found)| (found.at, at))
            .collect(),
        said: BTreeMap::new(),
        visited: HashSet::new(),
        trailers: Vec::new(),
    };
    let last = scan.starts.last().and_then(|(_, offset)| *offset);
    let is_whole = last.is_some_and(|last| reader.follow(last));
    reader.finish(is_whole)
}

struct Reader<'b> {
    bytes: &'b [u8],
    scan: &'b Scan,
    by_place: HashMap<usize, usize>,
    said: BTreeMap<u32, Said>,
    visited: HashSet<usize>,
    /// Where the dictionaries of its parts begin.
    trailers: Vec<usize>,
}

impl Reader<'_> {
    /// Reads the part that stands here and those that it names. Gives whether all were there.
    fn follow(&mut self, start: usize) -> bool {
        let mut next = vec![start];
        while let Some(offset) = next.pop() {
            let at = self.after_white(offset);
            if !self.visited.insert(at) {
                continue;
            }
            let Some(trailer) = self.part(at) else {
                return false;
            };
            // What was written last counts, and this is read first.
            for key in ["Prev", "XRefStm"] {
                let offset = trailer.int(key).and_then(|offset| usize::try_from(offset).ok());
                next.extend(offset.filter(|offset| *offset > 0));
            }
        }
        true
    }

    fn after_white(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + white(rest)
    }

    fn say(&mut self, number: u32, said: Said) {
        self.said.entry(number).or_insert(said);
    }

    /// One part, a table or a stream; gives its dictionary.
    fn part(&mut self, at: usize) -> Option<Value<'static>> {
        let scan = self.scan;
        if let Ok(table) = scan.tables.binary_search_by_key(&at, |table| table.at) {
            let table = &scan.tables[table];
            for (number, offset) in &table.entries {
                self.say(*number, offset.map_or(Said::Free, Said::At));
            }
            let trailer = table.trailer.as_ref()?;
            self.trailers.push(trailer.start);
            return links(Lexer::new(self.bytes, trailer.start).value().ok()?);
        }
        let found = &scan.objects[*self.by_place.get(&at)?];
        let value = Lexer::new(self.bytes, found.value.start).value().ok()?;
        if value.name("Type") != Some(b"XRef") || found.fault.is_some() {
            return None;
        }
        self.entries(found, &value)?;
        self.trailers.push(found.value.start);
        links(value)
    }

    fn entries(&mut self, found: &Found, value: &Value<'_>) -> Option<()> {
        let data = unpacked(self.bytes, found)?;
        let widths = numbers(value.get("W")?);
        let [first, second, third] = *widths.as_slice() else {
            return None;
        };
        let length = first.checked_add(second)?.checked_add(third)?;
        let sections = value.get("Index").map_or_else(
            || {
                vec![
                    0,
                    value
                        .int("Size")
                        .and_then(|size| usize::try_from(size).ok())
                        .unwrap_or(0),
                ]
            },
            numbers,
        );
        if length == 0 || first > 8 || second > 8 {
            return None;
        }
        let mut entries = data.chunks_exact(length);
        for section in sections.chunks_exact(2) {
            for number in section[0]..section[0].saturating_add(section[1]) {
                let entry = entries.next()?;
                let kind = if first == 0 { 1 } else { whole(&entry[..first]) };
                let place = whole(&entry[first..first + second]);
                let said = match kind {
                    0 => Said::Free,
                    1 => Said::At(usize::try_from(place).ok()?),
                    2 => Said::Packed(u32::try_from(place).ok()?),
                    _ => continue,
                };
                self.say(u32::try_from(number).ok()?, said);
            }
        }
        Some(())
    }

    fn finish(self, is_whole: bool) -> Index {
        let mut index = Index {
            is_whole,
            trailers: self.trailers.clone(),
            ..Index::default()
        };
        let latest: BTreeMap<u32, usize> = self
            .scan
            .objects
            .iter()
            .enumerate()
            .map(|(at, found)| (found.number, at))
            .collect();
        for (number, said) in &self.said {
            let spot = match said {
                Said::Free | Said::At(0) => continue,
                Said::Packed(container) => Spot::Packed(*container),
                Said::At(offset) => {
                    let here = self.by_place.get(&self.after_white(*offset));
                    match here.filter(|at| self.scan.objects[**at].number == *number) {
                        Some(at) => Spot::File(*at),
                        None => {
                            index.moved += 1;
                            latest.get(number).map_or(Spot::Nowhere, |at| Spot::File(*at))
                        }
                    }
                }
            };
            index.spots.insert(*number, spot);
        }
        let tables = self.scan.tables.iter().filter(|table| !table.entries.is_empty());
        index.loose = tables.filter(|table| !self.visited.contains(&table.at)).count();
        if !is_whole || index.spots.is_empty() {
            index.is_whole = false;
            index
                .spots
                .extend(latest.iter().map(|(number, at)| (*number, Spot::File(*at))));
            let trailers = self.scan.tables.iter().filter_map(|table| table.trailer.as_ref());
            index.trailers.extend(trailers.map(|trailer| trailer.start));
            // A part of the index that is a stream has its dictionary before its data.
            let streams = self.scan.objects.iter().filter(|found| found.stream.is_some());
            let is_part = |found: &&Found| {
                let value = Lexer::new(self.bytes, found.value.start).value();
                value.is_ok_and(|value| value.name("Type") == Some(b"XRef"))
            };
            index
                .trailers
                .extend(streams.filter(is_part).map(|found| found.value.start));
        }
        index
    }
}

/// What leads from one part of the index to others.
fn links(value: Value<'_>) -> Option<Value<'static>> {
    let kept = ["Prev", "XRefStm"].into_iter().filter_map(|key| {
        let number = Value::Int(value.int(key)?);
        Some((std::borrow::Cow::Borrowed(key.as_bytes()), number))
    });
    Some(Value::Dict(kept.collect()))
}

/// The data of a stream that is not encrypted.
pub(super) fn unpacked(bytes: &[u8], found: &Found) -> Option<Vec<u8>> {
    let end = found.stream.as_ref()?.end;
    let end = (end + b"\r\nendstream".len()).min(bytes.len());
    let stream = Stream::from_bytes(bytes.get(found.value.start..end)?)?;
    stream.decoded_data().ok().map(|data| data.into_owned())
}

fn numbers(value: &Value<'_>) -> Vec<usize> {
    let Value::Array(values) = value else {
        return Vec::new();
    };
    let number = |value: &Value<'_>| match value {
        Value::Int(number) => usize::try_from(*number).ok(),
        _ => None,
    };
    values.iter().filter_map(number).collect()
}

fn whole(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}
