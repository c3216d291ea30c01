//! The program, run in a folder that is gone when the test is over.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The program, which speaks English whatever the machine does.
pub(crate) fn utfall() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_utfall"));
    command.env("LC_ALL", "C").env_remove("UTFALL_LANG");
    command
}

pub(crate) fn run<I: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = I>) -> Output {
    utfall().args(arguments).output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder that is gone when the test is over, and what a run left in it.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Extracts into `output` below this folder.
    pub(crate) fn extract<I: AsRef<std::ffi::OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> Output {
        utfall()
            .arg("extract")
            .args(arguments)
            .arg("--output")
            .arg(self.path("output"))
            .output()
            .unwrap()
    }

    pub(crate) fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        crate::truth::csv(&self.path("output").join(name))
    }

    /// The names of everything in the output folder and below it, but for what is kept for the next run.
    pub(crate) fn left(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.path("output")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_name() == ".utfall-cache" {
                    continue;
                }
                names.push(entry.file_name().to_string_lossy().into_owned());
                if entry.path().is_dir() {
                    folders.push(entry.path());
                }
            }
        }
        names.sort();
        names
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.left()
            .iter()
            .all(|name| !name.contains(".part") && !name.starts_with('.'))
    }
}

/// A report of a few lines.
pub(crate) const REPORT: &str = "Verksamhetsplan 2019 för Provenheten\n\nInledning\n\nEnheten ger råd.\n\nNämndmål:\n\n\
    Unga får prova ett arbete\n\nIndikator\tÅrsmål\tPeriodicitet\n Antal prov\t12 st\tÅr\n";
