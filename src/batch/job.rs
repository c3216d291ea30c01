//! The lines that go to a worker.

use super::handed;
use crate::source::{Input, Source};
use crate::trace::Error;
use crate::write::{Answer, Status};
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::path::{Path, PathBuf};

/// One line on a worker's standard input.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// Comes back with the answer as it is.
    #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
    pub id: serde_json::Value,
    /// The file. `%` and two hex digits stand for a byte if `escaped` is true.
    pub path: String,
    /// Whether `path` is escaped: for names that are not UTF-8.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub escaped: bool,
    /// What documents.csv calls it; the file's name if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Whether it was found in a folder: then a file that is no report is skipped and has not failed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
    /// Tried if a PDF does not open without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// Whether the file's bytes follow: set by the guard of a worker alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub handed: bool,
}

impl Job {
    /// The job of reading an input.
    pub fn of(input: &Input, password: Option<&str>) -> Self {
        let plain = input.path.to_str();
        Self {
            path: plain.map_or_else(|| escape(&input.path), str::to_owned),
            escaped: plain.is_none(),
            source: Some(input.name.clone()),
            found: input.is_found,
            password: password.map(str::to_owned),
            ..Self::default()
        }
    }

    /// The file that follows the job, or why it could not be read; none if nothing follows.
    pub fn take(&self, from: &mut impl Read) -> std::io::Result<Option<Result<Source, Error>>> {
        let name = self.input().name;
        self.handed.then(|| handed::take(&name, from)).transpose()
    }

    /// The id of a line that may be no job.
    pub fn id_of(line: &[u8]) -> serde_json::Value {
        let line: Option<serde_json::Value> = serde_json::from_slice(line).ok();
        let id = line.as_ref().and_then(|line| line.get("id"));
        id.cloned().unwrap_or_default()
    }

    /// The input that is meant.
    pub fn input(&self) -> Input {
        let path = if self.escaped {
            unescape(&self.path)
        } else {
            PathBuf::from(&self.path)
        };
        let name = path.file_name().unwrap_or(path.as_os_str());
        Input {
            name: self
                .source
                .clone()
                .unwrap_or_else(|| name.to_string_lossy().into_owned()),
            path,
            is_found: self.found,
            trouble: None,
        }
    }
}

/// One line on a worker's standard output.
#[derive(Debug)]
pub struct Line;

impl Line {
    /// The line for a job with an id. An answer always begins with a brace.
    pub fn with_id(id: &serde_json::Value, answer: &str) -> String {
        format!("{{\"id\":{id},{}", answer.get(1..).unwrap_or("}"))
    }

    /// The line of an answer.
    pub fn of(answer: &Answer) -> String {
        serde_json::to_string(answer).unwrap_or_default()
    }

    /// What is asked of an answer before its rows are.
    pub(super) fn head(answer: &str) -> Result<Head, serde_json::Error> {
        serde_json::from_str(answer)
    }

    /// The first line of a worker that its guard has started: it can read from now on. `megabytes` of memory are what
    /// it has, where that is known.
    pub fn ready(megabytes: Option<u64>) -> String {
        serde_json::to_string(&Ready {
            ready: true,
            megabytes,
        })
        .unwrap_or_default()
    }

    /// What a line says of a worker that can read; none if it is an answer.
    pub(super) fn as_ready(line: &str) -> Option<Ready> {
        // An answer may be large, and never begins like this.
        let begins = line.starts_with("{\"ready\":");
        begins.then(|| serde_json::from_str(line).ok()).flatten()
    }

    /// The last line: how many answers stand above it.
    pub fn end(answers: usize) -> String {
        format!("{{\"end\":true,\"answers\":{answers}}}")
    }
}

/// What is asked of an answer before its rows are.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    pub(super) sha256: String,
    pub(super) status: Status,
    pub(super) pages: Option<usize>,
    #[serde(default)]
    pub(super) machine: bool,
    #[serde(default)]
    pub(super) needs_recognition: bool,
}

/// What a worker says before it reads.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Ready {
    ready: bool,
    /// Megabytes of memory that it has.
    pub(super) megabytes: Option<u64>,
}

fn escape(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes
        .map(|byte| match byte {
            b'%' | 0x80.. => format!("%{byte:02X}"),
            byte => char::from(*byte).to_string(),
        })
        .collect()
}

#[cfg(unix)]
fn unescape(text: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let byte = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    std::ffi::OsString::from_vec(bytes).into()
}

/// Other systems have names that are always text.
#[cfg(not(unix))]
fn unescape(text: &str) -> PathBuf {
    PathBuf::from(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn any_name_goes_through_a_line_of_text() {
        use std::os::unix::ffi::OsStrExt;
        for name in [
            b"a/\xE5 100%.pdf".as_slice(),
            "å\n\"%41.pdf".as_bytes(),
            b"%\xFF%",
        ] {
            let input = Input {
                path: PathBuf::from(std::ffi::OsStr::from_bytes(name)),
                name: "shown".into(),
                is_found: true,
                trouble: None,
            };
            let line = serde_json::to_string(&Job::of(&input, None)).unwrap();
            assert!(!line.contains('\n'));
            let job: Job = serde_json::from_str(&line).unwrap();
            assert_eq!(job.input(), input);
        }
    }

    #[test]
    fn an_id_stands_before_the_answer() {
        let line = Line::with_id(&serde_json::json!("x"), "{\"source\":\"a\"}");
        assert_eq!(line, "{\"id\":\"x\",\"source\":\"a\"}");
    }
}
