//! How workers are started and held.

use crate::args::{BoundsArgs, Privacy, Reading};
use crate::ocr::Ocr;
use std::ffi::OsString;
use utfall::batch::Program;

/// This program as a worker that reads the same way. The password is no argument: those are seen by everybody.
pub(crate) fn program(
    reading: &Reading,
    bounds: BoundsArgs,
    privacy: Privacy,
    file_bytes: u64,
) -> anyhow::Result<Program> {
    with_ocr(reading, reading.ocr.later(), bounds, privacy, file_bytes)
}

/// This program as the worker that recognises pages: the only one that starts another program.
pub(crate) fn recognition(
    reading: &Reading,
    bounds: BoundsArgs,
    privacy: Privacy,
    file_bytes: u64,
) -> anyhow::Result<Program> {
    const TIMES: u64 = 10;
    let mut bounds = bounds;
    bounds.seconds_per_document = bounds.seconds_per_document.saturating_mul(TIMES);
    with_ocr(reading, reading.ocr, bounds, privacy, file_bytes)
}

fn with_ocr(
    reading: &Reading,
    ocr: Ocr,
    bounds: BoundsArgs,
    privacy: Privacy,
    file_bytes: u64,
) -> anyhow::Result<Program> {
    let mut arguments: Vec<OsString> = vec!["worker".into(), "--in-process".into()];
    let mut number = |name: &str, value: u64| {
        arguments.extend([name.into(), value.to_string().into()]);
    };
    number("--max-pages", reading.max_pages as u64);
    number("--seconds-per-page", reading.seconds_per_page);
    number("--max-megabytes", reading.max_megabytes);
    number("--max-text-megabytes", reading.max_text_megabytes);
    number("--seconds-per-document", bounds.seconds_per_document);
    number("--memory-per-document", bounds.memory_per_document);
    arguments.extend(["--contacts".into(), privacy.contacts.word().into()]);
    arguments.extend(["--ocr".into(), ocr.word().into()]);
    arguments.extend([
        "--lang".into(),
        utfall::language::Language::current().name().into(),
    ]);
    if reading.second_reader {
        arguments.push("--second-reader".into());
    }
    if let Some(folder) = &reading.grammars {
        arguments.extend(["--grammars".into(), folder.into()]);
    }
    Ok(Program {
        path: std::env::current_exe()?,
        arguments,
        file_bytes,
    })
}

/// Limits the memory of this process and of all that it reads. On Linux only what is written to counts; where
/// that cannot be limited, the address space is.
#[cfg(unix)]
pub(crate) fn limit_memory(megabytes: u64) {
    let bytes = megabytes.saturating_mul(1024 * 1024);
    let resource = if cfg!(target_os = "linux") {
        rlimit::Resource::DATA
    } else {
        rlimit::Resource::AS
    };
    // A limit that the system does not know leaves the one on time.
    let _ = rlimit::setrlimit(resource, bytes, bytes);
}

/// Megabytes of memory that this process may take, where the system says so.
#[cfg(unix)]
pub(crate) fn memory() -> Option<u64> {
    let limits = [rlimit::Resource::DATA, rlimit::Resource::AS];
    let least = limits.iter().filter_map(|limit| rlimit::getrlimit(*limit).ok());
    least.map(|(soft, _)| soft / (1024 * 1024)).min()
}

#[cfg(not(unix))]
pub(crate) fn memory() -> Option<u64> {
    None
}

#[cfg(not(unix))]
pub(crate) fn limit_memory(_megabytes: u64) {}

/// Megabytes of memory that programs may still take, where the system says so.
pub(crate) fn free_memory() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024)
}
