//! Every stream from its first link, every value against its commitment: what does not fit is set aside, the rest goes on.

use crate::record::{CarriedEntry, CarriedRecord};
use crate::strict;
use journal::{Broken, BrokenWhy, Id, StreamChain, commitment, stream_id};
use std::collections::BTreeMap;

/// Why something was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuarantineWhy {
    /// The stream does not fit its chain from here on.
    Chain(BrokenWhy),
    /// The value is not canonical, or too deep.
    NotCanonical,
    /// The bytes are no record.
    Unreadable,
    /// The record does not belong where it stands: another case, or a category the manifest does not name.
    Misplaced,
}

impl QuarantineWhy {
    /// The code of the reason.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chain(BrokenWhy::Gap) => "gap",
            Self::Chain(BrokenWhy::Altered) => "altered",
            Self::Chain(BrokenWhy::Stranger) => "stranger",
            Self::Chain(BrokenWhy::Entries) => "entries",
            Self::Chain(BrokenWhy::Value) => "value",
            Self::Chain(BrokenWhy::Truncated) => "truncated",
            Self::NotCanonical => "not-canonical",
            Self::Unreadable => "unreadable",
            Self::Misplaced => "misplaced",
        }
    }
}

/// What was set aside: kept as it came, shown, never merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// The record, where it could be read.
    pub record: Option<Id>,
    /// The stream, where one stream was set aside.
    pub stream: Option<Id>,
    /// How many entries.
    pub entries: usize,
    /// Why.
    pub why: QuarantineWhy,
    /// The bytes: a carried record with these entries alone, or what could not be read, as it came.
    pub bytes: Vec<u8>,
}

/// What fits, and what does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Records with the entries that fit; one without any is left out.
    pub good: Vec<CarriedRecord>,
    /// What was set aside.
    pub quarantined: Vec<Quarantined>,
}

/// Walks every stream of these records from its first link, with the commitment of every value. The first break sets
/// aside the rest of its stream and nothing else.
#[must_use]
pub fn verify_streams(records: Vec<CarriedRecord>) -> Verified {
    let mut verified = Verified::default();
    for record in records {
        verify(record, &mut verified);
    }
    verified
}

fn verify(mut record: CarriedRecord, verified: &mut Verified) {
    let mut streams: BTreeMap<Id, Vec<CarriedEntry>> = BTreeMap::new();
    for entry in std::mem::take(&mut record.entries) {
        streams.entry(entry.header.stream).or_default().push(entry);
    }
    let mut good = Vec::new();
    for (stream, mut entries) in streams {
        entries.sort_by_key(|entry| entry.header.seq);
        let (fitting, why) = walk(&record, stream, &entries);
        let rest = entries.split_off(fitting);
        good.append(&mut entries);
        if let Some(why) = why {
            let (count, part) = (rest.len(), CarriedRecord { entries: rest, ..record.clone() });
            let aside =
                Quarantined { record: Some(record.record), stream: Some(stream), entries: count, why, bytes: part.bytes() };
            verified.quarantined.push(aside);
        }
    }
    if !good.is_empty() {
        verified.good.push(CarriedRecord { entries: good, ..record });
    }
}

/// Whether every stream of a record fits, and its entries stand in the order they travel in.
pub(crate) fn fits(record: &CarriedRecord) -> bool {
    let place = |entry: &CarriedEntry| (entry.header.stream, entry.header.seq);
    let streams = record.entries.chunk_by(|a, b| a.header.stream == b.header.stream);
    let whole =
        |stream: &[CarriedEntry]| stream.first().is_some_and(|first| walk(record, first.header.stream, stream).1.is_none());
    !record.entries.is_empty()
        && record.entries.windows(2).all(|pair| place(&pair[0]) < place(&pair[1]))
        && streams.into_iter().all(whole)
}

/// How many entries fit, and why the next one does not.
fn walk(record: &CarriedRecord, stream: Id, entries: &[CarriedEntry]) -> (usize, Option<QuarantineWhy>) {
    let Some(device) = entries.first().map(|entry| entry.header.device) else { return (0, None) };
    // A stream has one device: another one's would have another id.
    let wanted = stream_id(device, record.record, &record.category, &record.owner);
    let mut chain = StreamChain::of(stream);
    for (at, entry) in entries.iter().enumerate() {
        let header = &entry.header;
        let ours =
            header.record == record.record && header.category == record.category && (header.device, stream) == (device, wanted);
        if !ours {
            return (at, Some(QuarantineWhy::Chain(BrokenWhy::Stranger)));
        }
        if let Err(Broken { seq, why, .. }) = chain.step(header) {
            // The later link vouches for the earlier one: where they differ, the earlier is set aside as well.
            let earlier = at.saturating_sub(usize::from(seq < header.seq));
            return (earlier, Some(QuarantineWhy::Chain(why)));
        }
        if let Some((salt, plaintext)) = &entry.value {
            if commitment(header.id, salt, plaintext) != header.commitment {
                return (at, Some(QuarantineWhy::Chain(BrokenWhy::Value)));
            }
            if !strict::is_canonical(plaintext) {
                return (at, Some(QuarantineWhy::NotCanonical));
            }
        }
    }
    (entries.len(), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial;
    use journal::Hash;

    fn of_one(record: CarriedRecord) -> (usize, Option<&'static str>) {
        let verified = verify_streams(vec![record]);
        let good = verified.good.first().map_or(0, |record| record.entries.len());
        (good, verified.quarantined.first().map(|aside| aside.why.code()))
    }

    #[test]
    fn a_record_as_it_was_written_fits_whole_and_so_does_one_with_an_erased_value() {
        assert_eq!(of_one(trial::record(1, 4)), (4, None));
        let mut record = trial::record(1, 4);
        record.entries[2].value = None;
        assert_eq!(of_one(record), (4, None));
    }

    #[test]
    fn the_first_break_sets_aside_the_rest_of_its_stream() {
        let mut record = trial::record(1, 4);
        record.entries[2].value.as_mut().unwrap().1 = b"\"other\"".to_vec();
        assert_eq!(of_one(record), (2, Some("value")));
        let mut record = trial::record(1, 4);
        record.entries.remove(1);
        assert_eq!(of_one(record), (1, Some("gap")));
        let mut record = trial::record(1, 4);
        record.entries.remove(0);
        assert_eq!(of_one(record), (0, Some("gap")));
        let mut record = trial::record(1, 4);
        record.entries[0].header.previous = Hash([1; 32]);
        assert_eq!(of_one(record), (0, Some("altered")));
    }

    #[test]
    fn an_altered_header_is_set_aside_with_all_that_follows_because_the_next_link_does_not_vouch_for_it() {
        let mut record = trial::record(1, 4);
        record.entries[1].header.time_ms += 1;
        assert_eq!(of_one(record), (1, Some("altered")));
    }

    #[test]
    fn an_entry_of_another_record_category_owner_or_device_is_a_stranger() {
        let stranger = (0, Some("stranger"));
        let record = trial::record(1, 2);
        assert_eq!(of_one(CarriedRecord { record: Id([77; 16]), ..record.clone() }), stranger);
        assert_eq!(of_one(CarriedRecord { category: "intelligence".into(), ..record.clone() }), stranger);
        assert_eq!(of_one(CarriedRecord { owner: "health".into(), ..record.clone() }), stranger);
        let mut other = record;
        other.entries[0].header.device = Id([77; 16]);
        assert_eq!(of_one(other), stranger);
    }

    #[test]
    fn a_value_in_another_spelling_is_set_aside_although_its_commitment_fits() {
        let record = trial::record_of(1, &[br#"{"a":1}"#.as_slice(), br#"{"a": 2}"#, br#"{"a":3}"#]);
        assert_eq!(of_one(record), (1, Some("not-canonical")));
    }

    #[test]
    fn one_broken_stream_blocks_neither_another_stream_of_its_record_nor_another_record() {
        let mut record = trial::record(1, 3);
        record.entries.extend(trial::entries_of(&record, 9, &[b"1", b"2"]));
        record.sort();
        let broken = record.entries.iter().position(|entry| entry.header.device == trial::device(1)).unwrap();
        record.entries[broken].value.as_mut().unwrap().0 = [99; 16];
        let verified = verify_streams(vec![record, trial::record(2, 2)]);
        assert_eq!(verified.good.iter().map(|record| record.entries.len()).collect::<Vec<_>>(), [2, 2]);
        let aside = &verified.quarantined[0];
        assert_eq!((verified.quarantined.len(), aside.entries, aside.record), (1, 3, Some(Id([1; 16]))));
        assert_eq!(CarriedRecord::read(&aside.bytes).unwrap().entries.len(), 3, "kept as they came");
    }
}
