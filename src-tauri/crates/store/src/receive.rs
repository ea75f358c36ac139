//! Records of another unit or device: taken in as they are, once, and the heads found again from everything known.

use crate::compartments::PlaceOf;
use crate::entering::Standing;
use crate::history::RawEntry;
use crate::names::maybe_id;
use crate::set_aside::KnownEntry;
use crate::sql::{all, first, run, sql};
use crate::{CarriedEntry, Fault, Placing, Store, Writing};
use journal::{EntryHeader, Id, StreamChain, WHOLE, canonical, commitment, read_canonical, stream_id};
use std::collections::BTreeSet;

/// With what something came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The record of the import.
    pub import: Id,
    /// The number of its bundle in its line: see [`crate::KnownDevice::revoked_after`].
    pub sequence: u64,
}

/// What was taken in of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Received {
    /// Entries that were not here.
    pub new: u32,
    /// Entries that were here and stay as they were.
    pub known: u32,
    /// Entries that had been set aside and are back.
    pub brought_back: u32,
}

impl Received {
    /// Whether anything changed: then the caller puts the record's index rows anew.
    #[must_use]
    pub const fn changed(&self) -> bool {
        self.new + self.brought_back > 0
    }
}

impl Writing<'_> {
    /// Takes in entries of one record, in any order. The record is made if it is not here, behind its case's wall where the
    /// case is restricted. What is here stays; what was set aside is back. All of it or nothing: after an error the
    /// transaction may go on without this record.
    ///
    /// # Errors
    /// [`Fault::NotGenuine`] where an entry does not fit its commitment, its stream, the record as it is known here, or the
    /// entry of its name that is here; or where a value cannot be read, or entries replace one another in a circle.
    /// [`Fault::Taken`] where another entry holds its place in the stream; [`Fault::Erased`] where the record was erased
    /// here; [`Fault::Revoked`], naming the entry, for something new from a device revoked before this bundle;
    /// [`Fault::ClosedCompartment`] or [`Fault::Closed`] behind a wall this session did not open.
    pub fn receive(&mut self, placing: Placing<'_>, entries: &[CarriedEntry], arrival: Arrival) -> Result<Received, Fault> {
        let wall = self.store.wall_of_case(placing.case)?;
        self.part(|w| w.take_in(&placing, wall.as_deref(), entries, Some(arrival)))
    }

    /// As [`Writing::receive`], into a compartment that is open in this session. A record that is here stays where it is.
    ///
    /// # Errors
    /// As [`Writing::receive`].
    pub fn receive_in(
        &mut self,
        compartment: &str,
        placing: Placing<'_>,
        entries: &[CarriedEntry],
        arrival: Arrival,
    ) -> Result<Received, Fault> {
        self.part(|w| w.take_in(&placing, Some(compartment), entries, Some(arrival)))
    }

    /// As [`Writing::receive`], from another laptop of our own unit: no import brought it, and what was set aside here stays
    /// so. Whether the laptop is trusted is for the caller to know.
    ///
    /// # Errors
    /// As [`Writing::receive`], but for [`Fault::Revoked`].
    pub fn receive_from_laptop(&mut self, placing: Placing<'_>, entries: &[CarriedEntry]) -> Result<Received, Fault> {
        let wall = self.store.wall_of_case(placing.case)?;
        self.part(|w| w.take_in(&placing, wall.as_deref(), entries, None))
    }

    fn take_in(
        &mut self,
        placing: &Placing<'_>,
        compartment: Option<&str>,
        entries: &[CarriedEntry],
        arrival: Option<Arrival>,
    ) -> Result<Received, Fault> {
        let mut received = Received::default();
        let mut record_n = None;
        let mut standing: Option<Standing> = None;
        let mut grown: BTreeSet<Id> = BTreeSet::new();
        for entry in entries {
            let header = &entry.header;
            if let Some(known) = self.store.known_entry(header.id)? {
                if known.raw.header(self.store)?.hash() != header.hash() || header.record != placing.record {
                    return Err(Fault::NotGenuine);
                }
                if self.take_back(&known, header, arrival)? {
                    received.brought_back += 1;
                    record_n = Some(known.record_n);
                } else {
                    received.known += 1;
                }
                continue;
            }
            if header.device == self.store.device || !is_sound(placing, entry) {
                return Err(Fault::NotGenuine);
            }
            arrival.map_or(Ok(()), |arrival| self.store.still_trusted(header, arrival))?;
            let standing = match &mut standing {
                Some(standing) => standing,
                none => none.insert(self.known_or_placed(
                    placing,
                    compartment,
                    self.made_ms(entries.iter().map(|entry| &entry.header)),
                )?),
            };
            self.take_new(placing, standing, entry, arrival)?;
            record_n = Some(standing.n);
            grown.insert(header.device);
            received.new += 1;
        }
        if let Some(standing) = &standing {
            grown.iter().try_for_each(|device| self.walk_stream(*device, placing, standing))?;
        }
        if let Some(n) = record_n {
            self.after_entries_came(n)?;
        }
        Ok(received)
    }

    /// What follows once entries of a record came: its heads, whether values stand side by side or none came, and when.
    pub(crate) fn after_entries_came(&self, n: i64) -> Result<(), Fault> {
        self.find_heads_again(n)?;
        run(&self.store.conn, sql!("laptops/note_side_by_side"), [n])?;
        self.erased_before(n)?;
        run(&self.store.conn, sql!("records/touch"), (n, self.at_ms())).map(|_| ())
    }

    /// A record of which no value came, for it was erased before it was sent, is an erased one here too.
    fn erased_before(&self, n: i64) -> Result<(), Fault> {
        let conn = &self.store.conn;
        if first(conn, sql!("entries/has_value"), [n], |row| row.get(0))?.unwrap_or(false) {
            return Ok(());
        }
        run(conn, sql!("records/drop_key"), [n])?;
        run(conn, sql!("compartments/drop_record"), [n])?;
        run(conn, sql!("records/erase"), (n, self.at_ms())).map(|_| ())
    }

    /// Brings an entry back that is here and was set aside; whether it was.
    fn take_back(&self, known: &KnownEntry, header: &EntryHeader, arrival: Option<Arrival>) -> Result<bool, Fault> {
        let Some(arrival) = arrival else { return Ok(false) };
        if known.set_aside {
            self.store.still_trusted(header, arrival)?;
            run(&self.store.conn, sql!("set_aside/drop"), [known.n])?;
            run(&self.store.conn, sql!("carried/bring"), (known.n, known.record_n, arrival.import.0))?;
        }
        Ok(known.set_aside)
    }

    /// Writes an entry that was not here, as it came.
    fn take_new(
        &mut self,
        placing: &Placing<'_>,
        standing: &Standing,
        entry: &CarriedEntry,
        arrival: Option<Arrival>,
    ) -> Result<(), Fault> {
        let n = self.add_entry(&entry.header, standing)?;
        if let Some((salt, plaintext)) = &entry.value {
            let place = PlaceOf { record: placing.record, category: placing.category, entry: entry.header.id };
            self.add_payload(n, standing, &place, salt, plaintext)?;
        }
        let Some(arrival) = arrival else { return Ok(()) };
        run(&self.store.conn, sql!("carried/bring"), (n, standing.n, arrival.import.0)).map(|_| ())
    }

    /// Walks a stream that has grown from its first entry.
    pub(crate) fn walk_stream(&self, device: Id, placing: &Placing<'_>, standing: &Standing) -> Result<(), Fault> {
        let store = self.store;
        let device_n = store.names.device_number(&store.conn, device)?;
        let mut chain = StreamChain::of(stream_id(device, placing.record, placing.category, placing.owner));
        let place = (standing.n, device_n, standing.category, standing.owner);
        for raw in all(&store.conn, sql!("entries/of_stream"), place, RawEntry::read)? {
            chain.step(&raw.header(store)?).map_err(|_| Fault::NotGenuine)?;
        }
        Ok(())
    }

    fn known_or_placed(&self, placing: &Placing<'_>, compartment: Option<&str>, made_ms: i64) -> Result<Standing, Fault> {
        let Some(Known { n, owner, category, key }) = self.known_fitting(placing)? else {
            return self.place(placing, compartment, made_ms);
        };
        // An erased record stays erased: what comes late has no key to be kept under.
        let under = self.store.under(n, key)?.ok_or(Fault::Erased(placing.record))?;
        Ok(Standing { n, owner, category, under })
    }

    /// When a record was made whose entries come from elsewhere: not later than now, whatever their clock says.
    pub(crate) fn made_ms<'e>(&self, headers: impl Iterator<Item = &'e EntryHeader>) -> i64 {
        headers.map(|header| header.time_ms).min().map_or(self.at_ms(), |earliest| earliest.min(self.at_ms()))
    }

    /// The record as it lies here, if it is here; it has to be what the other side says it is.
    pub(crate) fn known_fitting(&self, placing: &Placing<'_>) -> Result<Option<Known>, Fault> {
        let store = self.store;
        let found = first(&store.conn, sql!("records/place"), [placing.record.0], |row| {
            let terms: [i64; 3] = [row.get("kind")?, row.get("owner")?, row.get("category")?];
            let case = maybe_id(&row.get::<_, Vec<u8>>("case_id")?);
            Ok((row.get::<_, i64>("n")?, terms, case, row.get::<_, Option<[u8; 32]>>("key")?))
        })?;
        let Some((n, [kind, owner, category], case, key)) = found else { return Ok(None) };
        let same = |n, code: &str| store.names.term(&store.conn, n).map(|known| *known == *code);
        let fits =
            case == placing.case && same(kind, placing.kind)? && same(owner, placing.owner)? && same(category, placing.category)?;
        if !fits {
            return Err(Fault::NotGenuine);
        }
        Ok(Some(Known { n, owner, category, key }))
    }
}

/// A record that is here, with its own key where it has one in the store.
pub(crate) struct Known {
    pub(crate) n: i64,
    pub(crate) owner: i64,
    pub(crate) category: i64,
    pub(crate) key: Option<[u8; 32]>,
}

/// Whether an entry fits its record, its stream and its commitment, and says something that can be read.
fn is_sound(placing: &Placing<'_>, entry: &CarriedEntry) -> bool {
    let says = entry.value.as_ref().is_none_or(|(salt, plaintext)| says_what_it_committed_to(&entry.header, salt, plaintext));
    stands_in_place(placing, &entry.header) && says
}

/// Whether an entry belongs to its record and its stream.
pub(crate) fn stands_in_place(placing: &Placing<'_>, header: &EntryHeader) -> bool {
    header.record == placing.record
        && header.category == placing.category
        && header.stream == stream_id(header.device, header.record, placing.category, placing.owner)
}

/// Whether a value is the one its entry committed to, and can be read.
pub(crate) fn says_what_it_committed_to(header: &EntryHeader, salt: &[u8; journal::SALT_LENGTH], plaintext: &[u8]) -> bool {
    let read = read_canonical(plaintext).ok().filter(|value| canonical(value).is_ok_and(|bytes| bytes == plaintext));
    commitment(header.id, salt, plaintext) == header.commitment
        && read.is_some_and(|value| header.field != WHOLE || value.is_object())
}

impl Store {
    /// Whether something new of this entry's device may still come with this bundle.
    fn still_trusted(&self, header: &EntryHeader, arrival: Arrival) -> Result<(), Fault> {
        match self.known_device(header.device)?.and_then(|known| known.revoked_after) {
            Some(last) if arrival.sequence > last => Err(Fault::Revoked(header.id)),
            Some(_) | None => Ok(()),
        }
    }
}
