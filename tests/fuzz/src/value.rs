//! One cell of an indicator table: numbers, units, qualifiers.
#![no_main]

use libfuzzer_sys::fuzz_target;

const BEFORE: &str =
    "Nämndmål:\n\nUnga får prova ett arbete\n\nIndikator\tPeriodens utfall\tÅrsmål\n Antal prov\t";

fuzz_target!(|cell: &str| {
    let text = format!("{BEFORE}{cell}\t12 st\n");
    fuzz::read(text.as_bytes());
});
