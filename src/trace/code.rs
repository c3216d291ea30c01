//! Every thing that can be wrong in a document, once.

use crate::language::Language;
use crate::say;
use std::borrow::Cow;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Note,
    /// A value is missing, or left as printed.
    Warning,
    /// A part of the document is missing.
    Error,
}

impl Severity {
    /// The word in diagnostics.csv.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident $kebab:literal $severity:ident;)+) => {
        /// What kind of trouble a diagnostic tells of. Names describe the trouble, not the cure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in the order of the data dictionary.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The stable short name in diagnostics.csv.
            pub fn name(self) -> &'static str {
                match self { $(Code::$name => $kebab,)+ }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }

            /// What it means, in a sentence or two of the language of this process.
            pub fn meaning(self) -> Cow<'static, str> {
                match Language::current() {
                    Language::English => self.english().into(),
                    Language::Swedish => say!(&format!("code-{}", self.name())).into(),
                }
            }

            fn english(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc,)+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// A file in the input is neither a PDF nor text and was not read.
    FileSkipped "file-skipped" Note;
    /// A page could not be read; the other pages were.
    PageUnread "page-unread" Error;
    /// Something that a page is made of (its content, a font, a form, a picture) is damaged or missing in the file: words
    /// of the page may be missing or wrong.
    PageDamaged "page-damaged" Error;
    /// The PDF says that it has more pages than were found, or its list of pages is damaged.
    PagesMissing "pages-missing" Error;
    /// The PDF ends before its end, as after a transfer that was broken off: what stood behind is lost.
    PdfCut "pdf-cut" Error;
    /// The PDF is not as it was written, and its readers found a way around: its index, its head, bytes between its
    /// objects, lengths. No page is known to lack anything.
    PdfRepaired "pdf-repaired" Warning;
    /// A page has pictures or drawings and no text: a scan needs character recognition first.
    PageWithoutText "page-without-text" Error;
    /// A page is a picture, or its text is junk, and its words were recognised by Tesseract: each figure has how sure
    /// that is.
    PageRecognised "page-recognised" Note;
    /// Tesseract lacks its model for Latin letters, and was asked with others, which lose signs.
    RecognitionWeak "recognition-weak" Warning;
    /// A page is a picture and could not be recognised.
    PageUnrecognised "page-unrecognised" Error;
    /// A page has nothing on it.
    PageBlank "page-blank" Note;
    /// A page stands in the document before, letter by letter; what it says is given once.
    PageRepeated "page-repeated" Warning;
    /// A font on the page says nothing about which letters its glyphs are; the words cannot be trusted.
    FontUnmapped "font-unmapped" Error;
    /// The first PDF reader could not read a page and the second one did, as plain text without geometry.
    SecondReaderUsed "second-reader-used" Warning;
    /// The two PDF readers saw different characters on a page.
    ReadersDisagree "readers-disagree" Warning;
    /// The document has more pages than the limit; the rest was not read.
    PagesOverLimit "pages-over-limit" Error;
    /// A table has more columns than the limit; what is printed right of them stands in its last column.
    ColumnsOverLimit "columns-over-limit" Warning;
    /// Text that the page does not show: in the colour of its ground, too small to read, or outside the
    /// visible part of the page; or a watermark, a word that is printed over the text again and again. It is left out;
    /// the diagnostic has it.
    TextHidden "text-hidden" Warning;
    /// The page shows a table or a text as a picture, which is not read.
    PictureWithoutText "picture-without-text" Warning;
    /// Pieces on the lines of a narrow cell may be one word or several; the likelier reading stands in the cell.
    WordDoubtful "word-doubtful" Note;
    /// What marks the status of a row is not clear: marks in its cells say different things.
    StatusDoubtful "status-doubtful" Warning;
    /// The text was UTF-8 read in another encoding (Windows-1252) somewhere on its way, and was repaired.
    EncodingRepaired "encoding-repaired" Note;
    /// Lines of the text stand in different encodings; each was read in its own.
    EncodingMixed "encoding-mixed" Note;
    /// Characters are lost and stand as U+FFFD, or parts of the text look like UTF-8 read in another encoding
    /// and others do not, so that nothing was repaired.
    EncodingDoubtful "encoding-doubtful" Warning;
    /// Words that had lost letters, as `�rsm�l` and `Arsmal`, were restored, each to the only word of the grammar that
    /// fits; or digits of a symbol font were read as the digits in whose places they stand; or a hyphen that went with the
    /// end of a line was put back, as in `miljö- och` for `miljöoch`.
    LettersRestored "letters-restored" Note;
    /// The file holds tracked changes; the text is read as if they were accepted.
    ChangesAccepted "changes-accepted" Note;
    /// The file holds macros, which are neither run nor read.
    MacrosIgnored "macros-ignored" Note;
    /// A part of the file beside its text (styles, notes, headers) cannot be read.
    PartUnread "part-unread" Warning;
    /// A part of the file that holds what it says cannot be read, or another file stands before it in the same bytes: what
    /// it says is lost.
    PartLost "part-lost" Error;
    /// A sheet, rows or columns of a workbook are hidden, and were not read.
    SheetHidden "sheet-hidden" Warning;
    /// A workbook has more rows, columns or cells than the limit; the rest was not read.
    SheetOverLimit "sheet-over-limit" Error;
    /// A cell is a day among figures: a spreadsheet makes a day of `1-2` and of `3.5`. What was typed is lost.
    DateFromFigure "date-from-figure" Warning;
    /// A formula of a workbook was never computed: the file has no value for it, and the formula stands in its place.
    FormulaWithoutValue "formula-without-value" Warning;
    /// No goal label was found: the file is probably not such a report.
    NoGoalLabel "no-goal-label" Note;
    /// The document type could not be told.
    DocTypeUnknown "doc-type-unknown" Note;
    /// The year could not be told.
    YearUnknown "year-unknown" Note;
    /// The document type or the year was not printed as such and was taken from other evidence in the text.
    DocumentFactInferred "document-fact-inferred" Note;
    /// Whole pages run on in one line, as in transcripts of web pages: their tables stand as text, and digits may
    /// be missing that nothing tells of.
    TextRunOn "text-run-on" Warning;
    /// Where the title of a goal ends cannot be told; the goal is given without it, and its words stand as text.
    TitleUncertain "title-uncertain" Warning;
    /// A goal label has no title after it.
    GoalWithoutTitle "goal-without-title" Warning;
    /// A line was read as a part of a goal, or as none, and nearly as much speaks for something else.
    GoalDoubtful "goal-doubtful" Warning;
    /// The words where a fulfilment marker stands are not known.
    MarkerUnknown "marker-unknown" Warning;
    /// A column heading of an indicator or activity table is not known; its cells are kept in the JSON only.
    HeaderUnknown "header-unknown" Warning;
    /// Which column a value belongs to could not be told; it is given with an empty measure.
    ColumnUncertain "column-uncertain" Warning;
    /// Whether lines are a table, or what kind a table is of, is a narrow choice: the likelier was taken, and what comes
    /// next is named.
    TableDoubtful "table-doubtful" Warning;
    /// A table lacks a column that every table of its form has.
    ColumnMissing "column-missing" Warning;
    /// A table is set like others of the document and was read as another kind than they.
    StyleOutlier "style-outlier" Note;
    /// A row of a table has values but no name.
    RowWithoutName "row-without-name" Warning;
    /// Figures stood without a space between them and were put apart, one to each column that was left.
    FiguresGlued "figures-glued" Warning;
    /// A value looks like a number and could not be read as one.
    NumberUnread "number-unread" Warning;
    /// A figure was read in a way that the print leaves open: a full stop as a mark of thousands, a minus behind it
    /// or parentheses as its sign, red and no minus, a count with decimals. It is `doubtful`.
    NumberDoubtful "number-doubtful" Warning;
    /// A figure is not what the others of its table give, as checks.csv shows; all stand as printed.
    SumDiffers "sum-differs" Warning;
    /// A figure has another unit than the one that it is a part of.
    UnitDiffers "unit-differs" Warning;
    /// A date could not be read.
    DateUnread "date-unread" Warning;
    /// Lines with figures in columns stand in no table; what they say is in the text only.
    UnclaimedValues "unclaimed-values" Warning;
    /// Lines of the input ended in no record, table, section or furniture.
    LineUnclaimed "line-unclaimed" Error;
    /// Another report begins in the same file. Its rows have its own type, year and organisation; documents.csv
    /// has those of the first report.
    SeveralReports "several-reports" Warning;
    /// A report stands twice in the same file, and what it says is given twice.
    ReportRepeated "report-repeated" Warning;
    /// A part of the document is not there, most often its end, as in a file that was cut: headings that its contents
    /// list, pages that it counts, or the end of its marks.
    TextCut "text-cut" Error;
    /// Bytes that are no text (zeros, control characters, one odd letter again and again) stand in the text, or marks of it
    /// have lost their partners: what stood there is lost.
    TextDamaged "text-damaged" Error;
    /// The text begins or ends in the middle of a sentence or of a line: a part of the report is perhaps not in this file.
    ReportCut "report-cut" Note;
    /// Reading took more time or memory than a document may; nothing of it stands in the tables.
    LimitExceeded "limit-exceeded" Error;
    /// Another input has the same bytes. Each has its row in documents.csv; the rows of all other files stand once.
    SameBytes "same-bytes" Note;
    /// The last columns of a table stand on the next page, without the names of its rows, and were put beside the first ones.
    TableWidened "table-widened" Note;
    /// Some of the text of a page is turned beside text that is not: a table in it may stand as text, or without its labels.
    TextTurned "text-turned" Warning;
    /// The document calls itself something else than a plan, an annual or a four-month report; `document_kind` says what.
    OtherKind "other-kind" Note;
    /// The reporting body is called that of a district that the register does not have.
    DistrictUnknown "district-unknown" Warning;
    /// Another input holds the same report, as another format or a copy. One of them is counted in views, comparisons and
    /// the tables of a whole run; `duplicate_of` in documents.csv names it.
    SameReport "same-report" Note;
    /// Another input holds another version of the report. The last one is counted in views, comparisons and the tables
    /// of a whole run; see `supersedes` and `superseded_by` in documents.csv.
    ReportSuperseded "report-superseded" Note;
    /// Another input has the same body, type and year and much the same content, and is not taken for the same report:
    /// if it is, its figures are counted twice.
    PerhapsSameReport "perhaps-same-report" Warning;
    /// Reading this document stopped inside the program; this is a fault in the program.
    Internal "internal" Error;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::has;

    #[test]
    fn every_meaning_has_its_swedish_and_no_swedish_is_left_over() {
        let text = include_str!("../language/sv/codes.ftl");
        let lines = text.lines().filter_map(|line| line.strip_prefix("code-"));
        let there: Vec<&str> = lines
            .filter_map(|line| line.split_once(" ="))
            .map(|(name, _)| name)
            .collect();
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        let lacks = |id: &&&str| !has(Language::Swedish, &format!("code-{id}"));
        assert_eq!(
            names.iter().filter(lacks).collect::<Vec<_>>(),
            Vec::<&&str>::new()
        );
        let is_unknown = |name: &&&str| !names.contains(*name);
        assert_eq!(
            there.iter().filter(is_unknown).collect::<Vec<_>>(),
            Vec::<&&str>::new()
        );
    }
}
