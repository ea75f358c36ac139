//! A record as it travels: all its entries, with their headers unchanged (docs/bundle-format.md 5).

use crate::limits;
use journal::{Encoding, EntryHeader, Id, NotParts, Parts, SALT_LENGTH};

const DOMAIN: &str = "holdfast/carried-record/v1";

/// A whole record: every entry of every stream it has, never one entry of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedRecord {
    /// The record.
    pub record: Id,
    /// Its kind, as a code; one unknown here is kept as it is and never passed on.
    pub kind: String,
    /// The case it belongs to; nothing where it belongs to none.
    pub case: Option<Id>,
    /// The agency that owns it, as a code.
    pub owner: String,
    /// Its category (rules.md 1.3), as a code.
    pub category: String,
    /// Its entries, sorted by stream and place.
    pub entries: Vec<CarriedEntry>,
}

/// An entry as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedEntry {
    /// Its header, unchanged.
    pub header: EntryHeader,
    /// The salt of its commitment and its canonical plaintext; nothing where it was erased.
    pub value: Option<([u8; SALT_LENGTH], Vec<u8>)>,
}

impl CarriedRecord {
    /// Puts the entries in the order they travel in.
    pub fn sort(&mut self) {
        self.entries.sort_by_key(|entry| (entry.header.stream, entry.header.seq, entry.header.id));
    }

    /// The bytes that travel.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Encoding::of(DOMAIN);
        out.id(self.record).text(&self.kind).maybe_id(self.case).text(&self.owner).text(&self.category);
        out.unsigned(self.entries.len() as u64);
        for entry in &self.entries {
            let (salt, plaintext) = entry.value.as_ref().map_or((&[][..], &[][..]), |(salt, plain)| (salt.as_slice(), plain));
            out.bytes(&entry.header.bytes()).bytes(salt).bytes(plaintext);
        }
        out.finish()
    }

    /// Reads the bytes that travel. Whether the entries fit their chains is for [`crate::verify_streams`].
    ///
    /// # Errors
    /// [`NotParts`], also for a value over 256 KiB and for entries out of order.
    pub fn read(bytes: &[u8]) -> Result<Self, NotParts> {
        let mut parts = Parts::of(bytes);
        parts.domain(DOMAIN)?;
        let mut record = Self {
            record: parts.id()?,
            kind: parts.text()?.to_owned(),
            case: parts.maybe_id()?,
            owner: parts.text()?.to_owned(),
            category: parts.text()?.to_owned(),
            entries: Vec::new(),
        };
        // The count reserves nothing: what stands there decides.
        for _ in 0..parts.unsigned()? {
            record.entries.push(read_entry(&mut parts)?);
        }
        let place = |entry: &CarriedEntry| (entry.header.stream, entry.header.seq, entry.header.id);
        let ascends = record.entries.windows(2).all(|pair| place(&pair[0]) < place(&pair[1]));
        (ascends && !record.entries.is_empty() && parts.is_done()).then_some(record).ok_or(NotParts)
    }
}

fn read_entry(parts: &mut Parts<'_>) -> Result<CarriedEntry, NotParts> {
    let header = EntryHeader::read(parts.bytes()?)?;
    let (salt, plaintext) = (parts.bytes()?, parts.bytes()?);
    let value = match (salt, plaintext) {
        ([], []) => None,
        (salt, plain) if !plain.is_empty() && plain.len() <= limits::VALUE => {
            Some((salt.try_into().map_err(|_| NotParts)?, plain.to_vec()))
        }
        (_, _) => return Err(NotParts),
    };
    Ok(CarriedEntry { header, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial;
    use proptest::prelude::*;

    #[test]
    fn a_record_reads_back_with_an_erased_entry_among_its_values() {
        let mut record = trial::record(1, 3);
        record.entries[1].value = None;
        assert_eq!(CarriedRecord::read(&record.bytes()), Ok(record));
    }

    #[test]
    fn a_record_cut_anywhere_is_none() {
        let bytes = trial::record(1, 2).bytes();
        for end in 0..bytes.len() {
            assert_eq!(CarriedRecord::read(&bytes[..end]), Err(NotParts), "{end}");
        }
    }

    #[test]
    fn entries_out_of_order_or_twice_or_none_at_all_are_refused() {
        let record = trial::record(1, 2);
        let mut turned = record.clone();
        turned.entries.reverse();
        assert_eq!(CarriedRecord::read(&turned.bytes()), Err(NotParts));
        turned.sort();
        assert_eq!(turned, record);
        let mut twice = record.clone();
        twice.entries.push(twice.entries[1].clone());
        assert_eq!(CarriedRecord::read(&twice.bytes()), Err(NotParts));
        let empty = CarriedRecord { entries: vec![], ..record };
        assert_eq!(CarriedRecord::read(&empty.bytes()), Err(NotParts));
    }

    #[test]
    fn a_value_over_256_kib_and_a_salt_without_a_value_are_refused() {
        let with = |value| {
            let mut record = trial::record(1, 1);
            record.entries[0].value = Some(value);
            CarriedRecord::read(&record.bytes()).is_ok()
        };
        assert!(with(([1; 16], vec![b'1'; limits::VALUE])));
        assert!(!with(([1; 16], vec![b'1'; limits::VALUE + 1])));
        assert!(!with(([1; 16], vec![])));
    }

    #[test]
    fn a_count_of_entries_beyond_all_bounds_reserves_nothing() {
        let mut bytes = trial::record(1, 1).bytes();
        let count = bytes.windows(12).position(|window| window == [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1]).unwrap() + 4;
        bytes[count..count + 8].fill(0xff);
        assert_eq!(CarriedRecord::read(&bytes), Err(NotParts));
    }

    proptest! {
        #[test]
        fn no_bytes_stop_the_reader(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), whole in any::<bool>()) {
            if whole {
                let mut record = trial::record(1, 1).bytes();
                let at = bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % record.len();
                record.truncate(at);
                record.append(&mut bytes);
                bytes = record;
            }
            if let Ok(record) = CarriedRecord::read(&bytes) {
                prop_assert_eq!(record.bytes(), bytes);
            }
        }
    }
}
