//! Expressions: refused with messages, or evaluated in blocks as they are one customer at a time.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::expressions(bytes));
