//! Word files (DOCX): paragraphs, tables and marks as the file itself tells them.
//!
//! Takes: an archive with a Word document.
//! Gives: [`Pages`]; the text as it stands when tracked changes are accepted.
//! Never: follows a link out of the file, runs a macro, unpacks more than the limits of the package.

mod drawing;
mod numbering;
mod reader;
mod run;
mod styles;

use super::body::{self, Block};
use super::package::{Package, attribute, name, parsed, relations};
use super::{Colour, Pages, picture};
use crate::trace::{Code, Diagnostic, Error, Place, Read};
use reader::Reader;
pub(super) use run::signs;

/// Pictures that are looked at for their colour.
const MOST_PICTURES: usize = 200;

/// The part that holds the text of a Word file; none in another archive.
pub(super) fn main_part(package: &mut Package<'_>) -> Option<String> {
    let usual = "word/document.xml";
    if package.has(usual) {
        return Some(usual.to_owned());
    }
    // A file may call its parts as it likes; its relations say which is the document.
    let relations = package.xml("_rels/.rels").ok()??;
    let relations = parsed("_rels/.rels", &relations).ok()?;
    let found = relations.root_element().children().find(|relation| {
        let kind = attribute(*relation, "Type").unwrap_or("");
        kind.ends_with("/officeDocument")
            && attribute(*relation, "Target").is_some_and(|to| to.contains("document"))
    });
    let target = attribute(found?, "Target")?.trim_start_matches('/').to_owned();
    package.has(&target).then_some(target)
}

/// Reads a Word file.
pub(super) fn read(package: &mut Package<'_>, main: &str) -> Result<Read<Pages>, Error> {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let relations = relations(package, main)?;
    let inside = |target: &str| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let of_kind = |kind: &str| -> Vec<String> {
        let all = relations.values().filter(|relation| relation.kind == kind);
        all.map(|relation| inside(&relation.target)).collect()
    };
    let mut diagnostics = Vec::new();
    let mut say =
        |code, message: String| diagnostics.push(Diagnostic::new(code, Place::default(), message, ""));
    let mut reader = Reader::default();
    for part in of_kind("styles") {
        optional(package, &part, &mut say, |node| reader.styles.learn(node))?;
    }
    for part in of_kind("numbering") {
        optional(package, &part, &mut say, |node| reader.numbering.learn(node))?;
    }
    for (id, relation) in relations
        .iter()
        .filter(|(_, relation)| relation.kind == "image")
        .take(MOST_PICTURES)
    {
        if let Some(colour) = picture_colour(package, &inside(&relation.target)) {
            reader.pictures.insert(id.clone(), colour);
        }
    }
    let mut blocks = Vec::new();
    for part in of_kind("header") {
        aside(package, &part, &mut reader, "page-header", &mut say, &mut blocks)?;
    }
    let text = package.xml(main)?.unwrap_or_default();
    let document = parsed(main, &text)?;
    reader.has_pages = document
        .descendants()
        .any(|node| name(node) == "lastRenderedPageBreak");
    reader.body(document.root_element());
    blocks.append(&mut reader.blocks);
    let changes = reader.changes;
    for (kind, as_kind) in [
        ("footnotes", "footnote"),
        ("endnotes", "footnote"),
        ("comments", "comment"),
        ("footer", "page-footer"),
    ] {
        for part in of_kind(kind) {
            aside(package, &part, &mut reader, as_kind, &mut say, &mut blocks)?;
        }
    }
    if changes > 0 {
        say(
            Code::ChangesAccepted,
            crate::say!("changes-accepted", changes = changes),
        );
    }
    if package.has_like("vbaProject.bin") {
        say(Code::MacrosIgnored, crate::say!("macros-ignored").to_owned());
    }
    Ok(Read {
        value: body::pages(blocks),
        diagnostics,
    })
}

/// Reads a part that the document can do without.
fn optional(
    package: &mut Package<'_>,
    part: &str,
    say: &mut impl FnMut(Code, String),
    mut take: impl FnMut(roxmltree::Node<'_, '_>),
) -> Result<(), Error> {
    match package.xml(part) {
        Ok(Some(text)) => match parsed(part, &text) {
            Ok(document) => take(document.root_element()),
            Err(error) => say(Code::PartUnread, error.to_string()),
        },
        Ok(None) => {}
        Err(error @ Error::Unpacking { .. }) => return Err(error),
        Err(error) => say(Code::PartUnread, error.to_string()),
    }
    Ok(())
}

/// Reads a part that stands beside the running text.
fn aside(
    package: &mut Package<'_>,
    part: &str,
    reader: &mut Reader,
    kind: &'static str,
    say: &mut impl FnMut(Code, String),
    blocks: &mut Vec<Block>,
) -> Result<(), Error> {
    optional(package, part, say, |node| {
        reader.body(node);
        for block in reader.blocks.drain(..) {
            body::flatten(block, kind, blocks);
        }
    })
}

fn picture_colour(package: &mut Package<'_>, part: &str) -> Option<Colour> {
    const LARGEST: usize = 1 << 20;
    let bytes = package.part(part).ok()??;
    (bytes.len() <= LARGEST).then(|| picture::of_file(&bytes))?
}
