//! Entries of three devices in any order, twice over, set aside and brought back: the heads are the journal's.

use crate::carrying::{elsewhere, placed, take};
use crate::common::*;
use journal::{Heads, Placed, WHOLE};
use proptest::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::*;

/// One record as three devices know it after working apart and together.
fn worked_on(steps: &[(usize, u8, bool)]) -> Carried {
    let places = [place(), place(), place()];
    let mut stores: Vec<Store> =
        places.iter().zip([0xD2, 0xD3, 0xD4]).map(|(place, device)| elsewhere(place, id(device))).collect();
    one_record(&mut stores[0]);
    let first = stores[0].carried(&[id(2)]).unwrap().remove(0);
    let arrival = Arrival { import: id(0x30), sequence: 1 };
    for store in &mut stores[1..] {
        take(store, &first, arrival).unwrap();
    }
    for (at, field, share) in steps {
        let field = ["severity", "what"][usize::from(field % 2)];
        stores[*at].write(cause("incident_corrected"), |w| w.correct(id(2), field, &json!(field.len()))).unwrap();
        if *share {
            let known = stores[*at].carried(&[id(2)]).unwrap().remove(0);
            take(&mut stores[(at + 1) % 3], &known, arrival).unwrap();
        }
    }
    let mut all: BTreeMap<Id, CarriedEntry> = BTreeMap::new();
    for store in &stores {
        for entry in store.carried(&[id(2)]).unwrap().remove(0).entries {
            all.insert(entry.header.id, entry);
        }
    }
    Carried { entries: all.into_values().collect(), ..first }
}

/// What the journal alone says stands of these entries; nothing without a whole one.
fn heads_of(entries: &[&CarriedEntry]) -> BTreeSet<Id> {
    let mut heads = Heads::new();
    for CarriedEntry { header, .. } in entries {
        heads.add(Placed { id: header.id, field: header.field.clone(), parents: header.parents.iter().copied().collect() });
    }
    if entries.iter().any(|entry| entry.header.field == WHOLE) {
        heads.all().into_values().flatten().collect()
    } else {
        BTreeSet::new()
    }
}

fn stands(store: &Store, entries: &[&CarriedEntry]) {
    let wanted = heads_of(entries);
    let found = store.record_hash(id(2));
    if wanted.is_empty() {
        assert_eq!(found.unwrap_err(), Fault::UnknownRecord(id(2)));
    } else {
        let heads: Vec<(Id, Hash)> =
            entries.iter().filter(|e| wanted.contains(&e.header.id)).map(|e| (e.header.id, e.header.commitment)).collect();
        assert_eq!(found.unwrap(), journal::record_hash(id(2), &heads));
    }
    // Every field for itself, not only all of them together.
    store.verify_records().unwrap();
}

/// The same bundles cut by what each holds of every stream, so that none begins in the middle of one.
fn bundles(carried: &Carried, cuts: &[u8]) -> Vec<Carried> {
    let mut sent: Vec<Carried> = cuts
        .iter()
        .map(|cut| {
            let upto =
                |entry: &&CarriedEntry| entry.header.seq <= u64::from(cut.rotate_left(u32::from(entry.header.device.0[0])) % 5);
            Carried { entries: carried.entries.iter().filter(upto).cloned().collect(), ..carried.clone() }
        })
        .collect();
    sent.push(carried.clone());
    sent
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn entries_in_any_order_twice_over_set_aside_and_back_give_the_heads_of_the_journal(
        steps in prop::collection::vec((0_usize..3, any::<u8>(), any::<bool>()), 0..9),
        cuts in prop::collection::vec(any::<u8>(), 0..4),
        seed in any::<u64>(),
        aside in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let carried = worked_on(&steps);
        let here = place();
        let mut store = create(&here);
        let mut known: BTreeMap<Id, CarriedEntry> = BTreeMap::new();
        let mut mixed = seed;
        for (n, mut bundle) in bundles(&carried, &cuts).into_iter().enumerate() {
            bundle.entries.extend(bundle.entries.clone());
            bundle.entries.sort_by_cached_key(|entry| {
                mixed = mixed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(u64::from(entry.header.id.0[15]) | 1);
                mixed
            });
            let arrival = Arrival { import: id(u8::try_from(n).unwrap() + 0x40), sequence: n as u64 + 1 };
            store.write(cause("import_bundle"), |w| w.receive(placed(&bundle), &bundle.entries, arrival)).unwrap();
            known.extend(bundle.entries.iter().map(|entry| (entry.header.id, entry.clone())));
            stands(&store, &known.values().collect::<Vec<_>>());
        }
        let hash = store.record_hash(id(2)).unwrap();
        let all: Vec<Id> = known.keys().copied().collect();
        let gone: BTreeSet<Id> = aside.iter().map(|index| *index.get(&all)).collect();
        let entries: Vec<Id> = gone.iter().copied().collect();
        store.write(cause("undo_import"), |w| w.set_aside(&entries, "import_undone")).unwrap();
        let left: Vec<&CarriedEntry> = known.values().filter(|entry| !gone.contains(&entry.header.id)).collect();
        stands(&store, &left);
        if seed % 2 == 0 {
            store.write(cause("redo_import"), |w| w.bring_back(&entries)).unwrap();
        } else {
            take(&mut store, &carried, Arrival { import: id(0x50), sequence: 9 }).unwrap();
        }
        stands(&store, &known.values().collect::<Vec<_>>());
        prop_assert_eq!(store.record_hash(id(2)).unwrap(), hash);
        store.verify_chains().unwrap();
    }
}
