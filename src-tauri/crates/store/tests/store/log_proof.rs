//! What the log proves: every change behind the program's back is found and the act named from which on to look. And what it
//! does not prove, each shown by something it does not find (security.md ).

use crate::common::*;
use journal::Id;
use sealing::{UserKeys, UserRootSecret};
use store::{Cause, Fault, FirstBad, Signing, Store};

/// How the first thing that does not fit is found.
#[derive(Debug, PartialEq, Eq)]
enum By {
    /// The chain of acts, or an act's entries.
    Acts,
    /// A value or key that is not the one committed to.
    Values,
    /// What stands for a record.
    Records,
    /// A signed checkpoint.
    Checkpoints,
    /// The key a checkpoint is signed with.
    Signers,
    /// A checkpoint kept outside the machine.
    Witness,
}

macro_rules! scripts {
    ($($name:literal => $by:ident $act:literal),+ $(,)?) => {
        [$(($name, By::$by, $act, include_str!(concat!("tampering/", $name, ".sql")))),+]
    };
}

/// Each script, what finds it, and the act that has to be named.
const SCRIPTS: [(&str, By, u64, &str); 29] = scripts! {
    "act_time_2" => Acts 2,
    "act_actor_2" => Acts 2,
    "act_agency_2" => Acts 2,
    "act_name_3" => Acts 3,
    "act_subject_3" => Acts 3,
    "act_reason_3" => Acts 3,
    "act_removed_3" => Acts 4,
    "act_closed_up_3" => Acts 2,
    "acts_exchanged_2_3" => Acts 3,
    "act_said_twice" => Acts 3,
    "act_added" => Acts 7,
    "tail_removed" => Acts 5,
    "tail_removed_under_checkpoint" => Checkpoints 5,
    "tail_removed_with_checkpoint" => Witness 5,
    "entry_author_1" => Acts 1,
    "entry_owner_1" => Acts 1,
    "entry_time_2" => Acts 2,
    "entry_parents_3" => Acts 4,
    "entry_commitment_3" => Acts 4,
    "entry_moved_2" => Acts 2,
    "correction_hidden" => Acts 4,
    "value_gone_3" => Values 4,
    "swap_sealed" => Values 1,
    "swap_salt" => Values 2,
    "keys_exchanged" => Values 1,
    "head_put_back" => Records 4,
    "head_of_another" => Records 2,
    "checkpoint_root_5" => Checkpoints 5,
    "checkpoint_unsigned_5" => Checkpoints 5,
};

/// The member whose hand signs.
fn hand() -> UserKeys {
    UserKeys::of(UserRootSecret::from_bytes(&[5; 32])).unwrap()
}

fn signs(member: Id) -> Vec<[u8; 32]> {
    if member == ACTOR { vec![hand().signing_public()] } else { Vec::new() }
}

fn sign_with(store: &Store, keys: &UserKeys) {
    let signing = Signing { member: ACTOR, public: keys.signing_public(), sign: &|body| keys.sign(body) };
    store.keep_checkpoint("lock", AT, &signing).unwrap();
}

fn make(store: &mut Store, n: u8) {
    let made = cause("incident_added").on(id(n)).in_case(id(1));
    store
        .write(made, |w| w.create(placing(id(n), id(1)), &incident()).map(|_| ()))
        .map(|_: ((), _)| ())
        .unwrap_or_else(|fault: Fault| panic!("{fault}"));
}

/// Six acts: two records made, the case opened, the first record corrected, the case opened, a checkpoint signed, the case
/// opened once more. Three entries.
fn six_acts(place: &Place) -> Store {
    let mut store = create(place);
    let look = || cause("open_case").in_case(id(1));
    make(&mut store, 2);
    make(&mut store, 3);
    store.log(look()).unwrap();
    store
        .write(cause("correct_record").on(id(2)), |w| w.correct(id(2), "severity", &serde_json::json!(4)).map(|_| ()))
        .map(|_: ((), _)| ())
        .unwrap_or_else(|fault: Fault| panic!("{fault}"));
    store.log(look()).unwrap();
    sign_with(&store, &hand());
    store.log(look()).unwrap();
    store
}

/// Everything the auditor's check looks at.
fn verify(store: &Store) -> Result<(), FirstBad> {
    store.verify_chains()?;
    store.verify_signers(&signs)?;
    store.verify_records().map(|_| ())
}

fn tamper(place: &Place, script: &str) {
    let conn = keyed(place);
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute_batch(include_str!("tampering/drop_guards.sql")).unwrap();
    conn.execute_batch(script).unwrap();
}

fn found_by(bad: &FirstBad) -> By {
    match bad {
        FirstBad::Act(_) => By::Acts,
        FirstBad::Entry(_) => By::Values,
        FirstBad::Record { .. } => By::Records,
        FirstBad::Checkpoint { .. } => By::Checkpoints,
        FirstBad::Signer { .. } => By::Signers,
        FirstBad::Failed(fault) => panic!("could not be read: {fault}"),
    }
}

#[test]
fn every_tampering_script_is_caught_and_the_act_from_which_on_to_look_is_named() {
    for (name, by, act, script) in SCRIPTS {
        let place = place();
        let store = six_acts(&place);
        verify(&store).unwrap();
        let witness = store.log_root_at(5).unwrap();
        store.close().unwrap();
        tamper(&place, script);
        let store = open(&place).unwrap();
        match verify(&store) {
            Err(bad) => assert_eq!((found_by(&bad), store.first_bad_act(&bad).unwrap()), (by, Some(act)), "{name}: {bad}"),
            Ok(()) => {
                assert_eq!(by, By::Witness, "{name} was not found");
                assert_ne!(store.log_root_walked(act).unwrap(), witness, "{name}");
            }
        }
    }
}

/// The log written anew from some act on and signed by whoever did it: it fits itself, and the key is nobody's.
#[test]
fn a_log_written_anew_and_signed_with_a_key_of_ones_own_is_named_by_the_key() {
    let place = place();
    six_acts(&place).close().unwrap();
    tamper(&place, include_str!("tampering/tail_removed_with_checkpoint.sql"));
    let mut store = open(&place).unwrap();
    store.log(cause("lock")).unwrap();
    sign_with(&store, &UserKeys::of(UserRootSecret::from_bytes(&[6; 32])).unwrap());
    store.verify_chains().unwrap();
    let bad = verify(&store).unwrap_err();
    assert_eq!((found_by(&bad), store.first_bad_act(&bad).unwrap()), (By::Signers, Some(5)));
}

/// The codes of acts and the ids of devices are under every hash: to change one is to change all that use it.
#[test]
fn a_code_or_a_device_that_is_called_something_else_is_found_at_the_first_act_that_used_it() {
    for (script, act) in [(include_str!("tampering/code_renamed.sql"), 3), (include_str!("tampering/device_renamed.sql"), 1)] {
        let place = place();
        six_acts(&place).close().unwrap();
        tamper(&place, script);
        let store = open(&place).unwrap();
        let bad = verify(&store).unwrap_err();
        assert_eq!((found_by(&bad), store.first_bad_act(&bad).unwrap()), (By::Acts, Some(act)), "{bad}");
    }
}

/// Limit 1: whoever holds the store key and reads the file with a tool of their own leaves no act.
#[test]
fn not_proven_that_everything_was_logged() {
    let place = place();
    let store = six_acts(&place);
    let before = store.log_mark().unwrap();
    store.close().unwrap();
    let read = keyed(&place)
        .query_row(include_str!("tampering/read_past_the_program.sql"), [], |row| {
            Ok((row.get::<_, [u8; 32]>(0)?, row.get::<_, [u8; 16]>(1)?, row.get::<_, Vec<u8>>(2)?))
        })
        .unwrap();
    let words = sealing::open(&read.0, &read.1, &read.2).unwrap();
    assert!(String::from_utf8(words).unwrap().contains("Waited outside the library"));
    let store = open(&place).unwrap();
    assert_eq!(verify(&store), Ok(()));
    assert_eq!(store.log_mark().unwrap(), before, "nothing in the log says that it was read");
}

/// Limit 2: the log says when the machine's clock said it was.
#[test]
fn not_proven_that_the_clock_was_right() {
    let place = place();
    let mut store = six_acts(&place);
    let ten_years = 10 * 365 * 24 * 3_600_000;
    store.log(Cause::new("open_case", ACTOR, "police", AT - ten_years).in_case(id(1))).unwrap();
    store.log(Cause::new("open_case", ACTOR, "police", AT + ten_years).in_case(id(1))).unwrap();
    assert_eq!(verify(&store), Ok(()));
}

/// Limit 3: whoever sits down at a session left open does everything in its owner's name, with its owner's hand.
#[test]
fn not_proven_that_the_member_was_the_person_at_the_keyboard() {
    let place = place();
    let mut store = six_acts(&place);
    store.log(cause("export_case").in_case(id(1))).unwrap();
    sign_with(&store, &hand());
    assert_eq!(verify(&store), Ok(()));
}

/// Limit 4: what came after the last checkpoint somebody else keeps can be taken away. A later witness would tell.
#[test]
fn not_proven_anything_after_the_last_checkpoint_that_somebody_else_keeps() {
    let place = place();
    let store = six_acts(&place);
    let (witness, later) = (store.log_root_at(5).unwrap(), store.log_root_at(6).unwrap());
    store.close().unwrap();
    tamper(&place, include_str!("tampering/tail_removed_after_checkpoint.sql"));
    let store = open(&place).unwrap();
    assert_eq!(verify(&store), Ok(()));
    assert_eq!(store.log_root_walked(5).unwrap(), witness);
    assert_ne!(store.log_root_walked(6).unwrap(), later);
}
