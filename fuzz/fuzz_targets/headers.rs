//! Headers: what is wanted is found, or what there is is told.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::headers(bytes));
