//! Compartments and their grants between the laptops of one unit: one desk changes keys, the others take what it says.

use crate::compartments::{Under, wrap_aad};
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

struct Taken {
    id: Id,
    code: String,
    epoch: u32,
    grants: Vec<Travelling>,
}

fn read(frame: &[u8]) -> Result<Taken, NotParts> {
    let mut parts = Parts::of(frame);
    parts.domain(COMPARTMENT)?;
    let (id, code) = (parts.id()?, parts.text()?.to_owned());
    let epoch = u32::try_from(parts.unsigned()?).map_err(|_| NotParts)?;
    let mut grants = Vec::new();
    for _ in 0..parts.unsigned()? {
        grants.push(Travelling::read(&mut parts)?);
    }
    (parts.is_done() && epoch > 0).then_some(Taken { id, code, epoch, grants }).ok_or(NotParts)
}

/// The code of the compartment in a frame; nothing where it is a frame of another kind.
///
/// # Errors
/// [`Fault::NotGenuine`] where it is not what it says.
pub fn code_of_compartment_frame(frame: &[u8]) -> Result<Option<String>, Fault> {
    if Parts::of(frame).domain(COMPARTMENT).is_err() {
        return Ok(None);
    }
    read(frame).map(|taken| Some(taken.code)).map_err(|NotParts| Fault::NotGenuine)
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
        first(&self.conn, sql!("laptops/compartment"), [id.0], |row| {
            Ok(Compartment { n: row.get("n")?, id: Id(row.get("id")?), code: row.get("code")?, epoch: row.get("epoch")? })
        })
    }
}

impl Writing<'_> {
    /// Takes a compartment as the desk that changes keys says it is: who may open it, and with which of its keys. Whether
    /// it was not here before. A case that is restricted by it leaves every list; a frame of another kind is passed over.
    ///
    /// # Errors
    /// [`Fault::NotGenuine`] where the frame is none, or another compartment of this name is here.
    pub fn take_compartment(&mut self, frame: &[u8]) -> Result<bool, Fault> {
        if Parts::of(frame).domain(COMPARTMENT).is_err() {
            return Ok(false);
        }
        let taken = read(frame).map_err(|NotParts| Fault::NotGenuine)?;
        let conn = &self.store.conn;
        let (n, is_new) = match self.store.compartment(&taken.code)? {
            Some(known) if known.id != taken.id => return Err(Fault::NotGenuine),
            // A file that comes late says nothing new.
            Some(known) if known.epoch > taken.epoch => return Ok(false),
            Some(known) => {
                run(conn, sql!("compartments/next_epoch"), (known.n, taken.epoch))?;
                (known.n, false)
            }
            None => (insert(conn, sql!("laptops/add_compartment"), (taken.id.0, &taken.code, taken.epoch))?, true),
        };
        run(conn, sql!("laptops/drop_grants"), [n])?;
        for grant in &taken.grants {
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
        if is_new && let Some(case) = case_of_restriction(&taken.code) {
            self.take_case_from_lists(case)?;
        }
        self.store.restricted.forget();
        Ok(is_new)
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
        for known in store.compartments()?.iter().filter(|known| store.is_open(known)) {
            let behind = all(&store.conn, sql!("laptops/behind"), (known.n, known.epoch), |row| {
                Ok((row.get::<_, i64>("n")?, Id(row.get("id")?)))
            })?;
            for (n, record) in behind {
                let Some(Under::Compartment { key, .. }) = store.under_compartment(n)? else { continue };
                let opened = store.opened.borrow();
                let Some(new) = opened.get(&(known.n, known.epoch)) else { continue };
                let aad = wrap_aad(known.id, known.epoch, record);
                let wrapped = sealing::seal(new.expose_bytes_dangerously(), &aad, key.as_slice())?;
                run(&store.conn, sql!("compartments/rewrap"), (n, known.epoch, wrapped))?;
                run(&store.conn, sql!("laptops/note_moved"), (n, self.act.n))?;
                caught_up += 1;
            }
        }
        Ok(caught_up)
    }
}
