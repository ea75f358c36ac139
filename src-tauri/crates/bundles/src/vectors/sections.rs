//! Bundles whose sections are not those of the signed manifest, or hold what they must not.

use super::Book;
use super::forge::{Forge, framed, section};
use crate::trial::record;
use journal::Id;
use serde_json::json;

const BAD: &str = "bad-sections";

pub fn add(book: &mut Book) {
    let mut changed = |name: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let name = format!("sections: {name}");
        let mut forge = Forge::of(&name);
        change(&mut forge.sections);
        book.broken(&name, &forge.bytes(), BAD);
    };
    changed("another type", &|bytes| bytes[0] = 2);
    changed("the padding's type", &|bytes| bytes[0] = 0);
    changed("other flags", &|bytes| bytes[1] = 0);
    changed("a byte longer by its head", &|bytes| bytes[9] = bytes[9].wrapping_add(1));
    changed("2^63 long by its head", &|bytes| bytes[2] = 0x80);
    changed("a bit of the content", &|bytes| bytes[40] ^= 1);
    changed("the last bit", &|bytes| *bytes.last_mut().unwrap() ^= 1);
    changed("a byte missing", &|bytes| bytes.truncate(bytes.len() - 1));
    changed("a byte more", &|bytes| bytes.push(0));
    changed("none", &|bytes| bytes.clear());
    changed("twice", &|bytes| bytes.extend(bytes.clone()));
    changed("one that is not named", &|bytes| bytes.extend(section(99, 0, b"not named")));
    changed("an empty one that is not named", &|bytes| bytes.extend(section(2, 1, b"")));
    changed("two thousand empty ones that are not named", &|bytes| bytes.extend(section(2, 1, b"").repeat(2_000)));
    paddings(book);
    frames(book);
    notices(book);
    for (name, records) in [("fewer", 3), ("more", 1)] {
        let name = format!("records: {name} of the case than the manifest says");
        let forge = Forge::with(&name, |manifest| manifest["cases"][0]["records"] = json!(records));
        book.broken(&name, &forge.bytes(), BAD);
    }
    let none = Forge::with("none came", |manifest| {
        manifest["cases"].as_array_mut().unwrap().push(json!({"case": Id([201; 16]), "records": 1}));
    });
    book.broken("records: none of a case that the manifest names", &none.bytes(), BAD);
    let missing = Forge { sections: section(1, 1, b""), ..Forge::of("nothing in it") };
    book.broken("sections: nothing in it", &missing.bytes(), BAD);
    let mut unknown = Forge::of("unknown").and_section(99, 0, b"of a later minor version");
    *unknown.sections.last_mut().unwrap() ^= 1;
    book.broken("sections: an unknown one with a bit changed", &unknown.bytes(), BAD);
}

fn paddings(book: &mut Book) {
    let length = usize::try_from(Forge::of("padding").padding()).unwrap();
    let mut add = |name: &str, ending: Vec<u8>| {
        let name = format!("padding: {name}");
        book.broken(&name, &Forge { ending: Some(ending), ..Forge::of("padding") }.bytes(), BAD);
    };
    let mut nonzero = section(0, 0, &vec![0; length]);
    *nonzero.last_mut().unwrap() = 1;
    add("not zero", nonzero);
    add("none", vec![]);
    add("a byte shorter", section(0, 0, &vec![0; length - 1]));
    add("a byte longer", section(0, 0, &vec![0; length + 1]));
    add("256 bytes longer", section(0, 0, &vec![0; length + 256]));
    add("cut short", section(0, 0, &vec![0; length])[..length].to_vec());
    add("only its head", section(0, 0, &vec![0; length])[..10].to_vec());
    add("with flags", section(0, 1, &vec![0; length]));
    add("a byte after it", [section(0, 0, &vec![0; length]), vec![0]].concat());
    add("twice", section(0, 0, &vec![0; length]).repeat(2));
}

/// Records whose lengths do not fit the section, or that are out of order.
fn frames(book: &mut Book) {
    let (one, two) = (framed(&record(1, 1).bytes()), framed(&record(2, 1).bytes()));
    let mut beyond = one.clone();
    beyond[..4].fill(0xff);
    for (name, frames) in [
        ("longer than the section", vec![beyond]),
        ("three bytes of a length", vec![one.clone(), vec![0, 0, 0]]),
        ("out of order", vec![two.clone(), one.clone()]),
        ("one twice", vec![one.clone(), one.clone()]),
        ("the last one cut", vec![one, two[..two.len() - 1].to_vec()]),
    ] {
        let name = format!("records: {name}");
        book.broken(&name, &Forge::of_records(&name, &frames).bytes(), BAD);
    }
}

/// A receipt whose text is signed and wrong.
fn notices(book: &mut Book) {
    let (id, hash) = ("01010101-0101-0101-0101-010101010101", "02".repeat(32));
    let text = |outcome: &str, reason: &str, more: &str| {
        let head = format!("{{\"at_ms\":5,\"bundle\":\"{id}\",\"by\":\"{id}\",\"cases\":[]");
        format!("{head},\"outcome\":\"{outcome}\",\"reason\":{reason},\"sha256\":\"{hash}\"{more}}}")
    };
    for (name, text, code) in [
        ("as it should be", text("opened", "null", ""), None),
        ("a member twice", text("opened", "null", "").replacen("\"at_ms\":5", "\"at_ms\":5,\"at_ms\":5", 1), Some(BAD)),
        ("an unknown member", text("opened", "null", ",\"z\":1"), Some(BAD)),
        ("rejected without a reason", text("rejected", "null", ""), Some(BAD)),
        ("accepted with a reason", text("accepted", "\"late\"", ""), Some(BAD)),
        ("an outcome nobody knows", text("lost", "null", ""), Some(BAD)),
        ("no text", "\u{0}".into(), Some(BAD)),
        ("nothing", String::new(), Some(BAD)),
    ] {
        let name = format!("receipt: {name}");
        let forge = Forge::with(&name, |manifest| {
            manifest["kind"] = json!("receipt");
            manifest["sections"] = json!([]);
            manifest["categories"] = json!([]);
            manifest["cases"] = json!([]);
        });
        let bytes = Forge { sections: vec![], ..forge }.and_section(4, 1, text.as_bytes()).bytes();
        match code {
            Some(code) => book.broken(&name, &bytes, code),
            None => {
                book.base(&name, &bytes);
                let found = json!({"place": "next", "records": 0, "entries": 0, "quarantined": [], "notice": "receipt"});
                book.accepted(&name, &name, "unit-3", found);
            }
        }
    }
}
