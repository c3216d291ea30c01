//! What speaks for a goal's title in a line, given the line before it.

use super::line::{Line, Profile};
use super::listed::Standing;
use super::weights::{Link, Odds};
use super::words;
use crate::block::Text;
use crate::trace::BBox;

/// A line below a label that says no title itself.
pub(super) fn begins_title(line: &Line<'_>) -> Odds {
    const LONG: usize = 200;
    let text = &line.text.text;
    let mut links = vec![Link::AfterLabel];
    if line.said.is_item {
        links.push(Link::IsBullet);
    }
    if parts(line.text) > 1 {
        links.push(Link::IsTableLike);
    }
    if text.chars().count() > LONG {
        links.push(Link::IsLong);
    }
    if text.starts_with(|letter: char| letter.is_ascii_digit()) {
        links.push(Link::Numbered);
    }
    sum(&links)
}

/// A line after a line of a title, or after a label with its title.
pub(super) fn goes_on(profile: &Profile<'_>, before: &Line<'_>, line: &Line<'_>) -> Odds {
    let title = title_of(profile, before);
    let mut links = Vec::with_capacity(8);
    if line.said.is_item {
        links.push(Link::IsBullet);
    }
    if parts(line.text) > 1 {
        links.push(Link::IsTableLike);
    }
    by_words(title, line, &mut links);
    by_type(profile, before.text, line.text, &mut links);
    by_place(before.text, line.text, &mut links);
    by_contents(profile, title, &line.text.text, &mut links);
    if !links.contains(&Link::Room) && is_remainder(profile, line) {
        links.push(Link::Remainder);
    }
    sum(&links)
}

/// How a line after a marker may be a line of a title.
#[derive(Debug, Clone, Copy)]
pub(super) enum AfterMarker {
    /// The marker stands at the end of the label's line, or below it: the title begins.
    Begins(Odds),
    /// The marker stands right of the title: it goes on.
    GoesOn(Odds),
    /// Neither.
    No,
}

/// A line after a marker that stands after the label, or between two lines of the title and right of them.
pub(super) fn after_marker(profile: &Profile<'_>, lines: &[Line<'_>], at: usize) -> AfterMarker {
    let marker = lines[at].before.map(|marker| &lines[marker]);
    let Some(marker) = marker.filter(|marker| marker.said.is_marker && !marker.is_after_break) else {
        return AfterMarker::No;
    };
    let Some(above) = marker.before.map(|above| &lines[above]) else {
        return AfterMarker::No;
    };
    if matches!(above.said.label, Some((_, false))) && !above.is_after_break {
        // At the end of the label's line, or between the label and its title.
        return AfterMarker::Begins(begins_title(&lines[at]));
    }
    let (Some(mark), Some(first), Some(line)) = (area(marker.text), area(above.text), area(lines[at].text))
    else {
        return AfterMarker::No;
    };
    let is_same_page = marker.text.place.page == above.text.place.page;
    let is_right = mark.left > first.right && mark.left > line.right && is_same_page;
    if is_right && mark.middle_y() < line.bottom {
        return AfterMarker::GoesOn(goes_on(profile, above, &lines[at]));
    }
    AfterMarker::No
}

/// The title that a line says, without its label.
fn title_of<'a>(profile: &Profile<'_>, line: &Line<'a>) -> &'a str {
    if line.has_title()
        && let Some(label) = words::goal_label(profile.grammar, &line.text.text)
    {
        return label.rest;
    }
    &line.text.text
}

/// A word or two directly above what ends a title: nothing else is so short there.
fn is_remainder(profile: &Profile<'_>, line: &Line<'_>) -> bool {
    const MOST_WORDS: usize = 3;
    let ends_title = |next: &Text| {
        let words = profile.grammar;
        words.sections.whole(&next.text).is_some()
            || words::marker(words, &next.text).is_some()
            || words::goal_label(words, &next.text).is_some_and(|label| label.has_colon)
    };
    let said = &line.said;
    let is_known = said.is_marker || said.is_section || said.is_item || said.label.is_some();
    !is_known && line.text.words.len() <= MOST_WORDS && line.next.is_some_and(ends_title)
}

fn by_words(title: &str, line: &Line<'_>, links: &mut Vec<Link>) {
    const LONG_TITLE: usize = 220;
    let text = line.text.text.trim();
    if words::is_title_number(title) {
        links.push(Link::AfterLabel);
        return;
    }
    if words::ends_sentence(title) && !title.ends_with(':') {
        links.push(Link::AfterSentence);
    }
    let begins_number = text.starts_with(|letter: char| letter.is_ascii_digit());
    if title.ends_with(['-', '\u{AD}', '\u{2010}', ',']) {
        links.push(Link::Divided);
    } else if words::goes_on(title, text) {
        links.push(Link::GoesOn);
    } else if begins_number
        && text
            .split_once(' ')
            .is_some_and(|(number, _)| words::is_title_number(number))
    {
        links.push(Link::BeginsNumber);
    } else if !begins_number {
        links.push(Link::BeginsAnew);
    }
    if title.chars().count() + text.chars().count() > LONG_TITLE {
        links.push(Link::TitleIsLong);
    }
}

fn by_type(profile: &Profile<'_>, before: &Text, line: &Text, links: &mut Vec<Link>) {
    let goes_on = words::goes_on(&before.text, &line.text);
    let style = before.words.last().map_or(before.style, |word| word.style);
    let is_bold = |text: &Text| match text.words.last() {
        Some(word) if profile.has_type() => word.style.bold,
        _ => text.all_bold,
    };
    let is_same = (style.size - line.style.size).abs() < 0.3
        && is_bold(before) == is_bold(line)
        && before.marked == line.marked
        && style.colour == line.style.colour;
    if !is_same {
        links.push(Link::OtherStyle);
    } else if profile.has_type() {
        links.push(Link::SameStyle);
    }
    if is_same && profile.has_type() && profile.is_set_apart(line) {
        links.push(Link::StyledAlike);
    } else if !goes_on {
        links.push(Link::Unstyled);
    }
    if before.is_whole {
        links.push(Link::WholeParagraph);
    }
}

fn by_place(before: &Text, line: &Text, links: &mut Vec<Link>) {
    if !before.is_whole
        && let Some(has_room) = has_room(before, line)
    {
        links.push(if has_room { Link::Room } else { Link::NoRoom });
    }
    if before.place.page != line.place.page {
        links.push(Link::OtherPage);
        return;
    }
    links.push(match (before.place.bbox, line.place.bbox) {
        (Some(above), Some(below)) => match (below.top - above.bottom) / below.height().max(1.0) {
            gap if gap < 0.55 => Link::Close,
            gap if gap < 1.3 => Link::Apart,
            _ => Link::FarApart,
        },
        _ if line.blanks == 0 => Link::Close,
        // Where every line is a paragraph, blank lines stand between all of them.
        _ if before.is_whole => Link::Apart,
        _ => Link::FarApart,
    });
}

/// Whether the first word of a line would have fitted on the line before it, if that can be told.
fn has_room(before: &Text, line: &Text) -> Option<bool> {
    const SPACE: f32 = 0.28;
    const UNTYPED: f32 = 0.75;
    let fill = Some(before.fill).filter(|fill| *fill > 0.0)?;
    let (last, first) = (before.words.last()?, line.words.first()?);
    let letters = |text: &str| f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX));
    let (right, wide) = if first.bbox.width() > 0.0 && last.bbox.right > 0.0 {
        (
            last.bbox.right,
            first.bbox.width() + SPACE * first.style.size.max(1.0),
        )
    } else {
        (letters(&before.text), letters(&first.text) + 1.0)
    };
    let limit = right / fill;
    match right + wide {
        needed if needed >= limit => Some(false),
        // Without type nobody knows how large a title was set, and how soon its lines were full.
        needed if first.style.size > 0.0 || needed < UNTYPED * limit => Some(true),
        _ => None,
    }
}

fn by_contents(profile: &Profile<'_>, title: &str, text: &str, links: &mut Vec<Link>) {
    let listed = profile.listed;
    if listed.joins(title, text) {
        links.push(Link::ListedTogether);
        return;
    }
    if listed.is_end(title) {
        links.push(Link::ListedEnd);
    }
    if listed.standing(text) == Standing::Whole {
        links.push(Link::ListedApart);
    }
}

/// The box around the words of a line.
fn area(text: &Text) -> Option<BBox> {
    let boxes = text.words.iter().map(|word| word.bbox);
    boxes
        .reduce(|all, one| all.union(&one))
        .filter(|bbox| bbox.width() > 0.0)
}

/// Into how many parts wide gaps divide a line.
pub(super) fn parts(text: &Text) -> usize {
    const WIDE: f32 = 1.2;
    const WIDE_SPACES: f32 = 2.5;
    let gaps = text.words.windows(2).filter(|pair| {
        let wide = match pair[1].style.size {
            size if size > 0.0 => WIDE * size,
            _ => WIDE_SPACES,
        };
        pair[1].bbox.left - pair[0].bbox.right > wide
    });
    1 + gaps.count()
}

fn sum(links: &[Link]) -> Odds {
    links.iter().map(|link| link.weight()).sum()
}
