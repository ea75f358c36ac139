//! The fuzz target of `fuzz/src/card.rs`.
#![no_main]

#[path = "../src/card.rs"]
mod card;

libfuzzer_sys::fuzz_target!(|data: &[u8]| card::read(data));
