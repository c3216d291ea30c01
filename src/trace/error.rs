//! Why a file or a run stopped. The only thing that is ever `Err`.

use std::path::PathBuf;

/// Why a file or a run stopped. Each message is one sentence that says what and where.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input path does not exist.
    #[error("no such file or folder: {0}")]
    NoSuchInput(PathBuf),
    /// A folder or file cannot be opened.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// What was opened.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No file below the inputs could be a report.
    #[error("no PDF or text file was found in {0}")]
    NothingToRead(String),
    /// A file has no bytes.
    #[error("the file is empty")]
    EmptyFile,
    /// A file is neither a PDF nor text.
    #[error("the file is neither a PDF nor text ({0})")]
    UnknownFormat(&'static str),
    /// A PDF cannot be opened without a password.
    #[error("the PDF needs a password")]
    PasswordNeeded,
    /// The password that was given does not open the PDF.
    #[error("the PDF needs a password, and the one that was given does not open it")]
    PasswordWrong,
    /// A PDF cannot be opened at all.
    #[error("the PDF cannot be opened: {0}")]
    PdfBroken(String),
    /// A PDF has pages and no page has text.
    #[error("the PDF has no text: it seems to be a scan, which needs character recognition first")]
    PdfWithoutText,
    /// A file is larger than the limit.
    #[error("the file has {bytes} bytes, more than the limit of {limit}")]
    FileTooLarge {
        /// Size of the file.
        bytes: u64,
        /// The limit in force.
        limit: u64,
    },
    /// A grammar file cannot be used.
    #[error("grammar {file}, entry {entry}: {reason}")]
    Grammar {
        /// The file below the grammar folder.
        file: String,
        /// The id of the entry, or its position.
        entry: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The output folder or a file in it cannot be written.
    #[error("cannot write {path}: {source}")]
    Unwritable {
        /// What was written.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The program stopped inside itself while it read a document.
    #[error("reading stopped inside the program: {0}")]
    Internal(String),
}
