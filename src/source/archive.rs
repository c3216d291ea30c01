//! What a zip archive holds: office documents are archives too.

/// What the names of the first entries say, as documents.csv says it.
const KINDS: &[(&str, &str)] = &[
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    ("mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("mimetypeapplication/epub+zip", "epub"),
];

/// The kind of a zip archive, by the names of its entries as far as these bytes go.
pub(super) fn kind_of_zip(bytes: &[u8]) -> &'static str {
    const LOOKED_AT: usize = 64 * 1024;
    const NAME_AT: usize = 30;
    const LONGEST: usize = 64;
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    let heads = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| *four == b"PK\x03\x04");
    for (at, _) in heads {
        let from = bytes.len().min(at + NAME_AT);
        let name = String::from_utf8_lossy(&bytes[from..bytes.len().min(from + LONGEST)]);
        if let Some((_, kind)) = KINDS.iter().find(|(begin, _)| name.starts_with(begin)) {
            return kind;
        }
    }
    "zip"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_tell_office_documents_from_archives() {
        let entry = |name: &str| [b"PK\x03\x04".as_slice(), &[0; 26], name.as_bytes()].concat();
        let word = [entry("[Content_Types].xml"), entry("word/document.xml")].concat();
        assert_eq!(kind_of_zip(&word), "docx");
        assert_eq!(
            kind_of_zip(&entry("mimetypeapplication/vnd.oasis.opendocument.text")),
            "odt"
        );
        assert_eq!(kind_of_zip(&entry("rapport.pdf")), "zip");
        assert_eq!(kind_of_zip(b"PK\x03\x04"), "zip");
    }
}
