//! Made-up bytes as a whole bundle, read as they would be.
#![no_main]

#[path = "../src/reading.rs"]
mod reading;

libfuzzer_sys::fuzz_target!(|data: &[u8]| reading::header(data));
