//! Mails: what is attached to them.

use super::{Budget, Held, shown};
use mailparse::{DispositionType, ParsedMail, parse_mail};
use std::path::Path;

/// Parts of a mail, one in the other or side by side.
const MOST_PARTS: usize = 500;
/// Places where parts may lie in parts.
const MOST_BORDERS: usize = 50;
/// A text without an attachment is what was sent.
const BODY: &str = "text";

/// The files that are attached to a mail; its text, where nothing is.
pub(super) fn open(path: &Path, budget: &mut Budget) -> Result<Held, String> {
    let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    if size > budget.largest {
        return Err(crate::say!("mail-too-large", megabytes = budget.largest >> 20));
    }
    let bytes = std::fs::read(path)
        .map_err(|error| crate::say!("mail-unreadable", error = crate::language::system(&error)))?;
    // Whoever parses parts in parts goes as deep as they lie.
    if memchr::memmem::find_iter(&bytes, b"oundary")
        .take(MOST_BORDERS + 1)
        .count()
        > MOST_BORDERS
    {
        return Err(crate::say!("mail-parts", most_borders = MOST_BORDERS));
    }
    let mail = parse_mail(&bytes).map_err(|error| crate::say!("mail-unreadable", error = error))?;
    let mut held = Held::default();
    let mut body = None;
    for (number, part) in (1..)
        .zip(mail.parts().take(MOST_PARTS))
        .filter(|(_, part)| part.subparts.is_empty())
    {
        let Some(name) = name(part, number) else {
            let is_text = part.ctype.mimetype.starts_with("text/");
            body = body.or_else(|| part.get_body_raw().ok().filter(|_| is_text));
            continue;
        };
        let bytes = part
            .get_body_raw()
            .map_err(|error| crate::say!("mail-not-decoded", error = error));
        let taken = shown(&name).and_then(|name| {
            let bytes = bytes?;
            budget.take(bytes.len() as u64)?;
            Ok((name, bytes))
        });
        match taken {
            Ok(member) => held.members.push(member),
            Err(reason) => held.refused.push((name, reason)),
        }
    }
    if held.members.is_empty()
        && held.refused.is_empty()
        && let Some(body) = body
    {
        budget.take(body.len() as u64)?;
        held.members.push((BODY.to_owned(), body));
    }
    Ok(held)
}

/// The name of a part that is a file; none for the text of the mail and the pictures in it.
fn name(part: &ParsedMail<'_>, number: usize) -> Option<String> {
    let disposition = part.get_content_disposition();
    let named = disposition
        .params
        .get("filename")
        .or_else(|| part.ctype.params.get("name"));
    let kind = part.ctype.mimetype.as_str();
    let is_attached = disposition.disposition == DispositionType::Attachment || kind == "message/rfc822";
    if kind.starts_with("image/") && !is_attached {
        return None;
    }
    let given = || is_attached.then(|| format!("{number}"));
    named
        .cloned()
        .or_else(given)
        .filter(|name| !name.trim().is_empty())
}
