//! Ten thousand histories of two to six laptops that worked apart: all come to the same, and no edit is lost.

mod causal;
mod dice;
mod entries;
mod laptop;
mod leaf_replace;
mod making;

use entries::{DESK, FIELDS, Set};
use laptop::Aside;
use making::{Clocks, History, play};
use std::sync::atomic::{AtomicU64, Ordering};

/// How many: ten thousand, or as many as `HOLDFAST_HISTORIES` says for whoever runs them over and over.
fn histories() -> u64 {
    std::env::var("HOLDFAST_HISTORIES").ok().and_then(|number| number.parse().ok()).unwrap_or(10_000)
}

/// What was counted over all histories.
#[derive(Debug, Default)]
struct Counts {
    entries: u64,
    laptops: u64,
    conflicts: u64,
    compared: u64,
    set_aside: u64,
    brought_back: u64,
    lost: u64,
    lost_by_leaf_replace: u64,
}

/// Runs over the numbers of all histories on both cores.
fn each(what: impl Fn(u64) + Sync) {
    let (next, histories) = (AtomicU64::new(0), histories());
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                while let Some(seed) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|seed| *seed < histories) {
                    what(seed);
                }
            });
        }
    });
}

/// Laptops to which the same entries of a record were given show the same heads and the same conflicts.
fn compare(history: &History, seed: u64) -> u64 {
    let mut compared = 0;
    for record in 0..history.records {
        let of_record = |standing: Set| standing.each().filter(|n| history.written[*n].record == record).collect::<Vec<_>>();
        let holders: Vec<_> = history.laptops.iter().filter(|l| l.holds[record]).collect();
        for (at, one) in holders.iter().enumerate() {
            for other in holders[..at].iter().filter(|o| of_record(o.standing) == of_record(one.standing)) {
                assert_eq!(one.heads[record].all(), other.heads[record].all(), "history {seed}, record {record}");
                assert_eq!(one.heads[record].conflicts(), other.heads[record].conflicts(), "history {seed}, record {record}");
                compared += 1;
            }
        }
    }
    compared
}

/// Edits that neither stand, nor were replaced by one who had them before him, nor are set aside with a reason.
fn lost(history: &History, seed: u64) -> u64 {
    let mut lost = 0;
    for laptop in &history.laptops {
        for entry in history.written.iter().filter(|e| laptop.holds[e.record]) {
            let (stands, aside) = (laptop.standing.holds(entry.n), laptop.aside.get(&entry.n));
            if history.revocation.as_ref().is_some_and(|r| r.covers(&entry.header)) {
                // It stands nowhere, and is kept with its reason at least where it was written.
                assert!(!stands, "history {seed}, laptop {}, entry {}: written after the revocation", laptop.at, entry.n);
                lost += u64::from(laptop.at == entry.at && aside != Some(&Aside::AfterRevocation));
                continue;
            }
            // Nothing of a device that is trusted stays set aside once its whole stream came.
            assert!(stands && aside.is_none(), "history {seed}, laptop {}, entry {}: {aside:?}", laptop.at, entry.n);
            let head =
                FIELDS.iter().any(|field| entry.speaks(field) && history.shown(laptop.at, entry.record, field).holds(entry.n));
            let replaced = history.written.iter().any(|later| {
                laptop.standing.holds(later.n) && later.header.parents.contains(&entry.header.id) && later.seen.holds(entry.n)
            });
            lost += u64::from(!head && !replaced);
        }
    }
    lost
}

/// Heads are what the causal order says, and beside that only what stands again because its replacement is set aside.
fn hold_to_causality(history: &History, seed: u64, counts: &mut Counts) {
    let standing = history.standing();
    for record in 0..history.records {
        for field in FIELDS {
            let shown = history.shown(DESK, record, field);
            let all = history.laptops[DESK].heads[record].all();
            assert!(
                all.get(field).is_none_or(|ids| history.set(ids.iter().copied()) == shown),
                "history {seed}: all and of differ"
            );
            let expected = causal::expected(history, standing, record, field);
            assert_eq!(
                shown.0 & expected.0,
                expected.0,
                "history {seed}, record {record}, {field}: something unseen was replaced"
            );
            for n in Set(shown.0 & !expected.0).each() {
                assert!(causal::brought_back(history, standing, n, field), "history {seed}, entry {n}: replaced and still shown");
                counts.brought_back += 1;
            }
            counts.conflicts += u64::from(shown.0.count_ones() > 1);
        }
    }
}

fn run(seed: u64) -> Counts {
    let mut counts = Counts::default();
    let mut history = play(seed, Clocks::Skewed);
    compare(&history, seed);
    history.come_together();
    counts.compared = compare(&history, seed);
    for laptop in &history.laptops {
        assert!(laptop.verify(), "history {seed}: a chain no longer verifies");
        counts.set_aside += laptop.aside.len() as u64;
    }
    hold_to_causality(&history, seed, &mut counts);
    counts.lost = lost(&history, seed);
    counts.lost_by_leaf_replace = u64::from(leaf_replace::lost(&history).0.count_ones());
    counts.entries = history.written.len() as u64;
    counts.laptops = history.laptops.len() as u64;
    counts
}

#[test]
fn of_ten_thousand_histories_every_one_converges_and_loses_nothing() {
    let total = std::sync::Mutex::new(Counts::default());
    each(|seed| {
        let counts = run(seed);
        let mut total = total.lock().unwrap();
        total.entries += counts.entries;
        total.laptops += counts.laptops;
        total.conflicts += counts.conflicts;
        total.compared += counts.compared;
        total.set_aside += counts.set_aside;
        total.brought_back += counts.brought_back;
        total.lost += counts.lost;
        total.lost_by_leaf_replace += counts.lost_by_leaf_replace;
    });
    let total = total.into_inner().unwrap();
    println!("{} histories: {total:?}", histories());
    assert_eq!(total.lost, 0);
    assert!(total.lost_by_leaf_replace > 0, "the histories hold no concurrent edits");
    assert!(total.conflicts > 0 && total.set_aside > 0 && total.brought_back > 0 && total.compared > histories());
}

#[test]
fn wrong_clocks_change_no_head() {
    for seed in 0..histories() / 20 {
        let [skewed, right] = [Clocks::Skewed, Clocks::Right].map(|clocks| {
            let mut history = play(seed, clocks);
            history.come_together();
            history
        });
        for record in 0..right.records {
            for field in FIELDS {
                assert_eq!(skewed.shown(DESK, record, field), right.shown(DESK, record, field), "history {seed}");
            }
        }
    }
}

#[test]
fn an_erased_value_stays_gone_where_it_was_destroyed_and_every_other_is_here() {
    for seed in 0..histories() / 20 {
        let mut history = play(seed, Clocks::Skewed);
        history.come_together();
        for laptop in &history.laptops {
            for entry in history.written.iter().filter(|e| laptop.erased[e.record]) {
                assert!(!laptop.values.holds(entry.n), "history {seed}, entry {}", entry.n);
            }
            if history.laptops.iter().all(|l| !l.erased.contains(&true)) {
                assert_eq!(laptop.standing.0 & !laptop.values.0, 0, "history {seed}");
            }
        }
    }
}
