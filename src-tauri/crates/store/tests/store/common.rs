//! A store in a temporary folder, opened by raw key, with bytes that are the same every time.

use journal::Id;
use sealing::StoreKey;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Once;
use store::{Cause, Entropy, Fault, Founding, OpenTrouble, Placing, Receipt, Store};
use tempfile::TempDir;

/// 09:00 on a Monday.
pub const AT: i64 = 1_763_974_800_000;

/// The member who does everything here.
pub const ACTOR: Id = Id([0xA1; 16]);

/// Bytes from a counter: never for anybody's data.
pub struct Counted(pub u64);

impl Entropy for Counted {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Fault> {
        for part in bytes.chunks_mut(8) {
            self.0 += 1;
            let mixed = self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) ^ self.0;
            part.copy_from_slice(&mixed.to_be_bytes()[..part.len()]);
        }
        Ok(())
    }
}

pub struct Place {
    pub folder: TempDir,
    pub path: PathBuf,
}

/// A connection of the store's own stands before any that a test makes past it: SQLite is set up by one thread alone.
static FIRST: Once = Once::new();

pub fn place() -> Place {
    FIRST.call_once(|| {
        let folder = tempfile::tempdir().unwrap();
        Store::create(&folder.path().join("first.holdfast"), &key(), FOUNDING, Box::new(Counted(1))).unwrap();
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("unit.holdfast");
    Place { folder, path }
}

pub fn key() -> StoreKey {
    StoreKey::from_bytes(&[0x42; 32])
}

pub const FOUNDING: Founding = Founding { store: Id([0x51; 16]), device: Id([0xD1; 16]), at_ms: AT };

pub fn create(place: &Place) -> Store {
    Store::create(&place.path, &key(), FOUNDING, Box::new(Counted(1))).unwrap()
}

pub fn open(place: &Place) -> Result<Store, OpenTrouble> {
    Store::open(&place.path, &key(), Some(FOUNDING.store), Box::new(Counted(1_000_000)))
}

pub fn cause(act: &str) -> Cause<'_> {
    Cause::new(act, ACTOR, "police", AT)
}

pub fn id(n: u8) -> Id {
    Id([n; 16])
}

pub fn placing(record: Id, case: Id) -> Placing<'static> {
    Placing { kind: "incident", record, case: Some(case), owner: "police", category: "victim-narrative" }
}

pub fn incident() -> Value {
    json!({"what": "Waited outside the library", "severity": 2, "is_contact": "yes"})
}

/// Makes one incident in one case.
pub fn one_record(store: &mut Store) -> (Id, Receipt) {
    let ((), receipt) = store
        .write(cause("incident_added").on(id(2)).in_case(id(1)), |w| w.create(placing(id(2), id(1)), &incident()).map(|_| ()))
        .unwrap();
    (id(2), receipt)
}

/// A connection with our key that goes round the store.
pub fn keyed(place: &Place) -> rusqlite::Connection {
    let conn = rusqlite::Connection::open(&place.path).unwrap();
    let key = format!("PRAGMA key = \"x'{}'\"", "42".repeat(32));
    conn.execute_batch(&key).unwrap();
    conn
}
