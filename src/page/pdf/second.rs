//! The second reader: the characters of a page with their places, from another library.

use crate::trace::Error;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform, output_doc_page};

use super::glyph::{Glyph, Look, is_space, ligature};
use super::lines::lines;
use crate::page::Line;

/// Stack of the reading thread.
const STACK: usize = 64 << 20;
/// Forms inside forms are followed this far.
const DEEPEST: usize = 24;

/// More characters than any printed page has.
const MOST_GLYPHS: usize = 2_000_000;

/// What the second reader saw of a page.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) width: f32,
    pub(super) height: f32,
    glyphs: Vec<Glyph>,
}

impl Told {
    /// The page's lines, from the same rules as for the first reader's characters. It tells nothing of weight, slant
    /// and colour.
    pub(super) fn lines(&self) -> Vec<Line> {
        let plain = Look {
            bold: false,
            italic: false,
            colour: [0; 3],
        };
        lines(&self.glyphs, &[plain])
    }

    /// How many characters are printed.
    pub(super) fn ink(&self) -> usize {
        self.glyphs.iter().filter(|glyph| !is_space(glyph.ch)).count()
    }

    /// All characters, in the order of the content.
    pub(super) fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.ch).collect()
    }
}

/// Collects characters where the other library draws them.
#[derive(Default)]
struct Collector {
    told: Told,
    left: f64,
    top: f64,
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _: u32,
        page: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        (self.left, self.top) = (page.llx, page.ury);
        self.told.width = (page.urx - page.llx) as f32;
        self.told.height = (page.ury - page.lly) as f32;
        Ok(())
    }

    fn output_character(
        &mut self,
        matrix: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let across = matrix.m11.hypot(matrix.m12);
        let area = (matrix.m11 * matrix.m22 - matrix.m12 * matrix.m21).abs();
        let angle = (-matrix.m12).atan2(matrix.m11).to_degrees().round() as i16;
        let letters: Vec<char> = text
            .chars()
            .flat_map(|ch| ligature(ch).map_or_else(|| vec![ch], |letters| letters.chars().collect()))
            .collect();
        let advance = width * size * across / letters.len().max(1) as f64;
        let (sin, cos) = f64::from(angle).to_radians().sin_cos();
        for (at, ch) in letters.into_iter().enumerate() {
            let along = advance * at as f64;
            let glyph = Glyph {
                ch,
                x: (matrix.m31 - self.left + along * cos) as f32,
                y: (self.top - matrix.m32 + along * sin) as f32,
                advance: advance as f32,
                size: (size * area / across.max(1e-9)) as f32,
                angle,
                look: 0,
            };
            let is_sane = [glyph.x, glyph.y, glyph.advance, glyph.size]
                .iter()
                .all(|side| side.is_finite());
            if is_sane && glyph.size > 0.0 && self.told.glyphs.len() < MOST_GLYPHS {
                self.told.glyphs.push(glyph);
            }
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// The characters of some pages, counted from 1; none where it cannot be read. A machine that gives it no thread has
/// said nothing of the pages.
pub(super) fn read(
    bytes: &Arc<Vec<u8>>,
    password: Option<&str>,
    pages: &[u32],
    seconds_per_page: u64,
) -> Result<Vec<(u32, Option<Told>)>, Error> {
    let (tell, hear) = sync_channel(4);
    let (data, secret) = (Arc::clone(bytes), password.map(str::to_owned));
    let wanted = pages.to_vec();
    thread::Builder::new()
        .name("second-reader".to_owned())
        .stack_size(STACK)
        .spawn(move || run(&data, secret.as_deref(), &wanted, &tell))
        .map_err(Error::NoThread)?;
    let mut texts: Vec<(u32, Option<Told>)> = pages.iter().map(|page| (*page, None)).collect();
    listen(&hear, &mut texts, Duration::from_secs(seconds_per_page + 2));
    Ok(texts)
}

fn listen(hear: &Receiver<(u32, Option<Told>)>, texts: &mut [(u32, Option<Told>)], patience: Duration) {
    for (page, text) in texts {
        match hear.recv_timeout(patience) {
            Ok((number, read)) if number == *page => *text = read,
            Err(RecvTimeoutError::Timeout) => return crate::page::leave_behind(),
            Ok(_) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn run(bytes: &[u8], password: Option<&str>, pages: &[u32], tell: &SyncSender<(u32, Option<Told>)>) {
    let opened = catch_unwind(AssertUnwindSafe(|| open(bytes, password)));
    let Ok(Some(mut document)) = opened else {
        return;
    };
    let ids = document.get_pages();
    for page in pages {
        let safe = ids
            .get(page)
            .is_some_and(|id| parents_end(&document, *id) && forms_end(&document, *id));
        let text = ids
            .get(page)
            .filter(|_| safe)
            .and_then(|id| text(&mut document, *page, *id));
        if tell.send((*page, text)).is_err() {
            return;
        }
    }
}

fn open(bytes: &[u8], password: Option<&str>) -> Option<Document> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        document.decrypt(password?).ok()?;
    }
    Some(document)
}

fn text(document: &mut Document, page: u32, id: ObjectId) -> Option<Told> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        spell_out(document, id);
        let mut output = Collector::default();
        output_doc_page(document, &mut output, page)
            .ok()
            .map(|()| output.told)
    }));
    read.ok().flatten()
}

/// Puts the two operators that begin a line and show text in words that the reader knows: it passes over
/// `'` and `"`, and the line is lost.
fn spell_out(document: &mut Document, page: ObjectId) {
    let Ok(content) = document.get_and_decode_page_content(page) else {
        return;
    };
    if content.operations.iter().any(|o| begins_a_line(&o.operator)) {
        let operations: Vec<Operation> = content.operations.into_iter().flat_map(spelled_out).collect();
        if let Ok(bytes) = (Content { operations }).encode() {
            // Without the change the page is read as it stands.
            let _ = document.change_page_content(page, bytes);
        }
    }
}

fn begins_a_line(operator: &str) -> bool {
    matches!(operator, "'" | "\"")
}

fn spelled_out(operation: Operation) -> Vec<Operation> {
    let Operation {
        operator,
        mut operands,
    } = operation;
    // Pictures inside the content have no text, and need not be written anew.
    if matches!(operator.as_str(), "BI" | "ID" | "EI") {
        return Vec::new();
    }
    if !begins_a_line(&operator) {
        return vec![Operation { operator, operands }];
    }
    let shown = operands.pop();
    let mut spelled = vec![Operation::new("T*", Vec::new())];
    if operator == "\"" {
        let spacing = ["Tw", "Tc"].into_iter().zip(operands);
        spelled.extend(spacing.map(|(operator, operand)| Operation::new(operator, vec![operand])));
    }
    spelled.extend(shown.map(|text| Operation::new("Tj", vec![text])));
    spelled
}

/// Whether the chain of parents of a page comes to an end. The reader would follow a circle for ever.
fn parents_end(document: &Document, page: ObjectId) -> bool {
    let mut met = HashSet::new();
    let mut next = Some(page);
    while let Some(id) = next {
        if !met.insert(id) {
            return false;
        }
        next = document
            .get_dictionary(id)
            .and_then(|node| node.get(b"Parent"))
            .and_then(Object::as_reference)
            .ok();
    }
    true
}

/// Whether the forms that a page draws come to an end.
fn forms_end(document: &Document, page: ObjectId) -> bool {
    let mut node = Some(page);
    while let Some(id) = node {
        let Ok(dict) = document.get_dictionary(id) else {
            return true;
        };
        if let Ok(resources) = dict.get(b"Resources") {
            return objects_end(document, resources, &mut Vec::new());
        }
        node = dict.get(b"Parent").and_then(Object::as_reference).ok();
    }
    true
}

fn objects_end(document: &Document, resources: &Object, path: &mut Vec<ObjectId>) -> bool {
    let follow = |object| document.dereference(object).map(|(_, target)| target).ok();
    let objects = follow(resources)
        .and_then(|r| r.as_dict().ok())
        .and_then(|r| r.get(b"XObject").ok())
        .and_then(follow)
        .and_then(|o| o.as_dict().ok());
    for (_, object) in objects.into_iter().flat_map(|dict| dict.iter()) {
        let Ok(id) = object.as_reference() else {
            continue;
        };
        let Some(form) = follow(object).and_then(|o| o.as_stream().ok()) else {
            continue;
        };
        if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            continue;
        }
        // A form without resources uses those around it, which may name the form itself.
        let Ok(inner) = form.dict.get(b"Resources") else {
            return false;
        };
        if path.contains(&id) || path.len() > DEEPEST {
            return false;
        }
        path.push(id);
        let ends = objects_end(document, inner, path);
        path.pop();
        if !ends {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_that_begin_a_line_are_spelled_out() {
        let content = Content::decode(b"BT 12 TL (one) Tj (two) ' 1 2 (three) \" ET").unwrap();
        let spelled = content.operations.into_iter().flat_map(spelled_out);
        let operators: Vec<String> = spelled.map(|operation| operation.operator).collect();
        assert_eq!(
            operators,
            ["BT", "TL", "Tj", "T*", "Tj", "T*", "Tw", "Tc", "Tj", "ET"]
        );
    }
}
