//! Which bundles went to and came from a partner, in their order, and whose a device is.

use crate::names::{maybe_bytes, maybe_id};
use crate::sql::{all, first, run, sql};
use crate::{Fault, Store, Writing};
use journal::{Hash, Id};
use rusqlite::Row;

/// Which way a bundle went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From here.
    Sent,
    /// To here.
    Received,
}

impl Direction {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
        }
    }
}

/// The bundles to or from one partner under one agreement, numbered from 1 (security.md B-11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundleLine {
    /// The partner's record.
    pub partner: Id,
    /// The agreement's record; nothing for what goes without one.
    pub agreement: Option<Id>,
    /// Which way.
    pub direction: Direction,
}

/// A bundle in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundleOfLine {
    /// Its line.
    pub line: BundleLine,
    /// Its number, from 1.
    pub sequence: u64,
    /// The bundle.
    pub bundle: Id,
    /// Its hash, which the next of the line names.
    pub hash: Hash,
    /// When it was sent or taken in, in Unix milliseconds.
    pub at_ms: i64,
}

impl BundleOfLine {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let direction = match row.get::<_, String>("direction")?.as_str() {
            "sent" => Direction::Sent,
            "received" => Direction::Received,
            _ => return Err(rusqlite::Error::InvalidQuery),
        };
        let agreement = maybe_id(&row.get::<_, Vec<u8>>("agreement")?);
        Ok(Self {
            line: BundleLine { partner: Id(row.get("partner")?), agreement, direction },
            sequence: row.get::<_, i64>("sequence")?.unsigned_abs(),
            bundle: Id(row.get("bundle")?),
            hash: Hash(row.get("hash")?),
            at_ms: row.get("at")?,
        })
    }
}

/// A device, as far as this unit was told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDevice {
    /// The device.
    pub device: Id,
    /// The partner whose it is; nothing for one of our own unit.
    pub partner: Option<Id>,
    /// What people call it.
    pub name: String,
    /// When it was told of, in Unix milliseconds.
    pub added_at_ms: i64,
    /// When it was revoked, in Unix milliseconds; nothing while it is trusted.
    pub revoked_at_ms: Option<i64>,
    /// The number of the last bundle of its line that may still bring something new from it.
    pub revoked_after: Option<u64>,
}

impl KnownDevice {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let revoked_at = row.get::<_, i64>("revoked_at")?;
        let after = row.get::<_, i64>("revoked_after")?.unsigned_abs();
        Ok(Self {
            device: Id(row.get("id")?),
            partner: maybe_id(&row.get::<_, Vec<u8>>("partner")?),
            name: row.get("name")?,
            added_at_ms: row.get("added_at")?,
            revoked_at_ms: (revoked_at != 0).then_some(revoked_at),
            revoked_after: (revoked_at != 0).then_some(after),
        })
    }
}

impl Store {
    /// Every bundle of a line, the first first. A number that is missing never came.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn bundles_of_line(&self, line: &BundleLine) -> Result<Vec<BundleOfLine>, Fault> {
        let values = (line.partner.0, maybe_bytes(line.agreement.as_ref()), line.direction.code());
        all(&self.conn, sql!("bundles/of_line"), values, BundleOfLine::read)
    }

    /// The last bundle of a line; nothing where there was none.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn last_of_line(&self, line: &BundleLine) -> Result<Option<BundleOfLine>, Fault> {
        let values = (line.partner.0, maybe_bytes(line.agreement.as_ref()), line.direction.code());
        first(&self.conn, sql!("bundles/last"), values, BundleOfLine::read)
    }

    /// The bundle of this id that went this way, in each line it stands in: more than one where it had several recipients.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn bundle(&self, bundle: Id, direction: Direction) -> Result<Vec<BundleOfLine>, Fault> {
        all(&self.conn, sql!("bundles/one"), (bundle.0, direction.code()), BundleOfLine::read)
    }

    /// What is known of a device.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn known_device(&self, device: Id) -> Result<Option<KnownDevice>, Fault> {
        first(&self.conn, sql!("devices/one"), [device.0], KnownDevice::read)
    }

    /// The devices of a partner, or of our own unit for none, in the order told of.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn devices_of(&self, partner: Option<Id>) -> Result<Vec<KnownDevice>, Fault> {
        all(&self.conn, sql!("devices/of_partner"), [maybe_bytes(partner.as_ref())], KnownDevice::read)
    }
}

impl Writing<'_> {
    /// Notes a bundle in its line.
    ///
    /// # Errors
    /// [`Fault::Taken`] where the line has a bundle of this number, or this one: a line that forks is stopped and shown.
    pub fn note_bundle(&mut self, bundle: &BundleOfLine) -> Result<(), Fault> {
        let sequence = i64::try_from(bundle.sequence).map_err(|_| Fault::NotGenuine)?;
        let line = &bundle.line;
        let (agreement, way) = (maybe_bytes(line.agreement.as_ref()), line.direction.code());
        let values = rusqlite::params![line.partner.0, agreement, way, sequence, bundle.bundle.0, bundle.hash.0, bundle.at_ms];
        run(&self.store.conn, sql!("bundles/add"), values).map(|_| ())
    }

    /// Notes whose a device is. One that is known keeps its unit and its revocation, and gets the name.
    ///
    /// # Errors
    /// [`Fault::Taken`] where it is known as another unit's.
    pub fn know_device(&mut self, device: Id, partner: Option<Id>, name: &str) -> Result<(), Fault> {
        if self.store.known_device(device)?.is_some_and(|known| known.partner != partner) {
            return Err(Fault::Taken);
        }
        let n = self.store.names.device_number(&self.store.conn, device)?;
        let values = (n, maybe_bytes(partner.as_ref()), name, self.at_ms());
        run(&self.store.conn, sql!("devices/put"), values).map(|_| ())
    }

    /// Revokes a device: what comes from it with a later bundle than this one, and was not here before, is refused. A
    /// revocation stands; a second changes nothing.
    ///
    /// # Errors
    /// [`Fault::UnknownDevice`] where nobody told of it.
    pub fn revoke_device(&mut self, device: Id, last_sequence: u64) -> Result<(), Fault> {
        let known = self.store.known_device(device)?.ok_or(Fault::UnknownDevice(device))?;
        let n = self.store.names.device_number(&self.store.conn, known.device)?;
        let after = i64::try_from(last_sequence).unwrap_or(i64::MAX);
        run(&self.store.conn, sql!("devices/revoke"), (n, self.at_ms(), after)).map(|_| ())
    }
}
