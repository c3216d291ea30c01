//! Shell completions and the manual page, from the same definition as the arguments.

use crate::{Exit, help};
use utfall::say;

pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut help::command(), "utfall", &mut text);
    crate::print::out(&String::from_utf8_lossy(&text))?;
    Ok(Exit::AllRead)
}

pub(crate) fn man() -> anyhow::Result<Exit> {
    let mut text = Vec::new();
    clap_mangen::Man::new(help::command()).render(&mut text)?;
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
