//! What a file is that is no report, and what to do with it.

use crate::say;

/// One sentence for the word that documents.csv has for it.
pub(super) fn sentence(format: &str) -> String {
    let (what, cure) = match format {
        "zip" => ("format-zip", "format-unpack"),
        "gzip" => ("format-gzip", "format-unpack"),
        "7z" => ("format-7z", "format-unpack"),
        "pptx" => ("format-pptx", "format-save"),
        "epub" => ("format-epub", "format-save"),
        "mail" => ("format-mail", "format-save-attached"),
        "mhtml" => ("format-mhtml", "format-print"),
        "png" | "jpeg" | "gif" | "tiff" => ("format-picture", "format-recognise"),
        _ => return say!("format-unknown", format = format),
    };
    say!(
        "format-known",
        what = say!(what),
        format = format,
        cure = say!(cure)
    )
}
