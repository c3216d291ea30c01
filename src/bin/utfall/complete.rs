//! Shell completions and the manual page, from the same definition as the arguments.

use crate::{Exit, help};

pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut help::command(), "utfall", &mut text);
    crate::print::out(&String::from_utf8_lossy(&text))?;
    Ok(Exit::AllRead)
}

pub(crate) fn man() -> anyhow::Result<Exit> {
    let mut text = Vec::new();
    clap_mangen::Man::new(help::command()).render(&mut text)?;
    crate::print::out(&String::from_utf8_lossy(&text))?;
    Ok(Exit::AllRead)
}
