//! Faults on purpose, for the tests of what a run survives. Only the environment can ask for them, no document.
//!
//! `UTFALL_FAULT=KIND:NAME[,KIND:NAME…]`: reading a document with that name panics, aborts, overflows the
//! stack, never ends, or takes memory without end.

use std::hint::black_box;
use std::time::Duration;

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
        "slow" => std::thread::sleep(Duration::from_millis(300)),
        _ => {}
    }
}

#[expect(unconditional_recursion, reason = "asked for")]
fn dive(depth: u64) -> u64 {
    let here = black_box([depth; 64]);
    dive(black_box(depth.wrapping_add(1))).wrapping_add(here[1])
}
