//! Which language a process speaks.

use super::Language;
use std::cell::Cell;
use std::ffi::OsString;
use std::sync::OnceLock;

static CHOSEN: OnceLock<Language> = OnceLock::new();

thread_local! {
    static HERE: Cell<Option<Language>> = const { Cell::new(None) };
}

/// Chooses the language of this process. The first choice stands.
pub fn set(language: Language) {
    let _ = CHOSEN.set(language);
}

pub(super) fn current() -> Language {
    let here = HERE.with(Cell::get);
    here.or_else(|| CHOSEN.get().copied()).unwrap_or_default()
}

/// Does something in a language, on this thread only.
pub fn within<T>(language: Language, act: impl FnOnce() -> T) -> T {
    struct Back(Option<Language>);
    impl Drop for Back {
        fn drop(&mut self) {
            HERE.with(|here| here.set(self.0));
        }
    }
    let _back = Back(HERE.with(|here| here.replace(Some(language))));
    act()
}

/// The language that is asked for: by `--lang` among what was typed, else by `UTFALL_LANG`, else by the first of
/// `LC_ALL`, `LC_MESSAGES` and `LANG` that says anything.
pub fn wanted(typed: &[OsString], variable: impl Fn(&str) -> Option<OsString>) -> Language {
    let read = |name: &str| {
        let value = variable(name)?.to_string_lossy().into_owned();
        (!value.is_empty()).then_some(value)
    };
    let own = || Language::of(&read("UTFALL_LANG")?);
    let locale = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| read(name))
    };
    named(typed).or_else(own).unwrap_or_else(|| match locale() {
        Some(locale) if locale == "sv" || locale.starts_with("sv_") || locale.starts_with("sv.") => {
            Language::Swedish
        }
        _ => Language::English,
    })
}

/// The language after `--lang`; what stands behind `--` is no option.
fn named(typed: &[OsString]) -> Option<Language> {
    let words: Vec<_> = typed.iter().map(|word| word.to_string_lossy()).collect();
    let mut found = None;
    for (at, word) in words.iter().enumerate().take_while(|(_, word)| **word != "--") {
        let name = match word.strip_prefix("--lang") {
            Some("") => words.get(at + 1).map(|next| next.as_ref()),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        found = name.and_then(Language::of).or(found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_goes_before_the_own_variable_and_that_before_the_locale() {
        let asked = |typed: &[&str], variables: &[(&str, &str)]| {
            let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
            wanted(&typed, |name| {
                let found = variables.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| OsString::from(value))
            })
        };
        let (swedish, english) = (Language::Swedish, Language::English);
        assert_eq!(asked(&[], &[]), english);
        assert_eq!(asked(&[], &[("LANG", "sv_SE.UTF-8")]), swedish);
        assert_eq!(asked(&[], &[("LANG", "svm")]), english);
        assert_eq!(asked(&[], &[("LC_ALL", "C"), ("LANG", "sv_SE.UTF-8")]), english);
        assert_eq!(asked(&[], &[("LC_ALL", ""), ("LANG", "sv")]), swedish);
        assert_eq!(asked(&[], &[("UTFALL_LANG", "en"), ("LANG", "sv_SE")]), english);
        assert_eq!(asked(&["--lang", "sv"], &[("UTFALL_LANG", "en")]), swedish);
        assert_eq!(asked(&["check", "--lang=en"], &[("LANG", "sv_SE")]), english);
        assert_eq!(asked(&["check", "--", "--lang=sv"], &[]), english);
        assert_eq!(asked(&["--language", "sv"], &[]), english);
    }
}
