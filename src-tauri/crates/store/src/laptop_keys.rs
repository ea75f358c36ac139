//! Compartments and their grants between the laptops of one unit: one desk changes keys, the others take what it says.

use crate::sql::{all, first, insert, run, sql};
use crate::{Compartment, Fault, Store, Writing, case_of_restriction};
use journal::{Encoding, Id, NotParts, Parts};
use rusqlite::Row;

const COMPARTMENT: &str = "holdfast/laptop-compartment/v1";

/// A grant as it travels.
struct Travelling {
    epoch: u32,
    member: Id,
    enc: [u8; 32],
    sealed: [u8; 48],
    granter: Id,
    public: [u8; 32],
    reason: String,
    at_ms: i64,
    signature: [u8; 64],
}

impl Travelling {
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            epoch: row.get("epoch")?,
            member: Id(row.get("member")?),
            enc: row.get("enc")?,
            sealed: row.get("sealed")?,
            granter: Id(row.get("granter")?),
            public: row.get("public")?,
            reason: row.get("reason")?,
            at_ms: row.get("at")?,
            signature: row.get("signature")?,
        })
    }

    fn write(&self, out: &mut Encoding) {
        out.unsigned(u64::from(self.epoch)).id(self.member).bytes(&self.enc).bytes(&self.sealed).id(self.granter);
        out.bytes(&self.public).text(&self.reason).signed(self.at_ms).bytes(&self.signature);
    }

    fn read(parts: &mut Parts<'_>) -> Result<Self, NotParts> {
        fn exactly<const N: usize>(bytes: &[u8]) -> Result<[u8; N], NotParts> {
            bytes.try_into().map_err(|_| NotParts)
        }
        Ok(Self {
            epoch: u32::try_from(parts.unsigned()?).map_err(|_| NotParts)?,
            member: parts.id()?,
            enc: exactly(parts.bytes()?)?,
            sealed: exactly(parts.bytes()?)?,
            granter: parts.id()?,
            public: exactly(parts.bytes()?)?,
            reason: parts.text()?.to_owned(),
            at_ms: parts.signed()?,
            signature: exactly(parts.bytes()?)?,
        })
    }
}

/// A compartment as another laptop says it is: who may open it, and with which of its keys.
pub struct CompartmentCame {
    id: Id,
    code: String,
    epoch: u32,
    grants: Vec<Travelling>,
}

impl CompartmentCame {
    /// Reads the bytes that travel; nothing where they say that they are something else.
    ///
    /// # Errors
    /// [`Fault::NotGenuine`] where they are not what they say.
    pub fn read(frame: &[u8]) -> Result<Option<Self>, Fault> {
        let mut parts = Parts::of(frame);
        if parts.domain(COMPARTMENT).is_err() {
            return Ok(None);
        }
        Self::read_parts(parts).map(Some).map_err(|NotParts| Fault::NotGenuine)
    }

    fn read_parts(mut parts: Parts<'_>) -> Result<Self, NotParts> {
        let (id, code) = (parts.id()?, parts.text()?.to_owned());
        let epoch = u32::try_from(parts.unsigned()?).map_err(|_| NotParts)?;
        let mut grants = Vec::new();
        for _ in 0..parts.unsigned()? {
            grants.push(Travelling::read(&mut parts)?);
        }
        (parts.is_done() && epoch > 0).then_some(Self { id, code, epoch, grants }).ok_or(NotParts)
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl Store {
    /// Every compartment with its grants, as frames.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn compartment_frames(&self) -> Result<Vec<Vec<u8>>, Fault> {
        let mut frames = Vec::new();
        for known in self.compartments()? {
            let grants = all(&self.conn, sql!("laptops/grants"), [known.n], Travelling::of_row)?;
            let mut out = Encoding::of(COMPARTMENT);
            out.id(known.id).text(&known.code).unsigned(u64::from(known.epoch)).unsigned(grants.len() as u64);
            grants.iter().for_each(|grant| grant.write(&mut out));
            frames.push(out.finish());
        }
        Ok(frames)
    }

    pub(crate) fn compartment_of_id(&self, id: Id) -> Result<Option<Compartment>, Fault> {
        first(&self.conn, sql!("laptops/compartment"), [id.0], Compartment::read)
    }
}

impl Writing<'_> {
    /// Takes a compartment as the desk that changes keys says it is. A case that is restricted by it leaves every list.
    ///
    /// # Errors
    /// [`Fault::NotGenuine`] where another compartment of this name is here.
    pub fn take_compartment(&mut self, came: &CompartmentCame) -> Result<(), Fault> {
        let conn = &self.store.conn;
        let (n, is_new) = match self.store.compartment(&came.code)? {
            Some(known) if known.id != came.id => return Err(Fault::NotGenuine),
            // A file that comes late says nothing new.
            Some(known) if known.epoch > came.epoch => return Ok(()),
            Some(known) => {
                run(conn, sql!("compartments/next_epoch"), (known.n, came.epoch))?;
                (known.n, false)
            }
            None => (insert(conn, sql!("laptops/add_compartment"), (came.id.0, &came.code, came.epoch))?, true),
        };
        run(conn, sql!("laptops/drop_grants"), [n])?;
        for grant in &came.grants {
            let values = rusqlite::params![
                n,
                grant.epoch,
                grant.member.0,
                grant.enc,
                grant.sealed.as_slice(),
                grant.granter.0,
                grant.public,
                grant.reason,
                grant.at_ms,
                grant.signature.as_slice(),
            ];
            run(conn, sql!("compartments/add_grant"), values)?;
        }
        if is_new && let Some(case) = case_of_restriction(&came.code) {
            self.take_case_from_lists(case)?;
        }
        self.store.restricted.forget();
        Ok(())
    }

    /// Takes what is not sealed yet of a case that was restricted elsewhere out of every list of the file.
    fn take_case_from_lists(&mut self, case: Id) -> Result<(), Fault> {
        let store = self.store;
        let case_n = store.names.case_number_of(&store.conn, case)?;
        for n in all(&store.conn, sql!("restricted/unsealed"), [case_n], |row| row.get::<_, i64>("n"))? {
            store.drop_rows(&store.conn, n)?;
        }
        run(&store.conn, sql!("restricted/drop_case"), [case_n]).map(|_| ())
    }

    /// Puts records that were made on another laptop under an earlier key of a compartment under the one in use, as far as
    /// this session holds both. How many.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn catch_up_keys(&mut self) -> Result<u32, Fault> {
        let (store, mut caught_up) = (self.store, 0);
        let opened = store.opened.borrow();
        for known in store.compartments()? {
            let Some(new) = opened.get(&(known.n, known.epoch)) else { continue };
            let behind = all(&store.conn, sql!("laptops/behind"), (known.n, known.epoch), |row| {
                Ok((row.get::<_, i64>("n")?, Id(row.get("id")?)))
            })?;
            for placed in behind {
                caught_up += u32::from(self.rewrap(&known, new, placed)?);
            }
        }
        Ok(caught_up)
    }
}
