//! Compartments: who holds which key, which are open in this session, and what closed ones still show (C-1 to C-8).

use crate::sql::{all, first, insert, run, sql};
use crate::{Fault, Store, Writing};
use journal::{Id, SALT_LENGTH};
use rusqlite::Row;
use sealing::{Grant, GrantSays, RecordKey, UserKeys};
use std::collections::HashMap;
use zeroize::Zeroizing;

/// A compartment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compartment {
    /// Its id, which its seals are bound to.
    pub id: Id,
    /// What it is: `agency:health`, `safe-contact`.
    pub code: String,
    /// Which of its keys is in use, from 1.
    pub epoch: u32,
    pub(crate) n: i64,
}

/// Who was let into a compartment, by whom and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptGrant {
    /// Who may open it.
    pub member: Id,
    /// Who let them in.
    pub granter: Id,
    /// Why, as a code.
    pub reason: String,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
    epoch: u32,
    compartment: i64,
    public: [u8; 32],
    grant: Grant,
}

/// A record in a compartment, as far as its case shows it to everybody (C-8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedIn {
    /// The record.
    pub record: Id,
    /// Its kind, as a code.
    pub kind: String,
    /// The agency that owns it, as a code.
    pub owner: String,
    /// The compartment's code.
    pub compartment: String,
}

/// A member who lets others in.
#[derive(Clone, Copy)]
pub struct Granter<'a> {
    /// The member.
    pub member: Id,
    /// Signs.
    pub keys: &'a UserKeys,
}

/// Keys of the compartments this session opened, by number and epoch. Wiped when the store is closed.
pub(crate) type OpenKeys = HashMap<(i64, u32), RecordKey>;

/// A salt and the plaintext it was committed with.
pub(crate) type Salted = ([u8; SALT_LENGTH], Zeroizing<Vec<u8>>);

/// What the payloads of a record lie under.
pub(crate) enum Under {
    /// A key of the record's own, in the store.
    Own(Zeroizing<[u8; 32]>),
    /// A key of the record's own, under its compartment's, which is open.
    Compartment { id: Id, key: Zeroizing<[u8; 32]> },
    /// A compartment this session did not open.
    Closed,
}

/// The place a payload is bound to (C-6).
pub(crate) struct PlaceOf<'a> {
    pub(crate) record: Id,
    pub(crate) category: &'a str,
    pub(crate) entry: Id,
}

impl PlaceOf<'_> {
    fn aad(&self, compartment: Id) -> Vec<u8> {
        [b"holdfast/sealed/v1\0".as_slice(), &compartment.0, &self.record.0, &self.entry.0, self.category.as_bytes()].concat()
    }
}

impl Under {
    /// The salt column and the sealed bytes. Behind a wall the salt is sealed too, and the length padded.
    pub(crate) fn seal(
        &self,
        place: &PlaceOf<'_>,
        salt: &[u8; SALT_LENGTH],
        plain: &[u8],
    ) -> Result<([u8; SALT_LENGTH], Vec<u8>), Fault> {
        match self {
            Self::Own(key) => Ok((*salt, sealing::seal(key, &place.entry.0, plain)?)),
            Self::Compartment { id, key } => {
                let both = Zeroizing::new([salt.as_slice(), plain].concat());
                Ok(([0; SALT_LENGTH], sealing::seal_padded(key, &place.aad(*id), &both)?))
            }
            Self::Closed => Err(Fault::Closed(place.record)),
        }
    }

    /// Salt and plaintext; nothing behind a wall this session did not open.
    pub(crate) fn open(&self, place: &PlaceOf<'_>, salt: &[u8; SALT_LENGTH], sealed: &[u8]) -> Result<Option<Salted>, Fault> {
        match self {
            Self::Own(key) => {
                let plain = sealing::open(key, &place.entry.0, sealed).map_err(|_| Fault::Unreadable)?;
                Ok(Some((*salt, Zeroizing::new(plain))))
            }
            Self::Compartment { id, key } => {
                let both = sealing::open_padded(key, &place.aad(*id), sealed).map_err(|_| Fault::Unreadable)?;
                let (salt, plain) = both.split_first_chunk::<SALT_LENGTH>().ok_or(Fault::Unreadable)?;
                Ok(Some((*salt, Zeroizing::new(plain.to_vec()))))
            }
            Self::Closed => Ok(None),
        }
    }
}

pub(crate) fn wrap_aad(compartment: Id, epoch: u32, record: Id) -> Vec<u8> {
    [b"holdfast/record-key/v1\0".as_slice(), &compartment.0, &epoch.to_be_bytes(), &record.0].concat()
}

impl Compartment {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { n: row.get("n")?, id: Id(row.get("id")?), code: row.get("code")?, epoch: row.get("epoch")? })
    }
}

impl KeptGrant {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            member: Id(row.get("member")?),
            granter: Id(row.get("granter")?),
            reason: row.get("reason")?,
            at_ms: row.get("at")?,
            epoch: row.get("epoch")?,
            compartment: row.get("compartment")?,
            public: row.get("public")?,
            grant: Grant { enc: row.get("enc")?, sealed: row.get("sealed")?, signature: row.get("signature")? },
        })
    }

    fn says(&self, compartment: Id) -> GrantSays<'_> {
        GrantSays {
            compartment: compartment.0,
            epoch: self.epoch,
            member: self.member.0,
            granter: self.granter.0,
            reason: &self.reason,
            at_ms: self.at_ms,
        }
    }
}

impl Store {
    /// Every compartment.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn compartments(&self) -> Result<Vec<Compartment>, Fault> {
        all(&self.conn, sql!("compartments/all"), [], Compartment::read)
    }

    /// The compartment with this code.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn compartment(&self, code: &str) -> Result<Option<Compartment>, Fault> {
        first(&self.conn, sql!("compartments/by_code"), [code], Compartment::read)
    }

    /// Who may open a compartment now.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn grants(&self, compartment: &Compartment) -> Result<Vec<KeptGrant>, Fault> {
        all(&self.conn, sql!("compartments/grants"), [compartment.n], KeptGrant::read)
    }

    /// Opens every compartment the member was let into. `signs` says with which key a member signs, as far as the
    /// caller knows; a grant of anybody else, wrongly signed, or with a key that opens nothing of what lies there, is
    /// passed over. How many were, is answered (C-3).
    ///
    /// # Errors
    /// A fault of the store.
    pub fn open_compartments(&self, member: Id, keys: &UserKeys, signs: &dyn Fn(Id) -> Vec<[u8; 32]>) -> Result<u32, Fault> {
        let ids: HashMap<i64, Id> = self.compartments()?.into_iter().map(|known| (known.n, known.id)).collect();
        let mut forged = 0;
        for kept in all(&self.conn, sql!("compartments/grants_of_member"), [member.0], KeptGrant::read)? {
            let Some(id) = ids.get(&kept.compartment) else { continue };
            let known = signs(kept.granter).contains(&kept.public);
            match kept.grant.open(&kept.says(*id), &kept.public, keys) {
                Ok(key) if known && self.is_key_of(&kept, *id, &key)? => {
                    self.opened.borrow_mut().insert((kept.compartment, kept.epoch), key);
                }
                Ok(_) | Err(_) => forged += 1,
            }
        }
        Ok(forged)
    }

    /// Whether a granted key opens what lies in its compartment: a member without it can sign a grant of some other key,
    /// and whatever is written then would be theirs to read. Of an empty compartment nothing can be said.
    fn is_key_of(&self, kept: &KeptGrant, compartment: Id, key: &RecordKey) -> Result<bool, Fault> {
        let some = all(&self.conn, sql!("compartments/some_wrapped"), (kept.compartment, kept.epoch), |row| {
            Ok((Id(row.get("id")?), row.get::<_, Vec<u8>>("wrapped")?))
        })?;
        let opens = |(record, wrapped): &(Id, Vec<u8>)| {
            sealing::open(key.expose_bytes_dangerously(), &wrap_aad(compartment, kept.epoch, *record), wrapped).is_ok()
        };
        Ok(some.is_empty() || some.iter().any(opens))
    }

    /// Whether this session has the compartment's key.
    #[must_use]
    pub fn is_open(&self, compartment: &Compartment) -> bool {
        self.opened.borrow().contains_key(&(compartment.n, compartment.epoch))
    }

    /// The records of a case that lie in compartments, open or not: that they are there, and whose (C-8).
    ///
    /// # Errors
    /// A fault of the store.
    pub fn sealed_in_case(&self, case: Id) -> Result<Vec<SealedIn>, Fault> {
        let rows = all(&self.conn, sql!("compartments/in_case"), [case.0], |row| {
            Ok((Id(row.get("id")?), row.get::<_, i64>("kind")?, row.get::<_, i64>("owner")?, row.get::<_, String>("code")?))
        })?;
        let term = |n| self.names.term(&self.conn, n).map(|term| term.to_string());
        rows.into_iter()
            .map(|(record, kind, owner, compartment)| {
                Ok(SealedIn { record, kind: term(kind)?, owner: term(owner)?, compartment })
            })
            .collect()
    }

    /// The records in a compartment, oldest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn records_sealed_in(&self, compartment: &Compartment) -> Result<Vec<Id>, Fault> {
        all(&self.conn, sql!("compartments/records_in"), [compartment.n], |row| row.get("id").map(Id))
    }

    /// What a record without a key of its own in the store lies under; nothing where it was erased.
    pub(crate) fn under_compartment(&self, record_n: i64) -> Result<Option<Under>, Fault> {
        let found = first(&self.conn, sql!("compartments/of_record"), [record_n], |row| {
            let place = (row.get::<_, i64>("compartment")?, row.get::<_, u32>("epoch")?);
            Ok((place, Id(row.get("id")?), Id(row.get("record")?), row.get::<_, Vec<u8>>("wrapped")?))
        })?;
        let Some((place, id, record, wrapped)) = found else { return Ok(None) };
        let opened = self.opened.borrow();
        let Some(key) = opened.get(&place) else { return Ok(Some(Under::Closed)) };
        let aad = wrap_aad(id, place.1, record);
        let own = sealing::open(key.expose_bytes_dangerously(), &aad, &wrapped).map_err(|_| Fault::Unreadable)?;
        let own = Zeroizing::new(own);
        let key = own.as_slice().try_into().map(Zeroizing::new).map_err(|_| Fault::Unreadable)?;
        Ok(Some(Under::Compartment { id, key }))
    }
}

impl Writing<'_> {
    /// Makes a compartment with a fresh key, and lets its first member in. It is open in this session.
    ///
    /// # Errors
    /// [`Fault::Taken`] where there is one of this code.
    pub fn found_compartment(&mut self, code: &str, to: (Id, [u8; 32]), by: Granter<'_>) -> Result<(), Fault> {
        let id = self.fresh_id()?;
        let conn = &self.store.conn;
        let n = insert(conn, sql!("compartments/add"), (id.0, code))?;
        let compartment = Compartment { id, code: code.to_owned(), epoch: 1, n };
        self.store.opened.borrow_mut().insert((n, 1), RecordKey::fresh()?);
        self.let_in(&compartment, to, by, "founded")
    }

    /// Gives a compartment nobody holds and nothing lies in a fresh key, and lets its first member in anew.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn found_again(&mut self, compartment: &Compartment, to: (Id, [u8; 32]), by: Granter<'_>) -> Result<(), Fault> {
        let next = Compartment { epoch: compartment.epoch + 1, ..compartment.clone() };
        run(&self.store.conn, sql!("compartments/next_epoch"), (compartment.n, next.epoch))?;
        self.store.opened.borrow_mut().insert((next.n, next.epoch), RecordKey::fresh()?);
        self.let_in(&next, to, by, "founded")
    }

    /// Lets a member into a compartment that is open in this session (C-4): nobody else can.
    ///
    /// # Errors
    /// [`Fault::ClosedCompartment`] where it is not.
    pub fn let_in(
        &mut self,
        compartment: &Compartment,
        (member, seals_to): (Id, [u8; 32]),
        by: Granter<'_>,
        reason: &str,
    ) -> Result<(), Fault> {
        let opened = self.store.opened.borrow();
        let key = opened.get(&(compartment.n, compartment.epoch)).ok_or(Fault::ClosedCompartment)?;
        let says = GrantSays {
            compartment: compartment.id.0,
            epoch: compartment.epoch,
            member: member.0,
            granter: by.member.0,
            reason,
            at_ms: self.at_ms(),
        };
        let grant = Grant::make(&says, key, &seals_to, by.keys)?;
        let values = rusqlite::params![
            compartment.n,
            compartment.epoch,
            member.0,
            grant.enc,
            grant.sealed.as_slice(),
            by.member.0,
            by.keys.signing_public(),
            reason,
            self.at_ms(),
            grant.signature.as_slice(),
        ];
        run(&self.store.conn, sql!("compartments/add_grant"), values).map(|_| ())
    }

    /// Takes a member's way into a compartment away. Where it is open in this session it gets a new key, sealed to
    /// `left`, and every record's key goes under it; otherwise only the grant goes, and a member has to renew the key.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn shut_out(
        &mut self,
        compartment: &Compartment,
        member: Id,
        left: &[(Id, [u8; 32])],
        by: Granter<'_>,
    ) -> Result<(), Fault> {
        run(&self.store.conn, sql!("compartments/drop_grants"), (compartment.n, member.0))?;
        if !self.store.is_open(compartment) {
            return Ok(());
        }
        let next = Compartment { epoch: compartment.epoch + 1, ..compartment.clone() };
        let conn = &self.store.conn;
        let records =
            all(conn, sql!("compartments/records_in"), [compartment.n], |row| Ok((row.get::<_, i64>("n")?, Id(row.get("id")?))))?;
        let new = RecordKey::fresh()?;
        for (n, record) in records {
            if !self.rewrap(&next, &new, (n, record))? {
                return Err(Fault::Closed(record));
            }
        }
        run(conn, sql!("compartments/next_epoch"), (compartment.n, next.epoch))?;
        self.store.opened.borrow_mut().insert((compartment.n, next.epoch), new);
        left.iter().try_for_each(|to| self.let_in(&next, *to, by, "new_key"))
    }

    /// Puts a record's own key under this key of its compartment, which is that of `compartment.epoch`; whether this
    /// session holds the one it lies under.
    pub(crate) fn rewrap(&self, compartment: &Compartment, new: &RecordKey, (n, record): (i64, Id)) -> Result<bool, Fault> {
        let conn = &self.store.conn;
        let Some(Under::Compartment { key, .. }) = self.store.under_compartment(n)? else { return Ok(false) };
        let aad = wrap_aad(compartment.id, compartment.epoch, record);
        let wrapped = sealing::seal(new.expose_bytes_dangerously(), &aad, key.as_slice())?;
        run(conn, sql!("compartments/rewrap"), (n, compartment.epoch, wrapped))?;
        run(conn, sql!("laptops/note_moved"), (n, self.act.n))?;
        Ok(true)
    }

    /// The key of a new record in an open compartment, wrapped and kept.
    pub(crate) fn key_in(&self, code: &str, record_n: i64, record: Id) -> Result<Under, Fault> {
        let compartment = self.store.compartment(code)?.ok_or(Fault::ClosedCompartment)?;
        let opened = self.store.opened.borrow();
        let outer = opened.get(&(compartment.n, compartment.epoch)).ok_or(Fault::ClosedCompartment)?;
        let mut key = Zeroizing::new([0; 32]);
        self.store.entropy.borrow_mut().fill(key.as_mut_slice())?;
        let aad = wrap_aad(compartment.id, compartment.epoch, record);
        let wrapped = sealing::seal(outer.expose_bytes_dangerously(), &aad, key.as_slice())?;
        let values = (record_n, compartment.n, compartment.epoch, wrapped);
        run(&self.store.conn, sql!("compartments/place_record"), values)?;
        Ok(Under::Compartment { id: compartment.id, key })
    }
}
