//! The walls against somebody with the store key, one agency's keys and a tool of their own, who knows the format as well as
//! we do (security.md C-1 to C-7).

use crate::common::*;
use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use journal::Id;
use sealing::{Grant, GrantSays, RecordKey, UserKeys, UserRootSecret};
use serde_json::json;
use std::collections::HashSet;
use store::{Fault, Granter, Placing, Store};

const NURSE: Id = Id([0xB1; 16]);
const OFFICER: Id = Id([0xB2; 16]);
const HEALTH: &str = "agency:health";
const POLICE: &str = "agency:police";

fn keys(member: Id) -> UserKeys {
    UserKeys::of(UserRootSecret::from_bytes(&[member.0[0]; 32])).unwrap()
}

fn signs(member: Id) -> Vec<[u8; 32]> {
    if [NURSE, OFFICER].contains(&member) { vec![keys(member).signing_public()] } else { Vec::new() }
}

fn record(compartment: &str, n: u32) -> Id {
    let mut record = [if compartment == HEALTH { 0xC0 } else { 0xC1 }; 16];
    record[12..].copy_from_slice(&n.to_be_bytes());
    Id(record)
}

fn canary(compartment: &str, n: u32) -> String {
    format!("canary of {compartment} {:08x} {n:04}", n.wrapping_mul(0x9E37_79B9))
}

fn write(store: &mut Store, compartment: &str, many: std::ops::Range<u32>) {
    let (owner, category) = if compartment == HEALTH { ("health", "suspect-health") } else { ("police", "intelligence") };
    store
        .write(cause("write_note"), |w| {
            for n in many {
                let place = Placing { kind: "private_note", record: record(compartment, n), case: Some(id(1)), owner, category };
                w.create_in(compartment, place, &json!({ "text": canary(compartment, n) }))?;
            }
            Ok::<(), Fault>(())
        })
        .map(|_| ())
        .unwrap_or_else(|fault: Fault| panic!("{fault}"));
}

/// Health and police each with a compartment of their own and so many notes in it, and one record that is open to all.
fn two_agencies(place: &Place, many: u32) -> Store {
    let mut store = create(place);
    one_record(&mut store);
    for (code, member) in [(HEALTH, NURSE), (POLICE, OFFICER)] {
        let own = keys(member);
        store
            .write(cause("grant_compartment"), |w| {
                w.found_compartment(code, (member, *own.sealing_public()), Granter { member, keys: &own })
            })
            .map(|_| ())
            .unwrap_or_else(|fault: Fault| panic!("{fault}"));
        write(&mut store, code, 0..many);
    }
    store
}

/// A sealed payload as it lies in the tables.
struct Lying {
    compartment: [u8; 16],
    epoch: u32,
    record: [u8; 16],
    entry: [u8; 16],
    category: String,
    wrapped: Vec<u8>,
    sealed: Vec<u8>,
}

impl Lying {
    fn all(place: &Place) -> Vec<Self> {
        let conn = keyed(place);
        let mut statement = conn.prepare(include_str!("queries/sealed_payloads.sql")).unwrap();
        let rows = statement.query_map([], |row| {
            Ok(Self {
                compartment: row.get(0)?,
                epoch: row.get(1)?,
                record: row.get(2)?,
                entry: row.get(3)?,
                category: row.get(4)?,
                wrapped: row.get(5)?,
                sealed: row.get(6)?,
            })
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// The words, with any of these keys over the record's own or in its stead.
    fn words(&self, held: &[[u8; 32]]) -> Option<String> {
        let outer = [b"holdfast/record-key/v1\0".as_slice(), &self.compartment, &self.epoch.to_be_bytes(), &self.record].concat();
        let inner =
            [b"holdfast/sealed/v1\0".as_slice(), &self.compartment, &self.record, &self.entry, self.category.as_bytes()].concat();
        held.iter().find_map(|key| {
            let own = sealing::open(key, &outer, &self.wrapped).ok().and_then(|own| <[u8; 32]>::try_from(own).ok());
            let opened = own.into_iter().chain([*key]).find_map(|key| sealing::open_padded(&key, &inner, &self.sealed).ok())?;
            // The salt stands before the words.
            Some(String::from_utf8_lossy(&opened[16..]).into_owned())
        })
    }
}

/// Every key the officer can lay hands on: those in the open tables and those granted.
fn keys_of_the_officer(place: &Place) -> Vec<[u8; 32]> {
    let conn = keyed(place);
    let mut statement = conn.prepare(include_str!("queries/open_keys.sql")).unwrap();
    let mut held: Vec<[u8; 32]> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    held.push(*key().expose_bytes_dangerously());
    let mut statement = conn.prepare(include_str!("queries/grants_of_thief.sql")).unwrap();
    let mut rows = statement.query([OFFICER.0]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let reason: String = row.get(7).unwrap();
        let says = GrantSays {
            compartment: row.get(0).unwrap(),
            epoch: row.get(1).unwrap(),
            member: OFFICER.0,
            granter: row.get(2).unwrap(),
            reason: &reason,
            at_ms: row.get(8).unwrap(),
        };
        let grant = Grant { enc: row.get(3).unwrap(), sealed: row.get(4).unwrap(), signature: row.get(5).unwrap() };
        let opened = grant.open(&says, &row.get(6).unwrap(), &keys(OFFICER)).unwrap();
        held.push(*opened.expose_bytes_dangerously());
    }
    held
}

/// The pages of the file as SQLCipher writes them (AES-256-CBC, the nonce and 64 bytes of MAC at the end of each), opened
/// without SQLite: what was deleted and never overwritten would stand here too.
fn pages(place: &Place) -> Vec<u8> {
    const PAGE: usize = 4096;
    const RESERVE: usize = 80;
    let file = std::fs::read(&place.path).unwrap();
    let cipher = Aes256::new(key().expose_bytes_dangerously().into());
    let mut plain = Vec::with_capacity(file.len());
    for (n, page) in file.chunks_exact(PAGE).enumerate() {
        let from = if n == 0 { 16 } else { 0 };
        let mut before: [u8; 16] = page[PAGE - RESERVE..PAGE - RESERVE + 16].try_into().unwrap();
        for block in page[from..PAGE - RESERVE].chunks_exact(16) {
            let mut opened: [u8; 16] = block.try_into().unwrap();
            cipher.decrypt_block((&mut opened).into());
            plain.extend(opened.iter().zip(before).map(|(byte, mask)| byte ^ mask));
            before = block.try_into().unwrap();
        }
    }
    plain
}

fn count(bytes: &[u8], wanted: &str) -> usize {
    bytes.windows(wanted.len()).filter(|window| *window == wanted.as_bytes()).count()
}

/// The officer's own thousand are found, so the search can find; of health's thousand none is.
#[test]
fn store_key_and_one_agencys_keys_open_all_of_its_own_thousand_notes_and_none_of_the_others() {
    let place = place();
    two_agencies(&place, 1_000).close().unwrap();
    let held = keys_of_the_officer(&place);
    assert_eq!(held.len(), 3, "the open record's key, the store's, the police's own");
    let lying = Lying::all(&place);
    let found: Vec<String> = lying.iter().filter_map(|payload| payload.words(&held)).collect();
    let of = |compartment: &str| (0..1_000).filter(|n| found.iter().any(|text| text.contains(&canary(compartment, *n)))).count();
    assert_eq!((lying.len(), found.len()), (2_000, 1_000));
    assert_eq!((of(POLICE), of(HEALTH)), (1_000, 0));
    println!("canaries found: 1,000 of 1,000 of the own agency, 0 of 1,000 of the other");
}

/// No page of the file holds a sealed word in clear, deleted ones included; the open record's are found, so the pages are read.
#[test]
fn no_page_of_the_file_holds_a_sealed_word() {
    let place = place();
    two_agencies(&place, 100).close().unwrap();
    let plain = pages(&place);
    assert!(count(&plain, "private_note") > 0 && count(&plain, "victim-narrative") > 0, "the pages were not read");
    assert_eq!(count(&plain, "canary of"), 0);
}

/// C-6: each pair of sealed payloads, and each pair of wrapped keys, within one compartment and across two.
#[test]
fn any_two_sealed_blobs_put_in_each_others_place_both_fail() {
    let place = place();
    two_agencies(&place, 3).close().unwrap();
    let conn = keyed(&place);
    let lying = Lying::all(&place);
    let places: Vec<(&str, u32)> = [HEALTH, POLICE].into_iter().flat_map(|code| (0..3).map(move |n| (code, n))).collect();
    // Handed in rather than read in the statement, which would read the second after it changed the first.
    let blobs = [
        (include_str!("tampering/exchange_sealed.sql"), lying.iter().map(|lies| &lies.sealed).collect::<Vec<_>>()),
        (include_str!("tampering/exchange_wrapped.sql"), lying.iter().map(|lies| &lies.wrapped).collect()),
    ];
    let row = |n: usize| i64::try_from(n).unwrap() + 2;
    let mut pairs = 0;
    for one in 0..lying.len() {
        for other in one + 1..lying.len() {
            for (script, blob) in &blobs {
                let put = |first: &[u8], second: &[u8]| {
                    assert_eq!(conn.execute(script, (row(one), row(other), first, second)).unwrap(), 2);
                };
                // The third goes to the second place and the fourth to the first.
                put(blob[one], blob[other]);
                let store = open(&place).unwrap();
                for member in [NURSE, OFFICER] {
                    store.open_compartments(member, &keys(member), &signs).unwrap();
                }
                for (n, (code, number)) in places.iter().enumerate() {
                    let read = store.record(record(code, *number));
                    assert_eq!(read == Err(Fault::Unreadable), n == one || n == other, "{one} with {other}, reading {n}");
                }
                assert!(store.verify_records().is_err());
                store.close().unwrap();
                put(blob[other], blob[one]);
                pairs += 1;
            }
        }
    }
    println!("{pairs} exchanges, both of each refused");
    assert_eq!(pairs, 30);
}

/// C-3: grants written past the program, each in another way.
#[test]
fn grants_made_past_the_program_open_nothing_and_are_counted() {
    let made_by = |says: &GrantSays<'_>, by: &UserKeys| {
        Grant::make(says, &RecordKey::from_bytes(&[9; 32]), keys(NURSE).sealing_public(), by).unwrap()
    };
    let officer = keys(OFFICER);
    let stranger = UserKeys::of(UserRootSecret::from_bytes(&[0xEE; 32])).unwrap();
    for (name, granter, by) in [
        ("in the nurse's name, with the officer's hand", NURSE, &officer),
        ("in the nurse's name, with a stranger's hand", NURSE, &stranger),
        ("in a stranger's name and hand", Id([0xEE; 16]), &stranger),
        ("by the officer, who has no key to give", OFFICER, &officer),
    ] {
        let place = place();
        two_agencies(&place, 2).close().unwrap();
        let conn = keyed(&place);
        let health: [u8; 16] = Lying::all(&place)[0].compartment;
        let says = GrantSays { compartment: health, epoch: 1, member: NURSE.0, granter: granter.0, reason: "cover", at_ms: AT };
        let grant = made_by(&says, by);
        let values =
            rusqlite::params![grant.enc, grant.sealed, granter.0, by.signing_public(), grant.signature, "cover", AT, NURSE.0];
        assert_eq!(conn.execute(include_str!("tampering/replace_grant.sql"), values).unwrap(), 1);
        drop(conn);
        let mut store = open(&place).unwrap();
        assert_eq!(store.open_compartments(NURSE, &keys(NURSE), &signs).unwrap(), 1, "{name}");
        assert!(store.record(record(HEALTH, 0)).unwrap().unwrap().closed, "{name}");
        let refused = store.write(cause("write_note"), |w| {
            let place = Placing { kind: "private_note", record: id(9), case: None, owner: "health", category: "suspect-health" };
            w.create_in(HEALTH, place, &json!({ "text": "for whoever made the grant" })).map(|_| ())
        });
        assert_eq!(refused.err(), Some(Fault::ClosedCompartment), "{name}: nothing is sealed under a key somebody else chose");
    }
}

/// C-5: an older copy put back and written on uses no nonce again, under any key.
#[test]
fn no_nonce_stands_twice_even_after_an_older_copy_was_put_back() {
    let place = place();
    let store = two_agencies(&place, 50);
    store.close().unwrap();
    let older = std::fs::read(&place.path).unwrap();
    let mut met: HashSet<(Vec<u8>, Vec<u8>)> = HashSet::new();
    let mut nonces: HashSet<Vec<u8>> = HashSet::new();
    for round in 0..3 {
        std::fs::write(&place.path, &older).unwrap();
        let mut store = open(&place).unwrap();
        store.open_compartments(NURSE, &keys(NURSE), &signs).unwrap();
        write(&mut store, HEALTH, 50..250);
        store.close().unwrap();
        for payload in Lying::all(&place) {
            for sealed in [payload.sealed, payload.wrapped] {
                // What was in the older copy stands in every round as it was; everything else is new.
                if met.insert((sealed[..12].to_vec(), sealed.clone())) {
                    assert!(nonces.insert(sealed[..12].to_vec()), "a nonce stands twice in round {round}");
                }
            }
        }
    }
    assert_eq!(nonces.len(), 2 * (100 + 3 * 200));
}
