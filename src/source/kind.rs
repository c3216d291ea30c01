//! What a file is, by its bytes and never by its name.

/// What a file's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A PDF.
    Pdf,
    /// Text in some encoding.
    Text,
    /// An archive that may hold a document: Word, OpenDocument, a workbook.
    Archive,
    /// A document in a format that is known by name and not read.
    Old(&'static str),
    /// No bytes, or white space only.
    Empty,
    /// Something else, with a word for what it seems to be.
    Other(&'static str),
}

impl Kind {
    /// The word in documents.csv.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Text => "text",
            Kind::Archive => "zip",
            Kind::Old(name) => name,
            Kind::Empty => "empty",
            Kind::Other(name) => name,
        }
    }
}

/// First bytes of formats that reports are often stored beside or inside of.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "png"),
    (b"\xFF\xD8\xFF", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1F\x8B", "gzip"),
    (b"7z\xBC\xAF", "7z"),
    (b"\x7FELF", "program"),
];

/// Tells what the bytes are. Only the first ones count, so that a file need not be held for it.
pub fn kind_of(bytes: &[u8]) -> Kind {
    const HEADER_WITHIN: usize = 1024;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Kind::Empty;
    }
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    // An archive may hold a PDF.
    if head.starts_with(b"PK\x03\x04") {
        return match super::archive::kind_of_zip(bytes) {
            "docx" | "odt" | "xlsx" | "ods" | "zip" => Kind::Archive,
            other => Kind::Other(other),
        };
    }
    let has_head = head.windows(5).any(|window| window == b"%PDF-");
    if let Some(kind) = super::mail::kind_of_mail(bytes).filter(|_| !has_head) {
        return Kind::Other(kind);
    }
    if head.starts_with(b"%PDF-") {
        return Kind::Pdf;
    }
    if head.starts_with(b"{\\rtf") {
        return Kind::Old("rtf");
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Kind::Old(compound(bytes));
    }
    if let Some((_, name)) = SIGNATURES.iter().find(|(start, _)| head.starts_with(start)) {
        return Kind::Other(name);
    }
    let is_text = is_text(bytes);
    // A PDF's head may be damaged or follow some rubbish; a text that merely speaks of one has no objects.
    let objects = objects(bytes);
    let enough = if !is_text {
        usize::from(!has_head)
    } else if has_head {
        1
    } else {
        3
    };
    if (!is_text && has_head) || (objects > 0 && objects >= enough) {
        return Kind::Pdf;
    }
    if is_text {
        Kind::Text
    } else {
        Kind::Other("binary")
    }
}

/// How many objects of a PDF begin and end, or begin data, in these bytes: `12 0 obj … endobj`.
fn objects(bytes: &[u8]) -> usize {
    let (mut count, mut is_open) = (0, false);
    for (at, window) in bytes.windows(7).enumerate() {
        let before = &bytes[..at];
        if window.starts_with(b" obj") && before.last().is_some_and(u8::is_ascii_digit) {
            is_open = true;
        } else if is_open && (window.starts_with(b"endobj") || matches!(window, b"stream\r" | b"stream\n")) {
            count += 1;
            is_open = false;
        }
    }
    count
}

/// So many bytes tell what a file is.
const LOOKED_AT: usize = 64 * 1024;

/// Whether a text begins as a web page does, or as the reply of a server to a program.
pub fn is_web_page(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 512;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_lowercase();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|begin| head.starts_with(begin))
        || head.starts_with("<?xml")
        || head.starts_with("{\"")
}

/// What a compound file of Microsoft's holds, by the names of its streams.
fn compound(bytes: &[u8]) -> &'static str {
    const STREAMS: &[(&str, &str)] = &[
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "ppt"),
        ("__substg1.0_", "msg"),
    ];
    let is_there = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    STREAMS
        .iter()
        .find(|(stream, _)| is_there(stream))
        .map_or("ole", |(_, name)| name)
}

/// Text has no control characters but the usual ones, or is UTF-16 or UTF-32.
fn is_text(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(LOOKED_AT)];
    if super::encoding::utf32_of(sample).is_some() || super::encoding::utf16_of(sample).is_some() {
        return true;
    }
    let odd = sample
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127))
        .count();
    // A stray control character does not make a report unreadable.
    odd * 200 <= sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_and_names_do_not() {
        assert_eq!(kind_of(b"%PDF-1.7\n..."), Kind::Pdf);
        assert_eq!(kind_of(b"\xEF\xBB\xBFKF:s"), Kind::Text);
        assert_eq!(kind_of(b"N\0\xE4\0m\0n\0d\0"), Kind::Text);
        assert_eq!(kind_of(b" \r\n"), Kind::Empty);
        assert_eq!(kind_of(b""), Kind::Empty);
        assert_eq!(kind_of(b"PK\x03\x04rest"), Kind::Archive);
        assert_eq!(kind_of(b"{\\rtf1 text}"), Kind::Old("rtf"));
        let stream: Vec<u8> = "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let compound = [b"\xD0\xCF\x11\xE0\xA1\xB1".as_slice(), &stream].concat();
        assert_eq!(kind_of(&compound), Kind::Old("doc"));
        assert_eq!(kind_of(&[0u8, 1, 2, 3, 250, 251, 0, 0, 0]), Kind::Other("binary"));
        assert_eq!(kind_of(b"how to read a %PDF-1.4 file"), Kind::Text);
        assert_eq!(kind_of(b"\x00\x01\x02junk%PDF-1.4\n\x00\x01"), Kind::Pdf);
    }

    #[test]
    fn a_damaged_head_does_not_make_a_text_of_a_pdf() {
        let body = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids[]/Count 0>>\nendobj\n3 0 obj\n<<>>\nendobj\n";
        for head in [
            b"%PDF-1.4\n".as_slice(),
            b"\xEF\xBB\xBF%PDF-1.4\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\n",
            b"%PbF-1.4\n",
            b"",
            b"\x00\x01\x02\x03\n",
        ] {
            assert_eq!(kind_of(&[head, body].concat()), Kind::Pdf);
        }
        assert_eq!(
            kind_of(b"An object is written as 12 0 obj, its value and endobj"),
            Kind::Text
        );
    }
}
