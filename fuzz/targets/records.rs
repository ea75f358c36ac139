//! The fuzz target of `fuzz/src/records.rs`.
#![no_main]

#[path = "../src/records.rs"]
mod records;

libfuzzer_sys::fuzz_target!(|data: &[u8]| records::read(data));
