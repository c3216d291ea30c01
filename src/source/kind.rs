//! What a file is, by its bytes and never by its name.

/// What a file's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A PDF.
    Pdf,
    /// Text in some encoding.
    Text,
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
            Kind::Empty => "empty",
            Kind::Other(name) => name,
        }
    }
}

/// First bytes of formats that reports are often stored beside or inside of.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "zip"),
    (b"\xD0\xCF\x11\xE0", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xFF\xD8\xFF", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1F\x8B", "gzip"),
    (b"7z\xBC\xAF", "7z"),
    (b"\x7FELF", "program"),
];

/// Tells what the bytes are.
pub fn kind_of(bytes: &[u8]) -> Kind {
    const HEADER_WITHIN: usize = 1024;
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Kind::Empty;
    }
    // A PDF header may follow some rubbish; a text that merely speaks of one has it on no line start.
    if head.starts_with(b"%PDF-")
        || head
            .windows(5)
            .position(|window| window == b"%PDF-")
            .is_some_and(|at| at > 0 && !is_text(bytes))
    {
        return Kind::Pdf;
    }
    if let Some((_, name)) = SIGNATURES.iter().find(|(start, _)| head.starts_with(start)) {
        return Kind::Other(name);
    }
    if is_text(bytes) {
        Kind::Text
    } else {
        Kind::Other("binary")
    }
}

/// Text has no control characters but the usual ones, or is UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 64 * 1024;
    let sample = &bytes[..bytes.len().min(LOOKED_AT)];
    if super::encoding::utf16_of(sample).is_some() {
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
        assert_eq!(kind_of(b"PK\x03\x04rest"), Kind::Other("zip"));
        assert_eq!(kind_of(&[0u8, 1, 2, 3, 250, 251, 0, 0, 0]), Kind::Other("binary"));
        assert_eq!(kind_of(b"how to read a %PDF-1.4 file"), Kind::Text);
        assert_eq!(kind_of(b"\x00\x01\x02junk%PDF-1.4\n\x00\x01"), Kind::Pdf);
    }
}
