//! Shell completions and the manual page, from the same definition as the arguments.

use crate::{Exit, help};
use utfall::say;

pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut help::command(), "utfall", &mut text);
    crate::print::out(&String::from_utf8_lossy(&text))?;
    Ok(Exit::AllRead)
}

/// The manual page of the program, or of one of its commands.
pub(crate) fn man(of: Option<&str>) -> anyhow::Result<Exit> {
    let mut command = help::command();
    command.build();
    let command = match of {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(one) => one.clone(),
            None => {
                let names = command.get_subcommands().map(clap::Command::get_name);
                let near = crate::answers::meant(utfall::answers::nearest(name, names));
                anyhow::bail!(say!("no-such-command", name = name, near = near))
            }
        },
    };
    let mut text = Vec::new();
    let name = command.get_display_name().unwrap_or("utfall").to_owned();
    clap_mangen::Man::new(command).title(name).render(&mut text)?;
    crate::print::out(&headed(&String::from_utf8_lossy(&text)))?;
    Ok(Exit::AllRead)
}

/// The manual page with its headings in the language of this process.
fn headed(page: &str) -> String {
    let lines = page.lines().map(|line| {
        let Some(heading) = line.strip_prefix(".SH ") else {
            return line.to_owned();
        };
        match heading {
            "NAME" => format!(".SH {}", say!("man-name")),
            "SYNOPSIS" => format!(".SH {}", say!("man-synopsis")),
            "DESCRIPTION" => format!(".SH {}", say!("man-description")),
            "OPTIONS" => format!(".SH {}", say!("man-options")),
            "SUBCOMMANDS" => format!(".SH {}", say!("man-commands")),
            "VERSION" => format!(".SH {}", say!("man-version")),
            "EXTRA" => format!(".SH {}", say!("man-more")),
            _ => line.to_owned(),
        }
    });
    lines.map(|line| line + "\n").collect()
}
