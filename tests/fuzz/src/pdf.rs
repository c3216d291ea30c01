//! A PDF, as pages.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fuzz::catch_panics();
    // Whatever it is, it is pages or a reason.
    let _ = utfall::page::from_pdf(bytes.to_vec().into(), &fuzz::limits().pdf);
});
