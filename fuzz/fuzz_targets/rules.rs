//! Rule files: whatever the bytes are, they are refused with messages or loaded, proved and used.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::rules(bytes));
