//! Web pages and the XML of Excel 2003, as they are called `.xls`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| custclass::fuzzing::markup(bytes));
