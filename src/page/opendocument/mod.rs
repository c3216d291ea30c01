//! OpenDocument files: texts (ODT) and workbooks (ODS), as the file itself tells them.
//!
//! Takes: an archive with an OpenDocument file.
//! Gives: [`Pages`]; the text as it stands when tracked changes are accepted.
//! Never: follows a link out of the file, runs a macro, unpacks more than the limits of the package.

mod drawing;
mod lists;
mod reader;
mod sheets;
mod styles;
mod table;

use super::body::{self, Block};
use super::package::{Package, attribute, child, name, parsed};
use super::sheet::Cutter;
use super::{Colour, Pages, picture};
use crate::trace::{Code, Diagnostic, Error, Place, Read};
use reader::Reader;
use roxmltree::Node;

/// Pictures that are looked at for their colour.
const MOST_PICTURES: usize = 200;

/// What the archive says that it is: `text`, `spreadsheet`.
pub(super) fn kind(package: &mut Package<'_>) -> Option<String> {
    let told = package.xml("mimetype").ok()??;
    let kind = told.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
    Some(kind.to_owned())
}

/// Reads a text or a workbook.
pub(super) fn read(package: &mut Package<'_>) -> Result<Read<Pages>, Error> {
    if is_encrypted(package) {
        return Err(Error::NotRead {
            what: "not-read-opendocument",
            remedy: "not-read-save-without",
        });
    }
    let (mut diagnostics, mut told) = (Vec::new(), Vec::new());
    let mut cutter = Cutter::default();
    let mut say =
        |code, message: String| diagnostics.push(Diagnostic::new(code, Place::default(), message, ""));
    let mut reader = Reader::default();
    reader.pictures = pictures(package);
    let mut blocks = Vec::new();
    let mut feet = Vec::new();
    match styles(package, &mut reader, &mut blocks, &mut feet) {
        Ok(()) => {}
        Err(error @ Error::Unpacking { .. }) => return Err(error),
        Err(error) => say(Code::PartUnread, error.to_string()),
    }
    let Some(text) = package.xml("content.xml")? else {
        return Err(Error::ArchiveBroken(crate::say!("content-missing").to_owned()));
    };
    let document = parsed("content.xml", &text)?;
    let root = document.root_element();
    for node in ["font-face-decls", "automatic-styles"]
        .iter()
        .filter_map(|part| child(root, part))
    {
        reader.styles.learn(node);
    }
    let body = child(root, "body").and_then(|body| body.children().find(Node::is_element));
    match body.map(|body| (name(body), body)) {
        Some(("text", body)) => {
            reader.has_pages = body.descendants().any(|node| name(node) == "soft-page-break");
            reader.changes = body
                .descendants()
                .filter(|node| name(*node) == "changed-region")
                .count();
            reader.body(body);
            blocks.append(&mut reader.blocks);
        }
        Some(("spreadsheet", body)) => {
            // Heads and feet of sheets are `Page 1` and the like, and stand on paper only.
            (blocks, feet) = (reader.workbook(body, &mut cutter, &mut told), Vec::new());
        }
        _ => {
            return Err(Error::ArchiveBroken(crate::say!("content-empty").to_owned()));
        }
    }
    blocks.append(&mut reader.asides);
    blocks.append(&mut feet);
    if reader.changes > 0 {
        let changes = reader.changes;
        say(
            Code::ChangesAccepted,
            crate::say!("changes-accepted", changes = changes),
        );
    }
    if package.has_like("script-lb.xml") || package.has_like("script-lc.xml") {
        say(Code::MacrosIgnored, crate::say!("macros-ignored").to_owned());
    }
    diagnostics.append(&mut told);
    Ok(Read {
        value: cutter.named(body::pages(blocks)),
        diagnostics,
    })
}

/// Takes the styles that have names, and the headers and footers that stand beside them.
fn styles(
    package: &mut Package<'_>,
    reader: &mut Reader,
    heads: &mut Vec<Block>,
    feet: &mut Vec<Block>,
) -> Result<(), Error> {
    let Some(text) = package.xml("styles.xml")? else {
        return Ok(());
    };
    let document = parsed("styles.xml", &text)?;
    reader.styles.learn(document.root_element());
    let masters = document.descendants().filter(|node| name(*node) == "master-page");
    for part in masters.flat_map(|master| master.children().filter(Node::is_element)) {
        let (kind, blocks) = match name(part) {
            "header" | "header-left" | "header-first" => ("page-header", &mut *heads),
            "footer" | "footer-left" | "footer-first" => ("page-footer", &mut *feet),
            _ => continue,
        };
        if attribute(part, "display") == Some("false") {
            continue;
        }
        reader.body(part);
        for block in reader.blocks.drain(..) {
            body::flatten(block, kind, blocks);
        }
    }
    Ok(())
}

/// Whether the parts are encrypted, as the list of parts says.
fn is_encrypted(package: &mut Package<'_>) -> bool {
    let list = package.xml("META-INF/manifest.xml").ok().flatten();
    list.is_some_and(|list| list.contains("encryption-data"))
}

/// The colours of small pictures by the names of their parts.
fn pictures(package: &mut Package<'_>) -> std::collections::HashMap<String, Colour> {
    const LARGEST: u64 = 1 << 20;
    let names = package.names_below("Pictures/", LARGEST);
    let colour = |name: String| {
        let bytes = package.part(&name).ok()??;
        Some((name, picture::of_file(&bytes)?))
    };
    names.into_iter().take(MOST_PICTURES).filter_map(colour).collect()
}
