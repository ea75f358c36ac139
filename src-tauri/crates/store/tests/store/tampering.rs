//! Changes behind the program's back: every one is named, and no plain statement makes one.

use crate::common::*;
use store::{Fault, FirstBad, Store};

macro_rules! scripts {
    ($($name:literal => $seq:literal),+ $(,)?) => {
        [$(($name, $seq, include_str!(concat!("tampering/", $name, ".sql")))),+]
    };
}

/// Each script with the place of the act that has to be named.
const SCRIPTS: [(&str, u64, &str); 8] = scripts! {
    "act_time_2" => 2,
    "act_time_3" => 3,
    "act_digest_3" => 3,
    "act_renamed_1" => 1,
    "act_removed_2" => 2,
    "entry_time_2" => 2,
    "entry_commitment_3" => 3,
    "entry_removed_3" => 3,
};

fn three_records(place: &Place) -> Store {
    let mut store = create(place);
    for n in [2, 3, 4] {
        let made = cause("made").on(id(n));
        store
            .write(made, |w| w.create(placing(id(n), id(1)), &incident()).map(|_| ()))
            .map(|_: ((), _)| ())
            .unwrap_or_else(|fault: Fault| panic!("{fault}"));
    }
    store.verify_chains().unwrap();
    store
}

fn tamper(place: &Place, script: &str) {
    let conn = keyed(place);
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute_batch(include_str!("tampering/drop_guards.sql")).unwrap();
    conn.execute_batch(script).unwrap();
}

#[test]
fn every_change_behind_the_programs_back_is_named() {
    for (name, seq, script) in SCRIPTS {
        let place = place();
        three_records(&place).close().unwrap();
        tamper(&place, script);
        let found = open(&place).unwrap().verify_chains().unwrap_err();
        let FirstBad::Act(broken) = found else { panic!("{name}: {found}") };
        assert_eq!(broken.seq, seq, "{name}: {found}");
    }
}

#[test]
fn a_value_put_in_anothers_place_is_named_by_the_check_of_values() {
    let place = place();
    three_records(&place).close().unwrap();
    tamper(&place, include_str!("tampering/swap_salt.sql"));
    let store = open(&place).unwrap();
    store.verify_record(id(2)).unwrap();
    assert!(matches!(store.verify_record(id(3)), Err(FirstBad::Entry(_))));
}

#[test]
fn the_journal_cannot_be_changed_or_shortened_by_a_plain_statement() {
    let place = place();
    three_records(&place).close().unwrap();
    let conn = keyed(&place);
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for (name, _, script) in SCRIPTS {
        assert!(conn.execute_batch(script).is_err(), "{name}");
    }
    drop(conn);
    open(&place).unwrap().verify_chains().unwrap();
}
