//! The second reader: the plain text of a page, without places, from another program.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Document, Object, ObjectId, PlainTextOutput, output_doc_page};

/// Stack of the reading thread.
const STACK: usize = 64 << 20;
/// Forms inside forms are followed this far.
const DEEPEST: usize = 24;

/// The text of some pages, counted from 1; none where it cannot be read.
pub(super) fn read(
    bytes: &Arc<Vec<u8>>,
    password: Option<&str>,
    pages: &[u32],
    seconds_per_page: u64,
) -> Vec<(u32, Option<String>)> {
    let (tell, hear) = sync_channel(4);
    let (data, secret) = (Arc::clone(bytes), password.map(str::to_owned));
    let wanted = pages.to_vec();
    let spawned = thread::Builder::new()
        .name("second-reader".to_owned())
        .stack_size(STACK)
        .spawn(move || run(&data, secret.as_deref(), &wanted, &tell));
    let mut texts: Vec<(u32, Option<String>)> = pages.iter().map(|page| (*page, None)).collect();
    if spawned.is_ok() {
        listen(&hear, &mut texts, Duration::from_secs(seconds_per_page + 2));
    }
    texts
}

fn listen(hear: &Receiver<(u32, Option<String>)>, texts: &mut [(u32, Option<String>)], patience: Duration) {
    for (page, text) in texts {
        match hear.recv_timeout(patience) {
            Ok((number, read)) if number == *page => *text = read,
            Err(RecvTimeoutError::Timeout) => return crate::page::leave_behind(),
            Ok(_) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn run(bytes: &[u8], password: Option<&str>, pages: &[u32], tell: &SyncSender<(u32, Option<String>)>) {
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

fn text(document: &mut Document, page: u32, id: ObjectId) -> Option<String> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        spell_out(document, id);
        let mut text = String::new();
        let mut output = PlainTextOutput::new(&mut text);
        output_doc_page(document, &mut output, page).ok().map(|()| text)
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
