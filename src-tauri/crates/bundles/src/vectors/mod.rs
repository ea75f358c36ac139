//! Makes the vectors of docs/bundle-format.md from fixed seeds, good and broken. Set HOLDFAST_WRITE_GOLDEN to write them anew;
//! without it they must be those that stand there, byte for byte.

mod accepted;
mod altered;
mod chunked;
mod corpus;
pub mod forge;
mod manifests;
mod policies;
mod readers;
mod sections;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Everything one file of vectors holds.
#[derive(Default)]
pub struct Book {
    readers: Map<String, Value>,
    bases: Map<String, Value>,
    vectors: Vec<Value>,
}

impl Book {
    pub fn reader(&mut self, name: &str, reader: Value) {
        assert!(self.readers.insert(name.into(), reader).is_none(), "{name} twice");
    }

    pub fn base(&mut self, name: &str, bytes: &[u8]) {
        assert!(self.bases.insert(name.into(), STANDARD.encode(bytes).into()).is_none(), "{name} twice");
    }

    /// A bundle that is refused, made by edits of a base.
    pub fn refused(&mut self, name: &str, base: &str, edits: Value, reader: &str, code: &str) {
        self.vectors.push(json!({"name": name, "base": base, "edits": edits, "reader": reader, "expect": code}));
    }

    /// A bundle of its own that is refused by the usual reader.
    pub fn broken(&mut self, name: &str, bytes: &[u8], code: &str) {
        self.base(name, bytes);
        self.refused(name, name, json!([]), "unit-3", code);
    }

    /// A bundle that is read, with what is found in it.
    pub fn accepted(&mut self, name: &str, base: &str, reader: &str, found: Value) {
        let vector = json!({"name": name, "base": base, "edits": [], "reader": reader, "expect": "accepted", "found": found});
        self.vectors.push(vector);
    }
}

fn compare_or_write(file: &str, value: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(file);
    let text = serde_json::to_string_pretty(value).unwrap() + "\n";
    if std::env::var_os("HOLDFAST_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap();
    assert!(held == text, "{file} is not what the writer gives from its seeds");
}

#[test]
fn the_vectors_are_what_the_writer_gives_from_their_seeds() {
    let mut book = Book::default();
    readers::add(&mut book);
    accepted::add(&mut book);
    altered::add(&mut book);
    manifests::add(&mut book);
    policies::add(&mut book);
    sections::add(&mut book);
    let value = json!({"readers": book.readers, "bases": book.bases, "vectors": book.vectors});
    compare_or_write("bundles.json", &value);
    compare_or_write("chunked.json", &chunked::all());
}
