//! What the objects of a PDF hold on to: what no page reaches, what points to nothing, and which page is made of what.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hayro_syntax::Pdf;
use hayro_syntax::object::{ObjectIdentifier, Stream};

use super::index::{self, Index, Spot};
use super::lexer::{Lexer, Value};
use super::scan::{Found, Scan};

/// References that are followed for one page.
const MOST_STEPS: usize = 50_000;
/// Keys that lead from a page to what it is not made of.
const AWAY: &[&[u8]] = &[
    b"Parent",
    b"P",
    b"Dest",
    b"A",
    b"AA",
    b"B",
    b"Popup",
    b"IRT",
    b"StructParent",
    b"PieceInfo",
    b"Metadata",
    b"Thumb",
    b"OC",
    b"Prev",
    b"Next",
    b"D",
    b"Pg",
    b"K",
    b"Obj",
    b"OCGs",
];
/// Keys behind which an object must be: without it words are lost.
const NEEDED: &[&[u8]] = &[
    b"Contents",
    b"Font",
    b"XObject",
    b"Resources",
    b"FontDescriptor",
    b"FontFile",
    b"FontFile2",
    b"FontFile3",
    b"ToUnicode",
    b"Encoding",
    b"DescendantFonts",
    b"CharProcs",
    b"Kids",
    b"Pages",
    b"Root",
];

/// The objects of a document, wherever they are.
pub(super) struct Graph<'b> {
    bytes: &'b [u8],
    pub(super) scan: &'b Scan,
    pub(super) index: Index,
    /// Data of the streams that hold objects, and where the objects begin in them.
    buffers: Vec<Vec<u8>>,
    packed: HashMap<u32, (usize, usize)>,
    /// Streams of objects that cannot be unpacked.
    pub(super) unpackable: Vec<u32>,
}

impl<'b> Graph<'b> {
    pub(super) fn of(bytes: &'b [u8], scan: &'b Scan, pdf: &Pdf) -> Self {
        let mut graph = Self {
            bytes,
            scan,
            index: index::read(bytes, scan),
            buffers: Vec::new(),
            packed: HashMap::new(),
            unpackable: Vec::new(),
        };
        graph.unpack(pdf);
        graph
    }

    /// Reads the streams that hold objects.
    fn unpack(&mut self, pdf: &Pdf) {
        let spots: Vec<(u32, usize)> = self.in_file().collect();
        for (number, at) in spots {
            let found = &self.scan.objects[at];
            let Ok(value) = Lexer::new(self.bytes, found.value.start).value() else {
                continue;
            };
            if value.name("Type") != Some(b"ObjStm") {
                continue;
            }
            let data = self.data(pdf, number, found);
            let buffer = self.buffers.len();
            match data.and_then(|data| Some((contained(&data, &value)?, data))) {
                Some((objects, data)) => {
                    for (inner, at) in objects {
                        let is_listed = matches!(self.index.spots.get(&inner), Some(Spot::Packed(holder)) if *holder == number);
                        if is_listed || !self.index.is_whole {
                            self.packed.insert(inner, (buffer, at));
                            self.index.spots.entry(inner).or_insert(Spot::Packed(number));
                        }
                    }
                    self.buffers.push(data);
                }
                None => self.unpackable.push(number),
            }
        }
    }

    /// Unpacked data of a stream, decrypted where they are encrypted.
    fn data(&self, pdf: &Pdf, number: u32, found: &Found) -> Option<Vec<u8>> {
        let stream = pdf.xref().get::<Stream<'_>>(ObjectIdentifier::new(number, 0));
        let data = stream.and_then(|stream| stream.decoded_data().ok().map(|data| data.into_owned()));
        data.or_else(|| index::unpacked(self.bytes, found))
    }

    /// Objects that are in effect and stand in the file by themselves.
    pub(super) fn in_file(&self) -> impl Iterator<Item = (u32, usize)> + '_ {
        self.index.spots.iter().filter_map(|(number, spot)| match spot {
            Spot::File(at) => Some((*number, *at)),
            _ => None,
        })
    }

    /// The value of an object.
    pub(super) fn value(&self, number: u32) -> Option<Value<'_>> {
        match self.index.spots.get(&number)? {
            Spot::File(at) => Lexer::new(self.bytes, self.scan.objects[*at].value.start)
                .value()
                .ok(),
            Spot::Packed(_) => {
                let (buffer, at) = self.packed.get(&number)?;
                Lexer::new(self.buffers.get(*buffer)?, *at).value().ok()
            }
            Spot::Nowhere => None,
        }
    }

    /// Whether an object is there, whatever it is.
    pub(super) fn is_there(&self, number: u32) -> bool {
        match self.index.spots.get(&number) {
            Some(Spot::File(_)) => true,
            Some(Spot::Packed(_)) => self.packed.contains_key(&number),
            Some(Spot::Nowhere) | None => false,
        }
    }

    /// A value, or the one that it refers to.
    pub(super) fn resolved<'v>(&'v self, value: &Value<'v>) -> Option<Value<'v>> {
        match value {
            Value::Ref(number) => self.value(*number),
            other => Some(other.clone()),
        }
    }

    /// What the dictionaries of the index name: the catalogue, the encryption.
    pub(super) fn trailers(&self) -> Vec<Value<'_>> {
        let starts = self.index.trailers.iter();
        starts
            .filter_map(|start| Lexer::new(self.bytes, *start).value().ok())
            .collect()
    }

    /// All that can be reached from the trailers, each with the last key that led to it, and what points to nothing.
    pub(super) fn reached(&self) -> Reached {
        let mut reached = Reached::default();
        let mut next: Vec<u32> = Vec::new();
        let trailers = self.trailers();
        for trailer in &trailers {
            self.visit(trailer, &mut reached, &mut next);
        }
        // Without a root all that is there counts, and what it points to is missed.
        if reached.objects.is_empty() {
            for number in self.index.spots.keys() {
                reached.objects.insert(*number);
                next.push(*number);
            }
        }
        while let Some(number) = next.pop() {
            if let Some(value) = self.value(number) {
                self.visit(&value, &mut reached, &mut next);
            }
        }
        reached
    }

    fn visit(&self, value: &Value<'_>, reached: &mut Reached, next: &mut Vec<u32>) {
        let mut found = Vec::new();
        value.references(b"", &mut found);
        for (key, number) in found {
            let is_listed = self.index.spots.contains_key(&number) || !self.index.is_whole;
            if !self.is_there(number) && (is_listed || NEEDED.contains(&key)) {
                reached.missing.insert(number);
            }
            if reached.objects.insert(number) {
                next.push(number);
            }
            if key == b"Contents" || key == b"ToUnicode" {
                reached.roles.insert(
                    number,
                    if key == b"Contents" {
                        Role::Content
                    } else {
                        Role::Map
                    },
                );
            }
        }
    }

    /// What a page is made of, itself among it.
    pub(super) fn parts(&self, page: u32) -> BTreeSet<u32> {
        let mut parts = BTreeSet::from([page]);
        let mut next = vec![page];
        // What all pages below a node have in common stands in the node.
        let mut node = page;
        for _ in 0..64 {
            let Some(Value::Ref(parent)) = self
                .value(node)
                .and_then(|value| value.get("Parent").cloned().map(own))
            else {
                break;
            };
            node = parent;
            let common = self
                .value(node)
                .and_then(|value| value.get("Resources").cloned().map(own));
            if let Some(Value::Ref(number)) = common
                && parts.insert(number)
            {
                next.push(number);
            }
        }
        while let Some(number) = next.pop() {
            let Some(value) = self.value(number) else {
                continue;
            };
            if is_node(&value) && number != page {
                continue;
            }
            let mut found = Vec::new();
            value.references(b"", &mut found);
            for (key, number) in found {
                if !AWAY.contains(&key) && parts.len() < MOST_STEPS && parts.insert(number) {
                    next.push(number);
                }
            }
        }
        parts
    }
}

/// A reference by itself, without the bytes that it was read from.
fn own(value: Value<'_>) -> Value<'static> {
    match value {
        Value::Ref(number) => Value::Ref(number),
        _ => Value::Other,
    }
}

fn is_node(value: &Value<'_>) -> bool {
    matches!(value.name("Type"), Some(b"Page" | b"Pages" | b"Catalog"))
}

/// What an object is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What a page shows.
    Content,
    /// Which letters a font's codes are.
    Map,
}

/// What can be reached.
#[derive(Debug, Default)]
pub(super) struct Reached {
    pub(super) objects: BTreeSet<u32>,
    pub(super) missing: BTreeSet<u32>,
    pub(super) roles: BTreeMap<u32, Role>,
}

/// Numbers and places of the objects in the data of a stream.
fn contained(data: &[u8], value: &Value<'_>) -> Option<Vec<(u32, usize)>> {
    let first = usize::try_from(value.int("First")?).ok()?;
    let count = usize::try_from(value.int("N")?).ok()?;
    let mut lexer = Lexer::new(data, 0);
    lexer.skip();
    let mut objects = Vec::new();
    for _ in 0..count {
        let number = u32::try_from(lexer.natural()?).ok()?;
        let at = usize::try_from(lexer.natural()?).ok()?;
        objects.push((number, first.checked_add(at)?));
    }
    Some(objects)
}
