//! The small frames between laptops, besides records and keys (docs/bundle-format.md 12).

use crate::laptops::fault;
use crate::trouble::Outcome;
use journal::{Encoding, NotParts, Parts};
use sealing::{DeviceSecret, HandedOn};
use store::{Hash, Id};
use zeroize::Zeroizing;

const HEARD: &str = "holdfast/laptop-heard/v1";
const SIGNER: &str = "holdfast/laptop-signer/v1";
const ERASED: &str = "holdfast/laptop-erased/v1";
const CAME: &str = "holdfast/laptop-came/v1";
const ASIDE: &str = "holdfast/laptop-aside/v1";
const HANDED: &str = "holdfast/laptop-handed/v1";
const JOINING: &str = "holdfast/laptop-joining/v1";

/// What a laptop that joins has to know before it can read a record.
#[derive(Debug, Clone)]
pub(crate) struct JoiningSaid {
    /// The unit, as its record keeps it.
    pub(crate) unit: String,
    /// The letter in the references of cases opened on the new laptop.
    pub(crate) letter: String,
    /// The member who may finish, and that member's record.
    pub(crate) member: Id,
    pub(crate) body: String,
    /// The laptop that lets it in.
    pub(crate) device: Id,
}

/// A small frame.
pub(crate) enum Frame {
    /// A file of this laptop was taken in.
    Heard { laptop: Id, sequence: u64, bundle: Id, hash: Hash, at_ms: i64, changes: u64 },
    /// A key a member signs with.
    Signer { member: Id, signs: [u8; 32] },
    /// A record was erased.
    Erased(Id),
    /// An import brought an entry.
    Came { entry: Id, import: Id },
    /// An entry stands in nothing.
    Aside { entry: Id, why: String },
    /// A member's keys for the laptop this is sealed to.
    Handed { member: Id, name: String, handed: HandedOn },
    /// What comes first in an invitation.
    Joining(JoiningSaid),
    /// A record, a key or a file: read by the store.
    Other,
}

impl Frame {
    /// The bytes that travel.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out;
        match self {
            Self::Heard { laptop, sequence, bundle, hash, at_ms, changes } => {
                out = Encoding::of(HEARD);
                out.id(*laptop).unsigned(*sequence).id(*bundle).hash(*hash).signed(*at_ms).unsigned(*changes);
            }
            Self::Signer { member, signs } => {
                out = Encoding::of(SIGNER);
                out.id(*member).bytes(signs);
            }
            Self::Erased(record) => {
                out = Encoding::of(ERASED);
                out.id(*record);
            }
            Self::Came { entry, import } => {
                out = Encoding::of(CAME);
                out.id(*entry).id(*import);
            }
            Self::Aside { entry, why } => {
                out = Encoding::of(ASIDE);
                out.id(*entry).text(why);
            }
            Self::Handed { member, name, handed } => {
                out = Encoding::of(HANDED);
                out.id(*member).text(name).text(&handed.slots).bytes(handed.once.expose_bytes_dangerously());
            }
            Self::Joining(said) => {
                out = Encoding::of(JOINING);
                out.text(&said.unit).text(&said.letter).id(said.member).text(&said.body).id(said.device);
            }
            Self::Other => return Vec::new(),
        }
        out.finish()
    }

    /// Reads a frame.
    ///
    /// # Errors
    /// A fault where it is not what it says it is: a laptop of ours does not write such a thing.
    pub(crate) fn read(bytes: &[u8]) -> Outcome<Self> {
        let name = Parts::of(bytes).text().map(str::to_owned).unwrap_or_default();
        read_as(&name, bytes).map_err(|NotParts| fault(&"a frame is not what it says it is"))
    }
}

fn read_as(name: &str, bytes: &[u8]) -> Result<Frame, NotParts> {
    let mut parts = Parts::of(bytes);
    parts.bytes()?;
    let frame = match name {
        HEARD => Frame::Heard {
            laptop: parts.id()?,
            sequence: parts.unsigned()?,
            bundle: parts.id()?,
            hash: parts.hash()?,
            at_ms: parts.signed()?,
            changes: parts.unsigned()?,
        },
        SIGNER => Frame::Signer { member: parts.id()?, signs: parts.bytes()?.try_into().map_err(|_| NotParts)? },
        ERASED => Frame::Erased(parts.id()?),
        CAME => Frame::Came { entry: parts.id()?, import: parts.id()? },
        ASIDE => Frame::Aside { entry: parts.id()?, why: parts.text()?.to_owned() },
        HANDED => {
            let (member, name, slots) = (parts.id()?, parts.text()?.to_owned(), parts.text()?.to_owned());
            let mut once = Zeroizing::new(<[u8; 32]>::try_from(parts.bytes()?).map_err(|_| NotParts)?);
            Frame::Handed { member, name, handed: HandedOn { slots, once: DeviceSecret::take(&mut once) } }
        }
        JOINING => Frame::Joining(JoiningSaid {
            unit: parts.text()?.to_owned(),
            letter: parts.text()?.to_owned(),
            member: parts.id()?,
            body: parts.text()?.to_owned(),
            device: parts.id()?,
        }),
        _ => return Ok(Frame::Other),
    };
    if parts.is_done() { Ok(frame) } else { Err(NotParts) }
}
