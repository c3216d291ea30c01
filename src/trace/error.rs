//! Why a file or a run stopped. The only thing that is ever `Err`.

use crate::language::system;
use crate::say;
use std::fmt;
use std::path::PathBuf;

/// Why a file or a run stopped. Each message is one sentence that says what and where.
#[derive(Debug)]
pub enum Error {
    /// An input path does not exist.
    NoSuchInput(PathBuf),
    /// A folder or file cannot be opened.
    Unreadable {
        /// What was opened.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No file below the inputs could be a report.
    NothingToRead(String),
    /// Every file below the inputs lies in the output folder.
    OnlyOutput(PathBuf),
    /// A file has no bytes.
    EmptyFile,
    /// A file is neither a PDF nor text.
    UnknownFormat(&'static str),
    /// A web page stands under the name of a PDF, and holds nothing of a report.
    WebPage,
    /// Something stands in a folder under a name of the program's, and the program has not left it there.
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// The name in it.
        name: String,
        /// How that is known: the id of a text.
        reason: &'static str,
    },
    /// What should be a folder of the program's own is a link or a file.
    NoFolder(PathBuf),
    /// A file would be replaced that is read by the same run.
    IsInput(PathBuf),
    /// A folder would hold fewer documents than before.
    Fewer {
        /// The folder.
        folder: PathBuf,
        /// How many it holds.
        held: usize,
        /// How many it would.
        would_hold: usize,
    },
    /// A folder holds the answer to another question.
    OtherAnswer {
        /// The folder.
        folder: PathBuf,
        /// The command.
        command: String,
    },
    /// A run was ended while it put its files in their places.
    HalfMade {
        /// The folder.
        folder: PathBuf,
        /// What is to be done, or what the system said.
        reason: String,
    },
    /// A PDF cannot be opened without a password.
    PasswordNeeded,
    /// The password that was given does not open the PDF.
    PasswordWrong,
    /// A PDF cannot be opened at all.
    PdfBroken(String),
    /// A PDF has pages and no page has text.
    PdfWithoutText,
    /// A PDF is a scan, and there is nothing that could recognise it.
    NoRecogniser(String),
    /// An archive that a document is made of cannot be opened.
    ArchiveBroken(String),
    /// A part of an archive grows beyond all measure when it is unpacked.
    Unpacking {
        /// The part.
        part: String,
        /// The limit in force.
        megabytes: u64,
    },
    /// A document is in a format that is known and not read.
    NotRead {
        /// What it is: the id of a text.
        what: &'static str,
        /// What can be done about it: the id of a text.
        remedy: &'static str,
    },
    /// A file is larger than the limit.
    FileTooLarge {
        /// Size of the file.
        bytes: u64,
        /// The limit in force.
        limit: u64,
    },
    /// A path is a pipe, a device or something else that is no file.
    NotAFile,
    /// A file was written while it was read.
    Changing,
    /// A stream of a PDF grows beyond all measure when it is decompressed.
    Swelling {
        /// The limit in force.
        megabytes: u64,
    },
    /// A picture of a PDF is far larger than the document says.
    HugePicture,
    /// A font of a PDF has more codes than a font can have.
    EndlessCodes,
    /// Reading took longer than a document may.
    TooSlow {
        /// The limit in force.
        seconds: u64,
    },
    /// Reading took more memory than a document may.
    TooMuchMemory {
        /// The limit in force.
        megabytes: u64,
    },
    /// The document is nested deeper than the reader can follow.
    StackOverflow,
    /// The process that read the document ended without an answer.
    WorkerDied(String),
    /// The process that read the document was ended from outside.
    WorkerKilled(String),
    /// Reading took more memory than the system gives, which is less than a document may take.
    TooLittleMemory {
        /// What it gives.
        megabytes: u64,
    },
    /// A document could not be read since the machine has not what that needs; why, as it was said.
    Machine(String),
    /// A file could not be handed to a worker; why, as it was said where it was opened.
    NotHanded(String),
    /// No thread can be started.
    NoThread(std::io::Error),
    /// No worker can be started.
    NoWorker(std::io::Error),
    /// A line that a worker got is no job.
    NoJob(String),
    /// Another run is writing into the output folder.
    InUse(PathBuf),
    /// The folder is no output of this program, or of another version of it.
    NoManifest {
        /// Where the manifest was looked for.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The folder is none that a run has left.
    NoOutput(PathBuf),
    /// A table of an output folder cannot be used.
    TableUnusable {
        /// The table.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A grammar file cannot be used.
    Grammar {
        /// The file below the grammar folder, and the entry or row in it.
        at: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The output folder or a file in it cannot be written.
    Unwritable {
        /// What was written.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The program stopped inside itself while it read a document.
    Internal(String),
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Unreadable { source, .. } | Error::Unwritable { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoSuchInput(path) => write!(f, "{}", say!("error-no-such-input", path = path.display())),
            Error::Unreadable { path, source } => write!(
                f,
                "{}",
                say!("error-unreadable", path = path.display(), source = system(source))
            ),
            Error::NothingToRead(named) => write!(f, "{}", say!("error-nothing-to-read", named = named)),
            Error::OnlyOutput(path) => write!(f, "{}", say!("error-only-output", path = path.display())),
            Error::EmptyFile => f.write_str(&say!("error-empty-file")),
            Error::UnknownFormat(format) => f.write_str(&super::format::sentence(format)),
            Error::WebPage => f.write_str(&say!("error-web-page")),
            Error::Foreign { folder, name, reason } => write!(
                f,
                "{}",
                say!(
                    "error-foreign",
                    folder = folder.display(),
                    name = name,
                    reason = say!(reason)
                )
            ),
            Error::NoFolder(path) => write!(f, "{}", say!("error-no-folder", path = path.display())),
            Error::IsInput(path) => write!(f, "{}", say!("error-is-input", path = path.display())),
            Error::Fewer {
                folder,
                held,
                would_hold,
            } => write!(
                f,
                "{}",
                say!(
                    "error-fewer",
                    folder = folder.display(),
                    held = held,
                    would_hold = would_hold
                )
            ),
            Error::OtherAnswer { folder, command } => write!(
                f,
                "{}",
                say!("error-other-answer", folder = folder.display(), command = command)
            ),
            Error::HalfMade { folder, reason } => write!(
                f,
                "{}",
                say!("error-half-made", folder = folder.display(), reason = reason)
            ),
            Error::PasswordNeeded => f.write_str(&say!("error-password-needed")),
            Error::PasswordWrong => f.write_str(&say!("error-password-wrong")),
            Error::PdfBroken(reason) => write!(f, "{}", say!("error-pdf-broken", reason = reason)),
            Error::PdfWithoutText => f.write_str(&say!("error-pdf-without-text")),
            Error::NoRecogniser(reason) => write!(f, "{}", say!("error-no-recogniser", reason = reason)),
            Error::ArchiveBroken(reason) => write!(f, "{}", say!("error-archive-broken", reason = reason)),
            Error::Unpacking { part, megabytes } => write!(
                f,
                "{}",
                say!("error-unpacking", part = part, megabytes = megabytes)
            ),
            Error::NotRead { what, remedy } => write!(
                f,
                "{}",
                say!("error-not-read", what = say!(what), remedy = say!(remedy))
            ),
            Error::FileTooLarge { bytes, limit } => write!(
                f,
                "{}",
                say!("error-file-too-large", bytes = bytes, limit = limit)
            ),
            Error::NotAFile => f.write_str(&say!("error-not-a-file")),
            Error::Changing => f.write_str(&say!("error-changing")),
            Error::Swelling { megabytes } => write!(f, "{}", say!("error-swelling", megabytes = megabytes)),
            Error::HugePicture => f.write_str(&say!("error-huge-picture")),
            Error::EndlessCodes => f.write_str(&say!("error-endless-codes")),
            Error::TooSlow { seconds } => write!(f, "{}", say!("error-too-slow", seconds = seconds)),
            Error::TooMuchMemory { megabytes } => {
                write!(f, "{}", say!("error-too-much-memory", megabytes = megabytes))
            }
            Error::StackOverflow => f.write_str(&say!("error-stack-overflow")),
            Error::WorkerDied(reason) => write!(f, "{}", say!("error-worker-died", reason = reason)),
            Error::WorkerKilled(reason) => write!(f, "{}", say!("error-worker-killed", reason = reason)),
            Error::TooLittleMemory { megabytes } => {
                write!(f, "{}", say!("error-too-little-memory", megabytes = megabytes))
            }
            Error::Machine(reason) => f.write_str(reason),
            Error::NotHanded(reason) => f.write_str(reason),
            Error::NoThread(source) => write!(f, "{}", say!("error-no-thread", source = system(source))),
            Error::NoWorker(source) => write!(f, "{}", say!("error-no-worker", source = system(source))),
            Error::NoJob(reason) => write!(f, "{}", say!("error-no-job", reason = reason)),
            Error::InUse(path) => write!(f, "{}", say!("error-in-use", path = path.display())),
            Error::NoManifest { path, reason } => write!(
                f,
                "{}",
                say!("error-no-manifest", path = path.display(), reason = reason)
            ),
            Error::NoOutput(path) => write!(f, "{}", say!("error-no-output", path = path.display())),
            Error::TableUnusable { path, reason } => write!(
                f,
                "{}",
                say!("error-table-unusable", path = path.display(), reason = reason)
            ),
            Error::Grammar { at, reason } => write!(f, "{}", say!("error-grammar", at = at, reason = reason)),
            Error::Unwritable { path, source } => write!(
                f,
                "{}",
                say!("error-unwritable", path = path.display(), source = system(source))
            ),
            Error::Internal(reason) => write!(f, "{}", say!("error-internal", reason = reason)),
        }
    }
}

impl Error {
    /// Whether the machine is to blame and no document: another try may end otherwise.
    pub fn is_of_machine(&self) -> bool {
        matches!(
            self,
            Error::WorkerKilled(_)
                | Error::TooLittleMemory { .. }
                | Error::Machine(_)
                | Error::NoThread(_)
                | Error::NoWorker(_)
        )
    }

    /// Whether no other document could be read either.
    pub fn ends_the_run(&self) -> bool {
        matches!(self, Error::Machine(_) | Error::NoThread(_) | Error::NoWorker(_))
    }
}
