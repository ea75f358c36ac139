//! a store of an older schema is brought up, and killed, cut from power or refused by the disk while it is.

use crate::disk::{Disk, copy_of, run};
use crate::errors::{EIO, ENOSPC, at_calls};
use crate::kills::killed;
use crate::older::{OLDER, make_older};
use crate::power::cuts;
use crate::scenarios::{Left, add, judge, key, open, open_as_found, prepare, prove_backups, slots};
use std::path::Path;
use store::{OpenTrouble, STORE_FILE};

/// What [`prepare`] makes, as the earlier version with this schema left it.
pub fn prepare_older(schema: usize) -> tempfile::TempDir {
    let prepared = prepare();
    make_older(&prepared.path().join(STORE_FILE), key().expose_bytes_dangerously(), schema);
    prepared
}

/// What a start does with an older store: a copy among the backups, the steps, then the work.
pub fn bringing_up(disk: &Path, most: u64) -> Result<(), String> {
    let mut store = open(disk).map_err(|trouble| format!("open: {trouble}"))?;
    println!("ack brought up");
    for n in 20..20 + most {
        add(&mut store, n).map_err(|fault| format!("write: {fault}"))?;
        println!("ack record {n} {}", store.audit_head().0);
    }
    store.close().map_err(|fault| format!("close: {fault}"))
}

/// Kills while a store is brought up, later and later until it always came through, over both older schemas.
fn kills(rounds: u64) {
    let prepared = OLDER.map(prepare_older);
    let (mut still_old, mut acknowledged, mut copies) = (0, 0, 0);
    for round in 0..rounds {
        let schema = usize::try_from(round).unwrap() % OLDER.len();
        let folder = copy_of(prepared[schema].path());
        let said = killed("bring up until killed", folder.path(), round * 7 % 120);
        let place = folder.path().join("disk");
        let made = store::list_backups(&crate::scenarios::backups(&place)).unwrap().backups.len();
        match open_as_found(&place) {
            Err(OpenTrouble::OlderSchema { found, .. }) => {
                assert_eq!(found as usize, OLDER[schema], "round {round}: half of the steps");
                assert!(said.is_empty(), "round {round}: it was said to be brought up and is not: {said:?}");
                still_old += 1;
            }
            Err(trouble) => panic!("round {round}: {trouble}"),
            // The one that stood there, and the copy made before.
            Ok(_) => assert_eq!(made, 2, "round {round}: brought up without a copy"),
        }
        assert_eq!(judge(&place, &said), Left::Whole, "round {round}");
        assert_eq!(prove_backups(&place).1, 0, "round {round}");
        acknowledged += said.len();
        copies += made - 1;
    }
    println!(
        "{rounds} kills while bringing up: {still_old} left the old schema, {} the new; {acknowledged} acknowledged steps, 0 lost; \
         {copies} copies, 0 broken",
        rounds - still_old
    );
    assert!(still_old > 0 && still_old < rounds, "some kills came before the steps and some after");
}

fn power(count: u64, seed: u64) {
    for schema in OLDER {
        let tally = cuts("bring up", &prepare_older(schema), count, seed, |at, seed| Disk::Cut { at, seed });
        assert_eq!(tally.whole, tally.points, "from schema {schema}: every acknowledged step stands");
        assert_eq!((tally.unnoticed, tally.bad_backups), (0, 0), "from schema {schema}");
    }
}

fn errors(step: u64) {
    let prepared = prepare_older(1);
    for (mode, failing) in [("eio", EIO), ("enospc", ENOSPC)] {
        let (tried, _) = at_calls("bring up", &prepared, mode, failing, step);
        assert!(tried > 0);
    }
}

#[test]
fn fifty_kills_while_bringing_up_leave_the_old_schema_or_the_new_one() {
    kills(50);
}

#[test]
fn eighty_power_cuts_while_bringing_up_lose_nothing() {
    power(40, 1);
}

#[test]
fn a_disk_error_at_any_call_while_bringing_up_loses_nothing() {
    errors(13);
}

#[test]
#[ignore = "full size: cargo xtask faults"]
fn a_thousand_kills_three_thousand_cuts_and_every_disk_error_while_bringing_up_lose_nothing() {
    kills(1_000);
    (1..=3).for_each(|seed| power(500, seed));
    errors(1);
}

#[test]
fn a_full_or_read_only_disk_refuses_to_bring_up_and_the_store_stays_as_it_is_to_the_byte() {
    let prepared = prepare_older(1);
    let store_of = |place: &Path| std::fs::read(place.join(STORE_FILE)).unwrap();
    let before = store_of(prepared.path());
    for (disk, wanted) in [(Disk::Quota(120_000), "could not be brought up"), (Disk::ReadOnly, "place cannot be written")] {
        let folder = copy_of(prepared.path());
        let said = run("bring up", folder.path(), disk);
        let place = folder.path().join("disk");
        assert!(said.acknowledged.is_empty() && said.refused.iter().all(|why| why.contains(wanted)), "{disk:?}: {said:?}");
        assert_eq!(said.refused.len(), 1, "{disk:?}: {said:?}");
        assert!(store_of(&place) == before, "{disk:?}: the store was changed");
        assert!(matches!(open_as_found(&place), Err(OpenTrouble::OlderSchema { .. })), "{disk:?}");
        assert_eq!(judge(&place, &[]), Left::Whole, "{disk:?}: with room again it is brought up");
    }
    assert_eq!(store::read_slots(prepared.path()).unwrap().first, Some(slots(0)));
}
