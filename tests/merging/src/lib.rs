//! The random histories of the journal's own tests, for the tests that hold them against Automerge.

#[path = "../../../src-tauri/crates/journal/tests/histories/dice.rs"]
pub mod dice;
#[path = "../../../src-tauri/crates/journal/tests/histories/entries.rs"]
pub mod entries;
#[path = "../../../src-tauri/crates/journal/tests/histories/laptop.rs"]
pub mod laptop;
#[path = "../../../src-tauri/crates/journal/tests/histories/making.rs"]
pub mod making;
