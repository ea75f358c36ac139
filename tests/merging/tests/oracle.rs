//! On ten thousand histories the journal shows the heads and the conflicts that Automerge shows.

use automerge::transaction::Transactable;
use automerge::{ActorId, Automerge, Change, ChangeHash, PatchLog, ROOT, ReadDoc};
use merging::dice::Dice;
use merging::entries::{DESK, FIELDS, Set};
use merging::making::{Clocks, History, play};
use std::collections::HashMap;

const HISTORIES: u64 = 10_000;

/// The changes Automerge makes of a record: for each entry and each field it speaks about one `put` under the field's key,
/// made where the actor sees what the entry names as replaced and nothing else.
fn changes(history: &History, record: usize) -> Vec<Change> {
    let mut document = Automerge::new();
    let mut made: HashMap<(usize, &str), ChangeHash> = HashMap::new();
    for n in history.standing().each().filter(|n| history.written[*n].record == record) {
        let entry = &history.written[n];
        for (at, field) in FIELDS.iter().enumerate().filter(|(_, field)| entry.speaks(field)) {
            let parents = entry.header.parents.iter().filter_map(|id| made.get(&(history.places[id], *field)).copied());
            let view: Vec<ChangeHash> = parents.collect();
            document.set_actor(ActorId::from([n as u8, at as u8]));
            let mut transaction = document.transaction_at(PatchLog::inactive(), &view).unwrap();
            transaction.put(ROOT, *field, n as i64).unwrap();
            made.insert((n, field), transaction.commit().0.unwrap());
        }
    }
    document.get_changes(&[])
}

/// All values Automerge keeps under the key.
fn kept(document: &Automerge, field: &str) -> Set {
    let mut set = Set::default();
    for (value, _) in document.get_all(ROOT, field).unwrap() {
        set.add(usize::try_from(value.as_i64().unwrap()).unwrap());
    }
    set
}

#[test]
fn ten_thousand_histories_show_the_conflicts_automerge_shows() {
    let (mut entries, mut compared, mut conflicts, mut different) = (0, 0, 0, Vec::new());
    for seed in 0..HISTORIES {
        let mut history = play(seed, Clocks::Skewed);
        history.come_together();
        entries += history.written.len();
        let mut dice = Dice(seed);
        for record in 0..history.records {
            let mut changes = changes(&history, record);
            let mut replica = Automerge::new();
            dice.shuffle(&mut changes);
            // In two parts, out of order, the first of them twice.
            let (first, second) = changes.split_at(changes.len() / 2);
            for part in [second, first, second] {
                replica.apply_changes(part.iter().cloned()).unwrap();
            }
            for field in FIELDS {
                let theirs = kept(&replica, field);
                compared += 1;
                conflicts += usize::from(theirs.0.count_ones() > 1);
                let ours = history.laptops.iter().filter(|l| l.holds[record] || l.at == DESK);
                if ours.into_iter().any(|laptop| history.shown(laptop.at, record, field) != theirs) {
                    different.push((seed, record, field));
                }
            }
        }
    }
    println!(
        "{HISTORIES} histories, {entries} entries, {compared} fields compared, {conflicts} in conflict, {} different",
        different.len()
    );
    assert!(different.is_empty(), "{:?}", different.first());
    assert!(conflicts > 0, "the histories hold no concurrent edits");
}
