//! `--ocr`: which pages of PDFs are recognised in their pictures, and by which process.

use clap::ValueEnum;

/// Which pages are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ocr {
    /// Those without text, and those whose text is junk
    Auto,
    /// None
    Never,
    /// All
    Always,
    /// As auto, by another process
    #[value(hide = true)]
    Later,
    /// As always, by another process
    #[value(hide = true)]
    LaterAlways,
}

impl Ocr {
    /// The word on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Ocr::Auto => "auto",
            Ocr::Never => "never",
            Ocr::Always => "always",
            Ocr::Later => "later",
            Ocr::LaterAlways => "later-always",
        }
    }

    /// Whether who reads starts the program that recognises pages.
    pub(crate) fn starts_programs(self) -> bool {
        matches!(self, Ocr::Auto | Ocr::Always)
    }

    /// What a worker is told that may start no program.
    pub(crate) fn later(self) -> Self {
        match self {
            Ocr::Auto => Ocr::Later,
            Ocr::Always => Ocr::LaterAlways,
            other => other,
        }
    }

    pub(crate) fn recognition(self) -> utfall::page::Recognition {
        use utfall::page::Recognition;
        match self {
            Ocr::Auto => Recognition::Auto,
            Ocr::Never => Recognition::Never,
            Ocr::Always => Recognition::Always,
            Ocr::Later => Recognition::Later,
            Ocr::LaterAlways => Recognition::LaterAlways,
        }
    }
}
