//! Merging knows no order: shown over random histories of one record on several machines.

use journal::{Heads, Id, Placed, WHOLE};
use proptest::prelude::*;
use std::collections::BTreeSet;

const FIELDS: [&str; 3] = [WHOLE, "level", "safe_contact"];

/// What happens at one replica: an edit of a field, or hearing everything another replica knows.
#[derive(Debug, Clone)]
enum Event {
    Edit { at: usize, field: usize },
    Hear { at: usize, from: usize },
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        3 => (0..3usize, 0..3usize).prop_map(|(at, field)| Event::Edit { at, field }),
        1 => (0..3usize, 0..3usize).prop_map(|(at, from)| Event::Hear { at, from }),
    ];
    prop::collection::vec(event, 0..40)
}

/// Plays the events: every edit names the heads its own replica shows, as the store does.
fn play(events: &[Event]) -> (Vec<Heads>, Vec<Placed>) {
    let mut replicas = vec![Heads::new(), Heads::new(), Heads::new()];
    let mut written = Vec::new();
    for (n, event) in events.iter().enumerate() {
        match event {
            Event::Edit { at, field } => {
                let field = FIELDS[*field];
                let parents: BTreeSet<Id> =
                    if field == WHOLE { replicas[*at].all().into_values().flatten().collect() } else { replicas[*at].of(field) };
                let id = Id(((n as u128 + 1) * 7919 % 4001).to_be_bytes());
                let entry = Placed { id, field: field.to_owned(), parents };
                replicas[*at].add(entry.clone());
                written.push(entry);
            }
            Event::Hear { at, from } => {
                let heard = replicas[*from].clone();
                replicas[*at].merge(&heard);
            }
        }
    }
    (replicas, written)
}

proptest! {
    #[test]
    fn merging_is_commutative_associative_and_idempotent(events in events()) {
        let (replicas, _) = play(&events);
        let [a, b, c] = &replicas[..] else { unreachable!() };
        let merged = |x: &Heads, y: &Heads| { let mut x = x.clone(); x.merge(y); x };
        prop_assert_eq!(merged(a, b).all(), merged(b, a).all());
        prop_assert_eq!(merged(&merged(a, b), c).all(), merged(a, &merged(b, c)).all());
        prop_assert_eq!(merged(&merged(a, b), b).all(), merged(a, b).all());
        prop_assert_eq!(merged(a, a).all(), a.all());
    }

    #[test]
    fn entries_in_any_order_show_the_same_heads(events in events(), seed in any::<u64>()) {
        let (_, mut written) = play(&events);
        let forward = written.iter().cloned().fold(Heads::new(), |mut h, e| { h.add(e); h });
        let mut state = seed;
        for at in (1..written.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            written.swap(at, (state >> 33) as usize % (at + 1));
        }
        let shuffled = written.iter().cloned().chain(written.iter().cloned())
            .fold(Heads::new(), |mut h, e| { h.add(e); h });
        prop_assert_eq!(forward, shuffled);
    }

    #[test]
    fn a_resolution_that_names_all_heads_settles_the_field(events in events()) {
        let (replicas, _) = play(&events);
        let mut all = Heads::new();
        for replica in &replicas { all.merge(replica); }
        let parents = all.of("level");
        all.add(Placed { id: Id([0xff; 16]), field: "level".into(), parents });
        prop_assert_eq!(all.of("level"), BTreeSet::from([Id([0xff; 16])]));
    }

    #[test]
    fn nothing_written_is_lost_unless_something_names_it(events in events()) {
        let (replicas, written) = play(&events);
        let mut all = Heads::new();
        for replica in &replicas { all.merge(replica); }
        let named: BTreeSet<Id> = written.iter().flat_map(|e| e.parents.iter().copied()).collect();
        for entry in written.iter().filter(|e| !named.contains(&e.id)) {
            prop_assert!(all.of(&entry.field).contains(&entry.id));
        }
        prop_assert!(all.absent().is_empty());
    }
}

fn placed(id: u8, field: &str, parents: &[u8]) -> Placed {
    Placed { id: Id([id; 16]), field: field.to_owned(), parents: parents.iter().map(|p| Id([*p; 16])).collect() }
}

#[test]
fn two_corrections_of_one_field_are_a_conflict_and_of_two_fields_are_not() {
    let mut heads = Heads::new();
    heads.add(placed(1, WHOLE, &[]));
    heads.add(placed(2, "level", &[1]));
    heads.add(placed(3, "reason", &[1]));
    assert!(heads.conflicts().is_empty());
    heads.add(placed(4, "level", &[1]));
    assert_eq!(heads.conflicts(), ["level"]);
    assert_eq!(heads.of("other"), BTreeSet::from([Id([1; 16])]));
}

#[test]
fn an_absent_parent_is_kept_and_counts_as_superseded_when_it_comes() {
    let mut heads = Heads::new();
    heads.add(placed(9, "level", &[8]));
    assert_eq!(heads.absent(), BTreeSet::from([Id([8; 16])]));
    heads.add(placed(8, "level", &[]));
    assert_eq!(heads.of("level"), BTreeSet::from([Id([9; 16])]));
    assert!(heads.absent().is_empty());
}
