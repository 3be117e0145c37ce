//! Workbooks of every kind, byte by byte: refused in words, or read to the last row, twice alike.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::workbooks(bytes));
