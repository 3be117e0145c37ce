//! Delimited text: whatever the bytes are, they are refused or copied record by record, each byte for byte.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::csv(bytes));
