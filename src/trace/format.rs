//! What a file is that is no report, and what to do with it.

/// One sentence for the word that documents.csv has for it.
pub(super) fn sentence(format: &str) -> String {
    let (what, cure) = match format {
        "zip" => ("a zip archive", UNPACK),
        "gzip" => ("a gzip archive", UNPACK),
        "7z" => ("a 7z archive", UNPACK),
        "pptx" => ("a presentation", SAVE),
        "epub" => ("an electronic book", SAVE),
        "mail" => ("a mail", "save what is attached to it, and give that"),
        "mhtml" => (
            "a saved web page",
            "open it in a browser, print it as PDF, and give that",
        ),
        "png" | "jpeg" | "gif" | "tiff" => (
            "a picture",
            "it needs character recognition first, and gives text or a PDF then",
        ),
        _ => return format!("the file is neither a PDF nor text ({format})"),
    };
    format!("the file is neither a PDF nor text but {what} ({format}): {cure}")
}

const UNPACK: &str = "unpack it, and give the files in it";
const SAVE: &str = "save it as PDF, and give that";
