//! Delimited text in a dialect that is told: read as the plain reader reads it, and copied record by record.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::dialects(bytes));
