//! The small corpus of the fuzz targets, written with the vectors from the same seeds.

use super::forge::{Forge, parts};
use super::readers;
use crate::codes::KeyBytes;
use crate::trial::{entries_of, keys, record};
use crate::{ContactCard, limits};
use journal::Id;
use std::path::Path;

fn card(n: u8) -> ContactCard {
    let (sealing_key, signing_key) = (KeyBytes(*keys(n).sealing_public()), KeyBytes(keys(n).signing_public()));
    ContactCard { unit: Id([1; 16]), unit_name: "Specimen stalking unit".into(), sealing_key, signing_key, made_ms: 5 }
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let (manifest, _) = parts();
    let mut two = record(1, 3);
    two.entries.extend(entries_of(&two, 9, &[b"1", b"2"]));
    two.sort();
    let mut erased = record(2, 2);
    erased.entries[0].value = None;
    let receipt = Forge::with("", |manifest| {
        manifest["kind"] = "receipt".into();
        manifest["sections"] = serde_json::json!([]);
        manifest["categories"] = serde_json::json!([]);
        manifest["cases"] = serde_json::json!([]);
    });
    vec![
        ("header/whole", readers::first().0),
        ("header/no-stanza", limits::MAGIC.to_vec()),
        ("manifest/cases", manifest.bytes().unwrap()),
        ("manifest/receipt", receipt.and_section(4, 1, b"{}").manifest),
        ("records/two-streams", two.bytes()),
        ("records/erased", erased.bytes()),
        ("card/first", card(1).encode(&keys(1)).unwrap()),
        ("card/change", card(2).encode_change(&keys(2), &keys(1)).unwrap()),
    ]
}

#[test]
fn the_corpus_is_what_the_writer_gives_from_its_seeds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz/corpus");
    for (name, bytes) in files() {
        let path = corpus.join(name);
        if std::env::var_os("HOLDFAST_WRITE_GOLDEN").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &bytes).unwrap();
        }
        assert!(std::fs::read(&path).unwrap() == bytes, "{name}");
    }
}
