//! Bundles in their lines and devices in their units: what is known of each, and what cannot be said twice.

use crate::carrying::THEIRS;
use crate::common::*;
use store::*;

const PARTNER: Id = Id([0x60; 16]);

fn line(agreement: Option<Id>, direction: Direction) -> BundleLine {
    BundleLine { partner: PARTNER, agreement, direction }
}

fn bundle(line: BundleLine, sequence: u64, n: u8) -> BundleOfLine {
    BundleOfLine { line, sequence, bundle: id(n), hash: Hash([n; 32]), at_ms: AT }
}

#[test]
fn a_line_is_kept_bundle_by_bundle_and_each_line_counts_for_itself() {
    let place = place();
    let mut store = create(&place);
    let (under, without) = (line(Some(id(0x61)), Direction::Received), line(None, Direction::Received));
    let sent = line(Some(id(0x61)), Direction::Sent);
    assert_eq!(store.last_of_line(&under).unwrap(), None);
    let noted = [bundle(under, 1, 1), bundle(under, 4, 4), bundle(under, 2, 2), bundle(without, 1, 9), bundle(sent, 1, 7)];
    store.write(cause("x"), |w| noted.iter().try_for_each(|one| w.note_bundle(one))).unwrap();
    store.close().unwrap();
    let store = open(&place).unwrap();
    assert_eq!(store.bundles_of_line(&under).unwrap(), [noted[0], noted[2], noted[1]], "the third never came");
    assert_eq!(store.last_of_line(&under).unwrap(), Some(noted[1]));
    assert_eq!(store.last_of_line(&without).unwrap(), Some(noted[3]));
    assert_eq!(store.bundle(id(4), Direction::Received).unwrap(), [noted[1]]);
    assert!(store.bundle(id(4), Direction::Sent).unwrap().is_empty());
}

#[test]
fn a_line_that_forks_and_a_bundle_that_comes_twice_are_refused() {
    let place = place();
    let mut store = create(&place);
    let received = line(None, Direction::Received);
    store.write(cause("x"), |w| w.note_bundle(&bundle(received, 1, 1))).unwrap();
    for again in [bundle(received, 1, 2), bundle(received, 2, 1)] {
        assert_eq!(store.write(cause("x"), |w| w.note_bundle(&again)).unwrap_err(), Fault::Taken);
    }
    assert_eq!(store.bundles_of_line(&received).unwrap().len(), 1);
}

#[test]
fn one_bundle_for_two_partners_stands_in_both_lines() {
    let place = place();
    let mut store = create(&place);
    let first = bundle(line(None, Direction::Sent), 1, 1);
    let second = BundleOfLine { line: BundleLine { partner: id(0x62), ..first.line }, sequence: 8, ..first };
    store.write(cause("x"), |w| [first, second].iter().try_for_each(|one| w.note_bundle(one))).unwrap();
    assert_eq!(store.bundle(id(1), Direction::Sent).unwrap(), [first, second]);
}

#[test]
fn a_device_belongs_to_one_unit_and_its_revocation_stays() {
    let place = place();
    let mut store = create(&place);
    assert_eq!(store.known_device(THEIRS).unwrap(), None);
    store
        .write(cause("x"), |w| {
            w.know_device(FOUNDING.device, None, "Front desk")?;
            w.know_device(THEIRS, Some(PARTNER), "Laptop 2")?;
            w.revoke_device(THEIRS, 7)?;
            w.know_device(THEIRS, Some(PARTNER), "Laptop 2, lost")
        })
        .unwrap();
    let known = store.devices_of(Some(PARTNER)).unwrap();
    let wanted = KnownDevice {
        device: THEIRS,
        partner: Some(PARTNER),
        name: "Laptop 2, lost".to_owned(),
        added_at_ms: AT,
        revoked_at_ms: Some(AT),
        revoked_after: Some(7),
    };
    assert_eq!(known, [wanted]);
    assert_eq!(store.devices_of(None).unwrap().iter().map(|own| own.device).collect::<Vec<_>>(), [FOUNDING.device]);
    let other = store.write(cause("x"), |w| w.know_device(THEIRS, None, "Ours now")).unwrap_err();
    assert_eq!(other, Fault::Taken);
}
