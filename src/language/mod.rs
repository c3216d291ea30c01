//! What the program says, in the language of whoever reads it: every sentence stands in one catalogue.
//!
//! Takes: the id of a sentence, and what is to stand in it.
//! Gives: the sentence in the language of this process.
//! Never: knows what a report says, chooses a word by itself.

mod choose;
mod system;

pub use choose::{set, wanted, within};
pub use system::system;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fmt::Display;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Swedish.
    Swedish,
}

impl Language {
    /// Every language.
    pub const ALL: &[Language] = &[Language::English, Language::Swedish];

    /// Its short name, as it is typed and as pages have it.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Swedish => "sv",
        }
    }

    /// The language of a short name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.name() == name)
    }

    /// The language of this process.
    pub fn current() -> Self {
        choose::current()
    }

    fn id(self) -> LanguageIdentifier {
        // Both are well formed, which tests of their plurals show.
        self.name().parse().unwrap_or_default()
    }

    fn texts(self) -> impl Iterator<Item = &'static str> {
        let (texts, beside): (_, &[&str]) = match self {
            Language::English => (ENGLISH, &[]),
            Language::Swedish => (SWEDISH, SWEDISH_BESIDE),
        };
        texts.iter().chain(beside).copied()
    }

    fn catalogue(self) -> &'static FluentBundle<FluentResource> {
        static CATALOGUES: [OnceLock<FluentBundle<FluentResource>>; 2] = [OnceLock::new(), OnceLock::new()];
        CATALOGUES[self as usize].get_or_init(|| {
            let mut bundle = FluentBundle::new_concurrent(vec![self.id()]);
            bundle.set_use_isolating(false);
            for text in self.texts() {
                // What does not parse is left out, which a test forbids.
                let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
                bundle.add_resource_overriding(resource);
            }
            bundle
        })
    }
}

macro_rules! texts {
    ($language:literal) => {
        &[
            include_str!(concat!($language, "/program.ftl")),
            include_str!(concat!($language, "/errors.ftl")),
            include_str!(concat!($language, "/diagnostics.ftl")),
            include_str!(concat!($language, "/answers.ftl")),
            include_str!(concat!($language, "/pages.ftl")),
        ]
    };
}

const ENGLISH: &[&str] = texts!("en");
const SWEDISH: &[&str] = texts!("sv");
/// The help of commands and options and the meanings of codes, whose English stands where they are defined.
const SWEDISH_BESIDE: &[&str] = &[include_str!("sv/help.ftl"), include_str!("sv/codes.ftl")];

/// A sentence in the language of this process: `say!` with an id, and `name = value` for what is to stand in it.
#[macro_export]
macro_rules! say {
    ($id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::language::sentence($id, &[$((stringify!($name), &$value as &dyn ::std::fmt::Display)),*])
    };
}

/// A sentence in the language of this process. One that is not in its catalogue is said in English, and an id that no
/// catalogue has stands for itself, which tests forbid.
pub fn sentence(id: &str, values: &[(&str, &dyn Display)]) -> String {
    sentence_in(Language::current(), id, values)
        .or_else(|| sentence_in(Language::English, id, values))
        .unwrap_or_else(|| id.to_owned())
}

/// A sentence in a language; none where its catalogue lacks it.
pub fn sentence_in(language: Language, id: &str, values: &[(&str, &dyn Display)]) -> Option<String> {
    let catalogue = language.catalogue();
    let pattern = catalogue.get_message(id)?.value()?;
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        args.set(*name, said(value.to_string()));
    }
    let mut faults = Vec::new();
    let text = catalogue.format_pattern(pattern, Some(&args), &mut faults);
    Some(text.into_owned())
}

/// Whether a catalogue has a sentence.
pub fn has(language: Language, id: &str) -> bool {
    language.catalogue().has_message(id)
}

/// A value as a catalogue takes it: what is written as a whole number chooses between one and many.
fn said(text: String) -> FluentValue<'static> {
    const DIGITS: usize = 15;
    let is_number = text.len() <= DIGITS
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    match text.parse::<u64>() {
        Ok(number) if is_number => FluentValue::from(number),
        _ => FluentValue::from(text),
    }
}

/// A figure with the decimal mark of the language.
pub fn figure(number: impl Display) -> String {
    let text = number.to_string();
    match Language::current() {
        Language::English => text,
        Language::Swedish => text.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_parses() {
        for language in Language::ALL {
            for text in language.texts() {
                let parsed = FluentResource::try_new(text.to_owned());
                assert!(
                    parsed.is_ok(),
                    "{language:?}: {:?}",
                    parsed.map_err(|(_, faults)| faults)
                );
            }
        }
    }

    #[test]
    fn a_number_chooses_between_one_and_many_and_what_is_none_stays_as_it_is() {
        let said = |count: &dyn Display| sentence_in(Language::Swedish, "look-skipped", &[("count", count)]);
        assert_eq!(said(&1).as_deref(), Some("fil som inte är en rapport"));
        assert_eq!(said(&2017).as_deref(), Some("filer som inte är rapporter"));
        assert_eq!(said(&"007").as_deref(), Some("filer som inte är rapporter"));
    }

    #[test]
    fn a_process_speaks_english_until_somebody_chooses() {
        assert_eq!(say!("look-skipped", count = 2), "files that are no reports");
        let swedish = within(Language::Swedish, || say!("look-skipped", count = 2));
        assert_eq!(swedish, "filer som inte är rapporter");
        assert_eq!(say!("look-skipped", count = 1), "file that is no report");
    }
}
