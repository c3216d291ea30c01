//! What is wrong with what was typed, in the language of whoever typed it.

use crate::help::usage;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;
use std::num::ParseIntError;
use std::process::ExitCode;
use utfall::language::Language;
use utfall::say;

/// A slip, or the help that was asked for.
pub(crate) struct Slip(pub(crate) clap::Error);

impl Slip {
    /// Tells of it.
    pub(crate) fn tell(&self) -> ExitCode {
        let is_slip = self.0.use_stderr();
        let is_help = matches!(
            self.0.kind(),
            ErrorKind::DisplayHelp
                | ErrorKind::DisplayVersion
                | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        );
        if is_help || Language::current() == Language::English {
            let _ = self.0.print();
        } else {
            eprintln!("{}", self.text());
        }
        match is_slip {
            true => ExitCode::from(crate::Exit::NotRun as u8),
            false => ExitCode::SUCCESS,
        }
    }

    fn text(&self) -> String {
        let mut text = say!("help-error", text = self.sentence());
        for tip in self.tips() {
            text += &format!("\n\n  {}", say!("help-error-tip", text = tip));
        }
        if let Some(ContextValue::StyledStr(line)) = self.0.get(ContextKind::Usage) {
            text += &format!("\n\n{}: {}", say!("help-usage"), usage(&line.to_string()));
        }
        text + "\n\n" + &say!("help-error-more")
    }

    fn sentence(&self) -> String {
        let argument = self.told(ContextKind::InvalidArg);
        let value = self.told(ContextKind::InvalidValue);
        match self.0.kind() {
            ErrorKind::UnknownArgument => say!("help-error-unknown-argument", argument = argument),
            ErrorKind::InvalidSubcommand => {
                let command = self.told(ContextKind::InvalidSubcommand);
                say!("help-error-unknown-command", command = command)
            }
            ErrorKind::InvalidValue if value.is_empty() => say!("help-error-no-value", argument = argument),
            ErrorKind::InvalidValue => say!("help-error-invalid-value", value = value, argument = argument),
            ErrorKind::ValueValidation => say!(
                "help-error-invalid-value-why",
                value = value,
                argument = argument,
                why = self.why(),
            ),
            ErrorKind::ArgumentConflict => {
                let other = self.told(ContextKind::PriorArg);
                match other == argument || other.is_empty() {
                    true => say!("help-error-conflict-itself", argument = argument),
                    false => say!("help-error-conflict", argument = argument, other = other),
                }
            }
            ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
                say!("help-error-too-many", value = value, argument = argument)
            }
            ErrorKind::TooFewValues | ErrorKind::NoEquals => say!("help-error-no-value", argument = argument),
            ErrorKind::MissingRequiredArgument => say!("help-error-missing", arguments = argument),
            ErrorKind::MissingSubcommand => {
                let command = self.told(ContextKind::InvalidSubcommand);
                say!("help-error-missing-command", command = command)
            }
            ErrorKind::InvalidUtf8 => say!("help-error-not-utf8"),
            _ => say!("help-error-other"),
        }
    }

    /// What the parser of a value said. Its own parsers speak English.
    fn why(&self) -> String {
        let Some(source) = self.0.source() else {
            return say!("help-error-other");
        };
        if source.downcast_ref::<ParseIntError>().is_some() {
            return say!("help-error-not-a-number");
        }
        let text = source.to_string();
        match text.contains(" is not in ") {
            true => say!("help-error-out-of-range"),
            false => text,
        }
    }

    fn tips(&self) -> Vec<String> {
        let mut tips = Vec::new();
        for kind in [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ] {
            let name = self.told(kind);
            if !name.is_empty() {
                tips.push(say!("help-error-did-you-mean", name = name));
            }
        }
        let values = self.told(ContextKind::ValidValue);
        if !values.is_empty() {
            tips.push(say!("help-possible", values = values));
        }
        tips
    }

    fn told(&self, kind: ContextKind) -> String {
        match self.0.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(", "),
            _ => String::new(),
        }
    }
}
