//! Cells: numbers, dates, flags and tags as a plain reader has them, and columns alike in whatever parts.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::values(bytes));
