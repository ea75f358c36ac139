//! Records behind walls and files from another laptop of the unit: kept as they lie, checked as far as this session can open them.

use crate::attachments::FileKeyCame;
use crate::compartments::{PlaceOf, Under, wrap_aad};
use crate::entering::Standing;
use crate::laptop_sealed::SealedCarried;
use crate::receive::{Known, says_what_it_committed_to, stands_in_place};
use crate::sql::{first, insert, run, sql};
use crate::{Compartment, Fault, Received, Store, Writing};
use journal::{Id, NotParts, Parts, SALT_LENGTH};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Behind a wall the salt is sealed with the value; its column holds zeros.
const NO_SALT: [u8; SALT_LENGTH] = [0; SALT_LENGTH];

impl Store {
    /// The record's own key, where this session opened its compartment.
    fn key_that_came(&self, compartment: &Compartment, carried: &SealedCarried) -> Result<Option<Under>, Fault> {
        let opened = self.opened.borrow();
        let Some(outer) = opened.get(&(compartment.n, carried.epoch)) else { return Ok(None) };
        let aad = wrap_aad(compartment.id, carried.epoch, carried.record);
        let own = sealing::open(outer.expose_bytes_dangerously(), &aad, &carried.wrapped).map_err(|_| Fault::NotGenuine)?;
        let own = Zeroizing::new(own);
        let key = own.as_slice().try_into().map(Zeroizing::new).map_err(|_| Fault::NotGenuine)?;
        Ok(Some(Under::Compartment { id: compartment.id, key }))
    }
}

impl SealedCarried {
    /// Whether every entry belongs here, and every value that can be opened is the one its entry committed to.
    fn is_sound(&self, under: Option<&Under>) -> Result<bool, Fault> {
        for (header, sealed) in &self.entries {
            if !stands_in_place(&self.placing(), header) {
                return Ok(false);
            }
            let (Some(under), Some(sealed)) = (under, sealed) else { continue };
            let place = PlaceOf { record: self.record, category: &self.category, entry: header.id };
            let Ok(Some((salt, plain))) = under.open(&place, &NO_SALT, sealed) else { return Ok(false) };
            if !says_what_it_committed_to(header, &salt, &plain) {
                return Ok(false);
            }
        }
        Ok(!self.entries.is_empty() && self.wrapped.len() == 60)
    }
}

impl Writing<'_> {
    /// Takes in a record behind a wall as it lies on another laptop. One that lies open here is sealed as it is there, if
    /// this session can. All of it or nothing.
    ///
    /// # Errors
    /// [`Fault::NotGenuine`] where an entry does not fit, or the record is another here; [`Fault::Erased`]; and
    /// [`Fault::ClosedCompartment`] where somebody who may open the compartment has to take it in.
    pub fn receive_sealed(&mut self, carried: &SealedCarried) -> Result<Received, Fault> {
        self.part(|w| w.take_in_sealed(carried))
    }

    fn take_in_sealed(&mut self, carried: &SealedCarried) -> Result<Received, Fault> {
        let store = self.store;
        let compartment = store.compartment_of_id(carried.compartment)?.ok_or(Fault::ClosedCompartment)?;
        let under = store.key_that_came(&compartment, carried)?;
        if !carried.is_sound(under.as_ref())? {
            return Err(Fault::NotGenuine);
        }
        let standing = match self.known_fitting(&carried.placing())? {
            Some(known) => self.lies_sealed(&known, carried, &compartment, under)?,
            None => self.place_sealed(carried, &compartment)?,
        };
        let (mut received, mut grown) = (Received::default(), BTreeSet::new());
        for (header, sealed) in &carried.entries {
            if let Some(known) = store.known_entry(header.id)? {
                if known.raw.header(store)?.hash() != header.hash() {
                    return Err(Fault::NotGenuine);
                }
                received.known += 1;
                continue;
            }
            if header.device == store.device {
                return Err(Fault::NotGenuine);
            }
            let n = self.add_entry(header, &standing)?;
            if let Some(sealed) = sealed {
                run(&store.conn, sql!("entries/add_payload"), (n, NO_SALT.as_slice(), sealed))?;
            }
            grown.insert(header.device);
            received.new += 1;
        }
        grown.iter().try_for_each(|device| self.walk_stream(*device, &carried.placing(), &standing))?;
        if received.new > 0 {
            self.after_entries_came(standing.n)?;
        }
        Ok(received)
    }

    /// The row of a record that was not here.
    fn place_sealed(&self, carried: &SealedCarried, compartment: &Compartment) -> Result<Standing, Fault> {
        let (store, conn) = (self.store, &self.store.conn);
        let owner = store.names.term_number(conn, &carried.owner)?;
        let category = store.names.term_number(conn, &carried.category)?;
        let case_n = store.names.case_number(conn, carried.case)?;
        let kind = store.names.term_number(conn, &carried.kind)?;
        let made_ms = self.made_ms(carried.entries.iter().map(|(header, _)| header));
        let n = insert(conn, sql!("records/add"), (carried.record.0, kind, case_n, owner, category, made_ms))?;
        run(conn, sql!("compartments/place_record"), (n, compartment.n, carried.epoch, &carried.wrapped))?;
        if let Some(case) = crate::case_of_restriction(&compartment.code)
            && store.is_open(compartment)
        {
            store.note_in_memory((n, carried.record), (case_n, case))?;
        }
        Ok(Standing { n, owner, category, under: Under::Closed })
    }

    /// A record that is here: behind the same wall, with the newer of the two keys, or sealed now as it is there.
    fn lies_sealed(
        &mut self,
        known: &Known,
        carried: &SealedCarried,
        compartment: &Compartment,
        under: Option<Under>,
    ) -> Result<Standing, Fault> {
        let (n, owner, category) = (known.n, known.owner, known.category);
        let here = first(&self.store.conn, sql!("laptops/sealed_of"), [n], |row| {
            Ok((row.get::<_, i64>("compartment")?, row.get::<_, u32>("epoch")?))
        })?;
        match (here, known.key) {
            (Some((wall, _)), _) if wall != compartment.n => return Err(Fault::NotGenuine),
            (Some((_, epoch)), _) => {
                if epoch < carried.epoch {
                    run(&self.store.conn, sql!("compartments/rewrap"), (n, carried.epoch, &carried.wrapped))?;
                }
            }
            (None, None) => return Err(Fault::Erased(carried.record)),
            (None, Some(own)) => {
                let under = under.ok_or(Fault::ClosedCompartment)?;
                run(&self.store.conn, sql!("compartments/place_record"), (n, compartment.n, carried.epoch, &carried.wrapped))?;
                let open = Standing { n, owner, category, under: Under::Own(Zeroizing::new(own)) };
                self.seal_under(carried.record, &open, &under)?;
                // What was written here before the case was restricted has to go back sealed.
                run(&self.store.conn, sql!("laptops/note_moved"), (n, self.act.n))?;
            }
        }
        Ok(Standing { n, owner, category, under: Under::Closed })
    }

    /// Notes which import brought an entry that came from another laptop.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn note_brought(&mut self, entry: Id, import: Id) -> Result<(), Fault> {
        run(&self.store.conn, sql!("laptops/note_came"), (entry.0, import.0)).map(|_| ())
    }

    /// Takes a file or a chunk of one; a frame of another kind is passed over. What belongs to a record that is not here,
    /// or is erased or closed here, is passed over too: it comes again with its record.
    ///
    /// # Errors
    /// [`Fault::NotGenuine`] where the frame is none.
    pub fn take_file_frame(&mut self, frame: &[u8]) -> Result<(), Fault> {
        let mut parts = Parts::of(frame);
        if parts.domain("holdfast/laptop-chunk/v1").is_ok() {
            let read = |mut parts: Parts<'_>| {
                let (id, place) = (parts.id()?, parts.unsigned()?);
                Ok((id, place, parts.bytes()?.to_vec()))
            };
            let (id, place, sealed) = read(parts).map_err(|NotParts| Fault::NotGenuine)?;
            let place = i64::try_from(place).map_err(|_| Fault::NotGenuine)?;
            return run(&self.store.conn, sql!("laptops/add_chunk"), (id.0, place, sealed)).map(|_| ());
        }
        let mut parts = Parts::of(frame);
        if parts.domain("holdfast/laptop-file/v1").is_err() {
            return Ok(());
        }
        let read = |mut parts: Parts<'_>| {
            let about = (parts.id()?, parts.id()?, parts.signed()?);
            Ok((about, parts.unsigned()?, Zeroizing::new(parts.bytes()?.to_vec()), parts.bytes()?.to_vec()))
        };
        let (about, wrapped, key, described) = read(parts).map_err(|NotParts| Fault::NotGenuine)?;
        let opened;
        let key = if wrapped == 1 {
            FileKeyCame::AsItLies(&key)
        } else {
            opened = Zeroizing::new(<[u8; 32]>::try_from(key.as_slice()).map_err(|_| Fault::NotGenuine)?);
            FileKeyCame::Opened(&opened)
        };
        match self.keep_file(about, key, &described) {
            Err(Fault::UnknownRecord(_) | Fault::Erased(_) | Fault::Closed(_)) => Ok(()),
            kept => kept,
        }
    }
}
