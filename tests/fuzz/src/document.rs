//! A whole document of any kind, from bytes to rows.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fuzz::read(bytes);
});
