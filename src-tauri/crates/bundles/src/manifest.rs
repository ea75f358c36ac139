//! The manifest: what a bundle says of itself, in the exact bytes that are signed (docs/bundle-format.md 4).

use crate::codes::{BundleKind, KeyBytes, Onward, Printing, Route, SectionKind};
use crate::limits;
use crate::refusal::{NewerWhy, OpenRefusal, SealTrouble};
use crate::strict;
use journal::{Hash, Id};
use serde::{Deserialize, Serialize};

/// What a bundle says of itself. It names no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The bundle: sixteen random bytes.
    pub bundle_id: Id,
    /// What it is for.
    pub kind: BundleKind,
    /// On which ground it leaves.
    pub route: Route,
    /// The unit that sends it.
    pub sender_unit: Id,
    /// The unit's signing key; the first signature is its.
    pub sender_key: KeyBytes,
    /// The member who exports it; the second signature is theirs.
    pub exporter: Exporter,
    /// The units it is sealed to, sorted by id, each once.
    pub recipients: Vec<Recipient>,
    /// The agreement, on the route of that name and no other.
    pub agreement: Option<AgreementVersion>,
    /// The purpose, as a code.
    pub purpose: String,
    /// The lawful bases, as codes, sorted, each once.
    pub basis: Vec<String>,
    /// The categories of what it carries (rules.md 1.3), sorted, each once.
    pub categories: Vec<String>,
    /// The cases it carries, sorted by id, each once.
    pub cases: Vec<CaseSlip>,
    /// What the receiver is bound to.
    pub terms: Terms,
    /// When it was made, Unix milliseconds.
    pub created_ms: i64,
    /// From when it may be imported.
    pub not_before_ms: i64,
    /// Until when it may be imported, this millisecond included.
    pub not_after_ms: i64,
    /// Its place on its line, from 1; see [`Manifest::line`].
    pub sequence: u64,
    /// SHA-256 of the file before it on its line; [`Hash::NONE`] for the first.
    pub previous: Hash,
    /// Version of the sender's records.
    pub schema: u32,
    /// The earliest reader that may read it.
    pub min_reader: u32,
    /// Its sections in the order they stand, without the padding.
    pub sections: Vec<SectionInfo>,
    /// The latest checkpoint of the sender's log, as a signed note.
    pub checkpoint: Option<String>,
}

/// The member who exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exporter {
    /// The member.
    pub member: Id,
    /// The member's own signing key.
    pub key: KeyBytes,
}

/// A unit a bundle is sealed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// The unit.
    pub unit: Id,
    /// The key it is sealed to.
    pub key: KeyBytes,
}

/// One version of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementVersion {
    /// The agreement.
    pub id: Id,
    /// Its version, from 1.
    pub version: u32,
}

/// A case and how many of its records come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSlip {
    /// The case.
    pub case: Id,
    /// Records of it in this bundle.
    pub records: u32,
}

/// What the receiver is bound to; import stores it beside everything it brings (rules.md ISA-11, security.md B-14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The protective marking, as a code.
    pub marking: String,
    /// Whether it may be passed on.
    pub onward: Onward,
    /// To whom, where units are named; sorted, each once. Empty otherwise, which never means everybody.
    pub onward_parties: Vec<Id>,
    /// Whether it may be printed.
    pub printing: Printing,
    /// The day by which it must be deleted, `2026-11-28`.
    pub delete_by: Option<String>,
    /// The day by which its keeping must be reviewed.
    pub review_by: Option<String>,
}

/// What a section measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionInfo {
    /// Its number; see [`SectionKind`].
    #[serde(rename = "type")]
    pub number: u8,
    /// 1 where a reader that does not know the number must refuse the bundle, else 0.
    pub flags: u8,
    /// Bytes.
    pub length: u64,
    /// Over its bytes.
    pub sha256: Hash,
    /// The case whose records it holds; nothing where it holds no records, or those of no case or of several.
    pub case: Option<Id>,
}

impl SectionInfo {
    /// What it holds.
    #[must_use]
    pub const fn kind(&self) -> SectionKind {
        SectionKind::of(self.number)
    }
}

impl Manifest {
    /// The exact bytes that are signed.
    ///
    /// # Errors
    /// [`SealTrouble::Contradiction`]; does not happen with the types as they are.
    pub fn bytes(&self) -> Result<Vec<u8>, SealTrouble> {
        strict::write(self).map_err(|_| SealTrouble::Contradiction)
    }

    /// Reads the bytes, in their one spelling alone, and checks that they contradict neither themselves nor what this
    /// program may read. One that needs a later reader may hold what is unknown here, and says so.
    ///
    /// # Errors
    /// [`OpenRefusal::BadManifest`], [`OpenRefusal::Newer`], [`OpenRefusal::OverLimit`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OpenRefusal> {
        let manifest = Self::read(bytes)?;
        manifest.check()?;
        Ok(manifest)
    }

    fn read(bytes: &[u8]) -> Result<Self, OpenRefusal> {
        #[derive(Deserialize)]
        struct Needs {
            min_reader: u32,
        }
        strict::read(bytes).map_err(|_| match serde_json::from_slice::<Needs>(bytes) {
            Ok(Needs { min_reader }) if min_reader > limits::READER => OpenRefusal::Newer(NewerWhy::Reader(min_reader)),
            Ok(_) | Err(_) => OpenRefusal::BadManifest,
        })
    }
}
