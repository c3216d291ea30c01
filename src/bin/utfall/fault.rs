//! Faults on purpose, for the tests of what a run survives. Only the environment can ask for them, no document.
//!
//! `UTFALL_FAULT=KIND:NAME[,KIND:NAME…]`: reading a document with that name panics, aborts, overflows the
//! stack, never ends, takes memory without end, is slow, is killed as if from outside, or panics if it can reach a file,
//! a network or a program.
//!
//! `UTFALL_DISK_FAULT=KIND:NUMBER`: from that change of the disk on it is full (`full`); that change alone fails
//! (`error`); before it the power is cut, and what was not put on the disk itself is half there (`cut`) or blank
//! (`blank`).

use std::collections::BTreeSet;
use std::hint::black_box;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use utfall::disk::{Event, watch};

/// Does to the document of this name what the environment asks for.
pub(crate) fn provoke(name: &str) {
    let Ok(faults) = std::env::var("UTFALL_FAULT") else {
        return;
    };
    for fault in faults.split(',') {
        match fault.split_once(':') {
            Some((kind, of)) if of == name => happen(kind),
            _ => {}
        }
    }
}

#[expect(clippy::panic, reason = "asked for")]
fn happen(kind: &str) {
    match kind {
        "panic" => panic!("asked for"),
        "abort" => std::process::abort(),
        "stack" => {
            black_box(dive(1));
        }
        "hang" => loop {
            std::thread::park_timeout(Duration::from_secs(1));
        },
        "memory" => {
            let mut held: Vec<Vec<u8>> = Vec::new();
            loop {
                held.push(vec![1; 1 << 24]);
                black_box(&held);
            }
        }
        "kill" => {
            #[cfg(target_os = "linux")]
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        }
        "reach" => {
            let reached = reached();
            assert!(reached.is_empty(), "reached {}", reached.join(", "));
        }
        "slow" => std::thread::sleep(Duration::from_millis(300)),
        _ => {}
    }
}

/// What of the machine a document could get at.
fn reached() -> Vec<&'static str> {
    let own = std::env::current_exe();
    let other = std::process::Command::new("true").status();
    [
        (
            "a file",
            own.and_then(std::fs::File::open).is_ok() || std::fs::read_dir("/").is_ok(),
        ),
        ("a network", std::net::UdpSocket::bind("127.0.0.1:0").is_ok()),
        ("a program", other.is_ok()),
    ]
    .into_iter()
    .filter_map(|(what, is_reached)| is_reached.then_some(what))
    .collect()
}

#[expect(unconditional_recursion, reason = "asked for")]
fn dive(depth: u64) -> u64 {
    let here = black_box([depth; 64]);
    dive(black_box(depth.wrapping_add(1))).wrapping_add(here[1])
}

/// What the disk has not written itself yet, and how many changes there were.
struct Disk {
    changes: u64,
    loose: BTreeSet<PathBuf>,
}

static DISK: Mutex<Disk> = Mutex::new(Disk {
    changes: 0,
    loose: BTreeSet::new(),
});

/// Makes the disk do what the environment asks for.
pub(crate) fn watch_disk() {
    if std::env::var_os("UTFALL_DISK_FAULT").is_some() {
        watch(change);
    }
}

fn change(event: &Event<'_>) -> Result<()> {
    let asked = std::env::var("UTFALL_DISK_FAULT").unwrap_or_default();
    let (kind, number) = asked.split_once(':').unwrap_or((asked.as_str(), ""));
    let number: u64 = number.parse().unwrap_or(u64::MAX);
    let mut disk = DISK.lock().unwrap_or_else(PoisonError::into_inner);
    disk.changes += 1;
    match kind {
        "full" if disk.changes >= number && takes_room(event) => Err(ErrorKind::StorageFull.into()),
        "error" if disk.changes == number => Err(Error::other("asked for")),
        "cut" | "blank" if disk.changes == number => {
            for path in &disk.loose {
                lose(path, kind == "blank");
            }
            std::process::abort()
        }
        _ => {
            disk.note(event);
            Ok(())
        }
    }
}

fn takes_room(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::MakeFolder(_) | Event::Create(_) | Event::Write(_) | Event::Link(..)
    )
}

/// Half of a file is gone, or all its bytes are nothing.
fn lose(path: &Path, is_blank: bool) {
    let Ok(length) = std::fs::metadata(path).map(|metadata| metadata.len()) else {
        return;
    };
    let Ok(file) = std::fs::OpenOptions::new().write(true).open(path) else {
        return;
    };
    let _ = file.set_len(if is_blank { 0 } else { length / 2 });
    if is_blank {
        let _ = file.set_len(length);
    }
}

impl Disk {
    /// Whether a file is on the disk itself goes with its name.
    fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::MakeFolder(_) => {}
            Event::Create(path) | Event::Write(path) => drop(self.loose.insert(path.to_path_buf())),
            Event::Sync(path) | Event::Remove(path) => drop(self.loose.remove(*path)),
            Event::Settle(_) => self.loose.clear(),
            Event::Link(from, to) | Event::Rename(from, to) => {
                let is_loose = self.loose.contains(*from);
                if matches!(event, Event::Rename(..)) {
                    self.loose.remove(*from);
                }
                match is_loose {
                    true => drop(self.loose.insert(to.to_path_buf())),
                    false => drop(self.loose.remove(*to)),
                }
            }
        }
    }
}
