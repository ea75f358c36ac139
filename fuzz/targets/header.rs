//! The fuzz target of `fuzz/src/header.rs`.
#![no_main]

#[path = "../src/header.rs"]
mod header;

libfuzzer_sys::fuzz_target!(|data: &[u8]| header::read(data));
