//! Files that are ZIP archives of parts: opened within limits, part by part.

use crate::trace::{Code, Diagnostic, Error, Place};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Parts that an archive may list.
const MOST_PARTS: usize = 20_000;
/// Bytes that a part may have when it is unpacked.
const LARGEST_PART: u64 = 96 << 20;
/// Bytes that all parts together may have.
const LARGEST_FILE: u64 = 192 << 20;
/// Elements, texts and attributes of a part.
const MOST_NODES: u32 = 6_000_000;

/// An archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| Error::ArchiveBroken(error.to_string()))?;
        if archive.len() > MOST_PARTS {
            let reason = crate::say!("too-many-parts", count = archive.len(), most = MOST_PARTS);
            return Err(Error::ArchiveBroken(reason));
        }
        Ok(Self { archive, unpacked: 0 })
    }

    /// What is said of bytes before the archive: the list at its end leads to the last of several that stand in a row.
    pub(super) fn told(&self) -> Option<Diagnostic> {
        let before = self.archive.offset();
        (before > 0).then(|| {
            let message = crate::say!("bytes-before-archive", count = before);
            Diagnostic::new(Code::PartLost, Place::default(), message, "")
        })
    }

    /// Whether it has a part whose name ends like this.
    pub(super) fn has_like(&self, end: &str) -> bool {
        let mut names = self.archive.file_names();
        names.any(|name| name.is_ok_and(|name| name.ends_with(end)))
    }

    /// Parts in a folder that are no larger than this when they are unpacked.
    pub(super) fn names_below(&mut self, folder: &str, largest: u64) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok);
        let names: Vec<String> = names
            .filter(|name| name.starts_with(folder))
            .map(Into::into)
            .collect();
        let size = |package: &mut Self, name: &str| {
            let index = package.archive.index_for_name(name)?;
            Some(package.archive.by_index(index).ok()?.size())
        };
        let is_small = |name: &String| size(self, name).is_some_and(|size| size <= largest);
        names.into_iter().filter(is_small).collect()
    }

    /// Whether it has a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part; none where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let broken = |reason: String| Error::ArchiveBroken(format!("{name}: {reason}"));
        let file = self
            .archive
            .by_index(index)
            .map_err(|error| broken(error.to_string()))?;
        let mut bytes = Vec::new();
        let most = LARGEST_PART.min(LARGEST_FILE - self.unpacked);
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(error.to_string()))?;
        if bytes.len() as u64 > most {
            return Err(Error::Unpacking {
                part: name.to_owned(),
                megabytes: most >> 20,
            });
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of a part in XML.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.part(name)?.map(|bytes| decoded(&bytes)))
    }
}

/// XML of these files is UTF-8, rarely UTF-16.
fn decoded(bytes: &[u8]) -> String {
    let pairs = |read: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (pairs, _) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| read(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => pairs(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => pairs(u16::from_be_bytes, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Parses a part. Declarations of a document type, and with them entities, are refused.
pub(super) fn parsed<'x>(name: &str, text: &'x str) -> Result<Document<'x>, Error> {
    let options = ParsingOptions {
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options)
        .map_err(|error| Error::ArchiveBroken(format!("{name}: {error}")))
}

/// The value of an attribute by its name without a prefix.
pub(super) fn attribute<'x>(node: Node<'x, '_>, name: &str) -> Option<&'x str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// The first child element of a name.
pub(super) fn child<'x, 'i>(node: Node<'x, 'i>, name: &str) -> Option<Node<'x, 'i>> {
    node.children()
        .find(|child| child.is_element() && child.tag_name().name() == name)
}

/// The name of an element without its prefix.
pub(super) fn name<'x>(node: Node<'x, '_>) -> &'x str {
    node.tag_name().name()
}

/// What a part says of another.
pub(super) struct Relation {
    /// What the other part is.
    pub(super) kind: String,
    /// Where it lies, from the folder of the part.
    pub(super) target: String,
}

/// The relations of a part by their ids; those that lead out of the file are left out.
pub(super) fn relations(package: &mut Package<'_>, part: &str) -> Result<BTreeMap<String, Relation>, Error> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() {
        format!("_rels/{file}.rels")
    } else {
        format!("{folder}/_rels/{file}.rels")
    };
    let mut relations = BTreeMap::new();
    let Some(text) = package.xml(&path)? else {
        return Ok(relations);
    };
    let document = parsed(&path, &text)?;
    for node in document
        .root_element()
        .children()
        .filter(|node| node.is_element())
    {
        let is_outside = attribute(node, "TargetMode") == Some("External");
        if let (Some(id), Some(kind), Some(target), false) = (
            attribute(node, "Id"),
            attribute(node, "Type"),
            attribute(node, "Target"),
            is_outside,
        ) {
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            let target = target.to_owned();
            relations.insert(id.to_owned(), Relation { kind, target });
        }
    }
    Ok(relations)
}
