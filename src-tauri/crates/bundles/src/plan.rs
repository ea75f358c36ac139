//! What is to be sealed, and by whom.

use crate::codes::{BundleKind, Route};
use crate::manifest::{AgreementVersion, Recipient, Terms};
use crate::notices::{Correction, Receipt, Withdrawal};
use crate::record::CarriedRecord;
use journal::{Hash, Id};
use sealing::UserKeys;
use std::io::{self, Write};

/// Writes the bytes of an attachment, the same each time.
pub type WriteBytes<'a> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'a;

/// The two who sign.
pub struct Signers<'a> {
    /// The unit's exchange keys.
    pub unit: &'a UserKeys,
    /// The keys of the member who exports.
    pub exporter: &'a UserKeys,
}

/// A bundle to be written. Categories, cases and sections of the manifest are found from the content, so they cannot say
/// less than what leaves.
pub struct Plan<'a> {
    /// What it is for.
    pub kind: BundleKind,
    /// On which ground it leaves.
    pub route: Route,
    /// The unit that sends it.
    pub sender_unit: Id,
    /// The member who exports it.
    pub exporter: Id,
    /// The units it is sealed to; nobody never means everybody.
    pub recipients: Vec<Recipient>,
    /// The agreement, on the route of that name and no other.
    pub agreement: Option<AgreementVersion>,
    /// The purpose, as a code.
    pub purpose: String,
    /// The lawful bases, as codes.
    pub basis: Vec<String>,
    /// What the receiver is bound to.
    pub terms: Terms,
    /// Now, Unix milliseconds.
    pub created_ms: i64,
    /// From when it may be imported.
    pub not_before_ms: i64,
    /// Until when it may be imported.
    pub not_after_ms: i64,
    /// Its place on its line, from 1.
    pub sequence: u64,
    /// SHA-256 of the file before it on its line; [`Hash::NONE`] for the first.
    pub previous: Hash,
    /// Version of the sender's records.
    pub schema: u32,
    /// The latest checkpoint of the sender's log, as a signed note.
    pub checkpoint: Option<String>,
    /// What it carries, in this order.
    pub content: Vec<Content<'a>>,
}

/// Something a bundle carries.
pub enum Content<'a> {
    /// Whole records of one case, or of none. Within one unit, `None` may hold records of any case.
    Records {
        /// The case.
        case: Option<Id>,
        /// Its records, in any order.
        records: &'a [CarriedRecord],
    },
    /// An attachment, found by its hash.
    Attachment {
        /// SHA-256 of its bytes.
        sha256: Hash,
        /// Their number.
        length: u64,
        /// Writes them.
        write: &'a WriteBytes<'a>,
    },
    /// The definition of a form.
    Form(&'a [u8]),
    /// A receipt.
    Receipt(&'a Receipt),
    /// A withdrawal.
    Withdrawal(&'a Withdrawal),
    /// A correction notice.
    Correction(&'a Correction),
    /// What only laptops of one unit exchange, in this order: each as it is, not looked into here.
    Laptop(&'a [Vec<u8>]),
}

/// Whether a record may stand in a section of this case.
pub(crate) fn belongs(kind: BundleKind, section: Option<Id>, record: Option<Id>) -> bool {
    match kind {
        BundleKind::OwnUnit => section.is_none() || section == record,
        BundleKind::Cases | BundleKind::Receipt | BundleKind::Withdrawal | BundleKind::Correction => section == record,
    }
}
