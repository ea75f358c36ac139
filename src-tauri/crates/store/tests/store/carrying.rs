//! Whole streams sent from one store and taken in by another: they verify, they say where they came from, and what is bad
//! never lands by half.

use crate::common::*;
use journal::StreamChain;
use serde_json::json;
use std::collections::BTreeMap;
use store::*;

/// The other unit's device.
pub const THEIRS: Id = Id([0xD2; 16]);

/// The record of an import.
pub const IMPORT: Id = Id([0x17; 16]);

pub const FIRST: Arrival = Arrival { import: IMPORT, sequence: 1 };

/// A store of another unit.
pub fn elsewhere(place: &Place, device: Id) -> Store {
    let founding = Founding { store: Id([0x52; 16]), device, at_ms: AT };
    Store::create(&place.path, &key(), founding, Box::new(Counted(u64::from(device.0[0]) << 40))).unwrap()
}

/// A record made in the other unit, with two corrections.
pub fn theirs(place: &Place) -> Store {
    let mut store = elsewhere(place, THEIRS);
    one_record(&mut store);
    for severity in [3, 4] {
        store.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(severity))).unwrap();
    }
    store
}

pub fn placed(carried: &Carried) -> Placing<'_> {
    Placing {
        kind: &carried.kind,
        record: carried.record,
        case: carried.case,
        owner: &carried.owner,
        category: &carried.category,
    }
}

pub fn take(store: &mut Store, carried: &Carried, arrival: Arrival) -> Result<Received, Fault> {
    store
        .write(cause("import_bundle").on(arrival.import), |w| w.receive(placed(carried), &carried.entries, arrival))
        .map(|done| done.0)
}

/// Every stream from its first entry, every value against its commitment.
fn verifies(carried: &Carried) {
    let mut chains: BTreeMap<Id, StreamChain> = BTreeMap::new();
    for entry in &carried.entries {
        let header = &entry.header;
        chains.entry(header.stream).or_insert_with(|| StreamChain::of(header.stream)).step(header).unwrap();
        if let Some((salt, plaintext)) = &entry.value {
            assert_eq!(journal::commitment(header.id, salt, plaintext), header.commitment);
        }
    }
}

fn sound(store: &Store) {
    store.verify_chains().unwrap();
    store.verify_records().unwrap();
    store.check(Thoroughness::Full).unwrap();
}

#[test]
fn a_record_goes_whole_into_another_store_and_on_from_there() {
    let (from, to, last) = (place(), place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    verifies(&carried);
    assert_eq!((carried.entries.len(), carried.kind.as_str(), carried.case), (3, "incident", Some(id(1))));
    let mut store = create(&to);
    assert_eq!(take(&mut store, &carried, FIRST).unwrap(), Received { new: 3, known: 0, brought_back: 0 });
    assert_eq!(store.the_record(id(2)).unwrap().body["severity"], 4);
    store.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(2))).unwrap();
    let onward = store.carried(&[id(2)]).unwrap().remove(0);
    verifies(&onward);
    assert_eq!(onward.entries.len(), 4, "both devices' streams");
    let mut third = elsewhere(&last, id(0xD3));
    take(&mut third, &onward, FIRST).unwrap();
    assert_eq!(third.the_record(id(2)).unwrap().body, store.the_record(id(2)).unwrap().body);
    assert_eq!(third.record_hash(id(2)).unwrap(), store.record_hash(id(2)).unwrap());
    sound(&store);
    sound(&third);
}

#[test]
fn choosing_no_record_carries_none_and_an_unknown_one_is_refused() {
    let place = place();
    let store = theirs(&place);
    assert!(store.carried(&[]).unwrap().is_empty());
    assert_eq!(store.carried(&[id(2), id(9)]).unwrap_err(), Fault::UnknownRecord(id(9)));
}

#[test]
fn an_erased_record_is_carried_without_its_values_and_still_verifies() {
    let (from, to) = (place(), place());
    let mut source = theirs(&from);
    source.write(cause("record_erased").on(id(2)), |w| w.erase(id(2))).unwrap();
    let carried = source.carried(&[id(2)]).unwrap().remove(0);
    verifies(&carried);
    assert!(carried.entries.len() == 3 && carried.entries.iter().all(|entry| entry.value.is_none()));
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    assert!(store.the_record(id(2)).unwrap().erased, "and is an erased one there");
    sound(&store);
}

#[test]
fn the_same_again_changes_nothing_and_a_record_names_the_imports_that_brought_it() {
    let (from, to) = (place(), place());
    let mut source = theirs(&from);
    let early = source.carried(&[id(2)]).unwrap().remove(0);
    source.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(1))).unwrap();
    let later = source.carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &early, FIRST).unwrap();
    let before = store.record(id(2)).unwrap();
    assert_eq!(take(&mut store, &early, FIRST).unwrap(), Received { new: 0, known: 3, brought_back: 0 });
    assert_eq!(store.record(id(2)).unwrap(), before, "not even the time of its last change");
    take(&mut store, &later, Arrival { import: id(0x18), sequence: 2 }).unwrap();
    let ids: Vec<Id> = later.entries.iter().map(|entry| entry.header.id).collect();
    let came =
        [CameFrom { import: IMPORT, entries: ids[..3].to_vec() }, CameFrom { import: id(0x18), entries: ids[3..].to_vec() }];
    assert_eq!(store.came_from(id(2)).unwrap(), came);
    assert_eq!(store.imported_by(id(0x18)).unwrap(), [Brought { record: id(2), entry: ids[3], set_aside: false }]);
    assert!(source.came_from(id(2)).unwrap().is_empty(), "made there");
}

/// One change to what was sent, and the fault it has to meet.
type Spoiling = (&'static str, fn(&mut Carried), Fault);

fn reseal(entry: &mut CarriedEntry, plaintext: &[u8]) {
    entry.header.commitment = journal::commitment(entry.header.id, &[9; 16], plaintext);
    entry.value = Some(([9; 16], plaintext.to_vec()));
}

const SPOILINGS: [Spoiling; 13] = [
    ("another value", |c| c.entries[2].value = Some(([9; 16], b"1".to_vec())), Fault::NotGenuine),
    ("a value that is no JSON", |c| reseal(&mut c.entries[2], b"{"), Fault::NotGenuine),
    ("a value not written canonically", |c| reseal(&mut c.entries[2], b" 1"), Fault::NotGenuine),
    (
        "a whole record that is no object",
        |c| {
            c.entries.truncate(1);
            reseal(&mut c.entries[0], b"7");
        },
        Fault::NotGenuine,
    ),
    (
        "a gap",
        |c| {
            c.entries.remove(1);
        },
        Fault::NotGenuine,
    ),
    (
        "no beginning",
        |c| {
            c.entries.remove(0);
        },
        Fault::NotGenuine,
    ),
    ("another predecessor", |c| c.entries[2].header.previous = Hash([5; 32]), Fault::NotGenuine),
    ("another stream", |c| c.entries[2].header.stream = id(7), Fault::NotGenuine),
    ("another record", |c| c.entries[2].header.record = id(7), Fault::NotGenuine),
    ("another category", |c| c.entries[2].header.category = "equality".into(), Fault::NotGenuine),
    ("our own device", |c| c.entries[2].header.device = FOUNDING.device, Fault::NotGenuine),
    (
        "an entry that replaces itself",
        |c| {
            let own = c.entries[2].header.id;
            c.entries[2].header.parents.push(own);
        },
        Fault::NotGenuine,
    ),
    (
        "a place in the stream that is taken",
        |c| {
            let mut twice = c.entries[2].clone();
            twice.header.id = id(8);
            reseal(&mut twice, b"1");
            c.entries.push(twice);
        },
        Fault::Taken,
    ),
];

/// The caller puts the record in quarantine and goes on: nothing of it is left, and what came beside it stands.
#[test]
fn nothing_bad_lands_by_half_while_the_rest_of_the_import_goes_on() {
    let from = place();
    let mut source = theirs(&from);
    source.write(cause("incident_added"), |w| w.create(placing(id(3), id(1)), &incident())).unwrap();
    let good = source.carried(&[id(2), id(3)]).unwrap();
    for (what, spoil, wanted) in SPOILINGS {
        let mut bad = good[0].clone();
        spoil(&mut bad);
        let to = place();
        let mut store = create(&to);
        let (refused, _) = store
            .write(cause("import_bundle").on(IMPORT), |w| {
                let refused = w.receive(placed(&bad), &bad.entries, FIRST).unwrap_err();
                w.receive(placed(&good[1]), &good[1].entries, FIRST)?;
                Ok::<_, Fault>(refused)
            })
            .unwrap();
        assert_eq!(refused, wanted, "{what}");
        assert_eq!(store.record(id(2)).unwrap(), None, "{what}");
        assert_eq!(store.imported_by(IMPORT).unwrap().len(), 1, "{what}");
        assert_eq!((store.count_records().unwrap(), store.verify_chains().unwrap().entries), (1, 1), "{what}");
        take(&mut store, &good[0], FIRST).unwrap();
        assert_eq!(store.the_record(id(2)).unwrap().body["severity"], 4, "{what}: the genuine one is still welcome");
        sound(&store);
    }
}

#[test]
fn a_record_known_as_something_else_or_an_entry_known_otherwise_is_refused() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    let head = store.record_hash(id(2)).unwrap();
    let mut grown = carried.clone();
    let mut next = grown.entries[2].clone();
    next.header.previous = next.header.hash();
    (next.header.id, next.header.seq) = (id(0x77), 4);
    reseal(&mut next, b"0");
    grown.entries.push(next);
    for change in [
        |c: &mut Carried| c.kind = "person".into(),
        |c: &mut Carried| c.case = Some(id(9)),
        |c: &mut Carried| c.owner = "health".into(),
        |c: &mut Carried| c.entries[0].header.time_ms += 1,
        |c: &mut Carried| c.entries[1].header.parents.clear(),
    ] {
        let mut bad = grown.clone();
        change(&mut bad);
        assert_eq!(take(&mut store, &bad, FIRST).unwrap_err(), Fault::NotGenuine);
    }
    assert_eq!(store.record_hash(id(2)).unwrap(), head);
    assert_eq!(take(&mut store, &grown, FIRST).unwrap().new, 1, "unchanged it is taken in");
    sound(&store);
}

/// Two entries that replace each other would hide what stood before.
#[test]
fn entries_that_replace_one_another_in_a_circle_are_refused() {
    let (from, to) = (place(), place());
    let mut carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let last = carried.entries[2].header.id;
    carried.entries[1].header.parents.push(last);
    carried.entries[2].header.previous = carried.entries[1].header.hash();
    let mut store = create(&to);
    assert_eq!(take(&mut store, &carried, FIRST).unwrap_err(), Fault::NotGenuine);
    assert_eq!(store.count_records().unwrap(), 0);
}

#[test]
fn an_erased_record_stays_erased_whatever_comes_late() {
    let (from, to) = (place(), place());
    let mut source = theirs(&from);
    let early = source.carried(&[id(2)]).unwrap().remove(0);
    source.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(1))).unwrap();
    let later = source.carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &early, FIRST).unwrap();
    store.write(cause("record_erased").on(id(2)), |w| w.erase(id(2))).unwrap();
    assert_eq!(take(&mut store, &early, FIRST).unwrap().known, 3);
    assert_eq!(take(&mut store, &later, FIRST).unwrap_err(), Fault::Erased(id(2)));
    assert!(store.the_record(id(2)).unwrap().erased);
    sound(&store);
}

#[test]
fn what_a_revoked_device_sends_later_is_refused_and_what_it_sent_before_stands() {
    let (from, to) = (place(), place());
    let mut source = theirs(&from);
    let early = source.carried(&[id(2)]).unwrap().remove(0);
    source.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(1))).unwrap();
    let later = source.carried(&[id(2)]).unwrap().remove(0);
    let fourth = later.entries[3].header.id;
    let mut store = create(&to);
    take(&mut store, &early, Arrival { import: IMPORT, sequence: 5 }).unwrap();
    let unknown = store.write(cause("x"), |w| w.revoke_device(THEIRS, 5)).unwrap_err();
    assert_eq!(unknown, Fault::UnknownDevice(THEIRS));
    store
        .write(cause("revoke_device"), |w| {
            w.know_device(THEIRS, Some(id(0x60)), "Laptop 2")?;
            w.revoke_device(THEIRS, 5)?;
            w.revoke_device(THEIRS, 99)
        })
        .unwrap();
    assert_eq!(store.known_device(THEIRS).unwrap().unwrap().revoked_after, Some(5), "a second changes nothing");
    assert_eq!(take(&mut store, &early, Arrival { import: id(0x18), sequence: 6 }).unwrap().known, 3);
    assert_eq!(take(&mut store, &later, Arrival { import: id(0x18), sequence: 6 }).unwrap_err(), Fault::Revoked(fourth));
    assert_eq!(store.the_record(id(2)).unwrap().body["severity"], 4);
    assert_eq!(
        take(&mut store, &later, Arrival { import: id(0x19), sequence: 4 }).unwrap().new,
        1,
        "an older bundle that came late"
    );
    sound(&store);
}
