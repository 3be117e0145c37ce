//! Delimited text in any encoding, and its copy in any other: the same cells, or a refusal in words.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::encodings(bytes));
