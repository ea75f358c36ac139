//! The fuzz target of `fuzz/src/manifest.rs`.
#![no_main]

#[path = "../src/manifest.rs"]
mod manifest;

libfuzzer_sys::fuzz_target!(|data: &[u8]| manifest::read(data));
