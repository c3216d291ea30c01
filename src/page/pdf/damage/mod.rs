//! Whether a PDF is as it was written: every repair of its readers is one that somebody should hear of.
//!
//! Readers find their way around damage and say nothing. So the file is looked through by itself: each byte belongs
//! to something, each object stands where the index says and is whole, the data of each stream have their length and
//! their sum, each reference leads somewhere, and there are as many pages as are said to be.
//!
//! Takes: the bytes of a PDF, what stands where in them, the numbers of its pages.
//! Gives: diagnostics, with the page where it is known.
//! Never: changes what is read, blames a file that is as it was written.

mod coding;
mod graph;
mod index;
mod keys;
mod lexer;
mod operators;
mod rescue;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use hayro_syntax::Pdf;
use hayro_syntax::object::{ObjectIdentifier, Stream};

use crate::trace::{Code, Diagnostic, Place};
pub(super) use coding::{Coding, codings, largest, most};
use coding::{is_whole, unpacked};
use graph::{Graph, Reached, Role};
use index::Spot;
pub(super) use lexer::{Lexer, Value};
pub(super) use rescue::with_catalogue;
use scan::Fault;
pub(super) use scan::Scan;

/// Streams that unpack to more are not looked at to their end.
const MOST_UNPACKED: u64 = 128 << 20;
/// So much of a page's content tells whether it is one.
const MOST_OF_CONTENT: u64 = 1 << 16;
/// So long it is asked which pages are made of what is damaged.
const LONGEST: Duration = Duration::from_secs(10);
/// Pages that are named one by one for one kind of damage.
const MOST_NAMED: usize = 40;

/// Whether the index leads from the end of the file to all of its objects.
pub(super) fn has_index(bytes: &[u8], scan: &Scan) -> bool {
    let index = index::read(bytes, scan);
    index.is_whole && index.moved == 0
}

/// Where the files begin that stand in one, one behind the other; the first place is not always 0.
pub(super) fn heads(scan: &Scan) -> &[usize] {
    &scan.heads
}

/// What is wrong with an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Harm {
    /// It was read around, and all of it is there.
    Written,
    /// Its bytes are damaged.
    Damaged,
    /// It is gone.
    Missing,
}

/// What is to be said of a document, given the objects that its pages are.
pub(super) fn look(bytes: &[u8], scan: &Scan, pdf: &Pdf, pages: &[Option<u32>]) -> Vec<Diagnostic> {
    let graph = Graph::of(bytes, scan, pdf);
    let reached = graph.reached();
    let mut told = about_file(bytes, &graph);
    told.extend(about_count(&graph, pages.len()));
    let harmed = harmed(bytes, &graph, &reached, pdf);
    told.extend(about_objects(&graph, &harmed, pages));
    // Programs that change a PDF leave what they no longer need: alone it says nothing.
    if !told.is_empty() {
        told.extend(about_lost(&graph, &reached));
    }
    told
}

fn say(code: Code, page: Option<usize>, message: impl Into<String>) -> Diagnostic {
    let place = Place {
        page: page.and_then(|page| u32::try_from(page + 1).ok()),
        ..Place::default()
    };
    Diagnostic::new(code, place, message, "")
}

/// Head, end, index, and what lies between the objects.
fn about_file(bytes: &[u8], graph: &Graph<'_>) -> Vec<Diagnostic> {
    const HEAD_WITHIN: usize = 1024;
    let scan = graph.scan;
    let mut told = Vec::new();
    let mut repaired = |message: String| told.push(say(Code::PdfRepaired, None, message));
    let head = &bytes[..bytes.len().min(HEAD_WITHIN)];
    if !head.starts_with(b"%PDF-") {
        repaired(crate::say!("pdf-begins").to_owned());
    }
    let stray: usize = scan.stray.iter().map(|range| range.len()).sum();
    if stray > 0 {
        repaired(crate::say!("pdf-stray", stray = stray));
    }
    let index = &graph.index;
    if !index.is_whole {
        repaired(crate::say!("pdf-index-lost").to_owned());
    } else if index.moved > 0 {
        let moved = index.moved;
        repaired(crate::say!("pdf-objects-moved", moved = moved));
    }
    if index.is_whole && index.loose > 0 {
        repaired(crate::say!("pdf-older-index").to_owned());
    }
    let start = scan.starts.last().map(|(at, _)| *at);
    let is_ended = matches!((start, scan.end), (Some(start), Some(end)) if start < end);
    let last = scan.objects.last().map_or(0, |found| found.at);
    let is_last = start.is_some_and(|start| start > last);
    if scan.is_cut || !is_ended || !is_last {
        told.push(say(Code::PdfCut, None, crate::say!("pdf-cut")));
    }
    told
}

/// As many pages as the document says that it has.
fn about_count(graph: &Graph<'_>, found: usize) -> Vec<Diagnostic> {
    let trailers = graph.trailers();
    let root = trailers
        .iter()
        .find_map(|trailer| graph.resolved(trailer.get("Root")?));
    let root = root.or_else(|| of_type(graph, b"Catalog"));
    let tree = root.and_then(|root| {
        let Some(Value::Ref(pages)) = root.get("Pages") else {
            return None;
        };
        let tree = graph.value(*pages)?;
        let kids = graph.resolved(tree.get("Kids")?)?;
        matches!(kids, Value::Array(_))
            .then(|| tree.int("Count"))
            .flatten()
    });
    let mut told = Vec::new();
    match tree.and_then(|count| usize::try_from(count).ok()) {
        Some(count) if count > found => told.push(say(
            Code::PagesMissing,
            None,
            crate::say!("pdf-pages-counted", count = count, found = found),
        )),
        Some(count) if count < found => told.push(say(
            Code::PdfRepaired,
            None,
            crate::say!("pdf-pages-counted", count = count, found = found),
        )),
        Some(_) => {}
        None => told.push(say(
            Code::PagesMissing,
            None,
            crate::say!("pdf-page-list-damaged", found = found),
        )),
    }
    told
}

/// What belongs to nothing.
fn about_lost(graph: &Graph<'_>, reached: &Reached) -> Option<Diagnostic> {
    let lost = graph
        .in_file()
        .filter(|(number, _)| !reached.objects.contains(number));
    let lost = lost.filter(|(number, _)| is_of_page(graph, *number)).count();
    (lost > 0 && !graph.index.trailers.is_empty()).then(|| {
        say(
            Code::PdfRepaired,
            None,
            crate::say!("pdf-belongs-to-nothing", lost = lost),
        )
    })
}

fn of_type<'g>(graph: &'g Graph<'_>, wanted: &[u8]) -> Option<Value<'g>> {
    let values = graph.in_file().filter_map(|(number, _)| graph.value(number));
    let mut of_type = values.filter(|value| value.name("Type") == Some(wanted));
    of_type.next()
}

/// Whether an object is one that pages are made of: a page, a font, a stream without a type.
fn is_of_page(graph: &Graph<'_>, number: u32) -> bool {
    let Some(Spot::File(at)) = graph.index.spots.get(&number) else {
        return false;
    };
    let Some(value) = graph.value(number) else {
        return false;
    };
    match value.name("Type") {
        Some(b"Page" | b"Font" | b"FontDescriptor") => true,
        // What speeds up the first page is found by its place.
        None => {
            graph.scan.objects[*at].stream.is_some()
                && value.get("Subtype").is_none()
                && !(value.get("S").is_some() || value.get("Linearized").is_some())
        }
        Some(_) => false,
    }
}

/// Objects that are damaged or gone.
fn harmed(bytes: &[u8], graph: &Graph<'_>, reached: &Reached, pdf: &Pdf) -> BTreeMap<u32, Harm> {
    let mut harmed: BTreeMap<u32, Harm> = reached
        .missing
        .iter()
        .map(|number| (*number, Harm::Missing))
        .collect();
    harmed.extend(graph.unpackable.iter().map(|number| (*number, Harm::Damaged)));
    let is_encrypted = graph
        .trailers()
        .iter()
        .any(|trailer| trailer.get("Encrypt").is_some());
    for number in graph.index.spots.keys() {
        if let Some(harm) = harm(bytes, graph, reached, pdf, *number, is_encrypted) {
            harmed.insert(*number, harm);
        }
    }
    harmed
}

fn harm(
    bytes: &[u8],
    graph: &Graph<'_>,
    reached: &Reached,
    pdf: &Pdf,
    number: u32,
    is_encrypted: bool,
) -> Option<Harm> {
    let Some(Spot::File(at)) = graph.index.spots.get(&number) else {
        return None;
    };
    let found = &graph.scan.objects[*at];
    if matches!(found.fault, Some(Fault::Syntax | Fault::CutOff)) {
        return Some(Harm::Damaged);
    }
    let value = graph.value(number)?;
    if keys::has_changed(&value) || keys::lacks(&value) || is_page_without_content(graph, &value) {
        return Some(Harm::Damaged);
    }
    let written = found.fault.map(|_| Harm::Written);
    let Some(range) = &found.stream else {
        return written;
    };
    let filter = value
        .get("Filter")
        .or_else(|| value.get("F"))
        .and_then(|filter| graph.resolved(filter));
    let codings = codings(filter.as_ref());
    let decrypted = (is_encrypted && value.name("Type") != Some(b"XRef"))
        .then(|| pdf.xref().get::<Stream<'_>>(ObjectIdentifier::new(number, 0)))
        .flatten();
    let decrypted = decrypted.map(|stream| stream.raw_data().into_owned());
    let data = decrypted.as_deref().unwrap_or(&bytes[range.clone()]);
    let is_plain = codings.is_empty();
    let is_sound = match reached.roles.get(&number) {
        Some(Role::Content) if is_plain => operators::are_sound(data),
        Some(Role::Map) if is_plain => operators::is_sound_map(data),
        None if is_plain && value.name("Subtype") == Some(b"Form") => operators::are_sound(data),
        Some(Role::Content) => {
            is_whole(data, &codings, MOST_UNPACKED)
                && !operators::are_none(&unpacked(data, &codings, MOST_OF_CONTENT))
        }
        _ => is_whole(data, &codings, MOST_UNPACKED),
    };
    if !is_sound {
        return Some(Harm::Damaged);
    }
    written.or_else(|| has_other_length(bytes, graph, &value, range).then_some(Harm::Written))
}

/// Whether a page names something as its content that is none.
fn is_page_without_content(graph: &Graph<'_>, value: &Value<'_>) -> bool {
    let is_content = |value: &Value<'_>| match value {
        Value::Ref(number) => match (graph.index.spots.get(number), graph.value(*number)) {
            (Some(Spot::File(at)), Some(value)) => {
                graph.scan.objects[*at].stream.is_some()
                    && value.name("Subtype").is_none_or(|kind| kind != b"Image")
                    || matches!(value, Value::Array(_))
            }
            (_, Some(Value::Array(_)) | None) => true,
            (_, Some(_)) => false,
        },
        Value::Array(_) => true,
        _ => false,
    };
    value.name("Type") == Some(b"Page")
        && match value.get("Contents") {
            Some(Value::Array(values)) => !values.iter().all(is_content),
            Some(value) => !is_content(value),
            None => false,
        }
}

/// Whether a length that stands in another object is not that of the data.
fn has_other_length(
    bytes: &[u8],
    graph: &Graph<'_>,
    value: &Value<'_>,
    range: &std::ops::Range<usize>,
) -> bool {
    let Some(Value::Ref(number)) = value.get("Length") else {
        return false;
    };
    let Some(Value::Int(length)) = graph.value(*number) else {
        return true;
    };
    let end = usize::try_from(length)
        .ok()
        .and_then(|length| range.start.checked_add(length));
    !end.is_some_and(|end| scan::ends_here(bytes, end))
}

/// Says which pages are made of what is damaged, and what is damaged that no page is made of.
fn about_objects(graph: &Graph<'_>, harmed: &BTreeMap<u32, Harm>, pages: &[Option<u32>]) -> Vec<Diagnostic> {
    if harmed.is_empty() {
        return Vec::new();
    }
    let mut told = Vec::new();
    let mut of_pages = BTreeSet::new();
    let mut unnamed = 0;
    let deadline = Instant::now() + LONGEST;
    for (at, page) in pages.iter().enumerate() {
        let Some(page) = page else {
            continue;
        };
        if Instant::now() > deadline {
            unnamed += 1;
            continue;
        }
        let parts = graph.parts(*page);
        let own: Vec<(u32, Harm)> = harmed
            .iter()
            .filter(|(number, _)| parts.contains(number))
            .map(|(number, harm)| (*number, *harm))
            .collect();
        of_pages.extend(own.iter().map(|(number, _)| *number));
        let Some(worst) = own.iter().map(|(_, harm)| *harm).max() else {
            continue;
        };
        if told.len() >= MOST_NAMED {
            unnamed += 1;
            continue;
        }
        told.push(match worst {
            Harm::Written => say(Code::PdfRepaired, Some(at), crate::say!("pdf-misspelt")),
            Harm::Damaged => say(Code::PageDamaged, Some(at), crate::say!("pdf-part-damaged")),
            Harm::Missing => say(Code::PageDamaged, Some(at), crate::say!("pdf-part-missing")),
        });
    }
    if unnamed > 0 {
        told.push(say(
            Code::PageDamaged,
            None,
            crate::say!("pdf-more-damaged", unnamed = unnamed),
        ));
    }
    let holds_objects = |number: &u32| {
        let value = graph.value(*number);
        graph.unpackable.contains(number) || value.is_some_and(|value| value.name("Type") == Some(b"ObjStm"))
    };
    if harmed
        .iter()
        .any(|(number, harm)| *harm != Harm::Written && holds_objects(number))
    {
        told.push(say(Code::PageDamaged, None, crate::say!("pdf-holder-damaged")));
    }
    let others = harmed.keys().filter(|number| !of_pages.contains(number)).count();
    if others > 0 {
        told.push(say(
            Code::PdfRepaired,
            None,
            crate::say!("pdf-others-damaged", others = others),
        ));
    }
    told
}
