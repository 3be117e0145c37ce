//! Workbooks in a container that is whole: the fuzzer writes their sheets, texts and styles.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::parts(bytes));
