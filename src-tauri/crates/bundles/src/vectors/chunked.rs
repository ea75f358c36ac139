//! Vectors of the chunked encryption alone: plaintext by rule, ciphertext by its hash.

use sealing::{ChunkSealer, FileKey};
use serde_json::{Value, json};
use std::io::Write;

const LENGTHS: [usize; 9] = [0, 1, 100, 16_383, 16_384, 16_385, 32_767, 32_768, 1_048_576];

fn sealed(length: usize) -> Vec<u8> {
    let plain: Vec<u8> = (0..length).map(|at| u8::try_from((at * 31 + 7) % 251).unwrap()).collect();
    let key = FileKey::from_bytes(&std::array::from_fn(|at| u8::try_from(at).unwrap()));
    let salt = std::array::from_fn(|at| u8::try_from(at + 100).unwrap());
    let mut sealer = ChunkSealer::begin(Vec::new(), &key, &salt, b"holdfast/vectors").unwrap();
    sealer.write_all(&plain).unwrap();
    sealer.finish().unwrap()
}

pub fn all() -> Value {
    let mut vectors = Vec::new();
    for length in LENGTHS {
        let bytes = sealed(length);
        let whole = journal::sha256(&bytes).to_string();
        let mut add = |name: &str, edits: Value, expect: &str| {
            let name = format!("{length} bytes, {name}");
            vectors.push(json!({"name": name, "length": length, "sha256": whole, "edits": edits, "expect": expect}));
        };
        add("whole", json!([]), "accepted");
        if length == 1_048_576 || length == 100 {
            continue;
        }
        let last = bytes.len();
        add(
            "last byte cut",
            json!([{"op": "cut", "at": last - 1}]),
            if length == 0 || length % 16_384 == 0 { "cut-short" } else { "altered" },
        );
        add("a byte added", json!([{"op": "append", "hex": "00"}]), "altered");
        add("first bit of the salt", json!([{"op": "flip", "at": 0, "bit": 7}]), "commitment");
        add("last bit of the commitment", json!([{"op": "flip", "at": 55, "bit": 0}]), "commitment");
        add("last bit of the last tag", json!([{"op": "flip", "at": last - 1, "bit": 0}]), "altered");
    }
    vectors.extend(cut_and_turned());
    json!({
        "key": hex::encode((0..32u8).collect::<Vec<u8>>()), "salt": hex::encode((100..124u8).collect::<Vec<u8>>()),
        "context": hex::encode("holdfast/vectors"), "plaintext": "byte n is (31 n + 7) mod 251", "vectors": vectors,
    })
}

/// Three chunks, the last of them empty, cut and turned.
fn cut_and_turned() -> Vec<Value> {
    let sha256 = journal::sha256(&sealed(32_768)).to_string();
    let vector = |name: &str, edit: Value, expect: &str| json!({"name": name, "length": 32_768, "sha256": sha256, "edits": [edit], "expect": expect});
    let mut vectors = Vec::new();
    for (cut, expect) in [
        (0, "cut-short"),
        (23, "cut-short"),
        (55, "cut-short"),
        (56, "cut-short"),
        (57, "cut-short"),
        (71, "cut-short"),
        (72, "altered"),
        (16_455, "altered"),
        (16_456, "cut-short"),
        (16_457, "cut-short"),
        (16_471, "cut-short"),
        (16_472, "altered"),
        (32_855, "altered"),
        (32_856, "cut-short"),
        (32_857, "cut-short"),
    ] {
        let name = format!("32768 bytes cut to {cut}");
        vectors.push(vector(&name, json!({"op": "cut", "at": cut}), expect));
    }
    for (name, order) in [
        ("first two chunks swapped", vec![1, 0, 2]),
        ("first chunk twice", vec![0, 0, 1, 2]),
        ("last chunk twice", vec![0, 1, 2, 2]),
        ("first chunk left out", vec![1, 2]),
        ("second chunk left out", vec![0, 2]),
        ("last chunk moved to the front", vec![2, 0, 1]),
    ] {
        vectors.push(vector(name, json!({"op": "chunks", "from": 56, "order": order}), "altered"));
    }
    vectors
}
