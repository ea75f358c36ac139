//! Sealed bundles: what may leave a unit, written and read byte for byte as docs/bundle-format.md says.

mod card;
mod chance;
mod codes;
mod compare;
mod counted;
mod header;
mod inside;
pub mod limits;
mod line;
mod manifest;
mod manifest_check;
mod notices;
mod open;
mod outside;
mod parts;
mod plan;
mod record;
mod refusal;
mod seal;
mod streams;
mod strict;
#[cfg(test)]
mod trial;
#[cfg(test)]
mod vectors;

pub use card::{CardRefusal, ContactCard, KeyStanding};
pub use chance::{file_name, fresh_file_name};
pub use codes::{BundleKind, KeyBytes, Onward, Printing, Route, SectionKind};
pub use compare::{compare_digits, compare_words};
pub use line::{HeldBundle, Place};
pub use manifest::{AgreementVersion, CaseSlip, Exporter, Manifest, Recipient, SectionInfo, Terms};
pub use notices::{CaseOutcome, Correction, Receipt, ReceiptOutcome, Withdrawal};
pub use open::{AgreementStanding, HeldAgreement, OpenedBundle, PinnedSender, Reader, open, unit_to_join};
pub use outside::{Outside, outside};
pub use parts::{Contents, Part, RecordsPart, WholeBundle};
pub use plan::{Content, Plan, Signers, WriteBytes};
pub use record::{CarriedEntry, CarriedRecord};
pub use refusal::{Limit, NewerWhy, OpenRefusal, SealTrouble};
pub use seal::{Sealed, seal};
pub use streams::{QuarantineWhy, Quarantined, Verified, verify_streams};
