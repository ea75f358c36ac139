//! Files beside the store: written whole, in two copies.

use store::{Fault, SlotCopies, read_slots, write_slots, write_whole};

#[test]
fn both_copies_of_the_slot_file_are_written_and_one_alone_is_read() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read_slots(folder.path()).unwrap(), SlotCopies::default());
    write_slots(folder.path(), "{\"sequence\":1}").unwrap();
    write_slots(folder.path(), "{\"sequence\":2}").unwrap();
    let both = read_slots(folder.path()).unwrap();
    assert_eq!(both.first, both.second);
    assert_eq!(both.first.as_deref(), Some("{\"sequence\":2}"));
    std::fs::remove_file(folder.path().join("keyslots.json")).unwrap();
    let one = read_slots(folder.path()).unwrap();
    assert_eq!((one.first, one.second), (None, both.second));
}

#[test]
fn a_write_that_fails_leaves_the_old_file_and_no_part_of_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("plan.pdf");
    std::fs::create_dir(&blocked).unwrap();
    std::fs::write(blocked.join("inside"), b"old").unwrap();
    assert_eq!(write_whole(&blocked, b"new"), Err(Fault::File));
    assert_eq!(std::fs::read(blocked.join("inside")).unwrap(), b"old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
