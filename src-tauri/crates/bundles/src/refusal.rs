//! Why a bundle is not read, and why one is not written.

use crate::codes::KeyBytes;
use crate::manifest::AgreementVersion;
use journal::Id;
use std::io;
use thiserror::Error;

/// What measured too much (security report B-9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The whole file.
    File,
    /// The manifest.
    Manifest,
    /// The number of sections.
    Sections,
    /// One section.
    Section,
    /// What is gathered in memory at once; read part by part instead.
    Gathered,
    /// Units it is sealed to.
    Recipients,
}

/// What makes a bundle newer than this program (B-17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewerWhy {
    /// The major version of the format.
    Major(u16),
    /// The suite its key is sealed with.
    Suite(u16),
    /// It says that it needs a later reader.
    Reader(u32),
    /// It holds a section that must be understood and is not.
    Section(u8),
}

/// Why a bundle was not read. Nothing of it was handed out then but what [`crate::OpenedBundle`] had given before, which
/// is to be dropped. Holds nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenRefusal {
    /// The file could not be read.
    #[error("the file could not be read: {0}")]
    Unreadable(io::ErrorKind),
    /// What was read could not be put where the caller wanted it.
    #[error("what was read could not be put away: {0}")]
    Unwritable(io::ErrorKind),
    /// Not a bundle.
    #[error("this is not a bundle")]
    NotABundle,
    /// Made by a later version; nothing was read.
    #[error("made by a later version ({0:?})")]
    Newer(NewerWhy),
    /// The header contradicts itself.
    #[error("the header is not one that is written")]
    BadHeader,
    /// The file ends too early.
    #[error("the file was cut short")]
    CutShort,
    /// It is sealed to somebody else (or the place where our key stood was changed).
    #[error("it is not sealed to this unit")]
    NotForUs,
    /// The header was changed.
    #[error("the header was changed")]
    HeaderAltered,
    /// What it holds was changed, or belongs to another header.
    #[error("the sealed content was changed")]
    PayloadAltered,
    /// Larger than may be.
    #[error("larger than may be: {0:?}")]
    OverLimit(Limit),
    /// Signed by a key that no compared contact card bears.
    #[error("the sender's key is not known here")]
    UnknownSender {
        /// The key it is signed with.
        key: KeyBytes,
    },
    /// A signature is not its signer's over this bundle.
    #[error("a signature does not fit")]
    BadSignature,
    /// The manifest contradicts itself, the file or the signatures.
    #[error("the manifest is not one that is written")]
    BadManifest,
    /// The sender does not name us among its recipients.
    #[error("this unit is not among the recipients")]
    NotAddressed,
    /// The agreement it names is not held with this sender, or not in this version, or has ended.
    #[error("the agreement it names is not held with this sender")]
    AgreementNotHeld {
        /// The sender, whose signature fits.
        sender: Id,
        /// The agreement by the number the sender gave it.
        agreement: AgreementVersion,
    },
    /// It may not be imported yet.
    #[error("not to be imported before {from_ms}")]
    NotYetValid {
        /// From when, Unix milliseconds.
        from_ms: i64,
    },
    /// It may no longer be imported (B-14).
    #[error("not to be imported after {until_ms}")]
    Expired {
        /// Until when, Unix milliseconds.
        until_ms: i64,
    },
    /// It was imported before (B-10).
    #[error("imported before, at {at_ms}")]
    AlreadyImported {
        /// When, Unix milliseconds.
        at_ms: i64,
    },
    /// Two bundles of one line have one predecessor (B-11).
    #[error("two bundles stand at {sequence} of one line")]
    Forked {
        /// The place they both claim.
        sequence: u64,
    },
    /// The sections are not those of the manifest.
    #[error("the sections are not those of the manifest")]
    BadSections,
}

impl OpenRefusal {
    /// The code of the refusal, as in the vectors and the wording.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::Unwritable(_) => "unwritable",
            Self::NotABundle => "not-a-bundle",
            Self::Newer(_) => "newer",
            Self::BadHeader => "bad-header",
            Self::CutShort => "cut-short",
            Self::NotForUs => "not-for-us",
            Self::HeaderAltered => "header-altered",
            Self::PayloadAltered => "payload-altered",
            Self::OverLimit(_) => "over-limit",
            Self::UnknownSender { .. } => "unknown-sender",
            Self::BadSignature => "bad-signature",
            Self::BadManifest => "bad-manifest",
            Self::NotAddressed => "not-addressed",
            Self::AgreementNotHeld { .. } => "agreement-not-held",
            Self::NotYetValid { .. } => "not-yet-valid",
            Self::Expired { .. } => "expired",
            Self::AlreadyImported { .. } => "already-imported",
            Self::Forked { .. } => "forked",
            Self::BadSections => "bad-sections",
        }
    }
}

/// Why a bundle was not written. What was written so far is to be thrown away.
#[derive(Debug, Error)]
pub enum SealTrouble {
    /// The bytes could not be written.
    #[error("the bundle could not be written: {0}")]
    Unwritable(#[from] io::Error),
    /// Something of ours broke.
    #[error(transparent)]
    Fault(#[from] sealing::Fault),
    /// It would be larger than may be.
    #[error("larger than may be: {0:?}")]
    OverLimit(Limit),
    /// Nobody to seal it to, or nothing to seal: that never means everybody or everything.
    #[error("nobody to seal it to, or nothing to seal")]
    Nothing,
    /// The key of this unit's card is none that can be sealed to.
    #[error("the key of a recipient is none")]
    RecipientKey(Id),
    /// A record whose entries do not fit their chains or commitments; it is not passed on.
    #[error("a record does not fit its chains")]
    NotGenuine(Id),
    /// The plan contradicts itself.
    #[error("the plan contradicts itself")]
    Contradiction,
    /// An attachment gave other bytes than its hash and length say.
    #[error("an attachment is not what its hash says")]
    Attachment,
}
