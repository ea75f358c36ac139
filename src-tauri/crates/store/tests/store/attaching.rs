//! Files beside records: sealed in chunks, read back to the byte, gone with their key, carried by every copy of the store.

use crate::carrying::{FIRST, take, theirs};
use crate::common::*;
use crate::walls::{NURSE, everything, keys, signs};
use journal::sha256;
use std::io::{Error, Read};
use store::*;

const FILE: Id = Id([0xF1; 16]);
const CHUNK: usize = 64 << 10;

fn scan() -> AttachmentName {
    AttachmentName { name: "signed agreement Placeholder.pdf".to_owned(), media: "application/pdf".to_owned() }
}

fn bytes(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    Counted(7).fill(&mut bytes).unwrap();
    bytes
}

fn put(store: &mut Store, file: Id, content: &[u8]) -> AboutAttachment {
    store.write(cause("add_attachment"), |w| w.put_attachment(file, id(2), &scan(), &mut &content[..])).unwrap().0
}

fn read(store: &Store, file: Id) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    store.read_attachment(file, &mut out).map(|_| out)
}

fn with_file(place: &Place, content: &[u8]) -> Store {
    let mut store = create(place);
    one_record(&mut store);
    put(&mut store, FILE, content);
    store
}

#[test]
fn a_file_of_any_length_is_read_back_to_the_byte_after_opening_again() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    let lengths = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK, 5 * CHUNK + 4321];
    for (n, length) in (0_u8..).zip(lengths) {
        let content = bytes(length);
        let about = put(&mut store, id(0x80 + n), &content);
        let wanted = AboutAttachment { named: scan(), length: length as u64, sha256: sha256(&content) };
        assert_eq!(about, wanted, "{length}");
    }
    store.close().unwrap();
    let store = open(&place).unwrap();
    for (n, length) in (0_u8..).zip(lengths) {
        assert_eq!(read(&store, id(0x80 + n)).unwrap(), bytes(length), "{length}");
    }
    let listed = store.attachments(id(2)).unwrap();
    assert_eq!(listed.iter().map(|file| file.id).collect::<Vec<_>>(), (0..7).map(|n| id(0x80 + n)).collect::<Vec<_>>());
    assert_eq!((listed[0].record, listed[0].added_at_ms), (id(2), AT));
    assert_eq!(store.verify_records().unwrap().attachments, 7);
}

/// A source that never says how long it is, and fails at its end if told to.
struct Long {
    left: u64,
    fails: bool,
}

impl Read for Long {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 && self.fails {
            return Err(Error::other("the stick was pulled out"));
        }
        // Less than a chunk at a time, as a stick or a pipe gives it.
        let now = buffer.len().min(usize::try_from(self.left).unwrap()).min(40_000);
        buffer[..now].fill(0x5A);
        self.left -= now as u64;
        Ok(now)
    }
}

#[test]
fn a_file_too_long_or_cut_off_leaves_nothing_and_the_transaction_goes_on() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    let ends = [(ATTACHMENT_LIMIT + 1, false, Fault::TooLarge), (3 * CHUNK as u64, true, Fault::File)];
    for (left, fails, wanted) in ends {
        store
            .write(cause("add_attachment"), |w| {
                let refused = w.put_attachment(FILE, id(2), &scan(), &mut Long { left, fails }).unwrap_err();
                assert_eq!(refused, wanted);
                w.create(placing(id(left.to_be_bytes()[5] | 0x40), id(1)), &incident())
            })
            .unwrap();
        assert!(store.attachments(id(2)).unwrap().is_empty());
        let chunks: i64 = keyed(&place).query_row(include_str!("queries/count_chunks.sql"), [], |row| row.get(0)).unwrap();
        assert_eq!(chunks, 0);
    }
    let longest = &mut Long { left: ATTACHMENT_LIMIT, fails: false };
    store.write(cause("add_attachment"), |w| w.put_attachment(FILE, id(2), &scan(), longest)).unwrap();
    assert_eq!(store.read_attachment(FILE, &mut std::io::sink()).unwrap().length, ATTACHMENT_LIMIT);
    let taken = store.write(cause("x"), |w| w.put_attachment(FILE, id(2), &scan(), &mut &b"x"[..])).unwrap_err();
    assert_eq!(taken, Fault::Taken);
    let nowhere = store.write(cause("x"), |w| w.put_attachment(id(9), id(99), &scan(), &mut &b"x"[..])).unwrap_err();
    assert_eq!(nowhere, Fault::UnknownRecord(id(99)));
}

#[test]
fn erasing_destroys_key_name_and_content_and_leaves_that_it_was() {
    let place = place();
    let mut store = with_file(&place, &bytes(3 * CHUNK));
    store.write(cause("erase_attachment"), |w| w.erase_attachment(FILE)).unwrap();
    assert_eq!(store.attachment(FILE).unwrap().unwrap().state, AttachmentState::Erased);
    assert_eq!(read(&store, FILE).unwrap_err(), Fault::UnknownAttachment(FILE));
    assert_eq!(store.write(cause("x"), |w| w.erase_attachment(id(9))).unwrap_err(), Fault::UnknownAttachment(id(9)));
    let left: i64 = keyed(&place).query_row(include_str!("queries/count_chunks.sql"), [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
    store.verify_records().unwrap();
}

#[test]
fn erasing_a_record_erases_its_files() {
    let place = place();
    let mut store = with_file(&place, &bytes(10));
    store.write(cause("record_erased").on(id(2)), |w| w.erase(id(2))).unwrap();
    assert_eq!(store.attachments(id(2)).unwrap()[0].state, AttachmentState::Erased);
    assert_eq!(read(&store, FILE).unwrap_err(), Fault::UnknownAttachment(FILE));
    let late = store.write(cause("x"), |w| w.put_attachment(id(9), id(2), &scan(), &mut &b"x"[..])).unwrap_err();
    assert_eq!(late, Fault::Erased(id(2)));
    store.verify_records().unwrap();
}

/// A chunk changed, missing, exchanged, said twice or put beside another file: nothing of it is passed off as the file.
#[test]
fn a_file_changed_past_the_program_is_not_read() {
    let cases = [
        include_str!("tampering/chunk_changed.sql"),
        include_str!("tampering/chunk_removed.sql"),
        include_str!("tampering/chunk_last_removed.sql"),
        include_str!("tampering/chunks_exchanged.sql"),
        include_str!("tampering/chunk_of_another.sql"),
        include_str!("tampering/attachment_about_exchanged.sql"),
    ];
    for tampering in cases {
        let place = place();
        let mut store = with_file(&place, &bytes(4 * CHUNK));
        put(&mut store, id(0xF2), &bytes(4 * CHUNK));
        store.close().unwrap();
        keyed(&place).execute_batch(tampering).unwrap();
        let store = open(&place).unwrap();
        assert_eq!(read(&store, FILE).unwrap_err(), Fault::Unreadable, "{tampering}");
        assert_eq!(store.verify_records().unwrap_err(), FirstBad::Record { record: id(2) }, "{tampering}");
    }
}

#[test]
fn a_file_goes_behind_the_wall_with_its_record_and_is_closed_to_others() {
    let place = place();
    let content = bytes(2 * CHUNK + 5);
    let mut store = with_file(&place, &content);
    let nurse = keys(1);
    let in_case = || cause("restrict_case").in_case(id(1));
    store
        .write(in_case(), |w| {
            w.restrict(id(1), (NURSE, *nurse.sealing_public()), Granter { member: NURSE, keys: &nurse })?;
            w.seal_case(id(1))
        })
        .unwrap();
    assert_eq!(read(&store, FILE).unwrap(), content);
    put(&mut store, id(0xF2), &content);
    store.close().unwrap();
    let store = open(&place).unwrap();
    assert_eq!(store.attachment(FILE).unwrap().unwrap().state, AttachmentState::Closed);
    assert_eq!(read(&store, FILE).unwrap_err(), Fault::Closed(id(2)));
    store.verify_records().unwrap();
    store.open_compartments(NURSE, &keys(1), &signs).unwrap();
    assert_eq!(read(&store, FILE).unwrap(), content);
    assert_eq!(read(&store, id(0xF2)).unwrap(), content);
}

#[test]
fn a_file_is_gone_with_a_record_that_was_set_aside_and_back_with_it() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    put(&mut store, FILE, b"scan");
    let entries: Vec<Id> = carried.entries.iter().map(|entry| entry.header.id).collect();
    store.write(cause("undo_import"), |w| w.set_aside(&entries, "import_undone")).unwrap();
    assert!(store.attachments(id(2)).unwrap().is_empty());
    assert_eq!(store.attachment(FILE).unwrap(), None);
    assert_eq!(read(&store, FILE).unwrap_err(), Fault::UnknownAttachment(FILE));
    store.write(cause("redo_import"), |w| w.bring_back(&entries)).unwrap();
    assert_eq!(read(&store, FILE).unwrap(), b"scan");
}

#[test]
fn backups_and_a_new_store_key_carry_the_files_and_nothing_of_them_lies_open_on_the_disk() {
    let place = place();
    let content = b"quinquereme of the Placeholder family ".repeat(4_000);
    let mut store = with_file(&place, &content);
    let backups = place.folder.path().join("backups");
    let onward = &mut |_: u64, _: u64| true;
    store.snapshot(&key(), "slots").unwrap().keep(&backups, 1, onward).unwrap();
    verify_backup(&backups, 1, &key(), onward).unwrap();
    let into = place.folder.path().join("restored");
    restore_beside(&backups, 1, &key(), &into, onward).unwrap();
    let restored = Store::open_copy(&into.join(STORE_FILE), &key(), None, Box::new(Counted(9))).unwrap();
    assert_eq!(read(&restored, FILE).unwrap(), content);
    drop(restored);
    let new = sealing::StoreKey::from_bytes(&[0x43; 32]);
    store.replace_key(&key(), &new, || Ok::<(), Fault>(())).unwrap();
    assert_eq!(read(&store, FILE).unwrap(), content);
    store.verify_records().unwrap();
    // Back to the key that the reading below opens with.
    store.replace_key(&new, &key(), || Ok::<(), Fault>(())).unwrap();
    store.close().unwrap();
    for word in [&b"quinquereme"[..], b"Placeholder"] {
        assert!(!everything(&place).windows(word.len()).any(|window| window == word));
    }
}
