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
    /// Every file below the inputs lies in the output folder.
    #[error(
        "everything that was found lies in the output folder {0}, which is not read as input: name another folder with \
         --output"
    )]
    OnlyOutput(PathBuf),
    /// A file has no bytes.
    #[error("the file is empty")]
    EmptyFile,
    /// A file is neither a PDF nor text.
    #[error("{}", super::format::sentence(.0))]
    UnknownFormat(&'static str),
    /// A web page stands under the name of a PDF, and holds nothing of a report.
    #[error(
        "the file has the name of a PDF and is a web page or a reply of a server, such as one that asks to log in: get \
         the document itself, and give that"
    )]
    WebPage,
    /// Something stands in a folder under a name of the program's, and the program has not left it there.
    #[error(
        "cannot write {folder}: {name} is there, and {reason}; name another folder, or have it replaced with --force"
    )]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// The name in it.
        name: String,
        /// How that is known.
        reason: &'static str,
    },
    /// What should be a folder of the program's own is a link or a file.
    #[error("cannot write {0}: it is a link or no folder, and is not followed")]
    NoFolder(PathBuf),
    /// A file would be replaced that is read by the same run.
    #[error("cannot write over {0}: it is an input of this run; name another folder with --output")]
    IsInput(PathBuf),
    /// A folder would hold fewer documents than before.
    #[error(
        "{folder} holds {held} documents and would hold {would_hold}: say --add to keep those that are there, --replace \
         if fewer are meant"
    )]
    Fewer {
        /// The folder.
        folder: PathBuf,
        /// How many it holds.
        held: usize,
        /// How many it would.
        would_hold: usize,
    },
    /// A folder holds the answer to another question.
    #[error(
        "{folder} holds what {command} has answered to another question: name another folder, or say --replace"
    )]
    OtherAnswer {
        /// The folder.
        folder: PathBuf,
        /// The command.
        command: String,
    },
    /// A run was ended while it put its files in their places.
    #[error("a run was ended while it put its files into {folder}: {reason}")]
    HalfMade {
        /// The folder.
        folder: PathBuf,
        /// What is to be done, or what the system said.
        reason: String,
    },
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
    /// A PDF is a scan, and there is nothing that could recognise it.
    #[error("the PDF has no text: it seems to be a scan. {0}")]
    NoRecogniser(String),
    /// An archive that a document is made of cannot be opened.
    #[error("the file cannot be opened: {0}")]
    ArchiveBroken(String),
    /// A part of an archive grows beyond all measure when it is unpacked.
    #[error("{part} in the file has more than {megabytes} MB when it is unpacked")]
    Unpacking {
        /// The part.
        part: String,
        /// The limit in force.
        megabytes: u64,
    },
    /// A document is in a format that is known and not read.
    #[error("the file is {what}, which is not read: {remedy}")]
    NotRead {
        /// What it is.
        what: &'static str,
        /// What can be done about it.
        remedy: &'static str,
    },
    /// A file is larger than the limit.
    #[error("the file has {bytes} bytes, more than the limit of {limit}")]
    FileTooLarge {
        /// Size of the file.
        bytes: u64,
        /// The limit in force.
        limit: u64,
    },
    /// A path is a pipe, a device or something else that is no file.
    #[error("it is not a regular file")]
    NotAFile,
    /// A file was written while it was read.
    #[error("the file changes while it is read")]
    Changing,
    /// A stream of a PDF grows beyond all measure when it is decompressed.
    #[error("a stream of the PDF has more than {megabytes} MB when it is decompressed")]
    Swelling {
        /// The limit in force.
        megabytes: u64,
    },
    /// A picture of a PDF is far larger than the document says.
    #[error("a picture of the PDF is far larger inside than the document says that it is")]
    HugePicture,
    /// A font of a PDF has more codes than a font can have.
    #[error("a font of the PDF gives the widths of more characters than there are")]
    EndlessCodes,
    /// Reading took longer than a document may.
    #[error("reading took longer than the {seconds} s that a document may take")]
    TooSlow {
        /// The limit in force.
        seconds: u64,
    },
    /// Reading took more memory than a document may.
    #[error("reading took more memory than the {megabytes} MB that a document may take")]
    TooMuchMemory {
        /// The limit in force.
        megabytes: u64,
    },
    /// The document is nested deeper than the reader can follow.
    #[error("reading stopped inside the program: the document is nested too deeply (stack overflow)")]
    StackOverflow,
    /// The process that read the document ended without an answer.
    #[error("reading stopped inside the program: the worker ended ({0})")]
    WorkerDied(String),
    /// The process that read the document was ended from outside.
    #[error("the worker that read it was ended from outside ({0}), each time that it was asked")]
    WorkerKilled(String),
    /// Reading took more memory than the system gives, which is less than a document may take.
    #[error("reading took more memory than the {megabytes} MB that the system gives to a worker")]
    TooLittleMemory {
        /// What it gives.
        megabytes: u64,
    },
    /// A document could not be read since the machine has not what that needs; why, as it was said.
    #[error("{0}")]
    Machine(String),
    /// A file could not be handed to a worker; why, as it was said where it was opened.
    #[error("{0}")]
    NotHanded(String),
    /// No thread can be started.
    #[error("cannot start a thread: {0}")]
    NoThread(std::io::Error),
    /// No worker can be started.
    #[error("cannot start a worker: {0}")]
    NoWorker(std::io::Error),
    /// A line that a worker got is no job.
    #[error("the job cannot be read: {0}")]
    NoJob(String),
    /// Another run is writing into the output folder.
    #[error("another run writes into {0}")]
    InUse(PathBuf),
    /// The folder is no output of this program, or of another version of it.
    #[error("{path} cannot be verified: {reason}")]
    NoManifest {
        /// Where the manifest was looked for.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The folder is none that a run has left.
    #[error("{0} is not a folder that extract has written")]
    NoOutput(PathBuf),
    /// A table of an output folder cannot be used.
    #[error("{path} cannot be read: {reason}")]
    TableUnusable {
        /// The table.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A grammar file cannot be used.
    #[error("grammar {at}: {reason}")]
    Grammar {
        /// The file below the grammar folder, and the entry or row in it.
        at: String,
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
