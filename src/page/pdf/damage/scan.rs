//! A PDF from its first byte to its last: what each stretch is, whatever its index says.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use regex::bytes::Regex;

use super::lexer::{Broken, Lexer, Value, white};

/// So many bytes of zero in a row are no white space between objects.
const MOST_ZEROS: usize = 16;
/// Entries of an index that are kept.
const MOST_ENTRIES: usize = 8_000_000;

/// An object as it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(super) number: u32,
    /// Where its number stands.
    pub(super) at: usize,
    /// Its value.
    pub(super) value: Range<usize>,
    /// Its data, if it is a stream.
    pub(super) stream: Option<Range<usize>>,
    /// What is wrong with how it is written.
    pub(super) fault: Option<Fault>,
}

/// What is wrong with how an object is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its value is none.
    Syntax,
    /// It does not end where it must.
    NoEnd,
    /// Its data are longer or shorter than it says.
    Length,
    /// Its data do not end before the file does.
    CutOff,
}

/// A table of the index.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) at: usize,
    /// Object number and offset; none for what is free.
    pub(super) entries: Vec<(u32, Option<usize>)>,
    /// The dictionary behind it.
    pub(super) trailer: Option<Range<usize>>,
}

/// All that stands in the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scan {
    pub(super) objects: Vec<Found>,
    pub(super) tables: Vec<Table>,
    /// What is none of all this.
    pub(super) stray: Vec<Range<usize>>,
    /// Where the index is said to stand, and where that is said.
    pub(super) starts: Vec<(usize, Option<usize>)>,
    /// Where a PDF begins.
    pub(super) heads: Vec<usize>,
    /// Where the last mark of an end stands.
    pub(super) end: Option<usize>,
    /// Where something that was begun is not finished when the file ends.
    pub(super) is_cut: bool,
}

/// What something begins with.
static LANDMARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?-u)\b[0-9]{1,10}[\x00\t\n\x0c\r ]+[0-9]{1,5}[\x00\t\n\x0c\r ]+obj|xref|trailer|startxref|%%EOF|%PDF-";
    Regex::new(pattern).ok()
});

impl Scan {
    /// Looks through the bytes of a PDF.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut scan = Self::default();
        let mut at = 0;
        while at < bytes.len() {
            let next = scan.step(bytes, at);
            // Every step takes something, whatever stands there.
            at = next.max(at + 1);
        }
        scan
    }

    /// Objects by their number, with the place of their value; the last one with a number counts.
    pub(crate) fn values(&self) -> impl Iterator<Item = (u32, usize)> + '_ {
        self.objects.iter().map(|found| (found.number, found.value.start))
    }

    /// The place of every value, and its data if it has some.
    pub(crate) fn streams(&self) -> impl Iterator<Item = (usize, Option<Range<usize>>)> + '_ {
        self.objects
            .iter()
            .map(|found| (found.value.start, found.stream.clone()))
    }

    /// Takes what stands here and gives where the next begins.
    fn step(&mut self, bytes: &[u8], at: usize) -> usize {
        let rest = &bytes[at..];
        let white = white(rest);
        if white > 0 {
            if rest[..white].iter().filter(|byte| **byte == 0).count() > MOST_ZEROS {
                self.stray.push(at..at + white);
            }
            return at + white;
        }
        if rest.starts_with(b"%%EOF") {
            self.end = Some(at);
            return at + b"%%EOF".len();
        }
        if rest.starts_with(b"%") {
            if rest.starts_with(b"%PDF-") {
                self.heads.push(at);
            }
            let line = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            return at + line.unwrap_or(rest.len());
        }
        if rest.starts_with(b"xref") {
            return self.table(bytes, at);
        }
        if rest.starts_with(b"trailer") {
            return self.trailer(bytes, at);
        }
        if rest.starts_with(b"startxref") {
            let mut lexer = Lexer::new(bytes, at + b"startxref".len());
            lexer.skip_white();
            let offset = lexer
                .plain_natural()
                .and_then(|offset| usize::try_from(offset).ok());
            self.starts.push((at, offset));
            return lexer.at;
        }
        if let Some((number, value)) = head(bytes, at) {
            return self.object(bytes, at, number, value);
        }
        let next = landmark(bytes, at + 1);
        self.stray.push(at..next);
        next
    }

    fn object(&mut self, bytes: &[u8], at: usize, number: u32, value_at: usize) -> usize {
        let mut lexer = Lexer::new(bytes, value_at);
        lexer.skip();
        let start = lexer.at;
        let value = lexer.value();
        let mut found = Found {
            number,
            at,
            value: start..lexer.at,
            stream: None,
            fault: None,
        };
        let value = match value {
            Ok(value) => value,
            Err(broken) => {
                let next = landmark(bytes, value_at);
                let ends = memmem::find(&bytes[value_at..next], b"endobj");
                found.value.end = ends.map_or(next, |end| value_at + end);
                if broken == Broken::Syntax {
                    found.fault = Some(Fault::Syntax);
                    self.is_cut |= next >= bytes.len();
                }
                self.objects.push(found);
                // An object without an end may hide what comes next.
                return ends.map_or(next, |end| value_at + end + b"endobj".len());
            }
        };
        lexer.skip();
        if lexer.eat(b"stream") {
            let data = data_start(bytes, lexer.at);
            let (end, fault) = data_end(bytes, data, &value);
            found.stream = Some(data..end);
            found.fault = fault;
            self.is_cut |= fault == Some(Fault::CutOff);
            lexer.at = end;
            lexer.skip_white();
            lexer.eat(b"endstream");
            lexer.skip_white();
        }
        if !lexer.eat(b"endobj") {
            found.fault = found.fault.or(Some(Fault::NoEnd));
            self.is_cut |= lexer.at >= bytes.len();
        }
        self.objects.push(found);
        lexer.at
    }

    fn table(&mut self, bytes: &[u8], at: usize) -> usize {
        let mut lexer = Lexer::new(bytes, at + b"xref".len());
        lexer.skip();
        let mut table = Table {
            at,
            ..Table::default()
        };
        let mut last = lexer.at;
        'sections: while let (Some(first), Some(count)) = (lexer.natural(), lexer.natural()) {
            for number in first..first.saturating_add(count) {
                last = lexer.at;
                let (Some(offset), Some(_)) = (lexer.natural(), lexer.natural()) else {
                    break 'sections;
                };
                let is_used = match lexer.word() {
                    b"n" => true,
                    b"f" => false,
                    _ => break 'sections,
                };
                lexer.skip();
                let entry = (u32::try_from(number), usize::try_from(offset));
                if let (Ok(number), Ok(offset)) = entry
                    && table.entries.len() < MOST_ENTRIES
                {
                    table.entries.push((number, is_used.then_some(offset)));
                }
            }
            last = lexer.at;
        }
        self.tables.push(table);
        last
    }

    fn trailer(&mut self, bytes: &[u8], at: usize) -> usize {
        let mut lexer = Lexer::new(bytes, at + b"trailer".len());
        lexer.skip();
        let start = lexer.at;
        if !matches!(lexer.value(), Ok(Value::Dict(_))) {
            let next = landmark(bytes, start);
            self.stray.push(at..next);
            return next;
        }
        match self.tables.last_mut().filter(|table| table.trailer.is_none()) {
            Some(table) => table.trailer = Some(start..lexer.at),
            None => self.tables.push(Table {
                at,
                trailer: Some(start..lexer.at),
                ..Table::default()
            }),
        }
        lexer.at
    }
}

/// The number of the object that begins here, and where its value does: `12 0 obj`.
fn head(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let mut lexer = Lexer::new(bytes, at);
    let number = lexer.natural()?;
    lexer.natural()?;
    (lexer.eat(b"obj")).then_some((u32::try_from(number).ok()?, lexer.at))
}

/// Where something that is known begins next.
fn landmark(bytes: &[u8], from: usize) -> usize {
    let found = LANDMARK
        .as_ref()
        .and_then(|landmark| landmark.find_at(bytes, from));
    found.map_or(bytes.len(), |found| found.start())
}

/// Data begin on the line after the word.
fn data_start(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let spaces = rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    at + spaces
        + match &rest[spaces..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        }
}

/// Whether data may end here.
pub(super) fn ends_here(bytes: &[u8], end: usize) -> bool {
    const WHITE: usize = 3;
    bytes.get(end..).is_some_and(|rest| {
        let white = white(&rest[..rest.len().min(WHITE)]);
        rest[white..].starts_with(b"endstream")
    })
}

/// Where the data of a stream end, and what is wrong about it. A length that stands in another object is looked at
/// later.
fn data_end(bytes: &[u8], data: usize, value: &Value<'_>) -> (usize, Option<Fault>) {
    let said = value
        .int("Length")
        .and_then(|length| usize::try_from(length).ok());
    if let Some(end) = said.and_then(|length| data.checked_add(length))
        && ends_here(bytes, end)
    {
        return (end, None);
    }
    match memmem::find(&bytes[data..], b"endstream") {
        Some(length) => {
            let end = data + length;
            let is_elsewhere = matches!(value.get("Length"), Some(Value::Ref(_)));
            (end, (!is_elsewhere).then_some(Fault::Length))
        }
        None => (bytes.len(), Some(Fault::CutOff)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n2 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\n\
        xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000043 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n92\n%%EOF\n";

    #[test]
    fn every_stretch_of_a_sound_file_is_known() {
        let scan = Scan::of(PLAIN.as_bytes());
        assert_eq!(scan.objects.len(), 2);
        assert!(scan.objects.iter().all(|found| found.fault.is_none()));
        assert_eq!(&PLAIN[scan.objects[1].stream.clone().unwrap()], "abc\n".trim());
        assert_eq!(scan.tables[0].entries, [(0, None), (1, Some(9)), (2, Some(43))]);
        assert!(scan.tables[0].trailer.is_some() && scan.end.is_some());
        assert_eq!(scan.starts, [(scan.starts[0].0, Some(92))]);
        assert!(scan.stray.is_empty() && !scan.is_cut);
    }

    #[test]
    fn what_is_damaged_is_told() {
        let faults = |text: &str| -> Vec<Fault> {
            let scan = Scan::of(text.as_bytes());
            scan.objects.iter().filter_map(|found| found.fault).collect()
        };
        assert_eq!(faults(&PLAIN.replace("/Length 3", "/Length 7")), [Fault::Length]);
        assert_eq!(faults(&PLAIN.replace("<</Type", "<</\u{1}ype")), [Fault::Syntax]);
        assert_eq!(faults(&PLAIN.replacen("endobj", "endabj", 1)), [Fault::NoEnd]);
        assert_eq!(faults(&PLAIN[..80]), [Fault::CutOff]);
        assert_eq!(
            Scan::of(PLAIN.replace("2 0 obj", "2 0 abj").as_bytes())
                .stray
                .len(),
            1
        );
        for end in 0..PLAIN.len() {
            Scan::of(&PLAIN.as_bytes()[..end]);
        }
    }
}
