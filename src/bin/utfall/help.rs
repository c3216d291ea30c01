//! What is said of commands and options in the language of whoever asks.
//!
//! The English texts stand where each command and option is defined. Other languages have theirs in a catalogue, by
//! an id that is made of the names.

use crate::args::Args;
use crate::slip;
use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;
use utfall::language::{Language, has};
use utfall::say;

/// What was typed; else what is wrong with it, or the help that was asked for.
pub(crate) fn parse(typed: &[OsString]) -> Result<Args, slip::Slip> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(typed).map_err(slip::Slip)?;
    Args::from_arg_matches(&matches).map_err(|error| slip::Slip(error.format(&mut command)))
}

/// The program's commands and options, with their texts.
pub(crate) fn command() -> Command {
    let command = Args::command();
    if Language::current() == Language::English {
        return command;
    }
    let mut command = told(command);
    command.build();
    with_usage(command)
}

/// The same command with the texts of the catalogue.
fn told(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let has_after = command.get_after_help().is_some();
    let mut command = command
        .about(say!(&format!("help-command-{name}")))
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
            say!("help-usage")
        ))
        .subcommand_help_heading(say!("help-commands"))
        .subcommand_value_name(say!("help-command-in-usage"))
        .disable_help_flag(true)
        .mut_args(|arg| told_argument(&name, arg));
    if has_after {
        command = command.after_help(say!(&format!("help-after-{name}")));
    }
    let flag = |id: &'static str, short, action, text: &str| {
        let flag = Arg::new(id).short(short).long(id).action(action);
        flag.help(say!(text)).help_heading(say!("help-options"))
    };
    command = command.arg(flag("help", 'h', ArgAction::Help, "help-print-help"));
    if command.get_version().is_some() {
        command = command.disable_version_flag(true);
        command = command.arg(flag("version", 'V', ArgAction::Version, "help-print-version"));
    }
    let names = command.get_subcommands().map(|one| one.get_name().to_owned());
    let names: Vec<String> = names.collect();
    names
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, told))
}

fn told_argument(command: &str, argument: Arg) -> Arg {
    let id = argument.get_id().as_str().replace('_', "-");
    let text = say!(&argument_id(command, &id));
    let heading = match argument.is_positional() {
        true => say!("help-arguments"),
        false => say!("help-options"),
    };
    let takes = argument.get_action().takes_values();
    let mut argument = argument.help_heading(heading);
    if takes {
        let names = argument.get_value_names().unwrap_or_default();
        let names: Vec<String> = names.iter().map(|name| value_name(name)).collect();
        if !names.is_empty() {
            argument = argument.value_names(names);
        }
    }
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    let default = (takes && !defaults.is_empty()).then(|| say!("help-default", values = defaults.join(",")));
    let values = match takes {
        true => argument.get_possible_values(),
        false => Vec::new(),
    };
    let values: Vec<PossibleValue> = values.into_iter().filter(|value| !value.is_hide_set()).collect();
    let short: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let possible = (!short.is_empty()).then(|| say!("help-possible", values = short.join(", ")));
    let line: Vec<String> = std::iter::once(text.clone())
        .chain(default.clone())
        .chain(possible.clone())
        .collect();
    let is_explained = values.iter().any(|value| value.get_help().is_some());
    if is_explained {
        let one = |value: &PossibleValue| {
            let name = value.get_name();
            format!("- {name}: {}", say!(&value_id(command, &id, name)))
        };
        let list: Vec<String> = values.iter().map(one).collect();
        let list = format!("{}\n{}", say!("help-possible-heading"), list.join("\n"));
        let parts = [Some(text), Some(list), default];
        let long: Vec<String> = parts.into_iter().flatten().collect();
        argument = argument.long_help(long.join("\n\n"));
    }
    let argument = argument.help(line.join(" "));
    match takes {
        true => argument.hide_default_value(true).hide_possible_values(true),
        false => argument,
    }
}

/// The id of an argument's text: its own in this command, else the one that all commands share.
fn argument_id(command: &str, id: &str) -> String {
    own_or_shared("arg", command, id)
}

fn value_id(command: &str, id: &str, value: &str) -> String {
    own_or_shared("value", command, &format!("{id}-{value}"))
}

fn own_or_shared(kind: &str, command: &str, id: &str) -> String {
    let own = format!("help-{kind}-{command}-{id}");
    match has(Language::current(), &own) {
        true => own,
        false => format!("help-{kind}-{id}"),
    }
}

fn value_name(name: &str) -> String {
    let letters = name.to_lowercase();
    let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    say!(&format!("help-name-{}", words.join("-")))
}

/// The same with the line that says how a command is written. It is known when all commands know where they belong.
fn with_usage(mut command: Command) -> Command {
    let usage = usage(&command.render_usage().to_string());
    let names = command.get_subcommands().map(|one| one.get_name().to_owned());
    let names: Vec<String> = names.collect();
    let command = names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name.clone(), |inner| match name.as_str() {
            "help" => inner.about(say!("help-print-command-help")),
            _ => with_usage(inner),
        })
    });
    command.override_usage(usage)
}

/// A line that says how a command is written, without the word before it.
pub(crate) fn usage(text: &str) -> String {
    let text = text.trim_start_matches("Usage:").trim();
    text.replace("[OPTIONS]", &format!("[{}]", say!("help-options-in-usage")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use utfall::language::within;

    /// Every id that a command needs, with those of its arguments and values.
    fn ids(command: &Command, all: &mut Vec<String>) {
        let name = command.get_name();
        all.push(format!("help-command-{name}"));
        if command.get_after_help().is_some() {
            all.push(format!("help-after-{name}"));
        }
        for argument in command.get_arguments().filter(|one| one.get_id() != "help") {
            let id = argument.get_id().as_str().replace('_', "-");
            all.push(argument_id(name, &id));
            if !argument.get_action().takes_values() {
                continue;
            }
            for value_name in argument.get_value_names().unwrap_or_default() {
                let words = value_name
                    .to_lowercase()
                    .replace("[:", "-")
                    .replace(['_', ' '], "-");
                all.push(format!("help-name-{}", words.replace(']', "")));
            }
            let values = argument.get_possible_values().into_iter();
            let explained = values.filter(|value| value.get_help().is_some() && !value.is_hide_set());
            all.extend(explained.map(|value| value_id(name, &id, value.get_name())));
        }
        for inner in command.get_subcommands() {
            ids(inner, all);
        }
    }

    #[test]
    fn every_command_argument_and_value_has_its_text_and_no_text_is_left_over() {
        within(Language::Swedish, || {
            let mut wanted = Vec::new();
            ids(&Args::command(), &mut wanted);
            let text = include_str!("../../language/sv/help.ftl");
            let is_derived = |id: &&str| {
                ["command-", "after-", "arg-", "value-", "name-"]
                    .iter()
                    .any(|kind| {
                        id.strip_prefix("help-")
                            .is_some_and(|rest| rest.starts_with(kind))
                    })
                    && *id != "help-command-in-usage"
            };
            let there = text
                .lines()
                .filter_map(|line| line.split_once(" ="))
                .map(|(id, _)| id);
            let there: Vec<&str> = there
                .filter(|id| !id.starts_with(' '))
                .filter(is_derived)
                .collect();
            let lacks: Vec<_> = wanted.iter().filter(|id| !there.contains(&id.as_str())).collect();
            assert!(lacks.is_empty(), "sv/help.ftl lacks {lacks:#?}");
            let unneeded: Vec<_> = there
                .iter()
                .filter(|id| !wanted.iter().any(|other| other == *id))
                .collect();
            assert!(unneeded.is_empty(), "sv/help.ftl has more: {unneeded:#?}");
        });
    }

    #[test]
    fn all_commands_have_english_help() {
        fn look(command: &Command) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments().filter(|one| one.get_id() != "help") {
                assert!(
                    argument.get_help().is_some(),
                    "{} {}",
                    command.get_name(),
                    argument.get_id()
                );
            }
            command.get_subcommands().for_each(look);
        }
        look(&Args::command());
    }

    #[test]
    fn the_help_of_another_language_has_no_word_of_claps_own() {
        within(Language::Swedish, || {
            fn look(mut command: Command) {
                let text = command.render_long_help().to_string() + &command.render_help().to_string();
                for word in [
                    "Usage",
                    "Options",
                    "Arguments",
                    "Commands",
                    "default:",
                    "possible values",
                    "Print",
                ] {
                    assert!(!text.contains(word), "{word}: {text}");
                }
                let inner: Vec<Command> = command.get_subcommands().cloned().collect();
                inner
                    .into_iter()
                    .filter(|one| one.get_name() != "help")
                    .for_each(look);
            }
            look(super::command());
        });
    }
}
