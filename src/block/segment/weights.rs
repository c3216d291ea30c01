//! The weights of all evidence about what a line is: the one place where they stand.
//!
//! A weight is a log-odds against running text. They were set by hand, each for the reason beside it, and tried on
//! rendered pages; only their order of size matters: about 8 for what hardly anything contradicts, about 4 for what
//! is usual, about 2 for a hint.

use super::Label;

/// The log-odds of a piece of evidence.
pub(crate) type Odds = f32;

/// A choice that beats the next one by less is told.
pub(crate) const NARROW: Odds = 1.0;

/// What a line says of itself, or its surroundings of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feature {
    LabelWithColon,
    LabelAlone,
    LabelUnlikeOthers,
    LabelListed,
    LabelLargerThanNext,
    MarkerPhrase,
    MarkerWord,
    MarkerGlyph,
    SectionName,
    Bullet,
    HeadingKnown,
    HeadingListed,
    HeadingMarked,
    HeadingSet,
    HeadingShort,
    HeadingUnlike,
    ContentsEntry,
    ContentsWrapped,
}

impl Feature {
    /// Whether it speaks for a line of a title as much as for a heading.
    pub(crate) fn is_of_titles(self) -> bool {
        matches!(
            self,
            Feature::HeadingSet | Feature::HeadingMarked | Feature::HeadingListed
        )
    }

    /// What it speaks for, and how much.
    pub(crate) fn weight(self) -> (Label, Odds) {
        match self {
            // A phrase of few words with a colon is printed for nothing else.
            Feature::LabelWithColon => (Label::Goal, 8.0),
            // Without one it may be a chapter or a sentence's beginning.
            Feature::LabelAlone => (Label::Goal, 4.0),
            // The document prints its labels with colons.
            Feature::LabelUnlikeOthers => (Label::Goal, -6.0),
            // Contents list titles and chapters, not labels.
            Feature::LabelListed => (Label::Goal, -4.0),
            // A label is set no larger than its title.
            Feature::LabelLargerThanNext => (Label::Goal, -4.0),
            Feature::MarkerPhrase => (Label::Marker, 6.0),
            // One word may be a cell or the end of a sentence.
            Feature::MarkerWord => (Label::Marker, 3.0),
            Feature::MarkerGlyph => (Label::Marker, 2.0),
            Feature::SectionName => (Label::Section, 7.0),
            Feature::Bullet => (Label::Item, 5.0),
            Feature::HeadingKnown => (Label::Heading, 6.0),
            Feature::HeadingListed => (Label::Heading, 4.0),
            Feature::HeadingMarked => (Label::Heading, 4.0),
            // Bold or larger than the text, and no sentence.
            Feature::HeadingSet => (Label::Heading, 3.0),
            // Nothing but its shortness before a sentence.
            Feature::HeadingShort => (Label::Heading, 1.5),
            Feature::HeadingUnlike => (Label::Heading, -5.0),
            // A title that leads to a page number, among others.
            Feature::ContentsEntry => (Label::Contents, 9.0),
            // A line between two of them.
            Feature::ContentsWrapped => (Label::Contents, 6.0),
        }
    }
}

/// What speaks for a title in a line after a label or after a line of the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    AfterLabel,
    Numbered,
    IsBullet,
    IsTableLike,
    IsLong,
    SameStyle,
    OtherStyle,
    StyledAlike,
    GoesOn,
    BeginsAnew,
    BeginsNumber,
    AfterSentence,
    Divided,
    NoRoom,
    Room,
    Remainder,
    Close,
    Apart,
    FarApart,
    OtherPage,
    ListedTogether,
    ListedEnd,
    ListedApart,
    WholeParagraph,
    Unstyled,
    TitleIsLong,
}

impl Link {
    pub(crate) fn weight(self) -> Odds {
        match self {
            // What stands below a label is its title, unless much speaks against it.
            Link::AfterLabel => 6.0,
            Link::Numbered => 2.0,
            Link::IsBullet => -9.0,
            Link::IsTableLike => -4.0,
            Link::IsLong => -3.0,
            Link::SameStyle => 1.5,
            // A title does not change its type between two lines.
            Link::OtherStyle => -7.0,
            // Both are set as running text is not.
            Link::StyledAlike => 1.0,
            Link::GoesOn => 4.0,
            Link::BeginsAnew => -1.5,
            Link::BeginsNumber => -3.0,
            Link::AfterSentence => -4.0,
            // The line before ends in a hyphen or a comma.
            Link::Divided => 3.0,
            // The next word would not have fitted on the line before: it is broken, not ended.
            Link::NoRoom => 2.5,
            Link::Room => -2.5,
            // What is left of a title above what ends it.
            Link::Remainder => 4.0,
            Link::Close => 0.5,
            Link::Apart => -1.0,
            Link::FarApart => -4.0,
            Link::OtherPage => -1.5,
            Link::ListedTogether => 5.0,
            Link::ListedEnd => -2.5,
            // The next line is a title by itself.
            Link::ListedApart => -3.0,
            // The input has whole paragraphs: a second one is another.
            Link::WholeParagraph => -3.0,
            // Nothing tells the title from the text below it.
            Link::Unstyled => -2.5,
            Link::TitleIsLong => -4.0,
        }
    }
}

/// A label that nothing follows which could be its title.
pub(crate) const LABEL_WITHOUT_TITLE: Odds = -5.0;
/// A marker stands below a title, or beside it.
pub(crate) const MARKER_AFTER_TITLE: Odds = 3.0;
/// Other lines come between a title and its marker now and then.
pub(crate) const MARKER_FARTHER: Odds = -1.0;
/// One word far from a title is hardly a marker.
pub(crate) const MARKER_WORD_FARTHER: Odds = -4.0;
/// Contents stand together.
pub(crate) const CONTENTS_GO_ON: Odds = 1.0;
/// What cannot be.
pub(crate) const NEVER: Odds = -1.0e6;

/// What speaks for or against a line being a header, a footer or a page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strip {
    /// Nothing yet: most lines are content.
    Prior,
    /// The words for a page number and nothing else.
    PageNumberWords,
    /// A bare number that counts the pages, at one height.
    CountsPages,
    /// The same letters at the same height on several pages.
    SameHeight,
    /// They do so on most pages, or on every other one.
    Usual,
    /// The same letters near the edge of several pages, at whatever height.
    NearEdge,
    /// Where other pages have furniture, in other words: the chapter's name, a date.
    LikeFurniture,
    /// Above or below all running text.
    OutsideText,
    /// Words of title pages: type, number, office.
    FrontWords,
    /// Between it and the edge stands content.
    BehindContent,
    /// The digits differ and do not count the pages.
    OtherDigits,
    /// A goal's label, which is content.
    IsLabel,
    /// A marker or the name of a section.
    IsFixedWord,
    /// An item of a list.
    IsItem,
    /// Values of a table, or its header.
    IsTable,
    /// A figure with its words, as rows of tables without rules have.
    IsValueRow,
}

impl Strip {
    pub(crate) fn weight(self) -> Odds {
        match self {
            Strip::Prior => -5.0,
            Strip::PageNumberWords => 18.0,
            Strip::CountsPages => 7.0,
            Strip::SameHeight => 5.0,
            Strip::Usual => 2.0,
            Strip::NearEdge => 4.0,
            // More than a heading that the grammar knows: a running head repeats one.
            Strip::LikeFurniture => 10.0,
            Strip::OutsideText => 2.0,
            Strip::FrontWords => 1.5,
            Strip::BehindContent => -9.0,
            Strip::OtherDigits => -2.0,
            Strip::IsLabel => -9.0,
            Strip::IsFixedWord => -9.0,
            Strip::IsItem => -6.0,
            Strip::IsTable => -12.0,
            Strip::IsValueRow => -6.0,
        }
    }
}
